//! The chief's own sections, as reporters choose them and readers find them.

use serde_json::json;

use crate::app::Newsdesk;
use crate::desk::{Desk, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::page;
use crate::runner::Bench;
use crate::scene::{self, CHIEF, EDITOR, REPORTER, SECTION};
use crate::wait::{self, Seen, USUAL};
use crate::webdriver::key;

const STORY: &str = "Chợ đêm biên giới mở cửa trở lại";
const RENAMED: &str = "Kinh tế";
const ADDED: &str = "Biên giới - Hải đảo";
const RETIRED: &str = "Chính quyền";

/// The chief adds, renames, orders and retires; the reporter sees the choice; the story of the renamed section goes where the
/// site has that section.
pub(super) fn of_ones_own(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(CHIEF)?;
    desk.press("sections")?;
    sees_names(desk, &["Tin trong thành phố", SECTION, "Văn hóa - Xã hội", RETIRED])?;
    rename(desk)?;
    add_and_move_up(desk)?;
    retire_and_take_back(desk)?;

    desk.change_to(REPORTER)?;
    desk.new_article()?;
    let offered = desk.sections()?;
    let wanted = ["Chưa chọn", ADDED, "Tin trong thành phố", RENAMED, "Văn hóa - Xã hội"];
    ensure(offered == wanted, || format!("the reporter may choose from {offered:?}"))?;
    desk.fill("#headline", STORY)?;
    desk.fill("#standfirst", "Tin vắn.")?;
    desk.go_to_end()?;
    desk.write("Hơn 100 gian hàng.")?;
    desk.choose_section(RENAMED)?;
    desk.make_move("file", "filed")?;

    // Retired with a story in hand: the chief is told of it, and the story waits for another section until it is back.
    desk.change_to(CHIEF)?;
    desk.press("sections")?;
    desk.click(&in_line(desk, RENAMED, "section-retire")?)?;
    desk.press("dialog-confirm")?;
    desk.sees(&hook("offer-undo"))?;
    desk.shelf("filed")?;
    desk.open_row(STORY)?;
    let kept = desk.sections()?;
    ensure(kept.contains(&format!("{RENAMED} (đã ngừng dùng)")), || {
        format!("the story does not show its own: {kept:?}")
    })?;
    desk.press("offer-undo")?;
    wait::until_so("the section in use again", USUAL, || Ok(desk.sections()?.contains(&RENAMED.to_owned())))?;

    desk.change_to(EDITOR)?;
    scene::approve_briefly(desk, STORY)?;
    desk.publish()?;
    let link = desk.published_link()?;
    let published = page::fetch(&link)?;
    let links = |name: &str| published.all("a").any(|link| link.text == name);
    ensure(links(SECTION) && !links(RENAMED), || format!("{link} is not in the section that the site had for it"))
}

/// In its place; the site is asked where its stories go, and they stay there.
fn rename(desk: Desk<'_>) -> Result<(), Failure> {
    desk.click(&in_line(desk, SECTION, "section-rename")?)?;
    desk.sees(&format!("{}[data-stays=true]", hook("section-on-site")))?;
    let field = hook("section-rename-field");
    desk.has_focus(&field, "to be written into at once")?;
    desk.fill(&field, "văn hóa -  xã hội")?;
    desk.keys(&key::ENTER.to_string())?;
    let trouble = desk.trouble()?;
    ensure(trouble.contains("Văn hóa - Xã hội"), || format!("of a name that there is: {trouble}"))?;
    desk.fill(&field, RENAMED)?;
    desk.keys(&key::ENTER.to_string())?;
    sees_names(desk, &["Tin trong thành phố", RENAMED, "Văn hóa - Xã hội", RETIRED])
}

/// By its buttons, and by the keyboard.
fn add_and_move_up(desk: Desk<'_>) -> Result<(), Failure> {
    desk.fill(&hook("section-new"), ADDED)?;
    desk.press("section-add")?;
    sees_names(desk, &["Tin trong thành phố", RENAMED, "Văn hóa - Xã hội", RETIRED, ADDED])?;
    let up = in_line(desk, ADDED, "section-up")?;
    desk.click(&up)?;
    sees_names(desk, &["Tin trong thành phố", RENAMED, "Văn hóa - Xã hội", ADDED, RETIRED])?;
    desk.has_focus(&up, "so that it can be pressed again")?;
    desk.keys(&key::ENTER.to_string())?;
    sees_names(desk, &["Tin trong thành phố", RENAMED, ADDED, "Văn hóa - Xã hội", RETIRED])?;
    desk.has_focus(&up, "after a press by the keyboard")?;
    let alt_up = key::holding(key::ALT, &key::UP.to_string());
    desk.keys(&alt_up)?;
    sees_names(desk, &["Tin trong thành phố", ADDED, RENAMED, "Văn hóa - Xã hội", RETIRED])?;
    desk.has_focus(&up, "after the keys")?;
    desk.keys(&alt_up)?;
    sees_names(desk, &[ADDED, "Tin trong thành phố", RENAMED, "Văn hóa - Xã hội", RETIRED])
}

/// Without a question, as no story has it; the message takes it back.
fn retire_and_take_back(desk: Desk<'_>) -> Result<(), Failure> {
    let without = [ADDED, "Tin trong thành phố", RENAMED, "Văn hóa - Xã hội"];
    desk.click(&in_line(desk, RETIRED, "section-retire")?)?;
    sees_names(desk, &without)?;
    desk.press("offer-undo")?;
    sees_names(desk, &[&without[..], &[RETIRED]].concat())?;
    desk.click(&in_line(desk, RETIRED, "section-retire")?)?;
    sees_names(desk, &without)?;
    let retired = desk.texts(&format!("{} {}", hook("sections-retired"), hook("section-name")))?;
    ensure(retired == [RETIRED], || format!("retired are {retired:?}"))
}

/// Waits until the sections in use are these, in this order.
fn sees_names(desk: Desk<'_>, wanted: &[&str]) -> Result<(), Failure> {
    wait::until(&format!("the sections {wanted:?}"), USUAL, || {
        let names = desk.texts(&format!("{} {}", hook("sections-in-use"), hook("section-name")))?;
        Ok(if names == wanted { Seen::Yes(()) } else { Seen::NotYet(format!("{names:?}")) })
    })
}

/// The selector of a part of a section's line.
fn in_line(desk: Desk<'_>, name: &str, part: &str) -> Result<String, Failure> {
    let script = "return Array.from(document.querySelectorAll(arguments[0]))
        .find(line => line.querySelector(arguments[1])?.innerText.trim() === arguments[2])?.dataset.section || '';";
    let id = wait::until(&format!("the line of {name}"), USUAL, || {
        let id = desk.session().run(script, json!([hook("section-line"), hook("section-name"), name]))?;
        let id = id.as_str().unwrap_or_default().to_owned();
        Ok(if id.is_empty() { Seen::NotYet("it is not there".to_owned()) } else { Seen::Yes(id) })
    })?;
    Ok(format!("[data-section=\"{id}\"] {}", hook(part)))
}

//! Somebody leaves, and a colleague goes on with what is not finished.

use crate::app::Newsdesk;
use crate::desk::{Desk, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::runner::Bench;
use crate::scene::{CHIEF, EDITOR, REPORTER};
use crate::wait::{self, Seen, USUAL};

const DRAFT: &str = "Chợ đêm biên giới mở cửa trở lại";
const FILED: &str = "Cầu phao tạm dừng vì nước lớn";
const ADDED: &str = "Hơn 100 gian hàng.";
const LEAVER: &str = "Nguyễn Thu Hà";
const CHIEF_NAME: &str = "Lê Thanh Mai";
const TAKER: &str = "Trần Minh Quân";

/// The chief gives one story from its own screen and the rest as the reporter leaves; the editor is told and writes on.
pub(super) fn handed_over(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    for (headline, files) in [(DRAFT, false), (FILED, true)] {
        desk.new_article()?;
        desk.fill("#headline", headline)?;
        desk.go_to_end()?;
        desk.write("Một câu.")?;
        if files {
            desk.make_move("file", "filed")?;
        }
    }
    ensure(!desk.has(&hook("reassign"))?, || "a reporter is offered to give a story away".to_owned())?;

    desk.change_to(CHIEF)?;
    desk.shelf("filed")?;
    desk.open_row(FILED)?;
    desk.press("reassign")?;
    choose(desk, "story-to", TAKER)?;
    desk.press("dialog-confirm")?;
    desk.sees_no_more(&hook("story-to"))?;
    wait::until("the note of whose it is", USUAL, || {
        let words = desk.text_of(&hook("given"))?;
        Ok(if words.contains(TAKER) && words.contains(LEAVER) { Seen::Yes(()) } else { Seen::NotYet(words) })
    })?;

    desk.change_to(REPORTER)?;
    desk.shelf("mine")?;
    wait::until("the reporter to be told who has the story", USUAL, || {
        let words = desk.text_of(&hook("passed-on"))?;
        Ok(if words.contains(FILED) && words.contains(TAKER) { Seen::Yes(()) } else { Seen::NotYet(words) })
    })?;

    desk.change_to(CHIEF)?;
    desk.press("staff")?;
    let line = line_of(desk, LEAVER)?;
    let told = desk.text_of(&line)?;
    ensure(told.contains("1 bài"), || format!("the line does not tell of one story: {told}"))?;
    desk.click(&format!("{line} {}", hook("person-leave")))?;
    desk.sees(&hook("leaving-stories"))?;
    choose(desk, "stories-to", TAKER)?;
    desk.press("dialog-confirm")?;
    wait::until("the reporter to have left with nothing unfinished", USUAL, || {
        let words = desk.text_of(&line_of(desk, LEAVER)?)?;
        Ok(if words.contains("Đã rời") && !words.contains("bài") { Seen::Yes(()) } else { Seen::NotYet(words) })
    })?;

    desk.change_to(EDITOR)?;
    desk.shelf("mine")?;
    wait::until("the badges of two stories that were given", USUAL, || {
        let badges = desk.texts(&hook("given-badge"))?;
        Ok(if badges.len() == 2 { Seen::Yes(()) } else { Seen::NotYet(format!("{badges:?}")) })
    })?;
    desk.open_row(DRAFT)?;
    desk.sees(&hook("given"))?;
    desk.go_to_end()?;
    desk.write(ADDED)?;
    desk.sees_no_more(&hook("given"))?;
    newsdesk.reopen()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(EDITOR)?;
    desk.shelf("mine")?;
    desk.open_row(DRAFT)?;
    let body = desk.body()?;
    ensure(body.contains("Một câu.") && body.contains(ADDED), || format!("the story has {body}"))
}

/// A reporter leaves, and nobody takes the stories; the editor who returns one is told and gives it on, the chief finds the other.
pub(super) fn returned_to_nobody(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    for (headline, files) in [(DRAFT, false), (FILED, true)] {
        desk.new_article()?;
        desk.fill("#headline", headline)?;
        desk.go_to_end()?;
        desk.write("Một câu.")?;
        if files {
            desk.make_move("file", "filed")?;
        }
    }
    desk.change_to(CHIEF)?;
    ensure(!desk.has(&hook("shelf-author-left"))?, || "a shelf of those who left, and nobody did".to_owned())?;
    desk.press("staff")?;
    let line = line_of(desk, LEAVER)?;
    desk.click(&format!("{line} {}", hook("person-leave")))?;
    desk.press("dialog-confirm")?;

    desk.change_to(EDITOR)?;
    desk.shelf("filed")?;
    desk.open_row(FILED)?;
    wait::until("the note that the author has left", USUAL, || {
        let words = desk.text_of(&hook("author-left"))?;
        Ok(if words.contains(LEAVER) { Seen::Yes(()) } else { Seen::NotYet(words) })
    })?;
    desk.press("move-claim")?;
    desk.press("move-return")?;
    desk.sees(&hook("return-author-left"))?;
    choose(desk, "return-to", CHIEF_NAME)?;
    desk.fill(&hook("dialog-reason"), "Thêm số liệu")?;
    desk.press("dialog-confirm")?;
    desk.sees_no_more(&hook("dialog-reason"))?;

    desk.change_to(CHIEF)?;
    desk.shelf("mine")?;
    desk.open_row(FILED)?;
    desk.sees(&hook("given"))?;
    ensure(!desk.has(&hook("author-left"))?, || "told that the author has left, who is the chief".to_owned())?;
    desk.shelf("author-left")?;
    desk.open_row(DRAFT)?;
    desk.press("reassign-left")?;
    choose(desk, "story-to", TAKER)?;
    desk.press("dialog-confirm")?;
    desk.sees_no_more(&hook("author-left"))?;
    desk.sees_no_more(&hook("shelf-author-left"))
}

/// Chooses somebody by the name.
fn choose(desk: Desk<'_>, field: &str, name: &str) -> Result<(), Failure> {
    let script = "const field = document.querySelector(arguments[0]);
        const option = Array.from(field?.options ?? []).find(option => option.text.startsWith(arguments[1]));
        if (!option) return false;
        field.value = option.value;
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return true;";
    wait::until(&format!("{name} among those who may take it"), USUAL, || {
        let done = desk.session().run(script, serde_json::json!([hook(field), name]))?;
        Ok(if done == true { Seen::Yes(()) } else { Seen::NotYet("not offered".to_owned()) })
    })
}

/// The selector of somebody's line.
fn line_of(desk: Desk<'_>, name: &str) -> Result<String, Failure> {
    let names = format!("{} strong", hook("person"));
    wait::until(&format!("the line of {name}"), USUAL, || {
        let all = desk.texts(&names)?;
        Ok(match all.iter().position(|one| one.trim() == name) {
            Some(at) => Seen::Yes(format!(".people > :nth-child({})", at + 1)),
            None => Seen::NotYet(format!("{all:?}")),
        })
    })
}

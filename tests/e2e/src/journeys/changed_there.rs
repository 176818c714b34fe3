//! A site is asked before it is connected; a story that somebody changed there is compared and chosen, never overwritten; the
//! archive finds it.

use serde_json::json;

use crate::app::Newsdesk;
use crate::desk::{Desk, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::open_ready;
use crate::look;
use crate::photos;
use crate::runner::Bench;
use crate::scene::{self, CHIEF, EDITOR, REPORTER};
use crate::site::Site;
use crate::wait::{self, Seen};

const HEADLINE: &str = "Cầu phao tạm mở lại từ sáng nay";
const THEIRS: &str = "Cầu phao tạm mở lại từ trưa nay";

/// The whole of it in the window.
pub(super) fn compared_and_chosen(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let site = bench.site()?;
    let before = site.stock()?;
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    ask_and_connect(desk, &site)?;
    let id = change_there(desk, &site, &before)?;

    words_have_room(desk)?;
    desk.press("compare")?;
    desk.sees(&hook("choose-theirs"))?;
    no_empty_space(desk)?;
    desk.has_focus(&hook("conflict"), "in what is compared, not on a button that chooses")?;
    let marked = desk.texts(&format!("{} mark", hook("conflict")))?;
    ensure(marked == ["sáng", "trưa"], || format!("the words that differ are not marked: {marked:?}"))?;
    desk.press("choose-theirs")?;
    desk.press("settle")?;
    desk.sees_stage("in_edit")?;
    let headline = desk.value("#headline")?;
    ensure(headline == THEIRS, || format!("the story's headline is {headline} and not what was chosen"))?;
    desk.make_move("approve", "approved")?;
    desk.publish()?;
    let link = desk.published_link()?;
    let post = site.ask(&format!("posts/{id}?context=edit"))?;
    ensure(post["title"]["raw"] == THEIRS, || format!("the post's title is {}", post["title"]["raw"]))?;

    desk.press("archive")?;
    desk.press("archive-update")?;
    desk.fill(&hook("archive-search"), "cau phao tam")?;
    wait::until("the story in the archive", wait::USUAL, || {
        let found = desk.texts(&hook("archive-found"))?;
        let there = found.iter().any(|text| text.contains(&link));
        Ok(if there { Seen::Yes(()) } else { Seen::NotYet(format!("{found:?}")) })
    })
}

/// What stopped a story is read in lines, not word by word, beside all its buttons and in the smallest window.
fn words_have_room(desk: Desk<'_>) -> Result<(), Failure> {
    for size in [look::SMALLEST, look::USUAL] {
        look::size(desk, size, 1.0)?;
        let script = "return document.querySelector('.desk__story .progress__words').getBoundingClientRect().width;";
        let width = desk.session().run(script, json!([]))?.as_f64().unwrap_or_default();
        ensure(width > 250.0, || format!("what stopped the story has {width:.0} px in a window of {}", size.0))?;
    }
    Ok(())
}

/// The dialogue is as high as what there is to choose, and no higher.
fn no_empty_space(desk: Desk<'_>) -> Result<(), Failure> {
    let script = "const bottom = css => document.querySelector(css).getBoundingClientRect().bottom;
        const list = document.querySelector(arguments[0]);
        return bottom(arguments[0]) - list.lastElementChild.getBoundingClientRect().bottom
            + bottom('dialog[open]') - bottom('dialog[open] .dialog__foot');";
    let below = desk.session().run(script, json!([hook("conflict")]))?.as_f64().unwrap_or(f64::MAX);
    ensure(below < 60.0, || format!("{below:.0} px below what there is to choose are empty"))
}

fn ask_and_connect(desk: Desk<'_>, site: &Site) -> Result<(), Failure> {
    let login = site.login();
    desk.sign_in(CHIEF)?;
    desk.press("sites")?;
    desk.fill(&hook("site-address"), &login.address)?;
    desk.press("site-probe")?;
    let found = desk.sees(&hook("site-found")).and_then(|_| desk.text_of(&hook("site-found")))?;
    ensure(found.contains("Asia/Ho_Chi_Minh"), || format!("the site was found without its time zone: {found}"))?;
    desk.connect_site(&login)?;
    desk.click(&format!("{} summary", hook("site-rights")))?;
    desk.sees(&hook("section-place"))?;
    desk.sign_out()
}

/// A story is published, changed on the site by somebody else, and published again: it stops and asks. The post's number.
pub(crate) fn change_there(
    desk: Desk<'_>,
    site: &Site,
    before: &crate::site::Stock,
) -> Result<serde_json::Value, Failure> {
    desk.sign_in(REPORTER)?;
    scene::report_briefly(desk, HEADLINE, &photos::three()[..1])?;
    desk.change_to(EDITOR)?;
    scene::approve_briefly(desk, HEADLINE)?;
    desk.publish()?;
    desk.published_link()?;
    let id = site.only_new_post(before)?["id"].clone();
    site.change(&id, &json!({ "title": THEIRS }))?;
    desk.make_move("revise", "in_edit")?;
    desk.make_move("approve", "approved")?;
    desk.publish()?;
    desk.sees(&hook("compare"))?;
    let post = site.ask(&format!("posts/{id}?context=edit"))?;
    ensure(post["title"]["raw"] == THEIRS, || "what was changed on the site was overwritten".to_owned())?;
    Ok(id)
}

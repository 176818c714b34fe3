//! The writing desk: keeping and restoring, finding and replacing, remarks, templates.

use crate::app::Newsdesk;
use crate::desk::{Desk, TEXT, hook};
use crate::failure::{Failure, ensure};
use crate::journeys::typing::cut_power;
use crate::journeys::{back_at_the_story, open_ready};
use crate::runner::Bench;
use crate::scene::REPORTER;
use crate::wait::{self, Seen, USUAL};
use crate::webdriver::key;

pub(super) const LONG: &str = "Sáng nay, hàng hóa qua cửa khẩu Bắc Luân II thông quan nhanh hơn.";
const MORE: &str = " Đạo đức công vụ được nhắc lại.";

/// A text is kept, changed, compared and restored, and the restoring is taken back.
pub(super) fn kept_and_restored(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let desk = begin(newsdesk)?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "s")))?;
    desk.fill(&hook("revision-name"), "trước khi cắt")?;
    desk.press("dialog-confirm")?;
    desk.sees_no_more(&hook("revision-name"))?;

    desk.has_focus(TEXT, "after keeping")?;
    desk.keys(&key::holding(key::SHIFT, &key::LEFT.to_string().repeat(9)))?;
    desk.keys(&key::holding(key::CONTROL, "b"))?;
    desk.sees(&format!("{TEXT} strong"))?;
    desk.go_to_end()?;
    desk.write(MORE)?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::SHIFT, "h")))?;
    desk.click(&format!("{}[data-occasion=\"kept\"]", hook("revision")))?;
    let compared = desk.text_of(&hook("compared"))?;
    ensure(compared.contains("Đạo đức công vụ"), || format!("the comparison shows {compared}"))?;
    ensure(compared.contains("Đổi định dạng"), || format!("what became bold is not told: {compared}"))?;
    desk.press("restore")?;
    has_body(desk, LONG)?;
    desk.sees_no_more(&format!("{TEXT} strong"))?;
    desk.press("offer-undo")?;
    has_body(desk, &format!("{LONG}{MORE}"))?;
    desk.sees(&format!("{TEXT} strong")).map(drop)
}

/// Words are found without their marks, in every field, and replaced as one step.
pub(super) fn found_and_replaced(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let desk = begin(newsdesk)?;
    desk.write(MORE)?;
    desk.fill("#headline", "Đạo đức và cửa khẩu")?;
    desk.fill("#byline", "Ban Đạo đức")?;
    desk.keys(&key::holding(key::CONTROL, "h"))?;
    desk.fill(&hook("find-words"), "dao duc")?;
    wait::until("three places", USUAL, || {
        let count = desk.text_of(&hook("find-count"))?;
        Ok(if count.contains("/ 3") { Seen::Yes(()) } else { Seen::NotYet(count) })
    })?;
    desk.fill(&hook("find-with"), "kỷ luật")?;
    desk.press("replace-all")?;
    let changed = LONG.to_owned() + " Kỷ luật công vụ được nhắc lại.";
    has_body(desk, &changed)?;
    let (headline, byline) = (desk.value("#headline")?, desk.value("#byline")?);
    ensure(headline == "Kỷ luật và cửa khẩu", || format!("the headline is {headline}"))?;
    ensure(byline == "Ban Kỷ luật", || format!("the byline is {byline}"))
}

/// A remark is made on words, is counted, and is settled.
pub(super) fn remarked_and_settled(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    let desk = begin(newsdesk)?;
    desk.keys(&key::holding(key::SHIFT, &key::LEFT.to_string().repeat(9)))?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, "m")))?;
    desk.fill(&hook("new-remark"), QUESTION)?;
    cut_power(newsdesk)?;
    let desk = back_at_the_story(newsdesk)?;
    desk.sees(&hook("new-remark"))?;
    let kept = desk.value(&hook("new-remark"))?;
    ensure(kept == QUESTION, || format!("after a power cut the remark is \"{kept}\""))?;
    desk.press("new-remark-send")?;
    let quote = desk.text_of(&hook("remark-quote"))?;
    ensure(quote.contains("anh hơn."), || format!("the remark is about {quote}"))?;
    desk.sees(".story [data-remark], .story .remark")?;
    two_on_the_same_words(desk)?;
    desk.press("remark-resolve")?;
    open_remarks(desk, "1")?;
    desk.press("remark-resolve")?;
    desk.sees_no_more(&format!("{} .panel__count", hook("tab-remarks")))?;
    has_body(desk, LONG)
}

/// The quote brings the words into sight and selects nothing: a letter typed then is none of the story's. A second remark on
/// the words of the first: the key goes from the one to the other and back.
fn two_on_the_same_words(desk: Desk<'_>) -> Result<(), Failure> {
    desk.press("remark-quote")?;
    desk.sees(".story .remark--current")?;
    let selected = desk.session().run("return String(getSelection());", serde_json::json!([]))?;
    ensure(selected == serde_json::json!(""), || format!("the quote selected {selected} in the story"))?;
    desk.go_to_end()?;
    desk.keys(&key::holding(key::SHIFT, &key::LEFT.to_string().repeat(9)))?;
    desk.keys(&key::holding(key::CONTROL, &key::holding(key::ALT, "m")))?;
    desk.fill(&hook("new-remark"), "Nguồn nào?")?;
    desk.press("new-remark-send")?;
    open_remarks(desk, "2")?;
    desk.press("remark-quote")?;
    for other in [1, 0, 1] {
        desk.keys(&key::F8.to_string())?;
        let chosen = format!("{}:nth-of-type({}).remark--chosen", hook("remark"), other + 1);
        desk.sees(&chosen)?;
    }
    Ok(())
}

fn open_remarks(desk: Desk<'_>, count: &str) -> Result<(), Failure> {
    wait::until("the count of open remarks", USUAL, || {
        let shown = desk.texts(&format!("{} .panel__count", hook("tab-remarks")))?;
        Ok(if shown == [count] { Seen::Yes(()) } else { Seen::NotYet(format!("{shown:?}")) })
    })
}

const QUESTION: &str = "Nhanh hơn so với khi nào?";

/// A story begins from a template of the newsroom.
pub(super) fn begun_from_a_template(newsdesk: &mut Newsdesk, _: &Bench) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.press("new-from")?;
    desk.click("[data-testid^=\"template-\"]")?;
    desk.sees(&hook("headline"))?;
    wait::until("the template's text", USUAL, || {
        let body = desk.body()?;
        Ok(if body.contains("Nguyên nhân") { Seen::Yes(()) } else { Seen::NotYet(body) })
    })
}

/// A reporter with a new story, the cursor behind its text.
pub(super) fn begin(newsdesk: &mut Newsdesk) -> Result<Desk<'_>, Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    desk.sign_in(REPORTER)?;
    desk.new_article()?;
    desk.go_to_end()?;
    desk.write(LONG)?;
    Ok(desk)
}

pub(super) fn has_body(desk: Desk<'_>, text: &str) -> Result<(), Failure> {
    wait::until(&format!("the text \"{text}\""), USUAL, || {
        let body = desk.body()?;
        Ok(if body == text { Seen::Yes(()) } else { Seen::NotYet(body) })
    })
}

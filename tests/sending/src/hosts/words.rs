//! Words that a site cannot hold, refuses, or changes: they are named, and an editor decides.

use contract::articles::TextEdit;
use newsroom::{Difference, LetterPlace, Notice, TextLine, Trouble};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::hosts::Scene;
use crate::hosts::front::{Front, page};
use crate::hosts::stage::{Stage, check, told};
use crate::wire::Message;

const NO_HTML: &str = include_str!("../../../wordpress/hosts/disallows_html.php");
const DROPS: &str = include_str!("../../../wordpress/hosts/drops_words.php");
const REWRITES: &str = include_str!("../../../wordpress/hosts/rewrites_links.php");

pub(super) fn scenes() -> Vec<Scene> {
    let scene = |name, play| Scene::new("words", name, play);
    vec![
        scene(
            "an emoji in the headline, where a letter has three bytes: it is named, and goes as an entity",
            |stage| wide(stage, "Lễ hội 😀 Trà Cổ", "Nông sản.", ('😀', LetterPlace::Line(TextLine::Headline))),
        ),
        scene("chữ Nôm in the text, where a letter has three bytes: it is named, and goes as an entity", |stage| {
            wide(stage, "Bia cổ ở Trà Cổ", "Chữ 𡗶 trên bia. Nông sản.", ('𡗶', LetterPlace::Block(1)))
        })
        .often(),
        scene("entities that were typed stay as typed, for an account that may not write HTML", |stage| {
            typed(stage, "Viết &#39; và &amp; rồi <b>không</b>. Nông sản.")
        }),
        scene("backslashes stay, for an account that may not write HTML", |stage| {
            typed(stage, r"Thư mục C:\\tin\\moi\\ và \\'. Nông sản.")
        }),
        scene("an alternative text that ends in a backslash", backslash_in_alt),
        scene("a firewall refuses a word of the text: the word is found, and nothing is changed", refused_word).often(),
        scene("the site drops a word: it stops, and an editor lets it stand", |stage| accepted(stage, DROPS)).often(),
        scene("the site leads links elsewhere: it stops, and an editor lets it stand", |stage| {
            accepted(stage, REWRITES)
        }),
        scene("a second story with the same headline is told before it is sent", namesake).often(),
    ]
}

fn text(words: &str) -> Value {
    json!({ "type": "doc", "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": words }] }] })
}

/// Sends a story to a site whose database holds three bytes a letter.
fn wide(stage: &Stage<'_>, headline: &str, words: &str, letter: (char, LetterPlace)) -> Result<(), Failure> {
    let convert = |set: &str| {
        stage.php(&format!(
            "global $wpdb; $wpdb->query(\"ALTER TABLE $wpdb->posts CONVERT TO CHARACTER SET {set} COLLATE {set}_unicode_520_ci\");"
        ))
    };
    convert("utf8mb3")?;
    let played = wide_there(stage, headline, words, letter);
    convert("utf8mb4")?;
    played
}

fn wide_there(stage: &Stage<'_>, headline: &str, words: &str, letter: (char, LetterPlace)) -> Result<(), Failure> {
    let id = stage.office.approved_text(headline, &text(words), TextEdit::default())?;
    stage.publish(id)?;
    let t = stage.stops(id, Trouble::Letters)?;
    check(t.differences == [Difference::Letter(letter.0, letter.1)], || format!("told is {:?}", t.differences))?;
    stage.office.send_letters_as_entities(id)?;
    stage.arrives(id)?;
    let posts = stage.posts()?;
    check(posts.len() == 1, || format!("{} posts", posts.len()))?;
    let (_, page) = stage.theatre.site.read(posts[0]["link"].as_str().unwrap_or_default())?;
    let entity = format!("&#x{:x};", u32::from(letter.0));
    check(page.contains(letter.0) || page.contains(&entity), || "the page does not show it".to_owned())
}

/// The words come out as they were typed.
fn typed(stage: &Stage<'_>, words: &str) -> Result<(), Failure> {
    stage.extension("html", NO_HTML)?;
    let id = stage.office.approved_text("Chữ gõ thế nào ra thế ấy", &text(words), TextEdit::default())?;
    stage.publish(id)?;
    stage.arrives(id)?;
    let posts = stage.posts()?;
    let (_, page) = stage.theatre.site.read(posts[0]["link"].as_str().unwrap_or_default())?;
    // A browser shows either form as it was typed.
    let literal = ["&amp;#39;", "&#038;#39;"].iter().any(|form| page.contains(form));
    check(literal || !words.contains("&#39;"), || "readers see an apostrophe where &#39; was typed".to_owned())
}

fn backslash_in_alt(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("html", NO_HTML)?;
    let id = stage.office.approved_alt("Ảnh có dấu gạch ngược", "Đường dẫn C:\\")?;
    stage.publish(id)?;
    stage.arrives(id)?;
    let photos = stage.photos(1)?;
    // As a sign, or as the entity that pages show as that sign.
    let stored = photos[0]["alt_text"].as_str().unwrap_or_default().replace("&#92;", "\\");
    check(stored == "Đường dẫn C:\\", || format!("the text is {stored}"))
}

fn refused_word(stage: &Stage<'_>) -> Result<(), Failure> {
    let words = "Lớp tin học dạy câu lệnh UNION SELECT cho cán bộ xã. Nông sản.";
    let id = stage.office.approved_text("Lớp tin học ở Hải Sơn", &text(words), TextEdit::default())?;
    stage.publish(id)?;
    let suspicious = |request: &Message| String::from_utf8_lossy(&request.body).contains("UNION SELECT");
    stage.front(Front::default().answers(Box::new(suspicious), page("403 Forbidden", "Bị chặn")));
    stage.stops(id, Trouble::Firewall)?;
    let before = stage.posts()?;
    let found = stage.office.refused_words(id)?;
    check(found.as_ref().is_some_and(|found| found.contains("UNION SELECT") && found.len() < words.len()), || {
        format!("found is {found:?}")
    })?;
    check(stage.posts()? == before, || "something was changed on the site".to_owned())
}

fn accepted(stage: &Stage<'_>, extension: &str) -> Result<(), Failure> {
    let linked = json!({ "type": "doc", "content": [{ "type": "paragraph", "content": [
        { "type": "text", "text": "Hàng qua " },
        { "type": "text", "text": "cửa khẩu", "marks": [
            { "type": "link", "attrs": { "href": "https://mongcai.gov.vn/cua-khau" } }] },
        { "type": "text", "text": " phần lớn là nông sản." }] }] });
    stage.extension("changes", extension)?;
    let id = stage.office.approved_text("Hàng qua cửa khẩu tăng", &linked, TextEdit::default())?;
    stage.publish(id)?;
    stage.stops(id, Trouble::Mismatch)?;
    stage.office.accept(id)?;
    let t = stage.arrives(id)?;
    told(&t, |notice| *notice == Notice::Accepted)
}

fn namesake(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    let waiting = stage.office.namesake(stage.namesake())?;
    check(waiting.is_some(), || "nothing is told while the first waits".to_owned())?;
    stage.arrives(stage.story())?;
    let there = stage.office.namesake(stage.namesake())?;
    check(there.is_some(), || "nothing is told when the first stands there".to_owned())?;
    check(stage.office.namesake(stage.story())?.is_none(), || "it is told of itself".to_owned())
}

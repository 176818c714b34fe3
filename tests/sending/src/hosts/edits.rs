//! A site's editor changes a story there: it is never overwritten unseen, in whatever field, and what was mended can be kept.

use contract::articles::TextEdit;
use newsroom::{ArticleId, Related, Trouble};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::hosts::Scene;
use crate::hosts::stage::{Stage, check};

/// The story as it was published.
const BEFORE: &str = "Cửa khẩu Bắc Luân II mở thêm làn";
/// What is in it, and what a site's editor makes of it.
const CORRECTION: [&str; 2] = ["Bản tin trước ghi nhầm số xe.", "Bản tin trước ghi nhầm số xe và ngày."];
const BYLINE: [&str; 2] = ["Thu Hà", "Thu Hà - Minh Đức"];
const RELATED: [&str; 2] = ["Chợ đêm Trà Cổ", "Chợ đêm Trà Cổ đón khách"];
const TEXT: [&str; 2] = ["qua cửa khẩu mỗi ngày", "qua cửa khẩu mỗi đêm"];

pub(super) fn scenes() -> Vec<Scene> {
    let scene = |name, play| Scene::new("edits", name, play);
    vec![
        scene("a word of the text", |stage| mended(stage, TEXT, in_text)),
        scene("the correction", |stage| mended(stage, CORRECTION, in_text)).often(),
        scene("the byline", |stage| mended(stage, BYLINE, in_text)),
        scene("a related story", |stage| mended(stage, RELATED, in_text)),
        scene("the headline", |stage| {
            mended(stage, ["", "Tít sửa trên trang"], |_, [_, after]| json!({ "title": after }))
        }),
        scene("the standfirst", |stage| {
            mended(stage, ["", "Sapo sửa trên trang."], |_, [_, after]| json!({ "excerpt": after }))
        }),
        scene("a paragraph that was added", |stage| {
            mended(
                stage,
                ["", "Ban biên tập viết thêm."],
                |raw, [_, after]| json!({ "content": format!("{raw}\n\n<!-- wp:paragraph -->\n<p>{after}</p>\n<!-- /wp:paragraph -->") }),
            )
        }),
    ]
}

/// Words replaced in the text of a post.
fn in_text(raw: &str, [before, after]: [&str; 2]) -> Value {
    json!({ "content": raw.replace(before, after) })
}

fn story(stage: &Stage<'_>) -> Result<ArticleId, Failure> {
    let text = json!({ "type": "doc", "content": [{ "type": "paragraph", "content": [
        { "type": "text", "text": "Hơn 300 xe hàng qua cửa khẩu mỗi ngày." }] }] });
    let related = Related { title: RELATED[0].to_owned(), link: "https://mongcai.gov.vn/cho-dem/".to_owned() };
    let more = TextEdit {
        byline: Some(BYLINE[0].to_owned()),
        correction: Some(CORRECTION[0].to_owned()),
        related: Some(vec![related]),
        ..TextEdit::default()
    };
    stage.office.approved_text(BEFORE, &text, more)
}

/// A site's editor changes the story; then it is updated here in its section alone, sent, and what was changed there is taken over.
fn mended(stage: &Stage<'_>, words: [&str; 2], change: fn(&str, [&str; 2]) -> Value) -> Result<(), Failure> {
    let id = story(stage)?;
    stage.publish(id)?;
    stage.arrives(id)?;
    let posts = stage.posts()?;
    let raw = posts[0]["content"]["raw"].as_str().unwrap_or_default();
    stage.theatre.site.change(&posts[0]["id"], &change(raw, words))?;
    stage.office.revise(id, TextEdit { tags: Some(vec!["Móng Cái".to_owned()]), ..TextEdit::default() })?;
    stage.stops(id, Trouble::ChangedOnSite)?;
    stands(stage, words[1], "it was overwritten unseen")?;
    stage.office.resolve(id)?;
    stage.arrives(id)?;
    stands(stage, words[1], "it was overwritten after it had been chosen")?;
    check(stage.posts()?[0]["tags"].as_array().is_some_and(|tags| tags.len() == 1), || "ours did not arrive".to_owned())
}

/// Do these words still stand on the site?
fn stands(stage: &Stage<'_>, words: &str, else_: &str) -> Result<(), Failure> {
    let posts = stage.posts()?;
    let field = |name: &str| posts[0][name]["raw"].as_str().unwrap_or_default().to_owned();
    let all = [field("title"), field("excerpt"), field("content")].join("\n");
    check(posts.len() == 1 && all.contains(words), || format!("{else_}: {all}"))
}

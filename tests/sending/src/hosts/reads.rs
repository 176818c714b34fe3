//! Hosts that show an older state, or change on purpose what they were given: a sound story is never called a wrong one.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use contract::articles::TextEdit;

use crate::failure::Failure;
use crate::hosts::Scene;
use crate::hosts::front::{Front, asks, page, readers};
use crate::hosts::stage::{HEADLINE, Stage, check};
use crate::wire::Message;

const OPENS_ELSEWHERE: &str = include_str!("../../../wordpress/hosts/opens_links_elsewhere.php");
const TYPOGRAPHIC: &str = include_str!("../../../wordpress/hosts/typographic.php");
const NO_TAGS: &str = include_str!("../../../wordpress/hosts/no_tags.php");

pub(super) fn scenes() -> Vec<Scene> {
    let scene = |name, play| Scene::new("reads", name, play);
    vec![
        scene("a cache answers every reading call by its address alone", cached).often(),
        scene("the post is read as it was two reads ago", lagging),
        scene("photos are there for readers after some tries only", photos_later),
        scene("HEAD is refused (403) for files", |stage| head_refused(stage, "403 Forbidden")),
        scene("HEAD is refused (405) for files", |stage| head_refused(stage, "405 Method Not Allowed")),
        scene("HEAD is answered with 404 for files that are there", |stage| head_refused(stage, "404 Not Found")),
        scene("links are opened in a new window", links_elsewhere).often(),
        scene("dashes are made typographic", typographic),
        scene("the site keeps no keywords", no_tags),
        scene("photos are shown on the site's own pages alone", hot_links),
        scene("pages are closed to programs (403)", |stage| {
            closed_page(stage, page("403 Forbidden", "Chỉ dành cho người"))
        }),
        scene("pages ask for a picture to solve (202)", |stage| {
            closed_page(stage, page("202 Accepted", "Bạn là người?"))
        }),
        scene("pages ask for a picture to solve (503)", |stage| {
            let asks_for = page("503 Service Unavailable", "Just a moment...");
            closed_page(stage, crate::hosts::front::with_header(asks_for, "cf-mitigated", "challenge"))
        }),
        scene("the page of the story is kept from before it was there (404)", page_from_before),
    ]
}

fn cached(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.sign_in()?;
    stage.front(Front::default().caches_reads());
    stage.office.publish(stage.story())?;
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

/// The answer to a reading call for one post is the one of two reads before.
fn lagging(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    let kept: Mutex<HashMap<String, Vec<Vec<u8>>>> = Mutex::default();
    let lags = move |request: &Message, answer: &mut Message| {
        let path = request.target().split('?').next().unwrap_or_default().to_owned();
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = kept.entry(path).or_default();
        seen.push(answer.body.clone());
        answer.body = seen[seen.len().saturating_sub(3)].clone();
    };
    stage.front(Front::default().changes_answers(asks("GET", "/wp/v2/posts/"), lags));
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

fn photos_later(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story_with_photos())?;
    stage.front(Front::default().answers_first(6, asks("", "/uploads/"), page("404 Not Found", "404")));
    stage.arrives(stage.story_with_photos())?;
    stage.photos(2).map(drop)
}

fn head_refused(stage: &Stage<'_>, status: &str) -> Result<(), Failure> {
    stage.publish(stage.story_with_photos())?;
    stage.front(Front::default().answers(asks("HEAD", ""), page(status, "Không được")));
    stage.arrives(stage.story_with_photos())?;
    stage.photos(2).map(drop)
}

/// Sends a story with a link, a dash and keywords.
fn sends_with_marks(stage: &Stage<'_>) -> Result<(), Failure> {
    let id = stage.office.approved_text("Cửa khẩu Bắc Luân II - mở thêm làn", &linked_text(), TextEdit::default())?;
    stage.publish(id)?;
    stage.arrives(id)?;
    let posts = stage.posts()?;
    check(posts.len() == 1 && posts[0]["status"] == "publish", || format!("{} posts", posts.len()))
}

fn linked_text() -> serde_json::Value {
    serde_json::json!({ "type": "doc", "content": [
        { "type": "paragraph", "content": [
            { "type": "text", "text": "Hàng hóa - chủ yếu là nông sản - đi qua " },
            { "type": "text", "text": "cửa khẩu", "marks": [
                { "type": "link", "attrs": { "href": "https://mongcai.gov.vn/cua-khau" } } ] },
            { "type": "text", "text": " mỗi ngày. Nông sản." } ] } ] })
}

fn links_elsewhere(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("links", OPENS_ELSEWHERE)?;
    sends_with_marks(stage)
}

fn typographic(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("typographic", TYPOGRAPHIC)?;
    sends_with_marks(stage)
}

fn no_tags(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("tags", NO_TAGS)?;
    stage.publish(stage.story())?;
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

fn hot_links(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story_with_photos())?;
    let guarded = |request: &Message| request.target().contains("/uploads/") && request.header("referer").is_none();
    stage.front(Front::default().answers(Box::new(guarded), page("403 Forbidden", "Chỉ xem trên trang")));
    stage.arrives(stage.story_with_photos())?;
    stage.photos(2).map(drop)
}

fn closed_page(stage: &Stage<'_>, answer: Message) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    stage.front(Front::default().answers(readers(), answer));
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

fn page_from_before(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    stage.front(Front::default().answers_first(2, readers(), page("404 Not Found", "404")));
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

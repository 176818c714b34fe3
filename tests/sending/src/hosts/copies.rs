//! Lost answers on hosts where looking up is blind: one story, one copy of each photo.

use chrono::Duration;
use newsroom::Notice;

use crate::failure::Failure;
use crate::fault::Fault;
use crate::hosts::Scene;
use crate::hosts::front::{Front, makes_a_post, uploads};
use crate::hosts::stage::{HEADLINE, SLUG, Stage, check, told};

const TITLE_ONLY: &str = include_str!("../../../wordpress/hosts/title_only_search.php");
const CLOSED_SEARCH: &str = include_str!("../../../wordpress/hosts/closed_search.php");
const LANGUAGES: &str = include_str!("../../../wordpress/hosts/language_filter.php");
const RENAMES: &str = include_str!("../../../wordpress/hosts/renames_files.php");
const RENAMES_ADDRESSES: &str = include_str!("../../../wordpress/hosts/renames_addresses.php");
const DIES: &str = include_str!("../../../wordpress/hosts/dies_after_saving.php");
const LAGS: &str = include_str!("../../../wordpress/hosts/hides_first_post.php");

/// After it, an answer that was lost is looked for once more.
const LONG_AFTER: Duration = Duration::minutes(5);

pub(super) fn scenes() -> Vec<Scene> {
    let scene = |name, play| Scene::new("copies", name, play);
    vec![
        scene("the answer to the making is lost, and a cache answers for the site: one story", cached_reads).often(),
        scene("… and the search reads headlines alone: one story", title_only_search).often(),
        scene("… and the search is closed: one story", closed_search),
        scene("… and lists hide what has no language: one story", language_filter).often(),
        scene("… and all of these together but the address: one story", all_but_the_address),
        scene("an extension breaks after the post was saved: one story", dies_after_saving),
        scene("the making breaks off, and the site does it later all the same: one story", done_later),
        scene("the answer to an upload is lost, and files are renamed: one copy of each photo", renamed_files).often(),
        scene("… and addresses are renamed, too: one copy of each photo", renamed_everything),
        scene("… and a cache answers for the site: one copy of each photo", cached_uploads),
        scene("… and the search is closed: one copy of each photo", closed_media_search),
        scene(
            "an older copy comes to light while the newer is looked at: the older stays, at its own address",
            older_copy,
        )
        .often(),
        scene("an older copy comes to light after the story was found right: the older stays", older_copy_later),
        scene("a newer copy comes to light after the story was found right: it goes to the bin", newer_copy_later),
        scene("an older copy comes to light before an update: the older stays, and is updated", older_copy_at_update),
        scene("a site's editor has gone on with a copy: it stays, and is told", copy_in_use),
    ]
}

/// Sends the story where the answer to its making is lost.
fn lost(stage: &Stage<'_>, front: Front) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    stage.front(front.loses_first(makes_a_post()));
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

fn cached_reads(stage: &Stage<'_>) -> Result<(), Failure> {
    lost(stage, Front::default().caches_reads())
}

fn title_only_search(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("search", TITLE_ONLY)?;
    lost(stage, Front::default())
}

fn closed_search(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("search", CLOSED_SEARCH)?;
    lost(stage, Front::default())
}

fn language_filter(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("languages", LANGUAGES)?;
    lost(stage, Front::default())
}

fn all_but_the_address(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("search", TITLE_ONLY)?;
    stage.extension("languages", LANGUAGES)?;
    lost(stage, Front::default().caches_reads())
}

fn dies_after_saving(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("dies", DIES)?;
    stage.extension("search", TITLE_ONLY)?;
    stage.publish(stage.story())?;
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

fn done_later(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("search", TITLE_ONLY)?;
    stage.publish(stage.story())?;
    stage.front(Front::default().meets_first(makes_a_post(), Fault::LateCut));
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

/// Sends the story with photos where the answer to the first upload is lost.
fn lost_upload(stage: &Stage<'_>, front: Front) -> Result<(), Failure> {
    stage.publish(stage.story_with_photos())?;
    stage.front(front.loses_first(uploads()));
    stage.arrives(stage.story_with_photos())?;
    stage.photos(2).map(drop)
}

fn renamed_files(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("renames", RENAMES)?;
    lost_upload(stage, Front::default())
}

fn renamed_everything(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("renames", RENAMES)?;
    stage.extension("addresses", RENAMES_ADDRESSES)?;
    lost_upload(stage, Front::default())
}

fn cached_uploads(stage: &Stage<'_>) -> Result<(), Failure> {
    lost_upload(stage, Front::default().caches_reads())
}

fn closed_media_search(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("search", CLOSED_SEARCH)?;
    lost_upload(stage, Front::default())
}

/// Sends the story to a site that does not show the first try, so that a second post is made.
fn made_twice(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("lags", LAGS)?;
    stage.publish(stage.story())?;
    stage.flag("lags", true)?;
    stage.front(Front::default().loses_first(makes_a_post()));
    Ok(())
}

/// The post that was made first is the only one, at the address without a number.
fn older_stayed(stage: &Stage<'_>, headline: &str) -> Result<(), Failure> {
    let post = stage.only_post(headline)?;
    check(post["slug"] == SLUG, || format!("its address is {}", post["slug"]))?;
    let first = stage.read_flag("first")?;
    check(post["id"].as_u64() == first.parse().ok(), || format!("post {} stayed, the older is {first}", post["id"]))
}

fn older_copy(stage: &Stage<'_>) -> Result<(), Failure> {
    made_twice(stage)?;
    // Until the second one is there.
    for _ in 0..10 {
        stage.step(stage.story())?;
        if stage.posts()?.len() == 2 {
            break;
        }
    }
    stage.flag("lags", false)?;
    stage.arrives(stage.story())?;
    older_stayed(stage, HEADLINE)
}

fn older_copy_later(stage: &Stage<'_>) -> Result<(), Failure> {
    made_twice(stage)?;
    stage.until_online(stage.story())?;
    check(stage.posts()?.len() == 2, || "the second post was to be made".to_owned())?;
    stage.flag("lags", false)?;
    stage.forward(LONG_AFTER);
    stage.arrives(stage.story())?;
    older_stayed(stage, HEADLINE)
}

fn newer_copy_later(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    stage.front(Front::default().loses_first(makes_a_post()));
    stage.until_online(stage.story())?;
    let post = stage.only_post(HEADLINE)?;
    // As a second try that the host has kept for minutes makes it.
    stage.theatre.site.make(&serde_json::json!({
        "title": HEADLINE, "content": post["content"]["raw"], "slug": SLUG, "status": "draft"
    }))?;
    stage.forward(LONG_AFTER);
    let t = stage.arrives(stage.story())?;
    stage.only_post(HEADLINE)?;
    told(&t, |notice| matches!(notice, Notice::CopiesRemoved(1)))
}

fn older_copy_at_update(stage: &Stage<'_>) -> Result<(), Failure> {
    made_twice(stage)?;
    stage.until_online(stage.story())?;
    stage.forward(LONG_AFTER);
    stage.arrives(stage.story())?;
    check(stage.posts()?.len() == 2, || "the second post was to be made".to_owned())?;
    stage.flag("lags", false)?;
    stage.office.update(stage.story())?;
    stage.arrives(stage.story())?;
    older_stayed(stage, crate::office::UPDATED)
}

fn copy_in_use(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    stage.front(Front::default().loses_first(makes_a_post()));
    stage.until_online(stage.story())?;
    let post = stage.only_post(HEADLINE)?;
    let content = format!("{}<p>Ban biên tập viết thêm.</p>", post["content"]["raw"].as_str().unwrap_or_default());
    stage.theatre.site.make(&serde_json::json!({
        "title": "Bài viết tiếp", "content": content, "status": "publish"
    }))?;
    stage.forward(LONG_AFTER);
    let t = stage.arrives(stage.story())?;
    check(stage.posts()?.len() == 2, || "somebody's post was taken away".to_owned())?;
    told(&t, |notice| matches!(notice, Notice::CopiesLeft(1)))
}

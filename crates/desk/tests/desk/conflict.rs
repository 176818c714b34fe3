//! Nobody overwritten: what was changed on the site is shown beside ours, and a person chooses.

use crate::{office::Office, there::There};
use contract::{articles::TextEdit, sending::Resolution};
use newsroom::{
    ArticleId, Move, Stage, Trouble,
    merge::{ChunkKind, Side},
};
use serde_json::json;
use tempfile::TempDir;

/// A story that is online, changed on the site in its headline and in one paragraph, and changed here in another headline.
fn changed_on_both_sides(office: &Office, there: &There) -> ArticleId {
    there.connect(office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let post = there.posts(id)[0].clone();
    let raw = post["content"]["raw"].as_str().unwrap().replace("“Xe chờ dưới 2 giờ”", "“Xe chờ dưới 1 giờ”");
    assert!(raw.contains("dưới 1 giờ"));
    there.change(&post["id"], &json!({ "content": raw, "title": "Tít sửa trên trang" }));
    office.go(&editor, id, Move::Revise);
    let version = office.desk.open_article(&editor, id).unwrap().article.version;
    let edit = TextEdit { standfirst: Some("Sapo mới của tòa soạn.".into()), ..TextEdit::default() };
    office.desk.save_text(&editor, id, version, edit).unwrap();
    office.go(&editor, id, Move::Approve);
    office.go(&editor, id, Move::Publish);
    office.transmit();
    id
}

#[test]
fn wordpress_what_was_changed_on_the_site_is_not_overwritten_and_can_be_taken() {
    let (there, folder) = (There::start(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    let id = changed_on_both_sides(&office, &there);
    let editor = office.staff("bientap");
    let view = office.desk.open_article(&editor, id).unwrap();
    let stopped = view.transmission.unwrap().transmission;
    assert_eq!((stopped.trouble, stopped.stopped), (Some(Trouble::ChangedOnSite), true), "{stopped:?}");
    assert_eq!(there.posts(id)[0]["title"]["raw"], "Tít sửa trên trang", "nothing was overwritten");

    let conflict = office.desk.compare_with_site(&editor, id).unwrap();
    assert_eq!(conflict.headline.kind(), ChunkKind::Theirs);
    assert_eq!(conflict.standfirst.kind(), ChunkKind::Ours);
    let theirs: Vec<_> = conflict.chunks.iter().filter(|chunk| chunk.kind == ChunkKind::Theirs).collect();
    assert_eq!(theirs.len(), 1, "one paragraph was changed there: {:#?}", conflict.chunks);
    assert!(conflict.chunks.iter().all(|chunk| matches!(chunk.kind, ChunkKind::Same | ChunkKind::Theirs)));
    assert!(conflict.lost.is_empty(), "{:?}", conflict.lost);

    let chunks = conflict.chunks.iter().map(|chunk| chunk.kind.default_side()).collect();
    let choice = Resolution { token: conflict.token, headline: Side::Theirs, standfirst: Side::Ours, chunks };
    let (view, _) = office.desk.resolve_conflict(&editor, id, &choice).unwrap();
    assert_eq!(view.article.stage, Stage::InEdit, "what was not approved is not published");
    assert_eq!(view.article.manuscript.headline, "Tít sửa trên trang");
    assert_eq!(view.article.manuscript.standfirst, "Sapo mới của tòa soạn.");
    assert!(view.article.manuscript.body.plain_text().contains("dưới 1 giờ"));
    assert_eq!(view.article.manuscript.body.figures().len(), 2, "the photos are still in the text");
    let occasions: Vec<String> =
        office.desk.list_revisions(&editor, id).unwrap().into_iter().map(|row| row.entry.occasion).collect();
    assert!(occasions.contains(&"site_version".to_owned()), "{occasions:?}");
    assert!(occasions.contains(&"before_site_version".to_owned()), "{occasions:?}");

    office.go(&editor, id, Move::Approve);
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "{:?}", view.transmission);
    let post = &there.posts(id)[0];
    assert_eq!(post["title"]["raw"], "Tít sửa trên trang");
    assert_eq!(post["excerpt"]["raw"], "Sapo mới của tòa soạn.");
    assert_eq!(there.posts(id).len(), 1);
    there.clear(id);
}

#[test]
fn keeping_ours_replaces_theirs_without_another_approval() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    let id = changed_on_both_sides(&office, &there);
    let editor = office.staff("bientap");
    let conflict = office.desk.compare_with_site(&editor, id).unwrap();
    let chunks = vec![Side::Ours; conflict.chunks.len()];
    let mut choice = Resolution { token: conflict.token, headline: Side::Ours, standfirst: Side::Ours, chunks };

    // Somebody changes it once more before the choice is made.
    let number = there.posts(id)[0]["id"].clone();
    there.change(&number, &json!({ "title": "Lại sửa" }));
    let stale = office.desk.resolve_conflict(&editor, id, &choice).unwrap_err();
    assert!(matches!(stale, desk::DeskError::Stale), "what was not seen is not replaced: {stale}");

    choice.token = office.desk.compare_with_site(&editor, id).unwrap().token;
    office.desk.resolve_conflict(&editor, id, &choice).unwrap();
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "{:?}", view.transmission);
    assert_eq!(there.posts(id)[0]["title"]["raw"], "Cửa khẩu Bắc Luân II thông quan hơn 300 xe");
}

#[test]
fn a_story_taken_off_the_site_by_somebody_is_not_put_back_unasked() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let number = there.posts(id)[0]["id"].clone();
    there.change(&number, &json!({ "status": "draft" }));
    office.desk.set_banner(&editor, id, true, None).unwrap();
    office.transmit();
    let t = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    assert_eq!(t.trouble, Some(Trouble::ChangedOnSite), "{t:?}");
    assert_eq!(there.posts(id)[0]["status"], "draft");
}

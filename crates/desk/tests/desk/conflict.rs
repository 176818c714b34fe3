//! Nobody overwritten: what was changed on the site is shown beside ours, and a person chooses.

use crate::{office::Office, there::There};
use contract::{
    articles::TextEdit,
    sending::{Conflict, Resolution},
};
use newsroom::{
    ArticleId, Move, Occasion, Related, Stage, TextLine, Trouble,
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
    assert_eq!(line(&conflict, TextLine::Headline), ChunkKind::Theirs);
    assert_eq!(line(&conflict, TextLine::Standfirst), ChunkKind::Ours);
    let theirs: Vec<_> = conflict.chunks.iter().filter(|chunk| chunk.kind == ChunkKind::Theirs).collect();
    assert_eq!(theirs.len(), 1, "one paragraph was changed there: {:#?}", conflict.chunks);
    assert!(conflict.chunks.iter().all(|chunk| matches!(chunk.kind, ChunkKind::Same | ChunkKind::Theirs)));
    assert!(conflict.lost.is_empty(), "{:?}", conflict.lost);

    let choice = conflict.default_resolution();
    let (view, _) = office.desk.resolve_conflict(&editor, id, &choice).unwrap();
    assert_eq!(view.article.stage, Stage::InEdit, "what was not approved is not published");
    assert_eq!(view.article.manuscript.headline, "Tít sửa trên trang");
    assert_eq!(view.article.manuscript.standfirst, "Sapo mới của tòa soạn.");
    assert!(view.article.manuscript.body.plain_text().contains("dưới 1 giờ"));
    assert_eq!(view.article.manuscript.body.figures().len(), 2, "the photos are still in the text");
    let occasions: Vec<Occasion> =
        office.desk.list_revisions(&editor, id).unwrap().into_iter().map(|row| row.entry.occasion).collect();
    assert!(occasions.contains(&Occasion::SiteVersion), "{occasions:?}");
    assert!(occasions.contains(&Occasion::BeforeSiteVersion), "{occasions:?}");

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

/// Who changed a line.
fn line(conflict: &Conflict, line: TextLine) -> ChunkKind {
    conflict.lines.iter().find(|found| found.line == line).unwrap().text.kind()
}

/// A story that is online with a correction, a byline and a related story, whose copy on the site was changed by `mend`, and
/// that is to be sent again as it is.
fn mended_on_the_site(office: &Office, there: &There, mend: impl Fn(String) -> String) -> ArticleId {
    there.connect(office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.go(&editor, id, Move::Reopen);
    let version = office.desk.open_article(&editor, id).unwrap().article.version;
    let edit = TextEdit {
        byline: Some("Thu Hà".to_owned()),
        correction: Some("Đính chính: Cầu dài 618 m.".to_owned()),
        related: Some(vec![Related {
            title: "Chợ đêm Móng Cái".to_owned(),
            link: "https://mongcai.example/cho-dem".to_owned(),
        }]),
        ..TextEdit::default()
    };
    office.desk.save_text(&editor, id, version, edit).unwrap();
    office.go(&editor, id, Move::Approve);
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let post = there.posts(id)[0].clone();
    let raw = post["content"]["raw"].as_str().unwrap().to_owned();
    let mended = mend(raw.clone());
    assert_ne!(raw, mended, "the site has what is mended");
    there.change(&post["id"], &json!({ "content": mended }));
    office.desk.set_banner(&editor, id, true, None).unwrap();
    office.transmit();
    id
}

#[test]
fn wordpress_what_stands_around_the_text_is_shown_when_it_was_mended_on_the_site_and_can_be_taken() {
    type Mend = fn(String) -> String;
    let mends: [(TextLine, Mend, &str); 2] = [
        (TextLine::Correction, |raw| raw.replace("Cầu dài 618 m.", "Cầu dài 681 m."), "Cầu dài 681 m."),
        (TextLine::Byline, |raw| raw.replace("Thu Hà", "Thu Hà - Văn Nam"), "Thu Hà - Văn Nam"),
    ];
    for (mended, mend, taken) in mends {
        let (there, folder) = (There::start(), TempDir::new().unwrap());
        let office = Office::online(folder.path());
        let id = mended_on_the_site(&office, &there, mend);
        let editor = office.staff("bientap");
        let conflict = office.desk.compare_with_site(&editor, id).unwrap();
        for told in &conflict.lines {
            let wanted = if told.line == mended { ChunkKind::Theirs } else { ChunkKind::Same };
            assert_eq!(told.text.kind(), wanted, "{told:?}");
        }
        assert_eq!(conflict.related.kind(), ChunkKind::Same, "{:?}", conflict.related);
        assert!(conflict.chunks.iter().all(|chunk| chunk.kind == ChunkKind::Same), "{:#?}", conflict.chunks);

        let choice = conflict.default_resolution();
        assert!(!choice.is_all_ours(), "who confirms without reading loses nobody's work");
        let (view, _) = office.desk.resolve_conflict(&editor, id, &choice).unwrap();
        assert_eq!(view.article.stage, Stage::InEdit, "what was not approved is not published");
        assert_eq!(view.article.manuscript.line(mended), Some(taken));
        office.go(&editor, id, Move::Approve);
        office.go(&editor, id, Move::Publish);
        office.transmit();
        let raw = there.posts(id)[0]["content"]["raw"].as_str().unwrap().to_owned();
        assert!(raw.contains(taken), "{raw}");
        assert_eq!(raw.matches("Đính chính:").count(), 1, "{raw}");
        there.clear(id);
    }
}

#[test]
fn related_stories_that_were_mended_on_the_site_can_be_taken_or_replaced() {
    for side in [Side::Theirs, Side::Ours] {
        let (there, folder) = (There::bundled(), TempDir::new().unwrap());
        let office = Office::online(folder.path());
        let id = mended_on_the_site(&office, &there, |raw| {
            raw.replace("Chợ đêm Móng Cái", "Chợ đêm mở lại").replace("/cho-dem", "/cho-dem-mo-lai")
        });
        let editor = office.staff("bientap");
        let conflict = office.desk.compare_with_site(&editor, id).unwrap();
        assert_eq!(conflict.related.kind(), ChunkKind::Theirs, "{:?}", conflict.related);
        let choice = Resolution { related: side, ..conflict.default_resolution() };
        let (view, _) = office.desk.resolve_conflict(&editor, id, &choice).unwrap();
        let story = &view.article.manuscript.related[0];
        let wanted = match side {
            Side::Theirs => ("Chợ đêm mở lại", "https://mongcai.example/cho-dem-mo-lai"),
            Side::Ours => ("Chợ đêm Móng Cái", "https://mongcai.example/cho-dem"),
        };
        assert_eq!((story.title.as_str(), story.link.as_str()), wanted);
        assert_eq!(view.article.stage == Stage::InEdit, side == Side::Theirs);
    }
}

#[test]
fn keeping_ours_replaces_theirs_without_another_approval() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    let id = changed_on_both_sides(&office, &there);
    let editor = office.staff("bientap");
    let conflict = office.desk.compare_with_site(&editor, id).unwrap();
    let mut choice = Resolution::all(&conflict, Side::Ours);

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

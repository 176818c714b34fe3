//! Where and how a story stands on the site: banner for a time, address, correction, related stories, hours too near.

use crate::{office::Office, there::There};
use chrono::{Duration, Utc};
use contract::articles::TextEdit;
use newsroom::{Attempt, Move, Related, Stage, Step};
use tempfile::TempDir;

#[test]
fn wordpress_a_banner_ends_by_itself_and_an_address_can_be_chosen() {
    let (there, folder) = (There::start(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    let until = Utc::now() + Duration::hours(2);
    office.desk.set_banner(&editor, id, true, Some(until)).unwrap();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    assert_eq!(there.posts(id)[0]["sticky"], true);
    office.clock.forward(Duration::hours(3));
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    assert!(!view.article.banner && view.article.banner_until.is_none(), "its time is over");
    assert_eq!(there.posts(id)[0]["sticky"], false, "and the site knows: {:?}", view.transmission);

    office.desk.set_slug(&editor, id, "Cửa khẩu 300 xe").unwrap();
    office.transmit();
    let post = &there.posts(id)[0];
    assert_eq!(post["slug"], "cua-khau-300-xe", "the address that the editor chose");
    let view = office.desk.open_article(&editor, id).unwrap();
    assert_eq!(view.article.link.as_deref(), post["link"].as_str());
    assert!(matches!(office.desk.set_slug(&office.staff("phongvien"), id, "x"), Err(desk::DeskError::Refused(_))));
    there.clear(id);
}

#[test]
fn wordpress_a_correction_and_related_stories_reach_readers() {
    let (there, folder) = (There::start(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let first = office.approved_story();
    office.go(&editor, first, Move::Publish);
    office.transmit();
    let link = office.desk.open_article(&editor, first).unwrap().article.link.unwrap();
    office.go(&editor, first, Move::Revise);
    let version = office.desk.open_article(&editor, first).unwrap().article.version;
    let edit = TextEdit {
        correction: Some("Bản trước ghi nhầm 310 xe.".into()),
        related: Some(vec![Related { title: "Bài trước & sau".into(), link: link.clone() }]),
        ..TextEdit::default()
    };
    office.desk.save_text(&editor, first, version, edit).unwrap();
    office.go(&editor, first, Move::Approve);
    office.go(&editor, first, Move::Publish);
    office.transmit();
    let view = office.desk.open_article(&editor, first).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "{:?}", view.transmission);
    let page = there.page(&link);
    assert!(page.contains("Đính chính:") && page.contains("Bản trước ghi nhầm 310 xe."), "readers are told");
    assert!(page.contains("Tin liên quan") && page.contains("Bài trước"), "and led on");
    there.clear(first);
}

#[test]
fn an_hour_too_near_for_the_site_is_kept_back_and_never_early() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    let at = Utc::now() + Duration::minutes(3);
    let hour = Attempt { publish_at: Some(at), ..Attempt::default() };
    office.desk.make_move(&editor, id, Move::Schedule, &hour).unwrap();
    // The laptop was without a network until 40 seconds before the hour, by the site's clock.
    there.bundled.as_ref().unwrap().0.site().clock().advance(std::time::Duration::from_secs(140));
    office.clock.forward(Duration::seconds(140));
    office.transmit();
    let t = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    assert_eq!((t.step, t.trouble), (Step::Update, None), "it waits for its hour: {t:?}");
    assert_eq!(there.posts(id)[0]["status"], "draft", "a site would publish at once what is due within a minute");
    there.bundled.as_ref().unwrap().0.site().clock().advance(std::time::Duration::from_secs(45));
    office.clock.forward(Duration::seconds(45));
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "{:?}", view.transmission);
    assert_eq!(there.posts(id)[0]["date_gmt"], at.format("%Y-%m-%dT%H:%M:%S").to_string(), "with its own hour");
}

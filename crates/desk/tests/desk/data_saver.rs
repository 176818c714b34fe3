//! The outbox: texts first, photos within a budget, order, pauses, files that are too large, copies that a lost answer left.

use crate::{office::Office, there::There};
use chrono::Duration;
use newsroom::{ArticleId, Move, Notice, Stage, Step, Transmission, Trouble};
use serde_json::json;
use site::faults::Fault;
use tempfile::TempDir;

fn newest(office: &Office, id: ArticleId) -> Transmission {
    office.desk.open_article(&office.staff("bientap"), id).unwrap().transmission.unwrap().transmission
}

#[test]
fn wordpress_texts_go_first_and_photos_follow_within_the_budget() {
    let (there, folder) = (There::start(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.desk.set_data_saver(&office.staff("thuky"), true, Some(1)).unwrap();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let t = newest(&office, id);
    assert_eq!((t.step, t.trouble, t.stopped), (Step::Photos, Some(Trouble::Budget), false), "{t:?}");
    let view = office.desk.open_article(&editor, id).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "readers have the text");
    let post = &there.posts(id)[0];
    assert!(!post["content"]["raw"].as_str().unwrap().contains("<img"), "without photos for now");
    assert_eq!(there.photos().len(), 0);

    // The first photo is worth its price; put first, the budget does not count.
    office.desk.send_first(&editor, t.id).unwrap();
    office.transmit();
    let t = newest(&office, id);
    assert!(t.finished_at.is_some(), "{t:?}");
    assert_eq!(there.posts(id)[0]["content"]["raw"].as_str().unwrap().matches("<img").count(), 2);
    assert_eq!(there.photos().len(), 3);
    let saver = office.desk.data_saver(&editor).unwrap();
    assert!(saver.spent_today > 0 && saver.spent_today == t.bytes_done, "what it cost is known: {saver:?}");
    there.clear(id);
}

#[test]
fn what_waits_for_tomorrow_goes_on_tomorrow_or_when_the_budget_grows() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.desk.set_data_saver(&office.staff("thuky"), true, Some(1)).unwrap();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    office.clock.forward(Duration::hours(1));
    office.transmit();
    assert_eq!(newest(&office, id).trouble, Some(Trouble::Budget));
    office.desk.set_data_saver(&office.staff("thuky"), true, Some(50_000_000)).unwrap();
    office.transmit();
    assert!(newest(&office, id).finished_at.is_some(), "a larger budget lets it go on at once");
}

#[test]
fn a_sending_is_held_back_put_first_and_let_go() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let (first, second) = (office.approved_story(), office.approved_story());
    office.go(&editor, first, Move::Publish);
    office.go(&editor, second, Move::Publish);
    office.desk.pause(&editor, newest(&office, first).id, true).unwrap();
    let site = office.desk.connected_sites().unwrap()[0].site.id;
    office.desk.pause_site(&office.staff("thuky"), site, true).unwrap();
    office.transmit();
    assert_eq!(there.posts(second).len(), 0, "everything for the site is held back");
    office.desk.pause_site(&office.staff("thuky"), site, false).unwrap();
    office.transmit();
    assert_eq!((there.posts(first).len(), there.posts(second).len()), (0, 1), "one is held back by itself");
    office.desk.pause(&editor, newest(&office, first).id, false).unwrap();
    office.transmit();
    assert_eq!(there.posts(first).len(), 1);
    let receipt = office.desk.receipt(&editor, newest(&office, first).id).unwrap();
    assert!(receipt.contains("content_sha256") && receipt.contains("\"post\""), "{receipt}");
}

#[test]
fn a_file_too_large_for_the_site_is_sent_smaller() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story_with(|n| crate::office::noise(1600, 1067, n));
    there.bundled.as_ref().unwrap().0.faults().next("POST", "/wp-json/wp/v2/media", Fault::TooLarge);
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let t = newest(&office, id);
    assert!(t.finished_at.is_some(), "{t:?}");
    assert!(matches!(t.notices[..], [Notice::PhotoReduced(_)]), "told once: {:?}", t.notices);
    let mut widths: Vec<u64> = there.photos().iter().map(|m| m["media_details"]["width"].as_u64().unwrap()).collect();
    widths.sort_unstable();
    assert_eq!(widths, [1200, 1600, 1600]);
}

#[test]
fn copies_that_a_lost_answer_left_are_removed_if_nobody_uses_them() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.go(&editor, id, Move::Publish);
    let faults = there.bundled.as_ref().unwrap().0.faults();
    // The answer of an upload is lost.
    faults.next("POST", "/wp-json/wp/v2/media", Fault::DropAfter);
    office.transmit();
    let t = newest(&office, id);
    assert!(t.unsure_since.is_some() && t.finished_at.is_none(), "{t:?}");
    // What a late server would have made of them.
    let copied = there.photos()[0].clone();
    there.copy_photo(&copied);
    there.create(&json!({ "title": "Bản thừa", "status": "draft", "content": format!("<!-- newsdesk:{id} -->") }));
    // It is looked for once more some minutes after the story was found right.
    for _ in 0..10 {
        office.clock.forward(Duration::seconds(30));
        office.transmit();
    }
    let t = newest(&office, id);
    assert!(t.finished_at.is_some(), "{t:?}");
    assert_eq!(there.photos().len(), 3, "one copy of each photo");
    let shown: Vec<_> = there.posts(id).into_iter().filter(|post| post["status"] != "trash").collect();
    assert_eq!(shown.len(), 1, "one post");
    assert!(
        t.notices.iter().any(|notice| matches!(notice, Notice::CopiesRemoved(_))),
        "and it is told: {:?}",
        t.notices
    );
}

#[test]
fn a_revoked_password_a_firewall_and_a_hotel_are_told_apart() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    let faults = there.bundled.as_ref().unwrap().0.faults();
    office.go(&editor, id, Move::Publish);
    for (fault, trouble, stopped) in [
        (Fault::HtmlPage, Trouble::CaptivePortal, false),
        (Fault::TooManyRequests { retry_after: 1 }, Trouble::RateLimited, false),
        (Fault::Unavailable { retry_after: 1 }, Trouble::Maintenance, false),
        (Fault::Forbidden, Trouble::Firewall, true),
        (Fault::Unauthorized, Trouble::PasswordRevoked, true),
    ] {
        faults.next("GET", "/wp-json/wp/v2/users/me", fault.clone());
        office.clock.forward(Duration::minutes(20));
        office.transmit();
        let t = newest(&office, id);
        assert_eq!((t.trouble, t.stopped), (Some(trouble), stopped), "{fault:?}: {t:?}");
        office.desk.retry(&editor, t.id).unwrap();
    }
    office.transmit();
    assert_eq!(there.posts(id).len(), 1);
}

//! Stories handed over for a later hour: the site publishes them, whether the laptop is open or not.

use crate::{office::Office, there::There};
use chrono::{Duration, SubsecRound, Utc};
use newsroom::{Attempt, Move, Stage, Step};
use tempfile::TempDir;

#[test]
fn wordpress_a_scheduled_story_is_handed_over_with_its_hour_and_can_be_taken_back() {
    let (there, folder) = (There::start(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    let at = (Utc::now() + Duration::hours(3)).trunc_subsecs(0);
    let hour = Attempt { publish_at: Some(at), ..Attempt::default() };
    office.desk.make_move(&editor, id, Move::Schedule, &hour).unwrap();
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    let t = view.transmission.unwrap().transmission;
    assert_eq!((view.article.stage, t.step, t.trouble), (Stage::Scheduled, Step::AwaitHour, None), "{t:?}");
    assert!(!view.article.sending, "a story that waits for its hour is not on its way");
    let post = &there.posts(id)[0];
    assert_eq!(post["status"], "future");
    assert_eq!(post["date_gmt"], at.format("%Y-%m-%dT%H:%M:%S").to_string());

    // Another hour.
    let later = Attempt { publish_at: Some(at + Duration::hours(1)), ..Attempt::default() };
    office.desk.make_move(&editor, id, Move::Schedule, &later).unwrap();
    office.transmit();
    assert_eq!(
        there.posts(id)[0]["date_gmt"],
        (at + Duration::hours(1)).format("%Y-%m-%dT%H:%M:%S").to_string(),
        "the site has the new hour"
    );

    // Taken back.
    office.go(&editor, id, Move::Unschedule);
    office.transmit();
    assert_eq!(there.posts(id)[0]["status"], "draft");
    assert_eq!(office.desk.open_article(&editor, id).unwrap().article.stage, Stage::Approved);

    // And put online at once instead.
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let posts = there.posts(id);
    assert_eq!((posts.len(), posts[0]["status"].as_str()), (1, Some("publish")));
    there.clear(id);
}

#[test]
fn after_its_hour_the_desk_sees_it_online() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    let hour = Attempt { publish_at: Some(Utc::now() + Duration::minutes(3)), ..Attempt::default() };
    office.desk.make_move(&editor, id, Move::Schedule, &hour).unwrap();
    office.transmit();
    // Both clocks go to the hour.
    let (running, _) = there.bundled.as_ref().unwrap();
    running.site().clock().advance(std::time::Duration::from_secs(200));
    office.clock.forward(Duration::seconds(200));
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "{:?}", view.transmission);
    assert!(view.article.link.is_some());
}

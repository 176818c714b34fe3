//! What readers have of a story, and that no page of it is lost from sight.

use crate::{office::Office, there::There};
use chrono::{Duration, Utc};
use contract::articles::{Shelf, TextEdit};
use desk::DeskError;
use newsroom::{ArticleId, Attempt, Delivery, Move, Occasion, Outcome, Refusal, Staff, Stage, Step};
use tempfile::TempDir;

fn because(words: &str) -> Attempt {
    Attempt { reason: Some(words.to_owned()), ..Attempt::default() }
}

fn published(office: &Office, editor: &Staff) -> ArticleId {
    let id = office.approved_story();
    office.go(editor, id, Move::Publish);
    office.transmit();
    id
}

fn on_the_live_shelf(office: &Office, who: &Staff) -> Vec<ArticleId> {
    let listed: Vec<ArticleId> =
        office.desk.list(who, Shelf::Live, "").unwrap().into_iter().map(|story| story.id).collect();
    let counted = office.desk.shelves(who).unwrap().into_iter().find(|shelf| shelf.shelf == Shelf::Live).unwrap();
    assert_eq!(counted.count as usize, listed.len(), "what is counted is listed");
    listed
}

#[test]
fn wordpress_an_update_can_be_given_up_and_what_readers_have_withdrawn_while_another_is_written() {
    let (there, folder) = (There::start(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = published(&office, &editor);
    let live = office.desk.open_article(&editor, id).unwrap();
    let number = live.live_number.unwrap();
    assert_eq!(live.article.readers.live.map(|live| live.revision), live.article.approval.as_ref().map(|a| a.revision));

    office.go(&editor, id, Move::Revise);
    let version = office.desk.open_article(&editor, id).unwrap().article.version;
    let edit = TextEdit { headline: Some("Tít của bản cập nhật".into()), ..TextEdit::default() };
    office.desk.save_text(&editor, id, version, edit).unwrap();
    office.go(&editor, id, Move::Release);
    let spike = office.desk.make_move(&editor, id, Move::Spike, &because("Thôi"));
    assert!(matches!(spike, Err(DeskError::Refused(Refusal::Live))), "{spike:?}");
    assert_eq!(on_the_live_shelf(&office, &editor), [id], "whatever stage its next version is in");
    assert_eq!(on_the_live_shelf(&office, &office.staff("phongvien")), [id], "and on its author's");

    office.go(&editor, id, Move::Abandon);
    let back = office.desk.open_article(&editor, id).unwrap();
    assert_eq!((back.article.stage, &back.article.manuscript), (Stage::Published, &live.article.manuscript));
    assert!(back.article.is_approved_as_is());
    assert_eq!(back.live_number, Some(number));
    let kept = office.desk.list_revisions(&editor, id).unwrap();
    assert_eq!(kept[0].entry.occasion, Occasion::Move(Move::Abandon), "the update is kept");

    // A reporter's draft of an update is seen by every editor, who may have to take the page off.
    office.go(&editor, id, Move::Revise);
    office.desk.make_move(&editor, id, Move::Return, &because("Thêm số liệu")).unwrap();
    let chief = office.staff("thuky");
    assert_eq!(on_the_live_shelf(&office, &chief), [id]);
    office.desk.make_move(&editor, id, Move::Withdraw, &because("Sai số liệu")).unwrap();
    assert!(
        office.desk.open_article(&editor, id).unwrap().article.readers.live.is_some(),
        "until it is seen to be gone"
    );
    office.transmit();
    assert_eq!(there.posts(id)[0]["status"], "draft");
    let gone = office.desk.open_article(&chief, id).unwrap().article;
    assert_eq!((gone.stage, gone.readers.may_have_it()), (Stage::Draft, false));
    assert!(gone.readers.withdrawn_at.is_some());
    assert!(on_the_live_shelf(&office, &chief).is_empty());
    there.clear(id);
}

#[test]
fn a_line_of_the_outbox_says_what_readers_have_now_and_not_what_they_once_had() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = published(&office, &editor);
    let outcomes = || -> Vec<Option<Outcome>> {
        let lines = office.desk.outbox(&editor).unwrap();
        lines.iter().map(|line| line.transmission.outcome(line.readers)).collect()
    };
    assert_eq!(outcomes(), [Some(Outcome::Holds)]);
    office.go(&editor, id, Move::Revise);
    let version = office.desk.open_article(&editor, id).unwrap().article.version;
    let edit = TextEdit { headline: Some("Tít của bản cập nhật".into()), ..TextEdit::default() };
    office.desk.save_text(&editor, id, version, edit).unwrap();
    office.go(&editor, id, Move::Approve);
    office.go(&editor, id, Move::Publish);
    office.transmit();
    assert_eq!(outcomes(), [Some(Outcome::Holds), Some(Outcome::OtherVersion)], "newest first");
    office.desk.make_move(&editor, id, Move::Withdraw, &because("Sai số liệu")).unwrap();
    office.transmit();
    assert_eq!(outcomes(), [Some(Outcome::Holds), Some(Outcome::TakenOff), Some(Outcome::TakenOff)]);
}

#[test]
fn a_story_that_stands_on_a_site_goes_there_again_whichever_the_main_one_is() {
    let (there, other, folder) = (There::bundled(), There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let (editor, chief) = (office.staff("bientap"), office.staff("thuky"));
    let (here, new) = (published(&office, &editor), office.approved_story());
    other.connect(&office);
    let sites = office.desk.sites(&chief).unwrap();
    let at = |there: &There| sites.iter().find(|view| view.site.address == there.url).unwrap().site.id;
    office.desk.set_main_site(&chief, at(&other)).unwrap();
    let goes_to = |id| office.desk.open_article(&editor, id).unwrap().goes_to.unwrap().id;
    assert_eq!((goes_to(here), goes_to(new)), (at(&there), at(&other)), "what the question before readers names");
    office.go(&editor, here, Move::Revise);
    office.go(&editor, here, Move::Approve);
    office.go(&editor, here, Move::Publish);
    office.go(&editor, new, Move::Publish);
    let sent_to = |id| office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission.site;
    assert_eq!((sent_to(here), sent_to(new)), (at(&there), at(&other)), "what was named is where it goes");
}

#[test]
fn a_sending_that_is_taken_out_half_way_leaves_its_story_in_sight() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.go(&editor, id, Move::Publish);
    // Held back as soon as the site was told, before anybody could look.
    office
        .desk
        .transmit_due(&|view, _| {
            if view.transmission.step == Step::Verify {
                office.desk.cancel(&editor, view.transmission.id).unwrap();
            }
        })
        .unwrap();
    assert_eq!(there.posts(id)[0]["status"], "publish");
    let article = office.desk.open_article(&editor, id).unwrap().article;
    assert_eq!((article.stage, article.readers.live, article.sending), (Stage::Approved, None, false));
    assert!(article.readers.unseen_since.is_some(), "nobody knows what the site shows");
    assert_eq!(on_the_live_shelf(&office, &editor), [id]);
    office.go(&editor, id, Move::Reopen);
    let spike = office.desk.make_move(&editor, id, Move::Spike, &because("Thôi"));
    assert!(matches!(spike, Err(DeskError::Refused(Refusal::Live))), "{spike:?}");
    office.desk.make_move(&editor, id, Move::Withdraw, &because("Thôi")).unwrap();
    office.transmit();
    assert_eq!(there.posts(id)[0]["status"], "draft");
    office.desk.make_move(&editor, id, Move::Spike, &because("Thôi")).unwrap();
    let view = office.desk.open_article(&office.staff("thuky"), id).unwrap();
    assert_eq!(view.article.stage, Stage::Spiked, "nobody has it, so it may go");
}

#[test]
fn a_banner_ends_while_the_next_version_is_written() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.desk.set_banner(&editor, id, true, Some(Utc::now() + Duration::hours(2))).unwrap();
    office.go(&editor, id, Move::Publish);
    office.transmit();
    office.go(&editor, id, Move::Revise);
    let version = office.desk.open_article(&editor, id).unwrap().article.version;
    let edit = TextEdit { headline: Some("Chưa ai duyệt".into()), ..TextEdit::default() };
    office.desk.save_text(&editor, id, version, edit).unwrap();
    office.clock.forward(Duration::hours(3));
    office.transmit();
    let post = &there.posts(id)[0];
    assert_eq!(post["sticky"], false, "its time on top is over");
    assert_ne!(post["title"]["raw"], "Chưa ai duyệt", "readers keep what was approved");
    assert_eq!(office.desk.open_article(&editor, id).unwrap().article.stage, Stage::InEdit);
}

#[test]
fn a_withdrawal_of_a_page_that_somebody_deleted_is_done() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = published(&office, &editor);
    there.clear(id);
    office.desk.make_move(&editor, id, Move::Withdraw, &because("Nhầm")).unwrap();
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    let sending = view.transmission.unwrap().transmission;
    assert_eq!((sending.delivery, sending.step, sending.trouble), (Delivery::Hold, Step::Done, None));
    assert!(!view.article.readers.may_have_it());
}

#[test]
fn a_sending_that_is_held_back_stays_so_when_its_banner_ends_or_its_address_changes() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.desk.set_banner(&editor, id, true, Some(Utc::now() + Duration::hours(2))).unwrap();
    office.go(&editor, id, Move::Publish);
    let sending = || office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    office.desk.pause(&editor, sending().id, true).unwrap();
    office.clock.forward(Duration::hours(3));
    office.transmit();
    let held = sending();
    assert!(held.paused && held.finished_at.is_none() && !held.banner, "its banner is over: {held:?}");
    office.desk.set_slug(&editor, id, "dia-chi-moi").unwrap();
    office.transmit();
    assert!(sending().paused && there.posts(id).is_empty(), "readers get it when the editor lets it go");
    office.desk.pause(&editor, sending().id, false).unwrap();
    office.transmit();
    let post = &there.posts(id)[0];
    assert_eq!((&post["status"], &post["slug"]), (&"publish".into(), &"dia-chi-moi".into()));
}

#[test]
fn a_scheduled_sending_that_was_taken_out_does_not_come_back_by_itself() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.desk.set_banner(&editor, id, true, Some(Utc::now() + Duration::hours(2))).unwrap();
    let hour = Attempt { publish_at: Some(Utc::now() + Duration::hours(5)), ..Attempt::default() };
    office.desk.make_move(&editor, id, Move::Schedule, &hour).unwrap();
    let sending = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    office.desk.cancel(&editor, sending.id).unwrap();
    office.clock.forward(Duration::hours(3));
    office.transmit();
    assert!(!office.desk.open_article(&editor, id).unwrap().article.banner, "its banner is over");
    assert!(there.posts(id).is_empty(), "and nobody has sent it");
}

#[test]
fn a_withdrawal_leaves_a_page_in_the_bin_that_somebody_put_there() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let editor = office.staff("bientap");
    // Binned long before, and just before the site is told.
    for at_the_last_moment in [false, true] {
        let id = published(&office, &editor);
        let page = there.posts(id)[0]["id"].clone();
        if !at_the_last_moment {
            there.bin(&page);
        }
        office.desk.make_move(&editor, id, Move::Withdraw, &because("Nhầm")).unwrap();
        office
            .desk
            .transmit_due(&|view, _| {
                if at_the_last_moment && view.transmission.step == Step::Update {
                    there.bin(&page);
                }
            })
            .unwrap();
        assert_eq!(there.posts(id)[0]["status"], "trash", "{at_the_last_moment}: there it stays");
        let view = office.desk.open_article(&editor, id).unwrap();
        let sending = view.transmission.unwrap().transmission;
        assert_eq!((sending.step, sending.trouble), (Step::Done, None), "{at_the_last_moment}: {sending:?}");
        assert!(!view.article.readers.may_have_it());
        there.delete(&format!("posts/{page}"));
    }
}

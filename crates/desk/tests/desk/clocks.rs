//! A computer's clock that was wrong and was put right.

use crate::{office::Office, there::There};
use chrono::{Duration, Utc};
use contract::articles::TextEdit;
use newsroom::{Attempt, Move, Stage, Trouble};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tempfile::TempDir;
use wordpress::{HttpTransport, Request, Response, Transport, TransportError};

/// The network, which may be down.
#[derive(Default)]
struct Line {
    network: HttpTransport,
    down: AtomicBool,
}

impl Transport for Line {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        if self.down.load(Ordering::SeqCst) {
            return Err(TransportError::Offline("no network".to_owned()));
        }
        self.network.send(request)
    }
}

#[test]
fn a_clock_that_was_a_year_ahead_holds_nothing_back_when_it_is_right_again() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let network = Arc::new(Line::default());
    let office = Office::open(folder.path(), network.clone());
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    office.clock.is_ahead(Duration::days(365));
    network.down.store(true, Ordering::SeqCst);
    office.go(&editor, id, Move::Publish);
    office.transmit();
    let waiting = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    assert_eq!(waiting.trouble, Some(Trouble::Offline));
    network.down.store(false, Ordering::SeqCst);
    office.clock.is_ahead(Duration::zero());
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "{:?}", view.transmission);
    // What is done by the right clock is the newest, whatever was noted by the wrong one.
    let why = Attempt { reason: Some("Sai số liệu".to_owned()), ..Attempt::default() };
    office.desk.make_move(&editor, id, Move::Withdraw, &why).unwrap();
    office.transmit();
    let newest = office.desk.open_article(&editor, id).unwrap().transmission.unwrap().transmission;
    assert!(newest.id != waiting.id && newest.finished_at.is_some(), "{newest:?}");
}

#[test]
fn states_are_kept_while_writing_after_a_clock_was_ahead() {
    let folder = TempDir::new().unwrap();
    let office = Office::online(folder.path());
    let reporter = office.staff("phongvien");
    office.clock.is_ahead(Duration::days(365));
    let id = office.filed_story();
    office.go(&reporter, id, Move::Recall);
    office.clock.is_ahead(Duration::zero());
    let before = office.desk.list_revisions(&reporter, id).unwrap().len();
    let mut version = office.desk.open_article(&reporter, id).unwrap().article.version;
    for n in 0..12 {
        office.clock.forward(Duration::minutes(6));
        let edit = TextEdit { headline: Some(format!("Tít {n}")), ..TextEdit::default() };
        version = office.desk.save_text(&reporter, id, version, edit).unwrap().0.version;
    }
    let kept = office.desk.list_revisions(&reporter, id).unwrap().len() - before;
    assert!(kept >= 11, "{kept} states of 12 were kept");
}

#[test]
fn a_story_is_not_online_before_its_hour_because_a_clock_was_an_hour_behind() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    office.clock.is_ahead(Duration::hours(-1));
    there.connect(&office);
    let editor = office.staff("bientap");
    let id = office.approved_story();
    let hour = Attempt { publish_at: Some(Utc::now() + Duration::minutes(30)), ..Attempt::default() };
    office.desk.make_move(&editor, id, Move::Schedule, &hour).unwrap();
    office.transmit();
    assert_eq!(there.posts(id)[0]["status"], "future");
    // The network puts it right.
    office.clock.is_ahead(Duration::zero());
    office.transmit();
    let view = office.desk.open_article(&editor, id).unwrap();
    assert_eq!(there.posts(id)[0]["status"], "future", "its hour is in half an hour: {:?}", view.transmission);
    assert_eq!(view.article.stage, Stage::Scheduled);
}

#[test]
fn what_stays_due_is_not_tried_without_a_pause() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let office = Office::online(folder.path());
    there.connect(&office);
    let id = office.approved_story();
    office.go(&office.staff("bientap"), id, Move::Publish);
    office.clock.forward(Duration::seconds(1));
    // Nothing is sent, and what is due stays so.
    office.desk.wind_down(true);
    let next = office.desk.transmit_due(&|_, _| {}).unwrap().unwrap();
    assert!(next > office.desk.now(), "the thread that sends would not rest");
    office.desk.wind_down(false);
    office.transmit();
    assert_eq!(there.posts(id).len(), 1);
}

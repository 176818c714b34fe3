//! Photos two at a time, where all goes well.

use crate::{office::Office, there::There};
use chrono::Duration;
use newsroom::{ArticleId, Move};
use std::{
    sync::{Arc, Condvar, Mutex},
    time,
};
use tempfile::TempDir;
use wordpress::{HttpTransport, Method, Request, Response, Transport, TransportError};

/// A line on which each upload but the first waits a while for company.
struct Gate {
    real: HttpTransport,
    seen: Mutex<Seen>,
    changed: Condvar,
    patience: time::Duration,
    /// Whether the second upload breaks off.
    breaks: bool,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    uploads: usize,
    now: usize,
    most: usize,
}

impl Gate {
    fn new(patience: time::Duration, breaks: bool) -> Arc<Self> {
        let (seen, changed) = (Mutex::default(), Condvar::new());
        Arc::new(Self { real: HttpTransport::new(), seen, changed, patience, breaks })
    }

    fn seen(&self) -> Seen {
        *self.seen.lock().unwrap()
    }

    /// Takes an upload in, and says which it is, from 1.
    fn enter(&self) -> usize {
        let mut seen = self.seen.lock().unwrap();
        seen.uploads += 1;
        seen.now += 1;
        seen.most = seen.most.max(seen.now);
        self.changed.notify_all();
        let which = seen.uploads;
        if which > 1 {
            drop(self.changed.wait_timeout_while(seen, self.patience, |seen| seen.most < 2).unwrap());
        }
        which
    }
}

impl Transport for Gate {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        if request.method != Method::Post || !request.url.path().ends_with("/wp/v2/media") {
            return self.real.send(request);
        }
        let which = self.enter();
        let answer = match which {
            2 if self.breaks => Err(TransportError::Offline("cut".to_owned())),
            _ => self.real.send(request),
        };
        self.seen.lock().unwrap().now -= 1;
        answer
    }
}

fn published(office: &Office, there: &There) -> ArticleId {
    there.connect(office);
    let id = office.approved_story();
    office.go(&office.staff("bientap"), id, Move::Publish);
    office.transmit();
    id
}

const LONG: time::Duration = time::Duration::from_secs(60);

#[test]
fn a_quick_site_gets_two_photos_at_a_time() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let gate = Gate::new(LONG, false);
    let office = Office::open(folder.path(), gate.clone());
    let id = published(&office, &there);
    assert_eq!((gate.seen().uploads, gate.seen().most), (3, 2), "the first tells how quick the site is");
    assert_eq!((there.photos().len(), there.posts(id).len()), (3, 1));
    let t = office.desk.open_article(&office.staff("bientap"), id).unwrap().transmission.unwrap().transmission;
    assert_eq!((t.photos_done, t.photos_total), (3, 3));
    assert!(t.finished_at.is_some(), "{t:?}");
}

#[test]
fn what_arrived_beside_a_broken_upload_is_not_sent_again() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let gate = Gate::new(LONG, true);
    let office = Office::open(folder.path(), gate.clone());
    let id = published(&office, &there);
    assert_eq!((gate.seen().most, there.photos().len(), there.posts(id).len()), (2, 2, 0));
    office.clock.forward(Duration::minutes(2));
    office.transmit();
    assert_eq!((gate.seen().uploads, there.photos().len(), there.posts(id).len()), (4, 3, 1));
}

#[test]
fn where_texts_go_first_each_photo_has_the_line_for_itself() {
    let (there, folder) = (There::bundled(), TempDir::new().unwrap());
    let gate = Gate::new(time::Duration::from_millis(200), false);
    let office = Office::open(folder.path(), gate.clone());
    office.desk.set_data_saver(&office.staff("thuky"), true, None).unwrap();
    published(&office, &there);
    assert_eq!((gate.seen().uploads, gate.seen().most, there.photos().len()), (3, 1, 3));
}

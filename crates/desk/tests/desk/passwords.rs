//! A password that is given while a step is under way with the old one, or with none.

use crate::{
    host::{Answer, page},
    office::Office,
    there::There,
};
use desk::Keyring;
use newsroom::{ArticleId, Move, Stage};
use std::{
    sync::{
        Arc, Mutex,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};
use tempfile::TempDir;
use wordpress::{HttpTransport, Request, Transport};

/// A place where the next that comes, once it is closed, waits until the test lets it go on.
#[derive(Default)]
struct Halt(Mutex<Option<(Sender<()>, Receiver<()>)>>);

impl Halt {
    /// Closes it; returns what tells that somebody waits there, and what lets him go on.
    fn close(&self) -> (Receiver<()>, Sender<()>) {
        let (reached, is_reached) = mpsc::channel();
        let (go_on, goes_on) = mpsc::channel();
        *self.0.lock().unwrap() = Some((reached, goes_on));
        (is_reached, go_on)
    }

    /// True for the one that waited.
    fn pass(&self) -> bool {
        let Some((reached, goes_on)) = self.0.lock().unwrap().take() else { return false };
        reached.send(()).unwrap();
        goes_on.recv().unwrap();
        true
    }
}

/// Refuses the request that was halted, if it came with a password.
#[derive(Default)]
struct Refusing {
    halt: Halt,
    real: HttpTransport,
}

impl Transport for Refusing {
    fn send(&self, request: &Request) -> Answer {
        if request.header("Authorization").is_some() && self.halt.pass() {
            return page(401, &[]);
        }
        self.real.send(request)
    }
}

/// A keyring that takes its time and knows nothing.
#[derive(Default)]
struct Slow(Halt);

impl Keyring for Slow {
    fn get(&self, _name: &str) -> Option<String> {
        self.0.pass();
        None
    }

    fn keep(&self, _name: &str, _secret: &str) -> bool {
        false
    }

    fn forget(&self, _name: &str) -> bool {
        true
    }
}

/// A story is sent, and while that waits at the halt somebody gives the password: it goes online without anybody's doing.
fn goes_online(office: &Office, there: &There, story: ArticleId, halt: &Halt) {
    let editor = office.staff("bientap");
    office.go(&editor, story, Move::Publish);
    let (reached, go_on) = halt.close();
    thread::scope(|scope| {
        let sending = scope.spawn(|| office.transmit());
        reached.recv().unwrap();
        there.connect(office);
        go_on.send(()).unwrap();
        sending.join().unwrap();
    });
    office.transmit();
    let view = office.desk.open_article(&editor, story).unwrap();
    assert_eq!(view.article.stage, Stage::Published, "{:?}", view.transmission);
    assert_eq!(there.posts(story).len(), 1);
}

#[test]
fn a_password_that_comes_while_the_old_one_is_being_refused_is_used() {
    let (there, folder, network) = (There::bundled(), TempDir::new().unwrap(), Arc::new(Refusing::default()));
    let office = Office::open(folder.path(), network.clone());
    there.connect(&office);
    let story = office.approved_story();
    goes_online(&office, &there, story, &network.halt);
}

#[test]
fn a_password_that_comes_while_the_keyring_is_being_asked_is_used() {
    let (there, folder, keyring) = (There::bundled(), TempDir::new().unwrap(), Arc::new(Slow::default()));
    let office = Office::online(folder.path());
    there.connect(&office);
    let story = office.approved_story();
    drop(office);
    // After a restart the password is asked of the keyring.
    let Office { desk, clock } = Office::online(folder.path());
    let office = Office { desk: desk.with_keyring(keyring.clone()), clock };
    goes_online(&office, &there, story, &keyring.0);
}

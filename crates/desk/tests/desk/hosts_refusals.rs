//! Hosts that ask for a rest without end, lock out after wrong passwords, write around their answers; and a defect of ours.

use crate::{
    host::{Host, page},
    office::Office,
    there::There,
};
use chrono::Duration;
use newsroom::{ArticleId, Move, Notice, Staff, Stage, Transmission, Trouble};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tempfile::TempDir;
use wordpress::{Method, Response};

/// An office on a host, with stories in its outbox.
struct Sending {
    there: There,
    office: Office,
    host: Arc<Host>,
    editor: Staff,
    stories: Vec<ArticleId>,
    _folder: TempDir,
}

impl Sending {
    fn of(count: usize) -> Self {
        let (there, folder, host) = (There::bundled(), TempDir::new().unwrap(), Host::new());
        let office = Office::open(folder.path(), host.clone());
        there.connect(&office);
        let editor = office.staff("bientap");
        let stories = (0..count).map(|_| office.approved_story()).collect();
        let this = Self { there, office, host, editor, stories, _folder: folder };
        for id in &this.stories {
            this.office.go(&this.editor, *id, Move::Publish);
        }
        this
    }

    fn sending(&self, story: usize) -> Transmission {
        let view = self.office.desk.open_article(&self.editor, self.stories[story]).unwrap();
        view.transmission.unwrap().transmission
    }

    fn stages(&self) -> Vec<Stage> {
        let stage = |id: &ArticleId| self.office.desk.open_article(&self.editor, *id).unwrap().article.stage;
        self.stories.iter().map(stage).collect()
    }

    fn all_published(&self) {
        let sendings: Vec<_> = (0..self.stories.len()).map(|story| self.sending(story)).collect();
        assert!(self.stages().iter().all(|stage| *stage == Stage::Published), "{sendings:#?}");
    }
}

#[test]
fn no_site_is_left_alone_for_longer_than_a_quarter_of_an_hour() {
    for asked in ["9999999999999", "86400", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let at = Sending::of(2);
        at.host.rule(move |_, _| page(429, &[("Retry-After", asked), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")]));
        at.office.transmit();
        let resting = at.sending(0);
        assert_eq!((resting.trouble, resting.stopped), (Some(Trouble::RateLimited), false), "{asked}: {resting:?}");
        assert!(resting.next_attempt_at - at.office.desk.now() <= Duration::minutes(15), "{asked}: {resting:?}");
        at.host.open();
        at.office.transmit();
        assert!(at.host.asked().is_empty(), "{asked}: it rests, and so does what was queued later");
        at.office.clock.forward(Duration::minutes(15));
        at.office.transmit();
        at.all_published();
    }
}

#[test]
fn who_says_send_now_is_not_made_to_wait_for_the_rest() {
    let at = Sending::of(1);
    at.host.rule(|_, _| page(503, &[("Retry-After", "86400")]));
    at.office.transmit();
    at.host.open();
    at.office.desk.retry(&at.editor, at.sending(0).id).unwrap();
    at.office.transmit();
    at.all_published();
}

#[test]
fn a_defect_at_one_story_stops_that_story_alone() {
    let at = Sending::of(3);
    let broken = at.stories[0].to_string();
    at.host.rule(move |request, site| {
        let creates = request.method == Method::Post && request.url.path().ends_with("/posts");
        assert!(!creates || !String::from_utf8_lossy(&request.body).contains(&broken), "a defect at this story");
        site()
    });
    at.office.transmit();
    let stopped = at.sending(0);
    assert_eq!((stopped.trouble, stopped.stopped), (Some(Trouble::Defect), true), "{stopped:?}");
    assert!(stopped.detail.as_deref().is_some_and(|words| words.contains("a defect at this story")), "{stopped:?}");
    assert_eq!(at.stages(), [Stage::Approved, Stage::Published, Stage::Published], "the others go on");
    at.host.open();
    at.office.desk.retry(&at.editor, stopped.id).unwrap();
    at.office.clock.forward(Duration::minutes(1));
    at.office.transmit();
    at.all_published();
    assert_eq!(at.there.posts(at.stories[0]).len(), 1);
}

#[test]
fn a_revoked_password_is_tried_once_and_everything_goes_on_with_the_right_one() {
    let at = Sending::of(4);
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = tries.clone();
    at.host.rule(move |request, site| {
        if request.header("Authorization").is_none() {
            return site();
        }
        // Three wrong ones, and the office is locked out by another number.
        match counted.fetch_add(1, Ordering::SeqCst) {
            0..3 => page(401, &[]),
            _ => page(403, &[]),
        }
    });
    // Between the looks nobody gives a password.
    for _ in 0..3 {
        at.office.transmit();
        at.office.clock.forward(Duration::minutes(20));
    }
    assert_eq!(tries.load(Ordering::SeqCst), 1, "one failed login for all stories");
    for story in 0..4 {
        let stopped = at.sending(story);
        assert_eq!((stopped.trouble, stopped.stopped), (Some(Trouble::PasswordRevoked), true), "{stopped:?}");
    }
    // Somebody insists, until the site locks the office out.
    for _ in 0..3 {
        at.office.desk.retry(&at.editor, at.sending(1).id).unwrap();
        at.office.transmit();
    }
    assert_eq!(tries.load(Ordering::SeqCst), 4, "each time it is asked once");
    let locked_out = at.sending(1);
    assert_eq!((locked_out.trouble, locked_out.stopped), (Some(Trouble::Firewall), true), "{locked_out:?}");
    at.host.open();
    at.there.connect(&at.office);
    at.office.transmit();
    at.all_published();
}

#[test]
fn a_login_that_holds_again_frees_every_story_that_it_had_stopped() {
    let at = Sending::of(3);
    at.host.rule(|request, site| if request.header("Authorization").is_some() { page(401, &[]) } else { site() });
    at.office.transmit();
    at.office.clock.forward(Duration::minutes(20));
    at.office.transmit();
    assert!((0..3).all(|story| at.sending(story).stopped), "all wait for a person");
    // Somebody at the site has unlocked the account: the same password is right again, and one story shows it.
    at.host.open();
    at.office.desk.retry(&at.editor, at.sending(1).id).unwrap();
    for _ in 0..2 {
        at.office.transmit();
        at.office.clock.forward(Duration::minutes(1));
    }
    at.all_published();
}

#[test]
fn another_password_opens_the_gate_that_a_refused_login_closed() {
    let at = Sending::of(2);
    at.host.rule(|request, site| if request.header("Authorization").is_some() { page(401, &[]) } else { site() });
    at.office.transmit();
    at.host.open();
    at.office.transmit();
    assert!(at.host.asked().is_empty(), "the same password is not tried again by itself");
    at.there.connect(&at.office);
    at.office.transmit();
    at.all_published();
}

#[test]
fn who_says_send_again_is_heard_though_another_storys_login_was_refused_meanwhile() {
    let at = Sending::of(1);
    let login = |request: &wordpress::Request| request.header("Authorization").is_some();
    at.host.rule(move |request, site| if login(request) { page(403, &[]) } else { site() });
    at.office.transmit();
    assert_eq!(at.sending(0).trouble, Some(Trouble::Firewall));
    let other = at.office.approved_story();
    at.office.go(&at.editor, other, Move::Publish);
    at.host.rule(move |request, site| if login(request) { page(401, &[]) } else { site() });
    at.office.transmit();
    at.host.open();
    at.office.desk.retry(&at.editor, at.sending(0).id).unwrap();
    at.office.transmit();
    at.all_published();
}

#[test]
fn what_stands_around_the_answers_of_a_site_is_read_past_and_told_once() {
    let at = Sending::of(2);
    at.host.rule(|request, site| {
        let answer = site()?;
        if !request.url.path().starts_with("/wp-json/") {
            return Ok(answer);
        }
        let mut body = b"<br />\n<b>Warning</b>: Undefined array key [0] in <b>/x.php</b>\n".to_vec();
        body.extend(&answer.body);
        body.extend(b"\n<!-- served by a cache in {0.2 s} -->");
        Ok(Response { body, ..answer })
    });
    at.office.transmit();
    at.office.transmit();
    at.all_published();
    let told = |story| at.sending(story).notices.iter().filter(|n| **n == Notice::AnswersUntidy).count();
    assert_eq!(told(0) + told(1), 1, "{:?}", at.sending(0).notices);
    assert_eq!(at.there.posts(at.stories[0]).len(), 1);
}

//! Scheduled stories on hosts that let nobody wake the site, or let nobody in at all, when the hour comes.

use crate::{
    host::{Host, page},
    office::Office,
    there::There,
};
use chrono::{Duration, Utc};
use newsroom::{ArticleId, Attempt, Move, Stage, Step, Transmission, Trouble};
use std::sync::Arc;
use tempfile::TempDir;
use wordpress::{Method, Response};

struct Scheduled {
    there: There,
    office: Office,
    host: Arc<Host>,
    id: ArticleId,
    _folder: TempDir,
}

impl Scheduled {
    /// A story that the site has, for three minutes from now.
    fn handed_over() -> Self {
        let (there, folder, host) = (There::bundled(), TempDir::new().unwrap(), Host::new());
        let office = Office::open(folder.path(), host.clone());
        there.connect(&office);
        let id = office.approved_story();
        let hour = Attempt { publish_at: Some(Utc::now() + Duration::minutes(3)), ..Attempt::default() };
        office.desk.make_move(&office.staff("bientap"), id, Move::Schedule, &hour).unwrap();
        office.transmit();
        let this = Self { there, office, host, id, _folder: folder };
        assert_eq!(this.sending().step, Step::AwaitHour);
        this
    }

    /// Both clocks go on.
    fn later(&self, seconds: u32) {
        let (running, _) = self.there.bundled.as_ref().unwrap();
        running.site().clock().advance(std::time::Duration::from_secs(seconds.into()));
        self.office.clock.forward(Duration::seconds(seconds.into()));
        self.office.transmit();
    }

    fn sending(&self) -> Transmission {
        let editor = self.office.staff("bientap");
        self.office.desk.open_article(&editor, self.id).unwrap().transmission.unwrap().transmission
    }

    fn stage(&self) -> Stage {
        self.office.desk.open_article(&self.office.staff("bientap"), self.id).unwrap().article.stage
    }
}

#[test]
fn a_site_that_may_not_be_woken_is_told_to_publish_two_minutes_after_the_hour() {
    for refusal in [403, 404] {
        let story = Scheduled::handed_over();
        // It publishes nothing by itself: what it says of the story is that its hour is to come, until it is told.
        let mut told = false;
        story.host.rule(move |request, site| {
            let path = request.url.path();
            if path.ends_with("/wp-cron.php") {
                return page(refusal, &[]);
            }
            told |= request.method == Method::Post && String::from_utf8_lossy(&request.body).contains("\"publish\"");
            let answer = site()?;
            if told || !path.contains("/wp/v2/posts/") {
                return Ok(answer);
            }
            let body = String::from_utf8(answer.body).unwrap().replace("\"publish\"", "\"future\"");
            Ok(Response { body: body.into_bytes(), ..answer })
        });
        story.later(200);
        let waits = story.sending();
        assert_eq!((waits.trouble, waits.stopped), (None, false), "{refusal}: its hour was a moment ago: {waits:?}");
        let asked = story.host.asked();
        let woken: Vec<&str> =
            asked.iter().map(|r| r.url.as_str()).filter(|url| url.contains("/wp-cron.php")).collect();
        assert!(!woken.is_empty() && woken.iter().all(|url| url.starts_with(&story.there.url)), "{woken:?}");
        assert!(asked.iter().all(|r| r.method != Method::Post), "it has two minutes to publish by itself");
        story.later(120);
        assert_eq!(story.stage(), Stage::Published, "{refusal}: {:?}", story.sending());
    }
}

#[test]
fn a_host_that_lets_nobody_in_after_the_hour_is_an_alarm_until_the_story_is_seen() {
    for refusal in [403, 404, 406, 500, 429] {
        let story = Scheduled::handed_over();
        story.host.rule(move |_, _| page(refusal, &[]));
        story.later(200);
        assert!(!story.sending().stopped, "{refusal}: the site has the story, and its hour comes");
        for _ in 0..12 {
            story.later(300);
        }
        let alarm = story.sending();
        assert!(alarm.is_late(story.office.desk.now()) && !alarm.stopped, "{refusal}: {alarm:?}");
        if matches!(refusal, 403 | 404 | 406) {
            assert_eq!(alarm.trouble, Some(Trouble::Late), "{refusal}: {alarm:?}");
        }
        story.host.open();
        story.later(16 * 60);
        assert_eq!(story.stage(), Stage::Published, "{refusal}: {:?}", story.sending());
    }
}

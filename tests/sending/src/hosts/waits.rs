//! Sites that ask for a rest, with whatever number: it is taken, for a quarter of an hour at most, and asked again.

use chrono::Duration;

use crate::failure::Failure;
use crate::hosts::Scene;
use crate::hosts::front::{Front, interface, page, with_header};
use crate::hosts::stage::{HEADLINE, Stage, check};

/// The longest rest that is taken.
const LONGEST: Duration = Duration::minutes(16);

pub(super) fn scenes() -> Vec<Scene> {
    let scene = |name, play| Scene::new("waits", name, play);
    vec![
        scene("a rest of 9,999,999,999,999 s (429): it goes on within a quarter of an hour", |stage| {
            rests(stage, "429 Too Many Requests", "9999999999999")
        })
        .often(),
        scene("a rest of 2^64 - 1 s (503): it goes on", |stage| {
            rests(stage, "503 Service Unavailable", "18446744073709551615")
        }),
        scene("a rest of a day (503): it goes on", |stage| rests(stage, "503 Service Unavailable", "86400")),
        scene("a rest until the year 9999: it goes on", |stage| {
            rests(stage, "429 Too Many Requests", "Fri, 31 Dec 9999 23:59:59 GMT")
        }),
        scene("a rest until yesterday: it goes on", |stage| {
            rests(stage, "429 Too Many Requests", "Mon, 01 Jan 1990 00:00:00 GMT")
        }),
        scene("a rest of -5 s, which is none: it goes on", |stage| rests(stage, "503 Service Unavailable", "-5")),
        scene("a rest of no number: it goes on", |stage| rests(stage, "429 Too Many Requests", "soon")),
        scene("a rest of 1.5 s: it goes on", |stage| rests(stage, "429 Too Many Requests", "1.5")),
        scene("somebody presses send again during a rest of a day: it is asked at once", pressed).often(),
    ]
}

fn rests(stage: &Stage<'_>, status: &str, asked: &str) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    let rest = with_header(page(status, "Xin đợi"), "Retry-After", asked);
    stage.front(Front::default().answers_first(1, interface(), rest));
    stage.office.transmit()?;
    let t = stage.office.newest(stage.story())?;
    let wait = t.next_attempt_at - stage.office.clock().now_there();
    check(!t.stopped && wait < LONGEST, || format!("it waits {wait}, stopped: {}", t.stopped))?;
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

fn pressed(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    let rest = with_header(page("503 Service Unavailable", "Xin đợi"), "Retry-After", "86400");
    stage.front(Front::default().answers_first(1, interface(), rest));
    stage.office.transmit()?;
    stage.office.send_again(stage.story())?;
    stage.office.transmit()?;
    let t = stage.office.newest(stage.story())?;
    check(t.finished_at.is_some(), || format!("it still waits: {:?}", t.trouble))?;
    stage.only_post(HEADLINE).map(drop)
}

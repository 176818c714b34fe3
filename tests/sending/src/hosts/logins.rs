//! Passwords that were revoked, and hosts that lock out who tries too often.

use chrono::Duration;
use newsroom::Trouble;

use crate::failure::Failure;
use crate::hosts::Scene;
use crate::hosts::front::{Front, interface, page, refusal};
use crate::hosts::stage::{HEADLINE, Stage, check};

const COUNTS: &str = include_str!("../../../wordpress/hosts/counts_failed_logins.php");

/// Reading requests to a site that are under way at a time, at most.
const AT_A_TIME: usize = 4;

pub(super) fn scenes() -> Vec<Scene> {
    let scene = |name, play| Scene::new("logins", name, play);
    vec![
        scene("a password is revoked with three stories waiting: the site sees one failed login", |stage| {
            revoked(stage, Duration::minutes(20), 1)
        })
        .often(),
        scene(
            "a password is revoked while stories are sent: no more failed logins than requests are under way",
            |stage| revoked(stage, Duration::zero(), AT_A_TIME),
        ),
        scene("… and when the right one is given, all three arrive", revoked_and_given),
        scene("a lock-out (403 with a code): after the password is given, what stopped goes on", |stage| {
            locked_out(stage, refusal("403 Forbidden", "too_many_retries"))
        }),
        scene("a lock-out (403 page): after the password is given, what stopped goes on", |stage| {
            locked_out(stage, page("403 Forbidden", "Bị khóa"))
        }),
        scene("a lock-out (401 with a code of its own): after the password is given, what stopped goes on", |stage| {
            locked_out(stage, refusal("401 Unauthorized", "limit_login_attempts"))
        }),
    ]
}

/// Three stories that wait, and a password that was changed on the site.
fn waiting(stage: &Stage<'_>, since: Duration) -> Result<Vec<newsroom::ArticleId>, Failure> {
    let stories = vec![stage.story(), stage.story_with_photos(), stage.namesake()];
    stage.sign_in()?;
    for id in &stories {
        stage.office.publish(*id)?;
    }
    // So long after the site was last asked.
    stage.forward(since);
    stage.extension("counts", COUNTS)?;
    stage.front(Front::default().changes_requests(interface(), |request| {
        if request.header("authorization").is_some() {
            request.set("Authorization", "Basic YmllbnRhcDphYmNkZWZnaGlqa2w=");
        }
    }));
    for _ in 0..6 {
        stage.office.transmit()?;
        stage.forward(Duration::minutes(20));
    }
    Ok(stories)
}

fn revoked(stage: &Stage<'_>, since: Duration, at_most: usize) -> Result<(), Failure> {
    let stories = waiting(stage, since)?;
    let failed = stage.noted("failed");
    check(failed <= at_most, || format!("the site has seen {failed} failed logins"))?;
    let t = stage.office.newest(stories[0])?;
    check(t.trouble == Some(Trouble::PasswordRevoked), || format!("what stops it is {:?}", t.trouble))
}

fn revoked_and_given(stage: &Stage<'_>) -> Result<(), Failure> {
    let stories = waiting(stage, Duration::zero())?;
    stage.front(Front::default());
    stage.sign_in()?;
    for id in &stories {
        stage.arrives(*id)?;
    }
    let posts = stage.posts()?.len();
    check(posts == 3, || format!("{posts} posts"))
}

fn locked_out(stage: &Stage<'_>, answer: crate::wire::Message) -> Result<(), Failure> {
    stage.publish(stage.story())?;
    stage.front(Front::default().answers(interface(), answer));
    stage.office.transmit()?;
    stage.front(Front::default());
    stage.sign_in()?;
    stage.arrives(stage.story())?;
    stage.only_post(HEADLINE).map(drop)
}

//! The hour of a scheduled story on hosts that do not wake by themselves: it comes online, or an alarm is raised.

use chrono::{DateTime, Duration, Utc};
use newsroom::Trouble;

use crate::failure::Failure;
use crate::fault::Fault;
use crate::hosts::Scene;
use crate::hosts::front::{Front, asks, page, refusal};
use crate::hosts::stage::{HEADLINE, Stage, check, in_hours};
use crate::wire::Message;

const ASLEEP: &str = include_str!("../../../wordpress/hosts/asleep.php");
const REFUSES: &str = include_str!("../../../wordpress/hosts/refuses_to_publish.php");

/// So long after its hour a story is online, or an alarm is on the screen.
const AT_LAST: Duration = Duration::minutes(3);

pub(super) fn scenes() -> Vec<Scene> {
    let scene = |name, play| Scene::new("hour", name, play);
    vec![
        scene("a site that is visited puts the story online by itself", visited),
        scene("a site that sleeps is woken", woken),
        scene("waking is refused (403): the story is put online", |stage| {
            cannot_be_woken(stage, refused("403 Forbidden"))
        })
        .often(),
        scene("the page that wakes is not there (404): the story is put online", |stage| {
            cannot_be_woken(stage, refused("404 Not Found"))
        })
        .often(),
        scene("waking ends in an error of the server (500): the story is put online", |stage| {
            cannot_be_woken(stage, refused("500 Internal Server Error"))
        }),
        scene("waking leads to a picture to solve (202): the story is put online", |stage| {
            cannot_be_woken(stage, refused("202 Accepted"))
        }),
        scene("waking is not answered: the story is put online", |stage| {
            let cut =
                (0..8).fold(Front::default(), |front, _| front.meets_first(asks("", "/wp-cron.php"), Fault::CutAfter));
            cannot_be_woken(stage, cut)
        }),
        scene("waking leads elsewhere (302): the story is put online", |stage| {
            let away =
                crate::hosts::front::with_header(page("302 Found", "302"), "Location", "https://elsewhere.example/");
            cannot_be_woken(stage, Front::default().answers(asks("", "/wp-cron.php"), away))
        }),
        scene("the site lies in a folder of its own: it is woken there", core_in_a_folder),
        scene("the site refuses to put it online: an alarm is raised in time", refuses_to_publish).often(),
    ]
}

fn refused(status: &str) -> Front {
    Front::default().answers(asks("", "/wp-cron.php"), page(status, "Không được"))
}

/// Hands the story over for an hour; then the hour comes at the site, whose jobs are due.
fn handed_over(stage: &Stage<'_>, front: Front) -> Result<DateTime<Utc>, Failure> {
    let hour = in_hours(9);
    stage.sign_in()?;
    stage.office.schedule(stage.story(), hour)?;
    stage.office.transmit()?;
    let t = stage.office.newest(stage.story())?;
    check(t.step == newsroom::Step::AwaitHour, || format!("it is not handed over: {:?} {:?}", t.step, t.detail))?;
    stage.php(
        r#"global $wpdb;
        foreach ($wpdb->get_col("SELECT ID FROM $wpdb->posts WHERE post_status = 'future'") as $id) {
            $wpdb->query("UPDATE $wpdb->posts SET post_date_gmt = UTC_TIMESTAMP() - INTERVAL 1 MINUTE,
                post_date = UTC_TIMESTAMP() + INTERVAL 419 MINUTE WHERE ID = $id");
            wp_clear_scheduled_hook('publish_future_post', [(int) $id]);
            wp_schedule_single_event(time() - 60, 'publish_future_post', [(int) $id]);
        }
        delete_transient('doing_cron');"#,
    )?;
    let clock = stage.office.clock();
    stage.front(front.changes_answers(Box::new(|_| true), move |_, answer| shift_date(answer, clock.ahead())));
    Ok(hour)
}

/// The site's clock goes as ours.
fn shift_date(answer: &mut Message, ahead: Duration) {
    let date = answer.header("date").and_then(|date| DateTime::parse_from_rfc2822(date).ok());
    if let Some(date) = date {
        let shifted = (date.with_timezone(&Utc) + ahead).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        answer.set("Date", &shifted);
    }
}

/// Lets the hour come, and the minutes after it.
fn minutes_after(stage: &Stage<'_>, hour: DateTime<Utc>) -> Result<(), Failure> {
    for _ in 0..60 {
        let t = stage.office.newest(stage.story())?;
        if t.finished_at.is_some() || t.stopped || t.next_attempt_at > hour + AT_LAST {
            break;
        }
        stage.office.wait_until(t.next_attempt_at, &stage.theatre.proxy);
        stage.office.transmit()?;
    }
    Ok(())
}

fn comes_online(stage: &Stage<'_>, hour: DateTime<Utc>) -> Result<(), Failure> {
    minutes_after(stage, hour)?;
    let t = stage.office.newest(stage.story())?;
    check(t.finished_at.is_some(), || format!("it is not online in time: {:?} {:?}", t.trouble, t.detail))?;
    stage.only_post(HEADLINE).map(drop)
}

fn visited(stage: &Stage<'_>) -> Result<(), Failure> {
    let hour = handed_over(stage, Front::default())?;
    comes_online(stage, hour)
}

fn woken(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("asleep", ASLEEP)?;
    let hour = handed_over(stage, Front::default())?;
    comes_online(stage, hour)
}

fn cannot_be_woken(stage: &Stage<'_>, front: Front) -> Result<(), Failure> {
    stage.extension("asleep", ASLEEP)?;
    let hour = handed_over(stage, front)?;
    comes_online(stage, hour)
}

/// The site's files lie in a folder below its front page, and so does the page that wakes it.
fn core_in_a_folder(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("asleep", ASLEEP)?;
    let moved = |request: &mut Message| request.first = request.first.replace("/wp/wp-cron.php", "/wp-cron.php");
    let front = Front::default()
        .answers(Box::new(|request| request.target().starts_with("/wp-cron.php")), page("404 Not Found", "404"))
        .changes_requests(asks("", "/wp/wp-cron.php"), moved)
        .changes_answers(asks("GET", "_fields=name"), in_a_folder);
    stage.front(Front::default().changes_answers(asks("GET", "_fields=name"), in_a_folder));
    let hour = handed_over(stage, front)?;
    comes_online(stage, hour)
}

/// `"url"` of the API's root, where the files are; `"home"` is where readers are.
fn in_a_folder(_: &Message, answer: &mut Message) {
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let end = text.split_once("\"url\":\"").and_then(|(before, rest)| {
        let (url, after) = rest.split_once('"')?;
        Some(format!("{before}\"url\":\"{url}\\/wp\"{after}"))
    });
    if let Some(changed) = end {
        answer.body = changed.into_bytes();
    }
}

fn refuses_to_publish(stage: &Stage<'_>) -> Result<(), Failure> {
    stage.extension("asleep", ASLEEP)?;
    stage.extension("refuses", REFUSES)?;
    let front = Front::default().answers(asks("", "/wp-cron.php"), refusal("403 Forbidden", "x"));
    let hour = handed_over(stage, front)?;
    minutes_after(stage, hour)?;
    let t = stage.office.newest(stage.story())?;
    check(t.trouble == Some(Trouble::Late), || format!("the alarm is {:?}: {:?}", t.trouble, t.detail))
}

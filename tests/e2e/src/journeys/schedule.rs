//! "Hẹn giờ": the site publishes by itself, the laptop may be closed.

use std::time::Duration;

use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};

use crate::app::Newsdesk;
use crate::failure::{Failure, ensure};
use crate::http;
use crate::journeys::{connect, open_ready};
use crate::photos;
use crate::runner::Bench;
use crate::scene::{self, EDITOR, REPORTER};
use crate::site::Site;
use crate::wait::{self, Seen};

const HEADLINE: &str = "Từ sáng mai, cửa khẩu mở thêm hai làn";
/// The window wants three full minutes; the field knows no seconds.
const SOON: TimeDelta = TimeDelta::minutes(4);
const LATER: TimeDelta = TimeDelta::hours(26);

/// The site has the story ahead of time, unseen, for exactly the hour that was chosen.
pub(super) fn handed_over(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let site = bench.site()?;
    let at = minute(Utc::now() + LATER)?;
    hand_over(newsdesk, &site, at).map(drop)
}

/// The same, then the laptop is gone; at the hour the page is there.
pub(super) fn laptop_closed(newsdesk: &mut Newsdesk, bench: &Bench) -> Result<(), Failure> {
    let site = bench.site()?;
    // Chosen after the story is written; see below.
    let address = hand_over_soon(newsdesk, &site)?;
    newsdesk.kill()?;
    let hidden = http::get(&address.page, None)?.status;
    ensure(hidden != 200 || Utc::now() >= address.at, || format!("{} is online before its hour", address.page))?;
    let limit = (address.at - Utc::now()).to_std().unwrap_or_default() + Duration::from_secs(30);
    wait::until("the page at its hour", limit, || {
        let answer = http::get(&address.page, None)?;
        let there = answer.status == 200 && answer.text().contains(HEADLINE);
        Ok(if there { Seen::Yes(()) } else { Seen::NotYet(format!("status {}", answer.status)) })
    })?;
    ensure(Utc::now() >= address.at, || format!("{} came online before its hour", address.page))?;

    newsdesk.start()?;
    let desk = newsdesk.desk()?;
    desk.sign_in(scene::CHIEF)?;
    desk.connect_site(&site.login())?;
    wait::until("the story on the shelf of what is online", Duration::from_secs(90), || {
        desk.shelf("published")?;
        let rows = desk.rows()?;
        let there = rows.iter().any(|row| row.contains(HEADLINE));
        Ok(if there { Seen::Yes(()) } else { Seen::NotYet(format!("{rows:?}")) })
    })
}

struct Appointment {
    at: DateTime<Utc>,
    page: String,
}

fn hand_over(newsdesk: &mut Newsdesk, site: &Site, at: DateTime<Utc>) -> Result<Appointment, Failure> {
    prepare(newsdesk, site)?;
    keep(newsdesk, site, at)
}

fn hand_over_soon(newsdesk: &mut Newsdesk, site: &Site) -> Result<Appointment, Failure> {
    prepare(newsdesk, site)?;
    keep(newsdesk, site, minute(Utc::now() + SOON)?)
}

fn prepare(newsdesk: &mut Newsdesk, site: &Site) -> Result<(), Failure> {
    open_ready(newsdesk)?;
    let desk = newsdesk.desk()?;
    connect(desk, &site.login())?;
    desk.sign_in(REPORTER)?;
    scene::report_briefly(desk, HEADLINE, &photos::three()[..1])?;
    desk.change_to(EDITOR)?;
    scene::approve_briefly(desk, HEADLINE)
}

fn keep(newsdesk: &Newsdesk, site: &Site, at: DateTime<Utc>) -> Result<Appointment, Failure> {
    let before = site.stock()?;
    let desk = newsdesk.desk()?;
    desk.schedule(at)?;
    desk.sees_step("await_hour")?;
    let post = site.only_new_post(&before)?;
    ensure(post["status"] == "future", || format!("the post's status is {}", post["status"]))?;
    let hour = at.format("%Y-%m-%dT%H:%M:%S").to_string();
    ensure(post["date_gmt"] == hour.as_str(), || format!("the post's hour is {} and not {hour}", post["date_gmt"]))?;
    let page = post["link"].as_str().unwrap_or_default().to_owned();
    Ok(Appointment { at, page })
}

fn minute(at: DateTime<Utc>) -> Result<DateTime<Utc>, Failure> {
    at.duration_trunc(TimeDelta::minutes(1)).map_err(|error| Failure::Wrong(error.to_string()))
}

//! Hours at which people work, counted back from now: what the ready newsroom begins with was not written at night.

use crate::clock::Clock;
use chrono::{DateTime, Duration, NaiveTime, TimeDelta, Utc};
use copydesk::NEWSROOM_OFFSET;
use std::sync::{Mutex, PoisonError};

/// When the first ones come and the last ones go, by the newsroom's clock.
const OPEN: [NaiveTime; 2] = [hour(7), hour(20)];

const fn hour(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => panic!("a day has this hour"),
    }
}

/// The time so many minutes of work ago.
pub(super) fn ago(now: DateTime<Utc>, minutes: u32) -> DateTime<Utc> {
    let [opens, closes] = OPEN;
    let mut left = Duration::minutes(minutes.into());
    let mut at = now.with_timezone(&NEWSROOM_OFFSET).naive_local();
    loop {
        let day = at.date();
        let (morning, evening) = (day.and_time(opens), day.and_time(closes));
        at = at.min(evening);
        if at - left >= morning {
            at -= left;
            break;
        }
        left -= (at - morning).max(TimeDelta::zero());
        let Some(before) = day.pred_opt() else { break };
        at = before.and_time(closes);
    }
    at.and_local_timezone(NEWSROOM_OFFSET).single().map_or(now, |at| at.to_utc())
}

/// The next morning at half past six, when the first readers look.
pub(super) fn tomorrow_morning(now: DateTime<Utc>) -> DateTime<Utc> {
    let day = now.with_timezone(&NEWSROOM_OFFSET).date_naive() + Duration::days(1);
    let at = day.and_time(hour(6)) + Duration::minutes(30);
    at.and_local_timezone(NEWSROOM_OFFSET).single().map_or(now, |at| at.to_utc())
}

/// A clock that shows what it was set to.
pub(super) struct SetClock(Mutex<DateTime<Utc>>);

impl SetClock {
    pub(super) fn new(at: DateTime<Utc>) -> Self {
        Self(Mutex::new(at))
    }

    pub(super) fn set(&self, at: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{ago, tomorrow_morning};
    use chrono::{DateTime, Utc};

    fn at(local: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(&format!("2026-11-{local}:00+07:00")).unwrap().to_utc()
    }

    #[test]
    fn nobody_worked_at_night_and_nothing_lies_ahead() {
        assert_eq!(ago(at("23T15:00"), 90), at("23T13:30"));
        assert_eq!(ago(at("23T08:00"), 90), at("22T19:30"), "over the night");
        assert_eq!(
            ago(at("23T03:00"), 90),
            at("22T18:30"),
            "who begins at night sees what was done the evening before"
        );
        assert_eq!(ago(at("23T23:30"), 0), at("23T20:00"));
        assert_eq!(ago(at("23T07:00"), 2 * 13 * 60), at("21T07:00"), "over two nights");
    }

    #[test]
    fn the_next_morning_is_ahead_at_every_hour() {
        for (now, morning) in [("23T00:05", "24T06:30"), ("23T06:29", "24T06:30"), ("23T23:59", "24T06:30")] {
            assert_eq!(tomorrow_morning(at(now)), at(morning));
        }
    }
}

//! Which copies are kept: fewer, the older they are.

use crate::{
    error::StoreError,
    keeping::{names::CopyKind, place::Place, remove},
};
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use std::collections::BTreeSet;

/// Of so many hours in which copies were made, the last one of each is kept.
const HOURS: usize = 12;
/// The same of days,
const DAYS: usize = 14;
/// and of weeks (ISO 8601).
const WEEKS: usize = 12;

/// Removes the regular copies of a place that are superfluous, and says how many. Called after a new copy was found whole. What
/// was kept before an upgrade, or put aside, stays.
///
/// # Errors
/// [`StoreError::Unwritable`].
pub fn thin(place: &Place) -> Result<usize, StoreError> {
    let mut copies = place.copies();
    copies.retain(|copy| matches!(copy.kind, CopyKind::Regular { .. }));
    let times: Vec<DateTime<Utc>> = copies.iter().map(|copy| copy.at).collect();
    let superfluous = superfluous(&times);
    for index in &superfluous {
        remove(&copies[*index].file)?;
    }
    Ok(superfluous.len())
}

/// Places of the times that are not kept; the times are given newest first. Periods are counted in which there are copies, not
/// those that have gone by: a clock that is a year ahead for an hour makes no old copy superfluous.
fn superfluous(times: &[DateTime<Utc>]) -> Vec<usize> {
    let (mut hours, mut days, mut weeks) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut left = Vec::new();
    for (index, at) in times.iter().enumerate() {
        let day: NaiveDate = at.date_naive();
        let of_hour = hours.len() < HOURS && hours.insert((day, at.hour()));
        let of_day = days.len() < DAYS && days.insert(day);
        let of_week = weeks.len() < WEEKS && weeks.insert((day.iso_week().year(), day.iso_week().week()));
        if !(of_hour || of_day || of_week) {
            left.push(index);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone};

    #[test]
    fn of_a_year_of_hourly_copies_hours_days_and_weeks_are_left() {
        let newest = Utc.with_ymd_and_hms(2026, 3, 2, 10, 30, 0).unwrap();
        let mut kept: Vec<DateTime<Utc>> = Vec::new();
        // As it happens: one more each hour, thinned each time.
        for hour in (0..24 * 365).rev() {
            kept.insert(0, newest - Duration::hours(hour));
            let gone = superfluous(&kept);
            kept = kept.iter().enumerate().filter(|(n, _)| !gone.contains(n)).map(|(_, at)| *at).collect();
        }
        assert!(kept.len() <= HOURS + DAYS + WEEKS, "{}", kept.len());
        let ages: Vec<i64> = kept.iter().map(|at| (newest - *at).num_hours()).collect();
        assert_eq!(ages[..12], (0..12).collect::<Vec<_>>(), "each of the last hours");
        let days: BTreeSet<_> = kept.iter().map(DateTime::date_naive).collect();
        assert!((0..14).all(|n| days.contains(&(newest.date_naive() - Duration::days(n)))), "each of the last days");
        assert!(ages.last().is_some_and(|oldest| *oldest > 24 * 7 * 10), "weeks back: {ages:?}");
    }

    #[test]
    fn a_clock_that_was_ahead_makes_nothing_superfluous() {
        let at = Utc.with_ymd_and_hms(2026, 3, 2, 10, 30, 0).unwrap();
        let mut times: Vec<_> = (0..10).map(|day| at - Duration::days(day)).collect();
        times.insert(0, at + Duration::days(365));
        assert_eq!(superfluous(&times), Vec::<usize>::new());
    }

    #[test]
    fn the_newest_of_an_hour_is_the_one_that_stays() {
        let at = Utc.with_ymd_and_hms(2026, 3, 2, 10, 30, 0).unwrap();
        let times = [at, at - Duration::minutes(10), at - Duration::minutes(20)];
        assert_eq!(superfluous(&times), [1, 2]);
    }
}

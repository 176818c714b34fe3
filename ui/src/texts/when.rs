//! Times in words. The newsroom's clock is Vietnam's, whatever the laptop says.

use crate::texts::{Lang, Texts};
use chrono::{DateTime, Timelike, Utc};
use copydesk::NEWSROOM_OFFSET;

impl Texts {
    /// `14:05` today, else `23/11 14:05`.
    pub(crate) fn moment(self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let day = |at: DateTime<Utc>| at.with_timezone(&NEWSROOM_OFFSET).date_naive();
        match self.lang() {
            _ if day(at) == day(now) => copydesk::time(at),
            Lang::Vi => copydesk::date_time_short_vi(at),
            Lang::En => copydesk::date_time_short_en(at),
        }
    }

    /// `Thứ Hai, 23/11/2026, 14:05`.
    pub(crate) fn full_moment(self, at: DateTime<Utc>) -> String {
        match self.lang() {
            Lang::Vi => copydesk::date_time_vi(at),
            Lang::En => copydesk::date_time_en(at),
        }
    }

    /// A whole number, grouped as the language does.
    /// Bytes as megabytes, with one place behind the sign that this language has for it.
    pub(crate) fn megabytes(self, bytes: u64) -> String {
        let (whole, tenth) = (bytes / 1_000_000, bytes / 100_000 % 10);
        format!("{whole}{}{tenth}", self.pick(',', '.'))
    }

    /// A whole number.
    pub(crate) fn count(self, count: usize) -> String {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        match self.lang() {
            Lang::Vi => copydesk::count_vi(count),
            Lang::En => copydesk::count_en(count),
        }
    }
}

/// `14:02:11`, the same in both languages.
pub(crate) fn to_the_second(at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&NEWSROOM_OFFSET);
    format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

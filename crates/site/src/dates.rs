//! Dates as WordPress writes and reads them, and as readers see them.
//!
//! The site lives in `Asia/Ho_Chi_Minh`, which has been UTC+7 without summer time since 1975
//! (IANA time zone database, `asia`), so a fixed offset is exact.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Utc};

/// Offset of the site from UTC, in seconds.
pub(crate) const SITE_OFFSET: i32 = 7 * 3600;

/// Which zone a date without an offset is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Zone {
    Site,
    Utc,
}

/// Reads a date of the REST interface (RFC 3339, offset optional, fractions dropped) to seconds
/// since 1970 UTC. `None` for anything else, e.g. `01/02/2027 08:00`.
pub(crate) fn parse(text: &str, zone: Zone) -> Option<i64> {
    let text = text.trim();
    if text.len() < 19 || text.as_bytes().get(10) != Some(&b'T') {
        return None;
    }
    if let Ok(date) = DateTime::parse_from_rfc3339(text) {
        return in_range(date.timestamp());
    }
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
    let seconds = naive.and_utc().timestamp();
    in_range(match zone {
        Zone::Utc => seconds,
        Zone::Site => seconds - i64::from(SITE_OFFSET),
    })
}

/// The REST interface's form without offset, in the given zone: `2026-11-23T14:05:00`.
pub(crate) fn rest(moment: i64, zone: Zone) -> String {
    let shift = match zone {
        Zone::Utc => 0,
        Zone::Site => i64::from(SITE_OFFSET),
    };
    utc(moment + shift).format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// For readers: `Thứ Hai, 23/11/2026, 14:05 (GMT+7)`.
pub(crate) fn long(moment: i64) -> String {
    format!("{} (GMT+7)", copydesk::date_time_vi(utc(moment)))
}

/// For readers, in lists: `23/11/2026, 14:05`.
pub(crate) fn short(moment: i64) -> String {
    format!("{}, {}", copydesk::date_vi(utc(moment)), copydesk::time(utc(moment)))
}

/// The day alone, for the page head: `Thứ Hai, 23/11/2026`.
pub(crate) fn day(moment: i64) -> String {
    copydesk::full_date_vi(utc(moment))
}

/// RFC 3339 with the site's offset, for machines: `2026-11-23T14:05:00+07:00`.
pub(crate) fn iso(moment: i64) -> String {
    local(moment).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// RFC 2822, for RSS: `Mon, 23 Nov 2026 14:05:00 +0700`.
pub(crate) fn rfc2822(moment: i64) -> String {
    local(moment).format("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// The folder of an upload: `2026/11`.
pub(crate) fn folder(moment: i64) -> String {
    local(moment).format("%Y/%m").to_string()
}

fn utc(moment: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(moment, 0).unwrap_or_default()
}

fn local(moment: i64) -> DateTime<FixedOffset> {
    utc(moment).with_timezone(&copydesk::NEWSROOM_OFFSET)
}

/// Years a story can sensibly have; also keeps every later addition from overflowing.
fn in_range(moment: i64) -> Option<i64> {
    let year = DateTime::from_timestamp(moment, 0)?.year();
    (1900..=9999).contains(&year).then_some(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_wordpress_reads() {
        let table = [
            ("2026-11-23T07:05:00Z", Zone::Site, Some(1_795_417_500)),
            ("2026-11-23T14:05:00+07:00", Zone::Utc, Some(1_795_417_500)),
            ("2026-11-23T14:05:00", Zone::Site, Some(1_795_417_500)),
            ("2026-11-23T07:05:00.999", Zone::Utc, Some(1_795_417_500)),
            ("01/02/2027 08:00", Zone::Site, None),
            ("2026-02-30T00:00:00", Zone::Site, None),
            ("99999-01-01T00:00:00Z", Zone::Site, None),
        ];
        for (text, zone, expected) in table {
            assert_eq!(parse(text, zone), expected, "{text} in {zone:?}");
        }
    }

    #[test]
    fn readers_see_vietnamese_dates() {
        assert_eq!(long(1_795_417_500), "Thứ Hai, 23/11/2026, 14:05 (GMT+7)");
        assert_eq!(day(1_799_280_000), "Thứ Năm, 7/1/2027");
        assert_eq!(iso(1_795_417_500), "2026-11-23T14:05:00+07:00");
    }
}

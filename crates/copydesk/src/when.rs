//! Dates and times as the newsroom writes them.
//!
//! Input is always UTC, output always the newsroom's clock. Days and months carry no leading zero, hours and
//! minutes do, as Vietnamese news sites print them; names of weekdays are capitalised as by Nghị định 30/2020/NĐ-CP,
//! Phụ lục II (thứ Hai, Chủ nhật), with the first letter of the line in upper case.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, Timelike, Utc};

/// The newsroom's clock, Indochina Time: UTC+7 all year. Vietnam has no summer time (IANA tz database,
/// `Asia/Ho_Chi_Minh`, unchanged since 13/6/1975).
pub const NEWSROOM_OFFSET: FixedOffset = match FixedOffset::east_opt(7 * 3600) {
    Some(offset) => offset,
    None => panic!("seven hours are within a day"),
};

/// `"14:05"`, the same in both languages.
pub fn time(at: DateTime<Utc>) -> String {
    let at = local(at);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `"Thứ Hai, 23/11/2026, 14:05"`.
pub fn date_time_vi(at: DateTime<Utc>) -> String {
    format!("{}, {}", full_date_vi(at), time(at))
}

/// `"23/11 14:05"`, for lists in which the year goes without saying.
pub fn date_time_short_vi(at: DateTime<Utc>) -> String {
    let day = local(at);
    format!("{}/{} {}", day.day(), day.month(), time(at))
}

/// `"Thứ Hai, 23/11/2026"`.
pub fn full_date_vi(at: DateTime<Utc>) -> String {
    let weekday = WEEKDAYS_VI[weekday(at)];
    format!("{weekday}, {}", date_vi(at))
}

/// `"23/11/2026"`.
pub fn date_vi(at: DateTime<Utc>) -> String {
    let day = local(at);
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

/// `"Mon 23 Nov 2026, 14:05"`.
pub fn date_time_en(at: DateTime<Utc>) -> String {
    format!("{}, {}", full_date_en(at), time(at))
}

/// `"23 Nov 14:05"`, for lists in which the year goes without saying.
pub fn date_time_short_en(at: DateTime<Utc>) -> String {
    format!("{} {} {}", local(at).day(), month_en(at), time(at))
}

/// `"Mon 23 Nov 2026"`.
pub fn full_date_en(at: DateTime<Utc>) -> String {
    let weekday = WEEKDAYS_EN[weekday(at)];
    format!("{weekday} {}", date_en(at))
}

/// `"23 Nov 2026"`.
pub fn date_en(at: DateTime<Utc>) -> String {
    let day = local(at);
    format!("{} {} {}", day.day(), month_en(at), day.year())
}

/// The value of an `<input type="datetime-local">` for this moment: `"2026-11-24T08:30"`
/// (HTML standard, "local date and time string"). Seconds are cut off.
pub fn local_input(at: DateTime<Utc>) -> String {
    let at = local(at);
    let (year, month, day) = (at.year(), at.month(), at.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", at.hour(), at.minute())
}

/// The moment that an `<input type="datetime-local">` means on the newsroom's clock.
///
/// Reads `"2026-11-24T08:30"`, also with seconds and a fraction, also with a space for the `T` (HTML standard,
/// "local date and time string", years 0000 to 9999). `None` for anything else, as for a day that does not exist.
pub fn parse_local(input: &str) -> Option<DateTime<Utc>> {
    const SHAPE: &[u8] = b"dddd-dd-ddTdd:dd:dd.ddd";
    // chrono's own reading is laxer: it takes signs, blanks, one-digit months and leap seconds.
    let shaped = input.bytes().zip(SHAPE).all(|(byte, shape)| match shape {
        b'd' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b' '),
        _ => byte == *shape,
    });
    if !shaped || !matches!(input.len(), 16 | 19 | 21..=23) || input.get(17..19) == Some("60") {
        return None;
    }
    let plain = input.replace(' ', "T");
    let form = match input.len() {
        16 => "%Y-%m-%dT%H:%M",
        _ => "%Y-%m-%dT%H:%M:%S%.f",
    };
    let read = NaiveDateTime::parse_from_str(&plain, form).ok()?;
    let at = read.and_local_timezone(NEWSROOM_OFFSET).single()?;
    Some(at.to_utc())
}

const WEEKDAYS_VI: [&str; 7] = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"];
const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Clamped at the ends of chrono's calendar, 262,000 years away, where adding hours would panic.
fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc().checked_add_offset(NEWSROOM_OFFSET).unwrap_or(NaiveDateTime::MAX)
}

fn weekday(at: DateTime<Utc>) -> usize {
    local(at).weekday().num_days_from_monday() as usize
}

fn month_en(at: DateTime<Utc>) -> &'static str {
    MONTHS_EN[local(at).month0() as usize]
}

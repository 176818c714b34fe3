use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use copydesk::{date_time_en, date_time_short_en, date_time_short_vi, date_time_vi, local_input, parse_local, time};
use proptest::prelude::*;

#[test]
fn times_are_told_on_the_newsrooms_clock() {
    let at = Utc.with_ymd_and_hms(2026, 11, 23, 7, 5, 0).unwrap();
    assert_eq!(date_time_vi(at), "Thứ Hai, 23/11/2026, 14:05");
    assert_eq!(date_time_short_vi(at), "23/11 14:05");
    assert_eq!(date_time_en(at), "Mon 23 Nov 2026, 14:05");
    assert_eq!(date_time_short_en(at), "23 Nov 14:05");
    assert_eq!(time(at), "14:05");
    // Saturday evening in London is Sunday morning in Móng Cái, and 2026 is over.
    let at = Utc.with_ymd_and_hms(2027, 1, 2, 18, 30, 0).unwrap();
    assert_eq!(date_time_vi(at), "Chủ nhật, 3/1/2027, 01:30");
}

#[test]
fn every_day_has_its_name() {
    let monday = Utc.with_ymd_and_hms(2026, 11, 23, 5, 0, 0).unwrap();
    let names: Vec<String> = (0..7).map(|days| date_time_vi(monday + TimeDelta::days(days))).collect();
    for (name, start) in
        names.iter().zip(["Thứ Hai,", "Thứ Ba,", "Thứ Tư,", "Thứ Năm,", "Thứ Sáu,", "Thứ Bảy,", "Chủ nhật,"])
    {
        assert!(name.starts_with(start), "{name} should be {start}");
    }
}

#[test]
fn the_scheduling_field_is_read_strictly() {
    let at = Utc.with_ymd_and_hms(2026, 11, 24, 1, 30, 0).unwrap();
    for same in ["2026-11-24T08:30", "2026-11-24 08:30", "2026-11-24T08:30:00", "2026-11-24T08:30:00.000"] {
        assert_eq!(parse_local(same), Some(at), "{same}");
    }
    assert_eq!(local_input(at), "2026-11-24T08:30");
    for wrong in [
        "",
        "2026-11-24",
        "2026-02-30T08:30",
        "2026-11-24T24:00",
        "2026-11-24T08:60",
        "2026-11-24T08:30:60",
        "2026-11-24T08:30Z",
        "+026-11-24T08:30",
        " 2026-11-24T08:3",
        "2026-1-24T008:30",
        "24/11/2026 08:30",
        "２０２６-11-24T08:30",
    ] {
        assert_eq!(parse_local(wrong), None, "{wrong}");
    }
}

#[test]
fn the_ends_of_the_calendar_do_not_panic() {
    for at in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        assert!(!date_time_vi(at).is_empty());
    }
}

proptest! {
    #[test]
    fn what_the_field_shows_is_what_it_reads(minutes in 0_i64..200_000_000) {
        let at = DateTime::from_timestamp(minutes * 60, 0).unwrap();
        prop_assert_eq!(parse_local(&local_input(at)), Some(at));
    }

    #[test]
    fn any_input_is_answered(input in "\\PC{0,24}|[0-9T: .-]{14,24}") {
        if let Some(at) = parse_local(&input) {
            prop_assert_eq!(&local_input(at)[..10], &input[..10]);
        }
    }
}

use copydesk::{Length, READING_SPEED, ReadingTime, nfc, reading_minutes, reading_time, story_words};
use proptest::prelude::*;

use crate::{decomposed, text};

#[test]
fn writers_see_words_and_characters() {
    let length = |words, characters, without_blanks| Length { words, characters, without_blanks };
    assert_eq!(Length::of(""), length(0, 0, 0));
    assert_eq!(Length::of("Đạo đức, 65,8% – “tốt”"), length(4, 22, 18));
    assert_eq!(Length::of(&decomposed("Đạo đức, 65,8% – “tốt”")), length(4, 22, 18));
    assert_eq!(Length::of("Móng\u{a0}Cái\r\nBắc\u{ad} Lu\u{200b}ân\n"), length(4, 16, 14), "ends of lines are none");
}

#[test]
fn a_story_is_as_long_as_what_stands_under_its_headline() {
    assert_eq!(story_words("Sáng nay, 300 xe", "qua cầu –\nđông hơn"), 8);
    assert_eq!(story_words("", ""), 0);
}

#[test]
fn reading_time_is_told_to_the_second() {
    let time = |minutes, seconds| ReadingTime { minutes, seconds };
    assert_eq!(reading_time(0), time(0, 0));
    assert_eq!(reading_time(1), time(0, 1), "never nothing for a text");
    assert_eq!(reading_time(2), time(0, 1));
    assert_eq!(reading_time(119), time(0, 30));
    assert_eq!(reading_time(237), time(1, 0), "never 60 seconds");
    assert_eq!(reading_time(238), time(1, 0));
    assert_eq!(Length::of(&"tin ".repeat(600)).reading_time(), time(2, 31));
    assert_eq!(reading_time(usize::MAX).minutes, usize::MAX / READING_SPEED);
}

proptest! {
    #[test]
    fn more_words_never_take_less(words in 0_usize..100_000) {
        let (this, next) = (reading_time(words), reading_time(words + 1));
        prop_assert!(this <= next && this.seconds < 60);
        prop_assert!(this.minutes.abs_diff(reading_minutes(words)) <= 1);
    }

    #[test]
    fn unicode_form_does_not_matter(text in text()) {
        prop_assert_eq!(Length::of(&decomposed(&text)), Length::of(&nfc(&text)));
        prop_assert!(Length::of(&text).without_blanks <= Length::of(&text).characters);
    }
}

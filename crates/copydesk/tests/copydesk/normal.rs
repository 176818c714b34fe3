use std::borrow::Cow;

use copydesk::{exact, fold, nfc, reading_minutes, tone_normal, word_count};
use proptest::prelude::*;

use crate::{decomposed, text};

#[test]
fn searching_without_marks_finds_words_with_them() {
    assert_eq!(fold("ĐẠO ĐỨC"), "dao duc", "đ folds like any other letter");
    assert_eq!(fold("Ðông Triều"), "dong trieu", "eth is typed for Đ");
    assert_eq!(fold("Móng\u{a0}Cái"), "mong cai");
    assert_eq!(fold("Bắc\u{ad} Lu\u{200b}ân"), "bac luan");
    assert_eq!(fold("93,7% — NĐ-CP"), "93,7% — nd-cp", "signs stay");
    assert_eq!(fold("ăâêôơưĂÂÊÔƠƯ ắằẳẵặ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự"), "aaeoouaaeoou aaaaa eeeee ooooo ooooo uuuuu");
}

#[test]
fn searching_with_marks_ignores_only_case_and_place_of_tone() {
    assert_eq!(exact("Văn HOÁ"), exact("văn hóa"));
    assert_eq!(exact("văn hóa"), "văn hóa");
    assert_ne!(exact("hoa"), exact("hòa"));
    assert_eq!(exact("Ðường"), "đường");
}

#[test]
fn tones_move_only_where_two_ways_of_writing_exist() {
    for (typed, placed) in [
        ("hoà", "hòa"),
        ("xã hội hoá, hiện đại hoá.", "xã hội hóa, hiện đại hóa."),
        ("sức khoẻ", "sức khỏe"),
        ("Thuỷ, uỷ ban, nguỵ", "Thủy, ủy ban, ngụy"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("hòa khỏe thủy", "hòa khỏe thủy"),
        ("quý quỹ quá quẻ", "quý quỹ quá quẻ"),
        ("hoàn toàn thuyền huệ khoái ngoẹo thuở", "hoàn toàn thuyền huệ khoái ngoẹo thuở"),
        ("khuỷu huýt", "khuỷu huýt"),
    ] {
        assert_eq!(tone_normal(typed), placed);
        assert_eq!(tone_normal(&decomposed(typed)), placed, "decomposed");
    }
}

#[test]
fn composed_text_is_not_copied() {
    assert!(matches!(nfc("Cầu Bắc Luân II"), Cow::Borrowed(_)));
    // As Windows-1258 and macOS deliver it.
    assert_eq!(nfc("Tiê\u{301}ng Viê\u{323}t"), "Tiếng Việt");
}

#[test]
fn words_are_counted_as_newsrooms_count() {
    assert_eq!(word_count(""), 0);
    assert_eq!(word_count("kinh tế - xã hội"), 4);
    assert_eq!(word_count("\u{a0}Đạt 65,8%,\u{a0}tăng… – “4,8” \n\n"), 4);
    assert_eq!(reading_minutes(0), 0);
    assert_eq!(reading_minutes(12), 1, "never “0 minutes” for a text");
    assert_eq!(reading_minutes(238 * 3 + 20), 3);
    assert_eq!(reading_minutes(usize::MAX), usize::MAX / 238);
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
        let once = exact(&text);
        prop_assert_eq!(exact(&once), once);
        let once = tone_normal(&text);
        prop_assert_eq!(tone_normal(&once), once);
    }

    #[test]
    fn unicode_form_does_not_matter(text in text()) {
        prop_assert_eq!(fold(&decomposed(&text)), fold(&nfc(&text)));
        prop_assert_eq!(exact(&decomposed(&text)), exact(&nfc(&text)));
        prop_assert_eq!(tone_normal(&decomposed(&text)), tone_normal(&nfc(&text)));
        prop_assert_eq!(nfc(&decomposed(&text)).into_owned(), nfc(&text).into_owned());
    }

    #[test]
    fn what_is_equal_with_marks_is_equal_without(text in text()) {
        prop_assert_eq!(fold(&exact(&text)), fold(&text));
    }
}

use copydesk::{Query, exact, find, fold, nfc, replacement, tone_normal};
use proptest::prelude::*;
use unicode_normalization::char::is_combining_mark;

use crate::{decomposed, text, utf16_slice};

/// Found pieces of the text; `how` has c for case, a for accents, w for whole words.
fn found(text: &str, words: &str, how: &str) -> Vec<String> {
    let ranges = find(text, &query(words, how));
    ranges.iter().map(|range| nfc(&utf16_slice(text, range)).into_owned()).collect()
}

fn query(words: &str, how: &str) -> Query {
    let (match_case, match_accents, whole_word) = (how.contains('c'), how.contains('a'), how.contains('w'));
    Query { words: words.to_owned(), match_case, match_accents, whole_word }
}

#[test]
fn words_are_found_as_the_query_wants() {
    let text = "Đạo đức và đào tạo: ĐẠO ĐỨC, dao dục, đạo đứcx.";
    for text in [text.to_owned(), decomposed(text)] {
        assert_eq!(found(&text, "dao duc", ""), ["Đạo đức", "ĐẠO ĐỨC", "dao dục", "đạo đức"]);
        assert_eq!(found(&text, "đạo đức", "a"), ["Đạo đức", "ĐẠO ĐỨC", "đạo đức"]);
        assert_eq!(found(&text, &decomposed("đạo đức"), "aw"), ["Đạo đức", "ĐẠO ĐỨC"]);
        assert_eq!(found(&text, "Đạo", "ac"), ["Đạo"]);
        assert_eq!(found(&text, "D", "c"), ["Đ", "Đ", "Đ"]);
        assert_eq!(found(&text, "dao", "w"), ["Đạo", "đào", "ĐẠO", "dao", "đạo"]);
        assert_eq!(found(&text, "đao", "a"), [""; 0]);
    }
}

/// What somebody types finds what typography has made of it, and the other way round, with marks and without.
#[test]
fn typography_is_looked_through() {
    let tidied = "Ông nói: “Từ 2020–2025 thải CO₂ …” trên 25 m² ‘đất’ – 10⁶ hộ − ⁿ";
    let typed = "Ông nói: \"Từ 2020-2025 thải CO2 ...\" trên 25 m2 'đất' - 106 hộ - n";
    for how in ["", "a", "c", "ac"] {
        for words in ["\"Từ", "2020-2025", "CO2 ...\"", "m2", "'đất' -", "106 hộ", "- n"] {
            assert_eq!(found(tidied, words, how).len(), 1, "{words} in what is tidied, {how}");
        }
        for words in ["“Từ", "2020–2025", "CO₂ …”", "m²", "‘đất’ –", "10⁶ hộ", "− ⁿ"] {
            assert_eq!(found(typed, words, how).len(), 1, "{words} in what is typed, {how}");
        }
    }
    assert_eq!(found(tidied, "m2", "w"), ["m²"]);
    assert_eq!(find("a…b", &query("...", "")), [1..2]);
    assert_eq!(find("a…b", &query("..", "")), [], "not two of its dots");
}

#[test]
fn places_of_the_tone_are_one() {
    let text = "Hòa bình, hoà giải, hoàn toàn, hòan";
    assert_eq!(found(text, "hoà", "aw"), ["Hòa", "hoà"]);
    assert_eq!(found(text, "hòa", "aw"), ["Hòa", "hoà"]);
    assert_eq!(found(text, "hoà", "a"), ["Hòa", "hoà", "hoà", "hòa"], "the beginning of hoàn, too");
    assert_eq!(found(text, "hòan", "a"), ["hòan"], "a mistake can be looked for");
    assert_eq!(found("quý, quí, uý", "uý", "a"), ["uý", "uý"]);
}

#[test]
fn what_cannot_be_seen_is_looked_through() {
    assert_eq!(find("Bắc\u{ad}\u{a0}Lu\u{200b}ân", &query("bac luan", "")), [0..10]);
    assert_eq!(found("Ðông Triều", "đông", "a"), ["Ðông"]);
    assert_eq!(found("a\nb a\u{3000}b", "a b", ""), ["a\u{3000}b"]);
    assert_eq!(find("a", &query("\u{200b}\u{ad}", "")), []);
    assert_eq!(find("", &query("", "")), []);
    assert_eq!(find("ab", &query("abc", "")), []);
}

#[test]
fn ranges_count_as_javascript_does() {
    assert_eq!(find("😀 ấ 😀ấ", &query("a", "")), [3..4, 7..8]);
    assert_eq!(find("😀a\u{302}\u{301}b", &query("a", "")), [2..5], "with its marks");
    assert_eq!(find("aaaa a", &query("aa", "")), [0..2, 2..4]);
    assert_eq!(find("a\u{302}\u{301}", &query("a", "a")), [], "a letter is not found in another");
    assert_eq!(find("İi", &query("i", "a")), [1..2], "nor in half of one");
}

#[test]
fn whole_words_end_at_signs() {
    assert_eq!(find("tin, tin-tin tins 5tin “tin”", &query("tin", "w")), [0..3, 5..8, 9..12, 24..27]);
    assert_eq!(find("a - b", &query("- b", "w")), [2..5]);
}

#[test]
fn replacements_dress_like_what_they_replace() {
    for (found, with, kept) in [
        ("báo cáo", "tường trình", "tường trình"),
        ("Báo cáo", "tường trình", "Tường trình"),
        ("BÁO CÁO", "tường trình", "TƯỜNG TRÌNH"),
        ("“Đạo", "đức", "Đức"),
        ("Đ", "ấn", "Ấn"),
        ("báo", "Hà Nội", "Hà Nội"),
        ("5", "năm", "năm"),
        ("Báo", "", ""),
    ] {
        assert_eq!(replacement(found, with, true), kept, "{found}");
        assert_eq!(replacement(&decomposed(found), &decomposed(with), true), kept, "{found}");
        assert_eq!(replacement(found, with, false), with);
    }
}

proptest! {
    #[test]
    fn ranges_are_letters_in_order(text in prop_oneof![text(), any::<String>()], words in "[aàđ oi]{1,2}|\\PC{0,3}", how in "c?a?w?") {
        let mut last = 0;
        for range in find(&text, &query(&words, &how)) {
            prop_assert!(last <= range.start && range.start < range.end);
            let piece = utf16_slice(&text, &range);
            prop_assert_eq!(fold(&piece), fold(&words));
            let behind: String = utf16_slice(&text, &(range.end..text.encode_utf16().count()));
            prop_assert!(!behind.starts_with(is_combining_mark));
            last = range.end;
        }
    }

    #[test]
    fn every_piece_of_a_text_is_found_in_it(text in text(), from in 0_usize..40, length in 1_usize..6, how in "c?a?") {
        // In the other placement thu is no piece of thuỳ.
        let text: Vec<char> = tone_normal(&text).chars().collect();
        let piece: String = text.iter().skip(from).take(length).collect();
        let text: String = text.into_iter().collect();
        let next = text.chars().nth(from + length);
        let folded = fold(&piece).replace(['\n', '\t'], "");
        if !folded.trim().is_empty() && !piece.chars().chain(next).any(|c| is_combining_mark(c) || fold(&c.to_string()).is_empty()) {
            prop_assert!(!find(&text, &query(&piece, &how)).is_empty(), "{:?} in {:?}", piece, text);
        }
    }

    #[test]
    fn marks_count_as_in_the_search_index(text in text(), words in "[hHkt]?[oòóuú][aàáyý]n?") {
        let whole = find(&text, &query(&words, "aw")).is_empty();
        let pieces = exact(&text).split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).any(|word| word == exact(&words));
        if pieces {
            prop_assert!(!whole);
        }
    }

    #[test]
    fn unicode_form_does_not_matter(text in text(), words in "[aàđâ oi]{1,2}", how in "c?a?w?") {
        let composed = nfc(&text).into_owned();
        prop_assert_eq!(found(&decomposed(&text), &decomposed(&words), &how), found(&composed, &words, &how));
    }
}

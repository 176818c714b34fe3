use std::collections::BTreeSet;

use copydesk::{is_syllable, nfc, tone_normal};
use proptest::prelude::*;

use crate::{decomposed, text};

#[test]
fn syllables_of_the_news_pass() {
    let news = "Chiều ngày hai mươi ba tháng mười một Uỷ ban nhân dân thành phố tổ chức hội nghị nghiêng khuỷu quý quốc giếng \
        giặt gịa gì gìn giữ yêu yếm ý kiến quyển thuở ngoẹo ngoằn ngoèo xoong voọc quynh tuýp huýt oẳn uyên ươn ốc ướt \
        xuất sắc ghi nghe kẻ cả hoà hòa khỏe khoẻ thủy thuỷ mỹ lý hy sĩ tỷ bia mía nghĩa khuya pin hưu lựu rượu";
    for word in news.split_whitespace() {
        assert!(is_syllable(word), "{word}");
        assert!(is_syllable(&decomposed(word)), "decomposed {word}");
        assert!(is_syllable(&word.to_uppercase()), "{word} in capitals");
    }
}

#[test]
fn mistakes_and_other_languages_do_not() {
    let wrong = "nghỏ ghà cế ngiệm mãt thuyềt mat tòan ngưòi qúy gía khơng đợc k nh ng q qu ấấ áà ñ tã1 \
        news from this city und wirklich été très km video Đắk UBND nghiêngg gi-êng hoaa uà iêm";
    for word in wrong.split_whitespace().chain(["", " ", "tôi ", "ð", "\u{301}"]) {
        assert!(!is_syllable(word), "{word}");
    }
}

/// Syllables of these letters, with a tone on any of the vowels, in the old placement.
fn possible(onset: &str, vowel: &str, last: &str, tones: &[&str]) -> Vec<String> {
    let places = || vowel.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let toned = tones.iter().flat_map(|tone| places().map(move |place| (tone, vowel.split_at(place))));
    toned
        .map(|(tone, (before, after))| nfc(&format!("{onset}{before}{tone}{after}{last}")).into_owned())
        .filter(|word| is_syllable(word))
        .map(|word| tone_normal(&word))
        .collect()
}

/// The number of syllables is known from a list that was checked against a dictionary.
#[test]
fn there_are_so_many_syllables_and_no_more() {
    let onsets = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x".split(' ').chain([""]);
    let single: Vec<String> = "aăâeêioôơuưy".chars().map(String::from).collect();
    let pairs = single.iter().flat_map(|a| single.iter().map(move |b| format!("{a}{b}")));
    let triples = "oai oao oay oeo uây uya uyu uyê uêu iêu yêu ươi ươu uôi uyơ iai".split(' ').map(str::to_owned);
    let vowels: Vec<String> = single.iter().cloned().chain(pairs).chain(triples).collect();
    let mut bases = BTreeSet::new();
    let mut syllables = BTreeSet::new();
    for onset in onsets {
        for vowel in &vowels {
            for last in ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"] {
                // Without a tone or with sắc, or not at all.
                let mut toned = possible(onset, vowel, last, &["", "\u{301}"]);
                if !toned.is_empty() {
                    toned.extend(possible(onset, vowel, last, &["\u{300}", "\u{309}", "\u{303}", "\u{323}"]));
                    bases.insert(format!("{onset}{vowel}{last}"));
                    syllables.extend(toned);
                }
            }
        }
    }
    // The list counts gịa as a tone of gia (giạ).
    assert!(syllables.remove("gịa"));
    assert_eq!((bases.len(), syllables.len()), (3_849, 17_714));
}

proptest! {
    #[test]
    fn unicode_form_and_case_do_not_matter(text in text()) {
        let word = text.split_whitespace().next().unwrap_or_default();
        prop_assert_eq!(is_syllable(&decomposed(word)), is_syllable(&nfc(word)));
    }
}

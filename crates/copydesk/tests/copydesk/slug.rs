use copydesk::{SLUG_BYTES, nfc, slug};
use proptest::prelude::*;

use crate::{decomposed, text};

#[test]
fn headlines_become_readable_addresses() {
    for (headline, address) in [
        ("Móng Cái: 93,7% hồ sơ được giải quyết đúng hạn", "mong-cai-93-7-ho-so-duoc-giai-quyet-dung-han"),
        ("65,8%", "65-8"),
        ("1956/QĐ-TTg", "1956-qd-ttg"),
        ("  “Đẩy lùi COVID-19”…  ", "day-lui-covid-19"),
        ("Rộng 25 m²", "rong-25-m2"),
        ("Straße ở Łódź, Ærø và Þórshöfn", "strase-o-lodz-aero-va-thorshofn"),
        ("Œuvre, Ħamrun, ĲSSEL, ıŧŋſŀĸ", "oeuvre-hamrun-ijssel-itnslk"),
        ("Bia Sài Gòn™", "bia-sai-gontm"),
        ("Ðông\u{a0}Triều", "dong-trieu"),
        ("…?!", ""),
        ("東興", ""),
    ] {
        assert_eq!(slug(headline), address);
        assert_eq!(slug(&decomposed(headline)), address, "decomposed");
    }
}

#[test]
fn long_headlines_are_cut_between_words() {
    let exactly = format!("{} {}", "a".repeat(60), "b".repeat(39));
    assert_eq!(slug(&exactly).len(), SLUG_BYTES, "it just fits");
    assert_eq!(slug(&format!("{exactly} c")).len(), SLUG_BYTES);
    assert_eq!(slug(&format!("{exactly}c")), "a".repeat(60));
    assert_eq!(slug(&"a".repeat(300)), "a".repeat(SLUG_BYTES), "no hyphen to cut at");
}

proptest! {
    #[test]
    fn only_letters_figures_and_single_hyphens(text in text()) {
        let slug = slug(&text);
        prop_assert!(slug.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')), "{}", slug);
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"), "{}", slug);
        prop_assert!(slug.len() <= SLUG_BYTES);
        prop_assert_eq!(copydesk::slug(&slug), slug, "a slug is its own slug");
    }

    #[test]
    fn unicode_form_does_not_matter(text in text()) {
        prop_assert_eq!(slug(&decomposed(&text)), slug(&nfc(&text)));
    }
}

use copydesk::{collation_key, nfc, person_key};
use proptest::prelude::*;

use crate::{decomposed, text};

fn sorted<'a>(texts: &[&'a str], key: fn(&str) -> String) -> Vec<&'a str> {
    let mut texts = texts.to_vec();
    texts.reverse();
    texts.sort_by_key(|text| key(text));
    texts
}

#[test]
fn order_is_that_of_a_vietnamese_dictionary() {
    // Each line was sorted with Intl.Collator('vi') (ICU) as well.
    for line in [
        vec!["Dương", "Đào", "Đặng", "Đỗ"],
        vec!["hoa", "hoà", "hỏa", "hõa", "hóa", "họa", "hoan"],
        vec!["a", "à", "ă", "ằ", "â", "b", "c", "d", "đ", "e", "ê", "g"],
        vec!["o", "ô", "ơ", "p", "t", "u", "ư", "v", "x", "y"],
        vec!["An Bình", "An Giang", "Anh", "Ánh", "Ăn"],
        vec!["bài 1", "bài 2", "Bài 2", "bài A", "bài b"],
        vec!["Hải Hòa", "Hải Yên", "Ka Long", "Ninh Dương", "Trà Cổ", "Trần Phú", "Vĩnh Thực"],
    ] {
        assert_eq!(sorted(&line, collation_key), line);
    }
}

#[test]
fn people_are_listed_by_given_name() {
    let staff =
        ["Nguyễn Văn An", "Bùi Thị Bình", "Lê Quang Dũng", "Hoàng Đạt", "Vũ Đức", "Phạm Ánh Ngọc", "Phạm Văn Ngọc"];
    assert_eq!(sorted(&staff, person_key), staff);
}

proptest! {
    #[test]
    fn texts_with_one_key_are_one_text(a in "[aàAăđ oòO\u{300}]{0,3}", b in "[aàAăđ oòO\u{300}]{0,3}") {
        prop_assert_eq!(collation_key(&a) == collation_key(&b), nfc(&a) == nfc(&b));
    }

    #[test]
    fn unicode_form_does_not_matter(text in text()) {
        prop_assert_eq!(collation_key(&decomposed(&text)), collation_key(&nfc(&text)));
    }

    #[test]
    fn beginnings_come_first(a in "[a-zđêôư ]{1,8}", b in "[a-zđêôư]{1,8}") {
        let longer = format!("{a}{b}");
        prop_assert!(collation_key(&a) < collation_key(&longer));
    }
}

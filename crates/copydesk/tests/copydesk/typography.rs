use copydesk::typography::{Correction, apply, tidy};
use copydesk::{nfc, word_count};
use proptest::prelude::*;

use crate::{decomposed, text, utf16_slice};

fn tidied(paragraph: &str) -> String {
    apply(paragraph, &tidy(paragraph))
}

#[test]
fn what_a_typesetter_changes() {
    for (typed, tidy) in [
        ("  Cuộc họp   bàn\u{a0}\u{a0}về \u{a0}kế hoạch.\u{a0}", "Cuộc họp bàn về kế hoạch."),
        ("\u{a0}", ""),
        ("họp ,bàn ; nói : được ! Thế à ? (x ) .", "họp, bàn; nói: được! Thế à? (x)."),
        ("Đã họp xã.Sau đó,dân về;rồi nghỉ.", "Đã họp xã. Sau đó, dân về; rồi nghỉ."),
        ("Đã họp xã .Sau đó", "Đã họp xã. Sau đó"),
        ("năm 2017,tỉnh đạt 5%,huyện (cũ)và xã", "năm 2017, tỉnh đạt 5%, huyện (cũ) và xã"),
        ("Ông nói:\"Tôi sẽ về\", rồi \"đi\".", "Ông nói: “Tôi sẽ về”, rồi “đi”."),
        ("“ Tôi sẽ về ” , ông nói", "“Tôi sẽ về”, ông nói"),
        ("rau, quả... và... thôi...", "rau, quả… và… thôi…"),
        (
            "Ông Nam ( 45 tuổi ), bà Lan ( 50 tuổi) [ trái ] và ( con ( út ) )",
            "Ông Nam (45 tuổi), bà Lan (50 tuổi) [trái] và (con (út))",
        ),
        ("1.Tăng cường; 2.Đổi mới", "1. Tăng cường; 2. Đổi mới"),
        ("Ðông Triều, ðường 72/2013/NÐ-CP", "Đông Triều, đường 72/2013/NĐ-CP"),
        ("Bắc\u{ad} Lu\u{200b}ân\u{feff}\u{200d} II\u{200e}", "Bắc Luân II"),
        (" dòng một \n  dòng hai ", "dòng một\ndòng hai"),
        ("thành công!Chúc mừng", "thành công! Chúc mừng"),
    ] {
        assert_eq!(tidied(typed), tidy);
        assert_eq!(nfc(&tidied(&decomposed(typed))), tidy, "decomposed");
    }
}

#[test]
fn what_stays_as_it_is() {
    for paragraph in [
        "Lúc 7:30 ngày 1/7/2025, đạt 93,7%, tức 3.400.000 đồng, tỷ số 2 : 1, máy 10.0.0.5, v1.2.3.",
        "Nghị định số 108/2014/NĐ-CP, Quyết định 1956/QĐ-TTg, 12-CT/TU, 19-NQ/TU; Luật 103/2016/QH13.",
        "TP. Hạ Long, TP.HCM, TP.Hạ Long, Q.1, P.Trần Phú, ThS.BS Lan, PGS.TS.Nguyễn, A.Tuấn, v.v. và v.v...",
        "Xem https://mongcai.gov.vn/tin?a=1,b;c:d..., www.a.vn,b hoặc mongcai.gov.vn/tin.Anh.",
        "Thư: toa.soan@mongcai.gov.vn; tệp bao,cao@a.vn, C:\\Tin\\bai.docx, baocao.docx, Node.js, tên miền .vn, .NET",
        "màn hình 27\" và 32\"",
        "Ông nói \"thôi, rồi “đi” về",
        "“Một \"cửa\" điện tử”",
        "Ông nói: \"thôi",
        "“thôi \"cửa\" rồi",
        "\"cửa\" rồi “thôi",
        "mã \" abc \" đây",
        "Ghi tên: ............ ngày .... tháng ....",
        "và . . . thôi :) ;) :D",
        "Buồn :( nhưng vui :) rồi ( thôi, đánh dấu ( ) hay [ ]",
        "rau ,5 và .5, 1...5",
        "10\u{a0}km, kinh tế - xã hội, 2015-2020 (2016-2021)",
        "người(s)và f(x)dx; a) một",
        "👨\u{200d}👩\u{200d}👧 và ❤\u{fe0f}\u{200d}🔥",
        "Sigurðsson, Guðmundur",
        "R&amp;D; ISO 9001:2015; 16h:30; COVID-19",
        "",
    ] {
        // Dots at an end are one sign; nothing else changes.
        assert_eq!(tidied(paragraph).replace('…', "..."), paragraph);
    }
    assert_eq!(tidy("từ 1...5, tên: ...... và http://a.vn/...b"), []);
}

#[test]
fn corrections_are_small_and_count_as_javascript_does() {
    let correction = |range, text: &str| Correction { range, text: text.to_owned() };
    assert_eq!(
        tidy("😀  họp ,bàn..."),
        [correction(3..4, ""), correction(7..8, ""), correction(9..9, " "), correction(12..15, "…")]
    );
    assert_eq!(tidy("\u{a0}\u{a0}"), [correction(0..2, "")]);
}

#[test]
fn corrections_for_another_text_do_no_harm() {
    let corrections = [
        Correction { range: 5..9, text: "x".to_owned() },
        Correction { range: 1..2, text: "y".to_owned() },
        Correction { range: 0..1, text: "z".to_owned() },
    ];
    assert_eq!(apply("abc", &corrections), "ayc");
}

/// Words and signs as they meet in texts.
fn paragraph() -> impl Strategy<Value = String> {
    let pieces = "họp|Sau|xã|TP|v.v|5|2017|93,7%|7:30|a.vn|x@y.vn|http://a.b/c?d=e|ð|NÐ|Ð|,|.|;|:|!|?|(|)|“|”|\"|\"|...|…|'|-|&|=|/| | |  |\u{a0}|\u{200b}|\u{200d}|\u{ad}|\n|\t|\u{301}|😀";
    let pieces: Vec<String> = pieces.split('|').map(str::to_owned).collect();
    prop::collection::vec(proptest::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]
    #[test]
    fn tidying_twice_is_tidying_once(text in prop_oneof![4 => paragraph(), 1 => text(), 1 => any::<String>()]) {
        let once = tidied(&text);
        prop_assert_eq!(tidy(&once), [], "{:?} became {:?}", text, once);
    }

    #[test]
    fn corrections_are_in_order_and_needed(text in prop_oneof![paragraph(), text()]) {
        let mut last = 0;
        for Correction { range, text: with } in tidy(&text) {
            prop_assert!(last <= range.start && range.start <= range.end);
            prop_assert!(last < range.start || last == 0, "neighbours are one correction");
            prop_assert_ne!(utf16_slice(&text, &range), with);
            last = range.end;
        }
    }

    #[test]
    fn letters_and_figures_stay(text in prop_oneof![paragraph(), text()]) {
        let kept = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).map(|c| match c { 'ð' => 'đ', 'Ð' => 'Đ', c => c }).collect() };
        prop_assert_eq!(kept(&tidied(&text)), kept(&text));
    }

    #[test]
    fn figures_are_never_torn(text in "[0-9]{1,3}([.,:/-][0-9]{1,4}){0,3}(%|/NĐ-CP|/QĐ-TTg| km|h30)?") {
        prop_assert_eq!(tidied(&text), text.clone());
        let sentence = format!("Đến nay, {text} là số liệu; theo ({text}), “{text}”.");
        prop_assert_eq!(word_count(&tidied(&sentence)), word_count(&sentence));
        prop_assert_eq!(tidied(&sentence), sentence);
    }
}

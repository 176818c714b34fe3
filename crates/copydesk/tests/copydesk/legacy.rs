//! Old encodings: what is encoded by the tables below comes back.

use copydesk::legacy::{Encoding, SURE_LENGTH, by_font, convert, detect, read};
use copydesk::nfc;
use proptest::prelude::*;

use crate::old_text::{ALL, Old, encode};
use crate::{decomposed, text};

pub(crate) const NEWS: [&str; 8] = [
    "Chiều qua, ủy ban nhân dân thành phố Móng Cái vừa tổ chức hội nghị tổng kết công tác cải cách hành chính.",
    "Đến hết tháng 10, 93,7% hồ sơ của người dân được giải quyết đúng hạn; tăng 4,8% so với năm 2016.",
    "“Một cửa điện tử” được đưa vào sử dụng tại 17 xã, phường, tiết kiệm thời gian đi lại cho nhân dân.",
    "Kỳ họp thứ bảy: thông qua chỉ tiêu kế hoạch phát triển kinh tế - xã hội giai đoạn 2016-2020",
    "Bà Nguyễn Thị Hường, chủ quầy hàng ở chợ trung tâm, cho biết: “Chúng tôi rất phấn khởi.”",
    "Mưa lũ gây sạt lở nhiều đoạn đường; lực lượng chức năng đang khẩn trương khắc phục hậu quả.",
    "Quyết định số 1956/QĐ-TTg về đào tạo nghề cho lao động nông thôn được triển khai rộng khắp",
    "Vở diễn kể về những người giữ rừng, đã lấy nước mắt của khán giả suốt hai giờ đồng hồ",
];

#[test]
fn sentences_of_the_news_come_back() {
    for old in Old::EVERY {
        for sentence in NEWS {
            let written = encode(sentence, old);
            assert_ne!(written, sentence);
            let from = detect(&written);
            assert_eq!(from, Some(old.encoding()), "{written}");
            assert_eq!(convert(&written, old.encoding()), writable(sentence, old), "{written}");
        }
    }
}

/// The quotes and dashes of VISCII are letters: its typists used what ASCII has.
fn writable(text: &str, old: Old) -> String {
    if old == Old::Viscii { text.replace(['“', '”'], "\"").replace('–', "-") } else { text.to_owned() }
}

/// Twenty characters are little: they may be told from nothing, but hardly ever be taken for another encoding.
#[test]
fn short_pieces_are_seldom_mistaken() {
    let letters: Vec<char> = NEWS.join(" ").chars().collect();
    let pieces: Vec<String> = letters.windows(SURE_LENGTH).map(|piece| piece.iter().collect()).collect();
    for old in [Old::Tcvn3, Old::Vni, Old::Viscii, Old::Misread1258, Old::Utf8AsLatin1] {
        let found = pieces.iter().filter_map(|piece| detect(&encode(piece, old)));
        let (right, wrong): (Vec<_>, Vec<_>) = found.partition(|found| *found == old.encoding());
        assert!(right.len() * 100 > pieces.len() * 80, "{old:?}: {} of {}", right.len(), pieces.len());
        assert!(wrong.len() * 100 < pieces.len() * 4, "{old:?}: {} of {}", wrong.len(), pieces.len());
    }
    assert_eq!(pieces.iter().filter(|piece| detect(piece).is_some()).count(), 0);
}

#[test]
fn every_letter_comes_back() {
    assert_eq!(ALL.chars().count(), 67);
    for old in Old::EVERY {
        for letter in ALL.chars() {
            let syllable = if "ăằẳẵắặâầẩẫấậ".contains(letter) {
                format!("t{letter}n")
            } else {
                format!("t{letter}")
            };
            let syllable = if letter == 'đ' { "đi".to_owned() } else { syllable };
            let small = format!("nhân dân đã chọn chữ {syllable} để viết những dòng này");
            check(&small, &encode(&small, old), old);
            if old != Old::Tcvn3 {
                let large = small.to_uppercase();
                check(&large, &encode(&large, old), old);
            }
            // The capitals of TCVN3 are small letters in another font, but for those without tone.
            let capitals = by_font(".VnTimeH").unwrap();
            assert_eq!(capitals.convert(&encode(&small, Old::Tcvn3)), small.to_uppercase());
        }
    }
    assert_eq!(convert("¡¢£¤¥¦§", Encoding::Tcvn3), "ĂÂÊÔƠƯĐ");
}

fn check(text: &str, written: &str, old: Old) {
    assert_eq!(detect(written), Some(old.encoding()), "{text}: {written}");
    assert_eq!(convert(written, old.encoding()), text, "{written}");
}

#[test]
fn texts_as_they_are_found() {
    for (found, meant) in [
        // The soft hyphen, in which TCVN3 has its ư, was dropped, or became a hyphen.
        ("Mêng Kh¬ng ®îc tÆng thëng, nh mäi n¨m", "Mường Khương được tặng thưởng, như mọi năm"),
        ("Ngêi d©n vïng cao sèng nhê nh÷ng n¬ng lóa", "Người dân vùng cao sống nhờ những nương lúa"),
        ("V¨n b¶n ®-îc ng-êi d©n ®ång t×nh, nh- lÇn tr-íc", "Văn bản được người dân đồng tình, như lần trước"),
        ("- §Çu t- kinh tÕ-x· héi, dµi 5 cm, gåm TH vµ KH", "- Đầu tư kinh tế-xã hội, dài 5 cm, gồm TH và KH"),
        ("Uû ban nh©n d©n tØnh Qu¶ng Ninh", "Uỷ ban nhân dân tỉnh Quảng Ninh"),
    ] {
        assert_eq!(detect(found), Some(Encoding::Tcvn3), "{found}");
        assert_eq!(convert(found, Encoding::Tcvn3), meant);
    }
    // One ư came through, so none was lost: nothing is guessed.
    assert_eq!(convert("ng\u{ad}êi ngêi nh", Encoding::Tcvn3), "người ngời nh");
    // No-break spaces, which are half of the letter à, became plain ones.
    let found = "NgÃ y 5, thÃ nh phá»‘ vÃ  cÃ¡c xÃ£, nhÃ ta vÃ o viá»‡c";
    assert_eq!(detect(found), Some(Encoding::Utf8AsLatin1));
    assert_eq!(convert(found, Encoding::Utf8AsLatin1), "Ngày 5, thành phố và các xã, nhà ta vào việc");
    // Words that were corrected since are Unicode already.
    assert_eq!(convert("Uû ban nhân dân đã häp", Encoding::Tcvn3), "Uỷ ban nhân dân đã họp");
}

#[test]
fn signs_between_viscii_words_stay_signs() {
    let typed = |words| encode(words, Old::Viscii);
    let found =
        format!("“{}” – “{}” {}…\u{a0}{}", typed("Đời"), typed("BỘ ĐỘI"), typed("CỤ HỒ ỐM NẶNG ĐỜ"), typed("lõi LÕI"));
    assert_eq!(convert(&found, Encoding::Viscii), "“Đời” – “BỘ ĐỘI” CỤ HỒ ỐM NẶNG ĐỜ…\u{a0}lõi LÕI");
}

#[test]
fn viqr_escapes_and_ends_of_lines() {
    for (typed, meant) in [
        ("Tie^'ng Vie^.t, ddu+o+`ng Dda^`m Tro+`i", "Tiếng Việt, đường Đầm Trời"),
        ("ba(`ng chu+~ quo^'c ngu+~", "bằng chữ quốc ngữ"),
        ("To^i la\\. Ai\\? http:\\//a\\.vn", "Tôi la. Ai? http:\\//a.vn"),
        ("nha` ta.", "nhà ta."),
        ("Ai la?\nAnh a.\r\nO?", "Ai la?\nAnh a.\r\nO?"),
    ] {
        assert_eq!(convert(typed, Encoding::Viqr), meant);
    }
}

#[test]
fn other_texts_are_left_alone() {
    for text in [
        "Chúng tôi là ai, và đi đâu trong thành phố này?",
        "Chúng tôi có hai con trâu và ba con bò ở nhà",
        "Hôm nay trời trong xanh, hai mẹ con ra chợ mua cá và rau",
        "The mayor said on Tuesday that the café at 25 Main Street would reopen.",
        "Don't you know? It's over there. We're here. You said 'so'. Is it he? Are you? No.",
        "Le maire a déclaré mardi que les travaux près de la gare seraient achevés à l'été.",
        "L’hôtel où l’on dîne, là-bas, à côté de la forêt, était fermé ; Noël approchait, ça va être dur.",
        "Der Bürgermeister erklärte am Dienstag, daß die Straße über die Brücke für größere Fahrzeuge gesperrt würde.",
        "El alcalde dijo que la señora Núñez vendrá mañana a la inauguración del año.",
        "Diện tích 25 m² ± 2 °C £ © ® µ ¶",
        "Chúng tôi trong trang hþp",
        "25 m² ± 2 °C £ © ® µ ¶ § ¥ ¤ ¬ ¦ ¨ ª",
        "UBND TP HCM COVID-19 ASEAN 2026 QĐ-TTg",
        "Hop bao luc 9 gio sang nay tai tru so thanh pho.",
        "Kính gửi: Anh Ba, chị Tư. Xin cám ơn.",
        "",
        "                              ",
        "............................",
    ] {
        assert_eq!(detect(text), None, "{text}");
    }
    for sentence in NEWS {
        assert_eq!(detect(sentence), None, "{sentence}");
    }
    // Too short to be sure.
    assert_eq!(detect("Uû ban nh©n d©n"), None);
}

#[test]
fn loose_marks_are_told_at_any_length() {
    assert_eq!(detect(&decomposed("Việt")), Some(Encoding::Decomposed));
    assert_eq!(detect("Viê\u{323}t"), Some(Encoding::Windows1258));
    assert_eq!(detect("a\u{300}"), Some(Encoding::Decomposed), "composed it is no letter of Vietnamese alone");
    assert_eq!(convert("Viê\u{323}t, đã", Encoding::Windows1258), "Việt, đã");
}

/// The fonts for small letters have no capitals with tones: a line in capitals is a mixture.
#[test]
fn capitals_with_tones_are_told_from_the_letters_around_them() {
    for (found, meant) in [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Uû BAN NH¢N D¢N THµNH PHè MãNG C¸I", "UỶ BAN NHÂN DÂN THÀNH PHỐ MÓNG CÁI"),
        ("Hµ NéI, NGµY 5 TH¸NG 7", "HÀ NỘI, NGÀY 5 THÁNG 7"),
        ("§¶NG Uû TP MãNG C¸I, HäP ë HéI TR¦êNG", "ĐẢNG UỶ TP MÓNG CÁI, HỌP Ở HỘI TRƯỜNG"),
        // Where the words around are small, a capital begins one.
        ("Uû ban nh©n d©n tØnh Qu¶ng Ninh", "Uỷ ban nhân dân tỉnh Quảng Ninh"),
        ("¤ng Ph¹m V¨n ¸nh, ë Hµ Néi, häp UBND tØnh", "Ông Phạm Văn ánh, ở Hà Nội, họp UBND tỉnh"),
        ("TH¤NG B¸O vÒ häp ë Hµ Néi", "THÔNG BÁO về họp ở Hà Nội"),
        // Between the two, what may be either stays.
        ("TH¤NG B¸O ë Hµ Néi", "THÔNG BÁO ở Hà Nội"),
    ] {
        assert_eq!(convert(found, Encoding::Tcvn3), meant);
    }
}

#[test]
fn what_a_font_for_capitals_draws_can_be_kept_in_the_letters() {
    let font = by_font(".VnTimeH").unwrap();
    let shown = font.shown("uû ban nh©n d©n thµnh phè, ®Þa ph\u{ad}¬ng");
    assert_eq!(convert(&shown, Encoding::Tcvn3), "UỶ BAN NHÂN DÂN THÀNH PHỐ, ĐỊA PHƯƠNG");
    assert_eq!(by_font(".VnTime").unwrap().shown("nh©n"), "nh©n");
}

#[test]
fn fonts_name_their_encoding() {
    let of = |name| by_font(name).map(|font| (font.encoding, font.capitals));
    assert_eq!(of(".VnTime"), Some((Encoding::Tcvn3, false)));
    assert_eq!(of("\".VnArial NarrowH\", serif"), Some((Encoding::Tcvn3, true)));
    assert_eq!(of("Arial, '.vntimeh'"), Some((Encoding::Tcvn3, true)));
    assert_eq!(of("VNI-Times"), Some((Encoding::Vni, false)));
    for other in ["Times New Roman", "", "Ở", "ẤẤẤẤ", "Vni", "VNPT Sans"] {
        assert_eq!(of(other), None, "{other}");
    }
    assert_eq!(by_font(".VnTimeH").unwrap().convert("uû ban nh©n d©n"), "UỶ BAN NHÂN DÂN");
}

/// Any of the encodings.
#[test]
fn a_font_helps_where_letters_are_not_sure_and_never_spoils_unicode() {
    let (small, capitals) = (by_font(".VnTime"), by_font(".VnTimeH"));
    assert_eq!(read("Hµ Néi", None), None, "too short to be sure");
    assert_eq!(read("Hµ Néi", small), Some((Encoding::Tcvn3, "Hà Nội".to_owned())));
    for unicode in ["Báo cáo tháng", "2026", "Công văn số 15 của Ủy ban nhân dân thành phố"] {
        assert_eq!(read(unicode, small), None, "only the name of the font is old");
    }
    let abc = "Uû ban nh©n d©n thµnh phè Mãng C¸i";
    assert_eq!(read(abc, None).unwrap().1, "Uỷ ban nhân dân thành phố Móng Cái");
    assert_eq!(read(abc, capitals).unwrap().1, "UỶ BAN NHÂN DÂN THÀNH PHỐ MÓNG CÁI");
    assert_eq!(read(abc, by_font("VNI-Times")).unwrap().0, Encoding::Tcvn3, "letters that are sure count more");
}

fn encoding() -> impl Strategy<Value = Encoding> {
    use Encoding::{Decomposed, Tcvn3, Utf8AsLatin1, Viqr, Viscii, Vni, Windows1258};
    proptest::sample::select(vec![Tcvn3, Vni, Viscii, Viqr, Windows1258, Decomposed, Utf8AsLatin1])
}

proptest! {
    #[test]
    fn any_text_is_answered_in_nfc(text in prop_oneof![text(), any::<String>(), "[ -ÿ]{0,40}"], from in encoding()) {
        let converted = convert(&text, from);
        prop_assert_eq!(nfc(&converted), converted.as_str());
        if let Some(found) = detect(&text) {
            prop_assert_eq!(detect(&convert(&text, found)), None);
            prop_assert!(found == Encoding::Decomposed || found == Encoding::Windows1258 || text.chars().count() >= SURE_LENGTH);
        }
    }

    #[test]
    fn ascii_means_itself_everywhere_but_in_viqr(text in "[ -~\n]{0,60}|(nh|th|ng|c-|-u|toi|ngoi| ){0,20}", from in encoding()) {
        if from != Encoding::Viqr {
            prop_assert_eq!(convert(&text, from), text);
        }
    }

    #[test]
    fn words_in_any_order_come_back(
        words in prop::collection::vec(proptest::sample::select(NEWS.join(" ").split(' ').map(str::to_owned).collect::<Vec<_>>()), 8..30),
        old in proptest::sample::select(Old::EVERY.to_vec()),
    ) {
        let sentence = words.join(" ");
        let written = encode(&sentence, old);
        if old != Old::Viqr {
            prop_assert_eq!(convert(&written, old.encoding()), writable(&sentence, old));
        }
    }
}

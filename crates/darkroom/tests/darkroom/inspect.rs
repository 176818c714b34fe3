use chrono::{FixedOffset, NaiveDate, TimeZone, Utc};
use darkroom::{PhotoFormat, inspect};
use exif::{Tag, Value};

use crate::samples::{
    Jpeg, ascii, exif_block, iptc_block, landscape, plain_jpeg, png, talkative_exif, with_chunk, xmp_packet,
};

fn with(jpeg: Jpeg) -> Vec<u8> {
    jpeg.build(&landscape(60, 40), 60, 40)
}

#[test]
fn a_photo_without_metadata_says_only_its_size() {
    let negative = inspect(&plain_jpeg(60, 40)).unwrap();
    assert_eq!(negative.format, PhotoFormat::Jpeg);
    assert_eq!((negative.width, negative.height), (60, 40));
    assert_eq!(negative.taken_at, None);
    assert_eq!(negative.caption, None);
    assert!(!negative.has_gps);
}

#[test]
fn the_size_is_that_of_the_upright_photo() {
    for orientation in 0..=9 {
        let exif = Some(talkative_exif(orientation, None));
        let negative = inspect(&with(Jpeg { exif, ..Jpeg::default() })).unwrap();
        let expected = if (5..=8).contains(&orientation) { (40, 60) } else { (60, 40) };
        assert_eq!((negative.width, negative.height), expected, "{orientation}");
    }
}

#[test]
fn the_cameras_words_and_clock_are_read() {
    let exif = Some(talkative_exif(1, None));
    let negative = inspect(&with(Jpeg { exif, ..Jpeg::default() })).unwrap();
    let taken = negative.taken_at.unwrap();
    let local = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(14, 5, 9).unwrap();
    assert_eq!(taken.local, local);
    assert_eq!(taken.offset, FixedOffset::east_opt(7 * 3600));
    let moment = Utc.with_ymd_and_hms(2026, 11, 23, 7, 5, 9).unwrap();
    assert_eq!(taken.at(FixedOffset::east_opt(0).unwrap()), moment, "the camera's zone wins");
    assert_eq!(negative.caption.as_deref(), Some("Ảnh chụp tại cầu Bắc Luân II"));
    assert_eq!(negative.byline.as_deref(), Some("Trần Hải Yến"));
    assert!(negative.has_gps);
}

#[test]
fn a_camera_without_a_zone_is_taken_to_stand_in_the_newsroom() {
    let exif = Some(exif_block(&[(Tag::DateTimeOriginal, ascii("2026:11:23 14:05:09"))], None));
    let taken = inspect(&with(Jpeg { exif, ..Jpeg::default() })).unwrap().taken_at.unwrap();
    assert_eq!(taken.offset, None);
    let moment = Utc.with_ymd_and_hms(2026, 11, 23, 7, 5, 9).unwrap();
    assert_eq!(taken.at(copydesk::NEWSROOM_OFFSET), moment);
}

#[test]
fn what_cameras_write_by_themselves_is_no_caption() {
    for (tag, value) in [
        (Tag::ImageDescription, "OLYMPUS DIGITAL CAMERA         "),
        (Tag::ImageDescription, "   "),
        (Tag::DateTimeOriginal, "0000:00:00 00:00:00"),
        (Tag::GPSVersionID, "ignored"),
    ] {
        let value = if tag == Tag::GPSVersionID { Value::Byte(vec![2, 3, 0, 0]) } else { ascii(value) };
        let exif = Some(exif_block(&[(tag, value)], None));
        let negative = inspect(&with(Jpeg { exif, ..Jpeg::default() })).unwrap();
        assert_eq!(negative.caption, None);
        assert_eq!(negative.taken_at, None);
        assert!(!negative.has_gps, "a version is not a place");
    }
}

#[test]
fn captions_of_agencies_are_read_from_iptc() {
    let caption = "Bà con tiểu thương chợ Trung tâm Móng Cái.\r\nẢnh chụp sáng 23/11.";
    let iptc = Some(iptc_block(&[
        (105, "Chợ phiên ngày cuối tuần".as_bytes()),
        // Decomposed, as a Mac writes it.
        (120, caption.replace('à', "a\u{300}").as_bytes()),
        (80, "Phạm Thu Hà".as_bytes()),
        (80, "Lê Nam".as_bytes()),
        (110, "Cổng TTĐT Móng Cái".as_bytes()),
        (116, b"\xa9 2026"),
    ]));
    let exif = Some(talkative_exif(1, None));
    let negative = inspect(&with(Jpeg { iptc, exif, ..Jpeg::default() })).unwrap();
    assert_eq!(negative.headline.as_deref(), Some("Chợ phiên ngày cuối tuần"));
    assert_eq!(negative.caption, Some(caption.replace("\r\n", "\n")), "before the camera's");
    assert_eq!(negative.byline.as_deref(), Some("Phạm Thu Hà, Lê Nam"));
    assert_eq!(negative.credit.as_deref(), Some("Cổng TTĐT Móng Cái"));
    assert_eq!(negative.copyright.as_deref(), Some("© 2026"), "Latin-1");
}

#[test]
fn captions_are_read_from_xmp_first() {
    let inside = r#"<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Cảng cá &amp; tàu</rdf:li>
        <rdf:li xml:lang="en">Harbour</rdf:li></rdf:Alt></dc:description>
        <dc:creator><rdf:Seq><rdf:li>Đỗ Văn Bảy</rdf:li><rdf:li>Lê Nam</rdf:li></rdf:Seq></dc:creator>"#;
    let place = r#"photoshop:Credit="Báo Hải Ninh" exif:GPSLatitude="21,31.5N""#;
    for jpeg in [
        with(Jpeg {
            xmp: Some(xmp_packet(place, inside)),
            iptc: Some(iptc_block(&[(120, b"Cang ca"), (105, b"Tin")])),
            ..Jpeg::default()
        }),
        with_chunk(
            &png(&landscape(60, 40), 60, 40, image::ExtendedColorType::Rgb8),
            b"iTXt",
            &[b"XML:com.adobe.xmp\0\0\0\0\0", xmp_packet(place, inside).as_bytes()].concat(),
        ),
    ] {
        let negative = inspect(&jpeg).unwrap();
        assert_eq!(negative.caption.as_deref(), Some("Cảng cá & tàu"));
        assert_eq!(negative.byline.as_deref(), Some("Đỗ Văn Bảy, Lê Nam"));
        assert_eq!(negative.credit.as_deref(), Some("Báo Hải Ninh"));
        assert!(negative.has_gps, "the place is in XMP as well");
    }
}

#[test]
fn a_png_with_exif_is_read_and_turned() {
    let png = png(&landscape(60, 40), 60, 40, image::ExtendedColorType::Rgb8);
    let negative = inspect(&with_chunk(&png, b"eXIf", &talkative_exif(6, None))).unwrap();
    assert_eq!(negative.format, PhotoFormat::Png);
    assert_eq!((negative.width, negative.height), (40, 60));
    assert!(negative.has_gps);
}

#[test]
fn unreadable_metadata_is_left_out() {
    let deep = "<a>".repeat(20_000);
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"#;
    for xmp in [deep.as_str(), bomb, "<", "\u{feff}"] {
        let negative = inspect(&with(Jpeg { xmp: Some(xmp.into()), ..Jpeg::default() })).unwrap();
        assert_eq!(negative.caption, None);
    }
    let whole = iptc_block(&[(120, b"caption")]);
    for end in 0..whole.len() {
        let iptc = Some(whole[..end].to_vec());
        assert!(inspect(&with(Jpeg { iptc, ..Jpeg::default() })).is_ok(), "cut at {end}");
    }
    let whole = talkative_exif(6, None);
    for end in 0..whole.len() {
        let exif = Some(whole[..end].to_vec());
        assert!(inspect(&with(Jpeg { exif, ..Jpeg::default() })).is_ok(), "cut at {end}");
    }
}

#[test]
fn the_sample_photos_are_what_cameras_deliver() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/photos/");
    let read = |name: &str| inspect(&std::fs::read(format!("{folder}{name}")).unwrap()).unwrap();
    let bridge = read("cau-bac-luan.jpg");
    assert!(bridge.caption.is_some_and(|words| words.contains("cầu Bắc Luân II")), "words of the photographer");
    assert!(read("cang-ca.jpg").has_gps, "a place to be kept back");
    let market = read("cho-trung-tam.jpg");
    assert_eq!((market.width, market.height), (1600, 2400), "stored on its side");
}

#[test]
fn the_first_of_two_descriptions_counts() {
    let mut block = b"II*\0\x08\0\0\0\x02\0".to_vec();
    for text in [b"Mot\0", b"Hai\0"] {
        block.extend([&0x010E_u16.to_le_bytes()[..], &2_u16.to_le_bytes(), &4_u32.to_le_bytes(), text].concat());
    }
    let negative = inspect(&with(Jpeg { exif: Some(block), ..Jpeg::default() })).unwrap();
    assert_eq!(negative.caption.as_deref(), Some("Mot"));
}

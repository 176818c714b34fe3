use darkroom::{DarkroomError, Plan, Print, REDUCTIONS, develop, reduce};
use newsroom::PhotoSize;

use crate::samples::{Jpeg, landscape, paint, plain_jpeg, png, talkative_exif};

fn body(width: u32, height: u32) -> Vec<u8> {
    let plan = Plan { prints: vec![Print::whole(PhotoSize::Body)], ..Plan::default() };
    develop(&plain_jpeg(width, height), &plan).unwrap().remove(0).jpeg
}

#[test]
fn each_step_is_a_smaller_file_of_the_same_picture() {
    for (width, height, sizes) in
        [(2400, 1600, [(1200, 800), (900, 600), (640, 427)]), (1000, 2000, [(600, 1200), (450, 900), (320, 640)])]
    {
        let body = body(width, height);
        let mut bytes = body.len();
        for ((edge, quality), size) in REDUCTIONS.into_iter().zip(sizes) {
            let reduced = reduce(&body, edge, quality).unwrap();
            assert_eq!((reduced.width, reduced.height), size);
            let opened = image::load_from_memory(&reduced.jpeg).unwrap();
            assert_eq!((opened.width(), opened.height()), size, "the file is what is said of it");
            assert!(reduced.jpeg.len() * 4 < bytes * 3, "{edge}: {} of {bytes} bytes", reduced.jpeg.len());
            bytes = reduced.jpeg.len();
        }
    }
}

#[test]
fn edges_stay_sharp_and_colours_stay_the_same() {
    let halves = paint(1600, 1000, |x, _| if x < 800 { [200, 30, 30] } else { [240, 240, 240] });
    let jpeg = Jpeg::default().build(&halves, 1600, 1000);
    let reduced = reduce(&jpeg, 1200, 82).unwrap();
    let seen = image::load_from_memory(&reduced.jpeg).unwrap().into_rgb8();
    let near = |x: u32, wanted: [u8; 3]| {
        let found = seen.get_pixel(x, 300).0;
        assert!(found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 20), "{found:?} at {x}");
    };
    near(100, [200, 30, 30]);
    near(590, [200, 30, 30]);
    near(609, [240, 240, 240]);
    near(1100, [240, 240, 240]);
}

#[test]
fn a_photo_is_never_enlarged_and_never_gets_more_bytes() {
    let small = body(400, 300);
    let same = reduce(&small, 1200, 100).unwrap();
    assert_eq!((same.width, same.height), (400, 300));
    assert_eq!(same.jpeg, small, "what would only get more bytes stays as it is");
    let lighter = reduce(&small, 1200, 50).unwrap();
    assert_eq!((lighter.width, lighter.height), (400, 300));
    assert!(lighter.jpeg.len() < small.len());
}

#[test]
fn a_file_from_a_camera_loses_what_it_says_and_stands_upright() {
    let jpeg = Jpeg { exif: Some(talkative_exif(6, Some(&plain_jpeg(64, 48)))), ..Jpeg::default() };
    let jpeg = jpeg.build(&landscape(1600, 1200), 1600, 1200);
    let reduced = reduce(&jpeg, 900, 78).unwrap();
    assert_eq!((reduced.width, reduced.height), (675, 900));
    for secret in [b"Exif".as_slice(), b"SN-00417", b"ICC_PROFILE", b"http://ns.adobe.com"] {
        assert!(!reduced.jpeg.windows(secret.len()).any(|found| found == secret), "{secret:?} got out");
    }
    assert!(!format!("{reduced:?}").contains("255, 216"), "no bytes in a log");
}

#[test]
fn a_file_with_metadata_is_not_handed_on_as_it_is() {
    let exif = Some(talkative_exif(1, None));
    let tiny = Jpeg { exif, ..Jpeg::default() }.build(&landscape(320, 240), 320, 240);
    assert!(matches!(reduce(&tiny, 1200, 100), Err(DarkroomError::Failed { .. })));
    assert!(reduce(&tiny, 160, 72).is_ok());
}

#[test]
fn nothing_that_hides_beside_the_picture_is_handed_on() {
    let tiny = plain_jpeg(160, 120);
    assert_eq!(reduce(&tiny, 1200, 100).unwrap().jpeg, tiny, "a bare file that does not become smaller");
    let with = |marker: u8, said: &[u8]| {
        let length = u16::try_from(said.len() + 2).unwrap().to_be_bytes();
        [&tiny[..2], &[0xFF, marker], &length, said, &tiny[2..]].concat()
    };
    for (what, jpeg) in [
        ("Exif that cannot be read", with(0xE1, b"Exif\0\0SN-00417")),
        ("the rest of long XMP", with(0xE1, b"http://ns.adobe.com/xmp/extension/\0SN-00417")),
        ("a maker's own notes", with(0xE4, b"SN-00417")),
        ("a preview", with(0xE0, b"JFXX\0SN-00417")),
        ("a comment", with(0xFE, b"SN-00417")),
        ("what phones append", [&tiny[..], b"SN-00417"].concat()),
    ] {
        assert!(matches!(reduce(&jpeg, 1200, 100), Err(DarkroomError::Failed { .. })), "{what}");
        let smaller = reduce(&jpeg, 64, 72).unwrap().jpeg;
        assert!(!smaller.windows(8).any(|found| found == b"SN-00417"), "{what}");
    }
}

#[test]
fn what_is_no_whole_jpeg_is_refused() {
    let body = body(800, 600);
    assert_eq!(reduce(&body[..body.len() / 2], 640, 72), Err(DarkroomError::Truncated));
    assert_eq!(reduce(b"khong phai anh", 640, 72), Err(DarkroomError::NotAPhoto));
    let png = png(&landscape(64, 48), 64, 48, image::ExtendedColorType::Rgb8);
    assert!(matches!(reduce(&png, 640, 72), Err(DarkroomError::Unsupported { .. })));
    for (edge, quality) in [(0, 0), (1, 1), (u32::MAX, u8::MAX)] {
        assert!(reduce(&body, edge, quality).is_ok(), "{edge} {quality}");
    }
}

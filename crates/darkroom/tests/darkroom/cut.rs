use darkroom::cut;
use newsroom::Crop;

use crate::samples::{Jpeg, plain_jpeg, png, quarter_colour, quarters, talkative_exif};

fn opened(jpeg: &[u8]) -> image::RgbImage {
    image::load_from_memory(jpeg).unwrap().into_rgb8()
}

fn near(seen: &image::RgbImage, at: (u32, u32), wanted: [u8; 3]) {
    let found = seen.get_pixel(at.0, at.1).0;
    assert!(found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 24), "{found:?} at {at:?}, not {wanted:?}");
}

#[test]
fn what_was_cut_away_is_in_no_byte() {
    let file = Jpeg { exif: Some(talkative_exif(6, None)), ..Jpeg::default() }.build(&quarters(400, 300), 400, 300);
    // The right half of the upper half: green alone.
    let part = Crop::new(5_100, 0, 4_900, 4_900).unwrap();
    let jpeg = cut(&file, Some(part), false, 0).unwrap();
    let seen = opened(&jpeg);
    assert_eq!(seen.dimensions(), (196, 147));
    for at in [(0, 0), (195, 0), (0, 146), (195, 146), (98, 70)] {
        near(&seen, at, quarter_colour(false, true));
    }
    let negative = darkroom::inspect(&jpeg).unwrap();
    assert!(negative.caption.is_none() && !negative.has_gps, "nothing of the file goes along");
    assert!(!jpeg.windows(4).any(|window| window == b"Exif"));
}

#[test]
fn a_picture_is_mirrored_and_then_turned() {
    let file = png(&quarters(200, 100), 200, 100, image::ExtendedColorType::Rgb8);
    let corners = |mirrored, turned: u8| {
        let seen = opened(&cut(&file, None, mirrored, turned).unwrap());
        let (width, height) = seen.dimensions();
        let at = [(10, 10), (width - 10, 10), (10, height - 10), (width - 10, height - 10)];
        let name = |(x, y)| {
            let found = seen.get_pixel(x, y).0;
            let all = [("red", true, true), ("green", false, true), ("blue", true, false), ("white", false, false)];
            let near = |wanted: [u8; 3]| found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 24);
            all.into_iter().find(|(_, left, top)| near(quarter_colour(*left, *top))).map_or("?", |(name, _, _)| name)
        };
        (width > height, at.map(name))
    };
    assert_eq!(corners(false, 0), (true, ["red", "green", "blue", "white"]));
    assert_eq!(corners(false, 1), (false, ["blue", "red", "white", "green"]));
    assert_eq!(corners(false, 2), (true, ["white", "blue", "green", "red"]));
    assert_eq!(corners(false, 3), (false, ["green", "white", "red", "blue"]));
    assert_eq!(corners(true, 0), (true, ["green", "red", "white", "blue"]));
    assert_eq!(corners(true, 1), (false, ["white", "green", "blue", "red"]));
    assert_eq!(corners(true, 2), (true, ["blue", "white", "red", "green"]));
    assert_eq!(corners(true, 3), (false, ["red", "blue", "green", "white"]));
}

#[test]
fn what_is_no_picture_is_not_cut() {
    assert!(cut(b"\xff\xd8\xff\xe0 no picture", None, false, 1).is_err());
    let whole = plain_jpeg(200, 100);
    assert!(cut(&whole[..whole.len() / 2], None, false, 1).is_err(), "cut off");
}

use darkroom::{FocalPoint, Plan, Print, Rendition, develop};
use image::{DynamicImage, RgbImage};
use jpeg_encoder::ColorType;
use moxcms::ColorProfile;
use newsroom::{Crop, PhotoSize};

use crate::samples::{
    Jpeg, landscape, paint, plain_jpeg, png, quarter_colour, quarters, seen_at, talkative_exif, with_chunk,
};

fn all(bytes: &[u8]) -> Vec<Rendition> {
    develop(bytes, &Plan::default()).unwrap()
}

fn one(bytes: &[u8], size: PhotoSize, focal_point: FocalPoint) -> RgbImage {
    let prints = vec![Print::whole(size)];
    pixels(&develop(bytes, &Plan { prints, focal_point }).unwrap()[0])
}

/// Opened by another decoder than the one that is tested.
fn pixels(rendition: &Rendition) -> RgbImage {
    let picture = image::load_from_memory(&rendition.jpeg).unwrap();
    assert_eq!((picture.width(), picture.height()), (rendition.width, rendition.height));
    picture.into_rgb8()
}

#[track_caller]
fn assert_near(seen: [u8; 3], expected: [u8; 3], reason: &str) {
    let near = seen.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 6);
    assert!(near, "{seen:?} instead of {expected:?}: {reason}");
}

fn sizes(bytes: &[u8]) -> Vec<(PhotoSize, u32, u32)> {
    all(bytes).iter().map(|r| (r.print.size, r.width, r.height)).collect()
}

#[test]
fn sizes_are_kept_and_nothing_is_enlarged() {
    use PhotoSize::{Banner, Body, Thumb};
    assert_eq!(sizes(&plain_jpeg(2400, 1600)), [(Thumb, 320, 213), (Body, 1600, 1067), (Banner, 1600, 900)]);
    assert_eq!(sizes(&plain_jpeg(900, 1700)), [(Thumb, 169, 320), (Body, 847, 1600), (Banner, 896, 504)]);
    assert_eq!(sizes(&plain_jpeg(200, 100)), [(Thumb, 200, 100), (Body, 200, 100), (Banner, 176, 99)]);
    assert_eq!(sizes(&plain_jpeg(4000, 16)), [(Thumb, 320, 1), (Body, 1600, 6), (Banner, 16, 9)]);
    for (_, width, height) in sizes(&plain_jpeg(16, 16)) {
        assert!(width <= 16 && height <= 16);
    }
}

#[test]
fn every_orientation_comes_out_upright() {
    let (width, height) = (480, 320);
    for orientation in 1..=8 {
        let turned = orientation >= 5;
        let (columns, rows) = if turned { (height, width) } else { (width, height) };
        let stored = paint(columns, rows, |column, row| {
            let (x, y) = seen_at(orientation, row, column, (width, height));
            quarter_colour(x * 2 < width, y * 2 < height)
        });
        let exif = talkative_exif(orientation, None);
        let jpeg = Jpeg { exif: Some(exif.clone()), ..Jpeg::default() }.build(&stored, columns, rows);
        let png = with_chunk(&png(&stored, columns, rows, image::ExtendedColorType::Rgb8), b"eXIf", &exif);
        for file in [jpeg, png] {
            for rendition in all(&file) {
                let seen = pixels(&rendition);
                let (w, h) = seen.dimensions();
                assert!(w > h, "{orientation}: {:?} lies on its side", rendition.print.size);
                for (left, top) in [(true, true), (false, true), (true, false), (false, false)] {
                    let x = if left { w / 8 } else { w - w / 8 };
                    let y = if top { h / 8 } else { h - h / 8 };
                    let reason = format!("{:?} with orientation {orientation}", rendition.print.size);
                    assert_near(seen.get_pixel(x, y).0, quarter_colour(left, top), &reason);
                }
            }
        }
    }
}

#[test]
fn the_banner_is_cut_around_the_focal_point() {
    // A tall photo: red at its top, blue at its foot.
    let tall = paint(640, 1600, |_, y| match y {
        0..=359 => [200, 30, 30],
        1240.. => [30, 30, 200],
        _ => [120, 120, 120],
    });
    for orientation in [1, 3, 6, 8] {
        let turned = orientation >= 5;
        let (columns, rows) = if turned { (1600, 640) } else { (640, 1600) };
        let stored = paint(columns, rows, |column, row| {
            let (x, y) = seen_at(orientation, row, column, (640, 1600));
            let at = ((y * 640 + x) * 3) as usize;
            [tall[at], tall[at + 1], tall[at + 2]]
        });
        let exif = Some(talkative_exif(orientation, None));
        let file = Jpeg { exif, ..Jpeg::default() }.build(&stored, columns, rows);
        for (y, colour) in [
            (0.0, [200, 30, 30]),
            (0.05, [200, 30, 30]),
            (0.5, [120, 120, 120]),
            (f64::NAN, [120, 120, 120]),
            (7.0, [30, 30, 200]),
        ] {
            let banner = one(&file, PhotoSize::Banner, FocalPoint { x: 0.3, y });
            assert_eq!(banner.dimensions(), (640, 360));
            for row in [8, 180, 351] {
                assert_near(banner.get_pixel(320, row).0, colour, &format!("{orientation}, {y}"));
            }
        }
    }
}

#[test]
fn a_crop_is_the_part_as_it_is_seen() {
    let (width, height) = (480, 320);
    // The quarter bottom left, without the pixels along its edges.
    let crop = Crop::new(200, 5200, 4600, 4600).unwrap();
    for orientation in 1..=8 {
        let turned = orientation >= 5;
        let (columns, rows) = if turned { (height, width) } else { (width, height) };
        let stored = paint(columns, rows, |column, row| {
            let (x, y) = seen_at(orientation, row, column, (width, height));
            quarter_colour(x * 2 < width, y * 2 < height)
        });
        let file =
            Jpeg { exif: Some(talkative_exif(orientation, None)), ..Jpeg::default() }.build(&stored, columns, rows);
        for (size, pixels_wanted) in
            [(PhotoSize::Thumb, (221, 147)), (PhotoSize::Body, (221, 147)), (PhotoSize::Banner, (208, 117))]
        {
            let prints = vec![Print { size, crop: Some(crop) }];
            let seen = pixels(&develop(&file, &Plan { prints, ..Plan::default() }).unwrap()[0]);
            assert_eq!(seen.dimensions(), pixels_wanted, "{size:?} with orientation {orientation}");
            let (w, h) = pixels_wanted;
            for (x, y) in [(2, 2), (w - 3, 2), (w / 2, h / 2), (2, h - 3), (w - 3, h - 3)] {
                let reason = format!("{size:?} with orientation {orientation} at {x},{y}");
                assert_near(seen.get_pixel(x, y).0, quarter_colour(true, false), &reason);
            }
        }
    }
}

#[test]
fn a_small_part_of_a_large_photo_has_all_its_pixels() {
    // Fine stripes: decoded at the share that the whole photo needs, they would be grey.
    let stripes = paint(4800, 3200, |x, _| if x / 2 % 2 == 0 { [250; 3] } else { [5; 3] });
    let file = Jpeg::default().build(&stripes, 4800, 3200);
    let crop = Crop::new(5000, 5000, 1000, 1000).unwrap();
    let prints = vec![Print::whole(PhotoSize::Body), Print { size: PhotoSize::Body, crop: Some(crop) }];
    let made = develop(&file, &Plan { prints, ..Plan::default() }).unwrap();
    assert_eq!((made[1].width, made[1].height), (480, 320));
    let part = pixels(&made[1]);
    let (light, dark) = (0..480).map(|x| part.get_pixel(x, 160).0[0]).fold((0, 255), |(l, d), v| (v.max(l), v.min(d)));
    assert!(light > 200 && dark < 55, "stripes from {dark} to {light}");
    let whole = develop(&file, &Plan { prints: vec![Print::whole(PhotoSize::Body)], ..Plan::default() }).unwrap();
    assert!(whole[0] == made[0], "the whole photo is the same, whatever else is asked for");
}

#[test]
fn the_same_photo_gives_the_same_bytes() {
    let file = plain_jpeg(1699, 1133);
    let together = all(&file);
    assert_eq!(together, all(&file));
    for rendition in together {
        let prints = vec![rendition.print];
        let plan = Plan { prints, ..Plan::default() };
        let alone = develop(&file, &plan).unwrap();
        assert_eq!(alone, [rendition], "whatever else is asked for");
    }
}

#[test]
fn every_kind_of_jpeg_is_developed_whole() {
    let rgb = quarters(333, 221);
    let grey: Vec<u8> = rgb.chunks(3).map(|p| p[1]).collect();
    for (progressive, scan_by_colour, restart) in
        [(false, false, 0), (false, false, 5), (false, true, 0), (true, false, 0), (true, false, 5), (true, true, 0)]
    {
        let kind = Jpeg { progressive, restart, scan_by_colour, ..Jpeg::default() };
        let body = pixels(&all(&kind.build(&rgb, 333, 221))[1]);
        assert_near(body.get_pixel(40, 30).0, quarter_colour(true, true), "colour");
        assert_near(body.get_pixel(320, 210).0, quarter_colour(false, false), "to the last row");
        let colour = ColorType::Luma;
        let body = pixels(&all(&Jpeg { colour, ..kind }.build(&grey, 333, 221))[1]);
        assert_near(body.get_pixel(300, 30).0, [160; 3], "grey");
    }
}

#[test]
fn print_colours_come_out_as_seen() {
    // Ink: cyan, magenta, yellow, black. No ink at the left, magenta and yellow at the right.
    let cmyk: Vec<u8> =
        (0..64 * 64).flat_map(|at| if at % 64 < 32 { [0, 0, 0, 0] } else { [0, 255, 255, 0] }).collect();
    for colour in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let body = pixels(&all(&Jpeg { colour, ..Jpeg::default() }.build(&cmyk, 64, 64))[1]);
        assert_near(body.get_pixel(4, 32).0, [255; 3], "paper");
        let [red, green, blue] = body.get_pixel(60, 32).0;
        assert!(red > 200 && green < 60 && blue < 60, "red, not {red} {green} {blue}");
    }
}

#[test]
fn transparent_parts_become_white() {
    let rgba: Vec<u8> =
        (0..64 * 64).flat_map(|at| if at % 64 < 32 { [200, 0, 0, 0] } else { [0, 0, 0, 128] }).collect();
    let body = pixels(&all(&png(&rgba, 64, 64, image::ExtendedColorType::Rgba8))[1]);
    assert_near(body.get_pixel(8, 32).0, [255; 3], "clear");
    assert_near(body.get_pixel(56, 32).0, [127; 3], "half");
}

#[test]
fn every_kind_of_png_is_developed() {
    let rgb = RgbImage::from_raw(64, 64, quarters(64, 64)).unwrap();
    let rgb = DynamicImage::ImageRgb8(rgb);
    for picture in [
        DynamicImage::ImageRgb16(rgb.to_rgb16()),
        DynamicImage::ImageRgba16(rgb.to_rgba16()),
        DynamicImage::ImageLuma8(rgb.to_luma8()),
        DynamicImage::ImageLumaA8(rgb.to_luma_alpha8()),
        DynamicImage::ImageLuma16(rgb.to_luma16()),
    ] {
        let mut file = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
        let body = pixels(&all(file.get_ref())[1]);
        let expected = picture.to_rgb8();
        assert_near(body.get_pixel(8, 8).0, expected.get_pixel(8, 8).0, "top left");
        assert_near(body.get_pixel(56, 56).0, expected.get_pixel(56, 56).0, "bottom right");
    }
}

#[test]
fn phone_colours_become_web_colours() {
    let p3 = [200_u8, 100, 80];
    let icc = Some(ColorProfile::new_display_p3().encode().unwrap());
    let pixels_in = p3.repeat(64 * 64);
    let jpeg = Jpeg { icc: icc.clone(), ..Jpeg::default() }.build(&pixels_in, 64, 64);
    // The published matrix from Display P3 to sRGB (both D65, both with the sRGB curve).
    let linear = p3.map(|level| {
        let level = f64::from(level) / 255.0;
        if level <= 0.040_45 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) }
    });
    let matrix = [[1.2249, -0.2247, 0.0], [-0.0420, 1.0419, 0.0], [-0.0197, -0.0786, 1.0979]];
    let expected = matrix.map(|row| {
        let level: f64 = row.iter().zip(linear).map(|(a, b)| a * b).sum();
        let level = if level <= 0.003_130_8 { level * 12.92 } else { 1.055 * level.powf(1.0 / 2.4) - 0.055 };
        (level * 255.0).round() as u8
    });
    assert!(expected[0] > 210, "the example would prove nothing: {expected:?}");
    for rendition in all(&jpeg) {
        let seen = pixels(&rendition);
        assert_near(seen.get_pixel(5, 5).0, expected, "Display P3");
    }
}

#[test]
fn an_srgb_profile_changes_nothing() {
    let icc = Some(ColorProfile::new_srgb().encode().unwrap());
    let rgb = landscape(200, 120);
    let with = all(&Jpeg { icc, ..Jpeg::default() }.build(&rgb, 200, 120));
    assert_eq!(with, all(&Jpeg::default().build(&rgb, 200, 120)));
    let icc = Some(vec![7; 300]);
    let nonsense = all(&Jpeg { icc, ..Jpeg::default() }.build(&rgb, 200, 120));
    assert_eq!(with, nonsense, "an unreadable profile is no reason to refuse a photo");
}

#[test]
fn a_grey_profile_leaves_a_grey_photo_as_it_is() {
    let icc = Some(ColorProfile::new_gray_with_gamma(1.4).encode().unwrap());
    let grey: Vec<u8> = landscape(200, 120).chunks(3).map(|p| p[1]).collect();
    let kind = Jpeg { colour: ColorType::Luma, ..Jpeg::default() };
    let plain = all(&kind.build(&grey, 200, 120));
    assert_eq!(
        all(&Jpeg { icc, ..kind }.build(&grey, 200, 120)),
        plain,
        "its pixels are made of three colours by then"
    );
}

/// A JPEG with pieces of a profile, each with its number and how many there are.
fn with_profile(jpeg: &[u8], pieces: &[(u8, u8, &[u8])]) -> Vec<u8> {
    let segment = |(number, count, piece): &(u8, u8, &[u8])| {
        let body = [b"ICC_PROFILE\0", [*number, *count].as_slice(), piece].concat();
        [&[0xFF, 0xE2], &(body.len() as u16 + 2).to_be_bytes()[..], &body].concat()
    };
    [&jpeg[..2], &pieces.iter().flat_map(segment).collect::<Vec<u8>>(), &jpeg[2..]].concat()
}

#[test]
fn a_profile_is_put_together_of_all_its_pieces_or_not_at_all() {
    let rgb = [200_u8, 100, 80].repeat(64 * 64);
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let (one, two) = profile.split_at(profile.len() / 2);
    let plain = Jpeg::default().build(&rgb, 64, 64);
    let whole = all(&Jpeg { icc: Some(profile.clone()), ..Jpeg::default() }.build(&rgb, 64, 64));
    assert_ne!(whole, all(&plain), "the profile would prove nothing");
    assert_eq!(all(&with_profile(&plain, &[(1, 2, one), (2, 2, two)])), whole);
    assert_eq!(all(&with_profile(&plain, &[(2, 2, two), (1, 2, one)])), whole, "in whatever order they come");
    assert_eq!(all(&with_profile(&plain, &[(1, 2, &profile)])), all(&plain), "a piece is missing");
    assert_eq!(all(&with_profile(&plain, &[(2, 2, &profile)])), all(&plain), "another piece is missing");
}

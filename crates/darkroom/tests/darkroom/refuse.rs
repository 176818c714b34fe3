use std::time::{Duration, Instant};

use darkroom::DarkroomError::{Broken, FileTooLarge, NotAPhoto, TooManyPixels, TooSmall, Truncated, Unsupported};
use darkroom::{DarkroomError, MAX_FILE_BYTES, Plan, develop, inspect};
use proptest::prelude::*;

use crate::samples::{Jpeg, landscape, plain_jpeg, png, quarters, talkative_exif, with_chunk};

#[track_caller]
fn refused(bytes: &[u8]) -> DarkroomError {
    let developed = develop(bytes, &Plan::default()).unwrap_err();
    if let Err(inspected) = inspect(bytes) {
        assert_eq!(inspected, developed, "one file, one reason");
    }
    developed
}

fn rgb_png(width: u32, height: u32) -> Vec<u8> {
    png(&quarters(width, height), width, height, image::ExtendedColorType::Rgb8)
}

#[test]
fn what_is_no_photo_is_called_so_whatever_its_name() {
    for bytes in [
        b"".as_slice(),
        b"\xff",
        b"Kinh gui toa soan, xem anh dinh kem.jpg",
        b"BMW khai truong",
        b"PK\x03\x04",
        &[0; 4096],
    ] {
        assert_eq!(refused(bytes), NotAPhoto);
    }
}

#[test]
fn other_formats_are_named() {
    for (bytes, format) in [
        (b"\0\0\0\x18ftypheic\0\0\0\0".as_slice(), "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "AVIF"),
        (b"\0\0\0\x18ftypcrx \0\0\0\0", "Canon CR3"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "MP4"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
        (b"GIF89a\x01\0\x01\0", "GIF"),
        (b"II*\0\x08\0\0\0", "TIFF / camera raw"),
        (b"II*\0\x10\0\0\0CR\x02\0", "Canon CR2"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "BMP"),
        (b"%PDF-1.7", "PDF"),
    ] {
        assert_eq!(refused(bytes), Unsupported { format });
    }
}

#[test]
fn a_cut_file_is_refused_not_developed_grey() {
    for progressive in [false, true] {
        let exif = Some(talkative_exif(1, Some(&plain_jpeg(64, 48))));
        let whole = Jpeg { progressive, exif, ..Jpeg::default() }.build(&landscape(400, 300), 400, 300);
        for percent in 1..100 {
            let cut = &whole[..whole.len() * percent / 100];
            assert_eq!(refused(cut), Truncated, "{percent} %");
            assert!(inspect(cut).is_err(), "{percent} %: told before anything is stored");
            // A card pulled out: the file has its length, and zeros for an end.
            let mut zeros = cut.to_vec();
            zeros.resize(whole.len(), 0);
            assert!(develop(&zeros, &Plan::default()).is_err(), "{percent} %, zeros");
        }
        assert_eq!(refused(&whole[..whole.len() - 1]), Truncated);
        let trailer = [whole.as_slice(), b"a film of two seconds"].concat();
        assert!(develop(&trailer, &Plan::default()).is_ok(), "phones append things");
    }
    let whole = rgb_png(200, 100);
    for end in 8..whole.len() {
        assert_eq!(refused(&whole[..end]), Truncated, "{end} of {}", whole.len());
    }
}

#[test]
fn a_file_without_a_picture_is_refused() {
    assert!(matches!(refused(b"\xff\xd8\xff\xd9"), Broken { .. }));
    // A thousand passes over the picture, in a small file.
    let whole = plain_jpeg(64, 64);
    let scan = whole.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    let scans = whole[scan..whole.len() - 2].repeat(1000);
    let many = [&whole[..scan], &scans, &[0xFF, 0xD9]].concat();
    assert!(matches!(refused(&many), Broken { .. }));
}

#[test]
fn a_damaged_checksum_is_found() {
    let mut png = rgb_png(200, 100);
    let middle = png.len() / 2;
    png[middle] ^= 0x10;
    assert!(matches!(refused(&png), Broken { .. }));
}

#[test]
fn padding_between_segments_is_no_damage() {
    let whole = plain_jpeg(64, 48);
    let padded = [&whole[..2], &whole[2..20], &[0; 9], &whole[20..]].concat();
    assert_eq!(&whole[2..6], b"\xff\xe0\x00\x10", "the segment that ends at 20");
    let plan = Plan::default();
    assert_eq!(develop(&padded, &plan), develop(&whole, &plan));
}

#[test]
fn bombs_are_seen_before_they_go_off() {
    let started = Instant::now();
    let mut png = rgb_png(64, 64);
    png[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    assert_eq!(refused(&png), TooManyPixels { width: 60_000, height: 60_000 });

    let mut jpeg = plain_jpeg(64, 64);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    assert_eq!(refused(&jpeg), TooManyPixels { width: 60_000, height: 60_000 });
    // Few sides, many pixels; then few pixels, a long side.
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x2B, 0x00, 0x2B, 0x00]);
    assert!(matches!(refused(&jpeg), TooManyPixels { .. }));
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x00, 0x20, 0x4E, 0x21]);
    assert_eq!(refused(&jpeg), TooManyPixels { width: 20_001, height: 32 });

    let large = vec![0xFF; MAX_FILE_BYTES + 1];
    assert_eq!(refused(&large), FileTooLarge { bytes: MAX_FILE_BYTES + 1 });
    assert!(started.elapsed() < Duration::from_secs(5), "refused by their heads");

    assert_eq!(refused(&plain_jpeg(400, 8)), TooSmall { width: 400, height: 8 });
    assert_eq!(refused(&rgb_png(2, 2)), TooSmall { width: 2, height: 2 });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_answered(
        signature in prop::sample::select(vec![b"".as_slice(), b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1\0\x20Exif\0\0II*\0"]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let bytes = [signature, &rest].concat();
        prop_assert_ne!(develop(&bytes, &Plan::default()), Err(DarkroomError::Panicked));
        prop_assert_ne!(inspect(&bytes), Err(DarkroomError::Panicked));
    }

    #[test]
    fn damaged_photos_are_answered(
        progressive in any::<bool>(),
        is_png in any::<bool>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let exif = talkative_exif(6, Some(&plain_jpeg(32, 32)));
        let mut file = if is_png {
            with_chunk(&rgb_png(64, 48), b"eXIf", &exif)
        } else {
            Jpeg { progressive, exif: Some(exif), ..Jpeg::default() }.build(&landscape(64, 48), 64, 48)
        };
        for (at, byte) in damage {
            let at = at.index(file.len());
            file[at] = byte;
        }
        prop_assert_ne!(inspect(&file), Err(DarkroomError::Panicked));
        let developed = develop(&file, &Plan::default());
        prop_assert_ne!(&developed, &Err(DarkroomError::Panicked));
        for rendition in developed.unwrap_or_default() {
            prop_assert!(rendition.width <= 1600 && rendition.height <= 1600);
        }
    }
}

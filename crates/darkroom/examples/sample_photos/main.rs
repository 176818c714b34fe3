//! Draws the sample photos of the tests, and the small pictures of the ready newsroom:
//! `cargo run --release -p darkroom --example sample_photos -- tests/fixtures/photos crates/desk/src/ready/photos`.
//!
//! They are paintings, so that no person and no place needs to be asked; their files are what cameras deliver: one
//! stored lying on its side, one that tells where it was taken, one with the words of its photographer.

mod beach;
mod bridge;
mod canvas;
mod harbour;
mod market;
mod school;

use std::error::Error;
use std::io::Cursor;
use std::path::PathBuf;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::canvas::Canvas;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name the folder to write to")?);
    std::fs::create_dir_all(&folder)?;

    let bridge = bridge::bridge();
    let words = iptc(&[
        (105, "Cầu Bắc Luân II trong sương sớm"),
        (120, "Xe chở hàng nối đuôi nhau qua cầu Bắc Luân II sáng sớm 23/11."),
        (80, "Trần Hải Yến"),
        (110, "Cổng thông tin điện tử thành phố Móng Cái"),
    ]);
    let taken = exif(&[("2026:11:23 05:52:17", 1)], &[])?;
    write(&folder.join("cau-bac-luan.jpg"), &bridge.develop(), (2400, 1600), &taken, Some(words))?;

    let harbour = harbour::harbour();
    let place = exif(
        &[("2026:11:22 11:20:41", 1)],
        &[(Tag::GPSLatitude, "N", [21, 28, 37]), (Tag::GPSLongitude, "E", [108, 1, 12])],
    )?;
    write(&folder.join("cang-ca.jpg"), &harbour.develop(), (2400, 1600), &place, None)?;

    let market = market::market();
    let lying = exif(&[("2026:11:23 07:34:05", 6)], &[])?;
    write(&folder.join("cho-trung-tam.jpg"), &on_its_side(&market), (2400, 1600), &lying, None)?;

    let Some(ready) = std::env::args().nth(2).map(PathBuf::from) else { return Ok(()) };
    std::fs::create_dir_all(&ready)?;
    let whole = [0, 0, 2400, 1600];
    for (name, canvas, part, smaller) in [
        ("cau-bien-gioi.jpg", &bridge, whole, 2),
        ("do-ngang-song.jpg", &bridge, [240, 780, 1140, 760], 1),
        ("ben-tau.jpg", &harbour, whole, 2),
        ("tau-vo-xanh.jpg", &harbour, [1230, 740, 1000, 667], 1),
        ("cho-som.jpg", &market, [0, 1080, 1600, 1066], 2),
        ("sap-trai-cay.jpg", &market, [380, 1600, 1200, 800], 1),
        ("bai-bien-len-den.jpg", &beach::beach(), whole, 2),
        ("san-bong-ro.jpg", &school::school(), whole, 2),
    ] {
        let [_, _, width, height] = part.map(|length| (length / smaller) as u16);
        small(&ready.join(name), &cut(canvas, part, smaller), (width, height))?;
    }
    Ok(())
}

/// A part of a painting (left, top, width, height), so many times smaller.
fn cut(canvas: &Canvas, [left, top, width, height]: [usize; 4], smaller: usize) -> Vec<u8> {
    let rgb = canvas.develop();
    let mut out = Vec::new();
    for y in 0..height / smaller {
        for x in 0..width / smaller {
            for part in 0..3 {
                let block = (0..smaller * smaller).map(|at| {
                    let (column, row) = (left + x * smaller + at % smaller, top + y * smaller + at / smaller);
                    usize::from(rgb[(row * canvas.width + column) * 3 + part])
                });
                out.push((block.sum::<usize>() / (smaller * smaller)) as u8);
            }
        }
    }
    out
}

fn small(path: &PathBuf, rgb: &[u8], (width, height): (u16, u16)) -> Result<(), Box<dyn Error>> {
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 74);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(rgb, width, height, ColorType::Rgb)?;
    std::fs::write(path, &jpeg)?;
    println!("{} ({} kB)", path.display(), jpeg.len() / 1000);
    Ok(())
}

/// The pixels as a camera held upright, with its grip above, stores them: EXIF orientation 6.
fn on_its_side(upright: &Canvas) -> Vec<u8> {
    let rgb = upright.develop();
    let (width, height) = (upright.width, upright.height);
    let mut stored = Vec::with_capacity(rgb.len());
    for row in 0..width {
        for column in 0..height {
            // The zeroth row is the right side, the zeroth column the top.
            let at = (column * width + (width - 1 - row)) * 3;
            stored.extend_from_slice(&rgb[at..at + 3]);
        }
    }
    stored
}

type Place = (Tag, &'static str, [u32; 3]);

fn exif(shots: &[(&str, u16)], places: &[Place]) -> Result<Vec<u8>, exif::Error> {
    let text = |words: &str| Value::Ascii(vec![words.as_bytes().to_vec()]);
    let mut fields = Vec::new();
    let mut add = |tag, value| fields.push(Field { tag, ifd_num: In::PRIMARY, value });
    for (time, orientation) in shots {
        add(Tag::Orientation, Value::Short(vec![*orientation]));
        add(Tag::DateTimeOriginal, text(time));
        add(Tag::OffsetTimeOriginal, text("+07:00"));
    }
    for (tag, side, parts) in places {
        let side_tag = if *tag == Tag::GPSLatitude { Tag::GPSLatitudeRef } else { Tag::GPSLongitudeRef };
        add(side_tag, text(side));
        add(*tag, Value::Rational(parts.map(|num| Rational { num, denom: 1 }).to_vec()));
        add(Tag::BodySerialNumber, text("MC-2026-0417"));
    }
    fields.sort_by_key(|field| field.tag);
    fields.dedup_by_key(|field| field.tag);
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut block = Cursor::new(Vec::new());
    writer.write(&mut block, false)?;
    Ok(block.into_inner())
}

/// Record 2 of IPTC-IIM in UTF-8, as a Photoshop resource.
fn iptc(sets: &[(u8, &str)]) -> Vec<u8> {
    let mut iim = vec![0x1C, 1, 90, 0, 3, 0x1B, b'%', b'G'];
    for (dataset, words) in sets {
        iim.extend([0x1C, 2, *dataset]);
        iim.extend((words.len() as u16).to_be_bytes());
        iim.extend(words.as_bytes());
    }
    let mut block = b"Photoshop 3.0\08BIM\x04\x04\0\0".to_vec();
    block.extend((iim.len() as u32).to_be_bytes());
    block.extend(&iim);
    if iim.len() % 2 == 1 {
        block.push(0);
    }
    block
}

fn write(
    path: &PathBuf,
    rgb: &[u8],
    (width, height): (u16, u16),
    exif: &[u8],
    iptc: Option<Vec<u8>>,
) -> Result<(), Box<dyn Error>> {
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 82);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.add_app_segment(1, [b"Exif\0\0".as_slice(), exif].concat())?;
    if let Some(iptc) = iptc {
        encoder.add_app_segment(13, iptc)?;
    }
    encoder.encode(rgb, width, height, ColorType::Rgb)?;
    std::fs::write(path, &jpeg)?;
    println!("{} ({} kB)", path.display(), jpeg.len() / 1000);
    Ok(())
}

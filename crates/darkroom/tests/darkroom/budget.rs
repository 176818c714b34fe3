//! One photo costs no more time and memory than one photo may, and what grows grows no faster than the file.

use std::io::Write;
use std::time::{Duration, Instant};

use darkroom::{DarkroomError, MAX_MEMORY, Plan, develop, inspect};
use miniz_oxide::deflate::compress_to_vec_zlib;
use png::{BitDepth, ColorType, Encoder};

use crate::samples::{Jpeg, landscape, png, quarters, with_chunk, xmp_packet};

/// Shorter times are as good as none, and the computer's own.
const NOTHING: Duration = Duration::from_millis(40);

/// Times of a file that is once, twice and four times as large; the best of three each.
#[track_caller]
fn grows_no_faster_than_the_file(what: &str, file: impl Fn(usize) -> Vec<u8>) {
    let time = |times: usize| {
        let bytes = file(times);
        let best = (0..3).map(|_| {
            let began = Instant::now();
            let _whatever_it_says = (inspect(&bytes), develop(&bytes, &Plan::default()));
            began.elapsed()
        });
        best.min().unwrap_or_default()
    };
    let [once, twice, four] = [1, 2, 4].map(time);
    println!("{what}: {once:?}, {twice:?}, {four:?}");
    // Four times as much is linear and sixteen times quadratic; between them is room for a computer that does other things.
    assert!(four <= 8 * once.max(NOTHING), "{what}: {once:?}, {twice:?}, {four:?}");
    assert!(four < Duration::from_secs(10), "{what}: {four:?}");
}

fn small_png() -> Vec<u8> {
    png(&quarters(64, 48), 64, 48, image::ExtendedColorType::Rgb8)
}

/// A PNG with an XMP packet, as it is or packed.
fn with_xmp(packet: &str, packed: bool) -> Vec<u8> {
    let (mark, text) = match packed {
        false => (b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), packet.as_bytes().to_vec()),
        true => (b"XML:com.adobe.xmp\0\x01\0\0\0".as_slice(), compress_to_vec_zlib(packet.as_bytes(), 6)),
    };
    with_chunk(&small_png(), b"iTXt", &[mark, &text].concat())
}

#[test]
fn xmp_of_very_many_attributes_or_namespaces_ends_soon() {
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    grows_no_faster_than_the_file("attributes of one element", |times| {
        with_xmp(&xmp_packet(&many(100_000 * times, &|n| format!("a{n}=\"\" ")), ""), false)
    });
    grows_no_faster_than_the_file("namespaces of one element", |times| {
        with_xmp(&xmp_packet(&many(50_000 * times, &|n| format!("xmlns:n{n}=\"u{n}\" ")), ""), false)
    });
    grows_no_faster_than_the_file("namespaces, one in another", |times| {
        let open = many(10_000 * times, &|n| format!("<n{n}:a xmlns:n{n}=\"u{n}\">"));
        let close = many(10_000 * times, &|n| format!("</n{}:a>", 10_000 * times - 1 - n));
        with_xmp(&xmp_packet("", &(open + &close)), true)
    });
    // Just within the limits, which are what a packet may cost.
    grows_no_faster_than_the_file("elements with as many attributes as may be", |times| {
        let attributes = many(400, &|n| format!("a{n}=\"\" "));
        with_xmp(&xmp_packet("", &format!("<b {attributes}/>").repeat(30 * times)), false)
    });
    grows_no_faster_than_the_file("elements in all namespaces that may be", |times| {
        let spaces = many(150, &|n| format!("xmlns:n{n}=\"u{n}\" "));
        with_xmp(&xmp_packet(&spaces, &many(10_000 * times, &|n| format!("<n{}:a/>", n % 150))), false)
    });
    grows_no_faster_than_the_file("a packet that unpacks without end", |times| {
        with_xmp(&xmp_packet("", &"<a/>".repeat(2_000_000 * times)), true)
    });
}

#[test]
fn the_words_of_a_richly_described_photo_are_read_all_the_same() {
    let attributes: String = (0..400).map(|n| format!("crs:Setting{n}=\"0\" ")).collect();
    let attributes = format!("xmlns:crs=\"http://ns.adobe.com/camera-raw-settings/1.0/\" {attributes}");
    let inside = "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">Cảng cá</rdf:li></rdf:Alt></dc:description>";
    for packed in [false, true] {
        let negative = inspect(&with_xmp(&xmp_packet(&attributes, inside), packed)).unwrap();
        assert_eq!(negative.caption.as_deref(), Some("Cảng cá"), "packed: {packed}");
    }
}

/// An EXIF block whose first directory has as many entries as can be, each with all bytes of the block.
fn overlapping(kind: u16, bytes: usize) -> Vec<u8> {
    let unit = if kind == 3 { 2 } else { 1 };
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    block.extend(u16::MAX.to_le_bytes());
    for n in 0..u16::MAX {
        // Some of the tags are read.
        let tag: u16 = [0x010E, 0x013B, 0x8298, 0x8769, 0x8825, 0x0112, 0x927C, 0x9286][usize::from(n % 8)];
        block.extend(tag.to_le_bytes());
        block.extend(kind.to_le_bytes());
        block.extend(((bytes / unit) as u32).to_le_bytes());
        block.extend(8_u32.to_le_bytes());
    }
    block.resize(block.len().max(bytes + 8), b'x');
    block
}

#[test]
fn exif_parts_that_overlap_take_no_more_than_the_file() {
    for kind in [1, 2, 3, 4, 5, 7, 12, 129] {
        grows_no_faster_than_the_file(&format!("EXIF of kind {kind}"), |times| {
            with_chunk(&small_png(), b"eXIf", &overlapping(kind, 1_000_000 * times))
        });
    }
    // Directories that are each other's, and their own.
    for at in [8_u32, 26, 14] {
        let mut block = b"MM\0*\0\0\0\x08\0\x02".to_vec();
        for tag in [0x8769_u16, 0x8825] {
            block.extend([&tag.to_be_bytes()[..], &[0, 4, 0, 0, 0, 1], &at.to_be_bytes()].concat());
        }
        assert!(inspect(&with_chunk(&small_png(), b"eXIf", &block)).is_ok());
    }
}

/// A PNG of one colour, written row by row.
fn plain_png(size: (u32, u32), colour: ColorType, depth: BitDepth) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, size.0, size.1);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    let row = vec![200; size.0 as usize * colour.samples() * if depth == BitDepth::Sixteen { 2 } else { 1 }];
    let mut writer = encoder.write_header().unwrap();
    let mut stream = writer.stream_writer().unwrap();
    for _ in 0..size.1 {
        stream.write_all(&row).unwrap();
    }
    stream.finish().unwrap();
    drop(writer);
    file
}

/// A PNG with a profile of so many bytes, all zero but for its kind, packed small.
fn with_profile(bytes: usize) -> Vec<u8> {
    let mut profile = vec![0; bytes];
    profile[16..20].copy_from_slice(b"RGB ");
    with_chunk(&small_png(), b"iCCP", &[b"bomb\0\0".as_slice(), &compress_to_vec_zlib(&profile, 6)].concat())
}

#[test]
fn a_profile_that_unpacks_without_end_is_left_out() {
    grows_no_faster_than_the_file("profile", |times| with_profile(10_000_000 * times));
    assert!(develop(&with_profile(20_000_000), &Plan::default()).is_ok(), "the photo is taken all the same");
}

#[test]
fn the_time_for_pixels_grows_as_they_do() {
    grows_no_faster_than_the_file("PNG of 16 bits", |times| {
        plain_png((1_000, 1_000 * times as u32), ColorType::Rgba, BitDepth::Sixteen)
    });
    grows_no_faster_than_the_file("progressive JPEG", |times| {
        let height = 600 * times as u32;
        Jpeg { progressive: true, ..Jpeg::default() }.build(&landscape(800, height), 800, height)
    });
}

#[test]
fn a_progressive_photo_that_takes_too_much_memory_is_refused_by_its_head() {
    let mut jpeg = Jpeg { progressive: true, ..Jpeg::default() }.build(&landscape(64, 48), 64, 48);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC2]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x17, 0x70, 0x4E, 0x20]);
    let began = Instant::now();
    assert_eq!(develop(&jpeg, &Plan::default()), Err(DarkroomError::TooCostly), "20,000 x 6,000");
    assert!(began.elapsed() < Duration::from_secs(1));
}

#[test]
fn a_large_picture_is_the_same_picture_when_it_is_shrunk_while_it_is_read() {
    let large = |colour, depth| {
        let renditions = develop(&plain_png((7_000, 5_000), colour, depth), &Plan::default()).unwrap();
        renditions.iter().map(|made| (made.width, made.height)).collect::<Vec<_>>()
    };
    assert_eq!(large(ColorType::Rgb, BitDepth::Eight), [(320, 229), (1600, 1143), (1600, 900)]);
    assert_eq!(large(ColorType::GrayscaleAlpha, BitDepth::Sixteen), [(320, 229), (1600, 1143), (1600, 900)]);
}

/// Photos whose memory is measured, each in a process of its own: what they are, whether they are developed, and the memory that
/// the process may have had at most, in MB.
const MEASURED: [(&str, bool, u64); 4] =
    [("sixteen bits", true, 200), ("interlaced", false, 100), ("profile", true, 150), ("overlapping", true, 150)];

fn measured(kind: &str) -> Vec<u8> {
    match kind {
        "sixteen bits" => plain_png((10_000, 6_000), ColorType::Rgb, BitDepth::Sixteen),
        "interlaced" => {
            let mut file = plain_png((10_000, 8_000), ColorType::Rgba, BitDepth::Sixteen);
            // The header says that its rows come in passes (PNG, 11.2.1).
            file[28] = 1;
            let header = file[12..29].to_vec();
            let sum = !header.iter().fold(u32::MAX, |sum, byte| {
                (0..8).fold(
                    sum ^ u32::from(*byte),
                    |sum, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 },
                )
            });
            file[29..33].copy_from_slice(&sum.to_be_bytes());
            file
        }
        "profile" => with_profile(463_000_000),
        _ => with_chunk(&small_png(), b"eXIf", &overlapping(2, 30_000_000)),
    }
}

#[test]
#[cfg(target_os = "linux")]
fn memory_for_one_photo_is_bounded() {
    let folder = tempfile::TempDir::new().unwrap();
    for (kind, is_developed, megabytes) in MEASURED {
        let file = folder.path().join("photo");
        std::fs::write(&file, measured(kind)).unwrap();
        let run = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "budget::a_photo_in_a_process_of_its_own", "--nocapture", "--test-threads=1"])
            .env("NEWSDESK_MEASURED", &file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(run.status.success(), "{kind}: {said}{}", String::from_utf8_lossy(&run.stderr));
        let found = |name: &str| said.lines().find_map(|line| line.split(name).nth(1)).unwrap_or("").trim().to_owned();
        let peak: u64 = found("peak MB:").parse().unwrap();
        assert_eq!(found("developed:"), is_developed.to_string(), "{kind}: {said}");
        assert!(peak <= megabytes && megabytes << 20 <= MAX_MEMORY, "{kind}: {peak} MB");
    }
}

/// Does nothing unless it is asked by [`memory_for_one_photo_is_bounded`].
#[test]
#[cfg(target_os = "linux")]
fn a_photo_in_a_process_of_its_own() {
    let Ok(file) = std::env::var("NEWSDESK_MEASURED") else { return };
    let file = std::fs::read(file).unwrap();
    let developed = develop(&file, &Plan::default());
    println!("developed: {}", developed.is_ok());
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    println!("peak MB: {}", kilobytes / 1024);
}

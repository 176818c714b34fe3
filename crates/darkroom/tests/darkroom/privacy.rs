//! What leaves the house, as a stranger's tool sees it.

use std::path::Path;
use std::process::Command;

use darkroom::{Plan, develop};

use crate::samples::{Jpeg, iptc_block, landscape, plain_jpeg, png, talkative_exif, with_chunk, xmp_packet};

/// Names of everything that exiftool finds, one to a line as `[Group] Name : value`; nothing without exiftool.
fn exiftool(file: &Path) -> Option<String> {
    let run = Command::new("exiftool").args(["-a", "-u", "-ee", "-G1", "-s"]).arg(file).output();
    match run {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            println!("skipped: exiftool does not run here ({error}); install libimage-exiftool-perl");
            None
        }
    }
}

#[test]
fn nothing_of_the_camera_gets_out() {
    let (width, height) = (640, 480);
    let thumbnail = plain_jpeg(64, 48);
    let exif = talkative_exif(6, Some(&thumbnail));
    let xmp = xmp_packet(r#"exif:GPSLatitude="21,31.5N" photoshop:Credit="Báo""#, "");
    let jpeg = Jpeg {
        exif: Some(exif.clone()),
        xmp: Some(xmp.clone()),
        iptc: Some(iptc_block(&[(120, "Chú thích".as_bytes())])),
        icc: Some(moxcms::ColorProfile::new_display_p3().encode().unwrap()),
        ..Jpeg::default()
    }
    .build(&landscape(width, height), width, height);
    let png = png(&landscape(width, height), width, height, image::ExtendedColorType::Rgb8);
    let png = with_chunk(&png, b"eXIf", &exif);
    let png = with_chunk(&png, b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", xmp.as_bytes()].concat());

    let dir = tempfile::tempdir().unwrap();
    for (name, file) in [("in.jpg", jpeg), ("in.png", png)] {
        let path = dir.path().join(name);
        std::fs::write(&path, &file).unwrap();
        let Some(before) = exiftool(&path) else { return };
        for secret in ["GPSLatitude", " SerialNumber", "LensSerialNumber", "ThumbnailImage"] {
            assert!(before.contains(secret), "{secret} must be there to be removed:\n{before}");
        }
        for rendition in develop(&file, &Plan::default()).unwrap() {
            let path = dir.path().join(rendition.print.size.as_str());
            std::fs::write(&path, &rendition.jpeg).unwrap();
            let after = exiftool(&path).unwrap();
            assert!(after.contains("MIMEType"), "exiftool reads it:\n{after}");
            for line in after.lines() {
                let group = line.trim_start_matches('[').split(']').next().unwrap_or_default();
                let plain = matches!(group.trim(), "ExifTool" | "System" | "File" | "JFIF" | "Composite" | "Adobe");
                let private = ["GPS", "Serial", "Thumbnail", "Warning"].iter().any(|word| line.contains(word));
                assert!(plain && !private, "{name}, {:?}: {line}", rendition.print.size);
            }
        }
    }
}

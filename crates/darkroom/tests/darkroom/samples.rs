//! Photos made for the tests.

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::ImageEncoder;
use image::codecs::png::PngEncoder;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Where a pixel of the stored picture is seen, as CIPA DC-008 defines `Orientation` by the visual side of the
/// zeroth row and column. Sizes are those of the upright picture.
pub(crate) fn seen_at(orientation: u32, row: u32, column: u32, size: (u32, u32)) -> (u32, u32) {
    let (right, bottom) = (size.0 - 1, size.1 - 1);
    match orientation {
        1 => (column, row),
        2 => (right - column, row),
        3 => (right - column, bottom - row),
        4 => (column, bottom - row),
        5 => (row, column),
        6 => (right - row, column),
        7 => (right - row, bottom - column),
        8 => (row, bottom - column),
        _ => panic!("orientations are 1 to 8"),
    }
}

/// RGB pixels of a picture with a colour in each quarter: red, green / blue, white.
pub(crate) fn quarters(width: u32, height: u32) -> Vec<u8> {
    paint(width, height, |x, y| quarter_colour(x * 2 < width, y * 2 < height))
}

pub(crate) fn quarter_colour(left: bool, top: bool) -> [u8; 3] {
    match (left, top) {
        (true, true) => [200, 30, 30],
        (false, true) => [30, 160, 30],
        (true, false) => [30, 30, 200],
        (false, false) => [240, 240, 240],
    }
}

/// RGB pixels with something everywhere, which compress like a photo.
pub(crate) fn landscape(width: u32, height: u32) -> Vec<u8> {
    paint(width, height, |x, y| {
        let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 13;
        let wave = (x / 7 + y / 5) % 64;
        [(x * 255 / width) as u8 / 2 + (grain % 16) as u8, (y * 255 / height) as u8 / 2 + wave as u8, 128 + wave as u8]
    })
}

pub(crate) fn paint(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).flat_map(|(x, y)| colour(x, y)).collect()
}

/// A JPEG under construction.
pub(crate) struct Jpeg {
    pub(crate) exif: Option<Vec<u8>>,
    pub(crate) xmp: Option<String>,
    pub(crate) iptc: Option<Vec<u8>>,
    pub(crate) icc: Option<Vec<u8>>,
    pub(crate) progressive: bool,
    pub(crate) restart: u16,
    /// A scan for each colour, and colours at half the size.
    pub(crate) scan_by_colour: bool,
    pub(crate) colour: ColorType,
}

impl Default for Jpeg {
    fn default() -> Self {
        Self {
            exif: None,
            xmp: None,
            iptc: None,
            icc: None,
            progressive: false,
            restart: 0,
            scan_by_colour: false,
            colour: ColorType::Rgb,
        }
    }
}

impl Jpeg {
    pub(crate) fn build(&self, pixels: &[u8], width: u32, height: u32) -> Vec<u8> {
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 92);
        encoder.set_progressive(self.progressive);
        encoder.set_sampling_factor(SamplingFactor::F_1_1);
        if self.scan_by_colour {
            // What this encoder makes of the two settings together.
            encoder.set_sampling_factor(SamplingFactor::F_2_2);
            encoder.set_optimized_huffman_tables(true);
        }
        if self.restart > 0 {
            encoder.set_restart_interval(self.restart);
        }
        let segment = |head: &[u8], body: &[u8]| [head, body].concat();
        if let Some(exif) = &self.exif {
            encoder.add_app_segment(1, segment(b"Exif\0\0", exif)).unwrap();
        }
        if let Some(xmp) = &self.xmp {
            let body = segment(b"http://ns.adobe.com/xap/1.0/\0", xmp.as_bytes());
            encoder.add_app_segment(1, body).unwrap();
        }
        if let Some(icc) = &self.icc {
            encoder.add_icc_profile(icc).unwrap();
        }
        if let Some(iptc) = &self.iptc {
            let body = segment(b"Photoshop 3.0\0", iptc);
            encoder.add_app_segment(13, body).unwrap();
        }
        encoder.encode(pixels, width as u16, height as u16, self.colour).unwrap();
        jpeg
    }
}

pub(crate) fn plain_jpeg(width: u32, height: u32) -> Vec<u8> {
    Jpeg::default().build(&landscape(width, height), width, height)
}

pub(crate) fn png(pixels: &[u8], width: u32, height: u32, colour: image::ExtendedColorType) -> Vec<u8> {
    let mut png = Vec::new();
    PngEncoder::new(&mut png).write_image(pixels, width, height, colour).unwrap();
    png
}

/// Puts a chunk after the header of a PNG.
pub(crate) fn with_chunk(png: &[u8], name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), body].concat();
    let length = (body.len() as u32).to_be_bytes();
    let sum = crc(&named).to_be_bytes();
    // Signature 8, header chunk 25.
    [&png[..33], &length, &named, &sum, &png[33..]].concat()
}

/// CRC-32 as PNG, annex D, defines it.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

/// What a camera with reception and a careless owner writes.
pub(crate) fn talkative_exif(orientation: u32, thumbnail: Option<&[u8]>) -> Vec<u8> {
    let angle = |degrees: u32| {
        let parts = [(degrees, 1), (31, 1), (1234, 100)];
        Value::Rational(parts.map(|(num, denom)| Rational { num, denom }).to_vec())
    };
    exif_block(
        &[
            (Tag::Orientation, Value::Short(vec![orientation as u16])),
            (Tag::Make, ascii("Máy ảnh")),
            (Tag::ImageDescription, ascii("Ảnh chụp tại cầu Bắc Luân II")),
            (Tag::Artist, ascii("Trần Hải Yến")),
            (Tag::DateTimeOriginal, ascii("2026:11:23 14:05:09")),
            (Tag::OffsetTimeOriginal, ascii("+07:00")),
            (Tag::BodySerialNumber, ascii("SN-00417")),
            (Tag::LensSerialNumber, ascii("LS-99812")),
            (Tag::GPSLatitudeRef, ascii("N")),
            (Tag::GPSLatitude, angle(21)),
            (Tag::GPSLongitudeRef, ascii("E")),
            (Tag::GPSLongitude, angle(107)),
        ],
        thumbnail,
    )
}

pub(crate) fn ascii(text: &str) -> Value {
    Value::Ascii(vec![text.as_bytes().to_vec()])
}

pub(crate) fn exif_block(fields: &[(Tag, Value)], thumbnail: Option<&[u8]>) -> Vec<u8> {
    let fields: Vec<Field> =
        fields.iter().map(|(tag, value)| Field { tag: *tag, ifd_num: In::PRIMARY, value: value.clone() }).collect();
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    if let Some(thumbnail) = thumbnail {
        writer.set_jpeg(thumbnail, In::THUMBNAIL);
    }
    let mut block = std::io::Cursor::new(Vec::new());
    writer.write(&mut block, true).unwrap();
    block.into_inner()
}

/// A Photoshop resource block with the given data sets of record 2, behind another resource.
pub(crate) fn iptc_block(sets: &[(u8, &[u8])]) -> Vec<u8> {
    let mut iim = vec![0x1C, 1, 90, 0, 3, 0x1B, b'%', b'G'];
    for (dataset, value) in sets {
        iim.extend([0x1C, 2, *dataset]);
        iim.extend((value.len() as u16).to_be_bytes());
        iim.extend(*value);
    }
    let mut block = b"8BIM\x04\x25\x03odd\0\0\0\x03abc\0".to_vec();
    block.extend(b"8BIM\x04\x04\0\0");
    block.extend((iim.len() as u32).to_be_bytes());
    block.extend(&iim);
    if iim.len() % 2 == 1 {
        block.push(0);
    }
    block
}

/// An XMP packet around the inside of one description.
pub(crate) fn xmp_packet(attributes: &str, inside: &str) -> String {
    format!(
        r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#
    )
}

//! The pixels of a PNG, row by row: never more than one row of the file's own depth beside the picture that is made.

use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Reader, Transformations};

use crate::budget::{Budget, Paced};
use crate::decode::Pixels;
use crate::{DarkroomError, MAX_FILE_BYTES, TIME_LIMIT};

/// Memory of the decoder itself, beside the picture: rows, palettes, and a copy of the EXIF block, which is as large as the file at most.
const DECODER_BYTES: usize = MAX_FILE_BYTES + 16 * 1024 * 1024;
/// Pictures of more bytes (RGB) are shrunk by halves while they are read, if they are to be shown so small: 32 million pixels.
const SHRUNK_FROM: u64 = 96_000_000;

/// Width and height, from a header that the decoder accepts.
pub(super) fn checked_size(bytes: &[u8]) -> Result<(u32, u32), DarkroomError> {
    let mut decoder = decoder(bytes, Budget::new(TIME_LIMIT));
    let info = decoder.read_header_info().map_err(png_error)?;
    Ok((info.width, info.height))
}

/// The pixels, at the file's own size or at a half, a quarter of it and so on that is at least `share` of it.
pub(super) fn decode(bytes: &[u8], share: f64, budget: Budget) -> Result<Pixels, DarkroomError> {
    let mut reader = decoder(bytes, budget).read_info().map_err(png_error)?;
    let info = reader.info();
    let (size, is_interlaced) = ((info.width, info.height), info.interlaced);
    let kind = reader.output_color_type();
    let by = shrunk_by(size, share);
    let mut shrinking = Shrinking::new(size, by)?;
    if is_interlaced {
        // Its rows come in seven passes: they are put together at the file's own depth.
        let bytes = reader.output_buffer_size().ok_or(DarkroomError::TooCostly)?;
        Budget::allow(bytes as u64 + shrinking.bytes())?;
        let mut whole = Budget::room(bytes as u64)?;
        whole.resize(bytes, 0);
        let row = reader.next_frame(&mut whole).map_err(png_error)?.line_size;
        for row in whole.chunks_exact(row.max(1)) {
            shrinking.take_row(row, kind);
        }
    } else {
        while let Some(row) = next_row(&mut reader, budget)? {
            shrinking.take_row(row, kind);
        }
    }
    shrinking.finish()
}

fn next_row<'r>(reader: &'r mut Reader<Paced<'_>>, budget: Budget) -> Result<Option<&'r [u8]>, DarkroomError> {
    budget.check()?;
    Ok(reader.next_row().map_err(png_error)?.map(|row| row.data()))
}

fn decoder(bytes: &[u8], budget: Budget) -> Decoder<Paced<'_>> {
    let mut decoder = Decoder::new_with_limits(Paced::new(bytes, budget), Limits { bytes: DECODER_BYTES });
    // What is unpacked of these is read apart, within limits.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND);
    decoder
}

fn png_error(error: DecodingError) -> DarkroomError {
    match error {
        DecodingError::LimitsExceeded => DarkroomError::TooCostly,
        other => DarkroomError::broken(other),
    }
}

/// How many pixels of the file become one, in each direction: a power of two.
fn shrunk_by((width, height): (u32, u32), share: f64) -> u32 {
    let bytes = |by: u32| u64::from(width.div_ceil(by)) * u64::from(height.div_ceil(by)) * 3;
    let mut by = 1;
    while bytes(by) > SHRUNK_FROM && share * f64::from(by * 2) <= 1.0 {
        by *= 2;
    }
    by
}

/// A picture that is put together of rows, each pixel the mean of a square of the file's.
struct Shrinking {
    by: u32,
    size: (u32, u32),
    width: u32,
    rgb: Vec<u8>,
    /// Of the row of squares that is being read.
    sums: Vec<u32>,
    rows: u32,
}

impl Shrinking {
    fn new((width, height): (u32, u32), by: u32) -> Result<Self, DarkroomError> {
        let size = (width.div_ceil(by), height.div_ceil(by));
        let rgb = Budget::room(u64::from(size.0) * u64::from(size.1) * 3)?;
        Ok(Self { by, size, width, rgb, sums: vec![0; size.0 as usize * 3], rows: 0 })
    }

    fn bytes(&self) -> u64 {
        self.rgb.capacity() as u64
    }

    fn take_row(&mut self, row: &[u8], kind: (ColorType, BitDepth)) {
        let pixels = pixels_of(row, kind).take(self.width as usize);
        if self.by == 1 {
            pixels.for_each(|pixel| self.rgb.extend(pixel));
            return;
        }
        for (column, pixel) in (0_usize..).zip(pixels) {
            let at = column / self.by as usize * 3;
            for (sum, level) in self.sums[at..at + 3].iter_mut().zip(pixel) {
                *sum += u32::from(level);
            }
        }
        self.rows += 1;
        if self.rows == self.by {
            self.end_squares();
        }
    }

    fn end_squares(&mut self) {
        let whole = self.width / self.by;
        for (column, sums) in (0..).zip(self.sums.chunks_exact_mut(3)) {
            // The last square may be cut by the edge.
            let columns = if column < whole { self.by } else { self.width - whole * self.by };
            let count = columns * self.rows;
            self.rgb.extend(sums.iter().map(|sum| ((sum + count / 2) / count) as u8));
            sums.fill(0);
        }
        self.rows = 0;
    }

    fn finish(mut self) -> Result<Pixels, DarkroomError> {
        if self.rows > 0 {
            self.end_squares();
        }
        Ok(Pixels { rgb: self.rgb, size: self.size })
    }
}

/// Red, green and blue of each pixel of a row as the decoder gives it, of eight bits, on white.
fn pixels_of(row: &[u8], (colour, depth): (ColorType, BitDepth)) -> impl Iterator<Item = [u8; 3]> {
    let wide = depth == BitDepth::Sixteen;
    let samples = colour.samples();
    row.chunks_exact(samples * if wide { 2 } else { 1 }).map(move |pixel| {
        let level = |at: usize| if wide { eight_bits([pixel[at * 2], pixel[at * 2 + 1]]) } else { pixel[at] };
        match samples {
            1 => [level(0); 3],
            2 => [on_white(level(0), level(1)); 3],
            3 => [level(0), level(1), level(2)],
            _ => [0, 1, 2].map(|at| on_white(level(at), level(3))),
        }
    })
}

/// The nearest level of eight bits.
fn eight_bits(level: [u8; 2]) -> u8 {
    ((u32::from(u16::from_be_bytes(level)) * 255 + 32_767) / 65_535) as u8
}

fn on_white(level: u8, alpha: u8) -> u8 {
    let (level, alpha) = (u32::from(level), u32::from(alpha));
    ((level * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

#[cfg(test)]
mod tests {
    use png::{BitDepth, ColorType};

    use super::{Shrinking, eight_bits, shrunk_by};

    #[test]
    fn squares_that_the_edge_cuts_are_as_bright_as_the_others() {
        let mut shrinking = Shrinking::new((5, 3), 2).unwrap();
        for _ in 0..3 {
            shrinking.take_row(&[200; 15], (ColorType::Rgb, BitDepth::Eight));
        }
        let made = shrinking.finish().unwrap();
        assert_eq!((made.size, made.rgb), ((3, 2), vec![200; 18]));
    }

    #[test]
    fn a_large_picture_is_read_at_the_size_it_is_shown_in() {
        assert_eq!(shrunk_by((4_000, 3_000), 0.1), 1, "as before");
        assert_eq!(shrunk_by((10_000, 6_000), 0.16), 2);
        assert_eq!(shrunk_by((10_000, 6_000), 1.0), 1, "a part of it is asked for");
        assert_eq!(shrunk_by((20_000, 6_000), 0.08), 2);
    }

    #[test]
    fn sixteen_bits_become_the_nearest_of_eight() {
        for level in 0..=255_u8 {
            assert_eq!(eight_bits([level, level]), level);
        }
        assert_eq!(eight_bits([0, 128]), 0);
        assert_eq!(eight_bits([0, 200]), 1);
    }
}

//! Simple pictures for the sample stories, drawn here so that no photo of anybody is needed.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

use crate::SiteError;

const WIDTH: u32 = 1024;
const HEIGHT: u32 = 640;

/// A landscape by the border river or the sea.
pub(crate) struct Scene {
    /// Colours of the sky, top and horizon.
    pub(crate) sky: [[u8; 3]; 2],
    /// Colour of the sun, and its place in hundredths of the width and height.
    pub(crate) sun: ([u8; 3], u32, u32),
    /// Ranges of hills, far to near: colour, height in hundredths, and how rough they are.
    pub(crate) hills: &'static [([u8; 3], u32, f32)],
    /// Colour of the water and where it begins, in hundredths of the height.
    pub(crate) water: Option<([u8; 3], u32)>,
    pub(crate) front: Front,
}

/// What stands in front.
#[derive(Clone, Copy)]
pub(crate) enum Front {
    Nothing,
    /// A bridge with arches.
    Bridge([u8; 3]),
    /// Houses with lit windows.
    Houses([u8; 3], [u8; 3]),
    /// Boats on the water.
    Boats([u8; 3]),
}

impl Scene {
    /// The picture as a JPEG.
    pub(crate) fn jpeg(&self) -> Result<Vec<u8>, SiteError> {
        let mut picture = RgbImage::new(WIDTH, HEIGHT);
        self.paint(&mut picture);
        let mut bytes = Vec::new();
        picture
            .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 86))
            .map_err(|error| SiteError::Picture(error.to_string()))?;
        Ok(bytes)
    }

    fn paint(&self, picture: &mut RgbImage) {
        let horizon = self.water.map_or(HEIGHT, |(_, begins)| begins * HEIGHT / 100);
        for y in 0..HEIGHT {
            let color = mix(self.sky[0], self.sky[1], y as f32 / horizon as f32);
            fill(picture, 0..WIDTH, y, color);
        }
        let (color, x, y) = self.sun;
        disc(picture, (x * WIDTH / 100, y * HEIGHT / 100), HEIGHT / 14, color);
        for (layer, (color, height, rough)) in self.hills.iter().enumerate() {
            let foot = horizon as f32;
            for x in 0..WIDTH {
                let along = x as f32 / WIDTH as f32 * 6.3;
                let shift = layer as f32 * 1.7 + rough;
                let wave = (along * 1.3 + shift).sin() * 0.5
                    + (along * 2.9 * rough + shift * 2.0).sin() * 0.3
                    + (along * 7.1 + shift * 3.0).sin() * 0.08 * rough;
                let top = foot - HEIGHT as f32 * *height as f32 / 100.0 * (1.0 + wave * 0.6);
                column(picture, x, top.max(0.0) as u32..horizon, *color);
            }
        }
        if let Some((color, begins)) = self.water {
            self.paint_water(picture, color, begins * HEIGHT / 100);
        }
        match self.front {
            Front::Nothing => {}
            Front::Bridge(color) => bridge(picture, horizon, color),
            Front::Houses(wall, window) => houses(picture, horizon, wall, window),
            Front::Boats(color) => boats(picture, horizon, color),
        }
    }

    /// Darker towards the reader, with a path of light under the sun.
    fn paint_water(&self, picture: &mut RgbImage, color: [u8; 3], begins: u32) {
        let near = mix(color, [0, 0, 0], 0.35);
        let (light, sun_x, _) = self.sun;
        let sun_x = sun_x * WIDTH / 100;
        for y in begins..HEIGHT {
            let depth = (y - begins) as f32 / (HEIGHT - begins) as f32;
            fill(picture, 0..WIDTH, y, mix(color, near, depth));
            let swell = ((y * y / 37 + y * 13) % 29) as f32 / 29.0;
            if swell > 0.45 {
                let half = (24.0 + depth * 190.0 * swell) as u32;
                fill(picture, sun_x.saturating_sub(half)..sun_x + half, y, mix(color, light, 0.28 + 0.3 * swell));
            }
        }
    }
}

fn bridge(picture: &mut RgbImage, horizon: u32, color: [u8; 3]) {
    let deck = horizon - HEIGHT / 9;
    for y in deck..deck + HEIGHT / 40 {
        fill(picture, 0..WIDTH, y, color);
    }
    let spans = 6;
    let span = WIDTH / spans;
    for x in 0..WIDTH {
        // Half an ellipse is cut out of the wall below the deck, span by span.
        let across = ((x % span) as f32 / span as f32 - 0.5) * 2.0;
        let arch = (1.0 - (across * 1.12).powi(2)).max(0.0).sqrt();
        let wall_top = deck + HEIGHT / 40;
        let full = (horizon + HEIGHT / 30 - wall_top) as f32;
        let wall = (full * (1.0 - arch * 0.92)) as u32;
        column(picture, x, wall_top..wall_top + wall, mix(color, [0, 0, 0], 0.12));
        if x % (span / 8) < 4 {
            column(picture, x, deck - HEIGHT / 36..deck, color);
        }
    }
    for y in deck - HEIGHT / 34..deck - HEIGHT / 40 {
        fill(picture, 0..WIDTH, y, color);
    }
}

fn houses(picture: &mut RgbImage, horizon: u32, wall: [u8; 3], window: [u8; 3]) {
    let base = horizon.min(HEIGHT);
    let mut x = 0;
    let mut number: u32 = 7;
    while x < WIDTH {
        number = number.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let width = 70 + (number >> 16) % 80;
        let height = 140 + (number >> 20) % 260;
        let shade = mix(wall, [0, 0, 0], ((number >> 24) % 30) as f32 / 100.0);
        for y in base - height..base {
            fill(picture, x..(x + width - 4), y, shade);
        }
        let mut floor = base - height + 18;
        while floor + 26 < base {
            let mut place = x + 12;
            while place + 14 < x + width - 10 {
                number = number.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                if (number >> 18) % 5 < 3 {
                    for y in floor..floor + 16 {
                        fill(picture, place..place + 11, y, window);
                    }
                }
                place += 24;
            }
            floor += 34;
        }
        x += width;
    }
}

fn boats(picture: &mut RgbImage, horizon: u32, color: [u8; 3]) {
    for (place, size) in [(22u32, 60u32), (58, 95), (80, 42)] {
        let middle = place * WIDTH / 100;
        let water = horizon + size + 20;
        for y in 0..size / 3 {
            let half = size - y;
            fill(picture, middle.saturating_sub(half)..middle + half, water + y, color);
        }
        for y in 0..size * 2 {
            let half = y * 2 / 5;
            fill(picture, middle..middle + half, water - size * 2 + y - 6, mix(color, [255, 250, 240], 0.72));
        }
        column(picture, middle, water - size * 2 - 8..water, color);
    }
}

fn disc(picture: &mut RgbImage, (x, y): (u32, u32), radius: u32, color: [u8; 3]) {
    let reach = radius * 3;
    for row in y.saturating_sub(reach)..(y + reach).min(HEIGHT) {
        for column in x.saturating_sub(reach)..(x + reach).min(WIDTH) {
            let (dx, dy) = (column.abs_diff(x) as f32, row.abs_diff(y) as f32);
            let far = (dx * dx + dy * dy).sqrt() / radius as f32;
            let there = picture.get_pixel(column, row).0;
            let share = if far < 1.0 { 1.0 } else { (0.45 * (1.0 - (far - 1.0) / 2.0)).max(0.0) };
            picture.put_pixel(column, row, Rgb(mix(there, color, share)));
        }
    }
}

fn fill(picture: &mut RgbImage, columns: std::ops::Range<u32>, y: u32, color: [u8; 3]) {
    if y < HEIGHT {
        for x in columns.start.min(WIDTH)..columns.end.min(WIDTH) {
            picture.put_pixel(x, y, Rgb(color));
        }
    }
}

fn column(picture: &mut RgbImage, x: u32, rows: std::ops::Range<u32>, color: [u8; 3]) {
    if x < WIDTH {
        for y in rows.start.min(HEIGHT)..rows.end.min(HEIGHT) {
            picture.put_pixel(x, y, Rgb(color));
        }
    }
}

/// `share` of 1 is all `b`.
fn mix(a: [u8; 3], b: [u8; 3], share: f32) -> [u8; 3] {
    let share = share.clamp(0.0, 1.0);
    std::array::from_fn(|i| (f32::from(a[i]) * (1.0 - share) + f32::from(b[i]) * share) as u8)
}

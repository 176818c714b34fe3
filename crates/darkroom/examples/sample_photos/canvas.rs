//! A little painting kit: soft-edged shapes on a canvas of floating-point colours, and noise without chance.

/// Red, green, blue, each 0 to 1, as displayed (no linear light: this is paint).
pub(crate) type Colour = [f32; 3];

/// A colour from its usual six digits.
pub(crate) fn hex(digits: u32) -> Colour {
    [digits >> 16, digits >> 8, digits].map(|level| (level & 0xFF) as f32 / 255.0)
}

pub(crate) fn mix(a: Colour, b: Colour, share: f32) -> Colour {
    let share = share.clamp(0.0, 1.0);
    [0, 1, 2].map(|i| a[i] + (b[i] - a[i]) * share)
}

/// A colour from a scale of stops, each a place from 0 to 1 and a colour, in order.
pub(crate) fn ramp(stops: &[(f32, Colour)], at: f32) -> Colour {
    let mut before = stops[0];
    for stop in stops {
        if at <= stop.0 {
            return mix(before.1, stop.1, (at - before.0) / (stop.0 - before.0).max(1e-6));
        }
        before = *stop;
    }
    before.1
}

/// A number from 0 to 1 for each whole place, always the same.
pub(crate) fn chance(x: i64, y: i64, seed: i64) -> f32 {
    let mut h = (x.wrapping_mul(0x9E37_79B9) ^ y.wrapping_mul(0x85EB_CA6B) ^ seed.wrapping_mul(0xC2B2_AE35)) as u64;
    h = (h ^ (h >> 31)).wrapping_mul(0x7FB5_D329_728E_A185);
    h = (h ^ (h >> 27)).wrapping_mul(0x81DA_DEF4_BC2D_D44D);
    ((h >> 40) & 0xFFFF) as f32 / 65_535.0
}

/// Smooth noise from 0 to 1, with features one unit wide.
pub(crate) fn noise(x: f32, y: f32, seed: i64) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let smooth = |t: f32| t * t * (3.0 - 2.0 * t);
    let (u, v) = (smooth(x - left), smooth(y - top));
    let corner = |dx: i64, dy: i64| chance(left as i64 + dx, top as i64 + dy, seed);
    let upper = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * u;
    let lower = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * u;
    upper + (lower - upper) * v
}

/// Noise with fine features on coarse ones, as clouds and ridges have.
pub(crate) fn clouds(x: f32, y: f32, seed: i64) -> f32 {
    (0..5)
        .map(|octave| noise(x * (1 << octave) as f32, y * (1 << octave) as f32, seed + octave) / (2 << octave) as f32)
        .sum()
}

/// A picture being painted, one unit being a pixel.
pub(crate) struct Canvas {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pixels: Vec<Colour>,
}

impl Canvas {
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0.0; 3]; width * height] }
    }

    /// Repaints every pixel from its place and colour.
    pub(crate) fn shade(&mut self, paint: impl Fn(f32, f32, Colour) -> Colour) {
        for (at, pixel) in self.pixels.iter_mut().enumerate() {
            let (x, y) = (at % self.width, at / self.width);
            *pixel = paint(x as f32 + 0.5, y as f32 + 0.5, *pixel);
        }
    }

    /// A filled polygon, by the even-odd rule, with soft edges.
    pub(crate) fn polygon(&mut self, corners: &[(f32, f32)], colour: Colour) {
        self.fill(corners, 1.0, |_, _| colour);
    }

    /// A filled polygon whose colour depends on the place, laid on with the given strength (0 to 1).
    pub(crate) fn fill(&mut self, corners: &[(f32, f32)], strength: f32, paint: impl Fn(f32, f32) -> Colour) {
        const LINES: usize = 4;
        let top = corners.iter().map(|c| c.1).fold(f32::MAX, f32::min).max(0.0) as usize;
        let bottom = corners.iter().map(|c| c.1).fold(0.0, f32::max).ceil().min(self.height as f32) as usize;
        let mut cover = vec![0.0; self.width];
        for y in top..bottom {
            cover.fill(0.0);
            for line in 0..LINES {
                let level = y as f32 + (line as f32 + 0.5) / LINES as f32;
                for pair in crossings(corners, level).chunks_exact(2) {
                    add_span(&mut cover, pair[0], pair[1], 1.0 / LINES as f32);
                }
            }
            let row = &mut self.pixels[y * self.width..(y + 1) * self.width];
            for (x, (pixel, cover)) in row.iter_mut().zip(&cover).enumerate() {
                if *cover > 0.0 {
                    *pixel = mix(*pixel, paint(x as f32, y as f32), cover * strength);
                }
            }
        }
    }

    pub(crate) fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        self.polygon(&[(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour);
    }

    pub(crate) fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, colour: Colour) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = dx.hypot(dy).max(1e-3);
        let (nx, ny) = (-dy / long * width / 2.0, dx / long * width / 2.0);
        self.polygon(
            &[(from.0 + nx, from.1 + ny), (to.0 + nx, to.1 + ny), (to.0 - nx, to.1 - ny), (from.0 - nx, from.1 - ny)],
            colour,
        );
    }

    pub(crate) fn ellipse(&mut self, centre: (f32, f32), radii: (f32, f32), colour: Colour) {
        self.polygon(&round(centre, radii), colour);
    }

    /// A round thing lit from the upper left.
    pub(crate) fn ball(&mut self, centre: (f32, f32), radius: f32, colour: Colour) {
        let light = (centre.0 - radius * 0.4, centre.1 - radius * 0.45);
        self.fill(&round(centre, (radius, radius)), 1.0, |x, y| {
            let away = (x - light.0).hypot(y - light.1) / (radius * 1.6);
            let lit = mix(colour, [1.0; 3], 0.4 - away);
            mix(lit, hex(0x1a1216), (away - 0.45) * 0.8)
        });
    }

    /// Copies what is above a water line into the water, upside down, wavering and darker.
    pub(crate) fn reflect(&mut self, water: usize, bottom: usize, tint: Colour, strength: f32) {
        for y in water..bottom.min(self.height) {
            let depth = (y - water) as f32;
            let wave = (noise(depth / (3.0 + depth / 40.0), 0.0, 5) - 0.5) * (3.0 + depth / 12.0);
            let above = (water as f32 - depth * 1.05 + wave).clamp(0.0, self.height as f32 - 1.0) as usize;
            for x in 0..self.width {
                let ripple = (noise(x as f32 / 60.0, depth / (2.0 + depth / 60.0), 9) - 0.5) * (2.0 + depth / 9.0);
                let from = (x as f32 + ripple).clamp(0.0, self.width as f32 - 1.0) as usize;
                let glint = (noise(x as f32 / 46.0, depth / (2.5 + depth / 50.0), 11) - 0.6).max(0.0) * 0.25;
                let seen = mix(tint, self.pixels[above * self.width + from], strength);
                self.pixels[y * self.width + x] = mix(seen, [1.0, 0.97, 0.9], glint);
            }
        }
    }

    /// The finished picture as RGB bytes, with the grain of a sensor and darker corners.
    pub(crate) fn develop(&self) -> Vec<u8> {
        let (half_width, half_height) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut bytes = Vec::with_capacity(self.pixels.len() * 3);
        for (at, pixel) in self.pixels.iter().enumerate() {
            let (x, y) = (at % self.width, at / self.width);
            let corner = ((x as f32 - half_width) / half_width).hypot((y as f32 - half_height) / half_height);
            let shade = 1.0 - 0.13 * (corner - 0.5).max(0.0);
            let grain =
                (chance(x as i64 / 2, y as i64 / 2, 77) - 0.5) * 0.022 + (chance(x as i64, y as i64, 78) - 0.5) * 0.012;
            bytes.extend(pixel.map(|level| ((level * shade + grain).clamp(0.0, 1.0) * 255.0).round() as u8));
        }
        bytes
    }
}

pub(crate) fn round(centre: (f32, f32), radii: (f32, f32)) -> Vec<(f32, f32)> {
    (0..48)
        .map(|step| {
            let angle = step as f32 / 48.0 * std::f32::consts::TAU;
            (centre.0 + angle.cos() * radii.0, centre.1 + angle.sin() * radii.1)
        })
        .collect()
}

fn crossings(corners: &[(f32, f32)], level: f32) -> Vec<f32> {
    let next = corners.iter().cycle().skip(1);
    let mut found: Vec<f32> = corners
        .iter()
        .zip(next)
        .filter(|(a, b)| (a.1 <= level) != (b.1 <= level))
        .map(|(a, b)| a.0 + (level - a.1) / (b.1 - a.1) * (b.0 - a.0))
        .collect();
    found.sort_by(f32::total_cmp);
    found
}

fn add_span(cover: &mut [f32], from: f32, to: f32, share: f32) {
    let from = from.clamp(0.0, cover.len() as f32);
    let to = to.clamp(0.0, cover.len() as f32);
    for (x, cover) in cover.iter_mut().enumerate().take(to.ceil() as usize).skip(from as usize) {
        let inside = (to.min(x as f32 + 1.0) - from.max(x as f32)).max(0.0);
        *cover += inside * share;
    }
}

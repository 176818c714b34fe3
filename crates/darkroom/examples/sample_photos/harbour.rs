//! The fishing harbour at noon: boats with painted bows along the quay.

use crate::canvas::{Canvas, Colour, clouds, hex, mix, noise, ramp};

const WATER: f32 = 760.0;

pub(crate) fn harbour() -> Canvas {
    let mut canvas = Canvas::new(2400, 1600);
    let stops = [(0.0, hex(0x3f86c6)), (0.55, hex(0x86bfe2)), (1.0, hex(0xd9ecf0))];
    canvas.shade(|x, y, _| {
        let cloud = ((clouds(x / 430.0, y / 210.0, 14) - 0.5) * 4.2).clamp(0.0, 1.0) * (1.0 - y / 900.0).max(0.0);
        let white = mix(hex(0xffffff), hex(0xc9d6e2), clouds(x / 200.0, y / 90.0 + 0.4, 15));
        mix(ramp(&stops, y / WATER), white, cloud * 0.92)
    });
    island(&mut canvas, 640.0, 190.0, hex(0x8fb3b9), 31);
    island(&mut canvas, 700.0, 150.0, hex(0x5f8f83), 47);
    village(&mut canvas);
    canvas.reflect(WATER as usize, 1600, hex(0x1f6a78), 0.35);
    canvas.shade(|x, y, seen| {
        if y < WATER {
            return seen;
        }
        let depth = (y - WATER) / 840.0;
        let swell = noise(x / (40.0 + 150.0 * depth), (y - WATER) / (5.0 + 24.0 * depth), 61);
        mix(mix(seen, hex(0x0f5566), depth * 0.55), hex(0xd6f0ee), ((swell - 0.72) * 2.4).max(0.0))
    });
    for (x, y, size, hull, rail) in [
        (420.0, 850.0, 0.46, 0x2a6fa8, 0xd94f34),
        (980.0, 870.0, 0.52, 0x2f8f6b, 0xe9b43a),
        (1650.0, 860.0, 0.5, 0xb8402f, 0x2c6aa0),
        (2190.0, 880.0, 0.54, 0x2a6fa8, 0xe8e2d2),
        (700.0, 1120.0, 0.95, 0x1f6f9f, 0xe2572f),
        (1720.0, 1180.0, 1.12, 0x2c8a68, 0xf0b93c),
    ] {
        boat(&mut canvas, (x, y), size, hex(hull), hex(rail));
    }
    quay(&mut canvas);
    canvas
}

fn island(canvas: &mut Canvas, level: f32, height: f32, colour: Colour, seed: i64) {
    let mut outline = vec![(-10.0, WATER)];
    outline.extend((0..=300).map(|step| {
        let x = step as f32 * 8.0;
        // Karst: steep sides, round heads.
        let shape = (clouds(x / 300.0, 0.2, seed) - 0.42).max(0.0).sqrt();
        (x, level + 60.0 - shape * height * 2.1)
    }));
    outline.push((2410.0, WATER));
    canvas.fill(&outline, 1.0, |x, y| {
        let rock = mix(colour, hex(0x2f5a4d), clouds(x / 26.0, y / 60.0, seed + 9) * 0.7 - 0.15);
        mix(rock, hex(0xd5e6e4), ((y - 620.0) / 260.0).clamp(0.0, 0.6))
    });
}

fn village(canvas: &mut Canvas) {
    canvas.rect(0.0, WATER - 16.0, 2400.0, 18.0, hex(0x8c8a7c));
    for house in 0..34 {
        let x = house as f32 * 72.0 + 20.0 * noise(house as f32, 2.0, 41);
        let high = 36.0 + 62.0 * noise(house as f32, 7.0, 42);
        let walls = [hex(0xe9dfc6), hex(0xd9b98c), hex(0xb9cfc9), hex(0xe6c7b4)][house % 4];
        canvas.rect(x, WATER - 14.0 - high, 60.0, high, walls);
        canvas.polygon(
            &[(x - 5.0, WATER - 14.0 - high), (x + 30.0, WATER - 34.0 - high), (x + 65.0, WATER - 14.0 - high)],
            hex(0xa4553d),
        );
        for window in 0..3 {
            canvas.rect(x + 7.0 + window as f32 * 18.0, WATER - 4.0 - high, 10.0, 13.0, hex(0x54656c));
        }
    }
}

fn boat(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, hull: Colour, rail: Colour) {
    let at = |dx: f32, dy: f32| (x + dx * size, y + dy * size);
    let shadow: Vec<_> =
        [(-330.0, 84.0), (330.0, 84.0), (250.0, 150.0), (-260.0, 150.0)].map(|(a, b)| at(a, b)).to_vec();
    canvas.fill(&shadow, 0.55, |_, _| hex(0x0b3a46));
    // Masts, derricks and lamps of a squid boat.
    canvas.line(at(-120.0, -60.0), at(-120.0, -420.0), 9.0 * size, hex(0x6b4a33));
    canvas.line(at(-120.0, -400.0), at(230.0, -190.0), 5.0 * size, hex(0x6b4a33));
    canvas.line(at(-120.0, -410.0), at(-300.0, -40.0), 2.5 * size, hex(0x4c4c4c));
    canvas.line(at(-120.0, -410.0), at(330.0, -80.0), 2.5 * size, hex(0x4c4c4c));
    for lamp in 0..9 {
        let place = at(-100.0 + lamp as f32 * 36.0, -380.0 + lamp as f32 * 21.5 + 14.0);
        canvas.ellipse(place, (8.0 * size, 10.0 * size), hex(0xf5f1dd));
    }
    flag(canvas, at(-116.0, -418.0), size);
    // Wheelhouse.
    let (hx, hy) = at(-260.0, -170.0);
    canvas.fill(
        &[(hx, hy), (hx + 220.0 * size, hy), (hx + 220.0 * size, hy + 150.0 * size), (hx, hy + 150.0 * size)],
        1.0,
        |px, _| mix(hex(0xf1ead8), hex(0xc5bfae), (px - hx) / (220.0 * size)),
    );
    canvas.rect(hx - 14.0 * size, hy - 14.0 * size, 250.0 * size, 16.0 * size, rail);
    for window in 0..3 {
        canvas.rect(
            hx + (18.0 + window as f32 * 66.0) * size,
            hy + 26.0 * size,
            48.0 * size,
            42.0 * size,
            hex(0x32505c),
        );
    }
    // Nets and baskets on deck.
    for heap in 0..6 {
        let place = at(10.0 + heap as f32 * 38.0, -26.0 - 10.0 * noise(heap as f32, x, 52));
        let colour = [hex(0x2c7a6f), hex(0x3f6fa0), hex(0xc77b30)][heap % 3];
        canvas.ellipse(place, (34.0 * size, 26.0 * size), colour);
    }
    let outline = [
        (-340.0, -40.0),
        (-150.0, -10.0),
        (120.0, -14.0),
        (390.0, -96.0),
        (300.0, 70.0),
        (240.0, 96.0),
        (-270.0, 96.0),
        (-330.0, 40.0),
    ]
    .map(|(a, b)| at(a, b));
    canvas.fill(&outline, 1.0, |px, py| {
        let plank = if ((py - y) / size) as i32 % 24 < 3 { 0.16 } else { 0.0 };
        mix(
            mix(hull, hex(0x0d2230), plank + ((py - y) / size / 180.0).max(0.0)),
            hex(0xffffff),
            ((px - x) / size / 2200.0).max(0.0),
        )
    });
    canvas.polygon(
        &[
            (-340.0, -40.0),
            (-150.0, -10.0),
            (120.0, -14.0),
            (390.0, -96.0),
            (384.0, -70.0),
            (122.0, 10.0),
            (-150.0, 14.0),
            (-338.0, -14.0),
        ]
        .map(|(a, b)| at(a, b)),
        rail,
    );
    canvas
        .polygon(&[(-322.0, 62.0), (304.0, 62.0), (240.0, 96.0), (-270.0, 96.0)].map(|(a, b)| at(a, b)), hex(0x8e2f27));
    // The eye that finds the way home.
    canvas.ellipse(at(300.0, -22.0), (24.0 * size, 13.0 * size), hex(0xf7f3e6));
    canvas.ellipse(at(304.0, -22.0), (9.0 * size, 9.0 * size), hex(0x17181c));
}

fn flag(canvas: &mut Canvas, (x, y): (f32, f32), size: f32) {
    let cloth = [(x, y), (x + 74.0 * size, y + 10.0 * size), (x + 70.0 * size, y + 58.0 * size), (x, y + 48.0 * size)];
    canvas.fill(&cloth, 1.0, |px, _| mix(hex(0xdd2b20), hex(0xa21d1c), ((px - x) / (13.0 * size)).sin() * 0.4 + 0.25));
    canvas.ellipse((x + 36.0 * size, y + 29.0 * size), (10.0 * size, 10.0 * size), hex(0xf8d33c));
}

fn quay(canvas: &mut Canvas) {
    canvas.fill(&[(0.0, 1420.0), (2400.0, 1370.0), (2400.0, 1600.0), (0.0, 1600.0)], 1.0, |x, y| {
        let wet = clouds(x / 240.0, y / 60.0, 91);
        let joint = if (x as i32 + (y as i32 - 1400) * 2).rem_euclid(310) < 5 { 0.2 } else { 0.0 };
        mix(mix(hex(0xb9ad98), hex(0x807869), wet * 0.8), hex(0x3b3731), joint)
    });
    canvas.fill(&[(0.0, 1420.0), (2400.0, 1370.0), (2400.0, 1392.0), (0.0, 1444.0)], 1.0, |x, _| {
        if (x as i32 / 70) % 2 == 0 { hex(0xd9b23d) } else { hex(0x3a3733) }
    });
    for (basket, x) in [140.0, 290.0, 450.0, 1120.0, 1290.0, 2060.0, 2230.0].into_iter().enumerate() {
        let y = 1490.0 + (basket % 3) as f32 * 18.0;
        canvas.ellipse((x, y + 40.0), (80.0, 20.0), hex(0x5c5549));
        canvas.polygon(
            &[(x - 74.0, y - 20.0), (x + 74.0, y - 20.0), (x + 56.0, y + 44.0), (x - 56.0, y + 44.0)],
            hex(0x2f73a8),
        );
        canvas.ellipse((x, y - 20.0), (74.0, 24.0), hex(0x1f4f75));
        for fish in 0..14 {
            let (fx, fy) = (x - 54.0 + noise(fish as f32, x, 95) * 108.0, y - 34.0 + noise(fish as f32, x, 96) * 24.0);
            canvas.ellipse((fx, fy), (24.0, 7.0), mix(hex(0xd9e2e6), hex(0x8397a3), noise(fish as f32, x, 97)));
        }
    }
}

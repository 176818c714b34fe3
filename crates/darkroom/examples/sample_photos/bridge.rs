//! The border bridge at dawn: hills in haze, lorries on the deck, the river below.

use crate::canvas::{Canvas, Colour, clouds, hex, mix, noise, ramp};

const WATER: f32 = 1010.0;
const DECK: f32 = 800.0;

pub(crate) fn bridge() -> Canvas {
    let mut canvas = Canvas::new(2400, 1600);
    sky(&mut canvas);
    let hills: [(f32, f32, u32, i64); 3] =
        [(690.0, 240.0, 0xa98fa6, 21), (780.0, 210.0, 0x7d6a8e, 34), (890.0, 150.0, 0x4c4b6d, 55)];
    for (level, height, colour, seed) in hills {
        ridge(&mut canvas, level, height, hex(colour), seed);
    }
    far_bank(&mut canvas);
    deck(&mut canvas);
    for (x, colour) in [(330.0, 0xc2452d), (980.0, 0x2d5f8a), (1500.0, 0xd9d2c5), (1990.0, 0x3f7a5a)] {
        lorry(&mut canvas, x, hex(colour));
    }
    canvas.reflect(WATER as usize, 1600, hex(0x3b3a56), 0.62);
    mist(&mut canvas);
    sampan(&mut canvas);
    reeds(&mut canvas);
    canvas
}

fn sky(canvas: &mut Canvas) {
    let stops = [
        (0.0, hex(0x3d4f86)),
        (0.35, hex(0x8a7fa8)),
        (0.6, hex(0xe6a08c)),
        (0.78, hex(0xf8c98c)),
        (1.0, hex(0xfde3b0)),
    ];
    canvas.shade(|x, y, _| {
        let base = ramp(&stops, y / WATER);
        let cloud = ((clouds(x / 520.0, y / 120.0, 3) - 0.48) * 3.0).clamp(0.0, 1.0) * (1.0 - y / WATER);
        let lit = mix(base, ramp(&[(0.0, hex(0x6f6a96)), (1.0, hex(0xffd2b0))], y / 700.0), cloud * 0.75);
        let away = (x - 1720.0).hypot(y - 700.0);
        let glow = mix(lit, hex(0xfff0c4), (1.0 - away / 760.0).max(0.0).powi(2) * 0.85);
        mix(glow, hex(0xfffbe8), ((74.0 - away) / 3.0).clamp(0.0, 1.0))
    });
}

fn ridge(canvas: &mut Canvas, level: f32, height: f32, colour: Colour, seed: i64) {
    let mut outline = vec![(-10.0, WATER)];
    outline.extend((0..=240).map(|step| {
        let x = step as f32 * 10.0;
        (x, level - (clouds(x / 620.0, 0.5, seed) - 0.35) * height * 1.8)
    }));
    outline.push((2410.0, WATER));
    canvas.fill(&outline, 1.0, |_, y| mix(colour, hex(0xf0bd9c), ((y - level) / 330.0).clamp(0.0, 0.75)));
}

fn far_bank(canvas: &mut Canvas) {
    let bank = hex(0x3d4247);
    canvas.rect(0.0, 985.0, 2400.0, 40.0, bank);
    for step in 0..160 {
        let x = step as f32 * 15.0;
        let size = 14.0 + 26.0 * noise(x / 40.0, 1.0, 71);
        canvas.ellipse((x, 990.0), (size, size * 0.8), mix(bank, hex(0x59604d), noise(x / 15.0, 2.0, 72)));
    }
    for (x, width, height) in [(90.0, 130.0, 150.0), (240.0, 80.0, 95.0), (2080.0, 150.0, 180.0), (2250.0, 90.0, 120.0)]
    {
        canvas.rect(x, 985.0 - height, width, height, hex(0x5a5669));
        for window in 0..(width as i64 / 26) * (height as i64 / 34) {
            let per_row = width as i64 / 26;
            let (column, row) = ((window % per_row) as f32, (window / per_row) as f32);
            let lit = noise(x + column * 3.7, row * 5.3, 8) > 0.55;
            let colour = if lit { hex(0xffd58a) } else { hex(0x474459) };
            canvas.rect(x + 9.0 + column * 26.0, 985.0 - height + 12.0 + row * 34.0, 12.0, 18.0, colour);
        }
    }
}

fn deck(canvas: &mut Canvas) {
    for pier in 0..7 {
        let x = 130.0 + pier as f32 * 360.0;
        let column =
            [(x - 26.0, DECK + 40.0), (x + 26.0, DECK + 40.0), (x + 20.0, WATER + 14.0), (x - 20.0, WATER + 14.0)];
        canvas.fill(&column, 1.0, |px, _| mix(hex(0xa9958f), hex(0x585264), (px - x + 26.0) / 52.0));
        canvas.polygon(
            &[(x - 70.0, DECK + 30.0), (x + 70.0, DECK + 30.0), (x + 30.0, DECK + 72.0), (x - 30.0, DECK + 72.0)],
            hex(0x6b6272),
        );
    }
    canvas.rect(0.0, DECK, 2400.0, 34.0, hex(0x8c8086));
    canvas.rect(0.0, DECK, 2400.0, 7.0, hex(0xd7c3b4));
    canvas.rect(0.0, DECK + 34.0, 2400.0, 9.0, hex(0x4f4a5b));
    for post in 0..100 {
        canvas.rect(post as f32 * 24.0, DECK - 26.0, 3.0, 27.0, hex(0x6d6672));
    }
    canvas.rect(0.0, DECK - 28.0, 2400.0, 4.0, hex(0x77707a));
    for lamp in 0..10 {
        let x = 60.0 + lamp as f32 * 250.0;
        canvas.rect(x, DECK - 170.0, 6.0, 170.0, hex(0x504b5c));
        canvas.line((x + 3.0, DECK - 168.0), (x + 50.0, DECK - 182.0), 5.0, hex(0x504b5c));
        canvas.ellipse((x + 52.0, DECK - 180.0), (13.0, 5.0), hex(0xffe9b0));
        flag(canvas, x + 6.0, DECK - 140.0);
    }
}

fn flag(canvas: &mut Canvas, x: f32, y: f32) {
    canvas.fill(&[(x, y), (x + 42.0, y + 5.0), (x + 40.0, y + 33.0), (x, y + 28.0)], 1.0, |px, _| {
        mix(hex(0xd8291f), hex(0x9c1d1c), ((px - x) / 10.0).sin() * 0.5 + 0.3)
    });
    canvas.ellipse((x + 20.0, y + 17.0), (6.0, 6.0), hex(0xf6cf3a));
}

fn lorry(canvas: &mut Canvas, x: f32, colour: Colour) {
    let floor = DECK - 12.0;
    canvas.fill(&[(x, floor - 78.0), (x + 190.0, floor - 78.0), (x + 190.0, floor), (x, floor)], 1.0, |px, py| {
        let rib = if (px as i32 / 9) % 2 == 0 { 0.0 } else { 0.14 };
        mix(mix(colour, hex(0x1f1b2b), rib), hex(0xffd9ab), (floor - 60.0 - py) / 60.0)
    });
    canvas.polygon(
        &[
            (x + 198.0, floor - 62.0),
            (x + 236.0, floor - 62.0),
            (x + 254.0, floor - 26.0),
            (x + 254.0, floor),
            (x + 198.0, floor),
        ],
        mix(colour, hex(0x2a2433), 0.35),
    );
    canvas.polygon(
        &[(x + 212.0, floor - 56.0), (x + 233.0, floor - 56.0), (x + 245.0, floor - 30.0), (x + 212.0, floor - 30.0)],
        hex(0xbfd0da),
    );
    for wheel in [24.0, 52.0, 150.0, 178.0, 232.0] {
        canvas.ellipse((x + wheel, floor + 2.0), (12.0, 12.0), hex(0x221f29));
    }
}

fn mist(canvas: &mut Canvas) {
    canvas.shade(|x, y, seen| {
        let band = 1.0 - ((y - WATER) / 120.0).abs();
        mix(seen, hex(0xf6d3b4), band.max(0.0) * clouds(x / 380.0, y / 50.0, 88) * 0.7)
    });
}

fn sampan(canvas: &mut Canvas) {
    let (x, y) = (760.0, 1260.0);
    canvas.fill(
        &[(x - 190.0, y + 36.0), (x + 190.0, y + 36.0), (x + 120.0, y + 62.0), (x - 130.0, y + 62.0)],
        0.5,
        |_, _| hex(0x15141f),
    );
    let hull = [
        (x - 210.0, y - 26.0),
        (x - 120.0, y + 6.0),
        (x + 120.0, y + 6.0),
        (x + 220.0, y - 30.0),
        (x + 140.0, y + 40.0),
        (x - 140.0, y + 40.0),
    ];
    canvas.polygon(&hull, hex(0x1f1a20));
    canvas.polygon(
        &[(x - 14.0, y + 4.0), (x - 24.0, y - 84.0), (x + 10.0, y - 104.0), (x + 34.0, y - 80.0), (x + 30.0, y + 4.0)],
        hex(0x2b2a3d),
    );
    canvas.ellipse((x + 6.0, y - 116.0), (18.0, 20.0), hex(0x3b2d2d));
    canvas.polygon(&[(x - 48.0, y - 116.0), (x + 6.0, y - 158.0), (x + 60.0, y - 116.0)], hex(0xcda36d));
    canvas.line((x + 30.0, y - 70.0), (x + 170.0, y + 70.0), 7.0, hex(0x241c1c));
}

fn reeds(canvas: &mut Canvas) {
    for stem in 0..260 {
        let x = noise(stem as f32 * 0.9, 3.0, 101) * 900.0 - 80.0 + if stem % 2 == 0 { 0.0 } else { 1660.0 };
        let height = 120.0 + 260.0 * noise(stem as f32, 9.0, 102);
        let lean = (noise(stem as f32, 4.0, 103) - 0.4) * 140.0;
        let dark = mix(hex(0x14171c), hex(0x2c2a26), noise(stem as f32, 1.0, 104));
        canvas.polygon(
            &[(x, 1605.0), (x + 9.0, 1605.0), (x + lean + 3.0, 1600.0 - height), (x + lean, 1600.0 - height)],
            dark,
        );
        canvas.ellipse((x + lean, 1600.0 - height), (6.0, 22.0), mix(dark, hex(0x6a4a3c), 0.6));
    }
}

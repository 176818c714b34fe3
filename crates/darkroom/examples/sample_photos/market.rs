//! The central market in the morning, upright: fruit in baskets, awnings, conical hats.

use crate::canvas::{Canvas, Colour, chance, clouds, hex, mix, noise};

pub(crate) fn market() -> Canvas {
    let mut canvas = Canvas::new(1600, 2400);
    hall(&mut canvas);
    for (row, (y, scale)) in [(880.0, 0.62), (1180.0, 0.8), (1560.0, 1.05)].into_iter().enumerate() {
        let shift = row as f32 * 170.0;
        let stalls: Vec<f32> = (0..4).map(|stall| (stall as f32 * 640.0 - 300.0 - shift) * scale + 300.0).collect();
        for (stall, x) in stalls.iter().enumerate() {
            awning(&mut canvas, (*x, y - 470.0 * scale), scale, row + stall);
        }
        for person in 0..3 {
            let x = 160.0 + person as f32 * 520.0 + row as f32 * 130.0;
            seller(&mut canvas, (x, y + 20.0 * scale), scale * 1.1, row * 3 + person);
        }
        for (stall, x) in stalls.iter().enumerate() {
            bench(&mut canvas, (*x, y), scale, (row * 5 + stall) as i64);
        }
    }
    foreground(&mut canvas);
    haze(&mut canvas);
    canvas
}

fn hall(canvas: &mut Canvas) {
    canvas.shade(|x, y, _| {
        let roof = mix(hex(0x3d3a3c), hex(0x7c6f62), y / 900.0);
        let skylight = ((x / 200.0 + y / 900.0).fract() < 0.34 && y < 330.0) as i32 as f32;
        let light = mix(roof, hex(0xfdf2d4), skylight * (0.85 - y / 900.0));
        let floor = mix(hex(0x8e8478), hex(0x4c4640), (y - 900.0) / 1500.0);
        let wet = clouds(x / 160.0, y / 40.0, 12) * 0.5;
        if y < 900.0 { light } else { mix(floor, hex(0xd9cdb8), wet) }
    });
    for beam in 0..9 {
        let x = beam as f32 * 200.0;
        canvas.line((x, 0.0), (800.0 + (x - 800.0) * 0.55, 560.0), 16.0, hex(0x2f2c2e));
    }
    for (lantern, x) in [150.0, 420.0, 700.0, 980.0, 1250.0, 1480.0].into_iter().enumerate() {
        let y = 250.0 + chance(lantern as i64, 1, 3) * 120.0;
        canvas.line((x, 0.0), (x, y), 4.0, hex(0x2a2627));
        canvas.ball((x, y + 46.0), 50.0, hex(0xd23a2a));
        canvas.rect(x - 20.0, y - 8.0, 40.0, 12.0, hex(0xe7b846));
        canvas.rect(x - 3.0, y + 96.0, 6.0, 46.0, hex(0xe7b846));
    }
}

fn awning(canvas: &mut Canvas, (x, y): (f32, f32), scale: f32, stall: usize) {
    let cloth = [hex(0xc8452f), hex(0x2f7f6f), hex(0x2f659b), hex(0xd89a2f)][stall % 4];
    for post in [20.0, 560.0] {
        canvas.rect(x + post * scale, y, 12.0 * scale, 470.0 * scale, hex(0x5b4a3a));
    }
    let roof = [
        (x + 40.0 * scale, y - 70.0 * scale),
        (x + 540.0 * scale, y - 70.0 * scale),
        (x + 610.0 * scale, y + 70.0 * scale),
        (x - 30.0 * scale, y + 70.0 * scale),
    ];
    canvas.fill(&roof, 1.0, |px, py| {
        let stripe = ((px - x) / (53.0 * scale)) as i32 % 2 == 0;
        let base = if stripe { cloth } else { hex(0xf3ead8) };
        mix(base, hex(0x2a1f1d), ((py - y) / (260.0 * scale)).clamp(0.0, 0.4))
    });
    for scallop in 0..12 {
        let colour = if scallop % 2 == 0 { cloth } else { hex(0xf3ead8) };
        let centre = (x + (-4.0 + scallop as f32 * 53.0) * scale, y + 70.0 * scale);
        canvas.ellipse(centre, (27.0 * scale, 24.0 * scale), mix(colour, hex(0x2a1f1d), 0.25));
    }
}

fn bench(canvas: &mut Canvas, (x, y): (f32, f32), scale: f32, stall: i64) {
    canvas.fill(
        &[(x - 10.0, y), (x + 600.0 * scale, y), (x + 590.0 * scale, y + 250.0 * scale), (x, y + 250.0 * scale)],
        1.0,
        |px, py| {
            let board = if ((py - y) / scale) as i32 % 62 < 5 { 0.4 } else { 0.0 };
            mix(mix(hex(0x9b7650), hex(0x5a4130), noise(px / 90.0, py / 4.0, 19)), hex(0x2b1e18), board)
        },
    );
    for basket in 0..3 {
        let centre = (x + (100.0 + basket as f32 * 195.0) * scale, y - 6.0 * scale);
        heap(canvas, centre, 92.0 * scale, stall * 3 + basket);
    }
}

/// A basket heaped with one kind of fruit.
fn heap(canvas: &mut Canvas, (x, y): (f32, f32), width: f32, kind: i64) {
    const FRUIT: [(u32, f32); 7] = [
        (0xe8792b, 0.2),
        (0xd1332e, 0.17),
        (0x7fae3b, 0.19),
        (0xf0c23c, 0.21),
        (0x8e3b6c, 0.15),
        (0xc9d36a, 0.24),
        (0xb7402f, 0.13),
    ];
    let (colour, size) = FRUIT[kind.rem_euclid(7) as usize];
    let rim = [
        (x - width, y - 8.0),
        (x + width, y - 8.0),
        (x + width * 0.8, y + width * 0.5),
        (x - width * 0.8, y + width * 0.5),
    ];
    canvas.fill(&rim, 1.0, |px, py| {
        let weave = ((px / 11.0).sin() * (py / 9.0).sin() > 0.0) as i32 as f32;
        mix(hex(0xb98a4e), hex(0x7a5730), weave * 0.6)
    });
    canvas.ellipse((x, y - 8.0), (width, width * 0.24), hex(0x6b4a2a));
    let radius = width * size;
    let rows = 4;
    for row in 0..rows {
        let count = ((width * (1.7 - row as f32 * 0.36)) / (radius * 1.55)) as i64;
        for place in 0..count {
            let jitter = chance(place, row, kind + 40) - 0.5;
            let fx = x + (place as f32 - (count - 1) as f32 / 2.0) * radius * 1.55 + jitter * radius * 0.5;
            let fy = y - width * 0.06 - row as f32 * radius * 1.1 + jitter * radius * 0.3;
            let ripe = mix(hex(colour), hex(0xf6d878), chance(place, row, kind + 60) * 0.3);
            canvas.ball((fx, fy), radius, ripe);
        }
    }
}

fn seller(canvas: &mut Canvas, (x, y): (f32, f32), scale: f32, who: usize) {
    let at = |dx: f32, dy: f32| (x + dx * scale, y + dy * scale);
    let blouse: Colour = [hex(0x7c4a86), hex(0x2f6f8f), hex(0xc66a4a), hex(0x4d7a4a), hex(0xb8475f)][who % 5];
    let body =
        [(-86.0, 0.0), (-96.0, -120.0), (-60.0, -186.0), (0.0, -200.0), (60.0, -186.0), (96.0, -120.0), (86.0, 0.0)]
            .map(|(a, b)| at(a, b));
    canvas.fill(&body, 1.0, |px, py| {
        let fold = ((px - x) / (18.0 * scale)).sin() * 0.08;
        let dots = ((px / (9.0 * scale)).sin() * (py / (9.0 * scale)).sin() > 0.86) as i32 as f32;
        mix(mix(blouse, hex(0x1e1620), (px - x) / (260.0 * scale) + 0.18 + fold), hex(0xf2e3d0), dots * 0.7)
    });
    canvas.ellipse(at(0.0, -236.0), (46.0 * scale, 54.0 * scale), hex(0xb98362));
    canvas.polygon(&[at(-44.0, -200.0), at(-30.0, -262.0), at(-54.0, -240.0)], hex(0x241c1d));
    let hat = [at(-138.0, -244.0), at(0.0, -356.0), at(138.0, -244.0), at(70.0, -226.0), at(-70.0, -226.0)];
    canvas.fill(&hat, 1.0, |px, py| {
        let ring = if ((py - y) / scale) as i32 % 13 == 0 { 0.22 } else { 0.0 };
        mix(mix(hex(0xf4e4b8), hex(0xa9834c), (px - x) / (250.0 * scale) + 0.3), hex(0x6e4e2a), ring)
    });
    canvas.fill(&[at(-138.0, -244.0), at(138.0, -244.0), at(70.0, -226.0), at(-70.0, -226.0)], 0.55, |_, _| {
        hex(0x4a3520)
    });
}

fn foreground(canvas: &mut Canvas) {
    canvas.fill(&[(0.0, 1960.0), (1600.0, 1900.0), (1600.0, 2400.0), (0.0, 2400.0)], 1.0, |x, y| {
        mix(hex(0x4b6f58), hex(0x24382f), noise(x / 60.0, y / 60.0, 29) * 0.6 + (y - 1900.0) / 1100.0)
    });
    for (tray, (x, y)) in [(200.0, 2010.0), (610.0, 1990.0), (1030.0, 1980.0), (1440.0, 1960.0)].into_iter().enumerate()
    {
        heap(canvas, (x, y), 190.0, tray as i64 * 2 + 1);
    }
    for (tray, (x, y)) in
        [(20.0, 2290.0), (430.0, 2270.0), (850.0, 2260.0), (1290.0, 2250.0), (1640.0, 2240.0)].into_iter().enumerate()
    {
        heap(canvas, (x, y), 215.0, tray as i64 * 3);
        let tag = [(x + 40.0, y - 150.0), (x + 150.0, y - 158.0), (x + 154.0, y - 92.0), (x + 44.0, y - 84.0)];
        canvas.polygon(&tag, hex(0xf5efdd));
        canvas.line((x + 58.0, y - 124.0), (x + 136.0, y - 130.0), 7.0, hex(0xb03a2a));
        canvas.line((x + 60.0, y - 104.0), (x + 112.0, y - 108.0), 5.0, hex(0x54504a));
    }
}

fn haze(canvas: &mut Canvas) {
    canvas.shade(|x, y, seen| {
        let beam = ((x * 0.8 - y * 0.45) / 310.0).sin().max(0.0).powi(3) * (1.0 - y / 1500.0).max(0.0);
        mix(mix(seen, hex(0xffe9bd), beam * 0.28), hex(0xe9cfa2), ((900.0 - y) / 3600.0).max(0.0))
    });
}

//! The beach on a winter evening: lamps along the road, casuarinas, coracles on the sand.

use crate::canvas::{Canvas, clouds, hex, mix, noise, ramp, round};

const SEA: f32 = 700.0;
const SAND: f32 = 1010.0;

pub(crate) fn beach() -> Canvas {
    let mut canvas = Canvas::new(2400, 1600);
    let sky = [(0.0, hex(0x27406b)), (0.5, hex(0x8a7fa6)), (0.82, hex(0xf0a884)), (1.0, hex(0xf9d9a6))];
    canvas.shade(|x, y, _| {
        let cloud = ((clouds(x / 620.0, y / 150.0, 4) - 0.52) * 3.2).clamp(0.0, 1.0);
        mix(ramp(&sky, y / SEA), hex(0xe8b9a4), cloud * 0.5)
    });
    canvas.ellipse((1560.0, 640.0), (92.0, 92.0), hex(0xfff0c4));
    headland(&mut canvas);
    canvas.shade(|x, y, seen| {
        if !(SEA..SAND).contains(&y) {
            return seen;
        }
        let depth = (y - SEA) / (SAND - SEA);
        let water = mix(hex(0xc9a79b), hex(0x3f5f80), depth);
        let swell = noise(x / (60.0 + 220.0 * depth), (y - SEA) / (4.0 + 12.0 * depth), 21);
        let path = (1.0 - ((x - 1560.0).abs() / (70.0 + 260.0 * depth))).max(0.0);
        let lit = mix(water, hex(0xffe2b0), path * (0.35 + swell * 0.5));
        mix(lit, hex(0xf3ece4), ((swell - 0.74) * 2.2).max(0.0))
    });
    canvas.shade(|x, y, seen| {
        let shore = SAND + 26.0 * noise(x / 260.0, 1.0, 3) + 10.0 * noise(x / 60.0, 2.0, 5);
        if y < shore {
            return seen;
        }
        let wet = (1.0 - (y - shore) / 150.0).clamp(0.0, 1.0);
        let foam = (1.0 - (y - shore) / 16.0).clamp(0.0, 1.0);
        let grain = clouds(x / 90.0, y / 30.0, 33);
        let sand = mix(mix(hex(0xd3ab7d), hex(0xb98d62), grain), hex(0x9a7f78), wet * 0.7);
        mix(sand, hex(0xfbf4ea), foam * 0.9)
    });
    for (x, y, size) in [(520.0, 1190.0, 0.7), (1010.0, 1240.0, 0.85), (1830.0, 1300.0, 1.1)] {
        coracle(&mut canvas, (x, y), size);
    }
    for lamp in 0..7 {
        let near = lamp as f32 / 6.0;
        lamp_post(&mut canvas, (1180.0 + near * near * 1180.0, 1010.0 + near * 380.0), 0.28 + near * 0.72);
    }
    for (x, y, size, seed) in [(120.0, 1330.0, 1.0, 61), (330.0, 1190.0, 0.72, 62), (-10.0, 1130.0, 0.6, 63)] {
        casuarina(&mut canvas, (x, y), size, seed);
    }
    canvas
}

fn headland(canvas: &mut Canvas) {
    for (level, colour, seed) in [(90.0, hex(0x8d7d97), 12), (55.0, hex(0x665f80), 13)] {
        let mut outline = vec![(-10.0, SEA)];
        outline.extend((0..=120).map(|step| {
            let x = step as f32 * 10.0;
            (x, SEA - level * (1.0 - x / 1200.0).powf(0.7) * (0.6 + clouds(x / 240.0, 0.4, seed)))
        }));
        canvas.polygon(&outline, colour);
    }
}

fn coracle(canvas: &mut Canvas, (x, y): (f32, f32), size: f32) {
    canvas.fill(&round((x + 20.0 * size, y + 70.0 * size), (200.0 * size, 40.0 * size)), 0.4, |_, _| hex(0x4a3a38));
    canvas.fill(&round((x, y), (180.0 * size, 92.0 * size)), 1.0, |px, py| {
        let weave = if ((px + py) / (14.0 * size)) as i32 % 2 == 0 { 0.0 } else { 0.18 };
        mix(mix(hex(0x7c5a3a), hex(0x4d3626), weave), hex(0x2c2022), ((py - y) / (120.0 * size)).max(0.0))
    });
    canvas.ellipse((x, y - 22.0 * size), (168.0 * size, 58.0 * size), hex(0xb98c55));
    canvas.ellipse((x, y - 14.0 * size), (150.0 * size, 46.0 * size), hex(0x5a4231));
    canvas.line((x - 190.0 * size, y + 20.0 * size), (x + 120.0 * size, y - 90.0 * size), 9.0 * size, hex(0xcfa56a));
}

fn lamp_post(canvas: &mut Canvas, (x, y): (f32, f32), size: f32) {
    let head = (x, y - 330.0 * size);
    for glow in (1..=6).rev() {
        let reach = glow as f32 * 26.0 * size;
        canvas.fill(&round(head, (reach, reach)), 0.09, |_, _| hex(0xffdf9a));
    }
    canvas.line((x, y), head, 9.0 * size, hex(0x33333d));
    canvas.rect(x - 15.0 * size, head.1 - 24.0 * size, 30.0 * size, 40.0 * size, hex(0xfff3cf));
    canvas.fill(&round((x, y), (90.0 * size, 18.0 * size)), 0.35, |_, _| hex(0xffe3a8));
}

fn casuarina(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, seed: i64) {
    let crown = 1150.0 * size;
    canvas.line((x, y), (x + 60.0 * size, y - crown), 34.0 * size, hex(0x3a2f30));
    for tuft in 0..70 {
        let up = tuft as f32 / 70.0;
        let side = noise(tuft as f32, 1.0, seed) - 0.45;
        let from = (x + 60.0 * size * up, y - crown * (0.28 + 0.72 * up));
        let reach = 330.0 * size * (1.1 - up) * side * 2.0;
        let colour = mix(hex(0x22382f), hex(0x41604c), noise(tuft as f32, 5.0, seed));
        for needle in 0..5 {
            let droop = (20.0 + 26.0 * needle as f32) * size;
            canvas.line(from, (from.0 + reach, from.1 + droop), (9.0 - needle as f32) * size, colour);
        }
    }
}

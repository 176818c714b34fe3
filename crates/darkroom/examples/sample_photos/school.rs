//! A school yard with a court for basketball, on a bright afternoon.

use crate::canvas::{Canvas, clouds, hex, mix, noise, ramp};

const GROUND: f32 = 980.0;

pub(crate) fn school() -> Canvas {
    let mut canvas = Canvas::new(2400, 1600);
    let sky = [(0.0, hex(0x5aa2d8)), (1.0, hex(0xe6f1ee))];
    canvas.shade(|x, y, _| {
        let cloud = ((clouds(x / 420.0, y / 190.0, 8) - 0.5) * 4.0).clamp(0.0, 1.0);
        mix(ramp(&sky, y / GROUND), hex(0xffffff), cloud * 0.85)
    });
    hills(&mut canvas);
    building(&mut canvas);
    for (x, size, seed) in [(150.0, 1.0, 3), (2230.0, 1.12, 4), (1790.0, 0.72, 5)] {
        flame_tree(&mut canvas, (x, GROUND + 20.0), size, seed);
    }
    court(&mut canvas);
    hoop(&mut canvas, (1900.0, 1330.0), 1.0);
    hoop(&mut canvas, (430.0, 1120.0), 0.66);
    for (x, y, size, shirt) in [
        (820.0, 1290.0, 0.8, 0x2f6fb5),
        (1080.0, 1230.0, 0.7, 0xf4f1ea),
        (1330.0, 1390.0, 1.0, 0x2f6fb5),
        (1620.0, 1330.0, 0.9, 0xf4f1ea),
    ] {
        player(&mut canvas, (x, y), size, shirt);
    }
    canvas.ball((1490.0, 960.0), 36.0, hex(0xd9772e));
    canvas
}

fn hills(canvas: &mut Canvas) {
    for (level, colour, seed) in [(700.0, hex(0x9fbfc0), 31), (780.0, hex(0x7fa794), 32)] {
        let mut outline = vec![(-10.0, GROUND)];
        outline.extend((0..=240).map(|step| {
            let x = step as f32 * 10.0;
            (x, level - 190.0 * (clouds(x / 520.0, 0.3, seed) - 0.4))
        }));
        outline.push((2410.0, GROUND));
        canvas.polygon(&outline, colour);
    }
}

fn building(canvas: &mut Canvas) {
    canvas.rect(380.0, 470.0, 1500.0, GROUND - 470.0, hex(0xf0d9a0));
    canvas.polygon(&[(340.0, 476.0), (430.0, 380.0), (1830.0, 380.0), (1920.0, 476.0)], hex(0xa6452f));
    for floor in 0..2 {
        let y = 530.0 + floor as f32 * 235.0;
        canvas.rect(380.0, y + 170.0, 1500.0, 22.0, hex(0xd8b978));
        for window in 0..10 {
            let x = 420.0 + window as f32 * 146.0;
            canvas.fill(&[(x, y), (x + 96.0, y), (x + 96.0, y + 130.0), (x, y + 130.0)], 1.0, |px, py| {
                mix(hex(0x6f98a8), hex(0xd5e8ea), ((px - x) + (py - y)) / 226.0)
            });
            canvas.rect(x + 45.0, y, 6.0, 130.0, hex(0x4d7d5f));
            canvas.rect(x - 4.0, y + 126.0, 104.0, 10.0, hex(0x4d7d5f));
        }
    }
    canvas.rect(1040.0, 790.0, 180.0, GROUND - 790.0, hex(0x5b4736));
    canvas.line((1130.0, 392.0), (1130.0, 200.0), 9.0, hex(0xc9ccd0));
    canvas.polygon(&[(1134.0, 204.0), (1290.0, 214.0), (1284.0, 318.0), (1134.0, 308.0)], hex(0xd62a20));
    canvas.ellipse((1208.0, 261.0), (24.0, 24.0), hex(0xf8d33c));
}

fn flame_tree(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, seed: i64) {
    canvas.line((x, y), (x + 10.0 * size, y - 420.0 * size), 46.0 * size, hex(0x5f4c3e));
    for leaf in 0..90 {
        let at = leaf as f32;
        let (across, up) = (noise(at, 1.0, seed) - 0.5, noise(at, 2.0, seed));
        let place = (x + across * 640.0 * size, y - (380.0 + up * 260.0 * (1.0 - across.abs())) * size);
        let green = mix(hex(0x2f6a41), hex(0x5f9a55), noise(at, 3.0, seed));
        canvas.ellipse(place, (74.0 * size, 46.0 * size), green);
    }
}

fn court(canvas: &mut Canvas) {
    canvas.shade(|x, y, seen| {
        if y < GROUND {
            return seen;
        }
        mix(hex(0xc9b48f), hex(0xab9470), clouds(x / 200.0, y / 50.0, 51))
    });
    let corners = [(330.0, 1060.0), (1980.0, 1060.0), (2360.0, 1560.0), (40.0, 1560.0)];
    canvas.fill(&corners, 1.0, |x, y| mix(hex(0x3f8a78), hex(0x2d6f63), clouds(x / 160.0, y / 60.0, 52)));
    let white = hex(0xf4f1e6);
    for (at, from) in corners.iter().enumerate() {
        canvas.line(*from, corners[(at + 1) % 4], 10.0, white);
    }
    canvas.line((1155.0, 1060.0), (1200.0, 1560.0), 9.0, white);
    canvas.ellipse((1178.0, 1290.0), (210.0, 84.0), white);
    canvas.ellipse((1178.0, 1290.0), (198.0, 75.0), hex(0x357d6d));
}

fn hoop(canvas: &mut Canvas, (x, y): (f32, f32), size: f32) {
    canvas.line((x, y), (x, y - 560.0 * size), 26.0 * size, hex(0x4a4f57));
    canvas.line((x, y - 500.0 * size), (x - 80.0 * size, y - 560.0 * size), 16.0 * size, hex(0x4a4f57));
    canvas.rect(x - 190.0 * size, y - 720.0 * size, 240.0 * size, 170.0 * size, hex(0xf7f5ef));
    canvas.rect(x - 115.0 * size, y - 650.0 * size, 90.0 * size, 8.0 * size, hex(0xc8371f));
    canvas.line((x - 125.0 * size, y - 556.0 * size), (x - 15.0 * size, y - 556.0 * size), 12.0 * size, hex(0xd9532b));
    for string in 0..6 {
        let top = x - (122.0 - 20.0 * string as f32) * size;
        canvas.line(
            (top, y - 552.0 * size),
            (x - 92.0 * size + 9.0 * string as f32 * size, y - 470.0 * size),
            4.0 * size,
            hex(0xf4f1e6),
        );
    }
}

/// Seen from behind, as are all.
fn player(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, shirt: u32) {
    let at = |dx: f32, dy: f32| (x + dx * size, y + dy * size);
    let skin = hex(0xb98060);
    canvas.ellipse(at(0.0, 8.0), (90.0 * size, 18.0 * size), hex(0x23574d));
    for side in [-1.0, 1.0] {
        canvas.line(at(side * 24.0, -120.0), at(side * 40.0, 0.0), 26.0 * size, skin);
        canvas.line(at(side * 50.0, -250.0), at(side * 92.0, -380.0), 24.0 * size, skin);
        canvas.ellipse(at(side * 44.0, 2.0), (26.0 * size, 12.0 * size), hex(0xf1efe9));
    }
    canvas.polygon(&[at(-54.0, -160.0), at(54.0, -160.0), at(62.0, -80.0), at(-62.0, -80.0)], hex(0x26313d));
    canvas.polygon(&[at(-58.0, -270.0), at(58.0, -270.0), at(56.0, -150.0), at(-56.0, -150.0)], hex(shirt));
    canvas.ellipse(at(0.0, -315.0), (38.0 * size, 46.0 * size), hex(0x241d1c));
}

//! Neon Harbor: a container port in the rain, seen from just above the water.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, oklch};

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 236.0);
    s.halo(p.accent, 0.75, [450.0, 220.0, 330.0, 200.0]);
    skyline(&mut s, p, 236.0);
    containers(&mut s, p);
    crane(&mut s, p);
    water(&mut s, p, 236.0);
    bollards(&mut s, p);
    rain(&mut s, p, 70);
    s.vignette(p.ground[2], 0.7);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 262.0);
    s.halo(p.accent, 0.55, [320.0, 250.0, 420.0, 260.0]);
    for (i, (x, w, h)) in
        [(-20.0, 110.0, 210.0), (96.0, 62.0, 130.0), (168.0, 50.0, 76.0), (404.0, 60.0, 90.0), (474.0, 70.0, 150.0), (552.0, 110.0, 232.0)].into_iter().enumerate()
    {
        let wall = s.vertical(&[(p.ground[1], 1.0), (mix(p.ground[0], p.accent, 0.45), 1.0)]);
        s.rect(wall, [x, 262.0 - h, w, h]);
        let tube = if i % 2 == 0 { p.accent } else { p.glow };
        let edge = if x < 300.0 { x + w - 9.0 } else { x + 9.0 };
        s.neon(tube, 3.0, format!("M{edge} {}V{}", 280.0 - h, 240.0));
    }
    water(&mut s, p, 262.0);
    rain(&mut s, p, 30);
    s.finish()
}

fn skyline(s: &mut Scene, p: &Palette, water: f64) {
    for i in 0..26 {
        let (a, b) = scatter(i * 3 + 1);
        let (x, w, h) = (i as f64 * 26.0 - 16.0, 18.0 + a * 20.0, 26.0 + b * b * 96.0);
        let wall = mix(p.ground[0], p.sky[2], if i % 2 == 0 { 0.25 } else { 0.5 });
        s.rect(wall, [x, water - h, w, h]);
        for k in 0..(h / 9.0) as usize {
            let (c, d) = scatter(i * 31 + k * 7);
            let light = if d > 0.6 { p.accent } else { p.glow };
            if c > 0.45 {
                s.rect(light, [x + 3.0 + d * (w - 9.0), water - h + 5.0 + k as f64 * 9.0, 3.2, 3.2]);
            }
        }
    }
}

fn containers(s: &mut Scene, p: &Palette) {
    s.path(p.ground[2], "M120 206H404L388 240H150Z");
    s.path(mix(p.ground[2], p.accent, 0.5), "M120 206H404L402 210H123Z");
    for i in 0..18 {
        let (column, row) = ((i % 6) as f64, (i / 6) as f64);
        if i == 17 || i == 12 {
            continue;
        }
        let color = [p.accent, p.ground[1], oklch(0.55, 0.15, 200.0), oklch(0.45, 0.14, 320.0)][(i * 7 + i / 6) % 4];
        let box_color = mix(color, p.ground[2], 0.35);
        s.rect(box_color, [150.0 + column * 37.0, 188.0 - row * 19.0, 35.0, 17.5]);
        s.rect(mix(box_color, p.glow, 0.35), [150.0 + column * 37.0, 188.0 - row * 19.0, 35.0, 2.0]);
    }
    s.path(p.ground[2], "M128 206V168H146V206Z");
    s.rect(p.glow, [131.0, 173.0, 12.0, 4.0]);
}

fn crane(s: &mut Scene, p: &Palette) {
    let steel = p.ground[2];
    for d in [
        "M452 242L470 112", "M540 242L528 112", "M462 180L534 180", "M466 142L538 238", "M534 142L460 238",
    ] {
        s.line(steel, 9.0, d);
    }
    s.line(steel, 12.0, "M236 108H606");
    s.line(steel, 8.0, "M470 108L496 34L528 108");
    for d in ["M496 36L250 104", "M496 36L370 104", "M496 36L602 104"] {
        s.line(steel, 3.5, d);
    }
    s.path(steel, "M556 92H606V126H556Z");
    s.path(steel, "M412 112H446V136L438 142H420L412 136Z");
    s.rect(p.glow, [417.0, 118.0, 18.0, 11.0]);
    s.neon(p.accent, 2.6, "M240 101H462L496 30L532 101H600");
    s.neon(p.glow, 2.0, "M447 236L464 122");
    s.neon(p.glow, 2.0, "M545 236L534 122");
    s.line(steel, 2.0, "M290 112V132M330 112V132");
    s.path(p.accent, "M278 132H342V158H278Z");
    s.path(mix(p.accent, p.ground[2], 0.45), "M278 136H342V158H278Z");
    for i in 0..7 {
        s.rect(p.accent, [284.0 + f64::from(i) * 8.2, 139.0, 2.4, 16.0]);
    }
    s.halo(p.glow, 0.9, [496.0, 32.0, 34.0, 34.0]);
    s.disc(p.glow, 496.0, 32.0, 4.0);
}

fn water(s: &mut Scene, p: &Palette, top: f64) {
    let depth = s.vertical(&[(mix(p.sky[2], p.accent, 0.35), 1.0), (p.ground[1], 1.0), (p.ground[2], 1.0)]);
    s.rect(depth, [0.0, top, 640.0, 362.0 - top]);
    for i in 0..110 {
        let (a, b) = scatter(i + 2);
        let y = top + 3.0 + b * b * (350.0 - top);
        let near = (y - top) / (360.0 - top);
        let width = (14.0 + a * 40.0) * (0.5 + near);
        let x = if i % 3 == 0 { a * 640.0 } else { 450.0 + (a - 0.5) * (150.0 + near * 200.0) };
        let light = [p.accent, p.glow, p.sky[2], p.accent][i % 4];
        s.group(format!("opacity=\"{:.2}\"", 0.75 - near * 0.5), |s| {
            s.oval(light, [x, y, width * 0.6, 0.8 + near * 1.9]);
        });
    }
}

fn bollards(s: &mut Scene, p: &Palette) {
    s.path(p.ground[2], "M0 322L210 336L240 362H0Z");
    s.line(mix(p.ground[2], p.accent, 0.7), 2.0, "M0 321L210 335");
    for (x, y) in [(48.0, 326.0), (150.0, 333.0)] {
        s.path(p.ground[2], format!("M{} {y}V{}H{}V{}H{}V{y}Z", x - 8.0, y - 22.0, x - 12.0, y - 32.0, x + 12.0));
        s.path(p.ground[2], format!("M{x} {y}V{}H{}V{y}Z", y - 22.0, x + 8.0));
        s.line(p.accent, 1.6, format!("M{} {}H{}", x - 11.0, y - 32.0, x + 11.0));
    }
    s.line(p.ground[2], 3.0, "M50 306C80 330 120 332 150 312");
}

fn rain(s: &mut Scene, p: &Palette, drops: usize) {
    s.group("opacity=\"0.3\"", |s| {
        for i in 0..drops {
            let (a, b) = scatter(i * 11 + 4);
            let (x, y) = (a * 680.0, b * 340.0 - 10.0);
            let length = 14.0 + scatter(i).0 * 22.0;
            s.line(p.glow, 1.0, format!("M{x:.1} {y:.1}l{:.1} {length:.1}", length * -0.28));
        }
    });
}

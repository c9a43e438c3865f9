//! Neon Harbor: a container port in the rain, seen from just above the water.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    let hot = second_neon(p);
    s.sky(p, 242.0);
    s.halo(hot, 0.95, [440.0, 236.0, 360.0, 190.0]);
    s.halo(p.accent, 0.6, [90.0, 240.0, 260.0, 130.0]);
    skyline(&mut s, p, 242.0);
    towers(&mut s, p, 242.0);
    s.halo(hot, 0.8, [452.0, 196.0, 210.0, 130.0]);
    containers(&mut s, p);
    crane(&mut s, p);
    water(&mut s, p, 240.0);
    s.dusk_below(p.ground[2], 262.0);
    bollards(&mut s, p);
    rain(&mut s, p, 70);
    s.vignette(p.ground[2], 0.5);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    let hot = second_neon(p);
    s.sky(p, 262.0);
    s.halo(hot, 0.95, [320.0, 230.0, 420.0, 260.0]);
    s.halo(mix(hot, p.glow, 0.5), 0.6, [320.0, 200.0, 220.0, 170.0]);
    for (i, (x, w, h)) in [
        (-20.0, 110.0, 226.0),
        (96.0, 62.0, 150.0),
        (164.0, 46.0, 84.0),
        (426.0, 50.0, 96.0),
        (482.0, 66.0, 160.0),
        (552.0, 110.0, 246.0),
    ]
    .into_iter()
    .enumerate()
    {
        let wall = s.vertical(&[(p.ground[2], 1.0), (mix(p.ground[0], hot, 0.4), 1.0)]);
        s.rect(wall, [x, 262.0 - h, w, h]);
        let tube = if i % 2 == 0 { p.accent } else { hot };
        let edge = if x < 300.0 { x + w - 9.0 } else { x + 9.0 };
        s.neon(tube, 3.0, format!("M{edge} {}V{}", 280.0 - h, 244.0));
    }
    water(&mut s, p, 262.0);
    rain(&mut s, p, 26);
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
                s.rect(
                    light,
                    [
                        x + 3.0 + d * (w - 9.0),
                        water - h + 5.0 + k as f64 * 9.0,
                        3.2,
                        3.2,
                    ],
                );
            }
        }
    }
}

fn containers(s: &mut Scene, p: &Palette) {
    let hot = second_neon(p);
    s.path(p.ground[2], "M104 206H404L386 246H138Z");
    s.neon(p.accent, 1.8, "M108 208H402");
    for i in 0..18 {
        let (column, row) = ((i % 6) as f64, (i / 6) as f64);
        if i == 17 || i == 12 {
            continue;
        }
        let color = [
            p.accent,
            hot,
            oklch(0.78, 0.15, 75.0),
            oklch(0.52, 0.16, 290.0),
        ][(i * 7 + i / 6) % 4];
        let face = s.vertical(&[
            (mix(color, p.ground[2], 0.05), 1.0),
            (mix(color, p.ground[2], 0.55), 1.0),
        ]);
        s.rect(
            face,
            [150.0 + column * 37.0, 187.0 - row * 20.0, 35.0, 18.5],
        );
        for k in 0..4 {
            s.rect(
                mix(color, p.ground[2], 0.6),
                [
                    156.0 + column * 37.0 + 7.5 * f64::from(k),
                    190.0 - row * 20.0,
                    1.6,
                    13.0,
                ],
            );
        }
    }
    s.path(p.ground[2], "M112 206V156H144V206Z");
    s.rect(p.glow, [116.0, 162.0, 24.0, 6.0]);
    s.rect(p.glow, [116.0, 174.0, 24.0, 4.0]);
}

fn crane(s: &mut Scene, p: &Palette) {
    let steel = p.ground[2];
    let hot = second_neon(p);
    for d in [
        "M446 246L468 110",
        "M546 246L530 110",
        "M458 184L538 184",
        "M464 140L540 242",
        "M536 140L456 242",
    ] {
        s.line(steel, 11.0, d);
    }
    s.line(steel, 15.0, "M216 104H612");
    s.line(steel, 10.0, "M468 104L496 26L530 104");
    for d in ["M496 28L232 98", "M496 28L364 98", "M496 28L606 98"] {
        s.line(steel, 4.0, d);
    }
    s.path(steel, "M556 86H612V128H556Z");
    s.path(steel, "M408 110H448V138L438 146H418L408 138Z");
    s.rect(p.glow, [414.0, 117.0, 22.0, 14.0]);
    s.neon(p.accent, 3.4, "M220 97H460L496 22L538 97H606");
    s.neon(hot, 3.0, "M440 240L462 118");
    s.neon(hot, 3.0, "M552 240L537 118");
    s.line(steel, 2.4, "M280 110V134M332 110V134");
    s.path(hot, "M268 134H344V166H268Z");
    s.glaze(steel, 0.35, "M268 150H344V166H268Z");
    for i in 0..8 {
        s.rect(
            mix(hot, p.glow, 0.5),
            [274.0 + f64::from(i) * 8.6, 138.0, 2.6, 24.0],
        );
    }
    s.halo(p.glow, 1.0, [496.0, 22.0, 44.0, 44.0]);
    s.disc(p.glow, 496.0, 22.0, 5.0);
}

fn water(s: &mut Scene, p: &Palette, top: f64) {
    let hot = second_neon(p);
    let depth = s.vertical(&[
        (mix(p.sky[2], hot, 0.45), 1.0),
        (p.ground[1], 1.0),
        (p.ground[2], 1.0),
    ]);
    s.rect(depth, [0.0, top, 640.0, 362.0 - top]);
    for i in 0..120 {
        let (a, b) = scatter(i + 2);
        let y = top + 3.0 + b * b * (350.0 - top);
        let near = (y - top) / (360.0 - top);
        let width = (14.0 + a * 40.0) * (0.5 + near);
        let x = if i % 3 == 0 {
            a * 640.0
        } else {
            460.0 + (a - 0.5) * (150.0 + near * 200.0)
        };
        let light = [p.accent, hot, p.glow, hot][i % 4];
        s.group(format!("opacity=\"{:.2}\"", 0.9 - near * 0.6), |s| {
            s.oval(light, [x, y, width * 0.6, 0.8 + near * 1.9]);
        });
    }
}

fn bollards(s: &mut Scene, p: &Palette) {
    s.path(p.ground[2], "M0 322L210 336L240 362H0Z");
    s.line(mix(p.ground[2], p.accent, 0.7), 2.0, "M0 321L210 335");
    for (x, y) in [(48.0, 326.0), (150.0, 333.0)] {
        s.path(
            p.ground[2],
            format!(
                "M{} {y}V{}H{}V{}H{}V{y}Z",
                x - 8.0,
                y - 22.0,
                x - 12.0,
                y - 32.0,
                x + 12.0
            ),
        );
        s.path(
            p.ground[2],
            format!("M{x} {y}V{}H{}V{y}Z", y - 22.0, x + 8.0),
        );
        s.line(
            p.accent,
            1.6,
            format!("M{} {}H{}", x - 11.0, y - 32.0, x + 11.0),
        );
    }
    s.line(p.ground[2], 3.0, "M50 306C80 330 120 332 150 312");
}

fn rain(s: &mut Scene, p: &Palette, drops: usize) {
    s.group("opacity=\"0.3\"", |s| {
        for i in 0..drops {
            let (a, b) = scatter(i * 11 + 4);
            let (x, y) = (a * 680.0, b * 340.0 - 10.0);
            let length = 14.0 + scatter(i).0 * 22.0;
            s.line(
                p.glow,
                1.0,
                format!("M{x:.1} {y:.1}l{:.1} {length:.1}", length * -0.28),
            );
        }
    });
}

fn second_neon(p: &Palette) -> Rgb {
    let (pink, cyan) = (oklch(0.66, 0.25, 350.0), oklch(0.80, 0.14, 205.0));
    if p.accent.0 > p.accent.2 { cyan } else { pink }
}

fn towers(s: &mut Scene, p: &Palette, water: f64) {
    let hot = second_neon(p);
    for (i, (x, w, h)) in [
        (8.0, 52.0, 150.0),
        (66.0, 40.0, 104.0),
        (232.0, 36.0, 84.0),
        (586.0, 60.0, 132.0),
    ]
    .into_iter()
    .enumerate()
    {
        let wall = s.vertical(&[(p.ground[1], 1.0), (mix(p.ground[0], hot, 0.3), 1.0)]);
        s.rect(wall, [x, water - h, w, h]);
        let tube = if i % 2 == 0 { hot } else { p.accent };
        s.neon(
            tube,
            3.0,
            format!("M{} {}v{}", x + w - 8.0, water - h + 10.0, h * 0.55),
        );
        for k in 0..(h / 14.0) as usize {
            for column in 0..2 {
                let (a, _) = scatter(i * 17 + k * 5 + column);
                if a > 0.4 {
                    s.rect(
                        mix(p.glow, tube, a * 0.6),
                        [
                            x + 6.0 + 13.0 * column as f64,
                            water - h + 9.0 + 14.0 * k as f64,
                            8.0,
                            6.0,
                        ],
                    );
                }
            }
        }
    }
}

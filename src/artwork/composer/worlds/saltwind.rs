//! Saltwind: a tall ship climbing a storm wave, seen from the trough.

use super::scene::{Scene, mix, scatter, smooth};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

const WHITE: Rgb = Rgb(255, 250, 240);

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 250.0);
    s.halo(p.glow, 0.95, [330.0, 190.0, 330.0, 210.0]);
    s.halo(p.glow, 0.9, [330.0, 190.0, 150.0, 110.0]);
    clouds(&mut s, p);
    wave(
        &mut s,
        p,
        0.75,
        &[
            (-10.0, 238.0),
            (80.0, 214.0),
            (170.0, 244.0),
            (300.0, 232.0),
            (430.0, 250.0),
            (530.0, 206.0),
            (650.0, 236.0),
        ],
    );
    ship(&mut s, p);
    spray(&mut s, p);
    wave(
        &mut s,
        p,
        0.4,
        &[
            (-10.0, 214.0),
            (60.0, 236.0),
            (170.0, 282.0),
            (290.0, 272.0),
            (380.0, 246.0),
            (470.0, 268.0),
            (560.0, 300.0),
            (650.0, 282.0),
        ],
    );
    crest(&mut s, p);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 270.0);
    s.halo(p.glow, 0.95, [320.0, 200.0, 380.0, 230.0]);
    s.halo(p.glow, 0.7, [320.0, 200.0, 200.0, 140.0]);
    clouds(&mut s, p);
    wave(
        &mut s,
        p,
        0.85,
        &[
            (-10.0, 236.0),
            (120.0, 262.0),
            (320.0, 280.0),
            (520.0, 262.0),
            (650.0, 230.0),
        ],
    );
    wave(
        &mut s,
        p,
        0.55,
        &[
            (-10.0, 226.0),
            (90.0, 276.0),
            (240.0, 312.0),
            (420.0, 308.0),
            (560.0, 280.0),
            (650.0, 250.0),
        ],
    );
    wave(
        &mut s,
        p,
        0.25,
        &[
            (-10.0, 300.0),
            (140.0, 330.0),
            (320.0, 338.0),
            (480.0, 336.0),
            (650.0, 306.0),
        ],
    );
    s.finish()
}

fn clouds(s: &mut Scene, p: &Palette) {
    let dark = mix(p.sky[0], Rgb(8, 14, 26), 0.25);
    // Two banks, the farther one lighter; both lit from below.
    for (bank, shade, drop) in [
        (0_usize, mix(p.sky[0], p.sky[1], 0.45), 26.0),
        (1, dark, 0.0),
    ] {
        let paint = s.along(
            [0.0, 0.0, 0.0, 120.0 + drop],
            &[(shade, 1.0), (shade, 1.0), (mix(shade, p.glow, 0.4), 1.0)],
        );
        for side in [1.0, -1.0] {
            s.group(
                format!("transform=\"translate(320 0) scale({side} 1)\""),
                |s| {
                    for k in 0..8 {
                        let (a, b) = scatter(k * 2 + bank + if side > 0.0 { 0 } else { 9 });
                        let out = 120.0 + 34.0 * k as f64 - 20.0 * drop / 26.0;
                        let y = -26.0 + drop + 104.0 * (k as f64 / 7.0).powf(1.4);
                        s.oval(&paint, [out, y, 44.0 + 22.0 * a, 26.0 + 16.0 * b]);
                    }
                    s.path(
                        &paint,
                        format!("M70 -5H330V{}Q250 {} 70 -5Z", 96.0 + drop, 30.0 + drop),
                    );
                },
            );
        }
    }
}

fn wave(s: &mut Scene, p: &Palette, light: f64, points: &[(f64, f64)]) {
    let ridge = smooth(points);
    let body = format!("{ridge}L650 362L-10 362Z");
    let water = mix(p.ground[2], mix(p.ground[0], p.sky[1], 0.4), light);
    let paint = s.vertical(&[
        (mix(water, p.glow, 0.28), 1.0),
        (water, 1.0),
        (mix(water, p.ground[2], 0.7), 1.0),
    ]);
    s.path(paint, body);
    s.group("opacity=\"0.75\"", |s| {
        s.line(mix(water, WHITE, 0.7), 3.0, &ridge);
    });
    for k in 1..4 {
        s.group(
            format!(
                "opacity=\"{:.2}\" transform=\"translate(0 {})\"",
                0.28 - 0.06 * f64::from(k),
                k * 17
            ),
            |s| {
                s.line(mix(water, WHITE, 0.55), 1.6, &ridge);
            },
        );
    }
}

fn ship(s: &mut Scene, p: &Palette) {
    s.group(
        "transform=\"translate(332 244) rotate(-11) scale(1.1)\"",
        |s| {
            let hull = p.ground[2];
            s.line(hull, 4.0, "M100 -14L168 -52");
            for (x, top) in [(-66.0, -148.0), (0.0, -186.0), (62.0, -156.0)] {
                s.line(hull, 4.5, format!("M{x} 0V{top}"));
            }
            s.line(
                hull,
                1.2,
                "M168 -52L62 -150L0 -180L-66 -144L-118 -22M62 -150L120 -8",
            );
            sails(s, p);
            s.path(
                mix(p.glow, p.sky[1], 0.4),
                "M-72 -112L-78 -26L-126 -30Q-104 -70 -72 -112Z",
            );
            s.path(
                hull,
                "M-124 -30L-96 -26L-92 -10H96L118 -18Q104 18 84 42H-84Q-112 20 -124 -30Z",
            );
            s.path(
                mix(hull, p.accent, 0.75),
                "M-112 0Q0 12 106 -2L102 6Q0 21 -109 8Z",
            );
            for i in 0..8 {
                s.rect(p.glow, [-86.0 + f64::from(i) * 22.0, 14.0, 5.0, 5.0]);
            }
            s.path(p.accent, "M0 -186L-34 -196L-24 -188L-36 -178Z");
        },
    );
}

/// Three masts of square sails that fill towards the bow, and one jib.
fn sails(s: &mut Scene, p: &Palette) {
    let lit = s.horizontal(&[
        (mix(p.glow, p.sky[1], 0.55), 1.0),
        (mix(p.glow, WHITE, 0.6), 1.0),
        (WHITE, 1.0),
    ]);
    for (x, width, top, rows) in [
        (-66.0, 30.0, -140.0, 3),
        (0.0, 38.0, -178.0, 3),
        (62.0, 31.0, -148.0, 3),
    ] {
        let mut y = top;
        for row in 0..rows {
            let w = width * (0.62 + 0.19 * f64::from(row));
            let h = 30.0 + 7.0 * f64::from(row);
            s.path(
                &lit,
                format!(
                    "M{} {y}Q{} {} {} {y}Q{} {} {} {}Q{} {} {} {}Q{} {} {} {y}Z",
                    x - w,
                    x,
                    y + 3.0,
                    x + w,
                    x + w + 16.0,
                    y + h * 0.55,
                    x + w + 5.0,
                    y + h,
                    x + 6.0,
                    y + h - 9.0,
                    x - w - 2.0,
                    y + h,
                    x - w + 12.0,
                    y + h * 0.5,
                    x - w
                ),
            );
            y += h + 3.0;
        }
    }
    s.path(&lit, "M160 -50L74 -120Q92 -60 96 -22Z");
}

fn crest(s: &mut Scene, p: &Palette) {
    let deep = mix(p.ground[2], oklch(0.3, 0.06, 235.0), 0.3);
    let paint = s.along(
        [80.0, 90.0, 260.0, 360.0],
        &[
            (mix(p.ground[0], p.glow, 0.35), 1.0),
            (p.ground[1], 1.0),
            (deep, 1.0),
        ],
    );
    s.path(paint, "M-10 78C50 76 104 104 118 146C92 130 72 138 68 166C78 230 150 292 250 318C380 348 520 342 650 306V362H-10Z");
    s.path(mix(WHITE, p.sky[2], 0.25), "M-10 70C60 66 116 102 122 152C132 166 116 176 108 160C96 146 88 152 84 166C74 146 78 130 88 128C70 104 28 90 -10 92Z");
    for d in [
        "M20 110C34 190 90 270 190 314",
        "M-4 140C20 230 70 300 150 340",
        "M48 120C52 180 100 256 220 308",
    ] {
        s.group("opacity=\"0.35\"", |s| s.line(WHITE, 2.2, d));
    }
    s.group("opacity=\"0.8\"", |s| {
        s.line(
            WHITE,
            3.0,
            "M68 166C78 230 150 292 250 318C380 348 520 342 650 306",
        );
    });
    for i in 0..40 {
        let (a, b) = scatter(i);
        s.group("opacity=\"0.75\"", |s| {
            s.disc(
                WHITE,
                60.0 + a * 110.0,
                96.0 + b * 90.0 - a * 20.0,
                0.8 + 2.0 * scatter(i * 3).0,
            );
        });
    }
}

fn spray(s: &mut Scene, p: &Palette) {
    let foam = mix(WHITE, p.sky[2], 0.12);
    s.path(foam, "M196 284C206 268 222 272 232 266C246 262 258 272 274 270C300 272 318 264 340 262C366 258 390 250 410 250C424 240 440 236 452 222C456 234 470 228 478 238C490 244 486 258 500 266C470 262 440 262 420 266C380 272 330 284 290 290C250 296 216 292 196 284Z");
    for i in 0..26 {
        let (a, b) = scatter(i * 2 + 1);
        s.disc(
            foam,
            436.0 + a * 70.0,
            206.0 + b * 44.0,
            1.0 + 2.6 * scatter(i).0,
        );
    }
}

//! Deep Blue Hours: a whale, and how small a diver is.

use super::scene::{Scene, mix, rolling, rugged, scatter};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

const FOAM: Rgb = Rgb(240, 255, 255);
const WHALE: &str = "M-236 -22C-206 -84 -130 -104 -50 -98C50 -92 120 -62 172 -24C190 -12 208 -10 226 -22C240 -34 252 -54 274 -62C270 -40 262 -22 250 -8C268 4 278 22 278 44C254 38 234 22 220 6C200 14 180 14 160 14C110 34 40 44 -30 44C-120 46 -210 36 -234 8C-240 -2 -240 -12 -236 -22Z";

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    water(&mut s, p);
    shafts(&mut s, 1.0);
    school(&mut s, p);
    s.path(
        mix(deep(p), p.sky[0], 0.22),
        rugged(&[
            (-5.0, 300.0),
            (60.0, 250.0),
            (110.0, 290.0),
            (200.0, 316.0),
            (420.0, 322.0),
            (520.0, 286.0),
            (580.0, 240.0),
            (645.0, 276.0),
        ]),
    );
    whale(&mut s, p);
    s.path(
        mix(deep(p), Rgb(2, 8, 20), 0.45),
        rolling(&[
            (-5.0, 318.0),
            (90.0, 334.0),
            (240.0, 342.0),
            (420.0, 338.0),
            (560.0, 322.0),
            (645.0, 306.0),
        ]),
    );
    diver(&mut s, p);
    bubbles(&mut s, 154.0, 250.0);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    water(&mut s, p);
    s.halo(FOAM, 0.65, [320.0, 120.0, 330.0, 260.0]);
    shafts(&mut s, 0.8);
    for (x, h, lean) in [
        (26.0, 190.0, 14.0),
        (70.0, 130.0, -10.0),
        (112.0, 84.0, 8.0),
        (530.0, 90.0, -8.0),
        (576.0, 150.0, 12.0),
        (620.0, 210.0, -14.0),
    ] {
        s.line(
            mix(deep(p), p.sky[0], 0.25),
            15.0,
            format!(
                "M{x} 350C{} {} {} {} {x} {}",
                x + lean * 2.0,
                350.0 - h * 0.35,
                x - lean * 2.0,
                350.0 - h * 0.7,
                350.0 - h
            ),
        );
    }
    s.path(
        mix(deep(p), Rgb(2, 8, 20), 0.2),
        rolling(&[
            (-5.0, 312.0),
            (120.0, 332.0),
            (320.0, 344.0),
            (520.0, 332.0),
            (645.0, 308.0),
        ]),
    );
    s.finish()
}

fn deep(p: &Palette) -> Rgb {
    mix(oklch(0.22, 0.07, 245.0), p.ground[2], 0.35)
}

fn water(s: &mut Scene, p: &Palette) {
    let surface = mix(oklch(0.90, 0.07, 210.0), p.sky[2], 0.4);
    let blue = mix(oklch(0.58, 0.12, 230.0), p.sky[0], 0.35);
    let paint = s.vertical(&[
        (surface, 1.0),
        (mix(surface, blue, 0.7), 1.0),
        (blue, 1.0),
        (mix(blue, deep(p), 0.7), 1.0),
        (deep(p), 1.0),
    ]);
    s.rect(paint, [0.0, 0.0, 640.0, 360.0]);
    s.halo(FOAM, 0.8, [380.0, -20.0, 320.0, 130.0]);
}

fn shafts(s: &mut Scene, strength: f64) {
    for (x, w, reach, lean) in [
        (250.0, 34.0, 300.0, -150.0),
        (310.0, 22.0, 330.0, -90.0),
        (360.0, 46.0, 340.0, -30.0),
        (430.0, 26.0, 300.0, 50.0),
        (480.0, 40.0, 280.0, 120.0),
    ] {
        let paint = s.along(
            [0.0, 0.0, 0.0, reach],
            &[
                (FOAM, 0.42 * strength),
                (FOAM, 0.14 * strength),
                (FOAM, 0.0),
            ],
        );
        s.path(
            paint,
            format!(
                "M{x} -5H{}L{} {reach}H{}Z",
                x + w,
                x + w * 2.4 + lean,
                x - w + lean
            ),
        );
    }
}

fn school(s: &mut Scene, p: &Palette) {
    let fish = mix(deep(p), p.sky[0], 0.35);
    for i in 0..34 {
        let (a, b) = scatter(i);
        let (x, y) = (36.0 + a * 150.0, 52.0 + b * 66.0 + 20.0 * (a * 6.0).sin());
        s.path(
            fish,
            format!("M{x:.1} {y:.1}q6 -5 13 0l5 -4v8l-5 -4q-7 5 -13 0Z"),
        );
    }
}

fn whale(s: &mut Scene, p: &Palette) {
    let back = mix(deep(p), Rgb(6, 16, 34), 0.4);
    s.group(
        "transform=\"translate(360 160) rotate(-8) scale(0.95)\"",
        |s| {
            let skin = s.vertical(&[
                (mix(back, FOAM, 0.34), 1.0),
                (mix(back, p.sky[0], 0.25), 1.0),
                (back, 1.0),
                (back, 1.0),
            ]);
            s.path(
                mix(back, Rgb(0, 0, 0), 0.2),
                "M-60 20C-40 60 -4 92 44 104C40 70 20 38 -8 18Z",
            );
            s.path(skin, WHALE);
            s.inside(WHALE, |s| markings(s, p, back));
            s.line(
                mix(FOAM, p.sky[1], 0.25),
                2.6,
                "M-230 -34C-200 -84 -130 -104 -50 -98C50 -92 120 -62 172 -24",
            );
            s.path(
                mix(back, p.sky[0], 0.2),
                "M-128 22C-140 60 -130 104 -96 130C-76 108 -72 62 -86 26Z",
            );
            s.line(
                mix(FOAM, p.sky[0], 0.3),
                2.0,
                "M-128 24C-140 60 -130 104 -96 130",
            );
            s.path(
                mix(back, p.sky[0], 0.3),
                "M70 -82C80 -98 94 -106 112 -106C106 -92 106 -76 112 -64Z",
            );
            s.disc(back, -150.0, -4.0, 6.5);
            s.disc(FOAM, -152.0, -6.0, 2.0);
        },
    );
}

/// The pale throat with its folds, and spots on the back.
fn markings(s: &mut Scene, p: &Palette, back: Rgb) {
    s.path(
        mix(FOAM, p.sky[0], 0.4),
        "M-242 -4C-200 -2 -140 6 -90 24C-60 36 -30 44 10 46L-60 62H-250Z",
    );
    for i in 0..9 {
        s.line(
            mix(p.sky[0], back, 0.45),
            2.0,
            format!(
                "M-240 {}C-190 {} -130 {} -40 {}",
                6 + 5 * i,
                4 + 6 * i,
                12 + 6 * i,
                38 + 4 * i
            ),
        );
    }
    for i in 0..16 {
        let (a, b) = scatter(i + 9);
        s.group("opacity=\"0.4\"", |s| {
            s.disc(FOAM, -170.0 + a * 300.0, -78.0 + b * 60.0, 1.2 + 1.8 * a);
        });
    }
}

fn diver(s: &mut Scene, p: &Palette) {
    let suit = Rgb(8, 14, 26);
    let cone = s.along(
        [150.0, 262.0, 270.0, 224.0],
        &[(p.glow, 0.9), (p.glow, 0.0)],
    );
    s.path(cone, "M140 262L300 186L318 244Z");
    s.group("transform=\"translate(112 272) rotate(-18) scale(1.05)\"", |s| {
        s.path(suit, "M-40 2C-30 -6 -8 -9 8 -7L24 -8C30 -8 32 0 26 3C14 8 -20 10 -40 6L-64 16L-60 6L-72 2Z");
        s.path(p.accent, "M-14 -14H8Q12 -10 8 -7H-14Q-18 -10 -14 -14Z");
        s.line(suit, 5.0, "M14 0L32 6");
        s.path(p.accent, "M-62 16L-82 26L-78 10L-60 4Z");
        s.disc(suit, 26.0, -4.0, 7.5);
        s.oval(mix(p.glow, FOAM, 0.5), [30.0, -5.0, 3.4, 4.2]);
    });
    s.halo(p.glow, 1.0, [146.0, 260.0, 26.0, 26.0]);
    s.disc(FOAM, 146.0, 260.0, 3.5);
}

fn bubbles(s: &mut Scene, x: f64, y: f64) {
    for i in 0..14 {
        let (a, b) = scatter(i * 3);
        let rise = i as f64 * 14.0;
        s.group("opacity=\"0.6\"", |s| {
            s.disc(
                FOAM,
                x - 14.0 + 12.0 * (rise / 20.0).sin() + a * 5.0,
                y - 14.0 - rise,
                1.4 + 2.4 * b,
            );
        });
    }
}

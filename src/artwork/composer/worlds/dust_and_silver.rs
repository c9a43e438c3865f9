//! Dust and Silver: one rider, a low sun and a long way to go.

use super::scene::{Scene, mix, rolling, rugged, scatter};
use crate::artwork::composer::palette::{Palette, Rgb};

const HORSE: &str = "M-46 -38C-56 -40 -62 -30 -64 -8L-60 -6C-58 -18 -54 -24 -48 -26C-46 -18 -50 -12 -50 -4L-54 24L-58 36H-50L-42 6C-38 2 -36 -2 -34 -6C-20 -2 -4 -2 10 -6L16 10L8 34H16L26 8L26 -10C30 -18 34 -26 38 -36L46 -52L62 -42L68 -48L56 -66L54 -74L50 -68C40 -66 34 -58 26 -44C22 -40 14 -40 6 -40H-30C-36 -40 -42 -38 -46 -38ZM-34 -8L-30 12L-36 36H-28L-20 10L-18 -8ZM4 -8L2 10L-4 36H4L12 8L16 -8Z";
const RIDER: &str = "M-14 -40C-18 -60 -16 -76 -8 -84C-4 -88 6 -88 10 -84C16 -76 18 -68 20 -58L32 -52L30 -46L14 -50L10 -60L8 -42L14 -24L8 -4H16V2H2L4 -22L-6 -38ZM-22 -100C-16 -96 -12 -97 -9 -97L-6 -112C-2 -116 6 -116 9 -112L12 -98C16 -98 22 -98 27 -102C22 -92 14 -91 11 -91C10 -84 -6 -84 -8 -91C-12 -91 -18 -93 -22 -100Z";

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 262.0);
    s.halo(p.glow, 0.9, [236.0, 210.0, 330.0, 250.0]);
    sun(&mut s, p, 236.0, 200.0, 128.0);
    let far = mix(p.ground[0], p.sky[2], 0.5);
    s.path(
        far,
        rugged(&[
            (-5.0, 246.0),
            (40.0, 240.0),
            (52.0, 214.0),
            (96.0, 212.0),
            (106.0, 244.0),
            (330.0, 250.0),
            (342.0, 222.0),
            (400.0, 220.0),
            (410.0, 248.0),
            (645.0, 246.0),
        ]),
    );
    mesa(&mut s, p, 556.0, 102.0, 1.0);
    mesa(&mut s, p, 28.0, 150.0, 0.62);
    let plain = s.vertical(&[
        (mix(p.ground[0], p.sky[2], 0.35), 1.0),
        (p.ground[0], 1.0),
        (p.ground[1], 1.0),
    ]);
    s.path(
        plain,
        rolling(&[
            (-5.0, 262.0),
            (160.0, 258.0),
            (340.0, 266.0),
            (500.0, 260.0),
            (645.0, 266.0),
        ]),
    );
    dust(&mut s, p);
    s.path(
        p.ground[2],
        rolling(&[
            (-5.0, 334.0),
            (90.0, 312.0),
            (210.0, 296.0),
            (300.0, 294.0),
            (400.0, 312.0),
            (520.0, 336.0),
            (645.0, 342.0),
        ]),
    );
    rider(&mut s, p);
    cactus(&mut s, p, 470.0, 334.0, 1.0);
    cactus(&mut s, p, 92.0, 322.0, 0.6);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 280.0);
    s.halo(p.glow, 0.8, [320.0, 200.0, 380.0, 260.0]);
    sun(&mut s, p, 320.0, 210.0, 168.0);
    mesa(&mut s, p, 596.0, 130.0, 0.95);
    mesa(&mut s, p, 40.0, 110.0, 0.95);
    let plain = s.vertical(&[
        (mix(p.ground[0], p.sky[2], 0.4), 1.0),
        (p.ground[0], 1.0),
        (p.ground[1], 1.0),
    ]);
    s.path(
        plain,
        rolling(&[
            (-5.0, 276.0),
            (160.0, 284.0),
            (320.0, 288.0),
            (500.0, 284.0),
            (645.0, 276.0),
        ]),
    );
    dust(&mut s, p);
    s.finish()
}

fn sun(s: &mut Scene, p: &Palette, x: f64, y: f64, r: f64) {
    let face = s.vertical(&[
        (mix(p.glow, Rgb(255, 255, 240), 0.6), 1.0),
        (p.glow, 1.0),
        (mix(p.glow, p.accent, 0.6), 1.0),
    ]);
    s.disc(face, x, y, r);
    for (dy, h) in [(0.32, 0.03), (0.48, 0.045), (0.64, 0.06)] {
        s.group("opacity=\"0.5\"", |s| {
            s.rect(p.sky[2], [x - r, y + r * dy, 2.0 * r, r * h]);
        });
    }
}

fn mesa(s: &mut Scene, p: &Palette, x: f64, top: f64, scale: f64) {
    let lit = mix(p.ground[0], p.accent, 0.45);
    let rock = s.along(
        [x - 100.0 * scale, 0.0, x + 100.0 * scale, 0.0],
        &[(lit, 1.0), (p.ground[0], 1.0), (p.ground[1], 1.0)],
    );
    let at = |dx: f64, y: f64| format!("{:.1} {:.1}", x + dx * scale, y);
    let step = |share: f64| top + (268.0 - top) * share;
    s.path(
        rock,
        format!(
            "M{}L{}L{}L{}L{}L{}L{}L{}L{}L{}L{}L{}Z",
            at(-134.0, 268.0),
            at(-84.0, step(0.62)),
            at(-76.0, step(0.58)),
            at(-70.0, step(0.06)),
            at(-40.0, step(0.0)),
            at(-34.0, step(0.05)),
            at(6.0, step(0.02)),
            at(12.0, step(0.1)),
            at(62.0, step(0.08)),
            at(72.0, step(0.6)),
            at(86.0, step(0.66)),
            at(140.0, 268.0)
        ),
    );
    for dx in [-52.0, -30.0, -4.0, 18.0, 40.0, 58.0] {
        s.glaze(
            p.ground[1],
            0.6,
            format!(
                "M{}L{}L{}L{}Z",
                at(dx, step(0.1)),
                at(dx + 7.0, step(0.12)),
                at(dx + 12.0, step(0.62)),
                at(dx - 2.0, step(0.6))
            ),
        );
    }
    for share in [0.2, 0.3, 0.44] {
        s.group("opacity=\"0.4\"", |s| {
            s.line(
                mix(lit, p.glow, 0.4),
                1.6,
                format!(
                    "M{}L{}",
                    at(-70.0, step(share)),
                    at(64.0, step(share + 0.03))
                ),
            );
        });
    }
}

fn dust(s: &mut Scene, p: &Palette) {
    for i in 0..12 {
        let (a, b) = scatter(i + 5);
        s.group("opacity=\"0.3\"", |s| {
            s.oval(
                p.glow,
                [a * 640.0, 270.0 + b * 46.0, 70.0 + 60.0 * b, 1.5 + 3.0 * b],
            );
        });
    }
}

fn rider(s: &mut Scene, p: &Palette) {
    let shade = mix(p.ground[2], Rgb(10, 4, 8), 0.45);
    s.group("transform=\"translate(252 250) scale(1.3)\"", |s| {
        s.path(shade, HORSE);
        s.path(shade, RIDER);
        s.line(shade, 3.0, "M28 -50L56 -52");
        s.line(p.accent, 2.2, "M-14 -42C-18 -60 -16 -76 -8 -84");
        s.line(mix(p.accent, p.glow, 0.4), 1.8, "M-22 -100C-16 -96 -12 -97 -9 -97L-6 -112M-46 -38C-40 -40 -34 -40 -20 -40");
        s.path(p.accent, "M-10 -85C0 -80 8 -80 12 -85L14 -78C4 -74 -6 -74 -12 -79ZM-11 -82L-30 -78L-24 -74L-32 -68L-12 -76Z");
    });
}

fn cactus(s: &mut Scene, p: &Palette, x: f64, foot: f64, scale: f64) {
    s.group(
        format!("transform=\"translate({x} {foot}) scale({scale})\""),
        |s| {
            s.line(p.ground[2], 13.0, "M0 6V-74");
            s.line(p.ground[2], 9.0, "M0 -24H-22V-50M0 -36H22V-62");
            s.line(
                mix(p.ground[2], p.accent, 0.6),
                2.0,
                "M-6 0V-74M-26 -26V-50M17 -38V-62",
            );
        },
    );
}

//! Turbo Summer: a racing car, a coast road and too many hairpins.

use super::scene::{Scene, mix, rolling, scatter, smooth};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

const FOAM: Rgb = Rgb(255, 255, 250);

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 160.0);
    s.halo(FOAM, 0.9, [150.0, 70.0, 190.0, 160.0]);
    s.disc(mix(p.glow, oklch(0.93, 0.12, 95.0), 0.6), 150.0, 74.0, 36.0);
    cloud(&mut s, 300.0, 60.0, 1.0);
    cloud(&mut s, 46.0, 116.0, 0.7);
    sea(&mut s, p, 150.0);
    cliffs(&mut s, p);
    road(&mut s, p);
    car(&mut s, p);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 220.0);
    s.halo(FOAM, 0.9, [320.0, 190.0, 360.0, 230.0]);
    cloud(&mut s, 90.0, 70.0, 1.0);
    cloud(&mut s, 560.0, 100.0, 1.1);
    sea(&mut s, p, 214.0);
    let right = smooth(&[
        (430.0, 218.0),
        (480.0, 190.0),
        (560.0, 150.0),
        (645.0, 120.0),
    ]);
    s.path(
        mix(p.ground[0], p.sky[2], 0.4),
        format!("{right}L645 220L430 220Z"),
    );
    let left = smooth(&[(-5.0, 150.0), (60.0, 170.0), (120.0, 204.0), (196.0, 246.0)]);
    s.path(
        mix(p.ground[1], p.sky[2], 0.35),
        format!("{left}L196 250L-5 250Z"),
    );
    let asphalt = s.vertical(&[
        (mix(p.ground[2], p.sky[2], 0.5), 1.0),
        (mix(p.ground[2], p.sky[2], 0.2), 1.0),
    ]);
    s.path(asphalt, "M0 296H640V362H0Z");
    for i in 0..11 {
        let x = -20.0 + f64::from(i) * 64.0;
        let stripe = if i % 2 == 0 {
            mix(p.accent, FOAM, 0.15)
        } else {
            FOAM
        };
        s.path(
            stripe,
            format!("M{x} 284H{}L{} 298H{x}Z", x + 64.0, x + 64.0),
        );
    }
    s.finish()
}

fn cloud(s: &mut Scene, x: f64, y: f64, scale: f64) {
    s.group(
        format!("opacity=\"0.85\" transform=\"translate({x} {y}) scale({scale})\""),
        |s| {
            s.path(
                FOAM,
                "M-60 14a16 16 0 0 1 6 -31a26 26 0 0 1 48 -8a20 20 0 0 1 34 10a15 15 0 0 1 22 29Z",
            );
        },
    );
}

fn sea(s: &mut Scene, p: &Palette, top: f64) {
    let blue = oklch(0.62, 0.12, 225.0);
    let paint = s.vertical(&[
        (mix(blue, p.sky[1], 0.55), 1.0),
        (mix(blue, p.sky[0], 0.25), 1.0),
        (mix(blue, p.ground[2], 0.35), 1.0),
    ]);
    s.rect(paint, [0.0, top, 640.0, 362.0 - top]);
    for i in 0..44 {
        let (a, b) = scatter(i);
        let y = top + 4.0 + b * b * (330.0 - top);
        let x = if i % 2 == 0 {
            150.0 + (a - 0.5) * (60.0 + b * 150.0)
        } else {
            a * 640.0
        };
        s.group("opacity=\"0.65\"", |s| {
            s.oval(FOAM, [x, y, 4.0 + 18.0 * b, 0.7 + 1.2 * b]);
        });
    }
    s.path(
        FOAM,
        format!(
            "M236 {}l0 -26l15 24ZM233 {}l0 -20l-11 19Z",
            top + 22.0,
            top + 22.0
        ),
    );
    s.path(p.ground[2], format!("M220 {}h34l-7 7h-21Z", top + 24.0));
}

fn cliffs(s: &mut Scene, p: &Palette) {
    let head = smooth(&[
        (318.0, 152.0),
        (352.0, 138.0),
        (380.0, 112.0),
        (430.0, 96.0),
        (500.0, 62.0),
        (570.0, 34.0),
        (645.0, 22.0),
    ]);
    let blue = s.vertical(&[
        (mix(p.ground[0], p.sky[1], 0.5), 1.0),
        (mix(p.ground[0], p.sky[2], 0.75), 1.0),
    ]);
    s.path(blue, format!("{head}L645 156L318 156Z"));
    let rock = s.along(
        [340.0, 120.0, 640.0, 300.0],
        &[
            (mix(p.ground[0], FOAM, 0.35), 1.0),
            (p.ground[0], 1.0),
            (p.ground[1], 1.0),
        ],
    );
    s.path(
        rock,
        rolling(&[
            (250.0, 300.0),
            (310.0, 250.0),
            (360.0, 196.0),
            (430.0, 150.0),
            (500.0, 122.0),
            (560.0, 84.0),
            (645.0, 60.0),
        ]),
    );
    for i in 0..22 {
        let (a, b) = scatter(i + 3);
        let (x, y) = (400.0 + a * 240.0, 150.0 + b * 110.0 - a * 40.0);
        let leaf = mix(oklch(0.55, 0.11, 135.0), p.ground[1], 0.4);
        s.oval(leaf, [x, y, 9.0 + 8.0 * b, 6.0 + 5.0 * b]);
        s.oval(mix(leaf, FOAM, 0.3), [x - 3.0, y - 2.0, 5.0 + 3.0 * b, 3.0]);
    }
    s.line(FOAM, 4.0, "M250 302C270 286 290 268 306 252");
}

fn road(s: &mut Scene, p: &Palette) {
    let asphalt = mix(p.ground[2], Rgb(70, 70, 84), 0.5);
    let hairpins = "M600 84C560 92 500 108 486 126C476 142 560 138 606 150C650 164 560 172 470 178C400 184 380 204 440 216C520 230 640 232 690 270";
    s.line(mix(FOAM, p.ground[0], 0.15), 21.0, hairpins);
    s.line(asphalt, 16.0, hairpins);
    s.put(format_args!("<path d=\"{hairpins}\" fill=\"none\" stroke=\"{FOAM}\" stroke-width=\"1.5\" stroke-dasharray=\"8 8\"/>"));
    let near = s.vertical(&[(mix(asphalt, p.sky[2], 0.25), 1.0), (asphalt, 1.0)]);
    s.path(near, "M-5 288C120 270 330 262 645 250V365H-5Z");
    for i in 0..14 {
        let x = -10.0 + f64::from(i) * 48.0;
        let y = |x: f64| 285.0 - 34.0 * (x / 640.0);
        let stripe = if i % 2 == 0 { p.accent } else { FOAM };
        s.path(
            stripe,
            format!(
                "M{x} {:.1}L{} {:.1}L{} {:.1}L{x} {:.1}Z",
                y(x),
                x + 48.0,
                y(x + 48.0),
                x + 48.0,
                y(x + 48.0) + 9.0,
                y(x) + 9.0
            ),
        );
    }
    for i in 0..5 {
        let x = 20.0 + 150.0 * f64::from(i);
        s.path(
            FOAM,
            format!(
                "M{x} 350L{} 344L{} 350L{} 357Z",
                x + 70.0,
                x + 74.0,
                x + 2.0
            ),
        );
    }
}

fn car(s: &mut Scene, p: &Palette) {
    let ink = Rgb(24, 22, 34);
    for (y, x, w) in [
        (226.0, 20.0, 130.0),
        (250.0, -10.0, 120.0),
        (282.0, 10.0, 96.0),
        (306.0, -20.0, 130.0),
    ] {
        let blur = s.horizontal(&[(FOAM, 0.0), (FOAM, 0.85)]);
        s.rect(blur, [x, y, w, 4.0]);
    }
    s.group("transform=\"translate(300 310) rotate(-2.5) scale(1.32)\"", |s| {
        s.group("opacity=\"0.4\"", |s| s.oval(ink, [0.0, 22.0, 142.0, 9.0]));
        let paint = s.vertical(&[(mix(p.accent, FOAM, 0.45), 1.0), (p.accent, 1.0), (mix(p.accent, ink, 0.45), 1.0)]);
        s.path(ink, "M-128 -46L-96 -52L-90 -46L-122 -38ZM-116 -44L-108 -16L-96 -16L-104 -46Z");
        s.path(&paint, "M-122 8C-128 -10 -122 -24 -106 -27L-62 -32C-44 -54 -22 -62 8 -61C34 -60 50 -48 66 -32C98 -30 126 -22 134 -6C138 4 136 12 130 14H-110C-118 14 -121 12 -122 8Z");
        s.path(mix(oklch(0.8, 0.06, 220.0), ink, 0.25), "M-48 -32C-34 -48 -20 -54 0 -54V-31ZM8 -54C28 -53 40 -44 52 -31H8Z");
        s.path(FOAM, "M-44 -33C-34 -45 -24 -50 -14 -52L-28 -32Z");
        s.path(FOAM, "M-118 -8H-60L-52 -2H120L132 4H-46L-56 -1H-121Z");
        s.disc(FOAM, -20.0, -14.0, 15.0);
        s.path(mix(p.accent, ink, 0.2), "M-20 -25l3.4 7.5l8 .8l-6 5.4l1.8 8l-7.2 -4.2l-7.2 4.2l1.8 -8l-6 -5.4l8 -.8Z");
        s.path(p.glow, "M112 -20L130 -10L118 -8Z");
        for x in [-76.0, 82.0] {
            s.disc(ink, x, 8.0, 24.0);
            s.disc(mix(FOAM, ink, 0.3), x, 8.0, 13.0);
            s.disc(ink, x, 8.0, 4.0);
            s.line(ink, 3.0, format!("M{} -2L{} 18M{} 18L{} -2", x - 9.0, x + 9.0, x - 9.0, x + 9.0));
        }
    });
    for k in 0..6 {
        let k = f64::from(k);
        s.group(format!("opacity=\"{:.2}\"", 0.85 - 0.1 * k), |s| {
            s.disc(
                FOAM,
                152.0 - 27.0 * k,
                330.0 - 5.0 * k + 5.0 * (k * 2.2).sin(),
                12.0 + 4.0 * k,
            );
        });
    }
}

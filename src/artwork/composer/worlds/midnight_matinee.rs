//! Midnight Matinee: an old picture house whose lights are on again.

use super::scene::{Scene, mix, rolling, scatter};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

const BAT: &str = "M0 4C-3 0 -4 -4 -4 -7L-1 -4H1L4 -7C4 -4 3 0 0 4ZM0 0C-5 -7 -12 -10 -24 -9C-20 -6 -19 -2 -19 3C-16 0 -12 0 -10 4C-7 1 -3 2 0 7C3 2 7 1 10 4C12 0 16 0 19 3C19 -2 20 -6 24 -9C12 -10 5 -7 0 0Z";

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 300.0);
    s.stars(p.glow, 50, 180.0);
    moon(&mut s, p, 512.0, 84.0, 60.0);
    s.group("transform=\"translate(30 0) scale(0.88)\"", |s| {
        houses(s, p);
        facade(s, p);
        marquee(s, p);
        street(s, p);
    });
    for (x, y, scale) in [
        (470.0, 60.0, 1.1),
        (548.0, 112.0, 0.75),
        (586.0, 40.0, 0.6),
        (420.0, 106.0, 0.6),
        (60.0, 60.0, 0.8),
        (30.0, 112.0, 0.5),
    ] {
        s.group(
            format!("transform=\"translate({x} {y}) scale({scale})\""),
            |s| s.path(p.ground[2], BAT),
        );
    }
    mist(&mut s, p);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    let wall = s.radial(
        [0.5, 0.4, 0.8],
        &[(p.sky[2], 1.0), (p.sky[1], 1.0), (p.ground[2], 1.0)],
    );
    s.rect(wall, [0.0, 0.0, 640.0, 360.0]);
    let beam = s.along([320.0, 0.0, 320.0, 330.0], &[(p.glow, 0.6), (p.glow, 0.1)]);
    s.path(beam, "M300 -10H340L520 330H120Z");
    s.path(mix(p.sky[2], p.glow, 0.62), "M150 70H490V250H150Z");
    s.halo(Rgb(255, 252, 240), 0.8, [320.0, 160.0, 260.0, 150.0]);
    for side in [1.0, -1.0] {
        s.group(
            format!("transform=\"translate(320 0) scale({side} 1)\""),
            |s| {
                let cloth = oklch(0.34, 0.13, 20.0);
                for i in 0..5 {
                    let x = 170.0 + f64::from(i) * 32.0;
                    let fold = s.horizontal(&[
                        (mix(cloth, p.ground[2], 0.75), 1.0),
                        (cloth, 1.0),
                        (mix(cloth, p.ground[2], 0.75), 1.0),
                    ]);
                    s.path(
                        fold,
                        format!(
                            "M{x} -5H{}C{} 120 {} 240 {} 330H{}C{} 240 {} 120 {x} -5Z",
                            x + 34.0,
                            x + 40.0,
                            x + 26.0,
                            x + 36.0,
                            x,
                            x - 8.0,
                            x + 6.0
                        ),
                    );
                }
            },
        );
    }
    for i in 0..9 {
        let x = -10.0 + 82.0 * f64::from(i);
        s.put(format_args!(
            "<rect x=\"{x}\" y=\"318\" width=\"72\" height=\"60\" rx=\"22\" fill=\"{}\"/>",
            mix(oklch(0.22, 0.08, 20.0), p.ground[2], 0.5)
        ));
    }
    s.finish()
}

fn moon(s: &mut Scene, p: &Palette, x: f64, y: f64, r: f64) {
    s.halo(p.glow, 0.8, [x, y, r * 2.4, r * 2.4]);
    s.disc(mix(p.glow, Rgb(255, 255, 245), 0.6), x, y, r);
    for (dx, dy, k) in [
        (-20.0, -14.0, 13.0),
        (18.0, 10.0, 17.0),
        (-8.0, 26.0, 9.0),
        (24.0, -24.0, 7.0),
    ] {
        s.group("opacity=\"0.28\"", |s| {
            s.disc(mix(p.glow, p.ground[0], 0.6), x + dx, y + dy, k);
        });
    }
}

fn houses(s: &mut Scene, p: &Palette) {
    for (x, w, top) in [
        (-10.0, 70.0, 190.0),
        (54.0, 50.0, 220.0),
        (470.0, 60.0, 206.0),
        (526.0, 52.0, 170.0),
        (574.0, 80.0, 214.0),
        (648.0, 70.0, 196.0),
        (-70.0, 66.0, 226.0),
    ] {
        s.path(
            p.ground[1],
            format!(
                "M{x} 304V{top}L{} {}L{} {top}V304Z",
                x + w / 2.0,
                top - 26.0,
                x + w
            ),
        );
        for k in 0..4 {
            let (a, b) = scatter(k + (x as usize));
            if a > 0.5 {
                s.rect(
                    mix(p.glow, p.ground[1], 0.45),
                    [
                        x + 8.0 + b * (w - 22.0),
                        top + 12.0 + 22.0 * k as f64,
                        8.0,
                        11.0,
                    ],
                );
            }
        }
    }
}

fn facade(s: &mut Scene, p: &Palette) {
    let brick = s.vertical(&[
        (mix(p.ground[0], p.ground[2], 0.45), 1.0),
        (mix(p.ground[0], p.accent, 0.4), 1.0),
        (p.ground[1], 1.0),
    ]);
    s.path(
        &brick,
        "M96 306V118H126V84H160V58H196V40H316V58H352V84H386V118H416V306Z",
    );
    s.line(
        mix(p.ground[0], p.glow, 0.55),
        2.0,
        "M96 130V118H126V84H160V58H196V40H316V58H352V84H386V118H416V306",
    );
    for x in [126.0, 160.0, 340.0, 374.0] {
        s.rect(p.ground[2], [x, 104.0, 12.0, 84.0]);
    }
    // The blade sign: a tower of light without letters.
    s.path(p.ground[2], "M228 200V26Q256 -8 284 26V200Z");
    s.neon(p.accent, 3.0, "M234 196V30Q256 2 278 30V196");
    for i in 0..6 {
        let y = 48.0 + 24.0 * f64::from(i);
        s.neon(p.glow, 2.4, format!("M244 {y}L256 {}L268 {y}", y - 10.0));
    }
    s.disc(p.glow, 256.0, 24.0, 5.0);
    s.halo(p.accent, 0.5, [256.0, 110.0, 130.0, 140.0]);
}

fn marquee(s: &mut Scene, p: &Palette) {
    s.path(p.ground[2], "M118 262H394V306H118Z");
    let lobby = s.vertical(&[(p.glow, 1.0), (mix(p.glow, p.accent, 0.6), 1.0)]);
    for i in 0..4 {
        s.rect(&lobby, [136.0 + 62.0 * f64::from(i), 246.0, 54.0, 60.0]);
        s.line(
            p.ground[2],
            2.0,
            format!("M{} 246V306", 163.0 + 62.0 * f64::from(i)),
        );
    }
    s.path(p.ground[2], "M72 190H440L424 244H88Z");
    let panel = s.vertical(&[
        (Rgb(255, 250, 236), 1.0),
        (mix(p.glow, p.accent, 0.25), 1.0),
    ]);
    s.path(panel, "M88 198H424L412 236H100Z");
    for (row, y) in [(0, 208.0), (1, 222.0)] {
        for i in 0..10 {
            let (a, _) = scatter(i + row * 4);
            let x = 122.0 + 28.0 * i as f64;
            if (i + row) % 5 != 4 {
                s.rect(
                    mix(p.ground[2], p.accent, 0.15),
                    [x, y, 10.0 + 13.0 * a, 6.0],
                );
            }
        }
    }
    for i in 0..24 {
        let x = 76.0 + 15.7 * f64::from(i);
        s.disc(if i % 2 == 0 { p.glow } else { p.accent }, x, 194.0, 3.4);
        s.disc(
            if i % 2 == 1 { p.glow } else { p.accent },
            92.0 + (x - 76.0) * 0.915,
            240.5,
            3.2,
        );
    }
    s.halo(p.glow, 0.45, [256.0, 226.0, 260.0, 70.0]);
    for (x, h) in [(150.0, 46.0), (344.0, 44.0), (366.0, 40.0)] {
        s.path(
            p.ground[2],
            format!(
                "M{} 312V{}Q{x} {} {} {}V312Z",
                x - 9.0,
                312.0 - h * 0.6,
                304.0 - h * 0.9,
                x + 9.0,
                312.0 - h * 0.6
            ),
        );
        s.disc(p.ground[2], x, 312.0 - h, 7.0);
    }
}

fn street(s: &mut Scene, p: &Palette) {
    let wet = s.vertical(&[
        (mix(p.ground[1], p.accent, 0.35), 1.0),
        (p.ground[1], 1.0),
        (p.ground[2], 1.0),
    ]);
    s.rect(wet, [-60.0, 305.0, 760.0, 110.0]);
    for i in 0..30 {
        let (a, b) = scatter(i);
        let light = if i % 2 == 0 { p.glow } else { p.accent };
        s.group("opacity=\"0.5\"", |s| {
            s.oval(
                light,
                [
                    110.0 + a * 290.0,
                    309.0 + b * b * 60.0,
                    6.0 + 22.0 * b,
                    0.9 + 1.2 * b,
                ],
            );
        });
    }
    s.line(p.ground[2], 4.0, "M540 322V200q0 -14 16 -14");
    s.halo(p.glow, 0.9, [560.0, 190.0, 40.0, 40.0]);
    s.disc(p.glow, 560.0, 190.0, 7.0);
}

fn mist(s: &mut Scene, p: &Palette) {
    let veil = mix(p.sky[2], p.glow, 0.2);
    let paint = s.vertical(&[(veil, 0.3), (veil, 0.0)]);
    s.path(
        paint,
        rolling(&[
            (-5.0, 330.0),
            (90.0, 316.0),
            (190.0, 334.0),
            (310.0, 322.0),
            (430.0, 332.0),
            (540.0, 312.0),
            (650.0, 328.0),
        ]),
    );
}

//! Velvet Heist: looking down over the roofs, at the one skylight that counts.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, Rgb};

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 160.0);
    s.halo(p.accent, 0.65, [250.0, 170.0, 420.0, 120.0]);
    let lights = [
        (58.0, 118.0, 24.0),
        (196.0, 134.0, -22.0),
        (610.0, 112.0, -34.0),
    ];
    for (x, y, lean) in lights {
        beam(&mut s, p, x, y, lean);
    }
    city(&mut s, p);
    for (x, y, _) in lights {
        s.halo(p.glow, 1.0, [x, y, 26.0, 26.0]);
    }
    roof(&mut s, p);
    skylight(&mut s, p);
    thief(&mut s, p);
    s.vignette(p.ground[2], 0.45);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    let steel = mix(p.sky[2], p.accent, 0.25);
    let wall = s.radial(
        [0.5, 0.45, 0.75],
        &[
            (mix(steel, p.glow, 0.8), 1.0),
            (steel, 1.0),
            (p.ground[2], 1.0),
        ],
    );
    s.rect(wall, [0.0, 0.0, 640.0, 360.0]);
    // The vault door stands behind, larger than the picture.
    for (r, width, opacity) in [(212.0, 30.0, 0.6), (176.0, 4.0, 0.5), (128.0, 3.0, 0.3)] {
        s.put(format_args!("<circle cx=\"320\" cy=\"190\" r=\"{r}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\" opacity=\"{opacity}\"/>", p.ground[1]));
    }
    for i in 0..20 {
        let angle = std::f64::consts::TAU * f64::from(i) / 20.0;
        s.group("opacity=\"0.8\"", |s| {
            s.disc(
                mix(p.ground[0], p.glow, 0.5),
                320.0 + 212.0 * angle.cos(),
                190.0 + 212.0 * angle.sin(),
                7.0,
            );
        });
    }
    for (x, lean) in [(40.0, -20.0), (600.0, 20.0)] {
        let paint = s.along(
            [0.0, -10.0, 0.0, 340.0],
            &[(p.glow, 0.7), (p.glow, 0.2), (p.glow, 0.0)],
        );
        s.group(format!("transform=\"rotate({lean} {x} -10)\""), |s| {
            s.path(
                paint,
                format!(
                    "M{} -10H{}L{} 360H{}Z",
                    x - 7.0,
                    x + 7.0,
                    x + 64.0,
                    x - 64.0
                ),
            );
        });
    }
    for y in [96.0, 262.0] {
        s.group("opacity=\"0.4\"", |s| {
            s.neon(p.accent, 1.6, format!("M-5 {}L645 {}", y + 26.0, y - 26.0));
        });
    }
    s.path(p.ground[2], "M0 338H640V362H0Z");
    s.finish()
}

fn city(s: &mut Scene, p: &Palette) {
    for layer in 0..2_usize {
        let wall = if layer == 0 {
            mix(p.ground[0], p.sky[2], 0.5)
        } else {
            p.ground[0]
        };
        for i in 0..16 {
            let (a, b) = scatter(i * 3 + layer * 11);
            let w = 34.0 + 20.0 * a;
            let x = i as f64 * 42.0 - 20.0 + 16.0 * layer as f64;
            let top = 150.0 - (70.0 - 26.0 * layer as f64) * b + 18.0 * layer as f64;
            s.rect(wall, [x, top, w, 240.0 - top]);
            if i % 5 == 2 {
                s.path(
                    wall,
                    format!(
                        "M{} {top}L{} {}L{} {top}Z",
                        x + 6.0,
                        x + w / 2.0,
                        top - 34.0,
                        x + w - 6.0
                    ),
                );
            }
            for k in 0..9 {
                let (c, d) = scatter(i * 13 + k * 5 + layer);
                if c > 0.55 {
                    s.rect(
                        mix(p.glow, wall, 0.25),
                        [
                            x + 4.0 + d * (w - 11.0),
                            top + 7.0 + 8.0 * k as f64,
                            3.0,
                            4.0,
                        ],
                    );
                }
            }
        }
    }
}

fn roof(s: &mut Scene, p: &Palette) {
    let slate = s.along(
        [640.0, 170.0, 0.0, 360.0],
        &[
            (mix(p.ground[0], p.accent, 0.25), 1.0),
            (p.ground[1], 1.0),
            (p.ground[2], 1.0),
        ],
    );
    s.path(slate, "M-5 236L250 176H650V365H-5Z");
    s.line(mix(p.ground[0], p.glow, 0.5), 2.5, "M-5 236L250 176H650");
    for i in 0..7 {
        let x = 250.0 + 70.0 * f64::from(i);
        s.group("opacity=\"0.35\"", |s| {
            s.line(
                p.ground[2],
                2.0,
                format!("M{x} 178L{} 362", x - 190.0 + 18.0 * f64::from(i)),
            );
        });
    }
    for (x, y, k) in [(70.0, 238.0, 1.0), (150.0, 212.0, 0.8)] {
        s.path(
            p.ground[2],
            format!("M{x} {y}V{}H{}V{}Z", y - 62.0 * k, x + 30.0 * k, y + 8.0),
        );
        s.path(
            p.ground[2],
            format!(
                "M{} {}H{}V{}H{}Z",
                x - 4.0,
                y - 70.0 * k,
                x + 34.0 * k,
                y - 60.0 * k,
                x - 4.0
            ),
        );
        s.line(
            mix(p.ground[1], p.glow, 0.6),
            1.8,
            format!("M{} {}V{}", x + 30.0 * k, y - 58.0 * k, y + 4.0),
        );
    }
}

fn skylight(s: &mut Scene, p: &Palette) {
    let bright = mix(p.glow, Rgb(255, 255, 245), 0.5);
    s.halo(p.glow, 0.85, [436.0, 250.0, 250.0, 170.0]);
    s.halo(p.glow, 0.75, [436.0, 150.0, 150.0, 220.0]);
    s.path(p.ground[2], "M278 288L330 224H546L606 288L590 316H292Z");
    let pane = s.vertical(&[
        (bright, 1.0),
        (p.glow, 1.0),
        (mix(p.glow, p.accent, 0.55), 1.0),
    ]);
    s.path(&pane, "M290 286L436 168L592 286Z");
    s.path(mix(p.glow, p.accent, 0.4), "M290 286H592L582 302H300Z");
    s.glaze(p.accent, 0.45, "M436 168L592 286H470Z");
    for d in [
        "M290 286L436 168L592 286Z",
        "M436 168L366 286",
        "M436 168L436 286",
        "M436 168L514 286",
        "M346 241H532M388 207H488",
    ] {
        s.line(p.ground[2], 4.0, d);
    }
    s.line(bright, 1.6, "M288 288H594");
    // One pane stands open.
    s.path(p.ground[2], "M436 286L436 240L474 286Z");
}

fn thief(s: &mut Scene, p: &Palette) {
    let black = mix(p.ground[2], Rgb(0, 0, 0), 0.55);
    s.line(black, 2.6, "M432 -5V90");
    s.group("transform=\"translate(432 100) rotate(6) scale(1.18)\"", |s| {
        s.path(black, "M-34 -8C-20 -13 10 -14 26 -11C36 -8 36 8 26 10C8 14 -20 12 -34 8C-40 4 -40 -4 -34 -8Z");
        s.line(black, 11.0, "M-32 -3L-62 -10L-90 -22M-32 4L-58 14L-86 8");
        s.line(black, 8.5, "M24 4L36 28L58 34M18 6L20 32L38 44");
        s.path(black, "M-88 -28L-100 -34L-94 -18ZM-84 3L-98 0L-90 15Z");
        s.disc(black, 44.0, -4.0, 12.0);
        s.line(p.accent, 4.0, "M37 -11L52 4M37 -11L26 -22");
        s.line(mix(p.glow, p.accent, 0.25), 2.2, "M-30 10C-14 14 8 15 24 12M-58 18L-84 12M36 9A12 12 0 0 0 50 8");
        s.path(black, "M-8 -14H8V-20H-8Z");
    });
}

fn beam(s: &mut Scene, p: &Palette, x: f64, y: f64, lean: f64) {
    let paint = s.along(
        [0.0, y, 0.0, y - 240.0],
        &[(p.glow, 0.95), (p.glow, 0.35), (p.glow, 0.05)],
    );
    s.group(format!("transform=\"rotate({lean} {x} {y})\""), |s| {
        s.path(
            paint,
            format!(
                "M{} {y}L{} {}H{}L{} {y}Z",
                x - 4.0,
                x - 34.0,
                y - 260.0,
                x + 34.0,
                x + 4.0
            ),
        );
    });
}

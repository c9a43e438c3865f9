//! Velvet Heist: looking down over the roofs, at the one skylight that counts.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, Rgb};

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 150.0);
    s.halo(p.accent, 0.4, [200.0, 150.0, 340.0, 120.0]);
    beams(&mut s, p, &[(90.0, -24.0), (206.0, 30.0), (560.0, -20.0)]);
    city(&mut s, p);
    roof(&mut s, p);
    skylight(&mut s, p);
    thief(&mut s, p);
    s.vignette(p.ground[2], 0.6);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    let cloth = mix(p.sky[2], p.accent, 0.25);
    let wall = s.radial([0.5, 0.45, 0.75], &[(mix(cloth, p.glow, 0.45), 1.0), (cloth, 1.0), (p.ground[2], 1.0)]);
    s.rect(wall, [0.0, 0.0, 640.0, 360.0]);
    beams(&mut s, p, &[(60.0, 16.0), (580.0, -16.0)]);
    // The vault door stands behind, larger than the picture.
    for (r, width, opacity) in [(210.0, 26.0, 0.5), (176.0, 4.0, 0.5), (120.0, 3.0, 0.3)] {
        s.put(format_args!("<circle cx=\"320\" cy=\"190\" r=\"{r}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\" opacity=\"{opacity}\"/>", p.ground[1]));
    }
    for i in 0..20 {
        let angle = std::f64::consts::TAU * f64::from(i) / 20.0;
        s.group("opacity=\"0.7\"", |s| s.disc(mix(p.ground[1], p.glow, 0.35), 320.0 + 210.0 * angle.cos(), 190.0 + 210.0 * angle.sin(), 6.0));
    }
    s.path(p.ground[2], "M0 336H640V362H0Z");
    s.finish()
}

/// Searchlights: each rises from `x` on the skyline and leans by an angle in degrees.
fn beams(s: &mut Scene, p: &Palette, lights: &[(f64, f64)]) {
    for &(x, lean) in lights {
        let paint = s.along([0.0, 190.0, 0.0, -120.0], &[(p.glow, 0.75), (p.glow, 0.25), (p.glow, 0.05)]);
        s.group(format!("transform=\"rotate({lean} {x} 190)\""), |s| {
            s.path(paint, format!("M{} 190L{} -160H{}L{} 190Z", x - 5.0, x - 46.0, x + 46.0, x + 5.0));
        });
    }
}

fn city(s: &mut Scene, p: &Palette) {
    for layer in 0..2_usize {
        let wall = if layer == 0 { mix(p.ground[0], p.sky[2], 0.5) } else { p.ground[0] };
        for i in 0..16 {
            let (a, b) = scatter(i * 3 + layer * 11);
            let w = 34.0 + 20.0 * a;
            let x = i as f64 * 42.0 - 20.0 + 16.0 * layer as f64;
            let top = 150.0 - (70.0 - 26.0 * layer as f64) * b + 18.0 * layer as f64;
            s.rect(wall, [x, top, w, 240.0 - top]);
            if i % 5 == 2 {
                s.path(wall, format!("M{} {top}L{} {}L{} {top}Z", x + 6.0, x + w / 2.0, top - 34.0, x + w - 6.0));
            }
            for k in 0..9 {
                let (c, d) = scatter(i * 13 + k * 5 + layer);
                if c > 0.55 {
                    s.rect(mix(p.glow, wall, 0.25), [x + 4.0 + d * (w - 11.0), top + 7.0 + 8.0 * k as f64, 3.0, 4.0]);
                }
            }
        }
    }
}

fn roof(s: &mut Scene, p: &Palette) {
    let slate = s.along([640.0, 170.0, 0.0, 360.0], &[(mix(p.ground[0], p.accent, 0.25), 1.0), (p.ground[1], 1.0), (p.ground[2], 1.0)]);
    s.path(slate, "M-5 236L250 176H650V365H-5Z");
    s.line(mix(p.ground[0], p.glow, 0.5), 2.5, "M-5 236L250 176H650");
    for i in 0..7 {
        let x = 250.0 + 70.0 * f64::from(i);
        s.group("opacity=\"0.35\"", |s| s.line(p.ground[2], 2.0, format!("M{x} 178L{} 362", x - 190.0 + 18.0 * f64::from(i))));
    }
    for (x, y, k) in [(70.0, 238.0, 1.0), (150.0, 212.0, 0.8)] {
        s.path(p.ground[2], format!("M{x} {y}V{}H{}V{}Z", y - 62.0 * k, x + 30.0 * k, y + 8.0));
        s.path(p.ground[2], format!("M{} {}H{}V{}H{}Z", x - 4.0, y - 70.0 * k, x + 34.0 * k, y - 60.0 * k, x - 4.0));
        s.line(mix(p.ground[1], p.glow, 0.6), 1.8, format!("M{} {}V{}", x + 30.0 * k, y - 58.0 * k, y + 4.0));
    }
}

fn skylight(s: &mut Scene, p: &Palette) {
    let bright = mix(p.glow, Rgb(255, 255, 245), 0.5);
    s.halo(p.glow, 0.85, [436.0, 250.0, 250.0, 170.0]);
    let column = s.along([0.0, 230.0, 0.0, -20.0], &[(p.glow, 0.55), (p.glow, 0.0)]);
    s.path(column, "M300 250L250 -20H630L576 250Z");
    s.path(p.ground[2], "M278 288L330 224H546L606 288L590 316H292Z");
    let pane = s.vertical(&[(bright, 1.0), (p.glow, 1.0), (mix(p.glow, p.accent, 0.55), 1.0)]);
    s.path(&pane, "M290 286L436 168L592 286Z");
    s.path(mix(p.glow, p.accent, 0.4), "M290 286H592L582 302H300Z");
    s.glaze(p.accent, 0.45, "M436 168L592 286H470Z");
    for d in ["M290 286L436 168L592 286Z", "M436 168L366 286", "M436 168L436 286", "M436 168L514 286", "M346 241H532M388 207H488"] {
        s.line(p.ground[2], 4.0, d);
    }
    s.line(bright, 1.6, "M288 288H594");
    // One pane stands open.
    s.path(p.ground[2], "M436 286L436 240L474 286Z");
}

fn thief(s: &mut Scene, p: &Palette) {
    let black = mix(p.ground[2], Rgb(0, 0, 0), 0.5);
    s.line(black, 2.2, "M436 -5V112");
    s.group("transform=\"translate(436 128)\"", |s| {
        s.path(black, "M-8 -2C-12 10 -10 28 -6 38L-22 48L-36 34L-41 39L-24 60L2 48L20 62L34 44L28 39L19 49L8 38C12 28 12 10 8 -2Z");
        s.line(black, 6.0, "M-6 4L-2 -24M7 4L26 22L36 10");
        s.disc(black, 2.0, -12.0, 9.5);
        s.line(p.accent, 3.4, "M-6 -13H11M-6 -13L-19 -9");
        s.line(mix(p.glow, p.accent, 0.3), 1.8, "M-20 50L-25 58L2 47L20 60");
    });
}

//! Orbit of Two: a ring station above the lit edge of a planet.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, Rgb};

const WHITE: Rgb = Rgb(255, 255, 255);

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    space(&mut s, p, 150);
    s.halo(p.sky[2], 0.9, [150.0, 120.0, 300.0, 150.0]);
    moon(&mut s, p, 118.0, 76.0, 26.0);
    planet(&mut s, p, [250.0, 640.0, 420.0]);
    station(&mut s, p);
    shuttle(&mut s, p);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    space(&mut s, p, 70);
    s.halo(p.sky[2], 1.0, [320.0, 190.0, 380.0, 230.0]);
    planet(&mut s, p, [320.0, 760.0, 500.0]);
    for (rx, ry, width, opacity) in [(300.0, 172.0, 26.0, 0.30), (250.0, 138.0, 5.0, 0.35)] {
        let paint = s.horizontal(&[(p.glow, 0.9), (p.sky[2], 0.2), (p.glow, 0.9)]);
        s.put(format_args!("<ellipse cx=\"320\" cy=\"168\" rx=\"{rx}\" ry=\"{ry}\" fill=\"none\" stroke=\"{paint}\" stroke-width=\"{width}\" opacity=\"{opacity}\"/>"));
    }
    s.finish()
}

fn space(s: &mut Scene, p: &Palette, stars: usize) {
    let night = mix(p.sky[0], Rgb(4, 4, 14), 0.72);
    let paint = s.along([0.0, 0.0, 640.0, 360.0], &[(night, 1.0), (mix(night, p.sky[1], 0.35), 1.0), (night, 1.0)]);
    s.rect(paint, [0.0, 0.0, 640.0, 360.0]);
    s.stars(WHITE, stars, 330.0);
}

fn moon(s: &mut Scene, p: &Palette, x: f64, y: f64, r: f64) {
    let paint = s.radial([0.75, 0.72, 0.8], &[(p.glow, 1.0), (mix(p.glow, p.ground[0], 0.5), 1.0), (p.ground[2], 1.0), (p.ground[2], 1.0)]);
    s.disc(paint, x, y, r);
}

/// A planet that fills the lower part: centre x, centre y and radius.
fn planet(s: &mut Scene, p: &Palette, [x, y, r]: [f64; 3]) {
    for (grow, strength) in [(60.0, 0.16), (32.0, 0.25), (14.0, 0.4)] {
        s.group(format!("opacity=\"{strength}\""), |s| s.disc(p.accent, x, y, r + grow));
    }
    let body = s.vertical(&[(mix(p.accent, WHITE, 0.75), 1.0), (mix(p.accent, p.sky[2], 0.35), 1.0), (p.ground[0], 1.0), (p.ground[2], 1.0), (p.ground[2], 1.0), (p.ground[2], 1.0), (p.ground[2], 1.0), (p.ground[2], 1.0)]);
    s.disc(body, x, y, r);
    s.inside(format!("M{} {y}a{r} {r} 0 1 1 {} 0a{r} {r} 0 1 1 {} 0Z", x - r, 2.0 * r, -2.0 * r), |s| {
        for i in 0..14 {
            let (a, b) = scatter(i * 5 + 2);
            let band = y - r + 26.0 + b * 110.0;
            s.group("opacity=\"0.22\"", |s| s.oval(WHITE, [a * 640.0, band, 60.0 + a * 90.0, 2.5 + b * 4.0]));
        }
        let night = s.horizontal(&[(p.ground[2], 0.0), (p.ground[2], 0.1), (p.ground[2], 0.85)]);
        s.rect(night, [0.0, 0.0, 640.0, 360.0]);
    });
}

fn station(s: &mut Scene, p: &Palette) {
    let hull = mix(p.ground[0], WHITE, 0.35);
    s.halo(p.glow, 0.5, [424.0, 138.0, 240.0, 190.0]);
    s.group("transform=\"translate(424 138) rotate(-24)\"", |s| {
        let dark = mix(p.ground[2], Rgb(0, 0, 0), 0.2);
        let lit = s.horizontal(&[(mix(hull, WHITE, 0.85), 1.0), (hull, 1.0), (mix(hull, dark, 0.65), 1.0)]);
        let ring = |s: &mut Scene, color: &str, width: f64, ry: f64, arc: &str| {
            s.put(format_args!("<path fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" d=\"M-176 0A176 {ry} 0 0 {arc} 176 0\"/>"));
        };
        ring(s, &dark.to_string(), 30.0, 62.0, "1");
        ring(s, &mix(hull, dark, 0.55).to_string(), 24.0, 62.0, "1");
        for i in 0..22 {
            let angle = std::f64::consts::PI * (f64::from(i) + 0.5) / 22.0;
            s.disc(p.glow, -176.0 * angle.cos(), -58.0 * angle.sin(), 2.4);
        }
        for d in ["M-166 -4L0 -2", "M166 4L0 2", "M-70 54L0 0", "M70 -54L0 0"] {
            s.line(dark, 11.0, d);
            s.line(&lit, 7.0, d);
        }
        s.path(&lit, "M-20 -92H20L26 -60V64L14 96H-14L-26 64V-60Z");
        s.path(dark, "M4 -92H20L26 -60V64L14 96H4Z");
        s.rect(p.glow, [-16.0, -34.0, 18.0, 6.0]);
        s.rect(p.glow, [-16.0, -20.0, 18.0, 6.0]);
        s.line(&lit, 3.0, "M0 -92V-130M0 96V124");
        s.disc(p.accent, 0.0, -132.0, 4.0);
        ring(s, &dark.to_string(), 38.0, 62.0, "0");
        ring(s, &lit, 32.0, 62.0, "0");
        ring(s, &mix(hull, dark, 0.75).to_string(), 11.0, 62.0, "0");
        for i in 0..30 {
            let angle = std::f64::consts::PI * (f64::from(i) + 0.5) / 30.0;
            let (x, y) = (-176.0 * angle.cos(), 62.0 * angle.sin());
            if i % 5 != 4 {
                s.rect(p.glow, [x - 4.0, y - 3.0, 8.0, 6.0]);
            }
        }
    });
}

fn shuttle(s: &mut Scene, p: &Palette) {
    let trail = s.along([120.0, 214.0, 232.0, 180.0], &[(p.glow, 0.0), (p.glow, 0.9)]);
    s.path(trail, "M110 222L232 180L234 186Z");
    s.path(WHITE, "M226 190L262 170L250 190L238 200Z");
    s.path(p.accent, "M238 188L262 170L250 190Z");
}

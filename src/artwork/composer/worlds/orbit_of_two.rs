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
    s.dusk_below(p.ground[2], 252.0);
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
    let paint = s.along(
        [0.0, 0.0, 640.0, 360.0],
        &[
            (night, 1.0),
            (mix(night, p.sky[1], 0.35), 1.0),
            (night, 1.0),
        ],
    );
    s.rect(paint, [0.0, 0.0, 640.0, 360.0]);
    s.stars(WHITE, stars, 330.0);
}

fn moon(s: &mut Scene, p: &Palette, x: f64, y: f64, r: f64) {
    let paint = s.radial(
        [0.75, 0.72, 0.8],
        &[
            (p.glow, 1.0),
            (mix(p.glow, p.ground[0], 0.5), 1.0),
            (p.ground[2], 1.0),
            (p.ground[2], 1.0),
        ],
    );
    s.disc(paint, x, y, r);
}

fn planet(s: &mut Scene, p: &Palette, [x, y, r]: [f64; 3]) {
    // The air reaches 16 % beyond the ground, brightest where it touches it.
    let mut air = vec![(p.accent, 0.0); 21];
    for (stop, strength) in [(17, 1.0), (18, 0.5), (19, 0.18)] {
        air[stop] = (mix(p.accent, WHITE, 0.25), strength);
    }
    let air = s.radial([0.5, 0.5, 0.5], &air);
    s.disc(air, x, y, r * 1.16);
    let mut tones = vec![
        (mix(p.accent, WHITE, 0.88), 1.0),
        (mix(p.accent, WHITE, 0.5), 1.0),
        (mix(p.accent, p.sky[2], 0.25), 1.0),
        (mix(p.accent, p.ground[1], 0.55), 1.0),
    ];
    tones.extend([(p.ground[2], 1.0); 10]);
    let body = s.vertical(&tones);
    s.disc(body, x, y, r);
    s.inside(format!("M{} {y}a{r} {r} 0 1 1 {} 0a{r} {r} 0 1 1 {} 0Z", x - r, 2.0 * r, -2.0 * r), |s| {
        for i in 0..9 {
            let (a, b) = scatter(i * 5 + 2);
            let ring = r - 16.0 - 15.0 * i as f64;
            s.put(format_args!("<circle cx=\"{:.1}\" cy=\"{y}\" r=\"{ring}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{:.1}\" opacity=\"{:.2}\"/>", x - 20.0 + 40.0 * a, if i % 2 == 0 { WHITE } else { p.ground[1] }, 3.0 + 7.0 * b, 0.14 + 0.12 * a));
        }
        let night = s.along([x - r * 0.2, y - r, x + r * 0.9, y - r * 0.3], &[(p.ground[2], 0.0), (p.ground[2], 0.25), (p.ground[2], 0.95)]);
        s.rect(night, [0.0, 0.0, 640.0, 360.0]);
        for i in 0..26 {
            let (a, b) = scatter(i * 3);
            s.disc(p.glow, x + r * (0.45 + 0.4 * a), y - r * 0.78 + 100.0 * b + 90.0 * a, 0.9 + a);
        }
    });
}

fn station(s: &mut Scene, p: &Palette) {
    s.halo(p.glow, 0.55, [420.0, 132.0, 260.0, 200.0]);
    s.group("transform=\"translate(420 134) rotate(-22) scale(1.12)\"", |s| {
        let hull = mix(p.sky[2], WHITE, 0.55);
        let dark = mix(p.ground[2], Rgb(0, 0, 0), 0.2);
        let lit = s.horizontal(&[(WHITE, 1.0), (hull, 1.0), (hull, 1.0), (mix(hull, dark, 0.5), 1.0)]);
        let inner = s.horizontal(&[(mix(hull, dark, 0.45), 1.0), (mix(hull, dark, 0.6), 1.0), (mix(hull, dark, 0.78), 1.0)]);
        let ring = |s: &mut Scene, color: &str, width: f64| {
            s.put(format_args!("<ellipse rx=\"178\" ry=\"66\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"/>"));
        };
        ring(s, &dark.to_string(), 40.0);
        ring(s, &inner, 34.0);
        lamps(s, p, 26, -62.0);
        for d in ["M-164 -4L0 -2", "M164 4L0 2", "M-74 56L0 0", "M74 -56L0 0"] {
            s.line(dark, 14.0, d);
            s.line(&lit, 9.0, d);
        }
        s.path(dark, "M-27 -98H27L33 -62V66L19 104H-19L-33 66V-62Z");
        s.path(&lit, "M-22 -94H22L28 -61V64L16 99H-16L-28 64V-61Z");
        s.glaze(dark, 0.5, "M6 -94H22L28 -61V64L16 99H6Z");
        for y in [-50.0, -32.0, 32.0] {
            s.rect(p.accent, [-20.0, y, 22.0, 8.0]);
        }
        s.line(&lit, 3.4, "M0 -96V-124");
        s.halo(p.accent, 0.9, [0.0, -126.0, 18.0, 18.0]);
        s.disc(p.accent, 0.0, -126.0, 4.0);
        // The half that is nearer lies before the hub.
        s.inside("M-230 0H230V140H-230Z", |s| {
            ring(s, &dark.to_string(), 44.0);
            ring(s, &lit, 37.0);
            ring(s, &mix(hull, dark, 0.7).to_string(), 13.0);
            lamps(s, p, 30, 66.0);
        });
    });
}

fn shuttle(s: &mut Scene, p: &Palette) {
    let trail = s.along(
        [120.0, 214.0, 232.0, 180.0],
        &[(p.glow, 0.0), (p.glow, 0.9)],
    );
    s.path(trail, "M110 222L232 180L234 186Z");
    s.path(WHITE, "M226 190L262 170L250 190L238 200Z");
    s.path(p.accent, "M238 188L262 170L250 190Z");
}

fn lamps(s: &mut Scene, p: &Palette, count: u32, depth: f64) {
    for i in (0..count).filter(|i| i % 5 != 4) {
        let angle = std::f64::consts::PI * (f64::from(i) + 0.5) / f64::from(count);
        s.oval(
            p.glow,
            [-178.0 * angle.cos(), depth * angle.sin(), 4.0, 3.2],
        );
    }
}

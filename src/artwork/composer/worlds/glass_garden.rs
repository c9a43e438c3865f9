//! Glass Garden: a palm house lit from within, at night.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

const DOME: &str = "M92 300V214Q92 158 150 152H212C214 84 262 46 320 40C378 46 426 84 428 152H490Q548 158 548 214V300Z";

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 300.0);
    s.stars(p.glow, 60, 200.0);
    s.halo(p.glow, 0.6, [320.0, 190.0, 400.0, 240.0]);
    hedges(&mut s, p);
    house(&mut s, p);
    ground(&mut s, p);
    frond(&mut s, p, -6.0, 372.0, -1.0);
    frond(&mut s, p, 646.0, 372.0, 1.0);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    let light = mix(p.glow, oklch(0.92, 0.09, 130.0), 0.55);
    let air = s.radial([0.5, 0.4, 0.8], &[(mix(light, Rgb(255, 255, 250), 0.5), 1.0), (light, 1.0), (mix(light, p.ground[0], 0.7), 1.0)]);
    s.rect(air, [0.0, 0.0, 640.0, 360.0]);
    let iron = mix(light, p.ground[0], 0.55);
    for k in 0..7 {
        let x = 320.0 + (f64::from(k) - 3.0) * 104.0;
        s.line(iron, 4.0, format!("M320 -60Q{x} -20 {x} 140V360"));
    }
    s.line(iron, 5.0, "M-5 140H645");
    for i in 0..14 {
        let side = if i % 2 == 0 { 1.0 } else { -1.0 };
        let (a, b) = scatter(i * 3);
        let x = 320.0 - side * (330.0 - a * 110.0);
        let tone = mix(oklch(0.42 + 0.2 * b, 0.11, 145.0), p.ground[0], 0.35);
        leaf(&mut s, tone, x, 366.0 - 30.0 * b, 1.3 + 0.7 * a, side * (14.0 + 34.0 * b));
    }
    s.finish()
}

fn hedges(s: &mut Scene, p: &Palette) {
    for i in 0..18 {
        let (a, b) = scatter(i * 2 + 1);
        let x = if i % 2 == 0 { a * 130.0 - 10.0 } else { 650.0 - a * 130.0 };
        s.disc(mix(p.ground[1], p.ground[0], b), x, 252.0 + b * 40.0, 30.0 + 24.0 * a);
    }
}

fn house(s: &mut Scene, p: &Palette) {
    let light = mix(p.glow, oklch(0.93, 0.11, 110.0), 0.5);
    let pane = s.radial([0.5, 0.62, 0.62], &[(Rgb(255, 255, 240), 1.0), (light, 1.0), (mix(light, oklch(0.55, 0.12, 150.0), 0.65), 1.0)]);
    s.path(pane, DOME);
    s.inside(DOME, |s| {
        for i in 0..24 {
            let (a, b) = scatter(i * 5 + 1);
            let x = 100.0 + 440.0 * (i as f64 + 0.5) / 24.0;
            let tone = mix(oklch(0.36 + 0.24 * b, 0.12, 140.0 + 20.0 * a), p.ground[1], 0.2);
            let tall = 0.75 + 0.55 * a + if (200.0..440.0).contains(&x) { 0.5 } else { 0.0 };
            leaf(s, tone, x, 306.0, tall, (a - 0.5) * 56.0);
        }
        for (x, y) in [(256.0, 176.0), (386.0, 190.0), (320.0, 128.0), (150.0, 232.0), (492.0, 236.0)] {
            flower(s, p.accent, x, y);
        }
    });
    let iron = mix(p.ground[2], Rgb(10, 20, 20), 0.4);
    s.line(iron, 6.0, DOME);
    for x in [132.0, 172.0, 468.0, 508.0] {
        s.line(iron, 2.2, format!("M{x} 300V156"));
    }
    for (x, top) in [(248.0, 88.0), (284.0, 54.0), (356.0, 54.0), (392.0, 88.0)] {
        s.line(iron, 2.6, format!("M{x} 300V152Q{x} {} 320 40", top + 10.0));
    }
    s.line(iron, 3.4, "M212 152V300M428 152V300M212 152H428M92 214H212M428 214H548M220 112H420");
    s.path(iron, "M300 40H340L336 26H304ZM308 26H332L320 2Z");
    s.path(mix(light, Rgb(255, 255, 255), 0.5), "M288 300V246a32 32 0 0 1 64 0V300Z");
    s.line(iron, 4.0, "M288 300V246a32 32 0 0 1 64 0V300M320 214V300");
}

/// A broad leaf that rises from its foot and leans by `turn` degrees.
fn leaf(s: &mut Scene, color: Rgb, x: f64, foot: f64, scale: f64, turn: f64) {
    s.group(format!("transform=\"translate({x:.1} {foot:.1}) rotate({turn:.1}) scale({scale:.2})\""), |s| {
        s.path(color, "M0 0C-34 -30 -38 -84 0 -132C38 -84 34 -30 0 0Z");
        s.glaze(Rgb(255, 255, 230), 0.16, "M0 0C-34 -30 -38 -84 0 -132Z");
        s.group("opacity=\"0.5\"", |s| s.line(mix(color, Rgb(0, 20, 10), 0.5), 2.4, "M0 0V-118M0 -30L-18 -52M0 -30L18 -52M0 -58L-20 -82M0 -58L20 -82"));
    });
}

fn flower(s: &mut Scene, color: Rgb, x: f64, y: f64) {
    for k in 0..6 {
        let angle = std::f64::consts::TAU * f64::from(k) / 6.0;
        s.disc(if k % 2 == 0 { color } else { mix(color, Rgb(255, 255, 255), 0.25) }, x + 10.0 * angle.cos(), y + 10.0 * angle.sin(), 8.5);
    }
    s.disc(Rgb(255, 244, 200), x, y, 6.0);
}

fn ground(s: &mut Scene, p: &Palette) {
    s.path(p.ground[2], "M0 298H640V362H0Z");
    let path = s.vertical(&[(p.glow, 0.95), (p.glow, 0.12)]);
    s.path(path, "M290 300H350L440 362H200Z");
    for (x, w) in [(70.0, 120.0), (450.0, 120.0)] {
        let spill = s.vertical(&[(p.glow, 0.4), (p.glow, 0.0)]);
        s.path(spill, format!("M{x} 300h{w}l20 50h{}Z", -w - 40.0));
    }
}

/// A dark palm frond that frames the picture; `side` is -1 at the left and 1 at the right.
fn frond(s: &mut Scene, p: &Palette, x: f64, foot: f64, side: f64) {
    let tone = mix(p.ground[2], Rgb(0, 12, 10), 0.35);
    s.group(format!("transform=\"translate({x} {foot}) scale({side} 1)\""), |s| {
        for i in 0..7 {
            leaf(s, mix(tone, p.ground[0], 0.12 * f64::from(i % 3)), 0.0, 0.0, 1.15 + 0.12 * f64::from(i % 4), -86.0 + 17.0 * f64::from(i));
        }
        s.line(mix(tone, p.glow, 0.5), 1.6, "M0 -20C-20 -60 -26 -100 -18 -150");
    });
}

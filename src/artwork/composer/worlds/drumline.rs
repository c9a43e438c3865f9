//! Drumline: the last show of the tour, from the third row.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, Rgb};

const WHITE: Rgb = Rgb(255, 255, 255);

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    hall(&mut s, p);
    for (x, aim, color) in [
        (60.0, 470.0, p.accent),
        (190.0, 390.0, p.sky[2]),
        (450.0, 250.0, p.sky[2]),
        (580.0, 170.0, p.accent),
        (320.0, 320.0, p.glow),
    ] {
        beam(&mut s, color, x, aim, 0.75);
    }
    rig(&mut s, p);
    s.halo(p.glow, 0.9, [320.0, 200.0, 190.0, 120.0]);
    stage(&mut s, p);
    kit(&mut s, p);
    drummer(&mut s, p, 122.0, 0.95);
    drummer(&mut s, p, 518.0, -0.95);
    crowd(&mut s, p);
    s.dusk_below(mix(p.ground[2], Rgb(0, 0, 0), 0.5), 268.0);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    hall(&mut s, p);
    s.halo(p.sky[2], 1.0, [320.0, 200.0, 360.0, 220.0]);
    for (x, aim, color) in [
        (20.0, 250.0, p.accent),
        (140.0, 290.0, p.sky[2]),
        (500.0, 350.0, p.sky[2]),
        (620.0, 390.0, p.accent),
    ] {
        beam(&mut s, color, x, aim, 0.6);
    }
    s.halo(p.glow, 0.95, [320.0, 220.0, 300.0, 220.0]);
    s.halo(p.glow, 0.7, [320.0, 200.0, 170.0, 170.0]);
    rig(&mut s, p);
    let floor = s.vertical(&[(mix(p.ground[0], p.accent, 0.5), 1.0), (p.ground[1], 1.0)]);
    s.path(floor, "M0 300H640V362H0Z");
    s.finish()
}

fn hall(s: &mut Scene, p: &Palette) {
    let air = s.radial(
        [0.5, 0.62, 0.75],
        &[
            (mix(p.sky[2], p.accent, 0.35), 1.0),
            (p.sky[1], 1.0),
            (mix(p.ground[2], p.sky[0], 0.4), 1.0),
        ],
    );
    s.rect(air, [0.0, 0.0, 640.0, 360.0]);
}

fn beam(s: &mut Scene, color: Rgb, x: f64, aim: f64, strength: f64) {
    let light = mix(color, WHITE, 0.35);
    let paint = s.along(
        [x, 24.0, aim, 290.0],
        &[(light, strength), (light, strength * 0.45), (light, 0.05)],
    );
    s.path(
        paint,
        format!(
            "M{} 26H{}L{} 292H{}Z",
            x - 5.0,
            x + 5.0,
            aim + 52.0,
            aim - 52.0
        ),
    );
}

fn rig(s: &mut Scene, p: &Palette) {
    s.line(p.ground[2], 3.0, "M-5 8H645M-5 24H645");
    for i in 0..20 {
        let x = f64::from(i) * 34.0 - 8.0;
        s.line(
            p.ground[2],
            2.0,
            format!("M{x} 24L{} 8L{} 24", x + 17.0, x + 34.0),
        );
    }
    for x in [20.0, 60.0, 140.0, 190.0, 320.0, 450.0, 500.0, 580.0, 620.0] {
        s.path(p.ground[2], format!("M{} 20h20l4 18h-28Z", x - 10.0));
        s.oval(mix(p.glow, WHITE, 0.5), [x, 38.0, 11.0, 4.0]);
        s.halo(p.glow, 0.8, [x, 38.0, 24.0, 18.0]);
    }
}

fn stage(s: &mut Scene, p: &Palette) {
    let deck = s.vertical(&[(mix(p.accent, p.glow, 0.35), 1.0), (p.ground[1], 1.0)]);
    s.path(&deck, "M40 276H600L640 320H0Z");
    s.path(p.ground[2], "M206 248H434L446 284H194Z");
    s.neon(p.accent, 2.4, "M208 249H432");
    for x in [40.0, 600.0] {
        for k in 0..4 {
            let y = 116.0 + 38.0 * f64::from(k);
            s.rect(p.ground[2], [x - 36.0, y, 72.0, 36.0]);
            for dx in [-17.0, 17.0] {
                s.disc(mix(p.ground[1], p.accent, 0.4), x + dx, y + 18.0, 13.0);
                s.disc(p.ground[2], x + dx, y + 18.0, 6.0);
            }
        }
    }
}

fn kit(s: &mut Scene, p: &Palette) {
    let shell = mix(p.accent, p.ground[2], 0.25);
    let gold = mix(p.glow, Rgb(230, 180, 70), 0.4);
    for d in [
        "M216 248L224 154",
        "M424 248L416 154",
        "M254 248V186",
        "M386 248V186",
    ] {
        s.line(p.ground[2], 3.5, d);
    }
    for (x, y, turn) in [
        (222.0, 150.0, -16.0),
        (418.0, 150.0, 16.0),
        (252.0, 184.0, -6.0),
        (390.0, 184.0, 8.0),
    ] {
        s.group(
            format!("transform=\"translate({x} {y}) rotate({turn})\""),
            |s| {
                s.oval(gold, [0.0, 0.0, 42.0, 6.5]);
                s.oval(mix(gold, WHITE, 0.6), [-8.0, -1.5, 22.0, 2.5]);
            },
        );
    }
    for (x, y, r) in [
        (282.0, 194.0, 27.0),
        (358.0, 194.0, 27.0),
        (236.0, 222.0, 26.0),
        (404.0, 222.0, 26.0),
    ] {
        s.path(shell, format!("M{} {y}V{}H{}V{y}Z", x - r, y + 26.0, x + r));
        s.oval(mix(p.glow, WHITE, 0.55), [x, y, r, 7.0]);
    }
    player(s, p);
    s.disc(p.ground[2], 320.0, 224.0, 45.0);
    s.disc(shell, 320.0, 224.0, 42.0);
    let skin = s.radial(
        [0.4, 0.35, 0.8],
        &[
            (WHITE, 1.0),
            (mix(p.glow, WHITE, 0.4), 1.0),
            (mix(p.glow, p.accent, 0.5), 1.0),
        ],
    );
    s.disc(skin, 320.0, 224.0, 36.0);
    s.path(p.accent, "M326 196L302 230H318L312 252L340 216H323Z");
}

/// The one behind the kit, arms up, against the light.
fn player(s: &mut Scene, p: &Palette) {
    let shade = mix(p.ground[2], Rgb(0, 0, 0), 0.35);
    s.path(
        shade,
        "M290 220C290 176 296 150 304 142H336C344 150 350 176 350 220Z",
    );
    s.line(
        shade,
        12.0,
        "M306 150L272 124L276 84M334 150L368 124L364 84",
    );
    s.disc(shade, 320.0, 120.0, 17.0);
    s.path(
        shade,
        "M300 118C298 96 314 92 322 96C338 90 344 106 340 120L350 128L334 126Z",
    );
    s.line(mix(p.glow, WHITE, 0.5), 4.0, "M278 86L318 44M362 86L322 52");
    s.line(
        mix(p.glow, p.accent, 0.3),
        2.2,
        "M300 118C298 96 314 92 322 96M266 122L270 86M374 122L370 86",
    );
}

/// A marching drummer at `x`; a negative `scale` turns them round.
fn drummer(s: &mut Scene, p: &Palette, x: f64, scale: f64) {
    let shade = mix(p.ground[2], p.ground[1], 0.2);
    s.group(
        format!(
            "transform=\"translate({x} 290) scale({scale} {})\"",
            scale.abs()
        ),
        |s| {
            s.path(
                shade,
                "M-14 0L-12 -50C-18 -80 -14 -98 -6 -104H10C18 -98 20 -80 14 -50L18 0H6L1 -42L-4 0Z",
            );
            s.disc(shade, 2.0, -116.0, 11.0);
            s.path(shade, "M-10 -120H14L12 -142H-8Z");
            s.line(p.accent, 3.0, "M2 -142V-158");
            s.path(p.accent, "M12 -72H46V-46H12Z");
            s.oval(mix(p.glow, WHITE, 0.5), [29.0, -72.0, 17.0, 5.0]);
            s.line(shade, 7.0, "M8 -94L30 -102L40 -90M4 -92L20 -84L28 -92");
            s.line(WHITE, 2.2, "M40 -92L28 -120M28 -92L44 -76");
            s.line(
                mix(p.glow, p.accent, 0.4),
                2.0,
                "M12 -98C18 -88 18 -72 14 -54L17 -4",
            );
        },
    );
}

fn crowd(s: &mut Scene, p: &Palette) {
    for (row, y) in [(0_usize, 316.0), (1, 338.0)] {
        let shade = if row == 0 {
            mix(p.ground[2], p.accent, 0.22)
        } else {
            mix(p.ground[2], Rgb(0, 0, 0), 0.4)
        };
        for i in 0..15 {
            let (a, b) = scatter(i * 3 + row * 5);
            let x = i as f64 * 46.0 + 22.0 * row as f64 - 8.0 + 8.0 * a;
            let top = y - 8.0 * b;
            s.disc(shade, x, top, 14.0);
            s.path(
                shade,
                format!(
                    "M{} 365V{}Q{x} {} {} {}V365Z",
                    x - 27.0,
                    top + 26.0,
                    top + 6.0,
                    x + 27.0,
                    top + 26.0
                ),
            );
            if (i + row) % 3 == 0 {
                s.line(
                    shade,
                    8.0,
                    format!("M{} {}L{} {}", x + 16.0, top + 20.0, x + 24.0, top - 32.0),
                );
                s.disc(shade, x + 24.0, top - 36.0, 6.5);
            }
        }
    }
}

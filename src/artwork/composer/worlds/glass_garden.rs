//! Glass Garden: a palm house lit from within, at night.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

const DOME: &str = "M92 300V214Q92 158 150 152H212C214 84 262 46 320 40C378 46 426 84 428 152H490Q548 158 548 214V300Z";

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 300.0);
    s.stars(p.glow, 60, 200.0);
    s.halo(p.glow, 0.6, [320.0, 190.0, 400.0, 240.0]);
    s.group("transform=\"translate(45 4) scale(0.86)\"", |s| {
        hedges(s, p);
        house(s, p);
        ground(s, p);
    });
    frond(&mut s, p, -16.0, 384.0, -1.0);
    frond(&mut s, p, 656.0, 384.0, 1.0);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    let light = mix(p.glow, oklch(0.92, 0.09, 130.0), 0.55);
    let air = s.radial(
        [0.5, 0.4, 0.8],
        &[
            (mix(light, Rgb(255, 255, 250), 0.5), 1.0),
            (light, 1.0),
            (mix(light, p.ground[0], 0.7), 1.0),
        ],
    );
    s.rect(air, [0.0, 0.0, 640.0, 360.0]);
    let iron = mix(light, p.ground[0], 0.55);
    for k in 0..7 {
        let x = 320.0 + (f64::from(k) - 3.0) * 104.0;
        s.line(iron, 4.0, format!("M320 -60Q{x} -20 {x} 140V360"));
    }
    s.line(iron, 5.0, "M-5 140H645");
    let green = |l: f64| mix(oklch(l, 0.11, 148.0), p.ground[0], 0.3);
    for side in [1.0, -1.0] {
        s.group(
            format!("transform=\"translate(320 0) scale({side} 1)\""),
            |s| {
                palm_crown(s, green(0.56), 306.0, 96.0, 1.7);
                for (i, (x, foot, scale, turn)) in [
                    (250.0, 372.0, 1.0, -26.0),
                    (330.0, 366.0, 1.7, -14.0),
                    (290.0, 380.0, 1.35, -38.0),
                    (326.0, 378.0, 1.1, -4.0),
                ]
                .into_iter()
                .enumerate()
                {
                    leaf(s, green(0.56 - 0.06 * i as f64), x, foot, scale, turn);
                }
                flower(s, mix(p.accent, light, 0.15), 246.0, 322.0);
            },
        );
    }
    s.finish()
}

fn hedges(s: &mut Scene, p: &Palette) {
    for i in 0..18 {
        let (a, b) = scatter(i * 2 + 1);
        let x = if i % 2 == 0 {
            a * 130.0 - 10.0
        } else {
            650.0 - a * 130.0
        };
        s.disc(
            mix(p.ground[1], p.ground[0], b),
            x,
            252.0 + b * 40.0,
            30.0 + 24.0 * a,
        );
    }
}

fn house(s: &mut Scene, p: &Palette) {
    let light = mix(p.glow, oklch(0.94, 0.11, 105.0), 0.55);
    let pane = s.radial(
        [0.5, 0.58, 0.6],
        &[
            (Rgb(255, 255, 240), 1.0),
            (light, 1.0),
            (mix(light, oklch(0.62, 0.13, 150.0), 0.6), 1.0),
        ],
    );
    s.path(pane, DOME);
    s.inside(DOME, |s| plants(s, p));
    let iron = mix(p.ground[2], Rgb(10, 20, 20), 0.4);
    s.line(iron, 6.0, DOME);
    for x in [132.0, 172.0, 468.0, 508.0] {
        s.line(iron, 2.2, format!("M{x} 300V156"));
    }
    for (x, top) in [(248.0, 88.0), (284.0, 54.0), (356.0, 54.0), (392.0, 88.0)] {
        s.line(iron, 2.2, format!("M{x} 300V152Q{x} {} 320 40", top + 10.0));
    }
    s.line(
        iron,
        3.4,
        "M212 152V300M428 152V300M212 152H428M92 214H212M428 214H548M220 112H420",
    );
    s.path(iron, "M300 40H340L336 26H304ZM308 26H332L320 2Z");
    s.path(
        mix(light, Rgb(255, 255, 255), 0.6),
        "M288 300V246a32 32 0 0 1 64 0V300Z",
    );
    s.line(iron, 4.0, "M288 300V246a32 32 0 0 1 64 0V300M320 214V300");
    s.line(
        mix(light, p.accent, 0.3),
        1.6,
        "M216 150C218 86 264 50 318 44M96 212Q96 162 150 156H208",
    );
}

/// A broad leaf that rises from its foot and leans by `turn` degrees.
fn leaf(s: &mut Scene, color: Rgb, x: f64, foot: f64, scale: f64, turn: f64) {
    s.group(
        format!("transform=\"translate({x:.1} {foot:.1}) rotate({turn:.1}) scale({scale:.2})\""),
        |s| {
            s.path(color, "M0 0C-34 -30 -38 -84 0 -132C38 -84 34 -30 0 0Z");
            s.glaze(Rgb(255, 255, 230), 0.16, "M0 0C-34 -30 -38 -84 0 -132Z");
            s.group("opacity=\"0.5\"", |s| {
                s.line(
                    mix(color, Rgb(0, 20, 10), 0.5),
                    2.4,
                    "M0 0V-118M0 -30L-18 -52M0 -30L18 -52M0 -58L-20 -82M0 -58L20 -82",
                );
            });
        },
    );
}

fn flower(s: &mut Scene, color: Rgb, x: f64, y: f64) {
    for k in 0..6 {
        let angle = std::f64::consts::TAU * f64::from(k) / 6.0;
        s.disc(
            if k % 2 == 0 {
                color
            } else {
                mix(color, Rgb(255, 255, 255), 0.25)
            },
            x + 10.0 * angle.cos(),
            y + 10.0 * angle.sin(),
            8.5,
        );
    }
    s.disc(Rgb(255, 244, 200), x, y, 6.0);
}

fn ground(s: &mut Scene, p: &Palette) {
    s.path(p.ground[2], "M-80 298H740V430H-80Z");
    let path = s.vertical(&[(p.glow, 0.95), (p.glow, 0.0)]);
    s.path(path, "M290 300H350L450 425H190Z");
    for (x, w) in [(70.0, 120.0), (450.0, 120.0)] {
        let spill = s.vertical(&[(p.glow, 0.4), (p.glow, 0.0)]);
        s.path(spill, format!("M{x} 300h{w}l20 50h{}Z", -w - 40.0));
    }
}

fn frond(s: &mut Scene, p: &Palette, x: f64, foot: f64, side: f64) {
    let tone = mix(p.ground[2], Rgb(0, 14, 12), 0.4);
    let rim = mix(p.glow, oklch(0.80, 0.13, 130.0), 0.5);
    s.group(
        format!("transform=\"translate({x} {foot}) scale({side} 1)\""),
        |s| {
            for (i, (turn, scale)) in [
                (-78.0, 1.15),
                (12.0, 1.25),
                (-52.0, 1.45),
                (-8.0, 1.6),
                (-30.0, 1.3),
            ]
            .into_iter()
            .enumerate()
            {
                let shade = mix(tone, p.ground[0], 0.10 * i as f64);
                leaf(s, shade, 0.0, 0.0, scale, turn);
                s.group(
                    format!("opacity=\"0.8\" transform=\"rotate({turn}) scale({scale})\""),
                    |s| {
                        s.line(rim, 1.8, "M-27 -50C-26 -84 -16 -110 0 -132");
                    },
                );
            }
        },
    );
}

fn plants(s: &mut Scene, p: &Palette) {
    let green = |l: f64, hue: f64| mix(oklch(l, 0.13, hue), p.ground[1], 0.12);
    for (x, top, lean, scale) in [
        (262.0, 142.0, -12.0, 0.92),
        (392.0, 158.0, 14.0, 0.85),
        (326.0, 104.0, 4.0, 1.0),
    ] {
        s.line(
            oklch(0.40, 0.06, 70.0),
            8.0,
            format!("M{} 304Q{} 220 {x} {top}", x - lean * 2.0, x - lean),
        );
        palm_crown(s, green(0.50, 145.0), x, top, scale);
    }
    for (i, x) in [
        110.0, 146.0, 186.0, 226.0, 262.0, 378.0, 416.0, 456.0, 492.0, 532.0,
    ]
    .into_iter()
    .enumerate()
    {
        let (a, b) = scatter(i * 2 + 1);
        leaf(
            s,
            green(0.40 + 0.2 * b, 138.0 + 30.0 * a),
            x,
            308.0,
            0.52 + 0.22 * a,
            (b - 0.5) * 70.0,
        );
    }
    for (x, y) in [
        (128.0, 236.0),
        (208.0, 248.0),
        (246.0, 222.0),
        (398.0, 230.0),
        (440.0, 246.0),
        (516.0, 232.0),
        (476.0, 262.0),
    ] {
        flower(s, p.accent, x, y);
    }
}

fn palm_crown(s: &mut Scene, color: Rgb, x: f64, y: f64, scale: f64) {
    s.group(
        format!("transform=\"translate({x} {y}) scale({scale})\""),
        |s| {
            for k in 0..9 {
                let angle = std::f64::consts::PI * (1.02 + 0.12 * f64::from(k));
                let (cos, sin) = (angle.cos(), angle.sin());
                let (tip_x, tip_y) = (74.0 * cos, 40.0 * sin + 44.0 - 10.0 * (1.0 - cos.abs()));
                let tone = mix(color, Rgb(255, 255, 220), 0.10 * f64::from(k % 3));
                s.path(
                    tone,
                    format!(
                        "M0 0Q{:.1} {:.1} {tip_x:.1} {tip_y:.1}Q{:.1} {:.1} 0 0Z",
                        46.0 * cos,
                        58.0 * sin - 8.0,
                        40.0 * cos,
                        30.0 * sin + 12.0
                    ),
                );
            }
        },
    );
}

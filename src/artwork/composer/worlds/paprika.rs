//! Paprika: a kitchen in the moment in which the biggest pot goes off.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

const CREAM: Rgb = Rgb(255, 248, 230);
const INK: Rgb = Rgb(24, 12, 10);

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    wall(&mut s, p);
    rays(&mut s, p);
    s.group("transform=\"translate(0 -36)\"", |s| {
        steam(s, p);
        for i in 0..16 {
            flying(s, i);
        }
        stove(s, p);
        big_pot(s, p);
    });
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    wall(&mut s, p);
    s.halo(CREAM, 0.9, [320.0, 180.0, 330.0, 240.0]);
    s.path(p.ground[1], "M0 62H190V72H0ZM450 62H640V72H450Z");
    for (i, x) in [24.0, 78.0, 138.0, 472.0, 530.0, 588.0]
        .into_iter()
        .enumerate()
    {
        let pot = mix(oklch(0.62, 0.15, 30.0 + 40.0 * i as f64), p.sky[2], 0.3);
        s.put(format_args!(
            "<rect x=\"{x}\" y=\"28\" width=\"34\" height=\"34\" rx=\"6\" fill=\"{pot}\"/>"
        ));
        s.rect(mix(pot, CREAM, 0.4), [x + 5.0, 32.0, 5.0, 26.0]);
    }
    let top = s.vertical(&[(p.ground[0], 1.0), (p.ground[1], 1.0)]);
    s.rect(top, [0.0, 292.0, 640.0, 70.0]);
    s.rect(mix(p.ground[0], CREAM, 0.5), [0.0, 286.0, 640.0, 9.0]);
    for x in [70.0, 570.0] {
        pot(&mut s, x, 288.0, 0.8, mix(p.accent, p.ground[1], 0.35));
        for k in 0..3 {
            s.group("opacity=\"0.4\"", |s| {
                s.disc(
                    CREAM,
                    x - 14.0 + 16.0 * f64::from(k),
                    200.0 - 26.0 * f64::from(k),
                    22.0 + 6.0 * f64::from(k),
                );
            });
        }
    }
    s.finish()
}

fn wall(s: &mut Scene, p: &Palette) {
    let paint = s.radial(
        [0.5, 0.55, 0.75],
        &[(p.sky[2], 1.0), (p.sky[1], 1.0), (p.sky[0], 1.0)],
    );
    s.rect(paint, [0.0, 0.0, 640.0, 360.0]);
    s.group("opacity=\"0.28\"", |s| {
        for i in 0..9 {
            let y = 130.0 + f64::from(i) * 24.0;
            s.line(CREAM, 1.4, format!("M0 {y}H640"));
            for k in 0..14 {
                let x = f64::from(k) * 50.0 + f64::from(i % 2) * 25.0;
                s.line(CREAM, 1.4, format!("M{x} {y}v24"));
            }
        }
    });
}

fn rays(s: &mut Scene, p: &Palette) {
    for i in 0..18 {
        let angle = std::f64::consts::PI * (1.04 + f64::from(i) / 18.0 * 1.0);
        let (a, b) = (angle, angle + 0.075 + 0.03 * f64::from(i % 3));
        let color = if i % 2 == 0 {
            CREAM
        } else {
            mix(p.accent, CREAM, 0.35)
        };
        s.glaze(
            color,
            0.42,
            format!(
                "M320 216L{:.1} {:.1}L{:.1} {:.1}Z",
                320.0 + 520.0 * a.cos(),
                216.0 + 520.0 * a.sin(),
                320.0 + 520.0 * b.cos(),
                216.0 + 520.0 * b.sin()
            ),
        );
    }
}

fn steam(s: &mut Scene, p: &Palette) {
    let puffs = [
        (320.0, 190.0, 58.0),
        (268.0, 170.0, 44.0),
        (374.0, 172.0, 46.0),
        (236.0, 138.0, 38.0),
        (404.0, 136.0, 40.0),
        (286.0, 122.0, 46.0),
        (352.0, 120.0, 46.0),
        (320.0, 96.0, 40.0),
    ];
    for (shade, grow, dy) in [
        (mix(p.accent, p.ground[2], 0.25), 7.0, 5.0),
        (mix(p.accent, CREAM, 0.15), 0.0, 0.0),
    ] {
        for (x, y, r) in puffs {
            s.disc(shade, x, y + dy, r + grow);
        }
    }
    for (x, y, r) in puffs {
        s.disc(
            mix(oklch(0.82, 0.16, 75.0), CREAM, 0.15),
            x + (320.0 - x) * 0.12,
            y + 3.0,
            r * 0.72,
        );
    }
    for (x, y, r) in puffs {
        s.disc(
            CREAM,
            x + (320.0 - x) * 0.55,
            y + (162.0 - y) * 0.45,
            r * 0.55,
        );
    }
}

fn flying(s: &mut Scene, i: usize) {
    let (a, b) = scatter(i * 3 + 2);
    let angle = std::f64::consts::PI * (1.06 + 0.88 * (i as f64 + 0.5) / 16.0);
    let reach = 150.0 + 110.0 * a;
    let (x, y) = (
        320.0 + reach * 1.1 * angle.cos(),
        232.0 + reach * 0.86 * angle.sin(),
    );
    let turn = 360.0 * b;
    let size = 0.75 + 0.5 * scatter(i * 5).1;
    s.group(
        format!("transform=\"translate({x:.1} {y:.1}) rotate({turn:.0}) scale({size:.2})\""),
        |s| match i % 4 {
            0 | 2 => pepper(s, if i % 8 == 2 { 95.0 } else { 28.0 }),
            1 => {
                s.disc(oklch(0.58, 0.21, 30.0), 0.0, 0.0, 14.0);
                s.disc(oklch(0.72, 0.17, 38.0), -4.0, -5.0, 4.0);
                s.path(
                    oklch(0.55, 0.15, 140.0),
                    "M0 -9L-9 -16L-2 -14L0 -20L2 -14L9 -16Z",
                );
            }
            _ => {
                s.line(oklch(0.40, 0.02, 60.0), 5.0, "M0 4V36");
                s.oval(oklch(0.86, 0.02, 80.0), [0.0, -8.0, 10.0, 15.0]);
            }
        },
    );
}

fn pepper(s: &mut Scene, hue: f64) {
    s.path(oklch(0.56, 0.21, hue), "M-13 -14C-24 -8 -18 14 -4 24C0 27 4 25 6 22C18 10 22 -8 12 -14C8 -17 4 -13 0 -13C-4 -13 -9 -17 -13 -14Z");
    s.path(
        oklch(0.74, 0.16, hue + 8.0),
        "M-12 -9C-17 -2 -12 8 -7 13C-9 4 -10 -2 -8 -9Z",
    );
    s.line(oklch(0.50, 0.14, 140.0), 5.0, "M0 -14C0 -22 4 -25 8 -26");
}

fn stove(s: &mut Scene, p: &Palette) {
    let front = s.vertical(&[(p.ground[2], 1.0), (mix(p.ground[2], INK, 0.55), 1.0)]);
    s.path(front, "M0 300H640V400H0Z");
    for x in [14.0, 224.0, 434.0] {
        s.group("opacity=\"0.35\"", |s| {
            s.pill(mix(p.ground[2], INK, 0.6), 10.0, [x, 332.0, 192.0, 90.0]);
        });
        s.pill(
            mix(p.ground[1], CREAM, 0.3),
            2.0,
            [x + 24.0, 339.0, 144.0, 4.0],
        );
    }
    s.rect(mix(p.ground[1], CREAM, 0.25), [0.0, 296.0, 640.0, 9.0]);
    for (x, scale, hue) in [
        (86.0, 0.95, 200.0),
        (176.0, 0.6, 60.0),
        (470.0, 0.66, 150.0),
        (560.0, 1.0, 260.0),
    ] {
        pot(s, x, 298.0, scale, oklch(0.55, 0.10, hue));
        for k in 0..4 {
            let k = f64::from(k);
            s.group(format!("opacity=\"{:.2}\"", 0.7 - 0.15 * k), |s| {
                s.disc(
                    CREAM,
                    x + 10.0 * (k * 2.1).sin(),
                    298.0 - 84.0 * scale - 16.0 * k,
                    (9.0 + 3.0 * k) * scale,
                );
            });
        }
    }
    for i in 0..7 {
        s.disc(
            mix(p.accent, CREAM, 0.2),
            80.0 + f64::from(i) * 80.0,
            318.0,
            6.0,
        );
        s.line(
            p.ground[2],
            3.0,
            format!("M{} 318v-5", 80.0 + f64::from(i) * 80.0),
        );
    }
}

fn pot(s: &mut Scene, x: f64, foot: f64, scale: f64, color: Rgb) {
    s.group(
        format!("transform=\"translate({x} {foot}) scale({scale})\""),
        |s| {
            let body = s.horizontal(&[
                (mix(color, CREAM, 0.55), 1.0),
                (color, 1.0),
                (mix(color, Rgb(20, 10, 10), 0.5), 1.0),
            ]);
            s.line(color, 7.0, "M-42 -42h-14v14h12M42 -42h14v14h-12");
            s.path(&body, "M-44 -58H44V-8Q44 0 34 0H-34Q-44 0 -44 -8Z");
            s.path(mix(color, CREAM, 0.35), "M-48 -64H48V-56H-48Z");
            s.path(&body, "M-40 -66Q0 -88 40 -66Z");
            s.disc(color, 0.0, -80.0, 6.0);
        },
    );
}

fn big_pot(s: &mut Scene, p: &Palette) {
    let steel = mix(p.ground[1], Rgb(60, 60, 70), 0.5);
    let body = s.horizontal(&[
        (mix(steel, CREAM, 0.85), 1.0),
        (mix(steel, CREAM, 0.3), 1.0),
        (steel, 1.0),
        (mix(steel, Rgb(10, 8, 14), 0.6), 1.0),
    ]);
    s.line(steel, 11.0, "M236 232h-24v26h22M404 232h24v26h-22");
    s.path(
        &body,
        "M230 206H410V286Q410 300 394 300H246Q230 300 230 286Z",
    );
    s.oval(mix(steel, CREAM, 0.6), [320.0, 206.0, 96.0, 13.0]);
    s.oval(mix(p.accent, CREAM, 0.3), [320.0, 206.0, 84.0, 9.0]);
    s.path(
        p.accent,
        "M250 206C254 236 262 236 266 212C270 204 284 206 286 222C288 252 300 250 302 214L310 207Z",
    );
    s.group("transform=\"translate(452 66) rotate(28)\"", |s| {
        s.path(&body, "M-70 10Q0 -40 70 10Z");
        s.path(mix(steel, CREAM, 0.5), "M-76 8H76V17H-76Z");
        s.disc(steel, 0.0, -20.0, 9.0);
    });
}

//! Snowbound: a cabin with its windows lit, under the northern lights.

use super::scene::{Scene, mix, rolling, rugged, scatter};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

const SNOW: Rgb = Rgb(240, 246, 255);

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 250.0);
    s.stars(SNOW, 90, 220.0);
    aurora(&mut s, 1.0);
    s.group("transform=\"translate(0 -26)\"", |s| {
        mountains(s, p);
        drift(
            s,
            p,
            &[
                (-5.0, 262.0),
                (120.0, 254.0),
                (260.0, 270.0),
                (420.0, 262.0),
                (645.0, 250.0),
            ],
            0.45,
        );
        cabin(s, p);
    });
    drift(
        &mut s,
        p,
        &[
            (-5.0, 302.0),
            (90.0, 284.0),
            (200.0, 294.0),
            (330.0, 304.0),
            (470.0, 292.0),
            (645.0, 276.0),
        ],
        0.8,
    );
    fir(&mut s, p, 56.0, 352.0, 1.35, 0.0);
    fir(&mut s, p, 146.0, 336.0, 0.85, 0.15);
    fir(&mut s, p, 604.0, 350.0, 1.2, 0.0);
    snow(&mut s, 60);
    s.finish()
}

/// The range with its snow, and the wood before it.
fn mountains(s: &mut Scene, p: &Palette) {
    let peak = mix(p.ground[0], SNOW, 0.22);
    s.path(
        peak,
        rugged(&[
            (-5.0, 220.0),
            (70.0, 168.0),
            (120.0, 200.0),
            (200.0, 146.0),
            (270.0, 206.0),
            (360.0, 170.0),
            (470.0, 214.0),
            (560.0, 160.0),
            (645.0, 210.0),
        ]),
    );
    for d in [
        "M200 146L176 164L190 172L202 166L214 178L230 172Z",
        "M70 168L50 183L66 188L78 182L92 184Z",
        "M560 160L536 176L552 182L566 176L584 184Z",
    ] {
        s.glaze(SNOW, 0.75, d);
    }
    s.path(
        mix(p.sky[2], SNOW, 0.3),
        rolling(&[
            (-5.0, 234.0),
            (140.0, 216.0),
            (320.0, 228.0),
            (480.0, 214.0),
            (645.0, 230.0),
        ]),
    );
    for i in 0..16 {
        let (a, b) = scatter(i * 3);
        fir(
            s,
            p,
            i as f64 * 42.0 + 10.0 * a,
            238.0 + 6.0 * b,
            0.32 + 0.14 * b,
            0.55,
        );
    }
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    let wood = mix(oklch(0.42, 0.07, 55.0), p.ground[0], 0.35);
    let wall = s.vertical(&[(mix(wood, p.ground[2], 0.3), 1.0), (wood, 1.0)]);
    s.rect(wall, [0.0, 0.0, 640.0, 360.0]);
    for i in 0..9 {
        let y = 40.0 * f64::from(i);
        s.rect(mix(wood, p.ground[2], 0.5), [0.0, y, 640.0, 3.0]);
        s.rect(mix(wood, p.glow, 0.15), [0.0, y + 3.0, 640.0, 3.0]);
    }
    s.inside("M130 40H510V290H130Z", |s| {
        s.sky(p, 230.0);
        s.stars(SNOW, 40, 180.0);
        aurora(s, 0.5);
        s.halo(SNOW, 0.9, [320.0, 200.0, 250.0, 180.0]);
        for x in [150.0, 196.0, 452.0, 492.0] {
            fir(s, p, x, 262.0, 0.6, 0.35);
        }
        s.path(
            mix(SNOW, p.sky[2], 0.25),
            rolling(&[(100.0, 262.0), (320.0, 246.0), (540.0, 262.0)]),
        );
    });
    s.line(mix(wood, p.glow, 0.35), 14.0, "M130 40H510V290H130Z");
    s.line(
        mix(SNOW, p.sky[2], 0.2),
        9.0,
        "M136 284Q220 274 320 282T504 284",
    );
    for (x, dx) in [(64.0, 1.0), (576.0, -1.0)] {
        s.halo(p.glow, 0.8, [x, 150.0, 150.0, 170.0]);
        s.path(
            p.glow,
            format!(
                "M{} 150L{} 120H{}L{} 150Z",
                x - 22.0,
                x - 12.0,
                x + 12.0,
                x + 22.0
            ),
        );
        s.line(p.ground[2], 4.0, format!("M{x} 150V176H{}", x - 40.0 * dx));
    }
    s.finish()
}

fn aurora(s: &mut Scene, strength: f64) {
    let bands = [
        (150.0, 0.0, 30.0, 1.0),
        (330.0, 190.0, 18.0, 0.8),
        (175.0, 380.0, 26.0, 0.9),
    ];
    for (k, (hue, offset, sway, power)) in bands.into_iter().enumerate() {
        let color = oklch(0.82, 0.17, if k == 1 { 320.0 } else { hue + 12.0 });
        for i in 0..44 {
            let t = f64::from(i) / 44.0;
            let x = -20.0 + 690.0 * t;
            let foot =
                128.0 + sway * (t * 7.0 + offset / 60.0).sin() - 34.0 * k as f64 + 40.0 * (t - 0.4);
            let height = 74.0 + 34.0 * (t * 17.0 + offset).sin() + 18.0 * (t * 41.0).sin();
            let ray = s.along(
                [0.0, foot - height, 0.0, foot + 16.0],
                &[
                    (color, 0.0),
                    (color, 0.18 * power * strength),
                    (color, 0.6 * power * strength),
                    (color, 0.0),
                ],
            );
            s.rect(ray, [x, foot - height, 17.0, height + 16.0]);
        }
    }
}

fn drift(s: &mut Scene, p: &Palette, points: &[(f64, f64)], light: f64) {
    let shade = mix(p.sky[1], p.sky[2], 0.6);
    let paint = s.vertical(&[
        (mix(shade, SNOW, light), 1.0),
        (mix(shade, SNOW, light * 0.45), 1.0),
    ]);
    s.path(paint, rolling(points));
}

fn cabin(s: &mut Scene, p: &Palette) {
    let wood = oklch(0.36, 0.07, 50.0);
    let warm = mix(p.glow, oklch(0.88, 0.14, 80.0), 0.7);
    s.halo(warm, 0.7, [380.0, 276.0, 230.0, 100.0]);
    s.path(mix(wood, p.ground[2], 0.5), "M452 150H482V210H452Z");
    s.path(SNOW, "M446 152Q450 138 467 138Q486 138 488 152Z");
    s.path(mix(wood, p.ground[2], 0.45), "M392 210L520 226V320H392Z");
    s.path(wood, "M264 320V230L328 158L394 230V320Z");
    for i in 0..9 {
        s.group("opacity=\"0.5\"", |s| {
            s.line(
                p.ground[2],
                2.0,
                format!("M264 {}H520", 238.0 + 10.0 * f64::from(i)),
            );
        });
    }
    for (x, y, w, h) in [
        (286.0, 246.0, 32.0, 30.0),
        (414.0, 248.0, 38.0, 30.0),
        (470.0, 250.0, 32.0, 28.0),
        (317.0, 196.0, 22.0, 20.0),
    ] {
        s.rect(p.ground[2], [x - 4.0, y - 4.0, w + 8.0, h + 8.0]);
        s.rect(warm, [x, y, w, h]);
        s.line(
            p.ground[2],
            2.4,
            format!("M{} {y}v{h}M{x} {}h{w}", x + w / 2.0, y + h / 2.0),
        );
        s.line(
            SNOW,
            4.0,
            format!("M{} {}h{}", x - 4.0, y + h + 5.0, w + 8.0),
        );
    }
    s.path(p.ground[2], "M338 320V256H376V320Z");
    s.path(mix(warm, wood, 0.25), "M342 320V260H372V320Z");
    let cap = s.vertical(&[(SNOW, 1.0), (mix(SNOW, p.sky[2], 0.35), 1.0)]);
    s.path(
        &cap,
        "M322 132C336 128 470 138 486 146C510 164 534 202 544 226C546 240 534 242 524 236L398 224Z",
    );
    s.path(mix(SNOW, p.sky[2], 0.12), "M326 132C338 130 348 142 412 228C418 240 404 248 394 238L329 166L268 240C258 250 240 246 246 232Q312 138 326 132Z");
    let path = s.along([0.0, 312.0, 0.0, 360.0], &[(warm, 0.85), (warm, 0.0)]);
    s.path(path, "M342 316H372L410 362H290Z");
    for k in 0..6 {
        let k = f64::from(k);
        s.group(format!("opacity=\"{:.2}\"", 0.5 - 0.07 * k), |s| {
            s.disc(
                SNOW,
                470.0 + 7.0 * k + 6.0 * (k * 1.7).sin(),
                126.0 - 15.0 * k,
                7.0 + 2.6 * k,
            );
        });
    }
}

fn fir(s: &mut Scene, p: &Palette, x: f64, foot: f64, scale: f64, haze: f64) {
    let needle = mix(
        mix(p.ground[2], oklch(0.30, 0.05, 165.0), 0.5),
        p.sky[2],
        haze,
    );
    s.group(
        format!("transform=\"translate({x:.1} {foot:.1}) scale({scale:.2})\""),
        |s| {
            s.rect(mix(p.ground[2], p.sky[2], haze), [-4.0, -14.0, 8.0, 20.0]);
            for (top, w, bottom) in [
                (-84.0, 46.0, -8.0),
                (-118.0, 38.0, -48.0),
                (-148.0, 28.0, -86.0),
                (-172.0, 18.0, -120.0),
            ] {
                s.path(
                    needle,
                    format!("M0 {top}L{w} {bottom}Q0 {} {} {bottom}Z", bottom + 9.0, -w),
                );
                s.glaze(
                    SNOW,
                    0.8 - haze * 0.5,
                    format!(
                        "M0 {top}L{:.1} {:.1}Q{:.1} {:.1} 0 {:.1}Q{:.1} {:.1} {:.1} {:.1}Z",
                        w * 0.62,
                        top + (bottom - top) * 0.62,
                        w * 0.2,
                        top + 34.0,
                        top + 40.0,
                        -w * 0.3,
                        top + 26.0,
                        -w * 0.7,
                        top + (bottom - top) * 0.7
                    ),
                );
            }
        },
    );
}

fn snow(s: &mut Scene, flakes: usize) {
    for i in 0..flakes {
        let (a, b) = scatter(i * 7 + 2);
        s.group("opacity=\"0.8\"", |s| {
            s.disc(SNOW, a * 640.0, b * 356.0, 0.8 + 1.8 * scatter(i).0);
        });
    }
}

//! The Last Ferry: its lights come out of the fog, before a pier.

use super::scene::{Scene, mix, scatter};
use crate::artwork::composer::palette::{Palette, Rgb};

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 200.0);
    s.halo(p.glow, 0.8, [420.0, 170.0, 260.0, 170.0]);
    s.path(
        mix(p.ground[0], p.sky[2], 0.6),
        "M0 196C70 170 130 182 210 198H640V214H0Z",
    );
    let sea = s.vertical(&[
        (p.sky[2], 1.0),
        (mix(p.ground[0], p.sky[1], 0.3), 1.0),
        (p.ground[1], 1.0),
    ]);
    s.rect(sea, [0.0, 206.0, 640.0, 156.0]);
    ferry(&mut s, p);
    reflections(&mut s, p, 420.0, 232.0);
    fog(&mut s, p, 236.0, 0.9);
    pier(&mut s, p);
    waiting(&mut s, p);
    lamp(&mut s, p, 86.0, 330.0, 240.0);
    lamp(&mut s, p, 214.0, 272.0, 110.0);
    fog(&mut s, p, 330.0, 0.45);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 230.0);
    let sea = s.vertical(&[(p.sky[2], 1.0), (p.ground[0], 1.0), (p.ground[1], 1.0)]);
    s.rect(sea, [0.0, 230.0, 640.0, 132.0]);
    s.halo(p.glow, 0.55, [320.0, 190.0, 330.0, 190.0]);
    for (x, r) in [
        (70.0, 26.0),
        (140.0, 14.0),
        (196.0, 9.0),
        (452.0, 10.0),
        (510.0, 16.0),
        (586.0, 28.0),
    ] {
        s.halo(p.glow, 0.95, [x, 200.0 - r, r * 2.4, r * 2.4]);
        s.group("opacity=\"0.3\"", |s| {
            s.oval(p.glow, [x, 246.0 + r, r * 0.4, r * 1.2]);
        });
    }
    fog(&mut s, p, 232.0, 0.7);
    s.path(p.ground[1], "M0 330L640 330V362H0Z");
    s.line(
        p.ground[2],
        6.0,
        "M0 300H640M60 296V362M200 296V362M440 296V362M580 296V362",
    );
    fog(&mut s, p, 300.0, 0.4);
    s.finish()
}

fn ferry(s: &mut Scene, p: &Palette) {
    let hull = mix(p.ground[2], p.ground[1], 0.25);
    let upper = mix(p.ground[1], p.sky[2], 0.15);
    s.line(hull, 3.0, "M420 62V26M420 36L440 46M420 36L400 46");
    s.path(hull, "M452 84V44H474V84Z");
    s.path(p.accent, "M452 52H474V62H452Z");
    s.path(upper, "M372 92L382 62H460L470 92Z");
    s.path(upper, "M340 130L346 92H496L502 130Z");
    s.path(mix(upper, hull, 0.4), "M318 176L324 130H518L524 176Z");
    s.path(
        hull,
        "M300 176H542L528 214C520 230 506 236 490 238H352C336 236 322 230 314 214Z",
    );
    s.line(
        mix(p.glow, p.sky[2], 0.3),
        3.0,
        "M302 178H540M342 92H500M322 131H520",
    );
    let panes = [
        (8, 384.0, 68.0, 10.0, 14.0),
        (9, 352.0, 100.0, 16.0, 20.0),
        (10, 330.0, 140.0, 19.0, 24.0),
    ];
    for (count, x, y, step, height) in panes {
        for i in 0..count {
            s.rect(p.glow, [x + f64::from(i) * step, y, step * 0.6, height]);
        }
    }
    for x in [352.0, 490.0] {
        s.halo(p.glow, 1.0, [x, 196.0, 46.0, 46.0]);
        s.disc(Rgb(255, 253, 240), x, 196.0, 8.0);
    }
    s.disc(p.accent, 312.0, 168.0, 4.0);
    s.halo(p.accent, 0.9, [312.0, 168.0, 20.0, 20.0]);
    s.halo(p.glow, 0.9, [420.0, 30.0, 40.0, 40.0]);
}

fn reflections(s: &mut Scene, p: &Palette, x: f64, top: f64) {
    for i in 0..34 {
        let (a, b) = scatter(i);
        let y = top + 4.0 + b * 112.0;
        let spread = 60.0 + (y - top) * 0.5;
        s.group(format!("opacity=\"{:.2}\"", 0.8 - b * 0.6), |s| {
            s.oval(
                p.glow,
                [
                    x + (a - 0.5) * 2.0 * spread,
                    y,
                    10.0 + a * 26.0,
                    1.2 + b * 1.6,
                ],
            );
        });
    }
}

fn fog(s: &mut Scene, p: &Palette, y: f64, strength: f64) {
    let bank = s.radial(
        [0.5, 0.5, 0.5],
        &[
            (p.sky[2], strength),
            (p.sky[2], strength * 0.6),
            (p.sky[2], 0.0),
        ],
    );
    for (x, dy, rx, ry) in [
        (80.0, 6.0, 240.0, 26.0),
        (330.0, -4.0, 260.0, 22.0),
        (580.0, 8.0, 230.0, 30.0),
    ] {
        s.oval(&bank, [x, y + dy, rx, ry]);
    }
}

fn pier(s: &mut Scene, p: &Palette) {
    let deck = s.along(
        [0.0, 362.0, 300.0, 232.0],
        &[
            (p.ground[2], 1.0),
            (mix(p.ground[2], p.ground[1], 0.6), 1.0),
            (p.ground[0], 1.0),
        ],
    );
    s.path(deck, "M-10 330L296 236L304 240L170 362H-10Z");
    for i in 0..9 {
        let t = 1.0 - 0.78_f64.powi(i);
        let (x, y) = (170.0 + 134.0 * t, 362.0 - 122.0 * t);
        s.group("opacity=\"0.5\"", |s| {
            s.line(
                p.ground[2],
                2.2 - t,
                format!(
                    "M{:.1} {:.1}L{:.1} {:.1}",
                    -60.0 + 356.0 * t,
                    345.0 - 109.0 * t,
                    x,
                    y
                ),
            );
        });
        s.line(
            p.ground[2],
            9.0 - 7.0 * t,
            format!("M{x:.1} {y:.1}v{:.1}", 40.0 - 30.0 * t),
        );
    }
    s.line(mix(p.glow, p.ground[1], 0.45), 2.0, "M172 362L304 240");
}

fn lamp(s: &mut Scene, p: &Palette, x: f64, foot: f64, height: f64) {
    let top = foot - height;
    let size = height / 240.0;
    s.line(p.ground[2], 3.0 + 5.0 * size, format!("M{x} {foot}V{top}"));
    s.line(
        p.ground[2],
        2.0 + 4.0 * size,
        format!(
            "M{x} {top}q{:.1} {:.1} {:.1} {:.1}",
            4.0 * size,
            -28.0 * size,
            34.0 * size,
            -22.0 * size
        ),
    );
    let (lx, ly) = (x + 36.0 * size, top - 10.0 * size);
    s.halo(p.glow, 1.0, [lx, ly, 84.0 * size, 84.0 * size]);
    s.disc(Rgb(255, 253, 240), lx, ly, 9.0 * size);
    s.path(
        p.ground[2],
        format!(
            "M{:.1} {ly:.1}L{lx:.1} {:.1}L{:.1} {ly:.1}Z",
            lx - 15.0 * size,
            ly - 18.0 * size,
            lx + 15.0 * size
        ),
    );
}

fn waiting(s: &mut Scene, p: &Palette) {
    let coat = mix(p.ground[2], Rgb(4, 6, 10), 0.4);
    s.group("transform=\"translate(168 296) scale(1.2)\"", |s| {
        s.path(coat, "M-9 0L-12 -30Q-12 -44 0 -46Q12 -44 12 -30L10 0Z");
        s.disc(coat, 0.0, -52.0, 7.0);
        s.path(coat, "M-12 -55H12L7 -58Q6 -67 0 -67Q-6 -67 -7 -58Z");
        s.path(coat, "M12 -4V-18H26V-4Z");
        s.line(
            mix(p.glow, p.ground[1], 0.2),
            1.8,
            "M11 -30L10 0M7 -58Q6 -67 0 -67",
        );
    });
}

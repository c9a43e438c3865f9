//! Little Comet: a hill, an observatory and the guest from above.

use super::scene::{Scene, mix, rolling, scatter};
use crate::artwork::composer::palette::{Palette, Rgb, oklch};

const MILK: Rgb = Rgb(255, 252, 236);

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 300.0);
    s.stars(MILK, 100, 240.0);
    comet(&mut s, p);
    s.path(
        mix(p.ground[0], p.sky[2], 0.5),
        rolling(&[
            (-5.0, 278.0),
            (90.0, 252.0),
            (200.0, 276.0),
            (330.0, 250.0),
            (470.0, 270.0),
            (560.0, 246.0),
            (645.0, 262.0),
        ]),
    );
    village(&mut s, p);
    let hill = s.vertical(&[
        (mix(p.ground[0], p.glow, 0.25), 1.0),
        (p.ground[1], 1.0),
        (p.ground[2], 1.0),
    ]);
    s.path(
        hill,
        rolling(&[
            (-5.0, 296.0),
            (90.0, 322.0),
            (220.0, 316.0),
            (330.0, 300.0),
            (440.0, 262.0),
            (530.0, 250.0),
            (645.0, 286.0),
        ]),
    );
    observatory(&mut s, p);
    tree(&mut s, p);
    children(&mut s, p);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 300.0);
    s.stars(MILK, 60, 200.0);
    s.halo(p.glow, 0.75, [320.0, 230.0, 380.0, 210.0]);
    s.group("opacity=\"0.55\" transform=\"translate(-200 -46)\"", |s| {
        comet(s, p);
    });
    s.path(
        mix(p.ground[0], p.sky[2], 0.45),
        rolling(&[
            (-5.0, 220.0),
            (110.0, 250.0),
            (320.0, 282.0),
            (520.0, 256.0),
            (645.0, 214.0),
        ]),
    );
    s.path(
        mix(p.ground[0], p.sky[2], 0.1),
        rolling(&[
            (-5.0, 286.0),
            (150.0, 300.0),
            (320.0, 318.0),
            (480.0, 304.0),
            (645.0, 280.0),
        ]),
    );
    s.path(
        p.ground[1],
        rolling(&[
            (-5.0, 330.0),
            (180.0, 342.0),
            (400.0, 344.0),
            (645.0, 328.0),
        ]),
    );
    s.finish()
}

fn comet(s: &mut Scene, p: &Palette) {
    let core = mix(p.glow, MILK, 0.6);
    let tails = [
        (
            "M196 190C330 150 500 60 660 -60L560 -70C440 20 300 110 178 158Z",
            core,
            0.75,
        ),
        (
            "M200 202C360 180 540 120 680 30L660 -20C520 90 350 150 190 180Z",
            p.accent,
            0.6,
        ),
        (
            "M170 146C280 90 400 0 480 -90L420 -90C350 0 260 80 160 140Z",
            mix(oklch(0.80, 0.13, 200.0), p.sky[2], 0.3),
            0.55,
        ),
    ];
    for (d, color, strength) in tails {
        let paint = s.along(
            [170.0, 180.0, 560.0, -50.0],
            &[(color, strength), (color, strength * 0.5), (color, 0.0)],
        );
        s.path(paint, d);
    }
    s.halo(core, 1.0, [172.0, 176.0, 130.0, 130.0]);
    let body = s.radial(
        [0.36, 0.62, 0.7],
        &[
            (Rgb(255, 255, 255), 1.0),
            (core, 1.0),
            (mix(core, p.accent, 0.55), 1.0),
        ],
    );
    s.disc(body, 170.0, 178.0, 40.0);
    for (x, y, r) in [
        (158.0, 166.0, 5.0),
        (184.0, 186.0, 7.0),
        (164.0, 196.0, 4.0),
    ] {
        s.group("opacity=\"0.3\"", |s| s.disc(p.accent, x, y, r));
    }
    for i in 0..16 {
        let (a, b) = scatter(i * 3 + 1);
        let t = 60.0 + 340.0 * a;
        s.sparkle(
            core,
            184.0 + t + (b - 0.5) * 40.0,
            168.0 - t * 0.55 + (b - 0.5) * 60.0,
            3.4 + 6.8 * b,
        );
    }
}

fn village(s: &mut Scene, p: &Palette) {
    for (x, y, k) in [
        (30.0, 276.0, 1.0),
        (62.0, 264.0, 1.3),
        (92.0, 260.0, 1.0),
        (122.0, 262.0, 1.5),
        (250.0, 272.0, 1.0),
        (282.0, 264.0, 1.4),
        (316.0, 260.0, 1.0),
    ] {
        s.group(
            format!("transform=\"translate({x} {y}) scale({k})\""),
            |s| {
                s.path(p.ground[1], "M-8 6V-9L0 -18L8 -9V6ZM4 -16H7V-9H4Z");
                s.rect(p.glow, [-4.0, -7.0, 3.4, 4.6]);
                s.rect(p.glow, [1.4, -7.0, 3.4, 4.6]);
            },
        );
    }
    s.path(p.ground[1], "M142 268V236L149 218L156 236V270Z");
    s.disc(p.glow, 149.0, 244.0, 2.6);
}

fn observatory(s: &mut Scene, p: &Palette) {
    let wall = s.horizontal(&[
        (mix(p.sky[2], MILK, 0.4), 1.0),
        (mix(p.ground[0], p.sky[2], 0.3), 1.0),
        (p.ground[1], 1.0),
    ]);
    s.path(&wall, "M462 262V188H574V262Q520 246 462 262Z");
    let dome = s.radial(
        [0.25, 0.45, 0.8],
        &[
            (MILK, 1.0),
            (mix(p.sky[2], p.accent, 0.25), 1.0),
            (p.ground[0], 1.0),
        ],
    );
    s.path(
        dome,
        "M452 190C452 128 482 104 518 104C554 104 584 128 584 190Z",
    );
    s.path(
        p.ground[2],
        "M478 190C470 150 472 122 488 110L506 105C490 124 490 154 498 190Z",
    );
    s.path(&wall, "M440 108L452 90L508 130L496 148Z");
    s.path(p.ground[2], "M434 112L448 86L456 92L444 116Z");
    s.halo(p.glow, 0.8, [442.0, 100.0, 30.0, 30.0]);
    s.path(p.ground[1], "M448 186H588V198H448Z");
    s.line(mix(p.glow, p.sky[2], 0.3), 2.0, "M448 186H588");
    s.path(p.glow, "M506 258V226a12 12 0 0 1 24 0V256Z");
    for x in [480.0, 550.0] {
        s.disc(p.glow, x, 222.0, 7.0);
        s.line(p.ground[1], 1.6, format!("M{x} 215v14M{} 222h14", x - 7.0));
    }
}

fn tree(s: &mut Scene, p: &Palette) {
    s.line(
        p.ground[2],
        7.0,
        "M620 290C618 268 622 254 616 236M619 262L606 246",
    );
    for (x, y, r) in [
        (616.0, 214.0, 30.0),
        (596.0, 232.0, 20.0),
        (640.0, 230.0, 24.0),
    ] {
        s.disc(p.ground[2], x, y, r);
    }
    s.line(
        mix(p.glow, p.ground[0], 0.4),
        2.4,
        "M577 226A20 20 0 0 1 588 213A30 30 0 0 1 610 184",
    );
}

fn children(s: &mut Scene, p: &Palette) {
    let shade = mix(p.ground[2], Rgb(4, 6, 20), 0.3);
    for (x, y, k, side) in [(382.0, 298.0, 1.25, 1.0), (414.0, 284.0, 1.0, 1.0)] {
        s.group(format!("transform=\"translate({x} {y}) scale({} {k})\"", k * side), |s| {
            s.path(shade, "M-7 4L-9 -10L-8 -26Q0 -32 8 -26L9 -10L7 4H2L0 -6L-2 4Z");
            s.line(shade, 5.0, "M-6 -24L-19 -40M7 -24L12 -10");
            s.disc(shade, 0.0, -37.0, 9.0);
            s.path(p.accent, "M-9 -38Q-8 -48 1 -48Q9 -47 9 -38ZM-8 -29Q0 -25 8 -29L9 -24Q0 -20 -9 -24ZM8 -27L23 -23L9 -20Z");
            s.disc(p.glow, 0.0, -49.0, 3.0);
        });
    }
}

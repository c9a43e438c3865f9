//! Crown of Ash: a castle on a crag, and the dragon that burnt its king.

use super::scene::{Scene, mix, rugged, scatter};
use crate::artwork::composer::palette::{Palette, Rgb};

const DRAGON: &str = "M0 4C-16 0 -26 4 -36 14C-32 -10 -48 -40 -86 -58C-112 -68 -142 -64 -168 -46C-150 -46 -140 -40 -136 -30C-122 -34 -112 -30 -106 -20C-94 -24 -84 -20 -78 -8C-66 -12 -56 -6 -52 6C-44 18 -30 26 -14 26C-30 40 -52 46 -78 44C-96 44 -108 52 -116 66L-126 58L-122 76L-104 74L-112 68C-104 58 -94 54 -80 55C-44 58 -12 48 10 28C26 24 38 14 46 2L58 8L54 0L74 4L92 -2L76 -8L84 -14L66 -12L54 -20L56 -10C46 -8 40 -2 32 2C30 -30 46 -62 90 -84C62 -84 30 -70 12 -44C6 -34 2 -16 0 4Z";

pub(super) fn wide(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 300.0);
    s.halo(p.glow, 1.0, [250.0, 150.0, 300.0, 220.0]);
    s.disc(mix(p.glow, p.sky[2], 0.2), 250.0, 142.0, 96.0);
    smoke(&mut s, p);
    let far = mix(p.ground[0], p.sky[2], 0.45);
    s.path(
        far,
        rugged(&[
            (-5.0, 262.0),
            (50.0, 226.0),
            (92.0, 250.0),
            (140.0, 206.0),
            (188.0, 246.0),
            (250.0, 218.0),
            (300.0, 252.0),
            (380.0, 214.0),
            (470.0, 250.0),
            (650.0, 200.0),
        ]),
    );
    let middle = s.vertical(&[(p.ground[0], 1.0), (mix(p.ground[0], p.sky[2], 0.35), 1.0)]);
    s.path(
        middle,
        rugged(&[
            (-5.0, 288.0),
            (70.0, 256.0),
            (120.0, 280.0),
            (210.0, 250.0),
            (270.0, 286.0),
            (350.0, 262.0),
            (420.0, 290.0),
            (650.0, 250.0),
        ]),
    );
    crag(&mut s, p);
    s.group("transform=\"translate(0 12)\"", |s| castle(s, p));
    dragon(&mut s, p, 196.0, 128.0, 1.08);
    s.path(
        p.ground[2],
        rugged(&[
            (-5.0, 318.0),
            (60.0, 330.0),
            (130.0, 322.0),
            (220.0, 340.0),
            (330.0, 326.0),
            (420.0, 336.0),
            (650.0, 310.0),
        ]),
    );
    embers(&mut s, p, 46);
    s.finish()
}

pub(super) fn backdrop(p: &Palette) -> String {
    let mut s = Scene::new("w-");
    s.sky(p, 300.0);
    s.halo(p.glow, 1.0, [320.0, 200.0, 330.0, 240.0]);
    let far = mix(p.ground[0], p.sky[2], 0.6);
    s.path(
        far,
        rugged(&[
            (90.0, 250.0),
            (160.0, 196.0),
            (210.0, 244.0),
            (270.0, 262.0),
            (370.0, 262.0),
            (430.0, 240.0),
            (484.0, 190.0),
            (550.0, 250.0),
        ]),
    );
    s.path(
        mix(p.ground[0], p.sky[2], 0.2),
        rugged(&[
            (90.0, 290.0),
            (180.0, 272.0),
            (260.0, 300.0),
            (380.0, 300.0),
            (460.0, 270.0),
            (550.0, 292.0),
        ]),
    );
    embers(&mut s, p, 24);
    arch(&mut s, p);
    s.path(p.ground[2], "M-5 336H645V365H-5Z");
    s.finish()
}

/// The hall's last arch, and the banners that hang beside it.
fn arch(s: &mut Scene, p: &Palette) {
    let stone = s.vertical(&[
        (mix(p.ground[2], p.ground[1], 0.2), 1.0),
        (p.ground[1], 1.0),
    ]);
    s.group("fill-rule=\"evenodd\"", |s| {
        s.path(
            stone,
            "M-5 -5H645V365H-5ZM112 365V176Q116 76 320 14Q524 76 528 176V365Z",
        );
    });
    s.line(
        mix(p.glow, p.ground[0], 0.45),
        4.0,
        "M112 365V176Q116 76 320 14Q524 76 528 176V365",
    );
    for side in [1.0, -1.0] {
        s.group(
            format!("transform=\"translate(320 0) scale({side} 1)\""),
            |s| {
                for y in [60.0, 120.0, 180.0, 240.0, 300.0] {
                    s.group("opacity=\"0.45\"", |s| {
                        s.line(p.ground[2], 2.0, format!("M214 {y}H330"));
                    });
                }
                let cloth = s.vertical(&[
                    (mix(p.accent, p.ground[2], 0.35), 1.0),
                    (mix(p.accent, p.ground[1], 0.55), 1.0),
                ]);
                s.path(
                    cloth,
                    "M236 -5H304V212L292 236L282 216L270 250L256 222L246 240L236 214Z",
                );
                s.path(
                    mix(p.glow, p.ground[0], 0.35),
                    "M252 96L256 68L264 82L270 60L276 82L284 68L288 96Z",
                );
            },
        );
    }
}

fn smoke(s: &mut Scene, p: &Palette) {
    for i in 0..9 {
        let (a, b) = scatter(i * 2 + 1);
        let tint = mix(p.sky[0], p.sky[1], b);
        s.group("opacity=\"0.45\"", |s| {
            s.oval(
                tint,
                [a * 640.0, 10.0 + b * 70.0, 100.0 + 80.0 * a, 8.0 + 12.0 * b],
            );
        });
    }
}

fn crag(s: &mut Scene, p: &Palette) {
    let rock = s.along(
        [380.0, 150.0, 620.0, 300.0],
        &[
            (mix(p.ground[1], p.sky[2], 0.28), 1.0),
            (p.ground[1], 1.0),
            (p.ground[2], 1.0),
        ],
    );
    s.path(
        rock,
        "M330 362L372 300L366 280L404 236L412 204L440 190L452 172H586L604 206L618 214L650 280V362Z",
    );
    let shade = mix(p.ground[2], p.ground[1], 0.2);
    for d in [
        "M452 172L470 230L444 268L462 362H540L520 280L534 220L512 172Z",
        "M586 172L566 240L588 300L576 362H650V280L618 214Z",
        "M404 236L424 262L402 306L416 362H384L372 300L388 270Z",
    ] {
        s.glaze(shade, 0.65, d);
    }
    s.line(
        mix(p.glow, p.ground[0], 0.25),
        2.5,
        "M330 362L372 300L366 280L404 236L412 204L440 190L452 172",
    );
}

fn castle(s: &mut Scene, p: &Palette) {
    let stone = s.along(
        [440.0, 60.0, 600.0, 60.0],
        &[
            (mix(p.ground[1], p.sky[2], 0.2), 1.0),
            (p.ground[1], 1.0),
            (p.ground[2], 1.0),
        ],
    );
    // Each tower: left edge, width, top of the wall, height of the spire.
    for (x, w, top, spire) in [
        (506.0, 38.0, 70.0, 58.0),
        (470.0, 26.0, 108.0, 40.0),
        (548.0, 26.0, 100.0, 44.0),
        (446.0, 22.0, 136.0, 30.0),
        (574.0, 22.0, 134.0, 30.0),
    ] {
        s.path(&stone, format!("M{x} 178V{top}H{}V178Z", x + w));
        s.path(
            p.ground[2],
            format!(
                "M{} {top}L{} {}L{} {top}Z",
                x - 5.0,
                x + w / 2.0,
                top - spire,
                x + w + 5.0
            ),
        );
        s.line(
            mix(p.glow, p.ground[0], 0.2),
            2.0,
            format!(
                "M{x} 170V{top}M{} {top}L{} {}",
                x - 5.0,
                x + w / 2.0,
                top - spire
            ),
        );
        s.path(
            p.glow,
            format!(
                "M{} {}v-9a3.5 3.5 0 0 1 7 0v9Z",
                x + w / 2.0 - 3.5,
                top + 26.0
            ),
        );
    }
    s.path(
        &stone,
        "M446 180V150h9v7h9v-7h9v7h9v-7h9v7h9v-7h9v7h9v-7h9v7h9v-7h9v7h9v-7h9v7h9v-7h9v7h9v-7V180Z",
    );
    s.path(p.glow, "M514 180V164a11 11 0 0 1 22 0V180Z");
    s.line(p.ground[2], 2.0, "M525 12V-6");
    s.path(p.accent, "M525 -6L552 0L525 8Z");
    s.halo(p.accent, 0.6, [525.0, 172.0, 60.0, 36.0]);
}

fn dragon(s: &mut Scene, p: &Palette, x: f64, y: f64, scale: f64) {
    s.group(format!("transform=\"translate({x} {y}) scale({scale})\""), |s| {
        s.path(mix(p.ground[2], Rgb(0, 0, 0), 0.25), DRAGON);
        for d in ["M-36 14C-44 -16 -70 -40 -136 -30", "M-36 14C-52 -8 -76 -24 -106 -20", "M-36 14C-50 2 -62 -6 -78 -8"] {
            s.group("opacity=\"0.55\"", |s| s.line(p.accent, 1.4, d));
        }
        let fire = s.along([84.0, 0.0, 190.0, 24.0], &[(Rgb(255, 255, 235), 1.0), (p.glow, 1.0), (p.accent, 0.9), (p.accent, 0.0)]);
        s.halo(p.accent, 0.7, [130.0, 12.0, 80.0, 44.0]);
        s.path(fire, "M86 -1C110 -16 150 -14 196 -6C176 0 184 12 200 24C168 18 168 34 176 46C146 34 110 16 86 -1Z");
        s.disc(p.glow, 62.0, -8.0, 1.8);
    });
}

fn embers(s: &mut Scene, p: &Palette, count: usize) {
    for i in 0..count {
        let (a, b) = scatter(i * 3);
        let ember = if i % 3 == 0 { p.glow } else { p.accent };
        s.group("opacity=\"0.85\"", |s| {
            s.disc(ember, a * 640.0, 60.0 + b * 296.0, 0.8 + 1.7 * scatter(i).1);
        });
    }
}

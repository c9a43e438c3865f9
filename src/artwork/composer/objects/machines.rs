//! Things that somebody built: a helmet, a car, a robot, a snow globe.

use crate::artwork::composer::palette::{Palette, Rgb, oklch};
use crate::artwork::composer::worlds::scene::{Scene, mix, scatter};

const WHITE: Rgb = Rgb(255, 255, 255);
const INK: Rgb = Rgb(16, 16, 28);

pub(super) fn helmet(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    s.halo(p.accent, 0.6, [320.0, 180.0, 240.0, 190.0]);
    s.path(INK, "M222 262H418L440 306H200Z");
    s.path(oklch(0.66, 0.02, 260.0), "M230 266H410L428 299H212Z");
    s.path(p.accent, "M222 280H418L424 291H216Z");
    s.disc(INK, 320.0, 168.0, 118.0);
    let shell = s.radial(
        [0.35, 0.25, 0.85],
        &[
            (WHITE, 1.0),
            (oklch(0.93, 0.01, 260.0), 1.0),
            (oklch(0.72, 0.03, 260.0), 1.0),
            (oklch(0.45, 0.05, 265.0), 1.0),
        ],
    );
    s.disc(shell, 320.0, 168.0, 112.0);
    for x in [208.0, 432.0] {
        s.pill(INK, 13.0, [x - 18.0, 138.0, 36.0, 66.0]);
        s.pill(p.accent, 8.0, [x - 12.0, 144.0, 24.0, 54.0]);
    }
    visor(&mut s, p);
    s.group("opacity=\"0.7\"", |s| {
        s.path(
            WHITE,
            "M240 164C242 128 264 110 296 106C270 120 256 138 254 172Z",
        );
    });
    s.line(WHITE, 4.0, "M222 122A110 110 0 0 1 290 66");
    s.line(
        mix(p.accent, WHITE, 0.3),
        5.0,
        "M428 186A110 110 0 0 1 400 246",
    );
    s.finish()
}

/// The gilded visor, and who is mirrored in it.
fn visor(s: &mut Scene, p: &Palette) {
    let visor = "M226 172C226 116 264 96 320 96C376 96 414 116 414 172C414 230 374 250 320 250C266 250 226 230 226 172Z";
    s.line(INK, 12.0, visor);
    let gold = s.along(
        [240.0, 100.0, 400.0, 250.0],
        &[
            (mix(p.sky[0], INK, 0.6), 1.0),
            (mix(p.sky[0], INK, 0.25), 1.0),
            (p.sky[1], 1.0),
            (mix(p.sky[2], p.accent, 0.5), 1.0),
        ],
    );
    s.path(gold, visor);
    s.inside(visor, |s| {
        s.halo(p.accent, 0.9, [390.0, 290.0, 170.0, 130.0]);
        s.disc(mix(p.accent, INK, 0.2), 392.0, 296.0, 92.0);
        s.ring(mix(p.glow, WHITE, 0.5), 5.0, [392.0, 296.0, 92.0, 92.0]);
        // A second astronaut, far away, in the reflection.
        s.group("transform=\"translate(296 170) rotate(-18) scale(1.25)\"", |s| {
            s.disc(WHITE, 0.0, -20.0, 12.0);
            s.path(WHITE, "M-12 -8H12L26 4L22 11L11 4L12 20L16 42H6L0 24L-6 42H-16L-12 20L-11 4L-22 11L-26 4Z");
            s.oval(p.sky[0], [2.0, -20.0, 7.0, 6.0]);
        });
        for i in 0..16 {
            let (a, b) = scatter(i);
            s.disc(WHITE, 236.0 + a * 170.0, 104.0 + b * 90.0, 0.9 + 1.2 * a);
        }
    });
}

pub(super) fn car(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let red = mix(p.accent, oklch(0.62, 0.22, 28.0), 0.5);
    s.halo(p.glow, 0.55, [320.0, 190.0, 260.0, 180.0]);
    for x in [176.0, 416.0] {
        s.pill(INK, 15.0, [x, 226.0, 48.0, 76.0]);
        for k in 0..4 {
            s.rect(
                oklch(0.38, 0.02, 260.0),
                [x + 7.0, 250.0 + 12.0 * f64::from(k), 34.0, 3.5],
            );
        }
    }
    let body = "M172 268C160 226 166 186 196 172L230 164L262 96Q268 84 284 82H356Q372 84 378 96L410 164L444 172C474 186 480 226 468 268Q466 282 450 282H190Q174 282 172 268Z";
    s.line(INK, 13.0, body);
    let paint = s.vertical(&[
        (mix(red, WHITE, 0.5), 1.0),
        (red, 1.0),
        (red, 1.0),
        (mix(red, INK, 0.5), 1.0),
    ]);
    s.path(paint, body);
    let screen = s.vertical(&[
        (oklch(0.92, 0.05, 220.0), 1.0),
        (oklch(0.60, 0.10, 230.0), 1.0),
    ]);
    s.path(
        INK,
        "M238 164L268 102Q272 95 284 94H356Q368 95 372 102L402 164Z",
    );
    s.path(
        screen,
        "M248 159L275 106Q278 101 286 101H354Q362 101 365 106L392 159Z",
    );
    s.glaze(WHITE, 0.75, "M266 159L292 102H316L290 159Z");
    s.inside(body, |s| {
        s.path(WHITE, "M296 170H344L352 290H288Z");
        s.glaze(WHITE, 0.4, "M196 180L230 170H290L286 178H210Z");
    });
    s.disc(INK, 320.0, 202.0, 27.0);
    s.disc(WHITE, 320.0, 202.0, 23.0);
    s.path(
        red,
        "M320 182l6 13l14 2l-10 10l2 14l-12 -7l-12 7l2 -14l-10 -10l14 -2Z",
    );
    headlights(&mut s);
    s.line(WHITE, 4.0, "M268 94Q272 87 286 86H352");
    s.finish()
}

/// The two lamps, and the grille between them.
fn headlights(s: &mut Scene) {
    for x in [216.0, 424.0] {
        s.halo(Rgb(255, 250, 210), 0.95, [x, 212.0, 62.0, 52.0]);
        s.disc(INK, x, 212.0, 31.0);
        s.disc(oklch(0.90, 0.02, 90.0), x, 212.0, 26.0);
        s.disc(Rgb(255, 252, 225), x, 212.0, 19.0);
    }
    s.pill(INK, 13.0, [236.0, 240.0, 168.0, 30.0]);
    for k in 0..9 {
        s.line(
            oklch(0.74, 0.02, 250.0),
            3.4,
            format!("M{} 246V264", 252.0 + 17.0 * f64::from(k)),
        );
    }
}

pub(super) fn robot(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let shell = |l: f64| mix(oklch(l, 0.08, 200.0), p.sky[2], 0.15);
    s.halo(p.glow, 0.7, [320.0, 180.0, 230.0, 190.0]);
    for (arm, hand) in [
        ("M224 218C190 222 178 200 180 168", (180.0, 160.0)),
        ("M416 218C450 226 464 250 458 272", (457.0, 276.0)),
    ] {
        s.line(INK, 27.0, arm);
        s.line(shell(0.62), 16.0, arm);
        s.disc(INK, hand.0, hand.1, 21.0);
        s.disc(p.accent, hand.0, hand.1, 15.0);
    }
    s.line(INK, 13.0, "M320 84V52");
    s.line(shell(0.70), 6.0, "M320 84V52");
    s.disc(INK, 320.0, 48.0, 18.0);
    s.disc(p.accent, 320.0, 48.0, 13.0);
    s.disc(WHITE, 316.0, 43.0, 4.5);
    for x in [274.0, 366.0] {
        s.pill(INK, 16.0, [x - 28.0, 276.0, 56.0, 34.0]);
        s.pill(shell(0.55), 10.0, [x - 22.0, 282.0, 44.0, 22.0]);
    }
    s.disc(INK, 320.0, 186.0, 112.0);
    let ball = s.radial(
        [0.35, 0.25, 0.85],
        &[
            (WHITE, 1.0),
            (shell(0.90), 1.0),
            (shell(0.72), 1.0),
            (shell(0.45), 1.0),
        ],
    );
    s.disc(ball, 320.0, 186.0, 105.0);
    face(&mut s);
    s.path(p.accent, "M320 226l6.5 13l14.5 2l-10.5 10.2l2.5 14.4l-13 -6.8l-13 6.8l2.5 -14.4l-10.5 -10.2l14.5 -2Z");
    s.line(WHITE, 4.5, "M228 146A102 102 0 0 1 278 93");
    s.line(
        mix(p.glow, WHITE, 0.2),
        5.0,
        "M420 214A104 104 0 0 1 388 263",
    );
    s.finish()
}

/// A screen with two eyes and a smile.
fn face(s: &mut Scene) {
    let face =
        "M232 160Q232 122 272 122H368Q408 122 408 160V176Q408 212 368 212H272Q232 212 232 176Z";
    s.path(INK, face);
    let screen = s.vertical(&[
        (oklch(0.32, 0.07, 265.0), 1.0),
        (oklch(0.20, 0.05, 270.0), 1.0),
    ]);
    s.path(
        screen,
        "M240 160Q240 130 272 130H368Q400 130 400 160V176Q400 204 368 204H272Q240 204 240 176Z",
    );
    let cyan = oklch(0.90, 0.12, 195.0);
    for x in [280.0, 360.0] {
        s.halo(cyan, 0.7, [x, 162.0, 34.0, 34.0]);
        s.oval(cyan, [x, 162.0, 15.0, 19.0]);
        s.disc(WHITE, x - 4.0, 154.0, 5.0);
    }
    s.line(cyan, 6.0, "M304 184Q320 198 336 184");
    for x in [252.0, 388.0] {
        s.group("opacity=\"0.85\"", |s| {
            s.oval(oklch(0.74, 0.15, 10.0), [x, 188.0, 9.0, 5.0]);
        });
    }
}

pub(super) fn snow_globe(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let snow = Rgb(240, 246, 255);
    let warm = oklch(0.88, 0.14, 80.0);
    s.halo(mix(p.glow, warm, 0.4), 0.65, [320.0, 176.0, 230.0, 190.0]);
    s.path(INK, "M224 248H416L440 310H200Z");
    let wood = s.horizontal(&[
        (oklch(0.62, 0.11, 50.0), 1.0),
        (oklch(0.44, 0.10, 45.0), 1.0),
        (oklch(0.26, 0.06, 40.0), 1.0),
    ]);
    s.path(wood, "M230 250H410L431 303H209Z");
    s.path(oklch(0.80, 0.13, 85.0), "M222 276H418L422 286H218Z");
    let ball = "M216 158a104 104 0 1 1 208 0a104 104 0 1 1 -208 0Z";
    s.disc(INK, 320.0, 158.0, 111.0);
    let sky = s.vertical(&[
        (oklch(0.30, 0.10, 265.0), 1.0),
        (oklch(0.48, 0.12, 235.0), 1.0),
        (oklch(0.74, 0.10, 200.0), 1.0),
    ]);
    s.path(sky, ball);
    s.inside(ball, |s| {
        s.halo(oklch(0.85, 0.17, 155.0), 0.6, [300.0, 90.0, 120.0, 44.0]);
        s.path(mix(snow, oklch(0.7, 0.08, 230.0), 0.45), "M200 200Q260 176 320 196T440 188V280H200Z");
        for (x, k) in [(240.0, 1.0), (268.0, 0.7), (404.0, 0.9)] {
            s.path(oklch(0.34, 0.07, 165.0), format!("M{x} {}L{} 216H{}Z", 216.0 - 84.0 * k, x + 25.0 * k, x - 25.0 * k));
            s.path(snow, format!("M{x} {}L{} {}L{x} {}L{} {}Z", 216.0 - 84.0 * k, x + 11.0 * k, 216.0 - 48.0 * k, 216.0 - 56.0 * k, x - 11.0 * k, 216.0 - 48.0 * k));
        }
        s.halo(warm, 0.9, [332.0, 196.0, 84.0, 58.0]);
        s.path(oklch(0.36, 0.08, 45.0), "M286 222V176L332 134L378 176V222Z");
        s.path(oklch(0.30, 0.07, 40.0), "M354 140H366V166H354Z");
        s.path(snow, "M274 184C270 176 278 172 284 166L332 120L380 166C386 172 394 176 390 184C386 190 378 188 374 184L332 146L290 184C286 188 278 190 274 184Z");
        s.rect(warm, [300.0, 184.0, 24.0, 22.0]);
        s.rect(warm, [338.0, 184.0, 22.0, 38.0]);
        s.line(INK, 2.4, "M312 184V206M300 195H324");
        s.path(snow, "M200 222Q270 204 330 220T440 214V290H200Z");
        for i in 0..30 {
            let (a, b) = scatter(i);
            s.disc(WHITE, 220.0 + a * 200.0, 62.0 + b * 170.0, 1.6 + 2.2 * scatter(i * 3).0);
        }
    });
    s.group("opacity=\"0.75\"", |s| {
        s.ring(WHITE, 5.0, [320.0, 158.0, 101.0, 101.0]);
    });
    s.glaze(
        WHITE,
        0.75,
        "M238 150C238 112 262 84 296 76C270 92 254 116 252 152Z",
    );
    s.line(p.accent, 5.0, "M422 176A104 104 0 0 1 392 232");
    s.finish()
}

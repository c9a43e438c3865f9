//! Things from the water's edge: an umbrella, a compass, a lantern, a diving helmet.

use crate::artwork::composer::palette::{Palette, Rgb, oklch};
use crate::artwork::composer::worlds::scene::{Scene, mix, scatter};

const WHITE: Rgb = Rgb(255, 255, 255);
const INK: Rgb = Rgb(14, 14, 24);

pub(super) fn umbrella(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let red = oklch(0.60, 0.23, 22.0);
    s.halo(red, 0.6, [320.0, 160.0, 240.0, 180.0]);
    s.group("transform=\"rotate(10 320 180)\"", |s| {
        let stem = "M320 150V276C320 306 280 306 280 280";
        s.line(INK, 15.0, stem);
        s.line(mix(p.accent, WHITE, 0.35), 7.0, stem);
        let canopy = "M176 180C178 108 240 62 320 60C400 62 462 108 464 180Q440 156 416 180Q392 156 368 180Q344 156 320 180Q296 156 272 180Q248 156 224 180Q200 156 176 180Z";
        s.line(INK, 13.0, format!("{canopy}M320 60V44"));
        s.line(red, 6.0, "M320 60V44");
        s.path(red, canopy);
        for (d, light) in [
            ("M320 60C240 62 178 108 176 180Q200 156 224 180C228 128 262 82 320 60Z", 0.35),
            ("M320 60C262 82 228 128 224 180Q248 156 272 180C274 132 290 90 320 60Z", 0.12),
            ("M320 60C350 90 366 132 368 180Q392 156 416 180C412 128 378 82 320 60Z", -0.25),
            ("M320 60C378 82 412 128 416 180Q440 156 464 180C462 108 400 62 320 60Z", -0.45),
        ] {
            s.path(if light > 0.0 { mix(red, WHITE, light) } else { mix(red, INK, -light) }, d);
        }
        s.line(mix(p.accent, WHITE, 0.3), 4.0, "M179 160C190 106 246 66 316 62");
        s.line(mix(p.glow, WHITE, 0.3), 3.0, "M464 174C460 120 420 84 372 70");
    });
    for i in 0..26 {
        let (a, b) = scatter(i);
        let (x, y) = (150.0 + a * 340.0, 40.0 + b * 70.0 - 40.0 * (a * 3.1).sin());
        s.group("opacity=\"0.9\"", |s| {
            s.line(
                mix(p.accent, WHITE, 0.6),
                2.2,
                format!("M{x:.1} {y:.1}l-3 12"),
            );
        });
    }
    for x in [186.0, 232.0, 404.0, 452.0] {
        s.path(
            mix(p.accent, WHITE, 0.5),
            format!("M{x} 226q-7 12 0 16q7 -4 0 -16Z"),
        );
    }
    s.finish()
}

pub(super) fn compass(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let brass = |l: f64| oklch(l, 0.13, 82.0);
    s.halo(p.glow, 0.6, [320.0, 184.0, 220.0, 190.0]);
    s.disc(INK, 320.0, 68.0, 26.0);
    s.ring(brass(0.75), 9.0, [320.0, 68.0, 18.0, 18.0]);
    s.disc(INK, 320.0, 194.0, 118.0);
    let rim = s.along(
        [230.0, 90.0, 410.0, 300.0],
        &[
            (brass(0.97), 1.0),
            (brass(0.78), 1.0),
            (brass(0.48), 1.0),
            (brass(0.70), 1.0),
        ],
    );
    s.disc(rim, 320.0, 194.0, 112.0);
    s.disc(brass(0.36), 320.0, 194.0, 92.0);
    let face = s.radial(
        [0.4, 0.35, 0.8],
        &[
            (Rgb(255, 250, 232), 1.0),
            (oklch(0.92, 0.04, 85.0), 1.0),
            (oklch(0.74, 0.07, 75.0), 1.0),
        ],
    );
    s.disc(face, 320.0, 194.0, 86.0);
    compass_rose(&mut s, brass);
    s.disc(brass(0.40), 320.0, 194.0, 13.0);
    s.disc(brass(0.90), 318.0, 192.0, 8.0);
    s.group("opacity=\"0.55\"", |s| {
        s.path(
            WHITE,
            "M250 150A86 86 0 0 1 340 110C300 118 268 140 254 176Z",
        );
    });
    s.line(WHITE, 4.0, "M218 160A108 108 0 0 1 290 90");
    s.finish()
}

/// The marks of the dial, its rose, and the needle.
fn compass_rose(s: &mut Scene, brass: impl Fn(f64) -> Rgb) {
    for k in 0..32 {
        let long = if k % 4 == 0 { 14.0 } else { 7.0 };
        s.group(
            format!("transform=\"rotate({} 320 194)\"", f64::from(k) * 11.25),
            |s| s.line(brass(0.36), 2.6, format!("M320 112v{long}")),
        );
    }
    for turn in [45, 135, 225, 315] {
        s.group(format!("transform=\"rotate({turn} 320 194)\""), |s| {
            s.path(oklch(0.66, 0.08, 75.0), "M320 146L330 194H310Z");
        });
    }
    for turn in [0, 90, 180, 270] {
        s.group(format!("transform=\"rotate({turn} 320 194)\""), |s| {
            s.path(brass(0.42), "M320 130L320 194H308Z");
            s.path(brass(0.60), "M320 130L320 194H332Z");
        });
    }
    s.group("transform=\"rotate(38 320 194)\"", |s| {
        s.path(INK, "M320 106L340 194L320 282L300 194Z");
        s.path(oklch(0.58, 0.23, 25.0), "M320 114L335 194H305Z");
        s.path(oklch(0.72, 0.18, 28.0), "M320 114V194H305Z");
        s.path(oklch(0.38, 0.08, 250.0), "M320 274L335 194H305Z");
    });
}

pub(super) fn lantern(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let flame = oklch(0.90, 0.13, 82.0);
    s.halo(flame, 0.95, [320.0, 206.0, 250.0, 190.0]);
    let handle = "M262 108C262 30 378 30 378 108";
    s.line(INK, 14.0, handle);
    s.line(mix(p.ground[1], WHITE, 0.35), 6.0, handle);
    s.path(INK, "M292 84H348L356 104L392 126V140H384L392 262L404 276V304H236V276L248 262L256 140H248V126L284 104Z");
    let glass = s.radial(
        [0.5, 0.6, 0.65],
        &[
            (Rgb(255, 255, 240), 1.0),
            (flame, 1.0),
            (oklch(0.72, 0.17, 60.0), 1.0),
        ],
    );
    s.path(glass, "M268 144H372L380 258H260Z");
    s.path(
        oklch(0.66, 0.20, 45.0),
        "M320 164C344 194 352 216 340 236Q320 254 300 236C288 216 296 194 320 164Z",
    );
    s.path(
        Rgb(255, 252, 220),
        "M320 196C334 214 336 226 330 236Q320 244 310 236C304 226 306 214 320 196Z",
    );
    let metal = s.horizontal(&[
        (mix(p.ground[0], WHITE, 0.55), 1.0),
        (p.ground[1], 1.0),
        (mix(p.ground[2], INK, 0.3), 1.0),
    ]);
    s.path(&metal, "M296 90H344L352 108L386 128V136H254V128L288 108Z");
    s.path(&metal, "M254 264H386L398 280V298H242V280Z");
    s.line(INK, 7.0, "M320 140V262M264 200H376");
    s.line(
        mix(p.ground[0], p.glow, 0.4),
        2.4,
        "M320 140V262M264 200H376",
    );
    for d in ["M290 92L286 108M256 130H384", "M256 268H384M246 284H394"] {
        s.line(mix(p.glow, WHITE, 0.3), 3.0, d);
    }
    s.line(p.accent, 4.0, "M262 142L254 260M378 142L386 260");
    s.finish()
}

pub(super) fn diving_helmet(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let brass = |l: f64| mix(oklch(l, 0.12, 72.0), p.ground[1], 0.08);
    s.halo(oklch(0.85, 0.10, 205.0), 0.6, [320.0, 180.0, 240.0, 190.0]);
    s.path(INK, "M226 236H414L448 306H192Z");
    let collar = s.horizontal(&[(brass(0.90), 1.0), (brass(0.66), 1.0), (brass(0.36), 1.0)]);
    s.path(&collar, "M232 240H408L438 299H202Z");
    s.disc(INK, 320.0, 160.0, 112.0);
    let ball = s.radial(
        [0.32, 0.25, 0.85],
        &[
            (brass(0.98), 1.0),
            (brass(0.78), 1.0),
            (brass(0.55), 1.0),
            (brass(0.32), 1.0),
        ],
    );
    s.disc(ball, 320.0, 160.0, 106.0);
    s.path(INK, "M300 46H340V66H300Z");
    s.path(brass(0.75), "M304 50H336V66H304Z");
    for x in [212.0, 428.0] {
        s.oval(INK, [x, 168.0, 22.0, 34.0]);
        s.oval(brass(0.62), [x, 168.0, 16.0, 28.0]);
        s.oval(
            mix(oklch(0.40, 0.08, 220.0), INK, 0.3),
            [x, 168.0, 10.0, 20.0],
        );
    }
    porthole(&mut s, brass);
    for k in 0..6 {
        s.disc(brass(0.92), 222.0 + 39.0 * f64::from(k), 282.0, 6.0);
    }
    s.line(WHITE, 4.0, "M226 128A100 100 0 0 1 286 66");
    s.line(
        mix(p.accent, WHITE, 0.2),
        4.0,
        "M424 190A106 106 0 0 1 402 228M230 244H410",
    );
    for (x, y, r) in [(456.0, 92.0, 13.0), (478.0, 60.0, 8.0), (446.0, 46.0, 6.0)] {
        s.group("opacity=\"0.85\"", |s| s.ring(WHITE, 3.0, [x, y, r, r]));
    }
    s.finish()
}

/// The round window with its bolts and its grille.
fn porthole(s: &mut Scene, brass: impl Fn(f64) -> Rgb) {
    s.disc(INK, 320.0, 166.0, 70.0);
    s.disc(brass(0.72), 320.0, 166.0, 65.0);
    s.disc(brass(0.38), 320.0, 166.0, 53.0);
    let glass = s.vertical(&[
        (oklch(0.86, 0.10, 205.0), 1.0),
        (oklch(0.50, 0.12, 225.0), 1.0),
        (oklch(0.22, 0.07, 245.0), 1.0),
    ]);
    s.disc(glass, 320.0, 166.0, 49.0);
    s.line(brass(0.60), 7.0, "M320 116V216M270 166H370");
    s.group("opacity=\"0.7\"", |s| {
        s.path(
            WHITE,
            "M280 152A44 44 0 0 1 312 124L308 140A30 30 0 0 0 292 154Z",
        );
    });
    for k in 0..12 {
        let angle = f64::from(k) * 30.0_f64.to_radians();
        s.disc(
            brass(0.94),
            320.0 + 59.0 * angle.cos(),
            166.0 + 59.0 * angle.sin(),
            3.8,
        );
    }
}

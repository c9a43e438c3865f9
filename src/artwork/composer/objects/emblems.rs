//! Things of metal and stone: a crown, a star, a diamond.

use crate::artwork::composer::palette::{Palette, Rgb, oklch};
use crate::artwork::composer::worlds::scene::{Scene, mix, scatter};

const WHITE: Rgb = Rgb(255, 255, 255);
const INK: Rgb = Rgb(16, 12, 20);

pub(super) fn burnt_crown(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let ember = oklch(0.72, 0.19, 50.0);
    s.halo(ember, 0.75, [320.0, 190.0, 220.0, 170.0]);
    let back = mix(oklch(0.50, 0.10, 75.0), INK, 0.55);
    s.path(
        back,
        "M196 150L246 116L262 166L320 96L378 166L394 116L444 150L430 250H210Z",
    );
    let outline = "M184 108L224 186L252 100L284 178L320 64L356 178L388 100L416 186L456 108L434 282Q320 312 206 282Z";
    s.line(INK, 12.0, outline);
    let gold = s.along(
        [190.0, 80.0, 450.0, 300.0],
        &[
            (oklch(0.95, 0.10, 95.0), 1.0),
            (oklch(0.80, 0.15, 82.0), 1.0),
            (oklch(0.62, 0.14, 68.0), 1.0),
            (oklch(0.42, 0.10, 50.0), 1.0),
        ],
    );
    s.path(&gold, outline);
    soot(&mut s, p, outline, ember);
    jewels(&mut s, p);
    for (x, y) in [
        (184.0, 104.0),
        (252.0, 96.0),
        (320.0, 60.0),
        (388.0, 96.0),
        (456.0, 104.0),
    ] {
        s.disc(INK, x, y, 13.0);
        s.disc(mix(ember, INK, 0.35), x, y, 9.0);
        s.disc(oklch(0.90, 0.14, 80.0), x - 3.0, y - 3.0, 3.4);
    }
    for i in 0..22 {
        let (a, b) = scatter(i);
        s.disc(
            if i % 3 == 0 {
                oklch(0.93, 0.12, 90.0)
            } else {
                ember
            },
            180.0 + a * 280.0,
            30.0 + b * 110.0,
            1.5 + 2.2 * a,
        );
    }
    s.finish()
}

fn jewels(s: &mut Scene, p: &Palette) {
    for (x, y, r, color) in [
        (250.0, 258.0, 11.0, p.accent),
        (320.0, 268.0, 15.0, oklch(0.60, 0.22, 25.0)),
        (390.0, 258.0, 11.0, p.accent),
    ] {
        s.path(
            INK,
            format!(
                "M{x} {}L{} {y}L{x} {}L{} {y}Z",
                y - r - 4.0,
                x + r + 4.0,
                y + r + 4.0,
                x - r - 4.0
            ),
        );
        s.path(
            color,
            format!("M{x} {}L{} {y}L{x} {}L{} {y}Z", y - r, x + r, y + r, x - r),
        );
        s.path(
            mix(color, WHITE, 0.6),
            format!("M{x} {}L{x} {y}L{} {y}Z", y - r, x - r),
        );
    }
}

/// Soot eats the points from above; embers glow along its edge.
fn soot(s: &mut Scene, p: &Palette, outline: &str, ember: Rgb) {
    s.inside(outline, |s| {
        let soot = "M170 40H470V130L452 150L440 134L420 206L404 178L392 150L378 168L360 198L346 150L330 118L316 140L304 118L290 168L276 202L262 150L246 142L232 204L214 172L198 150L170 160Z";
        s.line(ember, 9.0, soot);
        s.path(mix(INK, p.ground[2], 0.3), soot);
        s.line(oklch(0.93, 0.12, 90.0), 2.2, soot);
        s.path(oklch(0.45, 0.11, 60.0), "M200 262Q320 294 440 262V272Q320 304 200 272Z");
        s.path(oklch(0.93, 0.11, 95.0), "M200 236Q320 266 440 236V241Q320 272 200 241Z");
        s.glaze(INK, 0.25, "M320 60L356 178L388 100L416 186L456 108V300H350Z");
    });
}

pub(super) fn sheriff_star(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    s.halo(p.glow, 0.6, [320.0, 180.0, 220.0, 180.0]);
    let point = |k: u32, r: f64| {
        let angle = (f64::from(k) * 36.0 - 90.0).to_radians();
        (320.0 + r * angle.cos(), 188.0 + r * angle.sin())
    };
    let corners: Vec<_> = (0..10)
        .map(|k| point(k, if k % 2 == 0 { 118.0 } else { 54.0 }))
        .collect();
    let mut outline = String::from("M");
    for (x, y) in &corners {
        outline.push_str(&format!("{x:.1} {y:.1} "));
    }
    outline.push('Z');
    s.line(INK, 26.0, &outline);
    s.line(oklch(0.62, 0.02, 250.0), 16.0, &outline);
    for k in 0..10_usize {
        let ((x, y), (u, v)) = (corners[k], corners[(k + 1) % 10]);
        let facet = [0.92, 0.58, 0.98, 0.52, 0.80, 0.44, 0.66, 0.50, 0.86, 0.62][k];
        s.path(
            oklch(facet, 0.02, 250.0),
            format!("M320 188L{x:.1} {y:.1}L{u:.1} {v:.1}Z"),
        );
    }
    for k in 0..5 {
        let (x, y) = point(2 * k, 126.0);
        s.disc(INK, x, y, 18.0);
        s.disc(oklch(0.78, 0.02, 250.0), x, y, 13.0);
        s.disc(WHITE, x - 4.0, y - 4.0, 4.5);
    }
    s.disc(INK, 320.0, 188.0, 41.0);
    s.disc(p.accent, 320.0, 188.0, 36.0);
    let silver = s.radial(
        [0.35, 0.3, 0.8],
        &[
            (WHITE, 1.0),
            (oklch(0.80, 0.02, 250.0), 1.0),
            (oklch(0.50, 0.02, 250.0), 1.0),
        ],
    );
    s.disc(silver, 320.0, 188.0, 29.0);
    // The hole that a bullet left.
    s.path(
        INK,
        "M336 196L346 186L350 198L364 200L354 210L360 224L346 218L338 230L332 216L318 214L328 206Z",
    );
    s.disc(mix(INK, p.accent, 0.15), 341.0, 207.0, 11.0);
    s.path(
        WHITE,
        "M252 92Q254 108 268 112Q254 114 252 130Q250 114 236 112Q250 108 252 92Z",
    );
    s.finish()
}

pub(super) fn diamond(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let ice = |l: f64| mix(oklch(l, 0.07, 225.0), p.accent, 0.12);
    s.halo(mix(p.glow, WHITE, 0.4), 0.8, [320.0, 180.0, 230.0, 190.0]);
    cushion(&mut s, p);
    s.line(INK, 11.0, "M190 124L246 58H394L450 124L320 282Z");
    let facets: [(f64, &str); 12] = [
        (0.94, "M190 124L246 58L262 124Z"),
        (0.80, "M246 58L320 58L262 124Z"),
        (0.99, "M320 58L262 124H378Z"),
        (0.74, "M320 58H394L378 124Z"),
        (0.88, "M394 58L450 124H378Z"),
        (0.78, "M190 124H262L320 282Z"),
        (0.92, "M262 124H320V282Z"),
        (0.66, "M320 124H378L320 282Z"),
        (0.52, "M378 124H450L320 282Z"),
        (0.98, "M262 124L292 206L320 124Z"),
        (0.86, "M246 58L262 124L228 80Z"),
        (0.60, "M378 124L346 206L320 124Z"),
    ];
    for (light, d) in facets {
        s.path(ice(light), d);
    }
    s.group("opacity=\"0.8\"", |s| {
        s.line(
            WHITE,
            2.0,
            "M190 124H450M246 58L262 124L320 58L378 124L394 58M262 124L320 282L378 124",
        );
    });
    s.line(WHITE, 3.5, "M190 124L246 58H394");
    for (x, y, r) in [
        (232.0, 74.0, 34.0),
        (420.0, 108.0, 20.0),
        (300.0, 180.0, 16.0),
    ] {
        s.sparkle(WHITE, x, y, r);
    }
    s.finish()
}

/// Velvet with a dent where the stone stands, and a tassel at each end.
fn cushion(s: &mut Scene, p: &Palette) {
    let velvet = mix(p.accent, oklch(0.45, 0.17, 350.0), 0.4);
    let gold = oklch(0.82, 0.13, 85.0);
    for (x, side) in [(164.0, -1.0), (476.0, 1.0)] {
        s.line(INK, 13.0, format!("M{x} 282l{} 8v20", 14.0 * side));
        s.line(gold, 6.0, format!("M{x} 282l{} 8v20", 14.0 * side));
    }
    let shape = "M170 258C206 240 276 250 320 262C364 250 434 240 470 258C490 272 490 300 470 310C420 326 220 326 170 310C150 300 150 272 170 258Z";
    s.line(INK, 11.0, shape);
    let paint = s.vertical(&[
        (mix(velvet, WHITE, 0.35), 1.0),
        (velvet, 1.0),
        (mix(velvet, INK, 0.6), 1.0),
    ]);
    s.path(paint, shape);
    s.glaze(
        INK,
        0.4,
        "M262 262Q320 250 378 262Q340 296 320 296Q300 296 262 262Z",
    );
    s.line(gold, 4.0, "M166 290C226 312 414 312 474 290");
    s.line(
        mix(velvet, WHITE, 0.6),
        3.0,
        "M182 260C216 250 250 252 276 257M458 260C424 250 390 252 364 257",
    );
}

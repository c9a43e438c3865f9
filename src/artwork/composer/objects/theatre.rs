//! Things for a table or a stage: a paprika, popcorn, a drum, a rose.

use crate::artwork::composer::palette::{Palette, Rgb, oklch};
use crate::artwork::composer::worlds::scene::{Scene, mix, scatter};

const WHITE: Rgb = Rgb(255, 255, 255);
const INK: Rgb = Rgb(22, 12, 18);

pub(super) fn paprika(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    s.halo(p.glow, 0.7, [320.0, 170.0, 230.0, 190.0]);
    s.group("transform=\"rotate(-14 320 180)\"", |s| {
        s.line(INK, 18.0, "M320 318V200");
        s.line(oklch(0.86, 0.02, 250.0), 10.0, "M320 318V200");
        s.line(WHITE, 3.0, "M317 316V230");
        let body = "M236 92C192 104 190 170 220 214C238 240 262 250 282 236C300 254 340 254 358 236C378 250 402 240 420 214C450 170 448 104 404 92C376 84 352 96 320 96C288 96 264 84 236 92Z";
        s.line(INK, 13.0, body);
        let red = s.radial([0.35, 0.3, 0.8], &[(oklch(0.74, 0.19, 35.0), 1.0), (oklch(0.60, 0.23, 28.0), 1.0), (oklch(0.46, 0.19, 25.0), 1.0), (oklch(0.32, 0.13, 22.0), 1.0)]);
        s.path(red, body);
        s.glaze(oklch(0.34, 0.14, 22.0), 0.55, "M288 98C262 130 262 200 282 236C274 190 276 130 300 97ZM352 97C378 130 378 200 358 236C370 190 366 130 340 97Z");
        s.glaze(WHITE, 0.85, "M226 112C206 128 206 162 218 184C222 158 226 134 244 112C240 106 232 106 226 112Z");
        s.glaze(WHITE, 0.5, "M300 116C292 134 292 160 296 182C304 160 306 134 312 116Z");
        s.line(mix(p.accent, WHITE, 0.5), 4.0, "M436 140C434 172 424 200 406 220");
        let stem = "M282 98C290 84 308 82 312 70C314 56 306 46 312 38L336 34C332 48 338 62 334 74C336 84 350 86 358 98C344 106 332 96 320 104C308 96 296 106 282 98Z";
        s.line(INK, 10.0, stem);
        s.path(oklch(0.58, 0.16, 138.0), stem);
        s.path(oklch(0.76, 0.17, 132.0), "M316 40L324 38C320 56 326 70 318 84C310 90 300 92 292 97C298 86 312 84 316 72C320 58 312 50 316 40Z");
        for x in [290.0, 310.0, 330.0, 350.0] {
            s.line(INK, 10.0, format!("M{x} 262V232"));
            s.line(oklch(0.90, 0.02, 250.0), 5.0, format!("M{x} 262V236"));
        }
        s.path(INK, "M280 256H360C360 286 336 294 334 306H306C304 294 280 286 280 256Z");
        s.path(oklch(0.82, 0.02, 250.0), "M286 260H354C352 282 332 288 328 304H312C308 288 288 282 286 260Z");
        s.path(WHITE, "M290 262H304C304 282 314 286 317 302H312C308 288 292 282 290 262Z");
    });
    s.finish()
}

pub(super) fn popcorn(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let blood = oklch(0.48, 0.20, 26.0);
    s.halo(mix(blood, p.glow, 0.3), 0.7, [320.0, 180.0, 230.0, 190.0]);
    let kernels: Vec<(f64, f64, f64)> = (0..17)
        .map(|i| {
            let (a, b) = scatter(i * 2 + 3);
            (
                236.0 + 168.0 * (i as f64 + 0.5) / 17.0,
                108.0
                    - 44.0
                        * (std::f64::consts::PI * (i as f64 + 0.5) / 17.0).sin()
                        * (0.35 + 0.65 * b),
                19.0 + 7.0 * a,
            )
        })
        .collect();
    for (x, y, r) in &kernels {
        s.disc(INK, *x, *y, r + 6.0);
    }
    for (i, (x, y, r)) in kernels.iter().enumerate() {
        let cream = if i % 4 == 1 {
            mix(oklch(0.90, 0.10, 85.0), blood, 0.35)
        } else {
            oklch(0.94, 0.07, 88.0)
        };
        s.disc(mix(cream, oklch(0.66, 0.13, 70.0), 0.45), *x, *y, *r);
        s.disc(cream, x - 3.0, y - 4.0, r * 0.78);
        s.disc(WHITE, x - 6.0, y - 8.0, r * 0.32);
    }
    let bucket = "M222 116H418L394 304H246Z";
    s.line(INK, 13.0, bucket);
    s.path(oklch(0.95, 0.02, 80.0), bucket);
    s.inside(bucket, |s| {
        for k in 0..4 {
            let k = f64::from(k);
            s.path(oklch(0.58, 0.22, 26.0), format!("M{} 110H{}L{} 310H{}Z", 222.0 + 56.0 * k, 250.0 + 56.0 * k, 267.5 + 42.4 * k, 246.0 + 42.4 * k));
        }
        let round = s.horizontal(&[(INK, 0.0), (INK, 0.05), (INK, 0.55)]);
        s.rect(round, [216.0, 110.0, 208.0, 200.0]);
        // What ran over the edge.
        s.path(blood, "M216 110H424V140C416 140 414 168 406 168C398 168 398 138 388 138C378 138 380 154 372 154C364 154 366 136 350 136C334 136 340 160 330 160C320 160 322 138 304 138C290 138 294 180 284 180C274 180 276 140 262 140C250 140 252 158 244 158C236 158 236 136 216 136Z");
    });
    let eye = |s: &mut Scene, d: &str| {
        s.line(INK, 6.0, d);
        s.path(oklch(0.90, 0.17, 95.0), d);
    };
    eye(&mut s, "M252 196L302 212Q296 232 276 230Q256 224 252 196Z");
    eye(&mut s, "M388 196L338 212Q344 232 364 230Q384 224 388 196Z");
    s.oval(INK, [282.0, 218.0, 5.0, 10.0]);
    s.oval(INK, [358.0, 218.0, 5.0, 10.0]);
    s.path(
        INK,
        "M248 240Q320 266 392 240Q382 292 320 294Q258 292 248 240Z",
    );
    s.path(WHITE, "M256 246L272 250L268 268ZM276 251L296 255L288 276ZM300 256L318 257L310 280ZM322 257L340 256L332 280ZM344 255L364 251L354 276ZM368 250L384 246L374 268Z");
    s.line(mix(p.accent, WHITE, 0.3), 4.0, "M414 120L391 300");
    s.finish()
}

pub(super) fn drum(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    s.halo(p.accent, 0.7, [320.0, 180.0, 250.0, 190.0]);
    sticks(&mut s);
    let body = "M196 176V272C196 318 444 318 444 272V176Z";
    s.line(INK, 14.0, body);
    let shell = s.horizontal(&[
        (mix(p.accent, WHITE, 0.55), 1.0),
        (p.accent, 1.0),
        (mix(p.accent, INK, 0.35), 1.0),
        (mix(p.accent, INK, 0.7), 1.0),
    ]);
    s.path(shell, body);
    s.inside(body, |s| {
        s.line(
            INK,
            11.0,
            "M196 206L240 292L284 216L328 300L372 216L412 288L444 206",
        );
        s.line(
            Rgb(255, 246, 222),
            5.0,
            "M196 206L240 292L284 216L328 300L372 216L412 288L444 206",
        );
    });
    s.line(INK, 24.0, "M196 268C196 316 444 316 444 268");
    s.line(
        oklch(0.82, 0.12, 85.0),
        13.0,
        "M196 268C196 316 444 316 444 268",
    );
    s.oval(INK, [320.0, 172.0, 134.0, 46.0]);
    let hoop = s.horizontal(&[
        (oklch(0.97, 0.09, 95.0), 1.0),
        (oklch(0.78, 0.14, 82.0), 1.0),
        (oklch(0.50, 0.11, 70.0), 1.0),
    ]);
    s.oval(hoop, [320.0, 172.0, 128.0, 41.0]);
    s.oval(mix(INK, p.accent, 0.2), [320.0, 170.0, 114.0, 33.0]);
    let skin = s.radial(
        [0.5, 0.5, 0.6],
        &[
            (WHITE, 1.0),
            (Rgb(255, 248, 230), 1.0),
            (oklch(0.82, 0.05, 80.0), 1.0),
        ],
    );
    s.oval(skin, [320.0, 172.0, 112.0, 31.0]);
    for turn in [-62.0, -38.0, -14.0, 14.0, 38.0, 62.0] {
        s.group(format!("transform=\"rotate({turn} 328 156)\""), |s| {
            s.path(mix(p.glow, WHITE, 0.4), "M325 116L328 70L331 116Z");
        });
    }
    s.path(
        p.accent,
        "M328 128L336 148L358 150L340 160L346 178L328 167L310 178L316 160L298 150L320 148Z",
    );
    s.line(WHITE, 4.0, "M203 186V264");
    s.finish()
}

fn sticks(s: &mut Scene) {
    let wood = oklch(0.76, 0.11, 72.0);
    for (d, tip) in [
        ("M200 60L306 150", (200.0, 60.0)),
        ("M452 40L352 146", (452.0, 40.0)),
    ] {
        s.line(INK, 19.0, d);
        s.line(wood, 11.0, d);
        s.disc(INK, tip.0, tip.1, 15.0);
        s.disc(mix(wood, WHITE, 0.4), tip.0, tip.1, 10.0);
    }
}

pub(super) fn rose_under_glass(p: &Palette) -> String {
    let mut s = Scene::new("o-");
    let rose = oklch(0.58, 0.23, 12.0);
    s.halo(mix(rose, p.glow, 0.5), 0.75, [320.0, 178.0, 220.0, 190.0]);
    let bell = "M234 278V156C234 98 272 66 320 66C368 66 406 98 406 156V278Z";
    let air = s.horizontal(&[(WHITE, 0.5), (WHITE, 0.10), (WHITE, 0.05), (WHITE, 0.3)]);
    s.path(mix(p.ground[2], INK, 0.5), "M210 276H430L442 306H198Z");
    s.path(oklch(0.76, 0.13, 82.0), "M216 280H424L428 290H212Z");
    s.path(oklch(0.55, 0.11, 75.0), "M212 290H428L433 301H207Z");
    s.glaze(INK, 0.45, bell);
    s.path(&air, bell);
    s.line(
        oklch(0.60, 0.15, 145.0),
        8.0,
        "M320 276C322 240 316 210 320 170",
    );
    s.path(oklch(0.62, 0.16, 145.0), "M318 244C286 246 270 230 262 208C292 206 312 220 318 244ZM321 224C346 224 366 208 374 186C346 186 326 200 321 224Z");
    s.line(
        oklch(0.80, 0.15, 140.0),
        2.4,
        "M266 212C288 218 304 230 316 242M370 190C350 196 332 208 323 222",
    );
    bloom(&mut s, rose);
    for (x, y, turn) in [(276.0, 270.0, 20.0), (366.0, 268.0, -24.0)] {
        s.group(format!("transform=\"rotate({turn} {x} {y})\""), |s| {
            s.oval(rose, [x, y, 13.0, 5.5]);
        });
    }
    s.line(WHITE, 5.0, bell);
    s.disc(INK, 320.0, 54.0, 15.0);
    s.disc(mix(p.glow, WHITE, 0.6), 320.0, 54.0, 11.0);
    s.glaze(
        WHITE,
        0.75,
        "M250 250V158C250 120 264 98 286 86C270 106 264 128 264 160V250Z",
    );
    s.line(p.accent, 4.0, "M398 250V158C398 128 388 104 370 90");
    s.finish()
}

fn bloom(s: &mut Scene, rose: Rgb) {
    let dark = mix(rose, INK, 0.45);
    s.path(dark, "M262 138C252 104 282 84 320 86C358 84 388 104 378 138C374 172 346 186 320 186C294 186 266 172 262 138Z");
    s.path(
        rose,
        "M262 138C258 118 268 100 290 98C286 126 300 150 320 186C290 184 266 166 262 138Z",
    );
    s.path(
        mix(rose, WHITE, 0.18),
        "M378 138C382 118 372 100 350 98C354 126 340 150 320 186C350 184 374 166 378 138Z",
    );
    s.path(
        mix(rose, WHITE, 0.1),
        "M286 112C296 84 344 84 354 112C356 136 340 150 320 152C300 150 284 136 286 112Z",
    );
    s.line(
        dark,
        5.0,
        "M304 116C306 100 334 98 338 114C340 128 318 132 314 120C316 112 326 110 328 116",
    );
    s.line(
        mix(rose, WHITE, 0.6),
        3.6,
        "M266 128C268 112 276 102 288 100M290 108C300 90 334 86 348 104",
    );
}

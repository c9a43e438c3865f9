//! Hair: what falls behind the head, and what frames the face.

use std::fmt::Write;

use super::{
    super::{
        palette::Rgb,
        scene::{disc, fill, oval, stroke},
    },
    Build, Character, Hair, Lighting, strands,
};

/// The middles of the round masses of an afro.
const AFRO: [(f64, f64); 9] = [
    (-50.0, -30.0),
    (50.0, -30.0),
    (-30.0, -70.0),
    (30.0, -70.0),
    (0.0, -84.0),
    (-62.0, 6.0),
    (62.0, 6.0),
    (-54.0, 38.0),
    (54.0, 38.0),
];

/// The part behind the head and neck.
pub(super) fn back(person: &Character, turn: f64, light: &Lighting) -> String {
    let (style, colour) = person.hair;
    let hair = light.lit(colour.darker(0.16));
    let shift = -turn * 8.0;
    let drawing = match style {
        Hair::Long => fill(
            "M -56 -20 C -60 -92 60 -92 56 -20 C 58 30 66 80 74 140 L -74 140 C -66 80 -58 \
                30 -56 -20 Z",
            hair,
        ),
        Hair::Wavy => fill(
            "M -56 -24 C -62 -96 62 -96 58 -24 C 74 -4 62 22 76 44 C 92 74 70 92 84 124 C \
                66 142 40 132 0 132 C -40 132 -66 142 -84 124 C -70 92 -92 74 -76 44 C -62 22 \
                -74 -4 -56 -24 Z",
            hair,
        ),
        Hair::Bob => fill(
            "M -56 -20 C -62 -92 62 -92 56 -20 C 60 14 66 40 60 58 C 40 70 -40 70 -60 58 C \
                -66 40 -60 14 -56 -20 Z",
            hair,
        ),
        Hair::Bun => {
            disc(shift * 1.6, -84.0, 25.0, hair)
                + &stroke(
                    "M -14 -88 q 14 -14 30 2",
                    light.lit(colour.lighter(0.16)),
                    3.0,
                )
        }
        Hair::Ponytail => fill(
            "M -20 -74 C -64 -96 -104 -54 -92 10 C -88 40 -100 58 -112 72 C -70 66 -58 30 \
                -62 -4 C -64 -34 -50 -50 -20 -54 Z",
            hair,
        ),
        Hair::Afro => AFRO.iter().fold(String::new(), |svg, (x, y)| {
            svg + &disc(x + shift, *y, 36.0, hair)
        }),
        Hair::Curly => curls(
            &[
                (-48.0, 6.0, 15.0),
                (48.0, 6.0, 15.0),
                (-52.0, -16.0, 17.0),
                (52.0, -16.0, 17.0),
            ],
            hair,
        ),
        Hair::Braids => {
            braid(-54.0, hair, light.lit(person.trim)) + &braid(54.0, hair, light.lit(person.trim))
        }
        _ => String::new(),
    };
    format!("<g transform='translate({shift:.1} 0)'>{drawing}</g>")
}

fn curls(places: &[(f64, f64, f64)], colour: Rgb) -> String {
    places.iter().fold(String::new(), |svg, &(x, y, r)| {
        svg + &disc(x, y, r, colour)
    })
}

fn braid(x: f64, hair: Rgb, ribbon: Rgb) -> String {
    let mut svg = String::new();
    for (knot, y) in [24.0, 46.0, 68.0, 90.0].into_iter().enumerate() {
        svg += &oval(
            x,
            y,
            13.0 - knot as f64,
            15.0,
            if knot % 2 == 0 {
                hair
            } else {
                hair.lighter(0.1)
            },
        );
    }
    svg + &oval(x, 106.0, 8.0, 4.0, ribbon)
        + &fill(
            &format!("M {} 106 L {} 124 L {} 124 Z", x, x - 9.0, x + 9.0),
            hair,
        )
}

/// The part over the forehead and beside the face.
pub(super) fn front(person: &Character, turn: f64, light: &Lighting) -> String {
    let (style, colour) = person.hair;
    let hair = light.lit(colour);
    let shine = light.lit(colour.lighter(0.22));
    let mut svg = String::new();
    if matches!(person.build, Build::Cat | Build::Robot) {
        return svg;
    }
    let shift = turn * 5.0;
    for (d, is_shine) in strands::of(style) {
        svg += &if *is_shine {
            stroke(d, shine, 3.4)
        } else {
            fill(d, hair)
        };
    }
    if style == Hair::Curly {
        svg += &curls(
            &[
                (-48.0, -34.0, 18.0),
                (-36.0, -56.0, 20.0),
                (-14.0, -66.0, 22.0),
                (12.0, -68.0, 23.0),
                (36.0, -58.0, 20.0),
                (48.0, -36.0, 18.0),
                (-22.0, -48.0, 15.0),
                (4.0, -52.0, 17.0),
                (28.0, -46.0, 14.0),
            ],
            hair,
        );
        for (x, y) in [(-30.0, -64.0), (2.0, -76.0), (30.0, -64.0)] {
            let _ = write!(
                svg,
                "{}",
                stroke(&format!("M {x} {y} q 8 -7 14 2"), shine, 3.0)
            );
        }
    }
    if svg.is_empty() {
        return svg;
    }
    format!("<g transform='translate({shift:.1} 0)'>{svg}</g>")
}

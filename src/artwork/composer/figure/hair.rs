//! Hair: what falls behind the head, and what frames the face.

use std::fmt::Write;

use super::{
    super::{
        palette::Rgb,
        scene::{disc, fill, oval, stroke},
    },
    Build, Character, Hair, Lighting,
};

/// The part behind the head and neck.
pub(super) fn back(person: &Character, turn: f64, light: &Lighting) -> String {
    let (style, colour) = person.hair;
    let hair = light.lit(colour.darker(0.16));
    let shift = -turn * 8.0;
    let drawing = match style {
        Hair::Long => fill(
            "M -56 -20 C -60 -92 60 -92 56 -20 C 58 30 66 80 74 140 L -74 140 C -66 80 -58 30 -56 -20 Z",
            hair,
        ),
        Hair::Wavy => fill(
            "M -56 -24 C -62 -96 62 -96 58 -24 C 74 -4 62 22 76 44 C 92 74 70 92 84 124 C 66 142 40 132 0 132 \
             C -40 132 -66 142 -84 124 C -70 92 -92 74 -76 44 C -62 22 -74 -4 -56 -24 Z",
            hair,
        ),
        Hair::Bob => fill(
            "M -56 -20 C -62 -92 62 -92 56 -20 C 60 14 66 40 60 58 C 40 70 -40 70 -60 58 C -66 40 -60 14 -56 -20 Z",
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
            "M -20 -74 C -64 -96 -104 -54 -92 10 C -88 40 -100 58 -112 72 C -70 66 -58 30 -62 -4 C -64 -34 -50 -50 -20 -54 Z",
            hair,
        ),
        Hair::Afro => [
            (-50.0, -30.0),
            (50.0, -30.0),
            (-30.0, -70.0),
            (30.0, -70.0),
            (0.0, -84.0),
            (-62.0, 6.0),
            (62.0, 6.0),
            (-54.0, 38.0),
            (54.0, 38.0),
        ]
        .into_iter()
        .fold(String::new(), |svg, (x, y)| {
            svg + &disc(x + shift, y, 36.0, hair)
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
    for (d, is_shine) in strands(style) {
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

/// Filled shapes, and shines (true) drawn as strokes.
fn strands(style: Hair) -> &'static [(&'static str, bool)] {
    match style {
        Hair::Bald => &[("M 14 -58 q 12 3 18 12", true)],
        Hair::Curly => &[],
        Hair::Buzz => &[(
            "M -50 -6 C -56 -58 -36 -78 0 -78 C 36 -78 56 -58 50 -6 C 47 -24 44 -36 36 -42 C 20 -50 -20 -50 -36 -42 C -44 -36 -47 -24 -50 -6 Z",
            false,
        )],
        Hair::Short => &[
            (
                "M -52 2 C -62 -62 -34 -90 4 -88 C 46 -88 62 -54 52 2 C 50 -14 47 -26 42 -36 C 28 -34 4 -40 -8 -54 C -16 -42 -32 -36 -43 -34 C -47 -24 -50 -14 -52 2 Z",
                false,
            ),
            ("M 2 -76 C 20 -78 36 -68 42 -54", true),
        ],
        Hair::Quiff => &[
            (
                "M -52 2 C -58 -40 -54 -58 -44 -64 C -54 -88 -20 -104 16 -100 C 48 -100 66 -76 54 -46 C 56 -30 54 -14 52 2 C 49 -18 47 -28 42 -38 C 20 -34 -12 -42 -30 -58 C -41 -46 -47 -26 -52 2 Z",
                false,
            ),
            ("M -32 -72 C -16 -90 18 -92 38 -74", true),
            ("M -24 -64 C -6 -78 20 -78 36 -62", true),
        ],
        Hair::Slick => &[
            (
                "M -51 0 C -58 -62 -34 -86 0 -86 C 34 -86 58 -62 51 0 C 48 -28 42 -46 26 -52 C 10 -58 -10 -58 -26 -52 C -42 -46 -48 -28 -51 0 Z",
                false,
            ),
            ("M -14 -60 C -12 -72 -8 -78 0 -82", true),
            ("M 14 -60 C 16 -70 16 -76 12 -81", true),
        ],
        Hair::Messy => &[
            (
                "M -53 6 C -60 -30 -58 -52 -46 -64 L -56 -80 L -34 -76 L -30 -98 L -8 -84 L 8 -104 L 20 -84 L 42 -92 L 42 -72 L 60 -66 L 52 -50 C 58 -30 56 -10 53 6 C 50 -12 48 -24 44 -32 L 30 -24 L 28 -40 L 8 -28 L 2 -44 L -16 -28 L -22 -42 L -38 -24 L -44 -34 C -48 -22 -50 -10 -53 6 Z",
                false,
            ),
            (
                "M -26 -78 L -18 -62 M 6 -84 L 8 -66 M 32 -76 L 26 -60",
                true,
            ),
        ],
        Hair::Afro => &[(
            "M -52 -4 C -60 -50 -40 -80 0 -80 C 40 -80 60 -50 52 -4 C 48 -30 40 -46 20 -50 C 6 -54 -6 -54 -20 -50 C -40 -46 -48 -30 -52 -4 Z",
            false,
        )],
        Hair::Bob => &[
            (
                "M -60 50 C -66 20 -64 -92 0 -90 C 64 -92 66 20 60 50 C 50 44 48 10 46 -24 C 20 -24 -4 -28 -14 -34 C -22 -26 -38 -24 -46 -22 C -48 10 -50 44 -60 50 Z",
                false,
            ),
            ("M -30 -66 C -10 -80 22 -78 38 -62", true),
        ],
        Hair::Pixie => &[
            (
                "M -53 16 C -66 -60 -34 -92 6 -90 C 50 -90 62 -48 53 18 C 47 8 47 -14 44 -30 C 30 -28 -6 -20 -34 -44 C -40 -34 -46 -8 -53 16 Z",
                false,
            ),
            ("M -26 -66 C -4 -52 20 -44 42 -44", true),
            ("M -10 -78 C 10 -70 32 -62 46 -60", true),
        ],
        Hair::Long => &[
            (
                "M -14 -90 C -64 -88 -64 -30 -62 20 C -62 60 -70 80 -66 110 C -48 90 -46 40 -48 4 C -48 -22 -30 -42 -8 -66 Z",
                false,
            ),
            (
                "M -14 -90 C 54 -96 66 -36 62 20 C 62 60 70 80 66 110 C 48 90 46 40 48 4 C 46 -28 20 -44 -12 -70 Z",
                false,
            ),
            ("M 8 -76 C 34 -68 50 -44 54 -10", true),
            ("M -28 -76 C -46 -62 -54 -40 -55 -10", true),
        ],
        Hair::Wavy => &[
            (
                "M 10 -92 C -60 -100 -70 -40 -60 -4 C -74 14 -56 34 -66 60 C -46 50 -44 20 -48 -2 C -46 -28 -22 -40 14 -68 Z",
                false,
            ),
            (
                "M 6 -92 C 62 -96 70 -40 60 -4 C 74 14 56 34 66 60 C 46 50 44 20 48 -2 C 48 -28 36 -48 8 -72 Z",
                false,
            ),
            ("M -8 -80 C -34 -72 -50 -50 -52 -22", true),
            ("M 26 -78 C 44 -66 52 -46 53 -24", true),
        ],
        Hair::Bun => &[
            (
                "M -50 0 C -58 -64 -30 -88 0 -88 C 30 -88 58 -64 50 0 C 47 -22 44 -34 34 -44 C 20 -54 -4 -58 -12 -58 C -26 -54 -44 -34 -50 0 Z",
                false,
            ),
            ("M -20 -72 C 0 -80 22 -74 34 -60", true),
        ],
        Hair::Ponytail => &[
            (
                "M -51 2 C -60 -66 -30 -90 4 -88 C 40 -88 58 -60 51 2 C 48 -20 46 -30 40 -38 C 20 -40 0 -50 -10 -62 C -20 -46 -42 -36 -51 2 Z",
                false,
            ),
            ("M 4 -78 C 24 -76 38 -64 44 -48", true),
        ],
        Hair::Braids => &[
            (
                "M -54 20 C -64 -66 -30 -90 0 -90 C 30 -90 64 -66 54 20 C 48 0 50 -30 38 -40 C 24 -48 8 -56 0 -70 C -8 -56 -24 -48 -38 -40 C -50 -30 -48 0 -54 20 Z",
                false,
            ),
            (
                "M -12 -80 C -30 -74 -42 -58 -46 -40 M 12 -80 C 30 -74 42 -58 46 -40",
                true,
            ),
        ],
    }
}

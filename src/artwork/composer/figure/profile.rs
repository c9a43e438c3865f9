//! A person seen from the side, looking to the right.

use super::{
    super::{
        palette::Rgb,
        scene::{Place, disc, fill, oval, stroke},
    },
    Build, Character, Hair, Hat, Lighting, Mark,
};

/// The side of a face, from the crown over nose and lips to the throat, and the neck.
const FACE: &str = "M -6 -66 C 24 -67 42 -50 45 -28 C 46 -19 44 -14 46 -9 C 50 2 58 12 60 17 C 61 \
                22 56 24 50 25 C 50 28 54 30 54 33 C 54 36 50 38 48 38.5 C 52 40 53 44 51 47 C \
                49 50 47 51 47 54 C 50 60 46 69 36 70 C 24 70 14 66 6 60 C 2 78 4 96 14 118 L \
                -58 118 C -44 90 -46 70 -50 44 C -66 16 -62 -64 -6 -66 Z";

/// What the side of a face says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Side {
    /// Eyes closed, at peace.
    Dreaming,
    /// Eyes open.
    Watching,
    /// Mouth wide open.
    Shouting,
}

/// `person` from the side in `place`.
pub(in super::super) fn draw(
    person: &Character,
    side: Side,
    place: Place,
    light: &Lighting,
) -> String {
    light.place(place, 3.4, |light| body(person, side, light))
}

fn body(person: &Character, side: Side, light: &Lighting) -> String {
    let cloth = light.lit(person.garment.1);
    let wide = if person.build == Build::Slim {
        1.0
    } else {
        1.18
    };
    let shoulders = format!(
        "M {:.0} 270 C {:.0} 170 -70 122 -44 98 C -20 112 0 116 16 108 C 56 120 {:.0} \
                160 {:.0} 270 Z",
        -104.0 * wide,
        -104.0 * wide,
        86.0 * wide,
        88.0 * wide
    );
    let skin = light.lit(person.skin);
    let mut svg = hair_back(person, light) + &fill(FACE, skin) + &fill(&shoulders, cloth);
    if !light.is_silhouette() {
        let shade = light.shade.0;
        svg += &format!(
            "<path d='M 6 60 C 2 78 4 96 14 110 L -46 104 C -40 84 -44 66 -48 46 C -30 60 \
                -10 64 6 60 Z' fill='{shade}' opacity='.34'/><path d='M -104 270 C -104 170 \
                -70 122 -44 98 C -30 150 -40 200 -44 270 Z' fill='{shade}' opacity='.3'/>"
        );
        svg += &features(person, side, light);
        svg += &stroke("M -44 98 C -20 116 0 118 18 108", cloth.lighter(0.2), 7.0);
    }
    if person.has(Mark::Scarf) {
        svg += &fill(
            "M -50 84 C -20 104 4 104 18 92 L 24 120 C 0 136 -40 132 -58 112 Z",
            light.lit(person.trim),
        );
    }
    svg + &hair_front(person, light) + &headwear(person, light)
}

fn features(person: &Character, side: Side, light: &Lighting) -> String {
    let line = light.lit(Rgb(40, 18, 30));
    let brow = light.lit(person.hair.1.mix(Rgb(40, 22, 24), 0.35));
    let lip = light.lit(
        person
            .lips
            .unwrap_or(person.skin.mix(Rgb(160, 60, 60), 0.45)),
    );
    let cheek = light.lit(person.skin.mix(Rgb(230, 60, 70), 0.4));
    let mut svg = stroke(
        "M 22 -26 Q 32 -33 43 -27",
        brow,
        if person.lips.is_some() { 3.6 } else { 5.4 },
    );
    svg += &match side {
        Side::Dreaming => {
            stroke("M 24 -8 Q 34 0 42 -7", line, 3.6)
                + &stroke("M 40 -5 l 5 3 M 36 -3 l 3 5", line, 2.4)
        }
        Side::Watching | Side::Shouting => {
            fill(
                "M 25 -8 Q 36 -18 43 -12 Q 44 -6 41 -2 Q 32 -1 25 -8 Z",
                light.lit(Rgb(252, 250, 246)),
            ) + &oval(38.0, -8.0, 4.6, 6.4, light.lit(person.eyes))
                + &oval(39.4, -8.0, 2.4, 3.6, line)
                + &stroke("M 24 -8 Q 35 -19 44 -13", line, 3.6)
        }
    };
    svg += &if side == Side::Shouting {
        fill(
            "M 54 32 C 40 34 34 44 40 56 C 44 58 48 56 50 50 C 46 44 48 38 54 32 Z",
            light.lit(Rgb(92, 12, 28)),
        )
    } else {
        fill(
            "M 54 33 C 54 36 50 38 48 38.5 C 52 40 53 44 51 47 C 46 48 40 44 37 39 C 42 34 \
                50 31 54 33 Z",
            lip,
        ) + &stroke("M 49 38.6 Q 42 40 36 38", line, 2.2)
    };
    svg += &format!("<ellipse cx='28' cy='18' rx='12' ry='8' fill='{cheek}' opacity='.6'/>");
    svg += &oval(
        -14.0,
        2.0,
        9.0,
        14.0,
        light.dark(person.skin).mix(light.lit(person.skin), 0.6),
    );
    if person.has(Mark::Stubble) || person.has(Mark::Beard) {
        let share = if person.has(Mark::Beard) { 0.95 } else { 0.36 };
        let beard = light.lit(person.skin.mix(person.hair.1, share));
        svg += &fill(
            "M -8 8 C -6 30 6 44 36 46 C 44 46 46 50 47 54 C 50 60 46 69 36 70 C 20 71 4 64 \
                -6 52 C -14 40 -14 20 -8 8 Z",
            beard,
        );
    }
    svg
}

fn hair_back(person: &Character, light: &Lighting) -> String {
    let colour = light.lit(person.hair.1.darker(0.16));
    match person.hair.0 {
        Hair::Long | Hair::Wavy => fill(
            "M 10 -80 C -70 -96 -88 -30 -78 30 C -72 70 -92 110 -96 150 C -60 166 -30 150 \
                -20 130 L 0 -20 Z",
            colour,
        ),
        Hair::Ponytail => fill(
            "M -40 -56 C -90 -80 -124 -30 -104 30 C -100 50 -108 60 -114 68 C -80 66 -66 30 -66 0 Z",
            colour,
        ),
        Hair::Bun => disc(-64.0, -52.0, 26.0, colour),
        Hair::Afro | Hair::Curly => {
            disc(-26.0, -30.0, 62.0, colour) + &disc(6.0, -58.0, 36.0, colour)
        }
        _ => String::new(),
    }
}

fn hair_front(person: &Character, light: &Lighting) -> String {
    let colour = light.lit(person.hair.1);
    let shine = light.lit(person.hair.1.lighter(0.22));
    let (mass, gleam) = match person.hair.0 {
        Hair::Bald => return String::new(),
        Hair::Buzz => (
            "M 42 -38 C 30 -76 -30 -82 -54 -44 C -62 -20 -58 6 -50 20 C -38 14 -30 6 -22 \
                -14 C -18 -34 8 -44 42 -38 Z",
            "",
        ),
        Hair::Long | Hair::Wavy => (
            "M 46 -34 C 40 -80 -10 -92 -46 -66 C -76 -40 -70 20 -70 60 C -50 70 -34 50 -30 \
                20 C -26 0 0 -10 10 -30 C 22 -44 36 -44 46 -34 Z",
            "M 18 -70 C -16 -78 -44 -58 -52 -20",
        ),
        Hair::Bob => (
            "M 46 -34 C 44 -86 -30 -94 -56 -56 C -74 -20 -70 30 -62 58 C -40 66 -10 62 2 48 \
                C -8 20 -4 -10 12 -30 C 22 -42 36 -42 46 -34 Z",
            "M 18 -70 C -16 -78 -40 -60 -50 -24",
        ),
        Hair::Afro | Hair::Curly => (
            "M 40 -34 C 52 -64 20 -96 -10 -92 C -60 -98 -92 -50 -78 -10 C -78 20 -60 34 -44 \
                30 C -34 20 -30 6 -22 -12 C -12 -34 16 -40 40 -34 Z",
            "M -50 -60 q 10 -16 26 -18 M -2 -82 q 14 -2 22 8",
        ),
        Hair::Quiff | Hair::Messy => (
            "M 46 -34 C 66 -64 50 -98 10 -94 C -40 -98 -70 -60 -62 -14 C -60 6 -56 20 -48 \
                26 C -36 20 -30 6 -22 -14 C -14 -36 10 -44 46 -34 Z",
            "M 30 -78 C 4 -88 -26 -78 -40 -52",
        ),
        _ => (
            "M 46 -32 C 46 -78 -10 -92 -44 -66 C -66 -46 -64 4 -50 32 C -36 24 -30 8 -22 \
                -12 C -14 -36 14 -44 46 -32 Z",
            "M 22 -70 C -6 -80 -34 -66 -46 -36",
        ),
    };
    let curls = if person.hair.0 == Hair::Curly {
        CURLS.iter().fold(String::new(), |svg, &(x, y, r)| {
            svg + &disc(x, y, r, colour)
        })
    } else {
        String::new()
    };
    fill(mass, colour) + &curls + &stroke(gleam, shine, 3.4)
}

/// What is worn on the head.
fn headwear(person: &Character, light: &Lighting) -> String {
    let cloth = light.lit(person.trim);
    match person.hat {
        Some(Hat::Headphones) => {
            stroke(
                "M -14 -8 C -18 -50 -16 -78 -6 -94",
                light.lit(person.garment.1),
                9.0,
            ) + &oval(-14.0, 4.0, 15.0, 22.0, cloth)
                + &oval(-14.0, 4.0, 8.0, 14.0, cloth.darker(0.3))
        }
        Some(Hat::Beanie) => {
            disc(-18.0, -104.0, 17.0, cloth.lighter(0.28))
                + &fill(
                    "M 44 -34 C 52 -100 -60 -116 -66 -26 C -36 -44 10 -50 44 -34 Z",
                    cloth,
                )
                + &fill(
                    "M 48 -26 C 52 -40 50 -48 46 -52 C 10 -62 -36 -58 -68 -38 C -74 -32 -72 -20 -68 \
                -12 C -36 -34 10 -40 48 -26 Z",
                    cloth.lighter(0.28),
                )
        }
        _ => String::new(),
    }
}

/// Middles and radii of the locks around curly hair.
const CURLS: [(f64, f64, f64); 12] = [
    (36.0, -42.0, 15.0),
    (34.0, -66.0, 17.0),
    (16.0, -84.0, 19.0),
    (-8.0, -92.0, 20.0),
    (-34.0, -88.0, 20.0),
    (-58.0, -74.0, 20.0),
    (-74.0, -52.0, 19.0),
    (-80.0, -26.0, 18.0),
    (-76.0, 0.0, 17.0),
    (-62.0, 22.0, 16.0),
    (18.0, -46.0, 14.0),
    (-4.0, -34.0, 14.0),
];

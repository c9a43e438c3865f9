//! The shapes of hair over the forehead.

use super::Hair;

/// Paths that are filled, and shines (marked true) that are stroked.
type Strands = &'static [(&'static str, bool)];

/// What frames the face when hair is worn as `style`.
pub(super) fn of(style: Hair) -> Strands {
    match style {
        Hair::Bald => BALD,
        Hair::Curly => &[],
        Hair::Buzz => BUZZ,
        Hair::Short => SHORT,
        Hair::Quiff => QUIFF,
        Hair::Slick => SLICK,
        Hair::Messy => MESSY,
        Hair::Afro => AFRO,
        Hair::Bob => BOB,
        Hair::Pixie => PIXIE,
        Hair::Long => LONG,
        Hair::Wavy => WAVY,
        Hair::Bun => BUN,
        Hair::Ponytail => PONYTAIL,
        Hair::Braids => BRAIDS,
    }
}

const BALD: Strands = &[("M 14 -58 q 12 3 18 12", true)];

const BUZZ: Strands = &[(
    "M -50 -6 C -56 -58 -36 -78 0 -78 C 36 -78 56 -58 50 -6 C 47 -24 44 -36 36 -42 \
                C 20 -50 -20 -50 -36 -42 C -44 -36 -47 -24 -50 -6 Z",
    false,
)];

const SHORT: Strands = &[
    (
        "M -52 2 C -62 -62 -34 -90 4 -88 C 46 -88 62 -54 52 2 C 50 -14 47 -26 42 -36 C \
                28 -34 4 -40 -8 -54 C -16 -42 -32 -36 -43 -34 C -47 -24 -50 -14 -52 2 Z",
        false,
    ),
    ("M 2 -76 C 20 -78 36 -68 42 -54", true),
];

const QUIFF: Strands = &[
    (
        "M -52 2 C -58 -40 -54 -58 -44 -64 C -54 -88 -20 -104 16 -100 C 48 -100 66 -76 \
                54 -46 C 56 -30 54 -14 52 2 C 49 -18 47 -28 42 -38 C 20 -34 -12 -42 -30 -58 C \
                -41 -46 -47 -26 -52 2 Z",
        false,
    ),
    ("M -32 -72 C -16 -90 18 -92 38 -74", true),
    ("M -24 -64 C -6 -78 20 -78 36 -62", true),
];

const SLICK: Strands = &[
    (
        "M -51 0 C -58 -62 -34 -86 0 -86 C 34 -86 58 -62 51 0 C 48 -28 42 -46 26 -52 C \
                10 -58 -10 -58 -26 -52 C -42 -46 -48 -28 -51 0 Z",
        false,
    ),
    ("M -14 -60 C -12 -72 -8 -78 0 -82", true),
    ("M 14 -60 C 16 -70 16 -76 12 -81", true),
];

const MESSY: Strands = &[
    (
        "M -53 6 C -60 -30 -58 -52 -46 -64 L -56 -80 L -34 -76 L -30 -98 L -8 -84 L 8 \
                -104 L 20 -84 L 42 -92 L 42 -72 L 60 -66 L 52 -50 C 58 -30 56 -10 53 6 C 50 \
                -12 48 -24 44 -32 L 30 -24 L 28 -40 L 8 -28 L 2 -44 L -16 -28 L -22 -42 L -38 \
                -24 L -44 -34 C -48 -22 -50 -10 -53 6 Z",
        false,
    ),
    (
        "M -26 -78 L -18 -62 M 6 -84 L 8 -66 M 32 -76 L 26 -60",
        true,
    ),
];

const AFRO: Strands = &[(
    "M -52 -4 C -60 -50 -40 -80 0 -80 C 40 -80 60 -50 52 -4 C 48 -30 40 -46 20 -50 \
                C 6 -54 -6 -54 -20 -50 C -40 -46 -48 -30 -52 -4 Z",
    false,
)];

const BOB: Strands = &[
    (
        "M -60 50 C -66 20 -64 -92 0 -90 C 64 -92 66 20 60 50 C 50 44 48 10 46 -24 C 20 \
                -24 -4 -28 -14 -34 C -22 -26 -38 -24 -46 -22 C -48 10 -50 44 -60 50 Z",
        false,
    ),
    ("M -30 -66 C -10 -80 22 -78 38 -62", true),
];

const PIXIE: Strands = &[
    (
        "M -53 16 C -66 -60 -34 -92 6 -90 C 50 -90 62 -48 53 18 C 47 8 47 -14 44 -30 C \
                30 -28 -6 -20 -34 -44 C -40 -34 -46 -8 -53 16 Z",
        false,
    ),
    ("M -26 -66 C -4 -52 20 -44 42 -44", true),
    ("M -10 -78 C 10 -70 32 -62 46 -60", true),
];

const LONG: Strands = &[
    (
        "M -14 -90 C -64 -88 -64 -30 -62 20 C -62 60 -70 80 -66 110 C -48 90 -46 40 -48 \
                4 C -48 -22 -30 -42 -8 -66 Z",
        false,
    ),
    (
        "M -14 -90 C 54 -96 66 -36 62 20 C 62 60 70 80 66 110 C 48 90 46 40 48 4 C 46 \
                -28 20 -44 -12 -70 Z",
        false,
    ),
    ("M 8 -76 C 34 -68 50 -44 54 -10", true),
    ("M -28 -76 C -46 -62 -54 -40 -55 -10", true),
];

const WAVY: Strands = &[
    (
        "M 10 -92 C -60 -100 -70 -40 -60 -4 C -74 14 -56 34 -66 60 C -46 50 -44 20 -48 \
                -2 C -46 -28 -22 -40 14 -68 Z",
        false,
    ),
    (
        "M 6 -92 C 62 -96 70 -40 60 -4 C 74 14 56 34 66 60 C 46 50 44 20 48 -2 C 48 -28 \
                36 -48 8 -72 Z",
        false,
    ),
    ("M -8 -80 C -34 -72 -50 -50 -52 -22", true),
    ("M 26 -78 C 44 -66 52 -46 53 -24", true),
];

const BUN: Strands = &[
    (
        "M -50 0 C -58 -64 -30 -88 0 -88 C 30 -88 58 -64 50 0 C 47 -22 44 -34 34 -44 C \
                20 -54 -4 -58 -12 -58 C -26 -54 -44 -34 -50 0 Z",
        false,
    ),
    ("M -20 -72 C 0 -80 22 -74 34 -60", true),
];

const PONYTAIL: Strands = &[
    (
        "M -51 2 C -60 -66 -30 -90 4 -88 C 40 -88 58 -60 51 2 C 48 -20 46 -30 40 -38 C \
                20 -40 0 -50 -10 -62 C -20 -46 -42 -36 -51 2 Z",
        false,
    ),
    ("M 4 -78 C 24 -76 38 -64 44 -48", true),
];

const BRAIDS: Strands = &[
    (
        "M -54 20 C -64 -66 -30 -90 0 -90 C 30 -90 64 -66 54 20 C 48 0 50 -30 38 -40 C \
                24 -48 8 -56 0 -70 C -8 -56 -24 -48 -38 -40 C -50 -30 -48 0 -54 20 Z",
        false,
    ),
    (
        "M -12 -80 C -30 -74 -42 -58 -46 -40 M 12 -80 C 30 -74 42 -58 46 -40",
        true,
    ),
];

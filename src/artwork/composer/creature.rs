//! Creatures of the sea, and those who visit them.

use std::fmt::Write;

use super::{
    palette::Rgb,
    scene::{disc, fill, oval, stroke},
};

/// A humpback whale looking to the left, about 520 long and centred on the origin.
pub(super) fn whale(back: Rgb, belly: Rgb) -> String {
    let mut grooves = String::new();
    for line in 0..6_u32 {
        let y = 14.0 + f64::from(line) * 9.0;
        let _ = write!(
            grooves,
            "M {} {y} Q -90 {} 0 {} ",
            -236.0 + f64::from(line) * 12.0,
            y + 30.0,
            y + 20.0
        );
    }
    fill(
        "M -260 -6 C -230 -70 -120 -104 -10 -92 C 80 -84 150 -40 220 -30 C 240 -56 262 \
                -76 286 -82 C 284 -56 276 -34 262 -18 C 282 -4 292 14 294 36 C 268 30 244 16 \
                226 -2 C 160 24 90 60 10 74 C -100 92 -220 70 -254 22 C -262 12 -264 4 -260 -6 \
                Z",
        back,
    ) + &fill(
        "M -254 18 C -150 30 -60 14 20 14 C 60 14 70 40 40 64 C 30 70 20 72 10 74 C \
                -100 92 -220 70 -254 22 Z",
        belly,
    ) + &stroke(&grooves, belly.darker(0.22), 2.4)
        + &fill(
            "M -110 36 C -84 60 -70 120 -20 168 C -8 130 -24 70 -56 34 Z",
            back.darker(0.18),
        )
        + &fill(
            "M 40 -86 C 50 -104 66 -110 82 -106 C 76 -92 80 -84 90 -76 Z",
            back.darker(0.1),
        )
        + &stroke("M -256 6 C -200 16 -160 14 -132 2", back.darker(0.5), 4.0)
        + &disc(-140.0, -10.0, 7.0, Rgb(16, 14, 26))
        + &disc(-142.0, -12.0, 2.4, Rgb::WHITE)
        + &stroke("M -154 -22 q 14 -8 28 0", back.darker(0.35), 4.0)
        + &stroke(
            "M -200 -50 q 30 -20 80 -24 M -60 -80 q 40 -4 70 2",
            back.lighter(0.34),
            4.0,
        )
}

/// An octopus, about 240 high, its arms spread.
pub(super) fn octopus(skin: Rgb) -> String {
    let mut svg = String::new();
    let arms = [
        "M -30 30 C -90 40 -150 10 -176 60 C -190 96 -150 116 -140 88",
        "M -26 40 C -70 80 -130 90 -120 150 C -112 184 -74 172 -84 146",
        "M -10 48 C -40 100 -60 130 -30 180 C -10 200 10 184 -4 168",
        "M 10 48 C 40 100 40 140 70 176 C 96 190 106 160 86 152",
        "M 26 40 C 70 80 130 70 140 124 C 142 158 104 156 108 132",
        "M 30 30 C 90 40 140 -10 184 30 C 208 64 176 92 160 66",
    ];
    for (at, arm) in arms.into_iter().enumerate() {
        let tone = if at % 2 == 0 { skin.darker(0.14) } else { skin };
        svg += &stroke(arm, tone, 24.0);
        svg += &format!(
            "<path d='{arm}' fill='none' stroke='{}' stroke-width='7' stroke-dasharray='1 \
                15' stroke-linecap='round'/>",
            skin.lighter(0.55)
        );
    }
    svg + &fill(
        "M -52 44 C -64 10 -70 -10 -66 -40 C -60 -100 60 -100 66 -40 C 70 -10 64 10 52 \
                44 C 30 66 -30 66 -52 44 Z",
        skin,
    ) + &fill(
        "M -44 -56 C -34 -84 -6 -88 10 -84 C -14 -76 -30 -66 -36 -44 Z",
        skin.lighter(0.3),
    ) + &oval(-26.0, 12.0, 20.0, 22.0, skin.darker(0.3))
        + &oval(26.0, 12.0, 20.0, 22.0, skin.darker(0.3))
        + &oval(-26.0, 12.0, 15.0, 17.0, Rgb(255, 226, 130))
        + &oval(26.0, 12.0, 15.0, 17.0, Rgb(255, 226, 130))
        + "<rect x='-37' y='8' width='22' height='8' rx='4' fill='#140f1c'/><rect x='15' \
                y='8' width='22' height='8' rx='4' fill='#140f1c'/>"
        + &stroke(
            "M -44 -10 L -14 -4 M 44 -10 L 14 -4",
            skin.darker(0.45),
            5.0,
        )
}

/// A turtle swimming to the right, about 320 long.
pub(super) fn turtle(shell: Rgb, skin: Rgb) -> String {
    fill(
        "M 40 34 C 70 90 60 140 20 170 C 0 130 -6 80 0 40 Z",
        skin.darker(0.1),
    ) + &fill(
        "M -80 30 C -110 70 -140 80 -168 76 C -160 40 -130 10 -90 4 Z",
        skin.darker(0.2),
    ) + &fill(
        "M 80 -6 C 110 -40 160 -40 172 -12 C 180 10 160 30 130 28 C 108 28 90 20 80 14 Z",
        skin,
    ) + &fill(
        "M -120 10 C -110 -60 -30 -96 40 -76 C 80 -62 100 -30 100 6 C 80 40 20 56 -40 \
                50 C -80 46 -110 34 -120 10 Z",
        shell,
    ) + &fill(
        "M -120 10 C -60 40 40 44 100 6 C 80 40 20 56 -40 50 C -80 46 -110 34 -120 10 Z",
        skin.lighter(0.5),
    ) + &stroke(
        "M -70 -40 L -40 -6 L -86 12 M -40 -6 L 10 0 L 34 -40 L -10 -74 M 10 0 L 6 32 M \
                34 -40 L 78 -28 M -70 -40 L -38 -66 M -44 -6 L -46 32 M 34 -40 L 60 8",
        shell.lighter(0.35),
        5.0,
    ) + &fill(
        "M 60 20 C 110 30 150 70 160 120 C 120 120 70 90 44 44 Z",
        skin,
    ) + &disc(140.0, -12.0, 8.0, Rgb(18, 14, 24))
        + &disc(143.0, -15.0, 2.8, Rgb::WHITE)
        + &stroke("M 172 8 Q 160 14 148 10", skin.darker(0.5), 4.0)
}

/// A jellyfish, about 300 high.
pub(super) fn jellyfish(colour: Rgb) -> String {
    let mut svg = String::new();
    for arm in 0..7_u32 {
        let x = f64::from(arm) * 26.0 - 78.0;
        let sway = if arm % 2 == 0 { 26.0 } else { -26.0 };
        svg += &format!(
            "<g opacity='.75'>{}</g>",
            stroke(
                &format!(
                    "M {x} 4 q {sway} 40 0 80 q {} 40 0 {}",
                    -sway,
                    60 + arm % 3 * 26
                ),
                colour,
                5.0
            )
        );
    }
    svg + &format!(
        "<g opacity='.9'>{}</g>",
        fill(
            "M -110 0 C -112 -150 112 -150 110 0 C 92 16 74 16 55 2 C 36 18 18 18 0 2 C -18 \
                18 -36 18 -55 2 C -74 16 -92 16 -110 0 Z",
            colour
        )
    ) + &format!(
        "<g opacity='.6'>{}</g>",
        fill(
            "M -70 -12 C -70 -100 70 -100 70 -12 C 30 2 -30 2 -70 -12 Z",
            colour.lighter(0.5)
        )
    ) + &stroke("M -84 -44 C -74 -80 -50 -96 -20 -102", Rgb::WHITE, 6.0)
}

/// An anglerfish looking to the left, about 300 long, its lamp at (-150, -90).
pub(super) fn angler(skin: Rgb, lamp: Rgb) -> String {
    stroke(
        "M -20 -84 C -40 -150 -130 -150 -148 -96",
        skin.lighter(0.2),
        6.0,
    ) + &format!("<circle cx='-150' cy='-90' r='46' fill='{lamp}' opacity='.25'/>")
        + &disc(-150.0, -90.0, 15.0, lamp)
        + &fill(
            "M 90 -20 L 168 -70 L 150 0 L 168 70 L 90 24 Z",
            skin.darker(0.2),
        )
        + &fill(
            "M -140 -20 C -100 -110 60 -110 110 -6 C 80 100 -80 120 -146 60 C -150 40 -110 \
                26 -64 22 C -100 14 -140 4 -140 -20 Z",
            skin,
        )
        + &fill(
            "M -140 -20 C -130 8 -100 18 -64 22 C -104 26 -148 40 -146 60 C -90 70 -50 50 \
                -30 24 C -60 6 -110 0 -140 -20 Z",
            Rgb(60, 8, 30),
        )
        + &fill(
            "M -134 -10 l 6 26 l 12 -18 l 8 24 l 12 -18 l 10 20 l 12 -12 Z M -142 56 l 10 \
                -24 l 10 22 l 12 -26 l 10 24 l 12 -22 l 10 16 Z",
            Rgb(250, 246, 226),
        )
        + &disc(-60.0, -38.0, 20.0, Rgb(240, 240, 220))
        + &disc(-66.0, -36.0, 8.0, Rgb(14, 10, 20))
        + &fill(
            "M 0 10 C 40 20 50 60 20 76 C 6 60 -4 36 0 10 Z",
            skin.darker(0.3),
        )
}

/// A diver swimming to the right, about 300 long, with a lamp in the hand.
pub(super) fn diver(suit: Rgb, stripe: Rgb) -> String {
    let skin = Rgb(214, 156, 120);
    stroke("M -60 6 L -120 30 L -168 12", suit.darker(0.25), 24.0)
        + &fill(
            "M -160 0 L -236 -24 L -226 30 L -160 24 Z",
            stripe.darker(0.25),
        )
        + &stroke("M -60 -2 L -124 -16 L -176 -34", suit, 24.0)
        + &fill("M -170 -48 L -244 -72 L -240 -16 L -168 -22 Z", stripe)
        + &format!(
            "<rect x='-74' y='-60' width='104' height='34' rx='16' fill='{}'/>",
            Rgb(240, 196, 70)
        )
        + &stroke("M 24 0 L -60 2", suit, 46.0)
        + &stroke("M 10 12 L 60 44 L 112 26", suit.lighter(0.12), 19.0)
        + &disc(116.0, 24.0, 11.0, suit.darker(0.4))
        + &format!(
            "<rect x='112' y='10' width='34' height='20' rx='6' fill='{}'/>",
            Rgb(236, 236, 240)
        )
        + &stroke("M -40 -20 L 20 -20", stripe, 6.0)
        + &disc(62.0, -22.0, 34.0, suit)
        + &oval(74.0, -20.0, 24.0, 27.0, skin)
        + &format!(
            "<rect x='66' y='-40' width='40' height='28' rx='11' fill='#bdf0ff' \
                stroke='{stripe}' stroke-width='6'/>"
        )
        + &disc(86.0, -26.0, 5.0, Rgb(24, 16, 28))
        + &stroke("M 92 0 C 96 26 60 34 10 -36", Rgb(30, 26, 36), 7.0)
        + &disc(92.0, -2.0, 10.0, Rgb(30, 26, 36))
}

/// A shoal of fish around the origin, about 360 wide, swimming to the left.
pub(super) fn shoal(colour: Rgb, count: u32) -> String {
    let mut svg = String::new();
    for fish in 0..count {
        let x = f64::from(fish * 97 % 360) - 180.0;
        let y = f64::from(fish * 53 % 150) - 75.0;
        let size = 0.7 + f64::from(fish * 7 % 5) * 0.14;
        let tone = colour.mix(Rgb::WHITE, f64::from(fish % 4) * 0.12);
        let _ = write!(
            svg,
            "<g transform='translate({x} {y}) scale({size:.2})'>{}{}</g>",
            fill(
                "M -26 0 C -14 -14 8 -12 18 -2 L 32 -12 L 28 0 L 32 12 L 18 3 C 8 12 -14 14 -26 0 Z",
                tone
            ),
            disc(-15.0, -3.0, 2.4, Rgb(18, 14, 24))
        );
    }
    svg
}

/// Bubbles rising from the origin.
pub(super) fn bubbles() -> String {
    [
        (0.0, 0.0, 7.0),
        (10.0, -22.0, 5.0),
        (-4.0, -42.0, 9.0),
        (12.0, -70.0, 6.0),
        (0.0, -98.0, 10.0),
    ]
    .into_iter()
    .fold(String::new(), |svg, (x, y, r)| {
        svg + &format!(
            "<circle cx='{x}' cy='{y}' r='{r}' fill='#fff' fill-opacity='.14' stroke='#fff' \
                stroke-opacity='.75' stroke-width='2'/>"
        )
    })
}

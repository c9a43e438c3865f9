//! Mouths.

use super::{
    super::{
        palette::Rgb,
        scene::{fill, oval, stroke},
    },
    Character, Lighting,
};

/// How a mouth is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mouth {
    Closed,
    Smile,
    Grin,
    Laugh,
    Smirk,
    Parted,
    Gasp,
    Scream,
    Round,
    Frown,
    Gritted,
    Tongue,
}

/// The mouth of `person`, its middle at `x` and 39 below the middle of the head.
pub(super) fn draw(person: &Character, mouth: Mouth, x: f64, light: &Lighting) -> String {
    let line = light.lit(person.skin.mix(Rgb(90, 20, 30), 0.62));
    let lip = light.lit(
        person
            .lips
            .unwrap_or(person.skin.mix(Rgb(160, 60, 60), 0.4)),
    );
    let painted = person.lips.is_some();
    let drawing = match mouth {
        Mouth::Closed => closed(painted, lip, line, 0.0),
        Mouth::Frown => closed(painted, lip, line, 5.0),
        Mouth::Smile => smile(painted, lip, line),
        Mouth::Smirk => {
            let lips = fill("M -13 3 Q 0 2 17 -6 Q 8 12 -6 9 Q -12 7 -13 3 Z", lip);
            let lips = if painted { lips } else { String::new() };
            lips + &stroke("M -14 3 Q 3 4 17 -6 m -1 -4 q 5 3 3 8", line, 3.6)
        }
        Mouth::Parted => {
            fill(
                "M -13 0 Q -6 -7 0 -4 Q 6 -7 13 0 Q 7 10 0 10 Q -7 10 -13 0 Z",
                lip,
            ) + &fill(
                "M -10 0 Q 0 -2 10 0 Q 0 5 -10 0 Z",
                light.lit(Rgb(80, 12, 26)),
            )
        }
        _ => open(mouth, painted, lip, light),
    };
    format!("<g transform='translate({x:.1} 39)'>{drawing}</g>")
}

fn closed(painted: bool, lip: Rgb, line: Rgb, down: f64) -> String {
    let seam = format!("M -15 {down} Q 0 {} 15 {down}", 1.0 - down * 0.6);
    let lips = if painted {
        fill(
            &format!("M -14 {down} Q -6 -7 0 -4 Q 6 -7 14 {down} Q 6 10 0 10 Q -6 10 -14 {down} Z"),
            lip,
        )
    } else {
        stroke("M -7 9 Q 0 11 7 9", lip, 3.0)
    };
    lips + &stroke(&seam, line, 3.4)
}

fn smile(painted: bool, lip: Rgb, line: Rgb) -> String {
    let seam = "M -18 -3 Q 0 9 18 -3";
    let lips = if painted {
        fill(
            "M -17 -3 Q -7 -5 0 -3 Q 7 -5 17 -3 Q 8 14 0 14 Q -8 14 -17 -3 Z",
            lip,
        )
    } else {
        stroke("M -7 14 Q 0 16 7 14", lip, 3.0)
    };
    lips + &stroke(seam, line, 3.6) + &stroke("M -20 -6 q -1 4 2 5 M 20 -6 q 1 4 -2 5", line, 2.6)
}

fn open(mouth: Mouth, painted: bool, lip: Rgb, light: &Lighting) -> String {
    let inside = light.lit(Rgb(92, 12, 28));
    let teeth = light.lit(Rgb(253, 251, 246));
    let tongue = light.lit(Rgb(238, 96, 110));
    let edge = if painted { 3.4 } else { 2.4 };
    let rim = if painted { lip } else { inside };
    match mouth {
        Mouth::Grin => {
            let d = "M -22 -7 Q 0 -2 22 -7 Q 18 15 0 15 Q -18 15 -22 -7 Z";
            fill(d, teeth)
                + &stroke("M -19 3 Q 0 8 19 3", teeth.darker(0.16), 1.4)
                + &stroke(d, rim, edge)
        }
        Mouth::Laugh => {
            let d = "M -27 -12 Q 0 -5 27 -12 Q 27 27 0 27 Q -27 27 -27 -12 Z";
            fill(d, inside)
                + &fill(
                    "M -26 -11 Q 0 -4 26 -11 Q 26 -4 24 1 Q 0 8 -24 1 Q -26 -4 -26 -11 Z",
                    teeth,
                )
                + &oval(0.0, 20.0, 14.0, 7.0, tongue)
                + &stroke(d, rim, edge)
        }
        Mouth::Tongue => {
            let d = "M -25 -8 Q 0 2 25 -12 Q 24 22 2 20 Q -20 20 -25 -8 Z";
            fill(d, inside)
                + &fill("M -23 -7 Q 0 2 24 -11 L 22 -2 Q 0 9 -20 1 Z", teeth)
                + &stroke(d, rim, edge)
                + &fill("M -2 12 Q 10 8 20 12 Q 24 36 12 36 Q -2 36 -2 12 Z", tongue)
                + &stroke("M 9 14 L 11 27", tongue.darker(0.25), 2.0)
        }
        Mouth::Scream => {
            let d = "M -16 -8 Q 0 -16 16 -8 Q 22 12 14 24 Q 0 30 -14 24 Q -22 12 -16 -8 Z";
            fill(d, inside)
                + &fill("M -14 -8 Q 0 -15 14 -8 L 15 -3 Q 0 -7 -15 -3 Z", teeth)
                + &oval(0.0, 20.0, 10.0, 5.0, tongue)
                + &stroke(d, rim, edge)
        }
        Mouth::Gritted => {
            let d = "M -21 -4 Q 0 -9 21 -4 L 23 9 Q 0 14 -23 9 Z";
            fill(d, teeth)
                + &stroke(
                    "M -21 3 L 21 3 M -11 -6 V 11 M 0 -7 V 12 M 11 -6 V 11",
                    teeth.darker(0.34),
                    1.8,
                )
                + &stroke(d, rim, edge.max(3.4))
        }
        Mouth::Round => oval(0.0, 7.0, 11.0, 15.0, inside) + &oval(0.0, 15.0, 6.0, 4.0, tongue),
        _ => {
            let d = "M -11 0 Q 0 -7 11 0 Q 11 13 0 13 Q -11 13 -11 0 Z";
            fill(d, inside)
                + &fill("M -9 -1 Q 0 -6 9 -1 L 8 2 Q 0 -1 -8 2 Z", teeth)
                + &stroke(d, rim, edge)
        }
    }
}

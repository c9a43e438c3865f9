//! Things that a hand holds.

use super::{
    super::{
        palette::Rgb,
        scene::{fill, stroke},
    },
    Lighting,
};

/// What a near hand holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Held {
    Nothing,
    Sword,
    Pistol,
    Lantern,
    Case,
    Stick,
    Whisk,
    Umbrella,
}

/// `held` in the hand at the point `at` of an arm that points at `angle`; bags and umbrellas are
/// of the colour `trim`.
pub(super) fn draw(
    held: Held,
    (at, angle): ((f64, f64), f64),
    trim: Rgb,
    light: &Lighting,
) -> String {
    let dark = light.lit(Rgb(40, 34, 48));
    let metal = light.lit(Rgb(206, 214, 228));
    let trim = light.lit(trim);
    // Some things hang or stand upright, whatever the arm does.
    let (drawing, turn) = match held {
        Held::Nothing => return String::new(),
        Held::Sword => (
            sword(metal, light.lit(Rgb(226, 178, 70)), dark),
            180.0 - angle,
        ),
        Held::Pistol => (
            stroke("M 8 2 L 0 -8 V -34", dark.mix(metal, 0.5), 7.0),
            180.0 - angle,
        ),
        Held::Stick => (
            stroke("M 0 8 V -44", light.lit(Rgb(240, 214, 160)), 4.4),
            180.0 - angle,
        ),
        Held::Whisk => (whisk(metal, dark), 180.0 - angle),
        Held::Lantern => (lantern(light.lit(Rgb(255, 226, 140)), dark), 0.0),
        Held::Case => (case(trim, dark), 0.0),
        Held::Umbrella => (umbrella(trim, dark), 0.0),
    };
    format!(
        "<g transform='translate({:.1} {:.1}) rotate({turn:.0})'>{drawing}</g>",
        at.0, at.1
    )
}

fn sword(metal: Rgb, gold: Rgb, dark: Rgb) -> String {
    fill("M -3.4 -6 L -3 -92 L 0 -102 L 3 -92 L 3.4 -6 Z", metal)
        + &stroke("M -14 -6 H 14", gold, 5.0)
        + &stroke("M 0 -4 V 12", dark, 5.0)
}

fn whisk(metal: Rgb, dark: Rgb) -> String {
    let wires = "M 0 -18 C -16 -34 -10 -54 0 -54 C 10 -54 16 -34 0 -18 M 0 -18 V -54";
    stroke("M 0 8 V -18", dark, 5.0) + &stroke(wires, metal, 2.6)
}

fn lantern(flame: Rgb, dark: Rgb) -> String {
    format!(
        "<circle cy='22' r='30' fill='#ffe9a8' opacity='.35'/>\
         <rect x='-9' y='8' width='18' height='26' rx='4' fill='{flame}'/>"
    ) + &stroke("M -11 8 H 11 M -11 34 H 11 M 0 0 V 8", dark, 4.0)
}

fn case(leather: Rgb, dark: Rgb) -> String {
    format!("<rect x='-30' y='8' width='60' height='38' rx='5' fill='{leather}'/>")
        + &stroke("M -9 8 V 0 H 9 V 8 M -30 24 H 30", dark, 4.0)
}

fn umbrella(cloth: Rgb, dark: Rgb) -> String {
    let canopy = "M -84 -78 C -70 -134 70 -134 84 -78 C 70 -88 56 -88 42 -78 C 28 -88 14 -88 0 -78 \
        C -14 -88 -28 -88 -42 -78 C -56 -88 -70 -88 -84 -78 Z";
    stroke("M 0 10 V -92", dark, 4.0) + &fill(canopy, cloth)
}

//! The head of a small robot, in the same units as a human head.

use super::{
    super::{
        palette::Rgb,
        scene::{disc, fill, oval, stroke},
    },
    Character, Lighting,
    face::{Look, Mood},
};

/// The head of the robot `person`: its shell is its skin, its lamps are its eye colour.
pub(super) fn head(person: &Character, mood: Mood, look: Look, light: &Lighting) -> String {
    let shell = light.lit(person.skin);
    let lamp = light.lit(person.eyes);
    let trim = light.lit(person.trim);
    let mut svg =
        stroke("M 0 -60 Q 4 -84 22 -96", shell.darker(0.3), 6.0) + &disc(24.0, -98.0, 11.0, lamp);
    for x in [-76.0, 76.0] {
        svg += &format!(
            "<rect x='{}' y='-20' width='24' height='44' rx='10' fill='{trim}'/>",
            x - 12.0
        );
    }
    svg += &format!("<rect x='-74' y='-62' width='148' height='124' rx='46' fill='{shell}'/>");
    if light.is_silhouette() {
        return svg;
    }
    svg += &fill(
        "M -60 -28 C -56 -50 -40 -56 -20 -56 C -40 -50 -50 -40 -54 -20 Z",
        shell.lighter(0.6),
    );
    svg += &format!(
        "<rect x='-58' y='-38' width='116' height='80' rx='32' fill='{}'/>",
        light.lit(Rgb(20, 26, 48))
    );
    let (dx, dy) = (look.turn * 14.0 + look.eyes.0 * 8.0, look.eyes.1 * 6.0);
    let face = lamps(mood, lamp, light.lit(Rgb(20, 26, 48)));
    svg + &format!("<g transform='translate({dx} {dy})'>{face}</g>")
}

/// Eyes and mouth as lamps on a dark screen.
fn lamps(mood: Mood, lamp: Rgb, screen: Rgb) -> String {
    let mut face = String::new();
    for side in [-1.0, 1.0] {
        let x = side * 24.0;
        face += &match mood {
            Mood::Laugh | Mood::Smile => {
                stroke(&format!("M {} -2 q 12 -20 24 0", x - 12.0), lamp, 8.0)
            }
            Mood::Asleep => stroke(&format!("M {} -6 q 12 12 24 0", x - 12.0), lamp, 7.0),
            Mood::Sad => {
                oval(x, -4.0, 10.0, 12.0, lamp)
                    + &stroke(
                        &format!(
                            "M {} {} L {} {}",
                            x - side * 12.0,
                            -26.0,
                            x + side * 12.0,
                            -17.0
                        ),
                        lamp,
                        5.0,
                    )
            }
            Mood::Shock | Mood::Fear => disc(x, -4.0, 17.0, lamp) + &disc(x, -4.0, 8.0, screen),
            _ => oval(x, -4.0, 12.0, 16.0, lamp) + &disc(x + 4.0, -10.0, 4.4, Rgb::WHITE),
        };
    }
    face += &match mood {
        Mood::Laugh => fill("M -16 16 H 16 Q 14 34 0 34 Q -14 34 -16 16 Z", lamp),
        Mood::Sad | Mood::Fear => stroke("M -10 28 Q 0 18 10 28", lamp, 5.0),
        Mood::Shock => oval(0.0, 25.0, 7.0, 9.0, lamp),
        _ => stroke("M -13 20 Q 0 32 13 20", lamp, 5.0),
    };
    face
}

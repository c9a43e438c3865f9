//! What is worn on the head.

use super::{
    super::{
        palette::Rgb,
        scene::{disc, fill, oval, stroke},
    },
    Character, Hat, Lighting,
};

/// The part of the hat behind the head.
pub(super) fn back(person: &Character, light: &Lighting) -> String {
    let cloth = light.lit(person.trim);
    match person.hat {
        Some(Hat::SpaceHelmet) => {
            disc(0.0, -4.0, 92.0, light.lit(Rgb(226, 232, 240)))
                + &disc(0.0, -4.0, 80.0, light.lit(Rgb(48, 62, 92)))
        }
        Some(Hat::Hood) => {
            fill(
                "M -70 100 C -92 20 -78 -98 0 -106 C 78 -98 92 20 70 100 Z",
                light.lit(person.garment.1),
            ) + &fill(
                "M -58 100 C -70 20 -62 -78 0 -86 C 62 -78 70 20 58 100 Z",
                light.lit(person.garment.1.darker(0.5)),
            )
        }
        Some(Hat::Sunhat) => oval(0.0, -34.0, 104.0, 34.0, cloth.darker(0.3)),
        Some(Hat::Stetson) => oval(0.0, -40.0, 100.0, 20.0, cloth.darker(0.4)),
        _ => String::new(),
    }
}

/// The part of the hat over the hair.
pub(super) fn front(person: &Character, turn: f64, light: &Lighting) -> String {
    let Some(hat) = person.hat else {
        return String::new();
    };
    let cloth = light.lit(person.trim);
    let band = light.lit(person.garment.1.darker(0.25));
    let drawing = match hat {
        Hat::Fedora => fedora(cloth, band),
        Hat::Stetson => stetson(cloth, band),
        Hat::Captain => captain(
            cloth,
            light.lit(Rgb(248, 246, 238)),
            light.lit(Rgb(240, 196, 84)),
        ),
        Hat::Toque => toque(light.lit(Rgb(252, 250, 244)), light.lit(Rgb(206, 208, 220))),
        Hat::Beanie => beanie(cloth, cloth.lighter(0.28)),
        Hat::RacingHelmet => racing_helmet(cloth, light),
        Hat::Crown => crown(light.lit(Rgb(246, 200, 76)), cloth),
        Hat::SpaceHelmet => visor(light),
        Hat::Tricorn => tricorn(cloth, light.lit(Rgb(240, 196, 84))),
        Hat::Headphones => headphones(cloth, band),
        Hat::Hood => fill(
            "M -66 60 C -92 -20 -62 -112 0 -112 C 62 -112 92 -20 66 60 C 62 10 58 -62 0 -72 \
                C -58 -62 -62 10 -66 60 Z",
            light.lit(person.garment.1.lighter(0.1)),
        ),
        Hat::Kabuto => kabuto(light.lit(Rgb(52, 44, 70)), light.lit(Rgb(240, 190, 70))),
        Hat::Usher => usher(cloth, light.lit(Rgb(240, 196, 84))),
        Hat::Sunhat => {
            fill(
                "M -52 -42 C -52 -106 52 -106 52 -42 C 30 -52 -30 -52 -52 -42 Z",
                cloth,
            ) + &fill(
                "M -53 -46 C -30 -58 30 -58 53 -46 L 53 -58 C 30 -70 -30 -70 -53 -58 Z",
                band,
            ) + &fill(
                "M -104 -34 C -80 -56 80 -56 104 -34 C 70 -46 -70 -46 -104 -34 Z",
                cloth.lighter(0.1),
            )
        }
    };
    format!(
        "<g transform='translate({:.1} 0)'>{drawing}</g>",
        turn * 5.0
    )
}

fn fedora(cloth: Rgb, band: Rgb) -> String {
    fill(
        "M -54 -44 C -56 -80 -46 -112 -26 -114 C -10 -114 -6 -106 2 -106 C 12 -106 20 \
                -116 32 -112 C 50 -106 56 -76 54 -44 Z",
        cloth,
    ) + &fill(
        "M -54 -44 C -54 -54 -54 -58 -54 -64 C -30 -52 30 -52 54 -64 L 54 -44 Z",
        band,
    ) + &fill(
        "M -88 -34 C -60 -56 60 -58 90 -42 C 96 -38 92 -32 84 -32 C 50 -48 -40 -46 -78 \
                -26 C -88 -24 -92 -30 -88 -34 Z",
        cloth.lighter(0.06),
    ) + &stroke(
        "M -30 -100 C -20 -106 -8 -92 4 -94",
        cloth.darker(0.35),
        3.0,
    )
}

fn stetson(cloth: Rgb, band: Rgb) -> String {
    fill(
        "M -50 -40 C -56 -80 -50 -116 -30 -118 C -14 -118 -10 -104 0 -104 C 10 -104 14 \
                -118 30 -118 C 50 -116 56 -80 50 -40 Z",
        cloth,
    ) + &fill(
        "M -51 -46 C -30 -36 30 -36 51 -46 L 52 -60 C 30 -50 -30 -50 -52 -60 Z",
        band,
    ) + &fill(
        "M -118 -62 C -96 -30 -40 -30 0 -34 C 40 -30 96 -30 118 -62 C 122 -40 96 -18 60 \
                -22 C 30 -28 -30 -28 -60 -22 C -96 -18 -122 -40 -118 -62 Z",
        cloth.lighter(0.1),
    ) + &stroke("M -12 -100 C -8 -88 -6 -76 -6 -66", cloth.darker(0.3), 3.0)
}

fn captain(cloth: Rgb, white: Rgb, gold: Rgb) -> String {
    fill(
        "M -54 -56 C -76 -84 -60 -108 0 -110 C 60 -108 76 -84 54 -56 Z",
        white,
    ) + &fill(
        "M -54 -36 L -54 -62 C -30 -70 30 -70 54 -62 L 54 -36 C 30 -46 -30 -46 -54 -36 Z",
        cloth,
    ) + &fill(
        "M -50 -42 C -30 -54 30 -54 50 -42 C 44 -26 20 -30 0 -30 C -20 -30 -44 -26 -50 -42 Z",
        cloth.darker(0.5),
    ) + &fill(
        "M 0 -84 l 5 10 l 11 1 l -8 8 l 2 11 l -10 -5 l -10 5 l 2 -11 l -8 -8 l 11 -1 Z",
        gold,
    )
}

fn toque(white: Rgb, fold: Rgb) -> String {
    disc(-34.0, -104.0, 30.0, white)
        + &disc(34.0, -104.0, 30.0, white)
        + &disc(0.0, -118.0, 34.0, white)
        + &fill(
            "M -48 -34 L -52 -100 L 52 -100 L 48 -34 C 24 -46 -24 -46 -48 -34 Z",
            white,
        )
        + &stroke(
            "M -24 -62 L -28 -96 M 0 -64 V -100 M 24 -62 L 28 -96",
            fold,
            3.4,
        )
        + &stroke("M -49 -44 C -24 -56 24 -56 49 -44", fold, 3.4)
}

fn beanie(cloth: Rgb, light_cloth: Rgb) -> String {
    disc(0.0, -108.0, 18.0, light_cloth)
        + &fill("M -56 -36 C -62 -110 62 -110 56 -36 Z", cloth)
        + &stroke(
            "M -22 -92 C -26 -76 -28 -62 -28 -50 M 0 -94 V -50 M 22 -92 C 26 -76 28 -62 28 -50",
            light_cloth,
            5.0,
        )
        + &fill(
            "M -60 -30 C -62 -40 -60 -52 -56 -54 C -30 -66 30 -66 56 -54 C 60 -52 62 -40 60 \
                -30 C 30 -44 -30 -44 -60 -30 Z",
            light_cloth,
        )
}

fn racing_helmet(cloth: Rgb, light: &Lighting) -> String {
    let white = light.lit(Rgb(250, 250, 250));
    let shell = "M -66 40 C -86 -122 86 -122 66 40 C 62 84 30 88 0 88 C -30 88 -62 84 -66 40 Z \
                M -50 -34 C -56 0 -54 22 -46 40 C -24 50 24 50 46 40 C 54 22 56 0 50 -34 C 24 \
                -46 -24 -46 -50 -34 Z";
    format!("<path d='{shell}' fill='{cloth}' fill-rule='evenodd'/>")
        + &fill("M -9 -82 L -14 -42 C -6 -44 6 -44 14 -42 L 9 -82 Z", white)
        + &fill(
            "M -56 -34 C -30 -54 30 -54 56 -34 L 59 -54 C 30 -76 -30 -76 -59 -54 Z",
            cloth.darker(0.45),
        )
        + &stroke("M -26 64 H 26 M -18 74 H 18", cloth.darker(0.4), 4.0)
        + &stroke("M -50 -64 C -42 -78 -30 -84 -18 -86", white, 4.0)
}

fn crown(gold: Rgb, jewel: Rgb) -> String {
    fill(
        "M -48 -46 L -58 -106 L -30 -80 L -16 -118 L 0 -84 L 16 -118 L 30 -80 L 58 -106 \
                L 48 -46 C 24 -56 -24 -56 -48 -46 Z",
        gold,
    ) + &fill(
        "M -49 -46 C -24 -57 24 -57 49 -46 L 50 -58 C 24 -70 -24 -70 -50 -58 Z",
        gold.darker(0.25),
    ) + &disc(0.0, -65.0, 6.0, jewel)
        + &disc(-28.0, -62.0, 4.4, jewel)
        + &disc(28.0, -62.0, 4.4, jewel)
        + &disc(-16.0, -118.0, 5.0, gold)
        + &disc(16.0, -118.0, 5.0, gold)
}

fn visor(light: &Lighting) -> String {
    let white = light.lit(Rgb(236, 240, 246));
    format!(
        "<circle cx='0' cy='-4' r='86' fill='#bfe4ff' fill-opacity='.10' \
                stroke='{white}' stroke-width='13'/><path d='M -62 -34 A 70 70 0 0 1 -24 -68' \
                fill='none' stroke='#fff' stroke-opacity='.75' stroke-width='9' \
                stroke-linecap='round'/><path d='M 60 24 A 70 70 0 0 1 44 46' fill='none' \
                stroke='#fff' stroke-opacity='.4' stroke-width='6' stroke-linecap='round'/>"
    )
}

fn tricorn(cloth: Rgb, gold: Rgb) -> String {
    let brim = "M -92 -62 C -50 -108 -30 -112 0 -114 C 30 -112 50 -108 92 -62 C 60 -48 24 -38 \
                0 -30 C -24 -38 -60 -48 -92 -62 Z";
    fill("M -44 -60 C -40 -120 40 -120 44 -60 Z", cloth.darker(0.3))
        + &fill(brim, cloth)
        + &stroke(
            "M -88 -62 C -56 -50 -24 -40 0 -33 C 24 -40 56 -50 88 -62",
            gold,
            4.0,
        )
}

fn headphones(cloth: Rgb, band: Rgb) -> String {
    stroke("M -56 -4 C -64 -112 64 -112 56 -4", band, 10.0)
        + &format!(
            "<rect x='-70' y='-22' width='24' height='44' rx='11' fill='{cloth}'/><rect \
                x='46' y='-22' width='24' height='44' rx='11' fill='{cloth}'/>"
        )
}

fn kabuto(steel: Rgb, gold: Rgb) -> String {
    fill(
        "M -60 -34 C -64 -104 64 -104 60 -34 C 30 -52 -30 -52 -60 -34 Z",
        steel,
    ) + &fill(
        "M -60 -38 L -98 -6 L -78 34 L -56 4 Z M 60 -38 L 98 -6 L 78 34 L 56 4 Z",
        steel.darker(0.25),
    ) + &stroke("M -84 0 L -62 -12 M 84 0 L 62 -12", gold, 5.0)
        + &fill(
            "M -10 -52 C -60 -70 -66 -110 -50 -140 C -46 -104 -26 -84 0 -78 C 26 -84 46 \
                -104 50 -140 C 66 -110 60 -70 10 -52 Z",
            gold,
        )
        + &stroke("M -62 -36 C -30 -56 30 -56 62 -36", gold, 6.0)
        + &disc(0.0, -60.0, 9.0, gold.darker(0.25))
}

fn usher(cloth: Rgb, gold: Rgb) -> String {
    fill(
        "M -40 -58 L -36 -102 C -16 -108 16 -108 36 -102 L 40 -58 C 20 -66 -20 -66 -40 -58 Z",
        cloth,
    ) + &stroke(
        "M -37 -98 C -16 -104 16 -104 37 -98 M -40 -62 C -20 -70 20 -70 40 -62",
        gold,
        4.0,
    ) + &stroke("M -40 -60 C -48 -10 -40 40 -14 68", cloth.darker(0.5), 2.6)
}

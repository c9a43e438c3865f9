//! What makes clothes a costume: collars, lapels, buttons and badges.

use super::{
    super::{
        palette::Rgb,
        scene::{disc, fill, oval, stroke},
    },
    Character, Garment, Lighting,
};

/// The colours that a costume is made of.
#[derive(Debug, Clone, Copy)]
struct Dyes {
    cloth: Rgb,
    deep: Rgb,
    bright: Rgb,
    trim: Rgb,
    white: Rgb,
    gold: Rgb,
}

/// What lies over the shoulders of `person`, in the units of a bust.
pub(super) fn draw(person: &Character, light: &Lighting) -> String {
    let (garment, colour) = person.garment;
    let cloth = light.lit(colour);
    let dyes = Dyes {
        cloth,
        deep: cloth.darker(0.32),
        bright: cloth.lighter(0.16),
        trim: light.lit(person.trim),
        white: light.lit(Rgb(244, 242, 238)),
        gold: light.lit(Rgb(240, 196, 84)),
    };
    match garment {
        Garment::Trench => trench(&dyes),
        Garment::Suit => suit(&dyes),
        Garment::Turtleneck => turtleneck(&dyes),
        Garment::Hoodie => hoodie(&dyes),
        Garment::Apron => apron(&dyes),
        Garment::Armour => armour(&dyes),
        Garment::Dress => dress(&dyes),
        Garment::Knit => knit(&dyes),
        Garment::Poncho => poncho(&dyes),
        Garment::RacingSuit => racing_suit(&dyes),
        Garment::SpaceSuit => space_suit(&dyes),
        Garment::Jacket => jacket(&dyes),
        Garment::Shirt => shirt(&dyes),
        Garment::Uniform => uniform(&dyes),
    }
}

/// Upturned lapels over shirt and tie.
fn trench(dyes: &Dyes) -> String {
    let Dyes {
        deep,
        bright,
        trim,
        white,
        ..
    } = *dyes;
    fill("M -26 98 L 0 170 L 26 98 Z", white)
        + &fill(
            "M -7 118 L 7 118 L 4 130 L 10 176 L 0 188 L -10 176 L -4 130 Z",
            trim,
        )
        + &fill(
            "M -44 92 L -50 62 L -22 86 L 0 176 L -6 260 L -40 176 L -72 150 L -60 134 L -70 118 Z",
            deep,
        )
        + &fill(
            "M 44 92 L 50 62 L 22 86 L 0 176 L 6 260 L 40 176 L 72 150 L 60 134 L 70 118 Z",
            bright,
        )
}

/// Lapels, shirt and tie.
fn suit(dyes: &Dyes) -> String {
    let Dyes {
        deep,
        bright,
        trim,
        white,
        ..
    } = *dyes;
    fill("M -28 98 L 0 180 L 28 98 Z", white)
        + &fill(
            "M -7 116 L 7 116 L 4 127 L 9 166 L 0 178 L -9 166 L -4 127 Z",
            trim,
        )
        + &fill(
            "M -30 92 L -52 112 L -58 146 L -42 150 L 0 236 L 0 184 Z",
            deep,
        )
        + &fill(
            "M 30 92 L 52 112 L 58 146 L 42 150 L 0 236 L 0 184 Z",
            bright,
        )
}

/// A rolled collar.
fn turtleneck(dyes: &Dyes) -> String {
    let Dyes { deep, bright, .. } = *dyes;
    fill(
        "M -34 76 C -16 86 16 86 34 76 L 40 118 C 16 130 -16 130 -40 118 Z",
        bright,
    ) + &stroke("M -35 92 C -16 102 16 102 35 92", deep, 2.6)
}

/// A hood on the shoulders and its cords.
fn hoodie(dyes: &Dyes) -> String {
    let Dyes {
        bright,
        trim,
        white,
        ..
    } = *dyes;
    fill(
        "M -66 120 C -70 74 -30 72 -24 92 C -16 116 16 116 24 92 C 30 72 70 74 66 120 C \
                40 150 -40 150 -66 120 Z",
        bright,
    ) + &stroke("M -16 126 L -18 186 M 16 126 L 18 178", white, 4.0)
        + &disc(-18.0, 190.0, 4.0, trim)
        + &disc(18.0, 182.0, 4.0, trim)
}

/// A cook's double row of buttons and neckerchief.
fn apron(dyes: &Dyes) -> String {
    let Dyes { bright, trim, .. } = *dyes;
    fill(
        "M -34 92 L -8 116 L -14 260 L -70 260 Z M 34 92 L 8 116 L 14 260 L 70 260 Z",
        bright,
    ) + &disc(-9.0, 150.0, 5.0, trim)
        + &disc(-9.0, 182.0, 5.0, trim)
        + &disc(9.0, 150.0, 5.0, trim)
        + &disc(9.0, 182.0, 5.0, trim)
        + &fill(
            "M -36 92 C -20 112 20 112 36 92 L 30 120 L 0 128 L -30 120 Z",
            trim,
        )
}

/// Shoulder plates, gorget and a jewel.
fn armour(dyes: &Dyes) -> String {
    let Dyes {
        deep, bright, trim, ..
    } = *dyes;
    oval(-94.0, 146.0, 40.0, 40.0, bright)
        + &oval(94.0, 146.0, 40.0, 40.0, deep)
        + &stroke(
            "M -128 152 C -116 128 -86 118 -62 134 M 128 152 C 116 128 86 118 62 134",
            trim,
            5.0,
        )
        + &fill(
            "M -44 92 C -20 106 20 106 44 92 L 48 122 C 20 136 -20 136 -48 122 Z",
            deep,
        )
        + &stroke("M -46 120 C -20 134 20 134 46 120 M 0 136 V 250", trim, 4.0)
        + &fill("M 0 152 L 18 176 L 0 206 L -18 176 Z", trim)
}

/// A neckline and a necklace.
fn dress(dyes: &Dyes) -> String {
    let Dyes { bright, trim, .. } = *dyes;
    stroke("M -52 136 C -24 154 24 154 52 136", bright, 5.0)
        + &stroke("M -22 104 C -10 116 10 116 22 104", trim, 3.4)
        + &disc(0.0, 115.0, 5.0, trim)
}

/// A collar and two zigzags.
fn knit(dyes: &Dyes) -> String {
    let Dyes { bright, trim, .. } = *dyes;
    let zigzag = "M -100 190 l 16 -14 l 16 14 l 16 -14 l 16 14 l 16 -14 l 16 14 l 16 -14 l 16 14 \
                l 16 -14 l 16 14 l 16 -14 l 16 14 l 16 -14";
    fill(
        "M -38 88 C -16 104 16 104 38 88 L 42 114 C 16 128 -16 128 -42 114 Z",
        bright,
    ) + &stroke(zigzag, trim, 7.0)
        + &format!(
            "<g transform='translate(0 30)'>{}</g>",
            stroke(zigzag, bright, 5.0)
        )
}

/// Two woven chevrons.
fn poncho(dyes: &Dyes) -> String {
    let Dyes {
        cloth,
        bright,
        trim,
        ..
    } = *dyes;
    fill(
        "M -40 92 C -16 110 16 110 40 92 L 128 224 L 128 262 L -128 262 L -128 224 Z",
        cloth,
    ) + &stroke("M -70 136 L 0 176 L 70 136", trim, 9.0)
        + &stroke("M -92 168 L 0 214 L 92 168", bright, 7.0)
}

/// Stripes, zip and badge.
fn racing_suit(dyes: &Dyes) -> String {
    let Dyes {
        deep, trim, white, ..
    } = *dyes;
    fill(
        "M -36 92 C -16 104 16 104 36 92 L 38 112 C 16 124 -16 124 -38 112 Z",
        deep,
    ) + &fill(
        "M -92 140 L -60 126 L -50 260 L -84 260 Z M 92 140 L 60 126 L 50 260 L 84 260 Z",
        trim,
    ) + &stroke("M 0 118 V 260", deep, 4.0)
        + &format!("<rect x='16' y='150' width='32' height='18' rx='4' fill='{white}'/>")
}

/// Neck ring and control panel.
fn space_suit(dyes: &Dyes) -> String {
    let Dyes {
        cloth,
        deep,
        bright,
        trim,
        white,
        ..
    } = *dyes;
    format!(
        "<ellipse cx='0' cy='104' rx='66' ry='20' fill='{}'/>",
        cloth.darker(0.18)
    ) + &oval(0.0, 99.0, 62.0, 16.0, bright)
        + &format!("<rect x='-34' y='154' width='68' height='50' rx='9' fill='{deep}'/>")
        + &disc(-16.0, 172.0, 6.0, trim)
        + &disc(4.0, 172.0, 6.0, white)
        + &fill(
            "M -112 170 L -84 160 L -80 178 L -114 188 Z M 112 170 L 84 160 L 80 178 L 114 188 Z",
            trim,
        )
}

/// An open jacket over a shirt.
fn jacket(dyes: &Dyes) -> String {
    let Dyes {
        deep,
        bright,
        trim,
        white,
        ..
    } = *dyes;
    fill("M -24 96 C -10 112 10 112 24 96 L 16 260 L -16 260 Z", trim)
        + &fill(
            "M -42 88 L -24 94 L -12 150 L -20 260 L -44 260 L -60 146 Z",
            deep,
        )
        + &fill(
            "M 42 88 L 24 94 L 12 150 L 20 260 L 44 260 L 60 146 Z",
            bright,
        )
        + &stroke("M -14 150 V 256", white, 1.8)
}

/// An open collar and buttons.
fn shirt(dyes: &Dyes) -> String {
    let Dyes {
        deep,
        bright,
        white,
        ..
    } = *dyes;
    fill("M -40 90 L 0 126 L -20 150 L -50 112 Z", bright)
        + &fill("M 40 90 L 0 126 L 20 150 L 50 112 Z", bright)
        + &stroke("M 0 130 V 260", deep, 3.0)
        + &disc(0.0, 160.0, 3.6, white)
        + &disc(0.0, 196.0, 3.6, white)
}

/// Frogs, collar and epaulettes.
fn uniform(dyes: &Dyes) -> String {
    let Dyes { trim, gold, .. } = *dyes;
    fill(
        "M -38 88 C -16 104 16 104 38 88 L 40 112 C 16 126 -16 126 -40 112 Z",
        trim,
    ) + &stroke("M -26 140 h 52 M -30 166 h 60 M -32 192 h 64", gold, 5.0)
        + &disc(-28.0, 140.0, 6.0, gold)
        + &disc(28.0, 140.0, 6.0, gold)
        + &disc(-32.0, 166.0, 6.0, gold)
        + &disc(32.0, 166.0, 6.0, gold)
        + &fill(
            "M -118 150 C -110 126 -84 118 -66 124 L -66 138 C -84 132 -104 140 -118 158 Z \
                M 118 150 C 110 126 84 118 66 124 L 66 138 C 84 132 104 140 118 158 Z",
            gold,
        )
}

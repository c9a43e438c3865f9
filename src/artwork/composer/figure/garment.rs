//! Clothes of a bust: shoulders, collars and what makes a costume known.

use super::{
    super::{
        palette::Rgb,
        scene::{fill, stroke},
    },
    Build, Character, Garment, Lighting, Mark, costume,
};

/// Shoulders, neck and clothes; the chin is 66 below the origin, the lower edge 250.
pub(super) fn draw(person: &Character, turn: f64, light: &Lighting) -> String {
    let (garment, colour) = person.garment;
    let cloth = light.lit(colour);
    let dark = light.dark(colour);
    let skin = light.lit(person.skin);
    let neck = light
        .lit(person.skin.mix(Rgb(112, 28, 44), 0.28))
        .mix(light.shade.0, light.shade.1 * 0.4);
    let (shoulder, throat) = match person.build {
        Build::Slim => (92.0, if person.lips.is_some() { 16.0 } else { 20.0 }),
        Build::Broad => (118.0, 28.0),
        Build::Round => (122.0, 27.0),
        Build::Child | Build::Robot => (76.0, 15.0),
        Build::Cat => (84.0, 30.0),
    };
    let mut svg = fill(
        &format!("M -{throat} 30 L -{throat} 96 L -44 116 L 44 116 L {throat} 96 L {throat} 30 Z"),
        neck,
    );
    let low = if garment == Garment::Dress {
        128.0
    } else {
        98.0
    };
    let body = format!(
        "M -{shoulder} 260 C -{shoulder} 170 -{a} 132 -{b} {low} C -24 {c} 24 {c} {b} \
                {low} C {a} 132 {shoulder} 170 {shoulder} 260 Z",
        a = shoulder * 0.94,
        b = throat + 18.0,
        c = low + 14.0,
    );
    if garment == Garment::Dress {
        svg += &fill(
            &format!(
                "M -{s} 180 C -{s} 128 -40 112 -{throat} 96 L {throat} 96 C 40 112 {s} 128 {s} 180 Z",
                s = shoulder - 4.0
            ),
            skin,
        );
    }
    svg += &fill(&body, cloth);
    if light.is_silhouette() {
        return svg + &fill(silhouette_collar(garment), cloth);
    }
    let side = light.side;
    svg += &format!(
        "<path d='M {x} 112 C {a} 132 {s} 170 {s} 260 L {m} 260 C {m} 190 {x} 150 {x} \
                112 Z' fill='{dark}' opacity='.7'/>",
        x = side * (throat + 14.0),
        a = side * shoulder * 0.94,
        s = side * shoulder,
        m = side * shoulder * 0.5,
    );
    svg += &costume::draw(person, light);
    if person.has(Mark::Scarf) {
        svg += &scarf(light.lit(person.trim), turn);
    }
    svg
}

fn silhouette_collar(garment: Garment) -> &'static str {
    match garment {
        Garment::Trench => "M -64 104 L -46 62 L 0 130 L 46 62 L 64 104 L 40 140 L -40 140 Z",
        Garment::Hoodie => "M -62 112 C -60 70 60 70 62 112 Z",
        Garment::Armour => {
            "M -128 170 C -130 110 -70 96 -50 112 L 50 112 C 70 96 130 110 128 170 Z"
        }
        _ => "",
    }
}

fn scarf(cloth: Rgb, turn: f64) -> String {
    let x = turn * 8.0;
    fill(
        "M -46 72 C -20 96 20 96 46 72 C 60 90 60 112 46 118 C 20 132 -20 132 -46 118 C \
                -60 112 -60 90 -46 72 Z",
        cloth,
    ) + &fill(
        &format!(
            "M {} 112 L {} 120 L {} 214 L {} 208 Z",
            x + 14.0,
            x + 42.0,
            x + 52.0,
            x + 18.0
        ),
        cloth.darker(0.2),
    ) + &stroke("M -44 92 C -20 112 20 112 44 92", cloth.darker(0.25), 3.0)
        + &stroke(
            &format!("M {} 190 l 32 5 M {} 200 l 32 5", x + 18.0, x + 18.0),
            cloth.lighter(0.4),
            3.4,
        )
}

//! What is worn over the eyes.

use super::{
    super::{
        palette::Rgb,
        scene::{fill, stroke},
    },
    Character, Lighting, Mark, eyes,
};

/// Glasses, goggles or an eyepatch, for a head turned by `turn`.
pub(super) fn draw(person: &Character, turn: f64, light: &Lighting) -> String {
    let mut svg = String::new();
    if person.has(Mark::RoundGlasses) {
        svg += &round_glasses(person, turn, light);
    }
    if person.has(Mark::Shades) {
        svg += &lenses(person, Rgb(22, 18, 34), turn, light);
    }
    if person.has(Mark::Eyepatch) {
        svg += &eyepatch(person, turn, light);
    }
    svg
}

fn round_glasses(person: &Character, turn: f64, light: &Lighting) -> String {
    let frame = light.lit(person.trim.darker(0.4));
    let (left, y, left_narrow) = eyes::socket(person, -1.0, turn);
    let (right, _, right_narrow) = eyes::socket(person, 1.0, turn);
    let lens = |x: f64, narrow: f64| {
        format!(
            "<ellipse cx='{x:.1}' cy='{y}' rx='{:.1}' ry='17' fill='#fff' fill-opacity='.16' \
             stroke='{frame}' stroke-width='3.6'/>",
            17.5 * narrow
        )
    };
    let bridge = format!(
        "M {:.1} {:.1} q 5 -5 {:.1} 0",
        left + 17.0 * left_narrow,
        y - 1.0,
        right - left - 17.0 * (left_narrow + right_narrow)
    );
    lens(left, left_narrow) + &lens(right, right_narrow) + &stroke(&bridge, frame, 3.4)
}

fn lenses(person: &Character, glass: Rgb, turn: f64, light: &Lighting) -> String {
    let frame = light.lit(person.trim.darker(0.4));
    let mut svg = String::new();
    for side in [-1.0, 1.0] {
        let (x, y, narrow) = eyes::socket(person, side, turn);
        let w = 18.0 * narrow;
        svg += &format!(
            "<path d='M {:.1} {:.1} h {:.1} q 2 26 {:.1} 27 q {:.1} 0 {:.1} -27 Z' fill='{}' \
             stroke='{frame}' stroke-width='3'/>",
            x - w,
            y - 11.0,
            2.0 * w,
            -w,
            -w,
            -w,
            light.lit(glass)
        );
        let gleam = format!("M {:.1} {:.1} l {:.1} 12", x - w * 0.5, y + 5.0, w * 0.6);
        svg += &stroke(&gleam, light.lit(glass.lighter(0.55)), 3.0);
    }
    let (left, y, _) = eyes::socket(person, -1.0, turn);
    let (right, ..) = eyes::socket(person, 1.0, turn);
    let brow = format!("M {left:.1} {top:.1} L {right:.1} {top:.1}", top = y - 11.0);
    svg + &stroke(&brow, frame, 5.0)
}

fn eyepatch(person: &Character, turn: f64, light: &Lighting) -> String {
    let leather = light.lit(Rgb(28, 20, 28));
    let (x, y, _) = eyes::socket(person, 1.0, turn);
    let patch = format!(
        "M {:.1} {:.1} h 30 q 0 26 -15 26 q -15 0 -15 -26 Z",
        x - 15.0,
        y - 12.0
    );
    stroke(&format!("M -48 -30 L {x:.1} {y} L 50 -14"), leather, 4.0) + &fill(&patch, leather)
}

//! What block characters look like, by their Unicode names.

use std::collections::HashMap;

const NAMES: &str = include_str!("../../fixtures/unicode/blocks.txt");

/// A filled part of a cell: left, upper, right and lower edge, each in [0, 1] from the top left.
type Part = [f64; 4];

/// The filled parts of each block character.
pub(crate) struct Shapes(HashMap<char, Vec<Part>>);

impl Shapes {
    pub(crate) fn of_unicode() -> Self {
        let shape = |line: &str| {
            let (code, name) = line.split_once(';')?;
            let glyph = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
            Some((glyph, parts(name)?))
        };
        let lines = NAMES.lines().filter(|line| !line.starts_with('#'));
        Self(lines.filter_map(shape).collect())
    }

    /// Whether `glyph` fills the point `x`, `y` of its cell; `None` if its shape is not known.
    pub(crate) fn fills(&self, glyph: char, x: f64, y: f64) -> Option<bool> {
        let is_inside = |[left, top, right, bottom]: &Part| {
            (*left..*right).contains(&x) && (*top..*bottom).contains(&y)
        };
        Some(self.0.get(&glyph)?.iter().any(is_inside))
    }
}

/// The parts that `name` tells; `None` if it is not understood.
fn parts(name: &str) -> Option<Vec<Part>> {
    if name == "SPACE" {
        return Some(Vec::new());
    }
    if let Some(digits) = name.strip_prefix("BLOCK SEXTANT-") {
        return numbered(digits, 3);
    }
    if let Some(digits) = name.strip_prefix("BLOCK OCTANT-") {
        return numbered(digits, 4);
    }
    if let Some(corners) = name.strip_prefix("QUADRANT ") {
        let halves = |corner: &str| {
            let (vertical, horizontal) = corner.split_once(' ')?;
            meet(half(vertical)?, half(horizontal)?)
        };
        return corners.split(" AND ").map(halves).collect();
    }
    let words: Vec<&str> = name.strip_suffix(" BLOCK")?.split(' ').collect();
    let part = match *words.as_slice() {
        ["FULL"] => [0.0, 0.0, 1.0, 1.0],
        [side, "HALF"] => half(side)?,
        ["MIDDLE", side, "ONE", "QUARTER"] => meet(half(side)?, [0.0, 0.25, 1.0, 0.75])?,
        [side, "HALF", edge, count, unit] => meet(half(side)?, strip(edge, count, unit)?)?,
        [edge, count, unit] => strip(edge, count, unit)?,
        _ => return None,
    };
    Some(vec![part])
}

/// The parts with these numbers, counted from 1 along the lines of two columns and `rows` rows.
fn numbered(digits: &str, rows: u32) -> Option<Vec<Part>> {
    let part = |digit: char| {
        let place = digit.to_digit(10)?.checked_sub(1)?;
        let (x, y) = (f64::from(place % 2), f64::from(place / 2));
        let rows = f64::from(rows);
        Some([x / 2.0, y / rows, (x + 1.0) / 2.0, (y + 1.0) / rows])
    };
    digits.chars().map(part).collect()
}

fn half(side: &str) -> Option<Part> {
    strip(side, "ONE", "HALF")
}

/// So many units of the cell, from one of its edges.
fn strip(edge: &str, count: &str, unit: &str) -> Option<Part> {
    let count = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN"]
        .iter()
        .zip(1_u32..)
        .find_map(|(word, number)| (*word == count).then_some(f64::from(number)))?;
    let length = count
        / match unit.trim_end_matches('S') {
            "HALF" => 2.0,
            "QUARTER" => 4.0,
            "EIGHTH" => 8.0,
            _ => return None,
        };
    Some(match edge {
        "LEFT" => [0.0, 0.0, length, 1.0],
        "RIGHT" => [1.0 - length, 0.0, 1.0, 1.0],
        "UPPER" => [0.0, 0.0, 1.0, length],
        "LOWER" => [0.0, 1.0 - length, 1.0, 1.0],
        _ => return None,
    })
}

/// What two parts have in common.
fn meet(a: Part, b: Part) -> Option<Part> {
    let part = [
        a[0].max(b[0]),
        a[1].max(b[1]),
        a[2].min(b[2]),
        a[3].min(b[3]),
    ];
    (part[0] < part[2] && part[1] < part[3]).then_some(part)
}

//! Signs of different darkness, for terminals without colour.

use super::{Cell, Ink};
use crate::artwork::thumbnail::luminance;

/// From the emptiest sign to the fullest, for light text on a dark screen.
const RAMP: &[u8] = b" .:-=+*#%@";

/// The sign whose ink fills as much of the cell as the cell is bright.
pub(super) fn cell(colour: [u8; 3]) -> Cell {
    let brightness = luminance(colour);
    let place = (brightness * (RAMP.len() - 1) as f64).round() as usize;
    Cell {
        glyph: char::from(RAMP[place.min(RAMP.len() - 1)]),
        foreground: Ink::Terminal,
        background: Ink::Terminal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brighter_cells_get_fuller_signs() {
        let glyph = |value| cell([value; 3]).glyph;
        assert_eq!([glyph(0), glyph(140), glyph(255)], [' ', '+', '@']);
    }
}

//! Which characters fill which parts of a cell: Unicode 16, blocks "Block Elements", "Symbols for
//! Legacy Computing" and its supplement.

use super::blocks::{Block, Blocks};

/// Two columns and two rows.
pub(super) static QUADRANTS: Blocks<4, 8> = Blocks::new(quadrants());
/// Two columns and three rows.
pub(super) static SEXTANTS: Blocks<6, 32> = Blocks::new(sextants());
/// Two columns and four rows.
pub(super) static OCTANTS: Blocks<8, 128> = Blocks::new(octants());

const BLANK: Block = Block {
    glyph: ' ',
    parts: 0,
};

const fn quadrants() -> [Block; 8] {
    const GLYPHS: [char; 8] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛'];
    let mut blocks = [BLANK; 8];
    let mut parts = 0;
    while parts < 8 {
        blocks[parts] = Block {
            glyph: GLYPHS[parts],
            parts: parts as u8,
        };
        parts += 1;
    }
    blocks
}

/// Sextants follow each other in the order of their parts, without those that were there before:
/// the blank, the left half, the right half and the full block.
const fn sextants() -> [Block; 32] {
    const LEFT_HALF: u8 = 0b01_01_01;
    let mut blocks = [BLANK; 32];
    let mut parts = 1;
    while parts < 32 {
        let glyph = if parts == LEFT_HALF {
            '▌'
        } else {
            nth('\u{1fb00}', parts as u32 - 1 - (parts > LEFT_HALF) as u32)
        };
        blocks[parts as usize] = Block { glyph, parts };
        parts += 1;
    }
    blocks
}

/// What octants would be, had it not been there before, by the parts that are filled. Other
/// patterns follow each other from U+1CD00.
const NOT_OCTANTS: [(u8, char); 26] = [
    (0b00_00_00_00, ' '),
    (0b00_00_00_01, '\u{1cea8}'),
    (0b00_00_00_10, '\u{1ceab}'),
    (0b00_00_00_11, '\u{1fb82}'),
    (0b00_00_01_01, '▘'),
    (0b00_00_10_10, '▝'),
    (0b00_00_11_11, '▀'),
    (0b00_01_01_00, '\u{1fbe6}'),
    (0b00_10_10_00, '\u{1fbe7}'),
    (0b00_11_11_11, '\u{1fb85}'),
    (0b01_00_00_00, '\u{1cea3}'),
    (0b01_01_00_00, '▖'),
    (0b01_01_01_01, '▌'),
    (0b01_01_10_10, '▞'),
    (0b01_01_11_11, '▛'),
    (0b10_00_00_00, '\u{1cea0}'),
    (0b10_10_00_00, '▗'),
    (0b10_10_01_01, '▚'),
    (0b10_10_10_10, '▐'),
    (0b10_10_11_11, '▜'),
    (0b11_00_00_00, '▂'),
    (0b11_11_00_00, '▄'),
    (0b11_11_01_01, '▙'),
    (0b11_11_10_10, '▟'),
    (0b11_11_11_00, '▆'),
    (0b11_11_11_11, '█'),
];

/// For each split the pattern or its complement, whichever is an octant or one of the old Block
/// Elements: terminals draw these two families themselves, and fonts have the rest rarely.
const fn octants() -> [Block; 128] {
    let mut blocks = [BLANK; 128];
    let mut split = 0;
    while split < 128 {
        let parts = split as u8;
        let glyph = octant(parts);
        blocks[split] = if is_common(glyph) {
            Block { glyph, parts }
        } else {
            Block {
                glyph: octant(!parts),
                parts: !parts,
            }
        };
        split += 1;
    }
    blocks
}

/// The character that fills just `parts` of two columns and four rows.
const fn octant(parts: u8) -> char {
    let mut before = 0;
    while before < NOT_OCTANTS.len() && NOT_OCTANTS[before].0 < parts {
        before += 1;
    }
    if before < NOT_OCTANTS.len() && NOT_OCTANTS[before].0 == parts {
        return NOT_OCTANTS[before].1;
    }
    nth('\u{1cd00}', parts as u32 - before as u32)
}

const fn is_common(glyph: char) -> bool {
    matches!(glyph, ' ' | '\u{2580}'..='\u{259f}' | '\u{1cd00}'..='\u{1cde5}')
}

/// The character `distance` after `first`.
const fn nth(first: char, distance: u32) -> char {
    match char::from_u32(first as u32 + distance) {
        Some(glyph) => glyph,
        None => ' ',
    }
}

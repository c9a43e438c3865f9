//! Pictures of block characters, drawn by what Unicode calls the characters.

mod shapes;

use std::collections::HashSet;

use keyart::artwork::{
    ColourDepth, Protocol, Thumbnail,
    symbols::{Cell, Grid, Ink, subcells},
};
use proptest::prelude::*;
use shapes::Shapes;

const RED: [u8; 3] = [200, 20, 10];
const SKY: [u8; 3] = [90, 160, 250];

/// The protocols that split a cell, and in how many parts.
const SPLITTING: [(Protocol, usize); 3] = [
    (Protocol::Quadrant, 4),
    (Protocol::Sextant, 6),
    (Protocol::Octant, 8),
];

/// The one cell that shows `colours`, those of its parts.
fn encoded(protocol: Protocol, colours: &[[u8; 3]]) -> Cell {
    let (width, height) = subcells(protocol, ColourDepth::True);
    let thumbnail = Thumbnail {
        width,
        height,
        pixels: colours.concat(),
    };
    let grid = Grid::of(&thumbnail, (1, 1), protocol, ColourDepth::True);
    let cells: Vec<Cell> = grid.rows().flatten().copied().collect();
    assert_eq!(cells.len(), 1);
    cells[0]
}

/// The colours that a terminal shows in the parts of `cell`.
fn drawn(shapes: &Shapes, protocol: Protocol, cell: Cell) -> Vec<[u8; 3]> {
    let rgb = |ink| match ink {
        Ink::Rgb(rgb) => rgb,
        ink => panic!("{ink:?}"),
    };
    let (across, down) = subcells(protocol, ColourDepth::True);
    let middle = |place: u32, parts: u32| (f64::from(place) + 0.5) / f64::from(parts);
    (0..across * down)
        .map(|part| {
            let (x, y) = (middle(part % across, across), middle(part / across, down));
            let is_filled = shapes.fills(cell.glyph, x, y);
            rgb(if is_filled.expect("a block character") {
                cell.foreground
            } else {
                cell.background
            })
        })
        .collect()
}

fn split_of_two(split: usize, parts: usize) -> Vec<[u8; 3]> {
    (0..parts)
        .map(|part| if split >> part & 1 == 1 { RED } else { SKY })
        .collect()
}

#[test]
fn a_cell_of_two_colours_is_drawn_exactly_whatever_its_split() {
    let shapes = Shapes::of_unicode();
    for (protocol, parts) in SPLITTING {
        for split in 0..1 << parts {
            let wanted = split_of_two(split, parts);
            let cell = encoded(protocol, &wanted);
            assert_eq!(drawn(&shapes, protocol, cell), wanted, "{cell:?}");
        }
    }
}

#[test]
fn each_split_and_its_opposite_have_a_glyph_of_their_own() {
    for (protocol, parts) in SPLITTING {
        let glyphs: HashSet<char> = (0..1 << parts)
            .map(|split| encoded(protocol, &split_of_two(split, parts)).glyph)
            .collect();
        assert_eq!(glyphs.len(), 1 << (parts - 1), "{protocol:?}");
    }
}

#[test]
fn octants_come_from_the_two_families_that_terminals_draw_themselves() {
    for split in 0..256 {
        let cell = encoded(Protocol::Octant, &split_of_two(split, 8));
        assert!(
            matches!(cell.glyph, ' ' | '▀'..='▟' | '\u{1cd00}'..='\u{1cde5}'),
            "{cell:?}"
        );
    }
}

#[test]
fn one_colour_is_a_blank() {
    for (protocol, parts) in SPLITTING {
        let cell = encoded(protocol, &vec![SKY; parts]);
        assert_eq!((cell.glyph, cell.background), (' ', Ink::Rgb(SKY)));
    }
}

#[test]
fn without_24_bit_colour_cells_have_two_halves_or_a_sign() {
    for (protocol, _) in SPLITTING {
        for depth in [ColourDepth::Indexed, ColourDepth::Sixteen] {
            assert_eq!(subcells(protocol, depth), (1, 2));
            let picture = Thumbnail {
                width: 1,
                height: 2,
                pixels: vec![255, 255, 255, 0, 0, 0],
            };
            let grid = Grid::of(&picture, (1, 1), protocol, depth);
            let cell = grid.rows().flatten().next().unwrap();
            assert_eq!(cell.glyph, '▀');
            assert_eq!(cell.foreground, Ink::nearest([255; 3], depth));
            assert_eq!(cell.background, Ink::nearest([0; 3], depth));
        }
        assert_eq!(subcells(protocol, ColourDepth::Monochrome), (1, 1));
    }
    assert_eq!(subcells(Protocol::Off, ColourDepth::True), (1, 1));
}

#[test]
fn names_of_blocks_tell_what_they_look_like() {
    let shapes = Shapes::of_unicode();
    let look = |glyph| -> String {
        (0..8)
            .map(|part| {
                let (x, y) = (f64::from(part % 2), f64::from(part / 2));
                let is_filled = shapes.fills(glyph, x / 2.0 + 0.25, y / 4.0 + 0.125);
                if is_filled.unwrap() { '#' } else { '.' }
            })
            .collect()
    };
    assert_eq!(look('▜'), "####.#.#");
    assert_eq!(look('▂'), "......##");
    assert_eq!(look('\u{1fbe7}'), "...#.#..");
    assert_eq!(look('\u{1cea3}'), "......#.");
    assert_eq!(look('\u{1cde5}'), ".#######");
    let known = ('\0'..=char::MAX).filter(|glyph| shapes.fills(*glyph, 0.5, 0.5).is_some());
    assert_eq!(known.count(), 328);
}

/// The least squared error of any split of `colours` in two, with means that are not rounded.
fn least_error(colours: &[[u8; 3]]) -> f64 {
    let spread = |side: usize, channel: usize| -> f64 {
        let values: Vec<f64> = (0..colours.len())
            .filter(|part| side >> part & 1 == 1)
            .map(|part| f64::from(colours[part][channel]))
            .collect();
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        values.iter().map(|value| (value - mean).powi(2)).sum()
    };
    (0..1_usize << colours.len())
        .map(|split| {
            (0..3)
                .map(|channel| spread(split, channel) + spread(!split, channel))
                .sum()
        })
        .fold(f64::INFINITY, f64::min)
}

proptest! {
    #[test]
    fn each_cell_shows_its_own_place_in_the_picture(pixels in prop::collection::vec(any::<[u8; 3]>(), 48)) {
        const COLUMNS: u16 = 3;
        for (protocol, parts) in SPLITTING {
            let (across, down) = subcells(protocol, ColourDepth::True);
            let width = across * u32::from(COLUMNS);
            let picture = Thumbnail {
                width,
                height: down * 2,
                pixels: pixels[..6 * parts].concat(),
            };
            let grid = Grid::of(&picture, (COLUMNS, 2), protocol, ColourDepth::True);
            for (at, cell) in (0_u32..).zip(grid.rows().flatten()) {
                let (column, row) = (at % u32::from(COLUMNS), at / u32::from(COLUMNS));
                let own: Vec<[u8; 3]> = (0..across * down)
                    .map(|part| {
                        let (x, y) = (column * across + part % across, row * down + part / across);
                        pixels[(y * width + x) as usize]
                    })
                    .collect();
                prop_assert_eq!(*cell, encoded(protocol, &own));
            }
        }
    }

    #[test]
    fn no_split_of_a_cell_would_be_nearer(colours: [[u8; 3]; 8], spread in 0_u8..8) {
        let shapes = Shapes::of_unicode();
        let similar = colours.map(|colour| colour.map(|channel| channel >> spread));
        for (protocol, parts) in SPLITTING {
            let wanted = &similar[..parts];
            let found: f64 = drawn(&shapes, protocol, encoded(protocol, wanted))
                .iter()
                .flatten()
                .zip(wanted.iter().flatten())
                .map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2))
                .sum();
            // A mean rounded to whole numbers is off by a half at most in each value.
            let rounding = parts as f64 * 3.0 / 4.0;
            let least = least_error(wanted);
            prop_assert!(found <= least + rounding, "{protocol:?}: {found} > {least}");
        }
    }
}

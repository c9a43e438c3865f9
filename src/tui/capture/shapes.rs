//! Blocks and lines, which must meet those of the next cell and therefore are not printed from a
//! font.

/// The patterns of 2 × 4 parts that are no octant because they had a character before: the
/// quadrants, quarters of the whole cell, quarters of half a cell. Bit `2 · row + column`.
const NO_OCTANTS: [u8; 26] = [
    0x00, 0x01, 0x02, 0x03, 0x05, 0x0A, 0x0F, 0x14, 0x28, 0x3F, 0x40, 0x50, 0x55, 0x5A, 0x5F, 0x80,
    0xA0, 0xA5, 0xAA, 0xAF, 0xC0, 0xF0, 0xF5, 0xFA, 0xFC, 0xFF,
];

/// Quadrants from U+2596 on: bit `2 · row + column`.
const QUADRANTS: [u8; 10] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

/// How much of each pixel `symbol` covers in a cell of `width` × `height` pixels, row by row;
/// `None` if it is neither a block nor a line.
pub(super) fn coverage(symbol: &str, (width, height): (usize, usize)) -> Option<Vec<u8>> {
    let mut characters = symbol.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else {
        return None;
    };
    let mut cell = CellShape {
        width,
        height,
        coverage: vec![0; width * height],
    };
    if let Some((across, down, parts)) = pattern(character) {
        cell.fill_parts(across, down, parts);
    } else if let Some((left, top, right, bottom)) = eighths(character) {
        cell.fill_eighths(left, top, right, bottom);
    } else if let Some(share) = shade(character) {
        cell.coverage.fill(share);
    } else if let Some(arms) = arms(character) {
        cell.draw_lines(arms);
    } else {
        let (right, down) = corner(character)?;
        cell.draw_corner(right, down);
    }
    Some(cell.coverage)
}

/// Parts across, parts down, and which of them are filled: bit `row · across + column`.
fn pattern(character: char) -> Option<(usize, usize, u8)> {
    let code = u32::from(character);
    let octants = |parts| Some((2, 4, parts));
    match code {
        0x2596..=0x259F => Some((2, 2, QUADRANTS[(code - 0x2596) as usize])),
        0x1FB00..=0x1FB3B => {
            // Blank, left half, right half and full block had characters before.
            let place = (code - 0x1FB00 + 1) as u8;
            let parts = place + u8::from(place > 20) + u8::from(place > 40);
            Some((2, 3, parts))
        }
        0x1CD00..=0x1CDE5 => {
            let mut new = (0..=255).filter(|parts| !NO_OCTANTS.contains(parts));
            octants(new.nth((code - 0x1CD00) as usize)?)
        }
        0x1CEA8 => octants(0x01),
        0x1CEAB => octants(0x02),
        0x1CEA3 => octants(0x40),
        0x1CEA0 => octants(0x80),
        0x1FBE6 => octants(0x14),
        0x1FBE7 => octants(0x28),
        0x1FB82 => octants(0x03),
        0x1FB85 => octants(0x3F),
        _ => None,
    }
}

/// The edges of a block in eighths of the cell: left, top, right, bottom.
fn eighths(character: char) -> Option<(usize, usize, usize, usize)> {
    let code = u32::from(character);
    Some(match code {
        0x2580 => (0, 0, 8, 4),
        0x2581..=0x2588 => (0, 8 - (code - 0x2580) as usize, 8, 8),
        0x2589..=0x258F => (0, 0, 8 - (code - 0x2588) as usize, 8),
        0x2590 => (4, 0, 8, 8),
        0x2594 => (0, 0, 8, 1),
        0x2595 => (7, 0, 8, 8),
        _ => return None,
    })
}

fn shade(character: char) -> Option<u8> {
    match character {
        '░' => Some(64),
        '▒' => Some(128),
        '▓' => Some(191),
        _ => None,
    }
}

/// How thick the arms of a line character are that lead from the middle of the cell to its left,
/// right, upper and lower edge: 0 for none, 1 for light, 2 for heavy.
type Arms = [usize; 4];

fn arms(character: char) -> Option<Arms> {
    Some(match character {
        '─' => [1, 1, 0, 0],
        '━' => [2, 2, 0, 0],
        '│' => [0, 0, 1, 1],
        '┃' => [0, 0, 2, 2],
        '┌' => [0, 1, 0, 1],
        '┏' => [0, 2, 0, 2],
        '┐' => [1, 0, 0, 1],
        '┓' => [2, 0, 0, 2],
        '└' => [0, 1, 1, 0],
        '┗' => [0, 2, 2, 0],
        '┘' => [1, 0, 1, 0],
        '┛' => [2, 0, 2, 0],
        '├' => [0, 1, 1, 1],
        '┣' => [0, 2, 2, 2],
        '┤' => [1, 0, 1, 1],
        '┫' => [2, 0, 2, 2],
        '┬' => [1, 1, 0, 1],
        '┳' => [2, 2, 0, 2],
        '┴' => [1, 1, 1, 0],
        '┻' => [2, 2, 2, 0],
        '┼' => [1, 1, 1, 1],
        '╋' => [2, 2, 2, 2],
        '╴' => [1, 0, 0, 0],
        '╵' => [0, 0, 1, 0],
        '╶' => [0, 1, 0, 0],
        '╷' => [0, 0, 0, 1],
        '╸' => [2, 0, 0, 0],
        '╹' => [0, 0, 2, 0],
        '╺' => [0, 2, 0, 0],
        '╻' => [0, 0, 0, 2],
        _ => return None,
    })
}

/// Whether a round corner leads to the right, and whether it leads down.
fn corner(character: char) -> Option<(bool, bool)> {
    match character {
        '╭' => Some((true, true)),
        '╮' => Some((false, true)),
        '╯' => Some((false, false)),
        '╰' => Some((true, false)),
        _ => None,
    }
}

/// What a character covers of its cell.
struct CellShape {
    width: usize,
    height: usize,
    coverage: Vec<u8>,
}

impl CellShape {
    fn fill(&mut self, columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) {
        for row in rows {
            let start = row * self.width;
            self.coverage[start + columns.start..start + columns.end].fill(255);
        }
    }

    fn fill_parts(&mut self, across: usize, down: usize, parts: u8) {
        let edge = |place: usize, parts: usize, length: usize| (place * length + parts / 2) / parts;
        for part in (0..across * down).filter(|part| parts >> part & 1 == 1) {
            let (row, column) = (part / across, part % across);
            let columns = edge(column, across, self.width)..edge(column + 1, across, self.width);
            let rows = edge(row, down, self.height)..edge(row + 1, down, self.height);
            self.fill(columns, rows);
        }
    }

    fn fill_eighths(&mut self, left: usize, top: usize, right: usize, bottom: usize) {
        let edge = |eighths: usize, length: usize| (eighths * length + 4) / 8;
        let columns = edge(left, self.width)..edge(right, self.width);
        let rows = edge(top, self.height)..edge(bottom, self.height);
        self.fill(columns, rows);
    }

    /// The thickness of a light line.
    fn stroke(&self) -> usize {
        (self.height / 16).max(1)
    }

    fn draw_lines(&mut self, [left, right, up, down]: Arms) {
        let stroke = self.stroke();
        let band = |length: usize, weight: usize| {
            let thickness = stroke * weight;
            let start = (length - stroke) / 2 - (thickness - stroke) / 2;
            start..start + thickness
        };
        // Arms of two directions overlap in the middle, so that corners are filled.
        let middle_x = band(self.width, up.max(down).max(1));
        let middle_y = band(self.height, left.max(right).max(1));
        if left > 0 {
            self.fill(0..middle_x.end, band(self.height, left));
        }
        if right > 0 {
            self.fill(middle_x.start..self.width, band(self.height, right));
        }
        if up > 0 {
            self.fill(band(self.width, up), 0..middle_y.end);
        }
        if down > 0 {
            self.fill(band(self.width, down), middle_y.start..self.height);
        }
    }

    /// A quarter of a circle between the middles of two edges, with straight ends.
    fn draw_corner(&mut self, right: bool, down: bool) {
        let stroke = self.stroke();
        let (left_edge, top_edge) = ((self.width - stroke) / 2, (self.height - stroke) / 2);
        let half = stroke as f32 / 2.0;
        let (x, y) = (left_edge as f32 + half, top_edge as f32 + half);
        let radius = x.min(self.width as f32 - x);
        let (to_right, to_bottom) = (
            if right { 1.0 } else { -1.0 },
            if down { 1.0 } else { -1.0 },
        );
        for row in 0..self.height {
            for column in 0..self.width {
                // Distances from the centre of the circle, away from where the corner leads.
                let across = (x - (column as f32 + 0.5)) * to_right + radius;
                let along = (y - (row as f32 + 0.5)) * to_bottom + radius;
                let from_line = match (across > 0.0, along > 0.0) {
                    (true, true) => (across.hypot(along) - radius).abs(),
                    (true, false) => (across - radius).abs(),
                    (false, true) => (along - radius).abs(),
                    (false, false) => continue,
                };
                let share = (half + 0.5 - from_line).clamp(0.0, 1.0);
                self.coverage[row * self.width + column] = (share * 255.0).round() as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cell as rows of `#` and `.`.
    fn drawn(symbol: &str, width: usize, height: usize) -> Vec<String> {
        let coverage = coverage(symbol, (width, height)).unwrap();
        let rows = coverage.chunks(width);
        let sign = |share: &u8| if *share > 127 { '#' } else { '.' };
        rows.map(|row| row.iter().map(sign).collect()).collect()
    }

    #[test]
    fn blocks_have_their_parts() {
        for (symbol, expected) in [
            ("▘", ["##..", "##..", "....", "...."]),
            ("▙", ["##..", "##..", "####", "####"]),
            ("▚", ["##..", "##..", "..##", "..##"]),
            ("▜", ["####", "####", "..##", "..##"]),
            ("▟", ["..##", "..##", "####", "####"]),
            ("▐", ["..##", "..##", "..##", "..##"]),
            ("▂", ["....", "....", "....", "####"]),
            ("▎", ["#...", "#...", "#...", "#..."]),
            // BLOCK OCTANT-3 and -2345678, and RIGHT HALF LOWER ONE QUARTER BLOCK.
            ("\u{1CD00}", ["....", "##..", "....", "...."]),
            ("\u{1CDE5}", ["..##", "####", "####", "####"]),
            ("\u{1CEA0}", ["....", "....", "....", "..##"]),
        ] {
            assert_eq!(drawn(symbol, 4, 4), expected, "{symbol}");
        }
        // BLOCK SEXTANT-1, -15 and -23456.
        assert_eq!(drawn("\u{1FB00}", 2, 3), ["#.", "..", ".."]);
        assert_eq!(drawn("\u{1FB10}", 2, 3), ["#.", "..", "#."]);
        assert_eq!(drawn("\u{1FB3B}", 2, 3), [".#", "##", "##"]);
    }

    #[test]
    fn octants_are_all_patterns_that_had_no_character() {
        let new: std::collections::HashSet<_> = ('\u{1CD00}'..='\u{1CDE5}')
            .map(|octant| pattern(octant).unwrap())
            .collect();
        assert_eq!(new.len(), 256 - NO_OCTANTS.len());
    }

    #[test]
    fn lines_meet_at_the_edges_of_their_cells() {
        let column = |symbol: &str, x: usize| -> String {
            let cell = drawn(symbol, 10, 20);
            cell.iter().map(|row| &row[x..=x]).collect()
        };
        for symbol in ["┌", "├", "┬", "┼", "╭", "╰"] {
            assert_eq!(column(symbol, 9), column("─", 0), "{symbol}");
        }
        for symbol in ["┐", "┤", "┴", "╮", "╯"] {
            assert_eq!(column(symbol, 0), column("─", 9), "{symbol}");
        }
        let rows = |symbol: &str| drawn(symbol, 10, 20);
        for symbol in ["┌", "┐", "╭", "╮", "├"] {
            assert_eq!(rows(symbol)[19], rows("│")[0], "{symbol}");
        }
        for symbol in ["└", "┘", "╰", "╯", "┼"] {
            assert_eq!(rows(symbol)[0], rows("│")[19], "{symbol}");
        }
    }
}

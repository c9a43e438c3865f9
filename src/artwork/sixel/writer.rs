//! Turns rows of palette entries into sixel escapes.

use super::quantiser::MOST_COLOURS;

/// Rows in a band.
const BAND: usize = 6;

/// The most unpainted columns inside a stretch: from there on, naming the colour again is as short
/// as counting them.
const WIDEST_GAP: u32 = 2;

/// No column, or no stretch.
const NONE: u32 = u32::MAX;

/// Appends the escape that draws `rows` (of `size.0` places in `palette` each, `size.1` in number)
/// from the cursor on.
///
/// Only colours that occur are defined. Pixels outside of `rows` keep what they show.
pub(super) fn write<'a>(
    rows: impl Iterator<Item = &'a [u8]> + Clone,
    (width, height): (usize, usize),
    palette: &[[u8; 3]],
    out: &mut Vec<u8>,
) {
    let mut is_used = [false; MOST_COLOURS];
    for index in rows.clone().flatten() {
        is_used[usize::from(*index)] = true;
    }
    out.extend_from_slice(b"\x1bP0;1q\"1;1;");
    push_number(out, width);
    out.push(b';');
    push_number(out, height);
    for (index, colour) in palette
        .iter()
        .enumerate()
        .filter(|(index, _)| is_used[*index])
    {
        out.push(b'#');
        push_number(out, index);
        out.extend_from_slice(b";2");
        for channel in colour {
            out.push(b';');
            push_number(out, usize::from(*channel));
        }
    }
    let mut band = Band::default();
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let mut lines: [&[u8]; BAND] = [&[]; BAND];
        let mut count = 0;
        for (line, row) in lines.iter_mut().zip(rows.by_ref()) {
            *line = row;
            count += 1;
        }
        band.read(&lines[..count]);
        band.write(out);
        if rows.peek().is_some() {
            out.push(b'-');
        }
    }
    out.extend_from_slice(b"\x1b\\");
}

/// One column of a band in one colour.
#[derive(Debug, Clone, Copy)]
struct Column {
    x: u32,
    bits: u8,
    /// The next one of the stretch.
    next: u32,
}

/// Columns of one colour that are written in one go.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    colour: u8,
    first: u32,
    last: u32,
}

/// Six rows, sorted by colour.
#[derive(Debug, Default)]
struct Band {
    columns: Vec<Column>,
    /// By the column where they start.
    stretches: Vec<Stretch>,
    /// The colour that is selected.
    colour: Option<u8>,
}

impl Band {
    /// Takes in at most six rows of the same length.
    fn read(&mut self, rows: &[&[u8]]) {
        self.columns.clear();
        self.stretches.clear();
        let mut open = [NONE; MOST_COLOURS];
        let width = rows.first().map_or(0, |row| row.len());
        for x in 0..width {
            for (line, row) in rows.iter().enumerate() {
                self.add(&mut open, x as u32, row[x], 1 << line);
            }
        }
    }

    fn add(&mut self, open: &mut [u32; MOST_COLOURS], x: u32, colour: u8, bit: u8) {
        let column = self.columns.len() as u32;
        let new = Column {
            x,
            bits: bit,
            next: NONE,
        };
        let open = &mut open[usize::from(colour)];
        if let Some(stretch) = self.stretches.get_mut(*open as usize) {
            let last = &mut self.columns[stretch.last as usize];
            if last.x == x {
                last.bits |= bit;
                return;
            }
            if x - last.x <= WIDEST_GAP + 1 {
                last.next = column;
                stretch.last = column;
                self.columns.push(new);
                return;
            }
        }
        *open = self.stretches.len() as u32;
        self.columns.push(new);
        self.stretches.push(Stretch {
            colour,
            first: column,
            last: column,
        });
    }

    /// Writes the band in as few passes from left to right as stretches that overlap need.
    fn write(&mut self, out: &mut Vec<u8>) {
        let Self {
            columns,
            stretches,
            colour,
        } = self;
        while !stretches.is_empty() {
            let mut pen = Pen { x: 0, out };
            stretches.retain(|stretch| {
                if columns[stretch.first as usize].x < pen.x {
                    return true;
                }
                if *colour != Some(stretch.colour) {
                    pen.select(stretch.colour);
                    *colour = Some(stretch.colour);
                }
                pen.draw(columns, stretch.first);
                false
            });
            if !stretches.is_empty() {
                out.push(b'$');
            }
        }
    }
}

/// Writes from left to right.
struct Pen<'a> {
    x: u32,
    out: &'a mut Vec<u8>,
}

impl Pen<'_> {
    fn select(&mut self, colour: u8) {
        self.out.push(b'#');
        push_number(self.out, usize::from(colour));
    }

    fn draw(&mut self, columns: &[Column], first: u32) {
        let mut at = first;
        let (mut bits, mut count) = (0, 0);
        while let Some(column) = columns.get(at as usize) {
            let gap = column.x - self.x - count;
            if gap > 0 || column.bits != bits {
                self.repeat(bits, count);
                self.repeat(0, gap);
                (bits, count) = (column.bits, 0);
            }
            count += 1;
            at = column.next;
        }
        self.repeat(bits, count);
    }

    /// Writes `bits` in `count` columns.
    fn repeat(&mut self, bits: u8, count: u32) {
        let sixel = b'?' + bits;
        self.x += count;
        match count {
            0 => {}
            1 => self.out.push(sixel),
            2 => self.out.extend_from_slice(&[sixel; 2]),
            3 => self.out.extend_from_slice(&[sixel; 3]),
            _ => {
                self.out.push(b'!');
                push_number(self.out, count as usize);
                self.out.push(sixel);
            }
        }
    }
}

fn push_number(out: &mut Vec<u8>, number: usize) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(b'0' + (number % 10) as u8);
}

//! Text in columns.

use std::{
    io::{self, Write},
    ops::Range,
};

use unicode_width::UnicodeWidthStr;

/// Prints `rows` in columns that stand two cells apart. The columns in `numbers` are aligned to
/// the right, the others to the left.
pub(super) fn print_columns(
    rows: &[Vec<String>],
    numbers: Range<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(|column| widest(rows, column)).collect();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let padding = " ".repeat(widths[column] - cell.width());
            let parts = if numbers.contains(&column) {
                [padding.as_str(), cell]
            } else {
                [cell, padding.as_str()]
            };
            line.push_str(if column > 0 { "  " } else { "" });
            line.extend(parts);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The width of the widest cell of `column`, in terminal cells.
fn widest(rows: &[Vec<String>], column: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(column));
    cells.map(|cell| cell.width()).max().unwrap_or(0)
}

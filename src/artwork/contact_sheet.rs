//! Contact sheets: many pictures side by side at the size at which they are judged.

use image::{Rgba, RgbaImage, imageops};

use super::composer::{self, ComposeError};

/// The space around a picture, in pixels.
const GAP: u32 = 10;
/// The height of a label, in pixels.
const LABEL: u32 = 22;
const PAPER: Rgba<u8> = Rgba([18, 18, 22, 255]);

/// A picture on a contact sheet.
#[derive(Debug, Clone)]
pub struct Print {
    /// The text below the picture.
    pub label: String,
    /// The picture, of any size and shape.
    pub picture: RgbaImage,
}

/// How a contact sheet is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Pictures in a row, at least 1.
    pub columns: u32,
    /// Width and height that each picture is scaled to, in pixels.
    pub thumbnail: (u32, u32),
    /// How many pixels wide and high each pixel of a thumbnail is printed, at least 1.
    pub enlarged: u32,
}

impl Layout {
    /// Thumbnails of 280 by 160 pixels, three in a row.
    pub const TILES: Self = Self {
        columns: 3,
        thumbnail: (280, 160),
        enlarged: 1,
    };

    /// What a tile of 32 by 9 terminal cells of half blocks shows, enlarged eightfold.
    pub const HALF_BLOCKS: Self = Self {
        columns: 4,
        thumbnail: (32, 18),
        enlarged: 8,
    };
}

/// The contact sheet of `prints`, row by row.
///
/// # Errors
/// When the sheet would be too large to render.
pub fn contact_sheet(prints: &[Print], layout: Layout) -> Result<RgbaImage, ComposeError> {
    let columns = layout.columns.max(1);
    let enlarged = layout.enlarged.max(1);
    let (width, height) = (layout.thumbnail.0 * enlarged, layout.thumbnail.1 * enlarged);
    let rows = (prints.len() as u32).div_ceil(columns);
    let (step_x, step_y) = (width + GAP, height + GAP + LABEL);
    let mut sheet = RgbaImage::from_pixel(
        GAP + step_x * columns.min(prints.len().max(1) as u32),
        GAP + step_y * rows.max(1),
        PAPER,
    );
    for (at, print) in prints.iter().enumerate() {
        let at = at as u32;
        let (x, y) = (GAP + at % columns * step_x, GAP + at / columns * step_y);
        let (thumb_width, thumb_height) = layout.thumbnail;
        let small = imageops::thumbnail(&print.picture, thumb_width, thumb_height);
        let shown = imageops::resize(&small, width, height, imageops::FilterType::Nearest);
        imageops::overlay(&mut sheet, &shown, i64::from(x), i64::from(y));
        let label = label(&print.label, width)?;
        imageops::overlay(&mut sheet, &label, i64::from(x), i64::from(y + height));
    }
    Ok(sheet)
}

/// `text` in small light letters, `width` pixels wide.
fn label(text: &str, width: u32) -> Result<RgbaImage, ComposeError> {
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| match letter {
            '<' => "&lt;".to_owned(),
            '&' => "&amp;".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{LABEL}'>\
         <text x='2' y='16' font-family='Righteous' font-size='13' fill='#d8d8e0'>{text}</text></svg>"
    );
    composer::render(&svg, width, LABEL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(label: &str, colour: [u8; 4]) -> Print {
        Print {
            label: label.to_owned(),
            picture: RgbaImage::from_pixel(64, 36, Rgba(colour)),
        }
    }

    #[test]
    fn pictures_lie_side_by_side_and_wrap() {
        let layout = Layout {
            columns: 2,
            thumbnail: (32, 18),
            enlarged: 2,
        };
        let prints = [
            print("red", [255, 0, 0, 255]),
            print("green", [0, 255, 0, 255]),
            print("a < b & c", [0, 0, 255, 255]),
        ];
        let sheet = contact_sheet(&prints, layout).unwrap();
        assert_eq!(sheet.dimensions(), (10 + 74 * 2, 10 + 68 * 2));
        assert_eq!(sheet.get_pixel(10, 10).0, [255, 0, 0, 255]);
        assert_eq!(sheet.get_pixel(84 + 63, 10 + 35).0, [0, 255, 0, 255]);
        assert_eq!(sheet.get_pixel(10, 78).0, [0, 0, 255, 255]);
        assert_eq!(sheet.get_pixel(84, 78), &PAPER);
    }

    #[test]
    fn a_label_can_be_read() {
        let blank = contact_sheet(&[print("", [9, 9, 9, 255])], Layout::TILES).unwrap();
        let named = contact_sheet(&[print("couple", [9, 9, 9, 255])], Layout::TILES).unwrap();
        assert_ne!(blank, named);
    }
}

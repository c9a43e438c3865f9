//! Characters as they are printed: DejaVu Sans Mono, which has all that the screens use.

use resvg::tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, HintingInstance, OutlinePen, SmoothMode, Target},
};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSansMono.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSansMono-Bold.ttf");

/// How large the font's em is to the width of a cell: a character is 0.602 em wide.
const EM: f32 = 1.66;

/// The font at one size.
pub(super) struct Font {
    regular: Option<Face>,
    bold: Option<Face>,
    /// From the top of a cell, in pixels.
    pub(super) baseline: f32,
}

/// One weight of it.
struct Face {
    font: FontRef<'static>,
    size: Size,
    hinting: Option<HintingInstance>,
}

impl Font {
    /// The font for cells of `width` × `height` pixels.
    pub(super) fn new((width, height): (usize, usize)) -> Self {
        let size = (width as f32 * EM).round();
        let regular = Face::new(REGULAR, size);
        let (ascent, descent) = regular.as_ref().map_or((0.0, 0.0), |face| {
            let metrics = face.font.metrics(face.size, LocationRef::default());
            (metrics.ascent, metrics.descent)
        });
        let leading = height as f32 - (ascent - descent);
        Self {
            regular,
            bold: Face::new(BOLD, size),
            baseline: (leading / 2.0 + ascent).round(),
        }
    }

    /// How much of each pixel `symbol` covers in an area of `width` × `height` pixels, row by
    /// row; `None` if the font lacks its base character. Marks without a glyph are left out.
    pub(super) fn coverage(
        &self,
        symbol: &str,
        bold: bool,
        (width, height): (usize, usize),
    ) -> Option<Vec<u8>> {
        let mut mask = Mask::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?)?;
        let upright = Transform::from_row(1.0, 0.0, 0.0, -1.0, 0.0, self.baseline);
        for (place, character) in symbol.chars().enumerate() {
            match self.outline(character, bold) {
                Some(Some(path)) => mask.fill_path(&path, FillRule::Winding, true, upright),
                Some(None) => {}
                None if place == 0 => return None,
                None => {}
            }
        }
        Some(mask.take())
    }

    /// The outline of a character, which a blank lacks; `None` if the font lacks the character.
    fn outline(&self, character: char, bold: bool) -> Option<Option<Path>> {
        let faces = [self.bold.as_ref().filter(|_| bold), self.regular.as_ref()];
        faces
            .into_iter()
            .flatten()
            .find_map(|face| face.outline(character))
    }
}

impl Face {
    fn new(file: &'static [u8], size: f32) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        let size = Size::new(size);
        let target = Target::Smooth {
            mode: SmoothMode::Normal,
            symmetric_rendering: true,
            preserve_linear_metrics: false,
        };
        let outlines = font.outline_glyphs();
        let hinting = HintingInstance::new(&outlines, size, LocationRef::default(), target).ok();
        Some(Self {
            font,
            size,
            hinting,
        })
    }

    fn outline(&self, character: char) -> Option<Option<Path>> {
        let glyph = self.font.charmap().map(character)?;
        let outline = self.font.outline_glyphs().get(glyph)?;
        let settings = match &self.hinting {
            Some(hinting) => DrawSettings::hinted(hinting, false),
            None => DrawSettings::unhinted(self.size, LocationRef::default()),
        };
        let mut pen = Pen(PathBuilder::new());
        outline.draw(settings, &mut pen).ok()?;
        Some(pen.0.finish())
    }
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

//! The colours themselves.

use ratatui::style::Color;

/// A colour on each kind of terminal.
#[derive(Debug)]
pub(super) struct Colour {
    /// In 24 bits.
    pub(super) rgb: [u8; 3],
    /// In the xterm palette.
    pub(super) indexed: u8,
    /// Among the sixteen that the terminal's own theme decides.
    pub(super) basic: Color,
}

/// The colours of a theme.
#[derive(Debug)]
pub(super) struct Palette {
    pub(super) page: Colour,
    pub(super) panel: Colour,
    /// Behind pictures that are not there.
    pub(super) empty: Colour,
    pub(super) text: Colour,
    pub(super) muted: Colour,
    pub(super) accent: Colour,
    /// Text on the accent and on the warning.
    pub(super) on_accent: Colour,
    pub(super) positive: Colour,
    pub(super) difference: Colour,
    pub(super) warning: Colour,
}

#[cfg(test)]
impl Palette {
    pub(super) fn accents(&self) -> [&Colour; 5] {
        [
            &self.muted,
            &self.accent,
            &self.positive,
            &self.difference,
            &self.warning,
        ]
    }
}

const fn colour(rgb: [u8; 3], indexed: u8, basic: Color) -> Colour {
    Colour {
        rgb,
        indexed,
        basic,
    }
}

pub(super) const DARK: Palette = Palette {
    page: colour([15, 16, 20], 233, Color::Reset),
    panel: colour([29, 31, 38], 235, Color::Reset),
    empty: colour([38, 41, 50], 236, Color::Reset),
    text: colour([236, 236, 240], 255, Color::Reset),
    muted: colour([156, 160, 172], 247, Color::DarkGray),
    accent: colour([230, 159, 0], 214, Color::Yellow),
    on_accent: colour([15, 16, 20], 233, Color::Black),
    positive: colour([0, 178, 132], 36, Color::Green),
    difference: colour([86, 180, 233], 74, Color::Cyan),
    warning: colour([240, 114, 40], 208, Color::LightRed),
};

pub(super) const LIGHT: Palette = Palette {
    page: colour([252, 252, 250], 231, Color::Reset),
    panel: colour([240, 240, 236], 255, Color::Reset),
    empty: colour([222, 222, 216], 253, Color::Reset),
    text: colour([22, 22, 28], 233, Color::Reset),
    muted: colour([92, 94, 104], 241, Color::DarkGray),
    accent: colour([0, 102, 164], 25, Color::Blue),
    on_accent: colour([255, 255, 255], 231, Color::White),
    positive: colour([0, 112, 82], 23, Color::Green),
    difference: colour([150, 60, 118], 89, Color::Magenta),
    warning: colour([172, 74, 0], 130, Color::Red),
};

pub(super) const HIGH_CONTRAST: Palette = Palette {
    page: colour([0, 0, 0], 16, Color::Black),
    panel: colour([0, 0, 0], 16, Color::Black),
    empty: colour([48, 48, 48], 236, Color::Black),
    text: colour([255, 255, 255], 231, Color::White),
    muted: colour([214, 214, 214], 252, Color::Gray),
    accent: colour([240, 228, 66], 227, Color::LightYellow),
    on_accent: colour([0, 0, 0], 16, Color::Black),
    positive: colour([0, 220, 160], 43, Color::LightGreen),
    difference: colour([120, 205, 255], 117, Color::LightCyan),
    warning: colour([255, 150, 60], 215, Color::LightRed),
};

//! The lettering of a title: display fonts, placed and outlined.

use std::fmt::Write;

use super::palette::Rgb;

/// The display fonts, as TrueType files.
pub(super) const FONT_FILES: [&[u8]; 12] = [
    include_bytes!("../../../assets/fonts/Anton_400Regular.ttf"),
    include_bytes!("../../../assets/fonts/Bangers_400Regular.ttf"),
    include_bytes!("../../../assets/fonts/BebasNeue_400Regular.ttf"),
    include_bytes!("../../../assets/fonts/Cinzel_700Bold.ttf"),
    include_bytes!("../../../assets/fonts/Creepster_400Regular.ttf"),
    include_bytes!("../../../assets/fonts/LeagueGothic_400Regular.ttf"),
    include_bytes!("../../../assets/fonts/LuckiestGuy_400Regular.ttf"),
    include_bytes!("../../../assets/fonts/Monoton_400Regular.ttf"),
    include_bytes!("../../../assets/fonts/Orbitron_900Black.ttf"),
    include_bytes!("../../../assets/fonts/PlayfairDisplay_700Bold_Italic.ttf"),
    include_bytes!("../../../assets/fonts/Righteous_400Regular.ttf"),
    include_bytes!("../../../assets/fonts/SpecialElite_400Regular.ttf"),
];

/// A display font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    Anton,
    Bangers,
    Bebas,
    Cinzel,
    Creepster,
    LeagueGothic,
    LuckiestGuy,
    Monoton,
    Orbitron,
    Playfair,
    Righteous,
    SpecialElite,
}

impl Font {
    /// The attributes that choose the font, and its line height in parts of its size.
    fn face(self) -> (&'static str, f64) {
        match self {
            Self::Anton => ("font-family='Anton'", 1.12),
            Self::Bangers => ("font-family='Bangers'", 0.92),
            Self::Bebas => ("font-family='Bebas Neue'", 0.86),
            Self::Cinzel => ("font-family='Cinzel' font-weight='700'", 1.02),
            Self::Creepster => ("font-family='Creepster'", 0.88),
            Self::LeagueGothic => ("font-family='League Gothic'", 0.88),
            Self::LuckiestGuy => ("font-family='Luckiest Guy'", 0.90),
            Self::Monoton => ("font-family='Monoton'", 1.12),
            Self::Orbitron => ("font-family='Orbitron' font-weight='900'", 1.08),
            Self::Playfair => (
                "font-family='Playfair Display' font-style='italic' font-weight='700'",
                0.96,
            ),
            Self::Righteous => ("font-family='Righteous'", 0.98),
            Self::SpecialElite => ("font-family='Special Elite'", 1.0),
        }
    }
}

/// Text in a display font; its lines hang below one another.
#[derive(Debug, Clone)]
pub(super) struct Lettering {
    lines: String,
    font: Font,
    origin: (f64, f64),
    size: f64,
    anchor: &'static str,
    fills: Vec<Rgb>,
    outline: Option<(Rgb, f64)>,
    shadow: Option<(Rgb, f64)>,
    glow: Option<Rgb>,
    tilt: f64,
    spacing: f64,
}

impl Lettering {
    /// `lines`, separated by `/`, in `font` of `size` units, starting at the baseline `(x, y)`.
    pub(super) fn new(lines: &str, font: Font, x: f64, y: f64, size: f64) -> Self {
        Self {
            lines: lines.to_owned(),
            font,
            origin: (x, y),
            size,
            anchor: "start",
            fills: vec![Rgb::WHITE],
            outline: None,
            shadow: Some((Rgb(0, 0, 0), 2.0)),
            glow: None,
            tilt: 0.0,
            spacing: 0.0,
        }
    }

    /// Centred on the origin.
    pub(super) fn centred(mut self) -> Self {
        self.anchor = "middle";
        self
    }

    /// Ending at the origin.
    pub(super) fn ending(mut self) -> Self {
        self.anchor = "end";
        self
    }

    /// In `colour`.
    pub(super) fn fill(mut self, colour: Rgb) -> Self {
        self.fills = vec![colour];
        self
    }

    /// With one colour per line, repeated.
    pub(super) fn fills(mut self, colours: &[Rgb]) -> Self {
        self.fills = colours.to_vec();
        self
    }

    /// Outlined in `colour`, `width` units wide.
    pub(super) fn outline(mut self, colour: Rgb, width: f64) -> Self {
        self.outline = Some((colour, width));
        self
    }

    /// With a hard shadow of `depth` units.
    pub(super) fn shadow(mut self, colour: Rgb, depth: f64) -> Self {
        self.shadow = Some((colour, depth));
        self
    }

    /// Glowing like a neon tube.
    pub(super) fn glow(mut self, colour: Rgb) -> Self {
        self.glow = Some(colour);
        self.shadow = None;
        self
    }

    /// Turned clockwise by `degrees`.
    pub(super) fn tilt(mut self, degrees: f64) -> Self {
        self.tilt = degrees;
        self
    }

    /// With `units` more between the letters.
    pub(super) fn spacing(mut self, units: f64) -> Self {
        self.spacing = units;
        self
    }

    /// The SVG of the lettering.
    pub(super) fn draw(&self) -> String {
        let (face, _) = self.font.face();
        let (x, y) = self.origin;
        let mut svg = format!(
            "<g transform='translate({x} {y}) rotate({})' {face} font-size='{}' \
             text-anchor='{}' letter-spacing='{}' stroke-linejoin='round'>",
            self.tilt, self.size, self.anchor, self.spacing
        );
        if let Some(colour) = self.glow {
            for (width, opacity) in [(18.0, 0.10), (11.0, 0.18), (5.0, 0.45)] {
                let style =
                    format!("stroke='{colour}' stroke-width='{width}' stroke-opacity='{opacity}'");
                svg += &self.pass((0.0, 0.0), Some(colour), &style);
            }
        }
        if let Some((colour, depth)) = self.shadow {
            let width = self.outline.map_or(0.0, |(_, width)| width);
            let style = format!("stroke='{colour}' stroke-width='{width}' opacity='.75'");
            svg += &self.pass((depth, depth), Some(colour), &style);
        }
        if let Some((colour, width)) = self.outline {
            let style = format!("stroke='{colour}' stroke-width='{width}'");
            svg += &self.pass((0.0, 0.0), Some(colour), &style);
        }
        svg += &self.pass((0.0, 0.0), None, "");
        svg + "</g>"
    }

    /// All lines once, moved by `shift`, in `colour` or else in their own colours.
    fn pass(&self, shift: (f64, f64), colour: Option<Rgb>, style: &str) -> String {
        let leading = self.font.face().1 * self.size;
        let mut svg = String::new();
        for (row, line) in self.lines.split('/').enumerate() {
            let fill = colour.unwrap_or_else(|| self.fills[row % self.fills.len()]);
            let _ = write!(
                svg,
                "<text x='{}' y='{:.1}' fill='{fill}' {style}>{}</text>",
                shift.0,
                shift.1 + leading * row as f64,
                line.trim()
            );
        }
        svg
    }
}

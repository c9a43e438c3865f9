//! How things look by what they are: the only place that names colours.
//!
//! Accents are those of Okabe and Ito ("Color Universal Design", 2008), which people with any
//! kind of colour vision tell apart. Whatever a colour says is also said by a mark or a word.

mod palette;

use ratatui::style::{Color, Modifier, Style};

use crate::{artwork::ColourDepth, artwork::thumbnail::luminance, catalog::words};
use palette::{Colour, Palette};

/// From this luminance on a background counts as light.
const LIGHT: f64 = 0.5;

/// What the person asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ThemeName {
    /// Dark or light, like the terminal.
    #[default]
    Auto,
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
    /// Pure black and white with strong accents.
    HighContrast,
}

words!(ThemeName: Auto = "auto", Dark = "dark", Light = "light", HighContrast = "high-contrast");

impl ThemeName {
    /// `auto` decided by the terminal's background: dark where it is not known.
    #[must_use]
    pub fn suited_to(self, background: Option<[u8; 3]>) -> Self {
        match (self, background) {
            (Self::Auto, Some(background)) if luminance(background) > LIGHT => Self::Light,
            (Self::Auto, _) => Self::Dark,
            (chosen, _) => chosen,
        }
    }
}

/// What something on the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The ground of the page.
    Page,
    /// Ordinary text.
    Text,
    /// A name.
    Strong,
    /// What is of less importance.
    Muted,
    /// The program's name.
    Brand,
    /// What has the focus, and keys.
    Accent,
    /// The label of what has the focus.
    Selected,
    /// The done part of a bar.
    Progress,
    /// The rest of a bar.
    Track,
    /// What speaks for something.
    Positive,
    /// What speaks against something.
    Negative,
    /// What personalisation changed.
    Difference,
    /// Trouble.
    Warning,
    /// The ground of something that lies over the page.
    Panel,
    /// The edge of a panel.
    Edge,
    /// The ground of a picture that is not there.
    Empty,
}

/// The look of everything on a terminal with so many colours.
#[derive(Debug, Clone)]
pub struct Theme {
    palette: &'static Palette,
    depth: ColourDepth,
}

impl Theme {
    /// The theme called `name`, as far as `depth` can show it. `auto` is dark unless it was
    /// [`ThemeName::suited_to`].
    #[must_use]
    pub fn new(name: ThemeName, depth: ColourDepth) -> Self {
        let palette = match name {
            ThemeName::Auto | ThemeName::Dark => &palette::DARK,
            ThemeName::Light => &palette::LIGHT,
            ThemeName::HighContrast => &palette::HIGH_CONTRAST,
        };
        Self { palette, depth }
    }

    /// The ground of the page, in 24 bits.
    #[must_use]
    pub fn page(&self) -> [u8; 3] {
        self.palette.page.rgb
    }

    /// How a `role` looks. Only grounds have a background, so text can be written on any of them.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let style = Style::new().add_modifier(self.modifier(role));
        let foreground = |style: Style, colour: &Colour| match self.colour(colour) {
            Some(colour) => style.fg(colour),
            None => style,
        };
        let ground = |style: Style, colour: &Colour| match self.colour(colour) {
            Some(colour) => style.bg(colour),
            None => style,
        };
        let palette = self.palette;
        match role {
            Role::Page => ground(foreground(style, &palette.text), &palette.page),
            Role::Panel => ground(foreground(style, &palette.text), &palette.panel),
            Role::Empty => ground(foreground(style, &palette.muted), &palette.empty),
            Role::Selected => ground(foreground(style, &palette.on_accent), &palette.accent),
            Role::Warning => ground(foreground(style, &palette.on_accent), &palette.warning),
            Role::Text | Role::Strong => foreground(style, &palette.text),
            Role::Muted | Role::Track | Role::Edge => foreground(style, &palette.muted),
            Role::Brand | Role::Negative | Role::Progress => foreground(style, &palette.warning),
            Role::Accent => foreground(style, &palette.accent),
            Role::Positive => foreground(style, &palette.positive),
            Role::Difference => foreground(style, &palette.difference),
        }
    }

    /// The ground of a picture that is still to come, from its dominant colour: a shade between
    /// that and the page.
    #[must_use]
    pub fn tint(&self, tint: [u8; 3]) -> Style {
        let page = self.palette.page.rgb;
        let shade: [u8; 3] = std::array::from_fn(|channel| {
            let mixed = 2 * u16::from(tint[channel]) + 3 * u16::from(page[channel]);
            (mixed / 5) as u8
        });
        let style = self.style(Role::Empty);
        match self.depth {
            ColourDepth::True => style.bg(Color::Rgb(shade[0], shade[1], shade[2])),
            // The greys from 8 to 238 are entries 232 to 255.
            ColourDepth::Indexed => style.bg(Color::Indexed(232 + (luminance(shade) * 23.0) as u8)),
            ColourDepth::Sixteen | ColourDepth::Monochrome => style,
        }
    }

    /// What a role has besides its colour; more where there are none.
    fn modifier(&self, role: Role) -> Modifier {
        let plain = self.depth == ColourDepth::Monochrome;
        match role {
            Role::Selected | Role::Warning if plain => Modifier::BOLD | Modifier::REVERSED,
            Role::Accent | Role::Progress | Role::Positive if plain => Modifier::BOLD,
            Role::Difference if plain => Modifier::BOLD | Modifier::UNDERLINED,
            Role::Muted | Role::Track | Role::Empty if plain => Modifier::DIM,
            Role::Strong | Role::Brand | Role::Selected | Role::Warning | Role::Difference => {
                Modifier::BOLD
            }
            _ => Modifier::empty(),
        }
    }

    fn colour(&self, colour: &Colour) -> Option<Color> {
        let [red, green, blue] = colour.rgb;
        match self.depth {
            ColourDepth::True => Some(Color::Rgb(red, green, blue)),
            ColourDepth::Indexed => Some(Color::Indexed(colour.indexed)),
            ColourDepth::Sixteen => Some(colour.basic),
            ColourDepth::Monochrome => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auto_follows_the_terminal() {
        assert_eq!(
            ThemeName::Auto.suited_to(Some([250, 250, 240])),
            ThemeName::Light
        );
        assert_eq!(
            ThemeName::Auto.suited_to(Some([20, 20, 60])),
            ThemeName::Dark
        );
        assert_eq!(ThemeName::Auto.suited_to(None), ThemeName::Dark);
        assert_eq!(ThemeName::Dark.suited_to(Some([255; 3])), ThemeName::Dark);
    }

    #[test]
    fn text_is_legible_on_every_ground() {
        for palette in [&palette::DARK, &palette::LIGHT, &palette::HIGH_CONTRAST] {
            for ground in [&palette.page, &palette.panel] {
                assert!(contrast(&palette.text, ground) >= 7.0);
                for colour in palette.accents() {
                    let ratio = contrast(colour, ground);
                    assert!(ratio >= 4.5, "{colour:?} on {ground:?}: {ratio:.2}");
                }
            }
            assert!(contrast(&palette.on_accent, &palette.accent) >= 4.5);
            assert!(contrast(&palette.on_accent, &palette.warning) >= 4.5);
        }
    }

    /// The contrast ratio of WCAG 2.2.
    fn contrast(a: &Colour, b: &Colour) -> f64 {
        let relative = |colour: &Colour| {
            let [red, green, blue] = colour.rgb.map(|channel| {
                let value = f64::from(channel) / 255.0;
                if value <= 0.04045 {
                    value / 12.92
                } else {
                    ((value + 0.055) / 1.055).powf(2.4)
                }
            });
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        let (a, b) = (relative(a), relative(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

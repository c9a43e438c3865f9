//! People: character sheets, and how they are drawn as busts, profiles and whole bodies.

pub(super) mod body;
pub(super) mod bust;
mod cat;
mod costume;
mod eyes;
mod eyewear;
pub(super) mod face;
mod garment;
mod hair;
mod hat;
pub(super) mod held;
mod mouth;
pub(super) mod pose;
pub(super) mod profile;
mod robot;
mod strands;

use super::{palette::Rgb, scene::Place};

/// How wide a person is; a cat and a robot are people, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Build {
    Slim,
    Broad,
    Round,
    Child,
    Cat,
    Robot,
}

/// How hair is worn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hair {
    Bald,
    Buzz,
    Short,
    Quiff,
    Slick,
    Messy,
    Curly,
    Afro,
    Bob,
    Pixie,
    Long,
    Wavy,
    Bun,
    Ponytail,
    Braids,
}

/// What is worn on the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hat {
    Fedora,
    Stetson,
    Captain,
    Toque,
    Beanie,
    RacingHelmet,
    Crown,
    SpaceHelmet,
    Tricorn,
    Headphones,
    Hood,
    Kabuto,
    Usher,
    Sunhat,
}

/// What is worn on the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Garment {
    Trench,
    Suit,
    Turtleneck,
    Hoodie,
    Apron,
    Armour,
    Dress,
    Knit,
    Poncho,
    RacingSuit,
    SpaceSuit,
    Jacket,
    Shirt,
    Uniform,
}

/// What else makes a face known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Stubble,
    Moustache,
    Beard,
    Goatee,
    RoundGlasses,
    Shades,
    Eyepatch,
    Earrings,
    Freckles,
    Scar,
    Scarf,
}

/// A character sheet: what stays the same in every picture of a person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Character {
    pub(super) skin: Rgb,
    pub(super) hair: (Hair, Rgb),
    pub(super) eyes: Rgb,
    /// The colour of painted lips; painted lips come with long lashes.
    pub(super) lips: Option<Rgb>,
    pub(super) build: Build,
    pub(super) garment: (Garment, Rgb),
    /// The second colour of the clothes and the hat.
    pub(super) trim: Rgb,
    pub(super) hat: Option<Hat>,
    pub(super) marks: &'static [Mark],
}

impl Character {
    /// Whether `mark` is on the sheet.
    pub(super) fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// The same person without a hat.
    pub(super) fn bareheaded(self) -> Self {
        Self { hat: None, ..self }
    }

    /// The same person in `garment` of `colour`.
    pub(super) fn wearing(self, garment: Garment, colour: Rgb) -> Self {
        Self {
            garment: (garment, colour),
            ..self
        }
    }
}

/// How the light of a scene falls on a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lighting {
    /// The colour of the air, and the share of it in every colour; a share of 1 is a silhouette.
    pub(super) tint: (Rgb, f64),
    /// The colour of the shadow, and the share of it on the dark side.
    pub(super) shade: (Rgb, f64),
    /// The side that lies in shadow: -1 left, 1 right.
    pub(super) side: f64,
    /// The light along the edge opposite to the shadow.
    pub(super) rim: Option<Rgb>,
}

impl Lighting {
    /// Light from the left in the open, with shadows of `shade`.
    pub(super) fn soft(shade: Rgb) -> Self {
        Self {
            tint: (shade, 0.06),
            shade: (shade, 0.30),
            side: 1.0,
            rim: None,
        }
    }

    /// Hard light from the left: the right half of everything sinks into `shade`.
    pub(super) fn hard(shade: Rgb) -> Self {
        Self {
            tint: (shade, 0.18),
            shade: (shade, 0.86),
            side: 1.0,
            rim: None,
        }
    }

    /// Everything in one colour.
    pub(super) fn silhouette(colour: Rgb) -> Self {
        Self {
            tint: (colour, 1.0),
            shade: (colour, 1.0),
            side: 1.0,
            rim: None,
        }
    }

    /// With the colour of the air at `share`.
    pub(super) fn tinted(self, colour: Rgb, share: f64) -> Self {
        Self {
            tint: (colour, share),
            ..self
        }
    }

    /// With an edge of light.
    pub(super) fn rim(self, colour: Rgb) -> Self {
        Self {
            rim: Some(colour),
            ..self
        }
    }

    /// With the light from the other side.
    pub(super) fn turned(self) -> Self {
        Self {
            side: -self.side,
            ..self
        }
    }

    /// `colour` as it looks in this light.
    fn lit(&self, colour: Rgb) -> Rgb {
        colour.mix(self.tint.0, self.tint.1)
    }

    /// `colour` as it looks on the dark side.
    fn dark(&self, colour: Rgb) -> Rgb {
        self.lit(colour).mix(self.shade.0, self.shade.1)
    }

    /// What `draw` gives in `place`, with the edge of light behind it.
    fn place(&self, place: Place, edge: f64, draw: impl Fn(&Self) -> String) -> String {
        let rim = self.rim.map_or_else(String::new, |colour| {
            place
                .shifted(-self.side * edge, -edge * 0.5)
                .put(&draw(&Self::silhouette(colour)))
        });
        let light = if place.is_mirrored() {
            self.turned()
        } else {
            *self
        };
        rim + &place.put(&draw(&light))
    }

    /// Whether nothing but the outline can be seen.
    fn is_silhouette(&self) -> bool {
        self.tint.1 >= 1.0
    }
}

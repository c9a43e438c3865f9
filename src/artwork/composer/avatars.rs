//! The pictures for "Who's watching?": figures from Fluent Emoji Flat, each on its own ground.

use resvg::{tiny_skia, usvg};
use thiserror::Error;

use super::palette::oklch;

/// How wide and how high a rendered avatar is, in pixels.
pub const AVATAR_SIZE: u32 = 160;

/// Why an avatar could not be rendered.
#[derive(Debug, Error)]
pub enum AvatarError {
    /// There is no avatar of this name.
    #[error("there is no avatar named \"{0}\"; `default` always exists")]
    Unknown(String),
    /// The figure is not valid SVG.
    #[error("the figure of avatar \"{id}\" cannot be read: {source}")]
    Figure {
        /// Which avatar.
        id: String,
        /// What the reader says.
        source: usvg::Error,
    },
    /// The finished picture could not be stored as PNG.
    #[error("avatar \"{0}\" cannot be stored as PNG")]
    Png(String),
}

/// How a figure stands on its ground.
#[derive(Debug, Clone, Copy)]
enum Framing {
    /// Head and shoulders, cut off by the lower edge.
    Bust,
    /// All of it, with room around it.
    Whole,
}

struct Figure {
    id: &'static str,
    label: &'static str,
    /// Hue of the ground in degrees.
    hue: f64,
    framing: Framing,
    /// An SVG of 32 by 32 units.
    source: &'static str,
}

macro_rules! avatar {
    ($id:literal, $label:literal, $hue:literal, $framing:ident) => {
        Figure {
            id: $id,
            label: $label,
            hue: $hue,
            framing: Framing::$framing,
            source: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/assets/avatars/",
                $id,
                ".svg"
            )),
        }
    };
}

const FIGURES: &[Figure] = &[
    avatar!("default", "Profile", 255.0, Whole),
    avatar!("detective", "Detective", 75.0, Bust),
    avatar!("ninja", "Ninja", 25.0, Bust),
    avatar!("superhero", "Superhero", 95.0, Bust),
    avatar!("astronaut", "Astronaut", 285.0, Bust),
    avatar!("vampire", "Vampire", 355.0, Bust),
    avatar!("zombie", "Zombie", 300.0, Bust),
    avatar!("mage", "Mage", 150.0, Bust),
    avatar!("princess", "Princess", 230.0, Bust),
    avatar!("prince", "Prince", 20.0, Bust),
    avatar!("singer", "Singer", 265.0, Bust),
    avatar!("artist", "Artist", 190.0, Bust),
    avatar!("cook", "Cook", 40.0, Bust),
    avatar!("pilot", "Pilot", 210.0, Bust),
    avatar!("elf", "Elf", 60.0, Bust),
    avatar!("villain", "Villain", 130.0, Bust),
    avatar!("cowboy", "Cowboy", 215.0, Whole),
    avatar!("star-struck", "Star-struck", 295.0, Whole),
    avatar!("cool", "Cool", 340.0, Whole),
    avatar!("ghost", "Ghost", 275.0, Whole),
    avatar!("alien", "Alien", 165.0, Whole),
    avatar!("robot", "Robot", 90.0, Whole),
    avatar!("clown", "Clown", 195.0, Whole),
    avatar!("ogre", "Ogre", 55.0, Whole),
    avatar!("pumpkin", "Pumpkin", 305.0, Whole),
    avatar!("fox", "Fox", 180.0, Whole),
    avatar!("cat", "Cat", 245.0, Whole),
    avatar!("owl", "Owl", 100.0, Whole),
    avatar!("panda", "Panda", 145.0, Whole),
    avatar!("dragon", "Dragon", 330.0, Whole),
    avatar!("unicorn", "Unicorn", 240.0, Whole),
    avatar!("lion", "Lion", 140.0, Whole),
    avatar!("penguin", "Penguin", 15.0, Whole),
    avatar!("frog", "Frog", 350.0, Whole),
    avatar!("octopus", "Octopus", 205.0, Whole),
    avatar!("wolf", "Wolf", 30.0, Whole),
    avatar!("tiger", "Tiger", 265.0, Whole),
];

/// The id and the label of every avatar; the first is `default`, for a profile that chose none.
pub fn avatars() -> impl Iterator<Item = (&'static str, &'static str)> {
    FIGURES.iter().map(|figure| (figure.id, figure.label))
}

/// The avatar `id` as an SVG of 160 by 160 units with rounded corners; `None` for an unknown id.
#[must_use]
pub fn svg(id: &str) -> Option<String> {
    let figure = FIGURES.iter().find(|figure| figure.id == id)?;
    let (x, y, size) = match figure.framing {
        Framing::Bust => (8.0, 22.0, 148.0),
        Framing::Whole => (18.0, 18.0, 124.0),
    };
    let (light, shade) = (oklch(0.76, 0.12, figure.hue), oklch(0.52, 0.14, figure.hue));
    let placed = figure.source.trim_end().replacen(
        "<svg ",
        &format!("<svg x=\"{x}\" y=\"{y}\" width=\"{size}\" height=\"{size}\" "),
        1,
    );
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"160\" height=\"160\" \
         viewBox=\"0 0 160 160\"><defs><linearGradient id=\"a-ground\" x1=\"0\" y1=\"0\" \
         x2=\"0\" y2=\"1\"><stop offset=\"0\" stop-color=\"{light}\"/><stop offset=\"1\" \
         stop-color=\"{shade}\"/></linearGradient><clipPath id=\"a-edge\"><rect width=\"160\" \
         height=\"160\" rx=\"26\"/></clipPath></defs><g clip-path=\"url(#a-edge)\"><rect \
         width=\"160\" height=\"160\" fill=\"url(#a-ground)\"/>{placed}</g></svg>"
    ))
}

/// The avatar `id` as a PNG of 160 by 160 pixels with transparent corners.
///
/// # Errors
/// When there is no such avatar, or its figure cannot be read or stored.
pub fn render_avatar(id: &str) -> Result<Vec<u8>, AvatarError> {
    let source = svg(id).ok_or_else(|| AvatarError::Unknown(id.to_owned()))?;
    let tree = usvg::Tree::from_str(&source, &usvg::Options::default()).map_err(|source| {
        AvatarError::Figure {
            id: id.to_owned(),
            source,
        }
    })?;
    let unstored = || AvatarError::Png(id.to_owned());
    let mut pixels = tiny_skia::Pixmap::new(AVATAR_SIZE, AVATAR_SIZE).ok_or_else(unstored)?;
    resvg::render(
        &tree,
        tiny_skia::Transform::identity(),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().map_err(|_| unstored())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::HashSet, fs, path::Path};

    #[test]
    fn the_stored_pictures_are_what_the_figures_yield() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/avatars");
        for (id, _) in avatars() {
            let path = folder.join(id).with_extension("png");
            let picture = render_avatar(id).unwrap();
            if std::env::var_os("KEYART_WRITE_AVATARS").is_some() {
                fs::write(&path, &picture).unwrap();
            }
            let stored = fs::read(&path).unwrap_or_default();
            assert!(
                stored == picture,
                "{} is not what its figure yields; assets/avatars/README.md says how to write it",
                path.display()
            );
        }
    }

    #[test]
    fn every_avatar_has_its_own_name_and_looks_like_no_other() {
        let ids: HashSet<_> = avatars().map(|(id, _)| id).collect();
        let labels: HashSet<_> = avatars().map(|(_, label)| label).collect();
        let pictures: HashSet<_> = avatars().map(|(id, _)| svg(id).unwrap()).collect();
        let count = avatars().count();
        assert!(count >= 29);
        assert_eq!(
            (ids.len(), labels.len(), pictures.len()),
            (count, count, count)
        );
    }

    #[test]
    fn an_unknown_avatar_is_named_in_the_error() {
        let error = render_avatar("nobody").unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no avatar named \"nobody\"; `default` always exists"
        );
        assert!(svg("nobody").is_none());
    }
}

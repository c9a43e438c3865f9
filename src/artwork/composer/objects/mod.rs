//! The one thing that stands for a demo title, painted without a background.
//!
//! Every object stands in the middle of a scene of 640 by 360 units and gives its gradients ids
//! that begin with `o-`.

mod emblems;
mod machines;
mod seafaring;
mod theatre;

use super::palette::Palette;

type Painter = fn(&Palette) -> String;

/// How high every object stands, in units of the scene's 360.
const HEIGHT: f64 = 244.0;

/// The iconic thing of `title`, between 60 and 70 % of the scene's height. `None` for a title
/// that has no painted object.
#[must_use]
pub fn object(title: &str, palette: &Palette) -> Option<String> {
    // Each painter, with the first row and the height of what it draws.
    let (paint, top, height) = match title {
        "crown-of-ash" => (emblems::burnt_crown as Painter, 49.0, 253.0),
        "deep-blue-hours" => (seafaring::diving_helmet as Painter, 46.0, 260.0),
        "drumline" => (theatre::drum as Painter, 27.0, 289.0),
        "dust-and-silver" => (emblems::sheriff_star as Painter, 45.0, 262.0),
        "glass-garden" => (theatre::rose_under_glass as Painter, 41.0, 265.0),
        "last-ferry" => (seafaring::lantern as Painter, 43.0, 261.0),
        "little-comet" => (machines::robot as Painter, 31.0, 279.0),
        "midnight-matinee" => (theatre::popcorn as Painter, 40.0, 270.0),
        "neon-harbor" => (seafaring::umbrella as Painter, 45.0, 255.0),
        "orbit-of-two" => (machines::helmet as Painter, 51.0, 255.0),
        "paprika" => (theatre::paprika as Painter, 33.0, 287.0),
        "saltwind" => (seafaring::compass as Painter, 43.0, 268.0),
        "snowbound" => (machines::snow_globe as Painter, 48.0, 262.0),
        "turbo-summer" => (machines::car as Painter, 76.0, 226.0),
        "velvet-heist" => (emblems::diamond as Painter, 53.0, 269.0),
        _ => return None,
    };
    let scale = HEIGHT / height;
    let (x, y) = (320.0 * (1.0 - scale), 180.0 - (top + height / 2.0) * scale);
    Some(format!(
        "<g transform=\"translate({x:.2} {y:.2}) scale({scale:.4})\">{}</g>",
        paint(palette)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::composer::{
        palette::Light,
        worlds::scene::raster::{TITLES, ids, pixels},
    };

    #[test]
    fn every_object_fills_between_60_and_70_percent_of_the_height_and_leaves_the_corners_free() {
        let palette = Palette::new(Light::Dusk, 350.0, 60.0);
        for title in TITLES {
            let picture = pixels(&object(title, &palette).unwrap(), 640);
            let solid = |x, y| picture.pixel(x, y).is_some_and(|p| p.alpha() > 240);
            // Splashes and sparks do not count: a row belongs to the object from 12 pixels on.
            let rows: Vec<u32> = (0..360)
                .filter(|&y| (0..640).filter(|&x| solid(x, y)).count() >= 12)
                .collect();
            let height = rows[rows.len() - 1] - rows[0] + 1;
            assert!((216..=252).contains(&height), "{title} is {height} high");
            for (x, y) in [(0, 0), (639, 0), (0, 359), (639, 359)] {
                assert_eq!(picture.pixel(x, y).unwrap().alpha(), 0, "{title}");
            }
        }
    }

    #[test]
    fn objects_bring_their_own_ids() {
        let palette = Palette::new(Light::Day, 20.0, 200.0);
        for title in TITLES {
            let fragment = object(title, &palette).unwrap();
            assert!(
                ids(&fragment).iter().all(|id| id.starts_with("o-")),
                "{title}"
            );
        }
        assert!(object("unknown", &palette).is_none());
    }
}

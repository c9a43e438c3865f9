//! The one thing that stands for a demo title, painted without a background.
//!
//! Every object stands in the middle of a scene of 640 by 360 units and gives its gradients ids
//! that begin with `o-`.

mod emblems;
mod machines;
mod seafaring;
mod theatre;

use super::palette::Palette;

/// The iconic thing of `title`, between 60 and 70 % of the scene's height. `None` for a title
/// that has no painted object.
#[must_use]
pub fn object(title: &str, palette: &Palette) -> Option<String> {
    let paint = match title {
        "crown-of-ash" => emblems::burnt_crown,
        "deep-blue-hours" => seafaring::diving_helmet,
        "drumline" => theatre::drum,
        "dust-and-silver" => emblems::sheriff_star,
        "glass-garden" => theatre::rose_under_glass,
        "last-ferry" => seafaring::lantern,
        "little-comet" => machines::robot,
        "midnight-matinee" => theatre::popcorn,
        "neon-harbor" => seafaring::umbrella,
        "orbit-of-two" => machines::helmet,
        "paprika" => theatre::paprika,
        "saltwind" => seafaring::compass,
        "snowbound" => machines::snow_globe,
        "turbo-summer" => machines::car,
        "velvet-heist" => emblems::diamond,
        _ => return None,
    };
    Some(paint(palette))
}

//! Colours of a scene: one hue, its neighbours and one accent, equally light in every hue.

use std::fmt;

/// A colour, written as `#rrggbb` in SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Rgb {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// This colour with `share` in [0, 1] of it replaced by `other`.
    #[must_use]
    pub fn mix(self, other: Self, share: f64) -> Self {
        let channel = |a: u8, b: u8| {
            let (a, b) = (f64::from(a), f64::from(b));
            (a + (b - a) * share.clamp(0.0, 1.0)).round() as u8
        };
        Self(
            channel(self.0, other.0),
            channel(self.1, other.1),
            channel(self.2, other.2),
        )
    }

    /// This colour with `share` of white in it.
    #[must_use]
    pub fn lighter(self, share: f64) -> Self {
        self.mix(Self::WHITE, share)
    }

    /// This colour with `share` of a bluish black in it.
    #[must_use]
    pub fn darker(self, share: f64) -> Self {
        self.mix(Self(14, 10, 24), share)
    }
}

/// The colour of lightness `l` in [0, 1], chroma `c` in [0, 0.37] and hue `h` in degrees, in
/// OKLCH (Ottosson 2020), clipped to sRGB.
#[must_use]
pub fn oklch(l: f64, c: f64, h: f64) -> Rgb {
    let (sin, cos) = h.to_radians().sin_cos();
    let (a, b) = (c * cos, c * sin);
    let cube = |x: f64| x * x * x;
    let long = cube(l + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let medium = cube(l - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let short = cube(l - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
    let encode = |linear: f64| {
        let x = linear.clamp(0.0, 1.0);
        let s = if x <= 0.003_130_8 {
            12.92 * x
        } else {
            1.055 * x.powf(1.0 / 2.4) - 0.055
        };
        (s * 255.0).round() as u8
    };
    Rgb(
        encode(4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short),
        encode(-1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short),
        encode(-0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short),
    )
}

/// The light of a scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// Dark sky, bright accents.
    Night,
    /// A glowing horizon under a dark sky.
    Dusk,
    /// A light sky.
    Day,
    /// Muted and low in contrast, but for the accent.
    Fog,
}

/// The colours that a backdrop is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The sky from top to horizon.
    pub sky: [Rgb; 3],
    /// The farthest, the middle and the nearest layer of the ground.
    pub ground: [Rgb; 3],
    /// Lamps, windows, the sun.
    pub glow: Rgb,
    /// The one contrasting colour.
    pub accent: Rgb,
}

impl Palette {
    /// The palette of `hue` degrees under `light`, with the accent at `accent` degrees.
    #[must_use]
    pub fn new(light: Light, hue: f64, accent: f64) -> Self {
        let sky = |steps: [(f64, f64, f64); 3]| steps.map(|(l, c, turn)| oklch(l, c, hue + turn));
        let (sky, ground, glow) = match light {
            Light::Night => (
                sky([(0.16, 0.06, -12.0), (0.24, 0.09, 0.0), (0.36, 0.12, 14.0)]),
                sky([(0.27, 0.08, 6.0), (0.20, 0.06, 0.0), (0.12, 0.04, -8.0)]),
                oklch(0.90, 0.10, accent),
            ),
            Light::Dusk => (
                sky([(0.30, 0.11, -40.0), (0.55, 0.17, -12.0), (0.84, 0.12, 24.0)]),
                sky([
                    (0.44, 0.12, -20.0),
                    (0.31, 0.09, -30.0),
                    (0.19, 0.06, -40.0),
                ]),
                oklch(0.95, 0.08, hue + 40.0),
            ),
            Light::Day => (
                sky([(0.74, 0.11, 0.0), (0.84, 0.08, 6.0), (0.94, 0.04, 14.0)]),
                sky([(0.72, 0.10, 20.0), (0.60, 0.12, 26.0), (0.46, 0.11, 30.0)]),
                oklch(0.97, 0.05, hue + 40.0),
            ),
            Light::Fog => (
                sky([(0.50, 0.03, 0.0), (0.63, 0.03, 4.0), (0.76, 0.025, 8.0)]),
                sky([(0.58, 0.03, 0.0), (0.42, 0.03, 0.0), (0.24, 0.03, 0.0)]),
                oklch(0.88, 0.05, accent),
            ),
        };
        Self {
            sky,
            ground,
            glow,
            accent: oklch(0.70, 0.19, accent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oklch_agrees_with_published_values() {
        assert_eq!(oklch(1.0, 0.0, 0.0), Rgb(255, 255, 255));
        assert_eq!(oklch(0.627_955, 0.257_683, 29.2339), Rgb(255, 0, 0));
        assert_eq!(oklch(0.452_014, 0.313_214, 264.052), Rgb(0, 0, 255));
    }
}

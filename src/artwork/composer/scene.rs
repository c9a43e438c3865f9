//! A drawing of one artwork, built layer by layer.

use std::fmt::Write;

use super::{lettering::Lettering, palette::Rgb};

/// One composed artwork of a title.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The id of the title in the demo catalog.
    pub title: &'static str,
    /// The id of the artwork in the title's set.
    pub artwork: &'static str,
    body: String,
}

impl Scene {
    /// An empty scene.
    pub(super) fn new(title: &'static str, artwork: &'static str) -> Self {
        Self {
            title,
            artwork,
            body: String::new(),
        }
    }

    /// Paints `fragment` over what is there.
    pub(super) fn with(mut self, fragment: impl AsRef<str>) -> Self {
        self.body.push_str(fragment.as_ref());
        self
    }

    /// Sets the title's lettering over what is there.
    pub(super) fn letter(self, lettering: &Lettering) -> Self {
        self.with(lettering.draw())
    }

    /// Darkens the lower edge towards `colour`, so that figures stand in the picture.
    pub(super) fn settle(self, colour: Rgb) -> Self {
        self.with(format!(
            "<linearGradient id='s-settle' x1='0' y1='0' x2='0' y2='1'><stop offset='.55' \
                stop-color='{colour}' stop-opacity='0'/><stop offset='1' stop-color='{colour}' \
                stop-opacity='.9'/></linearGradient><rect width='640' height='360' \
                fill='url(#s-settle)'/>"
        ))
    }

    /// Darkens the corners.
    pub(super) fn vignette(self, strength: f64) -> Self {
        self.with(format!(
            "<radialGradient id='s-vignette' cx='.5' cy='.46' r='.78'><stop offset='.55' \
                stop-color='#05030c' stop-opacity='0'/><stop offset='1' stop-color='#05030c' \
                stop-opacity='{strength}'/></radialGradient><rect width='640' height='360' \
                fill='url(#s-vignette)'/>"
        ))
    }

    /// The whole drawing as an SVG document of 640 by 360 units.
    #[must_use]
    pub fn svg(&self) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='360' \
             viewBox='0 0 640 360'>{}</svg>",
            self.body
        )
    }
}

/// Where a fragment is placed: moved, turned, scaled and perhaps mirrored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    x: f64,
    y: f64,
    scale: f64,
    tilt: f64,
    mirrored: bool,
}

/// The place at `(x, y)`, enlarged by `scale`.
pub(super) fn at(x: f64, y: f64, scale: f64) -> Place {
    Place {
        x,
        y,
        scale,
        tilt: 0.0,
        mirrored: false,
    }
}

impl Place {
    /// Turned clockwise by `degrees`.
    pub(super) fn tilt(self, degrees: f64) -> Self {
        Self {
            tilt: degrees,
            ..self
        }
    }

    /// Looking the other way.
    pub(super) fn mirror(self) -> Self {
        Self {
            mirrored: !self.mirrored,
            ..self
        }
    }

    /// Whether figures in it look the other way.
    pub(super) fn is_mirrored(self) -> bool {
        self.mirrored
    }

    /// Moved by `(dx, dy)` in the picture.
    pub(super) fn shifted(self, dx: f64, dy: f64) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }

    /// `fragment` in this place.
    pub(super) fn put(self, fragment: &str) -> String {
        let Self {
            x, y, scale, tilt, ..
        } = self;
        let sx = if self.mirrored { -scale } else { scale };
        format!(
            "<g transform='translate({x:.2} {y:.2}) rotate({tilt}) scale({sx} \
                {scale})'>{fragment}</g>"
        )
    }
}

/// Joins points to the `points` of a polygon.
pub(super) fn points(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    points.into_iter().fold(String::new(), |mut text, (x, y)| {
        let _ = write!(text, "{x:.1},{y:.1} ");
        text
    })
}

/// A filled path.
pub(super) fn fill(d: &str, colour: Rgb) -> String {
    format!("<path d='{d}' fill='{colour}'/>")
}

/// A stroked path with round ends.
pub(super) fn stroke(d: &str, colour: Rgb, width: f64) -> String {
    format!(
        "<path d='{d}' fill='none' stroke='{colour}' stroke-width='{width:.2}' \
         stroke-linecap='round' stroke-linejoin='round'/>"
    )
}

/// A filled ellipse.
pub(super) fn oval(x: f64, y: f64, rx: f64, ry: f64, colour: Rgb) -> String {
    format!("<ellipse cx='{x:.2}' cy='{y:.2}' rx='{rx:.2}' ry='{ry:.2}' fill='{colour}'/>")
}

/// A filled circle.
pub(super) fn disc(x: f64, y: f64, r: f64, colour: Rgb) -> String {
    oval(x, y, r, r, colour)
}

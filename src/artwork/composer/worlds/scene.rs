//! The brush that worlds and objects are painted with: SVG markup and the gradients it refers to.

use std::fmt::{Display, Write};

use crate::artwork::composer::palette::{Palette, Rgb};

/// A colour of a gradient and its opacity in [0, 1].
pub(crate) type Stop = (Rgb, f64);

/// An SVG fragment under construction, 640 by 360 units, painted from far to near.
pub(crate) struct Scene {
    prefix: &'static str,
    ids: usize,
    defs: String,
    body: String,
}

impl Scene {
    /// An empty scene whose ids all begin with `prefix`.
    pub(crate) fn new(prefix: &'static str) -> Self {
        Self {
            prefix,
            ids: 0,
            defs: String::new(),
            body: String::new(),
        }
    }

    /// The fragment: definitions first, then the marks in the order in which they were made.
    pub(crate) fn finish(self) -> String {
        format!("<defs>{}</defs>{}", self.defs, self.body)
    }

    /// Adds markup as it is.
    pub(crate) fn put(&mut self, markup: impl Display) {
        push(&mut self.body, format_args!("{markup}"));
    }

    /// Fills the path `d`.
    pub(crate) fn path(&mut self, fill: impl Display, d: impl Display) {
        self.put(format_args!("<path fill=\"{fill}\" d=\"{d}\"/>"));
    }

    /// Fills the path `d` with `opacity` in [0, 1].
    pub(crate) fn glaze(&mut self, fill: impl Display, opacity: f64, d: impl Display) {
        self.put(format_args!(
            "<path fill=\"{fill}\" opacity=\"{opacity:.2}\" d=\"{d}\"/>"
        ));
    }

    /// Strokes the path `d` with round ends, `width` units wide.
    pub(crate) fn line(&mut self, stroke: impl Display, width: f64, d: impl Display) {
        self.put(format_args!(
            "<path fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width:.1}\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"{d}\"/>"
        ));
    }

    /// Strokes the path `d` as a neon tube: a wide soft halo, the colour and a bright core.
    pub(crate) fn neon(&mut self, color: Rgb, width: f64, d: impl Display) {
        let core = mix(color, Rgb(255, 255, 255), 0.7);
        for (stroke, times, opacity) in [
            (color, 5.0, 0.16),
            (color, 2.6, 0.35),
            (color, 1.2, 1.0),
            (core, 0.45, 1.0),
        ] {
            self.put(format_args!("<g opacity=\"{opacity}\">"));
            self.line(stroke, width * times, &d);
            self.put("</g>");
        }
    }

    /// Fills the rectangle `[x, y, width, height]`.
    pub(crate) fn rect(&mut self, fill: impl Display, [x, y, w, h]: [f64; 4]) {
        self.put(format_args!(
            "<rect fill=\"{fill}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\"/>"
        ));
    }

    /// Fills the ellipse `[centre x, centre y, radius x, radius y]`.
    pub(crate) fn oval(&mut self, fill: impl Display, [x, y, rx, ry]: [f64; 4]) {
        self.put(format_args!(
            "<ellipse fill=\"{fill}\" cx=\"{x:.1}\" cy=\"{y:.1}\" rx=\"{rx:.1}\" ry=\"{ry:.1}\"/>"
        ));
    }

    /// Fills a circle of radius `r`.
    pub(crate) fn disc(&mut self, fill: impl Display, x: f64, y: f64, r: f64) {
        self.oval(fill, [x, y, r, r]);
    }

    /// Strokes the ellipse `[centre x, centre y, radius x, radius y]`, `width` units wide.
    pub(crate) fn ring(&mut self, stroke: impl Display, width: f64, [x, y, rx, ry]: [f64; 4]) {
        self.put(format_args!(
            "<ellipse fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width:.1}\" cx=\"{x:.1}\" \
             cy=\"{y:.1}\" rx=\"{rx:.1}\" ry=\"{ry:.1}\"/>"
        ));
    }

    /// Fills the rectangle `[x, y, width, height]` with corners of radius `r`.
    pub(crate) fn pill(&mut self, fill: impl Display, r: f64, [x, y, w, h]: [f64; 4]) {
        self.put(format_args!(
            "<rect fill=\"{fill}\" rx=\"{r:.1}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" \
             height=\"{h:.1}\"/>"
        ));
    }

    /// A star with four thin points that reach `r` far.
    pub(crate) fn sparkle(&mut self, fill: impl Display, x: f64, y: f64, r: f64) {
        let (left, right, top, foot) = (x - r, x + r, y - r, y + r);
        self.path(
            fill,
            format_args!(
                "M{x:.1} {top:.1}Q{x:.1} {y:.1} {right:.1} {y:.1}Q{x:.1} {y:.1} {x:.1} {foot:.1}\
                 Q{x:.1} {y:.1} {left:.1} {y:.1}Q{x:.1} {y:.1} {x:.1} {top:.1}Z"
            ),
        );
    }

    /// A soft light of radius `r`, `strength` in [0, 1] at its centre.
    pub(crate) fn halo(&mut self, color: Rgb, strength: f64, [x, y, rx, ry]: [f64; 4]) {
        let paint = self.radial(
            [0.5, 0.5, 0.5],
            &[
                (color, strength),
                (color, strength * 0.45),
                (color, strength * 0.14),
                (color, 0.0),
            ],
        );
        self.oval(paint, [x, y, rx, ry]);
    }

    /// Paints what `draw` makes inside a `<g>` with `attributes`.
    pub(crate) fn group(&mut self, attributes: impl Display, draw: impl FnOnce(&mut Self)) {
        self.put(format_args!("<g {attributes}>"));
        draw(self);
        self.put("</g>");
    }

    /// Paints what `draw` makes, but only inside the path `d`.
    pub(crate) fn inside(&mut self, d: impl Display, draw: impl FnOnce(&mut Self)) {
        let id = self.next_id();
        push(
            &mut self.defs,
            format_args!("<clipPath id=\"{id}\"><path d=\"{d}\"/></clipPath>"),
        );
        self.group(format_args!("clip-path=\"url(#{id})\""), draw);
    }

    /// A gradient from the top to the bottom of the shape it fills.
    pub(crate) fn vertical(&mut self, stops: &[Stop]) -> String {
        self.gradient(
            "linearGradient",
            "x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\"",
            stops,
        )
    }

    /// A gradient from the left to the right of the shape it fills.
    pub(crate) fn horizontal(&mut self, stops: &[Stop]) -> String {
        self.gradient(
            "linearGradient",
            "x1=\"0\" y1=\"0\" x2=\"1\" y2=\"0\"",
            stops,
        )
    }

    /// A gradient from `(x1, y1)` to `(x2, y2)` of the scene.
    pub(crate) fn along(&mut self, [x1, y1, x2, y2]: [f64; 4], stops: &[Stop]) -> String {
        self.gradient(
            "linearGradient",
            &format!(
                "gradientUnits=\"userSpaceOnUse\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\""
            ),
            stops,
        )
    }

    /// A round gradient: centre and radius are fractions of the shape it fills.
    pub(crate) fn radial(&mut self, [x, y, r]: [f64; 3], stops: &[Stop]) -> String {
        self.gradient(
            "radialGradient",
            &format!("cx=\"{x}\" cy=\"{y}\" r=\"{r}\""),
            stops,
        )
    }

    /// The sky of `palette` over the whole scene, its lowest colour at height `horizon`.
    pub(crate) fn sky(&mut self, palette: &Palette, horizon: f64) {
        let [top, middle, low] = palette.sky.map(|color| (color, 1.0));
        // The whole scene first: two edges that only meet would let the background through.
        self.rect(low.0, [0.0, 0.0, 640.0, 360.0]);
        let paint = self.vertical(&[top, middle, low]);
        self.rect(paint, [0.0, 0.0, 640.0, horizon + 1.0]);
    }

    /// `count` stars above height `floor`, strewn evenly and never in rows.
    pub(crate) fn stars(&mut self, color: Rgb, count: usize, floor: f64) {
        for i in 0..count {
            let (x, y) = scatter(i);
            let size = 0.6 + 1.1 * scatter(i * 7 + 3).0.powi(4);
            let opacity = 0.35 + 0.6 * scatter(i * 5 + 1).1;
            self.group(format_args!("opacity=\"{opacity:.2}\""), |s| {
                s.disc(color, x * 640.0, y * floor, size);
            });
        }
    }

    /// Darkens the borders, so that the eye goes to the middle.
    pub(crate) fn vignette(&mut self, color: Rgb, strength: f64) {
        let paint = self.radial(
            [0.5, 0.5, 0.75],
            &[(color, 0.0), (color, 0.0), (color, strength)],
        );
        self.rect(paint, [0.0, 0.0, 640.0, 360.0]);
    }

    /// Darkens the scene below height `top` towards `color`, so that lettering can stand there.
    pub(crate) fn dusk_below(&mut self, color: Rgb, top: f64) {
        let paint = self.vertical(&[(color, 0.0), (color, 0.55), (color, 0.85)]);
        self.rect(paint, [0.0, top, 640.0, 362.0 - top]);
    }

    fn next_id(&mut self) -> String {
        self.ids += 1;
        format!("{}{}", self.prefix, self.ids)
    }

    fn gradient(&mut self, kind: &str, place: &str, stops: &[Stop]) -> String {
        let id = self.next_id();
        let last = stops.len().saturating_sub(1).max(1) as f64;
        push(&mut self.defs, format_args!("<{kind} id=\"{id}\" {place}>"));
        for (i, (color, opacity)) in stops.iter().enumerate() {
            push(
                &mut self.defs,
                format_args!(
                    "<stop offset=\"{:.3}\" stop-color=\"{color}\" stop-opacity=\"{opacity:.3}\"/>",
                    i as f64 / last
                ),
            );
        }
        push(&mut self.defs, format_args!("</{kind}>"));
        format!("url(#{id})")
    }
}

fn push(text: &mut String, markup: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(markup);
}

/// The colour `share` of the way from `a` to `b`, `share` in [0, 1].
pub(crate) fn mix(a: Rgb, b: Rgb, share: f64) -> Rgb {
    let blend = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    Rgb(blend(a.0, b.0), blend(a.1, b.1), blend(a.2, b.2))
}

/// Point `i` of a sequence that fills the unit square evenly (Roberts' R2 sequence).
pub(crate) fn scatter(i: usize) -> (f64, f64) {
    let n = i as f64 + 0.5;
    ((n * 0.754_877_666_2).fract(), (n * 0.569_840_291_0).fract())
}

/// A smooth open curve through `points`, as path data (Catmull-Rom).
pub(crate) fn smooth(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    let at = |i: usize| points[i.min(points.len() - 1)];
    for (i, &(x, y)) in points.iter().enumerate() {
        if i == 0 {
            push(&mut d, format_args!("M{x:.1} {y:.1}"));
            continue;
        }
        let (before, from, after) = (at(i.saturating_sub(2)), at(i - 1), at(i + 1));
        push(
            &mut d,
            format_args!(
                "C{:.1} {:.1} {:.1} {:.1} {x:.1} {y:.1}",
                from.0 + (x - before.0) / 6.0,
                from.1 + (y - before.1) / 6.0,
                x - (after.0 - from.0) / 6.0,
                y - (after.1 - from.1) / 6.0,
            ),
        );
    }
    d
}

/// Rolling land under `points`, down to the lower edge of the scene.
pub(crate) fn rolling(points: &[(f64, f64)]) -> String {
    let mut d = smooth(points);
    let right = points.last().map_or(640.0, |p| p.0);
    let left = points.first().map_or(0.0, |p| p.0);
    push(&mut d, format_args!("L{right:.1} 362L{left:.1} 362Z"));
    d
}

/// Rugged land under `points`, down to the lower edge of the scene.
pub(crate) fn rugged(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (i, (x, y)) in points.iter().enumerate() {
        push(
            &mut d,
            format_args!("{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' }),
        );
    }
    let right = points.last().map_or(640.0, |p| p.0);
    let left = points.first().map_or(0.0, |p| p.0);
    push(&mut d, format_args!("L{right:.1} 362L{left:.1} 362Z"));
    d
}

#[cfg(test)]
pub(crate) mod raster {
    //! Renders fragments, so that tests can look at them.

    use resvg::{tiny_skia, usvg};

    /// The titles that have a world and an object.
    pub(crate) const TITLES: [&str; 15] = [
        "crown-of-ash",
        "deep-blue-hours",
        "drumline",
        "dust-and-silver",
        "glass-garden",
        "last-ferry",
        "little-comet",
        "midnight-matinee",
        "neon-harbor",
        "orbit-of-two",
        "paprika",
        "saltwind",
        "snowbound",
        "turbo-summer",
        "velvet-heist",
    ];

    /// `fragment` at `width` by `width * 9 / 16` pixels.
    pub(crate) fn pixels(fragment: &str, width: u32) -> tiny_skia::Pixmap {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\">{fragment}</svg>"
        );
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).unwrap();
        let mut pixels = tiny_skia::Pixmap::new(width, width * 9 / 16).unwrap();
        let scale = width as f32 / tree.size().width();
        resvg::render(
            &tree,
            tiny_skia::Transform::from_scale(scale, scale),
            &mut pixels.as_mut(),
        );
        pixels
    }

    /// The ids that `fragment` defines, in order.
    pub(crate) fn ids(fragment: &str) -> Vec<&str> {
        fragment
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect()
    }
}

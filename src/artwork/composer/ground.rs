//! Plain grounds behind figures: skies, bursts, stripes, light and weather.

use std::fmt::Write;

use super::{
    palette::{Palette, Rgb},
    scene::points,
};

/// The whole picture in the sky colours of `palette`, from top to bottom.
pub(super) fn sky(palette: &Palette) -> String {
    let [top, middle, low] = palette.sky;
    gradient("g-sky", top, middle, low)
}

/// The whole picture in three colours from top to bottom; `id` names the gradient.
pub(super) fn gradient(id: &str, top: Rgb, middle: Rgb, low: Rgb) -> String {
    format!(
        "<linearGradient id='{id}' x1='0' y1='0' x2='0' y2='1'><stop offset='0' \
                stop-color='{top}'/><stop offset='.55' stop-color='{middle}'/><stop offset='1' \
                stop-color='{low}'/></linearGradient><rect width='640' height='360' \
                fill='url(#{id})'/>"
    )
}

/// The whole picture lit from `(x, y)`: `inner` fades to `outer` over `radius` units.
pub(super) fn spotlight(x: f64, y: f64, radius: f64, inner: Rgb, outer: Rgb) -> String {
    format!(
        "<radialGradient id='g-spot' gradientUnits='userSpaceOnUse' cx='{x}' cy='{y}' \
                r='{radius}'><stop offset='0' stop-color='{inner}'/><stop offset='1' \
                stop-color='{outer}'/></radialGradient><rect width='640' height='360' \
                fill='url(#g-spot)'/>"
    )
}

/// A glowing disc, such as a sun or moon, with its halo; `id` names the halo's gradient.
pub(super) fn orb(id: &str, x: f64, y: f64, r: f64, colour: Rgb) -> String {
    format!(
        "<radialGradient id='{id}'><stop offset='.3' stop-color='{colour}' stop-opacity='.75'/>\
         <stop offset='1' stop-color='{colour}' stop-opacity='0'/></radialGradient>\
         <circle cx='{x}' cy='{y}' r='{}' fill='url(#{id})'/>\
         <circle cx='{x}' cy='{y}' r='{r}' fill='{colour}'/>",
        r * 2.3
    )
}

/// A soft light without an edge; `id` names its gradient.
pub(super) fn glow(id: &str, x: f64, y: f64, r: f64, colour: Rgb, opacity: f64) -> String {
    format!(
        "<radialGradient id='{id}'><stop offset='0' stop-color='{colour}' \
                stop-opacity='{opacity}'/><stop offset='1' stop-color='{colour}' \
                stop-opacity='0'/></radialGradient><circle cx='{x}' cy='{y}' r='{r}' \
                fill='url(#{id})'/>"
    )
}

/// `count` rays of `colour` around `(x, y)`.
pub(super) fn burst(x: f64, y: f64, count: u32, colour: Rgb, opacity: f64) -> String {
    let mut svg = format!("<g fill='{colour}' opacity='{opacity}'>");
    let step = std::f64::consts::TAU / f64::from(count);
    for ray in 0..count {
        let from = step * f64::from(ray) + 0.1;
        let tip = |angle: f64| (x + 820.0 * angle.cos(), y + 820.0 * angle.sin());
        let corners = points([(x, y), tip(from), tip(from + step * 0.5)]);
        let _ = write!(svg, "<polygon points='{corners}'/>");
    }
    svg + "</g>"
}

/// Irregular spikes that leave the middle around `(x, y)` free, as in a comic's fast panel.
pub(super) fn speed(x: f64, y: f64, colour: Rgb, opacity: f64) -> String {
    let mut svg = format!("<g fill='{colour}' opacity='{opacity}'>");
    for ray in 0..46_u32 {
        let angle = f64::from(ray) * 0.1366 + f64::from(ray * 7 % 5) * 0.02;
        let inner = 170.0 + f64::from(ray * 37 % 11) * 13.0;
        let width = 0.012 + f64::from(ray * 13 % 7) * 0.004;
        let tip = |a: f64, r: f64| (x + r * a.cos() * 1.25, y + r * a.sin());
        let corners = points([
            tip(angle, inner),
            tip(angle - width, 800.0),
            tip(angle + width, 800.0),
        ]);
        let _ = write!(svg, "<polygon points='{corners}'/>");
    }
    svg + "</g>"
}

/// Diagonal stripes, `width` units wide.
pub(super) fn stripes(width: f64, slant: f64, colour: Rgb, opacity: f64) -> String {
    let mut svg = format!("<g fill='{colour}' opacity='{opacity}'>");
    let mut x = -360.0 - slant.abs();
    while x < 760.0 + slant.abs() {
        let corners = points([
            (x, 0.0),
            (x + width, 0.0),
            (x + width + slant, 360.0),
            (x + slant, 360.0),
        ]);
        let _ = write!(svg, "<polygon points='{corners}'/>");
        x += 2.0 * width;
    }
    svg + "</g>"
}

/// A field of one colour with a slanted edge: from `top` at the upper to `low` at the lower
/// edge of the picture, filling what lies to the right of it.
pub(super) fn half(top: f64, low: f64, colour: Rgb) -> String {
    let corners = points([(top, 0.0), (660.0, 0.0), (660.0, 360.0), (low, 360.0)]);
    format!("<polygon points='{corners}' fill='{colour}'/>")
}

/// Dots in rows that shrink from the lower right to the upper left.
pub(super) fn halftone(colour: Rgb, opacity: f64) -> String {
    let mut svg = format!("<g fill='{colour}' opacity='{opacity}'>");
    for row in 0..16_u32 {
        for column in 0..28_u32 {
            let x = f64::from(column) * 24.0 + f64::from(row % 2) * 12.0;
            let y = f64::from(row) * 24.0;
            let r = (x / 640.0 + y / 360.0) * 5.5;
            let _ = write!(svg, "<circle cx='{x}' cy='{y}' r='{r:.1}'/>");
        }
    }
    svg + "</g>"
}

/// Small lights all over the upper `depth` units: stars, sparks, snow.
pub(super) fn specks(count: u32, depth: f64, size: f64, colour: Rgb, opacity: f64) -> String {
    let mut svg = format!("<g fill='{colour}' opacity='{opacity}'>");
    for speck in 0..count {
        let x = f64::from(speck * 7919 % 6400) / 10.0;
        let y = f64::from(speck * 104_729 % 3600) / 3600.0 * depth;
        let r = size * (0.4 + f64::from(speck * 31 % 10) / 10.0);
        let _ = write!(svg, "<circle cx='{x:.1}' cy='{y:.1}' r='{r:.1}'/>");
    }
    svg + "</g>"
}

/// Slanted lines of rain.
pub(super) fn rain(count: u32, colour: Rgb, opacity: f64) -> String {
    let mut svg = format!("<g stroke='{colour}' stroke-width='1.6' opacity='{opacity}'>");
    for drop in 0..count {
        let x = f64::from(drop * 7919 % 7000) / 10.0;
        let y = f64::from(drop * 104_729 % 4000) / 10.0 - 40.0;
        let length = 18.0 + f64::from(drop * 31 % 22);
        let _ = write!(
            svg,
            "<line x1='{x:.1}' y1='{y:.1}' x2='{:.1}' y2='{:.1}'/>",
            x - length * 0.25,
            y + length
        );
    }
    svg + "</g>"
}

/// Large blurred lights of a city.
pub(super) fn bokeh(colours: &[Rgb], opacity: f64) -> String {
    let mut svg = format!("<g opacity='{opacity}'>");
    for light in 0..26_u32 {
        let x = f64::from(light * 977 % 640);
        let y = f64::from(light * 613 % 330);
        let r = 9.0 + f64::from(light * 17 % 24);
        let colour = colours[light as usize % colours.len()];
        let _ = write!(
            svg,
            "<circle cx='{x}' cy='{y}' r='{r}' fill='{colour}' opacity='{}'/>",
            0.25 + f64::from(light * 3 % 5) * 0.12
        );
    }
    svg + "</g>"
}

/// Bands of light through a blind, falling from the upper left.
pub(super) fn blinds(colour: Rgb, opacity: f64) -> String {
    let mut svg = format!("<g fill='{colour}' opacity='{opacity}'>");
    for slat in 0..9_u32 {
        let y = f64::from(slat) * 44.0 - 30.0;
        let corners = points([
            (0.0, y),
            (640.0, y + 60.0),
            (640.0, y + 80.0),
            (0.0, y + 20.0),
        ]);
        let _ = write!(svg, "<polygon points='{corners}'/>");
    }
    svg + "</g>"
}

/// A beam of light from `(x, y)` down to the floor between `left` and `right`.
pub(super) fn beam(x: f64, y: f64, left: f64, right: f64, colour: Rgb, opacity: f64) -> String {
    let corners = points([(x - 8.0, y), (x + 8.0, y), (right, 370.0), (left, 370.0)]);
    format!("<polygon points='{corners}' fill='{colour}' opacity='{opacity}'/>")
}

/// A flat floor from `y` down, in `colour`.
pub(super) fn floor(y: f64, colour: Rgb) -> String {
    format!(
        "<rect y='{y}' width='640' height='{}' fill='{colour}'/>",
        360.0 - y
    )
}

//! What charts are drawn with: scales, and tracks with a dot and its interval.

use std::fmt::Write;

use super::safe;
use crate::report::model::Interval;

/// From numbers to the width of a chart, 0 to 100.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Scale {
    /// A scale on which all of `intervals` fit, and 0 as well if `has_zero`.
    pub(super) fn of(intervals: impl Iterator<Item = Interval>, has_zero: bool) -> Self {
        let start = if has_zero {
            (0.0, 0.0)
        } else {
            (f64::INFINITY, f64::NEG_INFINITY)
        };
        let (low, high) = intervals.fold(start, |(low, high), it| {
            (it.low.min(low), it.high.max(high))
        });
        let reach = high - low;
        if reach.is_finite() && reach > 0.0 {
            let room = 0.06 * reach;
            return Self {
                low: low - room,
                high: high + room,
            };
        }
        let middle = if low.is_finite() { low } else { 0.0 };
        Self {
            low: middle - 0.5,
            high: middle + 0.5,
        }
    }

    /// Where `number` is, from 0 to 100.
    pub(super) fn at(&self, number: f64) -> f64 {
        (100.0 * (number - self.low) / (self.high - self.low)).clamp(0.0, 100.0)
    }

    /// Round numbers within the scale, at most six.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let least = (self.high - self.low) / 5.0;
        let power = libm::pow(10.0, libm::floor(libm::log10(least)));
        let step = [1.0, 2.0, 5.0, 10.0].map(|it| it * power);
        let step = step.into_iter().find(|it| *it >= least).unwrap_or(least);
        let first = libm::ceil(self.low / step);
        (0..7)
            .map(|place| (first + f64::from(place)) * step)
            .filter(|tick| *tick <= self.high)
            .collect()
    }
}

/// A dot with its interval, on a line of 100 by 24; before a band, if there is one. A dot that is
/// not `is_full` is hollow.
pub(super) fn track(
    scale: &Scale,
    interval: &Interval,
    band: Option<&Interval>,
    class: &str,
    is_full: bool,
    name: &str,
) -> String {
    let mut svg = begin(name, interval);
    if let Some(band) = band {
        let (low, high) = (scale.at(band.low), scale.at(band.high));
        let width = (high - low).max(0.4);
        let _ = write!(
            svg,
            "<rect class=\"band\" x=\"{low:.2}\" y=\"2\" width=\"{width:.2}\" height=\"20\"/>"
        );
    }
    zero(&mut svg, scale);
    let (low, at, high) = (
        scale.at(interval.low),
        scale.at(interval.value),
        scale.at(interval.high),
    );
    let hole = if is_full {
        String::new()
    } else {
        format!("<path class=\"hole\" d=\"M{at:.2} 12h0.001\"/>")
    };
    let _ = write!(
        svg,
        "<path class=\"reach {class}\" d=\"M{low:.2} 12H{high:.2}\"/>\
         <path class=\"end {class}\" d=\"M{low:.2} 7v10M{high:.2} 7v10\"/>\
         <path class=\"dot {class}\" d=\"M{at:.2} 12h0.001\"/>{hole}</svg>"
    );
    svg
}

/// A bar from 0 with its interval, on a line of 100 by 24, and a tick where `mark` is.
pub(super) fn bar(
    scale: &Scale,
    interval: &Interval,
    mark: Option<f64>,
    class: &str,
    name: &str,
) -> String {
    let mut svg = begin(name, interval);
    let (zero_at, at) = (scale.at(0.0), scale.at(interval.value));
    let (low, high) = (scale.at(interval.low), scale.at(interval.high));
    let (left, width) = (zero_at.min(at), (at - zero_at).abs());
    let _ = write!(
        svg,
        "<rect class=\"fill {class}\" x=\"{left:.2}\" y=\"4\" width=\"{width:.2}\" height=\"16\"/>"
    );
    zero(&mut svg, scale);
    if let Some(mark) = mark {
        let at = scale.at(mark);
        let _ = write!(svg, "<path class=\"mark\" d=\"M{at:.2} 0V24\"/>");
    }
    let _ = write!(
        svg,
        "<path class=\"whisker\" d=\"M{low:.2} 12H{high:.2}M{low:.2} 8v8M{high:.2} 8v8\"/></svg>"
    );
    svg
}

/// A picture of the same width as what is round it, whose lines keep theirs.
fn begin(name: &str, interval: &Interval) -> String {
    let Interval { value, low, high } = interval;
    format!(
        "<svg class=\"track\" viewBox=\"0 0 100 24\" preserveAspectRatio=\"none\" role=\"img\">\
         <title>{}</title><desc>{value:.4}, between {low:.4} and {high:.4}</desc>",
        safe(name)
    )
}

fn zero(svg: &mut String, scale: &Scale) {
    if scale.low < 0.0 && scale.high > 0.0 {
        let at = scale.at(0.0);
        let _ = write!(svg, "<path class=\"zero\" d=\"M{at:.2} 0V24\"/>");
    }
}

/// The numbers below the tracks of a scale; `text` writes them.
pub(super) fn axis(scale: &Scale, text: impl Fn(f64) -> String) -> String {
    let mut html = "<div class=\"axis\" aria-hidden=\"true\">".to_owned();
    for tick in scale.ticks() {
        let _ = write!(
            html,
            "<span style=\"left:{:.2}%\">{}</span>",
            scale.at(tick),
            text(tick)
        );
    }
    html.push_str("</div>");
    html
}

/// A share in per cent, as on an axis.
pub(super) fn per_cent(share: f64) -> String {
    let rounded = libm::round(1e4 * share) / 1e2;
    // No −0.
    let rounded = if rounded == 0.0 { 0.0 } else { rounded };
    format!("{rounded} %").replace('-', "−")
}

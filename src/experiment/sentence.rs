//! Comparisons in plain words.

use super::{
    comparison::{CellValue, Comparison, Evidence, Verdict},
    estimate::Estimate,
    metric::Unit,
};

impl Comparison {
    /// What the comparison shows, in a sentence: both values, the lift with its interval that
    /// holds at any look, the p-value, and how many members and impressions they come from.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self {
            measure,
            cell,
            baseline,
            ..
        } = self;
        let name = measure.name;
        let head = match self.verdict() {
            Verdict::Better => format!("{} is better than {} in {name}", cell.name, baseline.name),
            Verdict::Worse => format!("{} is worse than {} in {name}", cell.name, baseline.name),
            Verdict::NotShown => format!(
                "No difference in {name} is shown between {} and {}",
                cell.name, baseline.name
            ),
            Verdict::Unknown(unknown) => {
                return format!(
                    "{} and {} cannot be compared in {name}: {unknown}.",
                    cell.name, baseline.name
                );
            }
        };
        let (Ok(evidence), Ok(above), Ok(below)) = (self.always, cell.value, baseline.value) else {
            return format!("{head}.");
        };
        let adjusted = if self.is_adjusted {
            ", adjusted for what was known before"
        } else {
            ""
        };
        format!(
            "{head}: {} against {}{adjusted}, {} ({} % interval at any look{}; {}).",
            number(&above, measure.unit),
            number(&below, measure.unit),
            change(&evidence, measure.unit),
            (1e6 * (1.0 - self.level.alpha())).round() / 1e4,
            p_value(evidence.p),
            sizes(cell, baseline, measure.of),
        )
    }
}

/// The change with its interval: as a lift if there is one.
fn change(evidence: &Evidence, unit: Unit) -> String {
    if let Ok(lift) = evidence.lift {
        let places = places(&lift, 100.0);
        let percent = |share: f64| format!("{:+.places$} %", 100.0 * share);
        let [value, low, high] = [lift.value, lift.low, lift.high].map(percent);
        return format!("a change of {value}, between {low} and {high}");
    }
    let it = evidence.difference;
    let in_unit = |end| match unit {
        // Per cent of what would not be clear.
        Unit::Share => in_unit(end, &it, unit).replace('%', "percentage points"),
        _ => in_unit(end, &it, unit),
    };
    let [value, low, high] = [it.value, it.low, it.high].map(in_unit);
    format!("a change by {value}, between {low} and {high}")
}

/// `, p = 0.0123`, with as many digits as tell something.
fn p_value(p: f64) -> String {
    if p < 0.0001 {
        ", p below 0.0001".to_owned()
    } else {
        format!(", p = {p:.4}")
    }
}

/// The value of `estimate` in its unit.
#[must_use]
pub fn number(estimate: &Estimate, unit: Unit) -> String {
    in_unit(estimate.value, estimate, unit)
}

/// `value` in its unit, with digits as fine as the interval of `estimate` tells apart.
fn in_unit(value: f64, estimate: &Estimate, unit: Unit) -> String {
    let scale = if unit == Unit::Share { 100.0 } else { 1.0 };
    let places = places(estimate, scale);
    let value = scale * value;
    match unit {
        Unit::Share => format!("{value:.places$} %"),
        Unit::Minutes => format!("{value:.places$} min"),
        Unit::Seconds => format!("{value:.places$} s"),
        Unit::Items | Unit::Number => format!("{value:.places$}"),
    }
}

/// How many decimal places show two digits of half the interval's width, at most 6.
fn places(estimate: &Estimate, scale: f64) -> usize {
    let half = 0.5 * scale * (estimate.high - estimate.low);
    if half <= 0.0 {
        return 6;
    }
    (1.0 - libm::floor(libm::log10(half))).clamp(0.0, 6.0) as usize
}

/// `12,345 and 12,340 members, 1,234,567 and 1,240,000 impressions`.
fn sizes(cell: &CellValue, baseline: &CellValue, of: &str) -> String {
    let members = format!(
        "{} and {} members",
        grouped(cell.members),
        grouped(baseline.members)
    );
    let [above, below] = [cell, baseline].map(|it| grouped(it.of.round() as u64));
    format!("{members}, {above} and {below} {of}")
}

/// A count with commas between thousands.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

//! Numbers of a report as people read them.

use super::model::{Answer, Evidence, Interval, Word};
use crate::experiment::{Estimate, Unit, sentence};

/// The unit that a report calls by `word`.
fn unit(word: &str) -> Unit {
    match word {
        "share" => Unit::Share,
        "minutes" => Unit::Minutes,
        "seconds" => Unit::Seconds,
        "items" => Unit::Items,
        _ => Unit::Number,
    }
}

/// `value` in a unit, with digits as fine as `interval` tells apart.
fn in_unit(value: f64, interval: &Interval, word: &str) -> String {
    let estimate = Estimate {
        value,
        ..Estimate::from(*interval)
    };
    sentence::number(&estimate, unit(word))
}

/// The value of `interval` in a unit.
pub(super) fn value(interval: &Interval, unit: &str) -> String {
    in_unit(interval.value, interval, unit)
}

/// The ends of `interval` in a unit, as `12.1 to 12.9 %`.
pub(super) fn range(interval: &Interval, unit: &str) -> String {
    let [low, high] = [interval.low, interval.high].map(|it| in_unit(it, interval, unit));
    let bare = low.split(' ').next().unwrap_or_default();
    format!("{bare} to {high}")
}

/// A change as a share of the baseline, as `+8.1 %`.
pub(super) fn change(interval: &Interval) -> String {
    signed(interval.value, interval)
}

/// Its ends, as `+6.0 to +10.2 %`.
pub(super) fn change_range(interval: &Interval) -> String {
    let [low, high] = [interval.low, interval.high].map(|it| signed(it, interval));
    let bare = low.strip_suffix(" %").unwrap_or(&low);
    format!("{bare} to {high}")
}

fn signed(value: f64, interval: &Interval) -> String {
    let text = in_unit(value, interval, "share");
    let is_zero = !text.contains(|it: char| ('1'..='9').contains(&it));
    match text.strip_prefix('-') {
        _ if is_zero => text.trim_start_matches('-').to_owned(),
        Some(less) => format!("−{less}"),
        None => format!("+{text}"),
    }
}

/// A p-value, with as many digits as tell something.
pub(super) fn p_value(p: f64) -> String {
    if p < 0.0001 {
        "< 0.0001".to_owned()
    } else if p < 0.01 {
        format!("{p:.4}")
    } else {
        format!("{p:.3}")
    }
}

/// A count with commas.
pub(super) fn count(count: u64) -> String {
    sentence::grouped(count)
}

/// A sum that is a count or minutes, rounded.
pub(super) fn amount(amount: f64) -> String {
    count(amount.max(0.0).round() as u64)
}

/// The lift that may be looked at any time, or why there is none.
pub(super) fn lift(evidence: &Answer<Evidence>) -> Result<Interval, &str> {
    match evidence {
        Answer::Known(evidence) => match &evidence.lift {
            Answer::Known(lift) => Ok(*lift),
            Answer::Unknown { unknown } => Err(unknown),
        },
        Answer::Unknown { unknown } => Err(unknown),
    }
}

/// The sign and the words of a verdict.
pub(super) fn verdict(word: Word) -> (&'static str, &'static str) {
    match word {
        Word::Better => ("▲", "better"),
        Word::Worse => ("▼", "worse"),
        Word::NotShown => ("◆", "no difference shown"),
        Word::Unknown => ("?", "cannot be told"),
        Word::NothingToCompare => ("◇", "nothing to compare"),
        Word::Mismatch => ("✗", "sample-ratio mismatch"),
    }
}

/// The sign and the words of where a guardrail stands.
pub(super) fn standing(standing: &str) -> (&'static str, &'static str) {
    match standing {
        "pass" => ("✓", "safe"),
        "fail" => ("✗", "harmed"),
        "not_known_yet" => ("◆", "not known yet"),
        _ => ("?", "cannot be told"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(value: f64, low: f64, high: f64) -> Interval {
        Interval { value, low, high }
    }

    #[test]
    fn numbers_have_the_digits_that_their_interval_tells_apart() {
        let it = interval(0.12345, 0.121, 0.126);
        assert_eq!(value(&it, "share"), "12.35 %");
        assert_eq!(range(&it, "share"), "12.10 to 12.60 %");
        assert_eq!(value(&interval(31.234, 30.0, 32.0), "minutes"), "31.2 min");
        let lift = interval(0.0812, 0.06, 0.1);
        assert_eq!(change(&lift), "+8.1 %");
        assert_eq!(change_range(&interval(0.0, -0.02, 0.02)), "−2.0 to +2.0 %");
        assert_eq!(change(&interval(-0.00001, -0.02, 0.02)), "0.0 %");
        assert_eq!(p_value(0.0), "< 0.0001");
        assert_eq!(p_value(0.04512), "0.045");
    }
}

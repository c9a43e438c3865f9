//! Evaluations as a table, as data, and in words.

use serde_json::{Value, json};

use super::{
    diagnostics::Diagnostics,
    evaluation::{Estimate, Evaluation, Outcome},
    interval::Interval,
    support::{Refusal, Verdict},
};

/// Below this share of effective rounds, estimators that shrink weights have the smaller error.
const LIGHT: f64 = 0.1;

/// What the cells of [`Evaluation::table`] are.
pub const HEADINGS: [&str; 5] = [
    "estimator",
    "estimate",
    "95 % interval",
    "standard error",
    "rounds",
];

/// The columns of [`Evaluation::csv`].
const COLUMNS: [&str; 13] = [
    "estimator",
    "parameter",
    "estimate",
    "standard_error",
    "lower",
    "upper",
    "rounds",
    "units",
    "effective",
    "largest_weight",
    "mean_weight",
    "status",
    "reason",
];

impl Evaluation {
    /// One row for the log itself and one for each estimator that says something, with the cells
    /// that [`HEADINGS`] names.
    #[must_use]
    pub fn table(&self) -> Vec<[String; 5]> {
        let logged = self.logged.iter().map(|it| cells("(the log itself)", it));
        let said = self.outcomes.iter().filter_map(|outcome| {
            let estimate = outcome.estimate.as_ref().ok()?;
            Some(cells(&outcome.estimator.to_string(), estimate))
        });
        logged.chain(said).collect()
    }

    /// What the log is, why estimates are missing or doubtful, and which one to go by: sentences,
    /// one a line.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let mut lines = Vec::new();
        match &self.verdict {
            Verdict::Supported => lines.push("The log supports the question.".to_owned()),
            Verdict::Doubted(doubts) => {
                lines.extend(doubts.iter().map(|it| format!("DOUBTFUL: {it}.")));
            }
            Verdict::Refused(reasons) => {
                lines.extend(reasons.iter().map(|it| format!("REFUSED: {it}.")));
            }
        }
        let whole = match &self.verdict {
            Verdict::Refused(reasons) => reasons.as_slice(),
            _ => &[],
        };
        for outcome in &self.outcomes {
            let name = outcome.estimator;
            match &outcome.estimate {
                Err(refusal) if whole.contains(refusal) => {
                    lines.push(format!("{name}: refused, as above."))
                }
                Err(refusal) => lines.push(format!("{name}: refused: {refusal}.")),
                Ok(_) => {
                    let doubts = outcome.doubts.iter();
                    lines.extend(doubts.map(|it| format!("{name}: {it}.")));
                }
            }
        }
        lines.extend(self.advice().map(str::to_owned));
        lines
    }

    /// What the log is: rounds, units, weights.
    #[must_use]
    pub fn support(&self) -> Option<String> {
        let log = self.diagnostics.as_ref()?;
        let units = match (log.units, log.is_grouped) {
            (1, _) => "1 unit".to_owned(),
            (units, false) => format!("{units} units"),
            (units, true) => format!("{units} groups of units"),
        };
        let uncovered = log.uncovered.map_or_else(
            || "it does not say what it leaves uncovered".to_owned(),
            |share| format!("{:.2} % uncovered", 100.0 * share),
        );
        Some(format!(
            "{} rounds of {units}; effective sample size {:.1}; largest weight {}; mean weight {} \
             (should be 1); {uncovered}",
            log.rounds,
            log.effective,
            short(log.largest_weight),
            in_words(&log.mean_weight),
        ))
    }

    /// Which estimator to go by here; `None` if none says anything.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        let log = self.diagnostics.as_ref()?;
        let is_heavy = log.effective < LIGHT * log.rounds as f64;
        if self.verdict.is_refused() {
            return Some("Go by none: this log cannot tell what the target is worth.");
        }
        let given = |name: &str| {
            let outcome = self
                .outcomes
                .iter()
                .find(|it| it.estimator.name() == name)?;
            outcome.estimate.as_ref().ok()
        };
        if let (true, Some(shrunken)) = (is_heavy, given("dros")) {
            let agrees = |dr: &Estimate| shrunken.interval.is_none_or(|it| it.contains(dr.value));
            return Some(if given("dr").is_none_or(agrees) {
                "Go by dros or switch-dr: weights are heavy, and dr agrees with them."
            } else {
                "Go by none: weights are heavy, and dr lies outside of the interval of dros, so the \
                 reward model is biased or dr is far off."
            });
        }
        if given("dr").is_some() {
            return Some("Go by dr; sndr and snips should agree with it within their intervals.");
        }
        let snips = "Go by snips: ips differs from it by how far the mean weight is from 1.";
        given("snips").map(|_| snips)
    }

    /// Everything, as data.
    #[must_use]
    pub fn json(&self) -> Value {
        let (verdict, reasons): (&str, Vec<String>) = match &self.verdict {
            Verdict::Supported => ("supported", Vec::new()),
            Verdict::Doubted(doubts) => {
                ("doubted", doubts.iter().map(ToString::to_string).collect())
            }
            Verdict::Refused(refusals) => (
                "refused",
                refusals.iter().map(ToString::to_string).collect(),
            ),
        };
        json!({
            "verdict": verdict,
            "reasons": reasons,
            "advice": self.advice(),
            "intervals": self.method.as_str(),
            "log": self.diagnostics.as_ref().map(log_json),
            "logged": self.logged.as_ref().map(estimate_json),
            "estimators": self.outcomes.iter().map(outcome_json).collect::<Vec<_>>(),
        })
    }

    /// Everything, one line for each estimator under a line of names.
    ///
    /// # Errors
    /// None that memory does not cause.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        for outcome in &self.outcomes {
            let said = outcome.estimate.as_ref().ok();
            let number = |number: Option<f64>| number.map_or_else(String::new, |it| it.to_string());
            let ends = said.and_then(|it| it.interval);
            let log = self.diagnostics.as_ref();
            let (status, reason) = self.status(outcome);
            writer.write_record([
                outcome.estimator.name().to_owned(),
                number(outcome.estimator.parameter().map(|it| it.1)),
                number(said.map(|it| it.value)),
                number(said.and_then(|it| it.standard_error)),
                number(ends.map(|it| it.lower)),
                number(ends.map(|it| it.upper)),
                number(said.map(|it| it.rounds as f64)),
                number(log.map(|it| it.units as f64)),
                number(log.map(|it| it.effective)),
                number(log.map(|it| it.largest_weight)),
                number(log.map(|it| it.mean_weight.value)),
                status.to_owned(),
                reason,
            ])?;
        }
        writer.flush()?;
        let bytes = writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Whether an outcome is given, doubted or refused, and why.
    fn status(&self, outcome: &Outcome) -> (&'static str, String) {
        if let Err(refusal) = &outcome.estimate {
            return ("refused", refusal.to_string());
        }
        let log = match &self.verdict {
            Verdict::Doubted(doubts) => doubts.as_slice(),
            _ => &[],
        };
        let doubts: Vec<String> = (outcome.doubts.iter().chain(log))
            .map(ToString::to_string)
            .collect();
        let status = if doubts.is_empty() {
            "given"
        } else {
            "doubted"
        };
        (status, doubts.join("; "))
    }

    /// Why the question as a whole is refused, if it is.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match &self.verdict {
            Verdict::Refused(refusals) => refusals.first(),
            _ => None,
        }
    }
}

fn cells(name: &str, estimate: &Estimate) -> [String; 5] {
    let none = || "none".to_owned();
    [
        name.to_owned(),
        format!("{:.5}", estimate.value),
        estimate.interval.map_or_else(none, ends),
        estimate
            .standard_error
            .map_or_else(none, |it| format!("{it:.5}")),
        estimate.rounds.to_string(),
    ]
}

fn ends(interval: Interval) -> String {
    format!("{:.5} to {:.5}", interval.lower, interval.upper)
}

/// A number with its interval.
fn in_words(estimate: &Estimate) -> String {
    let value = short(estimate.value);
    match estimate.interval {
        Some(Interval { lower, upper }) => format!("{value}, {} to {}", short(lower), short(upper)),
        None => value,
    }
}

/// With four digits or so.
fn short(number: f64) -> String {
    let size = libm::fabs(number);
    match size {
        _ if size >= 1000.0 => format!("{number:.0}"),
        _ if size >= 10.0 => format!("{number:.1}"),
        _ => format!("{number:.3}"),
    }
}

fn log_json(log: &Diagnostics) -> Value {
    json!({
        "rounds": log.rounds,
        "units": log.units,
        "units_are_grouped": log.is_grouped,
        "effective": log.effective,
        "largest_weight": log.largest_weight,
        "largest_share": log.largest_share,
        "mean_weight": estimate_json(&log.mean_weight),
        "uncovered": log.uncovered,
        "uniform": log.uniform,
        "rewarded": log.rewarded,
        "without_prediction": log.without_prediction,
    })
}

fn estimate_json(estimate: &Estimate) -> Value {
    json!({
        "estimate": estimate.value,
        "standard_error": estimate.standard_error,
        "interval": estimate.interval.map(|it| [it.lower, it.upper]),
        "rounds": estimate.rounds,
    })
}

fn outcome_json(outcome: &Outcome) -> Value {
    let mut value = match &outcome.estimate {
        Ok(estimate) => estimate_json(estimate),
        Err(refusal) => json!({ "refused": refusal.to_string() }),
    };
    value["estimator"] = outcome.estimator.name().into();
    if let Some((name, parameter)) = outcome.estimator.parameter() {
        value["parameters"] = json!({ name: parameter });
    }
    value["doubts"] = outcome.doubts.iter().map(ToString::to_string).collect();
    value
}

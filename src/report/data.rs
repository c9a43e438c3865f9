//! A report as data for other programs.

use serde_json::Value;

use super::model::{Answer, CellValue, Interval, Report};
use crate::text::Text;

/// The columns of [`csv`].
const COLUMNS: [&str; 8] = [
    "section", "cell", "segment", "metric", "value", "low", "high", "n",
];

/// The report as one JSON object: its keys are the fields of [`Report`], where their meaning
/// stands. What cannot be told is an object with the reason as `unknown`.
#[must_use]
pub fn json(report: &Report) -> Value {
    // A report holds no maps with keys that are no text, so there is nothing to refuse.
    serde_json::to_value(report).unwrap_or_default()
}

/// The report as tidy CSV: a line for each number, with empty fields where a number cannot be
/// told. An apostrophe stands before text that a spreadsheet would take for a formula.
///
/// # Errors
/// Never, as it is written to memory.
pub fn csv(report: &Report) -> Result<String, csv::Error> {
    let mut lines = Lines(csv::Writer::from_writer(Vec::new()));
    lines.0.write_record(COLUMNS)?;
    lines.metrics(report)?;
    for guard in &report.guardrails {
        let key = ["guardrail", &guard.cell, guard.standing, &guard.metric];
        lines.answer(key, &guard.lift, None)?;
    }
    lines.segments(report)?;
    for trace in &report.days {
        for point in &trace.points {
            let key = ["day", &trace.cell, &point.day, "take_fraction"];
            lines.answer(key, &point.value, Some(point.n as f64))?;
        }
    }
    lines.artwork(report)?;
    for estimated in &report.evaluations {
        let key = [
            "evaluation",
            &estimated.policy,
            &estimated.estimator,
            "estimate",
        ];
        lines.answer(key, &estimated.estimate, Some(estimated.n as f64))?;
        let key = [
            "evaluation",
            &estimated.policy,
            &estimated.estimator,
            "truth",
        ];
        lines.answer(key, &estimated.truth, None)?;
    }
    let bytes = lines
        .0
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

struct Lines(csv::Writer<Vec<u8>>);

impl Lines {
    fn answer(
        &mut self,
        key: [&str; 4],
        answer: &Answer<Interval>,
        n: Option<f64>,
    ) -> Result<(), csv::Error> {
        let known = answer.known();
        let number = |value: Option<f64>| value.map_or(String::new(), |it| it.to_string());
        let texts = key.map(harmless);
        let numbers = [
            number(known.map(|it| it.value)),
            number(known.map(|it| it.low)),
            number(known.map(|it| it.high)),
            number(n),
        ];
        self.0.write_record(texts.iter().chain(&numbers))
    }

    fn metrics(&mut self, report: &Report) -> Result<(), csv::Error> {
        for table in &report.metrics {
            let section = if table.is_diversity {
                "diversity"
            } else {
                "metric"
            };
            for cell in &table.cells {
                let key = [section, &cell.cell, "", &table.key];
                self.answer(key, &cell.value, Some(cell.n))?;
                self.versus(&table.key, cell)?;
            }
        }
        Ok(())
    }

    fn versus(&mut self, metric: &str, cell: &CellValue) -> Result<(), csv::Error> {
        let Some(versus) = &cell.versus else {
            return Ok(());
        };
        for (section, answer) in [("once", &versus.once), ("always", &versus.always)] {
            let Some(evidence) = answer.known() else {
                continue;
            };
            let difference = Answer::Known(evidence.difference);
            let name = |what: &str| format!("{metric}_{what}");
            let names = [name("difference"), name("lift"), name("p")];
            let [difference_key, lift_key, p_key] =
                names.each_ref().map(|name| [section, &cell.cell, "", name]);
            self.answer(difference_key, &difference, Some(cell.n))?;
            self.answer(lift_key, &evidence.lift, Some(cell.n))?;
            let p = evidence.p.to_string();
            let key = p_key.map(harmless);
            let rest = [p, String::new(), String::new(), cell.n.to_string()];
            self.0.write_record(key.iter().chain(&rest))?;
        }
        Ok(())
    }

    fn segments(&mut self, report: &Report) -> Result<(), csv::Error> {
        for group in &report.segments {
            for row in &group.rows {
                let segment = format!("{}: {}", group.key, row.segment);
                let n = Some(row.n.impressions as f64);
                let key = |metric| ["segment", row.cell.as_str(), segment.as_str(), metric];
                self.answer(key("take_fraction"), &row.value, n)?;
                self.answer(key("take_fraction_lift"), &row.lift, n)?;
            }
        }
        Ok(())
    }

    fn artwork(&mut self, report: &Report) -> Result<(), csv::Error> {
        for title in &report.artwork.titles {
            for artwork in &title.artwork {
                let segment = format!("{}: {}", title.title, artwork.artwork);
                for cell in &artwork.cells {
                    let n = Some(cell.n as f64);
                    let key = ["artwork", &cell.cell, &segment, "take_fraction"];
                    self.answer(key, &cell.take_fraction, n)?;
                    let share = Interval {
                        value: cell.share,
                        low: cell.share,
                        high: cell.share,
                    };
                    let key = ["artwork", &cell.cell, &segment, "exposure_share"];
                    self.answer(key, &Answer::Known(share), n)?;
                }
            }
        }
        Ok(())
    }
}

/// `text` as a spreadsheet takes it for text.
fn harmless(text: &str) -> String {
    let text = Text::new(text);
    let is_formula = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '|', '%']);
    let guard = if is_formula { "'" } else { "" };
    format!("{guard}{text}")
}

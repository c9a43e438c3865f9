//! `keyart experiment srm`: whether the cells have the members that they should have.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::Failure,
    experiment::sample_ratio::{self, SampleRatio, THRESHOLD},
};

/// Options of `keyart experiment srm`.
#[derive(Debug, Args)]
pub(in crate::cli) struct RatioOptions {
    /// The members counted in each cell.
    #[arg(required = true, value_delimiter = ',', value_name = "COUNT,COUNT..")]
    counts: Vec<u64>,
    /// How many members each cell should get for those that the others get; without it as many.
    #[arg(long, value_delimiter = ',', value_name = "WEIGHT,..")]
    weights: Vec<f64>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// Checks the counts and prints what they say.
///
/// # Errors
/// [`Failure::Input`] for weights that do not fit the counts, [`Failure::Unmet`] for a mismatch,
/// [`Failure::Storage`] if printing fails.
pub(super) fn run(arguments: &RatioOptions, out: &mut dyn Write) -> Result<(), Failure> {
    let RatioOptions {
        counts, weights, ..
    } = arguments;
    let even = vec![1.0; counts.len()];
    let weights = if weights.is_empty() { &even } else { weights };
    let ratio = sample_ratio::check(counts, weights)
        .map_err(|error| Failure::Input(format!("experiment srm: {error}")))?;
    let names: Vec<String> = (1..=counts.len()).map(|it| format!("cell {it}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let sentence = ratio.sentence(&names);
    if arguments.json {
        writeln!(out, "{:#}", value(&ratio, &sentence))?;
    } else if !matches!(ratio, SampleRatio::Mismatch(_)) {
        writeln!(out, "{sentence}")?;
    }
    match ratio {
        SampleRatio::Mismatch(_) => Err(Failure::Unmet(sentence)),
        SampleRatio::Holds(_) | SampleRatio::TooFew { .. } => Ok(()),
    }
}

fn value(ratio: &SampleRatio, sentence: &str) -> Value {
    let (verdict, test) = match ratio {
        SampleRatio::Holds(test) => ("holds", Some(test)),
        SampleRatio::Mismatch(test) => ("mismatch", Some(test)),
        SampleRatio::TooFew { .. } => ("too-few", None),
    };
    json!({
        "verdict": verdict,
        "chi_square": test.map(|it| it.statistic),
        "degrees": test.map(|it| it.degrees),
        "p": test.map(|it| it.p),
        "threshold": THRESHOLD,
        "sentence": sentence,
    })
}

//! `keyart scoreboard`: what estimators say beside a truth that is known.

use std::{io::Write, thread};

use clap::{Args, value_parser};
use serde_json::{Value, json};

use super::{
    Failure,
    columns::print_columns,
    options::{Options, PolicyParser, open_catalog},
    progress::Progress,
    simulate::parameters,
};
use crate::{
    engine::PolicySpec,
    evaluate::{
        Estimator, Method, Settings,
        scoreboard::{Score, Scoreboard, Scores},
    },
    log::statistics::Share,
    seed::Seed,
    simulator::World,
};

/// Intervals that hold the truth less often than this are not to be trusted.
const TRUSTED: f64 = 0.93;

/// Options of `keyart scoreboard`.
#[derive(Debug, Args)]
pub(super) struct ScoreboardOptions {
    /// How many logs are simulated.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = value_parser!(u64).range(10..=100_000))]
    runs: u64,
    /// How many members each log has.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = value_parser!(u64).range(50..=1_000_000))]
    members: u64,
    /// The policy that writes the logs.
    #[arg(long, value_name = "SPEC", default_value = "uniform", value_parser = PolicyParser)]
    behaviour: PolicySpec,
    /// The policy that is judged by them.
    #[arg(long, value_name = "SPEC", default_value = "lin-ts", value_parser = PolicyParser)]
    target: PolicySpec,
    /// What the members are like: a preset, or a file of parameters.
    #[arg(long, value_name = "NAME|FILE", default_value = "taste-clusters")]
    preset: String,
    /// Estimator, such as `snips`; can be given several times. Without it the usual ones.
    #[arg(long, value_name = "SPEC")]
    estimator: Vec<Estimator>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// Lets estimators guess, and prints how far off they are and how often their intervals hold the
/// truth.
///
/// # Errors
/// [`Failure::Input`] for parameters that cannot be, and populations in which nobody comes;
/// [`Failure::Storage`] if printing fails.
pub(super) fn run(
    arguments: &ScoreboardOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (catalog, _) = open_catalog(&options.configured()?)?;
    let parameters = parameters(&arguments.preset)?;
    let seed = Seed(options.seed.unwrap_or_default());
    let world = World::new(&catalog, &parameters, seed, 1);
    if !world.is_truth_known() {
        return Err(Failure::Input(
            "nobody knows the truth with `examination.model = \"position\"`, where titles compete \
             with one another; use \"cascade\""
                .to_owned(),
        ));
    }
    let progress = Progress::new("logs", arguments.runs);
    let scoreboard = Scoreboard {
        world: &world,
        behaviour: arguments.behaviour,
        target: arguments.target,
        training: 5_000,
        reference: (40 * arguments.members).max(40_000),
        runs: arguments.runs,
        members: arguments.members,
        settings: Settings {
            estimators: match arguments.estimator.as_slice() {
                [] => Estimator::USUAL.to_vec(),
                asked => asked.to_vec(),
            },
            method: Method::Normal,
            seed,
            threads: thread::available_parallelism().map_or(1, usize::from),
        },
    };
    let scores = scoreboard.play(&|| progress.advance(1));
    progress.clear();
    let Some(scores) = scores else {
        return Err(Failure::Input(
            "nobody saw anything in this population; give one with more sessions".to_owned(),
        ));
    };
    if arguments.json {
        return Ok(writeln!(out, "{:#}", value(arguments, &scores))?);
    }
    print(arguments, &scores, out)
}

fn print(
    arguments: &ScoreboardOptions,
    scores: &Scores,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let ScoreboardOptions {
        runs,
        members,
        behaviour,
        target,
        preset,
        ..
    } = arguments;
    writeln!(
        out,
        "{runs} logs of {members} members each, written by {behaviour}; judged: {target}; preset \
         {preset}\nThe truth is {:.5}, from {} impressions whose probabilities are known; the logs \
         themselves came to {:.5}.\n",
        scores.truth, scores.reference, scores.logged,
    )?;
    let headings = [
        "estimator",
        "bias",
        "error (RMSE)",
        "mean width",
        "covered",
        "95 % interval of that",
        "runs",
    ];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    rows.extend(scores.scores.iter().map(|score| {
        let covered = Share::wilson(score.covered, score.runs);
        let covered = covered.map_or_else(Default::default, |share| {
            let percent = |share: f64| format!("{:.1}", 100.0 * share);
            let interval = format!("{} to {} %", percent(share.low), percent(share.high));
            [format!("{} %", percent(share.value)), interval]
        });
        let numbers = [score.bias, score.error, score.width].map(|number| format!("{number:.5}"));
        let mut row = vec![score.estimator.to_string()];
        row.extend(numbers);
        row.extend(covered);
        row.push(score.runs.to_string());
        row
    }));
    print_columns(&rows, 1..7, out)?;
    writeln!(out)?;
    if let Some(best) = best(scores) {
        writeln!(
            out,
            "Trust {}: of those whose intervals hold the truth often enough it is the nearest.",
            best.estimator
        )?;
    }
    for score in &scores.scores {
        if covered(score) < TRUSTED {
            writeln!(
                out,
                "Do not trust the intervals of {}: they hold the truth in {:.0} % of the logs, not 95 %.",
                score.estimator,
                100.0 * covered(score)
            )?;
        }
    }
    Ok(())
}

fn covered(score: &Score) -> f64 {
    score.covered as f64 / score.runs.max(1) as f64
}

/// The one with the smallest error, of those whose intervals can be trusted.
fn best(scores: &Scores) -> Option<&Score> {
    let most = scores.scores.iter().map(|score| score.runs).max();
    let trusted = scores
        .scores
        .iter()
        .filter(|score| covered(score) >= TRUSTED && Some(score.runs) == most);
    trusted.min_by(|one, other| one.error.total_cmp(&other.error))
}

fn value(arguments: &ScoreboardOptions, scores: &Scores) -> Value {
    let score = |score: &Score| {
        json!({
            "estimator": score.estimator.to_string(),
            "runs": score.runs,
            "covered": score.covered,
            "coverage": covered(score),
            "bias": score.bias,
            "rmse": score.error,
            "mean_width": score.width,
        })
    };
    json!({
        "runs": arguments.runs,
        "members": arguments.members,
        "behaviour": arguments.behaviour.to_string(),
        "target": arguments.target.to_string(),
        "preset": arguments.preset,
        "truth": scores.truth,
        "reference_impressions": scores.reference,
        "logged": scores.logged,
        "reward_model": scores.model.as_ref().map(|it| it.candidate.to_string()),
        "best": best(scores).map(|score| score.estimator.to_string()),
        "estimators": scores.scores.iter().map(score).collect::<Vec<_>>(),
    })
}

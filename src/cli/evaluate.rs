//! `keyart evaluate`: what a policy would have been worth, from a log of another one.

#![expect(clippy::disallowed_methods, reason = "an edge: reads logs")]

mod history;
mod mapped;
mod open_bandit;
pub(super) mod policies;
mod reader;
mod training;

use std::{
    io::Write,
    path::{Path, PathBuf},
    thread,
};

use clap::{Args, ValueEnum, value_parser};
use serde_json::{Value, json};

use self::{mapped::Map, training::Training};
use super::{
    Failure,
    columns::print_columns,
    options::{Options, PolicyParser},
};
use crate::{
    engine::PolicySpec,
    evaluate::{Estimator, Evaluation, Evaluator, HEADINGS, Method, Refusal, Settings},
    seed::Seed,
    text::Text,
};

/// Rounds that are taken at a time.
const BATCH: usize = 65_536;

/// Options of `keyart evaluate`.
#[derive(Debug, Args)]
pub(super) struct EvaluateOptions {
    /// The log of another system, as CSV; --input says what it is.
    #[arg(value_name = "FILE", requires = "input", conflicts_with = "log")]
    file: Option<PathBuf>,
    /// What the file is.
    #[arg(long, value_enum, value_name = "KIND", requires = "file")]
    input: Option<Input>,
    /// A log of this program: a simulation, an export or a folder of data. Without it and without
    /// a file, the data folder's simulation.
    #[arg(long, value_name = "DIR")]
    log: Option<PathBuf>,
    /// With --log: policies that are judged, separated by commas. Without it those that served the
    /// other cells.
    #[arg(long, value_name = "SPEC[,SPEC]", value_parser = PolicyParser)]
    policy: Vec<PolicySpec>,
    /// With --log: the cell of a simulation whose log judges. Without it the uniform one.
    #[arg(long, value_name = "NAME")]
    cell: Option<String>,
    /// Columns of `--input csv`, such as `reward=clicked,propensity=p`. Needed: reward and
    /// propensity, and either target (the target policy's probability of the logged action) or
    /// action, with --target. Besides: unit (the member: rows of different units are
    /// independent), time, q and v (a reward model's prediction for the logged action, and for
    /// the target policy), actions (how many there were to choose from), uncovered (the share of
    /// the target's probability that the log's policy gave probability 0).
    #[arg(long, value_name = "KEY=COLUMN,..", value_delimiter = ',')]
    map: Vec<String>,
    /// The policy that is judged, unless the file says so.
    #[arg(long, value_enum, value_name = "POLICY")]
    target: Option<Target>,
    /// Share of the rows, the first ones by time, that trains what must be trained; the others
    /// are judged with. 0 trains no reward model.
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = share)]
    train: f64,
    /// Estimator, such as `snips` or `switch-dr{limit=10}`; can be given several times. Without
    /// it the usual ones.
    #[arg(long, value_name = "SPEC")]
    estimator: Vec<Estimator>,
    /// How 95 % intervals are made.
    #[arg(long, value_enum, value_name = "METHOD", default_value_t = Interval::Normal)]
    interval: Interval,
    /// How many resamples a bootstrap draws.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = value_parser!(u32).range(100..=100_000))]
    resamples: u32,
    /// Print one JSON object.
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print one line of CSV for each estimator.
    #[arg(long)]
    csv: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Input {
    /// A table of the Open Bandit Dataset.
    Obd,
    /// Any table; --map says what its columns are.
    Csv,
}

/// A policy that needs no features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    /// Every action with equal probability.
    Uniform,
    /// Always the action with the largest mean reward in the rows that train.
    BestItem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Interval {
    /// Normal approximation, with a variance between units.
    Normal,
    /// Percentiles of estimates over resampled units.
    Bootstrap,
    /// Percentiles of estimates over resampled rows, if all are independent.
    BootstrapRows,
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|it| (0.0..=0.9).contains(it));
    share.ok_or_else(|| "write a number from 0 to 0.9".to_owned())
}

/// What was read, and what it says.
struct Answer {
    /// The file's name.
    name: Text,
    /// What is judged, in words.
    target: String,
    training: Option<Training>,
    /// Whether rows say which unit they belong to.
    has_units: bool,
    evaluation: Evaluation,
}

/// Estimates what a policy would have been worth and prints it.
///
/// # Errors
/// [`Failure::Input`] for files that cannot be read or hold something else; [`Failure::Unmet`]
/// if the log does not support the question, or an estimator that was asked for is refused;
/// [`Failure::Storage`] if printing fails.
pub(super) fn run(
    arguments: &EvaluateOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (Some(file), Some(input)) = (&arguments.file, arguments.input) else {
        return policies::run(arguments, &settings(arguments, options), options, out);
    };
    let answer = answer((file, input), arguments, options).map_err(Failure::Input)?;
    if arguments.json {
        writeln!(out, "{:#}", answer.json())?;
    } else if arguments.csv {
        let csv = answer.evaluation.csv();
        let csv = csv.map_err(|error| Failure::Storage(error.to_string()))?;
        out.write_all(csv.as_bytes())?;
    } else {
        answer.print(out)?;
    }
    answer.unmet(&arguments.estimator)
}

fn settings(arguments: &EvaluateOptions, options: &Options) -> Settings {
    let resamples = arguments.resamples as usize;
    Settings {
        estimators: match arguments.estimator.as_slice() {
            [] => Estimator::USUAL.to_vec(),
            asked => asked.to_vec(),
        },
        method: match arguments.interval {
            Interval::Normal => Method::Normal,
            Interval::Bootstrap => Method::BootstrapByUnit { resamples },
            Interval::BootstrapRows => Method::BootstrapByRow { resamples },
        },
        seed: Seed(options.seed.unwrap_or_default()),
        threads: thread::available_parallelism().map_or(1, usize::from),
    }
}

fn answer(
    (file, input): (&Path, Input),
    arguments: &EvaluateOptions,
    options: &Options,
) -> Result<Answer, String> {
    let settings = settings(arguments, options);
    let seed = settings.seed;
    let name = Text::new(&file.to_string_lossy());
    let mut evaluator = Evaluator::new(settings);
    let (history, has_units) = match input {
        Input::Obd if !arguments.map.is_empty() => {
            return Err("--map belongs to --input csv; leave it out".to_owned());
        }
        Input::Obd => (open_bandit::read(file)?, false),
        Input::Csv => {
            let map = Map::parse(&arguments.map)?;
            if map.has_target() {
                if arguments.target.is_some() {
                    return Err(
                        "--target and a column for the target's probability say the same \
                                twice; leave one out"
                            .to_owned(),
                    );
                }
                mapped::stream(file, &map, seed, &mut evaluator)?;
                return Ok(Answer {
                    name,
                    target: "as the file says".to_owned(),
                    training: None,
                    has_units: map.has_units(),
                    evaluation: evaluator.finish(),
                });
            }
            let history = mapped::history(file, &map)?;
            (history, map.has_units())
        }
    };
    let target = arguments.target.unwrap_or(Target::Uniform);
    let training = Training::of(&history, target, arguments.train)?;
    training.judge(&history, seed, &mut evaluator)?;
    Ok(Answer {
        name,
        target: training.target_in_words(&history),
        training: Some(training),
        has_units,
        evaluation: evaluator.finish(),
    })
}

impl Answer {
    fn print(&self, out: &mut dyn Write) -> Result<(), Failure> {
        writeln!(out, "{}; target: {}", self.name, self.target)?;
        if let Some(training) = &self.training {
            training
                .in_words()
                .iter()
                .try_for_each(|line| writeln!(out, "{line}"))?;
        }
        if let Some(support) = self.evaluation.support() {
            writeln!(out, "{support}")?;
        }
        if !self.has_units {
            writeln!(
                out,
                "No column names units, so each row counts as one: if rows of a person are alike, \
                 intervals are too narrow."
            )?;
        }
        writeln!(out)?;
        let headings = HEADINGS.map(str::to_owned).to_vec();
        let mut rows = vec![headings];
        rows.extend(self.evaluation.table().into_iter().map(Vec::from));
        print_columns(&rows, 1..HEADINGS.len(), out)?;
        writeln!(out, "\nIntervals: {}.", self.evaluation.method.as_str())?;
        for remark in self.evaluation.remarks() {
            writeln!(out, "{remark}")?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let mut value = self.evaluation.json();
        value["file"] = self.name.as_str().into();
        value["target"] = self.target.as_str().into();
        value["has_units"] = self.has_units.into();
        value["training"] = self.training.as_ref().map_or(json!(null), Training::json);
        value
    }

    /// That the log, or an estimator among those `asked` for, was refused.
    fn unmet(&self, asked: &[Estimator]) -> Result<(), Failure> {
        let whole = self.evaluation.refusal().copied();
        let own = asked.iter().find_map(|estimator| {
            let outcome = self.evaluation.outcome(*estimator)?;
            outcome.estimate.err()
        });
        match whole.or(own) {
            Some(refusal @ Refusal::NoRounds) => {
                Err(Failure::Input(format!("{}: {refusal}", self.name)))
            }
            Some(refusal) => Err(Failure::Unmet(format!("{}: refused: {refusal}", self.name))),
            None => Ok(()),
        }
    }
}

//! `keyart bake-off`: how policies do on classification data.

#![expect(clippy::disallowed_methods, reason = "an edge: reads the data")]

mod table;
mod tournament;

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    thread,
};

use clap::{Args, value_parser};
use serde_json::{Value, json};

use self::{
    table::Table,
    tournament::{Estimate, Standing, Tournament},
};
use super::{
    Failure,
    columns::print_columns,
    options::{Options, PolicyParser},
};
use crate::{
    engine::{ClassificationSet, PolicySpec, contenders, with_own_models},
    seed::Seed,
    text::Text,
};

/// Options of `keyart bake-off`.
#[derive(Debug, Args)]
pub(super) struct BakeOffOptions {
    /// CSV files: numbers, and behind them the class, which is a whole number or any text.
    #[arg(required = true, value_name = "DATA.csv")]
    files: Vec<PathBuf>,
    /// Policy to run, such as `linucb{alpha=0.3}`; can be given several times. Every class has a
    /// model of its own. Without it all that can choose among classes are run.
    #[arg(long, value_name = "SPEC", value_parser = PolicyParser)]
    policy: Vec<PolicySpec>,
    /// How many times each file is shuffled.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = value_parser!(u64).range(1..=10_000))]
    seeds: u64,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// A set with its name.
#[derive(Debug)]
struct Named {
    /// The file's name without its ending.
    name: String,
    table: Table,
}

/// Runs policies on classification data as bandit problems and prints their losses.
///
/// # Errors
/// [`Failure::Input`] for files that cannot be read or hold something else, and for policies that
/// need artwork; [`Failure::Storage`] if printing fails.
pub(super) fn run(
    arguments: &BakeOffOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let policies = policies(&arguments.policy)?;
    let sets = read_all(&arguments.files)?;
    let views: Vec<&ClassificationSet> = sets.iter().map(|it| &it.table.set).collect();
    let tournament = Tournament {
        policies: &policies,
        sets: &views,
        shuffles: arguments.seeds,
        seed: Seed(options.seed.unwrap_or_default()),
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut progress = Progress::new(tournament.runs());
    let standings = tournament.play(threads, |done| progress.show(done));
    progress.clear();
    if arguments.json {
        let value = value(&sets, &standings, arguments.seeds);
        return Ok(writeln!(out, "{value:#}")?);
    }
    print(&sets, &standings, arguments.seeds, out)
}

/// What is run: what was asked for, or all that can be.
fn policies(asked: &[PolicySpec]) -> Result<Vec<PolicySpec>, Failure> {
    let refused = |error| Failure::Input(format!("bake-off: {error}"));
    if asked.is_empty() {
        return contenders().map_err(refused);
    }
    let mut policies = Vec::new();
    for spec in asked {
        if spec.name().about().is_for_artwork {
            return Err(Failure::Input(format!(
                "`{}` chooses by the features of artwork, which classification data does not \
                 have; leave it out",
                spec.name()
            )));
        }
        let spec = with_own_models(*spec).map_err(refused)?;
        if !policies.contains(&spec) {
            policies.push(spec);
        }
    }
    Ok(policies)
}

fn read_all(files: &[PathBuf]) -> Result<Vec<Named>, Failure> {
    let (mut sets, mut problems) = (Vec::new(), Vec::new());
    for file in files {
        match read(file) {
            Ok(set) => sets.push(set),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(sets)
    } else {
        Err(Failure::Input(problems.join("\n")))
    }
}

fn read(file: &Path) -> Result<Named, String> {
    let path = Text::new(&file.to_string_lossy()).to_string();
    let source = fs::read(file).map_err(|error| format!("{path}: {error}; give a file of CSV"))?;
    let stem = file.file_stem().unwrap_or(file.as_os_str());
    Ok(Named {
        name: Text::new(&stem.to_string_lossy()).to_string(),
        table: table::read(&path, &source)?,
    })
}

/// How many runs are done, on standard error if that is a terminal.
#[derive(Debug)]
struct Progress {
    runs: usize,
    is_shown: bool,
}

impl Progress {
    fn new(runs: usize) -> Self {
        let is_shown = io::stderr().is_terminal();
        Self { runs, is_shown }
    }

    fn show(&mut self, done: usize) {
        if self.is_shown {
            let _ = write!(io::stderr(), "\r{done} of {} runs", self.runs);
        }
    }

    fn clear(&mut self) {
        if self.is_shown {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

fn cell(estimate: Estimate) -> String {
    let mean = format!("{:.4}", estimate.mean);
    let error = estimate.error.map(|error| format!(" ± {error:.4}"));
    mean + error.as_deref().unwrap_or_default()
}

fn print(
    sets: &[Named],
    standings: &[Standing],
    shuffles: u64,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let over = match shuffles {
        1 => "1 shuffle".to_owned(),
        more => format!("{more} shuffles, ± the standard error"),
    };
    writeln!(
        out,
        "Share of wrong choices, each row met once: mean over {over}\n"
    )?;
    let names = || sets.iter().map(|set| set.name.clone());
    let heading = ["policy".to_owned()].into_iter().chain(names());
    let mut rows: Vec<Vec<String>> = vec![heading.chain(["mean".to_owned()]).collect()];
    for standing in standings {
        let mut row = vec![standing.policy.to_string()];
        row.extend(standing.of_sets().map(cell));
        row.push(cell(standing.mean()));
        rows.push(row);
    }
    print_columns(&rows, 1..sets.len() + 2, out)?;
    writeln!(out)?;
    let heading = ["set", "rows", "classes", "features", "numbers"];
    let mut rows = vec![heading.map(str::to_owned).to_vec()];
    rows.extend(sets.iter().map(|Named { name, table }| {
        let set = &table.set;
        let counts = [set.len(), set.classes(), set.dimension()];
        let scaled = if table.is_scaled {
            "scaled to 0 to 1"
        } else {
            "as they are"
        };
        let mut row = vec![name.clone()];
        row.extend(counts.iter().map(ToString::to_string));
        row.push(scaled.to_owned());
        row
    }));
    print_columns(&rows, 1..4, out)?;
    Ok(writeln!(
        out,
        "\nEach class is an arm, and a policy sees only whether the class that it named is right. \
         A constant 1\nis added to the features; shuffle s is the permutation of seed 1000 + s."
    )?)
}

fn value(sets: &[Named], standings: &[Standing], shuffles: u64) -> Value {
    let set = |Named { name, table }: &Named| {
        json!({
            "name": name,
            "rows": table.set.len(),
            "classes": table.classes.iter().map(|it| Text::new(it).to_string()).collect::<Vec<_>>(),
            "features": table.set.dimension(),
            "scaled": table.is_scaled,
        })
    };
    let on_set = |(Named { name, .. }, losses): (&Named, &Vec<f64>)| {
        let Estimate { mean, error } = Estimate::of(losses);
        json!({ "name": name, "losses": losses, "mean": mean, "standard_error": error })
    };
    let policy = |standing: &Standing| {
        let Estimate { mean, error } = standing.mean();
        json!({
            "policy": standing.policy.to_string(),
            "mean": mean,
            "standard_error": error,
            "sets": sets.iter().zip(&standing.losses).map(on_set).collect::<Vec<_>>(),
        })
    };
    json!({
        "shuffles": shuffles,
        "sets": sets.iter().map(set).collect::<Vec<_>>(),
        "policies": standings.iter().map(policy).collect::<Vec<_>>(),
    })
}

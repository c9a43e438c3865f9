//! What `keyart simulate` is told.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: reads a file of parameters"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
    thread,
};

use clap::{Args, ValueEnum, value_parser};

use super::{
    super::{
        Failure,
        options::{Options, PolicyParser},
    },
    usual_folder,
};
use crate::{
    catalog::Catalog,
    engine::{PolicyName, PolicySpec},
    log::table::TABLE_SCHEMA,
    simulator::{CatalogName, CellRun, Learning, Parameters, PhaseRun, Plan, Run, Shard, cells_of},
    text::Text,
};

/// What is compared where nothing is said.
const USUAL: [PolicyName; 3] = [
    PolicyName::Uniform,
    PolicyName::BestArtwork,
    PolicyName::LinTs,
];

/// Options of `keyart simulate`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SimulateOptions {
    /// How many members.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = value_parser!(u64).range(1..=100_000_000))]
    members: u64,
    /// How many days, from Monday, 5 January 2026.
    #[arg(long, value_name = "N", default_value_t = 14, value_parser = value_parser!(u32).range(1..=3650))]
    days: u32,
    /// Policies to compare, separated by commas, a cell for each; the same one twice is an A/A
    /// test. Without it uniform, best-artwork and lin-ts.
    #[arg(long, value_name = "SPEC[,SPEC]", value_parser = PolicyParser)]
    policy: Vec<PolicySpec>,
    /// Run a published design in place of policies.
    #[arg(long, value_enum, conflicts_with = "policy")]
    design: Option<Design>,
    /// What the members are like: balanced, taste-clusters, indifferent, adversarial, cold-start,
    /// or a file of parameters.
    #[arg(long, value_name = "NAME|FILE", default_value = "taste-clusters")]
    preset: String,
    /// Folder of the log; a run that was stopped there goes on. Without it, the data folder's.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Delete the simulation that is in the folder.
    #[arg(long)]
    pub(super) replace: bool,
    /// How many threads; the log does not depend on it. Without it, one for each core.
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Simulate one of several shards of the members, such as 2/4; all shards write to the same
    /// folder, and wait there for one another where policies learn.
    #[arg(long, value_name = "I/N", default_value = "1/1")]
    shard: Shard,
    /// When policies learn: daily, from the day before, or online, after each member.
    #[arg(long, value_name = "WHEN", value_enum, default_value = "daily")]
    learning: When,
    /// Name of the experiment: who is in which cell depends on it.
    #[arg(long, value_name = "NAME", default_value = "keyart")]
    salt: String,
    /// Show the run live in this terminal; q stops it, as Ctrl-C does.
    #[arg(long)]
    pub(super) watch: bool,
    /// Print one JSON object.
    #[arg(long)]
    pub(super) json: bool,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/');
        let numbers =
            numbers.and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => {
                Err("write the number of the shard and how many there are, such as 2/4".to_owned())
            }
        }
    }
}

/// When policies learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    /// Each night, from the day before.
    Daily,
    /// After each member.
    Online,
}

/// A design that was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Design {
    /// Explore, then exploit: one cell sees the catalog's own artwork; the other one every artwork
    /// equally often for a third of the days, and then the best one of each title.
    Winner,
    /// A contextual bandit with controlled exploration, beside a uniform cell that explores for
    /// it and the best artwork for everybody.
    Bandit,
}

impl Design {
    fn cells(self, days: u32) -> Vec<CellRun> {
        let phase = |from: u32, policy: &str, learns| PhaseRun {
            from,
            policy: policy.to_owned(),
            learns,
        };
        let cell = |name: &str, phases| CellRun {
            name: name.to_owned(),
            phases,
        };
        match self {
            Self::Winner => vec![
                cell("default", vec![phase(0, "fixed", false)]),
                cell(
                    "explore-exploit",
                    vec![
                        phase(0, "uniform", true),
                        phase((days / 3).max(1), "ucb1{alpha=0}", false),
                    ],
                ),
            ],
            Self::Bandit => vec![
                cell("explore", vec![phase(0, "uniform", true)]),
                cell("best-artwork", vec![phase(0, "best-artwork", true)]),
                cell("contextual", vec![phase(0, "lin-ts", true)]),
            ],
        }
    }
}

/// The parameters of a preset, or of a file if there is one with this name.
///
/// # Errors
/// [`Failure::Input`] if there is neither, or the file is wrong.
pub(in crate::cli) fn parameters(preset: &str) -> Result<Parameters, Failure> {
    let path = Path::new(preset);
    let parameters = if path.is_file() {
        let file = Text::new(preset);
        let source =
            fs::read_to_string(path).map_err(|error| Failure::Input(format!("{file}: {error}")))?;
        Parameters::read(&source, file.as_str())
    } else {
        Parameters::preset(preset)
    };
    parameters.map_err(|error| Failure::Input(error.to_string()))
}

impl SimulateOptions {
    /// What is to be simulated.
    ///
    /// # Errors
    /// [`Failure::Input`] for parameters that cannot be.
    pub(super) fn run(&self, options: &Options, catalog: &Catalog) -> Result<Run, Failure> {
        let parameters = parameters(&self.preset)?;
        let file = options.configured()?.catalog;
        Ok(Run {
            schema: TABLE_SCHEMA,
            seed: options.seed.unwrap_or_default(),
            members: self.members,
            days: self.days,
            salt: self.salt.clone(),
            shards: self.shard.of,
            learning: match self.learning {
                When::Daily => Learning::Daily,
                When::Online => Learning::Online,
            },
            catalog: CatalogName::of(
                catalog,
                file.map(|file| file.to_string_lossy().into_owned()),
            ),
            cells: self.design.map_or_else(
                || cells_of(&self.policies()),
                |design| design.cells(self.days),
            ),
            preset: self.preset.clone(),
            parameters,
        })
    }

    fn policies(&self) -> Vec<PolicySpec> {
        if self.policy.is_empty() {
            USUAL.map(PolicySpec::from).to_vec()
        } else {
            self.policy.clone()
        }
    }

    /// How this program does its share of it.
    ///
    /// # Errors
    /// [`Failure::Input`] for cells that cannot be told apart, and shards that would learn from
    /// one another while the day goes on.
    pub(super) fn plan(&self, run: &Run) -> Result<Plan, Failure> {
        if self.learning == When::Online && self.shard.of > 1 {
            return Err(Failure::Input(
                "--shard does not go with --learning online: every member would have to wait for \
                 those of all other shards; use daily"
                    .to_owned(),
            ));
        }
        if self.replace && self.shard.of > 1 {
            return Err(Failure::Input(
                "--replace would delete what the other shards have made; delete the folder before \
                 any of them begins"
                    .to_owned(),
            ));
        }
        let threads = self.threads.map_or_else(
            || thread::available_parallelism().map_or(1, usize::from),
            usize::from,
        );
        run.plan(self.shard, threads)
            .map_err(|error| Failure::Input(error.to_string()))
    }

    /// Where the log goes.
    ///
    /// # Errors
    /// [`Failure::Input`] if no folder is known.
    pub(super) fn folder(&self, options: &Options) -> Result<PathBuf, Failure> {
        self.out.clone().map_or_else(|| usual_folder(options), Ok)
    }
}

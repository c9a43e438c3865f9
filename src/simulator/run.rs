//! What a simulation was told, as it stands beside its log.

use serde::{Deserialize, Serialize};

use super::{
    parameters::Parameters,
    plan::{CellPlan, Learning, Phase, Plan, Shard, blocks},
};
use crate::{
    catalog::Catalog,
    engine::{ENGINE_VERSION, FEATURE_VERSION, PolicySpec},
    experiment::{Assignment, Cell, assignment::AssignmentError},
    log::table::{Origin, TABLE_SCHEMA},
    text::{Text, neutral},
};

/// All that a simulation follows from: the same, and the same catalog, give the same log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The version of the rows.
    pub schema: u32,
    /// Where all chance comes from.
    pub seed: u64,
    /// How many members.
    pub members: u64,
    /// How many days.
    pub days: u32,
    /// Tells the assignment to cells from that of other experiments.
    pub salt: String,
    /// Into how many shards the members are parted.
    pub shards: u64,
    /// When policies learn.
    pub learning: Learning,
    /// The catalog.
    pub catalog: CatalogName,
    /// The cells.
    pub cells: Vec<CellRun>,
    /// The preset or file that the parameters come from.
    pub preset: String,
    /// What the members are like.
    pub parameters: Parameters,
}

/// Which catalog it was, and what worked on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogName {
    /// Its file; none for the demo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Its digest.
    pub digest: String,
    /// The version of the engine.
    pub engine: u32,
    /// The version of the features.
    pub features: u32,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellRun {
    /// Its name.
    pub name: String,
    /// The policies that serve it.
    pub phases: Vec<PhaseRun>,
}

/// A policy that serves a cell from some day on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseRun {
    /// The first day, from 0.
    pub from: u32,
    /// The policy with its parameters.
    pub policy: String,
    /// Whether it learns while it serves.
    pub learns: bool,
}

/// Why a run cannot be taken up.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It is not what this program writes.
    #[error("{0}")]
    Unreadable(String),
    /// Another version made it.
    #[error("it was made with {what} {found}, and this keyart has {own}; simulate it again")]
    Version {
        /// The version of what.
        what: &'static str,
        /// The one it has.
        found: u32,
        /// The one this program has.
        own: u32,
    },
    /// The cells cannot be told apart.
    #[error(transparent)]
    Cells(#[from] AssignmentError),
}

impl Run {
    /// What `text` says.
    ///
    /// # Errors
    /// If it is no run, or one of another version.
    pub fn read(text: &str) -> Result<Self, RunError> {
        let unreadable = |error: toml::de::Error| RunError::Unreadable(neutral(error.message()));
        let run: Self = toml::from_str(text).map_err(unreadable)?;
        let versions = [
            ("rows of schema", run.schema, TABLE_SCHEMA),
            ("engine", run.catalog.engine, ENGINE_VERSION),
            ("features", run.catalog.features, FEATURE_VERSION),
        ];
        match versions.into_iter().find(|(_, found, own)| found != own) {
            None => run.check().map(|()| run),
            Some((what, found, own)) => Err(RunError::Version { what, found, own }),
        }
    }

    fn check(&self) -> Result<(), RunError> {
        let begins = |cell: &CellRun| cell.phases.first().is_some_and(|phase| phase.from == 0);
        let wrong = match self {
            _ if self.days == 0 || self.days > 3650 => "its days must be from 1 to 3650",
            _ if self.members == 0 || self.members > 100_000_000 => {
                "it has no members, or too many"
            }
            _ if self.cells.is_empty() => "it has no cells",
            _ if !self.cells.iter().all(begins) => "a cell has no policy on its first day",
            _ => {
                return self
                    .parameters
                    .check("its parameters")
                    .map_err(|error| RunError::Unreadable(error.to_string()));
            }
        };
        Err(RunError::Unreadable(wrong.to_owned()))
    }

    /// The text that [`Run::read`] reads.
    ///
    /// # Errors
    /// Never for what [`Run::read`] gave.
    pub fn text(&self) -> Result<String, toml::ser::Error> {
        let head = "# What this simulation follows from; the log is in impressions/.\n\n";
        Ok(format!("{head}{}", toml::to_string(self)?))
    }

    /// The plan of a shard of it.
    ///
    /// # Errors
    /// For policies that do not exist and cells that cannot be told apart.
    pub fn plan(&self, shard: Shard, threads: usize) -> Result<Plan, RunError> {
        let cells = self
            .cells
            .iter()
            .map(CellRun::plan)
            .collect::<Result<Vec<_>, _>>()?;
        let named = |cell: &CellRun| Cell {
            name: Text::new(&cell.name),
            weight: 1.0,
        };
        let assignment = if cells.len() > 1 {
            Some(Assignment::new(
                &self.salt,
                self.cells.iter().map(named).collect(),
            )?)
        } else {
            None
        };
        Ok(Plan {
            members: self.members,
            cells,
            assignment,
            shard,
            learning: self.learning,
            threads,
        })
    }

    /// How many blocks of members there are.
    #[must_use]
    pub fn blocks(&self) -> u64 {
        blocks(self.members)
    }

    /// The policy that serves a cell on a day.
    #[must_use]
    pub fn policy(&self, cell: usize, day: u32) -> &str {
        let phases = self.cells.get(cell).map_or(&[][..], |cell| &cell.phases);
        let serving = phases.iter().rev().find(|phase| phase.from <= day);
        serving.map_or("", |phase| phase.policy.as_str())
    }

    /// What its files say of where they come from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin {
            catalog_digest: self.catalog.digest.clone(),
            engine_version: self.catalog.engine,
            feature_version: self.catalog.features,
        }
    }
}

impl CatalogName {
    /// The name of `catalog`, which comes from `file`.
    #[must_use]
    pub fn of(catalog: &Catalog, file: Option<String>) -> Self {
        Self {
            file,
            digest: catalog.digest().to_owned(),
            engine: ENGINE_VERSION,
            features: FEATURE_VERSION,
        }
    }
}

impl CellRun {
    fn plan(&self) -> Result<CellPlan, RunError> {
        let phase = |phase: &PhaseRun| -> Result<Phase, RunError> {
            let policy: Result<PolicySpec, _> = phase.policy.parse();
            Ok(Phase {
                from: phase.from,
                policy: policy.map_err(|error| RunError::Unreadable(error.to_string()))?,
                learns: phase.learns,
            })
        };
        Ok(CellPlan {
            name: self.name.clone(),
            phases: self.phases.iter().map(phase).collect::<Result<_, _>>()?,
        })
    }
}

/// Cells that are served by one policy each; those of the same policy are told apart by numbers.
#[must_use]
pub fn cells_of(policies: &[PolicySpec]) -> Vec<CellRun> {
    let cell = |(place, policy): (usize, &PolicySpec)| {
        let before = policies[..place]
            .iter()
            .filter(|other| *other == policy)
            .count();
        let again = if before > 0 {
            format!("-{}", before + 1)
        } else {
            String::new()
        };
        CellRun {
            name: format!("{policy}{again}"),
            phases: vec![PhaseRun {
                from: 0,
                policy: policy.to_string(),
                learns: true,
            }],
        }
    };
    policies.iter().enumerate().map(cell).collect()
}

//! The first pass: what is in a log.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::Gathering;
use crate::{
    catalog::Catalog,
    experiment::{Observation, Popularity, Tallies, Window},
    log::table::{ActionSets, NameList, Table},
    text::neutral,
    time::{DAY, Timestamp},
};

/// Titles with the most quality plays that are no niche, as a share of all.
const POPULAR: f64 = 0.2;

/// Why a log gives no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatheringError {
    /// Nothing was shown.
    #[error("there are no impressions in it, so there is nothing to report")]
    NoRows,
    /// Chance cannot be told from effect.
    #[error(
        "all its impressions are of one member, and a single member says nothing of others; \
         a report takes at least two"
    )]
    OneMember,
    /// There is no such cell.
    #[error("there is no cell \"{asked}\" to be the baseline; there are {known}")]
    NoBaseline {
        /// The name that was asked for, neutral.
        asked: String,
        /// Those that exist, neutral.
        known: String,
    },
}

/// The names that rows refer to by number; those of members are not needed.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct KnownNames {
    pub(in crate::report) cells: Arc<NameList>,
    pub(in crate::report) policies: Arc<NameList>,
    pub(in crate::report) titles: Arc<NameList>,
    pub(in crate::report) artwork: Arc<NameList>,
    pub(in crate::report) action_sets: Arc<ActionSets>,
}

/// A cell that was seen.
#[derive(Debug, Clone)]
pub(in crate::report) struct KnownCell {
    pub(in crate::report) number: u32,
    pub(in crate::report) name: String,
    pub(in crate::report) policies: Vec<String>,
    pub(in crate::report) impressions: u64,
}

/// What the first pass found.
#[derive(Debug, Clone)]
pub(in crate::report) struct Known {
    pub(in crate::report) names: KnownNames,
    /// The baseline first.
    pub(in crate::report) cells: Vec<KnownCell>,
    pub(in crate::report) members: usize,
    pub(in crate::report) rows: u64,
    pub(in crate::report) first: Timestamp,
    pub(in crate::report) last: Timestamp,
}

#[derive(Debug, Default)]
struct Cell {
    policies: BTreeSet<u32>,
    impressions: u64,
}

/// What is in a log. Tables must come in the same order as in the second pass, and their numbers
/// must mean the same in all of them.
#[derive(Debug, Default)]
pub struct Survey {
    names: KnownNames,
    cells: BTreeMap<u32, Cell>,
    popularity: Popularity,
    members: usize,
    rows: u64,
    span: Option<(Timestamp, Timestamp)>,
}

impl Survey {
    /// Takes in rows, in any order.
    pub fn take(&mut self, table: &Table) {
        for row in table.rows() {
            let at = row.at;
            let (first, last) = self.span.unwrap_or((at, at));
            self.span = Some((first.min(at), last.max(at)));
            self.members = self.members.max(row.who.profile as usize + 1);
            self.rows += 1;
            let cell = self.cells.entry(row.who.cell).or_default();
            cell.policies.insert(row.choice.policy);
            cell.impressions += 1;
            self.popularity.observe(&Observation::of(&row, 0.0));
        }
        let names = table.names();
        if !table.is_empty() {
            self.names = KnownNames {
                cells: Arc::clone(&names.cells),
                policies: Arc::clone(&names.policies),
                titles: Arc::clone(&names.titles),
                artwork: Arc::clone(&names.artwork),
                action_sets: Arc::clone(&names.action_sets),
            };
        }
    }

    /// How many rows were taken in.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Begins the second pass. Cells are in the `order` of their names, as far as it has them; the
    /// baseline is that named `baseline`, or else one that chooses at random, or else one that
    /// shows what the catalog says, or else the first.
    ///
    /// # Errors
    /// [`GatheringError`] if there is too little in the log, or no such baseline.
    pub fn begin(
        self,
        order: &[String],
        baseline: Option<&str>,
        catalog: &Catalog,
    ) -> Result<Gathering, GatheringError> {
        let (first, last) = self.span.ok_or(GatheringError::NoRows)?;
        if self.members < 2 {
            return Err(GatheringError::OneMember);
        }
        let mut cells = self.known_cells(order);
        let place = baseline_of(&cells, baseline)?;
        let baseline = cells.remove(place);
        cells.insert(0, baseline);
        let niche = self.popularity.niche(self.names.titles.len(), POPULAR);
        let known = Known {
            names: self.names,
            cells,
            members: self.members,
            rows: self.rows,
            first,
            last,
        };
        // Whole days of UTC, as those of the log.
        let start = Timestamp(first.0.div_euclid(DAY) * DAY);
        let end = Timestamp((last.0.div_euclid(DAY) + 1) * DAY);
        let tallies = Tallies::new(Window::new(start, end), niche);
        Ok(Gathering::new(known, tallies, catalog))
    }

    fn known_cells(&self, order: &[String]) -> Vec<KnownCell> {
        let known = |(number, cell): (&u32, &Cell)| {
            let name = match self.names.cells.name(*number) {
                "" => "everybody".to_owned(),
                name => name.to_owned(),
            };
            let policies = cell.policies.iter();
            KnownCell {
                number: *number,
                name,
                policies: policies
                    .map(|it| self.names.policies.name(*it).to_owned())
                    .collect(),
                impressions: cell.impressions,
            }
        };
        let mut cells: Vec<KnownCell> = self.cells.iter().map(known).collect();
        let place = |cell: &KnownCell| {
            let place = order.iter().position(|name| *name == cell.name);
            (place.unwrap_or(order.len()), cell.name.clone())
        };
        cells.sort_by_key(place);
        cells
    }
}

/// The place of the cell that the others are compared with.
fn baseline_of(cells: &[KnownCell], asked: Option<&str>) -> Result<usize, GatheringError> {
    if let Some(asked) = asked {
        let place = cells.iter().position(|cell| cell.name == asked);
        return place.ok_or_else(|| {
            let names: Vec<&str> = cells.iter().map(|cell| cell.name.as_str()).collect();
            GatheringError::NoBaseline {
                asked: neutral(asked),
                known: neutral(&names.join(", ")),
            }
        });
    }
    let named = |name: &str| cells.iter().position(|cell| cell.name == name);
    let served = |policy: &str| cells.iter().position(|cell| cell.policies == [policy]);
    let place = (["baseline", "control", "default"]
        .into_iter()
        .find_map(named))
    .or_else(|| served("uniform"))
    .or_else(|| served("fixed"));
    Ok(place.unwrap_or(0))
}

impl Known {
    /// The place of the cell with this number.
    pub(super) fn place(&self, number: u32) -> Option<usize> {
        self.cells.iter().position(|cell| cell.number == number)
    }
}

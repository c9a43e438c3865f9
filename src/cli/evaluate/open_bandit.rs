//! The Open Bandit Dataset (Saito, Aihara, Matsutani and Narita 2021): one row for each item that
//! was shown at one of three positions, with the probability of that item at that position.

use std::{collections::HashMap, path::Path};

use super::{
    history::{Context, Decision, History},
    reader::{Column, Table},
};
use crate::evaluate::RoundError;

/// Of the values of one column, the first so many are told apart.
const MOST_VALUES: usize = 64;

/// How the columns of what is known about the person begin.
const USER: &str = "user_feature_";
const AFFINITY: &str = "user-item_affinity_";

/// The columns that are needed.
struct Columns {
    time: Column,
    item: Column,
    reward: Column,
    propensity: Column,
    /// What becomes facts: the position and the features of the person.
    known: Vec<Column>,
    /// How much the person likes each item, with the item's name.
    affinities: Vec<(Column, String)>,
}

/// Reads a table of the data set.
///
/// # Errors
/// One sentence with file and line.
pub(super) fn read(path: &Path) -> Result<History, String> {
    let mut table = Table::open(path)?;
    let columns = Columns::of(&table)?;
    let mut history = History::default();
    // The items are numbered as their columns are, then by appearance.
    for (_, item) in &columns.affinities {
        history.arm(item);
    }
    let mut facts = Facts::default();
    while table.next()? {
        let arm = item(&table, columns.item)?.to_owned();
        let decision = Decision {
            time: table.moment(columns.time)?,
            arm: history.arm(&arm),
            unit: history.decisions.len() as u32,
            reward: table.number(columns.reward)?,
            propensity: table.number(columns.propensity)?,
        };
        let checked = decision.check();
        checked.map_err(|error| wrong(error, &columns, &table))?;
        let known = columns.known.iter().enumerate();
        let known = known.map(|(place, column)| facts.place(place, table.field(*column)));
        let facts = known.collect();
        let mut affinities = Vec::new();
        for (place, (column, _)) in columns.affinities.iter().enumerate() {
            let affinity = table.number(*column)?;
            if affinity != 0.0 {
                affinities.push((place as u32, affinity));
            }
        }
        history.decisions.push(decision);
        history.contexts.push(Context { facts, affinities });
    }
    if history.decisions.is_empty() {
        return Err(table.at_file("there are no rows below the line of names"));
    }
    history.facts = facts.places.len();
    history.sort();
    Ok(history)
}

fn item(table: &Table, column: Column) -> Result<&str, String> {
    let name = table.field(column);
    if name.is_empty() {
        return Err(table.wrong(column, "is missing; every row needs it"));
    }
    Ok(name)
}

/// In which column a number is that cannot be.
fn wrong(error: RoundError, columns: &Columns, table: &Table) -> String {
    let column = match error {
        RoundError::Reward(_) => columns.reward,
        _ => columns.propensity,
    };
    table.wrong(column, &format!("is wrong: {error}"))
}

impl Columns {
    fn of(table: &Table) -> Result<Self, String> {
        let position = table.column("position")?;
        let mut known = vec![position];
        let mut affinities = Vec::new();
        for heading in &table.headings {
            if heading.starts_with(USER) {
                known.push(table.column(heading)?);
            } else if let Some(item) = heading.strip_prefix(AFFINITY) {
                affinities.push((table.column(heading)?, item.to_owned()));
            }
        }
        Ok(Self {
            time: table.column("timestamp")?,
            item: table.column("item_id")?,
            reward: table.column("click")?,
            propensity: table.column("propensity_score")?,
            known,
            affinities,
        })
    }
}

/// The values that columns have, numbered by their appearance.
#[derive(Debug, Default)]
struct Facts {
    places: HashMap<(usize, String), u32>,
    /// How many values of each column are told apart.
    counts: HashMap<usize, usize>,
}

impl Facts {
    /// The place of `value` in column `column`; rare ones may share a place.
    fn place(&mut self, column: usize, value: &str) -> u32 {
        let key = (column, value.to_owned());
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let count = self.counts.entry(column).or_default();
        let key = if *count < MOST_VALUES {
            *count += 1;
            key
        } else {
            (column, "\n".to_owned())
        };
        let next = self.places.len() as u32;
        *self.places.entry(key).or_insert(next)
    }
}

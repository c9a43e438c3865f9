//! Any table, with a map that says what its columns are.

use std::path::Path;

use super::{
    BATCH,
    history::{Context, Decision, History},
    reader::{Column, Table},
};
use crate::{
    catalog::Unknown,
    evaluate::{Evaluator, Prediction, Round, RoundError, Rounds},
    seed::Seed,
    text::Text,
};

/// What columns can be.
const KEYS: [&str; 10] = [
    "reward",
    "propensity",
    "target",
    "action",
    "unit",
    "time",
    "q",
    "v",
    "actions",
    "uncovered",
];

/// The names of the columns, by what they are, in the order of [`KEYS`].
#[derive(Debug, Default)]
pub(super) struct Map {
    names: [Option<String>; KEYS.len()],
}

/// The columns themselves.
struct Columns([Option<Column>; KEYS.len()]);

impl Map {
    /// What `pairs` such as `reward=clicked` say.
    ///
    /// # Errors
    /// What is wrong with them, or missing.
    pub(super) fn parse(pairs: &[String]) -> Result<Self, String> {
        let mut map = Self::default();
        for pair in pairs {
            let Some((key, name)) = pair.split_once('=') else {
                let pair = Text::new(pair);
                return Err(format!("--map: write `{pair}` as `KEY=COLUMN`"));
            };
            let (key, name) = (key.trim(), name.trim());
            let Some(place) = KEYS.iter().position(|it| *it == key) else {
                return Err(format!("--map: {}", Unknown::new("key", key, KEYS)));
            };
            if map.names[place].replace(name.to_owned()).is_some() {
                return Err(format!("--map: `{key}` is there twice"));
            }
        }
        let lacks = |key: &str| map.name(key).is_none();
        if let Some(missing) = ["reward", "propensity"].into_iter().find(|key| lacks(key)) {
            return Err(format!("--input csv needs --map {missing}=COLUMN"));
        }
        if lacks("target") && lacks("action") {
            return Err(
                "--input csv needs --map target=COLUMN, the target policy's probability of the \
                 logged action; or --map action=COLUMN, for --target uniform or best-item"
                    .to_owned(),
            );
        }
        if lacks("q") != lacks("v") {
            return Err("--map: q and v belong together; give both or none".to_owned());
        }
        Ok(map)
    }

    pub(super) fn has_target(&self) -> bool {
        self.name("target").is_some()
    }

    pub(super) fn has_units(&self) -> bool {
        self.name("unit").is_some()
    }

    fn name(&self, key: &str) -> Option<&str> {
        let place = KEYS.iter().position(|it| *it == key)?;
        self.names[place].as_deref()
    }

    /// The columns in a table.
    fn columns(&self, table: &Table) -> Result<Columns, String> {
        let mut columns = [None; KEYS.len()];
        for (column, name) in columns.iter_mut().zip(&self.names) {
            if let Some(name) = name {
                *column = Some(table.column(name)?);
            }
        }
        Ok(Columns(columns))
    }
}

impl Columns {
    fn get(&self, key: &str) -> Option<Column> {
        let place = KEYS.iter().position(|it| *it == key)?;
        self.0[place]
    }

    /// The number in the column that is `key`, if it is mapped.
    fn number(&self, key: &str, table: &Table) -> Result<Option<f64>, String> {
        let column = self.get(key);
        column.map(|column| table.number(column)).transpose()
    }

    /// The number in a column that is always mapped.
    fn needed(&self, key: &str, table: &Table) -> Result<f64, String> {
        let number = self.number(key, table)?;
        number.ok_or_else(|| format!("--input csv needs --map {key}=COLUMN"))
    }

    /// The number of the unit that row `row` belongs to: names are hashed, so that memory stays
    /// bounded; two units that meet in one number only make a larger unit.
    fn unit(&self, row: u64, table: &Table) -> Result<u32, String> {
        let Some(column) = self.get("unit") else {
            return Ok(row as u32);
        };
        match table.field(column) {
            "" => Err(table.wrong(column, "is missing; every row needs its unit")),
            name => Ok(crc32fast::hash(name.as_bytes())),
        }
    }

    /// Says in which column a number is that cannot be.
    fn wrong(&self, error: RoundError, table: &Table) -> String {
        let key = match error {
            RoundError::Reward(_) => "reward",
            RoundError::Propensity(_) => "propensity",
            RoundError::Target(_) => "target",
            RoundError::Prediction(_) => "q",
            RoundError::Uncovered(_) => "uncovered",
        };
        match self.get(key) {
            Some(column) => table.wrong(column, &format!("is wrong: {error}")),
            None => table.at_row(&error.to_string()),
        }
    }

    fn round(&self, row: u64, table: &Table) -> Result<Round, String> {
        let propensity = self.needed("propensity", table)?;
        let prediction = self.number("q", table)?.zip(self.number("v", table)?);
        let actions = self.number("actions", table)?;
        let round = Round {
            reward: self.needed("reward", table)?,
            propensity,
            target: self.needed("target", table)?,
            prediction: prediction.map(|(logged, direct)| Prediction { logged, direct }),
            unit: self.unit(row, table)?,
            uncovered: self.number("uncovered", table)?,
            is_uniform: actions.is_some_and(|actions| is_uniform(propensity, actions)),
        };
        round.check().map_err(|error| self.wrong(error, table))?;
        Ok(round)
    }
}

/// Whether `propensity` is that of one of `actions` that are all as likely, rounded or not.
pub(super) fn is_uniform(propensity: f64, actions: f64) -> bool {
    (propensity * actions - 1.0).abs() < 1e-3
}

/// Gives every row to the evaluator, a batch at a time.
///
/// # Errors
/// One sentence with file and line.
pub(super) fn stream(
    path: &Path,
    map: &Map,
    seed: Seed,
    evaluator: &mut Evaluator,
) -> Result<(), String> {
    let mut table = Table::open(path)?;
    let columns = map.columns(&table)?;
    let mut rounds = Rounds::starting_at(0, seed);
    let mut row = 0;
    while table.next()? {
        let round = columns.round(row, &table)?;
        let pushed = rounds.push(&round);
        pushed.map_err(|error| columns.wrong(error, &table))?;
        row += 1;
        if rounds.len() == BATCH {
            evaluator.add(&rounds);
            rounds.advance();
        }
    }
    if row == 0 {
        return Err(table.at_file("there are no rows below the line of names"));
    }
    evaluator.add(&rounds);
    Ok(())
}

/// Reads every row.
///
/// # Errors
/// One sentence with file and line.
pub(super) fn history(path: &Path, map: &Map) -> Result<History, String> {
    let mut table = Table::open(path)?;
    let columns = map.columns(&table)?;
    let Some(action) = columns.get("action") else {
        return Err("--input csv needs --map action=COLUMN".to_owned());
    };
    let mut history = History::default();
    while table.next()? {
        let row = history.decisions.len() as u64;
        let time = columns.get("time").map(|time| table.moment(time));
        if table.field(action).is_empty() {
            return Err(table.wrong(action, "is missing; every row needs it"));
        }
        if let Some(actions) = columns.number("actions", &table)? {
            history.most_arms = history.most_arms.max(actions as usize);
        }
        let decision = Decision {
            time: time.transpose()?.unwrap_or(0.0),
            arm: history.arm(table.field(action)),
            unit: columns.unit(row, &table)?,
            reward: columns.needed("reward", &table)?,
            propensity: columns.needed("propensity", &table)?,
        };
        let checked = decision.check();
        checked.map_err(|error| columns.wrong(error, &table))?;
        history.decisions.push(decision);
        history.contexts.push(Context::default());
    }
    if history.decisions.is_empty() {
        return Err(table.at_file("there are no rows below the line of names"));
    }
    history.sort();
    Ok(history)
}

//! A table in memory: each column of its own.

use std::{ops::Range, sync::Arc};

use super::{Choice, Followed, Lists, Names, Response, Row, Who};
use crate::{
    catalog::Canvas,
    engine::Device,
    log::{Moment, Outcome, Slot},
    time::Timestamp,
};

/// Impressions with what followed from them, column by column. What has a name is a number into
/// the [`Names`] of the table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    names: Arc<Names>,
    pub(super) who: WhoColumns,
    pub(super) context: ContextColumns,
    pub(super) choice: ChoiceColumns,
    pub(super) followed: FollowedColumns,
}

/// Who saw the impressions: [`Who`].
#[derive(Debug, Clone, Default)]
pub struct WhoColumns {
    /// [`Who::cell`].
    pub cell: Vec<u32>,
    /// [`Who::profile`].
    pub profile: Vec<u32>,
    /// [`Who::session`].
    pub session: Vec<u64>,
    /// [`Who::visit`].
    pub visit: Vec<u32>,
}

/// When and where they were seen.
#[derive(Debug, Clone, Default)]
pub struct ContextColumns {
    /// [`Row::at`].
    pub at: Vec<Timestamp>,
    /// [`Moment::hour`].
    pub hour: Vec<u8>,
    /// [`Moment::weekday`].
    pub weekday: Vec<u8>,
    /// [`Moment::device`].
    pub device: Vec<Device>,
    /// [`Slot::canvas`].
    pub canvas: Vec<Canvas>,
    /// [`Slot::row`].
    pub row: Vec<u16>,
    /// [`Slot::column`].
    pub column: Vec<u16>,
}

/// What was chosen: [`Choice`].
#[derive(Debug, Clone, Default)]
pub struct ChoiceColumns {
    /// [`Choice::policy`].
    pub policy: Vec<u32>,
    /// [`Choice::model_version`].
    pub model_version: Vec<u64>,
    /// [`Choice::title`].
    pub title: Vec<u32>,
    /// [`Choice::arms`].
    pub arms: Vec<u32>,
    /// [`Choice::chosen`].
    pub chosen: Vec<u32>,
    /// [`Choice::propensity`].
    pub propensity: Vec<f64>,
    /// [`Choice::probabilities`].
    pub probabilities: Lists,
    /// [`Choice::features`].
    pub features: Lists,
}

/// What followed: [`Followed`]; where that is pending, zeros beside [`Response::Pending`].
#[derive(Debug, Clone, Default)]
pub struct FollowedColumns {
    /// What.
    pub response: Vec<Response>,
    /// The fraction of [`Outcome::Played`]; 0 for all else.
    pub fraction: Vec<f64>,
    /// [`Followed::after`].
    pub after: Vec<i64>,
    /// [`Followed::reward`].
    pub reward: Vec<f64>,
    /// [`Followed::weight`].
    pub weight: Vec<f64>,
}

impl Table {
    /// A table without rows, whose numbers will be into `names`.
    #[must_use]
    pub fn new(names: Arc<Names>) -> Self {
        Self {
            names,
            ..Self::default()
        }
    }

    /// What the numbers stand for.
    #[must_use]
    pub fn names(&self) -> &Arc<Names> {
        &self.names
    }

    /// Says what the numbers stand for from now on: a list that has grown at its end, or, for a
    /// table without rows, any.
    pub fn set_names(&mut self, names: Arc<Names>) {
        self.names = names;
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.who.cell.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes all rows out, and keeps the room that they had.
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: &Row<'_>) {
        self.who.push(row.who);
        self.context.push(row);
        self.choice.push(&row.choice);
        self.followed.push(row.followed);
    }

    /// Row `index`, from 0.
    ///
    /// # Panics
    /// If there is no such row.
    #[must_use]
    pub fn row(&self, index: usize) -> Row<'_> {
        Row {
            who: self.who.get(index),
            at: self.context.at[index],
            moment: self.context.moment(index),
            slot: self.context.slot(index),
            choice: self.choice.get(index),
            followed: self.followed.get(index),
        }
    }

    /// The rows in their order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|index| self.row(index))
    }

    /// Adds all rows of `other`, whose numbers must be into the same names.
    pub fn append(&mut self, other: &Self) {
        self.append_rows(other, 0..other.len());
    }

    /// Adds the rows `rows` of `other`, whose numbers must be into the same names.
    pub(super) fn append_rows(&mut self, other: &Self, rows: Range<usize>) {
        debug_assert!(self.shares_names(other), "numbers of other names");
        self.who.append(&other.who, rows.clone());
        self.context.append(&other.context, rows.clone());
        self.choice.append(&other.choice, rows.clone());
        self.followed.append(&other.followed, rows);
    }

    /// Whether the numbers of both tables mean the same.
    #[must_use]
    pub fn shares_names(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.names, &other.names)
    }

    /// Who saw the impressions.
    #[must_use]
    pub fn who(&self) -> &WhoColumns {
        &self.who
    }

    /// When and where they were seen.
    #[must_use]
    pub fn context(&self) -> &ContextColumns {
        &self.context
    }

    /// What was chosen.
    #[must_use]
    pub fn choice(&self) -> &ChoiceColumns {
        &self.choice
    }

    /// What followed.
    #[must_use]
    pub fn followed(&self) -> &FollowedColumns {
        &self.followed
    }
}

impl WhoColumns {
    fn push(&mut self, who: Who) {
        self.cell.push(who.cell);
        self.profile.push(who.profile);
        self.session.push(who.session);
        self.visit.push(who.visit);
    }

    fn get(&self, index: usize) -> Who {
        Who {
            cell: self.cell[index],
            profile: self.profile[index],
            session: self.session[index],
            visit: self.visit[index],
        }
    }
}

impl ContextColumns {
    fn push(&mut self, row: &Row<'_>) {
        self.at.push(row.at);
        self.hour.push(row.moment.hour);
        self.weekday.push(row.moment.weekday);
        self.device.push(row.moment.device);
        self.canvas.push(row.slot.canvas);
        self.row.push(row.slot.row);
        self.column.push(row.slot.column);
    }

    fn moment(&self, index: usize) -> Moment {
        Moment {
            hour: self.hour[index],
            weekday: self.weekday[index],
            device: self.device[index],
        }
    }

    fn slot(&self, index: usize) -> Slot {
        Slot {
            canvas: self.canvas[index],
            row: self.row[index],
            column: self.column[index],
        }
    }
}

impl ChoiceColumns {
    fn push(&mut self, choice: &Choice<'_>) {
        self.policy.push(choice.policy);
        self.model_version.push(choice.model_version);
        self.title.push(choice.title);
        self.arms.push(choice.arms);
        self.chosen.push(choice.chosen);
        self.propensity.push(choice.propensity());
        self.probabilities.push(choice.probabilities);
        self.features.push(choice.features);
    }

    fn get(&self, index: usize) -> Choice<'_> {
        Choice {
            policy: self.policy[index],
            model_version: self.model_version[index],
            title: self.title[index],
            arms: self.arms[index],
            probabilities: self.probabilities.get(index),
            features: self.features.get(index),
            chosen: self.chosen[index],
        }
    }
}

impl FollowedColumns {
    fn push(&mut self, followed: Option<Followed>) {
        let fraction = match followed.map(|it| it.outcome) {
            Some(Outcome::Played { fraction }) => fraction,
            _ => 0.0,
        };
        self.response.push(followed.map(|it| it.outcome).into());
        self.fraction.push(fraction);
        self.after.push(followed.map_or(0, |it| it.after));
        self.reward.push(followed.map_or(0.0, |it| it.reward));
        self.weight.push(followed.map_or(0.0, |it| it.weight));
    }

    fn get(&self, index: usize) -> Option<Followed> {
        let outcome = match self.response[index] {
            Response::Pending => return None,
            Response::Played => Outcome::Played {
                fraction: self.fraction[index],
            },
            Response::Opened => Outcome::Opened,
            Response::Skipped => Outcome::Skipped,
            Response::Expired => Outcome::Expired,
        };
        Some(Followed {
            outcome,
            after: self.after[index],
            reward: self.reward[index],
            weight: self.weight[index],
        })
    }
}

/// Declares what is done with every column alike.
macro_rules! each_column {
    ($type:ident: $($column:ident),+; $($list:ident),*; $($empty:expr),+) => {
        impl $type {
            fn append(&mut self, other: &Self, rows: Range<usize>) {
                $(self.$column.extend_from_slice(&other.$column[rows.clone()]);)+
                $(self.$list.append(&other.$list, rows.clone());)*
            }

            /// Makes every column as long as the table: shorter, or with what stands for a column
            /// that was not read.
            fn resize(&mut self, length: usize) {
                $(self.$column.resize(length, $empty);)+
                $(self.$list.resize(length);)*
            }
        }
    };
}

each_column!(WhoColumns: cell, profile, session, visit;; 0, 0, 0, 0);
each_column!(ContextColumns: at, hour, weekday, device, canvas, row, column;; Timestamp(0), 0, 0, Device::Tv, Canvas::Tile, 0, 0);
each_column!(ChoiceColumns: policy, model_version, title, arms, chosen, propensity; probabilities, features; 0, 0, 0, 0, 0, 0.0);
each_column!(FollowedColumns: response, fraction, after, reward, weight;; Response::Pending, 0.0, 0, 0.0, 0.0);

impl Table {
    /// Leaves the first `length` rows.
    pub fn truncate(&mut self, length: usize) {
        if length <= self.len() {
            self.fill(length);
        }
    }

    /// Makes every column `length` rows long, with zeros where a column was not read.
    pub(super) fn fill(&mut self, length: usize) {
        self.who.resize(length);
        self.context.resize(length);
        self.choice.resize(length);
        self.followed.resize(length);
    }
}

//! Whether rows that were read can be.

use super::{Column, Columns, Response, Table, intern::Interner};
use crate::{
    log::{Flaw, event::SUM_TOLERANCE},
    time::Timestamp,
};

/// Checks rows; knows the one before.
#[derive(Debug, Default)]
pub(super) struct RowChecks {
    /// The cell, profile, session and moment of the row before.
    before: Option<(u32, u32, u64, Timestamp)>,
}

/// A row, counted from 0, and what is wrong with it.
type Wrong = (usize, String);

impl RowChecks {
    /// Checks what was read of the rows of `table`, which follow those checked before.
    pub(super) fn check(
        &mut self,
        table: &Table,
        columns: Columns,
        interner: &Interner,
    ) -> Result<(), Wrong> {
        if columns.have(&[Column::Hour, Column::Weekday]) {
            check_moments(table)?;
        }
        if columns.have(&[Column::At, Column::Session, Column::Profile]) {
            self.check_clocks(table)?;
        }
        if columns.has(Column::Propensity) {
            let mut propensities = table.choice.propensity.iter();
            let wrong = propensities.position(|it| !(*it > 0.0 && *it <= 1.0));
            if let Some(row) = wrong {
                return flaw(row, Flaw::Propensity(table.choice.propensity[row]));
            }
        }
        if columns.have(&[Column::Arms, Column::Chosen]) {
            check_arms(table, columns, interner)?;
        }
        if columns.has(Column::Probabilities) {
            check_probabilities(table, columns, interner)?;
        }
        if columns.has(Column::Features) {
            for (row, features) in (0..table.len()).map(|row| (row, table.choice.features.get(row)))
            {
                if let Some(feature) = features.iter().find(|it| !it.is_finite()) {
                    return flaw(row, Flaw::Feature(*feature));
                }
            }
        }
        check_followed(table, columns)
    }

    fn check_clocks(&mut self, table: &Table) -> Result<(), Wrong> {
        let who = &table.who;
        for (row, at) in table.context.at.iter().enumerate() {
            let (cell, profile, session) = (who.cell[row], who.profile[row], who.session[row]);
            if let Some((before_cell, before_profile, before_session, before)) = self.before
                && (before_cell, before_profile, before_session) == (cell, profile, session)
                && *at < before
            {
                let problem = format!(
                    "the clock goes backwards within a session, from {} to {}",
                    before.rfc3339(),
                    at.rfc3339()
                );
                return Err((row, problem));
            }
            self.before = Some((cell, profile, session, *at));
        }
        Ok(())
    }
}

fn flaw(row: usize, flaw: Flaw) -> Result<(), Wrong> {
    Err((row, flaw.to_string()))
}

fn check_moments(table: &Table) -> Result<(), Wrong> {
    let context = &table.context;
    let mut moments = context.hour.iter().zip(&context.weekday);
    match moments.position(|(hour, weekday)| *hour > 23 || *weekday > 6) {
        None => Ok(()),
        Some(row) => flaw(
            row,
            Flaw::Moment {
                hour: context.hour[row],
                weekday: context.weekday[row],
            },
        ),
    }
}

fn check_arms(table: &Table, columns: Columns, interner: &Interner) -> Result<(), Wrong> {
    let sets = &interner.names.action_sets;
    let choice = &table.choice;
    for (row, (arms, chosen)) in choice.arms.iter().zip(&choice.chosen).enumerate() {
        let artwork = sets.get(*arms).map_or(&[][..], |set| &set.artwork);
        let Some(shown) = artwork.get(*chosen as usize) else {
            let (chosen, arms) = (*chosen as usize, artwork.len());
            return flaw(row, Flaw::Chosen { chosen, arms });
        };
        if columns.has(Column::Artwork) && interner.artwork[row] != *shown {
            return Err((row, "the artwork is not the arm that was chosen".to_owned()));
        }
    }
    Ok(())
}

fn check_probabilities(table: &Table, columns: Columns, interner: &Interner) -> Result<(), Wrong> {
    let choice = &table.choice;
    let sets = &interner.names.action_sets;
    for row in 0..table.len() {
        let probabilities = choice.probabilities.get(row);
        let is_probability = |it: &&f64| !(0.0..=1.0).contains(*it);
        if let Some(wrong) = probabilities.iter().find(is_probability) {
            return flaw(row, Flaw::Probability(*wrong));
        }
        let sum: f64 = probabilities.iter().sum();
        if (sum - 1.0).abs() > SUM_TOLERANCE {
            return flaw(row, Flaw::Sum(sum));
        }
        if columns.has(Column::Arms)
            && let Some(arms) = sets.get(choice.arms[row]).map(|set| set.artwork.len())
            && arms != probabilities.len()
        {
            let found = probabilities.len();
            return Err((
                row,
                format!("it has {arms} arms, but {found} probabilities"),
            ));
        }
        if columns.have(&[Column::Propensity, Column::Chosen])
            && probabilities
                .get(choice.chosen[row] as usize)
                .map(|it| it.to_bits())
                != Some(choice.propensity[row].to_bits())
        {
            let problem = "the propensity is not the probability of the arm that was chosen";
            return Err((row, problem.to_owned()));
        }
    }
    Ok(())
}

fn check_followed(table: &Table, columns: Columns) -> Result<(), Wrong> {
    let followed = &table.followed;
    let outside = |values: &[f64]| values.iter().position(|it| !(0.0..=1.0).contains(it));
    if let Some(row) = outside(&followed.fraction) {
        return flaw(row, Flaw::Fraction(followed.fraction[row]));
    }
    if let Some(row) = outside(&followed.reward) {
        return flaw(row, Flaw::Reward(followed.reward[row]));
    }
    if let Some(row) = outside(&followed.weight) {
        return flaw(row, Flaw::Weight(followed.weight[row]));
    }
    if columns.have(&[Column::Outcome, Column::Reward]) {
        let mut rows = followed.response.iter().zip(&followed.reward);
        let is_wrong = |(response, reward): (&Response, &f64)| {
            matches!(response, Response::Pending) && *reward != 0.0
        };
        if let Some(row) = rows.position(is_wrong) {
            return Err((row, "it has a reward, but no outcome".to_owned()));
        }
    }
    Ok(())
}

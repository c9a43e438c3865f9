//! The interface's log as tables: impressions joined with their outcomes.

use std::{collections::HashMap, sync::Arc};

use super::{Choice, Followed, Names, Origin, Row, Table, Who};
use crate::{
    log::{
        Event, Impression, ImpressionId, LogError, Outcome, OutcomeRecord, Record, Segment, Tail,
    },
    time::Timestamp,
};

/// What there is in a log, before its rows are made.
#[derive(Debug, Default)]
pub struct Survey {
    /// Names of all that its impressions name. There are no cells outside an experiment: all are
    /// in the one without a name.
    pub names: Names,
    /// How many impressions there are.
    pub impressions: u64,
    /// Unfinished ends of segments, set aside.
    pub tails: Vec<Tail>,
}

/// Makes tables of sessions, one after the other.
#[derive(Debug)]
pub struct SessionTables {
    names: Arc<Names>,
    /// The number of the session before.
    session: Option<u64>,
}

impl Survey {
    /// Reads all segments of a log.
    ///
    /// # Errors
    /// The first error of the reader: then no row of the log can be trusted.
    pub fn of(log: impl Iterator<Item = Result<Segment, LogError>>) -> Result<Self, LogError> {
        let mut survey = Self::default();
        Arc::make_mut(&mut survey.names.cells).intern("");
        for segment in log {
            survey.take(segment?)?;
        }
        Ok(survey)
    }

    fn take(&mut self, mut segment: Segment) -> Result<(), LogError> {
        let names = &mut self.names;
        for record in &mut segment {
            if let Event::Impression(impression) = record?.event {
                self.impressions += 1;
                Arc::make_mut(&mut names.profiles).intern(impression.profile.as_str());
                Arc::make_mut(&mut names.policies).intern(&impression.policy);
                let arms = impression.arms.iter().map(|arm| arm.artwork.as_str());
                names.intern_action_set(impression.title.as_str(), arms);
            }
        }
        self.tails.extend(segment.tail().cloned());
        Ok(())
    }
}

impl SessionTables {
    /// Makes tables with numbers into `names`, those of a [`Survey`].
    #[must_use]
    pub fn new(names: Arc<Names>) -> Self {
        Self {
            names,
            session: None,
        }
    }

    /// The rows of the session in `segment`, and where they come from. A session has the
    /// milliseconds of its start as its number, or one more than that before it. Of two outcomes
    /// of an impression the first counts, as it does for the policy. What was logged after the
    /// survey and has no number is left out.
    ///
    /// # Errors
    /// The first error of the reader.
    pub fn take(&mut self, segment: Segment) -> Result<(Table, Origin), LogError> {
        let mut table = Table::new(Arc::clone(&self.names));
        let Some(start) = segment.session().cloned() else {
            return Ok((table, Origin::default()));
        };
        let records = segment.collect::<Result<Vec<Record>, LogError>>()?;
        let began = records
            .first()
            .map_or(0, |first| first.at.0.max(0).unsigned_abs());
        let session = self.session.map_or(began, |before| began.max(before + 1));
        self.session = Some(session);
        let mut outcomes: HashMap<ImpressionId, (OutcomeRecord, Timestamp)> = HashMap::new();
        for record in &records {
            if let Event::Outcome(outcome) = record.event {
                let first = (outcome, record.at);
                outcomes.entry(outcome.impression).or_insert(first);
            }
        }
        let mut buffers = Buffers::default();
        for record in &records {
            if let Event::Impression(impression) = &record.event {
                let followed = outcomes.get(&impression.id);
                let followed =
                    followed.map(|(outcome, at)| followed_from(outcome, at.since(record.at)));
                buffers.push(impression, record.at, session, followed, &mut table);
            }
        }
        let origin = Origin {
            catalog_digest: start.catalog_digest,
            engine_version: start.engine_version,
            feature_version: start.feature_version,
        };
        Ok((table, origin))
    }
}

fn followed_from(record: &OutcomeRecord, after: i64) -> Followed {
    let is_played = matches!(record.outcome, Outcome::Played { .. });
    Followed {
        outcome: record.outcome,
        after: if is_played { after } else { 0 },
        reward: record.reward,
        weight: record.weight,
    }
}

/// Room for the lists of a row.
#[derive(Default)]
struct Buffers {
    probabilities: Vec<f64>,
    features: Vec<f64>,
}

impl Buffers {
    fn push(
        &mut self,
        impression: &Impression,
        at: Timestamp,
        session: u64,
        followed: Option<Followed>,
        table: &mut Table,
    ) {
        self.probabilities.clear();
        self.features.clear();
        for arm in &impression.arms {
            self.probabilities.push(arm.probability);
            self.features.extend_from_slice(&arm.features);
        }
        let names = Arc::clone(table.names());
        let choice = || {
            let ids: Option<Vec<u32>> = (impression.arms.iter())
                .map(|arm| names.artwork.number(arm.artwork.as_str()))
                .collect();
            let title = names.titles.number(impression.title.as_str())?;
            Some(Choice {
                policy: names.policies.number(&impression.policy)?,
                model_version: impression.model_version,
                title,
                arms: names.action_sets.number(title, &ids?)?,
                probabilities: &self.probabilities,
                features: &self.features,
                chosen: u32::try_from(impression.chosen).ok()?,
            })
        };
        let who = || {
            Some(Who {
                cell: names.cells.number("")?,
                profile: names.profiles.number(impression.profile.as_str())?,
                session,
                visit: u32::try_from(impression.visit).unwrap_or(u32::MAX),
            })
        };
        if let (Some(who), Some(choice)) = (who(), choice()) {
            table.push(&Row {
                who,
                at,
                moment: impression.moment,
                slot: impression.slot,
                choice,
                followed,
            });
        }
    }
}

//! What scripts expect of the log.

use super::Seen;
use crate::{
    log::{
        self,
        statistics::{Statistics, Tally},
    },
    runtime::verification::verify,
    script::{
        player::{Halt, Player},
        statement::Counter,
        value::Comparison,
    },
};

impl Player<'_> {
    pub(super) fn look_at_log(
        &self,
        counter: Counter,
        expected: &Comparison,
    ) -> Result<Seen, Halt> {
        let statistics = self.statistics()?;
        let count = counted(counter, &statistics.total, statistics.sessions);
        Ok(Seen::number(counter.as_str(), expected, count as f64))
    }

    pub(super) fn look_at_take_fraction(&self, expected: &Comparison) -> Result<Seen, Halt> {
        let share = self.statistics()?.total.take_fraction();
        let Some(share) = share else {
            let expected = format!("take-fraction {expected}");
            return Ok(Seen::new(false, expected, "the log has no impressions"));
        };
        let seen = Seen::number("take-fraction", expected, share.value);
        let actual = format!(
            "take-fraction = {:.4} (n = {}, 95 %: {:.4} to {:.4})",
            share.value, share.n, share.low, share.high
        );
        Ok(Seen { actual, ..seen })
    }

    pub(super) fn look_at_propensities(&self) -> Result<Seen, Halt> {
        let (result, _) = verify(&self.stage.log())?;
        let actual = format!(
            "{} of {} distributions follow from the log",
            result.recomputed - result.different.len() as u64,
            result.distributions
        );
        Ok(Seen::new(
            result.holds(),
            "every propensity to follow from the log",
            actual,
        ))
    }

    fn statistics(&self) -> Result<Statistics, Halt> {
        Ok(Statistics::of(log::read(&self.stage.log())?)?)
    }
}

fn counted(counter: Counter, tally: &Tally, sessions: u64) -> u64 {
    match counter {
        Counter::Impressions => tally.impressions,
        Counter::Plays => tally.plays,
        Counter::QualityPlays => tally.quality_plays,
        Counter::Opens => tally.opens,
        Counter::Skips => tally.skips,
        Counter::Expired => tally.expired,
        Counter::Pending => tally.pending,
        Counter::Withdrawn => tally.withdrawn,
        Counter::Sessions => sessions,
    }
}

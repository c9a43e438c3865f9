//! Events in plain words.

use super::{Event, Impression, Outcome, OutcomeRecord};

impl Event {
    /// What kind of event it is, and what else there is to say of it, without the moment; both
    /// neutral.
    #[must_use]
    pub fn told(&self) -> (&'static str, String) {
        match self {
            Self::SessionStarted(start) => (
                "session started",
                format!(
                    "seed {}, policy {}, catalog {}",
                    start.seed, start.policy, start.catalog_digest
                ),
            ),
            Self::ProfileSelected { profile } => ("profile selected", profile.to_string()),
            Self::Impression(impression) => ("impression", impression.detail()),
            Self::Outcome(outcome) => ("outcome", outcome.detail()),
            Self::SessionEnded => ("session ended", String::new()),
        }
    }
}

impl Impression {
    fn detail(&self) -> String {
        let artwork = self.chosen_arm().map_or("?", |arm| arm.artwork.as_str());
        format!(
            "#{} {} saw {} / {} on {} {},{}: propensity {} of {} arms, {} after {} updates",
            self.id,
            self.profile,
            self.title,
            artwork,
            self.slot.canvas,
            self.slot.row,
            self.slot.column,
            self.propensity(),
            self.arms.len(),
            self.policy,
            self.model_version,
        )
    }
}

impl OutcomeRecord {
    fn detail(&self) -> String {
        let what = match self.outcome {
            Outcome::Played { fraction } => format!("played {:.0} %", fraction * 100.0),
            Outcome::Opened => "opened".to_owned(),
            Outcome::Skipped => "skipped".to_owned(),
            Outcome::Expired => "expired".to_owned(),
        };
        format!("#{} {what}: reward {}", self.impression, self.reward)
    }
}

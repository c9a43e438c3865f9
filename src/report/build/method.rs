//! How the numbers were made, and what they do not say.

use super::Frame;
use crate::{
    experiment::sentence::grouped,
    report::model::{Artwork, Note, Source},
};

impl Frame<'_> {
    pub(super) fn method(&self, source: &Source, artwork: &Artwork) -> Vec<Note> {
        let part = |heading: &str, sentences| Note {
            heading: heading.to_owned(),
            sentences,
        };
        vec![
            part("What was read", self.read(source)),
            part("What is measured", self.measured(artwork)),
            part("What it does not say", self.caveats(source)),
        ]
    }

    fn read(&self, source: &Source) -> Vec<String> {
        let mut sentences = vec![format!(
            "{} impressions of {} titles by {} members, from {} to {} (UTC).",
            grouped(source.impressions),
            grouped(source.titles),
            grouped(source.members),
            source.first_day,
            source.last_day
        )];
        if let Some(simulated) = &source.simulated {
            sentences.push(format!(
                "They are simulated: {} members whose tastes follow the preset {}, {} days, seed \
                 {}, policies learning {}. The same numbers come out again from the same seed.",
                grouped(simulated.members),
                simulated.preset,
                simulated.days,
                simulated.seed,
                simulated.learning
            ));
        }
        let tallies = &self.gathering.tallies;
        sentences.push(format!(
            "{} impressions are pending and {} were withdrawn: they are in no metric. {} members \
             were seen in two cells: they are in no metric either.",
            grouped(tallies.pending()),
            grouped(tallies.withdrawn()),
            grouped(tallies.crossed())
        ));
        if self.gathering.foreign > 0 {
            sentences.push(format!(
                "{} titles are not in the catalog: their length is unknown, so minutes leave them \
                 out.",
                grouped(self.gathering.foreign)
            ));
        }
        sentences
    }

    fn measured(&self, artwork: &Artwork) -> Vec<String> {
        let per_cent = (1e6 * (1.0 - self.plan.level.alpha())).round() / 1e4;
        let effects: Vec<String> = (artwork.design_effects.iter())
            .map(|it| format!("{:.2} in {}", it.effect, it.cell))
            .collect();
        vec![
            "The take fraction decides: quality plays ÷ impressions. A play that is abandoned \
             early is no quality play."
                .to_owned(),
            format!(
                "Members, not impressions, are what is independent: intervals of cells are those \
                 of the delta method over members, at {per_cent} %, so that all comparisons with \
                 the baseline together are wrong in at most 5 % of experiments (Bonferroni)."
            ),
            "Verdicts, lifts and guardrails are by always-valid inference (mixture sequential \
             probability ratio test): they hold at any look. Beside them stands the p-value of a \
             single look at a moment set beforehand, which holds for that only."
                .to_owned(),
            "Lifts have the interval of Fieller; p-values of segments are adjusted by Holm's \
             method within each kind. Diversity has the interval of a jackknife over 64 groups of \
             members."
                .to_owned(),
            format!(
                "Single artworks have Wilson's 95 % interval over impressions, widened because \
                 impressions of a member are alike: so many are worth one independent one: {}. \
                 They are not adjusted for how many there are.",
                effects.join(", ")
            ),
            "Days and artworks have 95 % intervals for each alone: of twenty, one may be missed."
                .to_owned(),
        ]
    }

    fn caveats(&self, source: &Source) -> Vec<String> {
        let mut sentences = Vec::new();
        if source.simulated.is_some() {
            sentences.push(
                "Simulated members are not people. They choose by a model of examination and \
                 taste, so a lift here says what a policy can learn in that world, not what a \
                 service would gain."
                    .to_owned(),
            );
        } else {
            sentences.push(
                "All cells are taken to have been given the same share of members; the check of \
                 the sample ratio says whether that fits."
                    .to_owned(),
            );
        }
        sentences.extend([
            "A policy that chooses shows an artwork to those who may like it: take fractions of \
             artwork in such a cell compare audiences as well as pictures. Only a cell that \
             chooses at random compares pictures."
                .to_owned(),
            "Familiar titles and later sessions are known from what happened in the log, which \
             the cells may have changed: those segments describe, they prove nothing."
                .to_owned(),
            "No difference shown does not mean that there is none.".to_owned(),
        ]);
        sentences
    }
}

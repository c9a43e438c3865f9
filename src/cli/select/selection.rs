//! What is known about one title's decision, as text and as JSON.

use std::io::Write;

use serde_json::{Value, json};

use super::reasons;
use crate::{
    catalog::{Canvas, Catalog, Title, TitleIndex},
    cli::Failure,
    engine::{
        Carrier, Case, Change, Counterfactual, Decision, Explanation, Learner,
        counterfactual_sentences, counterfactuals,
    },
    session::Viewer,
    time::Timestamp,
};

/// One title and who asks about it.
pub(super) struct Selection<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) index: TitleIndex,
    pub(super) canvas: Canvas,
    pub(super) viewer: Viewer<'a>,
    pub(super) at: Timestamp,
    pub(super) learner: &'a Learner,
}

impl Selection<'_> {
    fn title(&self) -> &Title {
        &self.catalog[self.index]
    }

    fn case<'a>(&'a self, decision: &'a Decision) -> Case<'a> {
        Case {
            catalog: self.catalog,
            title: self.index,
            canvas: self.canvas,
            profile: self.viewer.profile,
            taste: self.viewer.taste,
            now: self.at,
            time: self.viewer.moment.local_time(),
            device: self.viewer.moment.device,
            learner: self.learner,
            decision,
        }
    }

    fn explanation(&self, decision: &Decision) -> Explanation {
        Explanation::of(decision, self.catalog, self.index, self.viewer.taste)
    }

    pub(super) fn print(
        &self,
        decision: Option<&Decision>,
        explain: bool,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let (title, profile) = (self.title(), self.viewer.profile);
        let Some(decision) = decision else {
            return Ok(writeln!(
                out,
                "{}: nothing that {} may see",
                title.name, profile.name
            )?);
        };
        let artwork = &title.artwork[decision.artwork()];
        let difference = if decision.differs_from_default() {
            format!(
                "instead of {}",
                title.artwork[decision.actions.arms()[decision.actions.default_arm()]].id
            )
        } else {
            "the default".to_owned()
        };
        writeln!(
            out,
            "{}: {} sees {} ({difference}; chance {:.1} %)",
            title.name,
            profile.name,
            artwork.id,
            100.0 * decision.propensity()
        )?;
        if explain {
            reasons::print(&self.case(decision), &self.explanation(decision), out)?;
        }
        Ok(())
    }

    pub(super) fn json(&self, decision: Option<&Decision>) -> Value {
        let (title, profile) = (self.title(), self.viewer.profile);
        let artwork = |place: usize| title.artwork[place].id.as_str();
        let mut json = json!({
            "profile": profile.id.as_str(),
            "profile_name": profile.name.as_str(),
            "title": title.id.as_str(),
            "policy": self.learner.spec().to_string(),
            "artwork": decision.map(|decision| artwork(decision.artwork())),
            "file": decision.map(|decision| &*title.artwork[decision.artwork()].file),
            "propensity": decision.map(Decision::propensity),
            "is_default": decision.map(|decision| !decision.differs_from_default()),
        });
        let reasons = decision.map(|decision| self.reasons(decision));
        for key in [
            "sentences",
            "candidates",
            "contributions",
            "variety",
            "watched",
            "counterfactuals",
        ] {
            json[key] = reasons
                .as_ref()
                .map_or(Value::Null, |reasons| reasons[key].clone());
        }
        json
    }

    fn reasons(&self, decision: &Decision) -> Value {
        let case = self.case(decision);
        let explanation = self.explanation(decision);
        let best = explanation.chances_of_being_best();
        let best = |arm: usize| best.as_ref().map(|best| best.probabilities()[arm]);
        let counterfactuals = counterfactuals(&case);
        let said = counterfactual_sentences(&case, &counterfactuals);
        let candidates = explanation.candidates.iter().enumerate();
        let counterfactuals = counterfactuals.iter().zip(said);
        json!({
            "sentences": explanation.sentences(&case).all().collect::<Vec<_>>(),
            "candidates": candidates.map(|(arm, candidate)| json!({
                "artwork": self.title().artwork[candidate.artwork].id.as_str(),
                "probability": candidate.probability,
                "score": candidate.score.map(|score| score.mean),
                "deviation": candidate.score.map(|score| score.deviation),
                "handicap": candidate.handicap,
                "interval": candidate.interval.map(|(low, high)| [low, high]),
                "best": best(arm),
            })).collect::<Vec<_>>(),
            "contributions": explanation.contributions.iter().map(|contribution| json!({
                "feature": contribution.feature.name,
                "value": contribution.value,
                "amount": contribution.amount,
                "watched": self.carriers(&contribution.carriers),
            })).collect::<Vec<_>>(),
            "variety": explanation.variety(),
            "watched": self.carriers(&explanation.carriers),
            "counterfactuals": counterfactuals.map(|(counterfactual, sentence)| {
                self.counterfactual(counterfactual, &sentence)
            }).collect::<Vec<_>>(),
        })
    }

    fn carriers(&self, carriers: &[Carrier]) -> Value {
        let carriers = carriers.iter().map(|carrier| {
            json!({
                "title": self.catalog[carrier.title].id.as_str(),
                "amount": carrier.amount,
            })
        });
        carriers.collect()
    }

    fn counterfactual(&self, counterfactual: &Counterfactual, sentence: &str) -> Value {
        let id = |title: &TitleIndex| self.catalog[*title].id.as_str().to_owned();
        let change = match &counterfactual.change {
            Change::LearntSince => json!({ "learnt_since": true }),
            Change::WithoutVariety => json!({ "variety": 0 }),
            Change::WithoutWatched(titles) => {
                json!({ "without": titles.iter().map(id).collect::<Vec<_>>() })
            }
            Change::WithoutHistory => json!({ "history": [] }),
            Change::AtHour(hour) => json!({ "hour": hour }),
            Change::OnDevice(device) => json!({ "device": device.as_str() }),
            Change::Raised { feature, from, to } => {
                json!({ "feature": feature, "from": from, "to": to })
            }
        };
        json!({
            "change": change,
            "artwork": self.title().artwork[counterfactual.artwork].id.as_str(),
            "probability": counterfactual.probability,
            "sentence": sentence,
        })
    }
}

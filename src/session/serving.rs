//! The one learning loop: decide, expose, wait for what follows, learn.
//!
//! The interface, scripts and the simulator all go through here, so what is logged is the same
//! whoever browses.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    catalog::{ArtworkId, Canvas, Catalog, TitleId, TitleIndex},
    engine::{
        ActionSet, Context, Decision, ENGINE_VERSION, Example, FEATURE_VERSION, FEATURES, Learner,
        Neighbours, PolicySpec,
    },
    log::{
        Arm, Event, Impression, ImpressionId, Moment, Outcome, OutcomeRecord, SessionId,
        SessionStart, Slot,
    },
    profiles::{Profile, ProfileId, Taste},
    seed::Seed,
    session::{Tuning, response, reward, weight},
};

/// Who watches, and when and on what.
#[derive(Debug, Clone, Copy)]
pub struct Viewer<'a> {
    /// Who.
    pub profile: &'a Profile,
    /// What they like.
    pub taste: &'a Taste,
    /// When, and on which device.
    pub moment: Moment,
}

/// How much attention an impression got so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Attention {
    /// It lay on the page.
    Unnoticed,
    /// It had the focus.
    Noticed,
    /// Its title was opened.
    Opened,
}

impl Attention {
    /// What becomes of an impression that nothing else follows.
    fn outcome(self) -> Outcome {
        match self {
            Self::Unnoticed => Outcome::Expired,
            Self::Noticed => Outcome::Skipped,
            Self::Opened => Outcome::Opened,
        }
    }
}

/// An impression whose outcome is not known yet.
#[derive(Debug, Clone)]
struct Pending {
    title: TitleIndex,
    /// The canvas that the artwork was chosen for.
    canvas: Canvas,
    /// The artwork's place in the title's set.
    artwork: usize,
    attention: Attention,
}

/// An impression as far as its outcome teaches something.
#[derive(Debug, Clone)]
struct Shown {
    profile: ProfileId,
    title: TitleId,
    artwork: ArtworkId,
    features: Vec<f64>,
}

/// Joins outcomes with their impressions.
///
/// The live learner and the one rebuilt from a log both learn from what this returns for the
/// same events, which is why they are equal.
#[derive(Debug, Default)]
struct Joiner(HashMap<ImpressionId, Shown>);

impl Joiner {
    /// Takes in the next event of a session; returns the impression and the outcome that teach
    /// something.
    fn take<'a>(&mut self, event: &'a Event) -> Option<(Shown, &'a OutcomeRecord)> {
        match event {
            Event::SessionStarted(_) => self.0.clear(),
            Event::Impression(impression) if impression.feature_version == FEATURE_VERSION => {
                let arm = impression.chosen_arm()?;
                let shown = Shown {
                    profile: impression.profile.clone(),
                    title: impression.title.clone(),
                    artwork: arm.artwork.clone(),
                    features: arm.features.clone(),
                };
                if shown.features.len() == FEATURES {
                    self.0.insert(impression.id, shown);
                }
            }
            Event::Outcome(outcome) => {
                let shown = self.0.remove(&outcome.impression)?;
                return (outcome.weight > 0.0).then_some((shown, outcome));
            }
            Event::Impression(_) | Event::ProfileSelected { .. } | Event::SessionEnded => {}
        }
        None
    }
}

type Key = (ProfileId, TitleIndex, Canvas);

/// The decisions of a session, and the learner that makes them.
#[derive(Debug)]
pub struct Serving {
    seed: Seed,
    session: SessionId,
    sessions_before: u64,
    learner: Learner,
    /// Who is like each profile that was asked about.
    neighbours: HashMap<ProfileId, Neighbours>,
    /// Of this session, and before it begins of the one that is recalled.
    joiner: Joiner,
    decisions: HashMap<Key, Decision>,
    /// How many visits each profile made before its present one.
    visits_before: HashMap<ProfileId, u64>,
    broken: HashSet<(TitleIndex, usize)>,
    exposure: Exposure,
    tuning: Tuning,
}

/// What became visible, in this visit and this session.
#[derive(Debug, Default)]
struct Exposure {
    visit: u64,
    /// Whose visit it is.
    visitor: Option<ProfileId>,
    seen: HashSet<(TitleIndex, Canvas)>,
    pending: BTreeMap<ImpressionId, Pending>,
    last: u64,
}

impl Exposure {
    /// The impression of this slot that waits for its outcome.
    fn pending_in(&self, title: TitleIndex, canvas: Canvas) -> Option<ImpressionId> {
        let is_here = |pending: &Pending| pending.title == title && pending.canvas == canvas;
        self.pending
            .iter()
            .find(|(_, pending)| is_here(pending))
            .map(|(id, _)| *id)
    }

    /// Numbers an impression and waits for its outcome.
    fn wait_for(&mut self, pending: Pending) -> ImpressionId {
        self.last += 1;
        let id = ImpressionId(self.last);
        self.pending.insert(id, pending);
        id
    }
}

impl Serving {
    /// The loop of a new session that knows of no other one yet.
    #[must_use]
    pub fn new(seed: Seed, session: SessionId, policy: impl Into<PolicySpec>) -> Self {
        Self {
            seed,
            session,
            sessions_before: 0,
            learner: Learner::new(policy),
            neighbours: HashMap::new(),
            joiner: Joiner::default(),
            decisions: HashMap::new(),
            visits_before: HashMap::new(),
            broken: HashSet::new(),
            exposure: Exposure::default(),
            tuning: Tuning::default(),
        }
    }

    /// The dials as they are now.
    #[must_use]
    pub fn tuning(&self) -> &Tuning {
        &self.tuning
    }

    /// Turns the dials: for what is decided from now on. Decisions that nobody has seen yet are
    /// made anew; those that were exposed stay for the visit.
    pub fn tune(&mut self, tuning: Tuning) {
        self.tuning = tuning;
        let Exposure { visitor, seen, .. } = &self.exposure;
        self.decisions.retain(|(owner, title, canvas), _| {
            visitor.as_ref() == Some(owner) && seen.contains(&(*title, *canvas))
        });
    }

    /// Learns from an event of an earlier session; events come in the order of the log.
    pub fn recall(&mut self, event: &Event) {
        self.sessions_before += u64::from(matches!(event, Event::SessionStarted(_)));
        self.learn(event);
    }

    /// The first record of the session's log.
    #[must_use]
    pub fn start(&self, catalog: &Catalog) -> SessionStart {
        SessionStart {
            session: self.session.clone(),
            seed: self.seed.0,
            catalog_digest: catalog.digest().to_owned(),
            engine_version: ENGINE_VERSION,
            feature_version: FEATURE_VERSION,
            policy: self.learner.spec().to_string(),
        }
    }

    /// The learner as it is now.
    #[must_use]
    pub fn learner(&self) -> &Learner {
        &self.learner
    }

    fn learn(&mut self, event: &Event) {
        if let Some((shown, outcome)) = self.joiner.take(event) {
            let example = Example {
                title: &shown.title,
                artwork: &shown.artwork,
                features: &shown.features,
                reward: outcome.reward,
                weight: outcome.weight,
            };
            let response = response(outcome);
            self.learner.learn(&example, &shown.profile, response);
        }
    }

    /// Says how like `profile` the others are, in [0, 1], whose impressions are known by now.
    pub fn acquaint(&mut self, profile: &ProfileId, similarity: impl Fn(&ProfileId) -> f64) {
        let neighbours = self.learner.records().neighbours(profile, similarity);
        self.neighbours.insert(profile.clone(), neighbours);
    }

    /// Makes sure that there is a decision for this slot. Decisions stay for a visit, so that
    /// artwork does not change under the viewer's eyes.
    pub fn decide(
        &mut self,
        catalog: &Catalog,
        viewer: &Viewer<'_>,
        index: TitleIndex,
        canvas: Canvas,
    ) {
        let key = (viewer.profile.id.clone(), index, canvas);
        if self.decisions.contains_key(&key) {
            return;
        }
        let title = &catalog[index];
        let visits = self
            .visits_before
            .get(&viewer.profile.id)
            .copied()
            .unwrap_or(0);
        let broken = self
            .broken
            .iter()
            .filter(|(title, _)| *title == index)
            .count();
        let mut random = self.seed.stream(
            "decision",
            &[
                &self.sessions_before.to_string(),
                &visits.to_string(),
                // A second draw for the same slot must not depend on the first one.
                &broken.to_string(),
                viewer.profile.id.as_str(),
                title.id.as_str(),
                canvas.as_str(),
            ],
        );
        let stranger = Neighbours::default();
        let context = Context {
            taste: viewer.taste,
            neighbours: self.neighbours.get(&viewer.profile.id).unwrap_or(&stranger),
            maturity: viewer.profile.maturity,
            time: viewer.moment.local_time(),
            device: viewer.moment.device,
            canvas,
        };
        let is_available = |artwork| !self.broken.contains(&(index, artwork));
        let learner = &self.learner;
        let actions = ActionSet::new(&context, title, learner.records(), is_available);
        let decision = actions.map(|actions| Decision::make(learner, actions, &mut random));
        self.decisions
            .extend(decision.map(|decision| (key, decision.with_beliefs(learner))));
    }

    /// The decision for this slot, if one was made and anything was eligible.
    #[must_use]
    pub fn decision(
        &self,
        profile: &ProfileId,
        title: TitleIndex,
        canvas: Canvas,
    ) -> Option<&Decision> {
        self.decisions.get(&(profile.clone(), title, canvas))
    }

    /// Takes an artwork out of all action sets because its picture cannot be shown. Impressions
    /// of it stay pending for ever: nobody saw what they say was shown.
    pub fn exclude(&mut self, title: TitleIndex, artwork: usize) {
        self.broken.insert((title, artwork));
        self.decisions
            .retain(|(_, index, _), decision| *index != title || decision.artwork() != artwork);
        let Exposure { pending, seen, .. } = &mut self.exposure;
        pending.retain(|_, it| {
            let is_shown = it.title != title || it.artwork != artwork;
            if !is_shown {
                seen.remove(&(title, it.canvas));
            }
            is_shown
        });
    }

    /// Logs an impression for each decided slot that is visible for the first time in this visit:
    /// the title, the canvas that its artwork was chosen for, and where it is seen.
    pub fn expose(
        &mut self,
        catalog: &Catalog,
        viewer: &Viewer<'_>,
        visible: impl IntoIterator<Item = (TitleIndex, Canvas, Slot)>,
    ) -> Vec<Event> {
        let mut events = Vec::new();
        for (title, canvas, slot) in visible {
            let key = (viewer.profile.id.clone(), title, canvas);
            if let Some(decision) = self.decisions.get(&key)
                && self.exposure.seen.insert((title, canvas))
            {
                let artwork = decision.artwork();
                let attention = Attention::Unnoticed;
                let id = self.exposure.wait_for(Pending {
                    title,
                    canvas,
                    artwork,
                    attention,
                });
                let impression = Impression {
                    id,
                    profile: viewer.profile.id.clone(),
                    title: catalog[title].id.clone(),
                    slot,
                    moment: viewer.moment,
                    policy: self.learner.spec().to_string(),
                    model_version: decision.model_version,
                    feature_version: FEATURE_VERSION,
                    arms: arms(decision, catalog, title),
                    chosen: decision.chosen,
                    visit: self.exposure.visit,
                };
                events.push(Event::Impression(Box::new(impression)));
            }
        }
        self.commit(events)
    }

    /// Remembers that the slot had the focus.
    pub fn notice(&mut self, title: TitleIndex, canvas: Canvas) {
        self.attend(title, canvas, Attention::Noticed);
    }

    /// Remembers that the title was opened from the slot.
    pub fn open(&mut self, title: TitleIndex, canvas: Canvas) {
        self.attend(title, canvas, Attention::Opened);
    }

    fn attend(&mut self, title: TitleIndex, canvas: Canvas, attention: Attention) {
        let id = self.exposure.pending_in(title, canvas);
        if let Some(pending) = id.and_then(|id| self.exposure.pending.get_mut(&id)) {
            pending.attention = pending.attention.max(attention);
        }
    }

    /// Gives a play to the impression that led to it, which is the one of this slot.
    pub fn played(&mut self, title: TitleIndex, canvas: Canvas, fraction: f64) -> Vec<Event> {
        let led = self.exposure.pending_in(title, canvas);
        let events = led.and_then(|id| self.resolve(id, Some(Outcome::Played { fraction })));
        self.commit(events.into_iter().collect())
    }

    /// Lets the slot be exposed again if what became of its impression is known already.
    pub fn reopen(&mut self, title: TitleIndex, canvas: Canvas) {
        if self.exposure.pending_in(title, canvas).is_none() {
            self.exposure.seen.remove(&(title, canvas));
        }
    }

    /// Begins a visit of a profile: what becomes visible from now on is a new impression, and all
    /// that the profile did before is taken into account.
    pub fn begin_visit(&mut self, profile: &ProfileId) {
        self.exposure.visit += 1;
        self.exposure.visitor = Some(profile.clone());
        self.exposure.seen.clear();
        self.decisions.retain(|(owner, ..), _| owner != profile);
        let visits = self.visits_before.entry(profile.clone());
        visits.and_modify(|visits| *visits += 1).or_default();
    }

    /// Ends a visit: whatever is pending gets the outcome that its attention earned.
    pub fn end_visit(&mut self) -> Vec<Event> {
        let pending: Vec<ImpressionId> = self.exposure.pending.keys().copied().collect();
        let events = pending
            .into_iter()
            .filter_map(|id| self.resolve(id, None))
            .collect();
        self.commit(events)
    }

    /// The outcome of a pending impression: `outcome`, or what its attention earned.
    fn resolve(&mut self, impression: ImpressionId, outcome: Option<Outcome>) -> Option<Event> {
        let pending = self.exposure.pending.remove(&impression)?;
        let outcome = outcome.unwrap_or(pending.attention.outcome());
        let (reward, weight) = (reward(outcome), weight(outcome));
        Some(Event::Outcome(OutcomeRecord {
            impression,
            outcome,
            reward,
            weight,
        }))
    }

    /// Learns from events that are about to be logged.
    fn commit(&mut self, events: Vec<Event>) -> Vec<Event> {
        events.iter().for_each(|event| self.learn(event));
        events
    }
}

fn arms(decision: &Decision, catalog: &Catalog, title: TitleIndex) -> Vec<Arm> {
    let chances = decision.distribution.probabilities();
    let actions = &decision.actions;
    let arms = actions.arms().iter().zip(chances).enumerate();
    arms.map(|(arm, (artwork, probability))| Arm {
        artwork: catalog[title].artwork[*artwork].id.clone(),
        probability: *probability,
        features: actions.row(arm).to_vec(),
    })
    .collect()
}

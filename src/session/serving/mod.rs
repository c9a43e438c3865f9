//! The one learning loop: decide, expose, wait for what follows, learn.
//!
//! The interface, scripts and the simulator all go through here, so what is logged is the same
//! whoever browses.

mod changes;
mod choice;
mod diversity;
mod exposure;
mod joiner;
mod outcomes;
mod slate;
mod supposition;

use std::collections::{BTreeMap, HashMap, HashSet};

use rand_chacha::ChaCha8Rng;

pub use changes::{Change, Changes};
pub(super) use joiner::{Joiner, Shown};
pub use slate::{Drawn, Slate};

use self::{choice::Choice, diversity::Surroundings, exposure::Exposure};
use crate::{
    catalog::{Canvas, Catalog, TitleIndex},
    engine::{
        ActionSet, Context, Decision, ENGINE_VERSION, FEATURE_VERSION, Learner, Neighbours,
        PolicySpec,
    },
    log::{Arm, Event, Impression, Moment, SessionId, SessionStart, Slot},
    profiles::{Profile, ProfileId, Taste},
    seed::Seed,
    session::{Insights, Tuning, response},
    time::Timestamp,
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

type Key = (ProfileId, TitleIndex, Canvas);

/// What is known about a profile in this session, beside what the learner knows.
#[derive(Debug, Default, Clone)]
struct Guest {
    /// How many visits it made before its present one; `None` before the first.
    visits_before: Option<u64>,
    /// Who is like it.
    neighbours: Neighbours,
    /// What its page shows.
    surroundings: Surroundings,
    /// In which place of a row each title of its page first stands, from 0.
    places: HashMap<TitleIndex, u16>,
}

/// The decisions of a session, and the learner that makes them.
#[derive(Debug)]
pub struct Serving {
    seed: Seed,
    session: SessionId,
    sessions_before: u64,
    learner: Learner,
    /// Of this session, and before it begins of the one that is recalled.
    joiner: Joiner,
    decisions: HashMap<Key, Decision>,
    guests: BTreeMap<ProfileId, Guest>,
    broken: HashSet<(TitleIndex, usize)>,
    exposure: Exposure,
    changes: Changes,
    insights: Insights,
    tuning: Tuning,
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
            joiner: Joiner::default(),
            decisions: HashMap::new(),
            guests: BTreeMap::new(),
            broken: HashSet::new(),
            exposure: Exposure::default(),
            changes: Changes::default(),
            insights: Insights::default(),
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
        let is_choice = tuning.chooses_otherwise(&self.tuning);
        self.tuning = tuning;
        if !is_choice {
            return;
        }
        let exposure = &self.exposure;
        self.decisions
            .retain(|(owner, title, canvas), _| exposure.was_seen(owner, *title, *canvas));
        self.take_down();
    }

    /// Learns from an event of an earlier session, which happened `at`; events come in the order
    /// of the log.
    pub fn recall(&mut self, event: &Event, at: Timestamp) {
        self.sessions_before += u64::from(matches!(event, Event::SessionStarted(_)));
        self.changes.take(event, at);
        self.insights.take(event);
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

    /// The random stream called `name` of this session, for the item that `key` identifies.
    pub(in crate::session) fn stream(&self, name: &str, key: &str) -> ChaCha8Rng {
        let session = self.sessions_before.to_string();
        self.seed.stream(name, &[&session, key])
    }

    /// The learner as it is now.
    #[must_use]
    pub fn learner(&self) -> &Learner {
        &self.learner
    }

    /// When artwork that a profile had seen gave way to another one, the newest change last; of
    /// this session and those recalled.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        self.changes.as_slice()
    }

    /// What the log tells so far: of this session and those recalled.
    #[must_use]
    pub fn insights(&self) -> &Insights {
        &self.insights
    }

    fn learn(&mut self, event: &Event) {
        if let Some((shown, outcome)) = self.joiner.take(event) {
            let response = response(outcome);
            self.learner
                .learn(&shown.example(outcome), &shown.profile, response);
        }
    }

    /// Says how like `profile` the others are, in [0, 1], whose impressions are known by now.
    pub fn acquaint(&mut self, profile: &ProfileId, similarity: impl Fn(&ProfileId) -> f64) {
        let neighbours = self.learner.records().neighbours(profile, similarity);
        self.guest(profile).neighbours = neighbours;
    }

    /// Says in which place of a row, from 0, each title of the profile's page first stands.
    pub fn arrange(&mut self, profile: &ProfileId, places: HashMap<TitleIndex, u16>) {
        self.guest(profile).places = places;
    }

    fn guest(&mut self, profile: &ProfileId) -> &mut Guest {
        self.guests.entry(profile.clone()).or_default()
    }

    /// Makes sure that there is a decision for this slot. Decisions stay for a visit, so that
    /// artwork does not change under the viewer's eyes. Slots are decided in the order of the
    /// page, from the top and from the left: what is near counts for the variety of a page.
    pub fn decide(
        &mut self,
        catalog: &Catalog,
        viewer: &Viewer<'_>,
        index: TitleIndex,
        canvas: Canvas,
    ) {
        let profile = &viewer.profile.id;
        let key = (profile.clone(), index, canvas);
        if self.decisions.contains_key(&key) {
            return;
        }
        let title = &catalog[index];
        let stranger = Guest::default();
        let guest = self.guests.get(profile).unwrap_or(&stranger);
        let context = Context {
            taste: viewer.taste,
            neighbours: &guest.neighbours,
            maturity: viewer.profile.maturity,
            time: viewer.moment.local_time(),
            device: viewer.moment.device,
            canvas,
            mood: self.tuning.mood,
            position: guest
                .places
                .get(&index)
                .copied()
                .filter(|_| canvas == Canvas::Tile),
        };
        let broken = self.broken.iter().filter(|(title, _)| *title == index);
        let mut random = self.seed.stream(
            "decision",
            &[
                &self.sessions_before.to_string(),
                &guest.visits_before.unwrap_or(0).to_string(),
                // A second draw for the same slot must not depend on the first one.
                &broken.count().to_string(),
                profile.as_str(),
                title.id.as_str(),
                canvas.as_str(),
            ],
        );
        let choice = self.choice(catalog, profile, index, canvas);
        let is_available =
            |artwork| !self.broken.contains(&(index, artwork)) && choice.allows(artwork);
        let learner = &self.learner;
        let records = learner.records();
        let actions = ActionSet::new(&context, catalog, index, records, is_available);
        let Some(mut actions) = actions else {
            return;
        };
        if self.tuning.diversity > 0.0 {
            let (around, diversity) = (&guest.surroundings, self.tuning.diversity);
            actions.handicap(|artwork| around.handicap(catalog, (index, artwork), diversity));
        }
        let decision = Decision::make(learner, actions, &mut random).with_beliefs(learner);
        let surroundings = &mut self.guest(profile).surroundings;
        surroundings.hang(index, canvas, decision.artwork());
        self.decisions.insert(key, decision);
    }

    /// What the dials leave of the artwork for a slot.
    fn choice(
        &self,
        catalog: &Catalog,
        profile: &ProfileId,
        index: TitleIndex,
        canvas: Canvas,
    ) -> Choice {
        let title = &catalog[index];
        let is_eligible = |artwork: usize| {
            title.artwork[artwork].canvases.contains(canvas)
                && !self.broken.contains(&(index, artwork))
        };
        let visit = (&self.session, self.exposure.visit);
        let slot = (profile, &title.id, canvas);
        let frozen = self.changes.frozen(slot, visit, &self.tuning);
        let frozen = frozen.and_then(|artwork| title.artwork_index(artwork));
        let others = Canvas::ALL.iter().filter(|other| **other != canvas);
        let elsewhere = others.filter_map(|other| self.decision(profile, index, *other));
        let elsewhere = elsewhere.map(Decision::artwork).collect();
        Choice::of(
            frozen,
            elsewhere,
            self.tuning.canvases,
            0..title.artwork.len(),
            is_eligible,
        )
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
        self.take_down();
        self.exposure.forget(title, artwork);
    }

    /// Takes pictures off the pages whose decisions are gone.
    fn take_down(&mut self) {
        let decisions = &self.decisions;
        for (profile, guest) in &mut self.guests {
            let is_decided =
                |title, canvas| decisions.contains_key(&(profile.clone(), title, canvas));
            guest.surroundings.keep(is_decided);
        }
    }

    /// Logs an impression for each decided slot that is visible for the first time in this visit,
    /// at the moment `at`: the title, the canvas that its artwork was chosen for, and where it is
    /// seen.
    pub fn expose(
        &mut self,
        catalog: &Catalog,
        viewer: &Viewer<'_>,
        at: Timestamp,
        visible: impl IntoIterator<Item = (TitleIndex, Canvas, Slot)>,
    ) -> Vec<Event> {
        let profile = &viewer.profile.id;
        let mut events = Vec::new();
        for (title, canvas, slot) in visible {
            let Some(decision) = self.decisions.get(&(profile.clone(), title, canvas)) else {
                continue;
            };
            let artwork = decision.artwork();
            let Some(id) = self.exposure.see(profile, (title, canvas), artwork, at) else {
                continue;
            };
            let impression = Impression {
                id,
                profile: profile.clone(),
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
            self.guest(profile).surroundings.see(title, canvas);
        }
        self.changes.enter(&self.session);
        events.iter().for_each(|event| self.changes.take(event, at));
        self.commit(events)
    }

    /// Lets the slot be exposed again if what became of its impression is known already.
    pub fn reopen(&mut self, title: TitleIndex, canvas: Canvas) {
        self.exposure.reopen(title, canvas);
    }

    /// Begins a visit of a profile: what becomes visible from now on is a new impression, and all
    /// that the profile did before is taken into account.
    pub fn begin_visit(&mut self, profile: &ProfileId) {
        self.exposure.begin(profile);
        self.decisions.retain(|(owner, ..), _| owner != profile);
        let guest = self.guest(profile);
        guest.surroundings.begin_visit();
        guest.visits_before = Some(guest.visits_before.map_or(0, |visits| visits + 1));
    }

    /// Draws in the visit that has just begun with the numbers of the one before, so that what
    /// changes on the page is due to the dial that was turned.
    pub fn keep_draws(&mut self, profile: &ProfileId) {
        let guest = self.guest(profile);
        guest.visits_before = guest.visits_before.map(|visits| visits.saturating_sub(1));
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
        handicap: actions.handicaps()[arm],
    })
    .collect()
}

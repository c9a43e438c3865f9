//! A member's day, decided by a policy that stands still meanwhile.

use rand_chacha::ChaCha8Rng;

use super::{
    member::Member,
    memory::{Memory, is_quality_play},
    plan::BLOCK,
    service::{Frozen, Impression, Recorder, Service, Wanted},
    shelf::Shelf,
    traffic::{Arrival, FIRST_DAY},
    visit::{Circumstances, Decider, Screen, Visit},
    world::World,
};
use crate::{
    catalog::{Canvas, Catalog, Maturity, TitleIndex},
    engine::{Context, Device, FEATURES, Neighbours},
    log::{
        Moment, Slot,
        table::{Choice, Row, Who},
    },
    profiles::{History, Taste},
    seed::Seed,
    session::{Page, Slate},
    time::{LocalTime, Timestamp, Zone},
};
use rand::{Rng, RngExt};

/// How long a member stays away at least between two sessions.
const PAUSE: i64 = 10 * 60 * 1000;

/// How long somebody stays with the credits before the page is there again.
const CREDITS: i64 = 60 * 1000;

/// Lets members browse, one after the other, with room that is used again.
#[derive(Debug)]
pub struct Browsing<'w, 'a> {
    world: &'w World<'a>,
    member: Member<'w, 'a>,
    viewer: Viewer,
    /// For each cell.
    slates: Vec<Slate>,
    visit: Visit,
    arrivals: Vec<Arrival>,
    desk: Desk,
    /// A day, and how often titles came and went until then.
    changes: (u32, u32),
}

/// What the engine may know of somebody: what was watched.
#[derive(Debug, Default)]
pub(super) struct Viewer {
    history: History,
    pub(super) taste: Taste,
}

/// What is kept of the decisions of a visit until it is over.
#[derive(Debug, Default)]
struct Desk {
    probabilities: Vec<f64>,
    /// The features of the artwork shown, of one decision after the other.
    features: Vec<f64>,
}

impl Viewer {
    /// Becomes the member with this memory, at this moment.
    pub(super) fn remember(&mut self, memory: &Memory, catalog: &Catalog, now: Timestamp) {
        self.history.watched.clear();
        self.history.watched.extend_from_slice(memory.history());
        self.taste.renew(&self.history, catalog, now);
    }
}

/// What a policy knows of the moment and the place.
pub(super) fn context<'c>(
    taste: &'c Taste,
    neighbours: &'c Neighbours,
    moment: Moment,
    slot: Slot,
) -> Context<'c> {
    Context {
        taste,
        neighbours,
        maturity: Maturity::Eighteen,
        time: moment.local_time(),
        device: moment.device,
        canvas: slot.canvas,
        mood: None,
        position: (slot.canvas == Canvas::Tile).then_some(slot.column),
    }
}

/// When something happens, and on which screen.
pub(super) fn moment(at: Timestamp, device: Device) -> Moment {
    let LocalTime { hour, weekday } = Zone::utc().local(at);
    Moment {
        hour,
        weekday,
        device,
    }
}

impl<'w, 'a> Browsing<'w, 'a> {
    /// Room for the members of `world`, and what is wanted of the decisions in each cell.
    #[must_use]
    pub fn new(world: &'w World<'a>, cells: impl IntoIterator<Item = Wanted>) -> Self {
        Self {
            world,
            member: Member::nobody(world),
            viewer: Viewer::default(),
            slates: cells
                .into_iter()
                .map(|wanted| Slate::new(world.catalog, wanted == Wanted::Features))
                .collect(),
            visit: Visit::default(),
            arrivals: Vec::new(),
            desk: Desk::default(),
            changes: (0, world.changes(0)),
        }
    }

    /// What is known of a member before its first day.
    #[must_use]
    pub fn newcomer(&mut self, member: u64) -> Memory {
        self.member.become_member(member, 0);
        self.world.first_memory(&self.member)
    }

    /// Lets a member stay away for good, or not, as on a day whose sessions are known.
    pub fn wake(&mut self, (member, day): (u64, u32), memory: &mut Memory) {
        self.world.arrivals(member, day, memory, &mut self.arrivals);
    }

    /// Lets a member do what it does on a day; it remembers that.
    pub fn day(
        &mut self,
        (member, day): (u64, u32),
        memory: &mut Memory,
        service: Service<'_>,
        recorder: &mut impl Recorder,
    ) {
        if self.changes.0 != day {
            self.changes = (day, self.world.changes(day));
        }
        let mut arrivals = std::mem::take(&mut self.arrivals);
        self.world.arrivals(member, day, memory, &mut arrivals);
        if !arrivals.is_empty() {
            self.member.become_member(member, day);
        }
        let mut free = self.free_from(memory);
        for arrival in &arrivals {
            let arrival = Arrival {
                at: arrival.at.max(free),
                ..*arrival
            };
            free = self
                .session(day, arrival, memory, service, recorder)
                .plus(PAUSE);
        }
        self.arrivals = arrivals;
    }

    /// When the member is done with what it watched last.
    fn free_from(&self, memory: &Memory) -> Timestamp {
        memory
            .history()
            .last()
            .map_or(Timestamp(i64::MIN), |watched| {
                let minutes = f64::from(self.world.catalog[watched.title].runtime);
                let watching = (watched.fraction * minutes * 60_000.0) as i64;
                watched.at.plus(watching + PAUSE)
            })
    }

    /// Visits the page until the member has had enough; returns when that is.
    fn session(
        &mut self,
        day: u32,
        arrival: Arrival,
        memory: &mut Memory,
        service: Service<'_>,
        recorder: &mut impl Recorder,
    ) -> Timestamp {
        let mut now = arrival.at;
        let (mut is_satisfied, mut is_empty) = (false, true);
        for visit in 1.. {
            let keys = [
                self.member.number,
                u64::from(memory.sessions),
                u64::from(visit),
            ];
            let mut random = self.world.seed.numbered("visit", &keys);
            let when = (day, Arrival { at: now, ..arrival });
            now = self.visit(when, visit, memory, service, recorder, &mut random);
            let taken = self
                .visit
                .played()
                .is_some_and(|played| is_quality_play(played.outcome));
            is_satisfied |= taken;
            is_empty &= self.visit.shown().is_empty();
            memory.visit(self.visit.seen());
            if !taken || random.random::<f64>() >= self.world.parameters.traffic.again {
                break;
            }
            now = now.plus(CREDITS);
        }
        // Of a session in which nothing was shown the log knows nothing.
        if !is_empty {
            memory.end_session(is_satisfied);
        }
        now
    }

    /// One visit, with its impressions told to the recorder; returns when it ends.
    fn visit(
        &mut self,
        (day, arrival): (u32, Arrival),
        visit: u32,
        memory: &mut Memory,
        service: Service<'_>,
        recorder: &mut impl Recorder,
        random: &mut impl Rng,
    ) -> Timestamp {
        let world = self.world;
        self.look_up(memory, day, arrival.at, service);
        let memory = &*memory;
        let moment = moment(arrival.at, arrival.device);
        let who = Who {
            cell: service.cell,
            profile: (self.member.number % BLOCK) as u32,
            session: u64::from(memory.sessions),
            visit,
        };
        let mut deciding = Deciding {
            service,
            slate: &mut self.slates[service.cell as usize],
            desk: &mut self.desk,
            world,
            taste: &self.viewer.taste,
            neighbours: &Neighbours::default(),
            memory,
            moment,
            random: decision_stream(world.seed, self.member.number, &who),
            member: self.member.number,
            recorder,
        };
        deciding.desk.probabilities.clear();
        deciding.desk.features.clear();
        let circumstances = Circumstances {
            catalog: world.catalog,
            shelf: &memory.shelf,
            screen: screen(world, arrival.device),
            start: arrival.at,
        };
        let end = self.visit.browse(
            &circumstances,
            (&self.member, memory),
            &mut deciding,
            random,
        );
        self.tell(who, moment, memory, service, recorder);
        end
    }

    /// Brings up to date what the service knows of a member: its taste, as far as somebody looks
    /// at it, and its page.
    fn look_up(&mut self, memory: &mut Memory, day: u32, now: Timestamp, service: Service<'_>) {
        let world = self.world;
        let made = (memory.history().len() as u32, self.changes.1);
        let is_fresh = memory.shelf.is_fresh(made);
        let looks =
            service.wanted != Wanted::Nothing || service.frozen.learner.policy().is_contextual();
        if !is_fresh {
            // Whenever the page is made, it must be the same one: the log does not say when.
            let last = memory
                .history()
                .last()
                .map_or(FIRST_DAY, |watched| watched.at);
            self.viewer.remember(memory, world.catalog, last);
            let Viewer { history, taste } = &self.viewer;
            let page = Page::for_history(world.catalog, Maturity::Eighteen, history, taste);
            let columns =
                world.parameters.examination.large[1].max(world.parameters.examination.small[1]);
            let is_there = |title| world.is_there(title, day);
            memory.shelf = Shelf::new(&page, usize::from(columns), made, is_there);
        }
        if looks {
            self.viewer.remember(memory, world.catalog, now);
        }
    }

    fn tell(
        &self,
        who: Who,
        moment: Moment,
        memory: &Memory,
        service: Service<'_>,
        recorder: &mut impl Recorder,
    ) {
        let Desk {
            probabilities,
            features,
        } = &self.desk;
        let learner = &service.frozen.learner;
        let width = if service.wanted == Wanted::Features {
            FEATURES
        } else {
            0
        };
        for (place, shown) in self.visit.shown().iter().enumerate() {
            let choice = Choice {
                policy: service.policy,
                model_version: learner.version(),
                title: shown.title.0 as u32,
                arms: self.world.arms(shown.title, shown.slot.canvas),
                probabilities: &probabilities[shown.start..][..shown.arms],
                features: &[],
                chosen: shown.chosen,
            };
            let row = Row {
                who,
                at: shown.at,
                moment,
                slot: shown.slot,
                choice,
                followed: Some(shown.followed().0),
            };
            recorder.followed(&Impression {
                row,
                features: &features[place * width..][..width],
                member: &self.member,
                memory,
                shown,
            });
        }
    }
}

/// The stream of a visit's draws of artwork. It depends on nothing that a policy can change but
/// how many sessions and visits there were.
fn decision_stream(seed: Seed, member: u64, who: &Who) -> ChaCha8Rng {
    seed.numbered("decision", &[member, who.session, u64::from(who.visit)])
}

/// How much of the page is on the screen.
fn screen(world: &World<'_>, device: Device) -> Screen {
    let examination = &world.parameters.examination;
    let [bands, columns] = if device == Device::Phone {
        examination.small
    } else {
        examination.large
    };
    Screen { bands, columns }
}

/// Decides for one visit.
struct Deciding<'d, 'a, R> {
    service: Service<'d>,
    slate: &'d mut Slate,
    desk: &'d mut Desk,
    world: &'d World<'a>,
    taste: &'d Taste,
    neighbours: &'d Neighbours,
    memory: &'d Memory,
    moment: Moment,
    random: ChaCha8Rng,
    member: u64,
    recorder: &'d mut R,
}

impl<R: Recorder> Decider for Deciding<'_, '_, R> {
    fn decide(&mut self, title: TitleIndex, slot: Slot) -> Option<(usize, u32, usize, usize)> {
        let Frozen { learner, standings } = self.service.frozen;
        let context = context(self.taste, self.neighbours, self.moment, slot);
        let drawn = self.slate.decide(
            (learner, standings),
            &context,
            (self.world.catalog, title),
            || {
                let responses = self.memory.responses(title);
                move |artwork| responses.of(artwork)
            },
            &mut self.random,
        )?;
        let arms = self.world.arms(title, slot.canvas);
        self.recorder.decided(self.member, arms, &drawn);
        let start = self.desk.probabilities.len();
        self.desk
            .probabilities
            .extend_from_slice(drawn.distribution.probabilities());
        if self.service.wanted == Wanted::Features {
            self.desk
                .features
                .extend_from_slice(drawn.actions.row(drawn.chosen));
        }
        let artwork = drawn.actions.arms()[drawn.chosen];
        Some((artwork, drawn.chosen as u32, start, drawn.actions.len()))
    }
}

//! What happens while a member is at the page.

use rand::{Rng, RngExt};

use super::{
    member::{Interest, Member},
    memory::{Memory, Seen},
    parameters::ExaminationModel,
    shelf::Shelf,
    traffic::{glance, watched_fraction},
};
use crate::{
    catalog::{Canvas, Catalog, TitleIndex},
    engine::Response,
    log::{Outcome, Slot, table::Followed},
    session::{response_to, reward, weight},
    time::Timestamp,
};

/// A picture on the page, and what became of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) title: TitleIndex,
    pub(super) slot: Slot,
    pub(super) at: Timestamp,
    /// The artwork's place in the title's set.
    pub(super) artwork: usize,
    /// The place of the artwork among the arms, and where their probabilities begin.
    pub(super) chosen: u32,
    pub(super) start: usize,
    pub(super) arms: usize,
    /// What the member would do about it.
    interest: Interest,
    /// Whether the member has looked at it.
    pub(super) is_examined: bool,
    pub(super) outcome: Outcome,
    /// When a play began, in milliseconds after `at`.
    pub(super) after: i64,
}

/// Decides what a slot shows, and writes down what is needed later.
pub(super) trait Decider {
    /// The artwork's place in the title's set, its place among the arms, and where the
    /// probabilities of the arms begin and how many they are; `None` if there is nothing to show.
    fn decide(&mut self, title: TitleIndex, slot: Slot) -> Option<(usize, u32, usize, usize)>;
}

/// How much of a page fits on a screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    pub(super) bands: u16,
    pub(super) columns: u16,
}

/// One visit, from its begin to the film that is played or the moment at which patience ends.
#[derive(Debug, Default)]
pub(super) struct Visit {
    shown: Vec<Shown>,
    /// For each title and canvas the place in `shown`, and one more.
    places: Vec<u32>,
    /// What was played.
    played: Option<usize>,
}

/// What a visit needs to know.
pub(super) struct Circumstances<'v> {
    pub(super) catalog: &'v Catalog,
    pub(super) shelf: &'v Shelf,
    pub(super) screen: Screen,
    pub(super) start: Timestamp,
}

impl Visit {
    /// What was shown, in the order in which it was.
    pub(super) fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// What was played.
    pub(super) fn played(&self) -> Option<&Shown> {
        self.played.map(|place| &self.shown[place])
    }

    /// Goes through the page; returns the moment at which the visit ends.
    pub(super) fn browse(
        &mut self,
        circumstances: &Circumstances<'_>,
        (member, memory): (&Member<'_, '_>, &Memory),
        decider: &mut impl Decider,
        random: &mut impl Rng,
    ) -> Timestamp {
        self.shown.clear();
        self.places.clear();
        self.places
            .resize(2 * circumstances.catalog.titles().len(), 0);
        self.played = None;
        let examination = &member.parameters().examination;
        let [least, most] = examination.patience;
        let patience = ((least + (most - least) * random.random::<f64>()) * 1000.0) as i64;
        let mut passing = Passing {
            visit: self,
            circumstances,
            member,
            memory,
            decider,
            exposed: 0,
            now: circumstances.start,
        };
        match examination.model {
            ExaminationModel::Cascade => passing.cascade(patience, random),
            ExaminationModel::Position => passing.by_position(random),
        }
        passing.now
    }

    /// The title whose picture is at a place of the page, in a band (0 for the billboard).
    fn place(&self, title: TitleIndex, canvas: Canvas) -> usize {
        2 * title.0 + usize::from(canvas == Canvas::Billboard)
    }

    /// What the member remembers of the visit.
    pub(super) fn seen(&self) -> impl Iterator<Item = Seen> {
        self.shown.iter().map(|shown| {
            let response = shown.followed().1;
            Seen {
                title: shown.title,
                canvas: shown.slot.canvas,
                artwork: shown.artwork,
                at: shown.at.plus(shown.after),
                outcome: shown.outcome,
                response,
            }
        })
    }
}

impl Shown {
    /// What followed, as it is logged, and what that is to the records.
    pub(super) fn followed(&self) -> (Followed, Response) {
        let followed = Followed {
            outcome: self.outcome,
            after: self.after,
            reward: reward(self.outcome),
            weight: weight(self.outcome),
        };
        let response = response_to(self.outcome, followed.reward);
        (followed, response)
    }
}

/// A member on its way through the page.
struct Passing<'p, 'w, 'a, D> {
    visit: &'p mut Visit,
    circumstances: &'p Circumstances<'p>,
    member: &'p Member<'w, 'a>,
    memory: &'p Memory,
    decider: &'p mut D,
    /// How many bands were on the screen so far.
    exposed: usize,
    now: Timestamp,
}

impl<'p, D: Decider> Passing<'p, '_, '_, D> {
    fn bands(&self) -> usize {
        self.circumstances.shelf.bands()
    }

    /// The numbers of the titles of a band that are on the screen.
    fn band(&self, band: usize) -> &'p [u32] {
        let Circumstances { shelf, screen, .. } = self.circumstances;
        shelf.band(band, usize::from(screen.columns))
    }

    /// Brings a band onto the screen, and those before it.
    fn expose(&mut self, band: usize) {
        while self.exposed < self.bands() && self.exposed <= band {
            let band = self.exposed;
            self.exposed += 1;
            for (column, title) in self.band(band).iter().enumerate() {
                self.expose_slot(band, column, TitleIndex(*title as usize));
            }
        }
    }

    fn expose_slot(&mut self, band: usize, column: usize, title: TitleIndex) {
        let slot = Slot {
            canvas: if band == 0 {
                Canvas::Billboard
            } else {
                Canvas::Tile
            },
            row: band as u16,
            column: column as u16,
        };
        let place = self.visit.place(title, slot.canvas);
        if self.visit.places[place] != 0 {
            return;
        }
        let Some((artwork, chosen, start, arms)) = self.decider.decide(title, slot) else {
            return;
        };
        let known = self.memory.known(title);
        let of_title = self.member.title_interest(title);
        self.visit.shown.push(Shown {
            title,
            slot,
            at: self.now,
            artwork,
            chosen,
            start,
            arms,
            interest: self.member.interest(title, artwork, &known, of_title),
            is_examined: false,
            outcome: Outcome::Expired,
            after: 0,
        });
        self.visit.places[place] = self.visit.shown.len() as u32;
    }

    /// The place in the visit of what a slot shows, unless it was looked at already.
    fn unexamined(&self, band: usize, title: TitleIndex) -> Option<usize> {
        let canvas = if band == 0 {
            Canvas::Billboard
        } else {
            Canvas::Tile
        };
        let place = self.visit.places[self.visit.place(title, canvas)].checked_sub(1)? as usize;
        (!self.visit.shown[place].is_examined).then_some(place)
    }

    /// One title after the other, until one is played or the patience ends.
    fn cascade(&mut self, patience: i64, random: &mut impl Rng) {
        let seconds = self.member.parameters().examination.seconds;
        let screen = usize::from(self.circumstances.screen.bands);
        for band in 0..self.bands() {
            self.expose(band.max(screen - 1));
            for title in self.band(band) {
                let Some(place) = self.unexamined(band, TitleIndex(*title as usize)) else {
                    continue;
                };
                self.now = self.now.plus(glance(seconds, random));
                if self.now.since(self.circumstances.start) > patience {
                    return;
                }
                if random.random::<f64>() < self.visit.shown[place].interest.play() {
                    self.visit.shown[place].is_examined = true;
                    return self.play(place, random);
                }
                self.pass(place, random);
            }
        }
    }

    /// At each title with the probability of its place, and then a choice among those.
    fn by_position(&mut self, random: &mut impl Rng) {
        let examination = self.member.parameters().examination.clone();
        let screen = usize::from(self.circumstances.screen.bands);
        let mut of_row = 1.0;
        for band in 0..self.bands() {
            if band >= screen && random.random::<f64>() >= of_row {
                break;
            }
            self.expose(band.max(screen - 1));
            let mut chance = of_row;
            for title in self.band(band) {
                if random.random::<f64>() < chance
                    && let Some(place) = self.unexamined(band, TitleIndex(*title as usize))
                {
                    self.now = self.now.plus(glance(examination.seconds, random));
                    self.pass(place, random);
                }
                chance *= examination.column_decay;
            }
            of_row *= examination.row_decay;
        }
        self.choose(random);
    }

    /// A multinomial logit choice among what was looked at and playing nothing.
    fn choose(&mut self, random: &mut impl Rng) {
        let weight = |shown: &Shown| {
            if shown.is_examined {
                libm::exp(shown.interest.log_odds)
            } else {
                0.0
            }
        };
        let all: f64 = self.visit.shown.iter().map(weight).sum();
        let mut left = random.random::<f64>() * (1.0 + all) - 1.0;
        if left < 0.0 {
            return;
        }
        let mut shown = self
            .visit
            .shown
            .iter()
            .enumerate()
            .filter(|(_, shown)| shown.is_examined);
        let chosen = shown.find(|(_, shown)| {
            left -= weight(shown);
            left < 0.0
        });
        if let Some((place, _)) = chosen {
            self.play(place, random);
        }
    }

    /// Looks at a picture and goes on.
    fn pass(&mut self, place: usize, random: &mut impl Rng) {
        let is_opened = random.random::<f64>() < self.member.parameters().choice.open;
        let shown = &mut self.visit.shown[place];
        shown.is_examined = true;
        shown.outcome = if is_opened {
            Outcome::Opened
        } else {
            Outcome::Skipped
        };
    }

    fn play(&mut self, place: usize, random: &mut impl Rng) {
        let now = self.now;
        let shown = &mut self.visit.shown[place];
        let is_abandoned = random.random::<f64>() < shown.interest.abandons;
        let fraction = watched_fraction(is_abandoned, random);
        shown.after = now.since(shown.at);
        shown.outcome = Outcome::Played { fraction };
        self.visit.played = Some(place);
        let minutes = f64::from(self.circumstances.catalog[shown.title].runtime);
        self.now = now.plus((fraction * minutes * 60_000.0) as i64);
    }
}

//! A member, as nobody but who made the world knows it.

use super::{
    memory::Memory,
    noise::{bits, logistic, normal},
    parameters::Parameters,
    world::{Liking, World},
};
use crate::catalog::{Aspect, Content, TitleIndex};

/// How much each aspect of a picture counts for whether it appeals; sums to 1.
const OF_ARTWORK: [(Aspect, f64); 6] = [
    (Aspect::Genre, 0.5),
    (Aspect::Theme, 0.15),
    (Aspect::Cast, 0.15),
    (Aspect::Tone, 0.1),
    (Aspect::Shot, 0.05),
    (Aspect::Palette, 0.05),
];

/// The same for a title as a whole.
const OF_TITLE: [(Aspect, f64); 2] = [(Aspect::Genre, 0.75), (Aspect::Cast, 0.25)];

/// How well a content matches a liking, about from -1 to 1.
fn matched(liking: &[f64], content: Content<'_>, aspects: &[(Aspect, f64)]) -> f64 {
    let mut sum = 0.0;
    for (aspect, weight) in aspects {
        let mut product = 0.0;
        for term in content.terms(*aspect) {
            product += liking[term.id as usize] * term.weight;
        }
        sum += weight * product;
    }
    sum
}

/// What a member knows of a title, beside what it sees.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Known {
    /// Whether it was ever opened or played.
    pub(super) is_known: bool,
    /// How much of it was watched last time; `None` if it never was.
    pub(super) watched: Option<f64>,
    /// How often it was shown since, and not played.
    pub(super) shown: u32,
    /// The artwork that was on its tile last time.
    pub(super) last: Option<usize>,
}

/// A member on one day.
#[derive(Debug)]
pub(super) struct Member<'w, 'a> {
    world: &'w World<'a>,
    /// Which one.
    pub(super) number: u64,
    day: u32,
    liking: Liking,
}

/// What a member would do about one picture that it looks at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interest {
    /// The log-odds to play the title.
    pub log_odds: f64,
    /// The probability to abandon it early, once it is played.
    pub abandons: f64,
}

impl Interest {
    /// The probability to play it and not to abandon it early, for somebody who looks at it and
    /// chooses between playing it and going on.
    #[must_use]
    pub fn take(&self) -> f64 {
        self.play() * (1.0 - self.abandons)
    }

    /// The probability to play it.
    pub(super) fn play(&self) -> f64 {
        logistic(self.log_odds)
    }
}

impl<'w, 'a> Member<'w, 'a> {
    /// Nobody yet: [`Self::become_member`] comes before anything else.
    pub(super) fn nobody(world: &'w World<'a>) -> Self {
        Self {
            world,
            number: 0,
            day: 0,
            liking: Liking::new(),
        }
    }

    /// The parameters of its population.
    pub(super) fn parameters(&self) -> &'a Parameters {
        self.world.parameters
    }

    /// Becomes this member on this day.
    pub(super) fn become_member(&mut self, number: u64, day: u32) {
        (self.number, self.day) = (number, day);
        self.world.like_member(&mut self.liking, number, day);
    }

    /// How well a title matches what the member likes, whatever its picture shows, in log-odds.
    pub(super) fn title_interest(&self, title: TitleIndex) -> f64 {
        self.chosen_interest(title, 1.0)
    }

    /// The same for somebody whose liking counts `choosy` times as much.
    pub(super) fn chosen_interest(&self, title: TitleIndex, choosy: f64) -> f64 {
        let members = &self.world.parameters.members;
        let content = self.world.catalog.contents().title(title);
        let opinion = normal(bits(
            self.world.seed.0 ^ 0x0919,
            self.number,
            title.0 as u64,
        ));
        choosy * members.title * matched(&self.liking, content, &OF_TITLE)
            + members.opinion * opinion
    }

    /// What the member would do about the artwork of a title of which it knows this, whose
    /// [`Self::title_interest`] is given.
    pub(super) fn interest(
        &self,
        title: TitleIndex,
        artwork: usize,
        known: &Known,
        of_title: f64,
    ) -> Interest {
        let (world, choice) = (self.world, &self.world.parameters.choice);
        let quality = &world.parameters.quality;
        let content = world.catalog.contents().artwork(title, artwork);
        let shows = matched(&self.liking, content, &OF_ARTWORK);
        let left = if known.is_known { choice.known } else { 1.0 };
        let picture = world.parameters.members.artwork * shows + world.appeal(title, artwork);
        let habit = match known.watched {
            None => 0.0,
            Some(fraction) if fraction < crate::profiles::FINISHED => choice.begun,
            Some(_) => -choice.finished,
        };
        let shown = f64::from(known.shown);
        let changed = known.last.is_some_and(|last| last != artwork);
        let log_odds = choice.base
            + choice.popularity * world.catalog[title].popularity
            + of_title
            + world.trend(title, self.day)
            + left * picture
            + habit
            - choice.fatigue * shown / (shown + 4.0)
            - choice.confusion * f64::from(u8::from(changed));
        let broken_promise =
            (shows - of_title / world.parameters.members.title.abs().max(1.0)).max(0.0);
        let abandons = quality.abandon - quality.title * of_title.clamp(-2.0, 2.0) / 2.0
            + quality.clickbait * broken_promise;
        Interest {
            log_odds,
            abandons: logistic(abandons),
        }
    }

    /// The probability of a quality play by the member, which remembers this and looks at the
    /// title's picture, were it drawn with these chances: places in the title's set with their
    /// probabilities. It holds in the cascade model, where titles are chosen one by one.
    pub(super) fn take(
        &self,
        memory: &Memory,
        title: TitleIndex,
        chances: impl IntoIterator<Item = (usize, f64)>,
    ) -> f64 {
        let (known, of_title) = (memory.known(title), self.title_interest(title));
        let takes = chances.into_iter().map(|(artwork, chance)| {
            chance * self.interest(title, artwork, &known, of_title).take()
        });
        takes.sum()
    }
}

/// What would have come of other artwork: what nobody knows but who made the world.
#[derive(Debug)]
pub struct Truth<'w, 'a> {
    member: Member<'w, 'a>,
    /// Who that is, and on which day.
    who: Option<(u64, u32)>,
}

impl<'w, 'a> Truth<'w, 'a> {
    /// The truth about the members of `world`.
    #[must_use]
    pub fn new(world: &'w World<'a>) -> Self {
        Self {
            member: Member::nobody(world),
            who: None,
        }
    }

    /// The probability of a quality play by a member on a day, if it remembers this and looks at
    /// the title's picture, were it drawn with these chances: places in the title's set with their
    /// probabilities. It holds in the cascade model, where titles are chosen one by one.
    pub fn take(
        &mut self,
        (member, day): (u64, u32),
        memory: &Memory,
        title: TitleIndex,
        chances: impl IntoIterator<Item = (usize, f64)>,
    ) -> f64 {
        if self.who != Some((member, day)) {
            self.member.become_member(member, day);
            self.who = Some((member, day));
        }
        self.member.take(memory, title, chances)
    }
}

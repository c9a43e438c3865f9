//! What is true of a simulated population, and hidden from the engine.

use std::sync::Arc;

use super::{
    memory::Memory,
    noise::{bits, logistic, next_normal, normal},
    parameters::Parameters,
};
use crate::{
    catalog::{Aspect, Canvas, Catalog, Content, TitleIndex},
    log::table::Names,
    seed::Seed,
};
use rand::{Rng, RngExt};

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

/// How many members of a cast somebody is fond of, in each hundred.
const FOND: f64 = 0.15;

/// A catalog with the members that may come to it, from a seed.
#[derive(Debug)]
pub struct World<'a> {
    /// What there is to watch.
    pub catalog: &'a Catalog,
    /// What the members are like.
    pub parameters: &'a Parameters,
    /// Where all chance comes from.
    pub seed: Seed,
    /// The taste of each group.
    clusters: Vec<Liking>,
    /// How much each picture appeals to everybody, by title and place in its set.
    appeal: Vec<Vec<f64>>,
    /// For each title the first day on which it is there, and the first on which it no more is.
    there: Vec<(u32, u32)>,
    /// The change of each title's appeal, by day and title.
    trends: Vec<Vec<f64>>,
    names: Names,
    /// The number of the action set of each title, on tiles and on the billboard.
    arms: Vec<[u32; 2]>,
}

/// How much somebody likes each term of the catalog's contents, about from -1 to 1, by its number.
pub(super) type Liking = Vec<f64>;

impl<'a> World<'a> {
    /// The world of a run of so many `days`.
    #[must_use]
    pub fn new(catalog: &'a Catalog, parameters: &'a Parameters, seed: Seed, days: u32) -> Self {
        let mut world = Self {
            catalog,
            parameters,
            seed,
            clusters: Vec::new(),
            appeal: Vec::new(),
            there: Vec::new(),
            trends: Vec::new(),
            names: Names::default(),
            arms: Vec::new(),
        };
        world.name_all();
        let clusters = 0..u64::from(parameters.members.clusters);
        world.clusters = clusters.map(|cluster| world.cluster(cluster)).collect();
        world.settle_titles(days);
        world
    }

    fn settle_titles(&mut self, days: u32) {
        let titles = &self.parameters.titles;
        let mut trend = vec![0.0; self.catalog.titles().len()];
        for (number, title) in (0..).zip(self.catalog.titles()) {
            let mut random = self.seed.numbered("title", &[number]);
            let deviation = self.parameters.members.appeal;
            let pictures = title.artwork.iter();
            let appeal = pictures.map(|_| deviation * next_normal(&mut random));
            self.appeal.push(appeal.collect());
            let [comes, goes, when, until] = [(); 4].map(|()| random.random::<f64>());
            let day = |share: f64| (share * f64::from(days)) as u32;
            let first = if comes < titles.arrivals {
                day(when).max(1)
            } else {
                0
            };
            let last = if goes < titles.retirements {
                first + 1 + day(until)
            } else {
                u32::MAX
            };
            self.there.push((first, last));
        }
        for day in 0..u64::from(days) {
            self.trends.push(trend.clone());
            for (number, appeal) in (0..).zip(&mut trend) {
                *appeal += titles.trend * normal(bits(self.seed.0 ^ 0x7E4D, day, number));
            }
        }
    }

    fn name_all(&mut self) {
        let titles = self.catalog.titles();
        self.names.titles = Arc::new(titles.iter().map(|title| title.id.as_str()).collect());
        for title in titles {
            let number = |canvas: Canvas| {
                let all = title.artwork.iter();
                let eligible = all.filter(|artwork| artwork.canvases.contains(canvas));
                let ids = eligible.map(|artwork| artwork.id.as_str());
                self.names.intern_action_set(title.id.as_str(), ids)
            };
            self.arms
                .push([Canvas::Tile, Canvas::Billboard].map(number));
        }
    }

    /// `names` of cells, policies and profiles, with those of titles, artwork and action sets that
    /// the numbers of rows stand for.
    #[must_use]
    pub fn named(&self, names: Names) -> Names {
        Names {
            cells: names.cells,
            policies: names.policies,
            profiles: names.profiles,
            ..self.names.clone()
        }
    }

    /// The numbers of the action sets of all titles, on a tile and on the billboard.
    pub(super) fn all_arms(&self) -> &[[u32; 2]] {
        &self.arms
    }

    /// The number of the action set of a title on a tile or on the billboard.
    pub(super) fn arms(&self, title: TitleIndex, canvas: Canvas) -> u32 {
        self.arms[title.0][usize::from(canvas == Canvas::Billboard)]
    }

    /// How many days there are.
    #[must_use]
    pub fn days(&self) -> u32 {
        self.trends.len() as u32
    }

    /// Whether the title can be watched on this day.
    #[must_use]
    pub fn is_there(&self, title: TitleIndex, day: u32) -> bool {
        let (first, last) = self.there[title.0];
        (first..last).contains(&day)
    }

    /// How often titles came and went until this day.
    pub(super) fn changes(&self, day: u32) -> u32 {
        let changes =
            |(first, last): &(u32, u32)| u32::from(*first <= day) + u32::from(*last <= day);
        self.there.iter().map(changes).sum()
    }

    /// How much more than on the first day the title appeals, in log-odds.
    pub(super) fn trend(&self, title: TitleIndex, day: u32) -> f64 {
        self.trends[day as usize][title.0]
    }

    /// How much the picture appeals to everybody, in log-odds.
    pub(super) fn appeal(&self, title: TitleIndex, artwork: usize) -> f64 {
        self.appeal[title.0][artwork]
    }

    /// The group that the member belongs to, of those that there are.
    #[must_use]
    pub fn group(&self, member: u64) -> Option<usize> {
        let groups = self.clusters.len() as u64;
        (groups > 0).then(|| (bits(self.seed.0 ^ 0x6209, member, 0) % groups) as usize)
    }

    /// What a group likes: one genre very much, another one as well, and few others.
    fn cluster(&self, number: u64) -> Liking {
        let mut random = self.seed.numbered("cluster", &[number]);
        let mut liking = vec![0.0; self.catalog.contents().names().count()];
        self.like(&mut liking, Some(number as usize), &mut random);
        liking
    }

    /// Fills in what somebody likes, whose favourite genre is `favourite`.
    fn like(&self, liking: &mut [f64], favourite: Option<usize>, random: &mut impl Rng) {
        let terms = self.catalog.contents().names();
        let genres = terms.of(Aspect::Genre);
        for genre in genres.clone() {
            liking[genre] = 0.25 * next_normal(random) - 0.2;
        }
        if !genres.is_empty() {
            let mut any = || random.random_range(0..genres.len());
            let first = favourite.unwrap_or_else(&mut any) % genres.len();
            let second = any();
            liking[genres.start + second] = 0.6;
            liking[genres.start + first] = 1.0;
        }
        for aspect in [Aspect::Theme, Aspect::Tone, Aspect::Shot, Aspect::Palette] {
            for term in terms.of(aspect) {
                liking[term] = 0.5 * next_normal(random);
            }
        }
        for name in terms.of(Aspect::Cast) {
            liking[name] = f64::from(u8::from(random.random::<f64>() < FOND));
        }
    }

    /// Fills in what a member likes on this day: what its group likes, and what is its own.
    pub(super) fn like_member(&self, liking: &mut Liking, member: u64, day: u32) {
        let members = &self.parameters.members;
        liking.resize(self.catalog.contents().names().count(), 0.0);
        self.like(liking, None, &mut self.seed.numbered("liking", &[member]));
        if let Some(group) = self.group(member) {
            self.mix(liking, &self.clusters[group], 1.0 - members.own);
        }
        let drifted = members.drift * f64::from(day) / 30.0;
        if drifted > 0.0 {
            let mut other = vec![0.0; liking.len()];
            self.like(
                &mut other,
                None,
                &mut self.seed.numbered("drift", &[member]),
            );
            self.mix(liking, &other, drifted.min(1.0));
        }
    }

    /// Makes the share `share` of what is liked that of another one.
    fn mix(&self, liking: &mut [f64], other: &[f64], share: f64) {
        for (liked, other) in liking.iter_mut().zip(other) {
            *liked += share * (other - *liked);
        }
    }
}

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
        let left = if known.watched.is_some() {
            choice.known
        } else {
            1.0
        };
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
}

/// What would have come of other artwork: what nobody knows but who made the world.
#[derive(Debug)]
pub struct Truth<'w, 'a> {
    member: Member<'w, 'a>,
    is_anybody: bool,
}

impl<'w, 'a> Truth<'w, 'a> {
    /// The truth about the members of `world`.
    #[must_use]
    pub fn new(world: &'w World<'a>) -> Self {
        Self {
            member: Member::nobody(world),
            is_anybody: false,
        }
    }

    /// The probability of a quality play on this day by a member that remembers this and looks at
    /// the title's picture, were it drawn with these chances: places in the title's set with
    /// their probabilities. It holds in the cascade model, where titles are chosen one by one.
    pub fn value(
        &mut self,
        (member, day): (u64, u32),
        memory: &Memory,
        title: TitleIndex,
        chances: impl IntoIterator<Item = (usize, f64)>,
    ) -> f64 {
        if !self.is_anybody || (self.member.number, self.member.day) != (member, day) {
            self.member.become_member(member, day);
            self.is_anybody = true;
        }
        let known = memory.known(title);
        let of_title = self.member.title_interest(title);
        let takes = chances.into_iter().map(|(artwork, chance)| {
            chance
                * self
                    .member
                    .interest(title, artwork, &known, of_title)
                    .take()
        });
        takes.sum()
    }
}

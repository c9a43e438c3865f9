//! What is true of a simulated population, and hidden from the engine.

use std::sync::Arc;

use super::{
    noise::{bits, next_normal, normal},
    parameters::{ExaminationModel, Parameters},
};
use crate::{
    catalog::{Aspect, Canvas, Catalog, TitleIndex},
    log::table::Names,
    seed::Seed,
};
use rand::{Rng, RngExt};

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

    /// The number of the action set of a title on a tile or on the billboard.
    pub(super) fn arms(&self, title: TitleIndex, canvas: Canvas) -> u32 {
        self.arms[title.0][usize::from(canvas == Canvas::Billboard)]
    }

    /// Whether what would have come of other artwork can be told: with the cascade model, where
    /// titles are chosen one by one.
    #[must_use]
    pub fn is_truth_known(&self) -> bool {
        self.parameters.examination.model == ExaminationModel::Cascade
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

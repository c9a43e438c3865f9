//! What is known before a choice, and what can be chosen.

use crate::{
    catalog::{ArtworkId, Canvas, Catalog, Maturity, Title, TitleId, TitleIndex, Tone},
    engine::{
        Device, Distribution, Example, FEATURES, Neighbours, Record, Records,
        features::Circumstances,
    },
    profiles::Taste,
    time::LocalTime,
};

/// What is known about the viewer, the place and the moment before an artwork is chosen.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The profile's taste.
    pub taste: &'a Taste,
    /// Which other profiles are like it.
    pub neighbours: &'a Neighbours,
    /// The highest maturity that the profile may see.
    pub maturity: Maturity,
    /// The local time.
    pub time: LocalTime,
    /// The kind of screen.
    pub device: Device,
    /// Where the artwork will be shown.
    pub canvas: Canvas,
    /// The mood that was asked for.
    pub mood: Option<Tone>,
    /// The place in its row, from 0.
    pub position: Option<u16>,
}

/// The artwork eligible for one slot, with its features. Never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionSet {
    title: TitleId,
    arms: Vec<usize>,
    artwork: Vec<ArtworkId>,
    dimension: usize,
    /// Row-major, one row for each arm.
    rows: Vec<f64>,
    /// The mean of all rows.
    centre: Vec<f64>,
    handicaps: Vec<f64>,
    default: usize,
}

impl ActionSet {
    /// The arms of `title` in `context`: artwork made for the canvas that `is_available`. `None`
    /// if the title is not for this maturity or nothing is left to show.
    ///
    /// The default arm is the catalog's own choice, or the first arm where that is not eligible.
    #[must_use]
    pub fn new(
        context: &Context<'_>,
        catalog: &Catalog,
        title: TitleIndex,
        records: &Records,
        is_available: impl Fn(usize) -> bool,
    ) -> Option<Self> {
        let mut actions = Self::room(catalog[title].id.clone(), FEATURES);
        let known = records.of_title(&catalog[title], context.neighbours);
        let record_of = |artwork| known.of_artwork(artwork);
        actions
            .fill(context, catalog, title, record_of, is_available)
            .then_some(actions)
    }

    /// Room to [`fill`](Self::fill): without arms, and not to be used before.
    #[must_use]
    pub fn empty() -> Self {
        Self::room(TitleId::new(""), FEATURES)
    }

    /// No arms yet.
    fn room(title: TitleId, dimension: usize) -> Self {
        Self {
            title,
            arms: Vec::new(),
            artwork: Vec::new(),
            dimension,
            rows: Vec::new(),
            centre: Vec::new(),
            handicaps: Vec::new(),
            default: 0,
        }
    }

    /// Becomes what [`Self::new`] gives, in the room that it has, from what `record_of` knows of
    /// the artwork at each place of the title's set; `false` where that is `None`, and then it
    /// must not be used before it was filled again.
    ///
    /// Where title and arms are as before it neither allocates nor counts a reference.
    pub fn fill(
        &mut self,
        context: &Context<'_>,
        catalog: &Catalog,
        title_index: TitleIndex,
        record_of: impl Fn(usize) -> Record,
        is_available: impl Fn(usize) -> bool,
    ) -> bool {
        let title = &catalog[title_index];
        let is_open = title.maturity <= context.maturity;
        self.keep(title, |index| {
            let canvases = title.artwork[index].canvases;
            is_open && canvases.contains(context.canvas) && is_available(index)
        });
        self.dimension = FEATURES;
        self.handicaps.clear();
        self.rows.resize(self.arms.len() * FEATURES, 0.0);
        let circumstances = Circumstances::new(context, catalog, title_index);
        let (rows, _) = self.rows.as_chunks_mut::<FEATURES>();
        for (index, row) in self.arms.iter().zip(rows) {
            circumstances.fill(*index, &record_of(*index), row);
        }
        let mut arms = self.arms.iter();
        let default = arms.position(|index| *index == title.default_artwork);
        self.default = default.unwrap_or(0);
        self.settle();
        !self.arms.is_empty()
    }

    /// Makes the title's artwork that `is_eligible` the arms. Ids that are as before stay.
    fn keep(&mut self, title: &Title, is_eligible: impl Fn(usize) -> bool) {
        if self.title != title.id {
            self.title = title.id.clone();
        }
        self.arms.clear();
        let all = 0..title.artwork.len();
        for index in all.filter(|index| is_eligible(*index)) {
            let id = &title.artwork[index].id;
            match self.artwork.get_mut(self.arms.len()) {
                Some(known) if known == id => {}
                Some(other) => *other = id.clone(),
                None => self.artwork.push(id.clone()),
            }
            self.arms.push(index);
        }
        self.artwork.truncate(self.arms.len());
    }

    /// The action set of an impression of `title`, from the log: the artwork in the order in which
    /// the policy saw it, with its features and handicap. The arms' own numbers stand for their
    /// places in the title's set. `None` without arms, if `default` is none of them, or if rows
    /// differ in length.
    #[must_use]
    pub fn from_log<'a>(
        title: TitleId,
        arms: impl IntoIterator<Item = (ArtworkId, &'a [f64], f64)>,
        default: usize,
    ) -> Option<Self> {
        let mut actions = Self::room(title, 0);
        let mut is_whole = true;
        for (artwork, row, handicap) in arms {
            if actions.arms.is_empty() {
                actions.dimension = row.len();
            }
            is_whole &= row.len() == actions.dimension;
            actions.arms.push(actions.arms.len());
            actions.artwork.push(artwork);
            actions.rows.extend(row);
            actions.handicaps.push(handicap);
        }
        actions.default = default;
        actions.settle();
        (is_whole && default < actions.arms.len()).then_some(actions)
    }

    /// An action set of artwork called by its numbers, with these feature rows of `dimension`
    /// numbers each, for synthetic data. `None` as for [`Self::from_log`].
    #[must_use]
    pub fn from_rows(rows: &[f64], dimension: usize, default: usize) -> Option<Self> {
        let rows = rows.chunks(dimension.max(1)).enumerate();
        let arm = |(arm, row): (usize, _)| (ArtworkId::new(&arm.to_string()), row, 0.0);
        Self::from_log(TitleId::new("synthetic"), rows.map(arm), default)
    }

    /// Gives all arms the same row, as where only the viewer is described.
    pub fn share_row(&mut self, row: &[f64]) {
        self.dimension = row.len();
        self.rows.clear();
        for _ in 0..self.arms.len() {
            self.rows.extend(row);
        }
        self.settle();
    }

    /// Brings what follows from the rows up to date.
    fn settle(&mut self) {
        self.handicaps.resize(self.arms.len(), 0.0);
        self.centre.clear();
        self.centre.resize(self.dimension, 0.0);
        let share = 1.0 / self.arms.len() as f64;
        for row in self.rows.chunks_exact(self.dimension.max(1)) {
            for (mean, value) in self.centre.iter_mut().zip(row) {
                *mean += share * value;
            }
        }
    }

    /// Lowers the scores of the arms: by how much, for each artwork of the title's set.
    pub fn handicap(&mut self, of: impl Fn(usize) -> f64) {
        for (handicap, artwork) in self.handicaps.iter_mut().zip(&self.arms) {
            *handicap = of(*artwork);
        }
    }

    /// What it teaches to have shown `arm` and seen `reward`, in [0, 1], which counts `weight`, in
    /// (0, 1].
    #[must_use]
    pub fn example(&self, arm: usize, reward: f64, weight: f64) -> Example<'_> {
        Example {
            title: &self.title,
            artwork: &self.artwork[arm],
            features: self.row(arm),
            reward,
            weight,
        }
    }

    /// How many arms there are; at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "an action set is never empty")]
    pub fn len(&self) -> usize {
        self.arms.len()
    }

    /// For each arm, its artwork's place in the title's set.
    #[must_use]
    pub fn arms(&self) -> &[usize] {
        &self.arms
    }

    /// Whose artwork it is.
    #[must_use]
    pub fn title(&self) -> &TitleId {
        &self.title
    }

    /// For each arm, its artwork.
    #[must_use]
    pub fn artwork(&self) -> &[ArtworkId] {
        &self.artwork
    }

    /// The features of an arm.
    #[must_use]
    pub fn row(&self, arm: usize) -> &[f64] {
        &self.rows[arm * self.dimension..][..self.dimension]
    }

    /// The features of all arms, one row after the other.
    #[must_use]
    pub fn rows(&self) -> &[f64] {
        &self.rows
    }

    /// The mean of all rows: what all arms share decides nothing.
    #[must_use]
    pub fn centre(&self) -> &[f64] {
        &self.centre
    }

    /// For each arm, by how much its score is lowered before the draw, in reward: for the sake of
    /// a page whose pictures are not all alike.
    #[must_use]
    pub fn handicaps(&self) -> &[f64] {
        &self.handicaps
    }

    /// All probability on the arm with the largest value; of exactly equal ones on the default
    /// arm if it is among them, else on the lowest.
    pub(super) fn best_or_default(&self, value: impl Fn(usize) -> f64) -> Distribution {
        let mut best = self.default;
        for arm in 0..self.len() {
            if value(arm) > value(best) {
                best = arm;
            }
        }
        Distribution::certain(best, self.len())
    }

    /// The arm that is shown when nothing is known.
    #[must_use]
    pub fn default_arm(&self) -> usize {
        self.default
    }
}

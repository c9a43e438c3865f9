//! What is known before a choice, and what can be chosen.

use crate::{
    catalog::{ArtworkId, Canvas, Catalog, Maturity, TitleId, TitleIndex, Tone},
    engine::{Device, Example, FEATURES, Features, Record, TrackRecords, fill},
    profiles::Taste,
    time::LocalTime,
};

/// What is known about the viewer, the place and the moment before an artwork is chosen.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The profile's taste.
    pub taste: &'a Taste,
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
    features: Vec<Features>,
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
        index: TitleIndex,
        records: &TrackRecords,
        is_available: impl Fn(usize) -> bool,
    ) -> Option<Self> {
        let title = &catalog[index];
        if title.maturity > context.maturity {
            return None;
        }
        let eligible = |index: &usize| {
            title.artwork[*index].canvases.contains(context.canvas) && is_available(*index)
        };
        let arms: Vec<usize> = (0..title.artwork.len()).filter(eligible).collect();
        let row = |&artwork: &usize| {
            let record = Record {
                advantage: records.advantage(&title.id, &title.artwork[artwork].id),
                ..Record::default()
            };
            let mut row = [0.0; FEATURES];
            fill(context, catalog, index, artwork, &record, &mut row);
            row
        };
        let rows = arms.iter().map(row).collect();
        let id = |&index: &usize| title.artwork[index].id.clone();
        let default = arms
            .iter()
            .position(|index| *index == title.default_artwork)
            .unwrap_or(0);
        (!arms.is_empty()).then(|| Self {
            title: title.id.clone(),
            artwork: arms.iter().map(id).collect(),
            arms,
            features: rows,
            default,
        })
    }

    /// The action set of an impression of `title`, from the log: the artwork in the order in which
    /// the policy saw it, and its features. The arms' own numbers stand for their places in the
    /// title's set. `None` without arms or if `default` is none of them.
    #[must_use]
    pub fn from_log(
        title: TitleId,
        arms: impl IntoIterator<Item = (ArtworkId, Features)>,
        default: usize,
    ) -> Option<Self> {
        let (artwork, features): (Vec<_>, Vec<_>) = arms.into_iter().unzip();
        (default < features.len()).then(|| Self {
            title,
            arms: (0..features.len()).collect(),
            artwork,
            features,
            default,
        })
    }

    /// An action set with these feature rows and no more, for synthetic data; the artwork is
    /// called by the arms' numbers. `None` without rows or if `default` is none of them.
    #[must_use]
    pub fn from_features(features: Vec<Features>, default: usize) -> Option<Self> {
        let name = |(arm, row): (usize, Features)| (ArtworkId::new(&arm.to_string()), row);
        let arms = features.into_iter().enumerate().map(name);
        Self::from_log(TitleId::new("synthetic"), arms, default)
    }

    /// What it teaches to have shown `arm` and seen `reward`, in [0, 1], which counts `weight`, in
    /// (0, 1].
    #[must_use]
    pub fn example(&self, arm: usize, reward: f64, weight: f64) -> Example {
        Example {
            title: self.title.clone(),
            artwork: self.artwork[arm].clone(),
            features: self.features[arm],
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

    /// One row for each arm.
    #[must_use]
    pub fn features(&self) -> &[Features] {
        &self.features
    }

    /// How `row` differs from the mean of all rows: what all arms share decides nothing.
    #[must_use]
    pub fn difference(&self, row: &Features) -> Features {
        let count = self.features.len() as f64;
        std::array::from_fn(|index| {
            let sum: f64 = self.features.iter().map(|row| row[index]).sum();
            row[index] - sum / count
        })
    }

    /// The arm that is shown when nothing is known.
    #[must_use]
    pub fn default_arm(&self) -> usize {
        self.default
    }
}

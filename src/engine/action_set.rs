//! What is known before a choice, and what can be chosen.

use crate::{
    catalog::{Canvas, Maturity, Title},
    engine::{Device, Features, TrackRecords, features},
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
}

/// The artwork eligible for one slot, with its features. Never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionSet {
    arms: Vec<usize>,
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
        title: &Title,
        records: &TrackRecords,
        is_available: impl Fn(usize) -> bool,
    ) -> Option<Self> {
        if title.maturity > context.maturity {
            return None;
        }
        let eligible = |index: &usize| {
            title.artwork[*index].canvases.contains(context.canvas) && is_available(*index)
        };
        let arms: Vec<usize> = (0..title.artwork.len()).filter(eligible).collect();
        let row = |&index: &usize| {
            let record = records.advantage(&title.id, &title.artwork[index].id);
            features(context, title, index, record)
        };
        let rows = arms.iter().map(row).collect();
        let default = arms
            .iter()
            .position(|index| *index == title.default_artwork)
            .unwrap_or(0);
        (!arms.is_empty()).then_some(Self {
            arms,
            features: rows,
            default,
        })
    }

    /// An action set with these feature rows, for which the places are the arms themselves; for
    /// logged and synthetic data. `None` without rows or if `default` is none of them.
    #[must_use]
    pub fn from_features(features: Vec<Features>, default: usize) -> Option<Self> {
        (default < features.len()).then(|| Self {
            arms: (0..features.len()).collect(),
            features,
            default,
        })
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

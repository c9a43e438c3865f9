//! How each artwork of a catalog did with everybody.

use crate::{
    catalog::{ArtworkId, Catalog, Title, TitleIndex},
    engine::{Example, arms::Observed, by_title::place_of},
};

/// The mean reward assumed of a title that nobody has seen yet.
const TITLE_MEAN: f64 = 0.1;

/// How many observations count as much as the assumption: about a title, about an artwork beside
/// its lineage, and about a lineage beside its title.
const SHRINKAGE: f64 = 20.0;

/// After how many observations of a title what was recent counts half.
const RECENT: f64 = 25.0;

/// How one artwork did with everybody, beside its title.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// [`Record::advantage`](crate::engine::Record::advantage).
    pub advantage: f64,
    /// [`Record::trend`](crate::engine::Record::trend).
    pub trend: f64,
}

/// The standing of every artwork of one catalog at one moment: what is known of artwork for
/// somebody without neighbours, computed once where nothing is learnt meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Standings {
    /// Title by title, each in the order of its set.
    all: Vec<Standing>,
    /// Where each title begins, and where the last one ends.
    starts: Vec<usize>,
}

impl Standings {
    /// The standings of the titles that `record_of` knows, and nothing of others.
    pub(super) fn new<'a>(
        catalog: &Catalog,
        record_of: impl Fn(&Title) -> Option<&'a TitleRecord>,
    ) -> Self {
        let mut all = Vec::new();
        let mut starts = vec![0];
        for title in catalog.titles() {
            let record = record_of(title);
            all.extend((0..title.artwork.len()).map(|index| {
                let standing = record.map(|record| record.standing(title, index));
                standing.unwrap_or_default()
            }));
            starts.push(all.len());
        }
        Self { all, starts }
    }

    /// The standing of each artwork of the title's set.
    #[must_use]
    pub fn of_title(&self, title: TitleIndex) -> &[Standing] {
        &self.all[self.starts[title.0]..self.starts[title.0 + 1]]
    }
}

/// What everybody did about one artwork.
#[derive(Debug, Clone, PartialEq)]
struct ArtworkRecord {
    id: ArtworkId,
    seen: Observed,
    recent: Observed,
}

/// What everybody did about one title.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct TitleRecord {
    seen: Observed,
    recent: Observed,
    artwork: Vec<ArtworkRecord>,
}

impl TitleRecord {
    fn artwork(&self, id: &ArtworkId) -> Option<&ArtworkRecord> {
        let place = place_of(&self.artwork, id.as_str(), |record| record.id.as_str());
        place.map(|place| &self.artwork[place])
    }

    /// Counts what somebody did about one of the artworks.
    pub(super) fn learn(&mut self, example: &Example<'_>) {
        let Example { reward, weight, .. } = *example;
        let retention = libm::exp2(-weight / RECENT);
        self.recent.fade(retention);
        for record in &mut self.artwork {
            record.recent.fade(retention);
        }
        self.seen.add(reward, weight);
        self.recent.add(reward, weight);
        let record = self.begun(example.artwork);
        record.seen.add(reward, weight);
        record.recent.add(reward, weight);
    }

    /// The record of an artwork, which begins empty.
    fn begun(&mut self, id: &ArtworkId) -> &mut ArtworkRecord {
        let place = place_of(&self.artwork, id.as_str(), |record| record.id.as_str());
        let place = place.unwrap_or_else(|| {
            self.artwork.push(ArtworkRecord {
                id: id.clone(),
                seen: Observed::default(),
                recent: Observed::default(),
            });
            self.artwork.len() - 1
        });
        &mut self.artwork[place]
    }

    /// The mean reward in all time, and lately.
    pub(super) fn means(&self) -> (f64, f64) {
        let mean = self.seen.shrunk(TITLE_MEAN, SHRINKAGE);
        (mean, self.recent.shrunk(mean, SHRINKAGE))
    }

    /// How the artwork at this place of the title's set did.
    pub(super) fn standing(&self, title: &Title, index: usize) -> Standing {
        let (mean, lately) = self.means();
        let artwork = &title.artwork[index];
        let mut siblings = Observed::default();
        for other in &title.artwork {
            if other.lineage == artwork.lineage
                && other.id != artwork.id
                && let Some(seen) = self.artwork(&other.id).map(|record| record.seen)
            {
                siblings.weight += seen.weight;
                siblings.reward += seen.reward;
            }
        }
        let assumed = siblings.shrunk(mean, SHRINKAGE);
        let Some(own) = self.artwork(&artwork.id) else {
            return Standing {
                advantage: assumed - mean,
                trend: 0.0,
            };
        };
        let advantage = own.seen.shrunk(assumed, SHRINKAGE) - mean;
        let trend = own.recent.shrunk(lately + advantage, SHRINKAGE) - lately - advantage;
        Standing { advantage, trend }
    }
}

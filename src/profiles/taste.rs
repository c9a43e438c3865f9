//! What a profile likes, as far as its history tells.

use std::sync::Arc;

use crate::{
    catalog::{ASPECTS, Aspect, Catalog, Content, Contents, TitleIndex},
    profiles::{History, Profile, Thumb},
    text::Text,
    time::{DAY, Timestamp},
};

/// The age at which a viewing counts half.
const HALF_LIFE: i64 = 60 * DAY;

/// A play that ends below this fraction was abandoned: it speaks against the title.
pub const ABANDONED_BELOW: f64 = 0.15;

/// A play that ends beyond this fraction is over: the next one begins anew.
pub const FINISHED: f64 = 0.9;

/// What a thumb counts beside viewings, of which a whole one of today counts 1. A dislike also
/// takes away whatever the title's viewings said.
const LIKED: f64 = 0.5;
const DISLIKED: f64 = -1.0;

/// How much evidence halves the distance between knowing nothing and knowing all, in the unit of
/// one complete viewing of today.
const SHRINKAGE: f64 = 1.0;

/// One title of the history and how much it speaks for (or against) what it contains.
#[derive(Debug, Clone, Copy)]
struct Carrier {
    title: TitleIndex,
    artwork: Option<usize>,
    weight: f64,
}

/// A number for each aspect, in the order of [`Aspect::ALL`].
pub type Matches = [f64; ASPECTS];

/// Affinities from the history of one profile to the terms of one catalog.
///
/// For each aspect the affinity is the sum over viewings of `weight × content`, where the content
/// has length 1 and the weight falls by half every 60 days. Because the match with an artwork is
/// linear in that sum, every viewing's share in a match is exact.
#[derive(Debug, Clone, Default)]
pub struct Taste {
    carriers: Vec<Carrier>,
    contents: Arc<Contents>,
    /// By the number of the term.
    affinities: Vec<f64>,
    scales: Matches,
    /// Room for how far each title was last watched; negative where it was not.
    progress: Vec<f64>,
}

/// That a title was not watched yet.
const NEVER: f64 = -1.0;

impl Taste {
    /// The taste of `profile` at the moment `now`. Titles that `catalog` lacks are passed over.
    #[must_use]
    pub fn of(profile: &Profile, catalog: &Catalog, now: Timestamp) -> Self {
        let mut taste = Self::default();
        taste.renew(&History::of(profile, catalog), catalog, now);
        taste.progress = Vec::new();
        taste
    }

    /// Becomes the taste of who has this history at the moment `now`, in the room that it has. For
    /// the same catalog as before it neither allocates, once there is room, nor counts a reference.
    pub fn renew(&mut self, history: &History, catalog: &Catalog, now: Timestamp) {
        if !Arc::ptr_eq(&self.contents, catalog.contents()) {
            self.contents = Arc::clone(catalog.contents());
        }
        self.carriers.clear();
        self.progress.resize(catalog.titles().len(), NEVER);
        for viewing in &history.watched {
            let before = &mut self.progress[viewing.title.0];
            let opinion = opinion(viewing.fraction, *before);
            *before = viewing.fraction;
            if history.thumb(viewing.title) == Some(Thumb::Down) {
                continue;
            }
            let age = now.since(viewing.at).max(0) as f64 / HALF_LIFE as f64;
            self.carriers.push(Carrier {
                title: viewing.title,
                artwork: viewing.artwork,
                weight: opinion * libm::exp2(-age),
            });
        }
        for viewing in &history.watched {
            self.progress[viewing.title.0] = NEVER;
        }
        let thumbs = history.thumbs.iter().map(|(title, thumb)| Carrier {
            title: *title,
            artwork: None,
            weight: if *thumb == Thumb::Up { LIKED } else { DISLIKED },
        });
        self.carriers.extend(thumbs);
        self.total();
    }

    fn total(&mut self) {
        let names = self.contents.names();
        self.affinities.clear();
        self.affinities.resize(names.count(), 0.0);
        for carrier in &self.carriers {
            let content = self.contents.viewed(carrier.title, carrier.artwork);
            for term in Aspect::ALL.iter().flat_map(|aspect| content.terms(*aspect)) {
                self.affinities[term.id as usize] += carrier.weight * term.weight;
            }
        }
        for aspect in Aspect::ALL {
            let affinities = self.affinities[names.of(aspect)].iter();
            let length = affinities.map(|weight| weight * weight).sum::<f64>().sqrt();
            self.scales[aspect as usize] = 1.0 / (length + SHRINKAGE);
        }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.carriers.is_empty()
    }

    /// How well a content of the same catalog matches in an aspect, in (-1, 1): the inner product
    /// of both, divided by the affinity's length plus one viewing, so that little evidence counts
    /// little.
    #[must_use]
    pub fn affinity(&self, content: Content<'_>, aspect: Aspect) -> f64 {
        if self.affinities.is_empty() {
            // No history was read.
            return 0.0;
        }
        let mut product = 0.0;
        for term in content.terms(aspect) {
            product += self.affinities[term.id as usize] * term.weight;
        }
        product * self.scales[aspect as usize]
    }

    /// The [`Taste::affinity`] of every aspect.
    #[must_use]
    pub fn matches(&self, content: Content<'_>) -> Matches {
        // Nothing matches where no history was read.
        if self.carriers.is_empty() {
            return [0.0; ASPECTS];
        }
        Aspect::ALL.map(|aspect| self.affinity(content, aspect))
    }

    /// The share of every watched title in [`Taste::matches`]: titles in the order of the
    /// history, each once, and the shares of an aspect sum to its match.
    #[must_use]
    pub fn shares(&self, content: Content<'_>) -> Vec<(TitleIndex, Matches)> {
        let mut shares: Vec<(TitleIndex, Matches)> = Vec::new();
        for carrier in &self.carriers {
            let watched = self.contents.viewed(carrier.title, carrier.artwork);
            let share = Aspect::ALL.map(|aspect| {
                carrier.weight * watched.product(content, aspect) * self.scales[aspect as usize]
            });
            match shares.iter_mut().find(|(title, _)| *title == carrier.title) {
                Some((_, sum)) => sum
                    .iter_mut()
                    .zip(share)
                    .for_each(|(sum, share)| *sum += share),
                None => shares.push((carrier.title, share)),
            }
        }
        shares
    }

    /// The affinity to a term by its number in the catalog's
    /// [`Terms`](crate::catalog::Terms), in (-1, 1), on the scale of the genres.
    #[must_use]
    pub fn genre_affinity(&self, genre: u32) -> f64 {
        let affinity = self.affinities.get(genre as usize).copied();
        match affinity {
            Some(affinity) if affinity != 0.0 => affinity * self.scales[Aspect::Genre as usize],
            _ => 0.0,
        }
    }

    /// The affinities of one aspect that are not 0, strongest first.
    #[must_use]
    pub fn strongest(&self, aspect: Aspect) -> Vec<(&Text, f64)> {
        let scale = self.scales[aspect as usize];
        let names = self.contents.names();
        let known = names.of(aspect).filter(|id| self.affinities[*id] != 0.0);
        let mut terms: Vec<_> = known
            .map(|id| (names.name(id), self.affinities[id] * scale))
            .collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1));
        terms
    }

    /// How well a title as a whole matches, in (-1, 1), whichever artwork it shows.
    #[must_use]
    pub fn title_match(&self, title: Content<'_>) -> f64 {
        0.6 * self.affinity(title, Aspect::Genre)
            + 0.2 * self.affinity(title, Aspect::Theme)
            + 0.2 * self.affinity(title, Aspect::Cast)
    }
}

/// What a viewing says about its title, in [-0.25, 1]: how far it went, where a film that is
/// continued counts by what was added to the viewing before.
fn opinion(fraction: f64, before: f64) -> f64 {
    if (ABANDONED_BELOW..FINISHED).contains(&before) {
        (fraction - before).max(0.0)
    } else if fraction < ABANDONED_BELOW {
        -0.25
    } else {
        fraction
    }
}

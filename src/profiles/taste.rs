//! What a profile likes, as far as its history tells.

use std::sync::Arc;

use crate::{
    catalog::{ASPECTS, Aspect, Catalog, Content, OwnedContent, Terms, TitleIndex},
    profiles::{Profile, Thumb, Viewing},
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
#[derive(Debug, Clone)]
struct Carrier {
    title: TitleIndex,
    weight: f64,
    content: OwnedContent,
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
    terms: Arc<Terms>,
    /// By the number of the term.
    affinities: Vec<f64>,
    scales: Matches,
}

impl Taste {
    /// The taste of `profile` at the moment `now`. Titles that `catalog` lacks are passed over.
    #[must_use]
    pub fn of(profile: &Profile, catalog: &Catalog, now: Timestamp) -> Self {
        let contents = catalog.contents();
        let mut carriers = Vec::new();
        for (place, viewing) in profile.history.iter().enumerate() {
            let Some(title) = catalog.find(&viewing.title) else {
                continue;
            };
            if profile.thumb(&viewing.title) == Some(Thumb::Down) {
                continue;
            }
            let artwork = viewing.artwork.as_ref();
            let artwork = artwork.and_then(|id| catalog[title].artwork_index(id));
            let age = now.since(viewing.at).max(0) as f64 / HALF_LIFE as f64;
            carriers.push(Carrier {
                title,
                weight: opinion(viewing, &profile.history[..place]) * libm::exp2(-age),
                content: contents.viewed(title, artwork),
            });
        }
        let thumbs = profile.thumbs.iter().filter_map(|(id, thumb)| {
            let title = catalog.find(id)?;
            let weight = if *thumb == Thumb::Up { LIKED } else { DISLIKED };
            Some(Carrier {
                title,
                weight,
                content: contents.viewed(title, None),
            })
        });
        carriers.extend(thumbs);
        let mut taste = Self {
            carriers,
            affinities: vec![0.0; contents.names().count()],
            terms: Arc::clone(contents.names()),
            scales: [0.0; ASPECTS],
        };
        for aspect in Aspect::ALL {
            taste.total(aspect);
        }
        taste
    }

    fn total(&mut self, aspect: Aspect) {
        for carrier in &self.carriers {
            for term in carrier.content.as_content().terms(aspect) {
                self.affinities[term.id as usize] += carrier.weight * term.weight;
            }
        }
        let affinities = self.affinities[self.terms.of(aspect)].iter();
        let length = affinities.map(|weight| weight * weight).sum::<f64>().sqrt();
        self.scales[aspect as usize] = 1.0 / (length + SHRINKAGE);
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
        let mut product = 0.0;
        for term in content.terms(aspect) {
            // Nothing is known before a history was read.
            let affinity = self.affinities.get(term.id as usize).unwrap_or(&0.0);
            product += affinity * term.weight;
        }
        product * self.scales[aspect as usize]
    }

    /// The [`Taste::affinity`] of every aspect.
    #[must_use]
    pub fn matches(&self, content: Content<'_>) -> Matches {
        Aspect::ALL.map(|aspect| self.affinity(content, aspect))
    }

    /// The share of every watched title in [`Taste::matches`]: titles in the order of the
    /// history, each once, and the shares of an aspect sum to its match.
    #[must_use]
    pub fn shares(&self, content: Content<'_>) -> Vec<(TitleIndex, Matches)> {
        let mut shares: Vec<(TitleIndex, Matches)> = Vec::new();
        for carrier in &self.carriers {
            let watched = carrier.content.as_content();
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

    /// The affinities of one aspect that are not 0, strongest first.
    #[must_use]
    pub fn strongest(&self, aspect: Aspect) -> Vec<(&Text, f64)> {
        let scale = self.scales[aspect as usize];
        let known = self
            .terms
            .of(aspect)
            .filter(|id| self.affinities[*id] != 0.0);
        let mut terms: Vec<_> = known
            .map(|id| (self.terms.name(id), self.affinities[id] * scale))
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
/// continued counts by what was added.
fn opinion(viewing: &Viewing, earlier: &[Viewing]) -> f64 {
    let before = earlier
        .iter()
        .rev()
        .find(|other| other.title == viewing.title);
    match before.map(|before| before.fraction) {
        Some(before) if (ABANDONED_BELOW..FINISHED).contains(&before) => {
            (viewing.fraction - before).max(0.0)
        }
        _ if viewing.fraction < ABANDONED_BELOW => -0.25,
        _ => viewing.fraction,
    }
}

//! What a profile likes, as far as its history tells.

use std::collections::BTreeMap;

use crate::{
    catalog::{Artwork, Catalog, Shot, Title, TitleIndex, Tone},
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

/// What can be liked about an artwork.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Genres it shows.
    Genre,
    /// Themes it shows.
    Theme,
    /// People it shows.
    Cast,
    /// Its mood.
    Tone,
    /// Its framing.
    Shot,
}

impl Aspect {
    /// Every aspect, in the order of [`Taste::matches`].
    pub const ALL: [Self; 5] = [Self::Genre, Self::Theme, Self::Cast, Self::Tone, Self::Shot];
}

/// Weights of the terms of one aspect, with Euclidean length 1 (or empty).
type Terms = Vec<(Text, f64)>;

/// One title of the history and how much it speaks for (or against) what it contains.
#[derive(Debug, Clone)]
struct Carrier {
    title: TitleIndex,
    weight: f64,
    content: [Terms; 5],
}

/// Affinities from the history of one profile.
///
/// For each aspect the affinity is the sum over viewings of `weight × content`, where the content
/// has length 1 and the weight falls by half every 60 days. Because the match with an artwork is
/// linear in that sum, every viewing's share in a match is exact.
#[derive(Debug, Clone, Default)]
pub struct Taste {
    carriers: Vec<Carrier>,
    affinities: [BTreeMap<Text, f64>; 5],
    scales: [f64; 5],
}

impl Taste {
    /// The taste of `profile` at the moment `now`. Titles that `catalog` lacks are passed over.
    #[must_use]
    pub fn of(profile: &Profile, catalog: &Catalog, now: Timestamp) -> Self {
        let mut carriers = Vec::new();
        for (place, viewing) in profile.history.iter().enumerate() {
            let Some(title) = catalog.find(&viewing.title) else {
                continue;
            };
            if profile.thumb(&viewing.title) == Some(Thumb::Down) {
                continue;
            }
            let artwork = viewing
                .artwork
                .as_ref()
                .and_then(|id| catalog[title].artwork_index(id));
            let age = now.since(viewing.at).max(0) as f64 / HALF_LIFE as f64;
            carriers.push(Carrier {
                title,
                weight: opinion(viewing, &profile.history[..place]) * libm::exp2(-age),
                content: content(
                    &catalog[title],
                    artwork.map(|index| &catalog[title].artwork[index]),
                ),
            });
        }
        let thumbs = profile.thumbs.iter().filter_map(|(id, thumb)| {
            let title = catalog.find(id)?;
            let weight = if *thumb == Thumb::Up { LIKED } else { DISLIKED };
            Some(Carrier {
                title,
                weight,
                content: content(&catalog[title], None),
            })
        });
        carriers.extend(thumbs);
        let mut taste = Self {
            carriers,
            ..Self::default()
        };
        for aspect in Aspect::ALL {
            taste.total(aspect as usize);
        }
        taste
    }

    fn total(&mut self, aspect: usize) {
        let affinity = &mut self.affinities[aspect];
        for carrier in &self.carriers {
            for (term, weight) in &carrier.content[aspect] {
                *affinity.entry(term.clone()).or_default() += carrier.weight * weight;
            }
        }
        let length = affinity
            .values()
            .map(|weight| weight * weight)
            .sum::<f64>()
            .sqrt();
        self.scales[aspect] = 1.0 / (length + SHRINKAGE);
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.carriers.is_empty()
    }

    /// How well an artwork's content matches, by aspect, each in (-1, 1): the inner product of
    /// both, divided by the affinity's length plus one viewing, so that little evidence counts
    /// little.
    #[must_use]
    pub fn matches(&self, content: &Content) -> [f64; 5] {
        std::array::from_fn(|aspect| {
            let affinity = &self.affinities[aspect];
            let product: f64 = content.0[aspect]
                .iter()
                .map(|(term, weight)| affinity.get(term).unwrap_or(&0.0) * weight)
                .sum();
            product * self.scales[aspect]
        })
    }

    /// The share of every watched title in [`Taste::matches`]: titles in the order of the
    /// history, each once, and the shares of an aspect sum to its match.
    #[must_use]
    pub fn shares(&self, content: &Content) -> Vec<(TitleIndex, [f64; 5])> {
        let mut shares: Vec<(TitleIndex, [f64; 5])> = Vec::new();
        for carrier in &self.carriers {
            let share = std::array::from_fn(|aspect| {
                carrier.weight
                    * product(&carrier.content[aspect], &content.0[aspect])
                    * self.scales[aspect]
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

    /// The affinities of one aspect, strongest first.
    #[must_use]
    pub fn strongest(&self, aspect: Aspect) -> Vec<(&Text, f64)> {
        let scale = self.scales[aspect as usize];
        let mut terms: Vec<_> = self.affinities[aspect as usize]
            .iter()
            .map(|(term, weight)| (term, weight * scale))
            .collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1));
        terms
    }

    /// How well a title as a whole matches, in (-1, 1), whichever artwork it shows.
    #[must_use]
    pub fn title_match(&self, title: &Title) -> f64 {
        let [genre, theme, cast, ..] = self.matches(&Content::of_title(title));
        0.6 * genre + 0.2 * theme + 0.2 * cast
    }
}

/// What a picture or a title contains, by aspect, each of Euclidean length 1 (or empty).
#[derive(Debug, Clone, Default)]
pub struct Content([Terms; 5]);

impl Content {
    /// What `artwork` itself shows.
    #[must_use]
    pub fn of_artwork(artwork: &Artwork) -> Self {
        Self([
            unit(artwork.genres.clone()),
            unit(artwork.themes.clone()),
            unit(
                artwork
                    .cast
                    .iter()
                    .map(|name| (name.clone(), 1.0))
                    .collect(),
            ),
            unit(vec![(tone_term(artwork.tone), 1.0)]),
            unit(vec![(shot_term(artwork.shot), 1.0)]),
        ])
    }

    /// What `title` is about: its genres, the foremost counting most, its keywords and cast.
    #[must_use]
    pub fn of_title(title: &Title) -> Self {
        Self(content(title, None))
    }

    /// How alike two contents are in genre, theme and cast, in [0, 1].
    #[must_use]
    pub fn similarity(&self, other: &Self) -> f64 {
        let product = |aspect: usize| product(&self.0[aspect], &other.0[aspect]);
        0.6 * product(0) + 0.2 * product(1) + 0.2 * product(2)
    }

    /// How alike the genres of two contents are: the cosine, in [0, 1].
    #[must_use]
    pub fn genre_similarity(&self, other: &Self) -> f64 {
        product(&self.0[0], &other.0[0])
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

/// A title's content, seen through the artwork it was opened from where that is known.
fn content(title: &Title, artwork: Option<&Artwork>) -> [Terms; 5] {
    let ranked = title
        .genres
        .iter()
        .enumerate()
        .map(|(rank, genre)| (genre.clone(), 1.0 / (1.0 + 0.5 * rank as f64)));
    let mut genres: Terms = unit(ranked.collect());
    let mut themes: Terms = Vec::new();
    for shown in artwork.map_or(&title.artwork[..], std::slice::from_ref) {
        themes.extend(shown.themes.iter().cloned());
    }
    let cast = artwork
        .map_or(&title.cast, |shown| &shown.cast)
        .iter()
        .map(|name| (name.clone(), 1.0));
    let (mut tones, mut shots) = (Vec::new(), Vec::new());
    if let Some(shown) = artwork {
        genres.extend(unit(shown.genres.clone()));
        tones.push((tone_term(shown.tone), 1.0));
        shots.push((shot_term(shown.shot), 1.0));
    }
    [
        unit(genres),
        unit(themes),
        unit(cast.collect()),
        tones,
        shots,
    ]
}

fn tone_term(tone: Tone) -> Text {
    Text::from(tone.as_str())
}

fn shot_term(shot: Shot) -> Text {
    Text::from(shot.as_str())
}

/// Adds up equal terms, sorts them and scales the whole to length 1.
fn unit(terms: Terms) -> Terms {
    let mut sums: BTreeMap<Text, f64> = BTreeMap::new();
    for (term, weight) in terms {
        *sums.entry(term).or_default() += weight;
    }
    let length = sums
        .values()
        .map(|weight| weight * weight)
        .sum::<f64>()
        .sqrt();
    sums.into_iter()
        .map(|(term, weight)| (term, weight / length))
        .collect()
}

/// The inner product of two sorted term lists.
fn product(a: &Terms, b: &Terms) -> f64 {
    a.iter()
        .filter_map(|(term, weight)| {
            b.binary_search_by(|(other, _)| other.cmp(term))
                .ok()
                .map(|index| weight * b[index].1)
        })
        .sum()
}

//! Contents as lists of numbered terms.

use std::{ops::Range, sync::Arc};

use super::{ASPECTS, Aspect};
use crate::{catalog::TitleIndex, text::Text};

/// The names of all terms of a catalog. Terms are numbered by aspect, and within an aspect in the
/// order of their names.
#[derive(Debug, Default)]
pub struct Terms {
    pub(super) names: Vec<Text>,
    /// Where the numbers of each aspect begin; the last one is how many terms there are.
    pub(super) starts: [u32; ASPECTS + 1],
}

impl Terms {
    /// How many terms there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The numbers of an aspect's terms.
    #[must_use]
    pub fn of(&self, aspect: Aspect) -> Range<usize> {
        let aspect = aspect as usize;
        self.starts[aspect] as usize..self.starts[aspect + 1] as usize
    }

    /// The term's name; words by their stem.
    #[must_use]
    pub fn name(&self, id: usize) -> &Text {
        &self.names[id]
    }
}

/// How much there is of a term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// Its number in [`Terms`].
    pub id: u32,
    /// Its share in the content, in (0, 1].
    pub weight: f64,
}

/// Where the terms of each aspect begin, and where the last ones end.
type Bounds = [u32; ASPECTS + 1];

/// What a picture or a title contains: for each aspect a list of terms in rising order of their
/// numbers, of Euclidean length 1 (or empty).
#[derive(Debug, Clone, Copy)]
pub struct Content<'a> {
    terms: &'a [Term],
    bounds: &'a Bounds,
}

impl<'a> Content<'a> {
    /// The terms of one aspect.
    #[must_use]
    pub fn terms(self, aspect: Aspect) -> &'a [Term] {
        let aspect = aspect as usize;
        &self.terms[self.bounds[aspect] as usize..self.bounds[aspect + 1] as usize]
    }

    /// The inner product of both contents in one aspect, in [0, 1]: their cosine.
    #[must_use]
    pub fn product(self, other: Content<'_>, aspect: Aspect) -> f64 {
        let mut others = other.terms(aspect);
        let mut sum = 0.0;
        for term in self.terms(aspect) {
            let passed = others.iter().take_while(|other| other.id < term.id).count();
            others = &others[passed..];
            if let Some(equal) = others.first().filter(|other| other.id == term.id) {
                sum += term.weight * equal.weight;
            }
        }
        sum
    }

    /// How alike two contents are in genre, theme and cast, in [0, 1].
    #[must_use]
    pub fn similarity(self, other: Content<'_>) -> f64 {
        0.6 * self.product(other, Aspect::Genre)
            + 0.2 * self.product(other, Aspect::Theme)
            + 0.2 * self.product(other, Aspect::Cast)
    }
}

/// A content of its own.
#[derive(Debug, Clone)]
pub struct OwnedContent {
    terms: Vec<Term>,
    bounds: Bounds,
}

impl OwnedContent {
    /// What somebody saw who opened a title through an `artwork`: both their genres, the artwork's
    /// themes, people, mood, framing and colours, and the words of the title.
    fn seen_through(title: Content<'_>, artwork: Content<'_>) -> Self {
        let mut terms = Vec::new();
        let mut bounds = [0; ASPECTS + 1];
        for (place, aspect) in Aspect::ALL.into_iter().enumerate() {
            let source = if aspect == Aspect::Words {
                title
            } else {
                artwork
            };
            let start = terms.len();
            if aspect == Aspect::Genre {
                terms.extend_from_slice(title.terms(aspect));
            }
            terms.extend_from_slice(source.terms(aspect));
            if aspect == Aspect::Genre {
                let kept = unit(&mut terms[start..]);
                terms.truncate(start + kept);
            }
            bounds[place + 1] = terms.len() as u32;
        }
        Self { terms, bounds }
    }

    /// The content, to compare.
    #[must_use]
    pub fn as_content(&self) -> Content<'_> {
        Content {
            terms: &self.terms,
            bounds: &self.bounds,
        }
    }
}

/// Sorts the terms, adds up equal ones at the front and scales those to Euclidean length 1;
/// returns how many they are.
pub(super) fn unit(terms: &mut [Term]) -> usize {
    terms.sort_by_key(|term| term.id);
    let mut kept = 0;
    for at in 0..terms.len() {
        let term = terms[at];
        if kept > 0 && terms[kept - 1].id == term.id {
            terms[kept - 1].weight += term.weight;
        } else {
            terms[kept] = term;
            kept += 1;
        }
    }
    let squares = terms[..kept].iter().map(|term| term.weight * term.weight);
    let length = squares.sum::<f64>().sqrt();
    // Weights whose squares vanish say nothing.
    if length <= 0.0 {
        return 0;
    }
    for term in &mut terms[..kept] {
        term.weight /= length;
    }
    kept
}

/// The contents of all titles and pictures of a catalog.
#[derive(Debug, Clone)]
pub struct Contents {
    pub(super) names: Arc<Terms>,
    pub(super) terms: Vec<Term>,
    /// For each title its own, then those of its artwork.
    pub(super) bounds: Vec<Bounds>,
    /// For each title its place in `bounds`.
    pub(super) places: Vec<u32>,
    /// For each content how well its genres stand for the title's.
    pub(super) fidelity: Vec<f64>,
}

impl Contents {
    fn at(&self, place: usize) -> Content<'_> {
        Content {
            terms: &self.terms,
            bounds: &self.bounds[place],
        }
    }

    fn place(&self, title: TitleIndex, artwork: usize) -> usize {
        self.places[title.0] as usize + 1 + artwork
    }

    /// The names of the terms.
    #[must_use]
    pub fn names(&self) -> &Arc<Terms> {
        &self.names
    }

    /// How well the genres of each content stand for those of the title before it.
    pub(super) fn fidelities(&self) -> Vec<f64> {
        let mut fidelities = Vec::with_capacity(self.bounds.len());
        for (number, first) in self.places.iter().enumerate() {
            let (first, next) = (*first as usize, self.places.get(number + 1));
            let whole = self.at(first);
            let end = next.map_or(self.bounds.len(), |next| *next as usize);
            let of_title = (first..end).map(|place| self.at(place).product(whole, Aspect::Genre));
            fidelities.extend(of_title);
        }
        fidelities
    }

    /// What the title is about: its genres, the foremost counting most, the themes of its artwork,
    /// its cast, and the words of its synopsis, keywords and reviews.
    #[must_use]
    pub fn title(&self, title: TitleIndex) -> Content<'_> {
        self.at(self.places[title.0] as usize)
    }

    /// What the artwork at place `artwork` in the title's set shows.
    #[must_use]
    pub fn artwork(&self, title: TitleIndex, artwork: usize) -> Content<'_> {
        self.at(self.place(title, artwork))
    }

    /// How well the artwork's genres stand for the title's: their cosine, in [0, 1].
    #[must_use]
    pub fn fidelity(&self, title: TitleIndex, artwork: usize) -> f64 {
        self.fidelity[self.place(title, artwork)]
    }

    /// The title's content, seen through the artwork it was opened from where that is known.
    #[must_use]
    pub fn viewed(&self, title: TitleIndex, artwork: Option<usize>) -> OwnedContent {
        let whole = self.title(title);
        match artwork {
            Some(artwork) => OwnedContent::seen_through(whole, self.artwork(title, artwork)),
            None => {
                let (first, last) = (whole.bounds[0], whole.bounds[ASPECTS]);
                OwnedContent {
                    terms: self.terms[first as usize..last as usize].to_vec(),
                    bounds: whole.bounds.map(|bound| bound - first),
                }
            }
        }
    }
}

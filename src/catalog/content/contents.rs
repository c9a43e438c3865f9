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
        product(self.terms(aspect), other.terms(aspect))
    }

    /// How alike two contents are in genre, theme and cast, in [0, 1].
    #[must_use]
    pub fn similarity(self, other: Content<'_>) -> f64 {
        0.6 * self.product(other, Aspect::Genre)
            + 0.2 * self.product(other, Aspect::Theme)
            + 0.2 * self.product(other, Aspect::Cast)
    }
}

/// The inner product of two lists of terms in rising order of their numbers.
fn product(terms: &[Term], mut others: &[Term]) -> f64 {
    let mut sum = 0.0;
    for term in terms {
        let passed = others.iter().take_while(|other| other.id < term.id).count();
        others = &others[passed..];
        if let Some(equal) = others.first().filter(|other| other.id == term.id) {
            sum += term.weight * equal.weight;
        }
    }
    sum
}

/// What somebody saw who watched a title.
#[derive(Debug, Clone, Copy)]
pub struct Viewed<'a> {
    title: Content<'a>,
    /// What it was opened through, with the genres of both.
    through: Option<(Content<'a>, &'a [Term])>,
}

impl<'a> Viewed<'a> {
    /// The terms of one aspect: of somebody who opened a title through an artwork both their
    /// genres, the artwork's themes, people, mood, framing and colours, and the words of the
    /// title.
    #[must_use]
    pub fn terms(self, aspect: Aspect) -> &'a [Term] {
        match (self.through, aspect) {
            (None, _) | (_, Aspect::Words) => self.title.terms(aspect),
            (Some((_, genres)), Aspect::Genre) => genres,
            (Some((artwork, _)), _) => artwork.terms(aspect),
        }
    }

    /// The inner product with a content in one aspect, in [0, 1]: their cosine.
    #[must_use]
    pub fn product(self, other: Content<'_>, aspect: Aspect) -> f64 {
        product(self.terms(aspect), other.terms(aspect))
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
#[derive(Debug, Clone, Default)]
pub struct Contents {
    pub(super) names: Arc<Terms>,
    pub(super) terms: Vec<Term>,
    /// For each title its own, then those of its artwork.
    pub(super) bounds: Vec<Bounds>,
    /// For each title its place in `bounds`.
    pub(super) places: Vec<u32>,
    /// For each content how well its genres stand for the title's.
    pub(super) fidelity: Vec<f64>,
    /// The numbers of each title's genres, the foremost first, and where those of each title begin
    /// and the last ones end.
    pub(super) foremost: (Vec<u32>, Vec<u32>),
    /// For each content its genres and the title's, as terms of length 1 in both, and where those
    /// of each content begin and the last ones end.
    pub(super) genres: (Vec<Term>, Vec<u32>),
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

    /// For each content the place of the title that it belongs to, beside its own.
    fn owned(&self) -> impl Iterator<Item = (usize, usize)> {
        let ends = self.places.iter().skip(1).map(|next| *next as usize);
        let ends = ends.chain([self.bounds.len()]);
        let titles = self.places.iter().map(|first| *first as usize).zip(ends);
        titles.flat_map(|(first, end)| (first..end).map(move |place| (first, place)))
    }

    /// How well the genres of each content stand for those of its title.
    pub(super) fn fidelities(&self) -> Vec<f64> {
        let of = |(title, place)| self.at(place).product(self.at(title), Aspect::Genre);
        self.owned().map(of).collect()
    }

    /// The genres of each content with those of its title.
    pub(super) fn joined_genres(&self) -> (Vec<Term>, Vec<u32>) {
        let (mut terms, mut starts) = (Vec::new(), vec![0]);
        for (title, place) in self.owned() {
            let start = terms.len();
            for content in [title, place] {
                terms.extend_from_slice(self.at(content).terms(Aspect::Genre));
            }
            let kept = unit(&mut terms[start..]);
            terms.truncate(start + kept);
            starts.push(terms.len() as u32);
        }
        terms.shrink_to_fit();
        (terms, starts)
    }

    /// What the title is about: its genres, the foremost counting most, the themes of its artwork,
    /// its cast, and the words of its synopsis, keywords and reviews.
    #[must_use]
    pub fn title(&self, title: TitleIndex) -> Content<'_> {
        self.at(self.places[title.0] as usize)
    }

    /// The numbers of the title's genres in [`Terms`], the foremost first.
    #[must_use]
    pub fn genres(&self, title: TitleIndex) -> &[u32] {
        let (genres, starts) = &self.foremost;
        &genres[starts[title.0] as usize..starts[title.0 + 1] as usize]
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
    pub fn viewed(&self, title: TitleIndex, artwork: Option<usize>) -> Viewed<'_> {
        let through = artwork.map(|artwork| {
            let place = self.place(title, artwork);
            let (terms, starts) = &self.genres;
            let genres = starts[place] as usize..starts[place + 1] as usize;
            (self.at(place), &terms[genres])
        });
        Viewed {
            title: self.title(title),
            through,
        }
    }
}

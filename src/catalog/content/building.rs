//! From titles to their contents.

use std::{collections::HashMap, sync::Arc};

use super::{
    ASPECTS, Aspect,
    contents::{Contents, Term, Terms, unit},
    words::stems,
};
use crate::{
    catalog::model::{Artwork, Title, Weights},
    text::Text,
};

impl Contents {
    /// The contents of `titles` and their artwork.
    ///
    /// Words weigh `count × (ln((1 + N) / (1 + n)) + 1)`, for `N` titles of which `n` have the
    /// word: TF-IDF with smoothed frequencies. Artwork has the words of its genres' and themes'
    /// names that some title's text has, with their weights in place of the count.
    pub(in crate::catalog) fn of(titles: &[Title]) -> Self {
        let mut building = Building::default();
        let texts: Vec<_> = titles.iter().map(|title| building.text(title)).collect();
        building.weigh_words(&texts);
        let mut places = Vec::with_capacity(titles.len());
        for (title, text) in titles.iter().zip(&texts) {
            places.push(building.bounds.len() as u32);
            building.title(title, text);
            for artwork in &title.artwork {
                building.artwork(artwork);
            }
        }
        building.finish(places)
    }
}

/// Numbers names in the order in which they come.
#[derive(Default)]
struct Numbers(HashMap<Box<str>, u32>);

impl Numbers {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.0.get(name) {
            return *number;
        }
        let number = self.0.len() as u32;
        self.0.insert(Box::from(name), number);
        number
    }
}

/// How often each word is in a text.
type Counts = HashMap<u32, f64>;

/// Contents so far: terms have their number within their aspect, and any length.
#[derive(Default)]
struct Building {
    numbers: [Numbers; ASPECTS],
    /// The inverse document frequency of each word.
    rarity: Vec<f64>,
    /// The known words of the names of genres and themes, by aspect and number of the name.
    name_words: [Vec<Option<Vec<u32>>>; 2],
    /// The words of the present content's genres and themes.
    shown_words: Vec<Term>,
    terms: Vec<Term>,
    bounds: Vec<[u32; ASPECTS + 1]>,
    /// The genres of all titles, and where those of each end.
    foremost: (Vec<u32>, Vec<u32>),
}

impl Building {
    /// The words of a title's texts.
    fn text(&mut self, title: &Title) -> Counts {
        let words = &mut self.numbers[Aspect::Words as usize];
        let mut counts = Counts::new();
        let about = &title.description;
        let texts = [&about.synopsis].into_iter();
        for text in texts.chain(&about.keywords).chain(&about.reviews) {
            stems(text, |stem| {
                *counts.entry(words.number(stem)).or_default() += 1.0;
            });
        }
        counts
    }

    fn weigh_words(&mut self, texts: &[Counts]) {
        let known = self.numbers[Aspect::Words as usize].0.len();
        let mut titles = vec![0_u32; known];
        for word in texts.iter().flat_map(HashMap::keys) {
            titles[*word as usize] += 1;
        }
        let all = 1.0 + texts.len() as f64;
        let rarity = titles.into_iter();
        self.rarity = rarity
            .map(|with| libm::log(all / (1.0 + f64::from(with))) + 1.0)
            .collect();
    }

    fn title(&mut self, title: &Title, text: &Counts) {
        let bounds = self.begin();
        for (rank, genre) in title.genres.iter().enumerate() {
            let id = self.add(Aspect::Genre, genre, 1.0 / (1.0 + 0.5 * rank as f64));
            self.foremost.0.push(id);
        }
        self.foremost.1.push(self.foremost.0.len() as u32);
        self.end(bounds, Aspect::Genre);
        for (theme, weight) in title.artwork.iter().flat_map(|artwork| &artwork.themes) {
            self.add(Aspect::Theme, theme, *weight);
        }
        self.end(bounds, Aspect::Theme);
        for name in &title.cast {
            self.add(Aspect::Cast, name, 1.0);
        }
        for aspect in [Aspect::Cast, Aspect::Tone, Aspect::Shot, Aspect::Palette] {
            self.end(bounds, aspect);
        }
        let words = text.iter().map(|(word, count)| Term {
            id: *word,
            weight: count * self.rarity[*word as usize],
        });
        self.terms.extend(words);
        self.end(bounds, Aspect::Words);
    }

    fn artwork(&mut self, artwork: &Artwork) {
        let bounds = self.begin();
        self.add_shown(Aspect::Genre, &artwork.genres);
        self.end(bounds, Aspect::Genre);
        self.add_shown(Aspect::Theme, &artwork.themes);
        self.end(bounds, Aspect::Theme);
        for name in &artwork.cast {
            self.add(Aspect::Cast, name, 1.0);
        }
        self.end(bounds, Aspect::Cast);
        self.add(Aspect::Tone, artwork.tone.as_str(), 1.0);
        self.end(bounds, Aspect::Tone);
        self.add(Aspect::Shot, artwork.shot.as_str(), 1.0);
        self.end(bounds, Aspect::Shot);
        if let Some(appearance) = &artwork.appearance {
            for (colour, share) in appearance.palette() {
                self.add(Aspect::Palette, colour.as_str(), share);
            }
        }
        self.end(bounds, Aspect::Palette);
        self.terms.append(&mut self.shown_words);
        self.end(bounds, Aspect::Words);
    }

    /// Begins a content; returns its place.
    fn begin(&mut self) -> usize {
        self.bounds.push([self.terms.len() as u32; ASPECTS + 1]);
        self.bounds.len() - 1
    }

    /// Ends an aspect of the content at `place`.
    fn end(&mut self, place: usize, aspect: Aspect) {
        self.bounds[place][aspect as usize + 1] = self.terms.len() as u32;
    }

    /// Adds a term to the present content; returns its number.
    fn add(&mut self, aspect: Aspect, name: &str, weight: f64) -> u32 {
        let id = self.numbers[aspect as usize].number(name);
        self.terms.push(Term { id, weight });
        id
    }

    /// Adds the weighted names of genres or themes to the present content, and keeps their words.
    fn add_shown(&mut self, aspect: Aspect, names: &Weights) {
        for (name, weight) in names {
            let id = self.add(aspect, name, *weight) as usize;
            let known = &mut self.name_words[aspect as usize];
            if known.len() <= id {
                known.resize(id + 1, None);
            }
            let all = &self.numbers[Aspect::Words as usize].0;
            let words = known[id].get_or_insert_with(|| {
                let mut words = Vec::new();
                stems(name, |stem| words.extend(all.get(stem)));
                words
            });
            self.shown_words.extend(words.iter().map(|word| Term {
                id: *word,
                weight: weight * self.rarity[*word as usize],
            }));
        }
    }

    /// Numbers the terms in the order of their names and scales all lists; contents that begin
    /// at `places` are titles'.
    fn finish(mut self, places: Vec<u32>) -> Contents {
        let mut names = Terms::default();
        let numbers = std::mem::take(&mut self.numbers);
        let ranks = numbers.map(|numbers| ranked(numbers, &mut names.names));
        for (aspect, ranks) in ranks.iter().enumerate() {
            names.starts[aspect + 1] = names.starts[aspect] + ranks.len() as u32;
        }
        let (mut kept, mut start) = (0, 0);
        for bounds in &mut self.bounds {
            bounds[0] = kept as u32;
            for (aspect, ranks) in ranks.iter().enumerate() {
                let end = bounds[aspect + 1] as usize;
                for term in &mut self.terms[start..end] {
                    term.id = names.starts[aspect] + ranks[term.id as usize];
                }
                let count = unit(&mut self.terms[start..end]);
                self.terms.copy_within(start..start + count, kept);
                kept += count;
                start = end;
                bounds[aspect + 1] = kept as u32;
            }
        }
        self.terms.truncate(kept);
        self.terms.shrink_to_fit();
        let (mut genres, mut starts) = self.foremost;
        for id in &mut genres {
            *id =
                names.starts[Aspect::Genre as usize] + ranks[Aspect::Genre as usize][*id as usize];
        }
        starts.insert(0, 0);
        let mut contents = Contents {
            names: Arc::new(names),
            terms: self.terms,
            bounds: self.bounds,
            places,
            fidelity: Vec::new(),
            foremost: (genres, starts),
            genres: (Vec::new(), Vec::new()),
        };
        contents.fidelity = contents.fidelities();
        contents.genres = contents.joined_genres();
        contents
    }
}

/// Appends the names to `names` in their order; returns the rank of each number among them.
fn ranked(numbers: Numbers, names: &mut Vec<Text>) -> Vec<u32> {
    let mut sorted: Vec<(Box<str>, u32)> = numbers.0.into_iter().collect();
    sorted.sort_unstable();
    let mut ranks = vec![0; sorted.len()];
    for (rank, (name, number)) in sorted.into_iter().enumerate() {
        ranks[number as usize] = rank as u32;
        names.push(Text::new(&name));
    }
    ranks
}

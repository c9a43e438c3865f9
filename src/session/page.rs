//! The rows of a profile's page.

use std::collections::HashMap;

use crate::{
    catalog::{Aspect, Catalog, Maturity, Title, TitleIndex},
    profiles::{FINISHED, History, Profile, Taste},
    text::Text,
};

/// Between these fractions a title counts as begun and not finished.
pub const UNFINISHED: std::ops::Range<f64> = 0.02..FINISHED;

/// How many titles the rows hold that are chosen from the whole catalog.
const CHOSEN: usize = 20;

/// How alike a title must be to what was watched, to be in its row.
const ALIKE: f64 = 0.25;

/// Why the titles of a row stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// Begun and not finished.
    ContinueWatching,
    /// Put there by the profile.
    MyList,
    /// Like this title.
    BecauseYouWatched(TitleIndex),
    /// Popular with everyone.
    Trending,
    /// Of one genre.
    Genre(Text),
}

impl Heading {
    /// The heading as shown.
    #[must_use]
    pub fn label(&self, catalog: &Catalog) -> String {
        match self {
            Self::ContinueWatching => "Continue watching".to_owned(),
            Self::MyList => "My list".to_owned(),
            Self::BecauseYouWatched(title) => {
                format!("Because you watched {}", catalog[*title].name)
            }
            Self::Trending => "Trending now".to_owned(),
            Self::Genre(genre) => {
                let mut letters = genre.chars();
                letters.next().map_or_else(String::new, |first| {
                    first.to_uppercase().chain(letters).collect()
                })
            }
        }
    }
}

/// Titles that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Why.
    pub heading: Heading,
    /// At least one, each once.
    pub titles: Vec<TitleIndex>,
}

/// What one profile finds when it comes in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The title recommended most; `None` if the profile may see nothing.
    pub billboard: Option<TitleIndex>,
    /// The rows, from the top.
    pub rows: Vec<Row>,
}

impl Page {
    /// In which place of a row, from 0, each title first stands.
    #[must_use]
    pub fn places(&self) -> HashMap<TitleIndex, u16> {
        let mut places = HashMap::new();
        for row in &self.rows {
            for (place, title) in (0..).zip(&row.titles) {
                places.entry(*title).or_insert(place);
            }
        }
        places
    }

    /// The page of `profile`, whose taste is `taste`: only titles that it may see.
    #[must_use]
    pub fn of(catalog: &Catalog, profile: &Profile, taste: &Taste) -> Self {
        let history = History::of(profile, catalog);
        Self::for_history(catalog, profile.maturity, &history, taste)
    }

    /// The page of who may see titles up to `maturity`, with this history and the `taste` that
    /// follows from it.
    #[must_use]
    pub fn for_history(
        catalog: &Catalog,
        maturity: Maturity,
        history: &History,
        taste: &Taste,
    ) -> Self {
        let guest = Guest::new(catalog, maturity, history);
        let worth = |(index, title): (TitleIndex, &Title)| {
            let taste = taste.title_match(catalog.contents().title(index));
            (index, title.popularity + 3.0 * taste)
        };
        let ranked = by_worth(guest.visible().map(worth));
        let billboard = ranked
            .iter()
            .find(|index| !guest.has_watched[index.0])
            .or_else(|| ranked.first());

        let mut rows = vec![guest.continue_watching()];
        rows.extend(guest.because_you_watched(&ranked));
        rows.push(guest.trending());
        rows.push(guest.my_list());
        rows.extend(genres(catalog, taste, &ranked));
        rows.retain(|row| !row.titles.is_empty());
        Self {
            billboard: billboard.copied(),
            rows,
        }
    }
}

/// Titles by what they are worth, the best first; of equal ones the first.
fn by_worth(titles: impl Iterator<Item = (TitleIndex, f64)>) -> Vec<TitleIndex> {
    let mut titles: Vec<(TitleIndex, f64)> = titles.collect();
    titles.sort_by(|a, b| b.1.total_cmp(&a.1));
    titles.into_iter().map(|(index, _)| index).collect()
}

/// Who looks at a page.
struct Guest<'a> {
    catalog: &'a Catalog,
    maturity: Maturity,
    history: &'a History,
    /// How much of each title was watched last time, the latest viewing first.
    latest: Vec<(TitleIndex, f64)>,
    /// For each title of the catalog.
    has_watched: Vec<bool>,
}

impl<'a> Guest<'a> {
    fn new(catalog: &'a Catalog, maturity: Maturity, history: &'a History) -> Self {
        let mut guest = Self {
            catalog,
            maturity,
            history,
            latest: Vec::with_capacity(history.watched.len()),
            has_watched: vec![false; catalog.titles().len()],
        };
        for viewing in history.watched.iter().rev() {
            let is_later = &mut guest.has_watched[viewing.title.0];
            let is_latest = !std::mem::replace(is_later, true);
            if is_latest && guest.may_see(viewing.title) {
                guest.latest.push((viewing.title, viewing.fraction));
            }
        }
        guest
    }

    fn may_see(&self, index: TitleIndex) -> bool {
        self.catalog[index].maturity <= self.maturity
    }

    fn visible(&self) -> impl Iterator<Item = (TitleIndex, &'a Title)> {
        let titles = self.catalog.titles().iter().enumerate();
        let titles = titles.map(|(index, title)| (TitleIndex(index), title));
        titles.filter(|(_, title)| title.maturity <= self.maturity)
    }

    fn continue_watching(&self) -> Row {
        let begun = self.latest.iter();
        let begun = begun.filter(|(_, fraction)| UNFINISHED.contains(fraction));
        Row {
            heading: Heading::ContinueWatching,
            titles: begun.map(|(index, _)| *index).collect(),
        }
    }

    fn my_list(&self) -> Row {
        let listed = self.history.list.iter().rev().copied();
        Row {
            heading: Heading::MyList,
            titles: listed.filter(|index| self.may_see(*index)).collect(),
        }
    }

    /// A row for each of the last two titles seen to the end that others are like.
    fn because_you_watched(&self, ranked: &[TitleIndex]) -> impl Iterator<Item = Row> {
        let finished = self.latest.iter();
        let finished = finished.filter(|(_, fraction)| *fraction >= UNFINISHED.end);
        let contents = self.catalog.contents();
        let rows = finished.map(move |(source, _)| {
            let content = contents.title(*source);
            let others = ranked.iter().filter(|index| *index != source);
            let alike = others
                .map(|index| (*index, content.similarity(contents.title(*index))))
                .filter(|(_, similarity)| *similarity >= ALIKE);
            let mut titles = by_worth(alike);
            titles.truncate(CHOSEN);
            Row {
                heading: Heading::BecauseYouWatched(*source),
                titles,
            }
        });
        rows.filter(|row| row.titles.len() >= 3).take(2)
    }

    fn trending(&self) -> Row {
        let mut titles = by_worth(
            self.visible()
                .map(|(index, title)| (index, title.popularity)),
        );
        titles.truncate(CHOSEN);
        Row {
            heading: Heading::Trending,
            titles,
        }
    }
}

/// A row for each genre, the liked ones first, then those with most titles.
fn genres(catalog: &Catalog, taste: &Taste, ranked: &[TitleIndex]) -> impl Iterator<Item = Row> {
    let contents = catalog.contents();
    let names = contents.names();
    let known = names.of(Aspect::Genre);
    // By the number of the genre among all: its place in `rows`.
    let mut places = vec![None; known.len()];
    let mut rows: Vec<(u32, Vec<TitleIndex>)> = Vec::new();
    for index in ranked {
        for genre in contents.genres(*index) {
            let place = &mut places[*genre as usize - known.start];
            let place = *place.get_or_insert_with(|| {
                rows.push((*genre, Vec::new()));
                rows.len() - 1
            });
            rows[place].1.push(*index);
        }
    }
    rows.sort_by(|(one, titles), (other, others)| {
        let affinity = |genre: &u32| taste.genre_affinity(*genre);
        affinity(other)
            .total_cmp(&affinity(one))
            .then(others.len().cmp(&titles.len()))
    });
    rows.into_iter().map(|(genre, titles)| Row {
        heading: Heading::Genre(names.name(genre as usize).clone()),
        titles,
    })
}

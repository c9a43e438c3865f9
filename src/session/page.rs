//! The rows of a profile's page.

use std::collections::HashMap;

use crate::{
    catalog::{Aspect, Catalog, Title, TitleIndex},
    profiles::{FINISHED, Profile, Taste},
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
        let worth = |(index, title): (TitleIndex, &Title)| {
            let taste = taste.title_match(catalog.contents().title(index));
            (index, title.popularity + 3.0 * taste)
        };
        let mut ranked: Vec<(TitleIndex, f64)> = visible(catalog, profile).map(worth).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        let ranked: Vec<TitleIndex> = ranked.into_iter().map(|(index, _)| index).collect();
        let watched = |index: &TitleIndex| {
            profile
                .history
                .iter()
                .any(|viewing| viewing.title == catalog[*index].id)
        };
        let billboard = ranked
            .iter()
            .copied()
            .find(|index| !watched(index))
            .or_else(|| ranked.first().copied());

        let mut rows = vec![continue_watching(catalog, profile)];
        rows.extend(because_you_watched(catalog, profile, &ranked));
        rows.push(trending(catalog, profile));
        rows.push(my_list(catalog, profile));
        rows.extend(genres(catalog, taste, &ranked));
        rows.retain(|row| !row.titles.is_empty());
        Self { billboard, rows }
    }
}

fn visible<'a>(
    catalog: &'a Catalog,
    profile: &Profile,
) -> impl Iterator<Item = (TitleIndex, &'a Title)> {
    let limit = profile.maturity;
    let titles = catalog
        .titles()
        .iter()
        .enumerate()
        .map(|(index, title)| (TitleIndex(index), title));
    titles.filter(move |(_, title)| title.maturity <= limit)
}

fn may_see(catalog: &Catalog, profile: &Profile, index: TitleIndex) -> bool {
    catalog[index].maturity <= profile.maturity
}

/// How much of each title was watched last time, the latest viewing first.
fn latest_viewings(catalog: &Catalog, profile: &Profile) -> Vec<(TitleIndex, f64)> {
    let mut latest: Vec<(TitleIndex, f64)> = Vec::new();
    for viewing in profile.history.iter().rev() {
        if let Some(index) = catalog.find(&viewing.title)
            && may_see(catalog, profile, index)
            && latest.iter().all(|(other, _)| *other != index)
        {
            latest.push((index, viewing.fraction));
        }
    }
    latest
}

fn continue_watching(catalog: &Catalog, profile: &Profile) -> Row {
    let begun = latest_viewings(catalog, profile)
        .into_iter()
        .filter(|(_, fraction)| UNFINISHED.contains(fraction));
    Row {
        heading: Heading::ContinueWatching,
        titles: begun.map(|(index, _)| index).collect(),
    }
}

fn my_list(catalog: &Catalog, profile: &Profile) -> Row {
    let listed = profile.list.iter().rev().filter_map(|id| catalog.find(id));
    Row {
        heading: Heading::MyList,
        titles: listed
            .filter(|index| may_see(catalog, profile, *index))
            .collect(),
    }
}

/// A row for each of the last two titles seen to the end that others are like.
fn because_you_watched(catalog: &Catalog, profile: &Profile, ranked: &[TitleIndex]) -> Vec<Row> {
    let finished = latest_viewings(catalog, profile)
        .into_iter()
        .filter(|(_, fraction)| *fraction >= UNFINISHED.end);
    let rows = finished.map(|(source, _)| {
        let content = catalog.contents().title(source);
        let mut alike: Vec<(TitleIndex, f64)> = ranked
            .iter()
            .filter(|index| **index != source)
            .map(|index| (*index, content.similarity(catalog.contents().title(*index))))
            .filter(|(_, similarity)| *similarity >= ALIKE)
            .collect();
        alike.sort_by(|a, b| b.1.total_cmp(&a.1));
        let titles = alike
            .into_iter()
            .take(CHOSEN)
            .map(|(index, _)| index)
            .collect();
        Row {
            heading: Heading::BecauseYouWatched(source),
            titles,
        }
    });
    rows.filter(|row| row.titles.len() >= 3).take(2).collect()
}

fn trending(catalog: &Catalog, profile: &Profile) -> Row {
    let mut titles: Vec<_> = visible(catalog, profile).collect();
    titles.sort_by(|a, b| b.1.popularity.total_cmp(&a.1.popularity));
    Row {
        heading: Heading::Trending,
        titles: titles
            .into_iter()
            .take(CHOSEN)
            .map(|(index, _)| index)
            .collect(),
    }
}

/// A row for each genre, the liked ones first, then those with most titles.
fn genres(catalog: &Catalog, taste: &Taste, ranked: &[TitleIndex]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut places = HashMap::new();
    for index in ranked {
        for genre in &catalog[*index].genres {
            let place = *places.entry(genre.clone()).or_insert(rows.len());
            if place == rows.len() {
                rows.push(Row {
                    heading: Heading::Genre(genre.clone()),
                    titles: Vec::new(),
                });
            }
            rows[place].titles.push(*index);
        }
    }
    let liked = taste.strongest(Aspect::Genre);
    let affinity = |row: &Row| match &row.heading {
        Heading::Genre(genre) => liked
            .iter()
            .find(|(term, _)| *term == genre)
            .map_or(0.0, |(_, weight)| *weight),
        _ => 0.0,
    };
    rows.sort_by(|a, b| {
        affinity(b)
            .total_cmp(&affinity(a))
            .then(b.titles.len().cmp(&a.titles.len()))
    });
    rows
}

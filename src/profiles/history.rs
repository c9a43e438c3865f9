//! What a profile did, as places in a catalog.

use crate::{
    catalog::{Catalog, TitleIndex},
    profiles::{Profile, Thumb},
    time::Timestamp,
};

/// One title of a catalog that was watched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watched {
    /// What was watched.
    pub title: TitleIndex,
    /// The place in the title's set of the artwork that it was opened from, where that is known.
    pub artwork: Option<usize>,
    /// When.
    pub at: Timestamp,
    /// How much of it, in [0, 1].
    pub fraction: f64,
}

/// What one profile did with the titles of one catalog: what its taste and its page follow from.
/// Valid for that catalog only.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// What it has watched, oldest first.
    pub watched: Vec<Watched>,
    /// Its opinions, at most one for a title.
    pub thumbs: Vec<(TitleIndex, Thumb)>,
    /// Titles it wants to see, the latest last.
    pub list: Vec<TitleIndex>,
}

impl History {
    /// The history of `profile`. Titles that `catalog` lacks are passed over.
    #[must_use]
    pub fn of(profile: &Profile, catalog: &Catalog) -> Self {
        let watched = profile.history.iter().filter_map(|viewing| {
            let title = catalog.find(&viewing.title)?;
            let artwork = viewing.artwork.as_ref();
            Some(Watched {
                title,
                artwork: artwork.and_then(|id| catalog[title].artwork_index(id)),
                at: viewing.at,
                fraction: viewing.fraction,
            })
        });
        let thumbs = profile.thumbs.iter();
        let thumbs = thumbs.filter_map(|(id, thumb)| Some((catalog.find(id)?, *thumb)));
        let list = profile.list.iter().filter_map(|id| catalog.find(id));
        Self {
            watched: watched.collect(),
            thumbs: thumbs.collect(),
            list: list.collect(),
        }
    }

    /// Its opinion on `title`.
    #[must_use]
    pub fn thumb(&self, title: TitleIndex) -> Option<Thumb> {
        let rated = self.thumbs.iter().find(|(rated, _)| *rated == title);
        rated.map(|(_, thumb)| *thumb)
    }
}

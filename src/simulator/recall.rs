//! What a log says about members, remembered as if they had just done it.

use std::sync::Arc;

use super::{
    browsing::{Service, Viewer, context},
    line::Lessons,
    memory::{Memory, Seen, is_quality_play},
    world::World,
};
use crate::{
    catalog::{Catalog, TitleIndex},
    engine::{ActionSet, Neighbours},
    log::{
        OutcomeRecord,
        table::{Names, Row, Table, Who},
    },
    session::{Slate, response},
};

/// Goes through the rows of one cell, member by member, and keeps their memories up to date.
#[derive(Debug)]
pub struct Recall<'r, 'w, 'a> {
    world: &'w World<'a>,
    service: Service<'r>,
    viewer: Viewer,
    slate: Slate,
    lookup: Lookup,
    /// The visit that is gone through.
    visit: Option<Who>,
    seen: Vec<Seen>,
    is_satisfied: bool,
}

/// What the numbers of a table mean in a catalog.
#[derive(Debug, Default)]
struct Lookup {
    names: Arc<Names>,
    /// By the table's numbers of titles.
    titles: Vec<Option<TitleIndex>>,
    /// By the table's numbers of action sets: the places of their artwork in the title's set.
    arms: Vec<Option<Vec<usize>>>,
}

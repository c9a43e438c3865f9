//! What a log says about members, remembered as if they had just done it.

use std::sync::{Arc, MutexGuard};

use super::{
    browsing::{Viewer, context},
    memory::{Memory, Seen, is_quality_play},
    plan::{BLOCK, CHUNK},
    service::{Service, Wanted},
    world::World,
};
use crate::{
    catalog::{Catalog, TitleIndex},
    engine::{ActionSet, Distribution, Neighbours},
    log::{
        Outcome,
        table::{Followed, Names, Row, Table, Who},
    },
    session::{Slate, response_to},
};

/// The memories of members, by their numbers.
pub trait Memories {
    /// The memory of a member; `None` if nobody has this number.
    fn memory(&mut self, member: u64) -> Option<&mut Memory>;
}

/// Goes through the rows of one cell, member by member, and keeps their memories up to date.
#[derive(Debug)]
pub struct Recall<'r, 'w, 'a> {
    world: &'w World<'a>,
    service: Service<'r>,
    viewer: Viewer,
    slate: Slate,
    lookup: Lookup,
    /// The visit that is gone through, and its member's number.
    visit: Option<(Who, u64)>,
    seen: Vec<Seen>,
    is_satisfied: bool,
}

/// What the numbers of a table mean in a catalog.
#[derive(Debug, Default)]
struct Lookup {
    names: Arc<Names>,
    /// By the table's numbers of titles.
    titles: Vec<Option<TitleIndex>>,
    /// By the table's numbers of action sets: the title, and the places of the artwork in its set.
    arms: Vec<Option<(TitleIndex, Vec<usize>)>>,
}

/// A row that is remembered.
#[derive(Debug)]
pub struct Recalled<'r> {
    /// The row, as it stands in its table.
    pub row: &'r Row<'r>,
    /// The title.
    pub title: TitleIndex,
    /// The place in the title's set of the artwork that was shown.
    pub artwork: usize,
    /// The member's number, and what it remembered before the visit.
    pub member: (u64, &'r Memory),
    /// What could be chosen, where that was wanted.
    pub actions: Option<&'r ActionSet>,
    /// What the policy makes of it, where that was wanted.
    pub distribution: Option<&'r Distribution>,
}

impl<'r, 'w, 'a> Recall<'r, 'w, 'a> {
    /// Of a cell that is served like this.
    #[must_use]
    pub fn new(world: &'w World<'a>, service: Service<'r>) -> Self {
        Self {
            world,
            service,
            viewer: Viewer::default(),
            slate: Slate::new(world.catalog, service.wanted != Wanted::Nothing),
            lookup: Lookup::default(),
            visit: None,
            seen: Vec::new(),
            is_satisfied: false,
        }
    }

    /// Goes through rows that come after those of the call before, and tells `each` of those
    /// whose member, title and artwork are known.
    pub fn rows(
        &mut self,
        table: &Table,
        memories: &mut impl Memories,
        each: &mut impl FnMut(&Recalled<'_>),
    ) {
        self.lookup.learn(table.names(), self.world.catalog);
        for row in table.rows() {
            if self.visit.map(|(who, _)| who) != Some(row.who) {
                self.end_visit(memories, Some(row.who));
                self.begin_visit(&row, table.names(), memories);
            }
            self.row(&row, memories, each);
        }
    }

    /// Remembers what was not over with the last row: there are no others.
    pub fn end(&mut self, memories: &mut impl Memories) {
        self.end_visit(memories, None);
    }

    fn begin_visit(&mut self, row: &Row<'_>, names: &Names, memories: &mut impl Memories) {
        let name = names.profiles.name(row.who.profile);
        let number = name
            .strip_prefix('m')
            .and_then(|number| number.parse().ok());
        let known = number.and_then(|number| Some((number, memories.memory(number)?)));
        self.visit = known.map(|(number, memory)| {
            if self.service.wanted != Wanted::Nothing {
                self.viewer.remember(memory, self.world.catalog, row.at);
            }
            (row.who, number)
        });
    }

    /// Remembers the visit that is over, as `next` shows.
    fn end_visit(&mut self, memories: &mut impl Memories, next: Option<Who>) {
        let Some((who, member)) = self.visit.take() else {
            return;
        };
        let Some(memory) = memories.memory(member) else {
            return;
        };
        self.is_satisfied |= self.seen.iter().any(|seen| is_quality_play(seen.outcome));
        memory.visit(self.seen.drain(..));
        let goes_on =
            next.is_some_and(|next| (next.profile, next.session) == (who.profile, who.session));
        if !goes_on {
            memory.end_session(std::mem::take(&mut self.is_satisfied));
        }
    }

    fn row(
        &mut self,
        row: &Row<'_>,
        memories: &mut impl Memories,
        each: &mut impl FnMut(&Recalled<'_>),
    ) {
        let Some((_, member)) = self.visit else {
            return;
        };
        let choice = row.choice;
        let Some((title, artwork)) = self.lookup.shown(choice.arms, choice.chosen) else {
            return;
        };
        let Some(memory) = memories.memory(member) else {
            return;
        };
        let responses = memory.responses(title);
        let neighbours = Neighbours::default();
        let context = context(&self.viewer.taste, &neighbours, row.moment, row.slot);
        let frozen = self.service.frozen;
        let place = (self.world.catalog, title);
        let (actions, distribution) = match self.service.wanted {
            Wanted::Nothing => (None, None),
            Wanted::Features => {
                let of = || move |artwork| responses.of(artwork);
                (
                    self.slate.fill(&frozen.standings, &context, place, of),
                    None,
                )
            }
            Wanted::Distribution => {
                let of = || move |artwork| responses.of(artwork);
                let serving = (&frozen.learner, &frozen.standings);
                self.slate.consider(serving, &context, place, of).unzip()
            }
        };
        // A log of a title whose artwork is another one says nothing about this.
        let is_same =
            actions.is_none_or(|actions| self.lookup.places(choice.arms) == Some(actions.arms()));
        if !is_same {
            return;
        }
        each(&Recalled {
            row,
            title,
            artwork,
            member: (member, memory),
            actions,
            distribution,
        });
        let seen = row
            .followed
            .map(|followed| seen(row, &followed, title, artwork));
        self.seen.extend(seen);
    }
}

/// What a member remembers of a row of which it is known what followed.
fn seen(row: &Row<'_>, followed: &Followed, title: TitleIndex, artwork: usize) -> Seen {
    let is_played = matches!(followed.outcome, Outcome::Played { .. });
    Seen {
        title,
        canvas: row.slot.canvas,
        artwork,
        at: row.at.plus(if is_played { followed.after } else { 0 }),
        outcome: followed.outcome,
        response: response_to(followed.outcome, followed.reward),
    }
}

impl Lookup {
    /// Looks up the names that are new.
    fn learn(&mut self, names: &Arc<Names>, catalog: &Catalog) {
        if Arc::ptr_eq(&self.names, names) {
            return;
        }
        let titles = 0..names.titles.len() as u32;
        let find = |number| {
            let id = names.titles.name(number);
            catalog.find(&crate::catalog::TitleId::new(id))
        };
        self.titles = titles.map(find).collect();
        self.arms = (0..names.action_sets.len() as u32)
            .map(|number| {
                let set = names.action_sets.get(number)?;
                let title = *self.titles.get(set.title as usize)?.as_ref()?;
                let place = |artwork: &u32| {
                    let id = names.artwork.name(*artwork);
                    catalog[title]
                        .artwork
                        .iter()
                        .position(|known| known.id.as_str() == id)
                };
                Some((
                    title,
                    set.artwork.iter().map(place).collect::<Option<Vec<_>>>()?,
                ))
            })
            .collect();
        self.names = Arc::clone(names);
    }

    fn places(&self, arms: u32) -> Option<&[usize]> {
        let (_, places) = self.arms.get(arms as usize)?.as_ref()?;
        Some(places)
    }

    fn shown(&self, arms: u32, chosen: u32) -> Option<(TitleIndex, usize)> {
        let (title, places) = self.arms.get(arms as usize)?.as_ref()?;
        Some((*title, *places.get(chosen as usize)?))
    }
}

/// The memories of a block, by chunks.
impl Memories for Vec<MutexGuard<'_, Vec<Memory>>> {
    fn memory(&mut self, member: u64) -> Option<&mut Memory> {
        let place = member % BLOCK;
        let of_chunk = self.get_mut((place / CHUNK) as usize)?;
        of_chunk.get_mut((place % CHUNK) as usize)
    }
}

/// What a member is called in a log.
#[must_use]
pub fn member_name(number: u64) -> String {
    format!("m{number}")
}

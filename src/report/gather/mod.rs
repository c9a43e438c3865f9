//! What a log says, summed up while it streams by.

mod days;
mod parts;
mod pictures;
mod survey;

pub(super) use self::{
    days::Day,
    parts::{GROUPS, Group},
    survey::KnownCell,
};
pub use survey::{GatheringError, Survey};

use super::model::{Report, Simulated};
use crate::{
    catalog::{Catalog, TitleId},
    experiment::{Exposure, Observation, Tallies},
    log::table::Table,
};
use days::Days;
use parts::Parts;
use pictures::Pictures;
use survey::Known;

/// The second pass over a log: sums for each member, day and artwork.
///
/// A member takes about 200 bytes, a title played by a member 12, and a title or an artwork about
/// a kilobyte a cell.
#[derive(Debug)]
pub struct Gathering {
    pub(super) known: Known,
    pub(super) tallies: Tallies,
    pub(super) parts: Parts,
    pub(super) days: Days,
    pub(super) pictures: Pictures,
    /// Of each cell: impressions of each artwork, and minutes of each title.
    pub(super) shown: Vec<Exposure>,
    pub(super) played: Vec<Exposure>,
    /// The length of each title in minutes, and its name.
    pub(super) titles: Vec<(f64, String)>,
    /// How many titles the catalog does not have.
    pub(super) foreign: u64,
}

impl Gathering {
    pub(super) fn new(known: Known, tallies: Tallies, catalog: &Catalog) -> Self {
        let names = &known.names.titles;
        let mut foreign = 0;
        let titles: Vec<(f64, String)> = (0..names.len() as u32)
            .map(|number| {
                let id = names.name(number);
                if let Some(index) = catalog.find(&TitleId::new(id)) {
                    let title = &catalog[index];
                    (f64::from(title.runtime), title.name.as_str().to_owned())
                } else {
                    foreign += 1;
                    (0.0, id.to_owned())
                }
            })
            .collect();
        let cells = known.cells.len();
        let pictures = Pictures::new(&known.names.action_sets, cells);
        Self {
            shown: vec![Exposure::new(pictures.len()); cells],
            played: vec![Exposure::new(titles.len()); cells],
            parts: Parts::new(known.members),
            days: Days::default(),
            pictures,
            titles,
            foreign,
            tallies,
            known,
        }
    }

    /// Takes in rows; those of a member in the order of time.
    pub fn take(&mut self, table: &Table) {
        for row in table.rows() {
            let title = row.choice.title;
            let runtime = self.titles.get(title as usize).map_or(0.0, |it| it.0);
            let mut observation = Observation::of(&row, runtime);
            let Some(place) = self.known.place(row.who.cell) else {
                continue;
            };
            observation.cell = place as u32;
            self.tallies.observe(&observation);
            let sample =
                self.parts
                    .observe(&observation, row.moment.hour, row.moment.device.as_str());
            let Some(sample) = sample else {
                continue;
            };
            self.days.observe(&observation, sample.is_taken);
            let picture = self.pictures.find(row.choice.arms, row.choice.chosen);
            if let Some(picture) = picture {
                self.pictures
                    .observe(place, picture, &observation, sample.is_taken);
                self.shown[place].add(observation.member, picture, 1.0);
            }
            let minutes = observation.minutes();
            self.played[place].add(observation.member, title as usize, minutes);
        }
    }

    /// Says that all rows of the days so far were taken in; frees what they took.
    pub fn settle(&mut self) {
        self.tallies.settle();
        let cell = |member: u32| {
            let tally = self.tallies.members().get(member as usize)?;
            tally.cell()
        };
        self.days.settle(self.known.cells.len(), cell);
    }

    /// What it all comes to. `name` is that of what was read.
    #[must_use]
    pub fn report(mut self, name: &str, simulated: Option<Simulated>) -> Report {
        self.settle();
        super::build::report(&self, name, simulated)
    }
}

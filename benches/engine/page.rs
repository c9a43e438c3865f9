//! A page of forty slots of the demo, as the learning loop decides it.

use std::{
    hint::black_box,
    io::{self, Write},
};

use allocation_counter::measure;
use keyart::{
    catalog::{self, Canvas, Catalog, TitleIndex},
    engine::{ActionSet, Context, Device, Learner, Neighbours, PolicySpec, Response},
    log::{Moment, SessionId},
    profiles::{self, Profile, ProfileId, Taste},
    seed::Seed,
    session::{Serving, Tuning, Viewer},
    time::{LocalTime, Timestamp},
};

use super::{median, population};

pub(crate) const SLOTS: usize = 40;

/// A visitor in the evening.
pub(crate) struct Visit {
    pub(crate) catalog: Catalog,
    pub(crate) profile: Profile,
    pub(crate) taste: Taste,
}

impl Visit {
    fn new() -> Option<Self> {
        let catalog = catalog::demo();
        let now = Timestamp(1_767_600_000_000);
        let profile = profiles::demo(&catalog, now).as_slice().first()?.clone();
        let taste = Taste::of(&profile, &catalog, now);
        Some(Self {
            catalog,
            profile,
            taste,
        })
    }

    pub(crate) fn titles(&self) -> [TitleIndex; SLOTS] {
        std::array::from_fn(|slot| TitleIndex(slot % self.catalog.titles().len()))
    }

    /// A learner that has seen some of everything.
    pub(crate) fn learner(&self, spec: PolicySpec) -> Learner {
        let mut learner = Learner::new(spec);
        let neighbours = Neighbours::default();
        for (round, title) in (0..50).flat_map(|round| self.titles().map(|title| (round, title))) {
            let context = self.context(&neighbours);
            let records = learner.records();
            let actions = ActionSet::new(&context, &self.catalog, title, records, |_| true);
            let Some(actions) = actions else { continue };
            let profile = ProfileId::new(&format!("p{}", round % 5));
            let reward = f64::from(u8::from((round + title.0) % 3 == 0));
            let example = actions.example((round + title.0) % actions.len(), reward, 1.0);
            learner.learn(&example, &profile, Response::Tried);
        }
        learner
    }

    pub(crate) fn context<'a>(&'a self, neighbours: &'a Neighbours) -> Context<'a> {
        Context {
            taste: &self.taste,
            neighbours,
            maturity: self.profile.maturity,
            time: LocalTime {
                hour: 20,
                weekday: 0,
            },
            device: Device::Tv,
            canvas: Canvas::Tile,
            mood: None,
            position: None,
        }
    }

    fn print_engine(&self, out: &mut impl Write) -> io::Result<()> {
        let titles = [self.titles()];
        for policy in ["lin-ts", "linucb", "squarecb"] {
            let spec: PolicySpec = policy.parse().unwrap_or_default();
            let learner = self.learner(spec);
            let own = &self.profile.id;
            let neighbours = learner.records().neighbours(own, |_| 0.5);
            let context = self.context(&neighbours);
            let mut random = Seed(4).stream("bench", &[]);
            let mut actions = ActionSet::empty();
            let mut page = |titles: &[TitleIndex]| {
                let mut chosen = 0;
                for title in titles {
                    let known = learner
                        .records()
                        .of_title(&self.catalog[*title], &neighbours);
                    let record_of = |artwork| known.of_artwork(artwork);
                    if actions.fill(&context, &self.catalog, *title, record_of, |_| true) {
                        let distribution = learner.policy().distribution(&actions);
                        chosen += distribution.sample(&mut random);
                    }
                }
                chosen
            };
            let time = median(&titles, &mut page);
            let allocations = measure(|| {
                black_box(page(&titles[0]));
            });
            let name = format!("{policy}: features, chances, draw");
            writeln!(
                out,
                "{name:<40} {time:>7.1} {:>30}",
                allocations.count_total
            )?;
        }
        Ok(())
    }

    fn print_loop(&self, out: &mut impl Write) -> io::Result<()> {
        for diversity in [0.0, 0.5] {
            let viewer = Viewer {
                profile: &self.profile,
                taste: &self.taste,
                moment: Moment {
                    hour: 20,
                    weekday: 0,
                    device: Device::Tv,
                },
            };
            let mut serving = Serving::new(Seed(1), SessionId::new("bench"), PolicySpec::default());
            serving.tune(Tuning {
                diversity,
                ..Tuning::default()
            });
            let whole = |titles: &[TitleIndex]| {
                serving.begin_visit(&self.profile.id);
                for title in titles {
                    serving.decide(&self.catalog, &viewer, *title, Canvas::Tile);
                }
                titles.len()
            };
            let time = median(&[distinct(&self.catalog)], whole);
            let name = format!("the loop, with reasons, 17 slots, λ={diversity}");
            writeln!(out, "{name:<40} {time:>7.1}")?;
        }
        Ok(())
    }
}

/// Prints what a page costs: features, distribution and draw alone, and all that the loop does.
pub(crate) fn print(out: &mut impl Write) -> io::Result<()> {
    let Some(visit) = Visit::new() else {
        return Ok(());
    };
    writeln!(
        out,
        "\na page of {SLOTS} slots{:>22} {:>30}",
        "µs", "allocations"
    )?;
    visit.print_engine(out)?;
    visit.print_loop(out)?;
    population::print(&visit, out)?;
    Ok(())
}

fn distinct(catalog: &Catalog) -> Vec<TitleIndex> {
    (0..catalog.titles().len()).map(TitleIndex).collect()
}

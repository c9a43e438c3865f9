//! What a simulated member costs, in a frozen learner: no profile, nothing logged.

use std::{
    hint::black_box,
    io::{self, Write},
};

use allocation_counter::measure;
use keyart::{
    catalog::TitleIndex,
    engine::{ActionSet, Neighbours, PolicySpec, Record},
    profiles::{History, Taste},
    seed::Seed,
    session::Page,
    time::Timestamp,
};
use rand::Rng;

use super::{
    median,
    page::{SLOTS, Visit},
};

/// When the member comes.
const NOW: Timestamp = Timestamp(1_767_600_000_000);

/// Prints what a slot, a visit and an example cost.
pub(crate) fn print(visit: &Visit, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\na member{:>36} {:>30}", "µs", "allocations")?;
    for policy in [
        "fixed",
        "uniform",
        "ucb1",
        "best-artwork",
        "squarecb",
        "lin-ts",
    ] {
        print_slot(visit, policy, out)?;
    }
    for policy in ["uniform", "best-artwork", "lin-ts"] {
        print_example(visit, policy, out)?;
    }
    print_visit(visit, out)
}

fn line(out: &mut impl Write, name: &str, time: f64, allocations: u64) -> io::Result<()> {
    writeln!(out, "{name:<36} {time:>7.3} {allocations:>30}")
}

/// One slot: features from standings, the distribution and the draw, each title in a room of its
/// own.
fn print_slot(visit: &Visit, policy: &str, out: &mut impl Write) -> io::Result<()> {
    let spec: PolicySpec = policy.parse().unwrap_or_default();
    let learner = visit.learner(spec);
    let standings = learner.records().standings(&visit.catalog);
    let neighbours = Neighbours::default();
    let context = visit.context(&neighbours);
    let stream = Seed(4).named("bench");
    let mut rooms: Vec<ActionSet> = visit.titles().map(|_| ActionSet::empty()).into();
    let mut page = |titles: &[TitleIndex]| {
        let mut random = stream.numbered(&[7, 9]);
        let mut chosen = 0;
        for (title, room) in titles.iter().zip(&mut rooms) {
            let known = standings.of_title(*title);
            let record_of = |artwork: usize| {
                Record::from(known[artwork]).with_personal(1, u32::from(artwork == 2))
            };
            if room.fill(&context, &visit.catalog, *title, record_of, |_| true) {
                chosen += learner.policy().distribution(room).sample(&mut random);
            }
        }
        chosen
    };
    let titles = visit.titles();
    let time = median(&[titles], &mut page) / SLOTS as f64;
    let allocations = measure(|| {
        black_box(page(&titles));
    });
    line(
        out,
        &format!("{policy}: a slot"),
        time,
        allocations.count_total,
    )
}

fn print_example(visit: &Visit, policy: &str, out: &mut impl Write) -> io::Result<()> {
    let spec: PolicySpec = policy.parse().unwrap_or_default();
    let mut learner = visit.learner(spec);
    let neighbours = Neighbours::default();
    let context = visit.context(&neighbours);
    let records = learner.records();
    let sets = visit
        .titles()
        .map(|title| ActionSet::new(&context, &visit.catalog, title, records, |_| true));
    let sets: Vec<ActionSet> = sets.into_iter().flatten().collect();
    let mut learn = |sets: &[ActionSet]| {
        for (round, actions) in sets.iter().enumerate() {
            learner.learn_from(&actions.example(round % actions.len(), 0.5, 1.0));
        }
        sets.len()
    };
    let time = median(&[&sets], &mut learn) / sets.len() as f64;
    let allocations = measure(|| {
        black_box(learn(&sets));
    });
    line(
        out,
        &format!("{policy}: an example learnt"),
        time,
        allocations.count_total,
    )
}

/// What a visit needs once: a stream, the taste and the rows of the page.
fn print_visit(visit: &Visit, out: &mut impl Write) -> io::Result<()> {
    let once = [[()]];
    let stream = Seed(4).named("bench");
    let mut key = 0;
    let named = median(&once, |_| {
        key += 1;
        usize::from(stream.numbered(&[key, 3, 5]).next_u32() > 9)
    });
    line(out, "a stream and its first number", named, 0)?;
    let (catalog, profile) = (&visit.catalog, &visit.profile);
    let of = median(&once, |_| {
        usize::from(Taste::of(profile, catalog, NOW).is_empty())
    });
    line(out, "a taste, from a profile", of, 0)?;
    let history = History::of(profile, catalog);
    let mut taste = Taste::default();
    let mut renew = |_: &[()]| {
        taste.renew(&history, catalog, NOW);
        usize::from(taste.is_empty())
    };
    let renewed = median(&once, &mut renew);
    let allocations = measure(|| {
        black_box(renew(&[]));
    });
    line(
        out,
        "a taste, in the same room",
        renewed,
        allocations.count_total,
    )?;
    let taste = &visit.taste;
    let page = |_: &[()]| {
        Page::for_history(catalog, profile.maturity, &history, taste)
            .rows
            .len()
    };
    let rows = median(&once, page);
    let allocations = measure(|| {
        black_box(page(&[]));
    });
    line(out, "the rows of a page", rows, allocations.count_total)
}

//! How fast members are simulated, with everything logged, beside pushing the same rows alone.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench looks at the clock and prints"
)]

use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Instant,
};

use keyart::{
    catalog,
    engine::PolicySpec,
    log::table::Table,
    runtime::simulation::SimulationFolder,
    seed::Seed,
    simulator::{
        CatalogName, Ending, Learning, Parameters, Part, Population, Run, Shard, Store, World,
        cells_of,
    },
};

const MEMBERS: u64 = 20_000;
const DAYS: u32 = 7;

/// Stores parts, and keeps them to push their rows again.
struct Kept(SimulationFolder, Mutex<Vec<Table>>);

impl Store for Kept {
    type Error = keyart::runtime::simulation::SimulationError;

    fn has(&self, part: &Part) -> bool {
        self.0.has(part)
    }

    fn write(&self, part: &Part, table: &Table) -> Result<(), Self::Error> {
        if let Ok(mut kept) = self.1.lock() {
            kept.push(table.clone());
        }
        self.0.write(part, table)
    }

    fn read(&self, part: &Part, each: &mut dyn FnMut(&Table)) -> Result<(), Self::Error> {
        self.0.read(part, each)
    }

    fn wait(&self, part: &Part) -> Result<(), Self::Error> {
        self.0.wait(part)
    }
}

fn run(policies: &[&str], folder: &Path) -> Option<(u64, f64, f64)> {
    let catalog = catalog::demo();
    let specs: Vec<PolicySpec> = policies
        .iter()
        .filter_map(|spec| spec.parse().ok())
        .collect();
    let run = Run {
        schema: keyart::log::table::TABLE_SCHEMA,
        seed: 1,
        members: MEMBERS,
        days: DAYS,
        salt: "bench".to_owned(),
        shards: 1,
        learning: Learning::Daily,
        catalog: CatalogName::of(&catalog, None),
        cells: cells_of(&specs),
        preset: "taste-clusters".to_owned(),
        parameters: Parameters::preset("taste-clusters").ok()?,
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let plan = run.plan(Shard { number: 1, of: 1 }, threads).ok()?;
    let world = World::new(&catalog, &run.parameters, Seed(run.seed), run.days);
    let stop = Arc::new(AtomicBool::new(false));
    let store = SimulationFolder::begin(folder, run.clone(), Arc::clone(&stop)).ok()?;
    let store = Kept(store, Mutex::default());
    let mut population = Population::new(&world, &plan);
    let start = Instant::now();
    let ending = population.run(&store, &|_| {}, &stop).ok()?;
    let seconds = start.elapsed().as_secs_f64();
    assert!(ending == Ending::Complete && !stop.load(Ordering::Relaxed));
    let kept = store.1.into_inner().ok()?;
    let start = Instant::now();
    let mut again = Table::new(Arc::clone(kept.first()?.names()));
    for table in &kept {
        again.clear();
        table.rows().for_each(|row| again.push(&row));
    }
    Some((
        population.extent().impressions,
        seconds,
        start.elapsed().as_secs_f64(),
    ))
}

fn main() {
    println!("{MEMBERS} members, {DAYS} days, everything stored as Parquet, on all cores");
    println!(
        "{:<28} {:>12} {:>14} {:>22}",
        "policies", "impressions", "impressions/s", "× pushing the rows"
    );
    let cells: [&[&str]; 4] = [
        &["uniform"],
        &["best-artwork"],
        &["lin-ts"],
        &["uniform", "best-artwork", "lin-ts"],
    ];
    for policies in cells {
        let Ok(folder) = tempfile::tempdir() else {
            return;
        };
        if let Some((impressions, seconds, pushing)) = run(policies, folder.path()) {
            println!(
                "{:<28} {impressions:>12} {:>14.0} {:>22.1}",
                policies.join(","),
                impressions as f64 / seconds,
                seconds / pushing
            );
        }
    }
}

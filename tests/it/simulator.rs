//! A population that is simulated.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    sync::{Mutex, atomic::AtomicBool},
};

use keyart::{
    catalog::{self, Catalog},
    engine::PolicySpec,
    experiment::{Assignment, Cell},
    log::table::{Row, Table},
    seed::Seed,
    simulator::{
        BLOCK, CellPlan, Ending, Learning, Parameters, Part, Plan, Population, Shard, Store, World,
    },
    text::Text,
};

/// Parts in memory, by day, cell and block.
#[derive(Debug, Default)]
struct Kept(Mutex<BTreeMap<(u32, usize, u64), Table>>);

impl Store for Kept {
    type Error = Infallible;

    fn has(&self, part: &Part) -> bool {
        let parts = self.0.lock().unwrap();
        parts.contains_key(&(part.day, part.cell, part.block))
    }

    fn write(&self, part: &Part, table: &Table) -> Result<(), Infallible> {
        let key = (part.day, part.cell, part.block);
        self.0.lock().unwrap().insert(key, table.clone());
        Ok(())
    }

    fn read(&self, part: &Part, each: &mut dyn FnMut(&Table)) -> Result<(), Infallible> {
        let key = (part.day, part.cell, part.block);
        let table = self.0.lock().unwrap().get(&key).cloned();
        each(&table.unwrap());
        Ok(())
    }

    fn wait(&self, _part: &Part) -> Result<(), Infallible> {
        std::thread::yield_now();
        Ok(())
    }
}

fn plan(members: u64, policies: &[&str]) -> Plan {
    let cells: Vec<CellPlan> = policies
        .iter()
        .map(|policy| CellPlan::of(policy, policy.parse::<PolicySpec>().unwrap()))
        .collect();
    let named = |cell: &CellPlan| Cell {
        name: Text::new(&cell.name),
        weight: 1.0,
    };
    let assignment = (cells.len() > 1)
        .then(|| Assignment::new("test", cells.iter().map(named).collect()).unwrap());
    Plan {
        members,
        cells,
        assignment,
        shard: Shard { number: 1, of: 1 },
        learning: Learning::Daily,
        threads: 2,
    }
}

fn run(catalog: &Catalog, preset: &str, days: u32, plan: &Plan, kept: &Kept) -> u64 {
    let parameters = Parameters::preset(preset).unwrap();
    let world = World::new(catalog, &parameters, Seed(1), days);
    let mut population = Population::new(&world, plan);
    let last = Mutex::new(0);
    let watch = |extent: keyart::simulator::Extent| *last.lock().unwrap() = extent.impressions;
    let ending = population.run(kept, &watch, &AtomicBool::new(false));
    assert_eq!(ending, Ok(Ending::Complete));
    last.into_inner().unwrap()
}

#[test]
fn probe() {
    let catalog = catalog::demo();
    for preset in [
        "balanced",
        "taste-clusters",
        "indifferent",
        "adversarial",
        "cold-start",
    ] {
        let kept = Kept::default();
        let start = std::time::Instant::now();
        let members = std::env::var("M").map_or(1500, |m| m.parse().unwrap());
        let plan = plan(members, &["uniform", "best-artwork", "lin-ts"]);
        let n = run(&catalog, preset, 10, &plan, &kept);
        eprintln!("{preset}: {n} impressions, {:?}", start.elapsed());
        let parts = kept.0.into_inner().unwrap();
        for cell in 0..3 {
            let rows = parts
                .iter()
                .filter(|((_, c, _), _)| *c == cell)
                .flat_map(|(_, t)| t.rows());
            let (mut n, mut takes, mut plays, mut opens, mut skips) = (0, 0.0, 0, 0, 0);
            for row in rows {
                n += 1;
                let f = row.followed.unwrap();
                takes += f.reward;
                use keyart::log::Outcome;
                match f.outcome {
                    Outcome::Played { .. } => plays += 1,
                    Outcome::Opened => opens += 1,
                    Outcome::Skipped => skips += 1,
                    Outcome::Expired => {}
                }
            }
            let p = takes / f64::from(n);
            eprintln!(
                "   cell {cell}: n {n} take {:.4} ± {:.4}, plays {plays}, opens {opens}, skips {skips}",
                p,
                1.96 * (p * (1.0 - p) / f64::from(n)).sqrt()
            );
        }
    }
}

//! A population that is simulated.

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use keyart::{
    catalog::{self, Catalog},
    engine::{Learner, PolicyName, PolicySpec},
    evaluate::{Estimator, Method, Settings, scoreboard::Scoreboard},
    experiment::{Assignment, Cell},
    log::table::{Names, Table},
    seed::Seed,
    simulator::{
        BLOCK, Browsing, CellPlan, Ending, Extent, Frozen, Impression, Learning, Memories, Memory,
        Parameters, Part, Phase, Plan, Population, Recall, Recorder, Service, Shard, Store, Wanted,
        World, member_name,
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
    run_in(
        catalog,
        &Parameters::preset(preset).unwrap(),
        days,
        plan,
        kept,
    )
}

fn run_with(
    catalog: &Catalog,
    change: impl Fn(&mut Parameters),
    days: u32,
    plan: &Plan,
    kept: &Kept,
) -> u64 {
    let mut parameters = Parameters::preset("taste-clusters").unwrap();
    change(&mut parameters);
    run_in(catalog, &parameters, days, plan, kept)
}

fn run_in(catalog: &Catalog, parameters: &Parameters, days: u32, plan: &Plan, kept: &Kept) -> u64 {
    let world = World::new(catalog, parameters, Seed(1), days);
    let mut population = Population::new(&world, plan);
    let last = Mutex::new(0);
    let watch = |extent: Extent| *last.lock().unwrap() = extent.impressions;
    let ending = population.run(kept, &watch, &AtomicBool::new(false));
    assert_eq!(ending, Ok(Ending::Complete));
    last.into_inner().unwrap()
}

/// All rows of a part, as they are told apart from one another.
fn told(kept: &Kept) -> Vec<String> {
    let parts = kept.0.lock().unwrap();
    let rows = parts.iter().flat_map(|(part, table)| {
        let names = table.names().clone();
        table.rows().map(move |row| {
            let profile = names.profiles.name(row.who.profile).to_owned();
            format!("{part:?} {profile} {row:?}")
        })
    });
    rows.collect()
}

#[test]
fn the_log_does_not_depend_on_threads_or_shards() {
    let catalog = catalog::demo();
    let policies = ["uniform", "lin-ts", "best-artwork"];
    let one = Kept::default();
    let mut plan = plan(700, &policies);
    plan.threads = 1;
    run(&catalog, "taste-clusters", 2, &plan, &one);
    let expected = told(&one);
    assert!(expected.len() > 3_000, "{}", expected.len());

    let three = Kept::default();
    plan.threads = 3;
    run(&catalog, "taste-clusters", 2, &plan, &three);
    assert!(told(&three) == expected, "other rows");
}

#[test]
fn shards_wait_for_one_another_and_make_the_same_log() {
    let catalog = catalog::demo();
    let members = BLOCK + 200;
    let quiet = |parameters: &mut Parameters| parameters.traffic.sessions = 0.02;
    let whole = Kept::default();
    let plan = plan(members, &["lin-ts", "uniform"]);
    run_with(&catalog, quiet, 2, &plan, &whole);

    let shared = Kept::default();
    std::thread::scope(|scope| {
        for number in 1..=2 {
            let (shared, catalog) = (&shared, &catalog);
            let plan = Plan {
                shard: Shard { number, of: 2 },
                threads: 1,
                ..plan.clone()
            };
            scope.spawn(move || run_with(catalog, quiet, 2, &plan, shared));
        }
    });
    assert!(told(&shared) == told(&whole), "other rows");
}

#[test]
fn a_run_that_was_stopped_goes_on_as_if_it_had_not() {
    let catalog = catalog::demo();
    let plan = plan(500, &["lin-ts", "best-artwork"]);
    let whole = Kept::default();
    run(&catalog, "taste-clusters", 3, &plan, &whole);

    let parameters = Parameters::preset("taste-clusters").unwrap();
    let world = World::new(&catalog, &parameters, Seed(1), 3);
    let stopped = Kept::default();
    let stop = AtomicBool::new(false);
    let watch = |extent: Extent| {
        if extent.days == 1 {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let ending = Population::new(&world, &plan).run(&stopped, &watch, &stop);
    assert_eq!(ending, Ok(Ending::Stopped));
    let before = told(&stopped).len();
    assert!(before > 0 && before < told(&whole).len());

    let again = run(&catalog, "taste-clusters", 3, &plan, &stopped);
    assert!(told(&stopped) == told(&whole), "other rows");
    assert_eq!(again, told(&whole).len() as u64, "what was there counts");
}

#[test]
fn online_learning_learns_within_the_day_and_goes_on_after_a_stop() {
    let catalog = catalog::demo();
    let daily = plan(300, &["lin-ts"]);
    let online = Plan {
        learning: Learning::Online,
        ..daily.clone()
    };
    let (nightly, whole) = (Kept::default(), Kept::default());
    run(&catalog, "taste-clusters", 2, &daily, &nightly);
    run(&catalog, "taste-clusters", 2, &online, &whole);
    let versions = |kept: &Kept| -> BTreeSet<u64> {
        let parts = kept.0.lock().unwrap();
        let first = parts.iter().filter(|((day, ..), _)| *day == 0);
        let rows = first.flat_map(|(_, table)| table.rows().map(|row| row.choice.model_version));
        rows.collect()
    };
    assert_eq!(versions(&nightly), BTreeSet::from([0]));
    assert!(versions(&whole).len() > 50, "{}", versions(&whole).len());

    let again = Kept::default();
    let first = whole
        .0
        .lock()
        .unwrap()
        .clone()
        .into_iter()
        .filter(|((day, ..), _)| *day == 0);
    *again.0.lock().unwrap() = first.collect();
    run(&catalog, "taste-clusters", 2, &online, &again);
    assert!(told(&again) == told(&whole), "other rows");
}

/// Remembers the features of what was shown.
#[derive(Default)]
struct Features(Vec<Vec<f64>>);

impl Recorder for Features {
    fn followed(&mut self, impression: &Impression<'_, '_, '_>) {
        self.0.push(impression.features.to_vec());
    }
}

#[derive(Default)]
struct Everybody(BTreeMap<u64, Memory>);

impl Memories for Everybody {
    fn memory(&mut self, member: u64) -> Option<&mut Memory> {
        self.0.get_mut(&member)
    }
}

#[test]
fn a_log_says_enough_to_know_all_features_again() {
    let catalog = catalog::demo();
    let parameters = Parameters::preset("taste-clusters").unwrap();
    let world = World::new(&catalog, &parameters, Seed(3), 5);
    let frozen = Frozen::new(Learner::new(PolicyName::LinTs), &catalog);
    let service = Service {
        cell: 0,
        policy: 0,
        frozen: &frozen,
        wanted: Wanted::Features,
    };
    let mut browsing = Browsing::new(&world, [Wanted::Features]);
    let (mut live, mut rows) = (Features::default(), Table::default());
    let mut names = Names::default();
    let mut memories = BTreeMap::new();
    for member in 0..40 {
        let mut memory = browsing.newcomer(member);
        let known = memory.clone();
        for day in 0..5 {
            browsing.day(
                (member, day),
                &mut memory,
                service,
                &mut Both(&mut live, &mut rows),
            );
        }
        memories.insert(member, (known, memory));
        let name = member_name(member);
        assert_eq!(
            Arc::make_mut(&mut names.profiles).intern(&name),
            member as u32
        );
    }
    let world_names = world.named(names);
    rows.set_names(Arc::new(world_names));
    let mut everybody = Everybody(
        memories
            .iter()
            .map(|(member, (known, _))| (*member, known.clone()))
            .collect(),
    );
    let mut recalled = Vec::new();
    let mut recall = Recall::new(&world, service);
    recall.rows(&rows, &mut everybody, &mut |it| {
        let actions = it.actions.unwrap();
        recalled.push(actions.row(it.row.choice.chosen as usize).to_vec());
    });
    recall.end(&mut everybody);
    assert!(live.0.len() > 500);
    assert_eq!(recalled, live.0);
    for (member, (_, memory)) in &memories {
        let again = &everybody.0[member];
        assert_eq!(again.history(), memory.history());
        assert_eq!(
            (again.sessions, again.takes),
            (memory.sessions, memory.takes)
        );
    }
}

struct Both<'b>(&'b mut Features, &'b mut Table);

impl Recorder for Both<'_> {
    fn followed(&mut self, impression: &Impression<'_, '_, '_>) {
        self.0.followed(impression);
        self.1.push(&impression.row);
    }
}

/// Adds up what is true of the impressions.
#[derive(Default)]
struct Truths {
    /// How many pictures each title has.
    sizes: Vec<usize>,
    impressions: u64,
    rewards: f64,
    /// The expected rewards of the artwork shown, of the best one, and of the worst one.
    shown: f64,
    best: f64,
    worst: f64,
}

impl Recorder for Truths {
    fn followed(&mut self, impression: &Impression<'_, '_, '_>) {
        let (title, shown) = impression.artwork();
        let artwork = 0..self.sizes[title.0];
        let takes: Vec<f64> = artwork
            .map(|it| impression.true_take([(it, 1.0)]))
            .collect();
        self.impressions += 1;
        self.rewards += impression.row.followed.unwrap().reward;
        self.shown += takes[shown];
        self.best += takes.iter().copied().fold(0.0, f64::max);
        self.worst += takes.iter().copied().fold(1.0, f64::min);
    }
}

fn truths(preset: &str, members: u64) -> Truths {
    let catalog = catalog::demo();
    let parameters = Parameters::preset(preset).unwrap();
    let world = World::new(&catalog, &parameters, Seed(5), 1);
    let frozen = Frozen::new(Learner::new(PolicyName::Uniform), &catalog);
    let service = Service {
        cell: 0,
        policy: 0,
        frozen: &frozen,
        wanted: Wanted::Nothing,
    };
    let mut browsing = Browsing::new(&world, [Wanted::Nothing]);
    let sizes = catalog.titles().iter().map(|title| title.artwork.len());
    let mut truths = Truths {
        sizes: sizes.collect(),
        ..Truths::default()
    };
    for member in 0..members {
        let mut memory = browsing.newcomer(member);
        browsing.day((member, 0), &mut memory, service, &mut truths);
    }
    truths
}

#[test]
fn what_is_said_to_be_true_is_what_happens_on_average() {
    let truths = truths("taste-clusters", 1_500);
    // A sum of independent draws: its variance is at most the sum of the chances.
    let apart = (truths.rewards - truths.shown).abs();
    assert!(
        apart < 4.0 * truths.shown.sqrt(),
        "{} {}",
        truths.rewards,
        truths.shown
    );
    assert!(truths.best > 2.0 * truths.shown && truths.worst < 0.5 * truths.shown);
}

#[test]
fn nobody_gains_where_pictures_change_nothing() {
    let truths = truths("indifferent", 200);
    assert!(truths.shown > 0.0);
    assert!((truths.best - truths.worst).abs() < 1e-9 * truths.shown);
}

#[test]
fn first_everything_is_explored_and_then_one_picture_of_each_title_is_shown() {
    let catalog = catalog::demo();
    let phase = |from, policy: &str, learns| Phase {
        from,
        policy: policy.parse().unwrap(),
        learns,
    };
    let mut plan = plan(400, &["uniform"]);
    plan.cells[0].phases = vec![phase(0, "uniform", true), phase(2, "ucb1{alpha=0}", false)];
    let kept = Kept::default();
    run(&catalog, "taste-clusters", 4, &plan, &kept);
    let parts = kept.0.into_inner().unwrap();
    let mut shown: BTreeMap<(u32, u32), BTreeSet<u32>> = BTreeMap::new();
    let (mut explored, mut exploited) = (0, 0);
    for ((day, ..), table) in &parts {
        for row in table.rows() {
            let arms = row.choice.probabilities.len() as f64;
            if *day < 2 {
                explored += 1;
                assert!((row.choice.propensity() - 1.0 / arms).abs() < 1e-12);
            } else {
                exploited += 1;
                assert_eq!(row.choice.propensity(), 1.0);
                let key = (row.choice.title, row.choice.arms);
                shown.entry(key).or_default().insert(row.choice.chosen);
            }
        }
    }
    assert!(explored > 500 && exploited > 500, "{explored} {exploited}");
    assert!(shown.values().all(|chosen| chosen.len() == 1), "{shown:?}");
}

#[test]
fn knowing_the_viewer_is_worth_more_than_knowing_the_pictures() {
    let catalog = catalog::demo();
    let parameters = Parameters::preset("taste-clusters").unwrap();
    let world = World::new(&catalog, &parameters, Seed(9), 1);
    let values = ["uniform", "best-artwork", "lin-ts"].map(|target| {
        let scoreboard = Scoreboard {
            world: &world,
            behaviour: PolicyName::Uniform.into(),
            target: target.parse().unwrap(),
            training: 2_500,
            reference: 1_000,
            runs: 12,
            members: 60,
            settings: Settings {
                estimators: vec![Estimator::Ips],
                method: Method::Normal,
                seed: Seed(9),
                threads: 2,
            },
        };
        scoreboard.play(&|| {}).unwrap()
    });
    let [uniform, best, contextual] = values.each_ref().map(|scores| scores.truth);
    assert!(
        1.1 * uniform < best && 1.03 * best < contextual,
        "{uniform} {best} {contextual}"
    );
    // The log itself is what the uniform policy is worth.
    assert!(
        (values[0].logged - uniform).abs() < 0.25 * uniform,
        "{} {uniform}",
        values[0].logged
    );
    assert_eq!(values[0].scores[0].runs, 12);
}

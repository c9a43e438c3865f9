//! Rows made up at random, with names instead of numbers.

use std::sync::Arc;

use keyart::{
    catalog::Canvas,
    engine::Device,
    log::{
        Moment, Outcome, Slot,
        table::{Choice, Followed, NameList, Names, Origin, Row, Table, Who},
    },
    time::Timestamp,
};

/// A row that needs no table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlainRow {
    pub(crate) cell: String,
    pub(crate) profile: String,
    pub(crate) session: u64,
    pub(crate) visit: u32,
    pub(crate) at: Timestamp,
    pub(crate) moment: Moment,
    pub(crate) slot: Slot,
    pub(crate) policy: String,
    pub(crate) model_version: u64,
    pub(crate) title: String,
    pub(crate) arms: Vec<String>,
    pub(crate) probabilities: Vec<f64>,
    pub(crate) features: Vec<f64>,
    pub(crate) chosen: u32,
    pub(crate) followed: Option<Followed>,
}

const TITLES: [&str; 3] = ["night train", "big-buck-bunny", "=film"];

pub(crate) fn origin() -> Origin {
    Origin {
        catalog_digest: "0a1b2c3d".to_owned(),
        engine_version: 1,
        feature_version: 2,
    }
}

/// Names for all rows of [`random_rows`].
pub(crate) fn names() -> Arc<Names> {
    let list = |names: &[&str]| Arc::new(NameList::from_iter(names));
    let mut names = Names {
        cells: list(&["control", "bandit"]),
        policies: list(&["uniform", "lin-ts{floor=0.1}"]),
        profiles: Arc::new((0..40).map(|number| format!("member-{number}")).collect()),
        ..Names::default()
    };
    for title in TITLES {
        for count in 3..=10 {
            names.intern_action_set(title, artwork(title, count).iter().map(String::as_str));
        }
    }
    Arc::new(names)
}

fn artwork(title: &str, count: usize) -> Vec<String> {
    let letter = &title[..1];
    (0..count)
        .map(|number| format!("{letter} art%{number}"))
        .collect()
}

/// A stream of random numbers: splitmix64.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// In [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Rows whose distributions are uniform if `is_repeating`, and all different otherwise. The third
/// has three arms, of which the first was chosen.
pub(crate) fn random_rows(
    random: &mut Random,
    count: usize,
    features: usize,
    is_repeating: bool,
) -> Vec<PlainRow> {
    let mut at = 1_767_645_000_000;
    (0..count)
        .map(|index| {
            at += random.below(3_000) as i64;
            let mut row = random_row(random, at, features, is_repeating);
            row.session = index as u64 / 50;
            if index == 2 {
                row.arms.truncate(3);
                row.probabilities = vec![0.25, 0.5, 0.25];
                row.features.truncate(3 * features);
                row.chosen = 0;
            }
            row
        })
        .collect()
}

fn random_row(random: &mut Random, at: i64, features: usize, is_repeating: bool) -> PlainRow {
    let title = TITLES[random.below(3) as usize];
    let arms = artwork(title, 3 + random.below(8) as usize);
    let mut probabilities: Vec<f64> = match is_repeating {
        true => vec![1.0; arms.len()],
        false => arms.iter().map(|_| random.unit() + 1e-3).collect(),
    };
    let sum: f64 = probabilities.iter().sum();
    probabilities.iter_mut().for_each(|it| *it /= sum);
    PlainRow {
        cell: ["control", "bandit"][random.below(2) as usize].to_owned(),
        profile: "member-7".to_owned(),
        session: 0,
        visit: random.below(3) as u32,
        at: Timestamp(at),
        moment: Moment {
            hour: random.below(24) as u8,
            weekday: random.below(7) as u8,
            device: Device::ALL[random.below(4) as usize],
        },
        slot: Slot {
            canvas: Canvas::ALL[random.below(3) as usize],
            row: random.below(5) as u16,
            column: random.below(60_000) as u16,
        },
        policy: ["uniform", "lin-ts{floor=0.1}"][random.below(2) as usize].to_owned(),
        model_version: random.below(1 << 40),
        title: title.to_owned(),
        features: (0..arms.len() * features)
            .map(|_| random.unit() - 0.5)
            .collect(),
        chosen: random.below(arms.len() as u64) as u32,
        followed: followed(random),
        arms,
        probabilities,
    }
}

fn followed(random: &mut Random) -> Option<Followed> {
    let outcome = match random.below(6) {
        0 => return None,
        1 => Outcome::Played {
            fraction: random.unit(),
        },
        2 => Outcome::Opened,
        3 => Outcome::Skipped,
        _ => Outcome::Expired,
    };
    let is_played = matches!(outcome, Outcome::Played { .. });
    Some(Followed {
        outcome,
        after: if is_played {
            random.below(60_000) as i64
        } else {
            0
        },
        reward: if is_played { random.unit() } else { 0.0 },
        weight: [1.0, 0.5, 0.05, -0.0][random.below(4) as usize],
    })
}

/// The rows as a table with numbers into `names`.
pub(crate) fn table_of(rows: &[PlainRow], names: &Arc<Names>) -> Table {
    let mut table = Table::new(Arc::clone(names));
    let mut grown = Names::clone(names);
    for row in rows {
        let arms = grown.intern_action_set(&row.title, row.arms.iter().map(String::as_str));
        assert!((arms as usize) < names.action_sets.len());
        table.push(&Row {
            who: Who {
                cell: names.cells.number(&row.cell).unwrap(),
                profile: names.profiles.number(&row.profile).unwrap(),
                session: row.session,
                visit: row.visit,
            },
            at: row.at,
            moment: row.moment,
            slot: row.slot,
            choice: Choice {
                policy: names.policies.number(&row.policy).unwrap(),
                model_version: row.model_version,
                title: names.titles.number(&row.title).unwrap(),
                arms,
                probabilities: &row.probabilities,
                features: &row.features,
                chosen: row.chosen,
            },
            followed: row.followed,
        });
    }
    table
}

impl PlainRow {
    /// `row` with the names that its numbers stand for.
    pub(crate) fn of(row: &Row<'_>, names: &Names) -> Self {
        let set = names.action_sets.get(row.choice.arms).unwrap();
        assert_eq!(set.title, row.choice.title);
        let artwork = set
            .artwork
            .iter()
            .map(|it| names.artwork.name(*it).to_owned());
        Self {
            cell: names.cells.name(row.who.cell).to_owned(),
            profile: names.profiles.name(row.who.profile).to_owned(),
            session: row.who.session,
            visit: row.who.visit,
            at: row.at,
            moment: row.moment,
            slot: row.slot,
            policy: names.policies.name(row.choice.policy).to_owned(),
            model_version: row.choice.model_version,
            title: names.titles.name(row.choice.title).to_owned(),
            arms: artwork.collect(),
            probabilities: row.choice.probabilities.to_vec(),
            features: row.choice.features.to_vec(),
            chosen: row.choice.chosen,
            followed: row.followed,
        }
    }

    pub(crate) fn propensity(&self) -> f64 {
        self.probabilities[self.chosen as usize]
    }
}

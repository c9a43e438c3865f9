//! Metrics of cells from the rows of a log, against sums written down plainly.

use std::collections::{HashMap, HashSet};

use keyart::{
    catalog::Canvas,
    engine::Device,
    experiment::{
        Adjustment, Comparison, Concentration, Exposure, Level, Mean, Metric, Observation, Plan,
        Popularity, Tallies, Tuning, Unknown, Verdict, Window,
        comparison::{compare, compare_exposure},
        tally::Tally,
    },
    log::{
        Moment, Outcome, Slot,
        table::{Choice, Followed, Row, Who},
    },
    seed::Seed,
    text::Text,
    time::{DAY, Timestamp},
};
use rand::{Rng, RngExt, seq::SliceRandom};

const START: Timestamp = Timestamp(1_700_000_000_000);

fn observation(member: u32, day: i64, outcome: Option<Outcome>) -> Observation {
    Observation {
        member,
        cell: member % 2,
        session: day as u64,
        at: START.plus(day * DAY),
        title: 0,
        runtime: 100.0,
        followed: outcome.map(followed),
    }
}

fn followed(outcome: Outcome) -> Followed {
    let is_quality = matches!(outcome, Outcome::Played { fraction } if fraction >= 0.15);
    let is_play = matches!(outcome, Outcome::Played { .. });
    Followed {
        outcome,
        after: if is_play { 4_000 } else { 0 },
        reward: f64::from(u8::from(is_quality)),
        weight: 1.0,
    }
}

/// What 60 members do in 20 days, some of it pending or withdrawn.
fn observations() -> Vec<Observation> {
    let mut stream = Seed(2).stream("observations", &[]);
    let mut all = Vec::new();
    for member in 0..60 {
        for day in 0..20 {
            if stream.random::<f64>() < 0.4 {
                continue;
            }
            for place in 0..stream.random_range(1..6) {
                let mut it = observation(member, day, outcome(&mut stream));
                it.at = it.at.plus(place * 1_800 + i64::from(member));
                it.title = stream.random_range(0..10);
                it.runtime = f64::from(30 + 10 * it.title);
                if stream.random::<f64>() < 0.05 {
                    it.followed = it.followed.map(|it| Followed { weight: 0.0, ..it });
                }
                all.push(it);
            }
        }
    }
    all
}

fn outcome(stream: &mut impl Rng) -> Option<Outcome> {
    match stream.random_range(0..10) {
        0..3 => {
            // Quarters, so that sums are exact in any order.
            let fraction = f64::from(stream.random_range(0..=4)) / 4.0;
            Some(Outcome::Played { fraction })
        }
        3 => Some(Outcome::Opened),
        4..6 => Some(Outcome::Skipped),
        6..9 => Some(Outcome::Expired),
        _ => None,
    }
}

fn window() -> Window {
    Window::new(START, START.plus(20 * DAY))
}

fn niche(observations: &[Observation]) -> Vec<bool> {
    let mut popularity = Popularity::default();
    observations.iter().for_each(|it| popularity.observe(it));
    popularity.niche(10, 0.2)
}

fn tallied(observations: &[Observation]) -> Tallies {
    let mut tallies = Tallies::new(window(), niche(&self::observations()));
    observations.iter().for_each(|it| tallies.observe(it));
    tallies
}

/// Numerators and denominators of all metrics in a cell, each written down as it is defined.
fn by_definition(all: &[Observation], cell: u32) -> Vec<(f64, f64)> {
    let of_cell: Vec<&Observation> = all.iter().filter(|it| it.cell == cell).collect();
    let settled = || {
        let settled = of_cell.iter().filter_map(|it| Some((*it, it.followed?)));
        settled.filter(|(_, followed)| followed.weight > 0.0)
    };
    let fraction = |followed: &Followed| match followed.outcome {
        Outcome::Played { fraction } => Some(fraction),
        _ => None,
    };
    let count = |keep: &dyn Fn(&Observation, &Followed) -> bool| {
        settled()
            .filter(|(it, followed)| keep(it, followed))
            .count() as f64
    };
    let shown = count(&|_, _| true);
    let plays = count(&|_, it| fraction(it).is_some());
    let quality = count(&|_, it| fraction(it).is_some_and(|it| it >= 0.15));
    let clicks = plays + count(&|_, it| it.outcome == Outcome::Opened);
    let minutes: f64 = settled()
        .filter_map(|(it, f)| Some(fraction(&f)? * it.runtime))
        .sum();
    let niche = niche(all);
    let of_niche =
        count(&|it, f| niche[it.title as usize] && fraction(f).is_some_and(|it| it >= 0.15));
    let mut sessions: HashMap<(u32, u64), (i64, Option<i64>)> = HashMap::new();
    for it in &of_cell {
        let session = sessions
            .entry((it.member, it.session))
            .or_insert((it.at.0, None));
        session.0 = session.0.min(it.at.0);
    }
    for (it, followed) in settled().filter(|(_, it)| fraction(it).is_some()) {
        let session = sessions.get_mut(&(it.member, it.session)).unwrap();
        let play = it.at.0 + followed.after;
        session.1 = Some(session.1.map_or(play, |before| before.min(play)));
    }
    let waits: Vec<i64> = sessions
        .values()
        .filter_map(|(first, play)| Some((*play)? - first))
        .collect();
    let seen = |days: std::ops::Range<i64>| -> HashSet<u32> {
        let within = of_cell
            .iter()
            .filter(|it| days.contains(&((it.at.0 - START.0) / DAY)));
        within.map(|it| it.member).collect()
    };
    let (first, last) = (seen(0..7), seen(13..20));
    vec![
        (quality, shown),
        (clicks, shown),
        (minutes, shown),
        (minutes, plays),
        (plays - quality, plays),
        (
            waits.iter().sum::<i64>() as f64 / 1000.0,
            waits.len() as f64,
        ),
        (first.intersection(&last).count() as f64, first.len() as f64),
        (of_niche, quality),
    ]
}

fn sums(tallies: &Tallies, metric: Metric, cell: u32) -> (f64, f64) {
    let of_cell = tallies
        .members()
        .iter()
        .filter(|it| it.cell() == Some(cell));
    of_cell
        .map(|it| metric.of(it))
        .fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
}

#[test]
fn metrics_are_what_they_are_defined_to_be() {
    let all = observations();
    let mut tallies = tallied(&all);
    tallies.settle();
    for cell in [0, 1] {
        for (metric, known) in Metric::ALL.into_iter().zip(by_definition(&all, cell)) {
            let found = sums(&tallies, metric, cell);
            assert!(known.1 > 0.0 && known.0 > 0.0, "{metric:?} is not tried");
            assert_eq!(found.1, known.1, "{metric:?}");
            assert!(
                (found.0 - known.0).abs() < 1e-9,
                "{metric:?}: {found:?} {known:?}"
            );
        }
    }
    let pending = all.iter().filter(|it| it.followed.is_none()).count() as u64;
    let withdrawn = all
        .iter()
        .filter(|it| it.followed.is_some_and(|it| it.weight == 0.0));
    assert_eq!(tallies.pending(), pending);
    assert_eq!(tallies.withdrawn(), withdrawn.count() as u64);
    assert_eq!(tallies.counts(2), [30, 30]);
    assert!(size_of::<Tally>() <= 64);
}

#[test]
fn neither_the_order_of_rows_nor_how_they_are_split_matters() {
    let mut all = observations();
    let mut known = tallied(&all);
    known.settle();
    let mut stream = Seed(6).stream("order", &[]);
    for cut in [0, 1, 500, all.len()] {
        all.shuffle(&mut stream);
        let mut first = tallied(&all[..cut]);
        first.merge(tallied(&all[cut..]));
        first.settle();
        assert_eq!(first.pending(), known.pending());
        for cell in [0, 1] {
            for metric in Metric::ALL {
                let (found, known) = (sums(&first, metric, cell), sums(&known, metric, cell));
                assert_eq!(found.1, known.1, "{metric:?}");
                assert!((found.0 - known.0).abs() < 1e-9, "{metric:?}");
            }
        }
    }
}

#[test]
fn settling_after_each_day_changes_nothing() {
    let mut all = observations();
    all.sort_by_key(|it| it.at);
    let mut known = tallied(&all);
    known.settle();
    let mut daily = tallied(&[]);
    for day in all.chunk_by(|a, b| a.session == b.session) {
        day.iter().for_each(|it| daily.observe(it));
        daily.settle();
    }
    assert_eq!(daily.members(), known.members());
}

#[test]
fn who_is_in_two_cells_is_in_no_metric() {
    let played = Some(Outcome::Played { fraction: 1.0 });
    let mut tallies = tallied(&[]);
    for member in 0..4 {
        tallies.observe(&observation(member, 0, played));
    }
    tallies.observe(&Observation {
        cell: 1,
        ..observation(0, 1, played)
    });
    let mut other = tallied(&[]);
    other.observe(&Observation {
        cell: 0,
        ..observation(3, 2, played)
    });
    tallies.merge(other);
    tallies.settle();
    assert_eq!(tallies.crossed(), 2);
    assert_eq!(tallies.counts(2), [1, 1]);
    assert_eq!(sums(&tallies, Metric::TakeFraction, 0), (1.0, 1.0));
}

#[test]
fn members_without_a_denominator_are_not_counted_as_zeros() {
    let mut tallies = tallied(&[]);
    for member in 0..10 {
        let outcome = if member < 4 {
            Outcome::Played { fraction: 0.1 }
        } else {
            Outcome::Skipped
        };
        tallies.observe(&observation(member, 0, Some(outcome)));
    }
    tallies.settle();
    let moments = |metric| tallies.moments(metric, 2, None)[0];
    let members = |metric| moments(metric).active();
    assert_eq!(members(Metric::TakeFraction), 5);
    assert_eq!(members(Metric::ShortPlayShare), 2);
    assert_eq!(members(Metric::NicheShare), 0);
    let unknown = Mean::of_ratio(&moments(Metric::ShortPlayShare), None);
    assert_eq!(unknown, Err(Unknown::TooFewMembers { members: 2 }));
}

#[test]
fn the_weeks_before_say_much_of_the_weeks_after() {
    let mut stream = Seed(8).stream("weeks", &[]);
    let (mut before, mut after) = (tallied(&[]), tallied(&[]));
    for member in 0..400 {
        let taste = stream.random::<f64>();
        for tallies in [&mut before, &mut after] {
            for day in 0..20 {
                let plays = stream.random::<f64>() < taste;
                let outcome = if plays {
                    Outcome::Played { fraction: 1.0 }
                } else {
                    Outcome::Skipped
                };
                tallies.observe(&observation(member, day, Some(outcome)));
            }
        }
    }
    let covariate = before.covariate(Metric::TakeFraction);
    let moments = after.moments(Metric::TakeFraction, 2, Some(&covariate));
    let adjustment = Adjustment::shared(&moments);
    let variance = |adjustment| Mean::of_ratio(&moments[0], adjustment).unwrap().variance;
    // Tastes vary by 1/12, days of each member by 1/6 ÷ 20: ρ = 10/11, and 1 − ρ² = 0.17.
    let left = variance(adjustment) / variance(None);
    assert!((0.12..0.23).contains(&left), "{left}");
}

/// The weeks before and after of 600 members in three cells, of which the last takes 0.3 more;
/// and what each cell shows, which in the last is often the same.
fn three_cells() -> (Tallies, Tallies, [Exposure; 3]) {
    let mut stream = Seed(14).stream("cells", &[]);
    let (mut before, mut after) = (tallied(&[]), tallied(&[]));
    let mut exposures = [(); 3].map(|()| Exposure::new(6));
    for member in 0..600 {
        let (cell, taste) = (member % 3, 0.2 * stream.random::<f64>());
        for (tallies, lift) in [(&mut before, 0.0), (&mut after, 0.3)] {
            for day in 0..20 {
                let take = taste + if cell == 2 { lift } else { 0.0 };
                let takes = stream.random::<f64>() < take;
                let outcome = if takes {
                    Outcome::Played { fraction: 1.0 }
                } else {
                    Outcome::Expired
                };
                let it = observation(member, day, Some(outcome));
                tallies.observe(&Observation { cell, ..it });
                let is_same = cell == 2 && takes;
                let item = if is_same {
                    0
                } else {
                    stream.random_range(0..6)
                };
                exposures[cell as usize].add(member, item, 1.0);
            }
        }
    }
    (before, after, exposures)
}

#[test]
fn every_other_cell_is_compared_with_the_baseline() {
    let (before, after, exposures) = three_cells();
    let names = ["uniform", "uniform again", "lin-ts"].map(Text::new);
    let plan = Plan {
        level: Level::default(),
        tuning: Tuning::Members(600),
    };
    let covariate = before.covariate(Metric::TakeFraction);
    let of = |covariate| compare(&after, Metric::TakeFraction, &names, 0, covariate, plan);
    for (covariate, is_adjusted) in [(None, false), (Some(&covariate), true)] {
        let found = of(covariate);
        let told: Vec<_> = found
            .iter()
            .map(|it| (&*it.cell.name, it.verdict()))
            .collect();
        assert_eq!(
            told,
            [
                ("uniform again", Verdict::NotShown),
                ("lin-ts", Verdict::Better)
            ]
        );
        assert!(
            found
                .iter()
                .all(|it| it.is_adjusted == is_adjusted && it.cell.members == 200)
        );
        assert_eq!(found[1].baseline.of, 4_000.0);
        let change = found[1].once.unwrap().difference;
        assert!(change.low < 0.3 && 0.3 < change.high, "{change:?}");
    }
    let width = |it: &[Comparison]| it[1].once.map(|it| it.difference.high - it.difference.low);
    assert!(width(&of(Some(&covariate))).unwrap() < width(&of(None)).unwrap());
    assert!(compare(&after, Metric::TakeFraction, &names, 9, None, plan).is_empty());
    let cells = [0, 1, 2].map(|it| (names[it].clone(), 200, &exposures[it]));
    let found = compare_exposure(Concentration::Gini, &cells, 0, plan);
    let verdicts: Vec<Verdict> = found.iter().map(Comparison::verdict).collect();
    assert_eq!(verdicts, [Verdict::NotShown, Verdict::Worse]);
}

#[test]
fn popular_titles_are_the_fifth_with_the_most_quality_plays() {
    let mut popularity = Popularity::default();
    for (title, plays) in [(7, 3), (2, 5), (4, 3), (9, 1)] {
        for _ in 0..plays {
            let played = Some(Outcome::Played { fraction: 0.5 });
            popularity.observe(&Observation {
                title,
                ..observation(0, 0, played)
            });
        }
        let short = Some(Outcome::Played { fraction: 0.01 });
        (0..50).for_each(|_| {
            popularity.observe(&Observation {
                title: 0,
                ..observation(0, 0, short)
            })
        });
    }
    let niche = popularity.niche(10, 0.2);
    let popular: Vec<usize> = (0..10).filter(|title| !niche[*title]).collect();
    assert_eq!(popular, [2, 4]);
    assert!(popularity.niche(0, 0.2).is_empty());
}

#[test]
fn a_row_of_the_log_is_what_it_says() {
    let choice = Choice {
        policy: 0,
        model_version: 3,
        title: 5,
        arms: 1,
        probabilities: &[0.25, 0.75],
        features: &[],
        chosen: 1,
    };
    let row = Row {
        who: Who {
            cell: 1,
            profile: 8,
            session: 4,
            visit: 0,
        },
        at: START,
        moment: Moment {
            hour: 20,
            weekday: 4,
            device: Device::ALL[0],
        },
        slot: Slot {
            canvas: Canvas::Tile,
            row: 0,
            column: 0,
        },
        choice,
        followed: Some(followed(Outcome::Played { fraction: 0.5 })),
    };
    let it = Observation::of(&row, 90.0);
    assert_eq!((it.member, it.cell, it.session, it.title), (8, 1, 4, 5));
    assert_eq!((it.minutes(), it.is_settled()), (45.0, true));
    let pending = Observation::of(
        &Row {
            followed: None,
            ..row
        },
        90.0,
    );
    assert_eq!((pending.minutes(), pending.is_settled()), (0.0, false));
}

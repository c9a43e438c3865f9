//! Intervals cover as often as they promise, and verdicts say what they show.

use keyart::{
    experiment::{
        Adjustment, Comparison, Concentration, Direction, Exposure, Guardrail, Level, Mean,
        Measure, Metric, Moments, Plan, Segments, Standing, Tuning, Unknown, Verdict,
        comparison::CellMean, segment::alike_sentence,
    },
    seed::Seed,
    text::Text,
};
use proptest::prelude::*;
use rand::{Rng, RngExt};
use rand_distr::{Distribution, StandardNormal};

fn normal(stream: &mut impl Rng) -> f64 {
    StandardNormal.sample(stream)
}

const TAKE: Metric = Metric::TakeFraction;

fn plan(tuning: Tuning) -> Plan {
    Plan {
        level: Level::default(),
        tuning,
    }
}

/// A comparison of two cells of which only mean and standard error are known.
fn comparison(
    measure: Measure,
    below: (f64, f64),
    above: (f64, f64),
    tuning: Tuning,
) -> Comparison {
    let mean = |name, (value, error): (f64, f64)| CellMean {
        name: Text::new(name),
        members: 5_000,
        of: 100_000.0,
        mean: Ok(Mean {
            value,
            variance: error * error,
            members: 5_000,
            of: 100_000.0,
        }),
    };
    Comparison::new(
        measure,
        mean("uniform", below),
        mean("lin-ts", above),
        plan(tuning),
    )
}

/// Members with 1 to 40 impressions, and a taste of their own for what they are shown.
fn unequal_cell(stream: &mut impl Rng, members: usize) -> Moments {
    let mut moments = Moments::default();
    for _ in 0..members {
        let impressions = stream.random_range(1..=40_u32);
        // Who sees more takes less, so the ratio is not the mean of the members' ratios.
        let taste = if impressions > 20 { 0.1 } else { 0.3 };
        let taste = taste + 0.1 * stream.random::<f64>();
        let taken = (0..impressions)
            .filter(|_| stream.random::<f64>() < taste)
            .count();
        moments.push([taken as f64, f64::from(impressions), 0.0]);
    }
    moments
}

#[test]
fn intervals_by_member_cover_where_intervals_by_impression_do_not() {
    // (0.35 · 210 + 0.15 · 610) ÷ 820: sums of 1 to 20 and of 21 to 40.
    let truth = (0.35 * 210.0 + 0.15 * 610.0) / 820.0;
    let (runs, mut by_member, mut by_impression) = (1_000, 0, 0);
    for run in 0..runs {
        let mut stream = Seed(5).stream("coverage", &[&run.to_string()]);
        let mean = Mean::of_ratio(&unequal_cell(&mut stream, 200), None).unwrap();
        let interval = mean.within(1.959_963_984_540_054);
        by_member += u32::from(interval.low < truth && truth < interval.high);
        let error = (mean.value * (1.0 - mean.value) / mean.of).sqrt();
        by_impression += u32::from((mean.value - truth).abs() < 1.959_963_984_540_054 * error);
    }
    assert!((930..=970).contains(&by_member), "{by_member}");
    assert!(by_impression < 900, "{by_impression}");
}

#[test]
fn what_was_known_before_takes_its_share_of_the_variance_and_biases_nothing() {
    for correlation in [0.0, 0.5, 0.9_f64] {
        let (truth, mut sum, mut before, mut after) = (0.2, 0.0, 0.0, 0.0);
        let runs = 200;
        for run in 0..runs {
            let mut stream = Seed(9).stream("cuped", &[&run.to_string()]);
            let mut cells = [Moments::default(); 2];
            for member in 0..1_000 {
                let known = normal(&mut stream);
                let rest = (1.0 - correlation * correlation).sqrt() * normal(&mut stream);
                let effect = truth * f64::from(member % 2);
                let value = 5.0 + effect + correlation * known + rest;
                cells[member as usize % 2].push([value, 1.0, known]);
            }
            let adjustment = Adjustment::shared(&cells);
            let difference = |adjustment| {
                let [below, above] =
                    [0, 1].map(|it| Mean::of_ratio(&cells[it], adjustment).unwrap());
                above.minus(&below).unwrap()
            };
            sum += difference(adjustment).value;
            before += difference(None).variance;
            after += difference(adjustment).variance;
        }
        let left = 1.0 - correlation * correlation;
        assert!(
            (after / before - left).abs() < 0.01,
            "{correlation}: {}",
            after / before
        );
        let error = (after / f64::from(runs) / f64::from(runs)).sqrt();
        let bias = sum / f64::from(runs) - truth;
        assert!(
            bias.abs() < 3.5 * error,
            "{correlation}: {bias} with error {error}"
        );
    }
}

#[test]
fn guardrails_know_which_way_is_harm() {
    let tuning = Tuning::Variance(0.0001);
    let rail = Guardrail { margin: 0.02 };
    let of = |metric: Metric, above, error: f64| {
        rail.judge(&comparison(
            metric.measure(),
            (0.5, error),
            (above, error),
            tuning,
        ))
    };
    for (value, error, more, less) in [
        (0.55, 0.001, Standing::Pass, Standing::Fail),
        (0.45, 0.001, Standing::Fail, Standing::Pass),
        (0.499, 0.001, Standing::Pass, Standing::Pass),
        (0.5, 0.02, Standing::NotKnownYet, Standing::NotKnownYet),
    ] {
        assert_eq!(of(TAKE, value, error), more, "{value}");
        assert_eq!(of(Metric::SecondsToPlay, value, error), less, "{value}");
    }
    let unknown = rail.judge(&comparison(TAKE.measure(), (0.0, 0.1), (0.1, 0.1), tuning));
    assert_eq!(unknown, Standing::Unknown(Unknown::BaselineNearZero));
    let sentence = Standing::Fail.sentence("retention", rail);
    assert_eq!(
        sentence,
        "retention is harmed by more than 2 %: do not ship this."
    );
}

#[test]
fn segments_claim_together_as_much_as_one_comparison_may() {
    let tuning = Tuning::Variance(0.0002);
    let of = |above: f64| comparison(TAKE.measure(), (0.5, 0.01), (above, 0.01), tuning);
    // Alone the first is a claim; among four it is not.
    let weak = of(0.5455);
    assert!(weak.always.unwrap().p < 0.05 && weak.verdict() == Verdict::Better);
    let named = |values: &[f64]| {
        let name = |place| Text::new(&format!("segment {place}"));
        values
            .iter()
            .enumerate()
            .map(|(place, it)| (name(place), of(*it)))
            .collect()
    };
    let segments = Segments::new(named(&[0.5455, 0.5, 0.5, 0.5]), Level::default());
    assert!(segments.segments.iter().all(|it| !it.is_claimed));
    // Q = ¾ · 0.0455² ÷ 0.0002 with three degrees of freedom.
    assert!((segments.unequal_p.unwrap() - 0.05116230).abs() < 1e-6);
    let segments = Segments::new(named(&[0.56, 0.56, 0.56, 0.5]), Level::default());
    let claimed: Vec<bool> = segments.segments.iter().map(|it| it.is_claimed).collect();
    assert_eq!(claimed, [true, true, true, false]);
    let alone = Segments::new(named(&[0.5455]), Level::default());
    assert!(alone.segments[0].is_claimed && alone.unequal_p.is_none());
}

#[test]
fn comparisons_say_in_plain_words_what_they_show() {
    let tuning = Tuning::Variance(0.000_002);
    let of = |above| comparison(TAKE.measure(), (0.11, 0.001), (above, 0.001), tuning);
    insta::assert_snapshot!(of(0.123).sentence(), @"lin-ts is better than uniform in take fraction: 12.30 % against 11.00 %, a change of +11.8 %, between +7.8 % and +16.0 % (95 % interval at any look, p below 0.0001; 5,000 and 5,000 members, 100,000 and 100,000 impressions).");
    insta::assert_snapshot!(of(0.1101).sentence(), @"No difference in take fraction is shown between lin-ts and uniform: 11.01 % against 11.00 %, a change of +0.1 %, between -3.7 % and +4.1 % (95 % interval at any look, p = 1.0000; 5,000 and 5,000 members, 100,000 and 100,000 impressions).");
    let worse = comparison(
        Metric::SecondsToPlay.measure(),
        (40.0, 0.5),
        (45.0, 0.5),
        Tuning::Variance(0.5),
    );
    insta::assert_snapshot!(worse.sentence(), @"lin-ts is worse than uniform in seconds to play: 45.00 s against 40.00 s, a change of +12.5 %, between +6.9 % and +18.4 % (95 % interval at any look, p below 0.0001; 5,000 and 5,000 members, 100,000 and 100,000 sessions with a play).");
    let none = comparison(
        TAKE.measure(),
        (0.0, 0.01),
        (0.1, 0.001),
        Tuning::Variance(0.0001),
    );
    insta::assert_snapshot!(none.sentence(), @"lin-ts is better than uniform in take fraction: 10.00 % against 0.0 %, a change by 10.0 percentage points, between 6.9 percentage points and 13.1 percentage points (95 % interval at any look, p below 0.0001; 5,000 and 5,000 members, 100,000 and 100,000 impressions).");
    let empty = CellMean::of(Text::new("empty"), &Moments::default(), None);
    let unknown = Comparison::new(TAKE.measure(), empty.clone(), empty, plan(tuning));
    insta::assert_snapshot!(unknown.sentence(), @"empty and empty cannot be compared in take fraction: 0 members who have what is counted are too few; it takes 30 in each cell.");
    let alike: Vec<Comparison> = [0.11; 8].map(of).to_vec();
    insta::assert_snapshot!(alike_sentence(&alike), @"A/A: the cells are treated alike, and 0 of 8 comparisons claim a difference at a level of 5 %, as chance alone would.");
    let broken: Vec<Comparison> = [0.13; 8].map(of).to_vec();
    assert!(alike_sentence(&broken).contains("more than chance"));
    assert!(alike_sentence(&[]).contains("can be told yet"));
}

#[test]
fn the_spread_of_plays_varies_as_the_jackknife_says() {
    for concentration in Concentration::ALL {
        let (runs, mut said, mut mean, mut squares) = (150, 0.0, 0.0, 0.0);
        for run in 0..runs {
            let mut stream = Seed(13).stream("exposure", &[&run.to_string()]);
            let mut exposure = Exposure::new(12);
            for member in 0..300 {
                let favourite = stream.random_range(0..12_usize);
                for _ in 0..6 {
                    let other = (stream.random::<f64>().powi(3) * 12.0) as usize;
                    let item = if stream.random::<f64>() < 0.5 {
                        favourite
                    } else {
                        other
                    };
                    exposure.add(member, item, 1.0);
                }
            }
            let found = exposure.measure(concentration, 300).unwrap();
            said += found.variance / f64::from(runs);
            let apart = found.value - mean;
            mean += apart / f64::from(run + 1);
            squares += apart * (found.value - mean);
        }
        let ratio = said / (squares / f64::from(runs - 1));
        assert!((0.7..1.4).contains(&ratio), "{concentration:?}: {ratio}");
    }
}

#[test]
fn exposure_of_nothing_is_no_number() {
    let mut exposure = Exposure::new(3);
    let of = |exposure: &Exposure, members| exposure.measure(Concentration::Gini, members);
    assert_eq!(
        of(&exposure, 12),
        Err(Unknown::TooFewMembers { members: 12 })
    );
    assert_eq!(of(&exposure, 500), Err(Unknown::NothingToDivideBy));
    exposure.add(1, 0, f64::NAN);
    exposure.add(1, 99, 1.0);
    assert_eq!(of(&exposure, 500), Err(Unknown::NothingToDivideBy));
    exposure.add(1, 2, 5.0);
    // Without the one group that has anything there is nothing.
    assert_eq!(of(&exposure, 500), Err(Unknown::NothingToDivideBy));
    assert_eq!(of(&Exposure::new(0), 500), Err(Unknown::NothingToDivideBy));
}

/// All numbers that a comparison would print.
fn printed(comparison: &Comparison) -> Vec<f64> {
    let mut numbers = Vec::new();
    for value in [&comparison.baseline.value, &comparison.cell.value]
        .into_iter()
        .flatten()
    {
        numbers.extend([value.value, value.low, value.high]);
    }
    for evidence in [comparison.once, comparison.always].into_iter().flatten() {
        let it = evidence.difference;
        numbers.extend([it.value, it.low, it.high, evidence.p]);
        numbers.extend(
            evidence
                .lift
                .iter()
                .flat_map(|it| [it.value, it.low, it.high]),
        );
    }
    numbers
}

fn samples() -> impl Strategy<Value = Vec<[f64; 3]>> {
    let number = prop_oneof![
        Just(0.0),
        0.0..50.0,
        Just(f64::MAX),
        Just(f64::MIN_POSITIVE),
        -1e200..1e200,
    ];
    let sample = [number.clone(), number.clone(), number];
    prop::collection::vec(sample, 0..60)
}

proptest! {
    #[test]
    fn nothing_that_is_no_number_is_ever_said(
        first in samples(), second in samples(),
        alike in any::<bool>(), members in 0..1_000_000_u64, variance in prop_oneof![Just(0.0), Just(f64::NAN), 0.0..1.0],
    ) {
        let repeat = |samples: &[[f64; 3]]| {
            let mut moments = Moments::default();
            let count = if alike { 40 } else { 1 };
            samples.iter().cycle().take(samples.len() * count).for_each(|it| moments.push(*it));
            moments
        };
        let cells = [repeat(&first), repeat(&second)];
        let adjustment = Adjustment::shared(&cells);
        for tuning in [Tuning::Members(members), Tuning::Variance(variance)] {
            for adjustment in [None, adjustment] {
                let [below, above] = [0, 1].map(|it| CellMean::of(Text::new("c"), &cells[it], adjustment));
                let comparison = Comparison::new(TAKE.measure(), below, above, plan(tuning));
                let numbers = printed(&comparison);
                prop_assert!(numbers.iter().all(|it| it.is_finite()), "{comparison:?}");
                let sentence = comparison.sentence();
                prop_assert!(!sentence.contains("NaN") && !sentence.contains("inf"), "{sentence}");
            }
        }
    }

    #[test]
    fn a_lift_leaves_nothing_out_exactly_when_the_difference_does(
        below in 0.1..1.0, above in 0.0..1.0, error in 0.001..0.02, other in 0.001..0.02
    ) {
        let better = Direction::More;
        let it = comparison(TAKE.measure(), (below, error), (above, other), Tuning::Members(10_000));
        for evidence in [it.once, it.always] {
            if let Ok(lift) = evidence.unwrap().lift {
                let verdict = Verdict::of(&evidence, better);
                prop_assert_eq!(verdict == Verdict::Better, lift.low > 0.0);
                prop_assert_eq!(verdict == Verdict::Worse, lift.high < 0.0);
            }
        }
    }
}

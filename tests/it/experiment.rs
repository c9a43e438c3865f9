//! The numbers of experiments against those of independent implementations:
//! `tests/fixtures/experiment`.

use keyart::{
    experiment::{
        Adjustment, Concentration, Level, Mean, Moments, Plan, Tuning, Unit,
        comparison::{CellMean, Comparison},
        distributions::{binomial_tail, chi_square_tail, normal_cdf, normal_quantile, two_sided_p},
        metric::{Direction, Measure},
        multiplicity::{benjamini_hochberg, holm},
        power::{Baseline, Clusters, Design, Looks, PowerError},
        sample_ratio::{self, SampleRatio},
    },
    text::Text,
};
use serde_json::Value;

fn answers() -> Value {
    serde_json::from_str(include_str!("../fixtures/experiment/answers.json")).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    let numbers = value.as_array().unwrap().iter();
    numbers.map(|it| it.as_f64().unwrap()).collect()
}

fn table(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(numbers).collect()
}

/// Checks that `found` agrees with `known` to the relative `tolerance`.
#[track_caller]
fn agrees(found: f64, known: f64, tolerance: f64, what: &str) {
    let apart = (found - known).abs() / known.abs().max(f64::MIN_POSITIVE);
    assert!(
        found == known || apart <= tolerance,
        "{what}: {found:e} is not {known:e}"
    );
}

#[test]
fn distributions_agree_with_those_of_forty_digits() {
    let answers = answers();
    for row in table(&answers["normal_cdf"]) {
        agrees(normal_cdf(row[0]), row[1], 1e-12, "normal");
        let both = 2.0 * normal_cdf(-row[0].abs());
        agrees(two_sided_p(row[0]), both, 1e-14, "two-sided");
    }
    for row in table(&answers["normal_quantile"]) {
        let close = (normal_quantile(row[0]) - row[1]).abs() <= 1e-12 * row[1].abs().max(1e-3);
        assert!(close, "{} for {row:?}", normal_quantile(row[0]));
    }
    for row in table(&answers["chi_square"]) {
        agrees(
            chi_square_tail(row[0], row[1] as u32),
            row[2],
            1e-11,
            &format!("{row:?}"),
        );
    }
    for row in table(&answers["binomial"]) {
        agrees(
            binomial_tail(row[0] as u32, row[1] as u32, row[2]),
            row[3],
            1e-11,
            "binomial",
        );
    }
    for p in [0.0, -1.0, 1.0, 2.0] {
        assert!(normal_quantile(p).is_finite());
    }
}

#[test]
fn sample_sizes_are_those_of_the_textbook() {
    let answers = answers();
    let level = |alpha| Level::new(alpha).unwrap();
    for row in table(&answers["power_shares"]) {
        let [p1, p2, alpha, power, ratio, known] = row[..] else {
            panic!("{row:?}")
        };
        let clusters = Clusters::default();
        let design =
            Design::new(Baseline::Share(p1), level(alpha), power, ratio, clusters).unwrap();
        let members = design.members(p2 - p1, Looks::Once).unwrap();
        assert_eq!(members as f64, known.ceil(), "{row:?}");
        // The inverses say the same.
        let found = design.power(p2 - p1, members, Looks::Once).unwrap();
        let less = design.power(p2 - p1, members - 1, Looks::Once).unwrap();
        assert!(found >= power && less < power, "{less} {power} {found}");
        if p2 > p1 {
            let least = design.detectable(members, Looks::Once).unwrap();
            let more = design.detectable(members - 1, Looks::Once).unwrap();
            assert!(least <= p2 - p1 && p2 - p1 < more, "{least} {more}");
        }
    }
    for row in table(&answers["power_means"]) {
        let [sd, effect, alpha, power, ratio, known] = row[..] else {
            panic!("{row:?}")
        };
        let clusters = Clusters::default();
        let baseline = Baseline::Deviation(sd);
        let design = Design::new(baseline, level(alpha), power, ratio, clusters).unwrap();
        let members = design.members(-effect, Looks::Once).unwrap();
        assert_eq!(members as f64, known.ceil(), "{row:?}");
    }
    let known = table(&answers["power_shares"])[0][5];
    assert_eq!(known.ceil(), 3841.0);
}

#[test]
fn members_with_many_impressions_save_members_as_far_as_impressions_are_unlike() {
    let share = Baseline::Share(0.1);
    let members = |per_member, spread, correlation| {
        let clusters = Clusters {
            per_member,
            spread,
            correlation,
        };
        let design = Design::new(share, Level::default(), 0.8, 1.0, clusters).unwrap();
        design.members(0.02, Looks::Once).unwrap()
    };
    assert_eq!(
        members(20.0, 0.0, 0.0),
        3840.8475_f64.div_euclid(20.0) as u64 + 1
    );
    assert_eq!(members(20.0, 0.0, 1.0), 3841);
    // 3840.847 · (1 + 19 · 0.01) ÷ 20, and with sizes that vary as much as they are large.
    assert_eq!(members(20.0, 0.0, 0.01), 229);
    assert_eq!(members(20.0, 1.0, 0.01), 267);
    let design = Design::new(share, Level::default(), 0.8, 1.0, Clusters::default()).unwrap();
    let any = design.members(0.02, Looks::AnyTime).unwrap();
    assert!((7_200..7_500).contains(&any), "{any}");
}

#[test]
fn designs_that_cannot_be_are_refused() {
    let new = |baseline, power, ratio, per_member, correlation| {
        let clusters = Clusters {
            per_member,
            correlation,
            ..Clusters::default()
        };
        Design::new(baseline, Level::default(), power, ratio, clusters)
    };
    let share = Baseline::Share(0.1);
    for nan in [f64::NAN, f64::INFINITY, -1.0] {
        assert!(new(Baseline::Share(nan), 0.8, 1.0, 1.0, 0.0).is_err());
        assert!(new(Baseline::Deviation(nan), 0.8, 1.0, 1.0, 0.0).is_err());
        assert!(new(share, nan, 1.0, 1.0, 0.0).is_err());
        assert!(new(share, 0.8, nan, 1.0, 0.0).is_err());
        assert!(new(share, 0.8, 1.0, nan, 0.0).is_err());
        assert!(new(share, 0.8, 1.0, 1.0, nan).is_err());
        let design = new(share, 0.8, 1.0, 1.0, 0.0).unwrap();
        assert!(design.members(nan, Looks::Once).is_err());
    }
    let design = new(share, 0.8, 1.0, 1.0, 0.0).unwrap();
    assert_eq!(
        design.members(0.9, Looks::Once),
        Err(PowerError::Effect(0.9))
    );
    assert_eq!(design.members(1e-12, Looks::Once), Err(PowerError::TooMany));
    assert_eq!(
        design.detectable(1, Looks::Once),
        Err(PowerError::TooFew(1))
    );
    assert!(Level::new(f64::NAN).is_none() && Level::new(0.0).is_none());
}

#[test]
fn counts_of_cells_are_checked_as_scipy_does() {
    for row in answers()["srm"].as_array().unwrap() {
        let counts: Vec<u64> = numbers(&row[0]).iter().map(|it| *it as u64).collect();
        let p = row[3].as_f64().unwrap();
        let found = sample_ratio::check(&counts, &numbers(&row[1])).unwrap();
        let (SampleRatio::Holds(test) | SampleRatio::Mismatch(test)) = found else {
            panic!("{found:?}")
        };
        agrees(test.statistic, row[2].as_f64().unwrap(), 1e-11, "statistic");
        agrees(test.p, p, 1e-11, "p");
        assert_eq!(matches!(found, SampleRatio::Mismatch(_)), p < 0.001);
    }
    let found = sample_ratio::check(&[821_588, 815_482], &[1.0, 1.0]).unwrap();
    let sentence = found.sentence(&["control", "treatment"]);
    assert!(
        sentence.starts_with("Sample-ratio mismatch: control has 50.19 %"),
        "{sentence}"
    );
    assert!(matches!(
        sample_ratio::check(&[4, 9], &[1.0, 3.0]),
        Ok(SampleRatio::TooFew {
            members: 13,
            needed: 20
        })
    ));
    for weights in [
        &[1.0][..],
        &[1.0, 0.0],
        &[1.0, f64::NAN],
        &[1.0, f64::INFINITY],
    ] {
        assert!(
            sample_ratio::check(&[10, 10], weights).is_err(),
            "{weights:?}"
        );
    }
    let huge = sample_ratio::check(&[u64::MAX, u64::MAX], &[f64::MAX, f64::MAX]);
    assert!(matches!(huge, Ok(SampleRatio::Holds(test)) if test.p == 1.0));
    let lost = sample_ratio::check(&[u64::MAX, 0], &[1.0, 1.0]).unwrap();
    assert!(
        lost.sentence(&[])
            .contains("p below 1e-300 (χ² = 18446744073709551616.0 with 1 degree of")
    );
}

#[test]
fn several_p_values_are_adjusted_as_statsmodels_does() {
    let answers = answers();
    let p = numbers(&answers["p"]);
    for (found, known) in [
        (holm(&p), numbers(&answers["holm"])),
        (
            benjamini_hochberg(&p),
            numbers(&answers["benjamini_hochberg"]),
        ),
    ] {
        for (found, known) in found.into_iter().zip(known) {
            agrees(found, known, 1e-14, "adjusted");
        }
    }
    assert!(holm(&[]).is_empty());
}

fn cells(experiment: &Value) -> [Moments; 2] {
    let mut cells = [Moments::default(); 2];
    for row in table(&experiment["rows"]) {
        cells[row[0] as usize].push([row[1], row[2], row[3]]);
    }
    cells
}

const TAKE: Measure = Measure {
    name: "take fraction",
    unit: Unit::Share,
    better: Direction::More,
    of: "impressions",
    meaning: "",
};

#[test]
fn ratios_differences_and_intervals_agree_with_their_definitions() {
    let answers = answers();
    let known = &answers["experiment"];
    let cells = cells(known);
    let planned = known["planned_variance"].as_f64().unwrap();
    let plan = Plan {
        level: Level::default(),
        tuning: Tuning::Variance(planned),
    };
    let mean = |place: usize| CellMean::of(Text::new("cell"), &cells[place], None);
    for place in [0, 1] {
        let mean = mean(place).mean.unwrap();
        agrees(mean.value, numbers(&known["values"])[place], 1e-12, "value");
        agrees(
            mean.variance,
            numbers(&known["variances"])[place],
            1e-12,
            "variance",
        );
    }
    let comparison = Comparison::new(TAKE, mean(0), mean(1), plan);
    let once = comparison.once.unwrap();
    agrees(
        once.p,
        known["p_once"].as_f64().unwrap(),
        1e-10,
        "p of a single look",
    );
    let lift = once.lift.unwrap();
    agrees(
        lift.low,
        numbers(&known["lift_once"])[0],
        1e-10,
        "Fieller, low",
    );
    agrees(
        lift.high,
        numbers(&known["lift_once"])[1],
        1e-10,
        "Fieller, high",
    );
    let always = comparison.always.unwrap();
    agrees(
        always.p,
        known["p_always"].as_f64().unwrap(),
        1e-8,
        "always-valid p",
    );
    agrees(
        always.difference.low,
        numbers(&known["always"])[0],
        1e-8,
        "always-valid, low",
    );
    agrees(
        always.difference.high,
        numbers(&known["always"])[1],
        1e-8,
        "always-valid, high",
    );
}

#[test]
fn what_was_known_beforehand_is_taken_off_as_defined() {
    let answers = answers();
    let known = &answers["experiment"];
    let cells = cells(known);
    let adjustment = Adjustment::shared(&cells).unwrap();
    for (place, cell) in cells.iter().enumerate() {
        let mean = Mean::of_ratio(cell, Some(adjustment)).unwrap();
        agrees(
            mean.value,
            numbers(&known["adjusted"])[place],
            1e-11,
            "value",
        );
        agrees(
            mean.variance,
            numbers(&known["adjusted_variances"])[place],
            1e-11,
            "variance",
        );
    }
}

#[test]
fn merged_moments_are_those_of_all_members() {
    let answers = answers();
    let rows = table(&answers["experiment"]["rows"]);
    let push = |rows: &[Vec<f64>]| {
        let mut moments = Moments::default();
        rows.iter()
            .for_each(|row| moments.push([row[1], row[2], row[3]]));
        moments
    };
    let all = push(&rows);
    for cut in [0, 1, 20, 59, 60] {
        let mut merged = push(&rows[..cut]);
        merged.merge(&push(&rows[cut..]));
        assert_eq!(merged.members(), all.members());
        for a in 0..3 {
            agrees(merged.mean(a), all.mean(a), 1e-13, "mean");
            for b in 0..3 {
                agrees(merged.product(a, b), all.product(a, b), 1e-11, "product");
            }
        }
    }
}

#[test]
fn concentration_agrees_with_its_definitions() {
    let answers = answers();
    let known = &answers["concentration"];
    for (concentration, name) in [
        (Concentration::EffectiveCatalogueSize, "ecs"),
        (Concentration::Entropy, "entropy"),
        (Concentration::EffectiveItems, "effective"),
        (Concentration::Gini, "gini"),
    ] {
        let found = concentration.of(&mut numbers(&known["amounts"])).unwrap();
        agrees(found, known[name].as_f64().unwrap(), 1e-13, name);
    }
    // One title has everything; all have the same.
    let [mut one, mut all] = [[0.0, 7.0, 0.0, 0.0], [3.0; 4]];
    assert_eq!(
        Concentration::EffectiveCatalogueSize.of(&mut one),
        Some(1.0)
    );
    assert_eq!(
        Concentration::EffectiveCatalogueSize.of(&mut all),
        Some(4.0)
    );
    assert_eq!(Concentration::Gini.of(&mut one), Some(0.75));
    assert_eq!(Concentration::Gini.of(&mut all), Some(0.0));
    for mut nothing in [vec![], vec![0.0; 3], vec![f64::NAN, 1.0], vec![f64::MAX; 9]] {
        assert_eq!(Concentration::Entropy.of(&mut nothing), None);
    }
}

//! Who is in which cell: the same after a restart, even, and moved as little as can be.

use keyart::{
    experiment::{Assignment, Cell, assignment::AssignmentError, distributions::chi_square_tail},
    text::Text,
};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn assignment(salt: &str, cells: &[(&str, f64)]) -> Assignment {
    let cell = |(name, weight): &(&str, f64)| Cell {
        name: Text::new(name),
        weight: *weight,
    };
    Assignment::new(salt, cells.iter().map(cell).collect()).unwrap()
}

/// The documented rule, written again: SHA-256, the mixer, and exponential clocks.
fn cell_by_the_rule(salt: &str, cells: &[(&str, f64)], unit: &str) -> usize {
    let number = |text: String| {
        let digest = Sha256::digest(text);
        u64::from_be_bytes(digest[..8].try_into().unwrap())
    };
    let mix = |mut z: u64| {
        for (shift, factor) in [(30, 0xBF58_476D_1CE4_E5B9_u64), (27, 0x94D0_49BB_1331_11EB)] {
            z = (z ^ (z >> shift)).wrapping_mul(factor);
        }
        z ^ (z >> 31)
    };
    let h = number(format!("{salt}:{unit}"));
    let clock = |(name, weight): &(&str, f64)| {
        let bits = mix(h ^ number(format!("cell:{name}"))) >> 12;
        -((bits as f64 + 0.5) / 2_f64.powi(52)).ln() / weight
    };
    let clocks: Vec<f64> = cells.iter().map(clock).collect();
    let first = clocks.iter().copied().fold(f64::INFINITY, f64::min);
    clocks.iter().position(|it| *it == first).unwrap()
}

#[test]
fn a_restart_changes_nobodys_cell() {
    // Written down when the rule was made; a change here moves members of running experiments.
    let two = assignment("artwork-2016", &[("control", 1.0), ("explore", 1.0)]);
    let three = assignment("bandit-2017", &[("a", 5.0), ("b", 3.0), ("c", 2.0)]);
    let names = |cells: &Assignment| -> String {
        (0..40)
            .map(|it| cells.cell_of(&format!("member-{it}")).to_string())
            .collect()
    };
    let numbers = |cells: &Assignment| -> String {
        (0..40)
            .map(|it| cells.cell_of_number(it).to_string())
            .collect()
    };
    insta::assert_snapshot!(
        [names(&two), numbers(&two), names(&three), numbers(&three)].join("\n"),
        @r"
    1010010101011110101001101000100101011111
    0010001000011011111100111000010011000010
    1121100201121020002011000222000222002011
    0012001011021000000011101020020200021110
    "
    );
}

/// How often chance alone spreads `counts` as unevenly over cells with `weights`.
fn p_of(counts: &[u64], weights: &[f64]) -> f64 {
    let (members, sum): (u64, f64) = (counts.iter().sum(), weights.iter().sum());
    let parts = counts.iter().zip(weights).map(|(count, weight)| {
        let expected = members as f64 * weight / sum;
        (*count as f64 - expected).powi(2) / expected
    });
    chi_square_tail(parts.sum(), counts.len() as u32 - 1)
}

#[test]
fn cells_get_their_shares_of_names_and_of_numbers() {
    let weights = [6.0, 3.0, 0.5, 0.5];
    let cells = [("a", 6.0), ("b", 3.0), ("c", 0.5), ("d", 0.5)];
    let mut least = 1.0_f64;
    for salt in 0..20 {
        let assignment = assignment(&format!("salt {salt}"), &cells);
        let (mut names, mut numbers) = ([0; 4], [0; 4]);
        for unit in 0..5_000 {
            names[assignment.cell_of(&format!("m{unit}"))] += 1;
            // Numbers with a step, as shards have them.
            numbers[assignment.cell_of_number(unit * 1024)] += 1;
        }
        least = least
            .min(p_of(&names, &weights))
            .min(p_of(&numbers, &weights));
    }
    // The least of forty p-values is below 0.0005 once in fifty times.
    assert!(least > 0.0005, "{least}");
}

#[test]
fn one_experiment_says_nothing_about_the_cells_of_another() {
    let cells = [("a", 1.0), ("b", 1.0)];
    let (first, second) = (assignment("first", &cells), assignment("second", &cells));
    let (mut names, mut numbers) = ([0; 4], [0; 4]);
    for unit in 0..20_000 {
        let name = unit.to_string();
        names[2 * first.cell_of(&name) + second.cell_of(&name)] += 1;
        numbers[2 * first.cell_of_number(unit) + second.cell_of_number(unit)] += 1;
    }
    for counts in [names, numbers] {
        assert!(p_of(&counts, &[1.0; 4]) > 0.001, "{counts:?}");
    }
}

#[test]
fn new_weights_and_new_cells_move_only_whom_they_must() {
    let before = assignment("s", &[("a", 1.0), ("b", 1.0), ("c", 1.0)]);
    let heavier = assignment("s", &[("c", 1.0), ("a", 2.0), ("b", 1.0)]);
    let more = assignment("s", &[("d", 1.0), ("a", 1.0), ("b", 1.0), ("c", 1.0)]);
    let name = |assignment: &Assignment, unit: u64| {
        let place = assignment.cell_of_number(unit);
        assignment.cells()[place].name.clone()
    };
    let (mut to_a, mut to_d) = (0, 0);
    for unit in 0..30_000 {
        let old = name(&before, unit);
        let new = name(&heavier, unit);
        assert!(new == old || &*new == "a", "{unit}: {old} to {new}");
        to_a += u32::from(new != old);
        let new = name(&more, unit);
        assert!(new == old || &*new == "d", "{unit}: {old} to {new}");
        to_d += u32::from(new != old);
    }
    // From a third to a half, and a fourth of all.
    assert!(to_a.abs_diff(5_000) < 250, "{to_a}");
    assert!(to_d.abs_diff(7_500) < 300, "{to_d}");
}

#[test]
fn cells_that_nobody_can_tell_apart_are_refused() {
    let cell = |name: &str, weight| Cell {
        name: Text::new(name),
        weight,
    };
    let two = || vec![cell("a", 1.0), cell("b", 1.0)];
    assert_eq!(
        Assignment::new("", two()).unwrap_err(),
        AssignmentError::NoSalt
    );
    assert!(matches!(
        Assignment::new("a:b", two()),
        Err(AssignmentError::Colon(_))
    ));
    for (cells, part) in [
        (vec![cell("a", 1.0)], "at least two"),
        (
            vec![cell("a", 1.0), cell("a", 1.0)],
            "two cells are called `a`",
        ),
        (vec![cell("a", 1.0), cell("", 1.0)], "no name"),
        (vec![cell("a", 1.0), cell("b", 0.0)], "cell `b` is 0"),
        (vec![cell("a", f64::NAN), cell("b", 1.0)], "NaN"),
        (vec![cell("a", f64::INFINITY), cell("b", 1.0)], "inf"),
    ] {
        let message = Assignment::new("s", cells).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
    }
}

proptest! {
    #[test]
    fn the_cell_is_that_of_the_documented_rule(
        salt in "[a-z ]{1,9}", unit in ".{0,80}", weight in 0.01..100.0
    ) {
        let cells = [("x", 1.0), ("y", weight), ("z", 2.0)];
        let found = assignment(&salt, &cells).cell_of(&unit);
        prop_assert_eq!(found, cell_by_the_rule(&salt, &cells, &unit));
    }
}

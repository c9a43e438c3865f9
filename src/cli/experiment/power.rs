//! `keyart experiment power`: how many members an experiment takes, what it finds, how surely.

use std::io::Write;

use clap::{Args, value_parser};
use serde_json::{Value, json};

use super::{level, percent};
use crate::{
    cli::{Failure, columns::print_columns},
    experiment::{
        Level,
        power::{Baseline, Clusters, Design, Looks, PowerError},
        sentence::grouped,
    },
};

/// Options of `keyart experiment power`.
#[derive(Debug, Args)]
#[command(after_help = "\
--effect alone gives the members; --members alone the least effect that is found; both together \
give the power.")]
pub(in crate::cli) struct PowerOptions {
    /// The metric in the baseline cell: a share such as 0.1, or a mean if --deviation is given.
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    baseline: f64,
    /// The least effect that matters: a share of the baseline such as 5%, or a difference such as
    /// 0.005.
    #[arg(
        long, value_name = "EFFECT", value_parser = effect, allow_hyphen_values = true,
        required_unless_present = "members"
    )]
    effect: Option<Effect>,
    /// Members in the baseline cell.
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..=1_000_000_000_000))]
    members: Option<u64>,
    /// The metric is a mean of impressions with this standard deviation.
    #[arg(long, value_name = "SD")]
    deviation: Option<f64>,
    /// How surely the effect is to be found.
    #[arg(long, value_name = "SHARE", default_value_t = 0.8)]
    power: f64,
    /// How often a difference may be claimed that is none; all cells share it.
    #[arg(long, value_name = "SHARE", default_value = "0.05", value_parser = level)]
    alpha: Level,
    /// How many cells, the baseline included.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = value_parser!(u32).range(2..=1000))]
    cells: u32,
    /// Members in every other cell for each in the baseline.
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0)]
    allocation: f64,
    #[command(flatten)]
    members_are: ClusterOptions,
    /// Members that join the experiment each day.
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..))]
    members_per_day: Option<u64>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// How impressions belong to members.
#[derive(Debug, Args)]
struct ClusterOptions {
    /// Impressions of a member, on average.
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0)]
    per_member: f64,
    /// The standard deviation of that number, as a share of it.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0)]
    spread: f64,
    /// How alike the impressions of a member are (intra-cluster correlation), from 0 to 1.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.0)]
    icc: f64,
}

/// An effect as it was typed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Effect {
    /// In the metric's unit.
    Difference(f64),
    /// As a share of the baseline.
    Lift(f64),
}

/// The effect that `word` spells.
///
/// # Errors
/// A sentence that says what one is.
fn effect(word: &str) -> Result<Effect, String> {
    let (number, is_lift) = match word.strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (word, false),
    };
    match number.parse::<f64>() {
        Ok(number) if number.is_finite() && is_lift => Ok(Effect::Lift(number / 100.0)),
        Ok(number) if number.is_finite() => Ok(Effect::Difference(number)),
        _ => Err(
            "a share of the baseline such as 5%, or a difference such as 0.005, was expected"
                .to_owned(),
        ),
    }
}

/// What is printed for one way of looking at the result.
#[derive(Debug, Clone, Copy)]
struct Answer {
    looks: Looks,
    /// Members in the baseline cell, and in each other one.
    members: (u64, u64),
    effect: f64,
    power: f64,
}

/// Prints what was asked for.
///
/// # Errors
/// [`Failure::Input`] for numbers out of range, [`Failure::Storage`] if printing fails.
pub(super) fn run(arguments: &PowerOptions, out: &mut dyn Write) -> Result<(), Failure> {
    let refused = |error: PowerError| Failure::Input(format!("experiment power: {error}"));
    if !arguments.baseline.is_finite() {
        let message = "experiment power: the baseline is no number";
        return Err(Failure::Input(message.to_owned()));
    }
    let design = design(arguments).map_err(refused)?;
    let answers = [Looks::Once, Looks::AnyTime]
        .into_iter()
        .map(|looks| answer(arguments, &design, looks))
        .collect::<Result<Vec<_>, _>>()
        .map_err(refused)?;
    if arguments.json {
        let value = value(arguments, &design, &answers);
        return Ok(writeln!(out, "{value:#}")?);
    }
    print(arguments, &design, &answers, out)
}

fn design(arguments: &PowerOptions) -> Result<Design, PowerError> {
    let baseline = arguments
        .deviation
        .map_or(Baseline::Share(arguments.baseline), Baseline::Deviation);
    let clusters = Clusters {
        per_member: arguments.members_are.per_member,
        spread: arguments.members_are.spread,
        correlation: arguments.members_are.icc,
    };
    Design::new(
        baseline,
        claim_level(arguments),
        arguments.power,
        arguments.allocation,
        clusters,
    )
}

/// The level of one comparison: all of them share the one that was asked for.
fn claim_level(arguments: &PowerOptions) -> Level {
    arguments.alpha.shared_by(arguments.cells - 1)
}

fn answer(arguments: &PowerOptions, design: &Design, looks: Looks) -> Result<Answer, PowerError> {
    let typed = arguments.effect.map(|effect| match effect {
        Effect::Difference(difference) => difference,
        Effect::Lift(lift) => lift * arguments.baseline,
    });
    let effect = match (typed, arguments.members) {
        (Some(effect), _) => effect,
        (None, members) => design.detectable(members.unwrap_or(1), looks)?,
    };
    let members = match arguments.members {
        Some(members) => members,
        None => design.members(effect, looks)?,
    };
    Ok(Answer {
        looks,
        members: (members, design.beside(members)),
        effect,
        power: design.power(effect, members, looks)?,
    })
}

impl Answer {
    /// Members of all cells.
    fn all(&self, cells: u32) -> u64 {
        let others = u64::from(cells - 1).saturating_mul(self.members.1);
        self.members.0.saturating_add(others)
    }

    fn days(&self, arguments: &PowerOptions) -> Option<u64> {
        let per_day = arguments.members_per_day?;
        Some(self.all(arguments.cells).div_ceil(per_day))
    }

    /// The effect as a share of the baseline; `None` if that is 0.
    fn lift(&self, arguments: &PowerOptions) -> Option<f64> {
        let lift = self.effect / arguments.baseline;
        lift.is_finite().then_some(lift)
    }
}

fn print(
    arguments: &PowerOptions,
    design: &Design,
    answers: &[Answer],
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (cells, alpha) = (arguments.cells, arguments.alpha.alpha());
    let shared = match cells {
        2 => String::new(),
        more => format!(
            ", {} for each of {} comparisons",
            percent(claim_level(arguments).alpha()),
            more - 1
        ),
    };
    let metric = match arguments.deviation {
        Some(deviation) => format!("{} with a deviation of {deviation}", arguments.baseline),
        None => percent(arguments.baseline),
    };
    writeln!(
        out,
        "{cells} cells, baseline {metric}, two-sided at {}{shared}",
        percent(alpha)
    )?;
    if arguments.members_are.per_member > 1.0 {
        writeln!(
            out,
            "{} impressions a member, which are worth {:.2} independent ones (design effect {:.3})",
            arguments.members_are.per_member,
            arguments.members_are.per_member / design.design_effect(),
            design.design_effect()
        )?;
    }
    writeln!(out)?;
    let has_days = arguments.members_per_day.is_some();
    let heading = [
        "look",
        "effect",
        "lift",
        "power",
        "baseline",
        "other cells",
        "all members",
    ];
    let heading = heading.into_iter().chain(has_days.then_some("days"));
    let mut rows = vec![heading.map(str::to_owned).collect::<Vec<_>>()];
    rows.extend(answers.iter().map(|it| row(arguments, it)));
    print_columns(&rows, 1..8, out)?;
    Ok(writeln!(
        out,
        "\n\"once\" must not be looked at before its members are there. \"any time\" may be, and \
         stops when the\neffect is shown: mostly earlier than its members say, and by then with \
         that power."
    )?)
}

fn row(arguments: &PowerOptions, answer: &Answer) -> Vec<String> {
    let name = match answer.looks {
        Looks::Once => "once",
        Looks::AnyTime => "any time",
    };
    let difference = match arguments.deviation {
        Some(_) => format!("{:+.4}", answer.effect),
        None => format!("{:+.4} points", 100.0 * answer.effect),
    };
    let lift = answer.lift(arguments);
    let mut row = vec![
        name.to_owned(),
        difference,
        lift.map_or("–".to_owned(), |lift| format!("{:+.2} %", 100.0 * lift)),
        format!("{:.1} %", 100.0 * answer.power),
        grouped(answer.members.0),
        grouped(answer.members.1),
        grouped(answer.all(arguments.cells)),
    ];
    row.extend(answer.days(arguments).map(grouped));
    row
}

fn value(arguments: &PowerOptions, design: &Design, answers: &[Answer]) -> Value {
    let answer = |it: &Answer| {
        json!({
            "looks": match it.looks { Looks::Once => "once", Looks::AnyTime => "any-time" },
            "effect": it.effect,
            "lift": it.lift(arguments),
            "power": it.power,
            "members_baseline": it.members.0,
            "members_other": it.members.1,
            "members": it.all(arguments.cells),
            "days": it.days(arguments),
        })
    };
    json!({
        "baseline": arguments.baseline,
        "deviation": arguments.deviation,
        "cells": arguments.cells,
        "alpha": arguments.alpha.alpha(),
        "alpha_of_comparison": claim_level(arguments).alpha(),
        "design_effect": design.design_effect(),
        "answers": answers.iter().map(answer).collect::<Vec<_>>(),
    })
}

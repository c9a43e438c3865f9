//! `keyart experiment aa`: what looking again and again does to a test.

use std::{io::Write, num::NonZeroUsize, thread};

use clap::{Args, value_parser};
use serde_json::json;

use super::{level, percent};
use crate::{
    cli::{Failure, columns::print_columns, options::Options},
    experiment::{
        Level,
        estimate::LEAST_MEMBERS,
        peeking::{Alike, Claims},
    },
    log::statistics::Share,
    seed::Seed,
};

/// Options of `keyart experiment aa`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AlikeOptions {
    /// How many experiments.
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = value_parser!(u32).range(1..=1_000_000))]
    runs: u32,
    /// How often each is looked at.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = value_parser!(u32).range(1..=10_000))]
    peeks: u32,
    /// How many members join each cell before a look.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = value_parser!(u32).range(LEAST_MEMBERS as i64..=100_000))]
    members: u32,
    /// How often a test may be wrong.
    #[arg(long, value_name = "SHARE", default_value = "0.05", value_parser = level)]
    alpha: Level,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// Runs the experiments and prints how often each test claims a difference.
///
/// # Errors
/// [`Failure::Storage`] if printing fails.
pub(super) fn run(
    arguments: &AlikeOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let alike = Alike {
        runs: arguments.runs,
        peeks: arguments.peeks,
        members: arguments.members,
        level: arguments.alpha,
        seed: Seed(options.seed.unwrap_or_default()),
    };
    let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let claims = alike.play(threads);
    if arguments.json {
        return json(&alike, &claims, out);
    }
    print(&alike, &claims, out)
}

/// Each test with its name in JSON, its name, and how often it claimed a difference.
fn tests(alike: &Alike, claims: &Claims) -> [(&'static str, String, u32); 4] {
    let peeks = alike.peeks;
    [
        ("once", "looked at once, at the end".to_owned(), claims.once),
        (
            "peeking",
            format!("the same test, looked at {peeks} times"),
            claims.peeking,
        ),
        (
            "always_valid",
            format!("always-valid, looked at {peeks} times"),
            claims.always,
        ),
        (
            "by_impression",
            "once, with impressions for members".to_owned(),
            claims.by_impression,
        ),
    ]
}

fn share(count: u32, runs: u32) -> Share {
    let none = Share {
        value: 0.0,
        low: 0.0,
        high: 1.0,
        n: 0,
    };
    Share::wilson(u64::from(count), u64::from(runs)).unwrap_or(none)
}

fn print(alike: &Alike, claims: &Claims, out: &mut dyn Write) -> Result<(), Failure> {
    let Alike { runs, members, .. } = alike;
    writeln!(
        out,
        "A/A: {runs} experiments whose cells are treated alike; {members} members join each cell \
         before a look.\nHow often a test at a level of {} claims a difference that is none:\n",
        percent(alike.level.alpha())
    )?;
    let heading = ["test", "claims", "95 % interval", "of runs"].map(str::to_owned);
    let mut rows = vec![heading.to_vec()];
    for (_, name, count) in tests(alike, claims) {
        let share = share(count, *runs);
        rows.push(vec![
            name,
            format!("{:.1} %", 100.0 * share.value),
            format!("{:.1} % to {:.1} %", 100.0 * share.low, 100.0 * share.high),
            runs.to_string(),
        ]);
    }
    print_columns(&rows, 1..4, out)?;
    Ok(writeln!(
        out,
        "\nWho looks more than once and stops at the first claim needs the always-valid test. \
         Impressions of\nthe same member are alike, so counting them as members makes every \
         interval too narrow."
    )?)
}

fn json(alike: &Alike, claims: &Claims, out: &mut dyn Write) -> Result<(), Failure> {
    let tests = tests(alike, claims).map(|(name, _, count)| {
        let share = share(count, alike.runs);
        let interval = [share.low, share.high];
        json!({ "test": name, "claims": count, "share": share.value, "interval": interval })
    });
    let value = json!({
        "runs": alike.runs,
        "peeks": alike.peeks,
        "members_per_look": alike.members,
        "alpha": alike.level.alpha(),
        "seed": alike.seed.0,
        "tests": tests,
    });
    Ok(writeln!(out, "{value:#}")?)
}

//! `keyart policy`: what can choose the artwork.

use std::io::Write;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Failure;
use crate::engine::{Parameter, PolicyName};

/// The subcommands of `keyart policy`.
#[derive(Debug, Subcommand)]
pub(super) enum PolicyCommand {
    /// List the policies with their sources and parameters.
    List(ListOptions),
}

/// Options of `keyart policy list`.
#[derive(Debug, Args)]
pub(super) struct ListOptions {
    /// Print a JSON array.
    #[arg(long)]
    json: bool,
}

/// Prints what policies there are.
///
/// # Errors
/// [`Failure::Storage`] if printing fails.
pub(super) fn run(command: &PolicyCommand, out: &mut dyn Write) -> Result<(), Failure> {
    let PolicyCommand::List(ListOptions { json }) = command;
    if *json {
        let policies = PolicyName::ALL.iter().map(|name| value(*name)).collect();
        return Ok(writeln!(out, "{:#}", Value::Array(policies))?);
    }
    for name in PolicyName::ALL {
        let about = name.about();
        let mark = if *name == PolicyName::default() {
            " (default)"
        } else {
            ""
        };
        writeln!(out, "{name}{mark}\n  {}", about.meaning)?;
        writeln!(out, "  Source: {}.", about.source)?;
        for it in about.all_parameters() {
            let (default, range) = (it.spell(it.default), it.range());
            writeln!(out, "  {}={default}  {}; {range}", it.name, it.meaning)?;
        }
        writeln!(out)?;
    }
    Ok(writeln!(
        out,
        "Write parameters in braces: keyart --policy 'linucb{{alpha=0.3,floor=0.05}}'"
    )?)
}

fn value(name: PolicyName) -> Value {
    let about = name.about();
    let parameter = |it: Parameter| {
        json!({
            "name": it.name,
            "meaning": it.meaning,
            "default": it.spell(it.default),
            "range": it.range(),
        })
    };
    json!({
        "name": name.as_str(),
        "meaning": about.meaning,
        "source": about.source,
        "unit": (!about.unit.is_empty()).then_some(about.unit),
        "parameters": about.all_parameters().map(parameter).collect::<Vec<_>>(),
    })
}

/// The page of `docs/` about policies.
pub(super) fn markdown() -> String {
    let mut text = "# Policies\n\nMade by `keyart docs policies`. A policy gives the probability of every artwork of \
         a title's set before one is drawn; `--policy 'linucb{alpha=0.3}'`, or `policy = \"linucb{alpha=0.3}\"` in \
         the configuration, chooses one and sets its parameters. What variety (`--diversity`) costs a picture \
         is taken off its score before the draw; `best-artwork`, `uniform` and `fixed` have no score that it \
         could be taken off.\n"
        .to_owned();
    for name in PolicyName::ALL {
        let about = name.about();
        let scores = match about.unit {
            "" => String::new(),
            unit => format!(" Scores: expected {unit}."),
        };
        text += &format!(
            "\n## {name}\n\n{} Source: {}.{scores}\n\n| parameter | what it says | default | range |\n|---|---|---|---|\n",
            about.meaning, about.source
        );
        for it in about.all_parameters() {
            text += &format!(
                "| `{}` | {} | {} | {} |\n",
                it.name,
                it.meaning,
                it.spell(it.default),
                it.range()
            );
        }
    }
    text
}

//! Shell completions, the manual page and the reference pages: made from what the program itself
//! goes by.

use std::io::Write;

use clap::{Command, ValueEnum};
use clap_complete::Shell;

use super::{Failure, policy};
use crate::{
    engine::{FEATURE_TABLE, FEATURE_VERSION},
    script,
    tui::keymap,
};

/// Prints the completions of `command` for `shell`.
///
/// # Errors
/// [`Failure::Storage`] if printing fails.
pub(super) fn completions(
    shell: Shell,
    mut command: Command,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "keyart", &mut script);
    Ok(out.write_all(&script)?)
}

/// Prints the manual page of `command`, with one section for each subcommand.
///
/// # Errors
/// [`Failure::Storage`] if printing fails.
pub(super) fn manual(command: Command, out: &mut dyn Write) -> Result<(), Failure> {
    Ok(clap_mangen::Man::new(command).render(&mut *out)?)
}

/// A page of `docs/`, or a file of `assets/editors/`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Page {
    /// The keys.
    Keys,
    /// The commands and their options.
    Commands,
    /// The features that decisions are made from.
    Features,
    /// The policies and their parameters.
    Policies,
    /// The language of session scripts.
    Scripts,
    /// How Vim colours session scripts.
    Vim,
    /// How Visual Studio Code colours session scripts.
    TextMate,
    /// How Sublime Text and bat colour session scripts.
    Sublime,
}

/// Prints a page of `docs/`.
///
/// # Errors
/// [`Failure::Storage`] if printing fails.
pub(super) fn page(page: Page, command: Command, out: &mut dyn Write) -> Result<(), Failure> {
    let text = match page {
        Page::Keys => keymap::markdown(),
        Page::Commands => commands(command),
        Page::Features => features(),
        Page::Policies => policy::markdown(),
        Page::Scripts => script::markdown(),
        Page::Vim => script::vim(),
        Page::TextMate => script::text_mate(),
        Page::Sublime => script::sublime(),
    };
    Ok(out.write_all(text.as_bytes())?)
}

/// The long help of every command, those of subcommands after their own.
fn commands(command: Command) -> String {
    let mut root = command.term_width(90);
    root.build();
    let mut text = "# Commands\n\nMade by `keyart docs commands`.\n".to_owned();
    describe(&mut root, "keyart", &mut text);
    text
}

fn describe(command: &mut Command, name: &str, text: &mut String) {
    let help = command.render_help().to_string();
    // The global options are the same everywhere and stand in the first section.
    let own = if name == "keyart" {
        &help
    } else {
        help.split("\nGlobal options:").next().unwrap_or(&help)
    };
    let help: Vec<&str> = own.trim_end().lines().map(str::trim_end).collect();
    *text += &format!("\n## {name}\n\n```text\n{}\n```\n", help.join("\n"));
    let shown = |sub: &&mut Command| !sub.is_hide_set() && sub.get_name() != "help";
    for sub in command.get_subcommands_mut().filter(shown) {
        let name = format!("{name} {}", sub.get_name());
        describe(sub, &name, text);
    }
}

fn features() -> String {
    let mut text = format!(
        "# Features\n\nMade by `keyart docs features`. Version {FEATURE_VERSION}; in the order in which impressions \
         log them. Weights are expected quality plays per impression and unit; before anything is learnt they are \
         independent and normal with this mean and deviation.\n\n\
         | feature | what it says | from | mean | deviation |\n|---|---|---|---|---|\n"
    );
    for feature in FEATURE_TABLE {
        let inputs: Vec<&str> = feature.inputs.iter().map(|input| input.as_str()).collect();
        text += &format!(
            "| `{}` | {} | {} | {} | {} |\n",
            feature.name,
            feature.meaning,
            if inputs.is_empty() {
                "nothing".to_owned()
            } else {
                inputs.join(", ")
            },
            feature.prior_mean,
            feature.prior_deviation
        );
    }
    text
}

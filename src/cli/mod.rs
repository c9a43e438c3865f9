//! The command line: one file per subcommand.

mod artwork;
mod artwork_compose;
mod artwork_preview;
mod artwork_sheet;
mod bake_off;
mod browse;
pub mod catalog;
mod columns;
mod config;
mod doctor;
mod evaluate;
mod experiment;
mod failure;
mod generate;
mod lists;
pub mod log;
mod options;
mod plain;
mod policy;
mod profiles;
mod progress;
mod record;
mod report;
mod run;
mod scoreboard;
mod screen;
mod script;
mod select;
mod simulate;

use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

use clap::{
    ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, error::ErrorKind,
    parser::ValueSource,
};

pub use failure::Failure;
pub use options::Options;

use crate::{runtime::opening::log_folder, text};

/// Browse a catalog in the terminal; every profile sees its own artwork, and every choice is
/// explained and logged.
#[derive(Debug, Parser)]
#[command(name = "keyart", version, about, max_term_width = 100)]
#[command(after_help = "Without a command keyart opens the catalog. Press ? there for the keys.")]
struct CommandLine {
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    browse: browse::BrowseOptions,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print which artwork a profile sees for a title, and why.
    Select(select::SelectOptions),
    /// Make a picture of a screen, without a terminal.
    Screen(screen::ScreenOptions),
    /// Play session scripts, with expectations, without a terminal.
    Run(run::RunOptions),
    /// Simulate a population that browses, and write its log.
    Simulate(simulate::SimulateOptions),
    /// Let estimators guess a truth that is known, over and over again.
    Scoreboard(scoreboard::ScoreboardOptions),
    /// Write what you do as a session script.
    Record(record::RecordOptions),
    /// Check a catalog, and measure its pictures.
    Catalog(catalog::CatalogArgs),
    /// Look at and make artwork.
    #[command(subcommand)]
    Artwork(artwork::ArtworkCommand),
    /// Look into the log of what was shown and what followed.
    #[command(subcommand)]
    Log(log::LogCommand),
    /// Look at the policies that choose the artwork.
    #[command(subcommand)]
    Policy(policy::PolicyCommand),
    /// Check, format and look up session scripts.
    #[command(subcommand)]
    Script(script::ScriptCommand),
    /// Plan experiments: how many members they take, and who is in which cell.
    #[command(subcommand)]
    Experiment(experiment::ExperimentCommand),
    /// Run policies on classification data as bandit problems.
    BakeOff(bake_off::BakeOffOptions),
    /// Estimate what a policy would have been worth from the log of another one.
    Evaluate(evaluate::EvaluateOptions),
    /// Say what an experiment showed: as a page, as text or as data.
    Report(report::ReportOptions),
    /// List the profiles.
    Profiles(profiles::ProfilesOptions),
    /// Print where the configuration is, or its documented default.
    Config(config::ConfigOptions),
    /// Say what the terminal can do and whether everything is in order.
    Doctor(doctor::DoctorOptions),
    /// Print shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
    /// Print a page of the reference.
    #[command(hide = true)]
    Docs {
        /// Which page.
        page: generate::Page,
    },
}

/// Runs the program with the arguments of the process and returns its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line = match parse(arguments) {
        Ok(line) => line,
        Err(error) => return refuse(&error),
    };
    match execute(&line) {
        Ok(()) | Err(Failure::Unread) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(io::stderr(), "keyart: {failure}");
            ExitCode::from(failure.code())
        }
    }
}

/// The command line that `arguments` spell.
///
/// # Errors
/// If they are wrong, or ask for help or the version.
fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<CommandLine, clap::Error> {
    let mut command = CommandLine::command();
    let matches = command.try_get_matches_from_mut(lists::spread(arguments))?;
    if let (Some(name), Some(flag)) = (matches.subcommand_name(), interface_option(&matches)) {
        let message = format!(
            "--{flag} is an option of the interface, which `keyart {name}` does not open; leave \
             it out, or write an option of that command behind its name"
        );
        return Err(command.error(ErrorKind::ArgumentConflict, message));
    }
    let mut line = CommandLine::from_arg_matches(&matches)?;
    let is_typed = matches.value_source("data_dir") == Some(ValueSource::CommandLine);
    match &line.command {
        Some(Command::Run(_)) if is_typed => {
            let message = "--data-dir does not go with `keyart run`: each script has a folder of \
                           its own, which begins as a copy of what `Set Data` names and which \
                           --keep DIR keeps";
            return Err(command.error(ErrorKind::ArgumentConflict, message));
        }
        // What a script does must not depend on the environment.
        Some(Command::Run(_) | Command::Record(_)) if !is_typed => line.options.data_dir = None,
        _ => {}
    }
    Ok(line)
}

/// An option of the interface that stands on the command line.
fn interface_option(matches: &ArgMatches) -> Option<String> {
    let interface = browse::BrowseOptions::augment_args(clap::Command::new("interface"));
    let given = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let mut options = interface.get_arguments();
    let option = options.find(|option| given(option.get_id().as_str()))?;
    option.get_long().map(str::to_owned)
}

/// Prints what is wrong with the command line, or the help or version that it asks for.
fn refuse(error: &clap::Error) -> ExitCode {
    let is_wanted = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    if is_wanted {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    // What was typed is quoted in the message.
    for line in error.to_string().lines() {
        let _ = writeln!(io::stderr(), "{}", text::neutral(line));
    }
    ExitCode::from(2)
}

fn execute(line: &CommandLine) -> Result<(), Failure> {
    let options = &line.options;
    let out = &mut io::stdout();
    match &line.command {
        None => browse::run(&line.browse, options, out),
        Some(Command::Select(arguments)) => select::run(arguments, options, out),
        Some(Command::Screen(arguments)) => screen::run(arguments, options, out),
        Some(Command::Run(arguments)) => run::run(arguments, options, out),
        Some(Command::Record(arguments)) => record::run(arguments, options, out),
        Some(Command::Catalog(command)) => catalog::run(command, options, out),
        Some(Command::Artwork(command)) => artwork::run(command, options),
        Some(Command::Log(command)) => {
            log::run(command, &log_folder(&options.data()?), options, out)
        }
        Some(Command::Policy(command)) => policy::run(command, out),
        Some(Command::Script(command)) => script::run(command, out),
        Some(Command::Simulate(arguments)) => simulate::run(arguments, options, out),
        Some(Command::Experiment(command)) => experiment::run(command, options, out),
        Some(Command::Scoreboard(arguments)) => scoreboard::run(arguments, options, out),
        Some(Command::BakeOff(arguments)) => bake_off::run(arguments, options, out),
        Some(Command::Evaluate(arguments)) => evaluate::run(arguments, options, out),
        Some(Command::Report(arguments)) => report::run(arguments, options, out),
        Some(Command::Profiles(arguments)) => profiles::run(arguments, options, out),
        Some(Command::Config(arguments)) => config::run(arguments, options, out),
        Some(Command::Doctor(arguments)) => doctor::run(arguments, options, out),
        Some(Command::Completions { shell }) => {
            generate::completions(*shell, CommandLine::command(), out)
        }
        Some(Command::Docs { page }) => generate::page(*page, CommandLine::command(), out),
        Some(Command::Man) => generate::manual(CommandLine::command(), out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<CommandLine, clap::Error> {
        parse(line.split(' ').map(OsString::from))
    }

    #[test]
    fn the_commands_that_help_names_can_be_run() {
        for (command, _) in crate::tui::keymap::SHELL {
            let kind = parsed(command).err().map(|error| error.kind());
            let is_known = matches!(
                kind,
                None | Some(ErrorKind::DisplayHelp | ErrorKind::MissingRequiredArgument)
            );
            assert!(is_known, "{command}: {kind:?}");
        }
    }

    #[test]
    fn an_option_of_the_interface_is_refused_beside_a_command() {
        for (line, option) in [
            ("keyart --durable log path", "--durable"),
            ("keyart --reduced-motion doctor", "--reduced-motion"),
            ("keyart --profile Ada select --profile Bea", "--profile"),
        ] {
            let message = parsed(line).unwrap_err().to_string();
            assert!(message.contains(option), "{message}");
        }
        assert!(parsed("keyart --profile Ada --durable").is_ok());
        assert!(parsed("keyart select --profile Ada").is_ok());
        assert!(parsed("keyart --seed 7 log path").is_ok());
    }

    #[test]
    fn scripts_have_folders_of_their_own() {
        for line in [
            "keyart run --data-dir d a.keyart",
            "keyart --data-dir d run a.keyart",
        ] {
            let message = parsed(line).unwrap_err().to_string();
            assert!(message.contains("--keep DIR"), "{message}");
        }
        let recording = parsed("keyart record --data-dir d a.keyart").unwrap();
        assert_eq!(recording.options.data_dir, Some("d".into()));
    }
}

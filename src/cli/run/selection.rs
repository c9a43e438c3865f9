//! Which scripts are played, and in which order.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use rand::seq::SliceRandom;

use super::RunOptions;
use crate::{
    cli::Failure,
    script::{Problem, Script, files, read},
    seed::Seed,
    text::neutral,
};

/// A script as it was found.
pub(in crate::cli) struct Entry {
    /// Its path, neutral.
    pub(in crate::cli) name: String,
    /// What it says, or all that is wrong with it.
    pub(in crate::cli) script: Result<Script, Vec<Problem>>,
}

/// A script to be played once.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Task<'s> {
    /// The script.
    pub(in crate::cli) entry: &'s Entry,
    /// Which time it is, from 1.
    pub(in crate::cli) round: u32,
}

/// The scripts to be played.
pub(in crate::cli) struct Selection {
    entries: Vec<Entry>,
    /// The places of the entries, and which time each is played.
    pub(super) order: Vec<(usize, u32)>,
}

impl Task<'_> {
    /// The name of a folder for what it leaves.
    pub(in crate::cli) fn folder(&self) -> PathBuf {
        let name = self.entry.name.trim_end_matches(".keyart");
        let name = name.trim_start_matches(['.', '/']).replace('/', "-");
        PathBuf::from(match self.round {
            1 => name,
            round => format!("{name}.{round}"),
        })
    }
}

impl Selection {
    /// The scripts that `arguments` ask for.
    ///
    /// # Errors
    /// [`Failure::Input`] if there are none.
    pub(super) fn of(arguments: &RunOptions, seed: Option<u64>) -> Result<Self, Failure> {
        let mut entries = Vec::new();
        for path in files::scripts(&arguments.paths).map_err(Failure::Input)? {
            let name = neutral(&path.to_string_lossy());
            if !arguments
                .filter
                .as_ref()
                .is_none_or(|part| name.contains(&**part))
            {
                continue;
            }
            let script = read(&path, &files::Disk);
            let is_wanted = match &script {
                Ok(script) => arguments.admits(&script.tags),
                // Who can tell what it would be tagged with.
                Err(_) => true,
            };
            if is_wanted {
                entries.push(Entry { name, script });
            }
        }
        if entries.is_empty() {
            let message = "no script is left: see --list without --tag and --filter";
            return Err(Failure::Input(message.to_owned()));
        }
        let rounds = 1..=arguments.repeat;
        let mut order: Vec<(usize, u32)> = rounds
            .flat_map(|round| (0..entries.len()).map(move |place| (place, round)))
            .collect();
        if arguments.shuffle {
            let mut chance = Seed(seed.unwrap_or(1)).stream("order of scripts", &[]);
            order.shuffle(&mut chance);
        }
        Ok(Self { entries, order })
    }

    /// What is played at this place.
    pub(super) fn task(&self, place: usize) -> Task<'_> {
        let (entry, round) = self.order[place];
        Task {
            entry: &self.entries[entry],
            round,
        }
    }

    /// Prints the scripts, with their tags.
    pub(super) fn print(&self, out: &mut dyn Write) -> Result<(), Failure> {
        for Entry { name, script } in &self.entries {
            let tags = script.as_ref().map_or(&[][..], |script| &script.tags);
            let tags: String = tags.iter().map(|tag| format!("  {tag}")).collect();
            writeln!(out, "{name}{tags}")?;
        }
        Ok(())
    }

    /// Prints what is wrong with the scripts.
    pub(super) fn check(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let mut wrong = 0;
        for entry in &self.entries {
            match &entry.script {
                Ok(script) => print_problems(&script.warnings, out)?,
                Err(problems) => {
                    wrong += 1;
                    print_problems(problems, out)?;
                }
            }
        }
        let count = self.entries.len();
        if wrong > 0 {
            return Err(Failure::Input(format!(
                "{wrong} of {count} scripts are wrong"
            )));
        }
        Ok(writeln!(out, "{count} scripts are fine")?)
    }
}

impl RunOptions {
    /// Whether scripts with these tags are wanted.
    fn admits(&self, tags: &[String]) -> bool {
        let has = |tag: &str| tags.iter().any(|own| own == tag);
        let (refused, wanted): (Vec<&String>, Vec<&String>) =
            self.tags.iter().partition(|tag| tag.starts_with('!'));
        let is_refused = refused.iter().any(|tag| has(&tag[1..]));
        !is_refused && (wanted.is_empty() || wanted.iter().any(|tag| has(tag)))
    }
}

/// Prints problems, with the lines that they are about.
pub(super) fn print_problems(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    for problem in problems {
        writeln!(out, "{problem:#}")?;
    }
    Ok(())
}

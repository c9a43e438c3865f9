//! Which scripts are played, and in which order.

use std::{
    collections::HashSet,
    io::{self, Write},
    path::PathBuf,
};

use rand::seq::SliceRandom;

use super::RunOptions;
use crate::{
    cli::{Failure, script::check},
    script::{Problem, Script, files, read},
    seed::Seed,
    text::neutral,
    time::Timestamp,
};

/// Bytes of the longest name of a file.
const LONGEST_LABEL: usize = 120;

/// The most times that scripts are played in one run.
const MOST_PLAYS: usize = 1_000_000;

/// A script as it was found.
pub(in crate::cli) struct Entry {
    /// Its path, neutral.
    pub(in crate::cli) name: String,
    /// Its path.
    pub(in crate::cli) path: PathBuf,
    /// What files are called that belong to it; no other script has the same.
    label: String,
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
    /// What says the order, if they are shuffled.
    pub(super) number: Option<u64>,
}

impl Task<'_> {
    /// The script's path, and which time it is if not the first; neutral.
    pub(in crate::cli) fn name(&self) -> String {
        format!("{}{}", self.entry.name, self.time())
    }

    /// Which time it is, if not the first.
    pub(in crate::cli) fn time(&self) -> String {
        match self.round {
            1 => String::new(),
            round => format!(" (time {round})"),
        }
    }

    /// What files are called that this leaves; nothing else has the same name.
    pub(in crate::cli) fn label(&self) -> String {
        match self.round {
            1 => self.entry.label.clone(),
            // No label ends like that.
            round => format!("{}.time-{round}", self.entry.label),
        }
    }
}

/// Names for files, no two alike.
#[derive(Default)]
struct Labels(HashSet<String>);

impl Labels {
    /// A name that is like `path`, on every file system and in every address.
    fn of(&mut self, path: &str) -> String {
        let path = path.strip_suffix(".keyart").unwrap_or(path);
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let plain: String = path
            .chars()
            .map(|c| if fits(c) { c } else { '-' })
            .collect();
        let plain = plain.trim_matches('-');
        let start = plain.len().saturating_sub(LONGEST_LABEL);
        let start = (start..=plain.len()).find(|at| plain.is_char_boundary(*at));
        let plain = match &plain[start.unwrap_or(0)..] {
            "" | "index" => "script",
            plain => plain,
        };
        let mut label = plain.to_owned();
        let mut count = 1;
        while !self.0.insert(label.to_lowercase()) {
            count += 1;
            label = format!("{plain}-{count}");
        }
        label
    }
}

impl Selection {
    /// The scripts that `arguments` ask for.
    ///
    /// # Errors
    /// [`Failure::Input`] if there are none.
    pub(super) fn of(arguments: &RunOptions) -> Result<Self, Failure> {
        let (mut entries, mut labels) = (Vec::new(), Labels::default());
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
                let label = labels.of(&name);
                entries.push(Entry {
                    name,
                    path,
                    label,
                    script,
                });
            }
        }
        if entries.is_empty() {
            let message = "no script is left: see --list without --tag and --filter";
            return Err(Failure::Input(message.to_owned()));
        }
        if entries.len() * arguments.repeat as usize > MOST_PLAYS {
            let message = format!("more than {MOST_PLAYS} plays are too many: lower --repeat");
            return Err(Failure::Input(message));
        }
        let rounds = 1..=arguments.repeat;
        let mut order: Vec<(usize, u32)> = rounds
            .flat_map(|round| (0..entries.len()).map(move |place| (place, round)))
            .collect();
        let number = arguments
            .shuffle
            .map(|number| number.unwrap_or_else(|| Timestamp::now().0.unsigned_abs() % 1_000_000));
        if let Some(number) = number {
            let mut chance = Seed(number).stream("order of scripts", &[]);
            order.shuffle(&mut chance);
        }
        Ok(Self {
            entries,
            order,
            number,
        })
    }

    /// What is played at this place.
    pub(super) fn task(&self, place: usize) -> Task<'_> {
        let (entry, round) = self.order[place];
        Task {
            entry: &self.entries[entry],
            round,
        }
    }

    /// The scripts, in the order in which they were found.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Prints the scripts, with their tags.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        for Entry { name, script, .. } in &self.entries {
            let tags = script.as_ref().map_or(&[][..], |script| &script.tags);
            let tags: String = tags
                .iter()
                .map(|tag| format!("  {}", neutral(tag)))
                .collect();
            writeln!(out, "{name}{tags}")?;
        }
        Ok(())
    }

    /// Prints what is wrong with the scripts.
    ///
    /// # Errors
    /// [`Failure::Input`] if one of them is.
    pub(super) fn check(&self, is_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
        let found = self.entries.iter().map(|entry| match &entry.script {
            Ok(script) => script.warnings.clone(),
            Err(problems) => problems.clone(),
        });
        check::report(found, is_json, out)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_differ_whatever_scripts_are_called() {
        let mut labels = Labels::default();
        for (path, expected) in [
            ("a/b.keyart", "a-b"),
            ("a-b.keyart", "a-b-2"),
            ("A/B.keyart", "A-B-3"),
            ("../../a/b.keyart", "a-b-4"),
            ("index.keyart", "script"),
            ("..", "script-2"),
            ("x/<b>\\n\" &.keyart", "x--b--n"),
            ("映画.keyart", "映画"),
        ] {
            assert_eq!(labels.of(path), expected, "{path}");
        }
        let long = "é".repeat(1_000);
        assert_eq!(labels.of(&long), "é".repeat(LONGEST_LABEL / 2));
    }
}

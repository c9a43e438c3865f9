//! `keyart run`: plays session scripts.

mod again;
mod failure;
mod json;
mod junit;
mod paint;
mod patient;
mod plain;
mod progress;
mod report;
mod selection;
mod tap;
mod terminal;
mod unused;

use std::{
    io::{self, Write},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use clap::Args;
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    flag,
};

use super::{Failure, Options};
use crate::{
    script::{
        player::{Conditions, End, Guests, Report, Shelf, Witness, play},
        schedule::in_order,
        statement::Setting,
        trace::Trace,
    },
    text::counted,
    time::Clock,
    tui::app::Audience,
};
use patient::Patient;
use report::{Pages, ReportOptions};
use selection::{Selection, Task};

/// The most scripts that play at once.
const MOST_THREADS: usize = 256;

/// Options of `keyart run`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes: 0 all passed, 1 an expectation was not met or somebody stopped it, 2 a script is \
wrong, 74 reading or writing failed.\n\
`keyart script doc` explains the language. --policy, --device, --seed and the like stand in the \
place of what scripts set.")]
pub(super) struct RunOptions {
    /// Scripts, and folders of scripts.
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
    /// Only scripts with one of these tags; `!slow` for those without it.
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// Only scripts whose path contains this.
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Stop at the first script that does not pass.
    #[arg(long)]
    fail_fast: bool,
    /// Play all of them so many times.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    repeat: u32,
    /// Play them in another order: the one that a number says, or a new one each time.
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true)]
    shuffle: Option<Option<u64>>,
    #[command(flatten)]
    playing: terminal::Playing,
    /// Store screens in the place of snapshots that differ or are missing.
    #[arg(long, conflicts_with = "fail_fast")]
    update: bool,
    /// Keep the profiles and the log of each script, in a folder of its name in this one.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Write screenshots below this folder instead of beside the scripts.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print the scripts that would be played.
    #[arg(long, conflicts_with_all = ["tap", "check", "junit", "trace"])]
    list: bool,
    /// Only check the scripts.
    #[arg(long, conflicts_with_all = ["tap", "junit", "trace"])]
    check: bool,
    #[command(flatten)]
    reports: ReportOptions,
}

/// A script that was played, or could not be.
pub(super) struct Done<'d> {
    /// What was to be played.
    pub(super) task: Task<'d>,
    /// What came of it.
    pub(super) report: Report,
    /// How long it took, in milliseconds.
    pub(super) milliseconds: i64,
    /// The page of its trace, if there is one.
    pub(super) page: Option<PathBuf>,
    /// Stored screens that it did not look at, if it passed; neutral.
    pub(super) unused: Vec<String>,
}

/// How many scripts ended how.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Summary {
    /// Scripts to be played.
    pub(super) planned: usize,
    /// Everything was as expected.
    pub(super) passed: usize,
    /// An expectation was not met.
    pub(super) failed: usize,
    /// The script is wrong.
    pub(super) wrong: usize,
    /// Reading or writing failed.
    pub(super) broken: usize,
    /// How long all of it took, in milliseconds.
    pub(super) milliseconds: i64,
}

impl Summary {
    fn add(&mut self, end: &End) {
        match end {
            End::Passed => self.passed += 1,
            End::Failed(_) => self.failed += 1,
            End::Wrong(_) => self.wrong += 1,
            End::Broken(_) => self.broken += 1,
        }
    }

    /// Scripts that were left out after one that did not pass.
    pub(super) fn left_out(&self) -> usize {
        self.planned - self.passed - self.failed - self.wrong - self.broken
    }

    /// What the run comes to; whether somebody stopped it matters only if it did not come to its
    /// end.
    fn verdict(&self, is_stopped: bool) -> Result<(), Failure> {
        if is_stopped && self.passed < self.planned {
            let message = "stopped before all scripts were played";
            return Err(Failure::Unmet(message.to_owned()));
        }
        let planned = counted(self.planned, "script");
        let told = |count: usize, what: &str| format!("{count} of {planned} {what}");
        if self.broken > 0 {
            return Err(Failure::Storage(told(self.broken, "could not be played")));
        }
        if self.wrong > 0 {
            return Err(Failure::Input(told(self.wrong, "wrong")));
        }
        if self.failed > 0 {
            return Err(Failure::Unmet(told(self.failed, "failed")));
        }
        Ok(())
    }
}

/// Plays the scripts.
///
/// # Errors
/// [`Failure::Unmet`] if an expectation was not met, [`Failure::Input`] if a script is wrong,
/// [`Failure::Storage`] if reading or writing failed.
pub(super) fn run(
    arguments: &RunOptions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if arguments.update && is_ci() {
        let message = "--update: snapshots are not stored where CI is set: look at the differences \
                       where the scripts are written";
        return Err(Failure::Input(message.to_owned()));
    }
    // Whoever reads this may have seen enough before it is known how all of it ends.
    let out = &mut Patient::over(out);
    let selection = Selection::of(arguments)?;
    let is_json = arguments.reports.json;
    match (arguments.list, arguments.check) {
        (true, _) if is_json => return Ok(json::list(&selection, options.seed, out)?),
        (true, _) => return Ok(selection.print(out)?),
        (_, true) => return selection.check(is_json, out),
        _ => {}
    }
    if let (Some(None), Some(number)) = (arguments.shuffle, selection.number) {
        writeln!(io::stderr(), "the order is that of --shuffle={number}")?;
    }
    let conditions = Conditions {
        overrides: overrides(options)?,
        update: arguments.update,
        stop: stop_signal()?,
    };
    match arguments.playing.terminal {
        true => terminal::run(arguments, &selection, &conditions, options, out),
        false => play_all(arguments, &selection, &conditions, options, out),
    }
}

/// Plays the scripts side by side, and tells how they end.
fn play_all(
    arguments: &RunOptions,
    selection: &Selection,
    conditions: &Conditions,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let clock = Clock::start();
    let begun = clock.now();
    let shelf = Shelf::default();
    let mut summary = Summary {
        planned: selection.order.len(),
        ..Summary::default()
    };
    let pages = arguments.reports.trace.as_deref();
    let pages = pages.map(Pages::new).transpose()?;
    let mut reports = arguments.reports.begin(options, summary.planned, out)?;
    let mut trouble = Ok(());
    let play = |place: usize| {
        let task = selection.task(place);
        arguments.played(
            &task,
            conditions,
            &shelf,
            None,
            pages.as_ref().map(|it| (it, place)),
        )
    };
    let tell = |_: usize, done: Result<Done<'_>, Failure>| {
        let told = || {
            let done = done?;
            summary.add(&done.report.end);
            reports.tell(&done, out)?;
            let goes_on = matches!(done.report.end, End::Passed) || !arguments.fail_fast;
            Ok(goes_on && !conditions.stop.load(Ordering::Relaxed))
        };
        told().unwrap_or_else(|failure| {
            trouble = Err(failure);
            false
        })
    };
    in_order(selection.order.len(), arguments.threads(), play, tell);
    summary.milliseconds = clock.now().since(begun);
    // What could be found out is written, whatever stopped it.
    let finished = pages.map_or(Ok(()), |pages| pages.finish(reports.told));
    let reported = reports.finish(selection, &summary, out);
    trouble.and(finished).and(reported)?;
    summary.verdict(conditions.stop.load(Ordering::Relaxed))
}

impl RunOptions {
    fn threads(&self) -> usize {
        let usual = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let wanted = self.playing.jobs.map_or_else(usual, NonZeroUsize::get);
        wanted.min(MOST_THREADS)
    }

    /// Plays a script, and writes its page if there are `pages`.
    fn played<'t>(
        &self,
        task: &Task<'t>,
        conditions: &Conditions,
        shelf: &Shelf,
        audience: Option<Box<dyn Audience>>,
        pages: Option<(&Pages<'_>, usize)>,
    ) -> Result<Done<'t>, Failure> {
        let clock = Clock::start();
        let start = clock.now();
        let mut trace = pages.map(|_| Trace::new(clock));
        let report = self.play(task, conditions, shelf, audience, trace.as_mut());
        let milliseconds = clock.now().since(start);
        let page = match (pages, &trace) {
            (Some((pages, place)), Some(trace)) => {
                pages.add(place, task, trace, (&report, milliseconds))?
            }
            _ => None,
        };
        let unused = match &task.entry.script {
            Ok(script) if task.round == 1 && matches!(report.end, End::Passed) => {
                unused::unused(&script.source.path, &report.snapshots)
            }
            _ => Vec::new(),
        };
        Ok(Done {
            task: *task,
            report,
            milliseconds,
            page,
            unused,
        })
    }

    fn play(
        &self,
        task: &Task<'_>,
        conditions: &Conditions,
        shelf: &Shelf,
        audience: Option<Box<dyn Audience>>,
        trace: Option<&mut Trace>,
    ) -> Report {
        let script = match &task.entry.script {
            Ok(script) => script,
            Err(problems) => return Report::unplayed(problems.clone()),
        };
        let keep = self.keep.as_deref().map(|folder| folder.join(task.label()));
        let out = self.out.as_deref().map(|folder| folder.join(task.label()));
        let guests = Guests {
            keep,
            out,
            audience,
            witness: trace.map(|trace| trace as &mut dyn Witness),
        };
        play(script, conditions, shelf, guests)
    }
}

/// What becomes true when somebody wants the run to stop; the second time the process ends.
pub(super) fn stop_signal() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        flag::register_conditional_default(signal, stop.clone())?;
        flag::register(signal, stop.clone())?;
    }
    Ok(stop)
}

/// Whether this runs where nobody looks.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// What the command line says in the place of scripts.
fn overrides(options: &Options) -> Result<Vec<Setting>, Failure> {
    let settings = [
        options.seed.map(Setting::Seed),
        options.policy.map(Setting::Policy),
        options.device.map(Setting::Device),
        options.theme.map(Setting::Theme),
        options.diversity.map(Setting::Diversity),
        options.mood.map(Setting::Mood),
        options.catalog.as_deref().map(catalog).transpose()?,
    ];
    Ok(settings.into_iter().flatten().collect())
}

fn catalog(path: &Path) -> Result<Setting, Failure> {
    let path = path.to_str().map(str::to_owned);
    let path = path.ok_or_else(|| Failure::Input("--catalog: this is not UTF-8".to_owned()))?;
    Ok(Setting::Catalog(path))
}

//! What is told of a run: to people or programs on standard output, and in files.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Mutex,
};

use clap::Args;

use super::{
    Done, Summary,
    json::Json,
    junit::Junit,
    plain::Plain,
    progress::Progress,
    selection::{Selection, Task},
    tap::Tap,
};
use crate::{
    cli::{Failure, Options},
    runtime::files,
    script::{
        player::{End, Report},
        trace::{Entry, Trace, index},
    },
    text::neutral,
};

/// Up to so many scripts are told of one by one, also if they pass.
pub(super) const FEW: usize = 20;

/// Options of what is told.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Reports")]
pub(super) struct ReportOptions {
    /// Write a page for each script to this folder, to step through in a browser; `index.html`
    /// leads to all of them. Of repeated plays, the first and those that do not pass have one.
    #[arg(long, value_name = "DIR")]
    pub(super) trace: Option<PathBuf>,
    /// Write the results to this file in the XML of JUnit.
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,
    /// Print the results in the Test Anything Protocol, version 14.
    #[arg(long, group = "format")]
    pub(super) tap: bool,
    /// Print one JSON object a line for each script, and a last one for all of them.
    ///
    /// Of each script: `type` ("script"), `file`, `round` (from 1), `result` ("passed", "failed",
    /// "wrong", "broken" or "left_out"), `tags`, `seed`, `steps`, `expectations`, `milliseconds`,
    /// `warnings`; and where there is such a thing `failure` (`file`, `line`, `said`, `expected`,
    /// `actual`, `screen`, `marks`: row, start and end in bytes of the screen's line from 0,
    /// `differences`), `problems` (`file`, `line`, `column`, `severity`, `message`, `remedy`),
    /// `message`, `updated` and `unused` snapshots, and `trace`, the page. Of all: `type`
    /// ("summary"), `scripts`, `passed`, `failed`, `wrong`, `broken`, `left_out`, `milliseconds`.
    /// With --list: `file`, `tags`, `seed`, `is_right`; with --check: `file`, `problems`,
    /// `warnings`.
    #[arg(long, group = "format")]
    pub(super) json: bool,
    /// Print a line for each script that passes, however many there are.
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// Tells of scripts on standard output.
pub(super) trait Printer {
    /// Begins: so many scripts are to be played.
    fn begin(&mut self, planned: usize, out: &mut dyn Write) -> io::Result<()>;

    /// A script was played.
    fn tell(&mut self, done: &Done<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// A script is not played, because one before it did not pass.
    fn leave_out(&mut self, task: Task<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// That was all.
    fn sum_up(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}

/// All that is told of a run.
pub(super) struct Reports<'o> {
    printer: Box<dyn Printer + 'o>,
    junit: Option<(Junit, &'o Path)>,
    progress: Progress,
    /// How many scripts were told of.
    pub(super) told: usize,
}

impl ReportOptions {
    /// Begins to tell of `planned` scripts.
    ///
    /// # Errors
    /// If printing fails.
    pub(super) fn begin<'o>(
        &'o self,
        options: &'o Options,
        planned: usize,
        out: &mut dyn Write,
    ) -> io::Result<Reports<'o>> {
        let mut printer: Box<dyn Printer + 'o> = if self.tap {
            Box::new(Tap::default())
        } else if self.json {
            Box::new(Json::new(options))
        } else {
            Box::new(Plain::new(options, self.verbose || planned <= FEW))
        };
        printer.begin(planned, out)?;
        Ok(Reports {
            printer,
            junit: self
                .junit
                .as_deref()
                .map(|path| (Junit::new(options), path)),
            progress: Progress::new(planned),
            told: 0,
        })
    }
}

impl Reports<'_> {
    /// A script was played.
    pub(super) fn tell(&mut self, done: &Done<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.told += 1;
        if let Some((junit, _)) = &mut self.junit {
            junit.add(done);
        }
        let mut text = Vec::new();
        self.printer.tell(done, &mut text)?;
        if !text.is_empty() {
            self.progress.clear();
            out.write_all(&text)?;
        }
        self.progress.show(!matches!(done.report.end, End::Passed));
        Ok(())
    }

    /// That was all.
    ///
    /// # Errors
    /// [`Failure::Storage`] if a file cannot be written, or printing fails.
    pub(super) fn finish(
        mut self,
        selection: &Selection,
        summary: &Summary,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        self.progress.clear();
        for place in self.told..selection.order.len() {
            let task = selection.task(place);
            if let Some((junit, _)) = &mut self.junit {
                junit.leave_out(task);
            }
            self.printer.leave_out(task, out)?;
        }
        if let Some((junit, path)) = &self.junit {
            store(path, &junit.finished(summary))?;
        }
        Ok(self.printer.sum_up(summary, out)?)
    }
}

/// The folder of pages.
pub(super) struct Pages<'p> {
    folder: &'p Path,
    entries: Mutex<Vec<(usize, Entry)>>,
}

impl<'p> Pages<'p> {
    /// Makes the folder.
    ///
    /// # Errors
    /// [`Failure::Storage`] if that fails.
    pub(super) fn new(folder: &'p Path) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
        Ok(Self {
            folder,
            entries: Mutex::default(),
        })
    }

    /// Writes the page of a script, if it needs one.
    pub(super) fn add(
        &self,
        place: usize,
        task: &Task<'_>,
        trace: &Trace,
        (report, milliseconds): (&Report, i64),
    ) -> Result<Option<PathBuf>, Failure> {
        if task.round > 1 && matches!(report.end, End::Passed) {
            return Ok(None);
        }
        let file = format!("{}.html", task.label());
        let name = task.name();
        let page = trace.page(&name, task.entry.script.as_ref().ok(), report);
        let path = self.folder.join(&file);
        store(&path, &page)?;
        let entry = trace.entry(&name, &file, report, milliseconds);
        if let Ok(mut entries) = self.entries.lock() {
            entries.push((place, entry));
        }
        Ok(Some(path))
    }

    /// Writes the page that leads to those of the first `told` scripts: others may have been
    /// played when the run was stopped.
    pub(super) fn finish(self, told: usize) -> Result<(), Failure> {
        let mut entries = self.entries.into_inner().unwrap_or_default();
        entries.retain(|(place, _)| *place < told);
        entries.sort_by_key(|(place, _)| *place);
        let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
        store(&self.folder.join("index.html"), &index(&entries))
    }
}

fn store(path: &Path, text: &str) -> Result<(), Failure> {
    files::store(path, text.as_bytes()).map_err(|error| unwritten(path, &error))
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let shown = neutral(&path.to_string_lossy());
    Failure::Storage(format!("{shown} cannot be written: {error}"))
}

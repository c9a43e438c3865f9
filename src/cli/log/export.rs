//! `keyart log export`: the log as rows, for other programs.

mod sink;
mod value;

use std::{
    io::Write,
    iter,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, ValueEnum};

use self::sink::Sinks;
use super::{Failure, print_empty, print_tails, printable};
use crate::{
    log::{
        self, LogError, Segment, Tail,
        table::{
            Columns, Manifest, SessionTables, Survey, TableError, TableFolder, TableReader,
            part_files,
        },
    },
    runtime::opening::log_folder,
    text::counted,
};

/// Options of `keyart log export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example: keyart log export --format parquet --out impressions\n\
Each impression is a row with what followed from it, in files by day and policy; docs/SCALE.md \
says what the columns mean.")]
pub struct ExportOptions {
    /// What the files are.
    #[arg(long, value_enum)]
    pub format: Format,
    /// The folder to write to; nothing may be in it yet.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// A folder of data, a folder of a log, one segment of a log, or a folder of Parquet files;
    /// the own log without it.
    #[arg(value_name = "LOG")]
    pub log: Option<PathBuf>,
}

/// What the files of an export are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns, compressed: for `DuckDB`, Spark, ClickHouse, Trino and pandas.
    Parquet,
    /// A line for each impression, for spreadsheets.
    Csv,
    /// A JSON object for each impression.
    JsonlRows,
}

/// The sessions of a log.
type Segments = Box<dyn Iterator<Item = Result<Segment, LogError>>>;

/// What is exported.
enum Source {
    Folder(PathBuf),
    Segment(PathBuf),
    Tables(PathBuf),
}

/// Exports the log that `options` name, or that in `folder`.
///
/// # Errors
/// [`Failure::Input`] if there is no such log, it is damaged, or something is in the folder to
/// write to; [`Failure::Storage`] if the system refuses.
pub(super) fn run(
    options: &ExportOptions,
    folder: &Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let source = match &options.log {
        None => Source::Folder(folder.to_owned()),
        Some(path) => Source::of(path)?,
    };
    let is_taken = std::fs::read_dir(&options.out).is_ok_and(|mut files| files.next().is_some());
    if is_taken {
        return Err(Failure::Input(format!(
            "{}: something is in it already; name another folder, or empty it",
            printable(&options.out)
        )));
    }
    let mut sinks = Sinks::new(&options.out, options.format);
    let tails = match &source {
        Source::Tables(_) if options.format == Format::Parquet => {
            return Err(Failure::Input(format!(
                "{}: it holds Parquet files already; export them as csv or jsonl-rows",
                printable(source.path())
            )));
        }
        Source::Tables(path) => {
            export_tables(path, &mut sinks)?;
            Vec::new()
        }
        Source::Folder(_) | Source::Segment(_) => match export_log(&source, &mut sinks)? {
            None => return Ok(print_empty(source.path(), out)?),
            Some(tails) => tails,
        },
    };
    let (manifest, files) = sinks.finish()?;
    print(&manifest, files, &options.out, out)?;
    Ok(print_tails(&tails, out)?)
}

fn print(
    manifest: &Manifest,
    files: usize,
    folder: &Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let rows = usize::try_from(manifest.rows).unwrap_or(usize::MAX);
    write!(
        out,
        "{}: {}",
        printable(folder),
        counted(rows, "impression")
    )?;
    if let Some((first, last)) = &manifest.days {
        write!(out, " from {first} to {last} in {}", counted(files, "file"))?;
    }
    Ok(writeln!(out)?)
}

/// Exports the interface's log. All of it is read before anything is written, so that a damaged
/// one leaves nothing behind. `None` if there is nothing in it.
fn export_log(source: &Source, sinks: &mut Sinks) -> Result<Option<Vec<Tail>>, Failure> {
    let damaged = |error: LogError| Failure::Input(error.to_string());
    let survey = source.segments().and_then(Survey::of).map_err(damaged)?;
    if survey.impressions == 0 {
        return Ok(None);
    }
    let mut tables = SessionTables::new(Arc::new(survey.names));
    for segment in source.segments().map_err(damaged)? {
        let (table, origin) = segment.and_then(|it| tables.take(it)).map_err(damaged)?;
        sinks.write(&table, &origin)?;
    }
    Ok(Some(survey.tails))
}

fn export_tables(path: &Path, sinks: &mut Sinks) -> Result<(), Failure> {
    if path.is_file() {
        let mut reader = TableReader::open(path, Columns::ALL)?;
        let origin = reader.origin().clone();
        return reader.try_for_each(|table| sinks.write(&table?, &origin));
    }
    let mut folder = TableFolder::open(path, Columns::ALL)?;
    let mut table = log::table::Table::default();
    while folder.read(&mut table)? {
        let origin = folder.reader().map(|reader| reader.origin().clone());
        sinks.write(&table, &origin.unwrap_or_default())?;
    }
    Ok(())
}

impl Source {
    /// What `path` names.
    ///
    /// # Errors
    /// [`Failure::Input`] if nothing is there.
    fn of(path: &Path) -> Result<Self, Failure> {
        let within = log_folder(path);
        if path.is_file() {
            let is_table = path.extension().is_some_and(|it| it == "parquet");
            return Ok(match is_table {
                true => Self::Tables(path.to_owned()),
                false => Self::Segment(path.to_owned()),
            });
        }
        if within.is_dir() {
            Ok(Self::Folder(within))
        } else if path.is_dir() {
            let is_table = !part_files(path)?.is_empty();
            Ok(match is_table {
                true => Self::Tables(path.to_owned()),
                false => Self::Folder(path.to_owned()),
            })
        } else {
            Err(Failure::Input(format!(
                "{}: there is no log; name a folder of data, a folder of a log, a segment, or a \
                 folder of Parquet files",
                printable(path)
            )))
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::Folder(path) | Self::Segment(path) | Self::Tables(path) => path,
        }
    }

    fn segments(&self) -> Result<Segments, LogError> {
        Ok(match self {
            Self::Folder(folder) => Box::new(log::read(folder)?),
            Self::Segment(path) => Box::new(iter::once(log::read_segment(path))),
            Self::Tables(_) => Box::new(iter::empty()),
        })
    }
}

impl From<TableError> for Failure {
    fn from(error: TableError) -> Self {
        match error.is_input() {
            true => Self::Input(error.to_string()),
            false => Self::Storage(error.to_string()),
        }
    }
}

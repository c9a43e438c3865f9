//! The files of an export: one for each day, policy and origin.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{
    Format,
    value::{csv_head, csv_line, json_line},
};
use crate::{
    cli::Failure,
    log::table::{Manifest, Origin, Row, Table, TableWriter, day, part_path},
    text::Text,
};

/// So many files are open at once; a day that is left is seldom gone back to.
const OPEN: usize = 8;

/// Files that rows are sorted into.
pub(super) struct Sinks {
    folder: PathBuf,
    format: Format,
    open: Vec<Sink>,
    /// How many parts there are of each day and policy.
    parts: BTreeMap<(String, String), u32>,
    manifest: Manifest,
    files: usize,
}

struct Sink {
    day: String,
    policy: String,
    origin: Origin,
    target: Target,
}

enum Target {
    Table(Box<TableWriter>),
    Lines(Lines),
}

/// A file of text that is there when it is complete, and not before.
struct Lines {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
    format: Format,
}

impl Sinks {
    /// Files of `format` beneath `folder`.
    pub(super) fn new(folder: &Path, format: Format) -> Self {
        Self {
            folder: folder.to_owned(),
            format,
            open: Vec::new(),
            parts: BTreeMap::new(),
            manifest: Manifest::default(),
            files: 0,
        }
    }

    /// Writes the rows of `table`, which come from `origin`.
    pub(super) fn write(&mut self, table: &Table, origin: &Origin) -> Result<(), Failure> {
        if !table.is_empty() {
            self.manifest.origin = origin.clone();
        }
        let key = |row: &Row<'_>| {
            let policy = table.names().policies.name(row.choice.policy);
            (day(row.at), policy.to_owned())
        };
        let mut sorted: BTreeMap<(String, String), Table> = BTreeMap::new();
        for row in table.rows() {
            let part = sorted.entry(key(&row));
            part.or_insert_with(|| Table::new(table.names().clone()))
                .push(&row);
        }
        for ((day, policy), rows) in sorted {
            self.manifest.count(&day, rows.len() as u64);
            self.sink(&day, &policy, origin, &rows)?.write(&rows)?;
        }
        Ok(())
    }

    fn sink(
        &mut self,
        day: &str,
        policy: &str,
        origin: &Origin,
        rows: &Table,
    ) -> Result<&mut Sink, Failure> {
        let fits = |sink: &Sink| sink.day == day && sink.policy == policy && sink.origin == *origin;
        let place = match self.open.iter().position(fits) {
            Some(place) => place,
            None => {
                if self.open.len() >= OPEN {
                    self.open.remove(0).finish()?;
                }
                let part = self.parts.entry((day.to_owned(), policy.to_owned()));
                let part = part.and_modify(|part| *part += 1).or_insert(0);
                let at = rows.context().at.first().copied().unwrap_or_default();
                let folder = self.folder.join("impressions");
                let path = part_path(&folder, at, policy, *part);
                self.open.push(Sink {
                    day: day.to_owned(),
                    policy: policy.to_owned(),
                    origin: origin.clone(),
                    target: Target::create(&path, self.format, origin)?,
                });
                self.files += 1;
                self.open.len() - 1
            }
        };
        Ok(&mut self.open[place])
    }

    /// Completes all files and the manifest beside them; returns it and how many files there are.
    pub(super) fn finish(self) -> Result<(Manifest, usize), Failure> {
        for sink in self.open {
            sink.finish()?;
        }
        self.manifest.write(&self.folder)?;
        Ok((self.manifest, self.files))
    }
}

impl Sink {
    fn write(&mut self, rows: &Table) -> Result<(), Failure> {
        match &mut self.target {
            Target::Table(writer) => Ok(writer.write(rows)?),
            Target::Lines(lines) => lines.write(rows),
        }
    }

    fn finish(self) -> Result<(), Failure> {
        match self.target {
            Target::Table(writer) => {
                writer.finish()?;
                Ok(())
            }
            Target::Lines(lines) => lines.finish(),
        }
    }
}

impl Target {
    fn create(path: &Path, format: Format, origin: &Origin) -> Result<Self, Failure> {
        let extension = match format {
            Format::Parquet => {
                let writer = TableWriter::create(path, origin)?;
                return Ok(Self::Table(Box::new(writer)));
            }
            Format::Csv => "csv",
            Format::JsonlRows => "jsonl",
        };
        Lines::create(path.with_extension(extension), format).map(Self::Lines)
    }
}

impl Lines {
    fn create(path: PathBuf, format: Format) -> Result<Self, Failure> {
        let create = || {
            let folder = path.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(folder)?;
            let mut file = BufWriter::new(NamedTempFile::new_in(folder)?);
            if format == Format::Csv {
                csv_head(&mut file)?;
            }
            Ok(file)
        };
        let file = create().map_err(unwritten(&path))?;
        Ok(Self { path, file, format })
    }

    fn write(&mut self, rows: &Table) -> Result<(), Failure> {
        for row in rows.rows() {
            let written = match self.format {
                Format::Csv => csv_line(&row, rows.names(), &mut self.file),
                Format::JsonlRows | Format::Parquet => {
                    json_line(&row, rows.names(), &mut self.file)
                }
            };
            written.map_err(unwritten(&self.path))?;
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Failure> {
        let Self { path, file, .. } = self;
        let persist = || {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|error| error.error)
        };
        persist().map(drop).map_err(unwritten(&path))
    }
}

fn unwritten(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = Text::new(&path.to_string_lossy());
    move |error| {
        Failure::Storage(format!(
            "{path}: cannot write: {error}; make room or choose another folder, and do it again"
        ))
    }
}

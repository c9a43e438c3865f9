//! The folder of a simulation: what it follows from, and the parts of its log.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: reads and writes simulations"
)]

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use super::files;
use crate::{
    log::table::{Columns, Table, TableError, TableReader, TableWriter, part_path},
    simulator::{FIRST_DAY, Part, Run, RunError, Store},
    text::{Text, neutral},
    time::DAY,
};

/// What a simulation follows from, in its folder.
pub const RUN: &str = "simulation.toml";

/// Where its log is, in its folder.
pub const IMPRESSIONS: &str = "impressions";

/// How long to wait for another shard before looking again.
const POLL: Duration = Duration::from_millis(200);

/// Why a simulation cannot go on, or be read.
#[derive(Debug, thiserror::Error)]
pub enum SimulationError {
    /// The operating system refused.
    #[error("{file}: cannot {action}: {source}")]
    Io {
        /// The file or folder.
        file: Text,
        /// What was tried, as a verb.
        action: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// A part of the log.
    #[error(transparent)]
    Table(#[from] TableError),
    /// What it follows from.
    #[error("{file}: {problem}")]
    Run {
        /// The file.
        file: Text,
        /// What is wrong.
        problem: RunError,
    },
    /// There is none.
    #[error("{folder}: there is no simulation; make one with `keyart simulate --out {folder}`")]
    Missing {
        /// The folder.
        folder: Text,
    },
    /// There is something that is no simulation.
    #[error(
        "{folder} has a folder {IMPRESSIONS} but no {RUN}: nobody knows what that is; give another \
         --out"
    )]
    Foreign {
        /// The folder.
        folder: Text,
    },
    /// There is another one.
    #[error(
        "{folder} holds another simulation, which differs in {difference}; give another --out, or --replace to delete that one"
    )]
    Another {
        /// The folder.
        folder: Text,
        /// What is different.
        difference: String,
    },
    /// Somebody stopped it.
    #[error("stopped while waiting for {file}, which another shard makes")]
    Stopped {
        /// The file.
        file: Text,
    },
}

impl SimulationError {
    /// Whether a file is at fault, rather than the system.
    #[must_use]
    pub fn is_input(&self) -> bool {
        match self {
            Self::Io { .. } | Self::Stopped { .. } => false,
            Self::Table(error) => error.is_input(),
            Self::Run { .. }
            | Self::Missing { .. }
            | Self::Foreign { .. }
            | Self::Another { .. } => true,
        }
    }

    fn io(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Self {
        let file = Text::new(&path.to_string_lossy());
        move |source| Self::Io {
            file,
            action,
            source,
        }
    }
}

/// A simulation in a folder.
#[derive(Debug)]
pub struct SimulationFolder {
    folder: PathBuf,
    run: Run,
    stop: Arc<AtomicBool>,
}

impl SimulationFolder {
    /// Begins `run` in `folder`, or goes on with it there. Waiting for other shards ends when `stop`
    /// is set.
    ///
    /// # Errors
    /// If another run is there, or the system refuses.
    pub fn begin(folder: &Path, run: Run, stop: Arc<AtomicBool>) -> Result<Self, SimulationError> {
        match read(folder) {
            Ok(known) => {
                if let Some(difference) = difference(&known, &run) {
                    return Err(SimulationError::Another {
                        folder: Text::new(&folder.to_string_lossy()),
                        difference,
                    });
                }
            }
            Err(SimulationError::Missing { .. }) => {
                if folder.join(IMPRESSIONS).exists() {
                    return Err(SimulationError::Foreign {
                        folder: Text::new(&folder.to_string_lossy()),
                    });
                }
                let path = folder.join(RUN);
                let text = run.text().map_err(io::Error::other);
                let stored = text.and_then(|text| {
                    fs::create_dir_all(folder)?;
                    files::store(&path, text.as_bytes())
                });
                stored.map_err(SimulationError::io(&path, "write it"))?;
            }
            Err(error) => return Err(error),
        }
        Ok(Self {
            folder: folder.to_owned(),
            run,
            stop,
        })
    }

    /// The simulation in `folder`, to read it.
    ///
    /// # Errors
    /// If there is none, or it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, SimulationError> {
        Ok(Self {
            run: read(folder)?,
            folder: folder.to_owned(),
            stop: Arc::default(),
        })
    }

    /// What it follows from.
    #[must_use]
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The file of a part.
    fn path(&self, part: &Part) -> PathBuf {
        let at = FIRST_DAY.plus(i64::from(part.day) * DAY);
        let policy = self.run.policy(part.cell, part.day);
        let number = part.block as u32 * self.run.cells.len() as u32 + part.cell as u32;
        part_path(&self.folder.join(IMPRESSIONS), at, policy, number)
    }
}

/// What the simulation in `folder` follows from.
///
/// # Errors
/// If there is none, or it cannot be read.
pub fn read(folder: &Path) -> Result<Run, SimulationError> {
    let path = folder.join(RUN);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(SimulationError::Missing {
                folder: Text::new(&folder.to_string_lossy()),
            });
        }
        Err(error) => return Err(SimulationError::io(&path, "read it")(error)),
    };
    Run::read(&text).map_err(|problem| SimulationError::Run {
        file: Text::new(&path.to_string_lossy()),
        problem,
    })
}

/// Deletes the simulation in `folder`, and nothing else that is there.
///
/// # Errors
/// If the system refuses.
pub fn delete(folder: &Path) -> Result<(), SimulationError> {
    if !folder.join(RUN).exists() {
        return Ok(());
    }
    let log = folder.join(IMPRESSIONS);
    let gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    match fs::remove_dir_all(&log) {
        Err(error) if !gone(&error) => return Err(SimulationError::io(&log, "delete it")(error)),
        _ => {}
    }
    let run = folder.join(RUN);
    match fs::remove_file(&run) {
        Err(error) if !gone(&error) => Err(SimulationError::io(&run, "delete it")(error)),
        _ => Ok(()),
    }
}

/// The first thing in which two runs differ.
fn difference(known: &Run, run: &Run) -> Option<String> {
    let differs = |what: &str, known: &dyn std::fmt::Display, run: &dyn std::fmt::Display| {
        let (known, run) = (known.to_string(), run.to_string());
        (known != run).then(|| neutral(&format!("{what}: {known} there, {run} here")))
    };
    let cells = |run: &Run| {
        run.cells
            .iter()
            .map(|cell| cell.name.clone())
            .collect::<Vec<_>>()
            .join(",")
    };
    differs("its seed", &known.seed, &run.seed)
        .or_else(|| differs("its members", &known.members, &run.members))
        .or_else(|| differs("its days", &known.days, &run.days))
        .or_else(|| differs("its cells", &cells(known), &cells(run)))
        .or_else(|| differs("its catalog", &known.catalog.digest, &run.catalog.digest))
        .or_else(|| differs("its preset", &known.preset, &run.preset))
        .or_else(|| differs("its salt", &known.salt, &run.salt))
        .or_else(|| differs("its shards", &known.shards, &run.shards))
        .or_else(|| (known.learning != run.learning).then(|| "when policies learn".to_owned()))
        .or_else(|| (known.cells != run.cells).then(|| "the policies of its cells".to_owned()))
        .or_else(|| (known.parameters != run.parameters).then(|| "its parameters".to_owned()))
}

impl Store for SimulationFolder {
    type Error = SimulationError;

    fn has(&self, part: &Part) -> bool {
        self.path(part).exists()
    }

    fn write(&self, part: &Part, table: &Table) -> Result<(), SimulationError> {
        let mut writer = TableWriter::create(&self.path(part), &self.run.origin())?;
        writer.write(table)?;
        writer.finish()?;
        Ok(())
    }

    fn read(&self, part: &Part, each: &mut dyn FnMut(&Table)) -> Result<(), SimulationError> {
        for table in TableReader::open(&self.path(part), Columns::ALL)? {
            each(&table?);
        }
        Ok(())
    }

    fn wait(&self, part: &Part) -> Result<(), SimulationError> {
        thread::sleep(POLL);
        if self.stop.load(Ordering::Relaxed) {
            return Err(SimulationError::Stopped {
                file: Text::new(&self.path(part).to_string_lossy()),
            });
        }
        Ok(())
    }
}

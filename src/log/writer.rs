//! Appends the events of one session to a segment of its own.

#![expect(clippy::disallowed_methods, reason = "an edge: writes the log")]

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use super::{
    appender::{Appender, Sink},
    error::{LogError, display},
    event::{Event, Flaw, SessionId, SessionStart},
    line::write_line,
    wire::WireRecord,
};
use crate::time::Timestamp;

/// When written events reach the disk itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// At [`LogWriter::sync`]: a power failure may cost what came after it, a crash of the
    /// program nothing.
    #[default]
    OnSync,
    /// Before every [`LogWriter::append`] returns.
    EachBatch,
    /// Never: for logs that nobody needs after a power failure. A crash of the program costs
    /// nothing.
    Volatile,
}

/// Writes one segment. The segment is locked as long as the writer lives; dropping it stores
/// and syncs what is left, as far as the system lets it and its durability asks for it.
pub struct LogWriter {
    path: PathBuf,
    appender: Appender,
    durability: Durability,
    sequence: u64,
}

impl LogWriter {
    /// Creates the segment of the session `start`, which began `at`, in `folder`, and the folder
    /// (mode 0700) where it is missing. The file has mode 0600 and is never an existing one.
    ///
    /// A full disk is not an error here: the first record waits, as [`LogWriter::pending`] tells.
    ///
    /// # Errors
    /// [`LogError::Io`] if the folder or the file cannot be created or locked.
    pub fn create(
        folder: &Path,
        start: &SessionStart,
        at: Timestamp,
        durability: Durability,
    ) -> Result<Self, LogError> {
        let is_volatile = durability == Durability::Volatile;
        create_folder(folder, is_volatile)?;
        let path = folder.join(segment_name(at, &start.session));
        let file = OpenOptions::new()
            .append(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .map_err(LogError::io(&path, "create the segment"))?;
        lock(&file).map_err(LogError::io(&path, "lock the segment"))?;
        if !is_volatile {
            sync_folder(folder)?;
        }
        let mut writer = Self::over(Box::new(file), path, durability);
        writer.begin(start, at)?;
        Ok(writer)
    }

    fn over(sink: Box<dyn Sink>, path: PathBuf, durability: Durability) -> Self {
        Self {
            path,
            appender: Appender::new(sink),
            durability,
            sequence: 0,
        }
    }

    /// Appends `events`, which happened `at`, as one batch: after a crash the log holds all of
    /// them or none. Records that still wait are written first; without new events that is all.
    ///
    /// # Errors
    /// [`LogError::Refused`] if an event may not stand in a log: nothing of the batch is taken.
    /// [`LogError::NotStored`] if the system does not take the bytes: the batch is kept and
    /// tried again by the next call, so it must not be given a second time.
    /// [`LogError::Io`] if the batch is written but cannot be synced ([`Durability::EachBatch`]).
    pub fn append(&mut self, events: &[Event], at: Timestamp) -> Result<(), LogError> {
        if let Some(flaw) = events.iter().find_map(flaw_in_batch) {
            let file = display(&self.path);
            return Err(LogError::Refused { file, flaw });
        }
        self.enqueue(events, at)?;
        match self.durability {
            Durability::OnSync | Durability::Volatile => self.flush(),
            Durability::EachBatch => self.sync(),
        }
    }

    /// Writes what waits and returns when all records would survive a power failure, or with
    /// [`Durability::Volatile`] a crash of the program.
    ///
    /// # Errors
    /// [`LogError::NotStored`] if records still wait, [`LogError::Io`] if the sync failed.
    pub fn sync(&mut self) -> Result<(), LogError> {
        self.flush()?;
        if self.durability == Durability::Volatile {
            return Ok(());
        }
        self.appender
            .sync()
            .map_err(LogError::io(&self.path, "sync the segment"))
    }

    /// How many records are only in memory, because the system did not take them.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.appender.pending()
    }

    /// The segment's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Stores the first record as a batch of its own, or lets it wait.
    fn begin(&mut self, start: &SessionStart, at: Timestamp) -> Result<(), LogError> {
        self.enqueue(&[Event::SessionStarted(start.clone())], at)?;
        let stored = match self.durability {
            Durability::OnSync | Durability::Volatile => self.flush(),
            Durability::EachBatch => self.sync(),
        };
        match stored {
            Err(LogError::NotStored { .. }) => Ok(()),
            other => other,
        }
    }

    /// Adds `events` to what waits, the last one with the end mark.
    fn enqueue(&mut self, events: &[Event], at: Timestamp) -> Result<(), LogError> {
        let waiting = self.appender.waiting();
        let before = waiting.len();
        let mut sequence = self.sequence;
        for (index, event) in events.iter().enumerate() {
            let end = index + 1 == events.len();
            let written = write_line(&WireRecord::new(sequence, at, event, end), waiting);
            if let Err(error) = written {
                waiting.truncate(before);
                return Err(LogError::io(&self.path, "encode an event")(error.into()));
            }
            sequence += 1;
        }
        self.sequence = sequence;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), LogError> {
        self.appender.flush().map_err(|source| LogError::NotStored {
            file: display(&self.path),
            pending: self.appender.pending(),
            source,
        })
    }
}

impl Drop for LogWriter {
    fn drop(&mut self) {
        // Whoever has to know calls `sync` first; here nobody is left to be told.
        let _ = self.sync();
    }
}

fn flaw_in_batch(event: &Event) -> Option<Flaw> {
    match event {
        Event::SessionStarted(_) => Some(Flaw::Start),
        other => other.check().err(),
    }
}

/// `20260105T203000.000Z-SESSION.jsonl`: sorts by start.
fn segment_name(at: Timestamp, session: &SessionId) -> String {
    let time = at.rfc3339().replace(['-', ':'], "");
    let session: String = session
        .as_str()
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .take(64)
        .collect();
    format!("{time}-{session}.jsonl")
}

fn create_folder(folder: &Path, is_volatile: bool) -> Result<(), LogError> {
    if folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(LogError::io(folder, "create the folder"))?;
    if is_volatile {
        return Ok(());
    }
    match folder.parent() {
        Some(parent) if parent != Path::new("") => sync_folder(parent),
        _ => sync_folder(Path::new(".")),
    }
}

/// Makes new names in `folder` survive a power failure.
fn sync_folder(folder: &Path) -> Result<(), LogError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(LogError::io(folder, "sync the folder"))
}

/// Locks a new segment. A reader locks it only when it finds an unfinished batch, of which there
/// is none yet, so nobody is in the way. Some network file systems have no locks: there a reader
/// cannot tell a live segment from a torn one, and nothing else is lost.
fn lock(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use proptest::prelude::*;

    use super::*;
    use crate::profiles::ProfileId;

    /// What the system does with one write.
    #[derive(Debug, Clone, Copy)]
    enum Answer {
        /// Stores at most so many bytes and says so.
        Take(usize),
        /// Stores at most so many bytes, and says that the disk is full.
        Deny(usize),
    }

    /// A file that follows a script, and takes everything when that has ended.
    #[derive(Default)]
    struct Disk {
        bytes: Vec<u8>,
        script: Vec<Answer>,
    }

    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Disk>>);

    impl Shared {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().bytes.clone()).unwrap()
        }
    }

    impl Sink for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut disk = self.0.lock().unwrap();
            let answer = disk.script.pop().unwrap_or(Answer::Take(usize::MAX));
            let (Answer::Take(most) | Answer::Deny(most)) = answer;
            let taken = most.min(bytes.len());
            disk.bytes.extend_from_slice(&bytes[..taken]);
            match answer {
                Answer::Take(_) => Ok(taken),
                Answer::Deny(_) => Err(io::ErrorKind::StorageFull.into()),
            }
        }

        fn length(&self) -> io::Result<u64> {
            Ok(self.0.lock().unwrap().bytes.len() as u64)
        }

        fn truncate(&mut self, length: u64) -> io::Result<()> {
            self.0.lock().unwrap().bytes.truncate(length as usize);
            Ok(())
        }

        fn sync(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn writer(script: Vec<Answer>) -> (LogWriter, Shared) {
        let disk = Shared::default();
        disk.0.lock().unwrap().script = script;
        let path = PathBuf::from("s1.jsonl");
        let writer = LogWriter::over(Box::new(disk.clone()), path, Durability::OnSync);
        (writer, disk)
    }

    fn batch(number: usize) -> Vec<Event> {
        let profile = ProfileId::new(&format!("p{number}"));
        vec![Event::ProfileSelected { profile }; 1 + number % 3]
    }

    #[test]
    fn a_full_disk_is_told_and_its_records_are_written_once_when_there_is_room() {
        let (mut log, disk) = writer(vec![Answer::Deny(0), Answer::Deny(7)]);
        let message = log.append(&batch(1), Timestamp(0)).unwrap_err().to_string();
        assert!(
            message.starts_with("s1.jsonl: 2 records are not stored yet: "),
            "{message}"
        );
        assert!(log.append(&batch(2), Timestamp(0)).is_err());
        assert_eq!(log.pending(), 5);
        log.append(&[], Timestamp(0)).unwrap();
        assert_eq!(log.pending(), 0);

        let (mut undisturbed, expected) = writer(Vec::new());
        undisturbed.append(&batch(1), Timestamp(0)).unwrap();
        undisturbed.append(&batch(2), Timestamp(0)).unwrap();
        assert_eq!(disk.text(), expected.text());
    }

    #[test]
    fn a_segment_that_somebody_shortened_is_not_written_on() {
        let (mut log, disk) = writer(vec![Answer::Deny(0), Answer::Take(usize::MAX)]);
        log.append(&batch(1), Timestamp(0)).unwrap();
        disk.0.lock().unwrap().bytes.clear();
        assert!(log.append(&batch(2), Timestamp(0)).is_err());
        let message = log.sync().unwrap_err().to_string();
        assert!(message.contains("has become shorter"), "{message}");
        assert_eq!((log.pending(), disk.text().as_str()), (3, ""));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn however_writes_fail_the_segment_ends_up_the_same(
            script in prop::collection::vec(
                (any::<bool>(), 0_usize..400).prop_map(|(takes, bytes)| match takes {
                    true => Answer::Take(bytes),
                    false => Answer::Deny(bytes),
                }),
                0..24,
            ),
            batches in 1_usize..12,
        ) {
            let (mut log, disk) = writer(script);
            let (mut undisturbed, expected) = writer(Vec::new());
            for number in 0..batches {
                let stored = log.append(&batch(number), Timestamp(0));
                prop_assert_eq!(stored.is_ok(), log.pending() == 0);
                undisturbed.append(&batch(number), Timestamp(0)).unwrap();
            }
            while log.sync().is_err() {}
            prop_assert_eq!(disk.text(), expected.text());
        }
    }
}

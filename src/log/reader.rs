//! Reads a log, one batch at a time.

#![expect(clippy::disallowed_methods, reason = "an edge: reads the log")]

use std::{
    collections::VecDeque,
    fs::{self, File, TryLockError},
    io::{self, BufRead, BufReader, Read, Take},
    path::{Path, PathBuf},
    vec,
};

use super::{
    error::{LogError, display},
    event::{Event, Record, SessionStart},
    line::{intact_object, parse_object},
    wire::WireError,
};
use crate::text::Text;

/// No line of a log is longer, in bytes.
const LONGEST_LINE: u64 = 64 << 20;

/// The segments of a log, in the order in which their sessions began. Each is opened when the
/// iterator comes to it; from the back, the latest comes first.
#[derive(Debug)]
pub struct LogContents {
    files: vec::IntoIter<PathBuf>,
}

/// One session of a log: an iterator over the records of its complete batches, the start of the
/// session first. After an error it is at its end.
#[derive(Debug)]
pub struct Segment {
    path: PathBuf,
    reader: BufReader<Take<File>>,
    /// The length of the file when it was opened. What a running session appends later is not
    /// read, so that a fast one cannot keep a reader for ever.
    length: u64,
    buffer: Vec<u8>,
    position: Position,
    start: Option<SessionStart>,
    batch: VecDeque<Record>,
    tail: Option<Tail>,
    ended: bool,
}

/// How far a segment has been read.
#[derive(Debug, Default)]
struct Position {
    /// Lines.
    line: u64,
    /// Bytes.
    offset: u64,
    /// Bytes up to the end of the last complete batch.
    complete: u64,
    /// Records.
    sequence: u64,
}

/// The unfinished end of a segment, left by a crash or a power failure and set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tail {
    /// The segment.
    pub file: Text,
    /// How many bytes at its end were not read.
    pub bytes: u64,
}

/// What the next bytes of a segment are.
enum Next {
    /// The end of the file.
    End,
    /// Bytes without a newline before the end of the file.
    Unfinished,
    /// A line, now in the buffer.
    Line,
}

/// The log in `folder`; a folder that does not exist is an empty log. Segments that another
/// process is writing are read as far as their batches are complete.
///
/// # Errors
/// [`LogError::Io`] if the folder cannot be listed.
pub fn read(folder: &Path) -> Result<LogContents, LogError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(LogContents::of(Vec::new()));
        }
        Err(error) => return Err(LogError::io(folder, "list the folder")(error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry
            .map_err(LogError::io(folder, "list the folder"))?
            .path();
        if path
            .extension()
            .is_some_and(|extension| extension == "jsonl")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(LogContents::of(files))
}

/// The segment at `path` alone, wherever it is.
///
/// # Errors
/// If it cannot be read, or is damaged in its first batch.
pub fn read_segment(path: &Path) -> Result<Segment, LogError> {
    Segment::open(path.to_owned())
}

impl LogContents {
    fn of(files: Vec<PathBuf>) -> Self {
        Self {
            files: files.into_iter(),
        }
    }
}

impl Iterator for LogContents {
    type Item = Result<Segment, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.files.next().map(Segment::open)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.files.size_hint()
    }
}

impl DoubleEndedIterator for LogContents {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.files.next_back().map(Segment::open)
    }
}

impl ExactSizeIterator for LogContents {}

impl Segment {
    /// Opens the segment at `path` and reads its first batch.
    fn open(path: PathBuf) -> Result<Self, LogError> {
        let metadata = fs::metadata(&path).map_err(LogError::io(&path, "read the segment"))?;
        if !metadata.is_file() {
            let reason = io::Error::other("it is not a regular file; move it out of the log");
            return Err(LogError::io(&path, "read the segment")(reason));
        }
        let file = File::open(&path).map_err(LogError::io(&path, "read the segment"))?;
        let length = metadata.len();
        let mut segment = Self {
            path,
            reader: BufReader::with_capacity(1 << 16, file.take(length)),
            length,
            buffer: Vec::new(),
            position: Position::default(),
            start: None,
            batch: VecDeque::new(),
            tail: None,
            ended: false,
        };
        segment.read_batch()?;
        if let Some(Event::SessionStarted(start)) = segment.batch.front().map(|first| &first.event)
        {
            segment.start = Some(start.clone());
        }
        Ok(segment)
    }

    /// What the session began with; `None` if it ended, by a crash, before that was written. Then
    /// there are no records.
    #[must_use]
    pub fn session(&self) -> Option<&SessionStart> {
        self.start.as_ref()
    }

    /// The unfinished end, if there is one and the session no longer runs; known when the
    /// iterator has come to its end.
    #[must_use]
    pub fn tail(&self) -> Option<&Tail> {
        self.tail.as_ref()
    }

    /// The segment's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the next complete batch, or comes to the end.
    fn read_batch(&mut self) -> Result<(), LogError> {
        loop {
            match self.next_line()? {
                Next::End | Next::Unfinished => return self.set_tail_aside(),
                Next::Line => {}
            }
            let Some(object) = intact_object(&self.buffer) else {
                return self.leave_damage();
            };
            let first = self.position.sequence == 0;
            let line = parse_object(object, first).map_err(|error| self.not_understood(&error))?;
            if line.record.sequence != self.position.sequence {
                return Err(self.damaged(format!(
                    "record {} is missing, record {} stands in its place",
                    self.position.sequence, line.record.sequence
                )));
            }
            self.position.sequence += 1;
            self.batch.push_back(line.record);
            if line.end {
                self.position.complete = self.position.offset;
                return Ok(());
            }
        }
    }

    fn next_line(&mut self) -> Result<Next, LogError> {
        self.buffer.clear();
        let bytes = (&mut self.reader)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut self.buffer)
            .map_err(LogError::io(&self.path, "read the segment"))? as u64;
        self.position.offset += bytes;
        self.position.line += 1;
        Ok(match self.buffer.pop() {
            None => Next::End,
            Some(b'\n') => Next::Line,
            // Too long for a line: whatever it is, no checksum will fit.
            Some(_) if bytes == LONGEST_LINE => Next::Line,
            Some(_) => Next::Unfinished,
        })
    }

    /// A line is damaged: that is the torn tail if no intact line follows, and an error if one
    /// does.
    fn leave_damage(&mut self) -> Result<(), LogError> {
        let error = self.damaged("the line is damaged: its checksum does not fit".to_owned());
        while let Next::Line = self.next_line()? {
            if intact_object(&self.buffer).is_some() {
                return Err(error);
            }
        }
        self.set_tail_aside()
    }

    /// Ends the segment after its last complete batch.
    fn set_tail_aside(&mut self) -> Result<(), LogError> {
        self.ended = true;
        self.batch.clear();
        let bytes = self.position.offset - self.position.complete;
        if bytes > 0 && !self.is_being_written()? {
            let file = display(&self.path);
            self.tail = Some(Tail { file, bytes });
        }
        Ok(())
    }

    /// Whether a session is still adding to the segment, or was when it was opened.
    fn is_being_written(&self) -> Result<bool, LogError> {
        let file = self.reader.get_ref().get_ref();
        let metadata = file
            .metadata()
            .map_err(LogError::io(&self.path, "read the segment"))?;
        if metadata.len() != self.length {
            return Ok(true);
        }
        match file.try_lock_shared() {
            Ok(()) => file
                .unlock()
                .map(|()| false)
                .map_err(LogError::io(&self.path, "unlock the segment")),
            Err(TryLockError::WouldBlock) => Ok(true),
            // Without locks nobody can tell; then the tail is reported.
            Err(TryLockError::Error(_)) => Ok(false),
        }
    }

    fn not_understood(&self, error: &WireError) -> LogError {
        match error {
            WireError::Newer(found) => LogError::Newer {
                file: display(&self.path),
                found: *found,
            },
            other => self.damaged(other.to_string()),
        }
    }

    fn damaged(&self, problem: String) -> LogError {
        LogError::Damaged {
            file: display(&self.path),
            line: self.position.line,
            problem,
        }
    }
}

impl Iterator for Segment {
    type Item = Result<Record, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.batch.is_empty()
            && !self.ended
            && let Err(error) = self.read_batch()
        {
            self.ended = true;
            self.batch.clear();
            return Some(Err(error));
        }
        self.batch.pop_front().map(Ok)
    }
}

//! Bytes on their way into a segment, in order and without loss, however writes fail.

use std::{
    fs::File,
    io::{self, Write},
};

/// A file that only grows at its end. Tests put a failing one in its place.
pub(super) trait Sink: Send {
    /// Writes some of `bytes` at the end and tells how many.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// The length of the file in bytes.
    fn length(&self) -> io::Result<u64>;

    /// Cuts the file off after `length` bytes.
    fn truncate(&mut self, length: u64) -> io::Result<()>;

    /// Returns when the content would survive a power failure.
    fn sync(&mut self) -> io::Result<()>;
}

impl Sink for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Write::write(self, bytes)
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// Keeps what could not be written, and goes on exactly where the last write stopped.
pub(super) struct Appender {
    sink: Box<dyn Sink>,
    /// Bytes that are in the file.
    stored: u64,
    /// Bytes that are to follow them.
    waiting: Vec<u8>,
    /// A write failed, so the file may hold bytes beyond `stored`.
    suspect: bool,
}

impl Appender {
    /// Appends to `sink`, which is empty.
    pub(super) fn new(sink: Box<dyn Sink>) -> Self {
        Self {
            sink,
            stored: 0,
            waiting: Vec::new(),
            suspect: false,
        }
    }

    /// Where new bytes are added; they are written by the next [`Appender::flush`].
    pub(super) fn waiting(&mut self) -> &mut Vec<u8> {
        &mut self.waiting
    }

    /// How many lines are not wholly in the file.
    pub(super) fn pending(&self) -> usize {
        self.waiting.iter().filter(|byte| **byte == b'\n').count()
    }

    /// Writes what waits, in one write unless the system takes less. What fails still waits.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.mend()?;
        let mut written = 0;
        let result = loop {
            if written == self.waiting.len() {
                break Ok(());
            }
            match self.sink.write(&self.waiting[written..]) {
                Ok(0) => break Err(io::ErrorKind::WriteZero.into()),
                Ok(bytes) => written += bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
        };
        self.waiting.drain(..written);
        self.stored += written as u64;
        self.suspect = result.is_err();
        result
    }

    /// Writes what waits and returns when it would survive a power failure.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        self.sink.sync()
    }

    /// After a failed write: removes bytes that the system stored without saying so.
    fn mend(&mut self) -> io::Result<()> {
        if !self.suspect {
            return Ok(());
        }
        let length = self.sink.length()?;
        if length < self.stored {
            return Err(io::Error::other(
                "the file has become shorter than what was written to it",
            ));
        }
        if length > self.stored {
            self.sink.truncate(self.stored)?;
        }
        self.suspect = false;
        Ok(())
    }
}

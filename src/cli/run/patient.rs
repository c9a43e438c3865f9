//! Writing to who may have gone.

use std::io::{self, ErrorKind, Write};

/// Writes as long as somebody reads; what comes later goes nowhere. So a run whose output was
/// piped into `head` still ends with the exit code of its scripts.
pub(super) struct Patient<'w> {
    out: &'w mut dyn Write,
    is_alone: bool,
}

impl<'w> Patient<'w> {
    pub(super) fn over(out: &'w mut dyn Write) -> Self {
        Self {
            out,
            is_alone: false,
        }
    }

    fn heed<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.is_alone = true;
                Ok(instead)
            }
            result => result,
        }
    }
}

impl Write for Patient<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_alone {
            return Ok(bytes.len());
        }
        let written = self.out.write(bytes);
        self.heed(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_alone {
            return Ok(());
        }
        let flushed = self.out.flush();
        self.heed(flushed, ())
    }
}

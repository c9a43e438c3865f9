//! Pixels in shared memory, which the terminal reads and unlinks.

use std::{
    fs::File,
    io::{self, Write},
    sync::atomic::{AtomicU32, Ordering},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use rustix::{
    fs::{Mode, ftruncate},
    io::Errno,
    shm::{self, OFlags},
};

use super::ImageId;
use crate::artwork::Thumbnail;

/// How many names are tried: another process with our number may have left some behind.
const MOST_NAMES: usize = 100;

/// Numbers the objects of this process.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A shared memory object, unlinked when it is dropped, unless its reader has done so.
#[derive(Debug)]
pub(super) struct SharedMemory {
    name: String,
}

impl SharedMemory {
    /// An object that holds `pixels`; its name is made of `salt` and a number.
    ///
    /// # Errors
    /// If the system has no shared memory that files can be written to, or too little of it.
    fn holding(pixels: &[u8], salt: u32) -> io::Result<Self> {
        let mut error = Errno::EXIST;
        for _ in 0..MOST_NAMES {
            let name = name(salt, NEXT.fetch_add(1, Ordering::Relaxed));
            let flags = OFlags::CREATE | OFlags::EXCL | OFlags::RDWR;
            match shm::open(&name, flags, Mode::RUSR | Mode::WUSR) {
                Ok(descriptor) => {
                    let object = Self { name };
                    ftruncate(&descriptor, pixels.len() as u64)?;
                    File::from(descriptor).write_all(pixels)?;
                    return Ok(object);
                }
                Err(Errno::EXIST) => {}
                Err(other) => {
                    error = other;
                    break;
                }
            }
        }
        Err(error.into())
    }

    /// The pixels of `thumbnail`, to be read once.
    ///
    /// # Errors
    /// As [`SharedMemory::holding`].
    pub(super) fn of(thumbnail: &Thumbnail) -> io::Result<Self> {
        Self::holding(&thumbnail.pixels, std::process::id())
    }

    /// Appends the command that makes a terminal read the object as the pixels of `thumbnail`,
    /// which is shown in `columns` × `rows` cells: about 75 bytes.
    pub(super) fn transmit(
        &self,
        thumbnail: &Thumbnail,
        id: ImageId,
        (columns, rows): (u16, u16),
        out: &mut Vec<u8>,
    ) {
        let Thumbnail { width, height, .. } = thumbnail;
        let name = STANDARD.encode(&self.name);
        // Writing to a vector does not fail.
        let _ = write!(
            out,
            "\x1b_Ga=T,U=1,q=2,t=s,i={},c={columns},r={rows},f=24,s={width},v={height};{name}\x1b\\",
            id.0
        );
    }
}

impl Drop for SharedMemory {
    fn drop(&mut self) {
        // It is an error if the terminal has read it, which is as it should be.
        let _ = shm::unlink(&self.name);
    }
}

/// Short, because it is sent with every picture: 12 bytes are 16 in base64.
fn name(salt: u32, number: u32) -> String {
    let mut name = "/ka".to_owned();
    push_base36(&mut name, salt);
    name.push('.');
    push_base36(&mut name, number);
    name
}

fn push_base36(text: &mut String, number: u32) {
    if number >= 36 {
        push_base36(text, number / 36);
    }
    text.extend(char::from_digit(number % 36, 36));
}

/// A question to the terminal: whether it can read our shared memory.
///
/// What it reads is unlinked when the probe is dropped, so keep it until the answer is there.
#[derive(Debug)]
pub struct Probe {
    query: Vec<u8>,
    _object: SharedMemory,
}

impl Probe {
    /// The command that asks. The answer is `ESC _ G i=32;OK ESC \`, or has an error in place of
    /// `OK`.
    #[must_use]
    pub fn query(&self) -> &[u8] {
        &self.query
    }
}

/// Makes what a terminal is asked to read. `name_salt` keeps the names of programs that run at
/// the same time apart, such as the process id.
///
/// # Errors
/// If the system has no shared memory that files can be written to.
pub fn shared_memory_probe(name_salt: u32) -> io::Result<Probe> {
    let object = SharedMemory::holding(&[0; 3], name_salt)?;
    let name = STANDARD.encode(&object.name);
    Ok(Probe {
        query: format!("\x1b_Gi=32,s=1,v=1,a=q,t=s,f=24;{name}\x1b\\").into_bytes(),
        _object: object,
    })
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::{io::Read, iter::once};

    use super::*;
    use crate::artwork::{Form, PixelPicture, Transfer, kitty::Ledger};

    /// What the object that a command names holds.
    fn read(command: &[u8]) -> Result<Vec<u8>, Errno> {
        let text = std::str::from_utf8(command).unwrap();
        let (_, payload) = text.rsplit_once(';').unwrap();
        let name = STANDARD
            .decode(payload.strip_suffix("\x1b\\").unwrap())
            .unwrap();
        let descriptor = shm::open(name.as_slice(), OFlags::RDONLY, Mode::empty())?;
        let mut bytes = Vec::new();
        File::from(descriptor).read_to_end(&mut bytes).unwrap();
        Ok(bytes)
    }

    fn picture() -> PixelPicture {
        let thumbnail = Thumbnail {
            width: 280,
            height: 160,
            pixels: (0..280 * 160 * 3).map(|byte| byte as u8).collect(),
        };
        PixelPicture {
            id: ImageId(0xFF_FFFF),
            columns: 28,
            rows: 8,
            size: (280, 160),
            form: Form::Raw(thumbnail.into()),
            preview: None,
        }
    }

    fn sent(ledger: &mut Ledger) -> Vec<u8> {
        let mut command = Vec::new();
        ledger.show(once(&picture()));
        ledger.take_into(&mut command);
        command
    }

    #[test]
    fn a_short_command_leads_to_the_pixels_until_the_picture_is_given_up() {
        let mut ledger = Ledger::new(Transfer::SharedMemory, 1 << 20);
        let Form::Raw(thumbnail) = picture().form else {
            unreachable!()
        };
        for give_up in [
            |ledger: &mut Ledger| ledger.remove(ImageId(0xFF_FFFF)),
            |ledger: &mut Ledger| ledger.forget(),
            |ledger: &mut Ledger| {
                let deletions = ledger.clear();
                assert_eq!(deletions, ImageId(0xFF_FFFF).deletion().into_bytes());
            },
            |ledger: &mut Ledger| *ledger = Ledger::new(Transfer::SharedMemory, 0),
        ] {
            let command = sent(&mut ledger);
            assert!(command.len() <= 80, "{}", command.len());
            assert_eq!(read(&command).as_ref(), Ok(&thumbnail.pixels));
            give_up(&mut ledger);
            ledger.take_into(&mut Vec::new());
            assert_eq!(read(&command), Err(Errno::NOENT));
        }
    }

    #[test]
    fn the_probe_can_be_read_while_it_lives() {
        let probe = shared_memory_probe(std::process::id()).unwrap();
        let query = probe.query().to_owned();
        assert!(query.starts_with(b"\x1b_Gi=32,s=1,v=1,a=q,t=s,f=24;"));
        assert_eq!(read(&query), Ok(vec![0; 3]));
        drop(probe);
        assert_eq!(read(&query), Err(Errno::NOENT));
    }

    #[test]
    fn names_are_short_and_distinct_even_where_others_have_used_them() {
        assert_eq!(name(4_194_304, 1_295), "/ka2hwcg.zz");
        assert_eq!(name(0, 0), "/ka0.0");
        let objects: Vec<_> = (0..50).map(|_| SharedMemory::holding(&[1], 7)).collect();
        let names: std::collections::HashSet<&str> = objects
            .iter()
            .map(|object| object.as_ref().unwrap().name.as_str())
            .collect();
        assert_eq!(names.len(), 50);
    }
}

//! What the terminal holds of ours.

use std::collections::BTreeMap;

use super::{ImageId, shared_memory::SharedMemory};
use crate::artwork::{Form, PixelPicture, Transfer};

/// Remembers which pictures a kitty terminal has, and gathers the commands that bring it up to
/// date. Pictures in other forms are ignored.
///
/// Whoever owns the terminal tells it which pictures the next frame shows, and writes
/// [`Ledger::take_into`] before that frame.
#[derive(Debug)]
pub struct Ledger {
    transfer: Transfer,
    cap: usize,
    held: BTreeMap<ImageId, Held>,
    bytes: usize,
    /// Frames so far.
    frame: u64,
    pending: Vec<u8>,
}

/// A picture that the terminal has.
#[derive(Debug)]
struct Held {
    bytes: usize,
    /// The last frame that showed it.
    frame: u64,
    /// Unlinked when the picture is given up, should the terminal not have read it.
    _object: Option<SharedMemory>,
}

impl Ledger {
    /// An empty one. Pictures are handed over by `transfer`; those that are not on the screen are
    /// deleted where all together would take more than `cap` bytes of the terminal's memory.
    #[must_use]
    pub fn new(transfer: Transfer, cap: usize) -> Self {
        Self {
            transfer,
            cap,
            held: BTreeMap::new(),
            bytes: 0,
            frame: 0,
            pending: Vec::new(),
        }
    }

    /// The next frame shows exactly `pictures`: sends those that the terminal lacks, and deletes
    /// what was not seen for longest as long as it holds too much.
    pub fn show<'a>(&mut self, pictures: impl Iterator<Item = &'a PixelPicture>) {
        self.frame += 1;
        for picture in pictures {
            if let Some(held) = self.held.get_mut(&picture.id) {
                held.frame = self.frame;
            } else {
                self.send(picture);
            }
        }
        while self.bytes > self.cap {
            let unseen = self.held.iter().filter(|(_, held)| held.frame < self.frame);
            let Some((id, _)) = unseen.min_by_key(|(_, held)| held.frame) else {
                break;
            };
            self.remove(*id);
        }
    }

    /// Sends `picture`, if the terminal lacks it, because a later frame may show it. What the
    /// terminal holds too much is deleted with the next frame.
    pub fn prepare(&mut self, picture: &PixelPicture) {
        if !self.held.contains_key(&picture.id) {
            self.send(picture);
        }
    }

    fn send(&mut self, picture: &PixelPicture) {
        let object = match &picture.form {
            Form::Sixel(_) | Form::Iterm2(_) => return,
            Form::Commands(commands) => {
                self.pending.extend_from_slice(commands);
                None
            }
            Form::Raw(thumbnail) => {
                let shared = (self.transfer == Transfer::SharedMemory)
                    .then(|| SharedMemory::of(thumbnail).ok())
                    .flatten();
                let cells = (picture.columns, picture.rows);
                if let Some(object) = &shared {
                    object.transmit(thumbnail, picture.id, cells, &mut self.pending);
                } else {
                    let commands = super::transmission(thumbnail, picture.id, cells.0, cells.1);
                    self.pending.extend(self.transfer.wrapped(commands));
                }
                shared
            }
        };
        let (width, height) = picture.size;
        // Terminals keep four bytes a pixel, whatever they are sent.
        let bytes = width as usize * height as usize * 4;
        self.bytes += bytes;
        let held = Held {
            bytes,
            frame: self.frame,
            _object: object,
        };
        self.held.insert(picture.id, held);
    }

    /// Deletes the picture `id`, if the terminal has it.
    pub fn remove(&mut self, id: ImageId) {
        if let Some(held) = self.held.remove(&id) {
            self.bytes -= held.bytes;
            let deletion = id.deletion().into_bytes();
            self.pending.extend(self.transfer.wrapped(deletion));
        }
    }

    /// The pictures that the terminal has.
    pub fn ids(&self) -> impl Iterator<Item = ImageId> {
        self.held.keys().copied()
    }

    /// Deletes all pictures with the next commands.
    pub fn remove_all(&mut self) {
        while let Some((id, _)) = self.held.first_key_value() {
            self.remove(*id);
        }
    }

    /// Moves the commands since the last call to the end of `out`, to be written before the next
    /// frame.
    pub fn take_into(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.pending);
    }

    /// The commands that delete all pictures, which are forgotten, and so is what was not taken:
    /// for the end, and before the program is suspended or the terminal's protocol changes.
    #[must_use]
    pub fn clear(&mut self) -> Vec<u8> {
        let deletions: String = self.held.keys().map(|id| id.deletion()).collect();
        self.forget();
        self.transfer.wrapped(deletions.into_bytes())
    }

    /// Forgets all pictures, because the terminal has lost them. What was not taken is not sent.
    pub(super) fn forget(&mut self) {
        self.pending.clear();
        self.held.clear();
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use std::iter::once;

    use super::*;
    use crate::artwork::Thumbnail;

    fn picture(id: u32, form: Form) -> PixelPicture {
        PixelPicture {
            id: ImageId(id),
            columns: 1,
            rows: 1,
            size: (10, 10),
            form,
            preview: None,
        }
    }

    fn commands(id: u32) -> PixelPicture {
        picture(id, Form::Commands(format!("<{id}>").into_bytes().into()))
    }

    fn raw(id: u32) -> PixelPicture {
        let thumbnail = Thumbnail {
            width: 10,
            height: 10,
            pixels: vec![id as u8; 300],
        };
        picture(id, Form::Raw(thumbnail.into()))
    }

    fn taken(ledger: &mut Ledger) -> String {
        let mut out = Vec::new();
        ledger.take_into(&mut out);
        String::from_utf8(out).unwrap()
    }

    fn deletion(id: u32) -> String {
        ImageId(id).deletion()
    }

    #[test]
    fn each_picture_is_sent_once_and_deleted_once() {
        let mut ledger = Ledger::new(Transfer::Direct, 10_000);
        let (first, second) = (commands(1), commands(2));
        ledger.show([&first, &second, &first].into_iter());
        ledger.show(once(&first));
        assert_eq!(taken(&mut ledger), "<1><2>");
        ledger.remove(first.id);
        ledger.remove(first.id);
        assert_eq!(taken(&mut ledger), deletion(1));
        assert_eq!(ledger.clear(), deletion(2).into_bytes());
        assert_eq!(ledger.clear(), b"");
    }

    #[test]
    fn beyond_the_cap_the_longest_unseen_goes_and_never_one_that_is_shown() {
        let mut ledger = Ledger::new(Transfer::Direct, 1_000);
        let pictures: Vec<PixelPicture> = (0..5).map(commands).collect();
        ledger.show(pictures[1..=2].iter());
        ledger.show(once(&pictures[1]));
        taken(&mut ledger);
        ledger.show(once(&pictures[3]));
        assert_eq!(taken(&mut ledger), format!("<3>{}", deletion(2)));
        assert_eq!(ledger.bytes, 800);
        ledger.show(pictures[1..=4].iter());
        assert_eq!(taken(&mut ledger), "<2><4>");
        assert_eq!(ledger.bytes, 1_600);
        ledger.show(std::iter::empty());
        assert_eq!(ledger.bytes, 800);
    }

    #[test]
    fn what_is_prepared_takes_no_place_from_what_is_shown() {
        let mut ledger = Ledger::new(Transfer::Direct, 800);
        let shown = [commands(1), commands(2)];
        ledger.show(shown.iter());
        taken(&mut ledger);
        ledger.prepare(&commands(3));
        ledger.prepare(&shown[0]);
        assert_eq!(taken(&mut ledger), "<3>");
        ledger.show(shown.iter());
        assert_eq!(taken(&mut ledger), deletion(3));
        ledger.remove_all();
        assert_eq!(taken(&mut ledger), deletion(1) + &deletion(2));
        assert_eq!(ledger.bytes, 0);
    }

    #[test]
    fn what_the_terminal_lost_is_sent_again() {
        let mut ledger = Ledger::new(Transfer::Direct, 10_000);
        ledger.show(once(&commands(1)));
        taken(&mut ledger);
        ledger.forget();
        assert_eq!(ledger.bytes, 0);
        ledger.show(once(&commands(1)));
        assert_eq!(taken(&mut ledger), "<1>");
    }

    #[test]
    fn a_terminal_without_shared_memory_is_sent_the_pixels() {
        let mut ledger = Ledger::new(Transfer::Direct, 10_000);
        ledger.show(once(&raw(7)));
        let sent = taken(&mut ledger);
        assert!(sent.starts_with("\x1b_Ga=T,U=1,q=2,t=d,i=7,"), "{sent}");
    }

    #[test]
    fn tmux_is_asked_to_pass_on_deletions_too() {
        let mut ledger = Ledger::new(Transfer::Tmux, 10_000);
        ledger.show(once(&raw(7)));
        let sent = taken(&mut ledger);
        assert!(
            sent.starts_with("\x1bPtmux;\x1b\x1b_Ga=T,U=1,q=2,t=d,i=7,"),
            "{sent}"
        );
        assert!(sent.ends_with("\x1b\x1b\\\x1b\\"), "{sent}");
        assert_eq!(
            String::from_utf8(ledger.clear()).unwrap(),
            "\x1bPtmux;\x1b\x1b_Ga=d,d=I,i=7,q=2\x1b\x1b\\\x1b\\"
        );
    }
}

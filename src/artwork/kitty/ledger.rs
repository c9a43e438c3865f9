//! What the terminal holds of ours.

use std::collections::BTreeSet;

use super::ImageId;
use crate::artwork::{Form, PixelPicture};

/// Remembers which pictures the terminal has, and gathers the commands that bring it up to date.
///
/// Whoever owns the terminal adds each picture that arrives, removes each that is given up, and
/// writes [`Ledger::take`] before the frame that shows them.
#[derive(Debug, Default)]
pub struct Ledger {
    held: BTreeSet<ImageId>,
    pending: Vec<u8>,
}

impl Ledger {
    /// Sends `picture`, unless the terminal has it.
    pub fn add(&mut self, picture: &PixelPicture) {
        if self.held.insert(picture.id) {
            match &picture.form {
                Form::Commands(commands) => self.pending.extend_from_slice(commands),
                Form::Raw(thumbnail) => self.pending.extend(super::transmission(
                    thumbnail,
                    picture.id,
                    picture.columns,
                    picture.rows,
                )),
            }
        }
    }

    /// Deletes the picture `id`, if the terminal has it.
    pub fn remove(&mut self, id: ImageId) {
        if self.held.remove(&id) {
            self.pending.extend_from_slice(id.deletion().as_bytes());
        }
    }

    /// The commands since the last call, to be written before the next frame.
    #[must_use]
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.pending)
    }

    /// Forgets all pictures, and gives the commands that delete them: for the end, and before the
    /// program is suspended or the terminal's protocol changes.
    #[must_use]
    pub fn clear(&mut self) -> Vec<u8> {
        self.pending.clear();
        let held = std::mem::take(&mut self.held);
        let deletions = held.into_iter().map(ImageId::deletion);
        deletions.collect::<String>().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(id: ImageId, commands: &str) -> PixelPicture {
        PixelPicture {
            id,
            columns: 1,
            rows: 1,
            form: Form::Commands(commands.as_bytes().into()),
        }
    }

    #[test]
    fn each_picture_is_sent_once_and_deleted_once() {
        let (first, second) = (ImageId(1), ImageId(2));
        let mut ledger = Ledger::default();
        ledger.add(&picture(first, "<first>"));
        ledger.add(&picture(second, "<second>"));
        ledger.add(&picture(first, "<first>"));
        assert_eq!(ledger.take(), b"<first><second>");
        ledger.remove(first);
        ledger.remove(first);
        assert_eq!(ledger.take(), first.deletion().into_bytes());
        assert_eq!(ledger.clear(), second.deletion().into_bytes());
        assert_eq!(ledger.clear(), b"");
    }
}

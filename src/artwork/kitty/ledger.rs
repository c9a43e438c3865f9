//! What the terminal holds of ours.

use std::{collections::BTreeMap, sync::Arc};

use super::ImageId;

/// Remembers which pictures the terminal has, and gathers the commands that bring it up to date.
///
/// Whoever owns the terminal adds each picture that arrives, removes each that is given up, and
/// writes [`Ledger::take`] before the frame that shows them.
#[derive(Debug, Default)]
pub struct Ledger {
    held: BTreeMap<ImageId, Arc<[u8]>>,
    pending: Vec<u8>,
}

impl Ledger {
    /// Sends the picture `id` by its `transmission`, unless the terminal has it.
    pub fn add(&mut self, id: ImageId, transmission: &Arc<[u8]>) {
        if self.held.insert(id, Arc::clone(transmission)).is_none() {
            self.pending.extend_from_slice(transmission);
        }
    }

    /// Deletes the picture `id`, if the terminal has it.
    pub fn remove(&mut self, id: ImageId) {
        if self.held.remove(&id).is_some() {
            self.pending.extend_from_slice(id.deletion().as_bytes());
        }
    }

    /// Sends everything again: another program had the terminal.
    pub fn resend(&mut self) {
        self.pending.clear();
        for transmission in self.held.values() {
            self.pending.extend_from_slice(transmission);
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
        let deletions = held.keys().map(|id| id.deletion());
        deletions.collect::<String>().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_picture_is_sent_once_and_deleted_once() {
        let (first, second) = (ImageId(1), ImageId(2));
        let bytes = |text: &str| Arc::from(text.as_bytes());
        let mut ledger = Ledger::default();
        ledger.add(first, &bytes("<first>"));
        ledger.add(second, &bytes("<second>"));
        ledger.add(first, &bytes("<first>"));
        assert_eq!(ledger.take(), b"<first><second>");
        ledger.remove(first);
        ledger.remove(first);
        assert_eq!(ledger.take(), first.deletion().into_bytes());
        ledger.resend();
        assert_eq!(ledger.take(), b"<second>");
        assert_eq!(ledger.clear(), second.deletion().into_bytes());
        assert_eq!(ledger.clear(), b"");
    }
}

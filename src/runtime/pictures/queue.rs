//! The order in which pictures are made.

use std::collections::{HashMap, HashSet, VecDeque};

use super::{PictureKey, Want};

/// The pictures to make, and those being made.
#[derive(Debug, Default)]
pub(super) struct Queue {
    generation: u64,
    /// Not begun yet, the most urgent first.
    waiting: VecDeque<PictureKey>,
    /// Wanted by the last request and not answered: those waiting and some of those being made.
    wanted: HashSet<PictureKey>,
    /// Each with the epoch in which it was begun.
    being_made: HashMap<PictureKey, u64>,
    epoch: u64,
    closed: bool,
}

impl Queue {
    /// Wants these and nothing else, unless `generation` is over. Among equals, the order of
    /// `wants` stays.
    pub(super) fn replace(&mut self, generation: u64, mut wants: Vec<Want>) {
        if generation < self.generation {
            return;
        }
        self.generation = generation;
        wants.sort_by_key(|want| want.priority);
        self.waiting.clear();
        self.wanted.clear();
        for Want { key, .. } in wants {
            if self.wanted.insert(key.clone()) && !self.being_made.contains_key(&key) {
                self.waiting.push_back(key);
            }
        }
    }

    /// The next picture to make, and the present epoch; it counts as being made until
    /// [`Queue::finish`].
    pub(super) fn take(&mut self) -> Option<(PictureKey, u64)> {
        let key = self.waiting.pop_front()?;
        self.being_made.insert(key.clone(), self.epoch);
        Some((key, self.epoch))
    }

    /// Begins a new epoch: nothing is wanted, and what is being made is of no use.
    pub(super) fn abandon(&mut self) {
        self.epoch += 1;
        self.waiting.clear();
        self.wanted.clear();
        self.being_made.clear();
    }

    /// The picture that was begun in `epoch` has been made; the generation that still wants it,
    /// if one does.
    pub(super) fn finish(&mut self, key: &PictureKey, epoch: u64) -> Option<u64> {
        if epoch != self.epoch {
            return None;
        }
        self.being_made.remove(key);
        (self.wanted.remove(key) && !self.closed).then_some(self.generation)
    }

    /// Nothing is wanted any more.
    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::PictureId;
    use crate::artwork::Priority;

    fn key(name: &str) -> PictureKey {
        PictureKey {
            picture: PictureId::avatar(name),
            columns: 1,
            rows: 1,
        }
    }

    fn want(name: &str, priority: Priority) -> Want {
        Want {
            key: key(name),
            priority,
        }
    }

    #[test]
    fn the_most_urgent_come_first_and_equals_in_the_order_asked() {
        let mut queue = Queue::default();
        queue.replace(
            1,
            vec![
                want("later", Priority::Prefetch),
                want("soon", Priority::Next),
                want("here", Priority::Visible),
                want("there", Priority::Visible),
                want("here", Priority::Prefetch),
            ],
        );
        let order: Vec<_> = std::iter::from_fn(|| queue.take())
            .map(|(key, _)| key)
            .collect();
        assert_eq!(order, ["here", "there", "soon", "later"].map(key));
    }

    #[test]
    fn a_request_of_the_past_changes_nothing() {
        let mut queue = Queue::default();
        queue.replace(7, vec![want("new", Priority::Visible)]);
        queue.replace(6, vec![want("old", Priority::Visible)]);
        assert_eq!(queue.take(), Some((key("new"), 0)));
        assert_eq!(queue.finish(&key("new"), 0), Some(7));
        assert_eq!(queue.take(), None);
    }

    #[test]
    fn a_picture_being_made_is_not_begun_twice() {
        let mut queue = Queue::default();
        queue.replace(1, vec![want("tile", Priority::Visible)]);
        assert_eq!(queue.take(), Some((key("tile"), 0)));
        queue.replace(2, vec![want("tile", Priority::Visible)]);
        assert_eq!(queue.take(), None);
        assert_eq!(queue.finish(&key("tile"), 0), Some(2));
    }

    #[test]
    fn what_was_begun_for_another_rendering_is_made_again() {
        let mut queue = Queue::default();
        queue.replace(1, vec![want("tile", Priority::Visible)]);
        let (old, epoch) = queue.take().unwrap();
        queue.abandon();
        queue.replace(2, vec![want("tile", Priority::Visible)]);
        let (new, next) = queue.take().unwrap();
        assert_eq!(queue.finish(&old, epoch), None);
        assert_eq!(queue.finish(&new, next), Some(2));
    }
}

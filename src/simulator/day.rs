//! What the threads of one day share.

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
};

use super::{
    line::Queue,
    population::Extent,
    service::Frozen,
    store::{Part, Store},
};

/// What the threads of one day share.
pub(super) struct Day<'d, S: Store> {
    pub(super) day: u32,
    pub(super) services: &'d [(Frozen, u32)],
    pub(super) store: &'d S,
    pub(super) stop: &'d AtomicBool,
    pub(super) watch: &'d (dyn Fn(Extent) + Sync),
    pub(super) jobs: Vec<Job>,
    pub(super) next: AtomicUsize,
    pub(super) members: AtomicU64,
    pub(super) impressions: AtomicU64,
    pub(super) error: Mutex<Option<S::Error>>,
    /// By cells.
    pub(super) queues: Vec<Mutex<Queue>>,
}

/// Something to do on a day.
#[derive(Debug, Clone, Copy)]
pub(super) enum Job {
    /// A chunk lives.
    Live(u64),
    /// What a block did is stored, or will be.
    Recall(u64),
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<S: Store> Day<'_, S> {
    pub(super) fn part(&self, cell: usize, block: u64) -> Part {
        Part {
            day: self.day,
            cell,
            block,
        }
    }

    pub(super) fn next_job(&self) -> Option<Job> {
        let place = self.next.fetch_add(1, Ordering::Relaxed);
        (!self.is_over()).then(|| self.jobs.get(place).copied())?
    }

    /// Whether there is no use in going on.
    pub(super) fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || locked(&self.error).is_some()
    }

    pub(super) fn fail(&self, error: S::Error) {
        locked(&self.error).get_or_insert(error);
    }

    /// Counts what is done.
    pub(super) fn count(&self, members: u64, impressions: u64) {
        (self.watch)(Extent {
            days: self.day,
            members: members + self.members.fetch_add(members, Ordering::Relaxed),
            impressions: impressions + self.impressions.fetch_add(impressions, Ordering::Relaxed),
        });
    }
}

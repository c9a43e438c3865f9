//! Writes the log and the profiles, off the thread that draws.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use crate::{
    log::{Event, LogWriter},
    profiles::{Profiles, Store},
    session::{Effect, Input},
    text::Text,
    time::Timestamp,
};

/// How long written records may stay unsynced.
const SYNC_EVERY: Duration = Duration::from_secs(1);

#[derive(Debug)]
enum Job {
    Log(Timestamp, Vec<Event>),
    Profiles(Profiles),
}

impl Job {
    /// What there is to write of `effect`.
    fn of(effect: Effect) -> Option<Self> {
        match effect {
            Effect::Log { at, events } => Some(Self::Log(at, events)),
            Effect::SaveProfiles(profiles) => Some(Self::Profiles(profiles)),
            Effect::Quit => None,
        }
    }
}

/// The handle to the thread that writes.
#[derive(Debug)]
pub struct Storage {
    jobs: Sender<Job>,
    thread: JoinHandle<Option<Text>>,
}

impl Storage {
    /// Starts the thread. It appends to `writer`, saves profiles in `store`, and calls
    /// `answer` when writing fails and when it works again.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        writer: LogWriter,
        store: Store,
        answer: impl Fn(Input) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, queue) = channel();
        let disk = Disk::new(writer, store);
        let thread = thread::Builder::new()
            .name("keyart-storage".to_owned())
            .spawn(move || disk.work(&queue, &answer, now))?;
        Ok(Self { jobs, thread })
    }

    /// Performs the effects that write; the others are left to the caller.
    pub fn perform(&self, effect: Effect) {
        if let Some(job) = Job::of(effect) {
            // The thread only ends when this handle is given up.
            let _ = self.jobs.send(job);
        }
    }

    /// Writes and syncs everything, and ends.
    ///
    /// # Errors
    /// A sentence for the user if something could not be written.
    pub fn finish(self) -> Result<(), Text> {
        drop(self.jobs);
        match self.thread.join() {
            Ok(None) => Ok(()),
            Ok(Some(trouble)) => Err(trouble),
            Err(_) => Err(Text::from(
                "the storage thread failed; the end of the log may be missing",
            )),
        }
    }
}

/// Writes at once, on the thread of whoever asks for it; clones write to the same place.
#[derive(Clone)]
pub struct DirectStorage(Arc<Mutex<Direct>>);

struct Direct {
    disk: Disk,
    /// What went wrong first, as a sentence.
    first: Option<Text>,
}

impl DirectStorage {
    /// Appends to `writer` and saves profiles in `store`.
    #[must_use]
    pub fn new(writer: LogWriter, store: Store) -> Self {
        let disk = Disk::new(writer, store);
        Self(Arc::new(Mutex::new(Direct { disk, first: None })))
    }

    /// Performs the effects that write; the others are left to the caller.
    pub fn perform(&self, effect: Effect) {
        let Some(job) = Job::of(effect) else { return };
        let mut direct = self.lock();
        direct.disk.take(job);
        if direct.first.is_none() {
            direct.first = direct.disk.trouble.sentence();
        }
    }

    /// Whether all that was to be written is written.
    ///
    /// # Errors
    /// A sentence for the user that says what went wrong first.
    pub fn check(&self) -> Result<(), Text> {
        self.lock().first.clone().map_or(Ok(()), Err)
    }

    /// Writes what could not be written before, and syncs as far as the log's durability asks for
    /// it.
    ///
    /// # Errors
    /// A sentence for the user that says what went wrong first, now or before.
    pub fn finish(&self) -> Result<(), Text> {
        {
            let mut direct = self.lock();
            direct.disk.catch_up();
            if direct.first.is_none() {
                direct.first = direct.disk.trouble.sentence();
            }
        }
        self.check()
    }

    /// A job is never left half done, so a poisoned lock is as good as a sound one.
    fn lock(&self) -> MutexGuard<'_, Direct> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "an edge: how long writing waits touches no decision"
)]
fn now() -> Instant {
    Instant::now()
}

/// What the thread owns.
struct Disk {
    writer: LogWriter,
    store: Store,
    /// Profiles that could not be saved yet.
    unsaved: Option<Profiles>,
    /// Why something is not stored.
    trouble: Trouble,
    /// When to sync, and to try again what failed; `None` when all is stored and synced.
    due: Option<Instant>,
}

/// What is not stored, each half as a sentence. A half is cleared only by its own success.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Trouble {
    log: Option<String>,
    profiles: Option<String>,
}

impl Trouble {
    fn sentence(&self) -> Option<Text> {
        let halves = [self.log.as_deref(), self.profiles.as_deref()];
        let halves: Vec<&str> = halves.into_iter().flatten().collect();
        (!halves.is_empty()).then(|| Text::new(&halves.join("; ")))
    }
}

impl Disk {
    fn new(writer: LogWriter, store: Store) -> Self {
        Self {
            writer,
            store,
            unsaved: None,
            trouble: Trouble::default(),
            due: None,
        }
    }

    /// Works until the queue is closed; gives back what remains unwritten as a sentence.
    /// `clock` tells the time.
    fn work(
        mut self,
        queue: &Receiver<Job>,
        answer: &dyn Fn(Input),
        clock: impl Fn() -> Instant,
    ) -> Option<Text> {
        loop {
            let before = self.trouble.clone();
            match self.next(queue, clock()) {
                Ok(job) => {
                    self.take(job);
                    // Set once, so that a steady stream of jobs cannot put it off.
                    self.due.get_or_insert_with(|| clock() + SYNC_EVERY);
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.catch_up();
                    let is_done = self.trouble == Trouble::default();
                    self.due = (!is_done).then(|| clock() + SYNC_EVERY);
                }
                Err(RecvTimeoutError::Disconnected) => {
                    self.catch_up();
                    return self.trouble.sentence();
                }
            }
            if self.trouble != before {
                let trouble = self.trouble.sentence();
                answer(Input::Storage { trouble });
            }
        }
    }

    /// The next job, or a timeout as soon as the deadline has passed, even if jobs wait.
    fn next(&self, queue: &Receiver<Job>, now: Instant) -> Result<Job, RecvTimeoutError> {
        let Some(due) = self.due else {
            return queue.recv().map_err(|_| RecvTimeoutError::Disconnected);
        };
        match due.saturating_duration_since(now) {
            Duration::ZERO => Err(RecvTimeoutError::Timeout),
            left => queue.recv_timeout(left),
        }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Log(at, events) => {
                // Its success is told by the next sync.
                if let Err(error) = self.writer.append(&events, at) {
                    self.trouble.log = Some(error.to_string());
                }
            }
            Job::Profiles(profiles) => {
                self.unsaved = Some(profiles);
                self.save();
            }
        }
    }

    fn save(&mut self) {
        let Some(profiles) = &self.unsaved else {
            return;
        };
        let saved = self.store.save(profiles);
        self.trouble.profiles = saved.err().map(|error| error.to_string());
        if self.trouble.profiles.is_none() {
            self.unsaved = None;
        }
    }

    /// Writes what could not be written before, and syncs.
    fn catch_up(&mut self) {
        self.save();
        let synced = self.writer.sync();
        self.trouble.log = synced.err().map(|error| error.to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::{
        cell::{Cell, RefCell},
        fs,
        path::PathBuf,
    };

    use super::*;
    use crate::log::{Durability, ImpressionId, Outcome, OutcomeRecord, SessionId, SessionStart};

    const STEP: Duration = Duration::from_millis(400);

    fn good() -> Job {
        Job::Log(Timestamp(0), vec![Event::SessionEnded])
    }

    /// A job that the log refuses.
    fn refused() -> Job {
        let outcome = OutcomeRecord {
            impression: ImpressionId(1),
            outcome: Outcome::Opened,
            reward: 7.0,
            weight: 1.0,
        };
        Job::Log(Timestamp(0), vec![Event::Outcome(outcome)])
    }

    /// A disk whose profiles cannot be saved as long as the file in their way, which is
    /// returned too, is there.
    fn disk(folder: &std::path::Path) -> (Disk, PathBuf) {
        let start = SessionStart {
            session: SessionId::new("s1"),
            seed: 1,
            catalog_digest: "00000000".to_owned(),
            engine_version: 1,
            feature_version: 1,
            policy: "default".to_owned(),
        };
        let log = folder.join("log");
        let writer = LogWriter::create(&log, &start, Timestamp(0), Durability::OnSync).unwrap();
        let obstacle = folder.join("profiles");
        let (store, _) = Store::open(&obstacle).unwrap();
        fs::write(&obstacle, "").unwrap();
        (Disk::new(writer, store), obstacle)
    }

    /// The sentences that `disk` answers with while it does `jobs`, the clock moving by [`STEP`]
    /// at each look, and what it ends with; `heal` is called with each sentence.
    fn answers(
        disk: Disk,
        jobs: Vec<Job>,
        heal: impl Fn(&Option<Text>),
    ) -> (Vec<Option<Text>>, Option<Text>) {
        let (sender, queue) = channel();
        for job in jobs {
            sender.send(job).unwrap();
        }
        drop(sender);
        #[expect(
            clippy::disallowed_methods,
            reason = "a clock needs a moment to begin with"
        )]
        let now = Cell::new(Instant::now());
        let clock = || {
            now.set(now.get() + STEP);
            now.get()
        };
        let heard = RefCell::new(Vec::new());
        let answer = |input| {
            if let Input::Storage { trouble } = input {
                heal(&trouble);
                heard.borrow_mut().push(trouble);
            }
        };
        let last = disk.work(&queue, &answer, clock);
        (heard.into_inner(), last)
    }

    #[test]
    fn a_stored_event_does_not_hide_that_profiles_are_unsaved() {
        let folder = tempfile::tempdir().unwrap();
        let (disk, _) = disk(folder.path());
        let jobs = vec![Job::Profiles(Profiles::default()), good(), good()];
        let (heard, last) = answers(disk, jobs, |_| {});
        assert!(heard.iter().all(Option::is_some), "{heard:?}");
        assert!(last.unwrap().contains("cannot save"));
    }

    #[test]
    fn saved_profiles_do_not_hide_that_an_event_is_not_stored() {
        let folder = tempfile::tempdir().unwrap();
        let (disk, obstacle) = disk(folder.path());
        fs::remove_file(obstacle).unwrap();
        let jobs = vec![refused(), Job::Profiles(Profiles::default())];
        let (heard, _) = answers(disk, jobs, |_| {});
        assert_eq!(heard.len(), 1, "{heard:?}");
        assert!(heard[0].as_ref().unwrap().contains("reward"));
    }

    #[test]
    fn steady_events_do_not_put_off_another_try() {
        let folder = tempfile::tempdir().unwrap();
        let (disk, obstacle) = disk(folder.path());
        let mut jobs = vec![Job::Profiles(Profiles::default())];
        jobs.extend((0..10).map(|_| good()));
        let (heard, last) = answers(disk, jobs, |trouble| {
            if trouble.is_some() {
                fs::remove_file(&obstacle).unwrap();
            }
        });
        assert_eq!(heard.len(), 2, "{heard:?}");
        assert_eq!((&heard[1], last), (&None, None));
    }
}

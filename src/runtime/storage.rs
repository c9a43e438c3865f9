//! Writes the log and the profiles, off the thread that draws.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::{self, JoinHandle},
    time::Duration,
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
        let disk = Disk {
            writer,
            store,
            unsaved: None,
            trouble: None,
        };
        let thread = thread::Builder::new()
            .name("keyart-storage".to_owned())
            .spawn(move || disk.work(&queue, &answer))?;
        Ok(Self { jobs, thread })
    }

    /// Performs the effects that write; the others are left to the caller.
    pub fn perform(&self, effect: Effect) {
        let job = match effect {
            Effect::Log { at, events } => Job::Log(at, events),
            Effect::SaveProfiles(profiles) => Job::Profiles(profiles),
            Effect::Quit => return,
        };
        // The thread only ends when this handle is given up.
        let _ = self.jobs.send(job);
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

/// What the thread owns.
struct Disk {
    writer: LogWriter,
    store: Store,
    /// Profiles that could not be saved yet.
    unsaved: Option<Profiles>,
    trouble: Option<Text>,
}

impl Disk {
    /// Works until the queue is closed; gives back what remains unwritten as a sentence.
    fn work(mut self, queue: &Receiver<Job>, answer: &dyn Fn(Input)) -> Option<Text> {
        let mut is_synced = true;
        loop {
            let idle = is_synced && self.trouble.is_none();
            let job = if idle {
                queue.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                queue.recv_timeout(SYNC_EVERY)
            };
            let result = match job {
                Ok(Job::Log(at, events)) => {
                    is_synced = false;
                    self.writer
                        .append(&events, at)
                        .map_err(|error| error.to_string())
                }
                Ok(Job::Profiles(profiles)) => {
                    self.unsaved = Some(profiles);
                    self.save()
                }
                Err(RecvTimeoutError::Timeout) => self.catch_up().inspect(|()| is_synced = true),
                Err(RecvTimeoutError::Disconnected) => {
                    return self.catch_up().err().map(|trouble| Text::new(&trouble));
                }
            };
            self.report(result.err().map(|trouble| Text::new(&trouble)), answer);
        }
    }

    fn save(&mut self) -> Result<(), String> {
        if let Some(profiles) = &self.unsaved {
            self.store
                .save(profiles)
                .map_err(|error| error.to_string())?;
        }
        self.unsaved = None;
        Ok(())
    }

    /// Writes what could not be written before, and syncs.
    fn catch_up(&mut self) -> Result<(), String> {
        let saved = self.save();
        self.writer
            .sync()
            .map_err(|error| error.to_string())
            .and(saved)
    }

    fn report(&mut self, trouble: Option<Text>, answer: &dyn Fn(Input)) {
        if trouble != self.trouble {
            self.trouble.clone_from(&trouble);
            answer(Input::Storage { trouble });
        }
    }
}

//! Pictures made ready off the thread that draws.
//!
//! The owner of the screen says which pictures it wants, all of them at once, each time that the
//! screen changes; two workers make them in order of priority and hand them back. What is no
//! longer wanted is dropped, even when it was being made.

mod queue;
mod render;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

pub use crate::artwork::{PictureCache, PictureId, PictureKey, Priority, Want};
pub use render::Renderer;

use crate::artwork::Encoded;
use queue::Queue;

/// Threads that make pictures.
const WORKERS: usize = 2;

/// What the names of the worker threads begin with.
const THREAD_NAME: &str = "keyart-pictures";

/// A picture that was wanted.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The latest request that wanted it.
    pub generation: u64,
    /// Which picture, at what size.
    pub key: PictureKey,
    /// The picture, or the sentence that says why there is none.
    pub encoded: Encoded,
    /// Its dominant colour, unless it is broken.
    pub tint: Option<[u8; 3]>,
}

/// What a renderer makes: the picture and its dominant colour.
pub type Rendered = (Encoded, Option<[u8; 3]>);

/// The handle to the workers; they stop when it is dropped.
#[derive(Debug)]
pub struct Pictures {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
}

impl Pictures {
    /// Starts the workers. Each picture is made by `render`, which may panic, and handed to
    /// `answer`, both on a worker's thread.
    ///
    /// # Errors
    /// If the system gives no threads.
    pub fn start(
        render: impl Fn(&PictureKey) -> Rendered + Send + Sync + 'static,
        answer: impl Fn(Ready) + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let pictures = Self {
            shared: Arc::default(),
        };
        let (render, answer) = (Arc::new(render), Arc::new(answer));
        for worker in 0..WORKERS {
            let shared = Arc::clone(&pictures.shared);
            let (render, answer) = (Arc::clone(&render), Arc::clone(&answer));
            thread::Builder::new()
                .name(format!("{THREAD_NAME}-{worker}"))
                .spawn(move || shared.work(&*render, &*answer))?;
        }
        Ok(pictures)
    }

    /// Wants exactly these pictures from now on; what earlier requests wanted is dropped, except
    /// where it is wanted again. A request of an earlier generation than the last is ignored.
    ///
    /// Pictures that are in the cache already should not be among `wants`.
    pub fn request(&self, generation: u64, wants: Vec<Want>) {
        self.shared.queue().replace(generation, wants);
        self.shared.changed.notify_all();
    }

    /// Wants nothing, and takes nothing that is being made: from now on pictures are made in
    /// another way.
    pub fn abandon(&self) {
        self.shared.queue().abandon();
    }
}

impl Drop for Pictures {
    fn drop(&mut self) {
        self.shared.queue().close();
        self.shared.changed.notify_all();
    }
}

impl Shared {
    /// The queue is never left half changed, so a poisoned lock is as good as a sound one.
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, render: &dyn Fn(&PictureKey) -> Rendered, answer: &dyn Fn(Ready)) {
        while let Some((key, epoch)) = self.next() {
            let (encoded, tint) = catch_unwind(AssertUnwindSafe(|| render(&key)))
                .unwrap_or_else(|_| (Encoded::Broken(CRASHED.to_owned()), None));
            let generation = self.queue().finish(&key, epoch);
            if let Some(generation) = generation {
                answer(Ready {
                    generation,
                    key,
                    encoded,
                    tint,
                });
            }
        }
    }

    /// Waits for the next picture to make; `None` at the end.
    fn next(&self) -> Option<(PictureKey, u64)> {
        let mut queue = self.queue();
        loop {
            if queue.is_closed() {
                return None;
            }
            if let Some(job) = queue.take() {
                return Some(job);
            }
            queue = self
                .changed
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

const CRASHED: &str = "the decoder failed on this picture; export it again";

/// Whether the calling thread makes pictures: a panic there is caught and becomes a broken
/// picture, so a panic hook should leave the terminal as it is.
#[must_use]
pub fn is_worker_thread() -> bool {
    thread::current()
        .name()
        .is_some_and(|name| name.starts_with(THREAD_NAME))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::catalog::TitleIndex;

    fn key(artwork: usize) -> PictureKey {
        PictureKey {
            picture: PictureId::Artwork {
                title: TitleIndex(0),
                artwork,
            },
            columns: 1,
            rows: 1,
        }
    }

    fn want(artwork: usize) -> Want {
        Want {
            key: key(artwork),
            priority: Priority::Visible,
        }
    }

    fn blank() -> Rendered {
        (Encoded::Broken(String::new()), None)
    }

    #[test]
    fn a_worker_survives_a_panic_and_the_picture_is_broken() {
        let (sender, answers) = mpsc::channel();
        let render = |asked: &PictureKey| {
            assert_ne!(*asked, key(0), "this picture breaks its decoder");
            blank()
        };
        let pictures = Pictures::start(render, move |ready| {
            let _ = sender.send(ready);
        })
        .unwrap();
        // More broken pictures than workers, then a sound one.
        for generation in 0..4 {
            pictures.request(generation, vec![want(0)]);
            let ready = answers.recv().unwrap();
            assert!(matches!(ready.encoded, Encoded::Broken(text) if text == CRASHED));
        }
        pictures.request(4, vec![want(1)]);
        let ready = answers.recv().unwrap();
        assert_eq!((ready.generation, ready.key), (4, key(1)));
    }

    #[test]
    fn what_is_no_longer_wanted_is_not_answered_even_when_it_was_being_made() {
        let (sender, answers) = mpsc::channel();
        let (started, starts) = mpsc::channel();
        let (gate, opened) = mpsc::channel::<()>();
        let opened = Mutex::new(opened);
        let render = move |asked: &PictureKey| {
            let _ = started.send(asked.clone());
            let _ = opened.lock().unwrap().recv();
            blank()
        };
        let pictures = Pictures::start(render, move |ready| {
            let _ = sender.send(ready);
        })
        .unwrap();
        pictures.request(1, vec![want(1), want(2), want(3)]);
        for _ in 0..WORKERS {
            starts.recv().unwrap();
        }
        // Picture 1 is still wanted, 2 is being made in vain, 3 was never begun.
        pictures.request(2, vec![want(1), want(4)]);
        drop(gate);
        let mut answered = [answers.recv().unwrap(), answers.recv().unwrap()];
        answered.sort_by_key(|ready| ready.key != key(1));
        let [first, second] = answered.map(|ready| (ready.generation, ready.key));
        assert_eq!([first, second], [(2, key(1)), (2, key(4))]);
        drop(pictures);
        assert!(answers.recv().is_err(), "nothing else is answered");
    }
}

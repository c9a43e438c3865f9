//! Who watches a session that runs by itself.

use std::io;

use crate::session::State;

/// Somebody who sees each change of a session, and for whom it may wait.
pub trait Audience: Send {
    /// The screen shows `state`, above a `caption` if there is one, and nothing happens for
    /// `pause` milliseconds of the session's own time: 0 if what comes next is not known yet.
    /// Whether the audience stays.
    ///
    /// # Errors
    /// If it cannot watch any longer.
    fn watch(&mut self, state: &State, caption: Option<&str>, pause: i64) -> io::Result<bool>;

    /// What follows comes of this step.
    fn announce(&mut self, _step: &str) {}
}

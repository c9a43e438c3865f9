//! Tells the state what happens and when, and hands on what it asks for.
//!
//! What the log holds follows from the messages and their moments alone. So nothing that depends
//! on how fast this machine draws, reads or decodes may choose a moment: a tick happens when it
//! was due, and a frame shows the state of the moment that the state is in.

use std::io;

use crate::{
    session::{Autopilot, Effect, Input, Message, Mode, State},
    time::Timestamp,
};

/// Sees what comes from outside: keys, clicks, sizes, broken pictures, notes and the end; not
/// ticks, frames and the answers of the disk, which follow from those.
pub trait Observer {
    /// `message` is about to be told to `state`.
    fn before(&mut self, state: &State, message: &Message);

    /// The message made this of `state`, which asks for `effects`.
    fn after(&mut self, state: &State, effects: &[Effect]);
}

impl<O: Observer + ?Sized> Observer for &mut O {
    fn before(&mut self, state: &State, message: &Message) {
        (**self).before(state, message);
    }

    fn after(&mut self, state: &State, effects: &[Effect]) {
        (**self).after(state, effects);
    }
}

/// Draws the state, and says [`Dispatcher::shown`] once it is seen.
pub(super) type Draw<'d, 's> = dyn FnMut(&mut Dispatcher<'s>) -> io::Result<()> + 'd;

/// A state that is being used.
pub(super) struct Dispatcher<'s> {
    state: State,
    perform: Box<dyn FnMut(Effect) + Send + 's>,
    observer: Option<Box<dyn Observer + 's>>,
    is_over: bool,
}

impl<'s> Dispatcher<'s> {
    pub(super) fn new(
        state: State,
        perform: Box<dyn FnMut(Effect) + Send + 's>,
        observer: Option<Box<dyn Observer + 's>>,
    ) -> Self {
        Self {
            state,
            perform,
            observer,
            is_over: false,
        }
    }

    pub(super) fn state(&self) -> &State {
        &self.state
    }

    pub(super) fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// Whether the session has ended: nothing changes any more.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Whether somebody sees what comes from outside, and wants a frame after each.
    pub(super) fn is_observed(&self) -> bool {
        self.observer.is_some()
    }

    /// When something moves by itself next.
    pub(super) fn next_tick(&self) -> Option<Timestamp> {
        self.state.next_tick().filter(|_| !self.is_over)
    }

    /// The next tick, if it is due at `now`.
    pub(super) fn due(&self, now: Timestamp) -> Option<Timestamp> {
        self.next_tick().filter(|tick| *tick <= now)
    }

    /// Tells `input` to the state, `at` this moment or that of the message before, whichever is
    /// later. A size that is not new is not told.
    pub(super) fn tell(&mut self, at: Timestamp, input: Input) {
        let is_old = matches!(&input, Input::Resize(size) if size.sensible() == self.state.size);
        if self.is_over || is_old {
            return;
        }
        let at = at.max(self.state.now);
        let is_external = is_external(&input);
        let message = Message { at, input };
        let mut observer = self.observer.as_mut().filter(|_| is_external);
        if let Some(observer) = &mut observer {
            observer.before(&self.state, &message);
        }
        let effects = self.state.update(message);
        if let Some(observer) = observer {
            observer.after(&self.state, &effects);
        }
        self.is_over = effects.contains(&Effect::Quit);
        effects.into_iter().for_each(&mut self.perform);
    }

    /// The screen shows the state as it is.
    pub(super) fn shown(&mut self) {
        self.tell(self.state.now, Input::Shown);
    }

    /// Takes in what arrives `now`, after all that was due before. What does not come from outside
    /// happens at the state's own moment.
    pub(super) fn arrive(
        &mut self,
        now: Timestamp,
        input: Input,
        draw: &mut Draw<'_, 's>,
    ) -> io::Result<()> {
        if !is_external(&input) {
            self.tell(self.state.now, input);
            return Ok(());
        }
        self.tick_until(now, draw)?;
        self.tell(now, input);
        if self.is_observed() && !self.is_over {
            draw(self)?;
        }
        Ok(())
    }

    /// Tells all ticks that are due at `now`, each at its own moment. Where several are overdue,
    /// only those are drawn that lead to another screen, so that drawing never falls behind.
    pub(super) fn tick_until(&mut self, now: Timestamp, draw: &mut Draw<'_, 's>) -> io::Result<()> {
        while let Some(due) = self.due(now) {
            let screen = self.screen();
            self.tell(due, Input::Tick);
            if self.screen() == screen && self.due(now).is_some() {
                self.shown();
            } else {
                draw(self)?;
            }
        }
        Ok(())
    }

    /// What tells two screens apart, as opposed to two frames of one.
    fn screen(&self) -> (Mode, Option<u64>) {
        let steps = self.state.autopilot().map(Autopilot::steps);
        (self.state.mode(), steps)
    }
}

/// Whether `input` comes from outside, as opposed to following from what came before.
fn is_external(input: &Input) -> bool {
    !matches!(input, Input::Tick | Input::Shown | Input::Storage { .. })
}

//! The interface without a terminal: the same state, keymap, pictures and drawing as in the event
//! loop, with a clock that only goes on when it is told to.

use std::{fmt, io, sync::Arc};

use crossterm::event::{Event, KeyEvent};

use super::{
    audience::Audience,
    dispatcher::Dispatcher,
    gallery::broken,
    studio::{self, Studio, Wall},
};
use crate::{
    artwork::{Encoded, PictureCache, Rendering},
    catalog::{Canvas, TitleIndex},
    profiles::ProfileId,
    runtime::pictures::Ready,
    session::{Effect, Input, State},
    text::Text,
    time::Timestamp,
    tui::{
        Theme,
        capture::Capture,
        keymap::{self, Meaning, Step},
    },
};

/// Milliseconds from one event of the terminal to the next.
const PACE: i64 = 1_000;

/// A session whose time passes only when somebody says so.
pub struct Headless {
    dispatcher: Dispatcher<'static>,
    theme: Theme,
    now: Timestamp,
    studio: Arc<Studio>,
    /// The pictures of the session's own rendering, if it has one.
    wall: Option<Wall>,
    audience: Option<Box<dyn Audience>>,
    caption: Option<Text>,
    /// Why the audience could not go on.
    trouble: Option<io::Error>,
}

impl fmt::Debug for Headless {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("Headless");
        fields.field("now", &self.now).finish_non_exhaustive()
    }
}

impl Headless {
    /// Shows `state` as it is, at its own moment. `perform` is given what the session asks for.
    ///
    /// With a `rendering`, all pictures that the screen shows are made before it counts as seen,
    /// and the session is told of broken ones. Without, none is made until somebody wants a
    /// [`Headless::capture`], and nothing is drawn: that takes no threads and hardly any time.
    #[must_use]
    pub fn open(
        state: State,
        rendering: Option<Rendering>,
        theme: Theme,
        perform: Box<dyn FnMut(Effect) + Send>,
    ) -> Self {
        Self::open_in(Arc::default(), state, rendering, theme, perform)
    }

    /// The same, with all pictures made in `studio`, which may serve others too.
    #[must_use]
    pub fn open_in(
        studio: Arc<Studio>,
        state: State,
        rendering: Option<Rendering>,
        theme: Theme,
        perform: Box<dyn FnMut(Effect) + Send>,
    ) -> Self {
        let wall = rendering.map(|rendering| studio.wall(&state.catalog, rendering, theme.page()));
        let mut headless = Self {
            now: state.now,
            dispatcher: Dispatcher::new(state, perform, None),
            theme,
            studio,
            wall,
            audience: None,
            caption: None,
            trouble: None,
        };
        headless.show();
        headless
    }

    /// What is known.
    #[must_use]
    pub fn state(&self) -> &State {
        self.dispatcher.state()
    }

    /// What another profile would see: see [`State::would_see`].
    pub fn would_see(
        &mut self,
        other: &ProfileId,
        title: TitleIndex,
        canvas: Canvas,
    ) -> Option<usize> {
        self.dispatcher.state_mut().would_see(other, title, canvas)
    }

    /// The present moment; the state has been in it since its own.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Whether the session has ended: nothing changes any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.dispatcher.is_over()
    }

    /// Does what `step` says.
    pub fn perform(&mut self, step: Step) {
        match step {
            Step::Press(key) => self.press(key),
            Step::Wait(milliseconds) => self.advance(milliseconds),
        }
    }

    /// A second later, `key` is pressed and what follows is shown.
    pub fn press(&mut self, key: KeyEvent) {
        self.take(&Event::Key(key));
    }

    /// A second later, `event` comes from the terminal and what follows is shown.
    pub fn take(&mut self, event: &Event) {
        self.advance(PACE);
        self.take_now(event);
    }

    /// The `event` comes from the terminal now, and what follows is shown.
    pub fn take_now(&mut self, event: &Event) {
        match keymap::meaning(self.state(), event) {
            Meaning::Input(input) => self.tell(input),
            Meaning::Unbound(sentence) => self.tell(Input::Note(sentence)),
            Meaning::Nothing => {}
        }
    }

    /// This happens now, and what follows is shown.
    pub fn tell(&mut self, input: Input) {
        self.dispatcher.tell(self.now, input);
        self.show();
        self.attend(0);
    }

    /// Lets `milliseconds` pass, in which the screen changes by itself as often as it would.
    pub fn advance(&mut self, milliseconds: i64) {
        let end = self.now.plus(milliseconds.max(0));
        loop {
            let due = self.dispatcher.due(end);
            let next = due.unwrap_or(end);
            self.attend(next.since(self.now));
            self.now = next;
            if due.is_none() {
                break;
            }
            self.dispatcher.tell(next, Input::Tick);
            self.show();
        }
    }

    /// The screen as it is now, with pictures as the session's rendering has them, and with what
    /// stands in their places where there is none.
    #[must_use]
    pub fn frame(&self) -> Capture {
        match &self.wall {
            Some(wall) => wall.capture(self.state(), &self.theme),
            None => Capture {
                buffer: studio::draw(self.state(), &PictureCache::new(0), &self.theme).0,
                pictures: Vec::new(),
            },
        }
    }

    /// The screen as it is now, with all its pictures made for `rendering`. The session is not
    /// told of broken ones.
    #[must_use]
    pub fn capture(&self, rendering: Rendering) -> Capture {
        let catalog = &self.state().catalog;
        let mut wall = self.studio.wall(catalog, rendering, self.theme.page());
        while !wall.hang(self.state(), &self.theme).is_empty() {}
        wall.capture(self.state(), &self.theme)
    }

    /// What stands under the screen for the audience from now on.
    pub fn caption(&mut self, caption: Option<Text>) {
        self.caption = caption;
        self.attend(0);
    }

    /// Tells the audience which step comes next.
    pub fn announce(&mut self, step: &str) {
        if let Some(audience) = &mut self.audience {
            audience.announce(step);
        }
    }

    /// Has `audience` watch from now on.
    pub fn invite(&mut self, audience: Box<dyn Audience>) {
        self.audience = Some(audience);
        self.attend(0);
    }

    /// Whether an audience watches. It leaves when it has seen enough, or has failed.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.audience.is_some()
    }

    /// Lets the audience go, if it is still there.
    ///
    /// # Errors
    /// Why it left, if it failed.
    pub fn dismiss(&mut self) -> io::Result<Option<Box<dyn Audience>>> {
        match self.trouble.take() {
            Some(trouble) => Err(trouble),
            None => Ok(self.audience.take()),
        }
    }

    /// Gives the audience its turn: nothing will happen for so many milliseconds.
    fn attend(&mut self, pause: i64) {
        let Some(audience) = &mut self.audience else {
            return;
        };
        let caption = self.caption.as_ref().map(Text::as_str);
        match audience.watch(self.dispatcher.state(), caption, pause) {
            Ok(true) => return,
            Ok(false) => {}
            Err(error) => self.trouble = Some(error),
        }
        self.audience = None;
    }

    /// Makes all that the screen shows ready, and has it seen.
    fn show(&mut self) {
        while let Some(wall) = &mut self.wall
            && !self.dispatcher.is_over()
        {
            let fresh = wall.hang(self.dispatcher.state(), &self.theme);
            if fresh.is_empty() {
                break;
            }
            for Ready { key, encoded, .. } in fresh {
                if let Encoded::Broken(reason) = encoded
                    && let Some(trouble) = broken(&key, &reason)
                {
                    self.dispatcher.tell(self.now, trouble);
                }
            }
        }
        self.dispatcher.shown();
    }
}

//! The interface without a terminal: the same state, keymap, pictures and drawing as in the event
//! loop, with a clock that only goes on when it is told to. Nothing is stored.

use std::{
    collections::HashSet,
    io,
    sync::mpsc::{Receiver, channel},
};

use crossterm::event::{Event, KeyEvent};
use ratatui::{buffer::Buffer, layout::Rect};

use super::gallery::broken;
use crate::{
    artwork::{Encoded, PictureCache, Priority, Rendering, Want, kitty::ImageIds},
    runtime::pictures::{Pictures, Ready, Renderer},
    session::{Effect, Input, Message, State},
    time::Timestamp,
    tui::{
        Theme,
        capture::Capture,
        keymap::{self, Meaning, Step},
        view,
    },
};

/// Milliseconds from one event of the terminal to the next.
const PACE: i64 = 1_000;

/// How many bytes of encoded pictures are kept; a screen that shows more lacks some.
const PICTURE_BUDGET: usize = 512 << 20;

/// A session that is shown to nobody.
#[derive(Debug)]
pub struct Headless {
    state: State,
    theme: Theme,
    now: Timestamp,
    pictures: Pictures,
    ready: Receiver<Ready>,
    generation: u64,
    cache: PictureCache,
    is_over: bool,
}

impl Headless {
    /// Shows `state` as it is, at its own moment.
    ///
    /// # Errors
    /// If the system gives no threads.
    pub fn open(state: State, rendering: Rendering, theme: Theme) -> io::Result<Self> {
        let renderer =
            Renderer::new(state.catalog.clone(), rendering, ImageIds::salted(0)).over(theme.page());
        let (sender, ready) = channel();
        let pictures = Pictures::start(
            move |key| renderer.render(key),
            move |picture| drop(sender.send(picture)),
        )?;
        let mut headless = Self {
            now: state.now,
            state,
            theme,
            pictures,
            ready,
            generation: 0,
            cache: PictureCache::new(PICTURE_BUDGET),
            is_over: false,
        };
        headless.show();
        Ok(headless)
    }

    /// What is known.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether the session has ended: nothing changes any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_over
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
        match keymap::input(self.state.mode(), event) {
            Meaning::Input(input) => self.tell(input),
            Meaning::Unbound(sentence) => self.tell(Input::Note(sentence)),
            Meaning::Nothing => {}
        }
        self.show();
    }

    /// Lets `milliseconds` pass, in which the screen changes by itself as often as it would.
    pub fn advance(&mut self, milliseconds: i64) {
        let end = self.now.plus(milliseconds.max(0));
        let mut has_changed = false;
        while let Some(tick) = self.next_tick().filter(|tick| *tick <= end) {
            self.now = tick;
            self.tell(Input::Tick);
            self.tell(Input::Shown);
            has_changed = true;
        }
        self.now = end;
        if has_changed {
            self.show();
        }
    }

    /// When the screen changes by itself next; later than now.
    fn next_tick(&self) -> Option<Timestamp> {
        let tick = self.state.next_tick().filter(|_| !self.is_over)?;
        Some(tick.max(self.now.plus(1)))
    }

    /// The screen as it is now.
    #[must_use]
    pub fn frame(&self) -> Capture {
        let (buffer, wants) = self.draw();
        let pictures = wants
            .iter()
            .filter_map(|want| match self.cache.get(&want.key) {
                Some(Encoded::Pixels(picture)) => Some(picture.clone()),
                _ => None,
            });
        Capture {
            pictures: pictures.collect(),
            buffer,
        }
    }

    /// The cells, and the pictures that they show.
    fn draw(&self) -> (Buffer, Vec<Want>) {
        let size = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.columns, size.rows));
        let mut wants = view(&self.state, &self.cache, &self.theme, &mut buffer);
        wants.retain(|want| want.priority == Priority::Visible);
        (buffer, wants)
    }

    /// Makes all that the screen shows ready, and has it seen.
    fn show(&mut self) {
        let mut asked = HashSet::new();
        loop {
            let (_, mut wants) = self.draw();
            // What had to give way in the meantime is not made again.
            wants.retain(|want| !self.cache.touch(&want.key) && asked.insert(want.key.clone()));
            if wants.is_empty() {
                break;
            }
            self.hang(&wants);
        }
        self.tell(Input::Shown);
    }

    /// Waits for pictures; broken ones are something to tell the application, in the order in
    /// which they were wanted.
    fn hang(&mut self, wants: &[Want]) {
        self.generation += 1;
        self.pictures.request(self.generation, wants.to_vec());
        let mut ready: Vec<Ready> = self.ready.iter().take(wants.len()).collect();
        ready.sort_by_key(|ready| wants.iter().position(|want| want.key == ready.key));
        for Ready {
            key, encoded, tint, ..
        } in ready
        {
            let trouble = match &encoded {
                Encoded::Broken(reason) => broken(&key, reason),
                Encoded::Symbols(_) | Encoded::Pixels(_) => None,
            };
            self.cache.insert(key, encoded, tint);
            if let Some(trouble) = trouble {
                self.tell(trouble);
            }
        }
    }

    fn tell(&mut self, input: Input) {
        if self.is_over {
            return;
        }
        let at = self.now;
        let effects = self.state.update(Message { at, input });
        self.is_over = effects.contains(&Effect::Quit);
    }
}

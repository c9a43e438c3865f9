//! How fast a session goes on for those who watch it.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The slowest and the fastest speed.
const SPEEDS: (f64, f64) = (0.125, 64.0);

/// How fast a session goes on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pace {
    /// Milliseconds of the session in one of a person.
    speed: f64,
    is_halted: bool,
    /// Whether there is no waiting before the next step.
    is_skipping: bool,
    /// Whether the session can be held up now.
    is_pause: bool,
}

impl Pace {
    pub(super) fn new(speed: f64) -> Self {
        Self {
            speed: speed.clamp(SPEEDS.0, SPEEDS.1),
            is_halted: false,
            is_skipping: false,
            is_pause: false,
        }
    }

    /// Nothing will happen for `pause` milliseconds; 0 when a step has just been made.
    pub(super) fn begin(&mut self, pause: i64) {
        self.is_pause = pause > 0;
        self.is_skipping &= self.is_pause;
    }

    /// Does what a key says; whether to go on at all.
    pub(super) fn press(&mut self, key: &KeyEvent) -> bool {
        let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') => return !is_control,
            KeyCode::Char('q') | KeyCode::Esc => return false,
            KeyCode::Char(' ') => self.is_halted = !self.is_halted,
            KeyCode::Char('n') | KeyCode::Right => self.is_skipping = self.is_pause,
            KeyCode::Char('+' | '=') => self.speed = (self.speed * 2.0).min(SPEEDS.1),
            KeyCode::Char('-') => self.speed = (self.speed / 2.0).max(SPEEDS.0),
            _ => {}
        }
        true
    }

    /// How long to wait where `left` milliseconds of the session are left; `None` for as long as
    /// it takes.
    pub(super) fn wait(&self, left: i64) -> Option<Duration> {
        if !self.is_pause || self.is_skipping {
            return Some(Duration::ZERO);
        }
        let left = u32::try_from(left).unwrap_or(0);
        let wait = Duration::from_millis(u64::from(left)).div_f64(self.speed);
        (!self.is_halted).then_some(wait)
    }

    /// How many milliseconds of the session have passed in so many of a person.
    pub(super) fn passed(&self, milliseconds: i64) -> i64 {
        if self.is_halted {
            return 0;
        }
        // At least one, so that waiting ends however slowly time passes.
        ((milliseconds as f64 * self.speed) as i64).max(1)
    }

    /// What a person should know of it.
    pub(super) fn remark(&self) -> String {
        match (self.is_halted, self.speed == 1.0) {
            (true, _) => "halted · Space goes on".to_owned(),
            (false, true) => String::new(),
            (false, false) => format!("{}×", self.speed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(pace: &mut Pace, code: KeyCode) -> bool {
        pace.press(&KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn a_person_sets_the_speed_halts_and_goes_on() {
        let milliseconds = Duration::from_millis;
        let mut pace = Pace::new(1.0);
        pace.begin(1_000);
        assert_eq!(pace.wait(1_000), Some(milliseconds(1_000)));
        assert!(press(&mut pace, KeyCode::Char('+')));
        assert_eq!(pace.wait(1_000), Some(milliseconds(500)));
        assert_eq!(pace.passed(100), 200);
        assert!(press(&mut pace, KeyCode::Char('-')) && press(&mut pace, KeyCode::Char('-')));
        assert_eq!(pace.wait(1_000), Some(milliseconds(2_000)));
        assert_eq!(pace.remark(), "0.5×");
        assert!(press(&mut pace, KeyCode::Char(' ')));
        assert_eq!((pace.wait(1_000), pace.passed(100)), (None, 0));
        assert!(press(&mut pace, KeyCode::Char(' ')));
        assert_eq!(pace.wait(0), Some(Duration::ZERO));
        for end in [KeyCode::Char('q'), KeyCode::Esc] {
            assert!(!press(&mut pace, end));
        }
        let interrupt = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert!(!pace.press(&interrupt) && press(&mut pace, KeyCode::Char('c')));
        for _ in 0..20 {
            press(&mut pace, KeyCode::Char('+'));
        }
        assert_eq!((pace.speed, Pace::new(1e9).speed), (64.0, 64.0));
    }

    #[test]
    fn the_next_step_comes_at_once_and_what_comes_after_it_waits_again() {
        let mut pace = Pace::new(1.0);
        press(&mut pace, KeyCode::Char(' '));
        pace.begin(100);
        press(&mut pace, KeyCode::Char('n'));
        assert_eq!(pace.wait(100), Some(Duration::ZERO));
        // A film goes on in many small pauses before the step is made.
        pace.begin(100);
        assert_eq!(pace.wait(100), Some(Duration::ZERO));
        pace.begin(0);
        assert_eq!(
            pace.wait(0),
            Some(Duration::ZERO),
            "a step is never held up"
        );
        pace.begin(1_000);
        assert_eq!(pace.wait(1_000), None, "still halted");
    }
}

//! What the autopilot does, and what stops it.

use crate::session::{Autopilot, Command, Effect, Input, Layer, State};

/// How long it waits for a screen on which something can be seen, in milliseconds.
const TOO_SMALL: f64 = 1_000.0;

impl State {
    /// Lets the profile that watches browse by itself from now on.
    pub(super) fn take_off(&mut self) {
        if self.focused().is_none() {
            self.say("There is nothing here that the autopilot could look at.");
            return;
        }
        let random = self.serving.stream("autopilot", &self.now.0.to_string());
        self.autopilot = Some(Autopilot::new(random, self.now));
        self.say("The autopilot browses; any key stops it.");
    }

    /// Takes in what concerns the autopilot, if it is on: its speed, and whatever stops it.
    /// Whether that was all.
    pub(super) fn steer(&mut self, input: &Input) -> bool {
        let Some(pilot) = &mut self.autopilot else {
            return false;
        };
        match input {
            Input::Command(command @ (Command::Faster | Command::Slower)) => {
                pilot.change_speed(*command == Command::Faster, self.now);
                let speed = pilot.speed();
                self.pace_film(speed);
                true
            }
            Input::Note(_) => {
                self.land();
                false
            }
            input if input.is_by_person() => {
                self.land();
                *input == Input::Command(Command::Autopilot)
            }
            _ => false,
        }
    }

    /// Ends the autopilot; what it has begun stays as it is.
    fn land(&mut self) {
        self.autopilot = None;
        self.pace_film(1.0);
        self.say("The autopilot is off.");
    }

    fn pace_film(&mut self, speed: f64) {
        let now = self.now;
        if let Some(Layer::Playing(playback)) = self.layers.last_mut() {
            playback.set_speed(speed, now);
        }
    }

    /// Lets the autopilot press a key, if it is time for that.
    pub(super) fn fly(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Some(mut pilot) = self.autopilot.take_if(|pilot| pilot.due() <= now) else {
            return Vec::new();
        };
        if !self.is_drawn() {
            pilot.wait(TOO_SMALL, now);
            self.autopilot = Some(pilot);
            return Vec::new();
        }
        let mut effects = self.renew_abandoned_visit();
        let Some(command) = pilot.choose(self) else {
            self.land();
            return effects;
        };
        effects.extend(self.command(command));
        self.pace_film(pilot.speed());
        pilot.go_on(self);
        self.autopilot = Some(pilot);
        effects
    }
}

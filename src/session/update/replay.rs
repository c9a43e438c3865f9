//! Commands while a log is replayed.

use crate::{
    engine::PolicySpec,
    session::{Command, Effect, Layer, Replay, State, Stride},
};

impl State {
    pub(super) fn command_replay(&mut self, command: Command) -> Vec<Effect> {
        let now = self.now;
        let Some(replay) = self.replay_mut() else {
            return Vec::new();
        };
        match command {
            Command::Left => replay.go(Stride::Event, true),
            Command::Right => replay.go(Stride::Event, false),
            Command::Up => replay.go(Stride::Visit, true),
            Command::Down => replay.go(Stride::Visit, false),
            Command::PageUp => replay.go(Stride::Session, true),
            Command::PageDown => replay.go(Stride::Session, false),
            Command::Top => replay.go(Stride::All, true),
            Command::Bottom => replay.go(Stride::All, false),
            Command::Confirm => replay.toggle_playing(now),
            Command::Compare => {
                replay.compare_next();
                let with = replay.policy().as_ref().map(PolicySpec::to_string);
                let said = with.map_or_else(
                    || "Compared with no policy".to_owned(),
                    |with| format!("Compared with {with}"),
                );
                self.say(&said);
            }
            Command::Back => return self.quit(),
            _ => {}
        }
        Vec::new()
    }

    /// The log that is replayed, whatever lies over it.
    #[must_use]
    pub fn replay(&self) -> Option<&Replay> {
        self.layers.iter().find_map(|layer| match layer {
            Layer::Replay(replay) => Some(&**replay),
            _ => None,
        })
    }

    pub(super) fn replay_mut(&mut self) -> Option<&mut Replay> {
        self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Replay(replay) => Some(&mut **replay),
            _ => None,
        })
    }
}

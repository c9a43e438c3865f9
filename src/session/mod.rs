//! The application without its terminal: state, messages and effects.
//!
//! Everything that happens arrives as a [`Message`] with its moment; [`State::update`] changes the
//! state and returns [`Effect`]s for the runtime to perform. It reads no clock, file or terminal,
//! so a script and a person drive the very same code.

mod autopilot;
mod browse;
mod command;
mod detail;
mod dial;
mod gate;
mod geometry;
mod insights;
mod message;
mod page;
mod playback;
mod replay;
mod reward;
mod search;
mod serving;
mod settings;
mod state;
mod tuning;
mod update;
mod verification;

pub use autopilot::Autopilot;
pub use browse::{Browse, Focus};
pub use command::Command;
pub use detail::Detail;
pub use dial::Dial;
pub use gate::{Editor, Gate};
pub use geometry::{Area, Band, Layout, Placed, SMALLEST, Size};
pub use insights::{Hanging, Insights, Reading, Section, Stretch, Support, take_fraction};
pub use message::{Effect, Input, Message};
pub use page::{Heading, Page, Row, UNFINISHED};
pub use playback::{Playback, playback_time};
pub use replay::{
    Arrangement, Fate, Given, Happening, Hung, Missing, Names, PastPage, Position, Replay, Seen,
    SeenArm, Stride, Strip, Tally, Timeline,
};
pub use reward::{ABANDONED_BELOW, response, response_to, reward, weight};
pub use search::Search;
pub use serving::{Change, Changes, Drawn, Serving, Slate, Viewer};
pub use settings::Settings;
pub use state::{Layer, Mode, State, Toast};
pub use tuning::{Attribution, Canvases, Tuning};
pub use verification::{Difference, TOLERANCE, Verification, Verifier};

//! The event log: an append-only folder of segments, one for each session.
//!
//! [`LogWriter`] appends batches of [`Event`]s to a segment of its own; [`read`] gives back the
//! complete batches of all segments, one at a time. A segment is JSON Lines, so that `jq`,
//! `DuckDB` or Spark can read a log as it stands.

mod appender;
mod error;
pub mod event;
mod line;
mod reader;
pub mod statistics;
pub mod table;
mod wire;
mod wording;
mod writer;

pub use error::LogError;
pub use event::{
    Arm, Event, Flaw, Impression, ImpressionId, Moment, Outcome, OutcomeRecord, Record, SessionId,
    SessionStart, Slot,
};
pub use line::write_json;
pub use reader::{LogContents, Segment, Tail, read, read_segment};
pub use wire::SCHEMA;
pub use writer::{Durability, LogWriter};

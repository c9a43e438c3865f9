//! The event log: an append-only folder of segments, one for each session.

pub mod event;

pub use event::{
    Arm, Event, Flaw, Impression, ImpressionId, Moment, Outcome, OutcomeRecord, Record, SessionId,
    SessionStart, Slot,
};

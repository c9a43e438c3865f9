//! keyart renders a streaming-style catalog in the terminal, picks for every profile which
//! member of a title's artwork set to show, and logs each decision with its propensity.
//!
//! The map of the rooms, and what each may import, is in `ARCHITECTURE.md`.

#![cfg_attr(
    test,
    expect(
        clippy::disallowed_methods,
        reason = "tests lay files out and look at them"
    )
)]

pub mod artwork;
pub mod catalog;
pub mod cli;
pub mod engine;
pub mod evaluate;
pub mod experiment;
pub mod log;
pub mod profiles;
pub mod report;
pub mod runtime;
pub mod script;
pub mod seed;
pub mod session;
pub mod simulator;
pub mod text;
pub mod time;
pub mod tui;

//! One file for each screen.

pub(super) mod browse;
pub(super) mod changes;
pub(super) mod detail;
pub(super) mod gate;
pub(super) mod help;
pub(super) mod insights;
pub(super) mod playing;
pub(super) mod population;
pub(super) mod replay;
pub(super) mod search;
pub(super) mod tuning;
pub(super) mod why;

//! Tests of the library from outside, one module for each room; and of the program, with and
//! without a terminal.
#![expect(
    clippy::disallowed_methods,
    reason = "tests lay files out and look at them"
)]

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod artwork;
#[cfg(test)]
mod autopilot;
#[cfg(test)]
mod bake_off;
#[cfg(test)]
mod catalog;
#[cfg(test)]
mod contents;
#[cfg(test)]
mod evaluate;
#[cfg(test)]
mod evening;
#[cfg(test)]
mod experiment;
#[cfg(test)]
mod experiment_assignment;
#[cfg(test)]
mod experiment_inference;
#[cfg(test)]
mod experiment_metrics;
#[cfg(test)]
mod experiment_program;
#[cfg(test)]
mod experiment_sequential;
#[cfg(test)]
mod explanation;
#[cfg(test)]
mod features;
#[cfg(test)]
mod insights;
#[cfg(test)]
mod learning;
#[cfg(test)]
mod log;
#[cfg(test)]
mod log_replay;
#[cfg(test)]
mod paint;
#[cfg(test)]
mod pixels;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod profiles;
#[cfg(test)]
mod program;
#[cfg(test)]
mod pty;
#[cfg(test)]
mod real;
#[cfg(test)]
mod recording;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod report;
#[cfg(test)]
mod sandbox;
#[cfg(test)]
mod scale;
#[cfg(test)]
mod screen;
#[cfg(test)]
mod script;
#[cfg(test)]
mod script_reports;
#[cfg(test)]
mod scripts;
#[cfg(test)]
mod session;
#[cfg(test)]
mod simulator;
#[cfg(test)]
mod symbols;
#[cfg(test)]
mod table;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod terminals;
#[cfg(test)]
mod tui;

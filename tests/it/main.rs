//! Tests of the library from outside, one module for each room.
#![expect(
    clippy::disallowed_methods,
    reason = "tests lay files out and look at them"
)]

#[cfg(test)]
mod architecture;
#[cfg(test)]
mod artwork;
#[cfg(test)]
mod catalog;
#[cfg(test)]
mod log;
#[cfg(test)]
mod profiles;
#[cfg(test)]
mod session;
#[cfg(test)]
mod tui;

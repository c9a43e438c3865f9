//! Tests of the library from outside, one module for each room.

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

//! Tests of the library from outside, one module for each room.

#[cfg(test)]
mod catalog;
#[cfg(test)]
mod log;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod profiles;

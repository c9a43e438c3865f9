//! Tests of the library from outside, one module for each room.

#[cfg(test)]
mod artwork;

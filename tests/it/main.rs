//! Tests of the library from outside, one module for each room.

mod catalog;
mod log;

//! The log as a table: a row for each impression, with what followed from it.

mod row;

pub use row::{Choice, Followed, Row, Who};

//! A log that is replayed: what it shows is what was shown, and what it computes is what a policy
//! would have given.

mod comparing;
mod people;
mod program;
mod returning;
mod screen;

use people::{DEMO, EVENING, Evening, timeline};

//! Session scripts: the language that testers write sessions in, and what runs it.
//!
//! A line is taken apart into tokens ([`token`]), matched with the patterns of the [`grammar`],
//! whose commands stand in [`rules`], and becomes a [`statement`]. A [`program`] is all lines of a
//! script and of the files that it includes.

mod check;
pub mod files;
mod format;
pub mod grammar;
pub mod player;
pub mod program;
pub mod recorder;
mod reference;
pub mod rules;
pub mod schedule;
mod slots;
pub mod statement;
pub mod token;
pub mod value;
pub mod variables;

pub use format::format;
pub use program::{Files, Located, Node, Script, Source, read};
pub use reference::markdown;
pub use slots::{SLOTS, Slot};
pub use statement::{Counter, Statement};

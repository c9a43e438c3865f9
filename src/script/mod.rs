//! Session scripts: the language that testers write sessions in, and what runs it.
//!
//! A line is taken apart into tokens ([`token`]), matched with the patterns of the [`grammar`],
//! whose commands stand in [`rules`], and becomes a [`statement`]. A [`program`] is all lines of a
//! script and of the files that it includes.

mod check;
pub mod files;
mod format;
pub mod grammar;
mod place;
pub mod player;
mod problem;
pub mod program;
mod reader;
pub mod recorder;
mod reference;
pub mod rules;
pub mod schedule;
mod slots;
pub mod statement;
mod syntax;
pub mod token;
pub mod trace;
pub mod value;
pub mod variables;

pub use format::format;
pub use place::{below, seen_from};
pub use problem::{Problem, Quote};
pub use program::{Files, Located, Node, Script, Source, read};
pub use reference::markdown;
pub use slots::{SLOTS, Slot};
pub use statement::{Counter, Statement};
pub use syntax::{sublime, text_mate, vim};

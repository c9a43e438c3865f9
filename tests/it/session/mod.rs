//! The application through its messages: what a person would notice, and what the log must hold.

mod commands;
mod dials;
mod outcomes;
mod people;
mod player;
mod plays;
mod soundness;
mod turning;
mod visitor;
mod visits;

//! Pieces that several screens are made of.

mod bars;
mod caption;
mod field;
mod gauge;
mod panel;
mod tile;
mod whisker;

pub(super) use bars::{hint_bar, top_bar};
pub(super) use caption::Caption;
pub(super) use field::field;
pub(super) use gauge::{Scale, balance, gauge};
pub(super) use panel::panel;
pub(super) use tile::{Tile, draw_tile, frame, opinion};
pub(super) use whisker::whisker;

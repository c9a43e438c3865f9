//! The context that tests choose artwork in where nothing else is said.

use keyart::{
    catalog::{Canvas, Maturity},
    engine::{Context, Device, Neighbours},
    profiles::Taste,
    time::LocalTime,
};

/// A Monday evening before a television, on a tile, for somebody who may see everything.
pub(crate) fn evening<'a>(taste: &'a Taste, neighbours: &'a Neighbours) -> Context<'a> {
    Context {
        taste,
        neighbours,
        maturity: Maturity::Eighteen,
        time: LocalTime {
            hour: 20,
            weekday: 0,
        },
        device: Device::Tv,
        canvas: Canvas::Tile,
        mood: None,
        position: None,
    }
}

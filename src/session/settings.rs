//! What stays the same for a whole session.

use crate::{engine::Device, profiles::AvatarId, time::Zone};

/// What the person asked for when the program started.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The kind of screen, which the engine knows as context.
    pub device: Device,
    /// The zone that tells the local hour.
    pub zone: Zone,
    /// The avatars to choose from: id and what it shows.
    pub avatars: Vec<(AvatarId, &'static str)>,
    /// Whether as little as possible moves by itself.
    pub reduced_motion: bool,
}

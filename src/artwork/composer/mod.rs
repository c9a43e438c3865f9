//! Renders key art and avatars as vector scenes.

pub mod avatars;
pub mod objects;
pub mod palette;
pub mod worlds;

//! Renders key art and avatars as vector scenes.

pub mod palette;

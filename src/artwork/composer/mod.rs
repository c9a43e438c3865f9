//! Renders key art and avatars as vector scenes.

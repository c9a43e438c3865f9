//! The terminal interface: event loop, screens, widgets and image placement.
pub mod picture;
pub mod terminal;

//! The terminal interface: event loop, screens, widgets and image placement.

pub mod app;
pub mod capture;
pub mod keymap;
pub mod paint;
pub mod picture;
mod scene;
mod screens;
pub mod terminal;
mod theme;
mod view;
mod widgets;
mod wording;
mod wrap;

pub use scene::Scene;
pub use screens::population::{CellCurve, RunView};
pub use theme::{Role, Theme, ThemeName};
pub use view::view;

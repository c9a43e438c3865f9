//! Tests of whole screens.

mod screens;
mod stage;
mod strangers;

use stage::{CATALOG, Stage};

//! Members whose hidden taste is known, and what they do with the artwork they are shown.
//!
//! A [`World`] holds what is true; a [`Population`] lives in it day by day, served by policies that
//! see of it only what a service would see: what was watched, when, on which screen, and what came
//! of what was shown. What a member carries from day to day ([`Memory`]) follows from the log, so
//! a run can be taken up again, spread over machines, and judged afterwards by policies that never
//! served anybody ([`Recall`]).

mod browsing;
mod day;
mod line;
mod member;
mod memory;
mod noise;
mod parameters;
mod plan;
mod population;
mod recall;
mod run;
mod service;
mod shelf;
mod store;
mod traffic;
mod visit;
mod world;

pub use browsing::Browsing;
pub use member::{Interest, Truth};
pub use memory::{Memory, is_quality_play};
pub use parameters::{POPULATIONS, ParameterError, Parameters};
pub use plan::{BLOCK, CellPlan, Learning, Phase, Plan, Shard};
pub use population::{Ending, Extent, Population};
pub use recall::{Memories, Recall, Recalled, member_name};
pub use run::{CatalogName, CellRun, PhaseRun, Run, RunError, cells_of};
pub use service::{Frozen, Impression, Recorder, Service, Wanted};
pub use store::{Part, Store};
pub use traffic::FIRST_DAY;
pub use world::World;

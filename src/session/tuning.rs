//! The dials: what a person may change about how artwork is chosen, beside the policy.
//!
//! Everything here acts on the action set or on scores before the draw, so the logged propensity
//! stays exact. With the defaults nothing acts at all.

use crate::catalog::{Tone, words};

/// Whether a title shows the same picture on two canvases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Canvases {
    /// Each canvas is decided by itself.
    #[default]
    Free,
    /// What one canvas shows, the others show too, where it was made for them.
    Consistent,
    /// What one canvas shows, the others do not, where anything else is left.
    Varied,
}

words!(Canvases: Free = "free", Consistent = "consistent", Varied = "varied");

/// Which of the impressions of a title that wait for a play gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Attribution {
    /// The latest.
    #[default]
    LastSeen,
    /// The earliest.
    FirstSeen,
}

words!(Attribution: LastSeen = "last-seen", FirstSeen = "first-seen");

/// All dials.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tuning {
    /// How much a picture loses for being like those round it, in [0, 1]; 0 for nothing.
    pub diversity: f64,
    /// The same title on two canvases.
    pub canvases: Canvases,
    /// For how many visits after it first appeared or changed the artwork of a profile, title and
    /// canvas stays; 0 for none.
    pub stickiness: u32,
    /// How often the artwork of a profile and title may change at all; `None` for ever so often.
    pub most_changes: Option<u32>,
    /// The mood that the viewer is in, if they said so.
    pub mood: Option<Tone>,
    /// Which impression gets a play; asked only within a `window`.
    pub attribution: Attribution,
    /// How long an impression waits for a play after it was seen, in milliseconds, at least 0; with
    /// 0 until its visit ends, and never beyond the end of the session.
    pub window: i64,
}

impl Tuning {
    /// Whether other artwork may be chosen than with `other`; whom a play is credited to says
    /// nothing about that.
    #[must_use]
    pub fn chooses_otherwise(&self, other: &Self) -> bool {
        let of_choice = |tuning: &Self| Self {
            attribution: Attribution::default(),
            window: 0,
            ..*tuning
        };
        of_choice(self) != of_choice(other)
    }
}

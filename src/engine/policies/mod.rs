//! One file for each policy.

pub(super) mod best_artwork;
pub(super) mod collaborative;
pub(super) mod content;
pub(super) mod ensemble;
pub(super) mod epsilon_greedy;
pub(super) mod explored;
pub(super) mod fixed;
pub(super) mod lin_ts;
pub(super) mod lin_ucb;
pub(super) mod logistic_ts;
pub(super) mod softmax;
pub(super) mod square_cb;
pub(super) mod ucb1;
pub(super) mod uniform;

pub use best_artwork::BestArtwork;
pub use collaborative::Collaborative;
pub use content::ContentMatch;
pub use ensemble::Ensemble;
pub use epsilon_greedy::EpsilonGreedy;
pub use explored::{Explored, Schedule};
pub use fixed::Fixed;
pub use lin_ts::Thompson;
pub use lin_ucb::UpperBound;
pub use softmax::Softmax;
pub use square_cb::SquareCb;
pub use ucb1::Ucb1;
pub use uniform::Uniform;

//! One file per policy, and the floor that any of them can stand on.

pub(super) mod best_artwork;
pub(super) mod content;
pub(super) mod epsilon_greedy;
pub(super) mod fixed;
mod floored;
pub(super) mod lin_ts;
pub(super) mod lin_ucb;
pub(super) mod logistic_ts;
pub(super) mod softmax;
pub(super) mod square_cb;
pub(super) mod ucb1;
pub(super) mod uniform;

pub use best_artwork::BestArtwork;
pub use content::ContentMatch;
pub use epsilon_greedy::EpsilonGreedy;
pub use fixed::Fixed;
pub use floored::Floored;
pub use lin_ts::LinTs;
pub use lin_ucb::LinUcb;
pub use logistic_ts::LogisticTs;
pub use softmax::Softmax;
pub use square_cb::SquareCb;
pub use ucb1::Ucb1;
pub use uniform::Uniform;

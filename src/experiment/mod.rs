//! Experiments: who is in which cell, and what the difference between cells is worth.

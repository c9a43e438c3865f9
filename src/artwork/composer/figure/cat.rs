//! A cat.

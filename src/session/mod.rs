//! The application without its terminal: state, messages and effects.

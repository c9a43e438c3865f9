//! Members whose hidden taste is known, and what they do with the artwork they are shown.

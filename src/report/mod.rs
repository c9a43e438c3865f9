//! What an experiment showed, for people to look at.

//! What a policy would have been worth, estimated from the log of another one.

//! The event log: schema, durable writer and reader.

//! The log as a table: a row for each impression, with what followed from it.
//!
//! A [`Table`] is a table in memory. [`TableWriter`] writes tables to a Parquet file, and
//! [`TableReader`] gives them back, a part at a time. `docs/SCALE.md` says what the columns mean.

mod bytes;
mod check;
mod chunk;
mod columns;
mod decode;
mod distinct;
mod encode;
mod error;
mod file;
mod folder;
mod group;
mod intern;
mod joined;
mod lists;
mod manifest;
mod names;
mod reader;
mod response;
mod rounds;
mod row;
mod schema;
mod writer;

pub use columns::{ChoiceColumns, ContextColumns, FollowedColumns, Table, WhoColumns};
pub use error::TableError;
pub use folder::{TableFolder, day, part_files, part_path};
pub use joined::{SessionTables, Survey};
pub use lists::Lists;
pub use manifest::{MANIFEST, Manifest};
pub use names::{ActionSet, ActionSets, NameList, Names};
pub use reader::TableReader;
pub use response::Response;
pub use rounds::{ROUNDS_SCHEMA, Rounds, RoundsWriter, read_rounds};
pub use row::{Choice, Followed, Row, Who};
pub use schema::{Column, Columns, Origin, TABLE_SCHEMA};
pub use writer::TableWriter;

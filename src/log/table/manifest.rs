//! What is said beside a folder of tables.

#![expect(
    clippy::disallowed_methods,
    reason = "an edge: reads and writes a manifest"
)]

use std::{fs, io::Write, path::Path};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::{Origin, TABLE_SCHEMA, error::TableError};
use crate::text::excerpt;

/// The name of the file.
pub const MANIFEST: &str = "manifest.toml";
/// Columns of the longest reason that is quoted.
const REASON: usize = 160;
/// Bytes of the largest manifest that is read.
const LARGEST: u64 = 1 << 20;

/// What is said beside a folder of tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// Where the rows come from.
    pub origin: Origin,
    /// How many rows all files have together.
    pub rows: u64,
    /// The first and the last day of which there are rows, as `2026-01-05` in UTC; `None` without
    /// rows.
    pub days: Option<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct WireManifest {
    schema: u32,
    catalog_digest: String,
    engine_version: u32,
    feature_version: u32,
    rows: u64,
    first_day: Option<String>,
    last_day: Option<String>,
}

impl Manifest {
    /// Counts `rows` rows of `day`.
    pub fn count(&mut self, day: &str, rows: u64) {
        self.rows += rows;
        match &mut self.days {
            None => self.days = Some((day.to_owned(), day.to_owned())),
            Some((first, _)) if day < first.as_str() => day.clone_into(first),
            Some((_, last)) if day > last.as_str() => day.clone_into(last),
            Some(_) => {}
        }
    }

    /// Writes it into `folder`, in place of one that is there.
    ///
    /// # Errors
    /// [`TableError::Write`] if the system refuses; then that which is there stays.
    pub fn write(&self, folder: &Path) -> Result<(), TableError> {
        let path = folder.join(MANIFEST);
        let (first_day, last_day) = self.days.clone().unzip();
        let wire = WireManifest {
            schema: TABLE_SCHEMA,
            catalog_digest: self.origin.catalog_digest.clone(),
            engine_version: self.origin.engine_version,
            feature_version: self.origin.feature_version,
            rows: self.rows,
            first_day,
            last_day,
        };
        let text = toml::to_string(&wire).map_err(std::io::Error::other);
        let write = |text: String| {
            fs::create_dir_all(folder)?;
            let mut file = NamedTempFile::new_in(folder)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|error| error.error)?;
            fs::File::open(folder)?.sync_all()
        };
        text.and_then(write)
            .map_err(TableError::write(&path, "write"))
    }

    /// Reads that of `folder`.
    ///
    /// # Errors
    /// If it cannot be read, is no manifest, or is one of another schema.
    pub fn read(folder: &Path) -> Result<Self, TableError> {
        let path = folder.join(MANIFEST);
        let refused = || TableError::read(&path, "read it");
        let size = fs::metadata(&path).map_err(refused())?;
        if !size.is_file() || size.len() > LARGEST {
            return Err(TableError::format(&path, "it is not a manifest"));
        }
        let text = fs::read_to_string(&path).map_err(refused())?;
        let wire: WireManifest = toml::from_str(&text).map_err(|error| {
            let reason = excerpt(error.message(), REASON);
            TableError::format(&path, format!("it is not a manifest: {reason}"))
        })?;
        if wire.schema != TABLE_SCHEMA {
            return Err(TableError::Schema {
                file: crate::log::error::display(&path),
                found: wire.schema,
            });
        }
        Ok(Self {
            origin: Origin {
                catalog_digest: crate::text::neutral(&wire.catalog_digest),
                engine_version: wire.engine_version,
                feature_version: wire.feature_version,
            },
            rows: wire.rows,
            days: wire.first_day.zip(wire.last_day),
        })
    }
}

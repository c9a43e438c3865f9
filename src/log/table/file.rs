//! A Parquet file that is there when it is complete, and not before.

#![expect(clippy::disallowed_methods, reason = "an edge: writes tables")]

use std::{
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
    sync::Arc,
};

use parquet::{
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::{EnabledStatistics, WriterProperties},
        writer::SerializedFileWriter,
    },
    schema::types::{ColumnDescPtr, TypePtr},
};
use tempfile::NamedTempFile;

use super::{
    chunk::{Chunk, ChunkEncoder},
    error::TableError,
};

/// Bytes written at once.
const BUFFER: usize = 1 << 20;

/// A file being written, under a temporary name in the folder where it will be.
pub(super) struct FileWriter {
    path: PathBuf,
    writer: SerializedFileWriter<BufWriter<NamedTempFile>>,
    columns: Vec<ColumnDescPtr>,
}

impl FileWriter {
    /// Begins the file, and makes its folder if there is none.
    pub(super) fn create(
        path: &Path,
        schema: TypePtr,
        metadata: Vec<KeyValue>,
    ) -> Result<Self, TableError> {
        let folder = folder(path);
        fs::create_dir_all(folder).map_err(TableError::write(folder, "make the folder"))?;
        let file = NamedTempFile::new_in(folder).map_err(TableError::write(path, "write"))?;
        let properties = WriterProperties::builder()
            .set_created_by(concat!("keyart version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_statistics_enabled(EnabledStatistics::None)
            .set_offset_index_disabled(true)
            .set_key_value_metadata(Some(metadata))
            .build();
        let file = BufWriter::with_capacity(BUFFER, file);
        let writer = SerializedFileWriter::new(file, schema, Arc::new(properties))
            .map_err(TableError::unwritten(path))?;
        let columns = writer.schema_descr().columns().to_vec();
        Ok(Self {
            path: path.to_owned(),
            writer,
            columns,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a row group: `encode` gives the chunk of each column in turn.
    pub(super) fn row_group(
        &mut self,
        encoder: &mut ChunkEncoder,
        mut encode: impl FnMut(&mut ChunkEncoder, usize, &ColumnDescPtr) -> Result<Chunk, ParquetError>,
    ) -> Result<(), TableError> {
        let write = || -> Result<(), ParquetError> {
            let mut group = self.writer.next_row_group()?;
            for (index, column) in self.columns.iter().enumerate() {
                let Chunk { bytes, close } = encode(encoder, index, column)?;
                group.append_column(&bytes, close)?;
            }
            group.close()?;
            Ok(())
        };
        let mut write = write;
        write().map_err(TableError::unwritten(&self.path))
    }

    /// Ends the file, has it stored and gives it its name.
    pub(super) fn finish(self) -> Result<(), TableError> {
        let Self { path, writer, .. } = self;
        let buffered = writer.into_inner().map_err(TableError::unwritten(&path))?;
        let persist = || -> io::Result<()> {
            let file = buffered
                .into_inner()
                .map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|error| error.error)?;
            File::open(folder(&path))?.sync_all()
        };
        persist().map_err(TableError::write(&path, "write"))
    }
}

/// The folder that `path` is in.
fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

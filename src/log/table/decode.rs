//! Decodes the chunks that `encode` and `chunk` make, and no others.
//!
//! Nothing in the bytes is trusted: each length is compared with what is there, and no more is
//! allocated than the rows of a row group need.

use super::{
    bytes::{
        Broken, Value, take_byte, take_bytes, take_deltas, take_int, take_runs, take_size,
        take_sized,
    },
    encode::{
        DATA_HEADER, DATA_PAGE, DELTA_BINARY_PACKED, DICTIONARY_HEADER, DICTIONARY_PAGE, PLAIN,
        PageHeader, PageKind, RLE, RLE_DICTIONARY,
    },
};

/// No page is larger, in bytes.
const LARGEST_PAGE: usize = 1 << 27;
/// No list column of a row group has more levels.
pub(super) const MOST_LEVELS: usize = 1 << 23;

/// Where values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One in each row.
    Required,
    /// One in some rows.
    Optional,
    /// A list in each row.
    Lists,
}

/// The values of a column.
#[derive(Debug)]
pub(super) struct Cells<T> {
    /// All values, those of one row after those of the row before.
    pub(super) values: Vec<T>,
    /// Whether each row has a value, if the column is optional.
    pub(super) present: Vec<bool>,
    /// How many values each row has, if they are lists.
    pub(super) lengths: Vec<usize>,
}

/// Decodes chunks; keeps its room from one to the next.
#[derive(Default)]
pub(super) struct ChunkDecoder {
    decompressor: snap::raw::Decoder,
    page: Vec<u8>,
    indices: Vec<u32>,
    definitions: Vec<u32>,
    repetitions: Vec<u32>,
}

impl ChunkDecoder {
    /// The values of a chunk of `rows` rows. `take` takes one from the start of plain bytes.
    pub(super) fn decode<T: Value>(
        &mut self,
        mut chunk: &[u8],
        is_compressed: bool,
        shape: Shape,
        rows: usize,
        mut take: impl FnMut(&mut &[u8]) -> Result<T, Broken>,
    ) -> Result<Cells<T>, Broken> {
        let mut dictionary = Vec::new();
        let mut cells = Cells {
            values: Vec::with_capacity(rows),
            present: Vec::new(),
            lengths: Vec::new(),
        };
        let mut page = std::mem::take(&mut self.page);
        while !chunk.is_empty() {
            let (header, stored) = take_page(&mut chunk)?;
            let mut body = stored;
            if is_compressed {
                self.decompress(stored, header.plain, &mut page)?;
                body = &page;
            }
            if header.kind == PageKind::Dictionary {
                for _ in 0..header.values {
                    dictionary.push(take(&mut body)?);
                }
            } else {
                let left = match shape {
                    Shape::Lists => MOST_LEVELS.saturating_sub(cells.values.len()),
                    Shape::Required => rows.saturating_sub(cells.values.len()),
                    Shape::Optional => rows.saturating_sub(cells.present.len()),
                };
                if header.values > left {
                    return Err(Broken::Bytes);
                }
                let count = self.take_levels(&mut body, shape, header.values, &mut cells)?;
                match header.kind {
                    PageKind::Indices => {
                        self.take_indexed(&mut body, count, &dictionary, &mut cells.values)?;
                    }
                    PageKind::Deltas => take_deltas(&mut body, count, &mut cells.values)?,
                    PageKind::Plain | PageKind::Dictionary => {
                        for _ in 0..count {
                            cells.values.push(take(&mut body)?);
                        }
                    }
                }
            }
        }
        self.page = page;
        let found = match shape {
            Shape::Required => cells.values.len(),
            Shape::Optional => cells.present.len(),
            Shape::Lists => cells.lengths.len(),
        };
        if found != rows {
            return Err(Broken::Bytes);
        }
        Ok(cells)
    }

    fn decompress(&mut self, stored: &[u8], plain: usize, out: &mut Vec<u8>) -> Result<(), Broken> {
        let length = snap::raw::decompress_len(stored).map_err(|_| Broken::Bytes)?;
        if length != plain || length > LARGEST_PAGE {
            return Err(Broken::Bytes);
        }
        out.resize(length, 0);
        let written = self.decompressor.decompress(stored, out);
        written.map(|_| ()).map_err(|_| Broken::Bytes)
    }

    /// Takes `levels` levels from the start of `body`; returns how many values follow.
    fn take_levels<T>(
        &mut self,
        body: &mut &[u8],
        shape: Shape,
        levels: usize,
        cells: &mut Cells<T>,
    ) -> Result<usize, Broken> {
        self.repetitions.clear();
        self.definitions.clear();
        match shape {
            Shape::Required => Ok(levels),
            Shape::Optional => {
                take_runs(&mut take_sized(body)?, 1, levels, &mut self.definitions)?;
                cells
                    .present
                    .extend(self.definitions.iter().map(|level| *level == 1));
                Ok(self.definitions.iter().filter(|level| **level == 1).count())
            }
            Shape::Lists => {
                take_runs(&mut take_sized(body)?, 1, levels, &mut self.repetitions)?;
                take_runs(&mut take_sized(body)?, 1, levels, &mut self.definitions)?;
                // A page begins with a row.
                if self.repetitions.first() == Some(&1) {
                    return Err(Broken::Bytes);
                }
                let mut count = 0;
                for (repetition, definition) in self.repetitions.iter().zip(&self.definitions) {
                    if *repetition == 0 {
                        cells.lengths.push(0);
                    }
                    let length = cells.lengths.last_mut().ok_or(Broken::Bytes)?;
                    *length += *definition as usize;
                    count += *definition as usize;
                }
                Ok(count)
            }
        }
    }

    fn take_indexed<T: Value>(
        &mut self,
        body: &mut &[u8],
        count: usize,
        dictionary: &[T],
        out: &mut Vec<T>,
    ) -> Result<(), Broken> {
        let width = take_byte(body)?;
        if width > 32 {
            return Err(Broken::Bytes);
        }
        self.indices.clear();
        take_runs(body, u32::from(width), count, &mut self.indices)?;
        out.reserve(count);
        for index in &self.indices {
            out.push(*dictionary.get(*index as usize).ok_or(Broken::Bytes)?);
        }
        Ok(())
    }
}

/// Takes a page from the start of `chunk`: what it says of itself, and its bytes as stored.
fn take_page<'a>(chunk: &mut &'a [u8]) -> Result<(PageHeader, &'a [u8]), Broken> {
    let page_type = take_int(chunk)?;
    let plain = take_size(chunk)?;
    let stored = take_size(chunk)?;
    let checksum = take_int(chunk)?.cast_unsigned();
    let header = take_byte(chunk)?;
    let values = take_size(chunk)?;
    let encoding = take_int(chunk)?;
    let is_dictionary = match (page_type, header) {
        (DICTIONARY_PAGE, DICTIONARY_HEADER) => true,
        (DATA_PAGE, DATA_HEADER) => false,
        _ => return Err(Broken::Bytes),
    };
    if !is_dictionary && (take_int(chunk)?, take_int(chunk)?) != (RLE, RLE) {
        return Err(Broken::Bytes);
    }
    let kind = match (is_dictionary, encoding) {
        (true, PLAIN) => PageKind::Dictionary,
        (false, PLAIN) => PageKind::Plain,
        (false, RLE_DICTIONARY) => PageKind::Indices,
        (false, DELTA_BINARY_PACKED) => PageKind::Deltas,
        _ => return Err(Broken::Bytes),
    };
    if (take_byte(chunk)?, take_byte(chunk)?) != (0, 0) {
        return Err(Broken::Bytes);
    }
    let body = take_bytes(chunk, stored)?;
    if crc32fast::hash(body) != checksum {
        return Err(Broken::Checksum);
    }
    let header = PageHeader {
        kind,
        values,
        plain,
        stored,
        checksum,
    };
    Ok((header, body))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::log::table::bytes::take_array;

    proptest! {
        #[test]
        fn any_page_is_decoded_or_refused(
            body in prop::collection::vec(any::<u8>(), 0..120),
            kind in prop::sample::select(vec![PageKind::Plain, PageKind::Indices, PageKind::Deltas]),
            shape in prop::sample::select(vec![Shape::Required, Shape::Optional, Shape::Lists]),
            values in 0_usize..200,
            rows in 0_usize..50,
        ) {
            let mut chunk = Vec::new();
            let dictionary = [7; 16];
            for (kind, values, body) in [(PageKind::Dictionary, 2, &dictionary[..]), (kind, values, &body)] {
                let header = PageHeader {
                    kind,
                    values,
                    plain: body.len(),
                    stored: body.len(),
                    checksum: crc32fast::hash(body),
                };
                header.push(&mut chunk);
                chunk.extend_from_slice(body);
            }
            let take = |bytes: &mut &[u8]| Ok(i64::from_le_bytes(take_array(bytes)?));
            for is_compressed in [false, true] {
                let decoded = ChunkDecoder::default().decode(&chunk, is_compressed, shape, rows, take);
                if let Ok(cells) = decoded {
                    let found = match shape {
                        Shape::Required => cells.values.len(),
                        Shape::Optional => cells.present.len(),
                        Shape::Lists => cells.lengths.len(),
                    };
                    prop_assert_eq!(found, rows);
                }
            }
        }
    }
}

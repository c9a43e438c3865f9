//! The chunk of one column in one row group: pages, encoded and compressed.

use bytes::Bytes;
use parquet::{
    basic::{Compression, Encoding},
    column::writer::ColumnCloseResult,
    errors::ParquetError,
    file::{metadata::ColumnChunkMetaData, statistics::Statistics},
    schema::types::ColumnDescPtr,
};

use super::{
    distinct::Distinct,
    encode::{
        PageHeader, PageKind, push_deltas, push_list_levels, push_optional_levels, push_runs, width,
    },
};

/// Lists are cut into pages of about so many numbers, 1 MB.
const PAGE: usize = 1 << 17;
/// Pages that do not shrink below this share of their size are stored as they are.
const WORTHWHILE: f64 = 0.9;

/// Encodes chunks of columns; keeps its room from one to the next.
#[derive(Default)]
pub(super) struct ChunkEncoder {
    distinct: Distinct,
    compressor: Option<snap::raw::Encoder>,
    indices: Vec<u32>,
    pages: Vec<RawPage>,
    /// The bytes of `pages`, one after the other.
    raw: Vec<u8>,
    /// The same, compressed.
    compressed: Vec<u8>,
}

/// A page before it is compressed.
struct RawPage {
    kind: PageKind,
    values: usize,
    /// Where it ends in [`ChunkEncoder::raw`].
    raw_end: usize,
    /// Where it ends in [`ChunkEncoder::compressed`], once it is compressed.
    compressed_end: usize,
}

/// A column of one row group, ready to be written.
pub(super) struct Chunk {
    pub(super) bytes: Bytes,
    pub(super) close: ColumnCloseResult,
}

/// A number of fixed width.
pub(super) trait Number: Copy {
    /// Bytes of its plain form.
    type Bytes: AsRef<[u8]>;

    /// What tells two of them apart.
    fn key(self) -> u64;
    /// Its plain form.
    fn plain(self) -> Self::Bytes;
}

impl Number for f64 {
    type Bytes = [u8; 8];

    fn key(self) -> u64 {
        self.to_bits()
    }
    fn plain(self) -> [u8; 8] {
        self.to_le_bytes()
    }
}

impl Number for i64 {
    type Bytes = [u8; 8];

    fn key(self) -> u64 {
        self.cast_unsigned()
    }
    fn plain(self) -> [u8; 8] {
        self.to_le_bytes()
    }
}

impl Number for i32 {
    type Bytes = [u8; 4];

    fn key(self) -> u64 {
        u64::from(self.cast_unsigned())
    }
    fn plain(self) -> [u8; 4] {
        self.to_le_bytes()
    }
}

impl ChunkEncoder {
    /// A column of names, given by their numbers below `names`. `name` tells them.
    pub(super) fn names<'a>(
        &mut self,
        numbers: impl Iterator<Item = u32>,
        names: usize,
        name: impl Fn(u32) -> &'a str,
    ) {
        self.indices.clear();
        let indices = &mut self.indices;
        let used = self.distinct.of_small(numbers, names, indices);
        for number in used {
            let name = name(*number);
            self.raw
                .extend_from_slice(&(name.len() as u32).to_le_bytes());
            self.raw.extend_from_slice(name.as_bytes());
        }
        let entries = used.len();
        self.page(PageKind::Dictionary, entries);
        self.index_page(entries, self.indices.len());
    }

    /// A column of words, with nothing where `word` tells none.
    pub(super) fn words<T: Copy>(
        &mut self,
        values: &[T],
        words: &[&'static str],
        number: impl Fn(T) -> Option<u32>,
    ) {
        self.indices.clear();
        self.indices
            .extend(values.iter().filter_map(|value| number(*value)));
        for word in words {
            self.raw
                .extend_from_slice(&(word.len() as u32).to_le_bytes());
            self.raw.extend_from_slice(word.as_bytes());
        }
        self.page(PageKind::Dictionary, words.len());
    }

    /// Ends a column of words that must be there.
    pub(super) fn required_words<T: Copy>(
        &mut self,
        values: &[T],
        words: &[&'static str],
        number: impl Fn(T) -> u32,
    ) {
        self.words(values, words, |value| Some(number(value)));
        self.index_page(words.len(), values.len());
    }

    /// Numbers: by a dictionary where they repeat, plain where they do not.
    pub(super) fn numbers<N: Number>(&mut self, numbers: &[N]) {
        if self.dictionary(numbers.iter().copied()) {
            self.index_page(self.distinct.len(), numbers.len());
        } else {
            self.plain(numbers.iter().copied());
            self.page(PageKind::Plain, numbers.len());
        }
    }

    /// Integers that grow by little: by their differences.
    pub(super) fn rising(&mut self, numbers: &[i64]) {
        push_deltas(numbers, &mut self.raw);
        self.page(PageKind::Deltas, numbers.len());
    }

    /// A column in which only those rows of `present` that are true have a number.
    pub(super) fn optional<N: Number>(
        &mut self,
        numbers: &[N],
        present: &(impl ExactSizeIterator<Item = bool> + Clone),
    ) {
        let there = || {
            let pairs = numbers.iter().zip(present.clone());
            pairs.filter_map(|(number, present)| present.then_some(*number))
        };
        let is_indexed = self.dictionary(there());
        push_optional_levels(present.clone(), &mut self.raw);
        if is_indexed {
            self.index_page(self.distinct.len(), numbers.len());
        } else {
            self.plain(there());
            self.page(PageKind::Plain, numbers.len());
        }
    }

    /// A column of words in which only those rows have one for which `number` tells it.
    pub(super) fn optional_words<T: Copy>(
        &mut self,
        values: &[T],
        words: &[&'static str],
        number: impl Fn(T) -> Option<u32>,
    ) {
        self.words(values, words, &number);
        let present = values.iter().map(|value| number(*value).is_some());
        push_optional_levels(present, &mut self.raw);
        self.index_page(words.len(), values.len());
    }

    /// A column of lists with these lengths, whose numbers are `values`.
    pub(super) fn lists(&mut self, lengths: impl Iterator<Item = usize> + Clone, values: &[f64]) {
        let is_indexed = self.dictionary(values.iter().copied());
        let mut lengths = lengths;
        let mut start = 0;
        loop {
            let (mut rows, mut numbers) = (0, 0);
            for length in lengths.clone() {
                rows += 1;
                numbers += length;
                if numbers >= PAGE {
                    break;
                }
            }
            if rows == 0 {
                break;
            }
            let levels = push_list_levels(lengths.clone().take(rows), &mut self.raw);
            if is_indexed {
                let indices = start..start + numbers;
                self.push_indices(self.distinct.len(), indices);
                self.page(PageKind::Indices, levels);
            } else {
                self.plain(values[start..start + numbers].iter().copied());
                self.page(PageKind::Plain, levels);
            }
            start += numbers;
            lengths.nth(rows - 1);
        }
    }

    /// Writes a dictionary of `numbers` and keeps their indices, unless too few are alike.
    fn dictionary<N: Number>(&mut self, numbers: impl Iterator<Item = N>) -> bool {
        self.indices.clear();
        let keys = &mut self.distinct;
        let start = self.raw.len();
        if !keys.of(numbers, &mut self.indices, |number| {
            self.raw.extend_from_slice(number.plain().as_ref());
        }) {
            self.raw.truncate(start);
            return false;
        }
        self.page(PageKind::Dictionary, self.distinct.len());
        true
    }

    fn plain<N: Number>(&mut self, numbers: impl Iterator<Item = N>) {
        self.raw.reserve(numbers.size_hint().0 * 8);
        for number in numbers {
            self.raw.extend_from_slice(number.plain().as_ref());
        }
    }

    /// Ends a page of all indices into a dictionary of `entries`, for `values` rows.
    fn index_page(&mut self, entries: usize, values: usize) {
        self.push_indices(entries, 0..self.indices.len());
        self.page(PageKind::Indices, values);
    }

    fn push_indices(&mut self, entries: usize, range: std::ops::Range<usize>) {
        let width = width(entries.saturating_sub(1));
        self.raw.push(width as u8);
        push_runs(&self.indices[range], width, &mut self.raw);
    }

    fn page(&mut self, kind: PageKind, values: usize) {
        self.pages.push(RawPage {
            kind,
            values,
            raw_end: self.raw.len(),
            compressed_end: 0,
        });
    }

    /// The pages so far as the chunk of `column`, of `rows` rows.
    pub(super) fn finish(
        &mut self,
        column: &ColumnDescPtr,
        rows: usize,
        statistics: Option<Statistics>,
    ) -> Result<Chunk, ParquetError> {
        let compression = self.compress()?;
        let (mut bytes, mut plain, mut values, mut first_data) = (Vec::new(), 0, 0, None);
        let (mut raw_start, mut compressed_start) = (0, 0);
        for page in &self.pages {
            let body = match compression {
                Compression::SNAPPY => &self.compressed[compressed_start..page.compressed_end],
                _ => &self.raw[raw_start..page.raw_end],
            };
            let size = page.raw_end - raw_start;
            (raw_start, compressed_start) = (page.raw_end, page.compressed_end);
            let header = bytes.len();
            if page.kind != PageKind::Dictionary {
                first_data.get_or_insert(header as i64);
                values += page.values as i64;
            }
            PageHeader {
                kind: page.kind,
                values: page.values,
                plain: size,
                stored: body.len(),
                checksum: crc32fast::hash(body),
            }
            .push(&mut bytes);
            plain += bytes.len() - header + size;
            bytes.extend_from_slice(body);
        }
        let first_data = first_data.unwrap_or(0);
        let mut metadata = ColumnChunkMetaData::builder(column.clone())
            .set_compression(compression)
            .set_encodings(self.encodings())
            .set_num_values(values)
            .set_total_compressed_size(bytes.len() as i64)
            .set_total_uncompressed_size(plain as i64)
            .set_data_page_offset(first_data)
            .set_dictionary_page_offset((first_data > 0).then_some(0));
        if let Some(statistics) = statistics {
            metadata = metadata.set_statistics(statistics);
        }
        self.pages.clear();
        self.raw.clear();
        let close = ColumnCloseResult {
            bytes_written: bytes.len() as u64,
            rows_written: rows as u64,
            metadata: metadata.build()?,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        let bytes = Bytes::from(bytes);
        Ok(Chunk { bytes, close })
    }

    /// Compresses the pages; tells whether that was worthwhile.
    fn compress(&mut self) -> Result<Compression, ParquetError> {
        let compressor = self.compressor.get_or_insert_with(snap::raw::Encoder::new);
        self.compressed.clear();
        let mut start = 0;
        for page in &mut self.pages {
            let raw = &self.raw[start..page.raw_end];
            let at = self.compressed.len();
            let room = snap::raw::max_compress_len(raw.len());
            self.compressed.resize(at + room, 0);
            let length = compressor
                .compress(raw, &mut self.compressed[at..])
                .map_err(|error| ParquetError::External(Box::new(error)))?;
            self.compressed.truncate(at + length);
            start = page.raw_end;
            page.compressed_end = at + length;
        }
        let is_worthwhile = (self.compressed.len() as f64) < WORTHWHILE * self.raw.len() as f64;
        Ok(match is_worthwhile {
            true => Compression::SNAPPY,
            false => Compression::UNCOMPRESSED,
        })
    }

    fn encodings(&self) -> Vec<Encoding> {
        let mut encodings = vec![Encoding::RLE];
        for page in &self.pages {
            let encoding = match page.kind {
                PageKind::Dictionary | PageKind::Plain => Encoding::PLAIN,
                PageKind::Indices => Encoding::RLE_DICTIONARY,
                PageKind::Deltas => Encoding::DELTA_BINARY_PACKED,
            };
            if !encodings.contains(&encoding) {
                encodings.push(encoding);
            }
        }
        encodings
    }
}

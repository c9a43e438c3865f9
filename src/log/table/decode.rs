//! Decodes the chunks that `encode` and `chunk` make, and no others.
//!
//! Nothing in the bytes is trusted: each length is compared with what is there, and no more is
//! allocated than the rows of a row group need.

use super::encode::{
    BLOCK, DATA_HEADER, DATA_PAGE, DELTA_BINARY_PACKED, DICTIONARY_HEADER, DICTIONARY_PAGE, INT,
    PART, PLAIN, PageHeader, PageKind, RLE, RLE_DICTIONARY,
};

/// No page is larger, in bytes.
const LARGEST_PAGE: usize = 1 << 27;
/// No list column of a row group has more levels.
pub(super) const MOST_LEVELS: usize = 1 << 23;

/// Why a chunk could not be decoded.
#[derive(Debug)]
pub(super) enum Broken {
    /// The bytes are not what `chunk` writes.
    Bytes,
    /// A checksum does not fit the bytes.
    Checksum,
    /// A value of the column cannot be.
    Value(String),
}

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

/// A value that differences may stand for.
pub(super) trait Value: Copy {
    /// The value that is `number`; `None` if there are no differences of this type.
    fn of(number: i64) -> Option<Self>;
}

impl Value for i64 {
    fn of(number: i64) -> Option<Self> {
        Some(number)
    }
}

impl Value for f64 {
    fn of(_: i64) -> Option<Self> {
        None
    }
}

impl Value for i32 {
    fn of(_: i64) -> Option<Self> {
        None
    }
}

impl Value for u32 {
    fn of(_: i64) -> Option<Self> {
        None
    }
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

/// Takes `count` numbers of `width` bits, in runs.
fn take_runs(
    bytes: &mut &[u8],
    width: u32,
    count: usize,
    out: &mut Vec<u32>,
) -> Result<(), Broken> {
    let end = out.len() + count;
    out.reserve(count);
    while out.len() < end {
        let left = end - out.len();
        let run = take_varint(bytes)?;
        let length = usize::try_from(run >> 1).map_err(|_| Broken::Bytes)?;
        if run & 1 == 0 {
            let number = take_bytes(bytes, width.div_ceil(8) as usize)?;
            let number = number
                .iter()
                .rev()
                .fold(0, |all, byte| all << 8 | u32::from(*byte));
            if length == 0 || length > left {
                return Err(Broken::Bytes);
            }
            out.resize(out.len() + length, number);
        } else {
            let size = length.checked_mul(width as usize).ok_or(Broken::Bytes)?;
            let packed = take_bytes(bytes, size)?;
            let numbers = length.saturating_mul(8);
            if length == 0 || numbers - 7 > left {
                return Err(Broken::Bytes);
            }
            unpack(packed, width, left.min(numbers), |number| {
                out.push(number as u32)
            });
        }
    }
    Ok(())
}

/// Tells `each` the first `count` numbers of `width` bits in `packed`, which has so many.
fn unpack(packed: &[u8], width: u32, count: usize, mut each: impl FnMut(u64)) {
    let mask = u64::MAX.checked_shr(u64::BITS - width).unwrap_or(0);
    let mut bytes = packed.iter();
    let (mut pending, mut used) = (0_u128, 0);
    for _ in 0..count {
        while used < width {
            pending |= u128::from(bytes.next().copied().unwrap_or(0)) << used;
            used += 8;
        }
        each(pending as u64 & mask);
        pending >>= width;
        used -= width;
    }
}

fn take_deltas<T: Value>(bytes: &mut &[u8], count: usize, out: &mut Vec<T>) -> Result<(), Broken> {
    let [block, parts, total] = [
        take_varint(bytes)?,
        take_varint(bytes)?,
        take_varint(bytes)?,
    ];
    if (block, parts, total) != (BLOCK as u64, (BLOCK / PART) as u64, count as u64) {
        return Err(Broken::Bytes);
    }
    let mut number = unzigzag(take_varint(bytes)?);
    let mut left = count;
    let mut push = |number| {
        let value = T::of(number).ok_or(Broken::Bytes)?;
        out.push(value);
        Ok(())
    };
    if left > 0 {
        push(number)?;
        left -= 1;
    }
    while left > 0 {
        let least = unzigzag(take_varint(bytes)?);
        let widths = take_bytes(bytes, BLOCK / PART)?;
        for width in widths {
            if left == 0 {
                break;
            }
            if *width > 64 {
                return Err(Broken::Bytes);
            }
            let packed = take_bytes(bytes, PART * usize::from(*width) / 8)?;
            let mut deltas = [0; PART];
            let some = left.min(PART);
            let mut place = deltas.iter_mut();
            unpack(packed, u32::from(*width), some, |delta| {
                if let Some(place) = place.next() {
                    *place = delta;
                }
            });
            for delta in &deltas[..some] {
                number = number.wrapping_add(least).wrapping_add(delta.cast_signed());
                push(number)?;
            }
            left -= some;
        }
    }
    Ok(())
}

pub(super) fn take_bytes<'a>(bytes: &mut &'a [u8], count: usize) -> Result<&'a [u8], Broken> {
    let (taken, rest) = bytes.split_at_checked(count).ok_or(Broken::Bytes)?;
    *bytes = rest;
    Ok(taken)
}

pub(super) fn take_array<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], Broken> {
    let (taken, rest) = bytes.split_first_chunk::<N>().ok_or(Broken::Bytes)?;
    *bytes = rest;
    Ok(*taken)
}

/// Takes bytes that stand after their number.
pub(super) fn take_sized<'a>(bytes: &mut &'a [u8]) -> Result<&'a [u8], Broken> {
    let length = u32::from_le_bytes(take_array(bytes)?);
    take_bytes(bytes, length as usize)
}

fn take_byte(bytes: &mut &[u8]) -> Result<u8, Broken> {
    take_array::<1>(bytes).map(|[byte]| byte)
}

fn take_varint(bytes: &mut &[u8]) -> Result<u64, Broken> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = take_byte(bytes)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(Broken::Bytes)
}

fn take_int(bytes: &mut &[u8]) -> Result<i32, Broken> {
    if take_byte(bytes)? != INT {
        return Err(Broken::Bytes);
    }
    i32::try_from(unzigzag(take_varint(bytes)?)).map_err(|_| Broken::Bytes)
}

fn take_size(bytes: &mut &[u8]) -> Result<usize, Broken> {
    usize::try_from(take_int(bytes)?).map_err(|_| Broken::Bytes)
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::log::table::encode::{push_deltas, push_runs, width};

    proptest! {
        #[test]
        fn runs_come_back(
            runs in prop::collection::vec((0_u32..70_000, 1_usize..90), 0..20),
            singles in prop::collection::vec(0_u32..9, 0..50),
        ) {
            let mut numbers: Vec<u32> = Vec::new();
            for (number, count) in runs {
                numbers.extend(std::iter::repeat_n(number, count));
                numbers.extend(singles.iter().take(number as usize % 50));
            }
            let width = width(numbers.iter().copied().max().unwrap_or(0) as usize);
            let mut bytes = Vec::new();
            push_runs(&numbers, width, &mut bytes);
            let mut back = Vec::new();
            let mut rest = &bytes[..];
            take_runs(&mut rest, width, numbers.len(), &mut back).unwrap();
            prop_assert!(rest.is_empty());
            prop_assert_eq!(back, numbers);
        }

        #[test]
        fn differences_come_back(
            numbers in prop::collection::vec(prop_oneof![any::<i64>(), -40_i64..40], 0..400),
        ) {
            let mut bytes = Vec::new();
            push_deltas(&numbers, &mut bytes);
            let mut back = Vec::new();
            let mut rest = &bytes[..];
            take_deltas::<i64>(&mut rest, numbers.len(), &mut back).unwrap();
            prop_assert!(rest.is_empty());
            prop_assert_eq!(back, numbers);
        }

        #[test]
        fn any_bytes_are_decoded_or_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            count in 0_usize..300,
            width in 0_u32..=32,
        ) {
            let mut out = Vec::new();
            if take_runs(&mut &bytes[..], width, count, &mut out).is_ok() {
                prop_assert_eq!(out.len(), count);
            }
            let mut out: Vec<i64> = Vec::new();
            if take_deltas(&mut &bytes[..], count, &mut out).is_ok() {
                prop_assert_eq!(out.len(), count);
            }
        }
    }
}

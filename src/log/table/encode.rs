//! Bits and bytes of Parquet pages: levels, indices into a dictionary, page headers.
//!
//! The format: <https://parquet.apache.org/docs/file-format/data-pages/encodings/>.

/// A run of at least this many equal numbers is worth leaving a bit-packed run for.
const LONG_RUN: usize = 32;

/// Appends bits, the lowest first.
#[derive(Debug, Default)]
struct Bits {
    pending: u64,
    used: u32,
}

impl Bits {
    /// Appends the lowest `count` bits of `bits`, whose others are 0; at most 32.
    #[inline]
    fn push(&mut self, bits: u64, count: u32, out: &mut Vec<u8>) {
        self.pending |= bits << self.used;
        self.used += count;
        if self.used >= 32 {
            out.extend_from_slice(&(self.pending as u32).to_le_bytes());
            self.pending >>= 32;
            self.used -= 32;
        }
    }

    /// Fills up the last byte with zeros.
    fn finish(self, out: &mut Vec<u8>) {
        let bytes = self.used.div_ceil(8) as usize;
        out.extend_from_slice(&self.pending.to_le_bytes()[..bytes]);
    }
}

/// The number of bits that numbers from 0 to `largest` need.
pub(super) fn width(largest: usize) -> u32 {
    usize::BITS - largest.leading_zeros()
}

/// Appends `numbers`, each below 2^`width`, in runs: of one number, or bit-packed.
pub(super) fn push_runs(numbers: &[u32], width: u32, out: &mut Vec<u8>) {
    let (mut start, mut at) = (0, 0);
    while let Some(&number) = numbers.get(at) {
        let run = numbers[at..].iter().take_while(|it| **it == number).count();
        // Bit-packed runs hold a multiple of eight.
        let fill = (at - start).wrapping_neg() % 8;
        if run >= LONG_RUN + fill {
            push_packed(&numbers[start..at + fill], width, out);
            push_run(number, run - fill, width, out);
            start = at + run;
        }
        at += run;
    }
    push_packed(&numbers[start..], width, out);
}

/// Appends `count` times `number`.
fn push_run(number: u32, count: usize, width: u32, out: &mut Vec<u8>) {
    push_varint((count as u64) << 1, out);
    let bytes = width.div_ceil(8) as usize;
    out.extend_from_slice(&number.to_le_bytes()[..bytes]);
}

fn push_packed(numbers: &[u32], width: u32, out: &mut Vec<u8>) {
    if numbers.is_empty() {
        return;
    }
    let groups = numbers.len().div_ceil(8);
    push_varint((groups as u64) << 1 | 1, out);
    let end = out.len() + groups * width as usize;
    let mut bits = Bits::default();
    for number in numbers {
        bits.push(u64::from(*number), width, out);
    }
    bits.finish(out);
    out.resize(end, 0);
}

/// Appends the levels of an optional column: 1 where there is a value.
pub(super) fn push_optional_levels(
    present: impl ExactSizeIterator<Item = bool>,
    out: &mut Vec<u8>,
) {
    with_length(out, |out| {
        let groups = present.len().div_ceil(8);
        push_varint((groups as u64) << 1 | 1, out);
        let end = out.len() + groups;
        let mut bits = Bits::default();
        for present in present {
            bits.push(u64::from(present), 1, out);
        }
        bits.finish(out);
        out.resize(end, 0);
    });
}

/// Appends the levels of lists with these lengths: 0 where a list starts and 1 where it goes on,
/// then 1 where there is a value and 0 where a list is empty. Returns how many levels there are.
pub(super) fn push_list_levels(
    lengths: impl Iterator<Item = usize> + Clone,
    out: &mut Vec<u8>,
) -> usize {
    let mut levels = 0;
    let mut empty = 0;
    for length in lengths.clone() {
        levels += length.max(1);
        empty += usize::from(length == 0);
    }
    with_length(out, |out| {
        if levels == empty {
            return push_run(0, levels, 1, out);
        }
        packed_levels(lengths.clone(), levels, |_| (0, 1), out);
    });
    with_length(out, |out| match empty {
        0 => push_run(1, levels, 1, out),
        _ if empty == levels => push_run(0, levels, 1, out),
        _ => packed_levels(lengths, levels, |length| (u64::from(length > 0), 1), out),
    });
    levels
}

/// Appends for each list its first level, and 1 for all others.
fn packed_levels(
    lengths: impl Iterator<Item = usize>,
    levels: usize,
    first: impl Fn(usize) -> (u64, u32),
    out: &mut Vec<u8>,
) {
    let groups = levels.div_ceil(8);
    push_varint((groups as u64) << 1 | 1, out);
    let end = out.len() + groups;
    let mut bits = Bits::default();
    for length in lengths {
        let (level, count) = first(length);
        bits.push(level, count, out);
        let mut others = length.saturating_sub(1);
        while others > 0 {
            let some = others.min(32);
            bits.push((1 << some) - 1, some as u32, out);
            others -= some;
        }
    }
    bits.finish(out);
    out.resize(end, 0);
}

/// Appends what `write` appends after the number of its bytes.
fn with_length(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    out.extend_from_slice(&[0; 4]);
    write(out);
    let length = (out.len() - start - 4) as u32;
    out[start..start + 4].copy_from_slice(&length.to_le_bytes());
}

fn push_varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// What a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    /// The values that the pages after it have indices into.
    Dictionary,
    /// Values as they are.
    Plain,
    /// Indices into the dictionary.
    Indices,
    /// Differences of integers, bit-packed.
    Deltas,
}

/// The header of a page, by the compact protocol of Thrift.
#[derive(Debug)]
pub(super) struct PageHeader {
    /// What it holds.
    pub(super) kind: PageKind,
    /// Values, or levels where there are some.
    pub(super) values: usize,
    /// Bytes before they were compressed.
    pub(super) plain: usize,
    /// Bytes as they are stored.
    pub(super) stored: usize,
    /// The CRC-32 of the stored bytes.
    pub(super) checksum: u32,
}

/// A field of type `i32` that comes one after the field before.
pub(super) const INT: u8 = 0x15;
/// The header of a dictionary, two fields after the one before, and of a data page: structs.
pub(super) const DICTIONARY_HEADER: u8 = 0x3c;
pub(super) const DATA_HEADER: u8 = 0x1c;
pub(super) const PLAIN: i32 = 0;
pub(super) const RLE: i32 = 3;
pub(super) const DELTA_BINARY_PACKED: i32 = 5;
pub(super) const RLE_DICTIONARY: i32 = 8;
pub(super) const DICTIONARY_PAGE: i32 = 2;
pub(super) const DATA_PAGE: i32 = 0;

impl PageHeader {
    /// Appends the header.
    pub(super) fn push(&self, out: &mut Vec<u8>) {
        let is_dictionary = matches!(self.kind, PageKind::Dictionary);
        let (page_type, header) = match is_dictionary {
            true => (DICTIONARY_PAGE, DICTIONARY_HEADER),
            false => (DATA_PAGE, DATA_HEADER),
        };
        let sizes = [page_type, self.plain as i32, self.stored as i32];
        for number in sizes.into_iter().chain([self.checksum.cast_signed()]) {
            push_int(number, out);
        }
        out.push(header);
        push_int(self.values as i32, out);
        match self.kind {
            PageKind::Dictionary | PageKind::Plain => push_int(PLAIN, out),
            PageKind::Indices => push_int(RLE_DICTIONARY, out),
            PageKind::Deltas => push_int(DELTA_BINARY_PACKED, out),
        }
        if !is_dictionary {
            push_int(RLE, out);
            push_int(RLE, out);
        }
        // Ends the inner struct and the outer one.
        out.extend_from_slice(&[0, 0]);
    }
}

fn push_int(number: i32, out: &mut Vec<u8>) {
    out.push(INT);
    push_varint(zigzag(i64::from(number)), out);
}

fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}

/// Numbers in a block of differences, and in each of its parts with one width.
pub(super) const BLOCK: usize = 128;
pub(super) const PART: usize = 32;

/// Appends `numbers` as a first one and differences in blocks, each bit-packed above the smallest.
pub(super) fn push_deltas(numbers: &[i64], out: &mut Vec<u8>) {
    for size in [BLOCK, BLOCK / PART, numbers.len()] {
        push_varint(size as u64, out);
    }
    push_varint(zigzag(numbers.first().copied().unwrap_or(0)), out);
    let mut deltas = [0_i64; BLOCK];
    let mut rest = numbers;
    while rest.len() > 1 {
        let count = (rest.len() - 1).min(BLOCK);
        for (delta, pair) in deltas.iter_mut().zip(rest.windows(2)) {
            *delta = pair[1].wrapping_sub(pair[0]);
        }
        push_block(&mut deltas[..count], out);
        rest = &rest[count..];
    }
}

fn push_block(deltas: &mut [i64], out: &mut Vec<u8>) {
    let least = deltas.iter().copied().min().unwrap_or(0);
    push_varint(zigzag(least), out);
    for delta in &mut *deltas {
        *delta = delta.wrapping_sub(least);
    }
    let widths = out.len();
    out.extend_from_slice(&[0; BLOCK / PART]);
    for (part, deltas) in deltas.chunks(PART).enumerate() {
        let all = deltas
            .iter()
            .fold(0, |all, delta| all | delta.cast_unsigned());
        let width = u64::BITS - all.leading_zeros();
        out[widths + part] = width as u8;
        let end = out.len() + PART * width as usize / 8;
        let mut bits = Bits::default();
        for delta in deltas {
            let delta = delta.cast_unsigned();
            bits.push(delta & 0xffff_ffff, width.min(32), out);
            if width > 32 {
                bits.push(delta >> 32, width - 32, out);
            }
        }
        bits.finish(out);
        out.resize(end, 0);
    }
}

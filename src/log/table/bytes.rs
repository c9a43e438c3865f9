//! Takes numbers from bytes of which nothing is trusted.

use super::encode::{BLOCK, INT, PART};

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

/// Takes `count` numbers of `width` bits, in runs.
pub(super) fn take_runs(
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

pub(super) fn take_deltas<T: Value>(
    bytes: &mut &[u8],
    count: usize,
    out: &mut Vec<T>,
) -> Result<(), Broken> {
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

pub(super) fn take_byte(bytes: &mut &[u8]) -> Result<u8, Broken> {
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

pub(super) fn take_int(bytes: &mut &[u8]) -> Result<i32, Broken> {
    if take_byte(bytes)? != INT {
        return Err(Broken::Bytes);
    }
    i32::try_from(unzigzag(take_varint(bytes)?)).map_err(|_| Broken::Bytes)
}

pub(super) fn take_size(bytes: &mut &[u8]) -> Result<usize, Broken> {
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

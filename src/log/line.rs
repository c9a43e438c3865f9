//! A line of a segment: the record's object and its checksum.
//!
//! A line is `{"crc":"0a1b2c3d","record":{..}}`, where the CRC-32 is over the exact bytes of the
//! record's object. Numbers are in the shortest form that reads back to the same bits.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::{
    event::{Event, Flaw, Record, SessionId},
    wire::{SCHEMA, WireError, WireRecord},
};

const BEFORE_CRC: &[u8] = b"{\"crc\":\"";
const BEFORE_RECORD: &[u8] = b"\",\"record\":";
const CRC_DIGITS: usize = 8;

/// A record as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// What it says.
    pub(super) record: Record,
    /// Whether it is the last of its batch.
    pub(super) end: bool,
}

/// A record outside its segment.
#[derive(Serialize)]
struct Named<'a> {
    session: &'a str,
    record: WireRecord<'a>,
}

/// What the first record of a segment has in every schema.
#[derive(Deserialize)]
struct AnyRecord {
    event: AnyEvent,
}

#[derive(Deserialize)]
struct AnyEvent {
    session_started: AnyStart,
}

#[derive(Deserialize)]
struct AnyStart {
    schema: u32,
}

/// Appends `record` to `out` as a line with its newline.
pub(super) fn write_line(record: &WireRecord<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let start = out.len();
    out.extend_from_slice(BEFORE_CRC);
    out.extend_from_slice(&[b'0'; CRC_DIGITS]);
    out.extend_from_slice(BEFORE_RECORD);
    let object = out.len();
    serde_json::to_writer(&mut *out, record)?;
    let digits = format!("{:08x}", crc32fast::hash(&out[object..]));
    let at = start + BEFORE_CRC.len();
    out[at..at + CRC_DIGITS].copy_from_slice(digits.as_bytes());
    out.extend_from_slice(b"}\n");
    Ok(())
}

/// Writes `{"session":"..","record":{..}}` without a newline: a record outside its segment, with
/// the keys it has there.
///
/// # Errors
/// What `out` answers.
pub fn write_json(session: &SessionId, record: &Record, out: impl Write) -> io::Result<()> {
    let named = Named {
        session: session.as_str(),
        record: WireRecord::new(record.sequence, record.at, &record.event, false),
    };
    serde_json::to_writer(out, &named).map_err(io::Error::from)
}

/// The bytes of the record's object in `line` (which has no newline) if the line is in the form
/// that [`write_line`] gives it and the checksum is right.
pub(super) fn intact_object(line: &[u8]) -> Option<&[u8]> {
    let rest = line.strip_prefix(BEFORE_CRC)?;
    let (digits, rest) = rest.split_at_checked(CRC_DIGITS)?;
    let object = rest.strip_prefix(BEFORE_RECORD)?.strip_suffix(b"}")?;
    let crc = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    (crc == crc32fast::hash(object)).then_some(object)
}

/// What the object of an intact line says. `first` is for the first line of a segment, whose
/// schema is looked at before anything else.
pub(super) fn parse_object(object: &[u8], first: bool) -> Result<Line, WireError> {
    if first && let Ok(any) = serde_json::from_slice::<AnyRecord>(object) {
        let found = any.event.session_started.schema;
        if found > SCHEMA {
            return Err(WireError::Newer(found));
        }
    }
    let wire: WireRecord<'_> = serde_json::from_slice(object)?;
    let end = wire.end();
    let record = wire.into_record()?;
    record.event.check()?;
    if first != matches!(record.event, Event::SessionStarted(_)) {
        return Err(Flaw::Start.into());
    }
    Ok(Line { record, end })
}

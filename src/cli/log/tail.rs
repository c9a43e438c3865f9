//! `keyart log tail`: the latest events.

use std::{collections::VecDeque, io::Write, path::Path};

use serde_json::json;

use super::{Failure, TailOptions, print_columns, print_empty, print_tails, torn_json};
use crate::log::{self, LogError, Record, Segment, SessionId, Tail};

/// Prints the latest events of the log in `folder`.
pub(super) fn run(
    options: &TailOptions,
    folder: &Path,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let Latest { events, tails } = Latest::read(options.lines, folder)?;
    if options.json {
        for (session, record) in &events {
            log::write_json(session, record, &mut *out)?;
            writeln!(out)?;
        }
        for torn in &tails {
            writeln!(out, "{}", json!({ "torn": torn_json(torn) }))?;
        }
        return Ok(());
    }
    if events.is_empty() && options.lines > 0 {
        print_empty(folder, out)?;
    } else {
        let rows: Vec<Vec<String>> = events.iter().map(event_row).collect();
        print_columns(&rows, 0..0, out)?;
    }
    Ok(print_tails(&tails, out)?)
}

/// The end of a log, and what of it is torn.
#[derive(Default)]
struct Latest {
    events: VecDeque<(SessionId, Record)>,
    tails: Vec<Tail>,
}

impl Latest {
    /// The last `count` events, oldest first. Only the segments that are needed are read.
    fn read(count: usize, folder: &Path) -> Result<Self, LogError> {
        let mut latest = Self::default();
        for segment in log::read(folder)?.rev() {
            if latest.events.len() >= count {
                break;
            }
            latest.prepend(segment?, count - latest.events.len())?;
        }
        Ok(latest)
    }

    /// Puts the last `count` records of `segment` before the events.
    fn prepend(&mut self, mut segment: Segment, count: usize) -> Result<(), LogError> {
        let mut kept = VecDeque::new();
        for record in &mut segment {
            if kept.len() == count {
                kept.pop_front();
            }
            kept.push_back(record?);
        }
        self.tails.extend(segment.tail().cloned());
        if let Some(start) = segment.session() {
            for record in kept.into_iter().rev() {
                self.events.push_front((start.session.clone(), record));
            }
        }
        Ok(())
    }
}

fn event_row((session, record): &(SessionId, Record)) -> Vec<String> {
    let (kind, detail) = record.event.told();
    vec![
        record.at.rfc3339(),
        session.to_string(),
        kind.to_owned(),
        detail,
    ]
}

//! `keyart log tail`: the latest events.

use std::{collections::VecDeque, io::Write, path::Path};

use serde_json::json;

use super::{Failure, TailOptions, print_columns, print_empty, print_tails, torn_json};
use crate::log::{
    self, Event, Impression, LogError, Outcome, OutcomeRecord, Record, Segment, SessionId, Tail,
};

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
    let (kind, detail) = match &record.event {
        Event::SessionStarted(start) => (
            "session started",
            format!(
                "seed {}, policy {}, catalog {}",
                start.seed, start.policy, start.catalog_digest
            ),
        ),
        Event::ProfileSelected { profile } => ("profile selected", profile.to_string()),
        Event::Impression(impression) => ("impression", impression_detail(impression)),
        Event::Outcome(outcome) => ("outcome", outcome_detail(outcome)),
        Event::SessionEnded => ("session ended", String::new()),
    };
    vec![
        record.at.rfc3339(),
        session.to_string(),
        kind.to_owned(),
        detail,
    ]
}

fn impression_detail(impression: &Impression) -> String {
    let artwork = impression
        .chosen_arm()
        .map_or("?", |arm| arm.artwork.as_str());
    format!(
        "#{} {} saw {} / {} on {} {},{}: propensity {} of {} arms, {} after {} updates",
        impression.id,
        impression.profile,
        impression.title,
        artwork,
        impression.slot.canvas,
        impression.slot.row,
        impression.slot.column,
        impression.propensity(),
        impression.arms.len(),
        impression.policy,
        impression.model_version,
    )
}

fn outcome_detail(record: &OutcomeRecord) -> String {
    let what = match record.outcome {
        Outcome::Played { fraction } => format!("played {:.0} %", fraction * 100.0),
        Outcome::Opened => "opened".to_owned(),
        Outcome::Skipped => "skipped".to_owned(),
        Outcome::Expired => "expired".to_owned(),
    };
    format!("#{} {what}: reward {}", record.impression, record.reward)
}

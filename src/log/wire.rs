//! The record's object as it is written: schema version 2.
//!
//! Version 2 added the handicaps of arms, which are left out where they are 0; so every record of
//! version 1 is one of version 2.
//!
//! The domain types may change freely; these may not. A change of meaning or shape is a new
//! schema version.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::event::{
    Arm, Event, Flaw, Impression, ImpressionId, Moment, Outcome, OutcomeRecord, Record, SessionId,
    SessionStart, Slot,
};
use crate::{
    catalog::{ArtworkId, Canvas, TitleId},
    engine::Device,
    profiles::ProfileId,
    text::Text,
    time::Timestamp,
};

/// The version of the lines that this program writes, and the highest that it reads.
pub const SCHEMA: u32 = 2;

/// Why the record of an intact line is not understood.
#[derive(Debug, thiserror::Error)]
pub(super) enum WireError {
    /// A newer program wrote the session.
    #[error("log schema {0}")]
    Newer(u32),
    /// It is not a record of this schema.
    #[error("{}", brief(.0))]
    Json(#[from] serde_json::Error),
    /// A word is not one of those allowed.
    #[error("{what} \"{word}\" does not exist")]
    Word {
        /// What the word stands for.
        what: &'static str,
        /// The word, neutral and cut.
        word: String,
    },
    /// It is a record that may not stand in a log.
    #[error(transparent)]
    Flaw(#[from] Flaw),
}

/// A record as it stands in a line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireRecord<'a> {
    sequence: u64,
    at: i64,
    #[serde(borrow)]
    event: WireEvent<'a>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    end: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum WireEvent<'a> {
    #[serde(borrow)]
    SessionStarted(WireStart<'a>),
    ProfileSelected {
        #[serde(borrow)]
        profile: Cow<'a, str>,
    },
    #[serde(borrow)]
    Impression(Box<WireImpression<'a>>),
    Outcome(WireOutcome),
    SessionEnded {},
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireStart<'a> {
    schema: u32,
    #[serde(borrow)]
    session: Cow<'a, str>,
    seed: u64,
    #[serde(borrow)]
    catalog_digest: Cow<'a, str>,
    engine_version: u32,
    feature_version: u32,
    #[serde(borrow)]
    policy: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireImpression<'a> {
    id: u64,
    #[serde(borrow)]
    profile: Cow<'a, str>,
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(borrow)]
    slot: WireSlot<'a>,
    #[serde(borrow)]
    moment: WireMoment<'a>,
    #[serde(borrow)]
    policy: Cow<'a, str>,
    model_version: u64,
    feature_version: u32,
    #[serde(borrow)]
    arms: Vec<WireArm<'a>>,
    chosen: usize,
    visit: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSlot<'a> {
    #[serde(borrow)]
    canvas: Cow<'a, str>,
    row: u16,
    column: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireMoment<'a> {
    hour: u8,
    weekday: u8,
    #[serde(borrow)]
    device: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireArm<'a> {
    #[serde(borrow)]
    artwork: Cow<'a, str>,
    probability: f64,
    features: Cow<'a, [f64]>,
    #[serde(default, skip_serializing_if = "is_zero")]
    handicap: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireOutcome {
    impression: u64,
    outcome: WireKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fraction: Option<f64>,
    reward: f64,
    weight: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WireKind {
    Played,
    Opened,
    Skipped,
    Expired,
}

impl<'a> WireRecord<'a> {
    /// A record in the form that is written; `end` marks the last of a batch.
    pub(super) fn new(sequence: u64, at: Timestamp, event: &'a Event, end: bool) -> Self {
        Self {
            sequence,
            at: at.0,
            event: wire_event(event),
            end,
        }
    }

    /// Whether it is the last of its batch.
    pub(super) fn end(&self) -> bool {
        self.end
    }

    /// The record that was read, with its texts made neutral; not yet checked.
    pub(super) fn into_record(self) -> Result<Record, WireError> {
        Ok(Record {
            sequence: self.sequence,
            at: Timestamp(self.at),
            event: event(self.event)?,
        })
    }
}

fn wire_event(event: &Event) -> WireEvent<'_> {
    match event {
        Event::SessionStarted(start) => WireEvent::SessionStarted(WireStart {
            schema: SCHEMA,
            session: start.session.as_str().into(),
            seed: start.seed,
            catalog_digest: start.catalog_digest.as_str().into(),
            engine_version: start.engine_version,
            feature_version: start.feature_version,
            policy: start.policy.as_str().into(),
        }),
        Event::ProfileSelected { profile } => WireEvent::ProfileSelected {
            profile: profile.as_str().into(),
        },
        Event::Impression(impression) => {
            WireEvent::Impression(Box::new(wire_impression(impression)))
        }
        Event::Outcome(record) => WireEvent::Outcome(wire_outcome(record)),
        Event::SessionEnded => WireEvent::SessionEnded {},
    }
}

fn wire_impression(impression: &Impression) -> WireImpression<'_> {
    WireImpression {
        id: impression.id.0,
        profile: impression.profile.as_str().into(),
        title: impression.title.as_str().into(),
        slot: WireSlot {
            canvas: impression.slot.canvas.as_str().into(),
            row: impression.slot.row,
            column: impression.slot.column,
        },
        moment: WireMoment {
            hour: impression.moment.hour,
            weekday: impression.moment.weekday,
            device: impression.moment.device.as_str().into(),
        },
        policy: impression.policy.as_str().into(),
        model_version: impression.model_version,
        feature_version: impression.feature_version,
        arms: impression
            .arms
            .iter()
            .map(|arm| WireArm {
                artwork: arm.artwork.as_str().into(),
                probability: arm.probability,
                features: arm.features.as_slice().into(),
                handicap: arm.handicap,
            })
            .collect(),
        chosen: impression.chosen,
        visit: impression.visit,
    }
}

fn wire_outcome(record: &OutcomeRecord) -> WireOutcome {
    let (outcome, fraction) = match record.outcome {
        Outcome::Played { fraction } => (WireKind::Played, Some(fraction)),
        Outcome::Opened => (WireKind::Opened, None),
        Outcome::Skipped => (WireKind::Skipped, None),
        Outcome::Expired => (WireKind::Expired, None),
    };
    WireOutcome {
        impression: record.impression.0,
        outcome,
        fraction,
        reward: record.reward,
        weight: record.weight,
    }
}

fn event(wire: WireEvent<'_>) -> Result<Event, WireError> {
    Ok(match wire {
        WireEvent::SessionStarted(start) => Event::SessionStarted(SessionStart {
            session: SessionId::new(&start.session),
            seed: start.seed,
            catalog_digest: neutral(&start.catalog_digest),
            engine_version: start.engine_version,
            feature_version: start.feature_version,
            policy: neutral(&start.policy),
        }),
        WireEvent::ProfileSelected { profile } => Event::ProfileSelected {
            profile: ProfileId::new(&profile),
        },
        WireEvent::Impression(wire) => Event::Impression(Box::new(impression(*wire)?)),
        WireEvent::Outcome(wire) => Event::Outcome(outcome(&wire)?),
        WireEvent::SessionEnded {} => Event::SessionEnded,
    })
}

fn impression(wire: WireImpression<'_>) -> Result<Impression, WireError> {
    Ok(Impression {
        id: ImpressionId(wire.id),
        profile: ProfileId::new(&wire.profile),
        title: TitleId::new(&wire.title),
        slot: Slot {
            canvas: word("canvas", &wire.slot.canvas, Canvas::parse)?,
            row: wire.slot.row,
            column: wire.slot.column,
        },
        moment: Moment {
            hour: wire.moment.hour,
            weekday: wire.moment.weekday,
            device: word("device", &wire.moment.device, Device::parse)?,
        },
        policy: neutral(&wire.policy),
        model_version: wire.model_version,
        feature_version: wire.feature_version,
        arms: wire
            .arms
            .into_iter()
            .map(|arm| Arm {
                artwork: ArtworkId::new(&arm.artwork),
                probability: arm.probability,
                features: arm.features.into_owned(),
                handicap: arm.handicap,
            })
            .collect(),
        chosen: wire.chosen,
        visit: wire.visit,
    })
}

fn outcome(wire: &WireOutcome) -> Result<OutcomeRecord, WireError> {
    let outcome = match (&wire.outcome, wire.fraction) {
        (WireKind::Played, Some(fraction)) => Outcome::Played { fraction },
        (WireKind::Played, None) => return Err(Flaw::Fraction(f64::NAN).into()),
        (WireKind::Opened, _) => Outcome::Opened,
        (WireKind::Skipped, _) => Outcome::Skipped,
        (WireKind::Expired, _) => Outcome::Expired,
    };
    Ok(OutcomeRecord {
        impression: ImpressionId(wire.impression),
        outcome,
        reward: wire.reward,
        weight: wire.weight,
    })
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives references")]
fn is_zero(number: &f64) -> bool {
    *number == 0.0
}

fn neutral(raw: &str) -> String {
    Text::new(raw).as_str().to_owned()
}

fn word<T>(what: &'static str, raw: &str, parse: fn(&str) -> Option<T>) -> Result<T, WireError> {
    parse(raw).ok_or_else(|| WireError::Word {
        what,
        word: neutral(raw).chars().take(40).collect(),
    })
}

/// The parser's message without its place, which counts within the record; it may quote the
/// file, so it is made safe and cut.
fn brief(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    neutral(message).chars().take(160).collect()
}

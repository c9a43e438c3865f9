//! Timestamps, and what of them a viewer's context needs.
//!
//! Nothing below the edge rooms reads a clock: time arrives inside messages.

use std::time::{Duration, Instant};

use jiff::tz::TimeZone;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The time on the machine's clock.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the real clock is read"
    )]
    pub fn now() -> Self {
        Self(jiff::Timestamp::now().as_millisecond())
    }

    /// This moment plus `milliseconds` (which may be negative), saturating.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Milliseconds from `earlier` to this moment; negative if it is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// RFC 3339 in UTC with milliseconds, as `2026-01-05T20:30:00.000Z`.
    #[must_use]
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_millisecond(self.0)
            .map_or_else(|_| format!("{}ms", self.0), |time| format!("{time:.3}"))
    }
}

/// The clock of one session: it begins with the machine's time and from there on measures how much
/// has passed, so that a film does not jump when the clock is set or the machine sleeps. In between
/// it can [`Clock::catch_up`].
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    start: Timestamp,
    since: Instant,
}

impl Clock {
    /// A clock that begins now.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where passing time is measured"
    )]
    pub fn start() -> Self {
        Self {
            start: Timestamp::now(),
            since: Instant::now(),
        }
    }

    /// Goes on with the machine's time, if that is later: the machine may have slept.
    pub fn catch_up(&mut self) {
        let fresh = Self::start();
        if fresh.start > self.now() {
            *self = fresh;
        }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.start
            .plus(i64::try_from(self.since.elapsed().as_millis()).unwrap_or(i64::MAX))
    }

    /// How long it is until `moment`; nothing if it has passed.
    #[must_use]
    pub fn until(&self, moment: Timestamp) -> Duration {
        Duration::from_millis(u64::try_from(moment.since(self.now())).unwrap_or(0))
    }
}

/// One day in milliseconds.
pub const DAY: i64 = 24 * 60 * 60 * 1000;

/// A time zone, to tell the local hour and weekday of a timestamp.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

/// The local hour and weekday of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 for Monday to 6 for Sunday.
    pub weekday: u8,
}

impl Zone {
    /// The machine's own time zone, UTC where it has none.
    #[must_use]
    pub fn system() -> Self {
        Self(TimeZone::system())
    }

    /// Coordinated universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The zone with this IANA name, such as `Europe/Berlin`, or POSIX rule, such as `CET-1`.
    ///
    /// # Errors
    /// A sentence for the user if the machine knows no such zone.
    pub fn named(name: &str) -> Result<Self, String> {
        let zone = match name {
            "UTC" => Ok(TimeZone::UTC),
            _ => TimeZone::get(name).or_else(|_| TimeZone::posix(name)),
        };
        zone.map(Self)
            .map_err(|_| "expected a time zone such as UTC or Europe/Berlin".to_owned())
    }

    /// The name that [`Zone::named`] takes, if the zone has one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.0.iana_name()
    }

    /// The local hour and weekday of `at`.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> LocalTime {
        let time = jiff::Timestamp::from_millisecond(at.0)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_zoned(self.0.clone());
        LocalTime {
            hour: time.hour().unsigned_abs(),
            weekday: time.weekday().to_monday_zero_offset().unsigned_abs(),
        }
    }

    /// Date and time of `at` in this zone, as `5 Jan 2026, 20:30`.
    #[must_use]
    pub fn written(&self, at: Timestamp) -> String {
        let time = jiff::Timestamp::from_millisecond(at.0)
            .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
            .to_zoned(self.0.clone());
        time.strftime("%-d %b %Y, %H:%M").to_string()
    }

    /// The moment that `text` names: RFC 3339 with an offset, or a local date and time without
    /// one (`2026-01-05T20:30`), taken in this zone.
    ///
    /// # Errors
    /// A sentence for the user if `text` is neither.
    pub fn parse(&self, text: &str) -> Result<Timestamp, String> {
        if let Ok(time) = text.parse::<jiff::Timestamp>() {
            return Ok(Timestamp(time.as_millisecond()));
        }
        text.parse::<jiff::civil::DateTime>()
            .and_then(|local| local.to_zoned(self.0.clone()))
            .map(|time| Timestamp(time.timestamp().as_millisecond()))
            .map_err(|_| "expected a date and time such as 2026-01-05T20:30".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_read_written_and_placed_in_its_week() {
        let at = Zone::utc().parse("2026-01-05T20:30").unwrap();
        assert_eq!(at.rfc3339(), "2026-01-05T20:30:00.000Z");
        assert_eq!(
            Zone::utc().local(at),
            LocalTime {
                hour: 20,
                weekday: 0
            }
        );
        assert_eq!(Zone::utc().written(at), "5 Jan 2026, 20:30");
        assert_eq!(Zone::utc().parse("2026-01-05T21:30:00+01:00"), Ok(at));
        assert!(Zone::utc().parse("tomorrow").is_err());
    }
}

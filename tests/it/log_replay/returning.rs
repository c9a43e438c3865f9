//! What was on the screen, forth and back.

use std::collections::HashSet;

use super::{Evening, people::Sight, timeline};
use keyart::{
    catalog::Canvas,
    log::{Event, Outcome},
    session::{Fate, Replay, Stride, Strip},
};

fn replay(evening: &Evening) -> Replay {
    Replay::new(timeline(evening.records()), None).unwrap()
}

#[test]
fn each_event_shows_what_the_page_showed_then() {
    let evening = Evening::usual();
    let mut replay = replay(&evening);
    assert!(evening.glimpses.len() > 30);
    let mut repeated = 0;
    for glimpse in &evening.glimpses {
        replay.go_to(glimpse.events - 1);
        assert_eq!(replay.position().profile, Some(&glimpse.profile));
        let page = replay.page();
        let places = page
            .iter()
            .flat_map(|(strip, of)| of.iter().map(move |it| (*strip, it)));
        let all: Vec<_> = places.collect();
        for sight in &glimpse.sights {
            let strip = match sight.canvas {
                Canvas::Billboard => Strip::Billboard,
                _ => Strip::Row(u16::try_from(sight.band).unwrap()),
            };
            let is_it = |(_, (_, place)): &&(Strip, (&u16, &usize))| {
                let seen = replay.seen(**place);
                seen.title == sight.title && seen.slot.canvas == sight.canvas
            };
            let (found, (column, place)) = all.iter().find(is_it).expect("what was seen is there");
            let shown = &replay.arms(**place)[replay.seen(**place).chosen].artwork;
            assert_eq!(*shown, sight.artwork);
            // A title that stands in two rows is one impression, where it was seen first.
            if (*found, usize::from(**column)) != (strip, sight.column) {
                let band = match found {
                    Strip::Row(row) => usize::from(*row),
                    _ => 0,
                };
                let was_there = |it: &Sight| {
                    (&it.title, it.band, it.column) == (&sight.title, band, usize::from(**column))
                };
                let before = evening
                    .glimpses
                    .iter()
                    .filter(|it| it.events <= glimpse.events);
                let mut before = before.flat_map(|it| &it.sights);
                assert!(
                    *found == Strip::Search || before.any(was_there),
                    "{sight:?}"
                );
                repeated += 1;
            }
        }
    }
    let sights: usize = evening.glimpses.iter().map(|it| it.sights.len()).sum();
    assert!(repeated * 2 < sights, "{repeated} of {sights}");
}

#[test]
fn nothing_is_on_the_page_that_nobody_saw_there_in_the_visit() {
    let evening = Evening::usual();
    let mut replay = replay(&evening);
    let mut tiles = 0;
    for event in 0..replay.timeline().len() {
        replay.go_to(event);
        let (at, visit) = (replay.position().at, replay.position().visit);
        for (strip, of) in replay.page() {
            let mut titles = HashSet::new();
            for place in of.values() {
                let seen = replay.seen(*place);
                assert_eq!(Some(seen.visit), visit);
                assert_eq!(replay.position().profile, Some(&seen.profile));
                assert!(strip == Strip::Detail || titles.insert(seen.title.clone()));
                tiles += 1;
            }
        }
        assert!(replay.position().at >= at);
    }
    assert!(tiles > 1_000, "{tiles}");
}

#[test]
fn an_impression_is_pending_until_its_outcome_and_what_that_says_from_then_on() {
    let evening = Evening::usual();
    let mut replay = replay(&evening);
    let records: Vec<_> = evening.records().collect();
    let mut fates = HashSet::new();
    for (event, record) in records.iter().enumerate() {
        let Event::Outcome(outcome) = &record.event else {
            continue;
        };
        replay.go_to(event);
        let place = replay.selected().unwrap();
        assert_eq!(replay.seen(place).id, outcome.impression);
        let expected = match outcome.outcome {
            _ if outcome.weight == 0.0 => Fate::Withdrawn,
            Outcome::Played { fraction } => Fate::Played { fraction },
            Outcome::Opened => Fate::Opened,
            Outcome::Skipped => Fate::Skipped,
            Outcome::Expired => Fate::Nothing,
        };
        assert_eq!(replay.fate(place), expected);
        fates.insert(expected.word());
        replay.go_to(event - 1);
        assert_eq!(replay.fate(place), Fate::Pending);
        replay.go_to(records.len());
        assert_eq!(replay.fate(place), expected);
    }
    assert!(fates.len() >= 5, "{fates:?}");
}

/// All that a screen is drawn from.
fn told(replay: &Replay) -> String {
    let page = replay.page();
    let places: Vec<usize> = page.values().flat_map(|of| of.values().copied()).collect();
    let fates: Vec<Fate> = places.iter().map(|it| replay.fate(*it)).collect();
    let given: Vec<_> = places.iter().map(|it| replay.given(*it)).collect();
    format!(
        "{:?} {:?} {page:?} {fates:?} {given:?} {:?} {:?}",
        replay.position(),
        replay.happening(),
        replay.selected(),
        replay.tally()
    )
}

#[test]
fn back_and_forth_gives_the_same() {
    let evening = Evening::usual();
    let policy = "softmax".parse().unwrap();
    let open = || Replay::new(timeline(evening.records()), Some(policy)).unwrap();
    let mut replay = open();
    let events = replay.timeline().len();
    let mut forth = vec![told(&replay)];
    for _ in 1..events {
        replay.go(Stride::Event, false);
        forth.push(told(&replay));
    }
    let last = told(&replay);
    replay.go(Stride::Event, false);
    assert_eq!(told(&replay), last);
    for event in (0..events).rev() {
        assert_eq!(told(&replay), forth[event], "event {event}");
        replay.go(Stride::Event, true);
    }
    for event in [0, events / 2, events - 1] {
        let mut fresh = open();
        fresh.go_to(event);
        assert_eq!(told(&fresh), forth[event], "event {event}");
    }
}

#[test]
fn one_goes_by_visits_and_sessions_too() {
    let evening = Evening::of("uniform");
    let mut replay = replay(&evening);
    let first = evening.sessions[0].len();
    let event = |replay: &Replay| replay.position().event - 1;
    replay.go(Stride::Session, false);
    assert_eq!((event(&replay), replay.position().session), (first, 2));
    replay.go(Stride::Session, false);
    assert_eq!(event(&replay), replay.timeline().len() - 1);
    replay.go(Stride::Session, true);
    assert_eq!(event(&replay), first);
    replay.go(Stride::Session, true);
    assert_eq!(event(&replay), 0);
    let mut begun = Vec::new();
    while event(&replay) + 1 < replay.timeline().len() {
        begun.push(event(&replay));
        replay.go(Stride::Visit, false);
    }
    // Who comes, comes to a visit of their own; and so does who returns from a film.
    let came = evening
        .records()
        .enumerate()
        .filter_map(|(place, record)| match record.event {
            Event::ProfileSelected { .. } => Some(place),
            _ => None,
        });
    let is_first = |place: &usize| *place != 1 && *place != first + 1;
    assert!(came.filter(is_first).all(|place| begun.contains(&place)));
    assert!(begun.len() >= 8, "{begun:?}");
    for start in begun.into_iter().rev() {
        replay.go(Stride::Visit, true);
        assert_eq!(event(&replay), start);
    }
}

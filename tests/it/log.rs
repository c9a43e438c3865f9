//! The event log through its files: what survives, what is refused, what is printed.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use keyart::{
    catalog::{ArtworkId, Canvas, TitleId},
    cli::{
        Failure, Options,
        log::{Grouping, LogCommand, StatsOptions, TailOptions, run},
    },
    engine::Device,
    log::{
        Arm, Durability, Event, Impression, ImpressionId, LogError, LogWriter, Moment, Outcome,
        OutcomeRecord, Record, SessionId, SessionStart, Slot, Tail, read, statistics::Statistics,
    },
    profiles::ProfileId,
    time::Timestamp,
};
use proptest::prelude::*;
use tempfile::TempDir;

/// 2026-01-05T20:30:00Z.
const EVENING: Timestamp = Timestamp(1_767_645_000_000);

fn start(session: &str) -> SessionStart {
    SessionStart {
        session: SessionId::new(session),
        seed: u64::MAX,
        catalog_digest: "0a1b2c3d".to_owned(),
        engine_version: 1,
        feature_version: 2,
        policy: "lin-ts".to_owned(),
    }
}

fn impression(id: u64, title: &str) -> Event {
    let arm = |artwork: &str, probability: f64| Arm {
        artwork: ArtworkId::new(artwork),
        probability,
        features: vec![1.0, -0.0, 0.1 + 0.2],
        handicap: 0.0,
    };
    Event::Impression(Box::new(Impression {
        id: ImpressionId(id),
        profile: ProfileId::new("ann"),
        title: TitleId::new(title),
        slot: Slot {
            canvas: Canvas::Tile,
            row: 1,
            column: 4,
        },
        moment: Moment {
            hour: 21,
            weekday: 0,
            device: Device::Tv,
        },
        policy: "lin-ts".to_owned(),
        model_version: 17,
        feature_version: 2,
        arms: vec![arm("face", 2.0 / 3.0), arm("castle", 1.0 / 3.0)],
        chosen: 1,
        visit: 3,
    }))
}

fn outcome(impression: u64, outcome: Outcome, reward: f64) -> Event {
    Event::Outcome(OutcomeRecord {
        impression: ImpressionId(impression),
        outcome,
        reward,
        weight: 1.0,
    })
}

fn played(impression: u64, fraction: f64, reward: f64) -> Event {
    outcome(impression, Outcome::Played { fraction }, reward)
}

/// One event of every kind but the start.
fn every_kind() -> Vec<Event> {
    vec![
        Event::ProfileSelected {
            profile: ProfileId::new("ann"),
        },
        impression(1, "sintel"),
        played(1, 0.9, 1.0),
        outcome(1, Outcome::Opened, 0.25),
        outcome(1, Outcome::Skipped, 0.0),
        outcome(1, Outcome::Expired, 0.0),
        Event::SessionEnded,
    ]
}

/// Writes a session in `folder`, each of `batches` in one append; returns the segment.
fn write(folder: &Path, session: &str, batches: &[Vec<Event>]) -> PathBuf {
    let mut log =
        LogWriter::create(folder, &start(session), EVENING, Durability::default()).unwrap();
    for batch in batches {
        log.append(batch, EVENING.plus(1500)).unwrap();
    }
    log.sync().unwrap();
    log.path().to_owned()
}

/// All records and tails of the log in `folder`.
fn contents(folder: &Path) -> Result<(Vec<Record>, Vec<Tail>), LogError> {
    let mut records = Vec::new();
    let mut tails = Vec::new();
    for segment in read(folder)? {
        let mut segment = segment?;
        for record in &mut segment {
            records.push(record?);
        }
        tails.extend(segment.tail().cloned());
    }
    Ok((records, tails))
}

fn error(folder: &Path) -> String {
    contents(folder).unwrap_err().to_string()
}

fn print(command: &LogCommand, folder: &Path) -> String {
    let mut out = Vec::new();
    run(command, folder, &Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn tail_of(lines: usize, json: bool) -> LogCommand {
    LogCommand::Tail(TailOptions { lines, json })
}

fn stats_by(by: Option<Grouping>, json: bool) -> LogCommand {
    LogCommand::Stats(StatsOptions { by, json })
}

fn fixture(name: &str) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/log");
    fixtures.join(name)
}

#[test]
fn a_log_of_schema_1_is_read() {
    let (records, tails) = contents(&fixture("schema-1")).unwrap();
    let events: Vec<Event> = records.into_iter().map(|record| record.event).collect();
    assert_eq!(events[0], Event::SessionStarted(start("s1")));
    assert_eq!(events[1..], every_kind());
    assert!(tails.is_empty());
}

#[test]
fn the_lines_of_schema_2_do_not_change() {
    let mut events = every_kind();
    let mut handicapped = impression(2, "bunny");
    if let Event::Impression(impression) = &mut handicapped {
        impression.arms[1].handicap = 0.1 + 0.2;
    }
    events.insert(2, handicapped);
    let folder = TempDir::new().unwrap();
    let segment = write(folder.path(), "s1", &[events.clone()]);
    let frozen = fixture("schema-2");
    assert_eq!(
        segment.file_name().unwrap(),
        "20260105T203000.000Z-s1.jsonl"
    );
    let lines = fs::read_to_string(frozen.join("20260105T203000.000Z-s1.jsonl")).unwrap();
    assert_eq!(fs::read_to_string(segment).unwrap(), lines);
    let expected = events;
    let events: Vec<Event> = contents(&frozen)
        .unwrap()
        .0
        .into_iter()
        .map(|record| record.event)
        .collect();
    assert_eq!(events[0], Event::SessionStarted(start("s1")));
    assert_eq!(events[1..], expected);
}

#[test]
fn a_segment_cut_off_anywhere_keeps_its_complete_batches_and_reports_the_rest() {
    let whole = TempDir::new().unwrap();
    let batches = [
        vec![impression(1, "sintel"), impression(2, "bunny")],
        vec![played(1, 0.9, 1.0)],
        every_kind(),
    ];
    let segment = write(whole.path(), "s1", &batches);
    let bytes = fs::read(&segment).unwrap();
    let (all, _) = contents(whole.path()).unwrap();

    // Where each batch ends in bytes and in records.
    let mut ends = vec![(0, 0)];
    let mut offset = 0;
    for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        offset += line.len();
        if [1, 3, 4, 11].contains(&(index + 1)) {
            ends.push((offset, index + 1));
        }
    }
    assert_eq!(ends.last(), Some(&(bytes.len(), all.len())));

    let cut = TempDir::new().unwrap();
    let file = cut.path().join("cut.jsonl");
    for length in 0..=bytes.len() {
        fs::write(&file, &bytes[..length]).unwrap();
        let (records, tails) = contents(cut.path()).unwrap();
        let (end, count) = ends.iter().rfind(|(end, _)| *end <= length).unwrap();
        assert_eq!(records, all[..*count], "cut at {length}");
        let reported: Vec<u64> = tails.iter().map(|tail| tail.bytes).collect();
        let left = (length - end) as u64;
        let expected: &[u64] = if left == 0 { &[] } else { &[left] };
        assert_eq!(reported, expected, "cut at {length}");
    }
}

#[test]
fn a_changed_byte_before_the_last_line_is_an_error_that_names_the_line() {
    let folder = TempDir::new().unwrap();
    let segment = write(
        folder.path(),
        "s1",
        &[every_kind(), vec![Event::SessionEnded]],
    );
    let bytes = fs::read(&segment).unwrap();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let last = bytes.len() - lines[lines.len() - 1].len();
    // Without the newline before it the last line is no line either: that is a torn tail.
    for at in 0..last - 1 {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        fs::write(&segment, changed).unwrap();
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let message = error(folder.path());
        let place = format!("s1.jsonl:{line}: the line is damaged");
        assert!(message.contains(&place), "byte {at}: {message}");
    }
}

#[test]
fn a_missing_or_repeated_line_is_an_error_that_names_the_line() {
    let folder = TempDir::new().unwrap();
    let segment = write(folder.path(), "s1", &[every_kind()]);
    let text = fs::read_to_string(&segment).unwrap();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    fs::write(&segment, lines[1..].concat()).unwrap();
    assert!(error(folder.path()).contains("s1.jsonl:1: a session starts with its first record"));
    let third = lines.remove(2);
    fs::write(&segment, lines.concat()).unwrap();
    assert!(error(folder.path()).contains("s1.jsonl:3: record 2 is missing, record 3 stands"));
    lines.insert(2, third);
    lines.insert(2, third);
    fs::write(&segment, lines.concat()).unwrap();
    assert!(error(folder.path()).contains("s1.jsonl:4: record 3 is missing, record 2 stands"));
}

/// Replaces `from` by `to` in the record of line `line` and corrects its checksum, as a faulty
/// program would have written it.
fn forge(segment: &Path, line: usize, from: &str, to: &str) {
    let text = fs::read_to_string(segment).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let object = &lines[line - 1][r#"{"crc":"00000000","record":"#.len()..];
    let object = object.strip_suffix('}').unwrap();
    assert!(object.contains(from), "{object}");
    let object = object.replacen(from, to, 1);
    let crc = crc32fast::hash(object.as_bytes());
    lines[line - 1] = format!(r#"{{"crc":"{crc:08x}","record":{object}}}"#);
    fs::write(segment, lines.join("\n") + "\n").unwrap();
}

#[test]
fn a_record_that_may_not_stand_in_a_log_is_an_error_that_says_why() {
    let third = "\"probability\":0.3333333333333333";
    let cases = [
        (third, "\"probability\":0", "the propensity is 0, but"),
        (
            third,
            "\"probability\":-0.25",
            "the propensity is -0.25, but",
        ),
        (third, "\"probability\":1.5", "the propensity is 1.5, but"),
        (third, "\"probability\":null", "invalid type: null"),
        (&format!("{third},"), "", "missing field `probability`"),
        (
            third,
            "\"probability\":0.33333",
            "sum to 0.9999966666666666, but",
        ),
        ("\"chosen\":1", "\"chosen\":2", "arm 2 is said to be chosen"),
        (
            "\"hour\":21",
            "\"hour\":24",
            "hour 24 of weekday 0 does not exist",
        ),
        (
            "\"tv\"",
            "\"radio\\u001b[2J\"",
            "device \"radio[2J\" does not exist",
        ),
        ("\"visit\"", "\"vi\\u202esit\"", "unknown field `visit`"),
        ("{", "", "s1.jsonl:3: "),
    ];
    for (from, to, expected) in cases {
        let folder = TempDir::new().unwrap();
        let segment = write(folder.path(), "s1", &[every_kind()]);
        forge(&segment, 3, from, to);
        let message = error(folder.path());
        assert!(message.contains("s1.jsonl:3: "), "{message}");
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains(['\u{1b}', '\u{202e}']), "{message:?}");
    }
}

#[test]
fn an_outcome_without_its_numbers_is_an_error() {
    for (line, from, to, expected) in [
        (4, "\"fraction\":0.9,", "", "the fraction played is NaN"),
        (
            4,
            "\"reward\":1.0",
            "\"reward\":2.0",
            "the reward is 2, but",
        ),
        (
            5,
            "\"weight\":1.0",
            "\"weight\":-1.0",
            "the weight is -1, but",
        ),
        (
            5,
            "\"weight\":1.0",
            "\"weight\":1.5",
            "the weight is 1.5, but",
        ),
        (
            1,
            "\"seed\":18446744073709551615,",
            "",
            "missing field `seed`",
        ),
        (
            2,
            "\"profile_selected\":{\"profile\":\"ann\"}",
            "\"session_ended\":{\"x\":1}",
            "unknown field `x`",
        ),
    ] {
        let folder = TempDir::new().unwrap();
        let segment = write(folder.path(), "s1", &[every_kind()]);
        forge(&segment, line, from, to);
        let message = error(folder.path());
        assert!(message.contains(&format!("s1.jsonl:{line}: ")), "{message}");
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_newer_schema_is_named_even_where_the_record_is_not_understood() {
    let folder = TempDir::new().unwrap();
    let segment = write(folder.path(), "s1", &[]);
    forge(
        &segment,
        1,
        "\"schema\":2",
        "\"schema\":3,\"colour\":\"red\"",
    );
    let message = error(folder.path());
    assert!(
        message.contains("log schema 3, this one reads up to 2"),
        "{message}"
    );
    assert!(message.contains("update keyart"), "{message}");
}

#[test]
fn two_writers_in_one_folder_keep_their_sessions_apart() {
    let folder = TempDir::new().unwrap();
    let open = |session| {
        LogWriter::create(
            folder.path(),
            &start(session),
            EVENING,
            Durability::EachBatch,
        )
        .unwrap()
    };
    let (mut first, mut second) = (open("a"), open("b"));
    for id in 1..=5 {
        first.append(&[impression(id, "sintel")], EVENING).unwrap();
        second.append(&[impression(id, "bunny")], EVENING).unwrap();
    }
    let sessions: Vec<(String, usize)> = read(folder.path())
        .unwrap()
        .map(|segment| {
            let segment = segment.unwrap();
            let name = segment.session().unwrap().session.to_string();
            (name, segment.map(Result::unwrap).count())
        })
        .collect();
    assert_eq!(sessions, [("a".to_owned(), 6), ("b".to_owned(), 6)]);
}

#[test]
fn the_same_session_is_never_written_over() {
    let folder = TempDir::new().unwrap();
    let segment = write(folder.path(), "s1", &[every_kind()]);
    let before = fs::read(&segment).unwrap();
    let again = LogWriter::create(folder.path(), &start("s1"), EVENING, Durability::OnSync);
    let message = again.err().unwrap().to_string();
    assert!(message.contains("cannot create the segment"), "{message}");
    assert_eq!(fs::read(&segment).unwrap(), before);
}

#[test]
fn the_unfinished_batch_of_a_running_session_is_not_a_torn_tail() {
    let folder = TempDir::new().unwrap();
    let log =
        LogWriter::create(folder.path(), &start("s1"), EVENING, Durability::default()).unwrap();
    let mut bytes = fs::read(log.path()).unwrap();
    bytes.extend_from_slice(b"{\"crc\":\"0a1b");
    fs::write(log.path(), bytes).unwrap();
    let (records, tails) = contents(folder.path()).unwrap();
    assert_eq!((records.len(), tails.len()), (1, 0));
    drop(log);
    let (records, tails) = contents(folder.path()).unwrap();
    assert_eq!((records.len(), tails[0].bytes), (1, 12));
}

#[test]
fn reading_ends_although_the_session_goes_on() {
    let folder = TempDir::new().unwrap();
    let mut log =
        LogWriter::create(folder.path(), &start("s1"), EVENING, Durability::default()).unwrap();
    let mut count = 0;
    for segment in read(folder.path()).unwrap() {
        for record in segment.unwrap().take(100) {
            record.unwrap();
            log.append(&every_kind(), EVENING).unwrap();
            count += 1;
        }
    }
    assert_eq!(count, 1);
}

#[test]
fn only_the_owner_may_read_a_log() {
    let parent = TempDir::new().unwrap();
    let folder = parent.path().join("state/log");
    let segment = write(&folder, "s1", &[]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&segment), 0o600);
    assert_eq!(mode(&folder), 0o700);
}

#[test]
fn a_refused_event_leaves_the_log_as_it_was() {
    let folder = TempDir::new().unwrap();
    let mut log =
        LogWriter::create(folder.path(), &start("s1"), EVENING, Durability::default()).unwrap();
    for (bad, reason) in [
        (played(1, 0.9, f64::NAN), "the reward is NaN"),
        (played(1, f64::INFINITY, 1.0), "the fraction played is inf"),
        (Event::SessionStarted(start("s1")), "a session starts with"),
    ] {
        let refused = log.append(&[impression(1, "sintel"), bad], EVENING);
        let message = refused.unwrap_err().to_string();
        assert!(message.contains(reason), "{message}");
    }
    log.append(&[impression(1, "sintel")], EVENING).unwrap();
    drop(log);
    assert_eq!(contents(folder.path()).unwrap().0.len(), 2);
}

#[test]
fn text_ids_are_neutral_when_they_are_read() {
    let folder = TempDir::new().unwrap();
    let segment = write(folder.path(), "s1", &[every_kind()]);
    forge(&segment, 3, "\"sintel\"", "\"sin\\u001b[31mtel\\u2066\"");
    forge(
        &segment,
        3,
        "\"policy\":\"lin-ts\"",
        "\"policy\":\"lin\\u009b-ts\"",
    );
    let printed = print(&tail_of(20, false), folder.path())
        + &print(&tail_of(20, true), folder.path())
        + &print(&stats_by(Some(Grouping::Title), true), folder.path());
    assert!(printed.contains("sin[31mtel"), "{printed}");
    let neutral = |c: char| c == '\n' || !c.is_control() && c != '\u{2066}';
    assert!(printed.chars().all(neutral), "{printed:?}");
}

#[test]
fn something_that_is_no_file_is_named_and_not_waited_for() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("x.jsonl")).unwrap();
    let message = error(folder.path());
    assert!(
        message.contains("x.jsonl: cannot read the segment: it is not a regular"),
        "{message}"
    );
}

/// Ten impressions of which eight end in a quality play, in two sessions.
fn counted() -> TempDir {
    let folder = TempDir::new().unwrap();
    let first: Vec<Event> = (1..=8)
        .flat_map(|id| {
            [
                impression(id, "sintel"),
                outcome(id, Outcome::Opened, 0.0),
                played(id, 0.9, 1.0),
            ]
        })
        .collect();
    let second = vec![
        impression(1, "bunny"),
        played(1, 0.1, 0.5),
        impression(2, "bunny"),
        played(7, 1.0, 1.0),
    ];
    write(folder.path(), "a", &[first]);
    write(folder.path(), "b", &[second]);
    folder
}

#[test]
fn what_was_withdrawn_is_no_failure() {
    let folder = TempDir::new().unwrap();
    let mut withdrawn = outcome(2, Outcome::Expired, 0.0);
    let Event::Outcome(record) = &mut withdrawn else {
        panic!("an outcome");
    };
    record.weight = 0.0;
    let events = vec![
        impression(1, "sintel"),
        played(1, 0.9, 1.0),
        impression(2, "sintel"),
        withdrawn,
    ];
    write(folder.path(), "a", &[events]);
    let total = Statistics::of(read(folder.path()).unwrap()).unwrap().total;
    assert_eq!(
        (total.impressions, total.withdrawn, total.expired),
        (1, 1, 0)
    );
    assert_eq!(total.take_fraction().unwrap().value, 1.0);
}

#[test]
fn statistics_count_quality_plays_with_their_wilson_interval() {
    let folder = counted();
    let statistics = Statistics::of(read(folder.path()).unwrap()).unwrap();
    let total = statistics.total;
    assert_eq!(
        (total.impressions, total.plays, total.quality_plays),
        (10, 9, 8)
    );
    assert_eq!((total.opens, total.pending), (8, 1));
    assert_eq!((statistics.sessions, statistics.unmatched), (2, 1));
    let share = total.take_fraction().unwrap();
    assert_eq!((share.value, share.n), (0.8, 10));
    assert!((share.low - 0.490_162).abs() < 1e-6, "{share:?}");
    assert!((share.high - 0.943_318).abs() < 1e-6, "{share:?}");
    let bunny = statistics.by_title[&TitleId::new("bunny")];
    assert_eq!(
        (bunny.impressions, bunny.quality_plays, bunny.pending),
        (2, 0, 1)
    );
    let castle = (TitleId::new("sintel"), ArtworkId::new("castle"));
    assert_eq!(
        statistics.by_artwork[&castle].take_fraction().unwrap().high,
        1.0
    );
    assert_eq!(statistics.by_policy.len(), 1);
}

#[test]
fn stats_are_printed_in_columns() {
    let folder = counted();
    insta::assert_snapshot!(print(
        &stats_by(Some(Grouping::Artwork), false),
        folder.path()
    ));
}

#[test]
fn stats_as_json_have_stable_keys() {
    let folder = counted();
    insta::assert_snapshot!(print(
        &stats_by(Some(Grouping::Policy), true),
        folder.path()
    ));
}

#[test]
fn the_latest_events_are_printed_oldest_first_across_sessions() {
    let folder = counted();
    insta::assert_snapshot!(print(&tail_of(7, false), folder.path()));
    insta::assert_snapshot!(print(&tail_of(2, true), folder.path()));
}

#[test]
fn a_torn_tail_is_mentioned_and_damage_is_wrong_input() {
    let folder = TempDir::new().unwrap();
    let segment = write(folder.path(), "s1", &[every_kind()]);
    let bytes = fs::read(&segment).unwrap();
    fs::write(&segment, &bytes[..bytes.len() - 1]).unwrap();
    let printed = print(&stats_by(None, false), folder.path());
    assert!(
        printed.contains("bytes are an unfinished batch, left by a crash; set aside"),
        "{printed}"
    );
    fs::write(&segment, &bytes[1..]).unwrap();
    let failure = run(
        &tail_of(3, false),
        folder.path(),
        &Options::default(),
        &mut Vec::new(),
    )
    .unwrap_err();
    assert!(
        matches!(&failure, Failure::Input(message) if message.contains(":1: ")),
        "{failure}"
    );
}

#[test]
fn without_a_log_the_user_is_told_how_to_get_one() {
    let folder = Path::new("/nonexistent/keyart/log");
    let friendly = "No log yet in /nonexistent/keyart/log: browse once with `keyart`.\n";
    assert_eq!(print(&tail_of(20, false), folder), friendly);
    assert_eq!(print(&stats_by(None, false), folder), friendly);
    assert_eq!(print(&tail_of(20, true), folder), "");
    assert_eq!(
        print(&LogCommand::Path, folder),
        "/nonexistent/keyart/log\n"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_come_back_with_the_same_bits(
        first in 0.0_f64..1.0,
        features in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO, 0..12),
        fraction in 0.0_f64..=1.0,
        reward in 0.0_f64..=1.0,
        weight in 0.0_f64..=1.0,
        seed in any::<u64>(),
        at in any::<i64>(),
    ) {
        let Event::Impression(mut shown) = impression(u64::MAX, "sintel") else { unreachable!() };
        shown.arms[0].probability = first;
        shown.arms[1].probability = 1.0 - first;
        shown.arms[0].features = features;
        let events = [
            Event::Impression(shown.clone()),
            Event::Outcome(OutcomeRecord {
                impression: shown.id,
                outcome: Outcome::Played { fraction },
                reward,
                weight,
            }),
        ];
        let folder = TempDir::new().unwrap();
        let begin = SessionStart { seed, ..start("s1") };
        let mut log = LogWriter::create(folder.path(), &begin, EVENING, Durability::OnSync).unwrap();
        log.append(&events, Timestamp(at)).unwrap();
        let (records, _) = contents(folder.path()).unwrap();
        prop_assert_eq!(&records[0].event, &Event::SessionStarted(begin));
        prop_assert_eq!(records[1].at, Timestamp(at));
        // Equal numbers with equal debug text have equal bits: it tells -0.0 from 0.0.
        let written = format!("{events:?}");
        let read_back = format!("[{:?}, {:?}]", records[1].event, records[2].event);
        prop_assert_eq!(written, read_back);
    }
}

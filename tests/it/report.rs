//! What a report says of logs whose numbers are known, and how it shows them.

mod program;
mod shown;

use std::sync::Arc;

use keyart::{
    catalog::{self, Canvas},
    engine::Device,
    log::{
        Moment, Outcome, Slot,
        table::{Choice, Followed, NameList, Names, Row, Table, Who},
    },
    report::{Answer, CellValue, GatheringError, Report, SegmentRow, Survey, Word},
    time::{DAY, Timestamp},
};

/// 2026-01-05, a Monday, at 20:00 UTC.
const START: Timestamp = Timestamp(1_767_643_200_000);

/// An impression with names instead of numbers.
#[derive(Debug, Clone)]
struct Shown {
    cell: usize,
    member: u32,
    session: u64,
    day: i64,
    hour: u8,
    device: Device,
    title: usize,
    arm: u32,
    outcome: Option<Outcome>,
}

impl Shown {
    fn new(cell: usize, member: u32, outcome: Option<Outcome>) -> Self {
        Self {
            cell,
            member,
            session: 1,
            day: 0,
            hour: 20,
            device: Device::Tv,
            title: 0,
            arm: 0,
            outcome,
        }
    }
}

fn take() -> Option<Outcome> {
    Some(Outcome::Played { fraction: 0.5 })
}

fn skip() -> Option<Outcome> {
    Some(Outcome::Skipped)
}

/// A table of `rows` in `cells`, which are served by the policy of the same place; each title has
/// the artwork `one`, `two` and `three`.
fn table(cells: &[&str], policies: &[&str], titles: &[&str], rows: &[Shown]) -> Table {
    let mut names = Names {
        cells: Arc::new(NameList::from_iter(cells)),
        policies: Arc::new(NameList::from_iter(policies)),
        titles: Arc::new(NameList::from_iter(titles)),
        profiles: Arc::new((0..2_000).map(|it| format!("member-{it}")).collect()),
        ..Names::default()
    };
    let artwork = ["one", "two", "three"];
    let policies: Vec<u32> = (policies.iter())
        .map(|it| names.policies.number(it).unwrap())
        .collect();
    let sets: Vec<u32> = (titles.iter())
        .map(|title| names.intern_action_set(title, artwork))
        .collect();
    let mut table = Table::new(Arc::new(names));
    for row in rows {
        let is_take = matches!(row.outcome, Some(Outcome::Played { fraction }) if fraction >= 0.15);
        table.push(&Row {
            who: Who {
                cell: row.cell as u32,
                profile: row.member,
                session: row.session,
                visit: 0,
            },
            at: START.plus(row.day * DAY),
            moment: Moment {
                hour: row.hour,
                weekday: 0,
                device: row.device,
            },
            slot: Slot {
                canvas: Canvas::Tile,
                row: 0,
                column: 0,
            },
            choice: Choice {
                policy: policies[row.cell],
                model_version: 0,
                title: row.title as u32,
                arms: sets[row.title],
                probabilities: &[0.25, 0.5, 0.25],
                features: &[],
                chosen: row.arm,
            },
            followed: row.outcome.map(|outcome| Followed {
                outcome,
                after: 0,
                reward: f64::from(u8::from(is_take)),
                weight: 1.0,
            }),
        });
    }
    table
}

/// The report of `table`, read in pieces as `settle` says: after which a day is complete.
fn report_of(table: &Table, baseline: Option<&str>) -> Result<Report, GatheringError> {
    let mut survey = Survey::default();
    survey.take(table);
    let mut gathering = survey.begin(&[], baseline, &catalog::demo())?;
    gathering.take(table);
    Ok(gathering.report("made up", None))
}

/// Two cells of 40 members with ten impressions each over two days: in `control` every member
/// takes one, in `bandit` every member takes two, and member 0 of each one more.
fn two_cells() -> Vec<Shown> {
    let mut rows = Vec::new();
    for member in 0..80 {
        let cell = usize::from(member >= 40);
        let takes = 1 + cell + usize::from(member % 40 == 0);
        for place in 0..10 {
            let outcome = if place < takes { take() } else { skip() };
            rows.push(Shown {
                day: i64::from(place >= 5),
                session: 1 + u64::from(place >= 5),
                device: if place % 2 == 0 {
                    Device::Tv
                } else {
                    Device::Phone
                },
                arm: u32::from(place == 9),
                ..Shown::new(cell, member, outcome)
            });
        }
    }
    rows
}

fn two_cell_report(baseline: Option<&str>) -> Report {
    let policies = ["uniform", "lin-ts"];
    let table = table(&["control", "bandit"], &policies, &["film"], &two_cells());
    report_of(&table, baseline).unwrap()
}

fn known(answer: &Answer<keyart::report::Interval>) -> f64 {
    answer.known().unwrap().value
}

fn segment<'r>(report: &'r Report, name: &str) -> &'r SegmentRow {
    let rows = report.segments.iter().flat_map(|group| &group.rows);
    rows.into_iter().find(|row| row.segment == name).unwrap()
}

#[test]
fn a_known_log_gives_the_numbers_that_a_hand_computes() {
    let report = two_cell_report(None);
    let headline = &report.headline;
    assert_eq!(headline.baseline.cell, "control");
    let best: &CellValue = headline.best.as_ref().unwrap();
    assert_eq!(
        (best.cell.as_str(), best.members, best.n),
        ("bandit", 40, 400.0)
    );
    // 41 of 400 and 81 of 400.
    assert!((known(&headline.baseline.value) - 0.1025).abs() < 1e-12);
    assert!((known(&best.value) - 0.2025).abs() < 1e-12);
    let versus = best.versus.as_ref().unwrap();
    let evidence = versus.once.known().unwrap();
    assert!((evidence.difference.value - 0.1).abs() < 1e-12);
    // Each cell: one member of 40 is 0.1 above the others, so the variance of a member's share is
    // 0.01 · 39 ÷ 40 ÷ 40 · 40 ÷ 39 = 0.00025, and of the mean 0.00025 ÷ 40; and 1.96 · √(2 · …).
    let reach = 1.959_963_984_540_054 * (2.0 * 0.00025_f64 / 40.0).sqrt();
    assert!(
        (evidence.difference.high - 0.1 - reach).abs() < 1e-9,
        "{evidence:?}"
    );
    let lift = evidence.lift.known().unwrap();
    assert!((lift.value - (0.2025 / 0.1025 - 1.0)).abs() < 1e-12);
    assert_eq!(headline.verdict, Word::Better);
    assert!(
        headline.title.starts_with("bandit beats control by "),
        "{}",
        headline.title
    );
    assert_eq!(report.checks.sample_ratio, "holds");
    assert_eq!(report.source.impressions, 800);
    assert_eq!(
        (
            report.source.first_day.as_str(),
            report.source.last_day.as_str()
        ),
        ("2026-01-05", "2026-01-06")
    );
}

#[test]
fn days_segments_and_artwork_are_counted_by_their_definitions() {
    let report = two_cell_report(None);
    let days: Vec<(&str, u64, f64)> = (report.days[1].points.iter())
        .map(|it| {
            (
                it.day.as_str(),
                it.n,
                it.value.known().map_or(-1.0, |it| it.value),
            )
        })
        .collect();
    // All are taken on the first day; on the second all are alike, which tells nothing of chance.
    assert_eq!((days[0].0, days[0].1), ("2026-01-05", 200));
    assert!((days[0].2 - 81.0 / 200.0).abs() < 1e-12, "{}", days[0].2);
    assert_eq!(days[1], ("2026-01-06", 200, -1.0));
    // The first impression plays the only title, so the other nine are of a familiar one.
    let new = segment(&report, "new title");
    assert_eq!(
        (new.n.members, new.n.impressions, new.baseline_n.impressions),
        (40, 40, 40)
    );
    let familiar = segment(&report, "familiar title");
    assert_eq!((familiar.n.members, familiar.n.impressions), (40, 360));
    assert!((known(&familiar.value) - 41.0 / 360.0).abs() < 1e-12);
    assert_eq!(segment(&report, "tv").n.impressions, 200);
    assert_eq!(segment(&report, "tablet").n.impressions, 0);
    assert!(segment(&report, "tablet").lift.reason().is_some());
    assert_eq!(segment(&report, "evening (18–23)").n.impressions, 400);
    assert_eq!(segment(&report, "first session").n.impressions, 200);
    assert_eq!(segment(&report, "sessions 2 to 5").n.impressions, 200);
    let title = &report.artwork.titles[0];
    assert_eq!((title.name.as_str(), title.n), ("film", 800));
    let [one, two, three] = [0, 1, 2].map(|it| &title.artwork[it].cells[0]);
    assert_eq!((one.n, two.n, three.n), (360, 40, 0));
    assert!((one.share - 0.9).abs() < 1e-12);
    assert!((known(&one.take_fraction) - 41.0 / 360.0).abs() < 1e-12);
    assert_eq!(three.take_fraction.reason(), Some("it was not shown"));
    assert_eq!(report.artwork.never_shown.len(), 1);
    assert_eq!(report.artwork.never_shown[0].artwork, "three");
}

#[test]
fn the_baseline_may_be_chosen_and_must_exist() {
    let report = two_cell_report(Some("bandit"));
    assert_eq!(report.headline.baseline.cell, "bandit");
    assert_eq!(report.headline.verdict, Word::Worse);
    assert_eq!(report.headline.title, "No cell beats bandit");
    let table = table(&["control", "bandit"], &["a", "b"], &["film"], &two_cells());
    let error = report_of(&table, Some("\u{1b}[2J"))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("bandit") && !error.contains('\u{1b}'),
        "{error}"
    );
}

#[test]
fn too_little_is_refused_and_a_single_cell_is_no_comparison() {
    let empty = table(&["a"], &["uniform"], &["film"], &[]);
    assert_eq!(report_of(&empty, None).unwrap_err(), GatheringError::NoRows);
    let alone = table(&["a"], &["uniform"], &["film"], &[Shown::new(0, 0, take())]);
    assert_eq!(
        report_of(&alone, None).unwrap_err(),
        GatheringError::OneMember
    );
    let rows: Vec<Shown> = two_cells()
        .into_iter()
        .map(|it| Shown { cell: 0, ..it })
        .collect();
    let report = report_of(&table(&[""], &["lin-ts"], &["film"], &rows), None).unwrap();
    assert_eq!(report.headline.verdict, Word::NothingToCompare);
    assert_eq!(report.headline.baseline.cell, "everybody");
    assert!(report.headline.best.is_none() && report.guardrails.is_empty());
    assert!((known(&report.headline.baseline.value) - 122.0 / 800.0).abs() < 1e-12);
}

#[test]
fn cells_of_the_same_policy_are_an_experiment_without_a_difference() {
    let rows: Vec<Shown> = (0..200)
        .flat_map(|member| {
            let cell = (member % 2) as usize;
            (0..4).map(move |place| {
                let outcome = if (member / 2 + place) % 5 == 0 {
                    take()
                } else {
                    skip()
                };
                Shown::new(cell, member, outcome)
            })
        })
        .collect();
    let report = report_of(
        &table(&["a", "b"], &["uniform", "uniform"], &["film"], &rows),
        None,
    );
    let report = report.unwrap();
    assert_eq!(report.headline.verdict, Word::NothingToCompare);
    let alike = report.checks.alike.as_deref().unwrap();
    assert!(
        alike.contains("as chance alone would") && alike.contains("a and b"),
        "{alike}"
    );
}

#[test]
fn lost_members_are_called_before_any_result() {
    let rows = two_cells()
        .into_iter()
        .filter(|it| it.member < 40 || it.member % 4 == 0);
    let more = (80..400).flat_map(|member| [Shown::new(0, member, skip())]);
    let rows: Vec<Shown> = rows.chain(more).collect();
    let table = table(
        &["control", "bandit"],
        &["uniform", "lin-ts"],
        &["film"],
        &rows,
    );
    let report = report_of(&table, None).unwrap();
    assert_eq!(report.checks.sample_ratio, "mismatch");
    assert_eq!(report.headline.verdict, Word::Mismatch);
    assert!(
        report.headline.sentence.contains("control has 97.30 %"),
        "{}",
        report.headline.sentence
    );
}

#[test]
fn artwork_below_its_title_is_named_as_one_that_never_wins() {
    let mut rows = Vec::new();
    for member in 0..600 {
        for arm in 0..2 {
            let is_taken = arm == 0 && member % 2 == 0 || member % 100 == 1;
            let outcome = if is_taken { take() } else { skip() };
            rows.push(Shown {
                arm,
                ..Shown::new((member % 3 == 0).into(), member, outcome)
            });
        }
    }
    let table = table(
        &["control", "bandit"],
        &["uniform", "lin-ts"],
        &["film"],
        &rows,
    );
    let report = report_of(&table, None).unwrap();
    let [loser] = report.artwork.losers.as_slice() else {
        panic!("{:?}", report.artwork.losers);
    };
    assert_eq!((loser.artwork.as_str(), loser.n), ("two", 600));
    assert!((loser.take_fraction.value - 0.01).abs() < 1e-12);
    assert_eq!(report.artwork.titles[0].winners[0].as_deref(), Some("one"));
}

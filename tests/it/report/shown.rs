//! Reports as pages, text, JSON and CSV, with hostile names and odd numbers.

use keyart::{
    log::Outcome,
    report::{Answer, Estimated, Interval, Report, data, html, text},
};
use proptest::prelude::*;
use serde_json::Value;

use super::{Shown, report_of, skip, table, take, two_cells};
use crate::sandbox::assert_plain;

/// Keys that may have no value.
const OPTIONAL: [&str; 9] = [
    "versus",
    "best",
    "p",
    "simulated",
    "alike",
    "sample_ratio_p",
    "greatest",
    "winners",
    "day",
];

/// A number that cannot be written is `null` in JSON.
fn check_numbers(key: &str, value: &Value) {
    match value {
        Value::Null => assert!(OPTIONAL.contains(&key), "{key} is null"),
        Value::Array(values) => values.iter().for_each(|value| check_numbers(key, value)),
        Value::Object(values) => {
            if let (Some(low), Some(value), Some(high)) =
                (values.get("low"), values.get("value"), values.get("high"))
            {
                let [low, value, high] = [low, value, high].map(|it| it.as_f64().unwrap());
                assert!(low <= value && value <= high, "{low} {value} {high}");
            }
            values
                .iter()
                .for_each(|(key, value)| check_numbers(key, value));
        }
        _ => {}
    }
}

/// Checks every rendering of a report: what it shows, it shows well.
fn check(report: &Report) {
    check_numbers("", &data::json(report));
    let csv = data::csv(report).unwrap();
    assert_plain(&csv);
    let mut lines = csv::Reader::from_reader(csv.as_bytes());
    for line in lines.records() {
        let line = line.unwrap();
        assert_eq!(line.len(), 8);
        for field in line.iter().take(4) {
            assert!(!field.starts_with(['=', '+', '-', '@']), "{field}");
        }
        for field in line.iter().skip(4).filter(|it| !it.is_empty()) {
            assert!(field.parse::<f64>().unwrap().is_finite(), "{field}");
        }
    }
    for section in text::sections(report) {
        let lines = section
            .rows
            .iter()
            .flatten()
            .chain(&section.before)
            .chain(&section.after);
        lines
            .chain([&section.heading])
            .for_each(|it| assert_plain(it));
        let length = section.rows.first().map(Vec::len);
        assert!(section.rows.iter().all(|row| Some(row.len()) == length));
    }
    let page = html::page(report);
    assert_plain(&page);
    assert!(!page.contains("NaN") && !page.contains("inf,") && !page.contains("\"inf"));
    check_pictures(&page);
    // All but what HTML leaves open is XML, so every tag has its end and every text is escaped.
    let body = page.split_once("<body>").unwrap().1;
    let body = format!("<body>{}", body.replace("</html>", ""));
    roxmltree::Document::parse(&body).unwrap();
}

/// Every picture is well-formed, and says what it is unless it is hidden from readers.
fn check_pictures(page: &str) {
    for part in page.split("<svg").skip(1) {
        let svg = format!("<svg{}</svg>", part.split_once("</svg>").unwrap().0);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let root = document.root_element();
        let has = |name| root.children().any(|it| it.has_tag_name(name));
        let is_hidden = root.attribute("aria-hidden") == Some("true");
        assert!(is_hidden || (has("title") && has("desc")), "{svg}");
        let shapes = root.descendants().filter(|it| it.has_tag_name("rect"));
        for width in shapes.filter_map(|it| it.attribute("width")) {
            assert!(
                (0.0..=100.0).contains(&width.parse::<f64>().unwrap()),
                "{svg}"
            );
        }
    }
}

const HOSTILE: [&str; 3] = [
    "<script>alert(1)</script>\u{1b}[31m",
    "=cmd('x')!A1\u{202e}",
    "\"><img src=x onerror=alert(1)>&amp;",
];

#[test]
fn hostile_names_are_text_in_every_rendering() {
    let table = table(&HOSTILE, &HOSTILE, &HOSTILE, &two_cells());
    let mut report = report_of(&table, None).unwrap();
    let interval = Interval {
        value: 0.1,
        low: 0.05,
        high: 0.2,
    };
    report.evaluations.push(Estimated {
        policy: HOSTILE[0].to_owned(),
        estimator: HOSTILE[1].to_owned(),
        estimate: Answer::Known(interval),
        truth: Answer::Unknown {
            unknown: HOSTILE[2].to_owned(),
        },
        n: 10,
    });
    check(&report);
    let page = html::page(&report);
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(page.contains("&lt;script&gt;") && page.contains("Estimates beside the truth"));
    assert!(data::csv(&report).unwrap().contains("'=cmd"));
}

#[test]
fn a_page_fetches_nothing_and_runs_nothing() {
    let table = table(&["a", "b"], &["uniform", "lin-ts"], &["film"], &two_cells());
    let page = html::page(&report_of(&table, None).unwrap());
    for word in [
        "http:", "https:", "url(", "@import", "<script", "<link", "onload",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("default-src 'none'"));
    for id in [
        "lift",
        "days",
        "guardrails",
        "familiarity",
        "segments",
        "artwork",
        "diversity",
        "metrics",
        "method",
    ] {
        let found = page.matches(&format!("<section id=\"{id}\"")).count();
        // Two days of which one can be told are no curve.
        assert_eq!(found, 1, "{id}");
    }
}

fn impression() -> impl Strategy<Value = Shown> {
    let outcome = prop_oneof![
        3 => Just(skip()),
        2 => Just(take()),
        1 => Just(Some(Outcome::Opened)),
        1 => Just(Some(Outcome::Played { fraction: 0.01 })),
        1 => Just(None),
    ];
    let place = (
        0_usize..3,
        0_u32..90,
        0_i64..4,
        0_u8..24,
        0_usize..3,
        0_u32..3,
    );
    (place, outcome).prop_map(|((cell, member, day, hour, title, arm), outcome)| Shown {
        // Some members are seen in two cells.
        cell: if member < 85 {
            member as usize % 3
        } else {
            cell
        },
        session: day as u64,
        day,
        hour,
        title,
        arm,
        ..Shown::new(0, member, outcome)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_a_log_every_rendering_holds(
        rows in prop::collection::vec(impression(), 2..1_500),
    ) {
        let names = ["one", "two", "three"];
        let table = table(&names, &names, &names, &rows);
        match report_of(&table, None) {
            Ok(report) => check(&report),
            Err(error) => prop_assert!(rows.iter().all(|it| it.member == rows[0].member), "{error}"),
        }
    }
}

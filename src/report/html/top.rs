//! What comes out, at the top of the page.

use std::fmt::Write;

use super::{change, safe};
use crate::report::{
    model::{Answer, CellValue, Report, Word},
    wording,
};

pub(super) fn write(html: &mut String, report: &Report) {
    let headline = &report.headline;
    let source = &report.source;
    let (sign, words) = wording::verdict(headline.verdict);
    let class = match headline.verdict {
        Word::Better => "good",
        Word::Worse | Word::Mismatch => "bad",
        _ => "open",
    };
    let kind = if source.simulated.is_some() {
        "simulated experiment"
    } else {
        "experiment"
    };
    let _ = writeln!(
        html,
        "<header>\n<p class=\"eyebrow\">keyart · {kind} · {} to {}</p>\n<h1>{}</h1>\n\
         <p class=\"verdict {class}\"><span aria-hidden=\"true\">{sign}</span> {words}</p>\n\
         <p class=\"sentence\">{}</p>",
        safe(&source.first_day),
        safe(&source.last_day),
        safe(&headline.title),
        safe(&headline.sentence)
    );
    html.push_str("<div class=\"numbers\">\n");
    if let Some(best) = &headline.best {
        let lift = best.versus.as_ref().map(|it| wording::lift(&it.always));
        let lift = lift.unwrap_or(Err("there is nothing to compare it with"));
        let (number, range) = match lift {
            Ok(lift) => (wording::change(&lift), wording::change_range(&lift)),
            Err(reason) => ("–".to_owned(), reason.to_owned()),
        };
        let about = format!("Lift in take fraction over {}", headline.baseline.cell);
        number_card(html, class, &about, &number, &range, "holds at any look");
        let place = super::place_of(report, &best.cell);
        fraction(html, &super::colour(place), best);
    }
    fraction(html, "s0", &headline.baseline);
    html.push_str("</div>\n<ul class=\"chips\">\n");
    chips(html, report);
    html.push_str("</ul>\n</header>\n");
}

fn fraction(html: &mut String, class: &str, cell: &CellValue) {
    let (number, range) = match &cell.value {
        Answer::Known(interval) => (
            wording::value(interval, "share"),
            wording::range(interval, "share"),
        ),
        Answer::Unknown { unknown } => ("–".to_owned(), unknown.clone()),
    };
    let n = format!(
        "{} impressions, {} members",
        wording::amount(cell.n),
        wording::count(cell.members)
    );
    let about = format!("Take fraction in {}", cell.cell);
    number_card(html, class, &about, &number, &range, &n);
}

fn number_card(html: &mut String, class: &str, about: &str, number: &str, range: &str, n: &str) {
    let _ = writeln!(
        html,
        "<div class=\"number {class}\"><p>{}</p><p class=\"big\">{}</p><p>{}</p>\
         <p class=\"n\">{}</p></div>",
        safe(about),
        safe(number),
        safe(range),
        safe(n)
    );
}

fn chips(html: &mut String, report: &Report) {
    let checks = &report.checks;
    let (class, sign, words) = match checks.sample_ratio {
        "holds" => ("good", "✓", "The cells have the members they should have"),
        "mismatch" => ("bad", "✗", "Sample-ratio mismatch: trust nothing here"),
        "one_cell" => ("open", "◇", "One cell: no sample ratio to check"),
        _ => ("open", "?", "Too few members to check the sample ratio"),
    };
    let words = match checks.sample_ratio_p {
        Some(p) => format!("{words} (p {})", equal(&wording::p_value(p))),
        None => words.to_owned(),
    };
    chip(html, class, sign, &words);
    if let Some(alike) = &checks.alike {
        chip(html, "open", "◇", alike);
    }
    if let Some(best) = &report.headline.best {
        for guard in report.guardrails.iter().filter(|it| it.cell == best.cell) {
            let (sign, words) = wording::standing(guard.standing);
            let class = match guard.standing {
                "pass" => "good",
                "fail" => "bad",
                _ => "open",
            };
            chip(html, class, sign, &format!("{}: {words}", guard.name));
        }
    }
    if checks.crossed > 0 {
        let crossed = wording::count(checks.crossed);
        chip(
            html,
            "bad",
            "✗",
            &format!("{crossed} members were seen in two cells"),
        );
    }
}

/// A p-value behind a `p`.
pub(super) fn equal(p: &str) -> String {
    if p.starts_with('<') {
        p.to_owned()
    } else {
        format!("= {p}")
    }
}

fn chip(html: &mut String, class: &str, sign: &str, words: &str) {
    let _ = writeln!(
        html,
        "<li class=\"{class}\"><span aria-hidden=\"true\">{sign}</span> {}</li>",
        safe(words)
    );
}

/// The lift of a cell, as the contents of a table's cell.
pub(super) fn lift_of(cell: &CellValue) -> String {
    match &cell.versus {
        None => "<span class=\"why\">baseline</span>".to_owned(),
        Some(versus) => change(wording::lift(&versus.always)),
    }
}

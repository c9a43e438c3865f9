//! The page of one script.

use std::fmt::Write;

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use unicode_width::UnicodeWidthStr;

use super::{
    Trace,
    html::{escaped, inert},
    screen, steps,
};
use crate::script::{
    Script,
    player::{End, Evidence, Report},
};

/// How pages look.
pub(super) const STYLE: &str = include_str!("page.css");

/// What makes a page go from step to step.
const PROGRAM: &str = include_str!("page.js");

/// The head of a page called `title`. Nothing is fetched from anywhere, and no program runs but
/// `program`, whatever the rest of the page holds.
pub(super) fn head(title: &str, program: &str, looks: &str) -> String {
    let digest = STANDARD.encode(Sha256::digest(program));
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n<style id=\"looks\">\n{looks}</style>\n\
         </head>\n"
    )
}

/// The page of the script called `name`.
pub(super) fn page(trace: &Trace, name: &str, script: Option<&Script>, report: &Report) -> String {
    let mark = mark(&report.end);
    let title = format!("{mark} {name}");
    let mut html = head(&title, PROGRAM, &trace.screens.css());
    html.push_str("<body>\n");
    header(&mut html, trace, name, script, report);
    let own = script.map_or("", |script| script.source.name.as_str());
    if !trace.steps.is_empty() {
        steps::strip(&mut html, &trace.steps);
        html.push_str("<main>\n");
        steps::list(&mut html, &trace.steps, own);
        let _ = writeln!(
            html,
            "<section class=\"view\" aria-label=\"The chosen step\">\n\
             <div class=\"bar live\">\
             <button id=\"back\" aria-label=\"The step before\">‹</button>\
             <button id=\"next\" aria-label=\"The next step\">›</button>\
             <output id=\"where\" aria-live=\"polite\"></output>\
             <button id=\"zoom\">Full size</button></div>\n\
             <div id=\"screen\" class=\"live\" tabindex=\"0\" data-marks=\"{}\">\
             <div id=\"cells\"></div></div>\n\
             <p class=\"keys live\"><kbd>←</kbd> <kbd>→</kbd> one step, <kbd>Home</kbd> \
             <kbd>End</kbd> to the first and the last, a double click on the screen for its full \
             size</p>",
            marks(report)
        );
        steps::details(&mut html, &trace.steps, own, report);
        html.push_str("</section>\n</main>\n");
    }
    let screens = screen::json(trace.steps.iter().map(|step| &step.screen));
    let _ = writeln!(
        html,
        "<script type=\"application/json\" id=\"screens\">{}</script>\n\
         <script>{PROGRAM}</script>\n</body>\n</html>",
        inert(&screens)
    );
    html
}

/// The sign of an end, and the class that colours it.
pub(super) fn mark(end: &End) -> char {
    match end {
        End::Passed => '✓',
        _ => '✗',
    }
}

/// How a script ended, in a few words.
pub(super) fn verdict(end: &End) -> &'static str {
    match end {
        End::Passed => "passed",
        End::Failed(_) => "failed",
        End::Wrong(_) => "is wrong",
        End::Broken(_) => "could not be played",
    }
}

fn header(html: &mut String, trace: &Trace, name: &str, script: Option<&Script>, report: &Report) {
    let class = if matches!(report.end, End::Passed) {
        "ok"
    } else {
        "no"
    };
    let verdict = format!("<b class=\"{class}\">{}</b>", verdict(&report.end));
    let verdict = match trace.steps.back().filter(|step| step.end.is_some()) {
        None => verdict,
        Some(step) => format!(
            "<a data-go href=\"#step-{}\">{verdict} <span class=\"{class}\">at line {}</span></a>",
            step.number, step.line
        ),
    };
    let _ = write!(
        html,
        "<header>\n<p><a href=\"index.html\">All scripts</a></p>\n\
         <h1><span class=\"{class}\">{}</span> {}</h1>\n<p>{verdict} · {} steps, \
         {} expectations",
        mark(&report.end),
        escaped(name),
        trace.seen,
        report.expectations
    );
    for tag in script.map_or(&[][..], |script| &script.tags) {
        let _ = write!(html, " <span class=\"tag\">{}</span>", escaped(tag));
    }
    html.push_str("</p>\n");
    let settings = script.map_or(&[][..], |script| &script.settings);
    if !settings.is_empty() {
        let lines: Vec<String> = settings
            .iter()
            .map(|(_, line)| escaped(line.text()))
            .collect();
        let _ = writeln!(
            html,
            "<details><summary>Settings</summary><pre>{}</pre></details>",
            lines.join("\n")
        );
    }
    html.push_str("</header>\n");
    let is_told = trace.steps.back().is_some_and(|step| step.end.is_some());
    let reasons = match &report.end {
        End::Wrong(problems) => problems.iter().map(ToString::to_string).collect(),
        End::Broken(message) => vec![message.clone()],
        End::Failed(_) | End::Passed => Vec::new(),
    };
    if !is_told && !reasons.is_empty() {
        let reasons: String = reasons
            .iter()
            .map(|reason| format!("<p>{}</p>", escaped(reason)))
            .collect();
        let _ = writeln!(html, "<div class=\"wrong\">{reasons}</div>");
    }
}

/// What is marked on the screen of the step that failed: row, first column and columns of each, as
/// JSON.
fn marks(report: &Report) -> String {
    let End::Failed(failure) = &report.end else {
        return "[]".to_owned();
    };
    let Evidence::Marks(marks) = &failure.unmet.evidence else {
        return "[]".to_owned();
    };
    let lines: Vec<&str> = failure.screen.lines().collect();
    let places = marks.iter().filter_map(|(row, range)| {
        let line = lines.get(*row)?;
        let before = line.get(..range.start)?.width();
        let width = line.get(range.clone())?.width().max(1);
        Some(format!("[{row},{before},{width}]"))
    });
    format!("[{}]", places.collect::<Vec<_>>().join(","))
}

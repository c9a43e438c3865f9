//! The page that leads to all others.

use std::fmt::Write;

use super::{
    html::escaped,
    page::{head, mark, verdict},
};
use crate::script::player::{End, Report};

/// A script in the list of all.
#[derive(Debug)]
pub struct Entry {
    name: String,
    /// The file of its page, beside the list.
    page: String,
    mark: char,
    verdict: &'static str,
    /// Why it did not pass.
    reason: String,
    steps: u32,
    expectations: u32,
    milliseconds: i64,
}

impl Entry {
    /// The script called `name`, whose page is in the file `page` beside the list, and took so
    /// many steps and milliseconds.
    pub(super) fn new(
        name: &str,
        page: &str,
        report: &Report,
        (steps, milliseconds): (u32, i64),
    ) -> Self {
        let reason = match &report.end {
            End::Passed => String::new(),
            End::Failed(failure) => format!(
                "line {}: expected {}, but {}",
                failure.line.line.number, failure.unmet.expected, failure.unmet.actual
            ),
            End::Wrong(problems) => problems
                .first()
                .map_or_else(String::new, ToString::to_string),
            End::Broken(message) => message.clone(),
        };
        Self {
            name: name.to_owned(),
            page: page.to_owned(),
            mark: mark(&report.end),
            verdict: verdict(&report.end),
            reason,
            steps,
            expectations: report.expectations,
            milliseconds,
        }
    }
}

/// The page in HTML: all scripts in the order in which they were played, those that did not pass
/// first.
#[must_use]
pub fn index(entries: &[Entry]) -> String {
    let is_good = |entry: &&Entry| entry.mark == '✓';
    let passed = entries.iter().filter(is_good).count();
    let all = entries.len();
    let mut html = head(&format!("{passed} of {all} scripts passed"), "", "");
    let class = if passed == all { "ok" } else { "no" };
    let _ = writeln!(
        html,
        "<body>\n<header><p>Session scripts</p>\n\
         <h1><span class=\"{class}\">{passed}</span> of {all} passed</h1></header>\n\
         <main class=\"all\"><div class=\"card\"><table>\n<tr><th></th><th>script</th>\
         <th class=\"num\">steps</th><th class=\"num\">expectations</th>\
         <th class=\"num\">time</th></tr>"
    );
    let (good, bad): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(is_good);
    for entry in bad.into_iter().chain(good) {
        let class = if entry.mark == '✓' { "ok" } else { "no" };
        let reason = match &*entry.reason {
            "" => String::new(),
            reason => format!("<br><small class=\"no\">{}</small>", escaped(reason)),
        };
        let _ = writeln!(
            html,
            "<tr><td class=\"{class}\" title=\"{}\">{}</td>\
             <td><a href=\"{}\">{}</a>{reason}</td><td class=\"num\">{}</td>\
             <td class=\"num\">{}</td><td class=\"num\">{} ms</td></tr>",
            entry.verdict,
            entry.mark,
            escaped(&entry.page),
            escaped(&entry.name),
            entry.steps,
            entry.expectations,
            entry.milliseconds
        );
    }
    html.push_str("</table></div></main>\n</body>\n</html>\n");
    html
}

//! The steps of a page: the strip, the list, and what there is to say of each.

use std::{collections::VecDeque, fmt::Write};

use super::{
    Step,
    html::{escaped, seconds},
};
use crate::{
    script::player::{Difference, End, Evidence, Failure, Report},
    time::Timestamp,
};

impl Step {
    /// Whether the line expects something.
    fn expects(&self) -> bool {
        let word = self.said.split(' ').next().unwrap_or_default();
        word.eq_ignore_ascii_case("expect")
    }

    /// `17`, or `other.keyart:17` for a line of another file than `own`.
    fn place(&self, own: &str) -> String {
        if self.file == own {
            self.line.to_string()
        } else {
            format!("{}:{}", self.file, self.line)
        }
    }
}

/// One bar for each step, the higher the more was logged.
pub(super) fn strip(html: &mut String, steps: &VecDeque<Step>) {
    html.push_str("<nav id=\"strip\" class=\"live\" aria-hidden=\"true\">");
    for step in steps {
        let events = match step.events.len() {
            0 => "e0",
            1..=3 => "e1",
            4..=12 => "e2",
            _ => "e3",
        };
        let kind = match (&step.end, step.expects()) {
            (Some(_), _) => " bad",
            (None, true) => " expects",
            (None, false) => "",
        };
        let number = step.number;
        let _ = write!(
            html,
            "<a class=\"{events}{kind}\" href=\"#step-{number}\" tabindex=\"-1\"></a>"
        );
    }
    html.push_str("</nav>\n");
}

/// One line for each step.
pub(super) fn list(html: &mut String, steps: &VecDeque<Step>, own: &str) {
    let left_out = steps.front().map_or(0, |step| step.number - 1);
    let heading = match left_out {
        0 => format!("{} steps", steps.len()),
        more => format!(
            "the last {} steps, {more} before them are left out",
            steps.len()
        ),
    };
    let _ = writeln!(
        html,
        "<nav class=\"list\" aria-label=\"Steps\">\n<h2>{heading}</h2>\n<ol>"
    );
    let start = steps.front().map_or(Timestamp::default(), |step| step.at);
    for step in steps {
        let (class, mark, word) = match step.end {
            None => ("ok", '✓', "done"),
            Some(_) => ("no", '✗', "failed"),
        };
        let bad = if step.end.is_some() {
            " class=\"bad\""
        } else {
            ""
        };
        let events = match step.events.len() + step.more {
            0 => String::new(),
            count => format!("<i title=\"events logged\">{count}</i>"),
        };
        let number = step.number;
        let _ = writeln!(
            html,
            "<li><a href=\"#step-{number}\" data-step=\"{number}\"{bad}>\
             <span class=\"n\" title=\"{}:{}\">{}</span>\
             <span class=\"{class}\" title=\"{word}\">{mark}</span><code>{}</code>\
             <small title=\"the session’s own time since the first step\">{}{events}</small></a></li>",
            escaped(&step.file),
            step.line,
            if step.file == own {
                step.line.to_string()
            } else {
                format!("+{}", step.line)
            },
            escaped(&step.said),
            seconds(step.at.since(start)),
        );
    }
    html.push_str("</ol>\n</nav>\n");
}

/// All that there is to say of each step.
pub(super) fn details(html: &mut String, steps: &VecDeque<Step>, own: &str, report: &Report) {
    let start = steps.front().map_or(Timestamp::default(), |step| step.at);
    let mut before = start;
    for step in steps {
        let bad = if step.end.is_some() {
            " class=\"bad\""
        } else {
            ""
        };
        let _ = writeln!(
            html,
            "<article id=\"step-{}\"{bad}>\n<div class=\"card{}\">\n<h2><code>{}</code> \
             <small>line {}, step {}</small></h2>",
            step.number,
            if step.end.is_some() { " bad" } else { "" },
            escaped(&step.said),
            escaped(&step.place(own)),
            step.number
        );
        if let Some(caption) = &step.caption {
            let _ = writeln!(html, "<p class=\"say\">{}</p>", escaped(caption));
        }
        verdict(html, step, report);
        let _ = writeln!(
            html,
            "<dl><div><dt>The session’s clock</dt><dd>{}</dd></div>\
             <div><dt>since the step before</dt><dd>{}</dd></div>\
             <div><dt>since the first step</dt><dd>{}</dd></div>\
             <div><dt>took, with its picture</dt><dd>{} ms</dd></div></dl>\n</div>",
            step.at.rfc3339(),
            seconds(step.at.since(before)),
            seconds(step.at.since(start)),
            step.milliseconds
        );
        before = step.at;
        events(html, step);
        html.push_str("</article>\n");
    }
    if steps.iter().any(|step| step.end.is_some()) {
        html.push_str("<noscript><style>article.bad{display:block!important}</style></noscript>\n");
    }
}

/// What the step expected and found.
fn verdict(html: &mut String, step: &Step, report: &Report) {
    let Some(end) = &step.end else {
        if let Some(found) = &step.found {
            let _ = writeln!(
                html,
                "<p class=\"ok\">✓ As expected: {}</p>",
                escaped(found)
            );
        }
        return;
    };
    let End::Failed(failure) = &report.end else {
        let _ = writeln!(html, "<p class=\"no\">✗ {}</p>", escaped(end));
        return;
    };
    let _ = writeln!(
        html,
        "<div class=\"pair\"><p><span>expected</span>{}</p>\
         <p class=\"found\"><span>found</span>{}</p></div>",
        escaped(&failure.unmet.expected),
        escaped(&failure.unmet.actual)
    );
    evidence(html, failure);
}

fn evidence(html: &mut String, failure: &Failure) {
    if let Evidence::Differences(lines) = &failure.unmet.evidence {
        html.push_str("<pre class=\"diff\">");
        for line in lines {
            let (tag, sign, text) = match line {
                Difference::Same(text) => ("span", ' ', text),
                Difference::Expected(text) => ("del", '-', text),
                Difference::Actual(text) => ("ins", '+', text),
            };
            let _ = write!(html, "<{tag}>{sign} {}</{tag}>", escaped(text));
        }
        html.push_str("</pre>\n");
    }
    let _ = writeln!(
        html,
        "<details><summary>The screen as text</summary><pre class=\"screen-text\">{}</pre>\
         </details>",
        escaped(&failure.screen)
    );
}

fn events(html: &mut String, step: &Step) {
    if step.events.is_empty() {
        html.push_str("<p class=\"none\">Nothing was logged.</p>\n");
        return;
    }
    html.push_str(
        "<div class=\"card\">\n<table><caption>What was logged</caption><tr><th>time</th><th>event</th><th></th></tr>\n",
    );
    for event in &step.events {
        let at = event.at.rfc3339();
        let time = at.split('T').nth(1).unwrap_or(&at);
        let _ = writeln!(
            html,
            "<tr><td class=\"time\">{}</td><td class=\"k\">{}</td><td>{}</td></tr>",
            time.trim_end_matches('Z'),
            event.kind,
            escaped(&event.detail)
        );
    }
    html.push_str("</table>\n");
    if step.more > 0 {
        let _ = writeln!(html, "<p class=\"none\">and {} more</p>", step.more);
    }
    html.push_str("</div>\n");
}

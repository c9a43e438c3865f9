//! The results in the XML of JUnit, as Maven's Surefire writes and Jenkins reads it.
//!
//! Each script is a suite of one case, because in that schema only suites have files and
//! properties.

use std::fmt::Write;

use super::{Done, Summary, json, selection::Task};
use crate::{
    cli::Options,
    script::player::{Difference, End, Evidence, Failure},
    text::{excerpt, neutral},
};

/// Columns of the longest sentence.
const SENTENCE: usize = 400;

/// The suites so far.
pub(super) struct Junit {
    seed: Option<u64>,
    suites: String,
}

/// What a case has that did not pass.
struct Fault {
    element: &'static str,
    kind: &'static str,
    message: String,
    text: String,
    /// The line of the script.
    line: Option<usize>,
}

impl Junit {
    /// No suites yet; `options` may say what stands in the place of what scripts set.
    pub(super) fn new(options: &Options) -> Self {
        Self {
            seed: options.seed,
            suites: String::new(),
        }
    }

    /// A script was played.
    pub(super) fn add(&mut self, done: &Done<'_>) {
        self.suite(done.task, done.milliseconds, fault(&done.report.end));
    }

    /// A script was not played, because one before it did not pass.
    pub(super) fn leave_out(&mut self, task: Task<'_>) {
        let fault = Fault {
            element: "skipped",
            kind: "left out",
            message: "a script before it did not pass".to_owned(),
            text: String::new(),
            line: None,
        };
        self.suite(task, 0, Some(fault));
    }

    /// The file.
    pub(super) fn finished(&self, summary: &Summary) -> String {
        let errors = summary.wrong + summary.broken;
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"keyart\" tests=\"{}\" \
             failures=\"{}\" errors=\"{errors}\" time=\"{}\">\n{}</testsuites>\n",
            summary.planned,
            summary.failed,
            seconds(summary.milliseconds),
            self.suites
        )
    }

    fn suite(&mut self, task: Task<'_>, milliseconds: i64, fault: Option<Fault>) {
        let is = |element: &str| u8::from(fault.as_ref().is_some_and(|it| it.element == element));
        let name = xml(&task.name());
        let time = seconds(milliseconds);
        let xml_of = &mut self.suites;
        let _ = writeln!(
            xml_of,
            "<testsuite name=\"{name}\" tests=\"1\" failures=\"{}\" errors=\"{}\" \
             skipped=\"{}\" time=\"{time}\" file=\"{}\">\n<properties>",
            is("failure"),
            is("error"),
            is("skipped"),
            xml(&task.entry.name)
        );
        let script = task.entry.script.as_ref().ok();
        let mut property = |name: &str, value: &str| {
            let value = xml(value);
            let _ = writeln!(xml_of, "<property name=\"{name}\" value=\"{value}\"/>");
        };
        property("seed", &json::seed(script, self.seed).to_string());
        for tag in script.map_or(&[][..], |script| &script.tags) {
            property("tag", &neutral(tag));
        }
        if let Some(line) = fault.as_ref().and_then(|fault| fault.line) {
            property("line", &line.to_string());
        }
        let path = task.entry.name.trim_end_matches(".keyart");
        let (folder, case) = path.rsplit_once('/').unwrap_or(("", path));
        let class = match folder.trim_matches(['.', '/']) {
            "" => "keyart".to_owned(),
            folder => folder.replace('/', "."),
        };
        let _ = write!(
            xml_of,
            "</properties>\n<testcase name=\"{}{}\" classname=\"{}\" time=\"{time}\"",
            xml(case),
            task.time(),
            xml(&class)
        );
        match fault {
            None => xml_of.push_str("/>\n"),
            Some(fault) => {
                let _ = writeln!(
                    xml_of,
                    ">\n<{0} type=\"{1}\" message=\"{2}\">{3}</{0}>\n</testcase>",
                    fault.element,
                    fault.kind,
                    xml(&fault.message),
                    xml(&fault.text).replace("&#10;", "\n")
                );
            }
        }
        xml_of.push_str("</testsuite>\n");
    }
}

fn fault(end: &End) -> Option<Fault> {
    let error = |kind, message: String, text| Fault {
        element: "error",
        kind,
        message,
        text,
        line: None,
    };
    Some(match end {
        End::Passed => return None,
        End::Failed(failure) => Fault {
            element: "failure",
            kind: "unmet",
            message: excerpt(
                &format!(
                    "expected {}, but {}",
                    failure.unmet.expected, failure.unmet.actual
                ),
                SENTENCE,
            ),
            text: told(failure),
            line: Some(failure.line.line.number),
        },
        End::Wrong(problems) => {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            let first = lines.first().cloned().unwrap_or_default();
            let line = problems.first().map(|problem| problem.what.line);
            Fault {
                line,
                ..error("wrong", first, lines.join("\n"))
            }
        }
        End::Broken(message) => error("broken", excerpt(message, SENTENCE), String::new()),
    })
}

fn told(failure: &Failure) -> String {
    let mut text = format!(
        "{}:{}: {}\nexpected: {}\nactually: {}\n\n",
        failure.line.source.name,
        failure.line.line.number,
        excerpt(&failure.said, SENTENCE),
        excerpt(&failure.unmet.expected, SENTENCE),
        excerpt(&failure.unmet.actual, SENTENCE),
    );
    match &failure.unmet.evidence {
        Evidence::Differences(lines) => {
            for line in lines {
                let (sign, line) = match line {
                    Difference::Same(line) => (' ', line),
                    Difference::Expected(line) => ('-', line),
                    Difference::Actual(line) => ('+', line),
                };
                let _ = writeln!(text, "{sign} {line}");
            }
        }
        Evidence::Screen | Evidence::Marks(_) => text.push_str(&failure.screen),
    }
    text
}

/// `text` as it stands in XML 1.0; characters that cannot stand there become U+FFFD.
fn xml(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(xml, "&#{};", u32::from(character));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push(char::REPLACEMENT_CHARACTER),
            other => xml.push(other),
        }
    }
    xml
}

fn seconds(milliseconds: i64) -> String {
    let milliseconds = milliseconds.max(0);
    format!("{}.{:03}", milliseconds / 1_000, milliseconds % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_comes_back_from_xml(text in any::<String>()) {
            let document = format!("<a b=\"{0}\">{0}</a>", xml(&text));
            let document = roxmltree::Document::parse(&document).unwrap();
            let expected: String = text
                .chars()
                .map(|c| match c {
                    '\t' | '\n' | '\r' => c,
                    c if c < ' ' || c == '\u{fffe}' || c == '\u{ffff}' => '\u{fffd}',
                    c => c,
                })
                .collect();
            let root = document.root_element();
            prop_assert_eq!(root.attribute("b"), Some(&*expected));
            prop_assert_eq!(root.text().unwrap_or_default(), &*expected);
        }
    }

    #[test]
    fn what_xml_forbids_is_replaced() {
        let forbidden = "a\u{0}b\u{1b}[31m\u{fffe}\u{ffff}]]><!--";
        let document = format!("<a>{}</a>", xml(forbidden));
        let document = roxmltree::Document::parse(&document).unwrap();
        let text = document.root_element().text();
        assert_eq!(text, Some("a\u{fffd}b\u{fffd}[31m\u{fffd}\u{fffd}]]><!--"));
    }
}

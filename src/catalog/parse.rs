//! From the text of a catalog file to a valid catalog and everything wrong with the file.

use super::{
    model::{Catalog, Root, Title},
    problem::{Findings, Problem},
    reading::Reading,
    wire::{Section, document},
};

/// The version of the format that this program reads.
const SCHEMA: i64 = 1;
const FILE_KEYS: [&str; 2] = ["schema", "title"];

impl Catalog {
    /// The titles of `source` that have no error, and all problems in the order of the file.
    ///
    /// `name` is what users call the file, for the problems; `root` is where the artwork lies.
    /// There is no catalog if the schema is not 1 or no title is without an error. Files are
    /// not touched.
    #[must_use]
    pub fn parse(source: &str, name: &str, root: Root) -> (Option<Self>, Vec<Problem>) {
        let text = source.strip_prefix('\u{feff}').unwrap_or(source);
        let mut findings = Findings::default();
        let titles = titles(text, &mut findings);
        let catalog = titles.filter(|titles| !titles.is_empty()).map(|titles| {
            let digest = format!("{:08x}", crc32fast::hash(source.as_bytes()));
            Self::new(titles, root, digest)
        });
        (catalog, findings.into_problems(text, name))
    }
}

/// The titles without an error; `None` if the file is not of this schema.
fn titles(source: &str, findings: &mut Findings) -> Option<Vec<Title>> {
    let table = document(source, findings);
    let damage = findings.places();
    if findings.is_full() {
        return None;
    }
    let mut reading = Reading::new(std::mem::take(findings));
    let top = Section::new(table.get_ref(), 0);
    reading.findings.excuse_gaps(!damage.is_empty());
    let is_readable = expect_schema(top, SCHEMA, &mut reading.findings);
    top.expect_only(&FILE_KEYS, &mut reading.findings);
    let titles = top.optional("title");
    if titles.is_none() {
        let remedy = "add `[[title]]` with its keys below";
        reading.findings.gap(0, "this catalog has no title", remedy);
    }
    let sections = titles.and_then(|entry| entry.sections(&mut reading.findings));
    let titles = read_all(&sections.unwrap_or_default(), &damage, &mut reading);
    reading.vocabulary.find_suspects(&mut reading.findings);
    *findings = reading.findings;
    is_readable.then_some(titles)
}

/// The titles in `sections` that have neither an error nor a syntax error at one of the bytes
/// in `damage`.
fn read_all<'a>(
    sections: &[Section<'a>],
    damage: &[usize],
    reading: &mut Reading<'a>,
) -> Vec<Title> {
    let mut titles = Vec::with_capacity(sections.len());
    for (number, section) in sections.iter().enumerate() {
        let end = sections.get(number + 1).map_or(usize::MAX, |next| next.at);
        let damaged = damage.partition_point(|at| *at < section.at);
        let is_damaged = damage.get(damaged).is_some_and(|at| *at < end);
        reading.findings.excuse_gaps(is_damaged);
        let title = reading.title(*section);
        reading.findings.excuse_gaps(false);
        titles.extend(title.filter(|_| !is_damaged));
    }
    titles
}

/// Finds that the file has another schema than `known`; whether it has this one.
pub(crate) fn expect_schema(top: Section<'_>, known: i64, findings: &mut Findings) -> bool {
    let Some(entry) = top.optional("schema") else {
        let remedy = format!("write `schema = {known}` above everything else");
        findings.gap(top.at, "this file has no `schema`", &remedy);
        return false;
    };
    let Some(schema) = entry.long(findings) else {
        return false;
    };
    if schema > known {
        let message = format!("the schema {schema} is newer than this program");
        findings.error(entry.at(), &message, "use a newer keyart");
    } else if schema < known {
        let message = format!("there is no schema {schema}");
        findings.error(entry.at(), &message, &format!("write `schema = {known}`"));
    }
    schema == known
}

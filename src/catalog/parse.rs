//! From the text of a catalog file to a valid catalog and everything wrong with the file.

use super::{
    looks::Looks,
    model::{Catalog, Root, Title},
    problem::{Findings, Problem},
    reading::Reading,
    wire::{Section, document},
};

/// The version of the format that this program reads.
const SCHEMA: i64 = 1;
const FILE_KEYS: [&str; 2] = ["schema", "title"];
/// The bytes of a part of a large file that are read at once. As tables, text takes some 25
/// times its size.
pub(super) const PART: usize = 1 << 18;

impl Catalog {
    /// The titles of `source` that have no error, and all problems in the order of the file.
    ///
    /// `name` is what users call the file, for the problems; `root` is where the artwork lies.
    /// There is no catalog if the schema is not 1 or no title is without an error. Files are
    /// not touched.
    #[must_use]
    pub fn parse(source: &str, name: &str, root: Root) -> (Option<Self>, Vec<Problem>) {
        Self::parse_with(source, name, root, &Looks::default())
    }

    /// The same, with what was measured of the pictures.
    #[must_use]
    pub fn parse_with(
        source: &str,
        name: &str,
        root: Root,
        looks: &Looks,
    ) -> (Option<Self>, Vec<Problem>) {
        let text = source.strip_prefix('\u{feff}').unwrap_or(source);
        let (titles, findings) = in_parts(text, PART).unwrap_or_else(|| whole(text));
        let titles = titles.filter(|titles| !titles.is_empty());
        let catalog = titles.map(|mut titles| {
            looks.attach(&mut titles);
            let digest = format!("{:08x}", crc32fast::hash(source.as_bytes()));
            Self::new(titles, root, digest)
        });
        (catalog, findings.into_problems(text, name))
    }
}

/// The titles without an error, `None` if the file is not of this schema; and what was found.
type Read = (Option<Vec<Title>>, Findings);

fn whole(source: &str) -> Read {
    let mut findings = Findings::default();
    let table = document(source, &mut findings);
    let damage = findings.places();
    if findings.is_full() {
        return (None, findings);
    }
    let mut reading = Reading::new(findings);
    let top = Section::new(table.get_ref());
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
    (is_readable.then_some(titles), reading.findings)
}

/// The same as [`whole`], with no more than a part of the file as tables at any time; `None` if
/// a part is no sound file by itself, or the file is of one part only.
fn in_parts(source: &str, size: usize) -> Option<Read> {
    let mut parts = parts(source, "\n[[title]]", size);
    let (_, head) = parts.next()?;
    let mut syntax = Findings::default();
    let table = document(head, &mut syntax);
    let top = Section::new(table.get_ref());
    if syntax.errors() > 0 || top.optional("title").is_some() || head.len() == source.len() {
        return None;
    }
    let mut reading = Reading::new(syntax);
    let is_readable = expect_schema(top, SCHEMA, &mut reading.findings);
    top.expect_only(&FILE_KEYS, &mut reading.findings);
    let mut titles = Vec::new();
    for (base, part) in parts {
        let mut syntax = Findings::default();
        let table = document(part, &mut syntax);
        let top = Section::part(table.get_ref(), base);
        if syntax.errors() > 0 || top.len() > 1 {
            return None;
        }
        let sections = top.optional("title")?.sections(&mut reading.findings)?;
        titles.extend(read_all(&sections, &[], &mut reading));
    }
    reading.vocabulary.find_suspects(&mut reading.findings);
    Some((is_readable.then_some(titles), reading.findings))
}

/// Cuts `source` at lines that begin a title with `cut`, a line end and what follows: what is
/// above all titles, then parts of `size` bytes or somewhat more, each with the byte where it
/// begins.
pub(super) fn parts<'s>(
    source: &'s str,
    cut: &'static str,
    size: usize,
) -> impl Iterator<Item = (usize, &'s str)> {
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let least = if from == 0 { 0 } else { size };
        let searched = source.floor_char_boundary(from + least);
        start = source[searched..].find(cut).map(|at| searched + at + 1);
        Some((from, &source[from..start.unwrap_or(source.len())]))
    })
}

/// The titles in `sections` that have neither an error nor a syntax error at one of the bytes
/// in `damage`.
fn read_all(sections: &[Section<'_>], damage: &[usize], reading: &mut Reading) -> Vec<Title> {
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

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn a_file_in_parts_is_read_like_the_whole() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalog");
        let files = ["valid", "invalid"].map(|kind| fs::read_dir(folder.join(kind)).unwrap());
        let files = files.into_iter().flatten().map(|file| file.unwrap().path());
        let fixtures = files.filter_map(|path| fs::read_to_string(path).ok());
        let demo = crate::catalog::demo_source().to_owned();
        let mut of_parts = 0;
        for text in fixtures.chain([demo]) {
            let (titles, findings) = whole(&text);
            let problems = findings.into_problems(&text, "file");
            for size in [1, 1_500] {
                let Some((in_parts, findings)) = in_parts(&text, size) else {
                    continue;
                };
                assert_eq!(in_parts, titles);
                assert_eq!(findings.into_problems(&text, "file"), problems);
                of_parts += 1;
            }
        }
        assert!(of_parts > 20, "{of_parts}");
    }
}

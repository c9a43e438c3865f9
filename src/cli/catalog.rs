//! `keyart catalog`: checks of catalog files, and measurements of their pictures.

mod looks;
mod measure;
mod pictures;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use serde::Serialize;

use self::looks::Measured;
use super::{Failure, Options};
use crate::{
    catalog::{
        self, Catalog, DEMO_NAME, LoadError, Problem, ReadError, Root, Severity, check_files,
        demo_source,
    },
    text::{counted, neutral},
};

/// Work with catalog files
#[derive(Debug, Args)]
pub(super) struct CatalogArgs {
    #[command(subcommand)]
    command: CatalogCommand,
}

#[derive(Debug, Subcommand)]
enum CatalogCommand {
    /// Find everything that is wrong with a catalog and its pictures
    Check(CheckArgs),
    /// Measure what the pictures look like, for the features made from pixels
    ///
    /// Writes `mine.looks.toml` beside `mine.toml`: brightness, contrast, colourfulness, warmth
    /// and palette of each picture. Without that file these features are 0. Measure again when
    /// pictures change.
    Measure(measure::MeasureArgs),
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// The catalog file; if left out the configured one, or else the demo
    file: Option<PathBuf>,
    /// Look only whether the pictures are there, which is faster than decoding them
    #[arg(long)]
    no_pictures: bool,
    /// Print one JSON object instead of lines
    #[arg(long)]
    json: bool,
}

/// Runs the subcommand that `args` name and prints to `out`.
///
/// # Errors
/// If a file cannot be read or written, or if it has an error.
pub(super) fn run(
    args: &CatalogArgs,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match &args.command {
        CatalogCommand::Check(args) => check(args, options, out),
        CatalogCommand::Measure(args) => {
            let file = named_or_configured(args.file(), options)?;
            measure::run(args, file.as_deref(), out)
        }
    }
}

/// The file that was named, or else the configured one; `None` for the demo.
fn named_or_configured(
    named: Option<&PathBuf>,
    options: &Options,
) -> Result<Option<PathBuf>, Failure> {
    match named {
        Some(file) => Ok(Some(file.clone())),
        None => Ok(options.configured()?.catalog),
    }
}

fn check(args: &CheckArgs, options: &Options, out: &mut dyn Write) -> Result<(), Failure> {
    let file = named_or_configured(args.file.as_ref(), options)?;
    let report = Report::of(file.as_deref(), !args.no_pictures)?;
    if args.json {
        report.write_json(out)?;
    } else {
        report.write_lines(out)?;
    }
    match report.errors() {
        0 => Ok(()),
        errors => Err(Failure::Input(format!(
            "{} has {}",
            report.name,
            counted(errors, "error")
        ))),
    }
}

/// What a check found.
struct Report {
    name: String,
    titles: usize,
    artworks: usize,
    problems: Vec<Problem>,
}

impl Report {
    /// The report on the catalog at `path`, or on the demo.
    fn of(path: Option<&Path>, decodes_pictures: bool) -> Result<Self, Failure> {
        let Some(path) = path else {
            let (source, root) = (demo_source(), &Root::Embedded);
            let looks = Some(Measured::of_demo());
            return Ok(Self::new(DEMO_NAME, source, root, looks, decodes_pictures));
        };
        let source = catalog::read(path)?;
        let (name, root) = (path.to_string_lossy(), catalog::root(path));
        let looks = Measured::of(path);
        Ok(Self::new(&name, &source, &root, looks, decodes_pictures))
    }

    fn new(
        name: &str,
        source: &str,
        root: &Root,
        looks: Option<Measured>,
        decodes_pictures: bool,
    ) -> Self {
        let (catalog, mut problems) = Catalog::parse(source, name, root.clone());
        if let Root::Folder(folder) = root {
            problems.extend(check_files(source, name, folder));
        }
        if decodes_pictures {
            problems.extend(pictures::broken(source, name, root, &problems));
        }
        if let Some(looks) = looks {
            problems.extend(looks.problems(source, name, decodes_pictures.then_some(root)));
        }
        // The catalog first, then what was measured of it.
        problems.sort_by_key(|problem| {
            let is_other = problem.file.as_str() != neutral(name);
            (is_other, problem.line, problem.column)
        });
        let titles = catalog.as_ref().map_or(&[][..], Catalog::titles);
        Self {
            name: neutral(name),
            titles: titles.len(),
            artworks: titles.iter().map(|title| title.artwork.len()).sum(),
            problems,
        }
    }

    fn errors(&self) -> usize {
        let is_error = |problem: &&Problem| problem.severity == Severity::Error;
        self.problems.iter().filter(is_error).count()
    }

    fn warnings(&self) -> usize {
        self.problems.len() - self.errors()
    }

    fn write_lines(&self, out: &mut dyn Write) -> io::Result<()> {
        for problem in &self.problems {
            writeln!(out, "{problem}")?;
        }
        writeln!(
            out,
            "{}: {} and {}; {} with {} can be used",
            self.name,
            counted(self.errors(), "error"),
            counted(self.warnings(), "warning"),
            counted(self.titles, "title"),
            counted(self.artworks, "artwork"),
        )
    }

    fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let report = WireReport {
            file: &self.name,
            errors: self.errors(),
            warnings: self.warnings(),
            titles: self.titles,
            artworks: self.artworks,
            problems: self.problems.iter().map(WireProblem::of).collect(),
        };
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)
    }
}

#[derive(Serialize)]
struct WireReport<'a> {
    file: &'a str,
    errors: usize,
    warnings: usize,
    titles: usize,
    artworks: usize,
    problems: Vec<WireProblem<'a>>,
}

#[derive(Serialize)]
struct WireProblem<'a> {
    severity: String,
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    remedy: &'a str,
}

impl<'a> WireProblem<'a> {
    fn of(problem: &'a Problem) -> Self {
        Self {
            severity: problem.severity.to_string(),
            file: &problem.file,
            line: problem.line,
            column: problem.column,
            message: &problem.message,
            remedy: &problem.remedy,
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::File(error) => error.into(),
            LoadError::Unusable { .. } => Self::Input(error.to_string()),
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        match &error {
            ReadError::Unreadable { .. } if !error.is_missing() => Self::Storage(error.to_string()),
            _ => Self::Input(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    const TITLES: &str = include_str!("../../tests/fixtures/catalog/valid/two-titles.toml");

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: CatalogArgs,
        #[command(flatten)]
        options: Options,
    }

    /// The output and the failure of `keyart catalog` with `arguments`, where the configuration
    /// is empty.
    fn output(arguments: &[&str]) -> (String, Option<Failure>) {
        let config = tempfile::NamedTempFile::new().unwrap();
        let config = config.path().to_str().unwrap();
        let line = [&["catalog", "--config", config], arguments].concat();
        let line = Line::try_parse_from(line).unwrap();
        let mut out = Vec::new();
        let failure = run(&line.args, &line.options, &mut out).err();
        (String::from_utf8(out).unwrap(), failure)
    }

    #[test]
    fn the_demo_catalog_is_checked_when_no_file_is_named() {
        let (printed, failure) = output(&["check"]);
        assert!(printed.starts_with("demo catalog: 0 errors and 0 warnings; "));
        assert!(failure.is_none());
    }

    #[test]
    fn the_catalog_is_checked_that_the_options_or_the_configuration_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml");
        std::fs::write(&path, TITLES).unwrap();
        let path = path.to_str().unwrap();
        let config = folder.path().join("config.toml");
        std::fs::write(&config, "catalog = \"mine.toml\"\n").unwrap();
        for option in [["--catalog", path], ["--config", config.to_str().unwrap()]] {
            let line = [&["catalog", "check"], &option[..]].concat();
            let line = Line::try_parse_from(line).unwrap();
            let mut out = Vec::new();
            assert!(run(&line.args, &line.options, &mut out).is_err());
            let printed = String::from_utf8(out).unwrap();
            assert!(printed.contains("mine.toml: 3 errors"), "{printed}");
        }
    }

    #[test]
    fn a_picture_that_cannot_be_decoded_is_a_problem_of_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let artwork = folder.path().join("artwork");
        std::fs::create_dir(&artwork).unwrap();
        for name in ["couple.jpg", "world.jpg", "only.jpg"] {
            let picture = image::RgbImage::new(4, 4);
            picture.save(artwork.join(name)).unwrap();
        }
        std::fs::write(artwork.join("world.jpg"), "<html>not found</html>").unwrap();
        let path = folder.path().join("mine.toml");
        std::fs::write(&path, TITLES).unwrap();
        let path = path.to_str().unwrap();
        let (printed, failure) = output(&["check", path]);
        assert!(failure.is_some());
        assert!(printed.contains("mine.toml:27:8: error: "), "{printed}");
        assert!(printed.contains("1 error and "), "{printed}");
        let (printed, failure) = output(&["check", path, "--no-pictures"]);
        assert!(failure.is_none(), "{printed}");
    }

    #[test]
    fn a_faulty_file_fails_with_every_problem_on_a_line_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("catalog.toml");
        let title = TITLES.replace("popularity = 0.", "popularity = 7.");
        std::fs::write(&path, title).unwrap();
        let file = path.to_str().unwrap();

        let (printed, failure) = output(&["check", file]);
        let failure = failure.unwrap();
        assert_eq!(failure.code(), 2);
        let lines: Vec<_> = printed.lines().collect();
        let (last, problems) = lines.split_last().unwrap();
        assert!(problems.iter().all(|line| line.contains(": error: ")));
        assert!(problems.iter().any(|line| line.contains("does not exist")));
        assert!(
            failure
                .to_string()
                .ends_with(&format!("{} errors", problems.len()))
        );
        assert!(last.ends_with("0 titles with 0 artworks can be used"));

        let (json, _) = output(&["check", file, "--json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["errors"], problems.len());
        assert_eq!(json["problems"][0]["severity"], "error");
    }

    #[test]
    fn a_missing_file_is_wrong_input() {
        let (_, failure) = output(&["check", "no/such/catalog.toml"]);
        assert_eq!(failure.unwrap().code(), 2);
    }
}

//! `keyart catalog measure`: what the pictures of a catalog look like.

#![expect(clippy::disallowed_methods, reason = "an edge: stores measurements")]

use std::{
    fs,
    io::{self, IsTerminal, Write},
    panic::resume_unwind,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread::{self, ScopedJoinHandle},
};

use clap::Args;

use super::super::Failure;
use crate::{
    artwork::{PictureError, appearance, decode, source},
    catalog::{
        self, Appearance, Artwork, Catalog, Looks, Measurement, Root, Title, demo, demo_looks,
        looks_path,
    },
    runtime::files,
    text::{counted, neutral},
};

/// How many pictures are measured at the same time.
const WORKERS: usize = 2;
/// Progress is told after so many pictures.
const STEP: usize = 25;

#[derive(Debug, Args)]
pub(super) struct MeasureArgs {
    /// The catalog file; if left out the configured one, or else (to check only) the demo
    file: Option<PathBuf>,
    /// Write nothing; fail when the file differs from what would be written
    #[arg(long)]
    check: bool,
}

impl MeasureArgs {
    /// The file that was named.
    pub(super) fn file(&self) -> Option<&PathBuf> {
        self.file.as_ref()
    }
}

/// Measures all pictures of the catalog at `path`, or of the demo, and writes the file beside it;
/// with `--check` compares it.
///
/// # Errors
/// If the catalog cannot be used, the file cannot be written, a picture cannot be decoded, or the
/// check finds a difference.
pub(super) fn run(
    args: &MeasureArgs,
    path: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (catalog, path) = match path {
        Some(path) => (catalog::load(path)?.0, Some(looks_path(path))),
        None if args.check => (demo(), None),
        None => {
            let message = "the demo's pictures are measured already; name the catalog to measure";
            return Err(Failure::Input(message.to_owned()));
        }
    };
    let (looks, faults) = measure(&catalog);
    for fault in &faults {
        writeln!(out, "{fault}")?;
    }
    let name = path.as_ref().map_or_else(
        || "the file of the demo".to_owned(),
        |path| neutral(&path.to_string_lossy()),
    );
    if args.check {
        check(&looks, path.as_deref(), &name)?;
        let count = looks.iter().count();
        writeln!(out, "{name} is up to date: {}.", counted(count, "picture"))?;
    } else if let Some(path) = path {
        files::store(&path, looks.to_toml().as_bytes())
            .map_err(|error| Failure::Storage(format!("cannot write {name}: {error}")))?;
        let count = looks.iter().count();
        writeln!(out, "{name}: {} measured.", counted(count, "picture"))?;
    }
    match faults.len() {
        0 => Ok(()),
        count => Err(Failure::Input(format!(
            "{} cannot be measured",
            counted(count, "picture")
        ))),
    }
}

/// Compares what was measured with the file at `path`, or the demo's.
fn check(looks: &Looks, path: Option<&Path>, name: &str) -> Result<(), Failure> {
    let stored = match path {
        None => demo_looks().to_toml(),
        Some(path) => fs::read_to_string(path).unwrap_or_default(),
    };
    if stored == looks.to_toml() {
        return Ok(());
    }
    let (stored, _) = Looks::parse(&stored, name);
    let differs = |(title, artwork, now): &(&str, &str, &Measurement)| {
        let before = stored.get(title, artwork);
        before.is_none_or(|old| old.crc != now.crc || old.appearance != now.appearance)
    };
    let first = looks.iter().find(differs);
    let first = first.map_or_else(String::new, |(title, artwork, _)| {
        format!(", first in {title}/{artwork}")
    });
    Err(Failure::Unmet(format!(
        "{name} is not what would be measured{first}; run `keyart catalog measure` on the catalog"
    )))
}

/// What the pictures of `catalog` look like, and why some cannot be measured.
fn measure(catalog: &Catalog) -> (Looks, Vec<PictureError>) {
    let sets = catalog.titles().iter();
    let pictures: Vec<(&Title, &Artwork)> = sets
        .flat_map(|title| title.artwork.iter().map(move |artwork| (title, artwork)))
        .collect();
    let progress = Progress {
        done: AtomicUsize::new(0),
        all: pictures.len(),
        is_told: io::stderr().is_terminal(),
    };
    let share = pictures.len().div_ceil(WORKERS).max(1);
    let look_at = |share: &[(&Title, &Artwork)]| -> Vec<_> {
        let looks = share.iter().map(|(_, artwork)| {
            progress.count();
            look(catalog.root(), &artwork.file)
        });
        looks.collect()
    };
    let measured: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = pictures
            .chunks(share)
            .map(|share| scope.spawn(|| look_at(share)))
            .collect();
        let found = workers.into_iter().map(ScopedJoinHandle::join);
        found
            .flat_map(|found| found.unwrap_or_else(|cause| resume_unwind(cause)))
            .collect()
    });
    let (mut looks, mut faults) = (Looks::default(), Vec::new());
    for ((title, artwork), look) in pictures.into_iter().zip(measured) {
        match look {
            Ok((crc, look)) => looks.insert(title.id.as_str(), artwork.id.as_str(), crc, &look),
            Err(fault) => faults.push(fault),
        }
    }
    (looks, faults)
}

fn look(root: &Root, file: &str) -> Result<(u32, Appearance), PictureError> {
    let bytes = source::read(root, file)?;
    let picture = decode(file, &bytes)?;
    Ok((crc32fast::hash(&bytes), appearance(&picture)))
}

/// How far the work is, told on a terminal.
struct Progress {
    done: AtomicUsize,
    all: usize,
    is_told: bool,
}

impl Progress {
    fn count(&self) {
        let done = 1 + self.done.fetch_add(1, Ordering::Relaxed);
        if self.is_told && (done.is_multiple_of(STEP) || done == self.all) {
            let end = if done == self.all { "\n" } else { "" };
            let line = format!("\r{done} of {} pictures{end}", self.all);
            // Nobody needs it where it cannot be written.
            let _ = io::stderr().lock().write_all(line.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::catalog::Report;
    use image::{Rgb, RgbImage};

    const TITLES: &str = include_str!("../../../tests/fixtures/catalog/valid/two-titles.toml");

    /// A folder with a catalog of three pictures.
    fn library() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("artwork")).unwrap();
        for name in ["couple", "world", "only"] {
            paint(folder.path(), name, [200, 40, 40]);
        }
        let path = folder.path().join("mine.toml");
        fs::write(&path, TITLES).unwrap();
        (folder, path)
    }

    fn paint(folder: &Path, name: &str, colour: [u8; 3]) {
        let file = folder.join(format!("artwork/{name}.png"));
        let picture = RgbImage::from_pixel(8, 8, Rgb(colour));
        picture.save(&file).unwrap();
        fs::rename(&file, file.with_extension("jpg")).unwrap();
    }

    fn measured(path: &Path, check: bool) -> (String, Option<Failure>) {
        let mut out = Vec::new();
        let args = MeasureArgs { file: None, check };
        let failure = run(&args, Some(path), &mut out).err();
        (String::from_utf8(out).unwrap(), failure)
    }

    fn checked(path: &Path) -> String {
        let mut out = Vec::new();
        let report = Report::of(Some(path), true).unwrap();
        report.write_lines(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_was_measured_holds_until_a_picture_changes() {
        let (folder, path) = library();
        assert!(checked(&path).contains(": 0 errors and 0 warnings"));
        let (printed, failure) = measured(&path, false);
        assert!(failure.is_none(), "{printed}");
        assert!(
            printed.ends_with("mine.looks.toml: 3 pictures measured.\n"),
            "{printed}"
        );
        assert!(checked(&path).contains(": 0 errors and 0 warnings"));
        assert!(measured(&path, true).1.is_none());
        let (catalog, _) = catalog::load(&path).unwrap();
        let appearance = catalog.titles()[0].artwork[0].appearance.as_deref();
        assert_eq!(appearance.unwrap().shares[0], 1.0, "all of it is red");

        paint(folder.path(), "world", [40, 40, 200]);
        let failure = measured(&path, true).1.unwrap();
        assert_eq!(failure.code(), 1);
        assert!(
            failure.to_string().contains("first in neon-harbor/world"),
            "{failure}"
        );
        let report = checked(&path);
        assert!(report.contains("mine.looks.toml:6:1: warning: neon-harbor/world has changed"));
    }

    #[test]
    fn pictures_that_only_one_of_both_files_has_are_named() {
        let (_folder, path) = library();
        measured(&path, false);
        let looks = looks_path(&path);
        let text = fs::read_to_string(&looks).unwrap();
        fs::write(&looks, text.replace("\nworld = ", "\nplanet = ")).unwrap();
        let report = checked(&path);
        assert!(report.contains("mine.toml:27:8: warning: the picture `artwork/world.jpg` is not"));
        assert!(
            report.contains("the catalog has no picture neon-harbor/planet"),
            "{report}"
        );
    }

    #[test]
    fn a_picture_that_cannot_be_decoded_is_named_and_the_others_are_measured() {
        let (folder, path) = library();
        fs::write(folder.path().join("artwork/world.jpg"), "<html>").unwrap();
        let (printed, failure) = measured(&path, false);
        assert!(printed.contains("artwork/world.jpg"), "{printed}");
        assert_eq!(failure.unwrap().code(), 2);
        let (looks, _) = catalog::load_looks(&path);
        assert_eq!(looks.unwrap().iter().count(), 2);
    }

    #[test]
    fn the_demo_is_checked_and_never_written() {
        let args = |check| MeasureArgs { file: None, check };
        let failure = run(&args(false), None, &mut Vec::new()).unwrap_err();
        assert_eq!(failure.code(), 2);
        run(&args(true), None, &mut Vec::new()).unwrap();
    }
}

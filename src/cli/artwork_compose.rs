//! `keyart artwork compose`: renders the demo catalog's artwork, or checks what is there.

#![expect(clippy::disallowed_methods, reason = "an edge: stores pictures")]

use std::{
    fs, io,
    panic::resume_unwind,
    path::{Path, PathBuf},
    thread,
};

use super::Failure;
use crate::artwork::composer::{self, SIZE, Scene};

/// Renders the artwork of the demo catalog.
#[derive(Debug, clap::Args)]
pub(super) struct ComposeArgs {
    /// The ids of the titles to render
    #[arg(
        value_name = "TITLE",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    titles: Vec<String>,
    /// Render every title
    #[arg(long)]
    all: bool,
    /// The folder that gets one folder per title
    #[arg(long, value_name = "DIR", default_value = "assets/artwork")]
    out: PathBuf,
    /// Write nothing; fail when a file differs from what would be written
    #[arg(long)]
    check: bool,
}

/// Writes the artwork that `args` names as `<title>/<artwork>.jpg`, or compares it.
///
/// The bytes are the same on every machine and for any number of cores.
///
/// # Errors
/// When a title is unknown, a file cannot be read or written, or `--check` finds a difference.
pub(super) fn run(args: &ComposeArgs, out: &mut dyn io::Write) -> Result<(), Failure> {
    let scenes = chosen(args)?;
    let pictures = render(&scenes)?;
    if args.check {
        check(&args.out, &scenes, &pictures, out)
    } else {
        write(&args.out, &scenes, &pictures, out)
    }
}

/// The scenes of the titles that `args` names.
fn chosen(args: &ComposeArgs) -> Result<Vec<Scene>, Failure> {
    let scenes: Vec<Scene> = composer::artwork().collect();
    for title in &args.titles {
        if !scenes.iter().any(|scene| scene.title == title) {
            let mut known: Vec<&str> = scenes.iter().map(|scene| scene.title).collect();
            known.dedup();
            return Err(Failure::Input(format!(
                "No composed title is called {title:?}. Choose from: {}.",
                known.join(", ")
            )));
        }
    }
    Ok(scenes
        .into_iter()
        .filter(|scene| args.all || args.titles.iter().any(|title| title == scene.title))
        .collect())
}

/// The encoded picture of each scene, in their order.
fn render(scenes: &[Scene]) -> Result<Vec<Vec<u8>>, Failure> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = scenes.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        let workers: Vec<_> = scenes
            .chunks(share)
            .map(|scenes| scope.spawn(|| scenes.iter().map(picture).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

fn picture(scene: &Scene) -> Result<Vec<u8>, Failure> {
    composer::render(&scene.svg(), SIZE.0, SIZE.1)
        .and_then(|picture| composer::encode(&picture))
        .map_err(|error| Failure::Input(format!("{}/{}: {error}", scene.title, scene.artwork)))
}

fn file(folder: &Path, scene: &Scene) -> PathBuf {
    folder
        .join(scene.title)
        .join(scene.artwork)
        .with_extension("jpg")
}

fn write(
    folder: &Path,
    scenes: &[Scene],
    pictures: &[Vec<u8>],
    out: &mut dyn io::Write,
) -> Result<(), Failure> {
    for (scene, picture) in scenes.iter().zip(pictures) {
        let path = file(folder, scene);
        let failed = |error: io::Error| {
            Failure::Storage(format!("Cannot write {}: {error}.", path.display()))
        };
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        fs::write(&path, picture).map_err(failed)?;
    }
    let bytes: usize = pictures.iter().map(Vec::len).sum();
    writeln!(
        out,
        "Wrote {} pictures ({} KiB) below {}.",
        pictures.len(),
        bytes / 1024,
        folder.display()
    )?;
    Ok(())
}

fn check(
    folder: &Path,
    scenes: &[Scene],
    pictures: &[Vec<u8>],
    out: &mut dyn io::Write,
) -> Result<(), Failure> {
    let mut different = Vec::new();
    for (scene, picture) in scenes.iter().zip(pictures) {
        let path = file(folder, scene);
        match fs::read(&path) {
            Ok(bytes) if bytes == *picture => {}
            Ok(_) => different.push(path.display().to_string()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                different.push(format!("{} (missing)", path.display()));
            }
            Err(error) => {
                return Err(Failure::Storage(format!(
                    "Cannot read {}: {error}.",
                    path.display()
                )));
            }
        }
    }
    if different.is_empty() {
        writeln!(out, "All {} pictures are up to date.", pictures.len())?;
        return Ok(());
    }
    Err(Failure::Unmet(format!(
        "{} of {} pictures differ from what would be composed: {}. \
         Compose them again, or undo the change to the scenes.",
        different.len(),
        pictures.len(),
        different.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(titles: &[&str], out: &Path, check: bool) -> ComposeArgs {
        ComposeArgs {
            titles: titles.iter().map(|&title| title.to_owned()).collect(),
            all: false,
            out: out.to_owned(),
            check,
        }
    }

    #[test]
    fn what_was_written_passes_the_check_until_a_file_changes() {
        let folder = tempfile::tempdir().unwrap();
        let mut out = Vec::new();
        run(&args(&["little-comet"], folder.path(), false), &mut out).unwrap();
        run(&args(&["little-comet"], folder.path(), true), &mut out).unwrap();

        let changed = folder.path().join("little-comet/world.jpg");
        fs::write(&changed, b"not a picture").unwrap();
        fs::remove_file(folder.path().join("little-comet/lead-a.jpg")).unwrap();
        let failure = run(&args(&["little-comet"], folder.path(), true), &mut out).unwrap_err();
        assert_eq!(failure.code(), 1);
        let message = failure.to_string();
        assert!(message.contains("world.jpg"), "{message}");
        assert!(message.contains("lead-a.jpg (missing)"), "{message}");
        assert!(!message.contains("comic.jpg"), "{message}");
    }

    #[test]
    fn an_unknown_title_is_refused_with_the_known_ones() {
        let folder = tempfile::tempdir().unwrap();
        let failure = run(&args(&["jaws"], folder.path(), false), &mut Vec::new()).unwrap_err();
        assert_eq!(failure.code(), 2);
        assert!(failure.to_string().contains("neon-harbor, saltwind"));
    }
}

//! Opening catalog files.

use std::path::{Path, PathBuf};

use super::{
    looks::{Looks, looks_path},
    model::{Catalog, Root},
    problem::{Problem, Severity},
    source::{ReadError, read, shown},
};
use crate::text::Text;

const DEMO: &str = include_str!("../../catalog.toml");
const DEMO_LOOKS: &str = include_str!("../../catalog.looks.toml");
/// What users call the demo catalog.
pub const DEMO_NAME: &str = "demo catalog";

/// Why there is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read as text.
    #[error(transparent)]
    File(#[from] ReadError),
    /// No title is without an error.
    #[error("{} has no usable title{}", shown(.path), first_error(.problems))]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Everything wrong with it, in the order of the file.
        problems: Vec<Problem>,
    },
}

fn first_error(problems: &[Problem]) -> String {
    let mut errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let first = errors.next().map(|problem| format!("; {problem}"));
    first.unwrap_or_default()
}

/// The catalog in the file at `path`, without the titles that have an error, and all problems
/// of the file and of the file of looks beside it. Artwork files are not touched:
/// [`super::check_files`] does that.
///
/// # Errors
/// If the file cannot be read as text, or no title of it can be used.
pub fn load(path: &Path) -> Result<(Catalog, Vec<Problem>), LoadError> {
    let source = read(path)?;
    let (looks, of_looks) = load_looks(path);
    let looks = looks.unwrap_or_default();
    match Catalog::parse_with(&source, &path.to_string_lossy(), root(path), &looks) {
        (Some(catalog), mut problems) => {
            problems.extend(of_looks);
            Ok((catalog, problems))
        }
        (None, problems) => Err(LoadError::Unusable {
            path: path.to_owned(),
            problems,
        }),
    }
}

/// What was measured of the pictures of the catalog file at `path`, `None` if nothing was; and
/// all problems of the file that says so.
#[must_use]
pub fn load_looks(path: &Path) -> (Option<Looks>, Vec<Problem>) {
    let path = looks_path(path);
    match read(&path) {
        Ok(source) => {
            let (looks, problems) = Looks::parse(&source, &path.to_string_lossy());
            (Some(looks), problems)
        }
        Err(error) if error.is_missing() => (None, Vec::new()),
        Err(error) => {
            let problem = Problem {
                severity: Severity::Error,
                file: Text::new(&shown(&path)),
                line: 1,
                column: 1,
                message: error.to_string(),
                remedy: "measure the catalog again with `keyart catalog measure`".to_owned(),
            };
            (Some(Looks::default()), vec![problem])
        }
    }
}

/// What was measured of the pictures inside the program.
#[must_use]
pub fn demo_looks() -> Looks {
    Looks::parse(DEMO_LOOKS, "looks of the demo").0
}

/// The folder that artwork paths in the catalog file at `path` are below.
#[must_use]
pub fn root(path: &Path) -> Root {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    Root::Folder(folder.unwrap_or(Path::new(".")).to_owned())
}

/// The catalog inside the program. It is checked by a test, so that nothing in it is wrong.
#[must_use]
pub fn demo() -> Catalog {
    let (catalog, _) = Catalog::parse_with(DEMO, DEMO_NAME, Root::Embedded, &demo_looks());
    catalog.unwrap_or_else(|| Catalog::new(Vec::new(), Root::Embedded, String::new()))
}

/// The file of the catalog inside the program.
#[must_use]
pub fn demo_source() -> &'static str {
    DEMO
}

//! Opening catalog files.

use std::path::{Path, PathBuf};

use super::{
    model::{Catalog, Root},
    problem::{Problem, Severity},
    source::{ReadError, read, shown},
};

const DEMO: &str = include_str!("../../catalog.toml");
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
/// of the file. Artwork files are not touched: [`super::check_files`] does that.
///
/// # Errors
/// If the file cannot be read as text, or no title of it can be used.
pub fn load(path: &Path) -> Result<(Catalog, Vec<Problem>), LoadError> {
    let source = read(path)?;
    match Catalog::parse(&source, &path.to_string_lossy(), root(path)) {
        (Some(catalog), problems) => Ok((catalog, problems)),
        (None, problems) => Err(LoadError::Unusable {
            path: path.to_owned(),
            problems,
        }),
    }
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
    let (catalog, _) = Catalog::parse(DEMO, DEMO_NAME, Root::Embedded);
    catalog.unwrap_or_else(|| Catalog::new(Vec::new(), Root::Embedded, String::new()))
}

/// The file of the catalog inside the program.
#[must_use]
pub fn demo_source() -> &'static str {
    DEMO
}

//! Opening and checking catalog files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use keyart::catalog::{Catalog, LoadError, Problem, Root, check_files, demo, demo_source, load};

fn fixtures(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalog");
    let mut files: Vec<_> = fs::read_dir(folder.join(kind))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn parse(path: &Path) -> (Option<Catalog>, Vec<Problem>) {
    let name = path.file_name().unwrap().to_string_lossy();
    let source = fs::read_to_string(path).unwrap();
    Catalog::parse(&source, &name, Root::Embedded)
}

fn listed(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect()
}

/// The titles that can be used, and the problems, as people read them.
fn summary((catalog, problems): &(Option<Catalog>, Vec<Problem>)) -> String {
    let usable = match catalog {
        None => "no catalog\n".to_owned(),
        Some(catalog) => catalog
            .titles()
            .iter()
            .map(|title| format!("usable: {} {}\n", title.id, title.name))
            .collect(),
    };
    listed(problems) + &usable
}

#[test]
fn valid_catalogs_have_no_problem() {
    for path in fixtures("valid") {
        let (catalog, problems) = parse(&path);
        assert_eq!(listed(&problems), "", "{}", path.display());
        assert!(!catalog.unwrap().titles().is_empty());
    }
}

#[test]
fn every_problem_of_an_invalid_catalog_is_reported_where_it_is() {
    for path in fixtures("invalid") {
        let found = summary(&parse(&path));
        let expected = path.with_extension("expected.txt");
        if std::env::var_os("KEYART_BLESS").is_some() {
            fs::write(&expected, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(found, expected, "{}", path.display());
    }
}

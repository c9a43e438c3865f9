//! Opening and checking catalog files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use keyart::catalog::{
    Catalog, LoadError, Problem, ReadError, Root, check_files, demo, demo_source, load,
};

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
            .map(|title| format!("usable: {} {}\n", title.id, title.name.fit(60)))
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

#[test]
fn the_demo_catalog_has_no_problem_and_all_its_files() {
    let (_, problems) = Catalog::parse(demo_source(), "catalog.toml", Root::Embedded);
    assert_eq!(listed(&problems), "");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(
        listed(&check_files(demo_source(), "catalog.toml", folder)),
        ""
    );
    assert!(!demo().titles().is_empty());
}

const ONE_TITLE: &str = include_str!("../fixtures/catalog/valid/two-titles.toml");

fn failure(path: &Path) -> String {
    let folder = format!("{}/", path.parent().unwrap().display());
    load(path).unwrap_err().to_string().replace(&folder, "")
}

#[test]
fn a_catalog_is_loaded_with_the_folder_that_it_lies_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalog.toml");
    fs::write(&path, ONE_TITLE).unwrap();
    let (catalog, problems) = load(&path).unwrap();
    assert_eq!(listed(&problems), "");
    assert_eq!(catalog.root(), &Root::Folder(folder.path().to_owned()));
    assert_eq!(
        catalog.digest(),
        format!("{:08x}", crc32fast::hash(ONE_TITLE.as_bytes()))
    );
}

#[test]
fn what_is_not_a_text_file_is_refused_without_opening_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("latin.toml"), b"schema = 1\n\nname = \"caf\xe9\"\n").unwrap();
    fs::write(path("none.toml"), "schema = 1\n").unwrap();
    fs::create_dir(path("folder.toml")).unwrap();
    fs::File::create(path("huge.toml"))
        .unwrap()
        .set_len(64 * 1024 * 1024 + 1)
        .unwrap();
    for (name, expected) in [
        (
            "latin.toml",
            "latin.toml is not UTF-8: line 3 has the byte 0xe9; save the file as UTF-8",
        ),
        (
            "none.toml",
            "none.toml has no usable title; none.toml:1:1: error: this catalog has no title (add `[[title]]` with its keys below)",
        ),
        (
            "folder.toml",
            "folder.toml is not a regular file; name a text file",
        ),
        (
            "huge.toml",
            "huge.toml is larger than 64 MiB; split it into several files",
        ),
        (
            "missing\u{202e}.toml",
            r"cannot read missing\u{202e}.toml: No such file or directory (os error 2)",
        ),
    ] {
        assert_eq!(failure(&path(name)), expected);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipe.toml");
    mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    assert!(matches!(
        load(&path),
        Err(LoadError::File(ReadError::NotAFile { .. }))
    ));
}

#[cfg(unix)]
#[test]
fn artwork_files_must_be_regular_and_inside_the_folder() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::NamedTempFile::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let artwork = folder.path().join("artwork");
    fs::create_dir_all(artwork.join("world.jpg")).unwrap();
    symlink(outside.path(), artwork.join("couple.jpg")).unwrap();
    let found = listed(&check_files(ONE_TITLE, "catalog.toml", folder.path()));
    assert_eq!(
        found,
        "\
catalog.toml:18:8: error: the file `artwork/couple.jpg` is a link out of the catalog's folder (copy the picture into the folder)
catalog.toml:27:8: error: `artwork/world.jpg` is not a regular file (name a picture)
catalog.toml:46:8: error: the file `artwork/only.jpg` does not exist (add it, or correct the path)
"
    );
}

#[test]
fn a_fault_in_one_line_is_placed_by_characters() {
    let source = "schema = 1\ntitle = [{ name = \"千と👩🏽\u{200d}🚀\", yaer = 1 }]\n";
    let (_, problems) = Catalog::parse(source, "c.toml", Root::Embedded);
    let unknown = problems
        .iter()
        .find(|problem| problem.message.contains("yaer"));
    assert_eq!(
        unknown.map(|problem| (problem.line, problem.column)),
        Some((2, 29))
    );
}

#[test]
fn the_first_ten_thousand_problems_are_listed_and_the_others_counted() {
    let keys: String = (0..10_500)
        .map(|number| format!("k{number} = 1\n"))
        .collect();
    let source = format!("schema = 1\n{keys}{}", ONE_TITLE.replace("schema = 1", ""));
    let (_, problems) = Catalog::parse(&source, "c.toml", Root::Embedded);
    assert_eq!(problems.len(), 10_001);
    let last = problems.last().unwrap();
    assert_eq!(last.message, "500 more problems are not listed");
}

#[cfg(test)]
mod damage {
    use super::*;
    use proptest::prelude::*;

    fn insertion() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "\"",
            "'''",
            "\"\"\"",
            "[",
            "]",
            "[[title]]\n",
            "{",
            "}",
            "=",
            ",",
            "\n",
            "\r",
            "#",
            "id = \"x\"\n",
            "0x",
            "nan",
            "1e999",
            "\u{1b}[2J",
            "\u{202e}",
            "é",
            "千",
            "\\u",
            "..",
            "artwork",
            ".",
            "-",
        ]);
        prop_oneof![piece.prop_map(str::to_owned), "\\PC{0,6}", any::<String>()]
    }

    proptest! {
        #[test]
        fn any_text_gives_problems_in_its_own_lines_that_are_safe_to_print(
            places in prop::collection::vec((0..ONE_TITLE.len(), insertion()), 1..5),
            deleted in 0_usize..30,
        ) {
            let mut source = ONE_TITLE.to_owned();
            for (place, text) in &places {
                let place = source.floor_char_boundary(place % source.len());
                source.insert_str(place, text);
            }
            let start = source.floor_char_boundary(places[0].0);
            let end = source.ceil_char_boundary((start + deleted).min(source.len()));
            source.replace_range(start..end, "");

            let (catalog, problems) = Catalog::parse(&source, "c.toml", Root::Embedded);
            let lines = source.split('\n').count();
            for problem in &problems {
                prop_assert!((1..=lines).contains(&problem.line));
                let line = source.split('\n').nth(problem.line - 1).unwrap();
                prop_assert!((1..=line.chars().count() + 1).contains(&problem.column), "{problem}");
                let steers = problem.to_string().contains(['\u{1b}', '\u{202e}', '\n']);
                prop_assert!(!steers);
            }
            prop_assert!(catalog.is_some() || !problems.is_empty());
        }
    }
}

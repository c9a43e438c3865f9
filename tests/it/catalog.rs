//! Opening and checking catalog files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use keyart::catalog::{
    Appearance, Catalog, LoadError, Looks, Problem, ReadError, Root, TitleIndex, check_files, demo,
    demo_source, load,
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

#[test]
fn every_picture_of_the_demo_is_measured_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(folder.join("catalog.looks.toml")).unwrap();
    let (looks, problems) = Looks::parse(&source, "catalog.looks.toml");
    assert_eq!(listed(&problems), "");
    assert_eq!(looks.to_toml(), source);
    let mut pictures = 0;
    for title in demo().titles() {
        for artwork in &title.artwork {
            let bytes = fs::read(folder.join(&*artwork.file)).unwrap();
            let measured = looks.get(title.id.as_str(), artwork.id.as_str()).unwrap();
            assert_eq!(measured.crc, crc32fast::hash(&bytes), "{}", artwork.file);
            assert_eq!(artwork.appearance.as_deref(), Some(&measured.appearance));
            pictures += 1;
        }
    }
    assert_eq!(looks.iter().count(), pictures);
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

fn grey(brightness: f64) -> Appearance {
    let mut shares = [0.0; 10];
    shares[7] = 1.0;
    Appearance {
        brightness,
        contrast: 0.25,
        colourfulness: 0.0,
        warmth: 0.0,
        shares,
    }
}

#[test]
fn what_was_measured_is_read_with_the_catalog_and_its_faults_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, ONE_TITLE).unwrap();
    let mut looks = Looks::default();
    looks.insert("neon-harbor", "couple", 7, &grey(0.5));
    looks.insert("neon-harbor", "world", 8, &grey(0.75));
    let damaged = looks.to_toml().replace("0.500", "\"half\"");
    fs::write(folder.path().join("mine.looks.toml"), damaged).unwrap();

    let (catalog, problems) = load(&path).unwrap();
    let found = listed(&problems).replace(&format!("{}/", folder.path().display()), "");
    assert_eq!(
        found,
        "mine.looks.toml:5:43: error: `brightness` must be a number, found the string `half` \
         (write it in digits without quotes, such as `0.5`)\n"
    );
    let set = &catalog[TitleIndex(0)].artwork;
    let seen = |id: &str| {
        let artwork = set.iter().find(|artwork| artwork.id.as_str() == id);
        artwork.unwrap().appearance.as_deref().copied()
    };
    assert_eq!((seen("couple"), seen("world")), (None, Some(grey(0.75))));
}

#[test]
fn a_file_of_looks_that_cannot_be_read_leaves_the_catalog_usable() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, ONE_TITLE).unwrap();
    fs::write(folder.path().join("mine.looks.toml"), b"schema = 1\n\xff").unwrap();
    let (catalog, problems) = load(&path).unwrap();
    assert!(!catalog.titles().is_empty());
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .to_string()
            .contains("mine.looks.toml is not UTF-8: line 2")
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

    fn share() -> impl Strategy<Value = f64> {
        prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0]
    }

    fn any_look() -> impl Strategy<Value = (String, String, u32, Appearance)> {
        let numbers = (
            share(),
            share(),
            share(),
            share(),
            prop::array::uniform10(share()),
        );
        let appearance = numbers.prop_map(
            |(brightness, contrast, colourfulness, warmth, shares)| Appearance {
                brightness,
                contrast,
                colourfulness,
                warmth,
                shares,
            },
        );
        ("[a-z0-9-]{1,3}", "[a-z0-9-]{1,3}", any::<u32>(), appearance)
    }

    proptest! {
        #[test]
        fn what_was_measured_is_read_as_it_was_written(
            measured in prop::collection::vec(any_look(), 0..12),
        ) {
            let mut looks = Looks::default();
            for (title, artwork, crc, exact) in &measured {
                looks.insert(title, artwork, *crc, exact);
            }
            let text = looks.to_toml();
            let (read, problems) = Looks::parse(&text, "c.looks.toml");
            prop_assert_eq!(listed(&problems), "");
            prop_assert_eq!(read.iter().count(), looks.iter().count());
            for (title, artwork, measurement) in read.iter() {
                let written = looks.get(title, artwork).unwrap();
                prop_assert_eq!(measurement.crc, written.crc);
                prop_assert_eq!(measurement.appearance, written.appearance);
                let line = text.lines().nth(measurement.line - 1).unwrap();
                prop_assert!(line.starts_with(&format!("{artwork} = ")), "{}", line);
            }
            prop_assert_eq!(read.to_toml(), text);
        }

        #[test]
        fn damaged_looks_give_problems_in_their_own_lines(
            place in 0..200_usize,
            text in insertion(),
        ) {
            let mut looks = Looks::default();
            looks.insert("one", "a", 7, &grey(0.5));
            looks.insert("two", "b", 8, &grey(0.5));
            let mut source = looks.to_toml();
            let place = source.floor_char_boundary(source.len() - place);
            source.insert_str(place, &text);
            let (_, problems) = Looks::parse(&source, "c.looks.toml");
            let lines = source.split('\n').count();
            for problem in &problems {
                prop_assert!((1..=lines).contains(&problem.line));
                let steers = problem.to_string().contains(['\u{1b}', '\u{202e}', '\n']);
                prop_assert!(!steers);
            }
        }

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

//! Files that are not what they should be.

use std::{fs, path::Path};

use keyart::log::table::{Columns, TableWriter};

use super::{names, origin, random_rows, read, rows::Random, table_of, write};

fn small_file(path: &Path) -> Vec<u8> {
    let rows = random_rows(&mut Random(9), 12, 1, false);
    write(path, &[table_of(&rows, &names())]).unwrap();
    fs::read(path).unwrap()
}

#[test]
fn a_file_of_another_kind_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    let whole = small_file(&path);
    let message = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let message = read(&path, Columns::ALL).unwrap_err().to_string();
        message
            .strip_prefix(&format!("{}: ", path.display()))
            .unwrap()
            .to_owned()
    };
    assert_eq!(message(b""), "it is not a Parquet file");
    assert_eq!(
        message(b"{\"crc\":\"00000000\"}"),
        "it is not a Parquet file"
    );
    for length in [4, 11, 12, 40, whole.len() / 2, whole.len() - 1] {
        assert_eq!(
            message(&whole[..length]),
            "the file is incomplete: its end is missing; remove it, or write it again",
            "{length} bytes"
        );
    }
    fs::remove_file(&path).unwrap();
    let error = read(&path, Columns::ALL).unwrap_err().to_string();
    assert!(error.contains("cannot open it"), "{error}");
    let error = read(folder.path(), Columns::ALL).unwrap_err().to_string();
    assert!(
        error.ends_with("cannot open it: it is not a regular file"),
        "{error}"
    );
}

/// `whole` with the text `from` of its end made `to`, which is as long.
fn patched(whole: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let (from, to) = (from.as_bytes(), to.as_bytes());
    let places: Vec<usize> = (0..bytes.len() - from.len())
        .filter(|at| bytes[*at..].starts_with(from))
        .collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + to.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn another_schema_and_a_missing_column_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    let whole = small_file(&path);
    let message = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let message = read(&path, Columns::ALL).unwrap_err().to_string();
        message
            .strip_prefix(&format!("{}: ", path.display()))
            .unwrap()
            .to_owned()
    };
    let schema = |version: &str| format!("keyart.schema\u{18}\u{1}{version}");
    assert_eq!(
        message(&patched(&whole, &schema("1"), &schema("7"))),
        "its rows have schema 7, this keyart reads schema 1 alone; export or simulate it again \
         with this one"
    );
    assert_eq!(
        message(&patched(&whole, "keyart.schema", "keyart.schemo")),
        "it does not say which schema its rows have: keyart did not write it"
    );
    assert_eq!(
        message(&patched(&whole, "propensity", "propensitu")),
        "it has no column propensity"
    );
}

/// Bytes of a small file changed, its end most of all: an error or the same rows, never a panic.
#[test]
fn a_changed_byte_is_an_error_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    let whole = small_file(&path);
    let rows = read(&path, Columns::ALL).unwrap();
    let mut random = Random(4);
    let mut errors = 0;
    for round in 0..1_500 {
        let first = if round % 3 == 0 {
            0
        } else {
            whole.len() - 3_000
        };
        let place = first + random.below((whole.len() - first) as u64) as usize;
        let mut bytes = whole.clone();
        bytes[place] ^= 1 << random.below(8);
        fs::write(&path, &bytes).unwrap();
        match read(&path, Columns::ALL) {
            Ok(read) => assert_eq!(read, rows, "byte {place}"),
            Err(_) => errors += 1,
        }
    }
    assert!(errors > 500, "{errors}");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = TableWriter::create(&file.join("part.parquet"), &origin())
        .err()
        .unwrap();
    let message = error.to_string();
    assert!(message.contains("cannot make the folder"), "{message}");
    assert!(
        message.contains("make room or choose another folder"),
        "{message}"
    );
}

//! The table in ARCHITECTURE.md says which room may import which; the source must agree.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// What each room may import, by its name: a folder or file of `src`, with `::` for nesting.
type Rooms = BTreeMap<String, Vec<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The rows `| rooms | what | imports |` below the heading "Rooms"; names stand in backquotes.
fn rooms(text: &str) -> Rooms {
    let quoted = |cell: &str| -> Vec<String> {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    let section = text.split("\n## Rooms").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let rooms = rows.flat_map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        let imports = quoted(cells[3]);
        quoted(cells[1])
            .into_iter()
            .map(move |room| (room, imports.clone()))
    });
    rooms.collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    // Unit tests may use whatever they need.
    if folder.ends_with("tests") {
        return Vec::new();
    }
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// The innermost room that the file lies in.
fn room_of<'r>(file: &Path, rooms: &'r Rooms) -> Option<&'r str> {
    let module = file
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join("::");
    let holds = |room: &&String| module == **room || module.starts_with(&format!("{room}::"));
    rooms
        .keys()
        .filter(holds)
        .max_by_key(|room| room.len())
        .map(String::as_str)
}

/// Every path below `crate` that a source names outside its unit tests, with its line; of a
/// group such as `crate::{a::b, c}` each member.
fn imports(source: &str) -> Vec<(usize, String)> {
    let code = source.split("\n#[cfg(test)]\nmod tests").next().unwrap();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let start = code[..at].rfind('\n').map_or(0, |end| end + 1);
        if code[start..at].trim_start().starts_with("//") {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        found.extend(members(rest).into_iter().map(|path| (line, path)));
    }
    found
}

/// The members of the group that `text` starts with, or the one path.
fn members(text: &str) -> Vec<String> {
    let path = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':')
            .collect()
    };
    let Some(group) = text.strip_prefix('{') else {
        return vec![path(text)];
    };
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                found.push(path(&group[start..at]));
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found.retain(|path| !path.is_empty());
    found
}

/// Whether a file in `room` may name `path`.
fn allows(room: &str, path: &str, rooms: &Rooms) -> bool {
    let is_in = |outer: &str| path == outer || path.starts_with(&format!("{outer}::"));
    is_in(room) || rooms[room].iter().any(|allowed| is_in(allowed))
}

#[test]
fn no_room_imports_what_its_row_does_not_name() {
    let rooms = rooms(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    let mut violations = Vec::new();
    let mut edges = 0;
    for file in sources(&root().join("src")) {
        let relative = file.strip_prefix(root().join("src")).unwrap().to_owned();
        if matches!(relative.to_str(), Some("lib.rs" | "main.rs")) {
            continue;
        }
        let Some(room) = room_of(&relative, &rooms) else {
            violations.push(format!(
                "src/{}: no row of the table has it",
                relative.display()
            ));
            continue;
        };
        for (line, path) in imports(&fs::read_to_string(&file).unwrap()) {
            edges += 1;
            if !allows(room, &path, &rooms) {
                violations.push(format!(
                    "src/{}:{line}: {room} may not import {path}",
                    relative.display()
                ));
            }
        }
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
    assert!(
        edges > 100,
        "only {edges} imports were found: is the reader broken?"
    );
}

#[test]
fn the_table_has_no_cycle() {
    let rooms = rooms(&fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap());
    let mut below: Vec<&str> = Vec::new();
    while below.len() < rooms.len() {
        let is_free = |room: &str, imports: &[String]| {
            !below.contains(&room)
                && imports.iter().all(|name| {
                    !rooms.contains_key(name) || below.contains(&name.as_str()) || name == room
                })
        };
        let next = rooms.iter().find(|(room, imports)| is_free(room, imports));
        let next = next.unwrap_or_else(|| panic!("a cycle among all but {below:?}"));
        below.push(next.0);
    }
    assert!(below.len() > 10);
}

#[test]
fn the_reader_of_imports_sees_groups_and_skips_comments_and_tests() {
    let source = "use crate::{a::{b, c}, d};\n// crate::e\nfn f() { crate::g::h() }\n#[cfg(test)]\nmod tests { use crate::i; }";
    let found: Vec<String> = imports(source).into_iter().map(|(_, path)| path).collect();
    assert_eq!(found, ["a::", "d", "g::h"]);
}

#[test]
fn no_source_file_is_longer_than_a_room_should_be() {
    let long: Vec<String> = sources(&root().join("src"))
        .into_iter()
        .map(|file| (fs::read_to_string(&file).unwrap().lines().count(), file))
        .filter(|(lines, _)| *lines > 450)
        .map(|(lines, file)| format!("{lines} {}", file.display()))
        .collect();
    assert!(long.is_empty(), "split these: {long:?}");
}

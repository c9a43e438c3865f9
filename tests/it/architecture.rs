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

/// The module that the file, a path below `src`, holds: the names from the crate's root.
fn module_of(file: &Path) -> Vec<String> {
    let mut module: Vec<String> = file
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    module.pop_if(|last| last == "mod");
    module
}

/// The innermost room that the path lies in.
fn room_of<'r>(path: &[String], rooms: &'r Rooms) -> Option<&'r str> {
    let path = path.join("::");
    let holds = |room: &&String| path == **room || path.starts_with(&format!("{room}::"));
    rooms
        .keys()
        .filter(holds)
        .max_by_key(|room| room.len())
        .map(String::as_str)
}

/// Every path from the crate's root that the source of `module` names outside its unit tests,
/// with its line; of a group such as `crate::{a::b, c}` each member.
fn imports(source: &str, module: &[String]) -> Vec<(usize, Vec<String>)> {
    let code = source.split("\n#[cfg(test)]\nmod tests").next().unwrap();
    let starts = ["crate::", "super::"].into_iter().flat_map(|word| {
        code.match_indices(word)
            .filter(|(at, _)| begins_path(&code[..*at]))
    });
    let mut found = Vec::new();
    for (at, _) in starts {
        let line = code[..at].matches('\n').count() + 1;
        expand(&code[at..], module.to_vec(), &mut |path| {
            found.push((line, path));
        });
    }
    found
}

/// Whether a path that follows `before` is named there, and goes on nowhere before.
fn begins_path(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_inside = before.ends_with(|c: char| c.is_alphanumeric() || "_$:".contains(c));
    // `pub(in super::super)` says who may look in, and imports nothing.
    !(is_inside || line.trim_start().starts_with("//") || line.ends_with("(in "))
}

/// Gives every path that `text` begins with to `found`; it is relative to `path`.
fn expand(text: &str, mut path: Vec<String>, found: &mut impl FnMut(Vec<String>)) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        for member in members(group) {
            expand(member, path.clone(), found);
        }
        return;
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    match name {
        "crate" => path.clear(),
        "super" => drop(path.pop()),
        // `*`, or what is named is the path so far.
        "" | "self" => {}
        name => path.push(name.to_owned()),
    }
    match rest.strip_prefix("::") {
        Some(rest) => expand(rest, path, found),
        None => found(path),
    }
}

/// The members of the group that ends with the first `}` without its `{`.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                found.push(group[start..at].trim());
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found.retain(|member| !member.is_empty());
    found
}

/// Whether a file in `room` may name `path`.
fn allows(room: &str, path: &[String], rooms: &Rooms) -> bool {
    room_of(path, rooms)
        .is_some_and(|named| named == room || rooms[room].iter().any(|allowed| allowed == named))
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
        let module = module_of(&relative);
        let Some(room) = room_of(&module, &rooms) else {
            violations.push(format!(
                "src/{}: no row of the table has it",
                relative.display()
            ));
            continue;
        };
        for (line, path) in imports(&fs::read_to_string(&file).unwrap(), &module) {
            edges += 1;
            if !allows(room, &path, &rooms) {
                violations.push(format!(
                    "src/{}:{line}: {room} may not import {}",
                    relative.display(),
                    path.join("::")
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

fn named(source: &str, file: &str) -> Vec<String> {
    let found = imports(source, &module_of(Path::new(file)));
    found.into_iter().map(|(_, path)| path.join("::")).collect()
}

#[test]
fn the_reader_of_imports_expands_groups_and_skips_comments_and_tests() {
    let source = "use crate::{\n    a::{self, b::{c, D as E}, f::*},\n    g,\n};\n// crate::h\n\
                  fn f() { crate::i::j() }\n#[cfg(test)]\nmod tests { use crate::k; }";
    let found = named(source, "x.rs");
    assert_eq!(found, ["a", "a::b::c", "a::b::D", "a::f", "g", "i::j"]);
}

#[test]
fn the_reader_of_imports_follows_super_from_where_the_file_lies() {
    let source = "use super::{app, log::{self}};\npub(in super::super) fn f() {}\n\
                  pub(super) fn g() { super::super::runtime::h() }\n";
    let expected = ["tui::app", "tui::log", "runtime::h"];
    assert_eq!(named(source, "tui/view.rs"), expected);
    assert_eq!(named(source, "tui/view/mod.rs"), expected);
    let below = ["tui::view::app", "tui::view::log", "tui::runtime::h"];
    assert_eq!(named(source, "tui/view/deep.rs"), below);
}

#[test]
fn a_room_within_a_room_is_not_part_of_it() {
    let rooms =
        rooms("\n## Rooms\n| `tui` | x | `log` |\n| `tui::app` | x | `tui` |\n| `log` | x | |\n");
    let allows = |room, path: &str| {
        let path: Vec<String> = path.split("::").map(str::to_owned).collect();
        allows(room, &path, &rooms)
    };
    assert!(allows("tui", "tui::view") && allows("tui", "log::Event"));
    assert!(allows("tui::app", "tui::view") && allows("tui::app", "tui::app::run"));
    assert!(!allows("tui", "tui::app::run") && !allows("tui::app", "log::Event"));
    assert!(!allows("tui", "elsewhere"));
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

//! How many bytes each action writes to the terminal, for each way of showing pictures, and what a
//! large catalog takes when it is walked from end to end: `cargo bench --bench bytes`.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench makes its own files and measures passing time"
)]

#[path = "../startup/session.rs"]
mod session;

use std::{
    fmt::Write as _,
    fs,
    io::{self, Write},
    path::Path,
    time::Duration,
};

use session::{KITTY, Outcome, Session};

const SIZE: (u16, u16) = (120, 36);
const TITLES: usize = 10_000;
/// Long enough for the pictures of a screen to begin to come.
const MOMENT: Duration = Duration::from_millis(60);
const FOOT: &[u8] = b"\x1bP>|foot(1.13.1)\x1b\\\x1b[6;20;10t\x1b[?2026;2$y\x1b[?62;4;22c";
const WEZTERM: &[u8] =
    b"\x1bP>|WezTerm 20240203\x1b\\\x1b[6;20;10t\x1b[?2026;2$y\x1b[?65;4;6;18;22c";

/// What is done one after the other, and how it is called.
const ACTIONS: [(&str, &str); 8] = [
    ("", "first page"),
    ("j", "focus moves"),
    ("jj", "scroll by two rows"),
    ("j", "scroll by one row"),
    ("?", "help opens"),
    ("\x1b", "help closes"),
    ("2", "profile switch"),
    ("1", "and back"),
];

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let ways: [(&str, &[u8]); 6] = [
        ("kitty", KITTY),
        ("sixel", FOOT),
        ("iterm2", WEZTERM),
        ("quad", FOOT),
        ("octant", FOOT),
        ("half", FOOT),
    ];
    let mut out = io::stdout();
    write!(out, "{:<20}", "bytes for")?;
    let mut columns = Vec::new();
    for (name, answers) in ways {
        write!(out, "{name:>10}")?;
        let data = folder.path().join(name);
        let arguments = ["--profile", "Romy", "--policy", "fixed", "--protocol", name];
        let (mut session, _) = Session::open(SIZE, &data, answers, &arguments)?;
        let mut column = Vec::new();
        for (keys, _) in ACTIONS {
            session.type_keys(keys)?;
            column.push(session.quiet()?);
        }
        columns.push(column);
    }
    writeln!(out)?;
    for (row, (_, action)) in ACTIONS.iter().enumerate() {
        write!(out, "{action:<20}")?;
        for column in &columns {
            write!(out, "{:>10}", column[row])?;
        }
        writeln!(out)?;
    }
    walk(folder.path())
}

/// Goes through all rows of a large catalog: many steps in each, and to its end.
fn walk(folder: &Path) -> Outcome<()> {
    let catalog = folder.join("catalog.toml");
    fs::write(&catalog, source(folder)?)?;
    let catalog = catalog.to_string_lossy();
    let arguments = ["--profile", "Romy", "--catalog", &*catalog];
    let (mut session, _) = Session::open(SIZE, &folder.join("large"), KITTY, &arguments)?;
    let mut written = session.quiet()?;
    let mut rows = 0;
    loop {
        session.type_keys("j")?;
        let moved = session.quiet_for(MOMENT)?;
        written += moved;
        if moved < 100 {
            break;
        }
        rows += 1;
        for keys in ["llll"; 30].into_iter().chain(["$"]) {
            session.type_keys(keys)?;
            written += session.quiet_for(MOMENT)?;
        }
    }
    writeln!(
        io::stdout(),
        "\n{TITLES} titles, {rows} rows, 120 steps and the end of each: {} MB written, {} kB of memory at most",
        written / 1_000_000,
        session.peak_memory()?
    )?;
    Ok(())
}

/// A catalog that shows the demo's stills again and again.
fn source(folder: &Path) -> Outcome<String> {
    let stills = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/artwork/big-buck-bunny");
    let mut names = Vec::new();
    for entry in fs::read_dir(stills)? {
        let path = entry?.path();
        if let Some(name) = path
            .file_name()
            .filter(|_| path.extension().is_some_and(|it| it == "jpg"))
        {
            fs::copy(&path, folder.join(name))?;
            names.push(name.to_string_lossy().into_owned());
        }
    }
    let mut source = String::from("schema = 1\n");
    for title in 0..TITLES {
        let genre = ["romance", "thriller", "comedy", "drama"][title % 4];
        write!(
            source,
            "\n[[title]]\nid = \"title-{title}\"\nname = \"Title Number {title}\"\nyear = {}\n\
             runtime = 112\nmaturity = \"all\"\ngenres = [\"{genre}\"]\n\
             synopsis = \"Two strangers share a night ferry, and only one remembers it.\"\n\
             popularity = 0.8\ndefault_artwork = \"first\"\n",
            1930 + title % 95
        )?;
        for (number, id) in ["first", "second"].iter().enumerate() {
            write!(
                source,
                "\n[[title.artwork]]\nid = \"{id}\"\nfile = \"{}\"\nlineage = \"{id}\"\n\
                 canvases = [\"tile\", \"billboard\", \"detail\"]\ngenres = {{ {genre} = 0.9 }}\nthemes = {{ love = 0.9 }}\n\
                 shot = \"medium\"\ntone = \"warm\"\nfocal = [0.5, 0.45]\n",
                names[(title + number) % names.len()]
            )?;
        }
    }
    Ok(source)
}

//! A home of its own for the program, so that nothing of this machine's user matters to a test.

use std::{
    ffi::OsStr,
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// The program under test.
pub(crate) const KEYART: &str = env!("CARGO_BIN_EXE_keyart");

/// How long anything may take before a test gives up; only a hanging program takes that long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The environment of one person: a home folder, UTC, and nothing else.
pub(crate) struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with its folders.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// Makes a pipe with a name, into which nobody ever writes.
    pub(crate) fn pipe(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let status = Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(status.success());
        path
    }

    /// The variables that the program is started with.
    pub(crate) fn variables(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("HOME", self.path("")),
            ("XDG_CONFIG_HOME", self.path("config")),
            ("XDG_DATA_HOME", self.path("share")),
            ("TZ", PathBuf::from("UTC")),
            ("TERM", PathBuf::from("xterm-256color")),
        ]
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(KEYART);
        command
            .env_clear()
            .envs(self.variables())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program without a terminal.
    pub(crate) fn run<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Run {
        finish(self.command().args(arguments))
    }

    /// Runs the program, which must succeed, and gives what it prints.
    pub(crate) fn print<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> String {
        let run = self.run(arguments);
        assert_eq!((run.code, &*run.errors), (Some(0), ""), "{}", run.output);
        run.output
    }

    /// Every file and folder below the home folder.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.path("")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                found.push(path);
            }
        }
        found.sort();
        found
    }
}

/// What a run of the program printed.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) output: String,
    pub(crate) errors: String,
}

impl Run {
    /// Checks that the program refused its input, in words that hold each of `parts`, and that
    /// no terminal could take them for anything but text.
    pub(crate) fn refused(&self, parts: &[&str]) {
        assert_eq!(self.code, Some(2), "{self:?}");
        for part in parts {
            assert!(self.errors.contains(part), "{part:?} is not in {self:?}");
        }
        self.is_plain();
    }

    pub(crate) fn is_plain(&self) {
        assert_plain(&self.output);
        assert_plain(&self.errors);
    }
}

/// Runs `command` to its end, which must come in time.
pub(crate) fn finish(command: &mut Command) -> Run {
    let child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let pid = Pid::from_child(&child);
    let (sender, output) = mpsc::channel();
    let waiting = thread::spawn(move || sender.send(child.wait_with_output()));
    let Ok(output) = output.recv_timeout(PATIENCE) else {
        kill_process(pid, Signal::KILL).unwrap();
        panic!("{command:?} does not end");
    };
    waiting.join().unwrap().unwrap();
    let Output {
        status,
        stdout,
        stderr,
    } = output.unwrap();
    Run {
        code: status.code(),
        output: String::from_utf8(stdout).unwrap(),
        errors: String::from_utf8(stderr).unwrap(),
    }
}

/// Checks that `text` holds no character that a terminal acts upon or that hides or reorders
/// others, but line ends.
pub(crate) fn assert_plain(text: &str) {
    let is_hostile = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    let found = text.find(is_hostile);
    assert_eq!(
        found,
        None,
        "{:?}",
        found.map(|at| text[at..].chars().take(40).collect::<String>())
    );
}

/// A catalog of one title for each name, with the pictures `first.png` and `second.png`.
pub(crate) fn catalog(names: &[&str]) -> String {
    let title = |(place, name): (usize, &&str)| {
        let name: String = name
            .chars()
            .map(|c| format!("\\U{:08x}", c as u32))
            .collect();
        format!(
            "[[title]]\nid = \"title-{place}\"\nname = \"{name}\"\nyear = 2020\nruntime = 90\n\
             maturity = \"all\"\ngenres = [\"drama\", \"comedy\"]\nsynopsis = \"Of {name}.\"\n\
             popularity = 0.5\ndefault_artwork = \"first\"\n\n"
        ) + &["first", "second"]
            .map(|id| {
                format!(
                    "[[title.artwork]]\nid = \"{id}\"\nfile = \"{id}.png\"\n\
                 genres = {{ drama = 0.5, comedy = 0.5 }}\nthemes = {{ love = 0.5 }}\n\
                 shot = \"wide\"\ntone = \"serious\"\n\n"
                )
            })
            .concat()
    };
    let titles: String = names.iter().enumerate().map(title).collect();
    format!("schema = 1\n\n{titles}")
}

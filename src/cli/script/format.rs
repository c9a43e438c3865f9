//! `keyart script format`: scripts in their usual form.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;

use super::Failure;
use crate::{
    script::{
        Files, Source,
        files::{self, Disk},
        format,
    },
    text::{counted, neutral},
};

/// The name that stands for standard input.
const STANDARD: &str = "-";

/// Options of `keyart script format`.
#[derive(Debug, Args)]
pub(in crate::cli) struct FormatOptions {
    /// Scripts, and folders that hold scripts; `-` formats standard input to standard output
    #[arg(required = true, value_name = "FILE|FOLDER")]
    paths: Vec<PathBuf>,
    /// Write nothing, but list what is not formatted, and fail if there is anything
    #[arg(long)]
    check: bool,
}

pub(super) fn run(options: &FormatOptions, out: &mut dyn Write) -> Result<(), Failure> {
    let is_standard = |path: &PathBuf| path.as_os_str() == STANDARD;
    if options.paths.iter().any(is_standard) {
        if options.paths.len() > 1 {
            let message = "standard input is formatted alone: name either `-` or files";
            return Err(Failure::Input(message.to_owned()));
        }
        let Some(bytes) = files::bounded(io::stdin().lock())? else {
            return Err(Failure::Input(files::too_large("standard input")));
        };
        return standard(bytes, options.check, out);
    }
    let scripts = files::scripts(&options.paths).map_err(Failure::Input)?;
    let (mut unread, mut unformatted) = (0, 0);
    for path in &scripts {
        let text = match text(path) {
            Ok(text) => text,
            Err(message) => {
                unread += 1;
                writeln!(out, "{message}")?;
                continue;
            }
        };
        let formatted = format(&text);
        if formatted == text {
            continue;
        }
        unformatted += 1;
        let name = neutral(&path.to_string_lossy());
        if options.check {
            writeln!(out, "{name}")?;
        } else {
            let failed = |error| Failure::Storage(format!("cannot write {name}: {error}"));
            files::replace(path, &formatted).map_err(failed)?;
            writeln!(out, "formatted {name}")?;
        }
    }
    let of = counted(scripts.len(), "script");
    match () {
        () if unread > 0 => Err(Failure::Input(format!("{unread} of {of} cannot be read"))),
        () if options.check && unformatted > 0 => {
            let message = format!("{unformatted} of {of} not formatted");
            Err(Failure::Unmet(message))
        }
        () => Ok(()),
    }
}

fn standard(bytes: Vec<u8>, is_check: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let text = decoded(Path::new("standard input"), bytes).map_err(Failure::Input)?;
    let formatted = format(&text);
    match is_check {
        false => Ok(out.write_all(formatted.as_bytes())?),
        true if formatted == text => Ok(()),
        true => Err(Failure::Unmet("standard input is not formatted".to_owned())),
    }
}

/// The text of the script at `path`; otherwise what to tell about it.
fn text(path: &Path) -> Result<String, String> {
    let name = neutral(&path.to_string_lossy());
    let bytes = Disk.read(path);
    decoded(
        path,
        bytes.map_err(|error| format!("{name}: error: {error}"))?,
    )
}

fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String, String> {
    Source::new(path, bytes.clone()).map_err(|problem| problem.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &[u8], is_check: bool) -> (String, Option<Failure>) {
        let mut out = Vec::new();
        let failure = standard(text.to_vec(), is_check, &mut out).err();
        (String::from_utf8(out).unwrap(), failure)
    }

    #[test]
    fn standard_input_is_formatted_to_the_output_or_refused() {
        let (text, failure) = printed(b"\xef\xbb\xbfback   2\r\n", false);
        assert_eq!((&*text, failure.is_none()), ("Back 2\n", true));
        let (text, failure) = printed(b"back 2\n", true);
        assert_eq!((&*text, failure.unwrap().code()), ("", 1));
        let (text, failure) = printed(b"Back\n\xff\n", false);
        let failure = failure.unwrap();
        assert_eq!((&*text, failure.code()), ("", 2));
        assert!(failure.to_string().starts_with("standard input:2:1: error"));
    }
}

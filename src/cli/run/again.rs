//! The command that plays a script once more, as it was.

use std::{ffi::OsStr, os::unix::ffi::OsStrExt, path::Path};

use crate::{cli::Options, text};

/// The command that plays the script at `path` with the `options` that were given.
pub(super) fn command(path: &Path, options: &Options) -> String {
    let mut words = vec!["keyart run".to_owned()];
    let mut given = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            words.push(format!("--{name}={}", quoted(OsStr::new(&value))));
        }
    };
    given("policy", options.policy.map(|it| it.to_string()));
    given("device", options.device.map(|it| it.as_str().to_owned()));
    given("seed", options.seed.map(|it| it.to_string()));
    given("diversity", options.diversity.map(|it| it.to_string()));
    given("mood", options.mood.map(|it| it.as_str().to_owned()));
    given("theme", options.theme.map(|it| it.as_str().to_owned()));
    if let Some(catalog) = &options.catalog {
        words.push(format!("--catalog={}", quoted(catalog.as_os_str())));
    }
    if path.as_os_str().as_bytes().starts_with(b"-") {
        words.push("--".to_owned());
    }
    words.push(quoted(path.as_os_str()));
    words.join(" ")
}

/// `word` as a shell reads it back: as it is, in quotes, or with escapes for what a terminal would
/// act upon (`$'…'` of bash, zsh and POSIX 2024).
fn quoted(word: &OsStr) -> String {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "_@%+=:,./-".contains(c);
    match word.to_str() {
        Some(plain) if !plain.is_empty() && plain.chars().all(is_safe) => plain.to_owned(),
        Some(plain) if text::Text::new(plain).as_str() == plain => {
            format!("'{}'", plain.replace('\'', "'\\''"))
        }
        _ => {
            let escaped = word.as_bytes().iter().map(|byte| match byte {
                b'\'' | b'\\' => format!("\\{}", char::from(*byte)),
                b' '..=b'~' => char::from(*byte).to_string(),
                // Three digits, so that no digit that follows belongs to it.
                other => format!("\\{other:03o}"),
            });
            format!("$'{}'", escaped.collect::<String>())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{os::unix::ffi::OsStringExt, process::Command};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn options_that_were_given_are_given_again() {
        let options = Options {
            policy: "linucb{alpha=0.3}".parse().ok(),
            seed: Some(7),
            catalog: Some("my films.toml".into()),
            ..Options::default()
        };
        assert_eq!(
            command(Path::new("it's.keyart"), &options),
            "keyart run --policy='linucb{alpha=0.3}' --seed=7 --catalog='my films.toml' \
             'it'\\''s.keyart'"
        );
        let usual = Options::default();
        assert_eq!(
            command(Path::new("-x.keyart"), &usual),
            "keyart run -- -x.keyart"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_shell_reads_any_name_back(bytes in proptest::collection::vec(1_u8.., 1..40)) {
            let word = std::ffi::OsString::from_vec(bytes.clone());
            let quoted = quoted(&word);
            prop_assert_eq!(&crate::text::excerpt(&quoted, 1_000), &quoted);
            let script = format!("printf %s {quoted}");
            let shell = Command::new("bash").arg("-c").arg(script).output().unwrap();
            prop_assert_eq!(shell.stdout, bytes);
        }
    }
}

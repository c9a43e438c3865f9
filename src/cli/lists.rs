//! Lists of policies on the command line.

use std::ffi::OsString;

/// Commands whose `--policy` takes a list.
const COMMANDS: [&str; 2] = ["simulate", "evaluate"];

/// Makes an option of its own of each policy in the list that `--policy` takes. A comma within the
/// braces of a policy stays: it separates parameters.
pub(super) fn spread(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if !arguments
        .iter()
        .any(|argument| COMMANDS.iter().any(|command| argument == command))
    {
        return arguments;
    }
    let mut spread = Vec::with_capacity(arguments.len());
    let mut is_list = false;
    for argument in arguments {
        let text = argument.to_str().unwrap_or_default();
        match text.strip_prefix("--policy=") {
            Some(list) => {
                spread.extend(split(list).map(|policy| format!("--policy={policy}").into()))
            }
            // The option itself stands before it.
            None if is_list && argument.to_str().is_some() => {
                spread.pop();
                spread.extend(split(text).flat_map(|policy| ["--policy".into(), policy.into()]));
            }
            None => spread.push(argument.clone()),
        }
        is_list = text == "--policy";
    }
    spread
}

/// The parts of `list` between the commas that are in no braces.
fn split(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    list.split(move |letter| {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ',' && depth == 0
    })
    .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_within_braces_separates_nothing() {
        let spread = |line: &str| {
            let spread = spread(line.split(' ').map(OsString::from));
            spread
                .join(std::ffi::OsStr::new(" "))
                .into_string()
                .unwrap()
        };
        assert_eq!(
            spread("keyart simulate --policy a,b{c=1,d=2},e --seed 1"),
            "keyart simulate --policy a --policy b{c=1,d=2} --policy e --seed 1"
        );
        assert_eq!(
            spread("keyart evaluate --policy=a,b"),
            "keyart evaluate --policy=a --policy=b"
        );
        assert_eq!(
            spread("keyart select --policy a,b"),
            "keyart select --policy a,b"
        );
        assert_eq!(
            spread("keyart simulate --policy"),
            "keyart simulate --policy"
        );
    }
}

//! What tmux says of the terminal that it runs in.

use std::{
    io::{self, Read},
    os::fd::AsFd,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{brands::Identity, probe::readable};

/// What tmux is asked for; the last part may hold any character.
pub(super) const QUESTION: &str =
    "#{version}|#{allow-passthrough}|#{client_termname}|#{client_termfeatures}|#{client_termtype}";

/// How long an answer may take; a server at rest takes a few milliseconds.
const PATIENCE: Duration = Duration::from_millis(250);
/// How long it is asked again while it has not heard of a terminal that always answers it.
const LONG_PATIENCE: Duration = Duration::from_secs(1);
/// The pause before it is asked again.
const PAUSE: Duration = Duration::from_millis(50);
/// The longest answer that is read.
const LONGEST: usize = 4096;

/// The first tmux that passes nothing through unless it is told to.
const OPTION_SINCE: (u32, u32) = (3, 3);

/// What tmux says of itself and of the terminal in which it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tmux {
    /// Its own version, such as `3.3a`.
    pub version: String,
    /// Whether programs may write to the terminal outside.
    pub passthrough: bool,
    /// What the terminal outside calls itself, such as `kitty(0.41.1)`; empty if it said nothing.
    pub outer: String,
    /// Whether 24-bit colours reach that terminal.
    pub true_colour: bool,
    /// Whether that terminal has not told its name yet, and will.
    pub is_early: bool,
}

impl Tmux {
    /// The answer in what tmux prints when it is asked; `None` if that is no answer.
    #[must_use]
    pub fn parse(printed: &str) -> Option<Self> {
        let parts: Vec<&str> = printed.trim_end().splitn(5, '|').collect();
        let [version, passthrough, term, features, outer] = parts[..] else {
            return None;
        };
        // An old one does not know `version` either.
        let is_free = !version.is_empty() && Identity::named(version).version < OPTION_SINCE;
        let is_known = ["xterm-kitty", "xterm-ghostty"].contains(&term);
        Some(Self {
            version: version.to_owned(),
            passthrough: match passthrough {
                "1" | "on" | "all" => true,
                "" => is_free,
                _ => false,
            },
            outer: outer.to_owned(),
            // Their terminfo has the flag that tmux looks for; it is no feature of the list then.
            true_colour: is_known || features.split(',').any(|it| it == "RGB"),
            is_early: is_known && outer.is_empty(),
        })
    }
}

/// A question that tmux has been asked.
pub(super) struct Asked {
    child: Child,
    output: ChildStdout,
}

impl Asked {
    /// Asks the tmux that this process runs in.
    pub(super) fn start() -> io::Result<Self> {
        let mut child = Command::new("tmux")
            .args(["display-message", "-p", QUESTION])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self { child, output })
    }

    /// Its answer, if that comes in time. A tmux that has just been started in a terminal which
    /// will tell its name is asked again until it knows that.
    #[expect(
        clippy::disallowed_methods,
        reason = "a terminal that does not answer tmux is given up after a real time"
    )]
    pub(super) fn answer(self) -> Option<Tmux> {
        let end = Instant::now() + LONG_PATIENCE;
        let mut answer = self.read()?;
        while answer.is_early && Instant::now() < end {
            thread::sleep(PAUSE);
            answer = Self::start().ok()?.read()?;
        }
        Some(answer)
    }

    /// What it says now, if it says so in time.
    #[expect(
        clippy::disallowed_methods,
        reason = "a tmux that does not answer is given up after a real time"
    )]
    fn read(mut self) -> Option<Tmux> {
        let end = Instant::now() + PATIENCE;
        let mut printed = Vec::new();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let mut chunk = [0; 1024];
            if !readable(self.output.as_fd(), left).ok()? {
                return None;
            }
            match self.output.read(&mut chunk).ok()? {
                0 => break,
                count => printed.extend_from_slice(&chunk[..count]),
            }
            if printed.len() > LONGEST {
                return None;
            }
        }
        Tmux::parse(&String::from_utf8_lossy(&printed))
    }
}

impl Drop for Asked {
    /// Whatever became of the answer, no process stays behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tmux_prints_is_taken_apart() {
        let printed = "3.3a|1|xterm-kitty|bpaste,ccolour,title|kitty(0.41.1)\n";
        let expected = Tmux {
            version: "3.3a".to_owned(),
            passthrough: true,
            outer: "kitty(0.41.1)".to_owned(),
            true_colour: true,
            is_early: false,
        };
        assert_eq!(Tmux::parse(printed), Some(expected));
        assert!(Tmux::parse("3.3a|1|xterm-kitty||").unwrap().is_early);
        assert!(!Tmux::parse("3.3a|1|xterm||").unwrap().is_early);
        let named = Tmux::parse("3.5a|off|xterm|256,RGB|a|b").unwrap();
        assert_eq!(named.outer, "a|b", "a name may hold what parts the answers");
        assert!(!named.passthrough && named.true_colour);
    }

    #[test]
    fn an_old_tmux_leaves_answers_out() {
        let old = Tmux::parse("2.9||||").unwrap();
        assert!(old.passthrough, "there was no option yet");
        assert_eq!((old.outer.as_str(), old.true_colour), ("", false));
        assert!(!Tmux::parse("||||").unwrap().passthrough);
        assert!(!Tmux::parse("3.4||xterm|RGB|x").unwrap().passthrough);
    }

    #[test]
    fn what_is_no_answer_is_none() {
        for printed in ["", "\n", "no server running", "a|b|c|d"] {
            assert_eq!(Tmux::parse(printed), None, "{printed:?}");
        }
    }
}

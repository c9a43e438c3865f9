//! What environment variables say about the terminal.

use std::env;

/// The variables that the choice of protocol and colours depends on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// `TERM_PROGRAM`.
    pub program: String,
    /// `NO_COLOR` is set and not empty (no-color.org).
    pub no_colour: bool,
    /// Inside tmux.
    pub tmux: bool,
    /// Inside GNU screen.
    pub screen: bool,
    /// Inside Konsole.
    pub konsole: bool,
    /// The terminal is known, by a variable of its own, to show 24-bit colour.
    pub true_colour: bool,
    /// The terminal is at the other end of an SSH connection.
    pub remote: bool,
}

impl Environment {
    /// The variables of this process.
    #[must_use]
    pub fn of_process() -> Self {
        let text = |name| {
            env::var_os(name)
                .map(|value| value.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        let vte = text("VTE_VERSION").parse().unwrap_or(0);
        Self {
            term: text("TERM"),
            colorterm: text("COLORTERM"),
            program: text("TERM_PROGRAM"),
            no_colour: set("NO_COLOR"),
            tmux: set("TMUX"),
            screen: set("STY"),
            konsole: set("KONSOLE_VERSION"),
            true_colour: vte >= VTE_WITH_TRUE_COLOUR || set("WT_SESSION"),
            remote: set("SSH_CONNECTION") || set("SSH_TTY"),
        }
    }

    /// Whether the terminal may be asked: some print a question that they do not know.
    #[must_use]
    pub fn may_be_asked(&self) -> bool {
        !self.is_dumb() && self.term != "linux" && self.program != "Apple_Terminal"
    }

    /// Whether the terminal is known by its name to answer.
    #[must_use]
    pub fn answers(&self) -> bool {
        let outermost = !self.tmux && !self.screen;
        let known = ["xterm-kitty", "xterm-ghostty", "foot", "wezterm", "contour"];
        outermost && known.iter().any(|name| self.term.starts_with(name))
    }

    /// Whether nothing but plain text may be written.
    #[must_use]
    pub fn is_dumb(&self) -> bool {
        self.term == "dumb"
    }
}

/// VTE, the widget of GNOME's terminal and others, shows 24-bit colour from 0.36 on.
const VTE_WITH_TRUE_COLOUR: u32 = 3600;

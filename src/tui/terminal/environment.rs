//! What environment variables say about the terminal.

use std::env;

use super::Link;

/// The variables that the choice of protocol and colours depends on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// `TERM_PROGRAM`, or `LC_TERMINAL`, which SSH passes on.
    pub program: String,
    /// `NO_COLOR` is set and not empty (no-color.org).
    pub no_colour: bool,
    /// Inside tmux (`TMUX`).
    pub tmux: bool,
    /// Inside GNU screen (`STY`).
    pub screen: bool,
    /// Inside Zellij (`ZELLIJ`).
    pub zellij: bool,
    /// Inside Konsole (`KONSOLE_VERSION`).
    pub konsole: bool,
    /// Inside Windows Terminal (`WT_SESSION`).
    pub windows_terminal: bool,
    /// `VTE_VERSION`, such as 7802; 0 elsewhere than in VTE, the widget of GNOME's terminal and
    /// others.
    pub vte: u32,
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
        let program = ["TERM_PROGRAM", "LC_TERMINAL"].map(text);
        Self {
            term: text("TERM"),
            colorterm: text("COLORTERM"),
            program: program
                .into_iter()
                .find(|value| !value.is_empty())
                .unwrap_or_default(),
            no_colour: set("NO_COLOR"),
            tmux: set("TMUX"),
            screen: set("STY"),
            zellij: set("ZELLIJ"),
            konsole: set("KONSOLE_VERSION"),
            windows_terminal: set("WT_SESSION"),
            vte: text("VTE_VERSION").parse().unwrap_or(0),
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
        let known = ["xterm-kitty", "xterm-ghostty", "foot", "wezterm", "contour"];
        !self.is_inside() && known.iter().any(|name| self.term.starts_with(name))
    }

    /// Whether a question about graphics does no harm: tmux takes it for the title of its pane,
    /// and GNU screen for one of its own.
    #[must_use]
    pub fn may_be_asked_for_graphics(&self) -> bool {
        let begins = |names: [&str; 2]| names.iter().any(|name| self.term.starts_with(name));
        // A window that was opened from inside has the variables too, and a name of its own.
        let is_inside = (self.tmux || self.screen) && !begins(["xterm-kitty", "xterm-ghostty"]);
        !is_inside && !begins(["tmux", "screen"])
    }

    /// Whether another program stands between this one and the terminal.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        self.tmux || self.screen || self.zellij
    }

    /// Whether the terminal moves lines on demand: Linux's own console does not.
    #[must_use]
    pub fn scrolls(&self) -> bool {
        self.term != "linux"
    }

    /// Whether nothing but plain text may be written.
    #[must_use]
    pub fn is_dumb(&self) -> bool {
        self.term == "dumb"
    }

    /// How fast output reaches the terminal, as far as variables tell.
    #[must_use]
    pub fn link(&self) -> Link {
        if self.remote { Link::Slow } else { Link::Fast }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multiplexer_is_not_asked_for_graphics_and_a_window_opened_from_it_is() {
        let may = |term: &str, tmux: bool| {
            let environment = Environment {
                term: term.to_owned(),
                tmux,
                ..Environment::default()
            };
            environment.may_be_asked_for_graphics()
        };
        assert!(!may("tmux-256color", true) && !may("screen", true));
        assert!(!may("xterm-256color", true), "a name that was set in tmux");
        assert!(!may("tmux-256color", false), "over SSH from inside");
        assert!(may("xterm-256color", false) && may("xterm-kitty", true));
    }
}

//! How fast output reaches the terminal.

use crate::catalog::words;

/// How fast output reaches the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Link {
    /// The terminal is at this machine, or as good as that.
    Fast,
    /// A network is in between: symbols are shown until pixels have been sent.
    Slow,
}

words!(Link: Fast = "fast", Slow = "slow");

impl Link {
    /// The link that `word` asks for; `None` for `auto`, what the environment tells.
    ///
    /// # Errors
    /// A sentence for the user if it is no such word.
    pub fn parse_choice(word: &str) -> Result<Option<Self>, String> {
        match word {
            "auto" => Ok(None),
            word => Self::parse(word)
                .map(Some)
                .ok_or_else(|| "expected auto, fast or slow".to_owned()),
        }
    }
}

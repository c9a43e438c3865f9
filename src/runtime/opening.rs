//! Everything that has to be read before a session can begin.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    catalog::Catalog,
    engine::PolicySpec,
    log::{self, Durability, LogError, LogWriter, SessionId},
    profiles::{self, Profiles, Store, StoreError},
    seed::Seed,
    session::{Serving, Tuning},
    time::Timestamp,
};

/// What a session is opened with.
#[derive(Debug, Clone)]
pub struct Opening {
    /// What there is to watch.
    pub catalog: Arc<Catalog>,
    /// The folder of the profiles and the log.
    pub data: PathBuf,
    /// Which policy chooses.
    pub policy: PolicySpec,
    /// How the dials stand.
    pub tuning: Tuning,
    /// Where all randomness comes from.
    pub seed: Seed,
    /// When the session begins.
    pub at: Timestamp,
    /// Parts the session from others that begin in the same millisecond: the number of the process
    /// for the interface, 0 where all that is logged must follow from what is put in.
    pub suffix: u32,
    /// When what is stored reaches the disk itself.
    pub durability: Durability,
}

/// Why a session cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    /// The profiles cannot be read or written.
    #[error(transparent)]
    Profiles(#[from] StoreError),
    /// The log cannot be read or written.
    #[error(transparent)]
    Log(#[from] LogError),
}

impl Opening {
    /// The store and its profiles; the demo's, which are then stored, where there are none.
    ///
    /// # Errors
    /// [`OpeningError::Profiles`].
    pub fn profiles(&self) -> Result<(Store, Profiles), OpeningError> {
        let (mut store, stored) = Store::open(&self.data)?;
        if self.durability == Durability::Volatile {
            store = store.volatile();
        }
        if let Some(profiles) = stored {
            return Ok((store, profiles));
        }
        let profiles = profiles::demo(&self.catalog, self.at);
        match store.save(&profiles) {
            Ok(()) => Ok((store, profiles)),
            // Another program has just stored the demo's.
            Err(StoreError::Clash { .. }) => self.profiles(),
            Err(error) => Err(error.into()),
        }
    }

    /// The stored profiles, or the demo's where there are none; nothing is stored.
    ///
    /// # Errors
    /// [`OpeningError::Profiles`].
    pub fn look_at_profiles(&self) -> Result<Profiles, OpeningError> {
        let (_, stored) = Store::open(&self.data)?;
        Ok(stored.unwrap_or_else(|| profiles::demo(&self.catalog, self.at)))
    }

    /// The learning loop, with all that the log teaches.
    ///
    /// # Errors
    /// [`OpeningError::Log`].
    pub fn serving(&self) -> Result<Serving, OpeningError> {
        let mut serving = Serving::new(self.seed, self.session(), self.policy);
        serving.tune(self.tuning);
        for segment in log::read(&log_folder(&self.data))? {
            for record in segment? {
                let record = record?;
                serving.recall(&record.event, record.at);
            }
        }
        Ok(serving)
    }

    /// Begins the session's segment of the log.
    ///
    /// # Errors
    /// [`OpeningError::Log`].
    pub fn writer(&self, serving: &Serving) -> Result<LogWriter, OpeningError> {
        let start = serving.start(&self.catalog);
        Ok(LogWriter::create(
            &log_folder(&self.data),
            &start,
            self.at,
            self.durability,
        )?)
    }

    /// Names the session by its moment and suffix, which no two sessions of a folder share.
    fn session(&self) -> SessionId {
        SessionId::new(&format!("{:x}-{:x}", self.at.0, self.suffix))
    }
}

/// The folder of the log.
#[must_use]
pub fn log_folder(data: &Path) -> PathBuf {
    data.join("log")
}

//! Why a picture cannot be shown.

use crate::{catalog::LARGEST_ARTWORK, text::Text};

use super::decode;

/// A picture that is refused: one sentence that names the file and says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Nothing has this name.
    #[error("picture {file}: there is no such file; add it or correct its path in the catalog")]
    Missing {
        /// As the catalog spells it.
        file: Text,
    },
    /// The system refused to read it.
    #[error("picture {file}: it cannot be read ({reason}); check its permissions")]
    Unreadable {
        /// As the catalog spells it.
        file: Text,
        /// What the system said.
        reason: Text,
    },
    /// A folder, pipe, socket or device.
    #[error("picture {file}: it is not a regular file; put a picture in its place")]
    NotAFile {
        /// As the catalog spells it.
        file: Text,
    },
    /// A symbolic link that leads elsewhere.
    #[error("picture {file}: it lies outside the catalog's folder; copy the picture into it")]
    Outside {
        /// As the catalog spells it.
        file: Text,
    },
    /// More bytes than are read.
    #[error(
        "picture {file}: it has {mebibytes} MiB and at most {} MiB are read; export a smaller one",
        LARGEST_ARTWORK >> 20
    )]
    Heavy {
        /// As the catalog spells it.
        file: Text,
        /// Its size, rounded up.
        mebibytes: u64,
    },
    /// Not one of the formats that are read, whatever the name says.
    #[error("picture {file}: {content}; export it as PNG, JPEG, WebP or GIF")]
    Format {
        /// As the catalog spells it.
        file: Text,
        /// What the file holds instead, as a clause.
        content: &'static str,
    },
    /// More pixels than are decoded.
    #[error(
        "picture {file}: it has {width}x{height} pixels and at most {} a side and {} million are \
         read; export a smaller one",
        decode::MOST_PIXELS_A_SIDE,
        decode::MOST_PIXELS / 1_000_000
    )]
    Large {
        /// As the catalog spells it.
        file: Text,
        /// Pixels in a row.
        width: u32,
        /// Rows of pixels.
        height: u32,
    },
    /// The right format, wrongly filled.
    #[error("picture {file}: it is damaged ({reason}); export it again")]
    Damaged {
        /// As the catalog spells it.
        file: Text,
        /// What the decoder said.
        reason: Text,
    },
}

//! Pictures: decoding with limits, thumbnails, composed scenes and terminal encodings.
pub mod composer;
pub mod contact_sheet;

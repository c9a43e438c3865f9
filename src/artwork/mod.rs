//! Pictures: decoding with limits, thumbnails, composed scenes and terminal encodings.
mod appearance;
pub mod cache;
pub mod composer;
pub mod contact_sheet;
pub mod decode;
pub mod encoded;
mod error;
pub mod iterm2;
pub mod kitty;
pub mod picture;
mod protocol;
pub mod sixel;
pub mod source;
pub mod symbols;
pub mod thumbnail;

pub use appearance::appearance;
pub use cache::{Look, PictureCache};
pub use decode::{decode, decode_over};
pub use encoded::{Encoded, Form, Frame, Part, PixelPicture};
pub use error::PictureError;
pub use picture::{PictureId, PictureKey, Priority, Want};
pub use protocol::{ColourDepth, Protocol, Rendering, Transfer};
pub use thumbnail::{Crop, Thumbnail};

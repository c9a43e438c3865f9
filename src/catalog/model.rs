//! The catalog as the rest of the program sees it: valid, neutralised and indexed.

use std::{collections::HashMap, path::PathBuf, sync::Arc};

use super::{appearance::Appearance, content::Contents, spelling::Unknown};
use crate::text::Text;

/// Declares an identifier: a short neutral text that is unique among its kind.
macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier that `text` spells; control characters are neutralised.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(Arc::from(Text::new(text).as_str()))
            }

            /// The identifier as written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use identifier;

identifier! {
    /// Names a title; unique in a catalog.
    TitleId
}
identifier! {
    /// Names an artwork; unique within its title.
    ArtworkId
}

/// The place of a title in its catalog; valid for that catalog only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TitleIndex(pub usize);

/// Named non-negative weights, such as how much of each genre an artwork shows, sorted by name.
pub type Weights = Vec<(Text, f64)>;

/// Who a title is suitable for, and the highest that a profile may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maturity {
    /// Suitable for everyone.
    All,
    /// From 7 years.
    Seven,
    /// From 13 years.
    Thirteen,
    /// From 16 years.
    Sixteen,
    /// Adults only.
    Eighteen,
}

/// How much of the scene the artwork shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shot {
    /// One face fills the frame.
    CloseUp,
    /// One or two people to the waist.
    Medium,
    /// People in their surroundings.
    Wide,
    /// Three or more people together.
    Ensemble,
    /// A thing, and nobody.
    Object,
    /// A place, and nobody in particular.
    Landscape,
}

/// The mood of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Cheerful and light.
    Playful,
    /// Affectionate, calm.
    Warm,
    /// Fast and loud.
    Intense,
    /// Threatening, in shadow.
    Dark,
    /// Wondrous, far away.
    Dreamy,
    /// Matter-of-fact, earnest.
    Serious,
}

/// Declares the names that a closed set of words has in files.
macro_rules! words {
    ($type:ident: $($variant:ident = $word:literal),+ $(,)?) => {
        impl $type {
            /// Every value, in declaration order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The value's name in files and on screen.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value that `word` names.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;

words!(Maturity: All = "all", Seven = "7+", Thirteen = "13+", Sixteen = "16+", Eighteen = "18+");
words!(Shot: CloseUp = "close-up", Medium = "medium", Wide = "wide", Ensemble = "ensemble", Object = "object", Landscape = "landscape");
words!(Tone: Playful = "playful", Warm = "warm", Intense = "intense", Dark = "dark", Dreamy = "dreamy", Serious = "serious");
words!(Canvas: Tile = "tile", Billboard = "billboard", Detail = "detail");

/// Where artwork is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Canvas {
    /// A cell of a row.
    Tile,
    /// The large picture at the top of the page.
    Billboard,
    /// The title's own page.
    Detail,
}

/// The set of canvases that an artwork is made for; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Canvases(u8);

impl Canvases {
    /// Artwork that fits everywhere.
    pub const ALL: Self = Self(0b111);

    /// The set of `canvases`; `None` when there is none.
    #[must_use]
    pub fn of(canvases: impl IntoIterator<Item = Canvas>) -> Option<Self> {
        let bits = canvases
            .into_iter()
            .fold(0, |bits, canvas| bits | (1 << canvas as u8));
        (bits != 0).then_some(Self(bits))
    }

    /// Whether the artwork may be shown on `canvas`.
    #[must_use]
    pub fn contains(self, canvas: Canvas) -> bool {
        self.0 & (1 << canvas as u8) != 0
    }
}

/// One image of a title.
#[derive(Debug, Clone, PartialEq)]
pub struct Artwork {
    /// Unique within the title.
    pub id: ArtworkId,
    /// Path below the catalog's root, with `/` between its parts; no part is `..`.
    pub file: Arc<str>,
    /// The source image that this one is a crop or treatment of.
    pub lineage: Text,
    /// Where it may be shown.
    pub canvases: Canvases,
    /// How much of each genre it shows; weights in [0.001, 1].
    pub genres: Weights,
    /// How much of each theme it shows; weights in [0.001, 1].
    pub themes: Weights,
    /// Members of the title's cast that can be recognised in it.
    pub cast: Vec<Text>,
    /// How much of the scene it shows.
    pub shot: Shot,
    /// Its mood.
    pub tone: Tone,
    /// What must stay visible when it is cropped: x and y in [0, 1] from the top left corner.
    pub focal: [f64; 2],
    /// What was measured of its pixels; `None` where nobody has.
    pub appearance: Option<Box<Appearance>>,
}

/// What is written about a title.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Description {
    /// What it is about, in a few sentences.
    pub synopsis: Text,
    /// Words that describe it.
    pub keywords: Vec<Text>,
    /// What reviewers said about it, each in a sentence or two.
    pub reviews: Vec<Text>,
}

/// A film or series with its artwork set.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// Unique in the catalog.
    pub id: TitleId,
    /// What it is called.
    pub name: Text,
    /// Year of release.
    pub year: u16,
    /// Length in minutes, at least 1.
    pub runtime: u16,
    /// Who it is suitable for.
    pub maturity: Maturity,
    /// Its genres, the foremost first; never empty.
    pub genres: Vec<Text>,
    /// Its leads, the foremost first.
    pub cast: Vec<Text>,
    /// What is written about it.
    pub description: Description,
    /// How much it is watched by everyone, in [0, 1].
    pub popularity: f64,
    /// The place in `artwork` of the image shown when nothing is known about the viewer.
    pub default_artwork: usize,
    /// Its artwork set; never empty.
    pub artwork: Vec<Artwork>,
}

impl Title {
    /// The place of the artwork called `id` in the set.
    #[must_use]
    pub fn artwork_index(&self, id: &ArtworkId) -> Option<usize> {
        self.artwork.iter().position(|artwork| artwork.id == *id)
    }
}

/// Where the files of a catalog lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Root {
    /// Inside the program: the demo catalog.
    Embedded,
    /// A folder; artwork paths are below it.
    Folder(PathBuf),
}

/// A valid set of titles with unique ids.
#[derive(Debug, Clone)]
pub struct Catalog {
    titles: Vec<Title>,
    index: HashMap<TitleId, TitleIndex>,
    root: Root,
    digest: String,
    contents: Arc<Contents>,
}

impl Catalog {
    /// A catalog of `titles`, whose ids must be unique (the last of equal ones would be found),
    /// with the files below `root`; `digest` names this content in logs.
    #[must_use]
    pub fn new(titles: Vec<Title>, root: Root, digest: String) -> Self {
        let index = titles
            .iter()
            .enumerate()
            .map(|(at, title)| (title.id.clone(), TitleIndex(at)))
            .collect();
        Self {
            contents: Arc::new(Contents::of(&titles)),
            titles,
            index,
            root,
            digest,
        }
    }

    /// All titles, in the order of the file.
    #[must_use]
    pub fn titles(&self) -> &[Title] {
        &self.titles
    }

    /// The place of the title called `id`.
    #[must_use]
    pub fn find(&self, id: &TitleId) -> Option<TitleIndex> {
        self.index.get(id).copied()
    }

    /// The title with this id or, ignoring case, this name.
    ///
    /// # Errors
    /// [`Unknown`] names the nearest one.
    pub fn named(&self, name: &str) -> Result<TitleIndex, Unknown> {
        let wanted = Text::new(name).to_lowercase();
        let is_meant =
            |title: &Title| title.id.as_str() == name || title.name.to_lowercase() == wanted;
        let place = self.titles.iter().position(is_meant).map(TitleIndex);
        place.ok_or_else(|| {
            let titles = self.titles.iter();
            let names = titles.flat_map(|title| [title.name.as_str(), title.id.as_str()]);
            Unknown::new("title", name, names)
        })
    }

    /// What the titles and their artwork contain.
    #[must_use]
    pub fn contents(&self) -> &Arc<Contents> {
        &self.contents
    }

    /// Where the artwork files lie.
    #[must_use]
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// Identifies the content in logs: the CRC-32 of the file, as eight hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

impl std::ops::Index<TitleIndex> for Catalog {
    type Output = Title;

    fn index(&self, index: TitleIndex) -> &Title {
        &self.titles[index.0]
    }
}

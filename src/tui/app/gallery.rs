//! The pictures that are ready, those on their way, and those that the terminal has.

use std::{collections::HashSet, sync::Arc};

use crate::{
    artwork::{
        Encoded, Look, PictureCache, PictureId, PictureKey, PixelPicture, Priority,
        kitty::{ImageId, Ledger},
    },
    runtime::pictures::{Pictures, Ready, Renderer, Want},
    session::Input,
    text::Text,
};

/// How many bytes of encoded pictures are kept.
const PICTURE_BUDGET: usize = 48 << 20;

/// How many bytes of pixels the terminal may hold for us.
const TERMINAL_BUDGET: usize = 96 << 20;

pub(super) struct Gallery {
    pub(super) cache: PictureCache,
    pictures: Pictures,
    renderer: Arc<Renderer>,
    ledger: Ledger,
    generation: u64,
    /// The last generation of pictures for cells of another size.
    outdated: u64,
    requested: Vec<Want>,
    /// What the last frame showed.
    visible: Vec<PictureKey>,
}

impl Gallery {
    pub(super) fn new(pictures: Pictures, renderer: Arc<Renderer>) -> Self {
        let transfer = renderer.rendering().transfer;
        Self {
            cache: PictureCache::new(PICTURE_BUDGET),
            pictures,
            renderer,
            ledger: Ledger::new(transfer, TERMINAL_BUDGET),
            generation: 0,
            outdated: 0,
            requested: Vec::new(),
            visible: Vec::new(),
        }
    }

    /// Whether pictures are shown as characters first, and as pixels later.
    pub(super) fn has_previews(&self) -> bool {
        self.renderer.rendering().previews
    }

    /// Makes all pictures again for cells of another size.
    pub(super) fn resize_cells(&mut self, cell: (u16, u16)) {
        self.renderer.resize_cells(cell);
        self.pictures.abandon();
        self.outdated = self.generation;
        self.ledger.remove_all();
        self.cache.clear();
        self.requested.clear();
    }

    /// Shows the pictures of another catalog from now on, made by `pictures` with `renderer`.
    pub(super) fn move_to(&mut self, pictures: Pictures, renderer: Arc<Renderer>) {
        self.pictures = pictures;
        self.renderer = renderer;
        self.outdated = self.generation;
        self.ledger.remove_all();
        self.cache = PictureCache::new(PICTURE_BUDGET);
        self.requested.clear();
        self.visible.clear();
    }

    /// Takes in what a frame wants: orders what is missing, and appends to `out` what the
    /// terminal must be sent before it. Whether all that is visible is ready.
    pub(super) fn show(&mut self, wants: Vec<Want>, out: &mut Vec<u8>) -> bool {
        let is_visible = |want: &&Want| want.priority == Priority::Visible;
        self.visible.clear();
        self.visible
            .extend(wants.iter().filter(is_visible).map(|want| want.key.clone()));
        let cache = &self.cache;
        let shown = self
            .visible
            .iter()
            .filter_map(|key| match cache.look(key)? {
                Look::Pixels(picture) => Some(picture),
                Look::Symbols(_) | Look::Broken(_) => None,
            });
        self.ledger.show(shown);
        self.ledger.take_into(out);
        self.request(wants)
    }

    /// Wants exactly these pictures from now on; whether none of the visible is missing.
    fn request(&mut self, wants: Vec<Want>) -> bool {
        self.cache.begin_frame();
        let missing: Vec<Want> = wants
            .into_iter()
            .filter(|want| !self.cache.touch(&want.key))
            .collect();
        let is_complete = missing
            .iter()
            .all(|want| want.priority != Priority::Visible);
        if missing != self.requested {
            self.generation += 1;
            self.requested.clone_from(&missing);
            self.pictures.request(self.generation, missing);
        }
        is_complete
    }

    /// Takes in a picture; a broken one is something to tell the application.
    pub(super) fn hang(&mut self, ready: Ready) -> Option<Input> {
        // One that was asked for again while it was on its way comes twice.
        let is_known = self.cache.get(&ready.key).is_some();
        if is_known || ready.generation <= self.outdated {
            return None;
        }
        let broken = match &ready.encoded {
            Encoded::Pixels(picture) => {
                // Before it is seen, so that nothing has to be sent when it comes into sight.
                if picture.preview.is_none() {
                    self.ledger.prepare(picture);
                }
                None
            }
            Encoded::Broken(reason) => broken(&ready.key, reason),
            Encoded::Symbols(_) => None,
        };
        for gone in self.cache.insert(ready.key, ready.encoded, ready.tint) {
            if let Encoded::Pixels(picture) = gone {
                self.ledger.remove(picture.id);
            }
        }
        broken
    }

    /// The picture of pixels that is called `id`.
    pub(super) fn pixels(&self, id: ImageId) -> Option<&PixelPicture> {
        self.cache.pixels(id)
    }

    /// Whether the last frame showed characters where pixels are ready.
    pub(super) fn has_unrefined(&self) -> bool {
        self.visible_pixels().any(|id| !self.cache.is_refined(id))
    }

    /// Keeps as pixels only what the terminal has: what is on the screen and was pixels already,
    /// and what it holds; and `more` of the others on the screen. Without previews this changes
    /// nothing.
    pub(super) fn refine(&mut self, more: usize) {
        if !self.has_previews() {
            return;
        }
        let (mut refined, mut others) = (HashSet::new(), Vec::new());
        for id in self.visible_pixels() {
            if self.cache.is_refined(id) {
                refined.insert(id);
            } else {
                others.push(id);
            }
        }
        refined.extend(others.into_iter().take(more));
        refined.extend(self.ledger.ids());
        self.cache.refine(refined);
    }

    /// The pictures on the screen that have pixels to be sent after a preview.
    fn visible_pixels(&self) -> impl Iterator<Item = ImageId> {
        self.visible
            .iter()
            .filter_map(|key| match self.cache.get(key)? {
                Encoded::Pixels(picture) if picture.preview.is_some() => Some(picture.id),
                _ => None,
            })
    }

    /// Deletes what the terminal holds: gives the commands.
    pub(super) fn clear_terminal(&mut self) -> Vec<u8> {
        self.ledger.clear()
    }
}

/// What a broken picture means to the application.
pub(super) fn broken(key: &PictureKey, reason: &str) -> Option<Input> {
    match key.picture {
        PictureId::Artwork { title, artwork } => Some(Input::PictureBroken {
            title,
            artwork,
            reason: Text::new(reason),
        }),
        PictureId::Avatar(_) => None,
    }
}

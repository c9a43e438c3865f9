//! Pictures that are ready, as many as a budget of memory allows.

use std::collections::{HashMap, HashSet};

use lru::LruCache;

use super::{Encoded, PictureId, PictureKey, PixelPicture, kitty::ImageId, symbols::Grid};

/// The pictures of the screen and of where it was; the longest unused give way.
#[derive(Debug)]
pub struct PictureCache {
    /// Each with the frame that used it last.
    pictures: LruCache<PictureKey, (u64, Encoded)>,
    frame: u64,
    tints: HashMap<PictureId, [u8; 3]>,
    /// The keys of those that are pixels.
    pixels: HashMap<ImageId, PictureKey>,
    /// Those to be shown as pixels although they have a preview.
    refined: HashSet<ImageId>,
    bytes: usize,
    budget: usize,
}

/// How a picture is shown at present.
#[derive(Debug, Clone, Copy)]
pub enum Look<'a> {
    /// As characters: it has no pixels, or they are still to be sent.
    Symbols(&'a Grid),
    /// As pixels.
    Pixels(&'a PixelPicture),
    /// Not at all; a sentence says why.
    Broken(&'a str),
}

impl PictureCache {
    /// A cache that holds at most `budget` bytes, and whatever the latest frame uses.
    #[must_use]
    pub fn new(budget: usize) -> Self {
        Self {
            pictures: LruCache::unbounded(),
            frame: 0,
            tints: HashMap::new(),
            pixels: HashMap::new(),
            refined: HashSet::new(),
            bytes: 0,
            budget,
        }
    }

    /// The picture, if it is ready. Looking does not count as use, so that drawing changes
    /// nothing: see [`PictureCache::touch`].
    #[must_use]
    pub fn get(&self, key: &PictureKey) -> Option<&Encoded> {
        self.pictures.peek(key).map(|(_, encoded)| encoded)
    }

    /// How the picture is shown, if it is ready.
    #[must_use]
    pub fn look(&self, key: &PictureKey) -> Option<Look<'_>> {
        Some(match self.get(key)? {
            Encoded::Symbols(grid) => Look::Symbols(grid),
            Encoded::Broken(reason) => Look::Broken(reason),
            Encoded::Pixels(picture) => match &picture.preview {
                Some(grid) if !self.refined.contains(&picture.id) => Look::Symbols(grid),
                _ => Look::Pixels(picture),
            },
        })
    }

    /// The picture of pixels that is called `id`.
    #[must_use]
    pub fn pixels(&self, id: ImageId) -> Option<&PixelPicture> {
        match self.get(self.pixels.get(&id)?)? {
            Encoded::Pixels(picture) => Some(picture),
            Encoded::Symbols(_) | Encoded::Broken(_) => None,
        }
    }

    /// Shows `ids` as pixels from now on, and all others that have a preview as that.
    pub fn refine(&mut self, ids: HashSet<ImageId>) {
        self.refined = ids;
    }

    /// Whether the picture is among those that are shown as pixels although they have a preview.
    #[must_use]
    pub fn is_refined(&self, id: ImageId) -> bool {
        self.refined.contains(&id)
    }

    /// Gives up all pictures, but not their dominant colours.
    pub fn clear(&mut self) {
        self.pictures.clear();
        self.pixels.clear();
        self.refined.clear();
        self.bytes = 0;
    }

    /// The dominant colour of a picture that was ready once, at any size.
    #[must_use]
    pub fn tint(&self, picture: &PictureId) -> Option<[u8; 3]> {
        self.tints.get(picture).copied()
    }

    /// Begins a frame: what is touched or inserted from now on does not give way before the next.
    pub fn begin_frame(&mut self) {
        self.frame += 1;
    }

    /// Marks the picture as used now; whether it is ready.
    pub fn touch(&mut self, key: &PictureKey) -> bool {
        let found = self.pictures.get_mut(key);
        found.map(|(frame, _)| *frame = self.frame).is_some()
    }

    /// Keeps a picture and its dominant colour, where it has one; gives back what had to give
    /// way, and what it replaces.
    pub fn insert(
        &mut self,
        key: PictureKey,
        encoded: Encoded,
        tint: Option<[u8; 3]>,
    ) -> Vec<Encoded> {
        if let Some(tint) = tint {
            self.tints.insert(key.picture.clone(), tint);
        }
        if let Encoded::Pixels(picture) = &encoded {
            self.pixels.insert(picture.id, key.clone());
        }
        self.bytes += encoded.bytes();
        let replaced = self.pictures.put(key, (self.frame, encoded));
        let mut gone: Vec<Encoded> = replaced.into_iter().map(|(_, encoded)| encoded).collect();
        self.bytes -= gone.iter().map(Encoded::bytes).sum::<usize>();
        while self.bytes > self.budget
            && let Some((_, (used, _))) = self.pictures.peek_lru()
            && *used < self.frame
            && let Some((_, (_, encoded))) = self.pictures.pop_lru()
        {
            self.bytes -= encoded.bytes();
            gone.push(encoded);
        }
        for encoded in &gone {
            if let Encoded::Pixels(picture) = encoded {
                self.pixels.remove(&picture.id);
            }
        }
        gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(artwork: usize) -> PictureKey {
        PictureKey {
            picture: PictureId::Artwork {
                title: crate::catalog::TitleIndex(0),
                artwork,
            },
            columns: 1,
            rows: 1,
        }
    }

    fn broken(sentence: &str) -> Encoded {
        Encoded::Broken(sentence.to_owned())
    }

    #[test]
    fn the_longest_unused_gives_way_and_its_tint_stays() {
        let two = 2 * broken("a").bytes();
        let mut cache = PictureCache::new(two);
        assert!(
            cache
                .insert(key(0), broken("a"), Some([1, 2, 3]))
                .is_empty()
        );
        assert!(cache.insert(key(1), broken("b"), None).is_empty());
        cache.begin_frame();
        assert!(cache.touch(&key(0)));
        let gone = cache.insert(key(2), broken("c"), None);
        assert!(matches!(&gone[..], [Encoded::Broken(b)] if b == "b"));
        assert!(cache.get(&key(1)).is_none());
        assert!(cache.get(&key(0)).is_some());
        assert!(
            cache.insert(key(3), broken("d"), None).is_empty(),
            "all are in use"
        );
        cache.begin_frame();
        cache.insert(key(4), broken("e"), None);
        assert!(!cache.touch(&key(0)));
        assert_eq!(cache.tint(&key(0).picture), Some([1, 2, 3]));
    }

    #[test]
    fn one_picture_over_the_budget_is_kept_and_what_it_replaces_comes_back() {
        let mut cache = PictureCache::new(1);
        cache.insert(key(0), broken("old"), None);
        let gone = cache.insert(key(0), broken("new"), None);
        assert!(matches!(&gone[..], [Encoded::Broken(old)] if old == "old"));
        assert!(matches!(cache.get(&key(0)), Some(Encoded::Broken(new)) if new == "new"));
    }
}

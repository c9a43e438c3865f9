//! Pictures for sessions that are shown to nobody, each made once for every way of showing it.

use std::{
    collections::HashSet,
    fmt,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc::channel},
};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    artwork::{Encoded, PictureCache, PictureKey, Priority, Rendering, Want, kitty::ImageIds},
    catalog::Catalog,
    runtime::pictures::{Pictures, Ready, Renderer},
    session::State,
    tui::{Theme, capture::Capture, view},
};

/// How many ways of showing a catalog's pictures are remembered.
const MOST_SHELVES: usize = 8;

/// How many bytes of encoded pictures are kept of each; a screen that shows more has them all the
/// same.
const PICTURE_BUDGET: usize = 256 << 20;

/// Makes the pictures of any number of sessions, on any number of threads. What one has asked for
/// is there for all others of the same catalog.
#[derive(Default)]
pub struct Studio {
    /// The longest unused first.
    shelves: Mutex<Vec<Arc<Shelf>>>,
}

impl fmt::Debug for Studio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Studio").finish_non_exhaustive()
    }
}

impl Studio {
    /// An empty wall for pictures of `catalog` in this rendering, with `ground` behind transparent
    /// ones.
    pub(super) fn wall(
        &self,
        catalog: &Arc<Catalog>,
        rendering: Rendering,
        ground: [u8; 3],
    ) -> Wall {
        Wall {
            shelf: self.shelf(catalog, rendering, ground),
            pictures: PictureCache::new(PICTURE_BUDGET),
        }
    }

    fn shelf(&self, catalog: &Arc<Catalog>, rendering: Rendering, ground: [u8; 3]) -> Arc<Shelf> {
        let mut shelves = lock(&self.shelves);
        let found = shelves.iter().position(|shelf| {
            Arc::ptr_eq(&shelf.catalog, catalog)
                && (shelf.rendering, shelf.ground) == (rendering, ground)
        });
        let shelf = match found {
            Some(place) => shelves.remove(place),
            None => Arc::new(Shelf::new(catalog.clone(), rendering, ground)),
        };
        shelves.push(Arc::clone(&shelf));
        if shelves.len() > MOST_SHELVES {
            shelves.remove(0);
        }
        shelf
    }
}

/// Nothing is left half changed under these locks, so a poisoned one is as good as a sound one.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The pictures of one catalog in one rendering.
struct Shelf {
    catalog: Arc<Catalog>,
    rendering: Rendering,
    ground: [u8; 3],
    renderer: Arc<Renderer>,
    stock: Mutex<Stock>,
    /// A picture is no longer in work.
    finished: Condvar,
}

struct Stock {
    pictures: PictureCache,
    in_work: HashSet<PictureKey>,
}

impl Shelf {
    fn new(catalog: Arc<Catalog>, rendering: Rendering, ground: [u8; 3]) -> Self {
        let renderer = Renderer::new(catalog.clone(), rendering, ImageIds::salted(0)).over(ground);
        Self {
            catalog,
            rendering,
            ground,
            renderer: Arc::new(renderer),
            stock: Mutex::new(Stock {
                pictures: PictureCache::new(PICTURE_BUDGET),
                in_work: HashSet::new(),
            }),
            finished: Condvar::new(),
        }
    }

    /// All of `wants`, in their order. What is missing is made now, on threads of its own, unless
    /// somebody else is at it.
    fn fetch(&self, wants: &[Want]) -> Vec<Ready> {
        let mut missing: Vec<Want> = Vec::new();
        {
            let mut stock = lock(&self.stock);
            stock.pictures.begin_frame();
            for want in wants {
                if !stock.pictures.touch(&want.key) && stock.in_work.insert(want.key.clone()) {
                    missing.push(want.clone());
                }
            }
        }
        let made = self.make(missing);
        let find = |want: &Want| {
            let own = made.iter().find(|ready| ready.key == want.key).cloned();
            own.unwrap_or_else(|| self.wait_for(want))
        };
        wants.iter().map(find).collect()
    }

    /// A picture that was there, or in work elsewhere.
    fn wait_for(&self, want: &Want) -> Ready {
        let mut stock = lock(&self.stock);
        loop {
            if let Some(encoded) = stock.pictures.get(&want.key) {
                return Ready {
                    generation: 0,
                    key: want.key.clone(),
                    encoded: encoded.clone(),
                    tint: stock.pictures.tint(&want.key.picture),
                };
            }
            if stock.in_work.insert(want.key.clone()) {
                // It had to give way in the meantime.
                drop(stock);
                let made = self.make(vec![want.clone()]).into_iter().next();
                return made.unwrap_or_else(|| unmade(want, "the threads failed"));
            }
            stock = self
                .finished
                .wait(stock)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Makes pictures that are marked as in work.
    fn make(&self, wants: Vec<Want>) -> Vec<Ready> {
        if wants.is_empty() {
            return Vec::new();
        }
        let count = wants.len();
        let (sender, ready) = channel();
        let renderer = Arc::clone(&self.renderer);
        let started = Pictures::start(
            move |key| renderer.render(key),
            move |picture| drop(sender.send(picture)),
        );
        let made: Vec<Ready> = match &started {
            Ok(pictures) => {
                pictures.request(1, wants);
                ready.iter().take(count).collect()
            }
            Err(error) => {
                let reason = format!("the system gives no threads: {error}");
                wants.iter().map(|want| unmade(want, &reason)).collect()
            }
        };
        let mut stock = lock(&self.stock);
        for picture in &made {
            stock.in_work.remove(&picture.key);
            let Ready {
                key, encoded, tint, ..
            } = picture.clone();
            stock.pictures.insert(key, encoded, tint);
        }
        drop(stock);
        self.finished.notify_all();
        made
    }
}

/// What stands for a picture that nobody could even begin.
fn unmade(want: &Want, reason: &str) -> Ready {
    Ready {
        generation: 0,
        key: want.key.clone(),
        encoded: Encoded::Broken(reason.to_owned()),
        tint: None,
    }
}

/// The pictures that one session shows.
pub(super) struct Wall {
    shelf: Arc<Shelf>,
    pictures: PictureCache,
}

impl Wall {
    /// Puts up what `state` shows and is not there yet, and gives it back; nothing when all is
    /// there.
    pub(super) fn hang(&mut self, state: &State, theme: &Theme) -> Vec<Ready> {
        let (_, mut wants) = draw(state, &self.pictures, theme);
        self.pictures.begin_frame();
        wants.retain(|want| !self.pictures.touch(&want.key));
        let mut seen = HashSet::new();
        wants.retain(|want| seen.insert(want.key.clone()));
        if wants.is_empty() {
            return Vec::new();
        }
        let fresh = self.shelf.fetch(&wants);
        for picture in &fresh {
            let Ready {
                key, encoded, tint, ..
            } = picture.clone();
            self.pictures.insert(key, encoded, tint);
        }
        fresh
    }

    /// The screen with what is there.
    pub(super) fn capture(&self, state: &State, theme: &Theme) -> Capture {
        let (buffer, wants) = draw(state, &self.pictures, theme);
        let pictures = wants
            .iter()
            .filter_map(|want| match self.pictures.get(&want.key) {
                Some(Encoded::Pixels(picture)) => Some(picture.clone()),
                _ => None,
            });
        Capture {
            pictures: pictures.collect(),
            buffer,
        }
    }
}

/// The cells, and the pictures that they show.
pub(super) fn draw(state: &State, pictures: &PictureCache, theme: &Theme) -> (Buffer, Vec<Want>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.columns, state.size.rows));
    let mut wants = view(state, pictures, theme, &mut buffer);
    wants.retain(|want| want.priority == Priority::Visible);
    (buffer, wants)
}

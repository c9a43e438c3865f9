//! The program that a script plays with: a session without a terminal, on a folder of its own.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tempfile::TempDir;

use super::{
    Halt, World,
    data::{self, clear, copy},
};
use crate::{
    artwork::{ColourDepth, Protocol},
    catalog::{self, Catalog, Severity},
    log::{Durability, Event},
    runtime::{
        opening::{Opening, log_folder},
        storage::DirectStorage,
    },
    session::{Command, Effect, Input, Mode, State},
    time::Timestamp,
    tui::{
        Theme,
        app::{Audience, Studio, headless::Headless},
        capture::{Capture, Format, rendering},
    },
};

/// Catalogs that are read once for all scripts, and the studio that makes their pictures.
#[derive(Debug, Default)]
pub struct Shelf {
    catalogs: Mutex<HashMap<Option<PathBuf>, Arc<Catalog>>>,
    studio: Arc<Studio>,
}

impl Shelf {
    /// The catalog in the file at `path`; the demo's without one.
    fn catalog(&self, path: Option<&Path>) -> Result<Arc<Catalog>, Halt> {
        let mut catalogs = self.catalogs.lock().unwrap_or_else(PoisonError::into_inner);
        let key = path.map(Path::to_owned);
        if let Some(known) = catalogs.get(&key) {
            return Ok(known.clone());
        }
        let opened = match path {
            None => catalog::demo(),
            Some(path) => {
                let wrong = |error: &dyn std::fmt::Display| Halt::Input(error.to_string());
                let (opened, problems) = catalog::load(path).map_err(|error| wrong(&error))?;
                // A title that is left out cannot be tested.
                let mut problems = problems.iter();
                match problems.find(|problem| problem.severity == Severity::Error) {
                    Some(problem) => return Err(wrong(problem)),
                    None => opened,
                }
            }
        };
        let opened = Arc::new(opened);
        catalogs.insert(key, opened.clone());
        Ok(opened)
    }
}

/// Where a script's profiles and log are.
#[derive(Debug)]
enum Folder {
    /// Nowhere, once the script has ended.
    Temporary(TempDir),
    Kept(PathBuf),
}

impl Folder {
    fn path(&self) -> &Path {
        match self {
            Self::Temporary(folder) => folder.path(),
            Self::Kept(path) => path,
        }
    }
}

/// Events with their moments.
type Events = Arc<Mutex<Vec<(Timestamp, Event)>>>;

/// What stays when the program is started again.
struct Props {
    catalog: Arc<Catalog>,
    folder: Folder,
    theme: Theme,
    studio: Arc<Studio>,
    /// What was logged since somebody asked, if somebody does.
    events: Option<Events>,
}

/// The program, as a script finds it.
pub(super) struct Stage {
    pub(super) world: World,
    props: Props,
    headless: Headless,
    storage: DirectStorage,
    is_watched: bool,
}

impl Stage {
    /// Starts the program as `world` says. Its data go to `keep`, if somebody wants them; what is
    /// logged is remembered for [`Stage::take_events`], if somebody does.
    pub(super) fn open(
        mut world: World,
        shelf: &Shelf,
        keep: Option<PathBuf>,
        remembers: bool,
    ) -> Result<Self, Halt> {
        let catalog = shelf.catalog(world.catalog.as_deref())?;
        let folder = match keep {
            None => Folder::Temporary(tempfile::Builder::new().prefix("keyart-").tempdir()?),
            Some(path) => {
                data::expect_apart(&path, world.data.as_deref())?;
                clear(&path)?;
                Folder::Kept(path)
            }
        };
        if let Some(source) = &world.data {
            copy(source, folder.path())?;
            world.begin_after(data::end(folder.path())?)?;
        }
        let props = Props {
            catalog,
            folder,
            theme: Theme::new(world.theme.suited_to(None), ColourDepth::True),
            studio: shelf.studio.clone(),
            events: remembers.then(Events::default),
        };
        let (headless, storage) = props.start(&world)?;
        Ok(Self {
            world,
            props,
            headless,
            storage,
            is_watched: false,
        })
    }

    /// Has `audience` watch from now on.
    pub(super) fn invite(&mut self, audience: Box<dyn Audience>) {
        self.is_watched = true;
        self.headless.invite(audience);
    }

    /// What there is to watch.
    pub(super) fn catalog(&self) -> &Catalog {
        &self.props.catalog
    }

    /// The session itself.
    pub(super) fn headless(&mut self) -> &mut Headless {
        &mut self.headless
    }

    /// What is known.
    pub(super) fn state(&self) -> &State {
        self.headless.state()
    }

    /// What the keys mean.
    pub(super) fn mode(&self) -> Mode {
        self.state().mode()
    }

    /// Whether the program has been left.
    pub(super) fn is_over(&self) -> bool {
        self.headless.is_over()
    }

    /// The present moment.
    pub(super) fn now(&self) -> Timestamp {
        self.headless.now()
    }

    /// This happens now.
    pub(super) fn tell(&mut self, input: Input) {
        self.headless.tell(input);
    }

    /// Somebody wants this now.
    pub(super) fn command(&mut self, command: Command) {
        self.tell(Input::Command(command));
    }

    /// The folder of the log.
    pub(super) fn log(&self) -> PathBuf {
        log_folder(self.props.folder.path())
    }

    /// The screen, as expectations see it.
    pub(super) fn screen(&self) -> Capture {
        self.headless.frame()
    }

    /// The screen as a file.
    pub(super) fn encoded(&mut self, format: Format) -> io::Result<Vec<u8>> {
        let protocol = match self.world.protocol {
            Protocol::Off => format.protocol(),
            _ if format == Format::Png => format.protocol(),
            chosen => chosen,
        };
        let capture = self.headless.capture(rendering(protocol, 1));
        capture.encoded(format, &self.props.theme, 1)
    }

    /// The screen as pixels, for those who look at it.
    pub(super) fn picture(&mut self) -> Capture {
        self.headless.capture(rendering(Protocol::Kitty, 1))
    }

    /// The colours.
    pub(super) fn theme(&self) -> &Theme {
        &self.props.theme
    }

    /// What was logged since the last time, if that is remembered.
    pub(super) fn take_events(&self) -> Vec<(Timestamp, Event)> {
        let events = self.props.events.as_ref();
        events.map_or_else(Vec::new, |events| {
            std::mem::take(&mut *events.lock().unwrap_or_else(PoisonError::into_inner))
        })
    }

    /// Whether somebody watches, or did.
    pub(super) fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// Whether those who watch want to see more.
    pub(super) fn check_audience(&mut self) -> Result<(), Halt> {
        if self.is_watched && !self.headless.is_watched() {
            self.headless.dismiss()?;
            return Err(Halt::Stopped);
        }
        Ok(())
    }

    /// Ends the program.
    pub(super) fn quit(&mut self) -> Result<(), Halt> {
        self.tell(Input::Terminate);
        let finished = self.storage.finish();
        finished.map_err(|trouble| Halt::Storage(trouble.to_string()))
    }

    /// Ends the program, if it runs, and starts it again at the present moment.
    pub(super) fn restart(&mut self) -> Result<(), Halt> {
        self.quit()?;
        // No two sessions begin at the same moment.
        self.world.clock = self.now().max(self.world.clock.plus(1));
        let audience = self.headless.dismiss()?;
        (self.headless, self.storage) = self.props.start(&self.world)?;
        if let Some(audience) = audience {
            self.headless.invite(audience);
        }
        Ok(())
    }

    /// Whether all that was logged so far is stored.
    pub(super) fn check_storage(&self) -> Result<(), Halt> {
        let stored = self.storage.check();
        stored.map_err(|trouble| Halt::Storage(trouble.to_string()))
    }
}

impl Props {
    /// Starts the program.
    fn start(&self, world: &World) -> Result<(Headless, DirectStorage), Halt> {
        let opening = Opening {
            catalog: self.catalog.clone(),
            data: self.folder.path().to_owned(),
            policy: world.policy,
            tuning: world.tuning,
            seed: world.seed,
            suffix: 0,
            durability: Durability::Volatile,
            at: world.clock,
        };
        let (store, profiles) = opening.profiles()?;
        let serving = opening.serving()?;
        let storage = DirectStorage::new(opening.writer(&serving)?, store);
        let state = State::new(
            self.catalog.clone(),
            profiles,
            world.settings.clone(),
            serving,
            world.size,
            world.clock,
        );
        let shown = (world.protocol != Protocol::Off).then(|| rendering(world.protocol, 1));
        let perform = self.perform(storage.clone());
        let (studio, theme) = (self.studio.clone(), self.theme.clone());
        let headless = Headless::open_in(studio, state, shown, theme, perform);
        Ok((headless, storage))
    }

    /// What does as the session asks.
    fn perform(&self, storage: DirectStorage) -> Box<dyn FnMut(Effect) + Send> {
        let memory = self.events.clone();
        Box::new(move |effect| {
            if let (Some(memory), Effect::Log { at, events }) = (&memory, &effect) {
                let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
                memory.extend(events.iter().map(|event| (*at, event.clone())));
            }
            storage.perform(effect);
        })
    }
}

//! The state of the application.

use std::{collections::HashMap, sync::Arc};

use crate::{
    catalog::{Canvas, Catalog, TitleIndex},
    engine::{Decision, Explanation, PolicySpec},
    log::{Moment, SessionId},
    profiles::{Profile, ProfileId, Profiles, Taste},
    seed::Seed,
    session::{
        Autopilot, Browse, Change, Detail, Dial, Editor, Gate, Layout, Playback, Reading, Replay,
        Search, Serving, Settings, Size, Tuning, Viewer,
    },
    text::Text,
    time::Timestamp,
};

/// How long a toast stays, in milliseconds.
const TOAST: i64 = 4_000;

/// How often a moving screen is drawn, in milliseconds: smoothly, or only so that one can follow.
const FRAME: i64 = 100;
const REDUCED_FRAME: i64 = 1_000;

/// Something that lies over the page; the last one has the keys.
#[derive(Debug, PartialEq)]
pub enum Layer {
    /// The choice of a profile.
    Gate(Gate),
    /// Search.
    Search(Search),
    /// A title's page.
    Detail(Detail),
    /// A film is being played.
    Playing(Playback),
    /// Why this artwork: of a title on a canvas.
    Why(TitleIndex, Canvas),
    /// The settings of how pictures are chosen, and the one that has the focus.
    Tuning(Dial),
    /// Which pictures changed; the place of the change that has the focus, 0 for the latest.
    Changes(usize),
    /// What the log tells so far.
    Insights(Reading),
    /// A log that is replayed: there is no page under it.
    Replay(Box<Replay>),
    /// The keys.
    Help {
        /// How far it is scrolled.
        scroll: u16,
        /// What is underneath.
        over: Mode,
    },
}

/// What the keys mean at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// On the page.
    Browse,
    /// Choosing a profile.
    Gate,
    /// Typing a name.
    Name,
    /// Choosing an avatar.
    Avatar,
    /// Confirming a deletion.
    Delete,
    /// Searching.
    Search,
    /// On a title's page.
    Detail,
    /// Playing.
    Playing,
    /// Reading an explanation.
    Why,
    /// Changing how pictures are chosen.
    Tuning,
    /// Reading which pictures changed.
    Changes,
    /// Reading what the log tells.
    Insights,
    /// Watching the program browse by itself: these keys come before those of the place.
    Autopilot,
    /// Going through a log.
    Replay,
    /// Reading help.
    Help,
}

/// A short message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What it says.
    pub text: Text,
    /// When it goes away.
    pub until: Timestamp,
    /// The slots whose pictures it says have changed.
    pub changed: Vec<(TitleIndex, Canvas)>,
}

/// Everything that is known.
#[derive(Debug)]
pub struct State {
    /// What there is to watch.
    pub catalog: Arc<Catalog>,
    /// Who may watch.
    pub profiles: Profiles,
    /// What the person asked for at the start.
    pub settings: Settings,
    /// The size of the terminal.
    pub size: Size,
    /// The moment of the last message.
    pub now: Timestamp,
    /// The page of the profile that watches; `None` until one is chosen.
    pub browse: Option<Browse>,
    /// What lies over the page.
    pub layers: Vec<Layer>,
    /// A short message.
    pub toast: Option<Toast>,
    /// What is wrong with storage, as long as it is.
    pub trouble: Option<Text>,
    pub(super) serving: Serving,
    pub(super) autopilot: Option<Autopilot>,
    pub(super) tastes: HashMap<ProfileId, Taste>,
    /// Whether the session has ended.
    pub(super) is_over: bool,
}

impl State {
    /// The state at the start: the gate.
    #[must_use]
    pub fn new(
        catalog: Arc<Catalog>,
        profiles: Profiles,
        settings: Settings,
        serving: Serving,
        size: Size,
        now: Timestamp,
    ) -> Self {
        let tastes = profiles
            .as_slice()
            .iter()
            .map(|profile| (profile.id.clone(), Taste::of(profile, &catalog, now)));
        Self {
            tastes: tastes.collect(),
            catalog,
            profiles,
            settings,
            size: size.sensible(),
            now,
            browse: None,
            layers: vec![Layer::Gate(Gate::default())],
            toast: None,
            trouble: None,
            serving,
            autopilot: None,
            is_over: false,
        }
    }

    /// The state that replays a log: nobody watches, and nothing is logged or stored.
    #[must_use]
    pub fn replaying(
        replay: Replay,
        catalog: Arc<Catalog>,
        profiles: Profiles,
        settings: Settings,
        size: Size,
        now: Timestamp,
    ) -> Self {
        let nobody = Serving::new(Seed(0), SessionId::new("replay"), PolicySpec::default());
        let state = Self::new(catalog, profiles, settings, nobody, size, now);
        Self {
            layers: vec![Layer::Replay(Box::new(replay))],
            ..state
        }
    }

    /// What the keys mean.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self.layers.last() {
            None => Mode::Browse,
            Some(Layer::Gate(gate)) => match gate.editor {
                None => Mode::Gate,
                Some(Editor::Name { .. }) => Mode::Name,
                Some(Editor::Avatar { .. }) => Mode::Avatar,
                Some(Editor::Delete { .. }) => Mode::Delete,
            },
            Some(Layer::Search(_)) => Mode::Search,
            Some(Layer::Detail(_)) => Mode::Detail,
            Some(Layer::Playing(_)) => Mode::Playing,
            Some(Layer::Why(..)) => Mode::Why,
            Some(Layer::Tuning(_)) => Mode::Tuning,
            Some(Layer::Changes(_)) => Mode::Changes,
            Some(Layer::Insights(_)) => Mode::Insights,
            Some(Layer::Replay(_)) => Mode::Replay,
            Some(Layer::Help { .. }) => Mode::Help,
        }
    }

    /// When the screen changes by itself next, if nothing else happens.
    #[must_use]
    pub fn next_tick(&self) -> Option<Timestamp> {
        let frame = if self.settings.reduced_motion {
            REDUCED_FRAME
        } else {
            FRAME
        };
        let playing = matches!(self.layers.last(), Some(Layer::Playing(_)));
        let playing = playing.then(|| self.now.plus(frame));
        let toast = self.toast.as_ref().map(|toast| toast.until);
        let replay = self.replay().and_then(|it| it.next_tick(self.now));
        let autopilot = self.autopilot.as_ref().map(Autopilot::due);
        let others = toast.into_iter().chain(replay).chain(autopilot);
        playing.into_iter().chain(others).min()
    }

    /// What browses by itself, if it does.
    #[must_use]
    pub fn autopilot(&self) -> Option<&Autopilot> {
        self.autopilot.as_ref()
    }

    /// The profile that watches.
    #[must_use]
    pub fn active(&self) -> Option<&Profile> {
        self.profiles.get(&self.browse.as_ref()?.profile)
    }

    /// The taste of a profile, as of the beginning of its visit.
    #[must_use]
    pub fn taste(&self, profile: &ProfileId) -> Option<&Taste> {
        self.tastes.get(profile)
    }

    /// The learning loop, to look at.
    #[must_use]
    pub fn serving(&self) -> &Serving {
        &self.serving
    }

    /// The dials as they are now; [`State::tune`] turns them.
    #[must_use]
    pub fn tuning(&self) -> &Tuning {
        self.serving.tuning()
    }

    /// The arrangement of the page at the present size.
    #[must_use]
    pub fn layout(&self) -> Layout {
        Layout::new(
            self.size,
            self.browse
                .as_ref()
                .is_some_and(|browse| browse.split.is_some()),
        )
    }

    /// The decision for a slot of the profile that watches.
    #[must_use]
    pub fn decision(&self, title: TitleIndex, canvas: Canvas) -> Option<&Decision> {
        self.serving
            .decision(&self.browse.as_ref()?.profile, title, canvas)
    }

    /// The place in the title's set of the artwork to show a profile; the default one where no
    /// decision was made.
    #[must_use]
    pub fn artwork(&self, profile: &ProfileId, title: TitleIndex, canvas: Canvas) -> usize {
        let decision = self.serving.decision(profile, title, canvas);
        decision.map_or(self.catalog[title].default_artwork, Decision::artwork)
    }

    /// Why the profile that watches sees this artwork.
    #[must_use]
    pub fn explain(&self, title: TitleIndex, canvas: Canvas) -> Option<Explanation> {
        let taste = self.taste(&self.browse.as_ref()?.profile)?;
        let decision = self.decision(title, canvas)?;
        Some(Explanation::of(decision, &self.catalog, title, taste))
    }

    /// The artwork that changed for the profile that watches, the latest first.
    #[must_use]
    pub fn changes(&self) -> Vec<&Change> {
        let profile = self.browse.as_ref().map(|browse| &browse.profile);
        let all = self.serving.changes().iter().rev();
        all.filter(|change| Some(&change.profile) == profile)
            .collect()
    }

    /// How much of the title the profile that watches saw last time, in [0, 1].
    #[must_use]
    pub fn watched(&self, title: TitleIndex) -> Option<f64> {
        let history = &self.active()?.history;
        let id = &self.catalog[title].id;
        Some(
            history
                .iter()
                .rev()
                .find(|viewing| viewing.title == *id)?
                .fraction,
        )
    }

    pub(super) fn say(&mut self, text: &str) {
        self.toast = Some(Toast {
            text: Text::new(text),
            until: self.now.plus(TOAST),
            changed: Vec::new(),
        });
    }

    pub(super) fn moment(&self) -> Moment {
        let local = self.settings.zone.local(self.now);
        Moment {
            hour: local.hour,
            weekday: local.weekday,
            device: self.settings.device,
        }
    }

    /// Calls `act` with the learning loop and this profile as its viewer.
    pub(super) fn serve<R>(
        &mut self,
        profile: &ProfileId,
        act: impl FnOnce(&mut Serving, &Catalog, &Viewer<'_>) -> R,
    ) -> Option<R> {
        let moment = self.moment();
        let viewer = Viewer {
            profile: self.profiles.get(profile)?,
            taste: self.tastes.get(profile)?,
            moment,
        };
        Some(act(&mut self.serving, &self.catalog, &viewer))
    }
}

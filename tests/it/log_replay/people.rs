//! Evenings of the demo that somebody spends before the ordinary interface, and their log.

use std::{
    path::Path,
    sync::{Arc, LazyLock, mpsc::channel},
};

use keyart::{
    artwork::ColourDepth,
    catalog::{self, ArtworkId, Canvas, Catalog, TitleId},
    engine::{Device, PolicySpec},
    log::{Durability, Event, LogWriter, Record, SessionId},
    profiles::{self, AvatarId, ProfileId, Profiles},
    seed::Seed,
    session::{Effect, Mode, Placed, Serving, Settings, Size, State, Timeline},
    time::{Timestamp, Zone},
    tui::{Theme, ThemeName, app::headless::Headless, keymap},
};

pub(super) static DEMO: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(catalog::demo()));

/// Saturday, 21 November 2026, 20:30.
pub(super) const EVENING: Timestamp = Timestamp(1_795_293_000_000);

/// What two evenings begin with: profiles, rows, a film that is finished and one that is left, a
/// search, and a film that is played again.
const FIRST: &str = "1 Down Right Enter Enter wait:11s Esc Esc Down*2 Right*5 2 Down Enter Enter \
                     wait:2s Esc Esc Down*3 M 3 Down Right*2 / type:or Right Enter Esc Esc q";
const SECOND: &str =
    "2 Down Enter Enter wait:13s Enter wait:4s Esc Esc Down*4 wait:40m Up 1 Down*3 q";

/// A part of the page that somebody saw: the title, the canvas and its place, and the artwork.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sight {
    pub(super) title: TitleId,
    pub(super) canvas: Canvas,
    pub(super) band: usize,
    pub(super) column: usize,
    pub(super) artwork: ArtworkId,
}

/// What the page showed when so many events were logged.
#[derive(Debug, Clone)]
pub(super) struct Glimpse {
    pub(super) events: usize,
    pub(super) profile: ProfileId,
    pub(super) sights: Vec<Sight>,
}

/// Some sessions, one after the other.
#[derive(Clone)]
pub(super) struct Evening {
    pub(super) profiles: Profiles,
    /// The records of each session.
    pub(super) sessions: Vec<Vec<Record>>,
    pub(super) glimpses: Vec<Glimpse>,
}

pub(super) fn settings() -> Settings {
    Settings {
        device: Device::Tv,
        zone: Zone::utc(),
        avatars: vec![(AvatarId::new("default"), "figure")],
        reduced_motion: false,
    }
}

pub(super) fn theme() -> Theme {
    Theme::new(ThemeName::Dark, ColourDepth::True)
}

impl Evening {
    /// Two sessions whose artwork `policy` chooses.
    pub(super) fn of(policy: &str) -> Self {
        let mut evening = Self {
            profiles: profiles::demo(&DEMO, EVENING),
            sessions: Vec::new(),
            glimpses: Vec::new(),
        };
        evening.spend("one", policy, FIRST);
        evening.spend("two", policy, SECOND);
        evening
    }

    /// The evenings with `lin-ts`.
    pub(super) fn usual() -> Self {
        static USUAL: LazyLock<Evening> = LazyLock::new(|| Evening::of("lin-ts"));
        USUAL.clone()
    }

    fn spend(&mut self, name: &str, policy: &str, keys: &str) {
        let policy: PolicySpec = policy.parse().unwrap();
        let mut serving = Serving::new(Seed(3), SessionId::new(name), policy);
        let before: Vec<&Record> = self.sessions.iter().flatten().collect();
        for record in &before {
            serving.recall(&record.event, record.at);
        }
        let now = before
            .last()
            .map_or(EVENING, |last| last.at.plus(3_600_000));
        let logged = before.len();
        let mut events = vec![(now, Event::SessionStarted(serving.start(&DEMO)))];
        let size = Size {
            columns: 120,
            rows: 36,
        };
        let (profiles, catalog) = (self.profiles.clone(), DEMO.clone());
        let state = State::new(catalog, profiles, settings(), serving, size, now);
        let (sender, effects) = channel();
        let perform = Box::new(move |effect| sender.send(effect).unwrap());
        let mut screen = Headless::open(state, None, theme(), perform);
        for (_, step) in keymap::steps(keys).unwrap() {
            screen.perform(step);
            for effect in effects.try_iter() {
                if let Effect::Log { at, events: more } = effect {
                    events.extend(more.into_iter().map(|event| (at, event)));
                }
            }
            let sights = sights(screen.state());
            self.glimpses
                .extend(sights.map(|(profile, sights)| Glimpse {
                    events: logged + events.len(),
                    profile,
                    sights,
                }));
        }
        assert!(screen.is_over());
        let records = (0..).zip(events);
        let record = |(sequence, (at, event))| Record {
            sequence,
            at,
            event,
        };
        self.sessions.push(records.map(record).collect());
    }

    pub(super) fn records(&self) -> impl Iterator<Item = &Record> {
        self.sessions.iter().flatten()
    }

    /// Writes the log into the folder of the data in `folder`.
    pub(super) fn store(&self, folder: &Path) {
        for records in &self.sessions {
            let Event::SessionStarted(start) = &records[0].event else {
                panic!("a session begins with its start");
            };
            let (folder, at) = (folder.join("log"), records[0].at);
            let mut writer = LogWriter::create(&folder, start, at, Durability::OnSync).unwrap();
            for record in &records[1..] {
                writer
                    .append(std::slice::from_ref(&record.event), record.at)
                    .unwrap();
            }
        }
    }
}

/// What the page shows enough of to count as seen.
fn sights(state: &State) -> Option<(ProfileId, Vec<Sight>)> {
    let browse = state
        .browse
        .as_ref()
        .filter(|_| state.mode() == Mode::Browse)?;
    let placed = state.layout().placed(browse).into_iter();
    let sights = placed.filter(Placed::is_visible).map(|it| {
        let title = &state.catalog[it.title];
        let artwork = state.artwork(&browse.profile, it.title, it.canvas);
        Sight {
            title: title.id.clone(),
            canvas: it.canvas,
            band: it.focus.band,
            column: it.focus.column,
            artwork: title.artwork[artwork].id.clone(),
        }
    });
    Some((browse.profile.clone(), sights.collect()))
}

pub(super) fn timeline<'a>(records: impl IntoIterator<Item = &'a Record>) -> Timeline {
    let mut timeline = Timeline::default();
    records.into_iter().for_each(|record| timeline.take(record));
    timeline
}

//! A small application to draw: six titles, three profiles, everything fixed.

use std::sync::Arc;

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr;

use keyart::{
    artwork::{ColourDepth, PictureCache, Want},
    catalog::{ArtworkId, Catalog, Maturity, Root, Severity, TitleId},
    engine::{Device, PolicyName},
    log::SessionId,
    profiles::{AvatarId, Profiles, Thumb, Viewing},
    seed::Seed,
    session::{Command, Input, Message, Serving, Settings, Size, State},
    time::{DAY, Timestamp, Zone},
    tui::{Theme, ThemeName, view},
};

pub(super) const CATALOG: &str = include_str!("../../fixtures/tui/catalog.toml");

/// A state and the look that it is drawn with.
pub(super) struct Stage {
    pub(super) state: State,
    pub(super) pictures: PictureCache,
    depth: ColourDepth,
}

impl Stage {
    /// The gate with Romy, who watches romances, Kit, a child, and Noa, who is new.
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        Self::of(
            CATALOG,
            ["Romy", "Kit", "Noa"],
            PolicyName::LinTs,
            (columns, rows),
        )
    }

    /// The gate of three profiles over the catalog in `source`.
    pub(super) fn of(
        source: &str,
        names: [&str; 3],
        policy: PolicyName,
        (columns, rows): (u16, u16),
    ) -> Self {
        let (catalog, problems) = Catalog::parse(source, "test", Root::Folder("art".into()));
        let errors = problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{problems:?}");
        let catalog = Arc::new(catalog.unwrap());
        let now = Timestamp(1_767_643_200_000);
        let avatars = ["heart", "cat", "robot", "pirate"];
        let settings = Settings {
            device: Device::Desktop,
            zone: Zone::utc(),
            avatars: avatars.map(|name| (AvatarId::new(name), name)).to_vec(),
            reduced_motion: false,
        };
        let serving = Serving::new(Seed(7), SessionId::new("test"), policy);
        let size = Size { columns, rows };
        let profiles = profiles(&catalog, names, now);
        Self {
            state: State::new(catalog, profiles, settings, serving, size, now),
            pictures: PictureCache::new(1 << 20),
            depth: ColourDepth::True,
        }
    }

    pub(super) fn with_depth(self, depth: ColourDepth) -> Self {
        Self { depth, ..self }
    }

    /// Gives commands, one after the other.
    pub(super) fn after(mut self, commands: impl IntoIterator<Item = Command>) -> Self {
        for command in commands {
            self.tell(Input::Command(command));
        }
        self
    }

    /// Types into the open field.
    pub(super) fn typed(mut self, text: &str) -> Self {
        text.chars()
            .for_each(|character| self.tell(Input::Character(character)));
        self
    }

    /// Lets so many milliseconds pass.
    pub(super) fn later(mut self, milliseconds: i64) -> Self {
        let at = self.state.now.plus(milliseconds);
        let _ = self.state.update(Message {
            at,
            input: Input::Tick,
        });
        self
    }

    pub(super) fn tell(&mut self, input: Input) {
        let at = self.state.now;
        let _ = self.state.update(Message { at, input });
    }

    /// The cells, and the pictures wanted.
    pub(super) fn drawn(&self) -> (Buffer, Vec<Want>) {
        self.drawn_in(self.state.size)
    }

    /// The same in a terminal that has another size by now.
    pub(super) fn drawn_in(&self, size: Size) -> (Buffer, Vec<Want>) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, size.columns, size.rows));
        let theme = Theme::new(ThemeName::Dark, self.depth);
        let wants = view(&self.state, &self.pictures, &theme, &mut buffer);
        (buffer, wants)
    }

    /// The text on the screen, line by line.
    pub(super) fn text(&self) -> String {
        let (buffer, _) = self.drawn();
        let lines = buffer.area.rows().map(|row| {
            let mut line = String::new();
            let mut skipped = 0;
            for position in row.columns() {
                let symbol = buffer[(position.x, position.y)].symbol();
                if skipped == 0 {
                    line.push_str(symbol);
                    skipped = symbol.width().saturating_sub(1);
                } else {
                    skipped -= 1;
                }
            }
            line.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn profiles(catalog: &Catalog, names: [&str; 3], now: Timestamp) -> Profiles {
    let mut profiles = Profiles::default();
    let limits = [Maturity::Eighteen, Maturity::Seven, Maturity::Eighteen];
    let avatars = ["heart", "cat", "robot"].map(AvatarId::new);
    let mut ids = Vec::new();
    for ((name, limit), avatar) in names.iter().zip(limits).zip(avatars) {
        ids.push(profiles.add(name, avatar, limit).unwrap());
    }
    let title = |place: usize| catalog.titles()[place].id.clone();
    let mut watch = |profile: usize, title: TitleId, artwork: &str, days: i64, fraction| {
        let viewing = Viewing {
            title,
            artwork: Some(ArtworkId::new(artwork)),
            at: now.plus(-days * DAY),
            fraction,
        };
        profiles.record_viewing(&ids[profile], viewing).unwrap();
    };
    watch(0, title(1), "lovers", 9, 1.0);
    watch(0, title(0), "lovers", 5, 0.4);
    watch(0, title(1), "lovers", 2, 0.95);
    watch(1, title(3), "laugh", 3, 1.0);
    profiles.rate(&ids[0], &title(1), Some(Thumb::Up)).unwrap();
    profiles
        .rate(&ids[0], &title(2), Some(Thumb::Down))
        .unwrap();
    profiles.toggle_listed(&ids[0], &title(4)).unwrap();
    profiles
}

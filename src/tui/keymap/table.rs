//! The table.

use crossterm::event::KeyCode;

use crate::{
    session::{Command, Mode},
    tui::keymap::{Key, MODES},
};

/// Keys with their meaning in some modes.
#[derive(Debug)]
pub struct Binding {
    /// Where it holds.
    pub modes: &'static [Mode],
    /// The keys, the one to show first.
    pub keys: &'static [Key],
    /// What they mean; [`Command::Profile`] takes its place from the digit.
    pub command: Command,
    /// One word for the hint bar, where it belongs there.
    pub hint: Option<&'static str>,
    /// What it does, for help: a sentence without its full stop.
    pub meaning: &'static str,
}

/// Commands of the shell that are worth knowing, and what they do.
pub const SHELL: [(&str, &str); 7] = [
    ("keyart --help", "All commands"),
    (
        "keyart select",
        "Chooses artwork without a screen, for scripts",
    ),
    (
        "keyart artwork preview",
        "Shows the artwork set of a title, or a picture",
    ),
    (
        "keyart catalog check",
        "Finds what is wrong with a catalog and its pictures",
    ),
    ("keyart log stats", "Counts what was shown and played"),
    (
        "keyart log replay",
        "Steps through what was shown, and compares policies there",
    ),
    (
        "keyart doctor",
        "Says what the terminal can do, and if all is in order",
    ),
];

const fn bind(
    modes: &'static [Mode],
    keys: &'static [Key],
    command: Command,
    hint: &'static str,
    meaning: &'static str,
) -> Binding {
    Binding {
        modes,
        keys,
        command,
        hint: Some(hint),
        meaning,
    }
}

const fn quiet(
    modes: &'static [Mode],
    keys: &'static [Key],
    command: Command,
    meaning: &'static str,
) -> Binding {
    Binding {
        modes,
        keys,
        command,
        hint: None,
        meaning,
    }
}

const BROWSE: &[Mode] = &[Mode::Browse];
const GATE: &[Mode] = &[Mode::Gate];
const DETAIL: &[Mode] = &[Mode::Detail];
const WHY: &[Mode] = &[Mode::Why];
const PLAYING: &[Mode] = &[Mode::Playing];
/// Where the page changes under the eyes of who turns a dial.
const DIALS: &[Mode] = &[Mode::Browse, Mode::Why, Mode::Tuning];
const TUNING: &[Mode] = &[Mode::Tuning];
const CHANGES: &[Mode] = &[Mode::Changes];
const INSIGHTS: &[Mode] = &[Mode::Insights];
const AUTOPILOT: &[Mode] = &[Mode::Autopilot];
const REPLAY: &[Mode] = &[Mode::Replay];
const HELP: &[Mode] = &[Mode::Help];
/// Where a grid is walked with letters as well as with arrows.
const GRIDS: &[Mode] = &[
    Mode::Browse,
    Mode::Gate,
    Mode::Avatar,
    Mode::Why,
    Mode::Tuning,
    Mode::Changes,
];
/// Where one thing is looked at and digits change who looks.
const SWITCHING: &[Mode] = &[
    Mode::Browse,
    Mode::Gate,
    Mode::Detail,
    Mode::Why,
    Mode::Tuning,
    Mode::Changes,
];
const LINES: &[Mode] = &[
    Mode::Browse,
    Mode::Gate,
    Mode::Avatar,
    Mode::Detail,
    Mode::Why,
];

const UP: Key = Key::Named(KeyCode::Up);
const DOWN: Key = Key::Named(KeyCode::Down);
const LEFT: Key = Key::Named(KeyCode::Left);
const RIGHT: Key = Key::Named(KeyCode::Right);
const HOME: Key = Key::Named(KeyCode::Home);
const END: Key = Key::Named(KeyCode::End);
const PAGE_UP: Key = Key::Named(KeyCode::PageUp);
const PAGE_DOWN: Key = Key::Named(KeyCode::PageDown);
const ENTER: Key = Key::Named(KeyCode::Enter);
const ESC: Key = Key::Named(KeyCode::Esc);
const DELETE: Key = Key::Named(KeyCode::Delete);
const TAB: Key = Key::Named(KeyCode::Tab);
const F1: Key = Key::Named(KeyCode::F(1));

/// Every binding; in each mode the most useful come first.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    // What to do with the focus.
    bind(BROWSE, &[ENTER], Command::Confirm, "open", "Opens the title that has the focus"),
    bind(GATE, &[ENTER], Command::Confirm, "watch", "Lets this profile watch"),
    bind(DETAIL, &[ENTER], Command::Confirm, "play", "Plays the title"),
    bind(PLAYING, &[ESC, ENTER, Key::Char(' ')], Command::Back, "stop", "Stops playing"),
    bind(&[Mode::Search], &[ENTER], Command::Confirm, "open", "Opens the result that has the focus"),
    bind(&[Mode::Name], &[ENTER], Command::Confirm, "save", "Takes this name"),
    bind(&[Mode::Avatar], &[ENTER], Command::Confirm, "choose", "Takes this avatar"),
    bind(&[Mode::Delete], &[Key::Char('y'), ENTER], Command::Confirm, "delete", "Deletes the profile and its history"),
    bind(&[Mode::Delete], &[Key::Char('n'), ESC], Command::Back, "keep", "Keeps the profile"),
    bind(WHY, &[ESC, Key::Char('w'), Key::Char('q'), ENTER], Command::Back, "close", "Closes the explanation"),
    bind(TUNING, &[ESC, Key::Char('t'), Key::Char('q'), ENTER], Command::Back, "close", "Closes the settings"),
    bind(TUNING, &[LEFT, Key::Char('h')], Command::Left, "less", "Turns the setting down, or to its value before"),
    bind(TUNING, &[RIGHT, Key::Char('l')], Command::Right, "more", "Turns the setting up, or to its next value"),
    bind(TUNING, &[Key::Char('L')], Command::Changes, "changes", "Shows which pictures changed"),
    bind(CHANGES, &[ESC, Key::Char('L'), Key::Char('q')], Command::Back, "close", "Closes the list"),
    bind(CHANGES, &[ENTER], Command::Confirm, "open", "Opens the title of the change"),
    bind(INSIGHTS, &[RIGHT, TAB, Key::Char('l')], Command::Right, "next page", "Goes to the next page"),
    quiet(INSIGHTS, &[LEFT, Key::Char('h')], Command::Left, "Goes to the page before"),
    bind(INSIGHTS, &[DOWN, Key::Char('j')], Command::Down, "down", "Scrolls down"),
    bind(INSIGHTS, &[UP, Key::Char('k')], Command::Up, "up", "Scrolls up"),
    bind(INSIGHTS, &[ESC, Key::Char('i'), Key::Char('q')], Command::Back, "close", "Returns to the page"),
    bind(AUTOPILOT, &[ESC, Key::Char('a')], Command::Autopilot, "stop the autopilot", "Stops the autopilot"),
    bind(AUTOPILOT, &[Key::Char('+'), Key::Char('=')], Command::Faster, "faster", "Browses twice as fast, up to 16 times as fast as a person"),
    bind(AUTOPILOT, &[Key::Char('-')], Command::Slower, "slower", "Browses half as fast, down to a quarter"),
    bind(REPLAY, &[RIGHT, Key::Char('l')], Command::Right, "next", "Goes to the next event"),
    bind(REPLAY, &[LEFT, Key::Char('h')], Command::Left, "back", "Goes back to the event before"),
    bind(REPLAY, &[Key::Char(' ')], Command::Confirm, "play", "Plays, an event every half second, or pauses"),
    bind(REPLAY, &[Key::Char('c')], Command::Compare, "compare", "Compares with the next policy, and after the last one with none"),
    bind(REPLAY, &[DOWN, Key::Char('j')], Command::Down, "visit", "Goes to the next visit"),
    quiet(REPLAY, &[UP, Key::Char('k')], Command::Up, "Goes back to the beginning of this visit, or to the visit before"),
    bind(REPLAY, &[PAGE_DOWN, Key::Ctrl('f'), Key::Ctrl('d')], Command::PageDown, "session", "Goes to the next session"),
    quiet(REPLAY, &[PAGE_UP, Key::Ctrl('b'), Key::Ctrl('u')], Command::PageUp, "Goes back to the beginning of this session, or to the session before"),
    quiet(REPLAY, &[Key::Char('g'), HOME], Command::Top, "Goes to the first event"),
    quiet(REPLAY, &[Key::Char('G'), END], Command::Bottom, "Goes to the last event"),
    bind(HELP, &[ESC, Key::Char('?'), F1, Key::Char('q'), ENTER], Command::Back, "close", "Closes help"),
    // What personalisation did.
    bind(&[Mode::Browse, Mode::Detail], &[Key::Char('w')], Command::Why, "why", "Explains why this picture was chosen"),
    bind(BROWSE, &[Key::Char('r')], Command::Reveal, "reveal", "Marks what differs from the default pictures"),
    bind(BROWSE, &[Key::Char('v')], Command::Split, "split", "Shows another profile's pictures beside these"),
    bind(SWITCHING, &[Key::Digit], Command::Profile(0), "profile", "Switches to the profile with this number"),
    bind(BROWSE, &[Key::Char('/')], Command::Search, "search", "Searches the catalog"),
    bind(&[Mode::Browse, Mode::Insights], &[Key::Char('a')], Command::Autopilot, "autopilot", "Lets the program browse by itself, as this profile"),
    bind(BROWSE, &[Key::Char('i')], Command::Insights, "insights", "Shows what the log tells so far"),
    bind(&[Mode::Browse, Mode::Detail], &[Key::Char('p')], Command::SwitchProfile, "profiles", "Asks again who is watching"),
    quiet(GATE, &[Key::Char('p')], Command::SwitchProfile, "Returns to the page"),
    bind(BROWSE, &[Key::Char('t')], Command::Tune, "tune", "Shows the settings of how pictures are chosen"),
    bind(BROWSE, &[Key::Char('L')], Command::Changes, "changes", "Shows which pictures changed"),
    bind(DIALS, &[Key::Char(']')], Command::MoreVariety, "more variety", "Wants more variety among the pictures"),
    bind(DIALS, &[Key::Char('[')], Command::LessVariety, "less", "Wants less variety among the pictures"),
    quiet(DIALS, &[Key::Char('M')], Command::NextMood, "Prefers pictures of the next mood; after the last, of any"),
    // What one thinks of it.
    bind(&[Mode::Browse, Mode::Detail], &[Key::Char('m')], Command::MyList, "my list", "Puts the title on one's list, or takes it off"),
    bind(&[Mode::Browse, Mode::Detail], &[Key::Char('+'), Key::Char('=')], Command::ThumbUp, "like", "Likes the title; again: no opinion"),
    bind(&[Mode::Browse, Mode::Detail], &[Key::Char('-')], Command::ThumbDown, "dislike", "Dislikes the title; again: no opinion"),
    // Profiles.
    bind(GATE, &[Key::Char('a')], Command::AddProfile, "add", "Adds a profile"),
    bind(GATE, &[Key::Char('e')], Command::RenameProfile, "rename", "Renames the profile"),
    bind(GATE, &[Key::Char('c')], Command::ChangeAvatar, "avatar", "Changes the profile's avatar"),
    bind(GATE, &[Key::Char('s')], Command::ChangeAge, "age", "Changes the age that the profile's titles suit"),
    bind(GATE, &[Key::Char('d'), DELETE], Command::DeleteProfile, "delete", "Deletes the profile, after a question"),
    // Moving.
    bind(PLAYING, &[LEFT, Key::Char('h')], Command::Left, "back", "Goes back by a tenth"),
    bind(PLAYING, &[RIGHT, Key::Char('l')], Command::Right, "ahead", "Goes ahead by a tenth"),
    bind(HELP, &[DOWN, Key::Char('j')], Command::Down, "down", "Scrolls down"),
    bind(HELP, &[UP, Key::Char('k')], Command::Up, "up", "Scrolls up"),
    quiet(LINES, &[LEFT, Key::Char('h')], Command::Left, "Moves left"),
    quiet(LINES, &[RIGHT, Key::Char('l')], Command::Right, "Moves right"),
    quiet(GRIDS, &[UP, Key::Char('k')], Command::Up, "Moves up"),
    quiet(GRIDS, &[DOWN, Key::Char('j')], Command::Down, "Moves down"),
    quiet(&[Mode::Search], &[LEFT], Command::Left, "Moves left among the results"),
    quiet(&[Mode::Search], &[RIGHT], Command::Right, "Moves right among the results"),
    quiet(&[Mode::Search], &[UP], Command::Up, "Moves up among the results"),
    quiet(&[Mode::Search], &[DOWN], Command::Down, "Moves down among the results"),
    quiet(LINES, &[HOME, Key::Char('0')], Command::RowStart, "Moves to the start of the row"),
    quiet(LINES, &[END, Key::Char('$')], Command::RowEnd, "Moves to the end of the row"),
    quiet(GRIDS, &[Key::Char('g')], Command::Top, "Moves to the top"),
    quiet(GRIDS, &[Key::Char('G')], Command::Bottom, "Moves to the bottom"),
    quiet(&[Mode::Browse, Mode::Why, Mode::Changes, Mode::Insights], &[PAGE_UP, Key::Ctrl('b'), Key::Ctrl('u')], Command::PageUp, "Moves up by a screen"),
    quiet(&[Mode::Browse, Mode::Why, Mode::Changes, Mode::Insights], &[PAGE_DOWN, Key::Ctrl('f'), Key::Ctrl('d')], Command::PageDown, "Moves down by a screen"),
    quiet(HELP, &[PAGE_UP, Key::Ctrl('b'), Key::Ctrl('u')], Command::PageUp, "Scrolls up by ten lines"),
    quiet(HELP, &[PAGE_DOWN, Key::Ctrl('f'), Key::Ctrl('d')], Command::PageDown, "Scrolls down by ten lines"),
    quiet(HELP, &[HOME, Key::Char('g')], Command::Top, "Scrolls to the top"),
    // Leaving.
    quiet(BROWSE, &[ESC], Command::Back, "Closes the split, or asks who is watching"),
    quiet(GATE, &[ESC], Command::Back, "Returns to the page, or ends the program"),
    bind(DETAIL, &[ESC], Command::Back, "back", "Returns to where one was"),
    bind(&[Mode::Search], &[ESC], Command::Back, "back", "Closes the search"),
    bind(&[Mode::Name, Mode::Avatar], &[ESC], Command::Back, "cancel", "Changes nothing"),
    quiet(&[Mode::Search, Mode::Name], &[F1], Command::Help, "Shows the keys"),
    quiet(&[Mode::Browse, Mode::Gate, Mode::Avatar, Mode::Delete, Mode::Detail, Mode::Playing, Mode::Why, Mode::Tuning, Mode::Changes, Mode::Insights, Mode::Autopilot, Mode::Replay], &[Key::Char('?'), F1], Command::Help, "Shows the keys"),
    quiet(&MODES, &[Key::Ctrl('z')], Command::Suspend, "Stops the program; `fg` continues it"),
    quiet(REPLAY, &[ESC], Command::Back, "Ends the replay"),
    bind(&[Mode::Browse, Mode::Gate, Mode::Detail, Mode::Playing, Mode::Autopilot, Mode::Replay], &[Key::Char('q'), Key::Ctrl('c')], Command::Quit, "quit", "Ends the program"),
    quiet(&[Mode::Search, Mode::Name, Mode::Avatar, Mode::Delete, Mode::Why, Mode::Tuning, Mode::Changes, Mode::Insights, Mode::Help], &[Key::Ctrl('c')], Command::Quit, "Ends the program"),
];

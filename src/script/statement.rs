//! What lines of a script say.

use crossterm::event::KeyEvent;

use super::value::{Amount, Comparison, Pattern};
use crate::{
    artwork::Protocol,
    catalog::{Canvas, Maturity, Tone, words},
    engine::{Device, PolicySpec},
    session::{Attribution, Canvases, Command, Mode, Size},
    tui::ThemeName,
};

/// What a line says.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// How the session begins.
    Set(Setting),
    /// Something to do.
    Act(Action),
    /// Something that must be so.
    Expect(Expectation),
    /// The screen goes to this file.
    Screenshot(String),
    /// A caption for those who watch; without a text it goes away.
    Say(Option<String>),
    /// How the lines belong together.
    Structure(Structure),
}

/// How the session begins.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    /// The size of the screen.
    Size(Size),
    /// Where all randomness comes from.
    Seed(u64),
    /// The moment, in the zone.
    Clock(String),
    /// The name of the time zone.
    Zone(String),
    /// Milliseconds from one action to the next.
    Pace(i64),
    /// The kind of screen.
    Device(Device),
    /// Which policy chooses.
    Policy(PolicySpec),
    /// The catalog's file.
    Catalog(String),
    /// The folder of profiles and log to begin with a copy of.
    Data(String),
    /// How pictures are shown.
    Protocol(Protocol),
    /// The colours.
    Theme(ThemeName),
    /// Whether as little as possible moves by itself.
    ReducedMotion(bool),
    /// How much a picture loses for being like those round it.
    Diversity(f64),
    /// The mood.
    Mood(Tone),
    /// The same title on two canvases.
    Canvases(Canvases),
    /// For how many visits artwork stays.
    Stickiness(u32),
    /// How often artwork may change.
    MostChanges(u32),
    /// Which impression gets a play.
    Attribution(Attribution),
    /// How long an impression waits for a play, in milliseconds.
    Window(i64),
}

/// Something to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// This profile watches from now on.
    Profile(String),
    /// A profile is added.
    AddProfile(String, Option<Maturity>),
    /// A profile gets another name.
    RenameProfile(String, String),
    /// A profile gets another avatar.
    ChangeAvatar(String, String),
    /// A profile sees titles up to this age.
    ChangeAge(String, Maturity),
    /// A profile is deleted.
    DeleteProfile(String),
    /// A search for this text.
    Search(String),
    /// A title gets the focus; in the row with this heading, if one is given.
    Focus(String, Option<String>),
    /// The page of a title, or of the focus.
    Open(Option<String>),
    /// A film is played: of a title or of the focus; until it is stopped, if no amount is given.
    Play(Option<String>, Option<Amount>),
    /// A film is played and given up before it counts as watched.
    Abandon(Option<String>, Amount),
    /// The film that is on is stopped.
    Stop,
    /// So many titles are passed over.
    Skip(u32),
    /// A command, so many times.
    Command(Command, u32),
    /// A key, so many times.
    Press(KeyEvent, u32),
    /// Characters are typed.
    Type(String),
    /// A click on a cell: column and row, from 0.
    Click(u16, u16),
    /// A click on the picture of a title of the page; in the row with this heading, if one is given.
    ClickOn(String, Option<String>),
    /// The wheel turns so many notches; downwards or upwards.
    Scroll(bool, u32),
    /// The terminal gets another size.
    Resize(Size),
    /// So many milliseconds pass.
    Advance(i64),
    /// The picture of an artwork of a title cannot be shown.
    Break(String, String),
    /// The program ends and is started again.
    Restart,
    /// The program ends.
    Quit,
    /// The program is ended from outside.
    Terminate,
    /// So many keys, clicks and sizes by chance.
    Monkey(u32),
}

/// A title on a canvas; on that where it is seen, if none is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The title.
    pub title: String,
    /// The canvas.
    pub canvas: Option<Canvas>,
}

/// With what an artwork is compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// The title's default artwork.
    Default,
    /// This artwork.
    Artwork(String),
    /// What this profile sees.
    Profile(String),
}

/// Something that must be so, or, where that is said, must not be so.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// What.
    pub subject: Expected,
    /// Whether it must not be so.
    pub is_negated: bool,
}

/// What must be so.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// The artwork chosen for a spot is this one.
    Artwork(Spot, Subject),
    /// This title has the focus.
    Focus(String),
    /// This profile watches.
    Profile(String),
    /// A profile has this avatar.
    Avatar(String, String),
    /// One is here.
    Place(Mode),
    /// The row, from 1, has this heading.
    Heading(u32, Pattern),
    /// The row, from 1, holds this title.
    RowHolds(u32, String),
    /// The page has so many rows.
    Rows(Comparison),
    /// The artwork of this title is to be seen.
    Visible(String),
    /// The screen, or a line of it from 1, contains this.
    Screen(Option<u32>, Pattern),
    /// The screen is as it was recorded under this name.
    Snapshot(String),
    /// The message at the lower edge contains this.
    Message(Pattern),
    /// The log counts so many.
    Log(Counter, Comparison),
    /// Every logged propensity follows from the log.
    Verifies,
    /// Quality plays ÷ impressions.
    TakeFraction(Comparison),
    /// The probabilities of a decision sum to this.
    Sum(Spot, f64),
    /// The probability of an artwork in a decision; of the chosen one if none is named.
    Probability(Option<String>, Spot, Comparison),
    /// There are so many profiles.
    Profiles(Comparison),
    /// Artwork of the profile that watches changed so many times.
    Changes(Comparison),
    /// The program has ended.
    Ended,
}

/// What a log counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// Artwork shown.
    Impressions,
    /// Impressions that led to a play.
    Plays,
    /// Impressions that led to a play that was not abandoned.
    QualityPlays,
    /// Impressions whose title was opened.
    Opens,
    /// Impressions that were passed over.
    Skips,
    /// Impressions from which nothing followed in time.
    Expired,
    /// Impressions of which nothing is known yet.
    Pending,
    /// Impressions that count for nothing.
    Withdrawn,
    /// Runs of the program.
    Sessions,
}

words!(Counter: Impressions = "impressions", Plays = "plays", QualityPlays = "quality-plays",
    Opens = "opens", Skips = "skips", Expired = "expired", Pending = "pending",
    Withdrawn = "withdrawn", Sessions = "sessions");

/// Where one can be, with the words for it.
pub const PLACES: [(Mode, &str); 13] = [
    (Mode::Browse, "page"),
    (Mode::Gate, "gate"),
    (Mode::Name, "name"),
    (Mode::Avatar, "avatars"),
    (Mode::Delete, "deletion"),
    (Mode::Search, "search"),
    (Mode::Detail, "title"),
    (Mode::Playing, "film"),
    (Mode::Why, "why"),
    (Mode::Tuning, "settings"),
    (Mode::Changes, "changes"),
    (Mode::Insights, "insights"),
    (Mode::Help, "help"),
];

/// How lines belong together.
#[derive(Debug, Clone, PartialEq)]
pub enum Structure {
    /// What kind of script it is.
    Tags(Vec<String>),
    /// The lines of another file.
    Include(String),
    /// A name for a text.
    Let(String, String),
    /// The lines up to `End`, so many times.
    Repeat(u32),
    /// The lines up to `End` for each value, which has this name.
    ForEach(String, Values),
    /// The end of the innermost block.
    End,
}

/// What a loop goes through.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// The names of the profiles there are then.
    Profiles,
    /// The names of the titles of the catalog.
    Titles,
    /// These texts.
    Listed(Vec<String>),
}

//! From the tables of a catalog file to titles.

use std::{collections::HashMap, ops::RangeInclusive, sync::Arc};

use super::{
    files::expect_inside,
    model::{Artwork, ArtworkId, Canvas, Canvases, Maturity, Shot, Title, TitleId, Tone, Weights},
    problem::Findings,
    spelling::{did_you_mean, list_of},
    vocabulary::Vocabulary,
    wire::{Entry, Section, quoted},
};
use crate::text::Text;

const TITLE_KEYS: [&str; 12] = [
    "id",
    "name",
    "year",
    "runtime",
    "maturity",
    "genres",
    "cast",
    "keywords",
    "synopsis",
    "popularity",
    "default_artwork",
    "artwork",
];
const ARTWORK_KEYS: [&str; 10] = [
    "id", "file", "lineage", "canvases", "genres", "themes", "cast", "shot", "tone", "focal",
];
/// From the first public screening to what may be announced today.
const YEARS: RangeInclusive<u16> = 1870..=2100;
/// Up to a thousand hours, for series counted as a whole.
const MINUTES: RangeInclusive<u16> = 1..=60_000;
const LONGEST_ID: usize = 64;

/// What is found while the titles of one file are read.
#[derive(Default)]
pub(super) struct Reading<'a> {
    pub(super) findings: Findings,
    pub(super) vocabulary: Vocabulary<'a>,
}

impl<'a> Reading<'a> {
    /// The title in `section`; `None` if there is any error in it, which is then found.
    pub(super) fn title(&mut self, section: Section<'a>) -> Option<Title> {
        let errors = self.findings.errors();
        let title = self.title_with_errors(section)?;
        (self.findings.errors() == errors).then_some(title)
    }

    fn title_with_errors(&mut self, section: Section<'a>) -> Option<Title> {
        section.expect_only(&TITLE_KEYS, &mut self.findings);
        let mut required = |key| section.required(key, "title", &mut self.findings);
        let (id, name) = (required("id"), required("name"));
        let (year, runtime) = (required("year"), required("runtime"));
        let (maturity, genres) = (required("maturity"), required("genres"));
        let (synopsis, popularity) = (required("synopsis"), required("popularity"));
        let (default, set) = (required("default_artwork"), required("artwork"));

        let genres = genres.and_then(|entry| self.title_genres(entry));
        let findings = &mut self.findings;
        let id = id.and_then(|entry| slug(entry, findings));
        let name = name.and_then(|entry| entry.text(findings));
        let year = year.and_then(|entry| entry.integer(YEARS, findings));
        let runtime = runtime.and_then(|entry| entry.integer(MINUTES, findings));
        let maturity =
            maturity.and_then(|entry| entry.word(Maturity::parse, Maturity::ALL, findings));
        let synopsis = synopsis.and_then(|entry| entry.text(findings));
        let popularity = popularity.and_then(|entry| entry.share(findings));
        let cast = optional_texts(section, "cast", findings);
        let keywords = optional_texts(section, "keywords", findings);
        let artwork = set.and_then(|entry| self.artwork_set(entry, section.at, &cast));
        let default_artwork = default.zip(artwork.as_ref());
        let default_artwork =
            default_artwork.and_then(|(entry, set)| place_in(set, entry, &mut self.findings));
        Some(Title {
            id: TitleId::new(id?),
            name: name?,
            year: year?,
            runtime: runtime?,
            maturity: maturity?,
            genres: genres?,
            cast,
            keywords,
            synopsis: synopsis?,
            popularity: popularity?,
            default_artwork: default_artwork?,
            artwork: artwork?,
        })
    }

    fn title_genres(&mut self, entry: Entry<'a>) -> Option<Vec<Text>> {
        let mut genres = Vec::new();
        for element in entry.elements(&mut self.findings)? {
            if let Some(genre) = element.text(&mut self.findings) {
                let raw = element.string(&mut self.findings)?;
                self.vocabulary.title_genre(raw, element.at());
                genres.push(genre);
            }
        }
        if genres.is_empty() {
            let message = "this title has no genre";
            self.findings
                .error(entry.at(), message, "list at least one");
        }
        Some(genres)
    }

    fn artwork_set(&mut self, entry: Entry<'a>, at: usize, cast: &[Text]) -> Option<Vec<Artwork>> {
        let sections = entry.sections(&mut self.findings)?;
        if sections.is_empty() {
            let remedy = "add `[[title.artwork]]`";
            self.findings.gap(at, "this title has no artwork", remedy);
        }
        let mut places = HashMap::with_capacity(sections.len());
        let mut set = Vec::with_capacity(sections.len());
        let mut is_complete = true;
        for section in sections {
            let id = section.required("id", "artwork", &mut self.findings);
            let id = id.and_then(|entry| Some((slug(entry, &mut self.findings)?, entry.at())));
            if let Some((id, at)) = id {
                expect_unique("artwork", id, at, &mut places, &mut self.findings);
            }
            match self.artwork(section, id.map_or("", |(id, _)| id), cast) {
                Some(artwork) => set.push(artwork),
                None => is_complete = false,
            }
        }
        let shows_tile = |artwork: &Artwork| artwork.canvases.contains(Canvas::Tile);
        if is_complete && !set.is_empty() && !set.iter().any(shows_tile) {
            let message = "no artwork of this title is made for the canvas `tile`";
            let remedy = "add `tile` to the canvases of one, or the title cannot be shown in a row";
            self.findings.error(at, message, remedy);
        }
        is_complete.then_some(set)
    }

    fn artwork(&mut self, section: Section<'a>, id: &str, title_cast: &[Text]) -> Option<Artwork> {
        section.expect_only(&ARTWORK_KEYS, &mut self.findings);
        let mut required = |key| section.required(key, "artwork", &mut self.findings);
        let (file, genres, themes) = (required("file"), required("genres"), required("themes"));
        let (shot, tone) = (required("shot"), required("tone"));

        let genres = genres.and_then(|entry| self.genre_weights(entry));
        let themes = themes.and_then(|entry| self.theme_weights(entry));
        let findings = &mut self.findings;
        let file = file.and_then(|entry| path(entry, findings));
        let shot = shot.and_then(|entry| entry.word(Shot::parse, Shot::ALL, findings));
        let tone = tone.and_then(|entry| entry.word(Tone::parse, Tone::ALL, findings));
        let lineage = match section.optional("lineage") {
            None => Some(Text::new(id)),
            Some(entry) => entry.text(findings),
        };
        let canvases = match section.optional("canvases") {
            None => Some(Canvases::ALL),
            Some(entry) => canvases(entry, findings),
        };
        let focal = match section.optional("focal") {
            None => Some([0.5, 0.5]),
            Some(entry) => focal_point(entry, findings),
        };
        let cast = section.optional("cast");
        let cast = cast.and_then(|entry| recognised(entry, title_cast, findings));
        Some(Artwork {
            id: ArtworkId::new(id),
            file: file?,
            lineage: lineage?,
            canvases: canvases?,
            genres: genres?,
            themes: themes?,
            cast: cast.unwrap_or_default(),
            shot: shot?,
            tone: tone?,
            focal: focal?,
        })
    }

    fn genre_weights(&mut self, entry: Entry<'a>) -> Option<Weights> {
        let vocabulary = &mut self.vocabulary;
        entry.weights(&mut self.findings, |name, at| {
            vocabulary.artwork_genre(name, at)
        })
    }

    fn theme_weights(&mut self, entry: Entry<'a>) -> Option<Weights> {
        let vocabulary = &mut self.vocabulary;
        entry.weights(&mut self.findings, |name, at| vocabulary.theme(name, at))
    }
}

/// Finds that `id` of this `kind` at byte `at` is already in `places`.
pub(super) fn expect_unique<'a>(
    kind: &str,
    id: &'a str,
    at: usize,
    places: &mut HashMap<&'a str, usize>,
    findings: &mut Findings,
) -> bool {
    let first = *places.entry(id).or_insert(at);
    if first != at {
        let message = format!("there are two {kind}s with the id {}", quoted(id));
        findings.conflict(at, first, &message, "give one of them another id");
    }
    first == at
}

/// An id of lowercase letters, digits and hyphens.
pub(crate) fn slug<'a>(entry: Entry<'a>, findings: &mut Findings) -> Option<&'a str> {
    let id = entry.string(findings)?;
    let is_slug = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(is_slug) {
        return Some(id);
    }
    findings.error(
        entry.at(),
        &format!("{} cannot be an id", quoted(id)),
        "use 1 to 64 of the characters a to z, 0 to 9 and -",
    );
    None
}

fn optional_texts(section: Section<'_>, key: &str, findings: &mut Findings) -> Vec<Text> {
    let entry = section.optional(key);
    entry
        .and_then(|entry| entry.texts(findings))
        .unwrap_or_default()
}

fn place_in(set: &[Artwork], entry: Entry<'_>, findings: &mut Findings) -> Option<usize> {
    let id = entry.string(findings)?;
    let place = set.iter().position(|artwork| artwork.id.as_str() == id);
    if place.is_none() {
        let ids: Vec<_> = set.iter().map(|artwork| artwork.id.as_str()).collect();
        let message = format!("this title has no artwork {}", quoted(id));
        let remedy = did_you_mean(id, ids.iter().copied())
            .unwrap_or_else(|| format!("choose one of {}", list_of(&ids)));
        findings.error(entry.at(), &message, &remedy);
    }
    place
}

/// A relative path below the catalog's folder.
fn path(entry: Entry<'_>, findings: &mut Findings) -> Option<Arc<str>> {
    let file = entry.string(findings)?;
    let Err(wrong) = expect_inside(file) else {
        return Some(Arc::from(file));
    };
    findings.error(
        entry.at(),
        &format!("the file {} {wrong}", quoted(file)),
        "write a path below the catalog's folder such as `artwork/poster.jpg`",
    );
    None
}

fn canvases(entry: Entry<'_>, findings: &mut Findings) -> Option<Canvases> {
    let elements = entry.elements(findings)?;
    let words: Vec<_> = elements
        .map(|element| element.word(Canvas::parse, Canvas::ALL, findings))
        .collect();
    let canvases = Canvases::of(words.iter().flatten().copied());
    if words.is_empty() {
        let remedy = "name at least one, or leave `canvases` out to allow all";
        findings.error(entry.at(), "this artwork is made for no canvas", remedy);
    }
    canvases
}

fn focal_point(entry: Entry<'_>, findings: &mut Findings) -> Option<[f64; 2]> {
    let elements: Vec<_> = entry.elements(findings)?.collect();
    let [x, y] = elements[..] else {
        let message = format!("`focal` has {} numbers", elements.len());
        let remedy = "write two from 0 to 1, across and down, such as `[0.5, 0.4]`";
        findings.error(entry.at(), &message, remedy);
        return None;
    };
    let (x, y) = (x.share(findings), y.share(findings));
    Some([x?, y?])
}

/// The cast named by an artwork, without names that its title does not list.
fn recognised(entry: Entry<'_>, title_cast: &[Text], findings: &mut Findings) -> Option<Vec<Text>> {
    let mut names = Vec::new();
    for element in entry.elements(findings)? {
        let Some(name) = element.text(findings) else {
            continue;
        };
        if title_cast.contains(&name) {
            names.push(name);
        } else if !findings.is_full() {
            let remedy = did_you_mean(&name, title_cast.iter().map(Text::as_str))
                .unwrap_or_else(|| "add the name to the cast of the title".to_owned());
            let message = format!("the title's cast does not list {}", quoted(&name));
            findings.warning(element.at(), &message, &remedy);
        }
    }
    Some(names)
}

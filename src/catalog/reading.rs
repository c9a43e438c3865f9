//! From the tables of a catalog file to titles.

use std::{collections::HashMap, ops::RangeInclusive, sync::Arc};

use super::{
    files::expect_inside,
    model::{
        Artwork, ArtworkId, Canvas, Canvases, Description, Maturity, Shot, Title, TitleId, Tone,
        Weights,
    },
    problem::Findings,
    spelling::list_of,
    vocabulary::Vocabulary,
    wire::{Entry, Section, quoted},
};
use crate::text::Text;

const TITLE_KEYS: [&str; 13] = [
    "id",
    "name",
    "year",
    "runtime",
    "maturity",
    "genres",
    "cast",
    "keywords",
    "synopsis",
    "reviews",
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
pub(super) struct Reading {
    pub(super) findings: Findings,
    pub(super) vocabulary: Vocabulary,
    /// The ids of titles so far, with their places.
    places: HashMap<String, usize>,
}

impl Reading {
    /// Adds to `findings`.
    pub(super) fn new(findings: Findings) -> Self {
        Self {
            findings,
            vocabulary: Vocabulary::default(),
            places: HashMap::new(),
        }
    }

    /// The title in `section`; `None` if there is any error in it, which is then found.
    pub(super) fn title(&mut self, section: Section<'_>) -> Option<Title> {
        let errors = self.findings.errors();
        let title = self.title_with_errors(section)?;
        (self.findings.errors() == errors).then_some(title)
    }

    fn title_with_errors(&mut self, section: Section<'_>) -> Option<Title> {
        section.expect_only(&TITLE_KEYS, &mut self.findings);
        let mut required =
            |key, example| section.required(key, "title", example, &mut self.findings);
        let id = required("id", "\"neon-harbor\"");
        let name = required("name", "\"Neon Harbor\"");
        let year = required("year", "2021");
        let runtime = required("runtime", "112");
        let maturity = required("maturity", "\"13+\"");
        let genres = required("genres", "[\"romance\"]");
        let synopsis = required("synopsis", "\"…\"");
        let popularity = required("popularity", "0.5");
        let default = required("default_artwork", "\"world\"");

        let genres = genres.and_then(|entry| self.title_genres(entry));
        let findings = &mut self.findings;
        let id = id.and_then(|entry| unique_slug("titles", entry, &mut self.places, findings));
        let name = name.and_then(|entry| entry.text(findings));
        let year = year.and_then(|entry| entry.integer(YEARS, findings));
        let runtime = runtime.and_then(|entry| entry.integer(MINUTES, findings));
        let maturity =
            maturity.and_then(|entry| entry.word(Maturity::parse, Maturity::ALL, findings));
        let synopsis = synopsis.and_then(|entry| entry.text(findings));
        let popularity = popularity.and_then(|entry| entry.share(findings));
        let cast = optional_texts(section, "cast", findings);
        let keywords = optional_texts(section, "keywords", findings);
        let reviews = optional_texts(section, "reviews", findings);
        let artwork = self.artwork_set(section, &cast);
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
            description: Description {
                synopsis: synopsis?,
                keywords,
                reviews,
            },
            popularity: popularity?,
            default_artwork: default_artwork?,
            artwork: artwork?,
        })
    }

    fn title_genres(&mut self, entry: Entry<'_>) -> Option<Vec<Text>> {
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

    /// The artwork of the title in `section`; `None` if any of it has an error.
    fn artwork_set(&mut self, title: Section<'_>, cast: &[Text]) -> Option<Vec<Artwork>> {
        let sections = match title.optional("artwork") {
            None => Vec::new(),
            Some(entry) => entry.sections(&mut self.findings)?,
        };
        if sections.is_empty() {
            let remedy = "add `[[title.artwork]]` with its keys below";
            self.findings
                .gap(title.at, "this title has no artwork", remedy);
            return None;
        }
        let mut places = HashMap::with_capacity(sections.len());
        let errors = self.findings.errors();
        let set: Vec<_> = sections
            .into_iter()
            .filter_map(|section| self.artwork(section, cast, &mut places))
            .collect();
        if self.findings.errors() > errors {
            return None;
        }
        if !set
            .iter()
            .any(|artwork| artwork.canvases.contains(Canvas::Tile))
        {
            let message = "no artwork of this title is made for the canvas `tile`";
            let remedy = "add `tile` to the canvases of one, or the title cannot be shown in a row";
            self.findings.error(title.at, message, remedy);
        }
        Some(set)
    }

    /// The artwork in `section`; `places` has the ids of the set so far.
    fn artwork(
        &mut self,
        section: Section<'_>,
        title_cast: &[Text],
        places: &mut HashMap<String, usize>,
    ) -> Option<Artwork> {
        section.expect_only(&ARTWORK_KEYS, &mut self.findings);
        let mut required =
            |key, example| section.required(key, "artwork", example, &mut self.findings);
        let id = required("id", "\"world\"");
        let file = required("file", "\"artwork/neon-harbor/world.jpg\"");
        let genres = required("genres", "{ romance = 0.9 }");
        let themes = required("themes", "{ love = 0.9 }");
        let shot = required("shot", "\"landscape\"");
        let tone = required("tone", "\"warm\"");

        let genres = genres.and_then(|entry| self.genre_weights(entry));
        let themes = themes.and_then(|entry| self.theme_weights(entry));
        let findings = &mut self.findings;
        let id = id.and_then(|entry| unique_slug("pictures of a title", entry, places, findings));
        let file = file.and_then(|entry| path(entry, findings));
        let shot = shot.and_then(|entry| entry.word(Shot::parse, Shot::ALL, findings));
        let tone = tone.and_then(|entry| entry.word(Tone::parse, Tone::ALL, findings));
        let lineage = match section.optional("lineage") {
            None => id.map(Text::new),
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
            id: ArtworkId::new(id?),
            file: file?,
            lineage: lineage?,
            canvases: canvases?,
            genres: genres?,
            themes: themes?,
            cast: cast.unwrap_or_default(),
            shot: shot?,
            tone: tone?,
            focal: focal?,
            appearance: None,
        })
    }

    fn genre_weights(&mut self, entry: Entry<'_>) -> Option<Weights> {
        let vocabulary = &mut self.vocabulary;
        entry.weights(&mut self.findings, |name, at| {
            vocabulary.artwork_genre(name, at);
        })
    }

    fn theme_weights(&mut self, entry: Entry<'_>) -> Option<Weights> {
        let vocabulary = &mut self.vocabulary;
        entry.weights(&mut self.findings, |name, at| vocabulary.theme(name, at))
    }
}

/// An id of this `kind` that is not yet in `places`, to which it is added.
pub(crate) fn unique_slug<'a>(
    kind: &str,
    entry: Entry<'a>,
    places: &mut HashMap<String, usize>,
    findings: &mut Findings,
) -> Option<&'a str> {
    let id = slug(entry, findings)?;
    let Some(first) = places.get(id).copied() else {
        places.insert(id.to_owned(), entry.at());
        return Some(id);
    };
    let message = format!("two {kind} have the id {}", quoted(id));
    findings.conflict(entry.at(), first, &message, "give one of them another id");
    None
}

/// An id of lowercase letters, digits and hyphens.
fn slug<'a>(entry: Entry<'a>, findings: &mut Findings) -> Option<&'a str> {
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

fn optional_texts(section: Section<'_>, key: &'static str, findings: &mut Findings) -> Vec<Text> {
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
        let remedy = findings
            .did_you_mean(id, ids.iter().copied())
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
        let message = format!("`focal` must be two numbers, found {}", elements.len());
        let remedy = "write shares from 0 to 1, across and down, such as `[0.5, 0.4]`";
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
        } else {
            let remedy = findings
                .did_you_mean(&name, title_cast.iter().map(Text::as_str))
                .unwrap_or_else(|| "add the name to the cast of the title".to_owned());
            let message = format!("the title's cast does not list {}", quoted(&name));
            findings.warning(element.at(), &message, &remedy);
        }
    }
    Some(names)
}

//! What titles contain, and the taste that follows from watching them, against slow computations.

use std::collections::BTreeMap;

use keyart::{
    catalog::{
        Appearance, Artwork, ArtworkId, Aspect, Canvases, Catalog, Colour, Content, Description,
        Maturity, Root, Shot, Title, TitleId, TitleIndex, Tone,
    },
    profiles::{AvatarId, Matches, Profile, ProfileId, Taste, Thumb, Viewing},
    text::Text,
    time::{DAY, Timestamp},
};
use proptest::prelude::*;

const WEEK: i64 = 7 * DAY;

fn weights(names: &[(&str, f64)]) -> Vec<(Text, f64)> {
    let mut weights: Vec<_> = names
        .iter()
        .map(|(name, weight)| (Text::new(name), *weight))
        .collect();
    weights.sort_by(|one, other| one.0.cmp(&other.0));
    weights.dedup_by(|one, other| one.0 == other.0);
    weights
}

fn artwork(id: &str, genres: &[(&str, f64)], themes: &[(&str, f64)]) -> Artwork {
    Artwork {
        id: ArtworkId::new(id),
        file: "picture.jpg".into(),
        lineage: Text::new(id),
        canvases: Canvases::ALL,
        genres: weights(genres),
        themes: weights(themes),
        cast: Vec::new(),
        shot: Shot::Wide,
        tone: Tone::Warm,
        focal: [0.5; 2],
        appearance: None,
    }
}

fn title(id: &str, synopsis: &str, artwork: Vec<Artwork>) -> Title {
    Title {
        id: TitleId::new(id),
        name: Text::new(id),
        year: 2020,
        runtime: 90,
        maturity: Maturity::All,
        genres: vec![Text::new("storm")],
        cast: Vec::new(),
        description: Description {
            synopsis: Text::new(synopsis),
            ..Description::default()
        },
        popularity: 0.5,
        default_artwork: 0,
        artwork,
    }
}

fn catalog(titles: Vec<Title>) -> Catalog {
    Catalog::new(titles, Root::Embedded, String::new())
}

/// The terms of an aspect by name.
fn named(catalog: &Catalog, content: Content<'_>, aspect: Aspect) -> Vec<(String, f64)> {
    let name = |id: u32| catalog.contents().names().name(id as usize).to_string();
    let terms = content.terms(aspect).iter();
    terms.map(|term| (name(term.id), term.weight)).collect()
}

fn assert_close(found: &[(String, f64)], expected: &[(&str, f64)]) {
    let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
    let expected_names: Vec<_> = expected.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, expected_names);
    for ((name, found), (_, expected)) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() < 5e-6,
            "{name}: {found} {expected}"
        );
    }
}

#[test]
fn words_weigh_by_frequency_and_rarity_and_artwork_has_those_that_texts_have() {
    let couple = artwork("a", &[("storms", 0.5)], &[("the sea", 1.0), ("love", 0.9)]);
    let first = Title {
        description: Description {
            synopsis: Text::new("The sea."),
            keywords: vec![Text::new("storm")],
            reviews: vec![Text::new("Seas!")],
        },
        ..title("one", "", vec![couple])
    };
    let second = title("two", "A robot on the sea", vec![artwork("a", &[], &[])]);
    let catalog = catalog(vec![first, second]);
    let contents = catalog.contents();
    // Of two titles both have `sea`: ln(3/3) + 1 = 1. One has `storm`: ln(3/2) + 1 = 1.405465.
    // The first has `sea` twice: (2, 1.405465) has the length 2.444449.
    let words = named(&catalog, contents.title(TitleIndex(0)), Aspect::Words);
    assert_close(&words, &[("sea", 0.818180), ("storm", 0.574962)]);
    // (1.405465, 1) has the length 1.724915.
    let words = named(&catalog, contents.title(TitleIndex(1)), Aspect::Words);
    assert_close(&words, &[("robot", 0.814802), ("sea", 0.579739)]);
    // Nobody writes of `love`: (1 x 1, 0.5 x 1.405465) has the length 1.222225.
    let words = named(&catalog, contents.artwork(TitleIndex(0), 0), Aspect::Words);
    assert_close(&words, &[("sea", 0.818180), ("storm", 0.574962)]);
    let none = contents.artwork(TitleIndex(1), 0).terms(Aspect::Words);
    assert_eq!(none, []);
}

const NAMES: [&str; 5] = ["diamond", "dragon", "robot", "sea", "storm"];

fn any_names() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&NAMES[..]), 0..4)
}

fn any_weights() -> impl Strategy<Value = Vec<(Text, f64)>> {
    let weight = (prop::sample::select(&NAMES[..]), 0.001..=1.0_f64);
    prop::collection::vec(weight, 0..4).prop_map(|names| weights(&names))
}

fn any_appearance() -> impl Strategy<Value = Option<Box<Appearance>>> {
    let shares = prop::array::uniform10(prop_oneof![Just(0.0), 0.0..1.0]);
    let appearance = shares.prop_map(|shares| {
        Box::new(Appearance {
            brightness: 0.5,
            contrast: 0.5,
            colourfulness: 0.5,
            warmth: 0.5,
            shares,
        })
    });
    prop::option::of(appearance)
}

fn any_artwork() -> impl Strategy<Value = Artwork> {
    (
        any_weights(),
        any_weights(),
        any_names(),
        prop::sample::select(Shot::ALL),
        prop::sample::select(Tone::ALL),
        any_appearance(),
    )
        .prop_map(|(genres, themes, cast, shot, tone, appearance)| Artwork {
            genres,
            themes,
            cast: cast.into_iter().map(Text::new).collect(),
            shot,
            tone,
            appearance,
            ..artwork("", &[], &[])
        })
}

fn any_catalog() -> impl Strategy<Value = Catalog> {
    let set = prop::collection::vec(any_artwork(), 1..4);
    let title = (any_names(), any_names(), any_names(), set).prop_map(
        |(genres, cast, words, mut artwork)| {
            for (number, artwork) in artwork.iter_mut().enumerate() {
                artwork.id = ArtworkId::new(&number.to_string());
            }
            Title {
                genres: genres.into_iter().map(Text::new).collect(),
                cast: cast.into_iter().map(Text::new).collect(),
                ..title("", &words.join(" "), artwork)
            }
        },
    );
    prop::collection::vec(title, 1..5).prop_map(|mut titles| {
        for (number, title) in titles.iter_mut().enumerate() {
            title.id = TitleId::new(&format!("t{number}"));
        }
        catalog(titles)
    })
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let viewing = (
        0..6_usize,
        prop::option::of(0..4_usize),
        0..20_i64,
        0.0..1.0_f64,
    );
    let thumb = (0..6_usize, prop::sample::select(Thumb::ALL));
    let history = prop::collection::vec(viewing, 0..8);
    let thumbs = prop::option::of(thumb);
    (history, thumbs).prop_map(|(history, thumb)| {
        let id = |title: usize| TitleId::new(&format!("t{title}"));
        let mut history: Vec<_> = history
            .into_iter()
            .map(|(title, artwork, weeks, fraction)| Viewing {
                title: id(title),
                artwork: artwork.map(|artwork| ArtworkId::new(&artwork.to_string())),
                at: Timestamp(weeks * WEEK),
                fraction,
            })
            .collect();
        history.sort_by_key(|viewing| viewing.at);
        Profile {
            id: ProfileId::new("p"),
            name: Text::new("P"),
            avatar: AvatarId::new("heart"),
            maturity: Maturity::All,
            history,
            thumbs: thumb
                .map(|(title, thumb)| (id(title), thumb))
                .into_iter()
                .collect(),
            list: Vec::new(),
        }
    })
}

/// Terms by name, in no need of a catalog's numbers.
type Terms = BTreeMap<String, f64>;

fn unit(terms: impl IntoIterator<Item = (String, f64)>) -> Terms {
    let mut sums = Terms::new();
    for (term, weight) in terms {
        *sums.entry(term).or_default() += weight;
    }
    let length = sums
        .values()
        .map(|weight| weight * weight)
        .sum::<f64>()
        .sqrt();
    sums.into_iter()
        .map(|(term, weight)| (term, weight / length))
        .collect()
}

fn counted<'a>(names: impl IntoIterator<Item = &'a Text>) -> Terms {
    unit(names.into_iter().map(|name| (name.to_string(), 1.0)))
}

fn weighed(weights: &[(Text, f64)]) -> Terms {
    unit(
        weights
            .iter()
            .map(|(name, weight)| (name.to_string(), *weight)),
    )
}

/// The words of `names`, each times its weight and rarity, as far as titles have them.
fn words(catalog: &Catalog, names: impl Iterator<Item = (String, f64)>) -> Terms {
    let rarity = |word: &str| {
        let has = |title: &&Title| title.description.synopsis.split(' ').any(|one| one == word);
        let with = catalog.titles().iter().filter(has).count();
        let all = 1.0 + catalog.titles().len() as f64;
        (with > 0).then(|| (all / (1.0 + with as f64)).ln() + 1.0)
    };
    unit(names.filter_map(|(word, weight)| {
        let rarity = rarity(&word)?;
        Some((word, weight * rarity))
    }))
}

fn of_artwork(catalog: &Catalog, artwork: &Artwork) -> [Terms; 7] {
    let names = artwork.genres.iter().chain(&artwork.themes);
    let appearance = artwork.appearance.iter();
    let shares = appearance.flat_map(|appearance| Colour::ALL.iter().zip(appearance.shares));
    let shown = shares.filter(|(_, share)| *share > 0.0);
    [
        weighed(&artwork.genres),
        weighed(&artwork.themes),
        counted(&artwork.cast),
        Terms::from([(artwork.tone.to_string(), 1.0)]),
        Terms::from([(artwork.shot.to_string(), 1.0)]),
        unit(shown.map(|(colour, share)| (colour.to_string(), share))),
        words(
            catalog,
            names.map(|(name, weight)| (name.to_string(), *weight)),
        ),
    ]
}

fn of_title(catalog: &Catalog, title: &Title) -> [Terms; 7] {
    let ranked = title.genres.iter().enumerate();
    let synopsis = title
        .description
        .synopsis
        .split(' ')
        .filter(|word| !word.is_empty());
    let themes = title.artwork.iter().flat_map(|artwork| &artwork.themes);
    [
        unit(ranked.map(|(rank, name)| (name.to_string(), 1.0 / (1.0 + 0.5 * rank as f64)))),
        unit(themes.map(|(name, weight)| (name.to_string(), *weight))),
        counted(&title.cast),
        Terms::new(),
        Terms::new(),
        Terms::new(),
        words(catalog, synopsis.map(|word| (word.to_owned(), 1.0))),
    ]
}

fn seen_through(catalog: &Catalog, title: &Title, artwork: &Artwork) -> [Terms; 7] {
    let [genres, .., words] = of_title(catalog, title);
    let [shown, themes, cast, tone, shot, palette, _] = of_artwork(catalog, artwork);
    [
        unit(genres.into_iter().chain(shown)),
        themes,
        cast,
        tone,
        shot,
        palette,
        words,
    ]
}

/// What everything watched and rated says: how much, and about what.
fn evidence(profile: &Profile, catalog: &Catalog, now: Timestamp) -> Vec<(f64, [Terms; 7])> {
    let mut evidence = Vec::new();
    for (place, viewing) in profile.history.iter().enumerate() {
        let index = catalog.find(&viewing.title);
        let Some(index) = index.filter(|_| profile.thumb(&viewing.title) != Some(Thumb::Down))
        else {
            continue;
        };
        let mut earlier = profile.history[..place].iter().rev();
        let before = earlier.find(|other| other.title == viewing.title);
        let opinion = match before.map(|before| before.fraction) {
            Some(before) if (0.15..0.9).contains(&before) => (viewing.fraction - before).max(0.0),
            _ if viewing.fraction < 0.15 => -0.25,
            _ => viewing.fraction,
        };
        let age = now.since(viewing.at) as f64 / (60 * DAY) as f64;
        let title = &catalog[index];
        let artwork = viewing
            .artwork
            .as_ref()
            .and_then(|id| title.artwork_index(id));
        let content = match artwork {
            Some(artwork) => seen_through(catalog, title, &title.artwork[artwork]),
            None => of_title(catalog, title),
        };
        evidence.push((opinion * 0.5_f64.powf(age), content));
    }
    for (id, thumb) in &profile.thumbs {
        let weight = if *thumb == Thumb::Up { 0.5 } else { -1.0 };
        let index = catalog.find(id);
        evidence.extend(index.map(|index| (weight, of_title(catalog, &catalog[index]))));
    }
    evidence
}

fn matches(evidence: &[(f64, [Terms; 7])], shown: &[Terms; 7]) -> Matches {
    std::array::from_fn(|aspect| {
        let mut affinity = Terms::new();
        for (weight, content) in evidence {
            for (term, share) in &content[aspect] {
                *affinity.entry(term.clone()).or_default() += weight * share;
            }
        }
        let length = affinity
            .values()
            .map(|weight| weight * weight)
            .sum::<f64>()
            .sqrt();
        let liked = |term| affinity.get(term).copied().unwrap_or(0.0);
        let product: f64 = shown[aspect]
            .iter()
            .map(|(term, share)| liked(term) * share)
            .sum();
        product / (length + 1.0)
    })
}

proptest! {
    #[test]
    fn a_taste_over_numbered_terms_is_the_one_over_names(
        catalog in any_catalog(),
        profile in any_profile(),
    ) {
        let now = Timestamp(20 * WEEK);
        let taste = Taste::of(&profile, &catalog, now);
        let evidence = evidence(&profile, &catalog, now);
        let contents = catalog.contents();
        for (number, title) in catalog.titles().iter().enumerate() {
            let index = TitleIndex(number);
            let whole = of_title(&catalog, title);
            let mut compared = vec![(contents.title(index), whole.clone())];
            for (place, artwork) in title.artwork.iter().enumerate() {
                let shown = of_artwork(&catalog, artwork);
                let same = shown[0].iter().map(|(term, share)| {
                    share * whole[0].get(term).unwrap_or(&0.0)
                });
                prop_assert!((contents.fidelity(index, place) - same.sum::<f64>()).abs() < 1e-12);
                compared.push((contents.artwork(index, place), shown));
            }
            for (content, terms) in compared {
                let expected = matches(&evidence, &terms);
                let found = taste.matches(content);
                let mut sums = [0.0; 7];
                for (_, shares) in taste.shares(content) {
                    sums.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
                }
                for aspect in 0..7 {
                    prop_assert!((found[aspect] - expected[aspect]).abs() < 1e-12);
                    prop_assert!((sums[aspect] - expected[aspect]).abs() < 1e-12);
                }
            }
        }
    }
}

//! The features: what they are made from, and what they say.

use std::sync::LazyLock;

use keyart::{
    catalog::{Catalog, Title, TitleId, TitleIndex, Tone, demo},
    engine::{Context, Device, FEATURE_TABLE, FEATURES, Input, Neighbours, Record, fill},
    profiles::{AvatarId, History, Profile, ProfileId, Taste, demo as demo_profiles},
    text::Text,
    time::{LocalTime, Timestamp, Zone},
};

static DEMO: LazyLock<Catalog> = LazyLock::new(demo);

fn evening() -> Timestamp {
    Zone::utc().parse("2026-01-05T20:30").unwrap()
}

fn romy() -> Profile {
    demo_profiles(&DEMO, evening()).as_slice()[0].clone()
}

static NOBODY: LazyLock<Neighbours> = LazyLock::new(Neighbours::default);

fn context(taste: &Taste) -> Context<'_> {
    crate::evening::evening(taste, &NOBODY)
}

fn title(id: &str) -> (TitleIndex, &'static Title) {
    let index = DEMO.find(&TitleId::new(id)).unwrap();
    (index, &DEMO[index])
}

fn row(context: &Context<'_>, place: (TitleIndex, usize), record: &Record) -> [f64; FEATURES] {
    let mut row = [f64::NAN; FEATURES];
    fill(context, &DEMO, place.0, place.1, record, &mut row);
    row
}

fn value(row: &[f64; FEATURES], name: &str) -> f64 {
    let place = FEATURE_TABLE
        .iter()
        .position(|feature| feature.name == name);
    row[place.unwrap_or_else(|| panic!("no feature {name}"))]
}

/// Every place of the demo's artwork.
fn places() -> impl Iterator<Item = (TitleIndex, usize)> {
    let titles = DEMO.titles().iter().enumerate();
    titles.flat_map(|(index, title)| {
        (0..title.artwork.len()).map(move |artwork| (TitleIndex(index), artwork))
    })
}

#[test]
fn features_are_made_from_what_is_allowed_and_from_nothing_else() {
    use Input::{Catalog, Device, Everyone, History, Mood, Pixels, Place, Similar, Time};
    let allowed: [(&str, &[Input]); FEATURES] = [
        ("bias", &[]),
        ("genre", &[Catalog, History]),
        ("theme", &[Catalog, History]),
        ("cast", &[Catalog, History]),
        ("tone", &[Catalog, History]),
        ("shot", &[Catalog, History]),
        ("palette", &[Pixels, History]),
        ("words", &[Catalog, History]),
        ("true-to-title", &[Catalog]),
        ("default", &[Catalog]),
        ("track-record", &[Everyone]),
        ("night", &[Catalog, Time]),
        ("daytime", &[Catalog, Time]),
        ("small-screen", &[Catalog, Device]),
        ("billboard", &[Catalog, Place]),
        ("mood", &[Catalog, Mood]),
        ("similar-profiles", &[Similar]),
        ("skipped", &[History]),
        ("familiar", &[History]),
        ("trend", &[Everyone]),
        ("weekend", &[Catalog, Time]),
        ("bright-at-night", &[Pixels, Time]),
        ("far", &[Catalog, Pixels, Place]),
        ("vivid", &[Pixels]),
    ];
    let table = FEATURE_TABLE.map(|feature| (feature.name, feature.inputs));
    assert_eq!(table, allowed);
    // Whoever adds a field to the context has to say here why it may be known.
    let taste = Taste::default();
    let Context {
        taste: _,
        neighbours: _,
        maturity: _,
        time: LocalTime {
            hour: _,
            weekday: _,
        },
        device: _,
        canvas: _,
        mood: _,
        position: _,
    } = context(&taste);
    let Record {
        advantage: _,
        trend: _,
        similar: _,
        skipped: _,
        familiar: _,
    } = Record::default();
}

#[test]
fn who_somebody_is_changes_no_feature() {
    let one = romy();
    let other = Profile {
        id: ProfileId::new("p77"),
        name: Text::new("Somebody else"),
        avatar: AvatarId::new("clown"),
        list: Vec::new(),
        ..one.clone()
    };
    let tastes = [one, other].map(|profile| Taste::of(&profile, &DEMO, evening()));
    for place in places() {
        let rows = [0, 1].map(|who: usize| row(&context(&tastes[who]), place, &Record::default()));
        assert_eq!(rows[0], rows[1]);
    }
}

#[test]
fn all_places_of_a_row_are_written_and_within_their_unit() {
    let profiles = demo_profiles(&DEMO, evening());
    for profile in profiles.as_slice() {
        let taste = Taste::of(profile, &DEMO, evening());
        for place in places() {
            let row = row(&context(&taste), place, &Record::default());
            assert!(
                row.iter().all(|value| (-1.0..=1.0).contains(value)),
                "{row:?}"
            );
        }
    }
}

#[test]
fn a_record_reaches_the_features_that_are_named_after_it() {
    let record = Record {
        advantage: 0.1,
        trend: 0.2,
        similar: 0.3,
        skipped: 0.4,
        familiar: 0.5,
    };
    let taste = Taste::default();
    let (index, _) = title("neon-harbor");
    let row = row(&context(&taste), (index, 0), &record);
    let names = [
        "track-record",
        "trend",
        "similar-profiles",
        "skipped",
        "familiar",
    ];
    assert_eq!(
        names.map(|name| value(&row, name)),
        [0.1, 0.2, 0.3, 0.4, 0.5]
    );
}

#[test]
fn the_mood_asked_for_raises_pictures_of_that_mood() {
    let taste = Taste::default();
    for mood in Tone::ALL {
        let context = Context {
            mood: Some(*mood),
            ..context(&taste)
        };
        for (index, artwork) in places() {
            let is_of_mood = DEMO[index].artwork[artwork].tone == *mood;
            let row = row(&context, (index, artwork), &Record::default());
            assert_eq!(value(&row, "mood"), f64::from(u8::from(is_of_mood)));
        }
    }
}

#[test]
fn the_weekend_suits_playful_pictures_and_the_end_of_a_row_close_ups() {
    let taste = Taste::default();
    let (index, title) = title("neon-harbor");
    let find = |id: &str| {
        title
            .artwork
            .iter()
            .position(|artwork| artwork.id.as_str() == id)
    };
    let [playful, close] = ["lead-a", "suspense"].map(|id| (index, find(id).unwrap()));
    let at = |weekday, position| Context {
        time: LocalTime { hour: 20, weekday },
        position,
        ..context(&taste)
    };
    let one =
        |context: &Context<'_>, place, name| value(&row(context, place, &Record::default()), name);
    let week: Vec<f64> = (0..7)
        .map(|day| one(&at(day, None), playful, "weekend"))
        .collect();
    assert_eq!(week, [0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0]);
    assert_eq!(one(&at(6, None), close, "weekend"), 0.0);
    let positions = [None, Some(0), Some(3), Some(4), Some(30)];
    let far = positions.map(|position| one(&at(0, position), close, "far"));
    assert_eq!(far, [0.0, 0.0, 0.0, 1.0, 1.0]);
}

#[test]
fn the_features_of_one_picture_stay_as_they_are() {
    let taste = Taste::of(&romy(), &DEMO, evening());
    let context = Context {
        time: LocalTime {
            hour: 22,
            weekday: 5,
        },
        device: Device::Phone,
        mood: Some(Tone::Playful),
        position: Some(6),
        ..context(&taste)
    };
    let record = Record {
        advantage: 0.125,
        skipped: 0.5,
        ..Record::default()
    };
    let (index, title) = title("neon-harbor");
    let mut lines = String::new();
    for id in ["couple", "lead-a"] {
        let place = title
            .artwork
            .iter()
            .position(|artwork| artwork.id.as_str() == id);
        let row = row(&context, (index, place.unwrap()), &record);
        lines += &format!("{id}\n");
        for (feature, value) in FEATURE_TABLE.iter().zip(row) {
            lines += &format!("  {:<17} {value:.12}\n", feature.name);
        }
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn brightness_and_colour_count_where_they_were_measured() {
    let taste = Taste::default();
    let at = |hour| Context {
        time: LocalTime { hour, weekday: 0 },
        ..context(&taste)
    };
    let mut glaring = 0;
    for place in places() {
        let appearance = DEMO[place.0].artwork[place.1]
            .appearance
            .as_deref()
            .unwrap();
        let [day, night] = [12, 23].map(|hour| row(&at(hour), place, &Record::default()));
        assert_eq!(value(&day, "vivid"), appearance.colourfulness);
        assert_eq!(value(&day, "bright-at-night"), 0.0);
        assert_eq!(
            value(&night, "bright-at-night") > 0.0,
            appearance.brightness > 0.5
        );
        glaring += usize::from(appearance.brightness > 0.5);
    }
    assert!(glaring > 0);
    let unmeasured = Catalog::new(
        DEMO.titles()
            .iter()
            .map(|title| {
                let mut title = title.clone();
                title
                    .artwork
                    .iter_mut()
                    .for_each(|one| one.appearance = None);
                title
            })
            .collect(),
        DEMO.root().clone(),
        String::new(),
    );
    let taste = Taste::of(&romy(), &unmeasured, evening());
    let mut row = [f64::NAN; FEATURES];
    let context = Context {
        position: Some(9),
        ..context(&taste)
    };
    let (index, _) = title("neon-harbor");
    fill(
        &context,
        &unmeasured,
        index,
        0,
        &Record::default(),
        &mut row,
    );
    for name in ["palette", "vivid", "bright-at-night", "far"] {
        assert_eq!(value(&row, name), 0.0, "{name}");
    }
}

#[test]
fn a_taste_that_is_renewed_in_its_room_is_as_new_and_allocates_nothing() {
    let profiles = demo_profiles(&DEMO, evening());
    let mut room = Taste::default();
    let long = profiles
        .as_slice()
        .iter()
        .flat_map(|profile| &profile.history);
    let mut all = romy();
    all.history = long.cloned().collect();
    all.history.sort_by_key(|viewing| viewing.at);
    for profile in [&all].into_iter().chain(profiles.as_slice()).chain([&all]) {
        let history = History::of(profile, &DEMO);
        room.renew(&history, &DEMO, evening());
        let new = Taste::of(profile, &DEMO, evening());
        for (title, artwork) in places() {
            let content = DEMO.contents().artwork(title, artwork);
            assert_eq!(room.matches(content), new.matches(content));
            assert_eq!(room.shares(content), new.shares(content));
        }
        let now = evening();
        let renewed = || room.renew(&history, &DEMO, now);
        assert_eq!(allocation_counter::measure(renewed).count_total, 0);
    }
}

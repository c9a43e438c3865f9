//! The dials: what they change about a page, and what they must not.

use std::collections::HashMap;

use keyart::{
    catalog::{ArtworkId, Canvas, TitleIndex},
    engine::{PolicyName, PolicySpec},
    log::Event,
    session::{Canvases, Change, Command, Tuning},
};

use super::{
    player::{DEMO, Player},
    visitor::{House, billboard, tile},
};

/// Profiles that may see every title.
const ADULTS: [&str; 4] = ["Romy", "Axel", "Cole", "New here"];

fn diverse(diversity: f64) -> Tuning {
    Tuning {
        diversity,
        ..Tuning::default()
    }
}

fn titles() -> std::ops::Range<usize> {
    0..DEMO.titles().len()
}

/// How alike two pictures of different titles are.
fn likeness(one: (usize, usize), other: (usize, usize)) -> f64 {
    let artwork = |(title, artwork): (usize, usize)| &DEMO.titles()[title].artwork[artwork];
    let (a, b) = (artwork(one), artwork(other));
    (f64::from(u8::from(a.shot == b.shot)) + f64::from(u8::from(a.tone == b.tone))) / 2.0
}

#[test]
fn a_picture_loses_by_how_like_those_before_it_it_is() {
    let mut house = House::new(PolicyName::LinTs, diverse(0.5));
    house.come("Romy");
    let mut before: Vec<(usize, usize)> = Vec::new();
    let mut handicapped = 0;
    for title in titles() {
        house.decide("Romy", [tile(title)]);
        let decision = house.decision("Romy", tile(title));
        for (arm, artwork) in decision.actions.arms().iter().enumerate() {
            let weights = (0..before.len()).rev().map(|age| 0.89_f64.powi(age as i32));
            let all: f64 = weights.clone().sum();
            let like = before.iter().zip(weights);
            let like: f64 = like
                .map(|(other, weight)| weight * likeness((title, *artwork), *other))
                .sum();
            let expected = if before.is_empty() {
                0.0
            } else {
                0.5 * 0.4 * like / all
            };
            let handicap = decision.actions.handicaps()[arm];
            assert!((handicap - expected).abs() < 1e-12, "{handicap} {expected}");
            handicapped += usize::from(handicap > 0.0);
        }
        before.push((title, decision.artwork()));
    }
    assert!(handicapped > 10);
}

#[test]
fn what_was_seen_in_the_last_visit_counts_half_and_what_was_only_decided_not_at_all() {
    let mut house = House::new(PolicyName::LinTs, diverse(1.0));
    house.come("Romy");
    house.show("Romy", &[tile(0)]);
    house.decide("Romy", [tile(1)]);
    let seen = house.decision("Romy", tile(0)).artwork();
    house.leave();
    house.come("Romy");
    house.decide("Romy", [tile(2), tile(3)]);
    let second = house.decision("Romy", tile(2)).artwork();
    let decision = house.decision("Romy", tile(3));
    for (arm, artwork) in decision.actions.arms().iter().enumerate() {
        let (near, far) = (
            likeness((3, *artwork), (2, second)),
            likeness((3, *artwork), (0, seen)),
        );
        let expected = 0.4 * (near + 0.89 * 0.5 * far) / (1.0 + 0.89 * 0.5);
        let handicap = decision.actions.handicaps()[arm];
        assert!((handicap - expected).abs() < 1e-12, "{handicap} {expected}");
    }
}

/// How many pairs of pictures with few others between them have the same shot or tone, over the
/// pages of all profiles.
fn equal_neighbours(diversity: f64) -> f64 {
    let page = |name: &&str| {
        let mut house = House::new(PolicyName::LinTs, diverse(diversity));
        house.come(name);
        house.decide(name, titles().map(tile));
        let shown = titles().map(|title| (title, house.decision(name, tile(title)).artwork()));
        let shown: Vec<(usize, usize)> = shown.collect();
        let windows = shown.windows(4);
        windows
            .map(|it| {
                it[..3]
                    .iter()
                    .map(|other| likeness(it[3], *other))
                    .sum::<f64>()
            })
            .sum::<f64>()
    };
    ADULTS.iter().map(page).sum()
}

#[test]
fn pages_are_the_more_varied_the_further_the_dial_is_turned() {
    let (none, half, full) = (
        equal_neighbours(0.0),
        equal_neighbours(0.5),
        equal_neighbours(1.0),
    );
    assert!(full < 0.9 * none, "{none} {half} {full}");
    assert!(full <= half && half <= none, "{none} {half} {full}");
}

#[test]
fn what_one_profile_sees_does_not_depend_on_who_is_drawn_first() {
    let decided = |names: [&str; 2]| {
        let mut house = House::new(PolicyName::Softmax, diverse(1.0));
        names.iter().for_each(|name| house.come(name));
        for title in titles() {
            names
                .iter()
                .for_each(|name| house.decide(name, [tile(title)]));
        }
        let of = |name: &str| -> Vec<_> {
            let decisions = titles();
            let decisions = decisions.map(|title| house.decision(name, tile(title)).clone());
            decisions.collect()
        };
        [of("Romy"), of("Axel")]
    };
    assert_eq!(decided(["Romy", "Axel"]), decided(["Axel", "Romy"]));
}

#[test]
fn a_title_shows_one_picture_on_two_canvases_or_two() {
    let mut pairs = 0;
    for name in ADULTS {
        for canvases in [Canvases::Consistent, Canvases::Varied] {
            let tuning = Tuning {
                canvases,
                ..Tuning::default()
            };
            let mut house = House::new(PolicyName::Uniform, tuning);
            house.come(name);
            for title in titles() {
                house.decide(name, [billboard(title), tile(title)]);
                let artwork = &DEMO.titles()[title].artwork;
                let first = house.decision(name, billboard(title)).artwork();
                let second = house.decision(name, tile(title));
                let others = artwork.iter().enumerate();
                let others = others
                    .filter(|(place, it)| *place != first && it.canvases.contains(Canvas::Tile));
                match canvases {
                    _ if !artwork[first].canvases.contains(Canvas::Tile) => continue,
                    Canvases::Consistent => {
                        assert_eq!((second.artwork(), second.propensity()), (first, 1.0));
                    }
                    _ if others.count() > 0 => assert_ne!(second.artwork(), first),
                    _ => assert_eq!(second.artwork(), first, "nothing else is left"),
                }
                pairs += 1;
            }
        }
    }
    assert!(pairs > 20);
}

/// What a profile sees of a title's tile in so many visits: the artwork, and of how many arms.
fn seen(house: &mut House, visits: usize) -> Vec<(usize, usize)> {
    (0..visits)
        .map(|_| {
            house.seconds += 60;
            house.come("Romy");
            house.show("Romy", &[tile(0)]);
            let decision = house.decision("Romy", tile(0));
            let shown = (decision.artwork(), decision.actions.len());
            house.leave();
            shown
        })
        .collect()
}

#[test]
fn what_changed_stays_for_as_many_visits_as_the_dial_says() {
    for stickiness in [0, 1, 3] {
        let tuning = Tuning {
            stickiness,
            ..Tuning::default()
        };
        let mut house = House::new(PolicyName::Uniform, tuning);
        let shown = seen(&mut house, 40);
        let mut frozen_until = 0;
        for visit in 1..shown.len() {
            let is_frozen = visit <= frozen_until || visit <= stickiness as usize;
            assert_eq!(shown[visit].1 == 1, is_frozen, "{stickiness}: {shown:?}");
            if shown[visit].0 != shown[visit - 1].0 {
                assert!(!is_frozen);
                frozen_until = visit + stickiness as usize;
            }
        }
        assert!(house.serving.changes().len() > 4);
    }
}

#[test]
fn a_title_s_artwork_changes_no_more_often_than_the_dial_says_also_in_later_sessions() {
    for most in [0, 1, 4] {
        let tuning = Tuning {
            most_changes: Some(most),
            ..Tuning::default()
        };
        let mut house = House::new(PolicyName::Uniform, tuning);
        let last = seen(&mut house, 60)[59].0;
        assert_eq!(house.serving.changes().len(), most as usize);
        let mut later = house.rebuilt(PolicyName::Uniform, tuning);
        assert_eq!(later.serving.changes(), house.serving.changes());
        assert_eq!(seen(&mut later, 5), [(last, 1); 5]);
        let mut free = house.rebuilt(PolicyName::Uniform, Tuning::default());
        assert!(seen(&mut free, 5).iter().all(|(_, arms)| *arms > 1));
    }
}

#[test]
fn what_is_frozen_is_given_up_where_it_cannot_be_shown() {
    let tuning = Tuning {
        most_changes: Some(0),
        ..Tuning::default()
    };
    let mut house = House::new(PolicyName::Uniform, tuning);
    let (frozen, _) = seen(&mut house, 2)[1];
    house.serving.exclude(TitleIndex(0), frozen);
    let (other, arms) = seen(&mut house, 1)[0];
    assert!(other != frozen && arms > 1);
}

#[test]
fn the_changes_are_those_that_the_log_shows() {
    let mut player = Player::new(PolicyName::Uniform);
    for _ in 0..4 {
        for name in ["Romy", "Cole"] {
            player.watch(name);
            player.press([
                Command::Down,
                Command::PageDown,
                Command::Confirm,
                Command::Back,
            ]);
        }
    }
    let mut last: HashMap<_, ArtworkId> = HashMap::new();
    let mut expected = Vec::new();
    for (event, at) in player.log.iter().zip(&player.times) {
        let Event::Impression(it) = event else {
            continue;
        };
        let to = it.chosen_arm().unwrap().artwork.clone();
        let place = (it.profile.clone(), it.title.clone(), it.slot.canvas);
        if let Some(from) = last.insert(place, to.clone())
            && from != to
        {
            expected.push((
                it.profile.clone(),
                it.title.clone(),
                from,
                to,
                *at,
                it.visit,
            ));
        }
    }
    let changes = player.state.serving().changes().iter();
    let changes = changes.map(|it| {
        let Change {
            profile,
            title,
            from,
            to,
            at,
            visit,
            ..
        } = it.clone();
        (profile, title, from, to, at, visit)
    });
    assert_eq!(changes.collect::<Vec<_>>(), expected);
    assert!(expected.len() > 10);
}

#[test]
fn turning_a_dial_shows_at_once_but_not_during_a_film() {
    let visits = |player: &Player| {
        let visits = player.log.iter().filter_map(|event| match event {
            Event::Impression(it) => Some(it.visit),
            _ => None,
        });
        visits.max().unwrap()
    };
    let mut player = Player::new("softmax".parse::<PolicySpec>().unwrap());
    player.watch("Romy");
    let handicaps = |player: &Player| {
        let focused = player.focused();
        let near = player.state.decision(focused, Canvas::Tile);
        let near = near.or_else(|| player.state.decision(focused, Canvas::Billboard));
        near.unwrap().actions.handicaps().iter().sum::<f64>()
    };
    player.press([Command::Down]);
    assert_eq!(handicaps(&player), 0.0);
    player.tune(diverse(1.0));
    assert_eq!(visits(&player), 2);
    assert!(handicaps(&player) > 0.0);
    player.press([Command::Confirm, Command::Confirm]);
    player.send_after(6_000, keyart::session::Input::Tick);
    player.tune(Tuning::default());
    assert_eq!(visits(&player), 2, "the film goes on");
    player.press([Command::Back]);
    assert_eq!(player.plays()[0].reward, 1.0);
    player.press([Command::Back]);
    assert_eq!(visits(&player), 3);
    assert_eq!(handicaps(&player), 0.0);
}

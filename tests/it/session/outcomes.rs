//! What follows from an impression, and when: attribution windows, skips and clickbait.

use keyart::{
    engine::{PolicyName, PolicySpec},
    log::{Event, Outcome::*},
    session::{Attribution, Command, Tuning},
};

use super::{
    player::{Player, play},
    visitor::{House, billboard, feature, said, tile},
};

fn waiting(seconds: i64, attribution: Attribution) -> Tuning {
    Tuning {
        window: seconds * 1_000,
        attribution,
        ..Tuning::default()
    }
}

/// Two visits: in the first, at 0 s, the tile (1) is seen and opened; in the second, at 20 s, the
/// billboard (2) of the same title and the tile (3) of another one.
fn two_visits(attribution: Attribution) -> House {
    let mut house = House::new(PolicyName::LinTs, waiting(60, attribution));
    house.come("Romy");
    assert_eq!(house.show("Romy", &[tile(0)]).len(), 1);
    house.serving.open(tile(0).0, tile(0).1);
    house.seconds = 10;
    assert_eq!(house.leave(), [], "pending is not zero");
    house.seconds = 20;
    house.come("Romy");
    assert_eq!(house.show("Romy", &[billboard(0), tile(1)]).len(), 2);
    assert_eq!(house.serving.learner().version(), 0);
    house
}

const WHOLE: keyart::log::Outcome = Played { fraction: 1.0 };

#[test]
fn the_last_seen_impression_gets_the_play_and_the_first_teaches_nothing() {
    let mut house = two_visits(Attribution::LastSeen);
    house.seconds = 30;
    let events = house.play(tile(0), 1.0);
    assert_eq!(said(&events), [(1, Opened), (2, WHOLE)]);
    assert_eq!(
        house.serving.learner().version(),
        1,
        "the other may have led to it too"
    );
    let again = said(&house.play(tile(0), 1.0));
    assert_eq!(again, [], "one film counts once");
    assert_eq!(said(&house.close()), [(3, Expired)]);
    assert_eq!(house.serving.learner().version(), 2);
}

#[test]
fn the_first_seen_impression_gets_the_play_whatever_it_was_started_from() {
    let mut house = two_visits(Attribution::FirstSeen);
    house.serving.notice(billboard(0).0, billboard(0).1);
    house.seconds = 30;
    let events = house.play(billboard(0), 1.0);
    assert_eq!(said(&events), [(2, Skipped), (1, WHOLE)]);
    assert_eq!(house.serving.learner().version(), 1);
    assert_eq!(said(&house.leave()), []);
    assert_eq!(said(&house.wait_until(79)), []);
    assert_eq!(said(&house.wait_until(80)), [(3, Expired)]);
    assert_eq!(said(&house.close()), []);
}

#[test]
fn what_waited_long_enough_gets_what_its_attention_earned() {
    let mut house = two_visits(Attribution::LastSeen);
    assert_eq!(said(&house.wait_until(59)), []);
    assert_eq!(said(&house.wait_until(60)), [(1, Opened)]);
    assert_eq!(
        said(&house.wait_until(1_000)),
        [],
        "the present visit's wait at least for its end"
    );
    assert_eq!(said(&house.play(billboard(0), 1.0)), [(2, WHOLE)]);
    assert_eq!(said(&house.leave()), [(3, Expired)]);
}

#[test]
fn of_what_is_seen_at_once_the_one_that_was_looked_at_gets_the_play() {
    for attribution in [Attribution::LastSeen, Attribution::FirstSeen] {
        let mut house = House::new(PolicyName::LinTs, waiting(60, attribution));
        house.come("Romy");
        house.show("Romy", &[billboard(0), tile(0)]);
        house.serving.open(billboard(0).0, billboard(0).1);
        let events = house.play(billboard(0), 1.0);
        assert_eq!(said(&events), [(2, Expired), (1, WHOLE)]);
    }
}

#[test]
fn somebody_else_s_play_is_not_one_s_own() {
    let mut house = House::new(PolicyName::LinTs, waiting(60, Attribution::LastSeen));
    house.come("Romy");
    house.show("Romy", &[tile(0)]);
    house.leave();
    house.come("Cole");
    assert_eq!(said(&house.play(tile(0), 1.0)), []);
    assert_eq!(said(&house.close()), [(1, Expired)]);
}

#[test]
fn without_a_window_a_visit_s_end_resolves_everything() {
    let mut house = House::new(PolicyName::LinTs, Tuning::default());
    house.come("Romy");
    house.show("Romy", &[billboard(0), tile(0), tile(1)]);
    house.serving.notice(tile(1).0, tile(1).1);
    assert_eq!(said(&house.play(tile(0), 1.0)), [(2, WHOLE)]);
    assert_eq!(said(&house.leave()), [(1, Expired), (3, Skipped)]);
}

#[test]
fn a_play_after_switching_back_belongs_to_what_was_seen_first() {
    let mut player = Player::new(PolicyName::LinTs);
    player.tune(waiting(3_600, Attribution::FirstSeen));
    player.watch("Romy");
    let title = player.focused();
    player.watch("Cole");
    assert!(player.outcomes().is_empty());
    player.watch("Romy");
    player.press([Command::Top]);
    assert_eq!(player.focused(), title);
    player.press([Command::Confirm]);
    play(&mut player, 6);
    let played = player.plays()[0].impression;
    let visit = player.log.iter().find_map(|event| match event {
        Event::Impression(it) if it.id == played => Some(it.visit),
        _ => None,
    });
    assert_eq!(visit, Some(1));
    player.press([Command::Back, Command::Quit]);
    let shown = player.log.iter();
    let shown = shown.filter(|event| matches!(event, Event::Impression(_)));
    assert_eq!(player.outcomes().len(), shown.count());
}

/// What `name` would be offered of a tile in its next visit: the expected reward and the chance of
/// an artwork, and its feature for skips.
fn prospects(house: &mut House, name: &str, title: usize, artwork: usize) -> (f64, f64, f64) {
    house.come(name);
    house.decide(name, [tile(title)]);
    let decision = house.decision(name, tile(title));
    let mut arms = decision.actions.arms().iter();
    let arm = arms.position(|it| *it == artwork).unwrap();
    (
        decision.beliefs.as_ref().unwrap().scores[arm].mean,
        decision.distribution.probabilities()[arm],
        decision.actions.row(arm)[feature("skipped")],
    )
}

#[test]
fn one_skip_speaks_against_a_picture_for_who_skipped_it_and_hardly_for_others() {
    let mut skips = 0;
    for title in 0..6 {
        let mut house = House::new(PolicyName::LinTs, Tuning::default());
        house.come("Romy");
        house.show("Romy", &[tile(title)]);
        let artwork = house.decision("Romy", tile(title)).artwork();
        house.leave();
        let own = prospects(&mut house, "Romy", title, artwork);
        let other = prospects(&mut house, "Cole", title, artwork);
        house.come("Romy");
        house.show("Romy", &[tile(title)]);
        if house.decision("Romy", tile(title)).artwork() != artwork {
            continue;
        }
        house.serving.notice(tile(title).0, tile(title).1);
        assert_eq!(house.leave()[0].outcome, Skipped);
        let own_then = prospects(&mut house, "Romy", title, artwork);
        let other_then = prospects(&mut house, "Cole", title, artwork);
        assert_eq!((own.2, own_then.2), (0.0, 0.5));
        assert_eq!((other.2, other_then.2), (0.0, 0.0));
        let (lost, lost_by_other) = (own.0 - own_then.0, other.0 - other_then.0);
        assert!(lost > 0.05, "{title}: {own:?} {own_then:?}");
        assert!(own_then.1 < own.1, "{title}: {own:?} {own_then:?}");
        assert!(
            lost_by_other.abs() < lost / 3.0,
            "{title}: {other:?} {other_then:?}"
        );
        skips += 1;
    }
    assert!(skips > 3);
}

#[test]
fn a_picture_that_is_opened_and_abandoned_loses_against_one_that_is_played() {
    for policy in ["lin-ts", "linucb", "softmax", "best-artwork", "squarecb"] {
        let mut house = House::new(policy.parse::<PolicySpec>().unwrap(), Tuning::default());
        let chances = |house: &mut House| -> Vec<(usize, f64)> {
            house.come("New here");
            house.decide("New here", [tile(0)]);
            let decision = house.decision("New here", tile(0));
            let arms = decision.actions.arms().iter().copied();
            arms.zip(decision.distribution.probabilities().iter().copied())
                .collect()
        };
        let mut start = chances(&mut house);
        start.sort_by(|a, b| b.1.total_cmp(&a.1));
        // What is liked most at first is the bait.
        let (bait, honest) = (start[0].0, start[1].0);
        for _ in 0..400 {
            house.come("New here");
            house.show("New here", &[tile(0)]);
            let shown = house.decision("New here", tile(0)).artwork();
            house.serving.notice(tile(0).0, tile(0).1);
            if shown == bait {
                house.serving.open(tile(0).0, tile(0).1);
                house.play(tile(0), 0.03);
            } else if shown == honest {
                house.serving.open(tile(0).0, tile(0).1);
                house.play(tile(0), 0.9);
            }
            house.leave();
        }
        let end = chances(&mut house);
        let chance = |artwork: usize| end.iter().find(|it| it.0 == artwork).unwrap().1;
        assert!(chance(honest) > 2.0 * chance(bait), "{policy}: {end:?}");
    }
}

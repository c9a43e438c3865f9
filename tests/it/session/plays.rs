//! Films: what a play is worth, and to which picture it belongs.

use std::collections::HashSet;

use keyart::{
    catalog::{Canvas, TitleId},
    engine::PolicyName,
    log::{Event, Outcome, OutcomeRecord},
    session::{Command, Input, Mode},
};

use super::{
    player::{Player, play},
    soundness::check_log,
};

#[test]
fn a_play_is_rewarded_once_unless_it_is_abandoned() {
    for (seconds, reward) in [(4, 1.0), (1, 0.0)] {
        let mut player = Player::new(PolicyName::LinTs);
        player.watch("New here");
        player.press([Command::Confirm]);
        play(&mut player, seconds);
        let plays = player.plays();
        assert_eq!(plays.len(), 1);
        assert_eq!(plays[0].reward, reward, "{plays:?}");
        let history = &player.state.active().unwrap().history;
        assert_eq!(
            plays[0].outcome,
            Outcome::Played {
                fraction: history.last().unwrap().fraction
            }
        );
    }
}

#[test]
fn every_play_from_a_titles_page_belongs_to_an_impression_of_the_artwork_shown() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    player.press([Command::Confirm]);
    let shown = |player: &Player| {
        player
            .state
            .decision(player.focused(), Canvas::Billboard)
            .unwrap()
            .artwork()
    };
    let artwork = shown(&player);
    play(&mut player, 1);
    assert_eq!(
        shown(&player),
        artwork,
        "the picture changed under the viewer's eyes"
    );
    play(&mut player, 5);
    assert_eq!(
        player
            .plays()
            .iter()
            .map(|it| it.reward)
            .collect::<Vec<_>>(),
        [0.0, 1.0]
    );
    check_log(&player.log, &HashSet::new());
}

#[test]
fn what_was_seen_before_or_is_jumped_over_is_not_rewarded_again() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    player.press([Command::Confirm]);
    play(&mut player, 9);
    let briefly = [
        Command::Confirm,
        Command::Back,
        Command::Confirm,
        Command::Right,
        Command::Back,
    ];
    briefly
        .into_iter()
        .for_each(|command| player.send_after(50, Input::Command(command)));
    assert_eq!(
        player
            .plays()
            .iter()
            .map(|it| it.reward)
            .collect::<Vec<_>>(),
        [1.0, 0.0]
    );
}

#[test]
fn quitting_with_help_over_a_film_keeps_the_play() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    player.press([Command::Confirm, Command::Confirm]);
    player.send_after(6_000, Input::Command(Command::Help));
    player.send(Input::Terminate);
    assert_eq!(player.plays()[0].reward, 1.0);
    assert_eq!(player.state.profiles.as_slice()[4].history.len(), 1);
    player.send(Input::Terminate);
    assert_eq!(
        player
            .log
            .iter()
            .filter(|event| **event == Event::SessionEnded)
            .count(),
        1
    );
}

#[test]
fn a_play_belongs_to_the_picture_it_was_started_from() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    player.press([Command::Down]);
    let first = player.focused();
    player.press([Command::Confirm, Command::Back, Command::Up]);
    assert_eq!(
        player.focused(),
        first,
        "the same title is on the billboard"
    );
    player.press([Command::Confirm]);
    play(&mut player, 4);
    let played = player.plays()[0].impression;
    let slot = player.log.iter().find_map(|event| match event {
        Event::Impression(it) if it.id == played => Some(it.slot.canvas),
        _ => None,
    });
    assert_eq!(slot, Some(Canvas::Billboard));
}

#[test]
fn a_play_from_search_is_not_followed_by_a_skip_of_the_same_picture() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    player.press([Command::Search]);
    "miso"
        .chars()
        .for_each(|character| player.send(Input::Character(character)));
    player.press([Command::Confirm]);
    play(&mut player, 5);
    player.press([Command::Back, Command::Back, Command::Quit]);
    let miso = TitleId::new("nine-lives-of-miso");
    let shown = player.log.iter().filter(
        |event| matches!(event, Event::Impression(it) if it.title == miso && it.visit == 1),
    );
    assert_eq!(shown.count(), 1);
}

#[test]
fn a_film_that_is_stopped_at_once_was_not_played() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    player.press([Command::Confirm]);
    (0..50).for_each(|_| player.send_after(20, Input::Command(Command::Confirm)));
    player.send(Input::Terminate);
    assert!(player.plays().is_empty());
    assert!(player.state.profiles.as_slice()[4].history.is_empty());
}

#[test]
fn a_film_left_alone_plays_to_its_end() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    player.press([Command::Confirm, Command::Confirm]);
    (0..12).for_each(|_| player.send(Input::Tick));
    assert_eq!(player.state.mode(), Mode::Detail);
    assert!(matches!(
        player.plays()[..],
        [OutcomeRecord {
            outcome: Outcome::Played { fraction: 1.0 },
            ..
        }]
    ));
}

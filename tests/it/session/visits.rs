//! Visits: what is seen, what is passed over, and when a new visit begins.

use std::collections::HashSet;

use keyart::{
    catalog::Canvas,
    engine::PolicyName,
    log::{Event, Outcome},
    session::{Command, Input, Layer, Size},
};

use super::{
    player::{HALF_AN_HOUR, Player},
    soundness::check_log,
};

#[test]
fn who_comes_back_after_half_an_hour_begins_a_new_visit_wherever_they_were() {
    for before in [&[][..], &[Command::Confirm]] {
        let mut player = Player::new(PolicyName::LinTs);
        player.watch("New here");
        player.press(before.iter().copied());
        player.send_after(HALF_AN_HOUR, Input::Command(Command::Confirm));
        if before.is_empty() {
            player.press([Command::Confirm]);
        }
        let Some(Layer::Playing(playback)) = player.state.layers.last() else {
            unreachable!()
        };
        let shown = player
            .state
            .decision(playback.title, Canvas::Billboard)
            .unwrap()
            .artwork();
        assert_eq!(playback.artwork, shown);
        player.send_after(5_000, Input::Command(Command::Back));
        assert_eq!(player.plays()[0].reward, 1.0);
        check_log(&player.log, &HashSet::new());
    }
}

#[test]
fn a_visit_lasts_as_long_as_somebody_is_there() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    for _ in 0..5 {
        player.send_after(HALF_AN_HOUR / 2, Input::Command(Command::Right));
    }
    let visits = player.log.iter().filter_map(|event| match event {
        Event::Impression(it) => Some(it.visit),
        _ => None,
    });
    assert_eq!(visits.collect::<HashSet<_>>().len(), 1);
}

#[test]
fn nothing_is_logged_after_the_end_however_long_nobody_was_there() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Romy");
    player.send_after(HALF_AN_HOUR, Input::Terminate);
    check_log(&player.log, &HashSet::new());
}

#[test]
fn what_is_never_drawn_is_not_seen() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Romy");
    let seen = player.log.len();
    (0..4).for_each(|_| player.tell(Input::Command(Command::PageDown)));
    assert_eq!(player.log.len(), seen);
}

#[test]
fn nothing_is_exposed_that_nobody_can_see() {
    let impressions = |player: &Player| {
        player
            .log
            .iter()
            .filter(|event| matches!(event, Event::Impression(_)))
            .count()
    };
    let mut player = Player::new(PolicyName::LinTs);
    player.send(Input::Resize(Size {
        columns: 50,
        rows: 15,
    }));
    player.watch("Romy");
    assert_eq!(
        impressions(&player),
        0,
        "the screen is too small to show anything"
    );
    player.send(Input::Resize(Size {
        columns: 120,
        rows: 36,
    }));
    let first_screen = impressions(&player);
    assert!(first_screen > 3);
    player.press([Command::Why, Command::Down, Command::Down]);
    assert_eq!(
        impressions(&player),
        first_screen,
        "the explanation covers the page"
    );
    player.press([Command::Back]);
    assert!(impressions(&player) > first_screen);
}

#[test]
fn a_page_is_as_it_was_after_the_screen_was_too_small_for_it() {
    let mut player = Player::new(PolicyName::LinTs);
    let resize = |columns, rows| Input::Resize(Size { columns, rows });
    player.send(resize(120, 36));
    player.watch("Romy");
    player.press([Command::Down, Command::Down, Command::Down, Command::Up]);
    let before = player.state.browse.clone();
    player.send(resize(20, 5));
    player.send(resize(120, 36));
    assert_eq!(player.state.browse, before);
}

#[test]
fn what_is_focused_and_left_is_skipped_and_what_is_opened_and_left_is_no_reward() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Axel");
    player.press([
        Command::Down,
        Command::Right,
        Command::Confirm,
        Command::Back,
        Command::Quit,
    ]);
    let outcomes = player.outcomes();
    let count = |wanted: Outcome| outcomes.iter().filter(|it| it.outcome == wanted).count();
    assert_eq!(count(Outcome::Opened), 1);
    assert_eq!(
        count(Outcome::Skipped),
        2,
        "the billboard and the first tile were passed over"
    );
    assert!(count(Outcome::Expired) > 0);
    assert!(outcomes.iter().all(|it| it.reward == 0.0));
    assert!(player.is_over);
}

#[test]
fn a_broken_picture_is_never_chosen_again() {
    let mut player = Player::new(PolicyName::Fixed);
    player.watch("Romy");
    let title = player.focused();
    let broken = player
        .state
        .decision(title, Canvas::Billboard)
        .unwrap()
        .artwork();
    player.send(Input::PictureBroken {
        title,
        artwork: broken,
        reason: "it is broken".into(),
    });
    let decision = player.state.decision(title, Canvas::Billboard).unwrap();
    assert_ne!(decision.artwork(), broken);
    assert!(!decision.actions.arms().contains(&broken));
}

#[test]
fn a_film_under_help_is_not_forgotten_however_long_that_is_read() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    player.press([Command::Confirm, Command::Confirm, Command::Help]);
    player.send_after(HALF_AN_HOUR, Input::Command(Command::Back));
    player.send(Input::Tick);
    assert_eq!(player.plays()[0].reward, 1.0);
}

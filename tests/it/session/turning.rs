//! Turning the dials: what changes at once, what is said about it, and what the log keeps.

use std::collections::{BTreeMap, HashSet};

use keyart::{
    catalog::{ArtworkId, Canvas, TitleId, TitleIndex, Tone},
    engine::PolicyName,
    log::Event,
    profiles::ProfileId,
    session::{Command, Dial, Layer, Mode, Tuning},
};

use super::{
    player::{DEMO, Player},
    soundness::check_log,
};

/// The artwork of every slot that has a place on the screen.
fn shown(player: &Player) -> BTreeMap<(TitleIndex, &'static str), usize> {
    let state = &player.state;
    let browse = state.browse.as_ref().unwrap();
    let placed = state.layout().placed(browse).into_iter();
    placed
        .map(|it| {
            let artwork = state.artwork(&browse.profile, it.title, it.canvas);
            ((it.title, it.canvas.as_str()), artwork)
        })
        .collect()
}

fn visits(player: &Player) -> Vec<u64> {
    let mut visits: Vec<u64> = player
        .log
        .iter()
        .filter_map(|event| match event {
            Event::Impression(it) => Some(it.visit),
            _ => None,
        })
        .collect();
    visits.dedup();
    visits
}

#[test]
fn a_key_turns_variety_by_a_tenth_and_the_page_is_decided_anew_at_once() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Romy");
    let focus = player.focused();
    let mut changes = 0;
    for tenths in 1..=10 {
        let before = shown(&player);
        player.press([Command::MoreVariety]);
        assert_eq!(player.state.tuning().diversity, f64::from(tenths) / 10.0);
        assert_eq!(player.focused(), focus);
        let after = shown(&player);
        let toast = player.state.toast.as_ref().unwrap();
        let said: BTreeMap<(TitleIndex, &str), usize> = toast
            .changed
            .iter()
            .map(|(title, canvas)| ((*title, canvas.as_str()), after[&(*title, canvas.as_str())]))
            .collect();
        let changed: BTreeMap<_, _> = after
            .clone()
            .into_iter()
            .filter(|(slot, artwork)| before[slot] != *artwork)
            .collect();
        assert_eq!(said, changed);
        changes += changed.len();
        let count = match changed.len() {
            0 => "no picture changed".to_owned(),
            count => format!("{count} of {} pictures changed", after.len()),
        };
        assert!(toast.text.ends_with(&count), "{}", toast.text);
    }
    assert!(changes > 0, "variety changes nothing");
    assert_eq!(visits(&player).len(), 11);
    assert_eq!(
        player.state.serving().learner().version(),
        0,
        "a dial teaches nothing"
    );
    check_log(&player.log, &HashSet::new());
}

#[test]
fn what_a_dial_does_not_touch_stays_as_it_was() {
    let mut player = Player::new(PolicyName::Uniform);
    player.watch("Romy");
    let before = shown(&player);
    player.press([Command::MoreVariety, Command::NextMood]);
    assert_eq!(shown(&player), before, "a lottery has no scores");
}

#[test]
fn at_its_end_a_dial_changes_nothing_and_says_so() {
    let mut player = Player::new(PolicyName::Uniform);
    player.watch("Romy");
    let (before, log) = (shown(&player), player.log.len());
    player.press([Command::LessVariety]);
    assert_eq!(shown(&player), before);
    assert_eq!(player.log.len(), log);
    let toast = player.state.toast.as_ref().unwrap();
    assert_eq!(&*toast.text, "variety: □□□□□□□□□□ 0.0, the least");
}

#[test]
fn the_mood_goes_round_and_ends_with_none() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Romy");
    let mut moods = Vec::new();
    for _ in 0..=Tone::ALL.len() {
        player.press([Command::NextMood]);
        moods.push(player.state.tuning().mood);
    }
    assert_eq!(moods.pop(), Some(None));
    assert_eq!(
        moods,
        Tone::ALL.iter().copied().map(Some).collect::<Vec<_>>()
    );
    check_log(&player.log, &HashSet::new());
}

#[test]
fn the_panel_turns_the_dial_that_has_the_focus() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Romy");
    player.press([Command::Tune]);
    assert_eq!(player.state.mode(), Mode::Tuning);
    let mut expected = Tuning::default();
    for dial in Dial::ALL {
        assert_eq!(player.state.layers, [Layer::Tuning(dial)]);
        expected = dial.turned(&dial.turned(&expected, true), true);
        player.press([Command::Right, Command::Right]);
        assert_eq!(*player.state.tuning(), expected, "{dial:?}");
        expected = dial.turned(&expected, false);
        player.press([Command::Left, Command::Down]);
        assert_eq!(*player.state.tuning(), expected, "{dial:?}");
    }
    player.press([Command::MoreVariety]);
    expected = Dial::Variety.turned(&expected, true);
    assert_eq!(player.state.layers, [Layer::Tuning(Dial::Variety)]);
    player.press([Command::Back]);
    assert_eq!(player.state.mode(), Mode::Browse);
    assert_eq!(*player.state.tuning(), expected, "closing keeps the dials");
    check_log(&player.log, &HashSet::new());
}

#[test]
fn what_lies_under_the_panel_is_not_seen_while_the_dials_are_turned() {
    let mut player = Player::new(PolicyName::Uniform);
    player.watch("Romy");
    player.press([Command::Tune]);
    let before = visits(&player);
    player.press([Command::Right; 5]);
    assert_eq!(visits(&player), before);
    player.press([Command::Back]);
    assert_eq!(visits(&player).len(), before.len() + 1);
}

#[test]
fn an_explanation_follows_the_dial() {
    let mut player = Player::new(PolicyName::Uniform);
    player.watch("Romy");
    let title = player.focused();
    player.press([Command::Why, Command::MoreVariety, Command::NextMood]);
    assert_eq!(player.state.layers, [Layer::Why(title, Canvas::Billboard)]);
    let tuning = player.state.tuning();
    assert_eq!((tuning.diversity, tuning.mood), (0.1, Some(Tone::ALL[0])));
    assert!(player.state.explain(title, Canvas::Billboard).is_some());
}

#[test]
fn the_dials_stay_when_another_profile_watches() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Romy");
    player.press([Command::MoreVariety, Command::NextMood, Command::Tune]);
    let tuning = *player.state.tuning();
    player.press([Command::Profile(1)]);
    assert_eq!(&*player.state.active().unwrap().name, "Cole");
    assert_eq!(player.state.mode(), Mode::Tuning);
    assert_eq!(*player.state.tuning(), tuning);
}

/// The changes that the log tells of, the newest first: who, of what, from and to.
fn changes_in(log: &[Event], profile: &ProfileId) -> Vec<(TitleId, Canvas, ArtworkId, ArtworkId)> {
    let mut last = BTreeMap::new();
    let mut changes = Vec::new();
    for event in log {
        if let Event::Impression(it) = event
            && it.profile == *profile
            && it.slot.canvas != Canvas::Detail
        {
            let shown = it.arms[it.chosen].artwork.clone();
            let key = (it.title.clone(), it.slot.canvas);
            match last.insert(key, shown.clone()) {
                Some(before) if before != shown => {
                    changes.push((it.title.clone(), it.slot.canvas, before, shown));
                }
                _ => {}
            }
        }
    }
    changes.reverse();
    changes
}

#[test]
fn the_list_of_changes_is_what_the_log_says_of_the_profile_that_watches() {
    let mut player = Player::new(PolicyName::Uniform);
    for (round, name) in ["Romy", "Cole", "Romy", "Cole"].into_iter().enumerate() {
        player.watch(name);
        player.press([Command::Down]);
        let listed: Vec<_> = player
            .state
            .changes()
            .into_iter()
            .map(|it| (it.title.clone(), it.canvas, it.from.clone(), it.to.clone()))
            .collect();
        assert_eq!(listed.is_empty(), round < 2);
        let profile = player.state.active().unwrap().id.clone();
        assert_eq!(listed, changes_in(&player.log, &profile));
        let times = player.state.changes();
        assert!(times.is_sorted_by(|a, b| a.at >= b.at));
    }
}

#[test]
fn a_change_leads_to_its_title_and_back() {
    let mut player = Player::new(PolicyName::Uniform);
    for name in ["Romy", "Cole", "Romy"] {
        player.watch(name);
    }
    player.press([Command::Tune, Command::Changes]);
    assert_eq!(player.state.layers.last(), Some(&Layer::Changes(0)));
    player.press([Command::Down, Command::Confirm]);
    let change = player.state.changes()[1];
    let title = DEMO.find(&change.title).unwrap();
    let Some(Layer::Detail(detail)) = player.state.layers.last() else {
        panic!("Enter opens the title");
    };
    assert_eq!((detail.title, detail.canvas), (title, change.canvas));
    player.press([Command::Back]);
    assert_eq!(player.state.layers.last(), Some(&Layer::Changes(1)));
    player.press([Command::Back, Command::Back]);
    assert_eq!(player.state.mode(), Mode::Browse);
    check_log(&player.log, &HashSet::new());
}

#[test]
fn a_list_without_changes_has_nothing_to_open() {
    let mut player = Player::new(PolicyName::Fixed);
    player.watch("Romy");
    player.press([
        Command::Changes,
        Command::Down,
        Command::Bottom,
        Command::Confirm,
    ]);
    assert_eq!(player.state.layers, [Layer::Changes(0)]);
}

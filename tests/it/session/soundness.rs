//! What must hold of every log, whatever is done.

use std::{
    collections::{HashMap, HashSet},
    convert::Infallible,
};

use keyart::{
    catalog::{ArtworkId, TitleId, TitleIndex, Tone},
    engine::{PolicyName, PolicySpec},
    log::Event,
    session::{Attribution, Canvases, Command, Input, Size, Tuning, Verification, Verifier},
};
use proptest::prelude::*;

use super::player::{DEMO, Player};

/// Computes every logged distribution anew from nothing but the log; returns how many there are.
pub(super) fn check_propensities(log: &[Event], spec: PolicySpec) -> u64 {
    let Event::SessionStarted(start) = &log[0] else {
        panic!("no session started")
    };
    let mut verifier = Verifier::new([spec.to_string()]);
    let events = log.iter().cloned().map(Ok::<_, Infallible>);
    let Ok(()) = verifier.session(start, events);
    let impressions = log
        .iter()
        .filter(|event| matches!(event, Event::Impression(_)));
    let expected = Verification {
        distributions: impressions.count() as u64,
        ..Verification::default()
    };
    let result = verifier.result();
    assert_eq!(
        result,
        Verification {
            recomputed: expected.distributions,
            ..expected
        },
        "not the same bits"
    );
    result.recomputed
}

/// What must hold of every log. Impressions of artwork whose picture turned out to be `broken`
/// may stay pending.
pub(super) fn check_log(log: &[Event], broken: &HashSet<(TitleId, ArtworkId)>) {
    let mut pending = HashMap::new();
    for event in log {
        assert_eq!(event.check(), Ok(()), "{event:?}");
        match event {
            Event::Impression(it) => {
                let artwork = it.chosen_arm().unwrap().artwork.clone();
                let shown = (it.visit, it.slot.canvas, it.title.clone(), artwork);
                assert!(
                    pending.values().all(|other| *other != shown),
                    "{shown:?} twice in a visit"
                );
                assert!(
                    pending.insert(it.id, shown).is_none(),
                    "impression {} twice",
                    it.id
                );
            }
            Event::Outcome(it) => {
                assert!(
                    pending.remove(&it.impression).is_some(),
                    "outcome without impression"
                );
            }
            _ => {}
        }
    }
    if let Some(end) = log.iter().position(|event| *event == Event::SessionEnded) {
        assert_eq!(
            end,
            log.len() - 1,
            "something follows the end of the session"
        );
        pending
            .retain(|_, (.., title, artwork)| !broken.contains(&(title.clone(), artwork.clone())));
        assert!(pending.is_empty(), "left pending: {pending:?}");
    }
}

fn any_input() -> impl Strategy<Value = Input> {
    use Command::*;
    let command = prop::sample::select(vec![
        Up,
        Down,
        Left,
        Right,
        PageUp,
        PageDown,
        RowStart,
        RowEnd,
        Top,
        Bottom,
        Confirm,
        Confirm,
        Confirm,
        Back,
        Search,
        Help,
        SwitchProfile,
        Profile(0),
        Profile(1),
        Profile(3),
        Reveal,
        Why,
        Split,
        MoreVariety,
        LessVariety,
        NextMood,
        Tune,
        Changes,
        ThumbUp,
        ThumbDown,
        MyList,
        AddProfile,
        RenameProfile,
        ChangeAvatar,
        ChangeAge,
        DeleteProfile,
    ]);
    prop_oneof![
        20 => command.prop_map(Input::Command),
        2 => prop::char::range('a', 'z').prop_map(Input::Character),
        1 => Just(Input::Erase),
        2 => (0..120_u16, 0..36_u16).prop_map(|(column, row)| Input::Click { column, row }),
        1 => any::<bool>().prop_map(|down| Input::Wheel { down }),
        1 => (0..17_usize, 0..7_usize).prop_map(|(title, artwork)| Input::PictureBroken {
            title: TitleIndex(title),
            artwork,
            reason: "it is broken".into(),
        }),
        1 => (1..220_u16, 1..70_u16).prop_map(|(columns, rows)| Input::Resize(Size { columns, rows })),
        2 => Just(Input::Tick),
    ]
}

fn any_tuning() -> impl Strategy<Value = Tuning> {
    let moods: Vec<Option<Tone>> = Tone::ALL.iter().copied().map(Some).chain([None]).collect();
    (
        prop::sample::select(vec![0.0, 0.3, 1.0]),
        prop::sample::select(Canvases::ALL),
        0..3_u32,
        prop::option::of(0..3_u32),
        prop::sample::select(moods),
        prop::sample::select(Attribution::ALL),
        prop::sample::select(vec![0, 5_000, 60_000, 3_000_000]),
    )
        .prop_map(
            |(diversity, canvases, stickiness, most_changes, mood, attribution, window)| Tuning {
                diversity,
                canvases,
                stickiness,
                most_changes,
                mood,
                attribution,
                window,
            },
        )
}

/// What happens: an input, or the dials are turned.
fn anything() -> impl Strategy<Value = Result<Input, Tuning>> {
    prop_oneof![
        30 => any_input().prop_map(Ok),
        1 => any_tuning().prop_map(Err),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_log_is_sound_and_the_learner_can_be_rebuilt_from_it(
        name in prop::sample::select(PolicyName::ALL),
        floor in prop::sample::select(vec![None, Some(0.0), Some(0.2)]),
        tuning in any_tuning(),
        inputs in prop::collection::vec((prop_oneof![9 => 0..3_000_i64, 1 => Just(2_000_000)], anything()), 1..150),
    ) {
        let policy = match floor {
            Some(floor) => format!("{name}{{floor={floor}}}").parse().unwrap(),
            None => PolicySpec::from(name),
        };
        let mut player = Player::new(policy);
        let mut broken = HashSet::new();
        player.tune(tuning);
        player.watch("Romy");
        for (wait, input) in inputs {
            let input = match input {
                Ok(input) => input,
                Err(tuning) => {
                    player.tune(tuning);
                    continue;
                }
            };
            if let Input::PictureBroken { title, artwork, .. } = &input {
                let title = &DEMO[*title];
                broken.insert((title.id.clone(), title.artwork[*artwork].id.clone()));
            }
            if !player.is_over {
                player.send_after(wait, input);
            }
            let browse = player.state.browse.as_ref();
            prop_assert!(browse.is_none_or(|browse| browse.focused().is_some()));
        }
        if !player.is_over {
            player.send(Input::Terminate);
        }
        check_log(&player.log, &broken);
        check_propensities(&player.log, policy);
        let later = Player::later(policy, &player.log, &player.times);
        let (later, live) = (later.state.serving(), player.state.serving());
        prop_assert_eq!(format!("{:?}", later.learner()), format!("{:?}", live.learner()));
        prop_assert_eq!(later.changes(), live.changes());
    }
}

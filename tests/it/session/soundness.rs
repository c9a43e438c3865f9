//! What must hold of every log, whatever is done.

use std::collections::{HashMap, HashSet};

use keyart::{
    catalog::{ArtworkId, TitleId, TitleIndex},
    engine::{ActionSet, PolicyName, PolicySpec},
    log::{Event, Impression, ImpressionId, SessionId},
    seed::Seed,
    session::{Command, Input, Serving, Size},
};
use proptest::prelude::*;

use super::player::{DEMO, Player};

/// The learning loop that a later session would begin with.
fn rebuilt(log: &[Event], policy: PolicySpec) -> Serving {
    let mut serving = Serving::new(Seed(1), SessionId::new("later"), policy);
    log.iter().for_each(|event| serving.recall(event));
    serving
}

/// The action set of an impression, from nothing but the log.
fn actions(it: &Impression) -> ActionSet {
    let arms = it.arms.iter();
    let arms = arms.map(|arm| (arm.artwork.clone(), &arm.features[..], 0.0));
    let default = it.arms.iter().position(|arm| arm.features[7] == 1.0);
    ActionSet::from_log(it.title.clone(), arms, default.unwrap_or(0)).unwrap()
}

/// Computes every logged distribution anew from nothing but the log.
fn check_propensities(log: &[Event], spec: PolicySpec) {
    let mut impressions: HashMap<ImpressionId, &Impression> = HashMap::new();
    let mut by_version: HashMap<u64, Vec<&Impression>> = HashMap::new();
    let mut examples = Vec::new();
    for event in log {
        match event {
            Event::Impression(it) => {
                by_version.entry(it.model_version).or_default().push(it);
                impressions.insert(it.id, it);
            }
            Event::Outcome(it) => {
                let shown = impressions[&it.impression];
                examples.push((actions(shown), shown.chosen, it.reward, it.weight));
            }
            _ => {}
        }
    }
    let mut policy = spec.build();
    for (version, example) in (0..).zip(examples.iter().map(Some).chain([None])) {
        for it in by_version.remove(&version).unwrap_or_default() {
            let distribution = policy.distribution(&actions(it));
            let logged: Vec<f64> = it.arms.iter().map(|arm| arm.probability).collect();
            assert_eq!(distribution.probabilities(), logged);
            assert_eq!(it.propensity(), distribution.probabilities()[it.chosen]);
            assert_eq!(it.policy.parse(), Ok(spec));
        }
        if let Some((actions, chosen, reward, weight)) = example {
            policy.update(&actions.example(*chosen, *reward, *weight));
        }
    }
    assert!(by_version.is_empty(), "decided by what was never learnt");
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_log_is_sound_and_the_learner_can_be_rebuilt_from_it(
        name in prop::sample::select(PolicyName::ALL),
        floor in prop::sample::select(vec![None, Some(0.0), Some(0.2)]),
        inputs in prop::collection::vec((prop_oneof![9 => 0..3_000_i64, 1 => Just(2_000_000)], any_input()), 1..150),
    ) {
        let policy = match floor {
            Some(floor) => format!("{name}{{floor={floor}}}").parse().unwrap(),
            None => PolicySpec::from(name),
        };
        let mut player = Player::new(policy);
        let mut broken = HashSet::new();
        player.watch("Romy");
        for (wait, input) in inputs {
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
        let later = rebuilt(&player.log, policy);
        prop_assert_eq!(format!("{:?}", later.learner()), format!("{:?}", player.state.serving().learner()));
    }
}

//! The application through its messages: what a person would notice, and what the log must hold.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
};

use keyart::{
    catalog::{self, Canvas, Catalog, TitleIndex},
    engine::{ActionSet, Device, Features, LinTs, Policy, PolicyName},
    log::{Event, ImpressionId, Outcome, OutcomeRecord, SessionId},
    profiles::{self, Aspect, AvatarId, Content, Taste},
    seed::Seed,
    session::{Command, Effect, Input, Message, Mode, Serving, Settings, Size, State},
    time::{Timestamp, Zone},
};
use proptest::prelude::*;

static DEMO: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(catalog::demo()));

/// Saturday, 21 November 2026, 20:30.
const EVENING: Timestamp = Timestamp(1_795_293_000_000);

/// A session of the demo, the log it writes, and its clock.
struct Player {
    state: State,
    log: Vec<Event>,
    now: Timestamp,
    is_over: bool,
}

impl Player {
    fn new(policy: PolicyName) -> Self {
        let settings = Settings {
            device: Device::Tv,
            zone: Zone::utc(),
            avatars: vec![
                (AvatarId::new("default"), "figure"),
                (AvatarId::new("ninja"), "ninja"),
            ],
            reduced_motion: false,
        };
        let profiles = profiles::demo(&DEMO, EVENING);
        let serving = Serving::new(Seed(1), SessionId::new("test"), policy);
        let log = vec![Event::SessionStarted(serving.start(&DEMO))];
        let size = Size {
            columns: 120,
            rows: 36,
        };
        let state = State::new(DEMO.clone(), profiles, settings, serving, size, EVENING);
        Self {
            state,
            log,
            now: EVENING,
            is_over: false,
        }
    }

    fn send(&mut self, input: Input) {
        self.now = self.now.plus(1_000);
        for effect in self.state.update(Message {
            at: self.now,
            input,
        }) {
            match effect {
                Effect::Log { events, .. } => self.log.extend(events),
                Effect::Quit => self.is_over = true,
                Effect::SaveProfiles(_) => {}
            }
        }
    }

    fn press(&mut self, commands: impl IntoIterator<Item = Command>) {
        commands
            .into_iter()
            .for_each(|command| self.send(Input::Command(command)));
    }

    fn watch(&mut self, name: &str) {
        let all = self.state.profiles.as_slice();
        let profile = all
            .iter()
            .find(|profile| &*profile.name == name)
            .unwrap()
            .id
            .clone();
        self.send(Input::Watch(profile));
    }

    fn focused(&self) -> TitleIndex {
        self.state.browse.as_ref().unwrap().focused().unwrap().0
    }

    fn outcomes(&self) -> Vec<OutcomeRecord> {
        let outcome = |event: &Event| match event {
            Event::Outcome(outcome) => Some(*outcome),
            _ => None,
        };
        self.log.iter().filter_map(outcome).collect()
    }

    fn plays(&self) -> Vec<OutcomeRecord> {
        let is_play = |it: &OutcomeRecord| matches!(it.outcome, Outcome::Played { .. });
        self.outcomes().into_iter().filter(is_play).collect()
    }
}

/// The learning loop that a later session would begin with.
fn rebuilt(log: &[Event]) -> Serving {
    let mut serving = Serving::new(Seed(1), SessionId::new("later"), PolicyName::LinTs);
    log.iter().for_each(|event| serving.recall(event));
    serving
}

fn features(row: &[f64]) -> Features {
    row.try_into().unwrap()
}

/// Computes every logged distribution anew from nothing but the log.
fn check_propensities(log: &[Event]) {
    let mut policies = vec![LinTs::new()];
    let mut shown: HashMap<ImpressionId, Features> = HashMap::new();
    for event in log {
        match event {
            Event::Impression(it) => {
                let rows = it.arms.iter().map(|arm| features(&arm.features)).collect();
                let actions = ActionSet::from_features(rows, 0).unwrap();
                let policy = &policies[usize::try_from(it.model_version).unwrap()];
                let distribution = policy.distribution(&actions);
                let logged: Vec<f64> = it.arms.iter().map(|arm| arm.probability).collect();
                assert_eq!(distribution.probabilities(), logged);
                assert_eq!(it.propensity(), distribution.probabilities()[it.chosen]);
                shown.insert(it.id, features(&it.chosen_arm().unwrap().features));
            }
            Event::Outcome(it) => {
                let mut next = policies.last().unwrap().clone();
                next.update(&shown[&it.impression], it.reward, it.weight);
                policies.push(next);
            }
            _ => {}
        }
    }
}

/// What must hold of every log.
fn check_log(log: &[Event]) {
    let mut pending = HashSet::new();
    let mut exposed = HashSet::new();
    for event in log {
        assert_eq!(event.check(), Ok(()), "{event:?}");
        match event {
            Event::Impression(it) => {
                assert!(pending.insert(it.id), "impression {} twice", it.id);
                let place = (it.visit, it.title.clone(), it.slot.canvas);
                assert!(exposed.insert(place), "{} twice in a visit", it.title);
            }
            Event::Outcome(it) => {
                assert!(pending.remove(&it.impression), "outcome without impression")
            }
            _ => {}
        }
    }
    if log.last() == Some(&Event::SessionEnded) {
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
        ThumbUp,
        ThumbDown,
        MyList,
        AddProfile,
        RenameProfile,
        ChangeAvatar,
        DeleteProfile,
    ]);
    prop_oneof![
        20 => command.prop_map(Input::Command),
        2 => prop::char::range('a', 'z').prop_map(Input::Character),
        1 => Just(Input::Erase),
        2 => (0..120_u16, 0..36_u16).prop_map(|(column, row)| Input::Click { column, row }),
        1 => any::<bool>().prop_map(|down| Input::Wheel { down }),
        1 => (1..220_u16, 1..70_u16).prop_map(|(columns, rows)| Input::Resize(Size { columns, rows })),
        2 => Just(Input::Tick),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_the_log_is_sound_and_the_learner_can_be_rebuilt_from_it(
        inputs in prop::collection::vec(any_input(), 1..150),
    ) {
        let mut player = Player::new(PolicyName::LinTs);
        player.watch("Romy");
        for input in inputs {
            if !player.is_over {
                player.send(input);
            }
            let browse = player.state.browse.as_ref();
            prop_assert!(browse.is_none_or(|browse| browse.focused().is_some()));
        }
        if !player.is_over {
            player.send(Input::Terminate);
        }
        check_log(&player.log);
        check_propensities(&player.log);
        let later = rebuilt(&player.log);
        prop_assert_eq!(format!("{:?}", later.learner()), format!("{:?}", player.state.serving().learner()));
    }
}

#[test]
fn two_tastes_see_different_artwork_on_at_least_ten_titles_of_their_first_screens() {
    let shown = |name: &str| -> Vec<Option<usize>> {
        let mut player = Player::new(PolicyName::LinTs);
        player.watch(name);
        (0..20).for_each(|_| player.press([Command::PageDown]));
        let all = (0..DEMO.titles().len()).map(TitleIndex);
        all.map(|index| Some(player.state.decision(index, Canvas::Tile)?.artwork()))
            .collect()
    };
    let (romance, comedy) = (shown("Romy"), shown("Cole"));
    let differ = romance
        .iter()
        .zip(&comedy)
        .filter(|(a, b)| a.is_some() && b.is_some() && a != b);
    assert!(differ.count() >= 10, "{romance:?}\n{comedy:?}");
}

#[test]
fn fixed_shows_everyone_the_default() {
    let mut player = Player::new(PolicyName::Fixed);
    player.watch("Romy");
    let decisions = (0..DEMO.titles().len())
        .filter_map(|index| player.state.decision(TitleIndex(index), Canvas::Tile));
    let decisions: Vec<_> = decisions.collect();
    assert!(decisions.len() >= 2);
    assert!(
        decisions
            .iter()
            .all(|decision| !decision.differs_from_default() && decision.propensity() == 1.0)
    );
}

#[test]
fn a_child_finds_nothing_above_its_age() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Kit");
    let kit = player.state.active().unwrap().maturity;
    let page = &player.state.browse.as_ref().unwrap().page;
    let titles = page
        .rows
        .iter()
        .flat_map(|row| row.titles.clone())
        .chain(page.billboard);
    let titles: Vec<TitleIndex> = titles.collect();
    assert!(titles.len() > 3);
    assert!(titles.iter().all(|index| DEMO[*index].maturity <= kit));
    player.press([Command::Search]);
    "velvet"
        .chars()
        .for_each(|character| player.send(Input::Character(character)));
    assert!(
        matches!(player.state.layers.last(), Some(keyart::session::Layer::Search(search)) if search.results.is_empty())
    );
}

#[test]
fn switching_in_place_keeps_the_title_in_focus() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Romy");
    player.press([Command::Down, Command::Down, Command::Right, Command::Right]);
    let title = player.focused();
    player.press([Command::Profile(2)]);
    assert_eq!(&*player.state.active().unwrap().name, "Axel");
    assert_eq!(player.focused(), title);
}

#[test]
fn a_whole_play_is_rewarded_once_and_an_abandoned_one_is_not() {
    for (jumps, reward) in [(3, 1.0), (0, 0.0)] {
        let mut player = Player::new(PolicyName::LinTs);
        player.watch("Romy");
        let title = player.focused();
        player.press([Command::Confirm, Command::Confirm]);
        assert_eq!(player.state.mode(), Mode::Playing);
        player.press(vec![Command::Right; jumps]);
        player.press([Command::Back]);
        let plays = player.plays();
        assert_eq!(plays.len(), 1);
        assert_eq!(plays[0].reward, reward, "{plays:?}");
        let history = &player.state.active().unwrap().history;
        let Outcome::Played { fraction } = plays[0].outcome else {
            unreachable!()
        };
        assert_eq!(history.last().unwrap().fraction, fraction);
        assert!(
            player.state.decision(title, Canvas::Billboard).is_some(),
            "the title's page shows a new decision, not the default"
        );
    }
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
fn profiles_are_added_renamed_pictured_and_deleted_at_the_gate() {
    let mut player = Player::new(PolicyName::LinTs);
    let type_in = |player: &mut Player, text: &str| {
        text.chars()
            .for_each(|character| player.send(Input::Character(character)));
    };
    player.press([Command::AddProfile]);
    type_in(&mut player, "Zoé");
    player.press([Command::Confirm, Command::Right, Command::Confirm]);
    let added = player.state.profiles.as_slice().last().unwrap().clone();
    assert_eq!((&*added.name, added.avatar.as_str()), ("Zoé", "ninja"));
    player.press([Command::RenameProfile]);
    player.send(Input::Erase);
    type_in(&mut player, "ë");
    player.press([Command::Confirm]);
    assert_eq!(&*player.state.profiles.get(&added.id).unwrap().name, "Zoë");
    player.press([Command::DeleteProfile, Command::Back]);
    assert!(
        player.state.profiles.get(&added.id).is_some(),
        "deletion was not confirmed"
    );
    player.press([Command::DeleteProfile, Command::Confirm]);
    assert!(player.state.profiles.get(&added.id).is_none());
}

#[test]
fn contributions_sum_to_the_score_and_shares_of_watched_titles_to_the_matches() {
    let mut player = Player::new(PolicyName::LinTs);
    for name in ["Romy", "Cole", "Axel", "Kit", "New here"] {
        player.watch(name);
        let profile = player.state.active().unwrap().clone();
        let taste = Taste::of(&profile, &DEMO, EVENING);
        let mut explained = 0;
        for index in (0..DEMO.titles().len()).map(TitleIndex) {
            for artwork in &DEMO[index].artwork {
                let content = Content::of_artwork(artwork);
                let shares = taste.shares(&content);
                for (aspect, whole) in taste.matches(&content).into_iter().enumerate() {
                    let sum: f64 = shares.iter().map(|(_, shares)| shares[aspect]).sum();
                    assert!((sum - whole).abs() < 1e-12, "{:?}", Aspect::ALL[aspect]);
                }
            }
            let Some(explanation) = player.state.explain(index, Canvas::Tile) else {
                continue;
            };
            let sum: f64 = explanation.contributions.iter().map(|it| it.amount).sum();
            let score = explanation.candidates[explanation.chosen]
                .score
                .unwrap()
                .mean;
            assert!((sum - score).abs() < 1e-12);
            explained += 1;
        }
        assert!(explained > 0);
    }
}

//! The application through its messages: what a person would notice, and what the log must hold.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
};

use keyart::{
    catalog::{self, ArtworkId, Canvas, Catalog, Maturity, TitleId, TitleIndex},
    engine::{ActionSet, Device, Features, LinTs, Policy, PolicyName},
    log::{Event, ImpressionId, Outcome, OutcomeRecord, SessionId},
    profiles::{self, Aspect, AvatarId, Content, Taste},
    seed::Seed,
    session::{Command, Effect, Input, Layer, Message, Mode, Serving, Settings, Size, State},
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
        self.send_after(1_000, input);
    }

    /// Sends what happens, and that the screen shows what came of it.
    fn send_after(&mut self, milliseconds: i64, input: Input) {
        self.now = self.now.plus(milliseconds);
        self.tell(input);
        self.tell(Input::Shown);
    }

    fn tell(&mut self, input: Input) {
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

/// What must hold of every log. Impressions of artwork whose picture turned out to be `broken`
/// may stay pending.
fn check_log(log: &[Event], broken: &HashSet<(TitleId, ArtworkId)>) {
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
        inputs in prop::collection::vec((prop_oneof![9 => 0..3_000_i64, 1 => Just(2_000_000)], any_input()), 1..150),
    ) {
        let mut player = Player::new(PolicyName::LinTs);
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
        matches!(player.state.layers.last(), Some(Layer::Search(search)) if search.results.is_empty())
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

/// Plays what has the focus for some seconds, of the twelve that a whole film takes.
fn play(player: &mut Player, seconds: usize) {
    player.press([Command::Confirm]);
    assert_eq!(player.state.mode(), Mode::Playing);
    (1..seconds).for_each(|_| player.send(Input::Tick));
    player.press([Command::Back]);
}

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

const HALF_AN_HOUR: i64 = 31 * 60 * 1_000;

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
fn a_thumb_changes_the_taste_whether_or_not_the_title_was_watched() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("New here");
    player.press([Command::Down, Command::ThumbUp]);
    let liked = DEMO[player.focused()].genres[0].clone();
    let taste = Taste::of(player.state.active().unwrap(), &DEMO, EVENING);
    assert_eq!(taste.strongest(Aspect::Genre)[0].0, &liked);
    player.press([Command::ThumbDown]);
    let taste = Taste::of(player.state.active().unwrap(), &DEMO, EVENING);
    assert!(
        taste
            .strongest(Aspect::Genre)
            .iter()
            .all(|(_, weight)| *weight < 0.0)
    );
}

#[test]
fn a_child_does_not_inherit_what_somebody_else_searched_for() {
    let mut player = Player::new(PolicyName::LinTs);
    player.watch("Romy");
    player.press([Command::Search, Command::Confirm, Command::Profile(3)]);
    let kit = player.state.active().unwrap().clone();
    assert_eq!(&*kit.name, "Kit");
    let [Layer::Search(search)] = &player.state.layers[..] else {
        panic!("the search is not open any more: {:?}", player.state.layers)
    };
    assert!(search.results.len() > 3);
    assert!(
        search
            .results
            .iter()
            .all(|title| DEMO[*title].maturity <= kit.maturity)
    );
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
    player.press([Command::ChangeAge, Command::ChangeAge]);
    assert_eq!(
        player.state.profiles.get(&added.id).unwrap().maturity,
        Maturity::Seven
    );
    player.press([Command::Confirm]);
    let page = &player.state.browse.as_ref().unwrap().page;
    assert!(
        page.rows
            .iter()
            .flat_map(|row| &row.titles)
            .all(|title| DEMO[*title].maturity <= Maturity::Seven)
    );
    player.press([
        Command::SwitchProfile,
        Command::DeleteProfile,
        Command::Back,
    ]);
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

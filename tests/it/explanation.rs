//! Explanations: what is said is so, and what is said would be so is so when it is tried.

use std::sync::LazyLock;

use keyart::{
    catalog::{self, Canvas, Catalog, Maturity, Root, TitleId, TitleIndex},
    engine::{
        ActionSet, Beliefs, Case, Change, Context, Counterfactual, Decision, Device, Distribution,
        Explanation, FEATURES, Learner, Neighbours, PolicyName, PolicySpec, Response, Rule, Score,
        Span, Thompson, counterfactual_sentences, counterfactuals,
    },
    profiles::{self, AvatarId, Profile, ProfileId, Taste, Viewing},
    seed::Seed,
    time::{LocalTime, Timestamp},
};
use rand::{Rng, RngExt};

static DEMO: LazyLock<Catalog> = LazyLock::new(catalog::demo);

const NOW: Timestamp = Timestamp(1_795_293_000_000);

/// Everything that a decision follows from.
#[derive(Debug, Clone)]
struct World<'a> {
    catalog: &'a Catalog,
    title: TitleIndex,
    canvas: Canvas,
    profile: Profile,
    taste: Taste,
    time: LocalTime,
    device: Device,
    handicaps: Vec<f64>,
}

impl<'a> World<'a> {
    fn new(catalog: &'a Catalog, title: usize, profile: Profile) -> Self {
        Self {
            catalog,
            title: TitleIndex(title),
            canvas: Canvas::Tile,
            taste: Taste::of(&profile, catalog, NOW),
            profile,
            time: LocalTime {
                hour: 12,
                weekday: 2,
            },
            device: Device::Tv,
            handicaps: Vec::new(),
        }
    }

    fn actions(&self, learner: &Learner) -> Option<ActionSet> {
        let context = Context {
            taste: &self.taste,
            neighbours: &Neighbours::default(),
            maturity: self.profile.maturity,
            time: self.time,
            device: self.device,
            canvas: self.canvas,
            mood: None,
            position: None,
        };
        let records = learner.records();
        let mut actions = ActionSet::new(&context, self.catalog, self.title, records, |_| true)?;
        actions.handicap(|artwork| self.handicaps.get(artwork).copied().unwrap_or(0.0));
        Some(actions)
    }

    fn decide(&self, learner: &Learner, random: &mut impl Rng) -> Option<Decision> {
        let actions = self.actions(learner)?;
        Some(Decision::make(learner, actions, random).with_beliefs(learner))
    }

    fn case<'b>(&'b self, learner: &'b Learner, decision: &'b Decision) -> Case<'b> {
        Case {
            catalog: self.catalog,
            title: self.title,
            canvas: self.canvas,
            profile: &self.profile,
            taste: &self.taste,
            now: NOW,
            time: self.time,
            device: self.device,
            learner,
            decision,
        }
    }

    fn explanation(&self, decision: &Decision) -> Explanation {
        Explanation::of(decision, self.catalog, self.title, &self.taste)
    }

    fn said(&self, learner: &Learner, decision: &Decision) -> String {
        let explanation = self.explanation(decision);
        let sentences = explanation.sentences(&self.case(learner, decision));
        sentences.all().collect::<Vec<_>>().join(" ")
    }

    fn would(&self, learner: &Learner, decision: &Decision) -> (Vec<Counterfactual>, String) {
        let case = self.case(learner, decision);
        let found = counterfactuals(&case);
        let said = counterfactual_sentences(&case, &found).join(" ");
        (found, said)
    }

    /// The same world, but for what a change says.
    fn changed(&self, change: &Change) -> Self {
        let mut world = self.clone();
        match change {
            Change::WithoutVariety => world.handicaps.clear(),
            Change::WithoutWatched(titles) => {
                let ids: Vec<&TitleId> = titles.iter().map(|it| &self.catalog[*it].id).collect();
                let profile = &mut world.profile;
                profile.history.retain(|it| !ids.contains(&&it.title));
                profile.thumbs.retain(|(title, _)| !ids.contains(&title));
                world.taste = Taste::of(profile, self.catalog, NOW);
            }
            Change::WithoutHistory => world.taste = Taste::default(),
            Change::AtHour(hour) => world.time.hour = *hour,
            Change::OnDevice(device) => world.device = *device,
            Change::LearntSince | Change::Raised { .. } => {}
        }
        world
    }
}

fn likeliest(distribution: &Distribution) -> usize {
    let chances = distribution.probabilities();
    let most = chances.iter().copied().fold(0.0, f64::max);
    chances.iter().position(|chance| *chance == most).unwrap()
}

/// A learner that was taught at random, on the demo's titles.
fn taught(spec: PolicySpec, lessons: usize, random: &mut impl Rng) -> Learner {
    let mut learner = Learner::new(spec);
    let profiles = profiles::demo(&DEMO, NOW);
    for _ in 0..lessons {
        let profile = &profiles.as_slice()[random.random_range(0..5)];
        let mut world = World::new(&DEMO, random.random_range(0..17), profile.clone());
        world.time.hour = random.random_range(0..24);
        world.device = Device::ALL[random.random_range(0..4)];
        let Some(actions) = world.actions(&learner) else {
            continue;
        };
        let arm = random.random_range(0..actions.len());
        let reward = f64::from(u8::from(random.random::<f64>() < 0.3));
        let example = actions.example(arm, reward, 1.0);
        learner.learn(&example, &profile.id, Response::Ignored);
    }
    learner
}

/// A decision in some circumstances, on some title, by some policy.
fn any_world(policy: PolicyName, random: &mut impl Rng) -> (World<'static>, Learner) {
    let lessons = [0, 20, 80][random.random_range(0..3)];
    let learner = taught(policy.into(), lessons, random);
    let profiles = profiles::demo(&DEMO, NOW);
    let profile = &profiles.as_slice()[random.random_range(0..5)];
    let mut world = World::new(&DEMO, random.random_range(0..17), profile.clone());
    world.time.hour = random.random_range(0..24);
    world.device = Device::ALL[random.random_range(0..4)];
    world.canvas = Canvas::ALL[random.random_range(0..3)];
    if random.random() {
        world.handicaps = (0..12).map(|_| random.random_range(0.0..0.1)).collect();
    }
    (world, learner)
}

#[test]
fn what_is_said_would_turn_a_decision_turns_it() {
    let mut random = Seed(3).stream("test", &[]);
    let mut kinds = [0; 6];
    for round in 0..PolicyName::ALL.len() * 6 {
        let policy = PolicyName::ALL[round % PolicyName::ALL.len()];
        let (world, learner) = any_world(policy, &mut random);
        let Some(decision) = world.decide(&learner, &mut random) else {
            continue;
        };
        let before = likeliest(&decision.distribution);
        for found in counterfactuals(&world.case(&learner, &decision)) {
            let mut actions = world.changed(&found.change).actions(&learner).unwrap();
            let arms = actions.arms().to_vec();
            if let Change::Raised { feature, from, to } = found.change {
                actions = raised(&actions, feature, from, to, found.artwork);
            }
            let distribution = learner.policy().distribution(&actions);
            let after = likeliest(&distribution);
            assert_ne!(after, before, "{policy} {found:?}");
            assert_eq!(arms[after], found.artwork, "{policy} {found:?}");
            let chance = distribution.probabilities()[after];
            assert!((chance - found.probability).abs() < 1e-12);
            kinds[match found.change {
                Change::LearntSince => panic!("nothing was learnt"),
                Change::WithoutVariety => 0,
                Change::WithoutWatched(_) => 1,
                Change::WithoutHistory => 2,
                Change::AtHour(_) => 3,
                Change::OnDevice(_) => 4,
                Change::Raised { .. } => 5,
            }] += 1;
        }
    }
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?}");
}

/// `actions` with another value of one feature of one artwork.
fn raised(actions: &ActionSet, feature: &str, from: f64, to: f64, artwork: usize) -> ActionSet {
    let names = keyart::engine::FEATURE_TABLE.map(|it| it.name);
    let place = names.iter().position(|name| *name == feature).unwrap();
    let arms = (0..actions.len()).map(|arm| {
        let mut row = actions.row(arm).to_vec();
        if actions.arms()[arm] == artwork {
            assert_eq!(row[place], from);
            assert!(from < to && to <= 1.0);
            row[place] = to;
        }
        row
    });
    let rows: Vec<Vec<f64>> = arms.collect();
    let arms = actions.artwork().iter().zip(&rows).zip(actions.handicaps());
    let arms = arms.map(|((id, row), handicap)| (id.clone(), &row[..], *handicap));
    let title = actions.title().clone();
    ActionSet::from_log(title, arms, actions.default_arm()).unwrap()
}

/// Two titles to watch and one to decide about, of which each picture shows what one of them is.
const SMALL: &str = r#"
schema = 1

[[title]]
id = "kiss"
name = "The Kiss"
year = 2020
runtime = 90
maturity = "all"
genres = ["romance"]
synopsis = "One."
popularity = 0.5
default_artwork = "a"

[[title.artwork]]
id = "a"
file = "kiss.png"
genres = { romance = 1.0 }
themes = { "theme 1" = 1.0 }
shot = "medium"
tone = "warm"

[[title]]
id = "joke"
name = "The Joke"
year = 2020
runtime = 90
maturity = "all"
genres = ["comedy"]
synopsis = "Two."
popularity = 0.5
default_artwork = "a"

[[title.artwork]]
id = "a"
file = "joke.png"
genres = { comedy = 1.0 }
themes = { "theme 2" = 1.0 }
shot = "medium"
tone = "warm"

[[title]]
id = "both"
name = "Both"
year = 2020
runtime = 90
maturity = "all"
genres = ["romance", "comedy"]
synopsis = "Three."
popularity = 0.5
default_artwork = "pair"

[[title.artwork]]
id = "pair"
file = "pair.png"
genres = { romance = 1.0 }
themes = { "theme 3" = 1.0 }
shot = "object"
tone = "dark"

[[title.artwork]]
id = "clown"
file = "clown.png"
genres = { comedy = 1.0 }
themes = { "theme 4" = 1.0 }
shot = "wide"
tone = "serious"

[[title.artwork]]
id = "poster"
file = "poster.png"
canvases = ["billboard"]
genres = { drama = 1.0 }
themes = { "theme 5" = 1.0 }
shot = "wide"
tone = "serious"
"#;

static SMALL_CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let (catalog, problems) = Catalog::parse(SMALL, "catalog.toml", Root::Embedded);
    catalog.unwrap_or_else(|| panic!("{problems:?}"))
});

/// The third title of the small catalog for somebody who watched these today, as far as it says.
fn small(watched: &[(&str, f64)]) -> World<'static> {
    let viewing = |(title, fraction): &(&str, f64)| Viewing {
        title: TitleId::new(title),
        artwork: None,
        at: NOW,
        fraction: *fraction,
    };
    let profile = Profile {
        id: ProfileId::new("ann"),
        name: "Ann".into(),
        avatar: AvatarId::new("default"),
        maturity: Maturity::All,
        history: watched.iter().map(viewing).collect(),
        thumbs: Vec::new(),
        list: Vec::new(),
    };
    World::new(&SMALL_CATALOG, 2, profile)
}

fn decided(world: &World<'_>, learner: &Learner) -> Decision {
    let mut random = Seed(1).stream("test", &[]);
    world.decide(learner, &mut random).unwrap()
}

#[test]
fn the_one_title_that_carries_a_choice_is_named() {
    let learner = Learner::new(PolicyName::Content);
    let world = small(&[("kiss", 1.0), ("joke", 0.5)]);
    let decision = decided(&world, &learner);
    assert_eq!(decision.artwork(), 0, "there is more romance than comedy");
    let (found, said) = world.would(&learner, &decision);
    let expected = Counterfactual {
        change: Change::WithoutWatched(vec![TitleIndex(0)]),
        artwork: 1,
        probability: 1.0,
    };
    assert_eq!(found[0], expected);
    assert!(
        said.starts_with("clown would lead (chance 100 %) had Ann not watched \"The Kiss\"."),
        "{said}"
    );
    // Of the comedy's match 0.5/(√1.25 + 1) = 0.236 and the romance's 0.472 only the first can
    // grow; beyond the second, the next step of 0.01 is 0.48.
    let Change::Raised { feature, from, to } = found[1].change else {
        panic!("{found:?}");
    };
    assert_eq!((feature, to), ("genre", 0.48));
    assert!((from - 0.5 / (1.25_f64.sqrt() + 1.0)).abs() < 1e-12);
    assert!(
        said.contains("if its genre match were 0.48 instead of 0.24."),
        "{said}"
    );
}

#[test]
fn where_nothing_plays_a_part_nothing_would_change_it() {
    let world = small(&[("kiss", 1.0), ("joke", 0.5)]);
    for policy in [
        PolicyName::Fixed,
        PolicyName::Uniform,
        PolicyName::BestArtwork,
    ] {
        let learner = Learner::new(policy);
        let (found, said) = world.would(&learner, &decided(&world, &learner));
        assert!(found.is_empty(), "{policy} {found:?}");
        assert_eq!(said, "Nothing that keyart can vary would change it.");
    }
}

#[test]
fn without_any_history_the_default_leads_again() {
    let learner = Learner::new(PolicyName::Content);
    // Both speak for comedy, each alone is enough, and so is what is left of them.
    let mut world = small(&[("joke", 1.0)]);
    let mut more = small(&[("joke", 1.0)]).profile.history;
    world.profile.history.append(&mut more);
    world.taste = Taste::of(&world.profile, world.catalog, NOW);
    let decision = decided(&world, &learner);
    assert_eq!(decision.artwork(), 1);
    let (found, _) = world.would(&learner, &decision);
    assert_eq!(found[0].change, Change::WithoutWatched(vec![TitleIndex(1)]));
    assert_eq!(found[0].artwork, 0);
}

#[test]
fn another_hour_and_another_screen_are_tried() {
    let mut learner = Learner::new(PolicyName::LinUcb);
    let nothing = Learner::new(PolicyName::LinUcb);
    let mut world = small(&[]);
    let profile = world.profile.id.clone();
    // The dark object does badly by day on a television, and well otherwise.
    let moments = [(23, Device::Tv), (12, Device::Phone), (19, Device::Tv)];
    for ((hour, device), is_good) in moments.into_iter().zip([true, true, false]) {
        (world.time.hour, world.device) = (hour, device);
        let actions = world.actions(&nothing).unwrap();
        for _ in 0..300 {
            for arm in 0..2 {
                let reward = f64::from(u8::from((arm == 0) == is_good));
                let example = actions.example(arm, reward, 1.0);
                learner.learn(&example, &profile, Response::Ignored);
            }
        }
    }
    let decision = decided(&world, &learner);
    assert_eq!(likeliest(&decision.distribution), 1);
    let (found, said) = world.would(&learner, &decision);
    let changes: Vec<Change> = found.into_iter().map(|it| it.change).collect();
    assert_eq!(
        changes,
        [Change::AtHour(21), Change::OnDevice(Device::Tablet)]
    );
    assert!(
        said.contains("at 21 o'clock.") && said.contains("on a tablet."),
        "{said}"
    );
}

#[test]
fn what_was_learnt_since_is_not_taken_for_a_reason() {
    let mut learner = Learner::new(PolicyName::LinTs);
    let world = small(&[("kiss", 1.0), ("joke", 0.8)]);
    let decision = decided(&world, &learner);
    let profile = &world.profile.id;
    let teach = |learner: &mut Learner, times: u32| {
        for _ in 0..times {
            for (arm, reward) in [(0, 0.0), (1, 1.0)] {
                let example = decision.actions.example(arm, reward, 1.0);
                learner.learn(&example, profile, Response::Ignored);
            }
        }
    };
    teach(&mut learner, 1);
    let (found, said) = world.would(&learner, &decision);
    assert!(!found.is_empty());
    assert!(
        said.starts_with("By what is known now, clown would lead"),
        "{said}"
    );
    teach(&mut learner, 300);
    let (found, said) = world.would(&learner, &decision);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].change, Change::LearntSince);
    assert!(
        said.starts_with("By what has been learnt since, clown leads now (chance"),
        "{said}"
    );
}

#[test]
fn what_was_watched_since_is_not_taken_for_a_reason() {
    let learner = Learner::new(PolicyName::Content);
    let mut world = small(&[("kiss", 1.0)]);
    let decision = decided(&world, &learner);
    world.profile = small(&[("kiss", 1.0), ("joke", 1.0), ("both", 1.0), ("joke", 1.0)]).profile;
    let (found, said) = world.would(&learner, &decision);
    let is_about_history = |it: &Counterfactual| {
        matches!(
            it.change,
            Change::WithoutWatched(_) | Change::WithoutHistory
        )
    };
    assert!(!found.iter().any(is_about_history), "{said}");
}

#[test]
fn variety_is_a_part_of_the_score_and_a_reason() {
    let learner = Learner::new(PolicyName::Content);
    let mut world = small(&[("kiss", 1.0), ("joke", 0.9)]);
    world.handicaps = vec![0.06, 0.0];
    let decision = decided(&world, &learner);
    assert_eq!(decision.artwork(), 1);
    let (found, said) = world.would(&learner, &decision);
    assert_eq!(found[0].change, Change::WithoutVariety);
    assert_eq!(found[0].artwork, 0);
    assert!(
        said.starts_with("pair would lead (chance 100 %) if variety on the page did not count.")
    );
    assert!(!world.said(&learner, &decision).contains("variety"));
    world.handicaps = vec![0.01, 0.01];
    let decision = decided(&world, &learner);
    let said = world.said(&learner, &decision);
    assert!(
        said.contains("Its score was lowered by 0.010 for the sake of variety"),
        "{said}"
    );
    assert_eq!(world.explanation(&decision).variety(), -0.01);
}

#[test]
fn exploration_is_said_as_such() {
    let spec: PolicySpec = "content{floor=0.2}".parse().unwrap();
    let learner = Learner::new(spec);
    let world = small(&[("kiss", 1.0)]);
    let mut decision = decided(&world, &learner);
    decision.chosen = 0;
    let said = world.said(&learner, &decision);
    assert_eq!(
        said,
        "Ann sees pair because it shows the romance you watch."
    );
    decision.chosen = 1;
    let said = world.said(&learner, &decision);
    assert!(
        said.contains(
            "clown to learn more about it: its chance was 10 %, and that of pair was 90 %."
        ),
        "{said}"
    );
    assert!(
        said.contains("Exploration alone gave it that chance: 20 % of all draws are by lot."),
        "{said}"
    );
    let learner = Learner::new("content{floor=1}".parse::<PolicySpec>().unwrap());
    let said = world.said(&learner, &decided(&world, &learner));
    assert!(
        said.contains(" by lot, to learn more about it: its chance was 50 %."),
        "{said}"
    );
    let learner = Learner::new("lin-ts{floor=0.01}".parse::<PolicySpec>().unwrap());
    let world = small(&[]);
    let mut decision = decided(&world, &learner);
    decision.chosen = 1 - likeliest(&decision.distribution);
    let said = world.said(&learner, &decision);
    assert!(
        said.contains("to learn more about it") && !said.contains("alone"),
        "{said}"
    );
}

#[test]
fn a_set_of_one_is_said_as_such() {
    let learner = Learner::new(PolicyName::LinTs);
    let mut world = small(&[("kiss", 1.0)]);
    world.title = TitleIndex(0);
    let decision = decided(&world, &learner);
    let said = world.said(&learner, &decision);
    assert!(
        said.starts_with(
            "Ann sees a: it is the only picture of this title that was made for this place."
        ),
        "{said}"
    );
    assert_eq!(
        world.would(&learner, &decision),
        (Vec::new(), String::new())
    );
    // The catalog offers another one, but the decision had only this.
    world.title = TitleIndex(2);
    let decision = decided(&world, &learner);
    let arms = [(
        decision.actions.artwork()[0].clone(),
        decision.actions.row(0),
        0.0,
    )];
    let actions = ActionSet::from_log(decision.actions.title().clone(), arms, 0).unwrap();
    let decision = Decision::make(&learner, actions, &mut Seed(1).stream("test", &[]));
    let said = world.said(&learner, &decision);
    assert!(
        said.starts_with(
            "Ann sees pair: the settings, or another canvas, leave only this one here."
        ),
        "{said}"
    );
    assert!(counterfactuals(&world.case(&learner, &decision)).is_empty());
}

#[test]
fn parts_and_variety_sum_to_the_score_that_entered_the_draw() {
    let mut random = Seed(4).stream("test", &[]);
    let mut scored = 0;
    for round in 0..PolicyName::ALL.len() * 6 {
        let policy = PolicyName::ALL[round % PolicyName::ALL.len()];
        let (world, learner) = any_world(policy, &mut random);
        let Some(decision) = world.decide(&learner, &mut random) else {
            continue;
        };
        let explanation = world.explanation(&decision);
        if explanation.contributions.is_empty() {
            assert_eq!(explanation.variety(), 0.0, "{policy}: nothing is claimed");
            continue;
        }
        let parts = explanation.contributions.iter().map(|it| it.amount);
        let sum: f64 = parts.sum::<f64>() + explanation.variety();
        let entered = explanation.shown().entered().unwrap();
        assert!((sum - entered).abs() < 1e-12, "{policy}: {sum} {entered}");
        scored += 1;
        for part in &explanation.contributions {
            let carried: f64 = part.carriers.iter().map(|it| it.amount).sum();
            assert!(part.carriers.len() <= 2 && carried >= 0.0);
        }
    }
    assert!(scored > 20);
}

#[test]
fn the_scores_that_are_told_are_those_that_decide() {
    let mut random = Seed(6).stream("test", &[]);
    for name in [PolicyName::LinTs, PolicyName::LogisticTs] {
        for _ in 0..10 {
            let (mut world, _) = any_world(name, &mut random);
            let spec: PolicySpec = format!("{name}{{floor=0}}").parse().unwrap();
            let learner = taught(spec, 100, &mut random);
            world.handicaps = (0..12).map(|_| random.random_range(0.0..0.1)).collect();
            let Some(decision) = world.decide(&learner, &mut random) else {
                continue;
            };
            let explanation = world.explanation(&decision);
            let score = |it: &keyart::engine::Candidate| Score {
                mean: it.entered().unwrap(),
                deviation: it.score.unwrap().deviation,
            };
            let scores: Vec<Score> = explanation.candidates.iter().map(score).collect();
            let again = Thompson.distribution(&scores);
            let pairs = again.probabilities().iter();
            for (again, chance) in pairs.zip(decision.distribution.probabilities()) {
                assert!((again - chance).abs() < 1e-12, "{name}");
            }
            let best = explanation.chances_of_being_best().unwrap();
            assert_eq!(best, again);
        }
    }
}

#[test]
fn ranges_stand_on_one_scale() {
    let learner = Learner::new(PolicyName::LinTs);
    let mut decision = decided(&small(&[]), &learner);
    let score = |mean, deviation| Score { mean, deviation };
    let scores = [score(0.0, 0.1 / 1.96), score(0.4, 0.1 / 1.96)];
    let mut beliefs = Beliefs {
        scores: scores.into_iter().collect(),
        contributions: Vec::new(),
        per_reward: 1.0,
    };
    decision.beliefs = Some(beliefs.clone());
    let rate = small(&[]).explanation(&decision).candidates[0].interval;
    assert_eq!(rate.unwrap().0, 0.0, "there is no negative mean of rewards");
    beliefs.contributions = vec![vec![0.0; FEATURES]; 2];
    decision.beliefs = Some(beliefs);
    let explanation = small(&[]).explanation(&decision);
    let (low, high) = explanation.candidates[0].interval.unwrap();
    assert!((low + 0.1).abs() < 1e-12 && (high - 0.1).abs() < 1e-12);
    let span = Span::of(&explanation.candidates).unwrap();
    // Thirteen cells from −0.1 to 0.5 are 0.05 apart.
    let cells = |arm: usize| {
        let range = span.range(&explanation.candidates[arm], 13).unwrap();
        (range.low, range.mean, range.high)
    };
    assert_eq!((cells(0), cells(1)), ((0, 2, 4), (8, 10, 12)));
    for width in 1..40 {
        for candidate in &explanation.candidates {
            let range = span.range(candidate, width).unwrap();
            assert!(range.low <= range.mean && range.mean <= range.high && range.high < width);
        }
    }
}

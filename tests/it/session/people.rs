//! Profiles: what they see, what they may see, and why.

use keyart::{
    catalog::{Aspect, Canvas, Maturity, TitleIndex},
    engine::PolicyName,
    profiles::Taste,
    session::{Command, Input, Layer},
};

use super::player::{DEMO, EVENING, Player};

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
            for artwork in 0..DEMO[index].artwork.len() {
                let content = DEMO.contents().artwork(index, artwork);
                let shares = taste.shares(content);
                for (aspect, whole) in taste.matches(content).into_iter().enumerate() {
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

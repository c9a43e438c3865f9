//! `keyart log verify` and `keyart log changes` on logs of whole sessions.

use keyart::{
    cli::{
        Failure, Options,
        log::{ChangesOptions, LogCommand, VerifyOptions, run},
    },
    engine::PolicyName,
    log::{Durability, Event, Impression, LogWriter},
    profiles::{self, Store},
    session::{Canvases, Command, Tuning},
};
use serde_json::Value;
use tempfile::TempDir;

use super::player::{DEMO, EVENING, Player};

/// Stores the sessions as a log in a data folder; `change` may falsify each impression.
fn stored(sessions: &[&Player], change: impl Fn(usize, &mut Impression)) -> TempDir {
    let data = TempDir::new().unwrap();
    let (mut store, _) = Store::open(data.path()).unwrap();
    store.save(&profiles::demo(&DEMO, EVENING)).unwrap();
    for (session, player) in sessions.iter().enumerate() {
        let Event::SessionStarted(start) = &player.log[0] else {
            panic!("no session started")
        };
        let folder = data.path().join("log");
        let at = player.times[0];
        let mut writer = LogWriter::create(&folder, start, at, Durability::default()).unwrap();
        for (event, at) in player.log.iter().zip(&player.times).skip(1) {
            let mut event = event.clone();
            if let Event::Impression(impression) = &mut event {
                change(session, impression);
            }
            writer.append(&[event], *at).unwrap();
        }
    }
    data
}

fn print(command: &LogCommand, data: &TempDir) -> (String, Result<(), Failure>) {
    let mut out = Vec::new();
    let result = run(
        command,
        &data.path().join("log"),
        &Options::default(),
        &mut out,
    );
    (String::from_utf8(out).unwrap(), result)
}

fn verify(data: &TempDir) -> (String, Result<(), Failure>) {
    print(&LogCommand::Verify(VerifyOptions { json: false }), data)
}

/// Two sessions of two profiles, the second with other dials and another policy.
fn two_sessions() -> (Player, Player) {
    let browse = |player: &mut Player| {
        for name in ["Romy", "Cole", "Romy"] {
            player.watch(name);
            player.press([
                Command::Down,
                Command::PageDown,
                Command::Confirm,
                Command::Back,
            ]);
        }
        player.press([Command::Quit]);
    };
    let mut first = Player::new(PolicyName::LinTs);
    browse(&mut first);
    let mut second = Player::later(PolicyName::Softmax, &first.log, &first.times);
    second.tune(Tuning {
        diversity: 0.7,
        canvases: Canvases::Varied,
        ..Tuning::default()
    });
    browse(&mut second);
    (first, second)
}

fn impressions(players: &[&Player]) -> usize {
    let events = players.iter().flat_map(|player| &player.log);
    events
        .filter(|event| matches!(event, Event::Impression(_)))
        .count()
}

#[test]
fn every_propensity_of_a_log_follows_from_it_bit_for_bit() {
    let (first, second) = two_sessions();
    let data = stored(&[&first, &second], |_, _| {});
    let all = impressions(&[&first, &second]);
    let (text, result) = verify(&data);
    assert!(result.is_ok());
    assert_eq!(
        text,
        format!("{all} of {all} distributions recomputed, largest difference 0\n")
    );
}

#[test]
fn a_propensity_that_does_not_follow_is_named_and_fails() {
    let (first, second) = two_sessions();
    let data = stored(&[&first, &second], |session, impression| {
        if session == 1 && impression.id.0 == 3 {
            let share = 1.0 / impression.arms.len() as f64;
            let arms = impression.arms.iter_mut();
            arms.for_each(|arm| arm.probability = share);
        }
    });
    let (text, result) = verify(&data);
    let failure = result.unwrap_err();
    assert_eq!(failure.code(), 1);
    assert!(failure.to_string().starts_with("1 of "), "{failure}");
    assert!(text.contains("session later, impression 3: "), "{text}");
    let (json, _) = print(&LogCommand::Verify(VerifyOptions { json: true }), &data);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["different"][0]["impression"], 3);
    assert!(json["largest_difference"].as_f64().unwrap() > 0.001);
}

#[test]
fn what_cannot_be_computed_is_counted_and_said() {
    let (first, second) = two_sessions();
    let of_first = impressions(&[&first]);
    let all = impressions(&[&first, &second]);
    let (text, result) = verify(&stored(&[&first, &second], |session, impression| {
        if session == 1 {
            impression.policy = "of-tomorrow".to_owned();
        }
    }));
    assert!(result.is_ok());
    assert!(text.contains("does not know their policy"), "{text}");
    assert!(text.starts_with(&format!("{of_first} of {all} ")), "{text}");
    let (text, _) = verify(&stored(&[&first, &second], |session, impression| {
        if session == 1 {
            impression.feature_version += 1;
        }
    }));
    assert!(
        text.contains("version of their engine or features"),
        "{text}"
    );
    assert!(text.starts_with(&format!("{of_first} of {all} ")), "{text}");
    let (text, _) = verify(&stored(&[&second], |_, _| {}));
    assert!(text.contains("they learnt from other records"), "{text}");
    assert!(text.starts_with("0 of "), "{text}");
}

#[test]
fn an_empty_log_says_what_to_do() {
    let data = TempDir::new().unwrap();
    let changes = LogCommand::Changes(ChangesOptions::default());
    for text in [verify(&data).0, print(&changes, &data).0] {
        assert!(text.contains("browse once with `keyart`"), "{text}");
    }
    let mut player = Player::new(PolicyName::Fixed);
    player.watch("Romy");
    player.press([Command::Quit]);
    let (text, _) = print(&changes, &stored(&[&player], |_, _| {}));
    assert!(text.starts_with("No artwork changed yet"), "{text}");
}

#[test]
fn changes_are_listed_by_profile_and_title() {
    let mut player = Player::new(PolicyName::Uniform);
    for name in ["Romy", "Cole", "Romy", "Cole"] {
        player.watch(name);
    }
    player.press([Command::Quit]);
    let data = stored(&[&player], |_, _| {});
    let changes = player.state.serving().changes();
    let listed = |options: ChangesOptions| print(&LogCommand::Changes(options), &data).0;
    assert_eq!(
        listed(ChangesOptions::default()).lines().count(),
        changes.len() + 1
    );
    let profile = Some("romy".to_owned());
    let own = listed(ChangesOptions {
        profile: profile.clone(),
        ..ChangesOptions::default()
    });
    let romy = &player.state.profiles.as_slice()[0];
    assert_eq!(&*romy.name, "Romy");
    let of_romy = changes.iter().filter(|it| it.profile == romy.id).count();
    assert!(0 < of_romy && of_romy < changes.len());
    assert_eq!(own.lines().count(), of_romy + 1);
    let json = listed(ChangesOptions {
        title: Some(changes[0].title.as_str().to_owned()),
        json: true,
        ..ChangesOptions::default()
    });
    let first: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["from"], changes[0].from.as_str());
    assert_eq!(first["to"], changes[0].to.as_str());
    assert_eq!(first["at"], changes[0].at.rfc3339());
    let none = listed(ChangesOptions {
        profile,
        title: Some("no-such-title".to_owned()),
        json: false,
    });
    assert!(none.starts_with("None of the "), "{none}");
}

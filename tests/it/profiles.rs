//! Saving and opening profiles.

use std::{fs, path::Path};

use keyart::{
    catalog::{ArtworkId, Maturity, TitleId},
    profiles::{AvatarId, Profiles, Store, StoreError, Thumb, Viewing},
    time::Timestamp,
};
use proptest::prelude::*;

fn saved_and_opened(profiles: &Profiles) -> Profiles {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = Store::open(folder.path()).unwrap();
    store.save(profiles).unwrap();
    Store::open(folder.path()).unwrap().1.unwrap()
}

fn write(folder: &Path, text: &str) {
    fs::write(folder.join("profiles.toml"), text).unwrap();
}

#[test]
fn without_a_file_there_are_no_profiles_and_nothing_is_created() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("data");
    let (_, profiles) = Store::open(&inside).unwrap();
    assert_eq!(profiles, None);
    assert!(!inside.exists());
}

#[test]
fn ids_of_removed_profiles_stay_used_after_a_restart() {
    let mut profiles = Profiles::default();
    let mut add = |name| profiles.add(name, AvatarId::new("heart"), Maturity::All);
    let (_, second) = (add("Ada").unwrap(), add("Bea").unwrap());
    profiles.remove(&second).unwrap();
    let mut opened = saved_and_opened(&profiles);
    let third = opened.add("Cid", AvatarId::new("heart"), Maturity::All);
    assert_eq!(third.unwrap().as_str(), "p3");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_what_is_saved() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("keyart");
    let (mut store, _) = Store::open(&inside).unwrap();
    store.save(&Profiles::default()).unwrap();
    store.save(&Profiles::default()).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&inside), 0o700);
    assert_eq!(mode(&store.path()), 0o600);
    assert_eq!(fs::read_dir(&inside).unwrap().count(), 1);
}

#[test]
fn a_damaged_file_is_named_with_its_line_and_left_as_it_is() {
    let profile = "id = \"p1\"\nname = \"Ada\"\navatar = \"heart\"\nmaturity = \"all\"\n";
    for (text, expected) in [
        (
            "schema = 1\n[[profile]\n".to_owned(),
            ":2:11: error: this is not valid TOML: unclosed array table, expected `]` (correct the syntax)",
        ),
        (
            "schema = 2\n".to_owned(),
            ":1:10: error: the schema 2 is newer than this program (use a newer keyart)",
        ),
        (
            format!("schema = 1\n[[profile]]\n{profile}[[profile]]\n{profile}"),
            ":8:6: error: two profiles have the id `p1`, first on line 3 (give one of them another id) and 1 more",
        ),
        (
            format!(
                "schema = 1\n[[profile]]\n{profile}[[profile.viewing]]\ntitle = \"x\"\nat = \"noon\"\nfraction = 1.0\n"
            ),
            ":9:6: error: `at`: expected a date and time such as 2026-01-05T20:30 (write a time in UTC)",
        ),
        (
            format!(
                "schema = 1\n[[profile]]\n{}",
                profile.replace("Ada", "\\u202e")
            ),
            ":4:8: error: a profile needs a name; type at least one character (write another name)",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &text);
        let error = Store::open(folder.path()).unwrap_err();
        assert!(matches!(error, StoreError::Damaged(_)));
        let file = folder.path().join("profiles.toml");
        assert_eq!(
            error.to_string(),
            format!(
                "the profiles are damaged: {}{expected}; correct the file or move it away",
                file.display()
            )
        );
        assert_eq!(fs::read_to_string(file).unwrap(), text);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_an_error_and_the_old_file_remains() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("data");
    let (mut store, _) = Store::open(&inside).unwrap();
    fs::write(&inside, "in the way").unwrap();
    let error = store.save(&Profiles::default()).unwrap_err().to_string();
    assert!(error.starts_with("cannot save "), "{error}");
    assert_eq!(fs::read_to_string(&inside).unwrap(), "in the way");
}

fn any_profiles() -> impl Strategy<Value = Profiles> {
    let title = "[a-z]{1,3}";
    let viewing = (
        title,
        prop::option::of("[a-z]{1,3}"),
        0..4_000_000_000_000_i64,
        0.0..=1.0,
    );
    let profile = (
        any::<String>(),
        prop::sample::select(Maturity::ALL),
        prop::collection::vec(viewing, 0..5),
        prop::collection::vec((title, any::<bool>()), 0..4),
        prop::collection::vec(title, 0..4),
    );
    prop::collection::vec(profile, 0..4).prop_map(|all| {
        let mut profiles = Profiles::default();
        for (name, maturity, history, thumbs, list) in all {
            let Ok(id) = profiles.add(&name, AvatarId::new("ninja"), maturity) else {
                continue;
            };
            for (title, artwork, at, fraction) in history {
                let viewing = Viewing {
                    title: TitleId::new(&title),
                    artwork: artwork.map(|artwork| ArtworkId::new(&artwork)),
                    at: Timestamp(at),
                    fraction,
                };
                profiles.record_viewing(&id, viewing).unwrap();
            }
            for (title, up) in thumbs {
                let thumb = if up { Thumb::Up } else { Thumb::Down };
                profiles
                    .rate(&id, &TitleId::new(&title), Some(thumb))
                    .unwrap();
            }
            for title in list {
                profiles.toggle_listed(&id, &TitleId::new(&title)).unwrap();
            }
        }
        profiles
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_saved_is_what_is_opened(profiles in any_profiles()) {
        prop_assert_eq!(saved_and_opened(&profiles), profiles);
    }
}

/// A profile called Ada, stored, and two programs that opened it.
fn opened_twice(folder: &Path) -> [(Store, Profiles); 2] {
    let mut profiles = Profiles::default();
    profiles
        .add("Ada", AvatarId::new("heart"), Maturity::All)
        .unwrap();
    let (mut store, _) = Store::open(folder).unwrap();
    store.save(&profiles).unwrap();
    [(); 2].map(|()| {
        let (store, profiles) = Store::open(folder).unwrap();
        (store, profiles.unwrap())
    })
}

fn viewing(title: &str, at: i64) -> Viewing {
    Viewing {
        title: TitleId::new(title),
        artwork: None,
        at: Timestamp(at),
        fraction: 1.0,
    }
}

#[test]
fn two_programs_keep_each_others_changes() {
    let folder = tempfile::tempdir().unwrap();
    let [(mut store, mut one), (mut other_store, mut other)] = opened_twice(folder.path());
    let ada = one.as_slice()[0].id.clone();
    let (x, y) = (TitleId::new("x"), TitleId::new("y"));
    one.record_viewing(&ada, viewing("x", 1_000)).unwrap();
    one.rate(&ada, &x, Some(Thumb::Up)).unwrap();
    one.toggle_listed(&ada, &x).unwrap();
    store.save(&one).unwrap();
    other.record_viewing(&ada, viewing("y", 0)).unwrap();
    other.rate(&ada, &y, Some(Thumb::Down)).unwrap();
    other.toggle_listed(&ada, &y).unwrap();
    let bea = other.add("Bea", AvatarId::new("ninja"), Maturity::All);
    other_store.save(&other).unwrap();
    // The first program has not heard of Bea, so it has not removed her either.
    one.rename(&ada, "Ada Byron").unwrap();
    one.toggle_listed(&ada, &x).unwrap();
    store.save(&one).unwrap();

    let (_, stored) = Store::open(folder.path()).unwrap();
    let stored = stored.unwrap();
    assert!(stored.get(&bea.unwrap()).is_some());
    let profile = stored.get(&ada).unwrap();
    assert_eq!(profile.name.as_str(), "Ada Byron");
    assert_eq!(profile.history, [viewing("y", 0), viewing("x", 1_000)]);
    let (up, down) = (Some(Thumb::Up), Some(Thumb::Down));
    assert_eq!((profile.thumb(&x), profile.thumb(&y)), (up, down));
    assert_eq!(profile.list, [y]);
}

#[test]
fn a_removed_profile_is_not_brought_back_by_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let [(mut store, mut one), (mut other_store, mut other)] = opened_twice(folder.path());
    let ada = one.as_slice()[0].id.clone();
    one.remove(&ada).unwrap();
    store.save(&one).unwrap();
    other_store.save(&other).unwrap();
    assert_eq!(Store::open(folder.path()).unwrap().1, Some(one.clone()));
    // Only who is still watching comes back.
    other.record_viewing(&ada, viewing("x", 0)).unwrap();
    other_store.save(&other).unwrap();
    assert_eq!(Store::open(folder.path()).unwrap().1, Some(other));
}

#[test]
fn two_new_profiles_with_one_id_are_refused_until_the_remedy_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let [(mut store, mut one), (mut other_store, mut other)] = opened_twice(folder.path());
    let add = |profiles: &mut Profiles, name| {
        let added = profiles.add(name, AvatarId::new("heart"), Maturity::All);
        added.unwrap()
    };
    let bea = add(&mut one, "Bea");
    store.save(&one).unwrap();
    let cid = add(&mut other, "Cid");
    assert_eq!(bea, cid);
    let message = other_store.save(&other).unwrap_err().to_string();
    assert!(message.contains("delete Cid here"), "{message}");
    other.remove(&cid).unwrap();
    add(&mut other, "bea");
    assert!(matches!(
        other_store.save(&other),
        Err(StoreError::Clash { .. })
    ));
    let last = other.as_slice().last().unwrap().id.clone();
    other.rename(&last, "Cid").unwrap();
    other_store.save(&other).unwrap();
    let (_, stored) = Store::open(folder.path()).unwrap();
    let stored = stored.unwrap();
    let names: Vec<&str> = stored.as_slice().iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Bea", "Cid"]);
}

#[test]
fn a_file_that_was_damaged_meanwhile_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let [(mut store, profiles), _] = opened_twice(folder.path());
    write(folder.path(), "schema = 1\n[[profile]\n");
    assert!(matches!(store.save(&profiles), Err(StoreError::Damaged(_))));
    let text = fs::read_to_string(folder.path().join("profiles.toml")).unwrap();
    assert_eq!(text, "schema = 1\n[[profile]\n");
}

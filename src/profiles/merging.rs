//! Two programs that change the same profiles at the same time.

use super::{
    model::{Profile, Viewing},
    set::Profiles,
};

/// The profiles `theirs` with the changes that lead from `before` to `ours`.
///
/// What only one side changed is as that side has it. Histories are united; where both sides
/// gave an opinion, renamed a profile or chose its avatar, ours holds. A profile that one side
/// removed stays removed, unless it is ours and was changed here.
///
/// # Errors
/// The profile of ours that cannot stand beside theirs, because both sides gave its id or its
/// name to a new profile.
pub(super) fn merged<'o>(
    before: &Profiles,
    ours: &'o Profiles,
    theirs: &Profiles,
) -> Result<Profiles, &'o Profile> {
    let mut profiles = Vec::with_capacity(theirs.as_slice().len() + 1);
    for their in theirs.as_slice() {
        match (before.get(&their.id), ours.get(&their.id)) {
            (Some(old), Some(our)) => profiles.push(merged_profile(old, our, their)),
            (None, None) => profiles.push(their.clone()),
            (Some(_), None) => {}
            (None, Some(our)) => return Err(our),
        }
    }
    let kept = |our: &&Profile| {
        theirs.get(&our.id).is_none() && before.get(&our.id).is_none_or(|old| old != *our)
    };
    profiles.extend(ours.as_slice().iter().filter(kept).cloned());
    let next = ours.next().max(theirs.next());
    match ours.as_slice().iter().find(|our| is_taken(our, &profiles)) {
        Some(our) => Err(our),
        None => Ok(Profiles::new(profiles, next)),
    }
}

/// Whether another of the `profiles` has the name of `our` profile.
fn is_taken(our: &Profile, profiles: &[Profile]) -> bool {
    let name = our.name.to_lowercase();
    let mut others = profiles.iter().filter(|other| other.id != our.id);
    others.any(|other| other.name.to_lowercase() == name)
}

fn merged_profile(before: &Profile, our: &Profile, their: &Profile) -> Profile {
    let is_same_viewing =
        |one: &Viewing, other: &Viewing| one.at == other.at && one.title == other.title;
    let mut history = united(
        &before.history,
        &our.history,
        &their.history,
        is_same_viewing,
    );
    history.sort_by_key(|viewing| viewing.at);
    Profile {
        id: our.id.clone(),
        name: latest(&before.name, &our.name, &their.name),
        avatar: latest(&before.avatar, &our.avatar, &their.avatar),
        maturity: latest(&before.maturity, &our.maturity, &their.maturity),
        history,
        thumbs: united(&before.thumbs, &our.thumbs, &their.thumbs, |one, other| {
            one.0 == other.0
        }),
        list: united(&before.list, &our.list, &their.list, PartialEq::eq),
    }
}

fn latest<T: PartialEq + Clone>(before: &T, our: &T, their: &T) -> T {
    if our == before { their } else { our }.clone()
}

/// `theirs` without what we took away and with what we added; `is_same` says that two elements
/// are about the same thing, of which there is one at most.
fn united<T: PartialEq + Clone>(
    before: &[T],
    ours: &[T],
    theirs: &[T],
    is_same: impl Fn(&T, &T) -> bool,
) -> Vec<T> {
    if theirs == before {
        return ours.to_vec();
    }
    let has = |all: &[T], one: &T| all.iter().any(|other| is_same(one, other));
    let added: Vec<T> = ours
        .iter()
        .filter(|one| !before.contains(one))
        .cloned()
        .collect();
    let kept = |one: &&T| !has(&added, one) && (has(ours, one) || !has(before, one));
    let kept: Vec<T> = theirs.iter().filter(kept).cloned().collect();
    [kept, added].concat()
}

//! The profiles that a first visitor finds.

use super::{
    reading::{self, Clock},
    set::Profiles,
};
use crate::{
    catalog::{Catalog, Maturity, Title, TitleId},
    time::Timestamp,
};

const DEMO: &str = include_str!("../../assets/demo-profiles.toml");

/// Profiles with different tastes, as they would be at the moment `now`.
///
/// Viewings of titles or artwork that are not in `catalog`, or that the profile may not see, are
/// left out.
#[must_use]
pub fn demo(catalog: &Catalog, now: Timestamp) -> Profiles {
    let profiles = reading::profiles(DEMO, "demo profiles", Clock::Before(now));
    let profiles = profiles.unwrap_or_default();
    let next = profiles.next();
    let mut profiles = profiles.as_slice().to_vec();
    for profile in &mut profiles {
        let maturity = profile.maturity;
        let title = |id: &TitleId| visible_title(catalog, id, maturity);
        profile.history.retain(|viewing| {
            let artwork = viewing.artwork.as_ref();
            title(&viewing.title).is_some_and(|title| {
                artwork.is_none_or(|artwork| title.artwork_index(artwork).is_some())
            })
        });
        profile.thumbs.retain(|(id, _)| title(id).is_some());
        profile.list.retain(|id| title(id).is_some());
    }
    Profiles::new(profiles, next)
}

fn visible_title<'c>(catalog: &'c Catalog, id: &TitleId, limit: Maturity) -> Option<&'c Title> {
    let title = &catalog[catalog.find(id)?];
    (title.maturity <= limit).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::Root,
        time::{DAY, Zone},
    };

    #[test]
    fn the_demo_profiles_have_no_fault_and_a_recent_history() {
        let now = Zone::utc().parse("2026-01-05T20:30").unwrap();
        let all = reading::profiles(DEMO, "demo-profiles.toml", Clock::Before(now)).unwrap();
        let names: Vec<_> = all.as_slice().iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["Romy", "Cole", "Axel", "Kit", "New here"]);
        for profile in &all.as_slice()[..4] {
            assert!(
                (8..=16).contains(&profile.history.len()),
                "{}",
                profile.name
            );
            let ages = profile.history.iter().map(|viewing| now.since(viewing.at));
            assert!(ages.clone().all(|age| (0..=60 * DAY).contains(&age)));
            assert!(ages.is_sorted_by(|one, other| one >= other));
        }
        assert_eq!(all.as_slice()[3].maturity, Maturity::Seven);
        assert!(all.as_slice()[4].history.is_empty());
    }

    #[test]
    fn the_demo_catalog_has_all_that_the_demo_profiles_watched() {
        let now = Timestamp(100 * DAY);
        let all = reading::profiles(DEMO, "demo-profiles.toml", Clock::Before(now)).unwrap();
        assert_eq!(demo(&crate::catalog::demo(), now), all);
    }

    #[test]
    fn viewings_of_what_the_catalog_lacks_are_left_out() {
        let source = include_str!("../../tests/fixtures/catalog/valid/two-titles.toml");
        let (catalog, _) = Catalog::parse(source, "catalog.toml", Root::Embedded);
        let profiles = demo(&catalog.unwrap(), Timestamp(0));
        let seen = profiles.as_slice()[0].history.iter();
        let seen: Vec<_> = seen.map(|viewing| viewing.title.as_str()).collect();
        assert_eq!(seen, ["neon-harbor"; 3]);
        assert!(profiles.as_slice()[3].history.is_empty());
    }
}

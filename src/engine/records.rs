//! What earlier impressions say about every artwork.

use std::collections::BTreeMap;

use smallvec::SmallVec;

use crate::{
    catalog::{ArtworkId, Catalog, Title},
    engine::{
        Example, Response, Standing, Standings,
        arms::Observed,
        by_title::{ByTitle, place_of},
        standings::TitleRecord,
    },
    profiles::ProfileId,
};

/// Up to so many neighbours nothing is allocated for them.
const NEAR: usize = 16;

/// How many observations by profiles that are just alike count as much as knowing nothing.
const COMPANY: f64 = 5.0;

/// What earlier impressions say about one artwork, for one profile.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Record {
    /// How far its mean reward lies above its title's, in (-1, 1): both shrunk, the artwork's
    /// towards that of its siblings in lineage, and theirs towards the title's. A popular title
    /// does not favour the artwork that happened to be shown first.
    pub advantage: f64,
    /// How much more that is lately than in all time.
    pub trend: f64,
    /// How far the mean reward of similar profiles lies above the title's, in (-1, 1), shrunk
    /// towards 0.
    pub similar: f64,
    /// How often the profile passed over it since it last took it, as `n / (n + 1)`.
    pub skipped: f64,
    /// How often the profile took it, as `n / (n + 1)`.
    pub familiar: f64,
}

impl From<Standing> for Record {
    /// What is known of an artwork for a profile that has never seen it, and nobody is like.
    fn from(Standing { advantage, trend }: Standing) -> Self {
        Self {
            advantage,
            trend,
            ..Self::default()
        }
    }
}

impl Record {
    /// The record for a profile that took the artwork `takes` times, and passed over it `skips`
    /// times since.
    #[must_use]
    pub fn with_personal(self, takes: u32, skips: u32) -> Self {
        let saturating = |count: u32| f64::from(count) / (f64::from(count) + 1.0);
        Self {
            skipped: saturating(skips),
            familiar: saturating(takes),
            ..self
        }
    }
}

/// Who the viewer is among those who were seen, and who is like them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Neighbours {
    own: Option<usize>,
    /// The others that are like it at all, by their numbers in rising order, and how much, in
    /// (0, 1].
    similarities: Vec<(usize, f64)>,
}

/// What one profile did about one artwork.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Personal {
    seen: Observed,
    takes: u32,
    /// Since the last take.
    skips: u32,
}

/// What one profile did, by title.
type PersonalRecord = ByTitle<Vec<(ArtworkId, Personal)>>;

/// Rewards per title, artwork and profile.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Records {
    titles: ByTitle<TitleRecord>,
    numbers: BTreeMap<ProfileId, usize>,
    /// By the number of the profile.
    profiles: Vec<PersonalRecord>,
}

/// What one profile did about the artwork of one title.
type OfProfile = [(ArtworkId, Personal)];

fn personal<'a>(known: &'a OfProfile, artwork: &ArtworkId) -> Option<&'a Personal> {
    let place = place_of(known, artwork.as_str(), |(id, _)| id.as_str())?;
    Some(&known[place].1)
}

impl Records {
    /// Counts what `profile` did about an artwork.
    pub fn learn(&mut self, example: &Example<'_>, profile: &ProfileId, response: Response) {
        self.learn_from(example);
        let number = self.number(profile);
        let known = self.profiles[number].entry(example.title, Vec::new);
        let id = example.artwork;
        let place = place_of(known, id.as_str(), |(id, _)| id.as_str());
        let place = place.unwrap_or_else(|| {
            known.push((id.clone(), Personal::default()));
            known.len() - 1
        });
        let personal = &mut known[place].1;
        personal.seen.add(example.reward, example.weight);
        match response {
            Response::Took => {
                personal.takes += 1;
                personal.skips = 0;
            }
            Response::Skipped => personal.skips += 1,
            Response::Tried | Response::Ignored => {}
        }
    }

    /// Counts what somebody did about an artwork whose own history is kept elsewhere. Allocates
    /// nothing for artwork that was learnt about before.
    pub fn learn_from(&mut self, example: &Example<'_>) {
        let title = self.titles.entry(example.title, TitleRecord::default);
        title.learn(example);
    }

    fn number(&mut self, profile: &ProfileId) -> usize {
        if let Some(number) = self.numbers.get(profile) {
            return *number;
        }
        self.numbers.insert(profile.clone(), self.profiles.len());
        self.profiles.push(PersonalRecord::default());
        self.profiles.len() - 1
    }

    /// Who `profile` is among those who were seen, and how like it each other one is by
    /// `similarity`, in [0, 1]. Those that are not like it at all are left out.
    #[must_use]
    pub fn neighbours(
        &self,
        profile: &ProfileId,
        similarity: impl Fn(&ProfileId) -> f64,
    ) -> Neighbours {
        let others = self.numbers.iter().filter(|(other, _)| *other != profile);
        let similarities = others.map(|(other, number)| (*number, similarity(other)));
        let mut similarities: Vec<_> = similarities.filter(|(_, alike)| *alike > 0.0).collect();
        similarities.sort_unstable_by_key(|(number, _)| *number);
        Neighbours {
            own: self.numbers.get(profile).copied(),
            similarities,
        }
    }

    /// How every artwork of `catalog` did with everybody.
    #[must_use]
    pub fn standings(&self, catalog: &Catalog) -> Standings {
        Standings::new(catalog, |title| self.titles.get(&title.id))
    }

    /// What is known about the artwork of `title`, for a viewer with these neighbours.
    #[must_use]
    pub fn of_title<'a>(&'a self, title: &'a Title, neighbours: &'a Neighbours) -> OfTitle<'a> {
        let of_profile = |number: usize| {
            let known = self.profiles.get(number)?.get(&title.id)?;
            Some(known.as_slice())
        };
        let similar = neighbours.similarities.iter();
        let similar =
            similar.filter_map(|(number, similarity)| Some((*similarity, of_profile(*number)?)));
        OfTitle {
            title,
            record: self.titles.get(&title.id),
            own: neighbours.own.and_then(of_profile).unwrap_or_default(),
            similar: similar.collect(),
        }
    }
}

/// What is known about the artwork of one title.
#[derive(Debug)]
pub struct OfTitle<'a> {
    title: &'a Title,
    record: Option<&'a TitleRecord>,
    own: &'a OfProfile,
    /// How like the viewer others are, and what they did.
    similar: SmallVec<[(f64, &'a OfProfile); NEAR]>,
}

impl OfTitle<'_> {
    /// What is known about the artwork at this place of the title's set.
    #[must_use]
    pub fn of_artwork(&self, index: usize) -> Record {
        let Some(record) = self.record else {
            return Record::default();
        };
        let known = Record::from(record.standing(self.title, index));
        let id = &self.title.artwork[index].id;
        let own = personal(self.own, id).copied().unwrap_or_default();
        Record {
            similar: self.similar(id, record.means().0),
            ..known.with_personal(own.takes, own.skips)
        }
    }

    fn similar(&self, artwork: &ArtworkId, mean: f64) -> f64 {
        let mut all = Observed::default();
        for (similarity, known) in &self.similar {
            if let Some(Personal { seen, .. }) = personal(known, artwork) {
                all.weight += similarity * seen.weight;
                all.reward += similarity * seen.reward;
            }
        }
        all.shrunk(mean, COMPANY) - mean
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{self, TitleIndex};

    /// Records of a demo title, filled with what was shown, by whom and what came of it.
    struct Scene {
        title: Title,
        records: Records,
    }

    impl Scene {
        fn new() -> Self {
            Self {
                title: catalog::demo()[TitleIndex(0)].clone(),
                records: Records::default(),
            }
        }

        fn see(&mut self, profile: &str, artwork: usize, response: Response) {
            let example = Example {
                title: &self.title.id,
                artwork: &self.title.artwork[artwork].id,
                features: &[],
                reward: f64::from(u8::from(response == Response::Took)),
                weight: 1.0,
            };
            self.records
                .learn(&example, &ProfileId::new(profile), response);
        }

        fn record(&self, profile: &str, artwork: usize, similarity: f64) -> Record {
            let profile = ProfileId::new(profile);
            let neighbours = self.records.neighbours(&profile, |_| similarity);
            self.records
                .of_title(&self.title, &neighbours)
                .of_artwork(artwork)
        }
    }

    #[test]
    fn an_artwork_is_compared_with_the_others_of_its_title() {
        let mut scene = Scene::new();
        assert_eq!(scene.record("a", 0, 0.0), Record::default());
        (0..10_000).for_each(|_| scene.see("a", 0, Response::Took));
        assert!(
            scene.record("b", 0, 0.0).advantage.abs() < 0.01,
            "it is all that is known"
        );
        (0..10_000).for_each(|_| scene.see("a", 1, Response::Skipped));
        assert!((scene.record("b", 0, 0.0).advantage - 0.5).abs() < 0.01);
        assert!((scene.record("b", 1, 0.0).advantage + 0.5).abs() < 0.01);
    }

    #[test]
    fn little_evidence_moves_little() {
        let mut scene = Scene::new();
        scene.see("a", 0, Response::Took);
        let mean = 3.0 / 21.0;
        let expected = (1.0 + 20.0 * mean) / 21.0 - mean;
        assert!((scene.record("b", 0, 0.0).advantage - expected).abs() < 1e-15);
    }

    #[test]
    fn artwork_that_nobody_saw_takes_after_its_siblings() {
        let mut scene = Scene::new();
        scene.title.artwork[1].lineage = scene.title.artwork[0].lineage.clone();
        (0..200).for_each(|_| scene.see("a", 0, Response::Took));
        (0..200).for_each(|_| scene.see("a", 2, Response::Skipped));
        assert!(scene.record("b", 1, 0.0).advantage > 0.3);
        assert_eq!(scene.record("b", 3, 0.0).advantage, 0.0);
        (0..400).for_each(|_| scene.see("a", 1, Response::Skipped));
        assert!(
            scene.record("b", 1, 0.0).advantage < 0.0,
            "what is seen of it outweighs them"
        );
    }

    #[test]
    fn a_profile_s_own_skips_and_takes_are_its_own() {
        let mut scene = Scene::new();
        scene.see("a", 0, Response::Skipped);
        assert_eq!(scene.record("a", 0, 0.0).skipped, 0.5);
        assert_eq!(scene.record("b", 0, 0.0).skipped, 0.0);
        scene.see("a", 0, Response::Skipped);
        assert_eq!(scene.record("a", 0, 0.0).skipped, 2.0 / 3.0);
        scene.see("a", 0, Response::Ignored);
        scene.see("a", 0, Response::Tried);
        assert_eq!(scene.record("a", 0, 0.0).skipped, 2.0 / 3.0);
        scene.see("a", 0, Response::Took);
        let record = scene.record("a", 0, 0.0);
        assert_eq!((record.skipped, record.familiar), (0.0, 0.5));
    }

    #[test]
    fn similar_profiles_count_as_far_as_they_are_similar() {
        let mut scene = Scene::new();
        (0..10).for_each(|_| scene.see("a", 0, Response::Took));
        (0..10).for_each(|_| scene.see("a", 1, Response::Skipped));
        let strangers = scene.record("b", 0, 0.0).similar;
        let alike = scene.record("b", 0, 0.5).similar;
        let twins = scene.record("b", 0, 1.0).similar;
        assert!(
            strangers == 0.0 && 0.1 < alike && alike < twins,
            "{alike} {twins}"
        );
        assert!(scene.record("b", 1, 1.0).similar < -0.1);
        assert_eq!(
            scene.record("a", 0, 1.0).similar,
            0.0,
            "oneself is no neighbour"
        );
    }

    #[test]
    fn a_trend_is_a_change_of_late() {
        let mut scene = Scene::new();
        for round in 0..400 {
            let (first, second) = if round < 300 {
                (Response::Took, Response::Skipped)
            } else {
                (Response::Skipped, Response::Took)
            };
            scene.see("a", 0, first);
            scene.see("a", 1, second);
        }
        assert!(scene.record("b", 0, 0.0).trend < -0.2);
        assert!(scene.record("b", 1, 0.0).trend > 0.2);
    }
}

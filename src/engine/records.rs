//! What earlier impressions say about every artwork.

use std::collections::BTreeMap;

use crate::{
    catalog::{ArtworkId, Title, TitleId},
    engine::{Example, Response, arms::Observed},
    profiles::ProfileId,
};

/// The mean reward assumed of a title that nobody has seen yet.
const TITLE_MEAN: f64 = 0.1;

/// How many observations count as much as the assumption: about a title, about an artwork beside
/// its lineage, and about a lineage beside its title.
const SHRINKAGE: f64 = 20.0;

/// How many observations by profiles that are just alike count as much as knowing nothing.
const COMPANY: f64 = 5.0;

/// After how many observations of a title what was recent counts half.
const RECENT: f64 = 25.0;

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

/// Who the viewer is among those who were seen, and who is like them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Neighbours {
    own: Option<usize>,
    /// For each profile that was seen: how like the viewer it is, in [0, 1].
    similarities: Vec<f64>,
}

/// What one profile did about one artwork.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Personal {
    seen: Observed,
    takes: u32,
    /// Since the last take.
    skips: u32,
}

#[derive(Debug, Clone, PartialEq)]
struct ArtworkRecord {
    id: ArtworkId,
    seen: Observed,
    recent: Observed,
    by: BTreeMap<usize, Personal>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct TitleRecord {
    seen: Observed,
    recent: Observed,
    artwork: Vec<ArtworkRecord>,
}

impl TitleRecord {
    fn artwork(&self, id: &ArtworkId) -> Option<&ArtworkRecord> {
        self.artwork.iter().find(|record| record.id == *id)
    }

    /// The record of an artwork, which begins empty.
    fn begun(&mut self, id: &ArtworkId) -> &mut ArtworkRecord {
        let place = self.artwork.iter().position(|record| record.id == *id);
        let place = place.unwrap_or_else(|| {
            self.artwork.push(ArtworkRecord {
                id: id.clone(),
                seen: Observed::default(),
                recent: Observed::default(),
                by: BTreeMap::new(),
            });
            self.artwork.len() - 1
        });
        &mut self.artwork[place]
    }
}

/// Rewards per title, artwork and profile.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Records {
    titles: BTreeMap<TitleId, TitleRecord>,
    profiles: BTreeMap<ProfileId, usize>,
}

impl Records {
    /// Counts what `profile` did about an artwork.
    pub fn learn(&mut self, example: &Example<'_>, profile: &ProfileId, response: Response) {
        let Example { reward, weight, .. } = *example;
        let number = self.number(profile);
        let title = self.titles.entry(example.title.clone()).or_default();
        let retention = libm::exp2(-weight / RECENT);
        title.recent.fade(retention);
        title
            .artwork
            .iter_mut()
            .for_each(|record| record.recent.fade(retention));
        title.seen.add(reward, weight);
        title.recent.add(reward, weight);
        let record = title.begun(example.artwork);
        record.seen.add(reward, weight);
        record.recent.add(reward, weight);
        let personal = record.by.entry(number).or_default();
        personal.seen.add(reward, weight);
        match response {
            Response::Took => {
                personal.takes += 1;
                personal.skips = 0;
            }
            Response::Skipped => personal.skips += 1,
            Response::Tried | Response::Ignored => {}
        }
    }

    fn number(&mut self, profile: &ProfileId) -> usize {
        let next = self.profiles.len();
        *self.profiles.entry(profile.clone()).or_insert(next)
    }

    /// Who `profile` is among those who were seen, and how like it each other one is by
    /// `similarity`, in [0, 1].
    #[must_use]
    pub fn neighbours(
        &self,
        profile: &ProfileId,
        similarity: impl Fn(&ProfileId) -> f64,
    ) -> Neighbours {
        let mut similarities = vec![0.0; self.profiles.len()];
        for (other, number) in &self.profiles {
            if other != profile {
                similarities[*number] = similarity(other);
            }
        }
        Neighbours {
            own: self.profiles.get(profile).copied(),
            similarities,
        }
    }

    /// What is known about the artwork of `title`, for a viewer with these neighbours.
    pub(super) fn of_title<'a>(
        &'a self,
        title: &'a Title,
        neighbours: &'a Neighbours,
    ) -> OfTitle<'a> {
        let record = self.titles.get(&title.id);
        let known = record.map(|record| {
            let mean = record.seen.shrunk(TITLE_MEAN, SHRINKAGE);
            (record, mean, record.recent.shrunk(mean, SHRINKAGE))
        });
        OfTitle {
            title,
            neighbours,
            known,
        }
    }
}

/// What is known about the artwork of one title.
pub(super) struct OfTitle<'a> {
    title: &'a Title,
    neighbours: &'a Neighbours,
    /// The record, and the title's mean reward in all time and lately.
    known: Option<(&'a TitleRecord, f64, f64)>,
}

impl OfTitle<'_> {
    /// What is known about the artwork at this place of the title's set.
    pub(super) fn of_artwork(&self, index: usize) -> Record {
        let Some((record, mean, lately)) = self.known else {
            return Record::default();
        };
        let artwork = &self.title.artwork[index];
        let mut siblings = Observed::default();
        for other in &self.title.artwork {
            if other.lineage == artwork.lineage
                && other.id != artwork.id
                && let Some(seen) = record.artwork(&other.id).map(|record| record.seen)
            {
                siblings.weight += seen.weight;
                siblings.reward += seen.reward;
            }
        }
        let assumed = siblings.shrunk(mean, SHRINKAGE);
        let Some(own) = record.artwork(&artwork.id) else {
            return Record {
                advantage: assumed - mean,
                ..Record::default()
            };
        };
        let advantage = own.seen.shrunk(assumed, SHRINKAGE) - mean;
        let personal = self.neighbours.own.and_then(|number| own.by.get(&number));
        let personal = personal.copied().unwrap_or_default();
        let saturating = |count: u32| f64::from(count) / (f64::from(count) + 1.0);
        Record {
            advantage,
            trend: own.recent.shrunk(lately + advantage, SHRINKAGE) - lately - advantage,
            similar: self.similar(own, mean),
            skipped: saturating(personal.skips),
            familiar: saturating(personal.takes),
        }
    }

    fn similar(&self, record: &ArtworkRecord, mean: f64) -> f64 {
        let mut all = Observed::default();
        for (number, personal) in &record.by {
            let similarity = self.neighbours.similarities.get(*number).unwrap_or(&0.0);
            all.weight += similarity * personal.seen.weight;
            all.reward += similarity * personal.seen.reward;
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

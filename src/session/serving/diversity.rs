//! How like its surroundings a picture is.

use crate::catalog::{Artwork, Canvas, Catalog, TitleIndex};

/// What it costs to be just like everything around, at the full setting, in reward: twice what the
/// best match of a genre is expected to be worth before anything is learnt, so that half the dial
/// weighs variety as much as the strongest thing that speaks for a picture.
const COST: f64 = 0.4;

/// How much less each picture counts than the one decided after it. Slots are decided in the order
/// of the page, so this is a distance: what stands six places away counts half.
const FADING: f64 = 0.89;

/// How many pictures are looked at; the ones beyond count less than a hundredth.
const FARTHEST: usize = 40;

/// What a picture of an earlier visit counts, beside one on this page.
const EARLIER: f64 = 0.5;

/// A picture on a profile's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hung {
    title: TitleIndex,
    canvas: Canvas,
    artwork: usize,
    was_seen: bool,
}

/// What one profile's page shows, in the order in which it was decided.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    /// Seen in earlier visits of this session.
    earlier: Vec<Hung>,
    /// Of the present visit.
    page: Vec<Hung>,
}

impl Surroundings {
    /// Adds a picture that was just decided.
    pub(super) fn hang(&mut self, title: TitleIndex, canvas: Canvas, artwork: usize) {
        self.page.push(Hung {
            title,
            canvas,
            artwork,
            was_seen: false,
        });
    }

    /// Remembers that the picture in this slot was seen.
    pub(super) fn see(&mut self, title: TitleIndex, canvas: Canvas) {
        let mut page = self.page.iter_mut();
        if let Some(hung) = page.find(|it| it.title == title && it.canvas == canvas) {
            hung.was_seen = true;
        }
    }

    /// Keeps the pictures of the page that are still decided.
    pub(super) fn keep(&mut self, is_decided: impl Fn(TitleIndex, Canvas) -> bool) {
        self.page.retain(|it| is_decided(it.title, it.canvas));
    }

    /// Begins a visit: what was seen is remembered for a while, and what was not is gone.
    pub(super) fn begin_visit(&mut self) {
        self.earlier
            .extend(self.page.drain(..).filter(|it| it.was_seen));
        let beyond = self.earlier.len().saturating_sub(FARTHEST);
        self.earlier.drain(..beyond);
    }

    /// How like its surroundings a picture of a title would be, in [0, 1]: the mean of its
    /// [`likeness`] to each, the later decided ones counting more, and those of earlier visits
    /// half; 0 where there are none.
    pub(super) fn redundancy(&self, catalog: &Catalog, title: TitleIndex, artwork: usize) -> f64 {
        let page = self.page.iter().rev().map(|hung| (hung, 1.0));
        let earlier = self.earlier.iter().rev().map(|hung| (hung, EARLIER));
        let (mut like, mut all, mut nearness) = (0.0, 0.0, 1.0);
        for (hung, weight) in page.chain(earlier).take(FARTHEST) {
            let weight = nearness * weight;
            all += weight;
            like += weight * likeness(catalog, (title, artwork), (hung.title, hung.artwork));
            nearness *= FADING;
        }
        if all > 0.0 { like / all } else { 0.0 }
    }

    /// By how much the score of a picture is lowered, in reward, with the dial at `diversity`.
    pub(super) fn handicap(
        &self,
        catalog: &Catalog,
        (title, artwork): (TitleIndex, usize),
        diversity: f64,
    ) -> f64 {
        diversity * COST * self.redundancy(catalog, title, artwork)
    }
}

/// How alike two pictures are, in [0, 1]: 1 if they come from one source image of one title, else
/// the share of their shot and their tone that is equal.
fn likeness(catalog: &Catalog, one: (TitleIndex, usize), other: (TitleIndex, usize)) -> f64 {
    let artwork =
        |(title, artwork): (TitleIndex, usize)| -> &Artwork { &catalog[title].artwork[artwork] };
    let (a, b) = (artwork(one), artwork(other));
    if one.0 == other.0 && a.lineage == b.lineage {
        return 1.0;
    }
    let equal = |holds: bool| if holds { 0.5 } else { 0.0 };
    equal(a.shot == b.shot) + equal(a.tone == b.tone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{self, Shot};

    #[test]
    fn one_bold_close_up_among_four_others_gains_less() {
        let demo = catalog::demo();
        let all = (0..demo.titles().len()).map(TitleIndex);
        let close_up = |title: TitleIndex| {
            let mut artwork = demo[title].artwork.iter();
            let place = artwork.position(|it| it.shot == Shot::CloseUp)?;
            Some((title, place))
        };
        let close_ups: Vec<(TitleIndex, usize)> = all.filter_map(close_up).collect();
        let (last, artwork) = close_ups[4];
        let other = demo[last].artwork.iter();
        let other = other
            .enumerate()
            .find(|(_, it)| it.shot != Shot::CloseUp && it.tone == demo[last].artwork[artwork].tone)
            .map_or_else(
                || {
                    demo[last]
                        .artwork
                        .iter()
                        .position(|it| it.shot != Shot::CloseUp)
                        .unwrap()
                },
                |(place, _)| place,
            );
        let mut around = Surroundings::default();
        assert_eq!(around.handicap(&demo, (last, artwork), 1.0), 0.0);
        for (title, artwork) in &close_ups[..4] {
            around.hang(*title, Canvas::Tile, *artwork);
        }
        let bold = around.handicap(&demo, (last, artwork), 1.0);
        let quiet = around.handicap(&demo, (last, other), 1.0);
        assert!(bold >= 0.1 && quiet < bold, "{bold} {quiet}");
        assert_eq!(around.handicap(&demo, (last, artwork), 0.5), bold / 2.0);
        around.begin_visit();
        assert_eq!(
            around.redundancy(&demo, last, artwork),
            0.0,
            "nobody saw them"
        );
    }

    #[test]
    fn a_picture_just_like_all_others_loses_the_whole_cost() {
        let demo = catalog::demo();
        let title = TitleIndex(0);
        let mut around = Surroundings::default();
        for _ in 0..100 {
            around.hang(title, Canvas::Tile, 1);
        }
        let same = around.redundancy(&demo, title, 1);
        assert!((same - 1.0).abs() < 1e-12);
    }
}

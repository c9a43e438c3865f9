//! Which artwork wins where.

use super::Frame;
use crate::{
    experiment::Level,
    report::model::{
        Answer, Artwork, ArtworkCell, ArtworkName, ArtworkTitle, DesignEffect, Interval, Loser,
        NeverShown,
    },
};

/// Artwork that was shown at least so often may be called one that never wins.
const LEAST_SHOWN: u64 = 500;

/// Below so many impressions a take fraction of an artwork says nothing.
const LEAST_TOLD: u64 = 30;

impl Frame<'_> {
    pub(super) fn artwork(&self) -> Artwork {
        let pictures = &self.gathering.pictures;
        let cells = self.names.len();
        let effects: Vec<f64> = (0..cells).map(|it| pictures.design_effect(it)).collect();
        let mut by_title: Vec<Vec<usize>> = vec![Vec::new(); self.gathering.titles.len()];
        for (picture, (title, _)) in pictures.names.iter().enumerate() {
            if let Some(of_title) = by_title.get_mut(*title as usize) {
                of_title.push(picture);
            }
        }
        let mut losers = Vec::new();
        let mut never_shown = Vec::new();
        let mut titles: Vec<ArtworkTitle> = (by_title.iter().enumerate())
            .filter(|(_, pictures)| !pictures.is_empty())
            .map(|(title, pictures)| {
                let told = self.title(title, pictures, &effects);
                self.judge(&told, pictures, &effects, &mut losers, &mut never_shown);
                told
            })
            .collect();
        titles.sort_by_key(|title| std::cmp::Reverse(title.n));
        let below = |it: &Loser| it.take_fraction.value / it.title_take_fraction;
        losers.sort_by(|a, b| below(a).total_cmp(&below(b)));
        Artwork {
            titles,
            least_shown: LEAST_SHOWN,
            losers,
            never_shown,
            design_effects: (0..cells)
                .map(|it| DesignEffect {
                    cell: self.name(it),
                    effect: effects[it],
                })
                .collect(),
        }
    }

    fn id(&self, picture: usize) -> String {
        let (_, artwork) = self.gathering.pictures.names[picture];
        self.gathering.known.names.artwork.name(artwork).to_owned()
    }

    fn title(&self, title: usize, of_title: &[usize], effects: &[f64]) -> ArtworkTitle {
        let pictures = &self.gathering.pictures;
        let cells = self.names.len();
        let sums: Vec<(u64, u64)> = (0..cells)
            .map(|cell| {
                let counts = of_title.iter().map(|it| pictures.count(cell, *it));
                counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
            })
            .collect();
        let all = sums
            .iter()
            .fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let artwork: Vec<ArtworkName> = (of_title.iter())
            .map(|picture| ArtworkName {
                artwork: self.id(*picture),
                cells: (0..cells)
                    .map(|cell| {
                        let (taken, n) = pictures.count(cell, *picture);
                        ArtworkCell {
                            cell: self.name(cell),
                            n,
                            share: n as f64 / sums[cell].1.max(1) as f64,
                            take_fraction: told(taken, n, effects[cell]),
                        }
                    })
                    .collect(),
            })
            .collect();
        ArtworkTitle {
            title: self
                .gathering
                .known
                .names
                .titles
                .name(title as u32)
                .to_owned(),
            name: self.gathering.titles[title].1.clone(),
            n: all.1,
            take_fraction: all.0 as f64 / all.1.max(1) as f64,
            winners: (0..cells).map(|cell| winner(&artwork, cell)).collect(),
            artwork,
        }
    }

    /// Finds artwork of a title that never wins, or was never shown.
    fn judge(
        &self,
        title: &ArtworkTitle,
        of_title: &[usize],
        effects: &[f64],
        losers: &mut Vec<Loser>,
        never_shown: &mut Vec<NeverShown>,
    ) {
        let effect = effects.iter().copied().fold(1.0, f64::max);
        for picture in of_title {
            let counts = (0..effects.len()).map(|it| self.gathering.pictures.count(it, *picture));
            let (taken, n) = counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
            if n == 0 {
                never_shown.push(NeverShown {
                    title: title.name.clone(),
                    artwork: self.id(*picture),
                });
            }
            let take_fraction = wilson(taken, n, effect);
            if n >= LEAST_SHOWN && take_fraction.high < title.take_fraction {
                losers.push(Loser {
                    title: title.name.clone(),
                    artwork: self.id(*picture),
                    n,
                    take_fraction,
                    title_take_fraction: title.take_fraction,
                });
            }
        }
    }
}

fn told(taken: u64, n: u64, effect: f64) -> Answer<Interval> {
    if n < LEAST_TOLD {
        let unknown = match n {
            0 => "it was not shown".to_owned(),
            n => format!("{n} impressions are too few; it takes {LEAST_TOLD}"),
        };
        return Answer::Unknown { unknown };
    }
    Answer::Known(wilson(taken, n, effect))
}

/// The 95 % interval of Wilson (1927) of a share, from `n` impressions of which `effect` are worth
/// one independent one.
fn wilson(taken: u64, n: u64, effect: f64) -> Interval {
    let z = Frame::quantile(Level::default());
    let share = taken as f64 / n.max(1) as f64;
    let n = (n as f64 / effect).max(1.0);
    let square = z * z / n;
    let middle = (share + square / 2.0) / (1.0 + square);
    let reach = z / (1.0 + square) * (share * (1.0 - share) / n + square / (4.0 * n)).sqrt();
    Interval {
        value: share,
        low: (middle - reach).clamp(0.0, share),
        high: (middle + reach).clamp(share, 1.0),
    }
}

/// The artwork whose take fraction in a cell is surely above that of all others.
fn winner(artwork: &[ArtworkName], cell: usize) -> Option<String> {
    let told = || {
        artwork
            .iter()
            .filter_map(|it| Some((it, it.cells.get(cell)?.take_fraction.known()?)))
    };
    let (best, interval) = told().max_by(|a, b| a.1.value.total_cmp(&b.1.value))?;
    let mut others = told()
        .filter(|(it, _)| it.artwork != best.artwork)
        .peekable();
    others.peek()?;
    others
        .all(|(_, other)| other.high < interval.low)
        .then(|| best.artwork.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_share_is_that_of_wilson() {
        // 81 of 263: Newcombe (1998), table I, method 3.
        let interval = wilson(81, 263, 1.0);
        assert!((interval.low - 0.2553).abs() < 5e-5, "{interval:?}");
        assert!((interval.high - 0.3662).abs() < 5e-5, "{interval:?}");
        // Two impressions worth one: as 40 of 130, nearly.
        let wider = wilson(80, 260, 2.0);
        let same = wilson(40, 130, 1.0);
        assert!((wider.low - same.low).abs() < 1e-12 && (wider.high - same.high).abs() < 1e-12);
        assert_eq!(wilson(0, 10, 1.0).low, 0.0);
        assert_eq!(wilson(10, 10, 1.0).high, 1.0);
    }
}

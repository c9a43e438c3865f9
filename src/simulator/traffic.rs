//! When members come, on which screen, and when they stay away for good.

use rand::{Rng, RngExt};

use super::{
    member::Member,
    memory::Memory,
    noise::{bits, next_normal, normal, pick},
    world::World,
};
use crate::{
    catalog::TitleIndex,
    engine::Device,
    profiles::{ABANDONED_BELOW, Watched},
    time::{DAY, Timestamp},
};

/// The first day of every simulation begins here: Monday, 5 January 2026, 00:00 UTC.
pub const FIRST_DAY: Timestamp = Timestamp(1_767_571_200_000);

const HOUR: i64 = DAY / 24;

/// The longest time before the first day at which something was watched.
const PAST: i64 = 45 * DAY;

/// A member that comes to the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Arrival {
    /// When, unless the member is still watching something then.
    pub at: Timestamp,
    /// On which screen.
    pub device: Device,
}

impl World<'_> {
    /// When the day begins.
    #[must_use]
    pub fn day(&self, day: u32) -> Timestamp {
        FIRST_DAY.plus(i64::from(day) * DAY)
    }

    /// What is known of a member before the first day: nothing but what it has watched.
    pub(super) fn first_memory(&self, member: &Member<'_, '_>) -> Memory {
        let mut random = self.seed.numbered("history", &[member.number]);
        let titles = self.catalog.titles();
        let most = titles.len() / 2;
        let count = poisson(self.parameters.members.history, &mut random).min(most);
        let popularity = self.parameters.choice.popularity;
        let choosy = self.parameters.members.choosy;
        // The largest of values with Gumbel noise are a logit choice without replacement (Yellott
        // 1977).
        let mut wanted: Vec<(f64, usize)> = Vec::new();
        if count > 0 {
            wanted.extend(titles.iter().enumerate().map(|(place, title)| {
                let noise = -libm::log(-libm::log(random.random::<f64>().max(1e-300)));
                let interest = member.chosen_interest(TitleIndex(place), choosy);
                (interest + popularity * title.popularity + noise, place)
            }));
            wanted.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        }
        let watched = wanted.iter().take(count).map(|(_, place)| Watched {
            title: TitleIndex(*place),
            artwork: None,
            at: FIRST_DAY.plus(-1 - (random.random::<f64>() * PAST as f64) as i64),
            fraction: watched_fraction(random.random::<f64>() < 0.15, &mut random),
        });
        let mut history: Vec<Watched> = watched.collect();
        history.sort_by_key(|watched| watched.at);
        Memory::of(history)
    }

    /// The member's sessions of a day, in order; and whether it leaves for good before that.
    pub(super) fn arrivals(
        &self,
        number: u64,
        day: u32,
        memory: &mut Memory,
        out: &mut Vec<Arrival>,
    ) {
        out.clear();
        if memory.has_left {
            return;
        }
        let traffic = &self.parameters.traffic;
        let mut random = self.seed.numbered("traffic", &[number, u64::from(day)]);
        let stays = 1.0 - traffic.loyalty * f64::from(memory.satisfaction);
        memory.has_left = random.random::<f64>() < traffic.churn * stays;
        if memory.has_left {
            return;
        }
        let habit = normal(bits(self.seed.0 ^ 0xAC71, number, 0));
        // The mean of a log-normal factor is 1 with this.
        let activity = libm::exp(traffic.spread * habit - traffic.spread * traffic.spread / 2.0);
        let weekend = if day % 7 >= 5 { traffic.weekend } else { 1.0 };
        let count = poisson(
            (traffic.sessions * activity * weekend).min(24.0),
            &mut random,
        );
        for _ in 0..count {
            let hour = pick(traffic.hours.iter().copied(), random.random());
            let within = (random.random::<f64>() * HOUR as f64) as i64;
            let at = self.day(day).plus(hour as i64 * HOUR + within);
            let device = self.device(number, &mut random);
            out.push(Arrival { at, device });
        }
        out.sort_by_key(|arrival| arrival.at);
    }

    fn device(&self, member: u64, random: &mut impl Rng) -> Device {
        let traffic = &self.parameters.traffic;
        let devices = traffic.devices;
        let weights = [devices.tv, devices.desktop, devices.tablet, devices.phone];
        let is_own = random.random::<f64>() < traffic.own_device;
        let any: f64 = random.random();
        let own = (bits(self.seed.0 ^ 0xDE71, member, 0) >> 11) as f64 / (1_u64 << 53) as f64;
        Device::ALL[pick(weights.into_iter(), if is_own { own } else { any })]
    }
}

/// How much of a title is watched, by somebody who abandons it early or does not.
pub(super) fn watched_fraction(is_abandoned: bool, random: &mut impl Rng) -> f64 {
    let (point, is_whole) = (random.random::<f64>(), random.random::<f64>() < 0.65);
    let [low, high] = match (is_abandoned, is_whole) {
        (true, _) => [0.01, ABANDONED_BELOW - 0.001],
        (false, true) => [0.9, 1.0],
        (false, false) => [ABANDONED_BELOW, 0.9],
    };
    low + point * (high - low)
}

/// A draw from a Poisson distribution, by inversion (Devroye 1986, chapter X.3).
fn poisson(mean: f64, random: &mut impl Rng) -> usize {
    let mut left: f64 = random.random();
    let (mut count, mut chance) = (0, libm::exp(-mean.min(500.0)));
    while left >= chance && count < 10_000 {
        left -= chance;
        count += 1;
        chance *= mean / count as f64;
    }
    count
}

/// A milliseconds' share of a normal deviation: how long somebody looks at one title.
pub(super) fn glance(seconds: f64, random: &mut impl Rng) -> i64 {
    (seconds * 1000.0 * (1.0 + 0.15 * next_normal(random)).max(0.2)) as i64
}

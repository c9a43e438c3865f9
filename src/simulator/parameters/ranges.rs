//! The ranges that parameters must be in.

use super::{Devices, Examination, Members, Parameters, Traffic};

/// A parameter's name and value, and the least and the most that it may be.
pub(super) type Range = (&'static str, f64, f64, f64);

impl Parameters {
    /// Every number with the range that it must be in.
    pub(super) fn ranges(&self) -> impl Iterator<Item = Range> {
        let ranges = of_members(&self.members).into_iter();
        let ranges = ranges.chain(of_traffic(&self.traffic));
        let ranges = ranges.chain(of_examination(&self.examination));
        ranges.chain(self.of_choice())
    }

    fn of_choice(&self) -> [Range; 14] {
        let Self {
            choice,
            quality,
            titles,
            ..
        } = self;
        let odds = |key, value| (key, value, -20.0, 20.0);
        [
            odds("choice.base", choice.base),
            odds("choice.popularity", choice.popularity),
            ("choice.open", choice.open, 0.0, 1.0),
            odds("choice.finished", choice.finished),
            odds("choice.begun", choice.begun),
            ("choice.known", choice.known, 0.0, 1.0),
            ("choice.fatigue", choice.fatigue, 0.0, 20.0),
            ("choice.confusion", choice.confusion, 0.0, 20.0),
            odds("quality.abandon", quality.abandon),
            odds("quality.title", quality.title),
            odds("quality.clickbait", quality.clickbait),
            ("titles.trend", titles.trend, 0.0, 5.0),
            ("titles.arrivals", titles.arrivals, 0.0, 1.0),
            ("titles.retirements", titles.retirements, 0.0, 1.0),
        ]
    }
}

fn of_members(members: &Members) -> [Range; 9] {
    [
        ("members.clusters", f64::from(members.clusters), 0.0, 64.0),
        ("members.own", members.own, 0.0, 1.0),
        ("members.artwork", members.artwork, -20.0, 20.0),
        ("members.appeal", members.appeal, 0.0, 20.0),
        ("members.title", members.title, -20.0, 20.0),
        ("members.opinion", members.opinion, 0.0, 20.0),
        ("members.history", members.history, 0.0, 1000.0),
        ("members.choosy", members.choosy, 0.0, 100.0),
        ("members.drift", members.drift, 0.0, 1.0),
    ]
}

fn of_traffic(traffic: &Traffic) -> impl Iterator<Item = Range> {
    let Devices {
        tv,
        desktop,
        tablet,
        phone,
    } = traffic.devices;
    let devices = [tv, desktop, tablet, phone].map(|weight| ("traffic.devices", weight));
    let hours = traffic.hours.map(|weight| ("traffic.hours", weight));
    let weights = devices.into_iter().chain(hours);
    let weights = weights.map(|(key, weight)| (key, weight, 0.0, 1e6));
    let ranges = [
        ("traffic.sessions", traffic.sessions, 0.0, 24.0),
        ("traffic.spread", traffic.spread, 0.0, 3.0),
        ("traffic.weekend", traffic.weekend, 0.0, 24.0),
        ("traffic.own_device", traffic.own_device, 0.0, 1.0),
        ("traffic.again", traffic.again, 0.0, 0.95),
        ("traffic.churn", traffic.churn, 0.0, 1.0),
        ("traffic.loyalty", traffic.loyalty, 0.0, 1.0),
    ];
    ranges.into_iter().chain(weights)
}

fn of_examination(examination: &Examination) -> impl Iterator<Item = Range> {
    let [first, last] = examination.patience;
    let sizes = [
        ("examination.large", examination.large),
        ("examination.small", examination.small),
    ];
    let sizes = sizes
        .into_iter()
        .flat_map(|(key, sizes)| sizes.map(|size| (key, size)));
    let sizes = sizes.map(|(key, size)| (key, f64::from(size), 1.0, 100.0));
    let decays = [
        ("examination.row_decay", examination.row_decay),
        ("examination.column_decay", examination.column_decay),
    ];
    let decays = decays
        .into_iter()
        .map(|(key, decay)| (key, decay, 0.0, 1.0));
    let ranges = [
        ("examination.seconds", examination.seconds, 0.1, 60.0),
        ("examination.patience", first, 1.0, 3600.0),
        ("examination.patience", last, first, 3600.0),
    ];
    ranges.into_iter().chain(decays).chain(sizes)
}

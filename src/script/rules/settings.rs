//! How a session begins.

use super::{chosen, rule, times};
use crate::{
    artwork::Protocol,
    catalog::Tone,
    engine::{Device, PolicySpec},
    script::{
        grammar::Rule,
        slots::{seed, share},
        statement::{
            Setting::{self, *},
            Statement,
        },
        token::Fault,
        value::{duration, terminal},
    },
    session::{Attribution as Credit, Canvases as Sharing},
    tui::ThemeName,
};

fn set(setting: Setting) -> Result<Statement, Fault> {
    Ok(Statement::Set(setting))
}

#[rustfmt::skip]
pub(super) const RULES: &[Rule<Statement>] = &[
    rule("Set Size SIZE", "Set Size 120x36", "Columns and rows of the screen; 120x36 if not set",
        |it| set(Size(it.value("SIZE", terminal)?))),
    rule("Set Seed SEED", "Set Seed 7", "The number that all randomness comes from; 1 if not set",
        |it| set(Seed(it.value("SEED", seed)?))),
    rule("Set Clock TIME", "Set Clock 2026-01-05T20:30", "The moment it begins at; 2026-01-05T20:30, a Monday, if not set",
        |it| set(Clock(it.text("TIME")))),
    rule("Set Zone ZONE", "Set Zone Europe/Berlin", "The time zone that tells the local hour; UTC if not set",
        |it| set(Zone(it.text("ZONE")))),
    rule("Set Pace DURATION", "Set Pace 250ms", "How long after the one before an action happens; 1s if not set",
        |it| set(Pace(it.value("DURATION", duration)?))),
    rule("Set Device DEVICE", "Set Device tv", "The kind of screen that the policy is told of; tv if not set",
        |it| set(Device(chosen(it, "DEVICE", Device::parse)?))),
    rule("Set Policy POLICY", "Set Policy lin-ts", "The policy that chooses the artwork; lin-ts if not set",
        |it| set(Policy(it.value("POLICY", str::parse::<PolicySpec>)?))),
    rule("Set Catalog FILE", "Set Catalog \"films/catalog.toml\"", "The catalog; the built-in demo if not set",
        |it| set(Catalog(it.text("FILE")))),
    rule("Set Data FOLDER", "Set Data \"after-a-week\"", "Begins with a copy of this folder of profiles and log; with the demo's profiles and an empty log if not set",
        |it| set(Data(it.text("FOLDER")))),
    rule("Set Protocol PROTOCOL", "Set Protocol quad", "How pictures are shown on the screens that expectations see; off if not set. Screenshots have pictures in any case",
        |it| set(Protocol(chosen(it, "PROTOCOL", Protocol::parse)?))),
    rule("Set Theme THEME", "Set Theme light", "The colours of screenshots; dark if not set",
        |it| set(Theme(chosen(it, "THEME", ThemeName::parse)?))),
    rule("Set Motion MOTION", "Set Motion reduced", "How often the screen changes by itself while a film is on; full if not set",
        |it| set(ReducedMotion(it.text("MOTION") == "reduced"))),
    rule("Set Diversity SHARE", "Set Diversity 0.4", "How much variety a page has: what a picture loses for being like those round it; 0 if not set",
        |it| set(Diversity(it.value("SHARE", share)?))),
    rule("Set Mood MOOD", "Set Mood warm", "The mood that pictures should suit; none if not set",
        |it| set(Mood(chosen(it, "MOOD", Tone::parse)?))),
    rule("Set Canvases SHARING", "Set Canvases consistent", "Whether a title shows the same picture on two canvases; free if not set",
        |it| set(Canvases(chosen(it, "SHARING", Sharing::parse)?))),
    rule("Set Stickiness COUNT", "Set Stickiness 3", "For how many visits a title keeps the artwork that was chosen; for one if not set",
        |it| set(Stickiness(times(it)?))),
    rule("Set MostChanges COUNT", "Set MostChanges 2", "How often in all the artwork of a title may change for a profile; without limit if not set",
        |it| set(MostChanges(times(it)?))),
    rule("Set Attribution CREDIT", "Set Attribution first-seen", "Which impression gets a play; last-seen if not set",
        |it| set(Attribution(chosen(it, "CREDIT", Credit::parse)?))),
    rule("Set Window DURATION", "Set Window 30m", "How long an impression waits for a play; until its visit ends if not set",
        |it| set(Window(it.value("DURATION", duration)?))),
];

//! What can be expected.

use super::{chosen, rule};
use crate::{
    catalog::Canvas,
    script::{
        Counter,
        grammar::{Match, Rule},
        slots::MOST,
        statement::{
            Expectation,
            Expected::{self, *},
            PLACES, Spot, Statement, Subject,
        },
        token::{Fault, Token},
        value::{Comparison, Pattern, count, number, operator},
    },
};

/// That `subject` is so; or not, if the line says `not`.
fn expect(subject: Expected, found: &Match<'_>) -> Result<Statement, Fault> {
    Ok(Statement::Expect(Expectation {
        subject,
        is_negated: found.has("not"),
    }))
}

/// That `subject` is not so.
fn never(subject: Expected) -> Result<Statement, Fault> {
    Ok(Statement::Expect(Expectation {
        subject,
        is_negated: true,
    }))
}

fn spot(found: &Match<'_>) -> Result<Spot, Fault> {
    Ok(Spot {
        title: found.text("TITLE"),
        canvas: found.option("CANVAS", |word| Canvas::parse(word).ok_or("unknown canvas"))?,
    })
}

fn comparison(found: &Match<'_>) -> Result<Comparison, Fault> {
    Ok(Comparison {
        operator: found.value("OPERATOR", operator)?,
        value: found.value("NUMBER", number)?,
    })
}

fn pattern(found: &Match<'_>) -> Result<Pattern, Fault> {
    let token = found.get("PATTERN");
    let wrong = |message: String| {
        let span = token.map_or(0..0, |token: &Token| token.span.clone());
        Fault::new(span, &message, "")
    };
    token
        .ok_or_else(|| "a pattern is missing".to_owned())
        .and_then(Pattern::of)
        .map_err(wrong)
}

fn row(found: &Match<'_>) -> Result<u32, Fault> {
    found.value("COUNT", |word| count(word, MOST))
}

fn line(found: &Match<'_>) -> Result<Option<u32>, Fault> {
    found.option("LINE", |word| count(word, MOST))
}

#[rustfmt::skip]
pub(super) const RULES: &[Rule<Statement>] = &[
    // Artwork.
    rule("Expect artwork of TITLE [on CANVAS] is [not] default", "Expect artwork of \"Neon Harbor\" is not default", "The title's default picture was chosen; on the canvas where it is seen, if none is named",
        |it| expect(Artwork(spot(it)?, Subject::Default), it)),
    rule("Expect artwork of TITLE [on CANVAS] is [not] ARTWORK", "Expect artwork of \"Neon Harbor\" on tile is \"couple\"", "This artwork of the title was chosen",
        |it| expect(Artwork(spot(it)?, Subject::Artwork(it.text("ARTWORK"))), it)),
    rule("Expect artwork of TITLE [on CANVAS] equals profile PROFILE", "Expect artwork of \"Neon Harbor\" equals profile \"Axel\"", "The other profile would see the same picture",
        |it| expect(Artwork(spot(it)?, Subject::Profile(it.text("PROFILE"))), it)),
    rule("Expect artwork of TITLE [on CANVAS] differs from profile PROFILE", "Expect artwork of \"Neon Harbor\" differs from profile \"Cole\"", "The other profile would see another picture",
        |it| never(Artwork(spot(it)?, Subject::Profile(it.text("PROFILE"))))),
    rule("Expect distribution of TITLE [on CANVAS] sums to NUMBER", "Expect distribution of \"Neon Harbor\" sums to 1", "The probabilities of all pictures that could have been chosen sum to this",
        |it| expect(Sum(spot(it)?, it.value("NUMBER", number)?), it)),
    rule("Expect probability of ARTWORK of TITLE [on CANVAS] OPERATOR NUMBER", "Expect probability of \"couple\" of \"Neon Harbor\" > 0.5", "How probable the policy made this artwork",
        |it| expect(Probability(Some(it.text("ARTWORK")), spot(it)?, comparison(it)?), it)),
    rule("Expect propensity of TITLE [on CANVAS] OPERATOR NUMBER", "Expect propensity of \"Neon Harbor\" > 0", "How probable the policy made the artwork that is shown",
        |it| expect(Probability(None, spot(it)?, comparison(it)?), it)),
    rule("Expect changes OPERATOR NUMBER", "Expect changes = 0", "How often artwork that the profile had seen gave way to another one",
        |it| expect(Changes(comparison(it)?), it)),
    // Where one is.
    rule("Expect focus is [not] TITLE", "Expect focus is \"Neon Harbor\"", "The title has the focus, or its page is open",
        |it| expect(Focus(it.text("TITLE")), it)),
    rule("Expect profile is [not] PROFILE", "Expect profile is \"Romy\"", "The profile watches",
        |it| expect(Profile(it.text("PROFILE")), it)),
    rule("Expect place is [not] PLACE", "Expect place is page", "This part of the program is open",
        |it| expect(Place(chosen(it, "PLACE", |word| PLACES.iter().find(|(_, name)| *name == word).map(|(mode, _)| *mode))?), it)),
    rule("Expect program has [not] ended", "Expect program has not ended", "The program has ended: by `Quit` or a key",
        |it| expect(Ended, it)),
    // What is to be seen.
    rule("Expect row COUNT is [not] PATTERN", "Expect row 1 is \"Continue watching\"", "The heading of a row of the page, from 1 below the billboard; an expression needs to match a part of it",
        |it| expect(Heading(row(it)?, pattern(it)?), it)),
    rule("Expect row COUNT contains TITLE", "Expect row 3 contains \"Neon Harbor\"", "The row holds the title, on the screen or not",
        |it| expect(RowHolds(row(it)?, it.text("TITLE")), it)),
    rule("Expect row COUNT lacks TITLE", "Expect row 3 lacks \"Neon Harbor\"", "The row does not hold the title",
        |it| never(RowHolds(row(it)?, it.text("TITLE")))),
    rule("Expect rows OPERATOR NUMBER", "Expect rows > 3", "How many rows the page has",
        |it| expect(Rows(comparison(it)?), it)),
    rule("Expect title TITLE is [not] visible", "Expect title \"Neon Harbor\" is not visible", "At least half of a picture of the title is on the screen",
        |it| expect(Visible(it.text("TITLE")), it)),
    rule("Expect screen contains PATTERN", "Expect screen contains /Romy|Cole/", "The screen shows this somewhere",
        |it| expect(Screen(None, pattern(it)?), it)),
    rule("Expect screen lacks PATTERN", "Expect screen lacks \"Why this picture\"", "The screen shows this nowhere",
        |it| never(Screen(None, pattern(it)?))),
    rule("Expect screen matches snapshot NAME", "Expect screen matches snapshot \"first-page\"", "The screen is the one that `keyart run --update` stored",
        |it| expect(Snapshot(it.text("NAME")), it)),
    rule("Expect line LINE contains PATTERN", "Expect line 1 contains \"keyart\"", "This line of the screen shows this",
        |it| expect(Screen(line(it)?, pattern(it)?), it)),
    rule("Expect line LINE lacks PATTERN", "Expect line 36 lacks \"error\"", "This line of the screen does not show this",
        |it| never(Screen(line(it)?, pattern(it)?))),
    rule("Expect message contains PATTERN", "Expect message contains \"on your list\"", "The short message that the program shows says this",
        |it| expect(Message(pattern(it)?), it)),
    rule("Expect message lacks PATTERN", "Expect message lacks \"error\"", "The program shows no message that says this, or none at all",
        |it| never(Message(pattern(it)?))),
    // Profiles.
    rule("Expect profiles OPERATOR NUMBER", "Expect profiles = 5", "How many profiles there are",
        |it| expect(Profiles(comparison(it)?), it)),
    rule("Expect avatar of PROFILE is [not] AVATAR", "Expect avatar of \"Romy\" is \"fox\"", "The avatar of a profile",
        |it| expect(Avatar(it.text("PROFILE"), it.text("AVATAR")), it)),
    // The log.
    rule("Expect log COUNTER OPERATOR NUMBER", "Expect log impressions = 8", "What the log counts so far, as `keyart log stats` does",
        |it| expect(Log(chosen(it, "COUNTER", Counter::parse)?, comparison(it)?), it)),
    rule("Expect log verifies", "Expect log verifies", "Every logged propensity can be computed anew from the log",
        |it| expect(Verifies, it)),
    rule("Expect take-fraction OPERATOR NUMBER", "Expect take-fraction > 0.1", "The share of impressions that led to a play which was not given up at once",
        |it| expect(TakeFraction(comparison(it)?), it)),
];

//! Why, for people who read a terminal line by line.

use std::io::{self, Write};

use crate::{
    engine::{Candidate, Case, Explanation, Span, counterfactual_sentences, counterfactuals},
    text::Text,
};

/// Columns of a bar, and of a range.
const BAR: f64 = 20.0;
const RANGE: usize = 25;

/// Writes the whole explanation of `case`.
pub(super) fn print(
    case: &Case<'_>,
    explanation: &Explanation,
    out: &mut dyn Write,
) -> io::Result<()> {
    for sentence in explanation.sentences(case).all() {
        writeln!(out, "  {sentence}")?;
    }
    if !explanation.carriers.is_empty() {
        writeln!(out, "\n  Watched titles that weighed most:")?;
    }
    for carrier in &explanation.carriers {
        let name = &case.catalog[carrier.title].name;
        writeln!(out, "    {:+.3}  {name}", carrier.amount)?;
    }
    print_contributions(case, explanation, out)?;
    print_candidates(case, explanation, out)?;
    let changes = counterfactual_sentences(case, &counterfactuals(case));
    if !changes.is_empty() {
        writeln!(out, "\n  What would change it:")?;
    }
    for change in changes {
        writeln!(out, "    {change}")?;
    }
    writeln!(out)
}

fn print_contributions(
    case: &Case<'_>,
    explanation: &Explanation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let contributions = explanation.contributions.iter();
    let named = contributions.map(|it| (it.feature.name, it.amount));
    let named = named.chain([("variety", explanation.variety())]);
    let named: Vec<(&str, f64)> = named.filter(|(_, amount)| *amount != 0.0).collect();
    let Some(score) = explanation.shown().entered() else {
        return Ok(());
    };
    if explanation.contributions.is_empty() {
        return Ok(());
    }
    let unit = case.learner.name().about().unit;
    writeln!(out, "\n  Why, in expected {unit}:")?;
    let largest = named.iter().map(|(_, amount)| amount.abs());
    let largest = largest.fold(1e-9, f64::max);
    for (name, amount) in named {
        let length = (amount.abs() / largest * BAR).round() as usize;
        let bar = if amount < 0.0 { "-" } else { "#" }.repeat(length);
        writeln!(out, "    {amount:+.3}  {name:<14} {bar}")?;
    }
    writeln!(out, "    {score:+.3}  score")
}

fn print_candidates(
    case: &Case<'_>,
    explanation: &Explanation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let span = Span::of(&explanation.candidates);
    let in_doubt = explanation.shown().interval.is_some();
    let heading = match (&span, in_doubt) {
        (None, _) => "chance",
        (Some(_), false) => "chance and score",
        (Some(_), true) => "chance, score ± its deviation, and between bars its 95 % range",
    };
    writeln!(out, "\n  Candidates, with {heading}:")?;
    for (place, candidate) in explanation.candidates.iter().enumerate() {
        let artwork = &case.catalog[case.title].artwork[candidate.artwork];
        let mark = if place == explanation.chosen {
            '>'
        } else {
            ' '
        };
        let id = Text::new(artwork.id.as_str());
        let chance = 100.0 * candidate.probability;
        let score = score(candidate, span.as_ref());
        let default = if place == explanation.default {
            "  (default)"
        } else {
            ""
        };
        writeln!(out, "  {mark} {id:<14} {chance:>5.1} %{score}{default}")?;
    }
    Ok(())
}

/// The score in numbers and, where there is a scale, as a range on it.
fn score(candidate: &Candidate, span: Option<&Span>) -> String {
    let (Some(score), Some(entered)) = (candidate.score, candidate.entered()) else {
        return String::new();
    };
    let range = span.and_then(|span| span.range(candidate, RANGE));
    let range = range.map_or_else(String::new, |range| {
        let cell = |place: usize| match place {
            place if place == range.mean => 'o',
            place if place == range.low || place == range.high => '|',
            place if (range.low..range.high).contains(&place) => '-',
            _ => '.',
        };
        (0..RANGE).map(cell).collect()
    });
    format!("  {range}  {entered:+.3} ± {:.3}", score.deviation)
}

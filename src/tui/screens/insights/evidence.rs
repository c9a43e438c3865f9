//! How varied the artwork is that was shown, and what the log could judge.

use ratatui::layout::Rect;

use super::percent;
use crate::{
    experiment::Concentration,
    session::{Insights, State},
    tui::{Role, Scene, scene::Part, widgets::gauge},
};

/// How many lines it has.
pub(super) const LINES: u16 = 10;

/// The fewest effective impressions with which another policy is judged, and the largest share of
/// its arms that the log never chose: those of `keyart evaluate`.
const FEWEST_EFFECTIVE: f64 = 100.0;
const MOST_UNCOVERED: f64 = 0.01;

pub(super) fn draw(scene: &mut Scene<'_>, state: &State, insights: &Insights, area: Rect) {
    let line = |below: u16| Rect {
        y: area.y + below,
        height: u16::from(below < area.height),
        ..area
    };
    let mut amounts = amounts(state, insights);
    let all = amounts.len();
    let shown = amounts.iter().filter(|amount| **amount > 0.0).count();
    let effective = Concentration::EffectiveItems.of(&mut amounts);
    let entropy = Concentration::Entropy.of(&mut amounts);
    let gini = Concentration::Gini.of(&mut amounts);
    let share = |part: f64| part / (all as f64).max(1.0);
    let words = [
        (format!("{shown} of {all}"), Role::Strong),
        (" pictures were shown".to_owned(), Role::Muted),
    ];
    measure(scene, (line(0), line(1)), &words, share(shown as f64));
    if let (Some(effective), Some(entropy), Some(gini)) = (effective, entropy, gini) {
        let words = [
            (format!("as varied as {effective:.1}"), Role::Strong),
            (
                format!(" shown equally often ({entropy:.2} nats)"),
                Role::Muted,
            ),
        ];
        measure(scene, (line(2), line(3)), &words, share(effective));
        let words = [
            (format!("Gini {gini:.2}"), Role::Strong),
            (
                ": 0 all equally often, 1 one picture has everything".to_owned(),
                Role::Muted,
            ),
        ];
        measure(scene, (line(4), line(5)), &words, gini);
    }
    draw_support(
        scene,
        insights,
        Rect {
            y: area.y + 7,
            height: area.height.saturating_sub(7),
            ..area
        },
    );
}

fn measure(scene: &mut Scene<'_>, (words, bar): (Rect, Rect), parts: &[Part], share: f64) {
    scene.line(words, parts);
    if bar.height > 0 {
        gauge(scene, bar, share.clamp(0.0, 1.0), Role::Accent);
    }
}

/// How often each artwork of the catalog was shown.
fn amounts(state: &State, insights: &Insights) -> Vec<f64> {
    let mut amounts = Vec::new();
    for title in state.catalog.titles() {
        let shown = insights.of_title(&title.id);
        amounts.extend(title.artwork.iter().map(|artwork| {
            let found = shown.iter().find(|it| it.artwork == artwork.id);
            found.map_or(0.0, |it| it.tally.impressions as f64)
        }));
    }
    amounts
}

/// Says how far the log could judge a policy that chooses uniformly.
fn draw_support(scene: &mut Scene<'_>, insights: &Insights, area: Rect) {
    let support = insights.support();
    let line = |below: u16| Rect {
        y: area.y + below,
        height: u16::from(below < area.height),
        ..area
    };
    let Some(effective) = support.effective() else {
        scene.write(line(0), "No impression has a known end yet.", Role::Muted);
        return;
    };
    let rounds = support.rounds as f64;
    let words = [
        ("Could it judge ".to_owned(), Role::Text),
        ("uniform".to_owned(), Role::Accent),
        ("? Effective sample ".to_owned(), Role::Text),
        (format!("{effective:.0}"), Role::Strong),
        (format!(" of {}", support.rounds), Role::Text),
    ];
    measure(scene, (line(0), line(1)), &words, effective / rounds);
    let uncovered = support.uncovered / rounds;
    let (verdict, role) = if uncovered > MOST_UNCOVERED {
        let share = percent(uncovered);
        (
            format!("✗ No: {share} of its choices never happen in this log."),
            Role::Negative,
        )
    } else if effective < FEWEST_EFFECTIVE {
        let wanted = "✗ Not yet: it takes an effective sample of 100. Browse on.";
        (wanted.to_owned(), Role::Negative)
    } else {
        let next = "✓ Yes: `keyart evaluate` estimates what it would have been worth.";
        (next.to_owned(), Role::Positive)
    };
    let rest = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    scene.paragraph(rest, &verdict, role);
}

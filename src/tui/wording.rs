//! Facts in words and numbers, as they stand on every screen.

use crate::{
    catalog::Aspect,
    catalog::{Maturity, Title},
    profiles::Taste,
    text::Text,
};

pub(super) use crate::engine::chance;

/// A length in minutes as people say it.
#[must_use]
pub(super) fn length(minutes: u16) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// Year, length, maturity and genres on one line.
#[must_use]
pub(super) fn facts(title: &Title) -> String {
    format!(
        "{} · {} · {} · {}",
        title.year,
        length(title.runtime),
        maturity(title.maturity),
        list(&title.genres),
    )
}

/// Who a title is for.
#[must_use]
pub(super) fn maturity(maturity: Maturity) -> &'static str {
    match maturity {
        Maturity::All => "all ages",
        limit => limit.as_str(),
    }
}

/// Names with commas between them.
#[must_use]
pub(super) fn list(names: &[Text]) -> String {
    let names: Vec<&str> = names.iter().map(Text::as_str).collect();
    names.join(", ")
}

/// Weighted names, the strongest first: `romance 0.9, drama 0.4`.
#[must_use]
pub(super) fn weights(weights: &[(Text, f64)]) -> String {
    let mut sorted: Vec<&(Text, f64)> = weights.iter().collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1));
    let entries: Vec<String> = sorted
        .iter()
        .map(|(name, weight)| format!("{name} {weight:.1}"))
        .collect();
    entries.join(", ")
}

/// The genres that a profile likes most, at most `count`.
#[must_use]
pub(super) fn liked(taste: &Taste, count: usize) -> Vec<&Text> {
    let genres = taste.strongest(Aspect::Genre).into_iter();
    let liked = genres.filter(|(_, affinity)| *affinity > 0.0);
    liked.map(|(genre, _)| genre).take(count).collect()
}

/// How long ago something happened that many milliseconds ago.
#[must_use]
pub(super) fn ago(milliseconds: i64) -> String {
    let minutes = usize::try_from(milliseconds / 60_000).unwrap_or(0);
    match (minutes, minutes / 60, minutes / (24 * 60)) {
        (0, ..) => "just now".to_owned(),
        (minutes, 0, _) => format!("{minutes} min ago"),
        (_, hours, 0) => format!("{hours} h ago"),
        (.., days) => format!("{} ago", count(days, "day", "days")),
    }
}

/// `1 title`, `2 titles`.
#[must_use]
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_said_in_the_largest_whole_unit() {
        let minute = 60_000;
        let said = [
            -5,
            59_999,
            minute,
            61 * minute,
            1_439 * minute,
            1_440 * minute,
        ];
        let expected = [
            "just now",
            "just now",
            "1 min ago",
            "1 h ago",
            "23 h ago",
            "1 day ago",
        ];
        assert_eq!(said.map(ago), expected);
        assert_eq!(ago(3 * 1_440 * minute - 1), "2 days ago");
    }

    #[test]
    fn a_length_is_said_in_hours_and_minutes() {
        assert_eq!(
            [10, 60, 94].map(length),
            ["10 min", "1 h", "1 h 34 min"].map(str::to_owned)
        );
    }
}

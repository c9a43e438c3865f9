//! Which artwork of each title is shown to whom, and which wins.

use std::cmp::Reverse;

use ratatui::layout::Rect;

use super::{draw_share, interval, percent, scale};
use crate::{
    artwork::PictureId,
    catalog::{ArtworkId, Title, TitleIndex},
    log::statistics::Share,
    session::{Hanging, Insights, State, take_fraction},
    tui::{Role, Scene, scene::picture_rows, wording},
};

/// From this width on, the leading picture of a title stands beside its numbers, so wide.
const ILLUSTRATED: u16 = 90;
const PICTURE: u16 = 18;

/// From this width on, titles stand in two columns.
const TWO_COLUMNS: u16 = 180;

/// The fewest columns of a bar.
const NARROWEST: u16 = 14;

/// Columns of the marks, the names and the numbers.
const MARK: u16 = 2;
const NAME: u16 = 14;
const VALUE: u16 = 8;
const INTERVAL: u16 = 17;
const COUNT: u16 = 7;

/// A title and the artwork of it that was shown, the most successful first.
struct Entry<'s> {
    index: TitleIndex,
    title: &'s Title,
    shown: Vec<(&'s Hanging, Option<Share>)>,
    impressions: u64,
}

impl Entry<'_> {
    /// Whether the first one is certainly better than all others, as far as their intervals tell.
    fn is_clear(&self) -> bool {
        let mut shares = self.shown.iter().map(|(_, share)| *share);
        let Some(Some(first)) = shares.next() else {
            return false;
        };
        let mut others = shares.peekable();
        others.peek().is_some() && others.all(|it| it.is_some_and(|it| it.high < first.low))
    }

    /// Artwork that nobody saw.
    fn never(&self) -> Vec<&str> {
        let is_shown = |id: &ArtworkId| self.shown.iter().any(|(it, _)| it.artwork == *id);
        let set = self.title.artwork.iter().map(|artwork| &artwork.id);
        set.filter(|id| !is_shown(id))
            .map(ArtworkId::as_str)
            .collect()
    }

    fn lines(&self) -> u16 {
        1 + self.shown.len() as u16 + u16::from(!self.never().is_empty())
    }
}

pub(super) fn draw(
    scene: &mut Scene<'_>,
    state: &State,
    insights: &Insights,
    area: Rect,
    scroll: usize,
) {
    let entries = entries(state, insights);
    let first = scroll.min(entries.len().saturating_sub(1));
    let list = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let tallies = entries.iter().flat_map(|it| &it.shown);
    let end = scale(tallies.map(|(hanging, _)| &hanging.tally));
    let count = if list.width >= TWO_COLUMNS { 2 } else { 1 };
    let width = (list.width - 2 * (count - 1)) / count;
    let mut rest = entries[first..].iter().peekable();
    for column in 0..count {
        let mut place = Rect {
            x: list.x + column * (width + 2),
            width,
            ..list
        };
        while let Some(entry) = rest.next_if(|entry| fits(entry, place, list)) {
            let height = draw_entry(scene, state, entry, place, end);
            let taken = (height + 1).min(place.height);
            place.y += taken;
            place.height -= taken;
        }
    }
    let left = rest.count();
    let shown = entries.len() - first - left;
    let range = format!("{}–{} of {}", first + 1, first + shown, entries.len());
    let heading = Rect { height: 1, ..area };
    let range = format!("{range} titles");
    scene.line_right(heading, &[(range, Role::Muted)]);
    let ends = match bar(width) {
        0 => String::new(),
        _ => format!(" · bars: 0 to {:.0} %", 100.0 * end),
    };
    let legend = [
        ("★".to_owned(), Role::Positive),
        (" certainly ahead  ".to_owned(), Role::Muted),
        ("·".to_owned(), Role::Accent),
        (format!(" ahead so far{ends}"), Role::Muted),
    ];
    scene.line(heading, &legend);
}

/// Whether an entry has room; the first one of a column has in any case.
fn fits(entry: &Entry<'_>, place: Rect, list: Rect) -> bool {
    place.height > 0 && (place.height >= height(entry, place.width) || place.height == list.height)
}

/// The lines of an entry, with its picture if it has one.
fn height(entry: &Entry<'_>, width: u16) -> u16 {
    let least = if width >= ILLUSTRATED {
        picture_rows(PICTURE)
    } else {
        0
    };
    entry.lines().max(least)
}

/// The titles that were shown, those that were shown most first.
fn entries<'s>(state: &'s State, insights: &'s Insights) -> Vec<Entry<'s>> {
    let titles = (0..).map(TitleIndex).zip(state.catalog.titles());
    let mut entries: Vec<Entry<'_>> = titles
        .map(|(index, title)| {
            let shown = insights.of_title(&title.id).iter();
            let shown = shown.filter(|it| it.tally.impressions > 0);
            let mut shown: Vec<_> = shown.map(|it| (it, take_fraction(&it.tally))).collect();
            let worth = |share: &Option<Share>| share.map_or(-1.0, |it| it.value);
            shown.sort_by(|(_, a), (_, b)| worth(b).total_cmp(&worth(a)));
            let impressions = shown.iter().map(|(it, _)| it.tally.impressions).sum();
            Entry {
                index,
                title,
                shown,
                impressions,
            }
        })
        .filter(|entry| entry.impressions > 0)
        .collect();
    entries.sort_by_key(|entry| Reverse(entry.impressions));
    entries
}

/// Draws a title with its artwork; returns how many lines it took.
fn draw_entry(
    scene: &mut Scene<'_>,
    state: &State,
    entry: &Entry<'_>,
    area: Rect,
    end: f64,
) -> u16 {
    let mut words = area;
    let leader = entry.shown.first().and_then(|(hanging, _)| {
        let set = &entry.title.artwork;
        set.iter().position(|artwork| artwork.id == hanging.artwork)
    });
    if let Some(artwork) = leader.filter(|_| area.width >= ILLUSTRATED) {
        let rows = picture_rows(PICTURE);
        let place = Rect {
            width: PICTURE,
            height: rows.min(area.height),
            ..area
        };
        let id = PictureId::Artwork {
            title: entry.index,
            artwork,
        };
        scene.picture(place, rows, id, &entry.title.name);
    }
    if area.width >= ILLUSTRATED {
        words.x += PICTURE + 2;
        words.width -= PICTURE + 2;
    }
    let line = |below: u16| Rect {
        y: words.y + below,
        height: u16::from(below < words.height),
        ..words
    };
    let count = wording::count(entry.impressions as usize, "impression", "impressions");
    let heading = [
        (entry.title.name.to_string(), Role::Strong),
        (format!(" · {count}"), Role::Muted),
    ];
    scene.line(line(0), &heading);
    let is_clear = entry.is_clear();
    for (below, (hanging, share)) in (1..).zip(&entry.shown) {
        let mark = match (below, is_clear, share) {
            (1, true, _) => ("★ ", Role::Positive),
            (1, false, Some(share)) if share.value > 0.0 => ("· ", Role::Accent),
            _ => ("  ", Role::Text),
        };
        let place = line(below);
        let hanging = (*hanging, *share);
        draw_artwork(scene, state, hanging, mark, place, (end, area.width));
    }
    let never = entry.never();
    if !never.is_empty() {
        let below = line(1 + entry.shown.len() as u16);
        let said = format!("  never shown: {}", never.join(", "));
        scene.write(below, &said, Role::Muted);
    }
    height(entry, area.width)
}

fn draw_artwork(
    scene: &mut Scene<'_>,
    state: &State,
    (hanging, share): (&Hanging, Option<Share>),
    (mark, role): (&str, Role),
    line: Rect,
    (end, width): (f64, u16),
) {
    let mut rest = line;
    let mut take = |width: u16| {
        let width = width.min(rest.width);
        let place = Rect { width, ..rest };
        rest.x += width;
        rest.width -= width;
        place
    };
    scene.write(take(MARK), mark, role);
    scene.write(take(NAME), hanging.artwork.as_str(), Role::Text);
    let (value, range, n) = share.map_or_else(
        || ("–".to_owned(), "not known yet".to_owned(), 0),
        |it| (percent(it.value), interval(&it), it.n),
    );
    scene.line_right(take(VALUE), &[(value, Role::Text)]);
    scene.line_right(take(INTERVAL), &[(range, Role::Muted)]);
    scene.line_right(take(COUNT), &[(format!("n {n}"), Role::Text)]);
    take(2);
    let bar = bar(width);
    if let Some(share) = share.filter(|_| bar > 0) {
        draw_share(scene, take(bar), &share, end, Role::Positive);
        take(2);
    } else if bar > 0 {
        take(bar + 2);
    }
    let whom = whom(state, hanging);
    scene.write(rest, &whom, Role::Muted);
}

/// The columns of a bar in an entry that is so wide; 0 where there is no room for one.
fn bar(width: u16) -> u16 {
    let picture = if width >= ILLUSTRATED { PICTURE + 2 } else { 0 };
    let taken = picture + MARK + NAME + VALUE + INTERVAL + COUNT + 2;
    let rest = width.saturating_sub(taken) / 2;
    if rest >= NARROWEST { rest } else { 0 }
}

/// Who saw it, those who saw it most first.
fn whom(state: &State, hanging: &Hanging) -> String {
    let mut viewers: Vec<_> = hanging.viewers.iter().filter(|it| *it.1 > 0).collect();
    viewers.sort_by_key(|(_, count)| Reverse(**count));
    let named = viewers.iter().map(|(id, count)| {
        let name = state
            .profiles
            .get(id)
            .map(|profile| profile.name.to_string());
        format!("{} {count}", name.unwrap_or_else(|| id.to_string()))
    });
    let named: Vec<String> = named.collect();
    named.join(", ")
}

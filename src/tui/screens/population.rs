//! A population that is being simulated: how far it is, and the take fraction of each cell so far.

use ratatui::layout::Rect;

use crate::{
    experiment::Estimate,
    text::counted,
    tui::{Role, Scene, scene::Part, widgets::gauge},
};

/// The marks of cells, told apart by shape and by colour.
const MARKS: [(char, Role); 6] = [
    ('●', Role::Accent),
    ('▲', Role::Positive),
    ('■', Role::Difference),
    ('◆', Role::Progress),
    ('○', Role::Strong),
    ('△', Role::Muted),
];

/// Columns of the numbers at the left.
const LABELS: u16 = 7;

/// A cell of the experiment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CellCurve {
    /// Its name.
    pub name: String,
    /// How many members it has.
    pub members: u64,
    /// The take fraction after each day, over all days so far, with its 95 % interval; `None`
    /// where there are too few members.
    pub days: Vec<Option<Estimate>>,
}

/// How far a simulation is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RunView {
    /// What is simulated, in a few words.
    pub heading: String,
    /// How many days there are.
    pub days: u32,
    /// The day that is being lived, from 1.
    pub day: u32,
    /// How much of all is done, in [0, 1].
    pub share: f64,
    /// Impressions so far.
    pub impressions: u64,
    /// Seconds so far.
    pub seconds: f64,
    /// The cells.
    pub cells: Vec<CellCurve>,
}

impl RunView {
    /// Draws it all on a screen of any size, as far as it has room.
    pub fn draw(&self, scene: &mut Scene<'_>) {
        let screen = scene.area();
        let area = Rect {
            x: screen.x + 2,
            width: screen.width.saturating_sub(4),
            ..screen
        };
        let line = |below: u16| Rect {
            y: area.y + below,
            height: u16::from(below < area.height),
            ..area
        };
        let heading: [Part; 2] = [
            ("keyart ".to_owned(), Role::Brand),
            (self.heading.clone(), Role::Text),
        ];
        scene.line(line(0), &heading);
        gauge(scene, line(1), self.share.clamp(0.0, 1.0), Role::Progress);
        scene.line(line(2), &self.progress());
        let table = self.cells.len() as u16 + 1;
        let plot = Rect {
            y: area.y + 4,
            height: area.height.saturating_sub(4 + table + 3),
            ..area
        };
        let end = self.end();
        self.draw_plot(scene, plot, end);
        let below = Rect {
            y: plot.bottom() + 1,
            height: table.min(area.bottom().saturating_sub(plot.bottom() + 1)),
            ..area
        };
        self.draw_table(scene, below);
        let keys = line(area.height.saturating_sub(1));
        let keys_said: [Part; 2] = [
            ("q".to_owned(), Role::Accent),
            (" stop; all that is complete stays".to_owned(), Role::Muted),
        ];
        scene.line(keys, &keys_said);
    }

    fn progress(&self) -> Vec<Part> {
        let rate = self.impressions as f64 / self.seconds.max(0.001);
        let left = self.seconds * (1.0 - self.share) / self.share.max(1e-9);
        let left = if self.share > 0.0 {
            format!("{left:.0} s left")
        } else {
            "beginning".to_owned()
        };
        let millions = self.impressions as f64 / 1e6;
        vec![
            (format!("day {} of {}", self.day, self.days), Role::Strong),
            (
                format!("  {millions:.2} million impressions  {rate:.0}/s  {left}"),
                Role::Muted,
            ),
        ]
    }

    /// The end of the scale.
    fn end(&self) -> f64 {
        let known = self.cells.iter().flat_map(|cell| &cell.days).flatten();
        let highest = known.map(|it| it.high).fold(0.0, f64::max);
        let ends = [0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5];
        ends.into_iter().find(|end| highest <= *end).unwrap_or(1.0)
    }

    /// A mark for each cell and day, and a line for its interval.
    fn draw_plot(&self, scene: &mut Scene<'_>, area: Rect, end: f64) {
        if area.height < 4 || area.width <= LABELS + 4 {
            return;
        }
        let plot = Rect {
            x: area.x + LABELS,
            width: area.width - LABELS,
            height: area.height - 1,
            ..area
        };
        let (columns, rows) = (usize::from(plot.width), usize::from(plot.height));
        let mut cells = vec![vec![(' ', Role::Track); columns]; rows];
        if let Some(lowest) = cells.last_mut() {
            lowest.fill(('·', Role::Track));
        }
        let row = |share: f64| {
            let last = (rows - 1) as f64;
            rows - 1 - (share / end * last).round().clamp(0.0, last) as usize
        };
        let days = self.days.max(1) as usize;
        for (number, cell) in self.cells.iter().enumerate() {
            let (mark, role) = MARKS[number % MARKS.len()];
            // Beside each other where there is room.
            let shift = number.min((columns / days).saturating_sub(1));
            for (day, estimate) in cell.days.iter().enumerate() {
                let column = (day * columns / days + shift).min(columns - 1);
                let Some(it) = estimate else { continue };
                for line in &mut cells[row(it.high)..=row(it.low)] {
                    if line[column].0 == ' ' || line[column].0 == '·' {
                        line[column] = ('│', role);
                    }
                }
                cells[row(it.value)][column] = (mark, role);
            }
        }
        for (below, cells) in (0..).zip(&cells) {
            let line = Rect {
                y: plot.y + below,
                height: 1,
                ..plot
            };
            scene.line(line, &joined(cells));
        }
        for (below, share) in [(0, end), (plot.height - 1, 0.0)] {
            let label = Rect {
                y: area.y + below,
                width: LABELS - 1,
                height: 1,
                ..area
            };
            scene.line_right(label, &[(format!("{:.0} %", 100.0 * share), Role::Muted)]);
        }
        let axis = Rect {
            y: plot.bottom(),
            height: 1,
            ..plot
        };
        scene.write(axis, "day 1", Role::Muted);
        scene.line_right(axis, &[(format!("day {}", self.days), Role::Muted)]);
    }

    /// A line for each cell.
    fn draw_table(&self, scene: &mut Scene<'_>, area: Rect) {
        let line = |below: u16| Rect {
            y: area.y + below,
            height: u16::from(below < area.height),
            ..area
        };
        let heading = "take fraction over all days so far, 95 % interval over members";
        scene.write(line(0), heading, Role::Muted);
        for (below, (number, cell)) in (1..).zip(self.cells.iter().enumerate()) {
            let (mark, role) = MARKS[number % MARKS.len()];
            let said = match cell.days.last() {
                None => "the first day is not over".to_owned(),
                Some(None) => "too few members for an interval".to_owned(),
                Some(Some(it)) => format!(
                    "{:.2} % ({:.2} to {:.2} %), {}",
                    100.0 * it.value,
                    100.0 * it.low,
                    100.0 * it.high,
                    counted(cell.members as usize, "member"),
                ),
            };
            let parts = [
                (format!("{mark} "), role),
                (format!("{:<24} ", cell.name), Role::Strong),
                (said, Role::Text),
            ];
            scene.line(line(below), &parts);
        }
    }
}

/// Cells of one role after another as one piece.
fn joined(cells: &[(char, Role)]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (character, role) in cells {
        match parts.last_mut() {
            Some((text, last)) if last == role => text.push(*character),
            _ => parts.push((character.to_string(), *role)),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::{
        artwork::{ColourDepth, PictureCache},
        tui::{Theme, ThemeName, capture::Capture},
    };

    fn view() -> RunView {
        let cell = |name: &str, value: f64| CellCurve {
            name: name.to_owned(),
            members: 500,
            days: (0..3)
                .map(|day| {
                    let value = value + 0.002 * f64::from(day);
                    let (low, high) = (value - 0.01, value + 0.01);
                    (day > 0).then_some(Estimate { value, low, high })
                })
                .collect(),
        };
        RunView {
            heading: "simulate".to_owned(),
            days: 7,
            day: 4,
            share: 0.5,
            impressions: 2_000_000,
            seconds: 4.0,
            cells: vec![cell("uniform", 0.04), cell("lin-ts", 0.07)],
        }
    }

    fn text(view: &RunView, columns: u16, rows: u16) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let theme = Theme::new(ThemeName::Dark, ColourDepth::Monochrome);
        let cache = PictureCache::new(0);
        view.draw(&mut Scene::new(&mut buffer, &cache, &theme));
        let pictures = Vec::new();
        Capture { buffer, pictures }.text()
    }

    #[test]
    fn it_says_how_far_it_is_and_how_each_cell_does() {
        let text = text(&view(), 80, 24);
        for part in [
            "day 4 of 7  2.00 million impressions  500000/s  4 s left",
            "● uniform",
            "4.40 % (3.40 to 5.40 %), 500 members",
            "▲ lin-ts",
            "7.40 % (6.40 to 8.40 %), 500 members",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        // Two days with an interval for each cell, beside the mark of its name.
        assert_eq!(text.matches('●').count(), 3, "{text}");
        assert_eq!(text.matches('▲').count(), 3, "{text}");
        let line = |mark| text.lines().position(|line| line.contains(mark)).unwrap();
        assert!(line('▲') < line('●'), "more is higher\n{text}");
    }

    #[test]
    fn no_size_and_no_beginning_breaks_it() {
        for (columns, rows) in [(1, 1), (10, 3), (20, 10), (80, 24), (300, 20)] {
            text(&view(), columns, rows);
            let none = RunView::default();
            assert!(!text(&none, columns, rows).contains("NaN"));
        }
    }
}

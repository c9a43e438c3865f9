//! Reads classification data from CSV.

use std::collections::HashMap;

use csv::{Position, ReaderBuilder, StringRecord, Trim};

use crate::{engine::ClassificationSet, text};

/// After so many problems of a file the rest of it is not read.
const MOST_PROBLEMS: usize = 5;

/// More different values make the last column a number and no class.
const MOST_CLASSES: usize = 256;

/// The largest number of entries in one matrix for each class: 160 MB.
const MOST_ENTRIES: usize = 20_000_000;

/// What a file held.
#[derive(Debug)]
pub(super) struct Table {
    /// Its rows.
    pub set: ClassificationSet,
    /// What the classes are called there, in their order.
    pub classes: Vec<String>,
    /// Whether its numbers were brought to [0, 1].
    pub is_scaled: bool,
}

/// Reads `source`, which `file` holds: rows of numbers and a class, with or without a line of
/// names above.
///
/// # Errors
/// What is wrong, with the file and the line, and what to do.
pub(super) fn read(file: &str, source: &[u8]) -> Result<Table, String> {
    let mut rows = Rows::default();
    let mut problems = Vec::new();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(source);
    let mut record = StringRecord::new();
    let mut is_first = true;
    while problems.len() < MOST_PROBLEMS {
        let said = match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) if is_first && is_header(&record) => Ok(()),
            Ok(true) => {
                let taken = rows.take(&record);
                taken.map_err(|problem| (problem, record.position().cloned()))
            }
            Err(error) => Err((unreadable(&error), error.position().cloned())),
        };
        is_first = false;
        if let Err((problem, at)) = said {
            let line = at.map_or(0, |at| line_of(source, &at));
            problems.push(format!("{file}:{line}: {problem}"));
        }
    }
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    rows.table().map_err(|problem| format!("{file}: {problem}"))
}

/// The line at which a record begins: its position is before the empty lines above it.
fn line_of(source: &[u8], position: &Position) -> u64 {
    let start = usize::try_from(position.byte()).unwrap_or(source.len());
    let rest = source.get(start..).unwrap_or_default().iter();
    let empty = rest.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + empty.filter(|byte| **byte == b'\n').count() as u64
}

fn unreadable(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "this line is not UTF-8; save the file as UTF-8".to_owned(),
        _ => text::neutral(&error.to_string()),
    }
}

/// Whether names stand in this line: nothing before the class is a number.
fn is_header(record: &StringRecord) -> bool {
    let numbers = record.len().saturating_sub(1);
    let is_name = |field: &str| !field.is_empty() && field.parse::<f64>().is_err() && field != "?";
    numbers > 0 && record.iter().take(numbers).all(is_name)
}

#[derive(Debug, Default)]
struct Rows {
    /// How many fields a line has.
    width: usize,
    features: Vec<f64>,
    /// For each row, the place of its class among `names`.
    labels: Vec<usize>,
    /// In the order of their first appearance.
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Rows {
    fn take(&mut self, record: &StringRecord) -> Result<(), String> {
        let width = record.len();
        if width < 2 {
            return Err("a line needs numbers and, behind the last comma, a class".to_owned());
        }
        if self.width == 0 {
            self.width = width;
        }
        if self.width != width {
            return Err(format!(
                "{width} fields, but the lines above have {}; every line needs as many",
                self.width
            ));
        }
        for (column, field) in record.iter().take(width - 1).enumerate() {
            let number = field.parse().ok().filter(|number: &f64| number.is_finite());
            self.features.push(number.ok_or_else(|| {
                format!(
                    "field {} is `{}`; write a finite number, or leave the line out",
                    column + 1,
                    text::neutral(field)
                )
            })?);
        }
        let name = &record[width - 1];
        if name.is_empty() {
            return Err("the class, which is the last field, is empty".to_owned());
        }
        let next = self.names.len();
        let place = *self.places.entry(name.to_owned()).or_insert(next);
        if place == next {
            self.names.push(name.to_owned());
        }
        if self.names.len() > MOST_CLASSES {
            return Err(format!(
                "the last field has more than {MOST_CLASSES} different values so far; it must be \
                 the class"
            ));
        }
        self.labels.push(place);
        Ok(())
    }

    fn table(mut self) -> Result<Table, String> {
        match self.names.len() {
            0 => return Err("no rows; give lines of numbers with a class behind them".to_owned()),
            1 => {
                return Err(format!(
                    "every row has the class `{}`; there must be two or more",
                    text::neutral(&self.names[0])
                ));
            }
            _ => {}
        }
        let dimension = self.width - 1;
        let entries = (dimension + 1)
            .saturating_pow(2)
            .saturating_mul(self.names.len());
        if entries > MOST_ENTRIES {
            return Err(format!(
                "{dimension} numbers in a row and {} classes are too many: one matrix for each \
                 class would have {entries} entries, of {MOST_ENTRIES} at most",
                self.names.len()
            ));
        }
        self.order_classes();
        let is_scaled = scale(&mut self.features, dimension);
        let set = ClassificationSet::new(self.features, dimension, self.labels);
        Ok(Table {
            set: set.ok_or("its rows have different lengths")?,
            classes: self.names,
            is_scaled,
        })
    }

    /// Numbers the classes by value if all are whole numbers; as they are otherwise.
    fn order_classes(&mut self) {
        let numbers: Option<Vec<i64>> = self.names.iter().map(|name| name.parse().ok()).collect();
        let Some(numbers) = numbers else {
            return;
        };
        let mut order: Vec<usize> = (0..numbers.len()).collect();
        order.sort_by_key(|place| numbers[*place]);
        let mut rank = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            rank[*old] = new;
        }
        self.labels
            .iter_mut()
            .for_each(|label| *label = rank[*label]);
        self.names = order.iter().map(|old| self.names[*old].clone()).collect();
    }
}

/// Brings every column to [0, 1] by its smallest and largest value, unless all numbers lie there
/// already; whether it did.
fn scale(features: &mut [f64], dimension: usize) -> bool {
    if features.iter().all(|value| (0.0..=1.0).contains(value)) {
        return false;
    }
    for column in 0..dimension {
        let values = || features.iter().skip(column).step_by(dimension).copied();
        let low = values().fold(f64::INFINITY, f64::min);
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        // Halves do not overflow.
        let range = 0.5 * high - 0.5 * low;
        for value in features.iter_mut().skip(column).step_by(dimension) {
            let place = (0.5 * *value - 0.5 * low) / range;
            *value = if range > 0.0 { place } else { 0.0 };
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(source: &str) -> Table {
        read("data.csv", source.as_bytes()).unwrap()
    }

    fn refusal(source: impl AsRef<[u8]>) -> String {
        read("data.csv", source.as_ref()).unwrap_err()
    }

    fn rows(table: &Table) -> Vec<(Vec<f64>, usize)> {
        let rows = (0..table.set.len()).map(|row| table.set.row(row));
        rows.map(|(features, class)| (features.to_vec(), class))
            .collect()
    }

    #[test]
    fn numbers_from_0_to_1_are_left_as_they_are() {
        let read = table("0.25,0.5,1\n1, 0.1 ,0\n\n0.5,0.5,1\n");
        assert!(!read.is_scaled);
        let expected = [
            (vec![0.25, 0.5], 1),
            (vec![1.0, 0.1], 0),
            (vec![0.5, 0.5], 1),
        ];
        assert_eq!(rows(&read), expected);
    }

    #[test]
    fn other_numbers_are_scaled_column_by_column() {
        let read = table("-10,3,a\n30,3,b\n0,3,a\n");
        assert!(read.is_scaled);
        let expected = [
            (vec![0.0, 0.0], 0),
            (vec![1.0, 0.0], 1),
            (vec![0.25, 0.0], 0),
        ];
        assert_eq!(rows(&read), expected);
        let widest = table("-1e308,a\n1e308,b\n");
        assert_eq!(rows(&widest), [(vec![0.0], 0), (vec![1.0], 1)]);
    }

    #[test]
    fn a_line_of_names_is_no_row() {
        for header in ["sepal,petal,species\n", "\"a, b\",c,class\r\n"] {
            assert_eq!(table(&format!("{header}0,1,0\n1,0,1\n")).set.len(), 2);
        }
        // A class that is a word makes no line of names.
        assert_eq!(table("0,1,cat\n1,0,dog\n").set.len(), 2);
    }

    #[test]
    fn classes_are_numbered_by_value_or_by_appearance() {
        let classes = |source: &str| {
            let read = table(source);
            let labels: Vec<usize> = rows(&read).into_iter().map(|row| row.1).collect();
            (read.classes, labels)
        };
        let named = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            classes("0,2\n0,0\n0,1\n"),
            (named(&["0", "1", "2"]), vec![2, 0, 1])
        );
        assert_eq!(
            classes("0,10\n0,9\n0,-1\n"),
            (named(&["-1", "9", "10"]), vec![2, 1, 0])
        );
        assert_eq!(
            classes("0,b\n0,1\n0,b\n0,a\n"),
            (named(&["b", "1", "a"]), vec![0, 1, 0, 2])
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_what_to_do() {
        let classes: Vec<String> = (0..300).map(|class| format!("1,{class}\n")).collect();
        let wide = format!("{}a\n{}b\n", "0,".repeat(9000), "1,".repeat(9000));
        for (source, problem) in [
            ("", "data.csv: no rows; give lines of numbers"),
            ("a,b,class\n", "data.csv: no rows"),
            (
                "1,2,0\n1,x,1\n",
                "data.csv:2: field 2 is `x`; write a finite number",
            ),
            ("1,2,0\n\n,2,1\n", "data.csv:3: field 1 is ``"),
            ("?,2,0\n1,2,1\n", "data.csv:1: field 1 is `?`"),
            ("1,NaN,0\n", "data.csv:1: field 2 is `NaN`"),
            ("1,inf,0\n", "data.csv:1: field 2 is `inf`"),
            (
                "1,\u{1b}[2J,0\n1,2,1\n1,\u{1b}[2J,0\n",
                "data.csv:3: field 2 is `",
            ),
            (
                "1,2,0\n1,2,3,0\n",
                "data.csv:2: 4 fields, but the lines above have 3",
            ),
            ("7\n8\n", "data.csv:1: a line needs numbers"),
            (
                "1,2,\n",
                "data.csv:1: the class, which is the last field, is empty",
            ),
            (
                "1,2,yes\n3,4,yes\n",
                "data.csv: every row has the class `yes`",
            ),
            (
                &classes.concat(),
                "data.csv:257: the last field has more than 256",
            ),
            (
                &wide,
                "data.csv: 9000 numbers in a row and 2 classes are too many",
            ),
        ] {
            let said = refusal(source);
            assert!(said.contains(problem), "{said}");
            assert!(!said.contains('\u{1b}'), "{said}");
        }
        assert!(refusal(b"1,2,0\n1,\xff,1\n").contains("data.csv:2: this line is not UTF-8"));
        let many = refusal("1,x,0\n".repeat(40).replacen('x', "1", 1));
        assert_eq!(many.lines().count(), MOST_PROBLEMS);
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_table_or_a_problem(
            source in prop::collection::vec(prop_oneof![Just(b','), Just(b'\n'), Just(b'1'), Just(b'"'), any::<u8>()], 0..200),
        ) {
            match read("data.csv", &source) {
                Ok(table) => {
                    for row in 0..table.set.len() {
                        let (features, class) = table.set.row(row);
                        prop_assert!(features.iter().all(|value| (0.0..=1.0).contains(value)));
                        prop_assert!(class < table.classes.len());
                    }
                }
                Err(said) => prop_assert!(said.starts_with("data.csv")),
            }
        }
    }
}

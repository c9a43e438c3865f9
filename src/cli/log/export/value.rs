//! The values of a row as text.

use std::io::{self, Write};

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::log::table::{Column, Names, Response, Row};

/// What a row has in a column.
#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Nothing,
    Text(&'a str),
    Moment(String),
    Integer(u64),
    Long(i64),
    Double(f64),
    Doubles(&'a [f64]),
    Texts(Vec<&'a str>),
}

struct JsonRow<'a>(&'a Row<'a>, &'a Names);

/// What the value of `column` is in `row`, whose numbers are into `names`.
fn value<'a>(column: Column, row: &Row<'a>, names: &'a Names) -> Value<'a> {
    let (who, slot, choice) = (&row.who, &row.slot, &row.choice);
    let followed = |value: fn(&crate::log::table::Followed) -> Value<'a>| {
        row.followed.as_ref().map_or(Value::Nothing, value)
    };
    match column {
        Column::Cell => Value::Text(names.cells.name(who.cell)),
        Column::Profile => Value::Text(names.profiles.name(who.profile)),
        Column::Session => Value::Integer(who.session),
        Column::Visit => Value::Integer(who.visit.into()),
        Column::At => Value::Moment(row.at.rfc3339()),
        Column::Hour => Value::Integer(row.moment.hour.into()),
        Column::Weekday => Value::Integer(row.moment.weekday.into()),
        Column::Device => Value::Text(row.moment.device.as_str()),
        Column::Canvas => Value::Text(slot.canvas.as_str()),
        Column::SlotRow => Value::Integer(slot.row.into()),
        Column::SlotColumn => Value::Integer(slot.column.into()),
        Column::Policy => Value::Text(names.policies.name(choice.policy)),
        Column::ModelVersion => Value::Integer(choice.model_version),
        Column::Title => Value::Text(names.titles.name(choice.title)),
        Column::Arms => {
            let set = names.action_sets.get(choice.arms);
            let artwork = set.map_or(&[][..], |set| &set.artwork);
            Value::Texts(artwork.iter().map(|it| names.artwork.name(*it)).collect())
        }
        Column::Artwork => Value::Text(names.artwork_of(choice.arms, choice.chosen)),
        Column::Chosen => Value::Integer(choice.chosen.into()),
        Column::Propensity => Value::Double(choice.propensity()),
        Column::Probabilities => Value::Doubles(choice.probabilities),
        Column::Features => Value::Doubles(choice.features),
        Column::Outcome => {
            let response = Response::from(row.followed.map(|it| it.outcome));
            response.word().map_or(Value::Nothing, Value::Text)
        }
        Column::Fraction => match row.followed.map(|it| it.outcome) {
            Some(crate::log::Outcome::Played { fraction }) => Value::Double(fraction),
            _ => Value::Nothing,
        },
        Column::After => followed(|it| Value::Long(it.after)),
        Column::Reward => followed(|it| Value::Double(it.reward)),
        Column::Weight => followed(|it| Value::Double(it.weight)),
    }
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Column::ALL.len()))?;
        for column in Column::ALL {
            map.serialize_entry(column.name(), &value(column, self.0, self.1))?;
        }
        map.end()
    }
}

/// Writes `row` as a JSON object with a newline.
pub(super) fn json_line(row: &Row<'_>, names: &Names, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &JsonRow(row, names))?;
    out.write_all(b"\n")
}

/// Writes the names of the columns.
pub(super) fn csv_head(out: &mut impl Write) -> io::Result<()> {
    let names = Column::ALL.map(Column::name);
    write!(out, "{}\r\n", names.join(","))
}

/// Writes `row` as a line of CSV. Lists are joined by a space.
pub(super) fn csv_line(row: &Row<'_>, names: &Names, out: &mut impl Write) -> io::Result<()> {
    for (place, column) in Column::ALL.into_iter().enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        match value(column, row, names) {
            Value::Nothing => {}
            Value::Text(text) => csv_text(text, out)?,
            Value::Moment(text) => out.write_all(text.as_bytes())?,
            Value::Integer(number) => write!(out, "{number}")?,
            Value::Long(number) => write!(out, "{number}")?,
            Value::Double(number) => write!(out, "{number:?}")?,
            Value::Doubles(numbers) => {
                for (place, number) in numbers.iter().enumerate() {
                    let space = if place > 0 { " " } else { "" };
                    write!(out, "{space}{number:?}")?;
                }
            }
            Value::Texts(_) => {
                let set = names.action_sets.get(row.choice.arms);
                csv_text(set.map_or("", |set| &set.joined), out)?;
            }
        }
    }
    out.write_all(b"\r\n")
}

/// Writes text so that no spreadsheet takes it for a formula: an apostrophe goes before what would
/// begin one.
fn csv_text(text: &str, out: &mut impl Write) -> io::Result<()> {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    let apostrophe = if is_formula { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) || text != text.trim() {
        let text = text.replace('"', "\"\"");
        write!(out, "\"{apostrophe}{text}\"")
    } else {
        write!(out, "{apostrophe}{text}")
    }
}

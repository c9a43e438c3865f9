//! `keyart experiment assign`: which cell members are in.

use std::io::{self, BufRead, Read, Write};

use clap::Args;
use serde_json::json;

use crate::{
    cli::Failure,
    experiment::{Assignment, Cell},
    text::{Text, excerpt},
};

/// Options of `keyart experiment assign`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AssignOptions {
    /// Tells the experiment from others, such as its name; not empty, without a colon.
    #[arg(long, value_name = "SALT")]
    salt: String,
    /// The cells' names; their order does not matter.
    #[arg(
        long,
        required = true,
        value_delimiter = ',',
        value_name = "CELL,CELL.."
    )]
    cells: Vec<String>,
    /// How many members each cell gets for those that the others get; without it as many.
    #[arg(long, value_delimiter = ',', value_name = "WEIGHT,..")]
    weights: Vec<f64>,
    /// Members to assign; `-` reads them from standard input, one a line.
    #[arg(required = true, value_name = "UNIT")]
    units: Vec<String>,
    /// Units are the numbers of simulated members, which are assigned by another hash.
    #[arg(long)]
    numbered: bool,
    /// Print a JSON object on each line.
    #[arg(long)]
    json: bool,
}

/// No name of a member is longer, in bytes.
const LONGEST: u64 = 65_536;

/// Prints each unit with its cell.
///
/// # Errors
/// [`Failure::Input`] for cells, weights or units that are wrong, [`Failure::Storage`] if reading
/// or printing fails.
pub(super) fn run(arguments: &AssignOptions, out: &mut dyn Write) -> Result<(), Failure> {
    let assignment = assignment(arguments)?;
    let out = &mut io::BufWriter::new(out);
    for unit in &arguments.units {
        if unit == "-" {
            assign_lines(arguments, &assignment, io::stdin().lock(), out)?;
        } else {
            print(arguments, &assignment, unit, out)?;
        }
    }
    Ok(out.flush()?)
}

fn assignment(arguments: &AssignOptions) -> Result<Assignment, Failure> {
    let AssignOptions { cells, weights, .. } = arguments;
    if !weights.is_empty() && weights.len() != cells.len() {
        return Err(Failure::Input(format!(
            "experiment assign: {} cells have {} weights; give one for each",
            cells.len(),
            weights.len()
        )));
    }
    let cell = |(place, name): (usize, &String)| Cell {
        name: Text::new(name),
        weight: weights.get(place).copied().unwrap_or(1.0),
    };
    let cells = cells.iter().enumerate().map(cell).collect();
    Assignment::new(&arguments.salt, cells)
        .map_err(|error| Failure::Input(format!("experiment assign: {error}")))
}

/// Assigns the units that stand on the lines of `input`; empty lines are none.
fn assign_lines(
    arguments: &AssignOptions,
    assignment: &Assignment,
    mut input: impl BufRead,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let refused = |line: usize, what: &str| {
        Failure::Input(format!(
            "experiment assign: standard input, line {line}: {what}"
        ))
    };
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        (&mut input).take(LONGEST).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            break;
        }
        if bytes.len() as u64 == LONGEST && !bytes.ends_with(b"\n") {
            return Err(refused(
                line,
                "longer than 65,535 bytes; give one unit a line",
            ));
        }
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| refused(line, "not UTF-8; save the list as UTF-8"))?;
        let unit = text.trim_end_matches(['\n', '\r']);
        if !unit.is_empty() {
            print(arguments, assignment, unit, out)?;
        }
    }
    Ok(())
}

fn print(
    arguments: &AssignOptions,
    assignment: &Assignment,
    unit: &str,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let place = if arguments.numbered {
        let number = unit.parse().map_err(|_| {
            let unit = excerpt(unit, 40);
            Failure::Input(format!(
                "experiment assign: `{unit}` is not the number of a member; leave --numbered out \
                 to assign names"
            ))
        })?;
        assignment.cell_of_number(number)
    } else {
        assignment.cell_of(unit)
    };
    let cell = &assignment.cells()[place].name;
    let unit = Text::new(unit);
    if arguments.json {
        let value = json!({ "unit": unit.as_str(), "cell": cell.as_str() });
        return Ok(writeln!(out, "{value}")?);
    }
    Ok(writeln!(out, "{unit}\t{cell}")?)
}

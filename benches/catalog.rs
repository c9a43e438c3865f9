//! How long a catalog of 10,000 titles takes to open, as a multiple of parsing its TOML alone.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and prints what it measured"
)]

use std::{fmt::Write, hint::black_box, time::Instant};

use keyart::catalog::{Catalog, Root};

const TITLES: usize = 10_000;
const ARTWORKS: usize = 6;
const RUNS: usize = 5;

fn source() -> String {
    let mut source = String::from("schema = 1\n");
    for title in 0..TITLES {
        let _ = write!(
            source,
            r#"
[[title]]
id = "title-{title}"
name = "Title Number {title}"
year = {year}
runtime = 112
maturity = "13+"
genres = ["romance", "thriller"]
cast = ["Mara Quist", "Ilya Sand"]
keywords = ["port", "rain", "ferry"]
synopsis = "Two strangers share a night ferry, and in the morning only one of them remembers it."
popularity = 0.8
default_artwork = "variant-0"
"#,
            year = 1930 + title % 95
        );
        for artwork in 0..ARTWORKS {
            let _ = write!(
                source,
                r#"
[[title.artwork]]
id = "variant-{artwork}"
file = "artwork/title-{title}/variant-{artwork}.jpg"
lineage = "still-{artwork}"
canvases = ["tile", "billboard", "detail"]
genres = {{ romance = 0.9, thriller = 0.2 }}
themes = {{ love = 0.9, city = 0.3, rain = 0.4 }}
cast = ["Mara Quist", "Ilya Sand"]
shot = "medium"
tone = "warm"
focal = [0.5, 0.45]
"#
            );
        }
    }
    source
}

/// The shortest of some runs, in milliseconds.
fn shortest<T>(mut work: impl FnMut() -> T) -> f64 {
    let run = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1000.0
    };
    (0..RUNS).map(run).fold(f64::INFINITY, f64::min)
}

fn main() {
    let source = source();
    let parsed = Catalog::parse(&source, "catalog.toml", Root::Embedded);
    assert_eq!(parsed.1, []);
    assert_eq!(parsed.0.map(|catalog| catalog.titles().len()), Some(TITLES));

    let toml = shortest(|| source.parse::<toml::Table>());
    let full = shortest(|| Catalog::parse(&source, "catalog.toml", Root::Embedded));
    println!(
        "{TITLES} titles with {ARTWORKS} artworks each, {} bytes",
        source.len()
    );
    println!("TOML alone: {toml:.0} ms");
    println!("catalog:    {full:.0} ms");
    println!("ratio:      {:.2} (at most 5)", full / toml);
}

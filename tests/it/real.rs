//! The program in real terminals, photographed before and after whatever could leave something
//! behind. Needs `termshot`, which lies beside the project where its makers work; `.ci/run` runs
//! these tests there.

use std::{
    collections::HashSet,
    env,
    path::{Path, PathBuf},
    process::Command,
};

use image::{Rgb, RgbImage};

use crate::sandbox::{KEYART, Sandbox};

/// Where the program that photographs terminals is, unless a variable says so.
const TERMSHOT: &str = "../shared/tools/termshot";

fn termshot() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join(TERMSHOT);
    env::var_os("KEYART_TERMSHOT").map_or(beside, PathBuf::from)
}

/// Whether `terminal` is installed now.
fn is_installed(terminal: &str) -> bool {
    let run = Command::new(termshot())
        .args(["install", terminal])
        .output();
    run.unwrap().status.success()
}

/// The pictures that `steps` take of the program in `terminal`: each `shot` is one.
fn photograph(terminal: &str, steps: &str) -> Vec<RgbImage> {
    let sandbox = Sandbox::new();
    let mut shots = Vec::new();
    let words: Vec<String> = steps
        .split_whitespace()
        .map(|word| match word {
            "shot" => {
                let path = sandbox.path(&format!("{}.png", shots.len()));
                let step = format!("shot:{}", path.display());
                shots.push(path);
                step
            }
            word => word.to_owned(),
        })
        .collect();
    let mut command = Command::new(termshot());
    command
        .args(["-t", terminal, "-s", "120x36", "-k", &words.join(" ")])
        .arg("-o")
        .arg(sandbox.path("last.png"))
        .args(["--", KEYART, "--profile", "Romy", "--policy", "fixed"])
        .args(["--reduced-motion", "--data-dir"])
        .arg(sandbox.path("data"));
    let run = command.output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{terminal}: {said}");
    let open = |path: &PathBuf| image::open(path).unwrap().into_rgb8();
    shots.iter().map(open).collect()
}

fn colours(image: &RgbImage) -> usize {
    image.pixels().collect::<HashSet<&Rgb<u8>>>().len()
}

/// How many pixels xterm draws otherwise where it happens to draw a line of letters in two pieces.
const LETTERS: usize = 8;

/// How much a channel may differ: the edges of letters and blocks are mixed with what is beside
/// them, and rounded.
const ROUNDING: u8 = 2;

/// How many pixels differ below the first line, which counts what was learnt; all, if the sizes
/// differ.
fn differing(a: &RgbImage, b: &RgbImage) -> usize {
    if a.dimensions() != b.dimensions() {
        return a.pixels().len();
    }
    let first = (a.height() / 36 * a.width()) as usize;
    let differs = |(a, b): &(&Rgb<u8>, &Rgb<u8>)| {
        let mut channels = a.0.iter().zip(b.0);
        channels.any(|(a, b)| a.abs_diff(b) > ROUNDING)
    };
    a.pixels()
        .zip(b.pixels())
        .skip(first)
        .filter(differs)
        .count()
}

/// Checks that nothing leaves anything behind in `terminal`, except for so many pixels.
fn leaves_nothing_behind(terminal: &str, can_resize: bool, tolerated: usize) {
    // Some windows are a pixel larger before they are resized for the first time.
    let resizing = if can_resize {
        "resize:100x30 settle resize:120x36 wait:1"
    } else {
        ""
    };
    let steps = format!(
        "settle {resizing} settle shot question settle shot Escape settle shot w settle Escape settle shot \
         {resizing} settle shot 2 settle shot 1 settle shot j settle k settle shot q settle shot"
    );
    let shots = photograph(terminal, &steps);
    let [page, help, rest @ .., gone] = &shots[..] else {
        panic!("{} pictures", shots.len())
    };
    assert!(colours(page) > 1_000, "{terminal}: no pictures");
    assert!(differing(page, help) > 10_000, "{terminal}: no help");
    let [
        after_help,
        after_why,
        after_resize,
        other,
        back,
        after_moves,
    ] = rest
    else {
        panic!("{} pictures", rest.len())
    };
    assert!(
        differing(page, other) > 1_000,
        "{terminal}: no other profile"
    );
    for (what, shot) in [
        ("help", after_help),
        ("an explanation", after_why),
        ("a resize", after_resize),
        ("another profile", back),
        ("moving about", after_moves),
    ] {
        let left = differing(page, shot);
        assert!(left <= tolerated, "{terminal}: {left} pixels after {what}");
    }
    assert!(colours(gone) < 400, "{terminal}: pixels after the end");
}

#[test]
#[ignore = "needs real terminals"]
fn xterm_with_sixels_is_left_clean() {
    leaves_nothing_behind("sixel", true, LETTERS);
}

#[test]
#[ignore = "needs real terminals"]
fn xterm_without_pixels_is_left_clean() {
    leaves_nothing_behind("plain", true, LETTERS);
}

/// The same where the terminal can be installed.
fn leaves_nothing_behind_if_installed(terminal: &str, can_resize: bool, tolerated: usize) {
    if is_installed(terminal) {
        leaves_nothing_behind(terminal, can_resize, tolerated);
    }
}

#[test]
#[ignore = "needs real terminals"]
fn kitty_is_left_clean() {
    leaves_nothing_behind_if_installed("kitty", true, 0);
}

#[test]
#[ignore = "needs real terminals"]
fn foot_is_left_clean() {
    leaves_nothing_behind_if_installed("foot", false, 0);
}

/// It mixes the edges of letters and lines with what was there each time it draws them.
#[test]
#[ignore = "needs real terminals"]
fn mlterm_is_left_clean() {
    leaves_nothing_behind_if_installed("mlterm", false, 600);
}

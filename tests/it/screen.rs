//! Pictures of screens, made by the program without a terminal.

use std::{collections::HashSet, fs, num::NonZero, path::Path};

use image::{RgbImage, imageops};
use serde_json::Value;

use crate::sandbox::{Run, Sandbox, assert_plain, catalog};

const AT: [&str; 2] = ["--at", "2026-01-05T20:30"];

/// `keyart screen` at a fixed moment with the arguments in `line`, which are parted by blanks;
/// and with `keys`.
fn screen(home: &Sandbox, line: &str, keys: &str) -> Run {
    let mut arguments = vec!["screen"];
    arguments.extend(AT);
    arguments.extend(line.split_whitespace());
    if !keys.is_empty() {
        arguments.extend(["--keys", keys]);
    }
    home.run(arguments)
}

/// The same where it must succeed: what it prints.
fn text(line: &str, keys: &str) -> String {
    let home = Sandbox::new();
    let run = screen(&home, line, keys);
    assert_eq!((run.code, &*run.errors), (Some(0), ""), "{}", run.output);
    assert_eq!(home.files(), [] as [std::path::PathBuf; 0]);
    run.output
}

/// The same as a file.
fn file(line: &str, keys: &str, name: &str) -> Vec<u8> {
    let home = Sandbox::new();
    let path = home.path(name);
    let run = screen(&home, &format!("{line} --out {}", path.display()), keys);
    assert_eq!((run.code, &*run.errors, &*run.output), (Some(0), "", ""));
    assert_eq!(
        home.files(),
        std::slice::from_ref(&path),
        "nothing else is written"
    );
    fs::read(path).unwrap()
}

fn picture(line: &str, keys: &str) -> RgbImage {
    let png = file(line, keys, "screen.png");
    image::load_from_memory(&png).unwrap().into_rgb8()
}

#[test]
fn the_screens_of_the_demo_look_like_their_pictures() {
    for (name, line, keys) in [
        ("gate", "", ""),
        ("browse", "--profile Romy", ""),
        ("detail", "--profile Cole", "Down Right Enter"),
        ("why", "--profile Romy", "w"),
        ("search", "--profile Axel", "/ type:the_l"),
    ] {
        let text = text(&format!("--size 80x24 {line}"), keys);
        assert_plain(&text);
        assert_eq!(text.lines().count(), 24);
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn an_explanation_says_how_many_candidates_have_no_room() {
    for size in ["60x20", "80x24", "100x30", "200x60"] {
        let text = text(&format!("--size {size} --profile Cole"), "w");
        let panel = text.split("What could have been chosen").nth(1).unwrap();
        let listed = panel.matches("○ ").count() + panel.matches("● ensemble").count();
        let more = panel.split("and ").nth(1);
        let more = more.and_then(|it| it.split_once(" more, together"));
        let more: usize = more.map_or(0, |(count, _)| count.parse().unwrap());
        assert_eq!(listed + more, 16, "{text}");
        assert!(panel.contains("● ensemble"), "the chosen one is in sight");
        assert!(text.contains("What made up its score") && text.contains("would lead"));
    }
}

#[test]
fn a_picture_has_ten_by_twenty_pixels_for_each_cell() {
    for (line, size) in [
        ("--size 80x24", (800, 480)),
        ("--size 60x20 --scale 2", (1200, 800)),
        ("--size 1x1", (10, 20)),
    ] {
        let picture = picture(line, "");
        assert_eq!(picture.dimensions(), size, "{line}");
    }
}

/// The place of `word` in `text`: column and row.
fn place(text: &str, word: &str) -> (u32, u32) {
    let mut rows = text.lines().enumerate();
    let found = rows.find_map(|(row, line)| {
        let column = line[..line.find(word)?].chars().count();
        Some((column as u32, row as u32))
    });
    found.unwrap_or_else(|| panic!("no {word} in\n{text}"))
}

/// The mean difference of two pictures of one size, in steps of a channel.
fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let pairs = a.as_raw().iter().zip(b.as_raw());
    let sum: f64 = pairs.map(|(a, b)| f64::from(a.abs_diff(*b))).sum();
    sum / a.as_raw().len() as f64
}

#[test]
fn a_tile_shows_the_artwork_that_was_selected() {
    let line = "--profile Romy --size 80x24";
    let text = text(line, "");
    let (left, label) = place(&text, "The Glass Garden");
    let (next, _) = place(&text, "Too Much Paprika");
    let (_, heading) = place(&text, "Continue watching");
    let (x, y) = (10 * left, 20 * (heading + 1));
    let (width, height) = (10 * (next - left - 2), 20 * label - y);
    let screen = picture(line, "");
    let tile = imageops::crop_imm(&screen, x, y, width, height).to_image();

    let options = ["--profile", "Romy", "--title", "The Glass Garden", "--json"];
    let home = Sandbox::new();
    let selected = home.print(["select"].into_iter().chain(AT).chain(options));
    let selected: Value = serde_json::from_str(&selected).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let selected = root.join(selected["file"].as_str().unwrap());
    let mut others = Vec::new();
    for entry in fs::read_dir(selected.parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        let whole = image::open(&path).unwrap().into_rgb8();
        let small = imageops::resize(&whole, width, height, imageops::FilterType::Triangle);
        let difference = difference(&tile, &small);
        if path == selected {
            assert!(difference < 5.0, "{difference} from {}", path.display());
        } else {
            others.push(difference);
        }
    }
    assert!(others.len() > 5);
    assert!(others.iter().all(|other| *other > 15.0), "{others:?}");
}

#[test]
fn a_picture_is_covered_by_what_lies_over_it_and_shows_the_rest() {
    let line = "--profile Romy --size 120x44";
    let text = text(line, "w");
    let (edge, top) = place(&text, "╭");
    let (page, panel) = (picture(line, ""), picture(line, "w"));
    let (column, _) = place(&text, "Too Much");
    assert!(
        (column..column + 27).contains(&edge),
        "the panel cuts a tile"
    );
    // Beside the panel, as far as the tiles go, nothing has changed.
    let (_, heading) = place(&text, "Continue watching");
    let tiles = (10 * (edge - 1), 20 * 6);
    let part = |of: &RgbImage, x, width| {
        imageops::crop_imm(of, x, 20 * (heading + 1), width, tiles.1).to_image()
    };
    assert_eq!(part(&page, 0, tiles.0), part(&panel, 0, tiles.0));
    // The last row above the lower edge is blank, where tiles were.
    let bottom = 20 * (place(&text, "╰").1 - 1) + 10;
    assert!(bottom > 20 * top);
    let colours = |of: &RgbImage| -> HashSet<[u8; 3]> {
        let row = 10 * (edge + 1)..1190;
        row.map(|x| of.get_pixel(x, bottom).0).collect()
    };
    assert_eq!(colours(&panel).len(), 1);
    assert!(colours(&page).len() > 20);
}

#[test]
fn escapes_only_colour_what_the_text_says() {
    for line in [
        "--profile Romy --size 80x24 --protocol half",
        "--size 80x24 --protocol quad --theme light",
        "--size 60x20 --profile Kit --protocol ascii",
    ] {
        let ansi = String::from_utf8(file(line, "Down", "screen.ans")).unwrap();
        let plain = String::from_utf8(file(line, "Down", "screen.txt")).unwrap();
        assert_eq!(plain, text(line, "Down"));
        let side = |cells| NonZero::new(cells).unwrap();
        let mut terminal = vt100::Parser::new(side(40), side(120), 0);
        terminal.process(ansi.replace('\n', "\r\n").as_bytes());
        let screen = terminal.screen();
        let rows: Vec<String> = screen.rows(0, 120).collect();
        let lines: Vec<&str> = plain.lines().collect();
        let shown = rows.iter().map(|row| row.trim_end());
        assert_eq!(shown.take(lines.len()).collect::<Vec<_>>(), lines, "{line}");
        for line in ansi.lines() {
            assert!(line.ends_with("\x1b[0m"), "{line:?}");
        }
        assert_eq!(screen.bgcolor(), vt100::Color::Default);
    }
}

#[test]
fn pictures_become_what_the_protocol_says() {
    let ansi = file("--size 80x24 --profile Romy", "", "screen.ans");
    let quadrants = String::from_utf8(ansi).unwrap();
    assert!(quadrants.contains('▞') && quadrants.contains('▛'));
    let line = "--profile Romy --size 80x24";
    let fine = picture(line, "");
    let coarse = picture(&format!("{line} --protocol quad"), "");
    let far = difference(&fine, &coarse);
    assert!((1.0..20.0).contains(&far), "{far}");
    assert_eq!(fine, picture(&format!("{line} --protocol sixel"), ""));
    let none = text(&format!("{line} --protocol off"), "");
    assert!(none.contains("Crown of Ash") && !none.contains("%%%"));
}

#[test]
fn the_same_command_makes_the_same_bytes_and_another_seed_may_not() {
    let line = "--size 80x24 --profile Romy --seed 3 --policy uniform";
    let keys = "Down Right r w Esc Down*3";
    let first = file(line, keys, "screen.png");
    assert_eq!(first, file(line, keys, "screen.png"));
    let other = file(&line.replace("seed 3", "seed 4"), keys, "screen.png");
    assert_ne!(first, other);
}

#[test]
fn keys_are_pressed_and_time_passes() {
    let line = "--profile Romy --size 80x24 --protocol off";
    assert!(text(line, "?").contains("On the page (here)"));
    assert!(text(line, "/ type:zzz").contains("zzz"));
    assert!(text("--size 80x24", "Right Enter").contains("2 Cole"));
    let toast = text(line, "m");
    let later = text(line, "m wait:5s");
    let note = toast
        .lines()
        .find(|line| line.contains("your list") && !later.contains(line));
    assert!(note.is_some(), "{toast}");
    let playing = |wait: &str| text(line, &format!("Down Enter Enter {wait}"));
    assert_ne!(playing("wait:500ms"), playing("wait:1500ms"));
    assert!(playing("wait:1m").contains("The Glass Garden"));
    assert!(text(line, "z").contains("z does nothing here"));
}

#[test]
fn what_cannot_be_done_is_refused_and_nothing_is_written() {
    let home = Sandbox::new();
    for (line, keys, parts) in [
        ("", "Down Dwon", vec!["`Dwon` is no key", "Down*3"]),
        ("", "Down q w", vec!["key 2 (`q`)", "ends the program"]),
        ("", "wait:1s Ctrl-C", vec!["key 2", "ends the program"]),
        ("--size 80", "", vec!["at most 500x200"]),
        ("--size 0x24", "", vec!["0x24", "at most 500x200"]),
        ("--size 501x24", "", vec!["501x24"]),
        ("--size axb", "", vec!["axb"]),
        ("--scale 5", "", vec!["5", "1..=4"]),
        (
            "--size 500x200 --scale 4 --out HOME/a.png",
            "",
            vec!["too large", "--scale"],
        ),
        ("--out HOME/a.gif", "", vec![".png, .txt or .ans"]),
        ("--out HOME/png", "", vec![".png, .txt or .ans"]),
        ("--profile Rony", "", vec!["Rony", "did you mean `Romy`"]),
        ("--protocol kitty", "", vec!["text has no pixels", "quad"]),
        ("--at tomorrow", "", vec!["--at"]),
    ] {
        let line = line.replace("HOME", home.path("").to_str().unwrap());
        let run = screen(&home, &line, keys);
        run.refused(&parts);
        assert_eq!(run.output, "", "{line}");
    }
    let run = screen(
        &home,
        &format!("--out {}", home.path("no/a.png").display()),
        "",
    );
    assert_eq!(run.code, Some(74), "{run:?}");
    assert!(run.errors.contains("a.png"));
    assert_eq!(home.files(), [] as [std::path::PathBuf; 0]);
}

#[test]
fn a_file_is_replaced_and_a_name_without_ending_needs_a_format() {
    let home = Sandbox::new();
    let path = home.write("old.TXT", "old");
    let run = screen(&home, &format!("--out {}", path.display()), "");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .contains("Who's watching?")
    );
    let bare = home.path("bare");
    screen(&home, &format!("--format png --out {}", bare.display()), "");
    let png = fs::read(bare).unwrap();
    assert_eq!(image::guess_format(&png).unwrap(), image::ImageFormat::Png);
}

#[test]
fn a_picture_that_cannot_be_shown_gives_way_as_it_does_in_a_terminal() {
    let home = Sandbox::new();
    let file = home.write("catalog.toml", catalog(&["Broken", "日本語"]));
    let picture = RgbImage::from_pixel(64, 36, image::Rgb([200, 30, 30]));
    picture.save(home.path("second.png")).unwrap();
    home.write("first.png", "no picture");
    let line = format!("--catalog {} --size 80x24", file.display());
    let text = screen(&home, &line, "1 wait:10s");
    assert_eq!(text.code, Some(0), "{text:?}");
    assert!(text.output.contains("Broken") && text.output.contains("日本語"));
    assert_plain(&text.output);
    let png = home.path("screen.png");
    let run = screen(&home, &format!("{line} --out {}", png.display()), "1");
    assert_eq!(run.code, Some(0), "{run:?}");
    let shown = image::open(png).unwrap().into_rgb8();
    let red = shown
        .pixels()
        .filter(|pixel| **pixel == image::Rgb([200, 30, 30]));
    assert!(red.count() > 10_000, "the other picture is shown");
}

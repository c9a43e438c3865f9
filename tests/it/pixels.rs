//! The program in terminals that show pixels: what is sent, and how often.

use rustix::process::Signal;

use crate::{
    pty::{Manner, Terminal},
    sandbox::Sandbox,
};

/// What begins a picture in each way of sending one.
const BEGINNINGS: [(Manner, &str); 3] = [
    (Manner::Kitty, "\x1b_Ga=T"),
    (Manner::Foot, "\x1bP"),
    (Manner::Wezterm, "\x1b]1337;"),
];

/// The program on Romy's page, with all of its pictures.
fn on_a_page(sandbox: &Sandbox, manner: Manner) -> Terminal {
    let mut terminal = Terminal::start(sandbox, manner, &["--profile", "Romy"]);
    terminal.shows("/ search");
    terminal.settle();
    terminal
}

/// How often `what` is written from now until the screen is as `keys` make it.
fn count(terminal: &mut Terminal, keys: &str, what: &str) -> usize {
    let before = terminal.stream.len();
    terminal.type_keys(keys);
    terminal.settle();
    let written = &terminal.stream[before..];
    let windows = written.windows(what.len());
    windows.filter(|it| *it == what.as_bytes()).count()
}

#[test]
fn a_page_is_sent_once_and_what_was_covered_once_more() {
    for (manner, beginning) in BEGINNINGS {
        let sandbox = Sandbox::new();
        let mut terminal = on_a_page(&sandbox, manner);
        let sent = String::from_utf8_lossy(&terminal.stream);
        let sent = sent.matches(beginning).count();
        assert!((6..60).contains(&sent), "{manner:?}: {sent}");
        // The focus moves between tiles that are there already.
        assert_eq!(count(&mut terminal, "k", beginning), 0, "{manner:?}");
        count(&mut terminal, "?", beginning);
        let again = count(&mut terminal, "\x1b", beginning);
        let is_kept = manner == Manner::Kitty;
        assert_eq!(again == 0, is_kept, "{manner:?}: {again}");
        assert!(again <= sent, "{manner:?}: {again} of {sent}");
        terminal.type_keys("q");
        assert_eq!(terminal.end().code(), Some(0));
        terminal.is_given_back();
    }
}

#[test]
fn scrolling_moves_what_is_there_and_sends_only_what_is_new() {
    for (manner, beginning) in BEGINNINGS {
        let sandbox = Sandbox::new();
        let mut terminal = on_a_page(&sandbox, manner);
        // Rows go past until a step moves the page.
        let scroll = b"S\x1b[r";
        let mut before = terminal.stream.len();
        let mut sent = 0;
        for _ in 0..6 {
            before = terminal.stream.len();
            sent = count(&mut terminal, "j", beginning);
            if terminal.stream[before..]
                .windows(scroll.len())
                .any(|it| it == scroll)
            {
                break;
            }
        }
        let moved = &terminal.stream[before..];
        assert!(
            moved.windows(scroll.len()).any(|it| it == scroll),
            "{manner:?}"
        );
        // Two rows of tiles at most: the new one, and the one that was cut.
        assert!(sent <= 10, "{manner:?}: {sent}");
    }
}

#[test]
fn over_a_slow_link_characters_come_first_and_pixels_when_nothing_is_typed() {
    for (manner, beginning) in BEGINNINGS {
        let sandbox = Sandbox::new();
        let arguments = ["--profile", "Romy", "--link", "slow"];
        let mut terminal = Terminal::start(&sandbox, manner, &arguments);
        terminal.shows("/ search");
        terminal.settle();
        let stream = String::from_utf8_lossy(&terminal.stream).into_owned();
        let pixels = stream.find(beginning).expect("pixels come in the end");
        let characters = stream.find(['▘', '▝', '▀', '▖', '▌', '▞', '▛']);
        assert!(characters.is_some_and(|at| at < pixels), "{manner:?}");
        // What is there as pixels stays so.
        assert_eq!(count(&mut terminal, "l", beginning), 0, "{manner:?}");
    }
}

#[test]
fn stopping_gives_the_terminal_back_and_going_on_sends_the_pictures_again() {
    for keys in ["\x1a", ""] {
        let sandbox = Sandbox::new();
        let mut terminal = on_a_page(&sandbox, Manner::Kitty);
        let page = terminal.text();
        if keys.is_empty() {
            terminal.signal(Signal::TSTP);
        } else {
            terminal.type_keys(keys);
        }
        terminal.is_stopped();
        terminal.is_given_back();
        let stopped = terminal.stream.len();
        terminal.signal(Signal::CONT);
        terminal.shows("/ search");
        terminal.settle();
        assert_eq!(terminal.text(), page);
        assert!(terminal.screen().alternate_screen());
        let again = String::from_utf8_lossy(&terminal.stream[stopped..]).into_owned();
        assert!(again.matches("\x1b_Ga=T").count() > 5);
        assert_eq!(again.matches("\x1b[?1049h").count(), 1, "taken once");
        terminal.type_keys("q");
        assert_eq!(terminal.end().code(), Some(0));
        terminal.is_given_back();
    }
}

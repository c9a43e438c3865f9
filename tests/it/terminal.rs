//! The program in a terminal: what its keys do, and how it leaves.

use std::{collections::HashSet, env, fs};

use pty_process::blocking::Command;
use rustix::process::Signal;
use vt100::Screen;

use crate::{
    pty::{Manner, Terminal, eventually},
    sandbox::{Sandbox, catalog},
};

const GATE: &str = "Who's watching?";

/// The program at the gate.
fn at_the_gate(sandbox: &Sandbox) -> Terminal {
    let mut terminal = Terminal::start(sandbox, Manner::Xterm, &[]);
    terminal.shows(GATE);
    terminal
}

/// The program on Romy's page.
fn on_a_page(sandbox: &Sandbox) -> Terminal {
    let mut terminal = Terminal::start(sandbox, Manner::Xterm, &["--profile", "Romy"]);
    terminal.shows("/ search");
    terminal
}

#[test]
fn the_gate_leads_to_the_page_of_the_profile_that_is_chosen() {
    let sandbox = Sandbox::new();
    let mut terminal = at_the_gate(&sandbox);
    terminal.type_keys("\r");
    terminal.shows("keyart  1 Romy");
    terminal.type_keys("2");
    terminal.shows("keyart  2 Cole");
    terminal.type_keys("9");
    terminal.shows("There is no profile 9");
    terminal.type_keys("p");
    terminal.shows(GATE);
    terminal.type_keys("l\r");
    terminal.shows("keyart  3 Axel");
}

#[test]
fn arrows_and_letters_move_the_focus() {
    let sandbox = Sandbox::new();
    let mut terminal = on_a_page(&sandbox);
    let billboard = focus(terminal.screen());
    for (there, back) in [("j", "k"), ("\x1b[B", "\x1b[A"), ("\x1bOB", "\x1bOA")] {
        terminal.type_keys(there);
        terminal.wait("another focus", |screen| is_moved(screen, billboard));
        let first = focus(terminal.screen());
        terminal.type_keys("l");
        terminal.wait("the next tile", |screen| is_moved(screen, first));
        let second = focus(terminal.screen());
        terminal.type_keys("\x1b[D");
        terminal.wait("the first tile", |screen| focus(screen) == first);
        terminal.type_keys("\x1b[C");
        terminal.wait("the next tile", |screen| focus(screen) == second);
        terminal.type_keys("h");
        terminal.wait("the first tile", |screen| focus(screen) == first);
        terminal.type_keys(back);
        terminal.wait("the billboard", |screen| focus(screen) == billboard);
    }
}

/// Row and column of the upper left corner of the focus, if there is one.
fn focus(screen: &Screen) -> Option<(u16, u16)> {
    let (rows, columns) = screen.size();
    let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
    let mut corners = cells.filter(|(row, column)| {
        screen
            .cell(*row, *column)
            .is_some_and(|cell| cell.contents() == "▐")
    });
    corners.next()
}

fn is_moved(screen: &Screen, from: Option<(u16, u16)>) -> bool {
    focus(screen).is_some_and(|focus| Some(focus) != from)
}

#[test]
fn every_key_shows_what_it_promises() {
    let sandbox = Sandbox::new();
    let mut terminal = on_a_page(&sandbox);
    for (keys, shown) in [
        ("w", "Why this picture?"),
        ("?", "─ Keys ─"),
        ("/", "Search"),
        ("\r", "Artwork set"),
    ] {
        terminal.type_keys(keys);
        terminal.shows(shown);
        terminal.type_keys("\x1b");
        terminal.hides(shown);
    }
    terminal.type_keys("/paprika");
    terminal.shows("Too Much Paprika");
    terminal.shows("1 title");
    terminal.type_keys("\r");
    terminal.shows("Artwork set");
    terminal.type_keys("\r");
    terminal.shows("Esc stop");
    terminal.type_keys("\x1b");
    terminal.shows("Artwork set");
    terminal.type_keys("\x1b");
    terminal.shows("Search");
    terminal.type_keys("\x1b");
    terminal.shows("/ search");
    terminal.type_keys("r");
    terminal.shows("◆ reveal");
    terminal.type_keys("v");
    terminal.shows("2 Cole");
    terminal.type_keys("\x1b");
    terminal.hides("2 Cole");
    for step in [Terminal::hides, Terminal::shows] {
        // The billboard's title is on Romy's list at first.
        terminal.type_keys("m");
        step(&mut terminal, "✓ on my list");
    }
}

#[test]
fn a_page_follows_the_size_of_its_terminal() {
    let sandbox = Sandbox::new();
    let mut terminal = on_a_page(&sandbox);
    terminal.settle();
    let before = terminal.text();
    terminal.resize(80, 24);
    terminal.wait("the page", |screen| {
        let last = screen.rows(0, 80).last();
        last.is_some_and(|row| row.contains("Enter open"))
    });
    terminal.resize(50, 15);
    terminal.shows("50×15. Make it larger");
    terminal.resize(120, 36);
    terminal.wait("the page as it was", |screen| screen.contents() == before);
}

#[test]
fn the_terminal_is_given_back_on_every_way_out() {
    let ways: [fn(&mut Terminal); 6] = [
        |terminal| terminal.type_keys("q"),
        |terminal| terminal.type_keys("\x03"),
        |terminal| terminal.signal(Signal::TERM),
        |terminal| terminal.signal(Signal::HUP),
        |terminal| terminal.signal(Signal::INT),
        |terminal| {
            terminal.type_keys("/x");
            terminal.shows("Search");
            terminal.type_keys("\x03");
        },
    ];
    for way in ways {
        let sandbox = Sandbox::new();
        let mut terminal = on_a_page(&sandbox);
        assert!(terminal.screen().alternate_screen());
        way(&mut terminal);
        assert_eq!(terminal.end().code(), Some(0));
        terminal.is_given_back();
        let events = sandbox.print(["log", "tail", "--json", "-n", "1"]);
        assert!(events.contains("session_ended"), "{events}");
    }
}

#[test]
fn a_closed_window_ends_the_session_in_order() {
    let sandbox = Sandbox::new();
    for keys in ["", "jj", "\r\r"] {
        let mut terminal = on_a_page(&sandbox);
        terminal.type_keys(keys);
        terminal.hang_up();
        let code = terminal.end().code();
        assert!(matches!(code, Some(0 | 74)), "{code:?}");
        let events = sandbox.print(["log", "tail", "--json", "-n", "1"]);
        assert!(events.contains("session_ended"), "{events}");
    }
}

/// Names the pipe that the test below waits at.
const PANIC_AT: &str = "KEYART_TEST_PANIC_AT";

/// Not a test by itself: the program, with a thread that panics when it is told to.
#[test]
#[ignore = "the next test runs it in a terminal"]
fn a_program_that_panics() {
    let Some(pipe) = env::var_os(PANIC_AT) else {
        return;
    };
    std::thread::spawn(move || {
        let _ = fs::read(pipe);
        let _ = std::panic::catch_unwind(|| panic!("as it was told"));
        std::process::exit(101);
    });
    let _ = keyart::cli::run(["keyart".into()]);
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_reported() {
    let sandbox = Sandbox::new();
    let pipe = sandbox.pipe("pipe");
    let command = Command::new(env::current_exe().unwrap())
        .args([
            "terminal::a_program_that_panics",
            "--exact",
            "--ignored",
            "--nocapture",
        ])
        .env_clear()
        .envs(sandbox.variables())
        .env(PANIC_AT, &pipe);
    let mut terminal = Terminal::run(command, Manner::Xterm);
    terminal.shows(GATE);
    fs::write(pipe, "now").unwrap();
    assert_eq!(terminal.end().code(), Some(101));
    terminal.is_given_back();
    assert!(
        terminal.text().contains("as it was told"),
        "{}",
        terminal.text()
    );
}

#[test]
fn a_kill_loses_nothing_that_was_logged() {
    let sandbox = Sandbox::new();
    let keys = ["j", "k", "l", "h", "2", "1", "\r", "\x1b", "m", "+"];
    let mut random = 7_usize;
    for _ in 0..4 {
        let mut terminal = on_a_page(&sandbox);
        for _ in 0..6 {
            random = random.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
            terminal.type_keys(keys[random / 65_536 % keys.len()]);
        }
        let events = || sandbox.print(["log", "tail", "--json", "-n", "100000"]);
        // Storing takes its own time, on a thread of its own.
        let before = eventually(events, |it| it.contains("impression"));
        terminal.signal(Signal::KILL);
        assert_eq!(terminal.end().code(), None);
        let after = events();
        assert!(after.starts_with(&before), "{before}\n{after}");
        sandbox.print(["log", "stats"]);
    }
}

#[test]
fn a_terminal_that_answers_nothing_gets_a_page_and_its_first_key_counts() {
    let sandbox = Sandbox::new();
    let mut terminal = Terminal::start(&sandbox, Manner::Mute, &[]);
    terminal.type_keys("2");
    terminal.shows("keyart  2 Cole");
    terminal.type_keys("q");
    assert_eq!(terminal.end().code(), Some(0));
    terminal.is_given_back();
}

#[test]
fn answers_that_come_too_late_are_no_keys() {
    let sandbox = Sandbox::new();
    let mut terminal = Terminal::start(&sandbox, Manner::Mute, &[]);
    terminal.shows(GATE);
    terminal.settle();
    let before = terminal.text();
    terminal.type_keys(Manner::Kitty.answers());
    terminal.settle();
    assert_eq!(terminal.text(), before);
    terminal.type_keys("2");
    terminal.shows("keyart  2 Cole");
}

#[test]
fn a_profile_that_is_added_is_there_the_next_time() {
    let sandbox = Sandbox::new();
    let mut terminal = at_the_gate(&sandbox);
    terminal.type_keys("a");
    terminal.shows("Enter save");
    terminal.type_keys("Zo\u{e9} \u{1f680}\r");
    terminal.shows("Enter choose");
    terminal.type_keys("\r");
    terminal.shows("6 Zoé");
    terminal.type_keys("q");
    assert_eq!(terminal.end().code(), Some(0));
    assert!(sandbox.print(["profiles"]).contains("Zoé 🚀"));
    at_the_gate(&sandbox).shows("6 Zoé");
}

#[test]
fn what_is_played_is_logged_and_taught() {
    let sandbox = Sandbox::new();
    let mut terminal = on_a_page(&sandbox);
    terminal.shows("nothing learnt yet");
    terminal.type_keys("\r");
    terminal.shows("Artwork set");
    terminal.type_keys("\r");
    terminal.shows("Esc stop");
    terminal.shows("this counts as a quality play");
    terminal.type_keys("\r");
    terminal.shows("Artwork set");
    terminal.type_keys("q");
    assert_eq!(terminal.end().code(), Some(0));
    let stats: serde_json::Value =
        serde_json::from_str(&sandbox.print(["log", "stats", "--json"])).unwrap();
    assert_eq!(stats["total"]["quality_plays"], 1, "{stats}");
    assert_eq!(stats["total"]["pending"], 0);
    on_a_page(&sandbox).shows("learnt from");
}

/// The commands of the kitty graphics protocol in `stream`: keys and payload.
fn graphics(stream: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(stream).into_owned();
    let commands = text
        .split("\x1b_G")
        .skip(1)
        .map(|it| it.split_once("\x1b\\").unwrap().0);
    let parts = commands.map(|it| it.split_once(';').unwrap_or((it, "")));
    parts
        .map(|(keys, payload)| (keys.to_owned(), payload.to_owned()))
        .collect()
}

#[test]
fn each_picture_is_sent_once_and_deleted_at_the_end() {
    let sandbox = Sandbox::new();
    let mut terminal = Terminal::start(&sandbox, Manner::Kitty, &["--profile", "Romy"]);
    terminal.shows("/ search");
    terminal.settle();
    for keys in ["jjll", "hhkk", "w", "\x1b", "jjll", "hhkk"] {
        terminal.type_keys(keys);
        terminal.settle();
    }
    terminal.type_keys("q");
    assert_eq!(terminal.end().code(), Some(0));
    let mut sent = HashSet::new();
    let mut pictures = HashSet::new();
    let mut deleted = HashSet::new();
    let id = |keys: &str| {
        keys.split(',')
            .find_map(|it| it.strip_prefix("i="))
            .unwrap()
            .to_owned()
    };
    let mut payload = String::new();
    for (keys, part) in graphics(&terminal.stream) {
        if keys.starts_with("a=T") {
            assert!(sent.insert(id(&keys)), "{keys} twice");
            let size = keys
                .split(',')
                .filter(|it| it.starts_with("c=") || it.starts_with("r="));
            payload = size.collect();
        } else if keys.starts_with("a=d,d=I") {
            deleted.insert(id(&keys));
        }
        payload += &part;
        if keys.ends_with("m=0") {
            assert!(
                pictures.insert(payload.clone()),
                "the picture of {keys} twice"
            );
        }
    }
    assert!(sent.len() > 10, "{sent:?}");
    assert_eq!(sent, deleted);
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let sandbox = Sandbox::new();
    for manner in [Manner::Xterm, Manner::Kitty] {
        let mut terminal = Terminal::start(&sandbox, manner, &["--profile", "Romy"]);
        terminal.shows("/ search");
        terminal.settle();
        terminal.type_keys("h");
        let redraw = terminal.settle();
        assert!(redraw <= 30, "{redraw} bytes for a frame like the last");
        assert_eq!(terminal.settle(), 0);
    }
}

#[test]
fn names_of_any_script_and_length_keep_the_columns_straight() {
    let sandbox = Sandbox::new();
    let endless = "endless ".repeat(1_250);
    let names = [
        "霓虹港口的漫长夜晚与黎明",
        "👩‍🚀🚀 Space 🌌🪐",
        &endless,
        "प्रेम की कहानी",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ];
    let file = sandbox.write("films/catalog.toml", catalog(&names));
    let arguments = ["--catalog", file.to_str().unwrap(), "--profile", "Romy"];
    let mut terminal = Terminal::start(&sandbox, Manner::Xterm, &arguments);
    terminal.shows("/ search");
    terminal.settle();
    for keys in ["j", "l", "l", "l"] {
        terminal.type_keys(keys);
        terminal.settle();
        for edge in ["▐", "▌"] {
            let rows = terminal.screen().rows(0, 120).count() as u16;
            let cells = (0..rows).flat_map(|row| (0..120).map(move |column| (row, column)));
            let at = |(row, column): &(u16, u16)| {
                terminal.screen().cell(*row, *column).unwrap().contents() == edge
            };
            let columns: Vec<u16> = cells.filter(at).map(|(_, column)| column).collect();
            assert!(columns.len() > 3, "{}", terminal.text());
            assert!(
                columns.iter().all(|it| *it == columns[0]),
                "{}",
                terminal.text()
            );
        }
    }
}

#[test]
fn a_broken_picture_is_a_placeholder_and_a_note() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("films/catalog.toml", catalog(&["The Lost Reel"]));
    sandbox.write("films/first.png", b"\x89PNG\r\n\x1a\nbroken");
    sandbox.pipe("films/second.png");
    let arguments = ["--catalog", file.to_str().unwrap(), "--profile", "Romy"];
    for manner in [Manner::Xterm, Manner::Kitty] {
        let mut terminal = Terminal::start(&sandbox, manner, &arguments);
        terminal.shows("The Lost Reel");
        terminal.shows(".png");
        terminal.type_keys("\r");
        terminal.shows("Artwork set");
        terminal.type_keys("q");
        assert_eq!(terminal.end().code(), Some(0));
    }
}

#[test]
fn a_data_folder_that_cannot_be_made_is_said_before_the_screen_is_taken() {
    let sandbox = Sandbox::new();
    sandbox.write("share/keyart", "a file where the folder should be");
    let mut terminal = Terminal::start(&sandbox, Manner::Xterm, &[]);
    assert!(matches!(terminal.end().code(), Some(2 | 74)));
    terminal.is_given_back();
    let text = terminal.text();
    assert!(text.starts_with("keyart: "), "{text}");
    assert!(text.contains("share/keyart"), "{text}");
}

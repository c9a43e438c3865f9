//! What each terminal is judged by its answers to be able to do.

use super::{Capabilities, Environment, Evidence, Link, Replies, Tmux, Window};
use crate::artwork::{ColourDepth, Protocol, Transfer};

fn in_terminal(term: &str) -> Environment {
    Environment {
        term: term.to_owned(),
        ..Environment::default()
    }
}

fn judged(answers: &str, environment: &Environment, tmux: Option<&str>) -> Capabilities {
    let evidence = Evidence {
        replies: Replies::parse(answers.as_bytes()).0,
        environment: environment.clone(),
        window: Window {
            columns: 120,
            rows: 40,
            width: 960,
            height: 720,
        },
        tmux: tmux.and_then(Tmux::parse),
        ..Evidence::default()
    };
    Capabilities::judge(evidence, None)
}

const OK: &str = "\x1b_Gi=31;OK\x1b\\";

/// The protocol in a terminal that answers so to XTVERSION, DA1 and, if `kitty`, kitty.
fn verdict(version: &str, attributes: &str, kitty: bool) -> Protocol {
    let kitty = if kitty { OK } else { "" };
    let answers = format!("{kitty}\x1bP>|{version}\x1b\\\x1b[?{attributes}c");
    judged(&answers, &in_terminal("xterm-256color"), None).protocol
}

#[test]
fn each_brand_gets_what_works_in_it() {
    use Protocol::{Half, Iterm2, Kitty, Octant, Quadrant, Sextant, Sixel};
    for (version, attributes, kitty, expected) in [
        ("kitty(0.41.1)", "62", true, Kitty),
        ("kitty(0.28.0)", "62", true, Kitty),
        ("kitty(0.27.1)", "62", true, Sextant),
        ("kitty(0.19.0)", "62", true, Quadrant),
        ("kitty(0.41.1)", "62", false, Octant),
        ("ghostty 1.0.2-main+5cb2fa6f", "62;22", true, Kitty),
        (
            "WezTerm 20240203-110809-5046fc22",
            "65;4;6;18;22",
            true,
            Iterm2,
        ),
        ("iTerm2 3.5.10", "64;1;2;4", true, Iterm2),
        ("mintty 3.6.1", "64;1;2;4;6", false, Iterm2),
        ("Konsole 22.12.3", "62;1;4", true, Quadrant),
        ("foot(1.13.1)", "62;4;22", false, Sixel),
        ("foot(1.13.1)", "62;22", false, Sextant),
        ("foot(1.20.0)", "62;22", false, Octant),
        ("XTerm(379)", "63;1;2;4;6", false, Sixel),
        ("XTerm(379)", "64;1;2;6", false, Quadrant),
        ("XTerm(330)", "64;1;2;6", false, Half),
        ("mlterm(3.9.3)", "63;1;2;3;4", false, Sixel),
        ("contour 0.4.3.6442", "65;1;4;22", false, Sixel),
        ("contour 0.4.3.6442", "65;1;22", false, Sextant),
        ("VTE(7006)", "65;1;9", false, Sextant),
        ("VTE(7802)", "65;1;9", false, Octant),
        ("VTE(7600)", "65;1;4;9", false, Sixel),
        ("rio 0.2.9", "62;4;6;22", true, Sixel),
        ("Warp(v0.2025.03)", "62", true, Quadrant),
        ("xterm.js(5.6.0-beta.98)", "62;4;9;22", false, Sixel),
        ("xterm.js(5.6.0-beta.98)", "1;2", false, Quadrant),
        ("Zellij(0.44.0)", "62;4", true, Sixel),
        ("tmux 3.3a", "1;2", false, Half),
        ("something new 9", "62;4", true, Sixel),
        ("something new 9", "62", true, Half),
    ] {
        let found = verdict(version, attributes, kitty);
        assert_eq!(found, expected, "{version} {attributes}");
    }
}

#[test]
fn a_terminal_without_a_name_is_known_by_attributes_and_variables() {
    let plain = in_terminal("xterm-256color");
    let with = |change: fn(&mut Environment)| {
        let mut environment = plain.clone();
        change(&mut environment);
        environment
    };
    let vte = with(|it| it.vte = 7802);
    let konsole = with(|it| it.konsole = true);
    let windows = with(|it| it.windows_terminal = true);
    let iterm = with(|it| it.program = "iTerm2".to_owned());
    let code = with(|it| it.program = "vscode".to_owned());
    let alacritty = in_terminal("alacritty");
    for (answers, environment, expected) in [
        ("\x1b[?62;4c", &windows, Protocol::Sixel),
        ("\x1b[?61c", &windows, Protocol::Quadrant),
        ("\x1b[?65;1c", &vte, Protocol::Octant),
        ("\x1b[>65;7802;1c\x1b[?65;1c", &plain, Protocol::Octant),
        ("\x1b[>65;5202;1c\x1b[?65;1c", &plain, Protocol::Quadrant),
        ("\x1b[?62;4c", &konsole, Protocol::Quadrant),
        ("\x1b[?62;4c", &iterm, Protocol::Iterm2),
        ("\x1b[?1;2;4c", &code, Protocol::Sixel),
        ("\x1b[?6c\x1b[>0;1402;1c", &alacritty, Protocol::Sextant),
        ("\x1b[?6c\x1b[>0;1302;1c", &alacritty, Protocol::Quadrant),
        ("\x1b[?6c", &in_terminal("alacritty"), Protocol::Quadrant),
        ("\x1b[?63;4c", &in_terminal("mlterm"), Protocol::Sixel),
        ("\x1b[?1;2c\x1b[>83;50000;0c", &vte, Protocol::Half),
        ("\x1b[?1;2c\x1b[>84;0;0c", &vte, Protocol::Half),
        ("", &plain, Protocol::Half),
        ("", &in_terminal("vt220"), Protocol::Half),
    ] {
        let found = judged(answers, environment, None);
        assert_eq!(found.protocol, expected, "{answers:?} {environment:?}");
    }
}

#[test]
fn what_a_terminal_says_of_itself_counts_more_than_inherited_variables() {
    let mut environment = in_terminal("xterm-kitty");
    environment.konsole = true;
    environment.tmux = true;
    environment.screen = true;
    let kitty = format!("{OK}\x1bP>|kitty(0.41.1)\x1b\\\x1b[?62c");
    let found = judged(&kitty, &environment, None);
    assert_eq!(found.protocol, Protocol::Kitty);
    assert_eq!(found.transfer, Transfer::Direct);
    let xterm = format!("{OK}\x1bP>|XTerm(379)\x1b\\\x1b[?62c");
    assert_eq!(
        judged(&xterm, &environment, None).protocol,
        Protocol::Quadrant
    );
}

#[test]
fn sixel_needs_a_cell_that_is_known() {
    let mut evidence = Evidence {
        replies: Replies::parse(b"\x1bP>|XTerm(379)\x1b\\\x1b[?62;4c").0,
        ..Evidence::default()
    };
    let found = Capabilities::judge(evidence.clone(), None);
    assert_eq!(found.protocol, Protocol::Quadrant);
    assert!(
        found.why.as_str().contains("how many pixels"),
        "{}",
        found.why
    );
    evidence.replies.cell = Some((8, 17));
    let found = Capabilities::judge(evidence, None);
    assert_eq!((found.protocol, found.cell), (Protocol::Sixel, (8, 17)));
}

#[test]
fn in_tmux_what_is_outside_and_what_is_let_through_decide() {
    let mut inside = in_terminal("tmux-256color");
    inside.tmux = true;
    let answers = "\x1bP>|tmux 3.3a\x1b\\\x1b[?1;2c";
    let kitty = |said| judged(answers, &inside, Some(said));
    let found = kitty("3.3a|1|xterm-kitty|bpaste,title|kitty(0.41.1)");
    assert_eq!(found.protocol, Protocol::Kitty);
    assert_eq!(found.colours, ColourDepth::True);
    assert_eq!(found.rendering().transfer, Transfer::Tmux);
    let ghostty = kitty("3.5a|all|xterm-256color|RGB,title|ghostty 1.1.3");
    assert_eq!(ghostty.protocol, Protocol::Kitty);
    for (said, reason) in [
        (
            "3.3a|0|xterm-kitty|title|kitty(0.41.1)",
            "`allow-passthrough` is off",
        ),
        ("3.3a|1|xterm-256color|title|kitty(0.41.1)", "lacks RGB"),
        (
            "3.3a|1|xterm-kitty|title|kitty(0.26.5)",
            "kitty 0.26 outside",
        ),
        ("3.3a|1|foot|RGB|foot(1.13.1)", "foot 1.13 outside"),
        ("3.3a|1|xterm-kitty|title|", "does not know"),
        ("nonsense", "could not be asked"),
    ] {
        let found = kitty(said);
        assert!(!found.protocol.has_pixels(), "{said}");
        assert!(found.why.as_str().contains(reason), "{said}: {}", found.why);
    }
    let sixel = "\x1bP>|tmux 3.5a\x1b\\\x1b[16;8;6t\x1b[?1;2;4c";
    let found = judged(sixel, &inside, Some("3.5a|off|foot|RGB|foot(1.20)"));
    assert!(!found.protocol.has_pixels(), "tmux loses them under popups");
}

#[test]
fn the_environment_decides_on_colours() {
    let colours = |environment: &Environment| judged("", environment, None).colours;
    let of = |term| colours(&in_terminal(term));
    assert_eq!(of("xterm-256color"), ColourDepth::Indexed);
    assert_eq!(of("linux"), ColourDepth::Sixteen);
    assert_eq!(of("xterm-direct"), ColourDepth::True);
    assert_eq!(of("dumb"), ColourDepth::Monochrome);
    let mut told = in_terminal("xterm-256color");
    told.colorterm = "truecolor".to_owned();
    assert_eq!(colours(&told), ColourDepth::True);
    told.screen = true;
    assert_eq!(colours(&told), ColourDepth::Indexed);
    told.no_colour = true;
    assert_eq!(colours(&told), ColourDepth::Monochrome);
    let kitty = format!("{OK}\x1bP>|kitty(0.41.1)\x1b\\\x1b[?62c");
    assert_eq!(judged(&kitty, &told, None).protocol, Protocol::Ascii);
}

#[test]
fn shared_memory_and_previews_follow_the_link() {
    let kitty = format!("{OK}\x1b_Gi=32;OK\x1b\\\x1bP>|kitty(0.41.1)\x1b\\\x1b[?62c");
    let mut environment = in_terminal("xterm-kitty");
    let near = judged(&kitty, &environment, None).rendering();
    assert_eq!(
        (near.transfer, near.previews),
        (Transfer::SharedMemory, false)
    );
    environment.remote = true;
    let far = judged(&kitty, &environment, None);
    assert_eq!(far.rendering().transfer, Transfer::Direct);
    assert!(far.rendering().previews);
    let overruled = far.with_link(Some(Link::Fast));
    assert!(!overruled.rendering().previews);
    let symbols = judged("", &environment, None);
    assert!(!symbols.rendering().previews);
}

#[test]
fn a_chosen_protocol_is_used_and_the_best_is_named_beside_it() {
    let found = Capabilities::judge(Evidence::default(), Some(Protocol::Off));
    assert_eq!(found.protocol, Protocol::Off);
    let why = found.why.as_str();
    assert!(
        why.starts_with("as chosen; the best known is half: "),
        "{why}"
    );
}

#[test]
fn what_a_terminal_calls_itself_cannot_steer_another() {
    let found = judged(
        "\x1bP>|evil\u{9b}2J\u{202e}\x1b\\\x1b[?6c",
        &in_terminal("xterm"),
        Some("3.3a|1|x|\u{9b}2J|\u{1b}[2J"),
    );
    let findings = found.findings();
    let answers = findings.iter().filter_map(|it| it.answer.as_ref());
    let mut text: String = answers.map(crate::text::Text::as_str).collect();
    text += found.why.as_str();
    assert!(!text.chars().any(|c| c.is_control() || c == '\u{202e}'));
}

//! What follows from a terminal's answers.

use super::{
    Evidence, Tmux,
    brands::{Identity, Pixels},
    cell,
};
use crate::artwork::{ColourDepth, Protocol, Transfer};

/// The first xterm that takes 24-bit colours.
const XTERM_WITH_TRUE_COLOUR: u32 = 331;
/// VTE shows 24-bit colour from 0.36 on.
const VTE_WITH_TRUE_COLOUR: u32 = 3600;

/// The number that stands for sixel among the primary device attributes.
const SIXEL: u32 = 4;

/// A protocol, and why it is the best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Best {
    pub(super) protocol: Protocol,
    /// One sentence without a full stop.
    pub(super) why: String,
}

fn identity(evidence: &Evidence) -> Identity {
    Identity::of(&evidence.replies, &evidence.environment)
}

/// How many colours the terminal shows.
pub(super) fn colours(evidence: &Evidence) -> ColourDepth {
    let environment = &evidence.environment;
    let term = &environment.term;
    let terminal = identity(evidence);
    let told = ["truecolor", "24bit"].contains(&environment.colorterm.as_str())
        || term.contains("-direct");
    let known = terminal.brand.is_some_and(|brand| match brand.name {
        "xterm" => terminal.version.0 >= XTERM_WITH_TRUE_COLOUR,
        "VTE" => terminal.version.0 >= VTE_WITH_TRUE_COLOUR,
        _ => brand.true_colour,
    });
    let passed = evidence.tmux.as_ref().is_some_and(|tmux| tmux.true_colour);
    if environment.no_colour || environment.is_dumb() {
        ColourDepth::Monochrome
    } else if terminal.is_screen() {
        // GNU screen hands the outer terminal's COLORTERM on, and not its colours.
        ColourDepth::Indexed
    } else if told || known || (terminal.is_tmux() && passed) {
        ColourDepth::True
    } else if term.ends_with("256color") {
        ColourDepth::Indexed
    } else {
        ColourDepth::Sixteen
    }
}

/// The best protocol that is known to work.
pub(super) fn best(evidence: &Evidence, colours: ColourDepth) -> Best {
    if colours == ColourDepth::Monochrome {
        let variable = if evidence.environment.no_colour {
            "NO_COLOR is set"
        } else {
            "TERM is dumb"
        };
        return Best {
            protocol: Protocol::Ascii,
            why: format!("{variable}, so pictures are letters and signs"),
        };
    }
    let terminal = identity(evidence);
    pixels(evidence, terminal).unwrap_or_else(|reason| {
        let (protocol, finest) = symbols(terminal, colours);
        Best {
            protocol,
            why: format!("{reason}; {finest}"),
        }
    })
}

/// The best way to show pixels, or why there is none.
fn pixels(evidence: &Evidence, terminal: Identity) -> Result<Best, String> {
    let name = terminal.shown();
    let best = |protocol, why| Ok(Best { protocol, why });
    let brand_pixels = terminal.brand.map_or(Pixels::AsTold, |brand| brand.pixels);
    let trap = terminal.brand.and_then(|brand| brand.trap);
    let mut reasons = Vec::new();
    match brand_pixels {
        Pixels::Never => {
            let trap = trap.unwrap_or("it shows no pictures");
            return Err(format!("{name}: {trap}"));
        }
        Pixels::Placeholders(since) if evidence.replies.kitty == Some(true) => {
            if terminal.has(Some(since)) {
                let why = format!("{name} shows kitty graphics with Unicode placeholders");
                return best(Protocol::Kitty, why);
            }
            let trap = trap.unwrap_or("it is too old for placeholders");
            reasons.push(format!("{name}: {trap}"));
        }
        Pixels::Inline => {
            let trap = trap.map(|trap| format!("; {trap}")).unwrap_or_default();
            let why = format!("{name} shows the inline images of iTerm2{trap}");
            return best(Protocol::Iterm2, why);
        }
        Pixels::Placeholders(_) => reasons.push(format!("{name} did not answer the kitty query")),
        Pixels::AsTold => {}
    }
    if terminal.is_tmux() {
        match through(evidence.tmux.as_ref()) {
            Ok(why) => return best(Protocol::Kitty, why),
            Err(reason) => reasons.push(reason),
        }
    }
    match sixel(evidence, &name) {
        Ok(why) => return best(Protocol::Sixel, why),
        Err(reason) => reasons.push(reason),
    }
    let reason = reasons.swap_remove(0);
    match trap {
        Some(trap) if brand_pixels == Pixels::AsTold && !terminal.is_tmux() => {
            Err(format!("{reason}: {trap}"))
        }
        _ => Err(reason),
    }
}

/// Why sixel works in the terminal `name`, or why it does not.
fn sixel(evidence: &Evidence, name: &str) -> Result<String, String> {
    match &evidence.replies.attributes {
        None => Err(format!("{name} did not say what it can do")),
        Some(attributes) if !attributes.contains(&SIXEL) => {
            Err(format!("{name} does not say that it has sixel"))
        }
        Some(_) if !cell::cell(&evidence.replies, evidence.window).1 => Err(format!(
            "{name} has sixel, but how many pixels a cell has is unknown"
        )),
        Some(_) => Ok(format!("{name} says that it has sixel")),
    }
}

/// Why kitty graphics reach the terminal outside tmux, or why they do not.
fn through(tmux: Option<&Tmux>) -> Result<String, String> {
    let Some(tmux) = tmux else {
        return Err("tmux could not be asked what is outside".to_owned());
    };
    if tmux.outer.is_empty() {
        return Err("tmux does not know what is outside".to_owned());
    }
    let outer = Identity::named(&tmux.outer);
    let shown = outer.shown();
    match outer.brand.map(|brand| brand.pixels) {
        Some(Pixels::Placeholders(since)) if outer.has(Some(since)) => {}
        _ => return Err(format!("{shown} outside tmux has no kitty placeholders")),
    }
    if !tmux.passthrough {
        return Err(format!(
            "{shown} outside tmux could show pixels, but `allow-passthrough` is off"
        ));
    }
    if !tmux.true_colour {
        return Err(format!(
            "{shown} outside tmux could show pixels, but `terminal-features` lacks RGB"
        ));
    }
    Ok(format!(
        "tmux lets kitty graphics through to {shown}: `allow-passthrough` is on"
    ))
}

/// The finest symbols that the terminal draws without gaps, and why those.
fn symbols(terminal: Identity, colours: ColourDepth) -> (Protocol, String) {
    if colours < ColourDepth::True {
        let why = format!("half blocks, since it is known to show only {colours} colours");
        return (Protocol::Half, why);
    }
    let draws = |what| format!("{what}, since it draws them itself");
    match terminal.brand {
        Some(brand) if terminal.has(brand.octants) => (Protocol::Octant, draws("octants")),
        Some(brand) if terminal.has(brand.sextants) => (Protocol::Sextant, draws("sextants")),
        _ => (
            Protocol::Quadrant,
            "quadrant blocks, since it is not known to draw finer ones itself".to_owned(),
        ),
    }
}

/// How a kitty terminal is handed pixels.
pub(super) fn transfer(evidence: &Evidence) -> Transfer {
    if identity(evidence).is_tmux() {
        Transfer::Tmux
    } else if evidence.replies.shared_memory == Some(true) && !evidence.environment.remote {
        Transfer::SharedMemory
    } else {
        Transfer::Direct
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::terminal::{Capabilities, Environment, Replies, Window};

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
        assert_eq!(found.protocol, Protocol::Sixel);
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
        let overruled = far.with_link(Some(super::super::Link::Fast));
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
}

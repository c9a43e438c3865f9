//! What follows from a terminal's answers.

use super::{Environment, Finding, Replies, Window};
use crate::{
    artwork::{ColourDepth, Protocol},
    text::Text,
};

/// Width and height of a cell where nothing is known.
const USUAL_CELL: (u16, u16) = (10, 20);

/// The first kitty that shows placeholders.
const KITTY_WITH_PLACEHOLDERS: (u32, u32) = (0, 28);
/// The first xterm that takes 24-bit colours.
const XTERM_WITH_TRUE_COLOUR: u32 = 331;

/// Terminals that show 24-bit colour in every version that tells its name.
const TRUE_COLOUR: [&str; 8] = [
    "contour", "foot", "ghostty", "iterm", "kitty", "konsole", "mlterm", "wezterm",
];

/// The name that a terminal gives itself, in lower-case letters, and its version.
fn brand(replies: &Replies) -> (String, (u32, u32)) {
    let text = replies.version.as_deref().unwrap_or_default();
    let name: String = text
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok());
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (name, version)
}

/// How many colours the terminal shows.
pub(super) fn colours(replies: &Replies, environment: &Environment) -> ColourDepth {
    let (name, version) = brand(replies);
    let told = ["truecolor", "24bit"].contains(&environment.colorterm.as_str());
    let known = TRUE_COLOUR.contains(&name.as_str())
        || (name == "xterm" && version.0 >= XTERM_WITH_TRUE_COLOUR);
    let term = &environment.term;
    if environment.no_colour || environment.is_dumb() {
        ColourDepth::Monochrome
    } else if environment.screen {
        // GNU screen hands the outer terminal's COLORTERM on, and not its colours.
        ColourDepth::Indexed
    } else if told || known || environment.true_colour || term.contains("-direct") {
        ColourDepth::True
    } else if term.ends_with("256color") {
        ColourDepth::Indexed
    } else {
        ColourDepth::Sixteen
    }
}

/// The best protocol that is known to work.
pub(super) fn protocol(
    replies: &Replies,
    environment: &Environment,
    colours: ColourDepth,
) -> Protocol {
    let (name, version) = brand(replies);
    // Others answer the query too, and show no placeholders, or never clear them.
    let placeholders = match name.as_str() {
        "kitty" => version >= KITTY_WITH_PLACEHOLDERS,
        "ghostty" => true,
        _ => false,
    };
    let direct = !environment.tmux && !environment.screen && !environment.konsole;
    match colours {
        ColourDepth::Monochrome => Protocol::Ascii,
        ColourDepth::Sixteen | ColourDepth::Indexed => Protocol::Half,
        ColourDepth::True if placeholders && direct && replies.kitty == Some(true) => {
            Protocol::Kitty
        }
        ColourDepth::True => Protocol::Quadrant,
    }
}

/// Width and height of a cell in pixels: as told, else the window's share, else the usual.
pub(super) fn cell(replies: &Replies, window: Window) -> (u16, u16) {
    let share = |(width, height): (u16, u16)| {
        Some((
            width.checked_div(window.columns)?,
            height.checked_div(window.rows)?,
        ))
    };
    [
        replies.cell,
        replies.area.and_then(share),
        share((window.width, window.height)),
    ]
    .into_iter()
    .flatten()
    .find(|(width, height)| *width > 0 && *height > 0)
    .unwrap_or(USUAL_CELL)
}

/// What was asked and answered, and what came of it.
pub(super) fn report(
    replies: &Replies,
    environment: &Environment,
    window: Window,
    (best, chosen): (Protocol, Option<Protocol>),
    colours: ColourDepth,
    cell: (u16, u16),
) -> Vec<Finding> {
    let size = |size: Option<(u16, u16)>| size.map(|(width, height)| format!("{width}x{height}"));
    let yes = |answer: Option<bool>| answer.map(|yes| if yes { "yes" } else { "no" }.to_owned());
    let variable = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let attributes = replies.attributes.as_ref().map(|attributes| {
        let numbers: Vec<String> = attributes.iter().map(u16::to_string).collect();
        numbers.join(" ")
    });
    let inside = [
        (environment.tmux, "tmux"),
        (environment.screen, "screen"),
        (environment.konsole, "Konsole"),
        (environment.remote, "SSH"),
    ];
    let inside: Vec<&str> = inside
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, name)| *name)
        .collect();
    let colour = |[red, green, blue]: [u8; 3]| format!("#{red:02x}{green:02x}{blue:02x}");
    let protocol = match chosen {
        Some(chosen) => format!("{chosen}, as chosen (the best known to work: {best})"),
        None => best.to_string(),
    };
    let found = |subject, answer: Option<String>, without: &str| Finding {
        subject,
        answer: Text::new(&answer.unwrap_or_else(|| without.to_owned())),
    };
    const SILENT: &str = "no answer";
    vec![
        found("TERM", variable(&environment.term), "not set"),
        found("COLORTERM", variable(&environment.colorterm), "not set"),
        found(
            "NO_COLOR",
            environment.no_colour.then(|| "set".to_owned()),
            "not set",
        ),
        found("runs inside", variable(&inside.join(", ")), "nothing known"),
        found("name and version", replies.version.clone(), SILENT),
        found("kitty graphics", yes(replies.kitty), SILENT),
        found("cell in pixels", size(replies.cell), SILENT),
        found("text area in pixels", size(replies.area), SILENT),
        found(
            "window in cells",
            size(Some((window.columns, window.rows))),
            SILENT,
        ),
        found("synchronized output", yes(replies.synchronized), SILENT),
        found("background colour", replies.background.map(colour), SILENT),
        found("device attributes", attributes, SILENT),
        found("→ colours", Some(colours.to_string()), ""),
        found("→ cell", size(Some(cell)), ""),
        found("→ pictures", Some(protocol), ""),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::terminal::Capabilities;

    fn environment(term: &str) -> Environment {
        Environment {
            term: term.to_owned(),
            ..Environment::default()
        }
    }

    fn window(width: u16, height: u16) -> Window {
        Window {
            columns: 120,
            rows: 40,
            width,
            height,
        }
    }

    fn judged(answers: &str, environment: &Environment) -> Capabilities {
        let (replies, _) = Replies::parse(answers.as_bytes());
        Capabilities::judge(&replies, environment, window(960, 720), None)
    }

    const OK: &str = "\x1b_Gi=31;OK\x1b\\";
    const XTERM: &str = "\x1bP>|XTerm(379)\x1b\\\x1b[4;680;720t\x1b[?64;1;4c";
    const KITTY: &str =
        "\x1bP>|kitty(0.41.1)\x1b\\\x1b[6;18;9t\x1b[4;720;1080t\x1b[?2026;2$y\x1b[?62;c";
    const FOOT: &str = "\x1bP>|foot(1.13.1)\x1b\\\x1b[6;19;8t\x1b[?2026;2$y\x1b[?62;4;22c";
    const KONSOLE: &str = "\x1bP>|Konsole 22.12.3\x1b\\\x1b[6;16;8t\x1b[?2026;2$y\x1b[?62;1;4c";
    const TMUX: &str = "\x1bP>|tmux 3.3a\x1b\\\x1b[?1;2c";

    /// Protocol, cell and whether frames are synchronised in the terminal `term`.
    fn verdict(term: &str, answers: &str) -> (Protocol, (u16, u16), bool) {
        let found = judged(answers, &environment(term));
        (found.protocol, found.cell, found.synchronized)
    }

    #[test]
    fn terminals_that_say_they_draw_pixels_do_so_where_that_works() {
        let drawing = |term, rest: &str| verdict(term, &format!("{OK}{rest}"));
        let (kitty, quadrant) = (Protocol::Kitty, Protocol::Quadrant);
        assert_eq!(drawing("xterm-kitty", KITTY), (kitty, (9, 18), true));
        let ghostty = "\x1bP>|ghostty 1.1.3\x1b\\\x1b[?62;22c";
        assert_eq!(drawing("xterm-ghostty", ghostty), (kitty, (8, 18), false));
        let old = "\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c";
        assert_eq!(drawing("xterm-kitty", old), (quadrant, (8, 18), false));
        let konsole = drawing("xterm-256color", KONSOLE);
        assert_eq!(konsole, (quadrant, (8, 16), true));
        let wezterm = "\x1bP>|WezTerm 20240203-110809\x1b\\\x1b[?65;4c";
        let wezterm = drawing("xterm-256color", wezterm);
        assert_eq!(wezterm, (quadrant, (8, 18), false));
    }

    #[test]
    fn terminals_that_draw_no_pixels_get_characters() {
        let (quadrant, half) = (Protocol::Quadrant, Protocol::Half);
        assert_eq!(verdict("xterm-kitty", KITTY), (quadrant, (9, 18), true));
        assert_eq!(verdict("foot", FOOT), (quadrant, (8, 19), true));
        let xterm = verdict("xterm-256color", XTERM);
        assert_eq!(xterm, (quadrant, (6, 17), false));
        assert_eq!(verdict("xterm-256color", ""), (half, (8, 18), false));
        assert_eq!(verdict("vt220", ""), (half, (8, 18), false));
    }

    #[test]
    fn tmux_keeps_pixels_away_whatever_is_outside() {
        let mut inside = environment("tmux-256color");
        inside.tmux = true;
        inside.colorterm = "truecolor".to_owned();
        assert_eq!(judged(TMUX, &inside).protocol, Protocol::Quadrant);
        inside.colorterm.clear();
        assert_eq!(judged(TMUX, &inside).colours, ColourDepth::Indexed);
    }

    #[test]
    fn the_environment_decides_on_colours() {
        let colours = |environment: &Environment| judged("", environment).colours;
        assert_eq!(
            colours(&environment("xterm-256color")),
            ColourDepth::Indexed
        );
        assert_eq!(colours(&environment("linux")), ColourDepth::Sixteen);
        assert_eq!(colours(&environment("xterm-direct")), ColourDepth::True);
        assert_eq!(colours(&environment("dumb")), ColourDepth::Monochrome);
        let mut told = environment("xterm-256color");
        told.colorterm = "truecolor".to_owned();
        assert_eq!(colours(&told), ColourDepth::True);
        told.screen = true;
        assert_eq!(colours(&told), ColourDepth::Indexed);
        told.no_colour = true;
        assert_eq!(colours(&told), ColourDepth::Monochrome);
        assert_eq!(judged(KITTY, &told).protocol, Protocol::Ascii);
    }

    #[test]
    fn a_chosen_protocol_is_used_and_reported_beside_the_best() {
        let found = Capabilities::judge(
            &Replies::default(),
            &environment("xterm-256color"),
            Window::default(),
            Some(Protocol::Off),
        );
        assert_eq!((found.protocol, found.cell), (Protocol::Off, USUAL_CELL));
        let pictures = found.report.last().map(|finding| finding.answer.as_str());
        assert_eq!(
            pictures,
            Some("off, as chosen (the best known to work: half)")
        );
    }

    #[test]
    fn what_a_terminal_calls_itself_cannot_steer_another() {
        let found = judged(
            "\x1bP>|evil\u{9b}2J\u{202e}\x1b\\\x1b[?6c",
            &environment("xterm"),
        );
        let version = found
            .report
            .iter()
            .find(|f| f.subject == "name and version");
        assert_eq!(version.map(|f| f.answer.as_str()), Some("evil2J"));
    }
}

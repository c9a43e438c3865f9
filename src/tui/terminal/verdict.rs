//! What follows from a terminal's answers.

use super::{
    Contact, Evidence, Tmux,
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
    let is_told = brand_pixels == Pixels::AsTold && evidence.replies.attributes.is_some();
    match trap {
        Some(trap) if is_told && !terminal.is_tmux() => Err(format!("{reason}: {trap}")),
        _ => Err(reason),
    }
}

/// Why sixel works in the terminal `name`, or why it does not.
fn sixel(evidence: &Evidence, name: &str) -> Result<String, String> {
    match &evidence.replies.attributes {
        None if evidence.contact == Contact::Spared => Err(format!("{name} was not asked")),
        None if evidence.contact == Contact::None => Err("there is no terminal to ask".to_owned()),
        None => Err(format!("{name} did not say what it can do")),
        Some(attributes) if !attributes.contains(&SIXEL) => {
            Err(format!("{name} does not say that it has sixel"))
        }
        Some(_) if identity(evidence).is_tmux() => {
            Err("tmux drops a sixel picture when anything is written over a part of it".to_owned())
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
        let why = format!("half blocks, since no more than {colours} colours are known to work");
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

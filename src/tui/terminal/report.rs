//! What was asked of whom, and what was answered.

use super::{
    Contact, Evidence, Tmux, Window, escape,
    replies::{GRAPHICS_QUESTION, LAST_QUESTION, QUESTIONS, Replies, SECOND_QUESTION, Subject},
};
use crate::text::Text;

/// By what something was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Means {
    /// An escape sequence, with `ESC` for the escape character.
    Escape(String),
    /// An environment variable.
    Variable(&'static str),
    /// A question to the system.
    System(&'static str),
    /// A command, and the variable of it.
    Command(&'static str),
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was to be found out.
    pub question: &'static str,
    /// How it was asked.
    pub means: Means,
    /// The answer, if there was one.
    pub answer: Option<Text>,
}

/// All questions in the order in which they were asked.
pub(super) fn findings(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = variables(evidence);
    if evidence.environment.tmux {
        findings.extend(outside(evidence.tmux.as_ref()));
    }
    if matches!(evidence.contact, Contact::Silent | Contact::Answered(_)) {
        findings.extend(escapes(evidence));
    }
    if evidence.contact != Contact::None {
        let answer = (evidence.window != Window::default()).then(|| window(evidence.window));
        findings.push(finding("window", Means::System("TIOCGWINSZ"), answer));
    }
    findings
}

fn finding(question: &'static str, means: Means, answer: Option<String>) -> Finding {
    Finding {
        question,
        means,
        answer: answer.map(|answer| Text::new(&answer)),
    }
}

fn variables(evidence: &Evidence) -> Vec<Finding> {
    let environment = &evidence.environment;
    let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let set = |is: bool| is.then(|| "set".to_owned());
    let vte = (environment.vte > 0).then(|| environment.vte.to_string());
    let always = [
        ("kind of terminal", "TERM", text(&environment.term)),
        ("colours", "COLORTERM", text(&environment.colorterm)),
    ];
    // Most are set in one terminal only, and their absence says nothing.
    let seldom = [
        ("program", "TERM_PROGRAM", text(&environment.program)),
        ("no colours", "NO_COLOR", set(environment.no_colour)),
        ("inside tmux", "TMUX", set(environment.tmux)),
        ("inside GNU screen", "STY", set(environment.screen)),
        ("inside Zellij", "ZELLIJ", set(environment.zellij)),
        (
            "inside Konsole",
            "KONSOLE_VERSION",
            set(environment.konsole),
        ),
        (
            "Windows Terminal",
            "WT_SESSION",
            set(environment.windows_terminal),
        ),
        ("version of VTE", "VTE_VERSION", vte),
        ("over SSH", "SSH_CONNECTION", set(environment.remote)),
    ];
    let seldom = seldom.into_iter().filter(|(_, _, answer)| answer.is_some());
    always
        .into_iter()
        .chain(seldom)
        .map(|(question, name, answer)| finding(question, Means::Variable(name), answer))
        .collect()
}

fn escapes(evidence: &Evidence) -> impl Iterator<Item = Finding> + '_ {
    let replies = &evidence.replies;
    let may = evidence.environment.may_be_asked_for_graphics();
    let memory = evidence.offered_memory.as_ref();
    let memory = memory.map(|query| (Subject::SharedMemory, query.to_string()));
    let is_nameless = matches!(evidence.contact, Contact::Answered(_)) && replies.version.is_none();
    let shown = |(subject, sequence): (Subject, &str)| (subject, escape(sequence.as_bytes()));
    let graphics = may.then_some(GRAPHICS_QUESTION).map(shown);
    let others = QUESTIONS.into_iter().chain([LAST_QUESTION]);
    let second = is_nameless.then_some(SECOND_QUESTION);
    graphics
        .into_iter()
        .chain(memory)
        .chain(others.chain(second).map(shown))
        .map(|(subject, sequence)| {
            finding(
                name(subject),
                Means::Escape(sequence),
                answer(subject, replies),
            )
        })
}

fn name(subject: Subject) -> &'static str {
    match subject {
        Subject::Kitty => "kitty graphics",
        Subject::SharedMemory => "shared memory",
        Subject::Version => "name and version",
        Subject::Cell => "cell in pixels",
        Subject::Area => "text area in pixels",
        Subject::Synchronized => "synchronized output",
        Subject::Background => "background colour",
        Subject::Attributes => "device attributes",
        Subject::Secondary => "secondary attributes",
    }
}

fn answer(subject: Subject, replies: &Replies) -> Option<String> {
    let size = |size: Option<(u16, u16)>| size.map(|(width, height)| format!("{width}x{height}"));
    let yes = |answer: Option<bool>| answer.map(|yes| if yes { "yes" } else { "no" }.to_owned());
    let numbers = |numbers: &Option<Vec<u32>>| {
        let numbers = numbers.as_ref()?;
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        Some(numbers.join(" "))
    };
    match subject {
        Subject::Kitty => yes(replies.kitty),
        Subject::SharedMemory => yes(replies.shared_memory),
        Subject::Version => replies.version.clone(),
        Subject::Cell => size(replies.cell),
        Subject::Area => size(replies.area),
        Subject::Synchronized => yes(replies.synchronized),
        Subject::Background => replies.background.map(colour),
        Subject::Attributes => numbers(&replies.attributes),
        Subject::Secondary => numbers(&replies.secondary),
    }
}

fn colour([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn window(window: Window) -> String {
    let Window {
        columns,
        rows,
        width,
        height,
    } = window;
    match (width, height) {
        (0, 0) => format!("{columns}x{rows} cells"),
        _ => format!("{columns}x{rows} cells, {width}x{height} pixels"),
    }
}

/// What tmux was asked, and what it said.
fn outside(tmux: Option<&Tmux>) -> [Finding; 3] {
    let outer = tmux.map(|tmux| tmux.outer.clone());
    let outer = outer.filter(|outer| !outer.is_empty());
    let on = tmux.map(|tmux| if tmux.passthrough { "on" } else { "off" }.to_owned());
    let colours = tmux.map(|tmux| if tmux.true_colour { "yes" } else { "no" }.to_owned());
    let asked = Means::Command;
    [
        finding("outside tmux", asked("tmux client_termtype"), outer),
        finding("let through by tmux", asked("tmux allow-passthrough"), on),
        finding("24-bit in tmux", asked("tmux client_termfeatures"), colours),
    ]
}

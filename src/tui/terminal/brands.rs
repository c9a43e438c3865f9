//! What is known of terminals by their names, because they do not say it when they are asked.

use super::{Environment, Replies};

/// The first two numbers of a version.
pub(super) type Version = (u32, u32);

/// How a terminal shows pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pixels {
    /// By kitty graphics with Unicode placeholders, from a version on.
    Placeholders(Version),
    /// By the inline images of iTerm2, whether or not it has sixel too.
    Inline,
    /// By sixel, if its device attributes say so.
    AsTold,
    /// Not at all, whatever it answers.
    Never,
}

/// A terminal, or a family that behaves alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct Brand {
    /// What it is called.
    pub(super) name: &'static str,
    /// How its answer to XTVERSION begins, in lower-case letters.
    answers: &'static str,
    /// How `TERM`, `TERM_PROGRAM` or `LC_TERMINAL` begin in it, in lower-case letters.
    variables: &'static [&'static str],
    /// How it shows pixels.
    pub(super) pixels: Pixels,
    /// From which version on it draws sextants itself, without a font.
    pub(super) sextants: Option<Version>,
    /// The same of octants.
    pub(super) octants: Option<Version>,
    /// Whether every version that can be asked shows 24-bit colour.
    pub(super) true_colour: bool,
    /// What one might not expect, as a clause.
    pub(super) trap: Option<&'static str>,
}

/// A brand of which nothing is known; the rows below say what they differ in.
const PLAIN: Brand = Brand {
    name: "",
    answers: "",
    variables: &[],
    pixels: Pixels::AsTold,
    sextants: None,
    octants: None,
    true_colour: false,
    trap: None,
};

/// Of two rows that fit, the first counts.
///
/// Facts, from changelogs, issues and trials:
/// - kitty has placeholders from 0.28, sextants that fit from 0.19.3 and octants from 0.40.
/// - Ghostty had placeholders before its first release; its own octants are from 1.2.
/// - Konsole answers kitty and sixel queries and never clears what it has drawn (22.12).
/// - iTerm2, WezTerm, Warp and Zellij answer the kitty query and show no placeholders.
/// - WezTerm draws sextants from 20210814; octants are in builds after 20240203 only.
/// - foot drew sextants early (1.13 does) and draws octants from 1.20.
/// - VTE draws sextants from 0.62 and octants from 0.78, Contour sextants from 0.3, Alacritty from
///   0.14; Windows Terminal and Konsole take both from the font.
/// - Windows Terminal has sixel from 1.22, VTE where it was built and set so; both then say 4 in
///   their device attributes, as xterm.js does where images are switched on.
const BRANDS: [Brand; 20] = [
    Brand {
        name: "kitty",
        answers: "kitty",
        variables: &["xterm-kitty"],
        pixels: Pixels::Placeholders((0, 28)),
        sextants: Some((0, 20)),
        octants: Some((0, 40)),
        true_colour: true,
        trap: Some("kitty graphics have placeholders only from 0.28 on"),
    },
    Brand {
        name: "Ghostty",
        answers: "ghostty",
        variables: &["xterm-ghostty", "ghostty"],
        pixels: Pixels::Placeholders((0, 0)),
        sextants: Some((1, 0)),
        octants: Some((1, 2)),
        true_colour: true,
        ..PLAIN
    },
    Brand {
        name: "WezTerm",
        answers: "wezterm",
        variables: &["wezterm"],
        pixels: Pixels::Inline,
        sextants: Some((20_210_814, 0)),
        octants: Some((20_250_401, 0)),
        true_colour: true,
        trap: Some("it has no kitty placeholders, and its sixel is slow"),
    },
    Brand {
        name: "iTerm2",
        answers: "iterm2",
        variables: &["iterm"],
        pixels: Pixels::Inline,
        true_colour: true,
        trap: Some("it answers the kitty query but shows no placeholders"),
        ..PLAIN
    },
    Brand {
        name: "mintty",
        answers: "mintty",
        variables: &["mintty"],
        pixels: Pixels::Inline,
        true_colour: true,
        ..PLAIN
    },
    Brand {
        name: "Konsole",
        answers: "konsole",
        variables: &["konsole"],
        pixels: Pixels::Never,
        true_colour: true,
        trap: Some("it never clears the pictures that it has shown"),
        ..PLAIN
    },
    Brand {
        name: "foot",
        answers: "foot",
        variables: &["foot"],
        sextants: Some((1, 8)),
        octants: Some((1, 20)),
        true_colour: true,
        ..PLAIN
    },
    Brand {
        name: "mlterm",
        answers: "mlterm",
        variables: &["mlterm"],
        true_colour: true,
        ..PLAIN
    },
    Brand {
        name: "Contour",
        answers: "contour",
        variables: &["contour"],
        sextants: Some((0, 3)),
        true_colour: true,
        ..PLAIN
    },
    Brand {
        name: "Rio",
        answers: "rio",
        variables: &["rio", "xterm-rio"],
        true_colour: true,
        ..PLAIN
    },
    Brand {
        name: "Warp",
        answers: "warp",
        variables: &["warpterminal"],
        true_colour: true,
        trap: Some("it answers the kitty query but shows no placeholders"),
        ..PLAIN
    },
    Brand {
        name: "xterm.js",
        answers: "xterm.js",
        variables: &["vscode"],
        true_colour: true,
        trap: Some("it shows pictures only where its setting for images is on"),
        ..PLAIN
    },
    Brand {
        name: "xterm",
        answers: "xterm",
        trap: Some("`xterm -ti vt340` starts one that has"),
        ..PLAIN
    },
    VTE,
    WINDOWS_TERMINAL,
    Brand {
        name: "Alacritty",
        answers: "alacritty",
        variables: &["alacritty"],
        sextants: Some((0, 14)),
        true_colour: true,
        ..PLAIN
    },
    TMUX,
    SCREEN,
    ZELLIJ,
    Brand {
        name: "Terminal.app",
        answers: "apple",
        variables: &["apple_terminal"],
        pixels: Pixels::Never,
        trap: Some("it prints questions that it does not know"),
        ..PLAIN
    },
];

/// Its version is one number: 0.78.2 is 7802.
const VTE: Brand = Brand {
    name: "VTE",
    answers: "vte",
    sextants: Some((6200, 0)),
    octants: Some((7800, 0)),
    trap: Some("it has sixel only where that was built in and is switched on"),
    ..PLAIN
};

const WINDOWS_TERMINAL: Brand = Brand {
    name: "Windows Terminal",
    answers: "windows terminal",
    true_colour: true,
    trap: Some("it has sixel from 1.22 on"),
    ..PLAIN
};

const TMUX: Brand = Brand {
    name: "tmux",
    answers: "tmux",
    variables: &["tmux"],
    trap: Some("it passes sixel on only where that was built in"),
    ..PLAIN
};

const SCREEN: Brand = Brand {
    name: "GNU screen",
    answers: "gnu screen",
    variables: &["screen"],
    pixels: Pixels::Never,
    trap: Some("it passes no pictures on"),
    ..PLAIN
};

const ZELLIJ: Brand = Brand {
    name: "Zellij",
    answers: "zellij",
    trap: Some("it leaves kitty placeholders blank"),
    ..PLAIN
};

/// The first VTE that gives its version among the secondary device attributes, as 0.20 did.
const OLDEST_VTE: u32 = 2000;
/// Secondary device attributes that begin so are GNU screen's and tmux's: an S and a T.
const SCREEN_ID: u32 = 83;
const TMUX_ID: u32 = 84;

/// Which terminal it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Identity {
    /// Nothing is known of it otherwise.
    pub(super) brand: Option<&'static Brand>,
    /// Zero where it is unknown.
    pub(super) version: Version,
}

impl Identity {
    /// The terminal that answers `replies` in `environment`.
    ///
    /// What it says of itself counts more than variables, which windows opened from another
    /// terminal inherit.
    pub(super) fn of(replies: &Replies, environment: &Environment) -> Self {
        if let Some(answer) = &replies.version {
            return Self::named(answer);
        }
        let secondary = replies.secondary.as_deref().unwrap_or_default();
        let inherited = [
            (environment.screen, &SCREEN),
            (environment.tmux, &TMUX),
            (environment.zellij, &ZELLIJ),
        ];
        let holder = inherited.into_iter().find(|(is, _)| *is);
        match (secondary, holder) {
            ([SCREEN_ID, ..], _) => Self::unversioned(&SCREEN),
            ([TMUX_ID, ..], _) => Self::unversioned(&TMUX),
            ([65, version, ..], None) if *version >= OLDEST_VTE => Self {
                brand: Some(&VTE),
                version: (*version, 0),
            },
            (_, Some((_, holder))) => Self::unversioned(holder),
            (secondary, None) => Self::by_variables(secondary, environment),
        }
    }

    /// The terminal that calls itself `answer`.
    pub(super) fn named(answer: &str) -> Self {
        let lower = answer.to_lowercase();
        let mut numbers = answer
            .split(|c: char| !c.is_ascii_digit())
            .filter(|digits| !digits.is_empty());
        // The digit in a name is no version.
        if lower.starts_with("iterm2") {
            numbers.next();
        }
        let mut number = || numbers.next().and_then(|it| it.parse().ok()).unwrap_or(0);
        Self {
            brand: BRANDS.iter().find(|it| lower.starts_with(it.answers)),
            version: (number(), number()),
        }
    }

    fn unversioned(brand: &'static Brand) -> Self {
        Self {
            brand: Some(brand),
            version: (0, 0),
        }
    }

    fn by_variables(secondary: &[u32], environment: &Environment) -> Self {
        let values = [&environment.term, &environment.program].map(|it| it.to_lowercase());
        let fits = |brand: &&Brand| {
            let mut beginnings = brand.variables.iter();
            beginnings.any(|it| values.iter().any(|value| value.starts_with(it)))
        };
        if let Some(brand) = BRANDS.iter().find(fits) {
            // Alacritty 0.14.2 says 1402.
            let version = match secondary {
                [0, number, ..] if brand.name == "Alacritty" => {
                    (number / 10_000, number / 100 % 100)
                }
                _ => (0, 0),
            };
            return Self {
                brand: Some(brand),
                version,
            };
        }
        if environment.konsole {
            return Self::named("konsole");
        }
        if environment.windows_terminal {
            return Self::unversioned(&WINDOWS_TERMINAL);
        }
        Self {
            brand: (environment.vte > 0).then_some(&VTE),
            version: (environment.vte, 0),
        }
    }

    /// Whether it is `brand`.
    fn is(self, brand: &Brand) -> bool {
        self.brand.is_some_and(|it| it.name == brand.name)
    }

    /// Whether it is tmux.
    pub(super) fn is_tmux(self) -> bool {
        self.is(&TMUX)
    }

    /// Whether it is GNU screen.
    pub(super) fn is_screen(self) -> bool {
        self.is(&SCREEN)
    }

    /// Whether it has what is there from version `since` on.
    pub(super) fn has(self, since: Option<Version>) -> bool {
        since.is_some_and(|since| self.version >= since)
    }

    /// Its name, and the version where that is known.
    pub(super) fn shown(self) -> String {
        let Some(brand) = self.brand else {
            return "this terminal".to_owned();
        };
        match self.version {
            (0, 0) => brand.name.to_owned(),
            (major, 0) if major > 99 => format!("{} {major}", brand.name),
            (major, _) if major > 9999 => format!("{} {major}", brand.name),
            (major, minor) => format!("{} {major}.{minor}", brand.name),
        }
    }
}

//! Eyes and brows.

use super::{
    super::{
        palette::Rgb,
        scene::{disc, fill, oval, stroke},
    },
    Build, Character, Lighting, eyewear,
};

/// How the eyes are held.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gaze {
    open: f64,
    iris: f64,
    lid: f64,
    squint: f64,
    /// The brows: raised by, inner ends lowered by, right one cocked by.
    brows: (f64, f64, f64),
    /// Whether the left and the right eye are shut, and shut with laughter.
    shut: (bool, bool),
    happy: bool,
    uneven: bool,
    aim: (f64, f64),
}

impl Default for Gaze {
    fn default() -> Self {
        Self {
            open: 1.0,
            iris: 1.0,
            lid: 0.22,
            squint: 0.0,
            brows: (0.0, 0.0, 0.0),
            shut: (false, false),
            happy: false,
            uneven: false,
            aim: (0.0, 0.0),
        }
    }
}

impl Gaze {
    pub(super) fn lids(self, lid: f64) -> Self {
        Self { lid, ..self }
    }

    pub(super) fn squint(self, squint: f64) -> Self {
        Self { squint, ..self }
    }

    pub(super) fn brows(self, raised: f64, inner: f64) -> Self {
        Self {
            brows: (raised, inner, self.brows.2),
            ..self
        }
    }

    pub(super) fn cocked(self, by: f64) -> Self {
        Self {
            brows: (self.brows.0, self.brows.1, by),
            ..self
        }
    }

    pub(super) fn wide(self, open: f64, iris: f64) -> Self {
        Self {
            open,
            iris,
            lid: 0.0,
            ..self
        }
    }

    pub(super) fn uneven(self) -> Self {
        Self {
            uneven: true,
            ..self
        }
    }

    pub(super) fn closed(self) -> Self {
        Self {
            shut: (true, true),
            ..self
        }
    }

    pub(super) fn happy(self) -> Self {
        Self {
            shut: (true, true),
            happy: true,
            ..self
        }
    }

    pub(super) fn wink(self) -> Self {
        Self {
            shut: (false, true),
            happy: true,
            ..self
        }
    }

    pub(super) fn towards(self, aim: (f64, f64)) -> Self {
        Self { aim, ..self }
    }
}

/// Both eyes and brows, and what is worn over them.
pub(super) fn draw(person: &Character, gaze: &Gaze, turn: f64, light: &Lighting) -> String {
    let mut svg = String::new();
    for side in [-1.0, 1.0] {
        svg += &eye(person, gaze, side, turn, light);
        svg += &brow(person, gaze, side, turn, light);
    }
    svg + &eyewear::draw(person, turn, light)
}

/// The middle of an eye and how much narrower it is than from the front.
pub(super) fn socket(person: &Character, side: f64, turn: f64) -> (f64, f64, f64) {
    let narrow = 1.0 - 0.26 * (side * turn).max(0.0);
    let (apart, y) = if person.build == Build::Child {
        (23.0, 2.0)
    } else {
        (21.0, -5.0)
    };
    (
        side * apart * (1.0 - 0.08 * turn.abs()) + turn * 18.0,
        y,
        narrow,
    )
}

/// An eye as it lies in the face: its middle, half its width and height, and the side it is on.
#[derive(Debug, Clone, Copy)]
struct Eye {
    x: f64,
    y: f64,
    rx: f64,
    ry: f64,
    side: f64,
    narrow: f64,
    size: f64,
}

impl Eye {
    /// The curve from one corner to the other, `bow` above (or below) the corners, and back along
    /// `other`; `wider` moves the corners out.
    fn between(&self, bow: f64, other: f64, wider: f64) -> String {
        let Self { x, y, rx, .. } = *self;
        format!(
            "M {l:.1} {y} C {a:.1} {t:.1} {b:.1} {t:.1} {r:.1} {y} C {b:.1} {u:.1} {a:.1} \
                {u:.1} {l:.1} {y} Z",
            l = x - rx - wider,
            r = x + rx + wider,
            a = x - rx * 0.6,
            b = x + rx * 0.6,
            t = y - bow,
            u = y + other,
        )
    }
}

fn eye(person: &Character, gaze: &Gaze, side: f64, turn: f64, light: &Lighting) -> String {
    let (x, y, narrow) = socket(person, side, turn);
    let child = if person.build == Build::Child {
        1.25
    } else {
        1.0
    };
    let size = child * if gaze.uneven && side < 0.0 { 1.3 } else { 1.0 };
    let eye = Eye {
        x,
        y,
        rx: 12.0 * narrow * size,
        ry: 11.5 * gaze.open * size,
        side,
        narrow,
        size,
    };
    let shut = if side < 0.0 { gaze.shut.0 } else { gaze.shut.1 };
    if shut {
        return shut_eye(person, gaze, &eye, light);
    }
    ball(person, gaze, &eye, turn, light) + &lid(person, gaze, &eye, light)
}

fn shut_eye(person: &Character, gaze: &Gaze, eye: &Eye, light: &Lighting) -> String {
    let Eye { x, y, rx, side, .. } = *eye;
    let line = light.lit(Rgb(34, 18, 30));
    let (bow, droop) = if gaze.happy { (-9.0, 3.0) } else { (7.0, 1.0) };
    let arc = format!(
        "M {:.1} {y} Q {x:.1} {:.1} {:.1} {y}",
        x - rx,
        y + bow,
        x + rx
    );
    let flick = if person.lips.is_some() {
        let d = format!("M {:.1} {y} l {:.1} {droop:.1}", x + side * rx, side * 4.0);
        stroke(&d, line, 3.2)
    } else {
        String::new()
    };
    stroke(&arc, line, 4.0) + &flick
}

/// Whether the eye lies on a side that is nearly black.
fn sunken(eye: &Eye, light: &Lighting) -> bool {
    eye.side == light.side && light.shade.1 > 0.5
}

fn ball(person: &Character, gaze: &Gaze, eye: &Eye, turn: f64, light: &Lighting) -> String {
    let mut white = light.lit(Rgb(252, 250, 246));
    if sunken(eye, light) {
        white = white.mix(light.shade.0, light.shade.1 * 0.6);
    }
    let r = (8.0 * gaze.iris * eye.size).min(eye.ry * 0.92);
    let (x, y) = (
        eye.x + gaze.aim.0 * 5.0 + turn * 1.5,
        eye.y + gaze.aim.1 * 3.0,
    );
    let low = eye.ry * (1.0 - 0.5 * gaze.squint);
    fill(&eye.between(eye.ry * 1.2, low, 0.0), white)
        + &oval(
            x,
            y,
            r * (0.6 + 0.4 * eye.narrow),
            r,
            light.lit(person.eyes),
        )
        + &oval(x, y, r * 0.52, r * 0.55, light.lit(Rgb(16, 10, 20)))
        + &disc(x + r * 0.34, y - r * 0.38, r * 0.26, white)
}

/// The upper lid, which covers part of the eye; its lower edge is the lash line.
fn lid(person: &Character, gaze: &Gaze, eye: &Eye, light: &Lighting) -> String {
    let Eye {
        x, y, rx, ry, side, ..
    } = *eye;
    let line = light.lit(Rgb(34, 18, 30));
    let skin = if sunken(eye, light) {
        light.dark(person.skin)
    } else {
        light.lit(person.skin)
    };
    let shadow = light.lit(person.skin.mix(Rgb(90, 30, 50), 0.45));
    let drop = -ry * 1.2 * (1.0 - 2.0 * gaze.lid);
    let edge = y + drop;
    let lash = format!(
        "M {:.1} {y} C {:.1} {edge:.1} {:.1} {edge:.1} {:.1} {y}",
        x - rx - 0.6,
        x - rx * 0.6,
        x + rx * 0.6,
        x + rx + 0.6
    );
    let cover = fill(&eye.between(ry * 1.28, drop, 0.6), skin.mix(shadow, 0.4));
    if person.lips.is_none() {
        return cover + &stroke(&lash, line, 3.2);
    }
    let flick = format!("M {:.1} {y:.1} l {:.1} -5", x + side * rx, side * 5.0);
    cover + &stroke(&lash, line, 4.2) + &stroke(&flick, line, 3.2)
}

fn brow(person: &Character, gaze: &Gaze, side: f64, turn: f64, light: &Lighting) -> String {
    let (x, y, narrow) = socket(person, side, turn);
    let (raised, inner, cocked) = gaze.brows;
    let lift = raised + if side > 0.0 { cocked } else { 0.0 } + (gaze.open - 1.0) * 7.0;
    let colour = light.lit(person.hair.1.mix(Rgb(40, 22, 24), 0.35));
    let (half, thick) = if person.lips.is_some() {
        (14.0, 3.6)
    } else {
        (15.5, 5.6)
    };
    let top = y - 17.0 - lift;
    let d = format!(
        "M {:.1} {:.1} Q {:.1} {:.1} {:.1} {:.1}",
        x - side * half * narrow * 0.9,
        top + 2.0 + inner,
        x + side * 3.0,
        top - 6.0 + inner * 0.2,
        x + side * half * narrow,
        top + 3.0 - inner * 0.35,
    );
    stroke(&d, colour, thick)
}

//! Eyes and brows.

use super::{
    super::{
        palette::Rgb,
        scene::{disc, fill, oval, stroke},
    },
    Build, Character, Lighting, Mark,
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
    svg + &eyewear(person, turn, light)
}

/// The middle of an eye and how much narrower it is than from the front.
fn socket(person: &Character, side: f64, turn: f64) -> (f64, f64, f64) {
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

fn eye(person: &Character, gaze: &Gaze, side: f64, turn: f64, light: &Lighting) -> String {
    let (x, y, narrow) = socket(person, side, turn);
    let dark = side == light.side && light.shade.1 > 0.5;
    let size = if person.build == Build::Child {
        1.25
    } else {
        1.0
    } * if gaze.uneven && side < 0.0 { 1.3 } else { 1.0 };
    let line = light.lit(Rgb(34, 18, 30));
    let lashes = person.lips.is_some();
    let shut = if side < 0.0 { gaze.shut.0 } else { gaze.shut.1 };
    let rx = 12.0 * narrow * size;
    if shut {
        let bow = if gaze.happy { -9.0 } else { 7.0 };
        let d = format!(
            "M {:.1} {y} Q {x:.1} {:.1} {:.1} {y}",
            x - rx,
            y + bow,
            x + rx
        );
        let flick = format!(
            "M {:.1} {y} l {:.1} {:.1}",
            x + side * rx,
            side * 4.0,
            bow.signum() * -1.0 + 2.0
        );
        return stroke(&d, line, 4.0) + &stroke(&flick, line, if lashes { 3.2 } else { 0.1 });
    }
    let ry = 11.5 * gaze.open * size;
    let low = ry * (1.0 - 0.5 * gaze.squint);
    let white = light.lit(Rgb(252, 250, 246));
    let white = if dark {
        white.mix(light.shade.0, light.shade.1 * 0.6)
    } else {
        white
    };
    let iris = light.lit(person.eyes);
    let r = (8.0 * gaze.iris * size).min(ry * 0.92);
    let (ix, iy) = (x + gaze.aim.0 * 5.0 + turn * 1.5, y + gaze.aim.1 * 3.0);
    let mut svg = fill(
        &format!(
            "M {l:.1} {y} C {a:.1} {t:.1} {b:.1} {t:.1} {r:.1} {y} C {b:.1} {u:.1} {a:.1} {u:.1} {l:.1} {y} Z",
            l = x - rx,
            r = x + rx,
            a = x - rx * 0.6,
            b = x + rx * 0.6,
            t = y - ry * 1.2,
            u = y + low,
        ),
        white,
    );
    svg += &oval(ix, iy, r * (0.6 + 0.4 * narrow), r, iris);
    svg += &oval(ix, iy, r * 0.52, r * 0.55, light.lit(Rgb(16, 10, 20)));
    svg += &disc(ix + r * 0.34, iy - r * 0.38, r * 0.26, white);
    let skin = if dark {
        light.dark(person.skin)
    } else {
        light.lit(person.skin)
    };
    // The lid covers the upper part; its lower edge is the lash line.
    let edge = y - ry * 1.2 * (1.0 - 2.0 * gaze.lid);
    svg += &fill(
        &format!(
            "M {l:.1} {y} C {a:.1} {t:.1} {b:.1} {t:.1} {r:.1} {y} C {b:.1} {e:.1} {a:.1} {e:.1} {l:.1} {y} Z",
            l = x - rx - 0.6,
            r = x + rx + 0.6,
            a = x - rx * 0.6,
            b = x + rx * 0.6,
            t = y - ry * 1.28,
            e = edge,
        ),
        skin.mix(light.lit(person.skin.mix(Rgb(90, 30, 50), 0.45)), 0.4),
    );
    let lash = format!(
        "M {:.1} {y} C {:.1} {edge:.1} {:.1} {edge:.1} {:.1} {y}",
        x - rx - 0.6,
        x - rx * 0.6,
        x + rx * 0.6,
        x + rx + 0.6
    );
    svg += &stroke(&lash, line, if lashes { 4.2 } else { 3.2 });
    if lashes {
        svg += &stroke(
            &format!("M {:.1} {:.1} l {:.1} -5", x + side * rx, y, side * 5.0),
            line,
            3.2,
        );
    }
    svg
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

fn eyewear(person: &Character, turn: f64, light: &Lighting) -> String {
    let (left, y, left_narrow) = socket(person, -1.0, turn);
    let (right, _, right_narrow) = socket(person, 1.0, turn);
    let frame = light.lit(person.trim.darker(0.4));
    let mut svg = String::new();
    if person.has(Mark::RoundGlasses) {
        for (x, narrow) in [(left, left_narrow), (right, right_narrow)] {
            svg += &format!(
                "<ellipse cx='{x:.1}' cy='{y}' rx='{:.1}' ry='17' fill='#fff' fill-opacity='.16' stroke='{frame}' stroke-width='3.6'/>",
                17.5 * narrow
            );
        }
        svg += &stroke(
            &format!(
                "M {:.1} {:.1} q 5 -5 {:.1} 0",
                left + 17.0 * left_narrow,
                y - 1.0,
                right - left - 17.0 * (left_narrow + right_narrow)
            ),
            frame,
            3.4,
        );
    }
    if person.has(Mark::Shades) || person.has(Mark::Goggles) {
        let lens = if person.has(Mark::Shades) {
            Rgb(22, 18, 34)
        } else {
            person.trim
        };
        for (x, narrow) in [(left, left_narrow), (right, right_narrow)] {
            let w = 18.0 * narrow;
            svg += &format!(
                "<path d='M {:.1} {:.1} h {:.1} q 2 26 {:.1} 27 q {:.1} 0 {:.1} -27 Z' fill='{}' stroke='{frame}' stroke-width='3'/>",
                x - w,
                y - 11.0,
                2.0 * w,
                -w,
                -w,
                -w,
                light.lit(lens)
            );
            svg += &stroke(
                &format!("M {:.1} {:.1} l {:.1} 12", x - w * 0.5, y + 5.0, w * 0.6),
                light.lit(lens.lighter(0.55)),
                3.0,
            );
        }
        svg += &stroke(
            &format!(
                "M {:.1} {:.1} L {:.1} {:.1}",
                left,
                y - 11.0,
                right,
                y - 11.0
            ),
            frame,
            5.0,
        );
    }
    if person.has(Mark::Eyepatch) {
        svg += &stroke(
            &format!("M -48 -30 L {right:.1} {y} L 50 -14"),
            light.lit(Rgb(28, 20, 28)),
            4.0,
        );
        svg += &fill(
            &format!(
                "M {:.1} {:.1} h 30 q 0 26 -15 26 q -15 0 -15 -26 Z",
                right - 15.0,
                y - 12.0
            ),
            light.lit(Rgb(28, 20, 28)),
        );
    }
    svg
}

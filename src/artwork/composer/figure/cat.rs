//! The head of a cat, in the same units as a human head.

use super::{
    super::{
        palette::Rgb,
        scene::{disc, fill, oval, stroke},
    },
    Character, Lighting, Mark,
    face::{Look, Mood},
};

/// The head of the cat `person`: fur is its skin, patches and stripes are its hair colour.
pub(super) fn head(person: &Character, mood: Mood, look: Look, light: &Lighting) -> String {
    let fur = light.lit(person.skin);
    let patch = light.lit(person.hair.1);
    let shift = look.turn * 8.0;
    let mut svg = ears(person, light);
    svg += &fill(
        "M 0 -56 C 44 -58 68 -30 68 2 C 72 10 80 20 86 24 C 76 28 72 32 64 34 C 50 58 \
                26 66 0 66 C -26 66 -50 58 -64 34 C -72 32 -76 28 -86 24 C -80 20 -72 10 -68 2 \
                C -68 -30 -44 -58 0 -56 Z",
        fur,
    );
    if light.is_silhouette() {
        return svg;
    }
    svg += &fill(
        "M 6 -56 C 46 -56 66 -32 67 0 C 60 18 34 20 22 2 C 12 -12 8 -30 6 -56 Z",
        patch,
    );
    svg += &fill(
        "M -12 -56 L -8 -30 L -4 -56 Z M -26 -52 L -18 -32 L -18 -55 Z",
        patch,
    );
    svg += &fill(
        "M -66 18 L -44 22 L -66 27 Z M -62 32 L -42 31 L -56 40 Z",
        patch,
    );
    svg += &format!(
        "<path d='M 0 -56 C {a} -58 {b} -30 {b} 2 C {c} 10 {d} 20 {e} 24 C {f} 28 {c} \
                32 {g} 34 C {h} 58 {i} 66 0 66 C {j} 40 {j} -20 0 -56 Z' fill='{}' \
                opacity='{}'/>",
        light.shade.0,
        light.shade.1 * 0.7,
        a = 44.0 * light.side,
        b = 68.0 * light.side,
        c = 72.0 * light.side,
        d = 80.0 * light.side,
        e = 86.0 * light.side,
        f = 76.0 * light.side,
        g = 64.0 * light.side,
        h = 50.0 * light.side,
        i = 26.0 * light.side,
        j = 30.0 * light.side,
    );
    let features = eyes(person, mood, look.eyes, light) + &muzzle(person, mood, light);
    svg + &format!("<g transform='translate({shift} 0)'>{features}</g>")
}

fn ears(person: &Character, light: &Lighting) -> String {
    let inner = light.lit(Rgb(244, 160, 160));
    let (left, right) = (light.lit(person.skin), light.lit(person.hair.1));
    fill(
        "M -64 -6 C -74 -50 -70 -86 -62 -98 C -40 -90 -18 -70 -8 -50 Z",
        left,
    ) + &fill(
        "M 64 -6 C 74 -50 70 -86 62 -98 C 40 -90 18 -70 8 -50 Z",
        right,
    ) + &if light.is_silhouette() {
        String::new()
    } else {
        fill(
            "M -57 -26 C -63 -54 -62 -72 -58 -82 C -44 -74 -32 -62 -26 -50 Z",
            inner,
        ) + &fill(
            "M 57 -26 C 63 -54 62 -72 58 -82 C 44 -74 32 -62 26 -50 Z",
            inner,
        )
    }
}

fn eyes(person: &Character, mood: Mood, aim: (f64, f64), light: &Lighting) -> String {
    let line = light.lit(Rgb(36, 20, 30));
    let (open, slit, shut, lid, slope) = match mood {
        Mood::Laugh | Mood::Asleep => (1.0, 1.0, true, 0.0, 0.0),
        Mood::Shock | Mood::Scream | Mood::Fear => (1.3, 0.35, false, 0.0, 0.0),
        Mood::Smirk | Mood::Longing => (1.0, 0.8, false, 0.46, 3.0),
        Mood::Rage | Mood::Anger | Mood::Stern => (1.0, 0.45, false, 0.34, -9.0),
        Mood::Goofy => (1.2, 0.5, false, 0.0, 0.0),
        _ => (1.1, 1.0, false, 0.08, 0.0),
    };
    let mut svg = String::new();
    for side in [-1.0, 1.0] {
        let (x, y) = (side * 32.0, 2.0);
        if shut {
            let bow = if mood == Mood::Laugh { -16.0 } else { 14.0 };
            svg += &stroke(&format!("M {} {y} q 15 {bow} 30 0", x - 15.0), line, 4.6);
            continue;
        }
        let r = 19.0 * open;
        svg += &oval(x, y, r, r * 1.02, line);
        svg += &oval(x, y, r - 3.4, r * 1.02 - 3.4, light.lit(person.eyes));
        let pupil = (x + aim.0 * 7.0, y + aim.1 * 5.0);
        svg += &oval(
            pupil.0,
            pupil.1,
            (r - 5.0) * 0.66 * f64::max(slit, 0.3),
            (r - 5.0) * 0.86,
            line,
        );
        svg += &disc(pupil.0 + 5.0, pupil.1 - 7.0, 4.4, Rgb::WHITE);
        if lid > 0.0 {
            let fur = if side > 0.0 {
                person.hair.1
            } else {
                person.skin
            };
            svg += &eyelid((x, y, r), lid, slope * side, light.lit(fur), line);
        }
    }
    if person.has(Mark::Eyepatch) {
        let dark = light.lit(Rgb(30, 22, 30));
        svg += &stroke("M -66 -22 L 34 -16 L 68 -2", dark, 5.0);
        svg += &fill("M 10 -18 H 56 Q 58 24 33 26 Q 8 24 10 -18 Z", dark);
    }
    svg
}

/// The lid of the eye `(x, y, r)`: covers `lid` of it, its outer end raised by `slope`.
fn eyelid((x, y, r): (f64, f64, f64), lid: f64, slope: f64, fur: Rgb, line: Rgb) -> String {
    let edge = y - r + 2.0 * r * lid;
    let (a, b) = (edge - slope, edge + slope);
    let cover = format!(
        "M {l} {a:.1} L {e} {b:.1} L {e} {t} L {l} {t} Z",
        l = x - r - 2.0,
        e = x + r + 2.0,
        t = y - r - 3.0,
    );
    let lash = format!("M {} {a:.1} L {} {b:.1}", x - r, x + r);
    fill(&cover, fur.darker(0.06)) + &stroke(&lash, line, 4.4)
}

fn muzzle(person: &Character, mood: Mood, light: &Lighting) -> String {
    let line = light.lit(Rgb(60, 26, 34));
    let white = light.lit(person.skin.lighter(0.6));
    let mut svg = oval(-13.0, 36.0, 19.0, 15.0, white) + &oval(13.0, 36.0, 19.0, 15.0, white);
    svg += &stroke(
        "M -28 32 L -88 22 M -28 38 L -90 42 M 28 32 L 88 22 M 28 38 L 90 42",
        light.lit(Rgb(255, 252, 246)),
        2.2,
    );
    svg += &match mood {
        Mood::Laugh | Mood::Scream | Mood::Goofy | Mood::Grin => {
            fill(
                "M -22 37 Q 0 46 22 37 Q 20 66 0 66 Q -20 66 -22 37 Z",
                light.lit(Rgb(120, 20, 36)),
            ) + &fill(
                "M -16 40 l 5 11 l 5 -8 Z M 16 40 l -5 11 l -5 -8 Z",
                light.lit(Rgb(255, 252, 246)),
            ) + &oval(0.0, 59.0, 11.0, 6.0, light.lit(Rgb(240, 110, 120)))
        }
        Mood::Shock | Mood::Fear => oval(0.0, 47.0, 8.0, 9.0, light.lit(Rgb(120, 20, 36))),
        Mood::Rage | Mood::Anger => {
            fill(
                "M -22 50 Q 0 34 22 50 Q 0 60 -22 50 Z",
                light.lit(Rgb(255, 252, 246)),
            ) + &stroke(
                "M -22 50 Q 0 34 22 50 M -22 50 Q 0 60 22 50 M -8 44 V 55 M 8 44 V 55",
                line,
                3.0,
            )
        }
        Mood::Smirk => stroke(
            "M -20 44 Q -8 52 0 40 Q 10 52 26 36 m -2 -4 q 5 2 4 8",
            line,
            4.0,
        ),
        _ => stroke("M -20 40 Q -12 52 0 41 Q 12 52 20 40", line, 4.0),
    };
    svg + &fill(
        "M -10 21 Q 0 17 10 21 Q 7 31 0 33 Q -7 31 -10 21 Z",
        light.lit(Rgb(232, 110, 120)),
    )
}

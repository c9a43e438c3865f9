//! A head from the front to three quarters: skull, ears, nose, and the features on it.
//!
//! Units: the head's centre is the origin, it is about 130 high and 100 wide.

use super::{
    super::{
        palette::Rgb,
        scene::{fill, oval, stroke},
    },
    Build, Character, Lighting, Mark, cat,
    eyes::{self, Gaze},
    mouth::{self, Mouth},
    robot,
};

/// What a face says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Mood {
    Calm,
    Smile,
    Grin,
    Laugh,
    Smirk,
    Longing,
    Asleep,
    Fear,
    Scream,
    Shock,
    Anger,
    Rage,
    Sad,
    Goofy,
    Wink,
    Stern,
}

impl Mood {
    /// The mouth and eyes that say it.
    fn features(self) -> (Mouth, Gaze) {
        let gaze = Gaze::default();
        match self {
            Self::Calm => (Mouth::Closed, gaze),
            Self::Smile => (Mouth::Smile, gaze.squint(0.2).brows(2.0, 0.0)),
            Self::Grin => (Mouth::Grin, gaze.squint(0.35).brows(3.0, 0.0)),
            Self::Laugh => (Mouth::Laugh, gaze.happy().brows(8.0, -2.0)),
            Self::Smirk => (Mouth::Smirk, gaze.lids(0.38).cocked(8.0)),
            Self::Longing => (Mouth::Parted, gaze.lids(0.42).brows(2.0, -4.0)),
            Self::Asleep => (Mouth::Smile, gaze.closed().brows(3.0, -2.0)),
            Self::Fear => (Mouth::Gasp, gaze.wide(1.2, 0.72).brows(7.0, -7.0)),
            Self::Scream => (Mouth::Scream, gaze.wide(1.32, 0.6).brows(10.0, -6.0)),
            Self::Shock => (Mouth::Round, gaze.wide(1.5, 0.5).brows(14.0, -2.0)),
            Self::Anger => (Mouth::Frown, gaze.lids(0.3).brows(-5.0, 8.0)),
            Self::Rage => (Mouth::Gritted, gaze.lids(0.15).brows(-5.0, 11.0)),
            Self::Sad => (Mouth::Frown, gaze.lids(0.3).brows(2.0, -9.0)),
            Self::Goofy => (Mouth::Tongue, gaze.wide(1.35, 0.8).uneven().cocked(9.0)),
            Self::Wink => (Mouth::Grin, gaze.wink().cocked(7.0)),
            Self::Stern => (Mouth::Closed, gaze.lids(0.34).brows(-5.0, 5.0)),
        }
    }
}

/// Which way a head looks: `turn` from -1 (three quarters to the left) to 1 (to the right), and
/// where the eyes point, each from -1 to 1 to the right and downwards.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Look {
    pub(in super::super) turn: f64,
    pub(in super::super) eyes: (f64, f64),
}

/// The measures of a skull.
#[derive(Debug, Clone, Copy)]
pub(super) struct Skull {
    /// Half the width at the temples.
    pub(super) width: f64,
    jaw: f64,
    chin: f64,
    /// How far the chin moves with the turn.
    lean: f64,
}

impl Skull {
    /// The skull of `person` turned by `turn`.
    pub(super) fn new(person: &Character, turn: f64) -> Self {
        let (width, jaw, chin) = match (person.build, person.lips.is_some()) {
            (Build::Broad, _) => (49.0, 37.0, 69.0),
            (Build::Round, _) => (55.0, 45.0, 64.0),
            (Build::Child | Build::Cat | Build::Robot, _) => (52.0, 36.0, 56.0),
            (Build::Slim, true) => (46.0, 25.0, 66.0),
            (Build::Slim, false) => (46.0, 31.0, 67.0),
        };
        Self {
            width,
            jaw,
            chin,
            lean: turn * 9.0,
        }
    }

    /// The curve from the crown down one side (-1 or 1) to the chin.
    fn side(&self, side: f64) -> String {
        let Self {
            width,
            jaw,
            chin,
            lean,
        } = *self;
        let (w, j) = (width * side, jaw * side);
        format!(
            "C {:.1} -68 {w:.1} -46 {w:.1} -12 C {w:.1} 14 {:.1} 34 {:.1} 47 \
             C {:.1} {:.1} {:.1} {chin} {lean:.1} {chin}",
            w * 0.7,
            w * 0.95 + lean * 0.5,
            j + lean,
            j * 0.8 + lean,
            chin - 8.0,
            j * 0.4 + lean,
        )
    }

    /// The whole outline.
    fn outline(&self) -> String {
        format!("M 0 -68 {} M 0 -68 {}", self.side(1.0), self.side(-1.0))
    }

    /// The half in shadow, its inner edge following brow, nose and lips at `x`.
    fn shadow(&self, side: f64, x: f64) -> String {
        format!(
            "M 0 -68 {} L {:.1} 50 L {:.1} 42 L {:.1} 30 L {:.1} 22 Q {:.1} 8 {:.1} -14 Q \
                {:.1} -40 0 -68 Z",
            self.side(side),
            x + 2.0 * side,
            x,
            x + 3.0 * side,
            x - 3.0 * side,
            x + 1.0 * side,
            x + 6.0 * side,
            x + 3.0 * side,
        )
    }
}

/// The head of `person` without hair and hat.
pub(super) fn head(person: &Character, mood: Mood, look: Look, light: &Lighting) -> String {
    match person.build {
        Build::Cat => return cat::head(person, mood, look, light),
        Build::Robot => return robot::head(person, mood, look, light),
        _ => {}
    }
    let skull = Skull::new(person, look.turn);
    let skin = light.lit(person.skin);
    let mut svg = ears(person, &skull, look.turn, light);
    svg += &fill(&skull.outline(), skin);
    if light.is_silhouette() {
        return svg;
    }
    svg += &beard(person, &skull, look.turn, light);
    svg += &shaded_half(person, &skull, look.turn, light);
    svg += &blush(person, mood, look.turn, light);
    let (mouth, gaze) = mood.features();
    svg += &nose(person, look.turn, light);
    svg += &mouth::draw(person, mouth, look.turn * 17.0, light);
    svg += &moustache(person, look.turn, light);
    svg + &eyes::draw(person, &gaze.towards(look.eyes), look.turn, light)
}

/// The half of the face away from the light: warm where light still reaches it, deep where not.
fn shaded_half(person: &Character, skull: &Skull, turn: f64, light: &Lighting) -> String {
    let (shade, share) = light.shade;
    let warm = light.lit(person.skin.mix(Rgb(112, 28, 44), 0.5));
    format!(
        "<path d='{}' fill='{}' opacity='{:.2}'/>",
        skull.shadow(light.side, turn * 21.0),
        warm.mix(shade, share),
        0.32 + 0.62 * share
    )
}

fn ears(person: &Character, skull: &Skull, turn: f64, light: &Lighting) -> String {
    let mut svg = String::new();
    for side in [-1.0, 1.0] {
        if side * turn > 0.3 {
            continue;
        }
        let x = side * (skull.width + 2.0) + turn * 7.0;
        let skin = if side == light.side {
            light.dark(person.skin)
        } else {
            light.lit(person.skin)
        };
        svg += &oval(x, 2.0, 10.0, 15.0, skin);
        svg += &oval(
            x,
            3.0,
            5.0,
            9.0,
            skin.mix(light.dark(person.skin.darker(0.3)), 0.5),
        );
        if person.has(Mark::Earrings) {
            svg += &oval(x + side, 26.0, 4.0, 8.0, light.lit(person.trim));
        }
    }
    svg
}

fn nose(person: &Character, turn: f64, light: &Lighting) -> String {
    let x = turn * 24.0;
    let line = light.lit(person.skin).mix(Rgb(70, 18, 24), 0.38);
    let way = if turn < -0.05 { -1.0 } else { 1.0 };
    let slope = 5.0 + turn.abs() * 7.0;
    let bridge = format!(
        "M {:.1} -8 Q {:.1} 8 {:.1} 16 Q {:.1} 22 {:.1} 22 L {:.1} 22",
        x - way * 2.0,
        x + way * slope * 0.4,
        x + way * slope,
        x + way * (slope + 1.0),
        x + way * (slope - 5.0),
        x - way * 5.0,
    );
    stroke(&bridge, line, 3.0)
}

fn blush(person: &Character, mood: Mood, turn: f64, light: &Lighting) -> String {
    let mut svg = String::new();
    let warm = matches!(
        mood,
        Mood::Smile | Mood::Laugh | Mood::Longing | Mood::Asleep | Mood::Grin | Mood::Goofy
    );
    let cheek = light.lit(person.skin.mix(Rgb(230, 60, 70), 0.34));
    if warm && light.shade.1 < 0.6 {
        for side in [-1.0, 1.0] {
            let x = side * 29.0 + turn * 12.0;
            svg +=
                &format!("<ellipse cx='{x}' cy='22' rx='10' ry='7' fill='{cheek}' opacity='.75'/>");
        }
    }
    if person.has(Mark::Freckles) {
        let dot = light.lit(person.skin.mix(Rgb(150, 60, 20), 0.45));
        for (dx, dy) in [
            (-30.0, 14.0),
            (-24.0, 18.0),
            (-34.0, 20.0),
            (24.0, 14.0),
            (30.0, 18.0),
            (34.0, 13.0),
        ] {
            svg += &oval(dx + turn * 14.0, dy, 1.8, 1.8, dot);
        }
    }
    if person.has(Mark::Scar) {
        let x = 24.0 + turn * 16.0;
        let d = format!(
            "M {x} -34 L {} -16 M {} 6 L {} 26",
            x - 2.0,
            x - 4.0,
            x - 8.0
        );
        svg += &stroke(&d, light.lit(person.skin.mix(Rgb(170, 40, 50), 0.5)), 3.0);
    }
    svg
}

fn beard(person: &Character, skull: &Skull, turn: f64, light: &Lighting) -> String {
    let hair = light.lit(person.hair.1);
    if person.has(Mark::Beard) {
        return fill(&full_beard(skull, turn), hair);
    }
    if person.has(Mark::Stubble) {
        let skin = person.skin.mix(person.hair.1, 0.36);
        return fill(&stubble(skull, turn), light.lit(skin));
    }
    if person.has(Mark::Goatee) {
        return fill(&goatee(skull, turn), hair);
    }
    String::new()
}

fn full_beard(skull: &Skull, turn: f64) -> String {
    let (w, lean) = (skull.width, skull.lean);
    format!(
        "M {:.1} 0 C {:.1} 20 {:.1} 40 {:.1} 56 C {:.1} 84 {:.1} 84 {:.1} 56 C {:.1} 40 \
                {:.1} 20 {:.1} 0 C {:.1} 26 {:.1} 28 {:.1} 26 Q {:.1} 20 {:.1} 26 C {:.1} 28 \
                {:.1} 26 {:.1} 0 Z",
        -w - 1.0,
        -w - 1.0,
        -w + lean,
        -w + 8.0 + lean,
        -26.0 + lean,
        26.0 + lean,
        w - 8.0 + lean,
        w + lean,
        w + 1.0,
        w + 1.0,
        w - 8.0,
        30.0 + turn * 14.0,
        20.0 + turn * 16.0,
        turn * 17.0,
        -20.0 + turn * 16.0,
        -30.0 + turn * 14.0,
        -w + 8.0,
        -w - 1.0,
    )
}

fn stubble(skull: &Skull, turn: f64) -> String {
    let (w, lean) = (skull.width, skull.lean);
    format!(
        "M {:.1} 16 C {:.1} 34 {:.1} 44 {:.1} 47 C {:.1} {:.1} {:.1} {:.1} {lean} {:.1} \
                C {:.1} {:.1} {:.1} {:.1} {:.1} 47 C {:.1} 44 {:.1} 34 {:.1} 16 Q {:.1} 30 \
                {:.1} 27 L {:.1} 27 Q {:.1} 30 {:.1} 16 Z",
        -w + 1.0,
        -w + 3.0,
        -skull.jaw - 4.0 + lean,
        -skull.jaw + lean,
        -skull.jaw * 0.8 + lean,
        skull.chin - 8.0,
        -skull.jaw * 0.4 + lean,
        skull.chin,
        skull.chin,
        skull.jaw * 0.4 + lean,
        skull.chin,
        skull.jaw * 0.8 + lean,
        skull.chin - 8.0,
        skull.jaw + lean,
        skull.jaw + 4.0 + lean,
        w - 3.0,
        w - 1.0,
        w - 10.0,
        16.0 + turn * 17.0,
        -16.0 + turn * 17.0,
        -w + 10.0,
        -w + 1.0,
    )
}

fn goatee(skull: &Skull, turn: f64) -> String {
    let (x, lean) = (turn * 17.0, skull.lean);
    format!(
        "M {:.1} 46 Q {x:.1} 54 {:.1} 46 Q {:.1} 78 {:.1} 82 Q {:.1} 78 {:.1} 46 Z",
        x - 17.0,
        x + 17.0,
        x + 14.0,
        lean,
        x - 14.0,
        x - 17.0
    )
}

fn moustache(person: &Character, turn: f64, light: &Lighting) -> String {
    if !(person.has(Mark::Moustache) || person.has(Mark::Beard)) {
        return String::new();
    }
    let x = turn * 18.0;
    let curl = if person.has(Mark::Beard) { 4.0 } else { -8.0 };
    let d = format!(
        "M {x:.1} 26 C {:.1} 22 {:.1} 28 {:.1} {:.1} C {:.1} 40 {:.1} 38 {x:.1} 33 \
         C {:.1} 38 {:.1} 40 {:.1} {:.1} C {:.1} 28 {:.1} 22 {x:.1} 26 Z",
        x + 14.0,
        x + 22.0,
        x + 31.0,
        32.0 + curl,
        x + 26.0,
        x + 12.0,
        x - 12.0,
        x - 26.0,
        x - 31.0,
        32.0 + curl,
        x - 22.0,
        x - 14.0,
    );
    fill(&d, light.lit(person.hair.1.lighter(0.06)))
}

//! A whole person: limbs hung on a few angles.
//!
//! Units: a standing person is about 220 high; the origin is the hip. Angles are in degrees from
//! straight down, positive towards the side that the person faces.

use super::{
    super::{
        palette::Rgb,
        scene::{Place, disc, fill, oval, points, stroke},
    },
    Build, Character, Garment, Lighting, bust,
    face::Mood,
};

/// The angles of a body: the lean of the trunk, then upper and lower part of each limb.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Pose {
    lean: f64,
    near_arm: (f64, f64),
    far_arm: (f64, f64),
    near_leg: (f64, f64),
    far_leg: (f64, f64),
}

const fn pose(
    lean: f64,
    near_arm: (f64, f64),
    far_arm: (f64, f64),
    near_leg: (f64, f64),
    far_leg: (f64, f64),
) -> Pose {
    Pose {
        lean,
        near_arm,
        far_arm,
        near_leg,
        far_leg,
    }
}

/// At ease.
pub(in super::super) const STAND: Pose =
    pose(0.0, (-14.0, 6.0), (16.0, 8.0), (-8.0, -4.0), (9.0, 5.0));
/// Hands on the hips.
pub(in super::super) const PROUD: Pose = pose(
    -3.0,
    (-44.0, 42.0),
    (46.0, -38.0),
    (-16.0, -8.0),
    (18.0, 10.0),
);
/// At full speed.
pub(in super::super) const RUN: Pose = pose(
    20.0,
    (-62.0, 22.0),
    (64.0, 142.0),
    (72.0, -6.0),
    (-34.0, -92.0),
);
/// In the air, one arm ahead.
pub(in super::super) const LEAP: Pose = pose(
    30.0,
    (118.0, 132.0),
    (-66.0, -84.0),
    (84.0, 52.0),
    (-62.0, -84.0),
);
/// Flying, the far fist ahead and the near arm back.
pub(in super::super) const FLY: Pose = pose(
    52.0,
    (-32.0, -48.0),
    (112.0, 114.0),
    (-62.0, -70.0),
    (-78.0, -96.0),
);
/// Striking from above.
pub(in super::super) const STRIKE: Pose = pose(
    10.0,
    (150.0, 200.0),
    (62.0, 110.0),
    (46.0, 2.0),
    (-34.0, -30.0),
);
/// A high kick.
pub(in super::super) const KICK: Pose = pose(
    -24.0,
    (-50.0, 40.0),
    (60.0, 130.0),
    (98.0, 96.0),
    (-10.0, -6.0),
);
/// On tiptoe, bent forward.
pub(in super::super) const SNEAK: Pose = pose(
    34.0,
    (40.0, 118.0),
    (64.0, 128.0),
    (62.0, -28.0),
    (-4.0, -40.0),
);
/// Legs in the air.
pub(in super::super) const SLIP: Pose = pose(
    -58.0,
    (-130.0, -100.0),
    (150.0, 120.0),
    (96.0, 70.0),
    (66.0, 120.0),
);
/// Weightless.
pub(in super::super) const FLOAT: Pose = pose(
    12.0,
    (96.0, 118.0),
    (-70.0, -104.0),
    (24.0, -24.0),
    (-14.0, -52.0),
);
/// Hanging from one hand.
pub(in super::super) const HANG: Pose = pose(
    -8.0,
    (176.0, 184.0),
    (-30.0, 20.0),
    (26.0, -34.0),
    (-18.0, -48.0),
);
/// Seated.
pub(in super::super) const SIT: Pose =
    pose(4.0, (48.0, 84.0), (58.0, 92.0), (84.0, 4.0), (90.0, 12.0));
/// Both arms up.
pub(in super::super) const CHEER: Pose = pose(
    -4.0,
    (-152.0, -168.0),
    (150.0, 166.0),
    (-16.0, -8.0),
    (18.0, 10.0),
);
/// Holding something up before the chest.
pub(in super::super) const HOLD: Pose =
    pose(0.0, (30.0, 150.0), (16.0, 8.0), (-8.0, -4.0), (9.0, 5.0));
/// Aiming ahead.
pub(in super::super) const AIM: Pose = pose(
    -4.0,
    (86.0, 92.0),
    (60.0, 104.0),
    (26.0, 4.0),
    (-26.0, -18.0),
);

/// What a near hand holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Held {
    Nothing,
    Sword,
    Pistol,
    Lantern,
    Case,
    Stick,
    Whisk,
    Umbrella,
}

/// A whole person in a pose.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Body {
    person: Character,
    pose: Pose,
    mood: Mood,
    turn: f64,
    held: Held,
    cape: Option<(Rgb, f64)>,
}

type Point = (f64, f64);

fn along(from: Point, angle: f64, length: f64) -> Point {
    let (sin, cos) = angle.to_radians().sin_cos();
    (from.0 + sin * length, from.1 + cos * length)
}

/// A limb segment: `from` thick at one end, `to` at the other.
fn segment(a: Point, b: Point, from: f64, to: f64, colour: Rgb) -> String {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = (dx * dx + dy * dy).sqrt().max(0.01);
    let (nx, ny) = (-dy / length, dx / length);
    let side = |p: Point, r: f64, s: f64| (p.0 + nx * r * s, p.1 + ny * r * s);
    let corners = points([
        side(a, from, 1.0),
        side(b, to, 1.0),
        side(b, to, -1.0),
        side(a, from, -1.0),
    ]);
    format!("<polygon points='{corners}' fill='{colour}'/>")
        + &disc(a.0, a.1, from, colour)
        + &disc(b.0, b.1, to, colour)
}

impl Body {
    /// `person` in `pose`, facing right.
    pub(in super::super) fn new(person: &Character, pose: Pose, mood: Mood) -> Self {
        Self {
            person: *person,
            pose,
            mood,
            turn: 0.55,
            held: Held::Nothing,
            cape: None,
        }
    }

    /// With `held` in the near hand.
    pub(in super::super) fn holding(self, held: Held) -> Self {
        Self { held, ..self }
    }

    /// With a cape or coat tails of `colour` that fly at `angle`.
    pub(in super::super) fn cape(self, colour: Rgb, angle: f64) -> Self {
        Self {
            cape: Some((colour, angle)),
            ..self
        }
    }

    /// With the head turned from -1 to 1.
    pub(in super::super) fn turn(self, turn: f64) -> Self {
        Self { turn, ..self }
    }

    /// The drawing in its place, with its edge of light.
    pub(in super::super) fn draw(&self, place: Place, light: &Lighting) -> String {
        light.place(place, 2.6, |light| self.figure(light))
    }

    fn figure(&self, light: &Lighting) -> String {
        let pose = &self.pose;
        let cloth = light.lit(self.person.garment.1);
        let far = cloth.mix(light.dark(self.person.garment.1.darker(0.35)), 0.8);
        let neck = along((0.0, 0.0), 180.0 - pose.lean, 68.0);
        let shoulder = along((0.0, 0.0), 180.0 - pose.lean, 58.0);
        let wide = match self.person.build {
            Build::Slim => 0.9,
            Build::Broad => 1.15,
            Build::Round => 1.3,
            Build::Child | Build::Robot => 0.8,
            Build::Cat => 1.0,
        };
        let mut svg = self.tails(shoulder, light);
        svg += &self
            .arm(
                (shoulder.0 + 13.0 * wide, shoulder.1 + 4.0),
                pose.far_arm,
                far,
                light,
            )
            .0;
        svg += &self.leg((7.0, 0.0), pose.far_leg, light, true);
        svg += &self.leg((-6.0, 0.0), pose.near_leg, light, false);
        svg += &self.trunk(shoulder, wide, light);
        let head_at = along(neck, 180.0 - pose.lean * 0.7, 22.0);
        svg += &segment(
            shoulder,
            head_at,
            8.0,
            8.0,
            light.lit(self.person.skin.darker(0.22)),
        );
        let head = bust::head(&self.person, self.mood, self.turn, light);
        svg += &format!(
            "<g transform='translate({:.1} {:.1}) rotate({:.0}) scale(.42)'>{head}</g>",
            head_at.0,
            head_at.1,
            pose.lean * 0.35
        );
        let (arm, hand) = self.arm(
            (shoulder.0 - 14.0 * wide, shoulder.1 + 4.0),
            pose.near_arm,
            cloth.lighter(if light.is_silhouette() { 0.0 } else { 0.07 }),
            light,
        );
        svg + &self.prop(hand, light) + &arm
    }

    fn trunk(&self, shoulder: Point, wide: f64, light: &Lighting) -> String {
        let (garment, colour) = self.person.garment;
        let cloth = light.lit(colour);
        let axis = 180.0 - self.pose.lean;
        let across = |p: Point, w: f64| along(p, axis - 90.0, w);
        let top = along(shoulder, axis, 5.0);
        let (a, b) = (across(top, -21.0 * wide), across(top, 21.0 * wide));
        let (c, d) = (
            across((0.0, 2.0), 15.0 * wide),
            across((0.0, 2.0), -15.0 * wide),
        );
        let mut svg = format!(
            "<polygon points='{}' fill='{cloth}' stroke='{cloth}' stroke-width='10' stroke-linejoin='round'/>",
            points([a, b, c, d])
        );
        if matches!(
            garment,
            Garment::Dress | Garment::Trench | Garment::Poncho | Garment::Apron
        ) {
            let hem = [along(c, 20.0, 44.0), along(d, -22.0, 46.0)];
            svg += &format!(
                "<polygon points='{}' fill='{cloth}'/>",
                points([c, hem[0], hem[1], d])
            );
        }
        if light.is_silhouette() {
            return svg;
        }
        let trim = light.lit(self.person.trim);
        let mid = |p: Point, q: Point, t: f64| (p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t);
        let collar = [
            mid(a, b, 0.36),
            mid(a, b, 0.86),
            mid(mid(a, b, 0.6), mid(d, c, 0.6), 0.4),
        ];
        svg += &format!("<polygon points='{}' fill='{trim}'/>", points(collar));
        svg += &stroke(
            &format!(
                "M {:.1} {:.1} L {:.1} {:.1}",
                d.0,
                d.1 - 6.0,
                c.0,
                c.1 - 6.0
            ),
            cloth.darker(0.4),
            6.0,
        );
        let shade = [b, mid(a, b, 0.7), mid(d, c, 0.7), c];
        svg + &format!(
            "<polygon points='{}' fill='{}' opacity='{}'/>",
            points(if light.side > 0.0 {
                shade
            } else {
                [a, mid(a, b, 0.3), mid(d, c, 0.3), d]
            }),
            light.shade.0,
            light.shade.1 * 0.8
        )
    }

    fn arm(
        &self,
        from: Point,
        (upper, lower): (f64, f64),
        cloth: Rgb,
        light: &Lighting,
    ) -> (String, (Point, f64)) {
        let elbow = along(from, upper, 34.0);
        let wrist = along(elbow, lower, 30.0);
        let palm = along(wrist, lower, 6.0);
        let svg = segment(from, elbow, 9.5, 8.0, cloth)
            + &segment(elbow, wrist, 8.0, 6.4, cloth)
            + &disc(palm.0, palm.1, 7.6, light.lit(self.person.skin));
        (svg, (palm, lower))
    }

    fn leg(&self, from: Point, (upper, lower): (f64, f64), light: &Lighting, far: bool) -> String {
        let (garment, colour) = self.person.garment;
        let whole = matches!(
            garment,
            Garment::SpaceSuit | Garment::RacingSuit | Garment::Armour
        );
        let base = if whole { colour } else { colour.darker(0.45) };
        let base = if garment == Garment::Dress {
            self.person.skin
        } else {
            base
        };
        let cloth = if far {
            light.dark(base.darker(0.2))
        } else {
            light.lit(base)
        };
        let knee = along(from, upper, 44.0);
        let ankle = along(knee, lower, 44.0);
        let shoe = light.lit(if whole {
            self.person.trim
        } else {
            Rgb(34, 24, 30)
        });
        let (sin, cos) = lower.to_radians().sin_cos();
        let toe = (
            ankle.0 + cos * 9.0 + sin * 4.0,
            ankle.1 - sin * 9.0 + cos * 4.0,
        );
        segment(from, knee, 13.5, 10.0, cloth)
            + &segment(knee, ankle, 10.0, 7.0, cloth)
            + &format!(
                "<g transform='rotate({:.0} {:.1} {:.1})'>{}</g>",
                -lower,
                toe.0,
                toe.1,
                oval(toe.0, toe.1, 15.0, 7.6, shoe)
            )
    }

    fn tails(&self, shoulder: Point, light: &Lighting) -> String {
        let tail = if self.person.build == Build::Cat {
            stroke(
                "M -8 -4 C -60 20 -84 -20 -70 -60 C -62 -82 -84 -92 -92 -76",
                light.lit(self.person.hair.1),
                13.0,
            )
        } else {
            String::new()
        };
        let Some((colour, angle)) = self.cape else {
            return tail;
        };
        let cloth = light.lit(colour);
        let tip = along(shoulder, angle, 118.0);
        let low = along(shoulder, angle * 0.55, 112.0);
        tail + &fill(
            &format!(
                "M {:.1} {:.1} Q {:.1} {:.1} {:.1} {:.1} Q {:.1} {:.1} {:.1} {:.1} Q {:.1} {:.1} {:.1} {:.1} Z",
                shoulder.0 + 14.0,
                shoulder.1 - 8.0,
                shoulder.0 - 30.0,
                shoulder.1 - 26.0,
                tip.0,
                tip.1,
                (tip.0 + low.0) / 2.0 + 16.0,
                (tip.1 + low.1) / 2.0 - 14.0,
                low.0,
                low.1,
                -14.0,
                10.0,
                shoulder.0 + 14.0,
                shoulder.1 + 10.0,
            ),
            cloth,
        )
    }

    fn prop(&self, (hand, angle): (Point, f64), light: &Lighting) -> String {
        let metal = light.lit(Rgb(206, 214, 228));
        let dark = light.lit(Rgb(40, 34, 48));
        let drawing = match self.held {
            Held::Nothing => return String::new(),
            Held::Sword => {
                fill("M -3.4 -6 L -3 -92 L 0 -102 L 3 -92 L 3.4 -6 Z", metal)
                    + &stroke("M -14 -6 H 14", light.lit(Rgb(226, 178, 70)), 5.0)
                    + &stroke("M 0 -4 V 12", dark, 5.0)
            }
            Held::Pistol => stroke("M 0 2 V -8 L 0 -30", dark, 7.0),
            Held::Stick => stroke("M 0 8 V -44", light.lit(Rgb(240, 214, 160)), 4.4),
            Held::Whisk => {
                stroke("M 0 8 V -18", dark, 5.0)
                    + &stroke(
                        "M 0 -18 C -16 -34 -10 -54 0 -54 C 10 -54 16 -34 0 -18 M 0 -18 V -54",
                        metal,
                        2.6,
                    )
            }
            Held::Lantern => {
                return format!(
                    "<g transform='translate({:.1} {:.1})'>{}{}{}</g>",
                    hand.0,
                    hand.1,
                    format_args!("<circle cy='22' r='30' fill='#ffe9a8' opacity='.35'/>"),
                    format_args!(
                        "<rect x='-9' y='8' width='18' height='26' rx='4' fill='{}'/>",
                        light.lit(Rgb(255, 226, 140))
                    ),
                    stroke("M -11 8 H 11 M -11 34 H 11 M 0 0 V 8", dark, 4.0)
                );
            }
            Held::Case => {
                return format!(
                    "<g transform='translate({:.1} {:.1})'><rect x='-30' y='8' width='60' height='38' rx='5' fill='{}'/>{}</g>",
                    hand.0,
                    hand.1,
                    light.lit(self.person.trim),
                    stroke("M -9 8 V 0 H 9 V 8 M -30 24 H 30", dark, 4.0)
                );
            }
            Held::Umbrella => {
                return format!(
                    "<g transform='translate({:.1} {:.1})'>{}{}</g>",
                    hand.0,
                    hand.1,
                    stroke("M 0 10 V -92", dark, 4.0),
                    fill(
                        "M -84 -78 C -70 -134 70 -134 84 -78 C 70 -88 56 -88 42 -78 C 28 -88 14 -88 0 -78 C -14 -88 -28 -88 -42 -78 C -56 -88 -70 -88 -84 -78 Z",
                        light.lit(self.person.trim)
                    )
                );
            }
        };
        format!(
            "<g transform='translate({:.1} {:.1}) rotate({:.0})'>{drawing}</g>",
            hand.0,
            hand.1,
            180.0 - angle
        )
    }
}

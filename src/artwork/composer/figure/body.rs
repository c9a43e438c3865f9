//! A whole person: limbs hung on the angles of a pose.
//!
//! Units: a standing person is about 220 high; the origin is the hip.

use super::{
    super::{
        palette::Rgb,
        scene::{Place, disc, fill, oval, points, stroke},
    },
    Build, Character, Garment, Lighting, bust,
    face::Mood,
    held::{self, Held},
    pose::Pose,
};

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
        svg + &held::draw(self.held, hand, self.person.trim, light) + &arm
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
            "<polygon points='{}' fill='{cloth}' stroke='{cloth}' stroke-width='10' \
                stroke-linejoin='round'/>",
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
                "M {:.1} {:.1} Q {:.1} {:.1} {:.1} {:.1} Q {:.1} {:.1} {:.1} {:.1} Q {:.1} \
                {:.1} {:.1} {:.1} Z",
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
}

//! How a body is held: the angles of its limbs.
//!
//! Angles are in degrees from straight down, positive towards the side that the person faces.

/// The angles of a body: the lean of the trunk, then upper and lower part of each limb.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Pose {
    pub(super) lean: f64,
    pub(super) near_arm: (f64, f64),
    pub(super) far_arm: (f64, f64),
    pub(super) near_leg: (f64, f64),
    pub(super) far_leg: (f64, f64),
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
    (-66.0, -84.0),
    (118.0, 132.0),
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
    (-142.0, 170.0),
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
    (-168.0, -178.0),
    (34.0, 70.0),
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

//! Neon Harbor: a courier and a customs officer in a port that never dries.

use crate::artwork::composer::{
    figure::{
        Build, Character, Garment, Hair, Lighting, Mark,
        bust::Bust,
        face::Mood,
        pose::{self, Body, Held},
        profile::{self, Side},
    },
    ground,
    lettering::{Font, Lettering},
    palette::{Light, Palette, Rgb, oklch},
    scene::{Scene, at},
};

const TITLE: &str = "neon-harbor";

const MARA: Character = Character {
    skin: Rgb(196, 128, 92),
    hair: (Hair::Bob, Rgb(28, 22, 48)),
    eyes: Rgb(70, 170, 180),
    lips: Some(Rgb(206, 40, 84)),
    build: Build::Slim,
    garment: (Garment::Jacket, Rgb(246, 190, 50)),
    trim: Rgb(30, 200, 210),
    hat: None,
    marks: &[Mark::Earrings],
};

const ILYA: Character = Character {
    skin: Rgb(240, 196, 164),
    hair: (Hair::Quiff, Rgb(150, 84, 40)),
    eyes: Rgb(90, 130, 80),
    lips: None,
    build: Build::Broad,
    garment: (Garment::Trench, Rgb(52, 74, 120)),
    trim: Rgb(214, 60, 90),
    hat: None,
    marks: &[Mark::Stubble],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![couple(), comic(), action()]
}

fn couple() -> Scene {
    let palette = Palette::new(Light::Night, 350.0, 190.0);
    let light = Lighting::soft(palette.ground[2]).rim(palette.accent);
    Scene::new(TITLE, "couple")
        .with(ground::sky(&palette))
        .with(ground::bokeh(&[palette.accent, palette.glow, palette.sky[2]], 0.6))
        .with(profile::draw(&MARA, Side::Dreaming, at(250.0, 190.0, 1.5), &light))
        .with(profile::draw(&ILYA, Side::Dreaming, at(412.0, 176.0, 1.5).mirror(), &light))
        .settle(palette.ground[2])
        .letter(&Lettering::new("Neon Harbor", Font::Playfair, 320.0, 336.0, 56.0).centred().glow(palette.accent))
}

fn comic() -> Scene {
    let palette = Palette::new(Light::Day, 90.0, 330.0);
    let light = Lighting::soft(palette.ground[2]);
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(ground::burst(420.0, 200.0, 14, Rgb::WHITE, 0.5))
        .with(Bust::new(&ILYA, Mood::Laugh).turn(-0.3).nod(8.0).draw(at(430.0, 170.0, 1.7), &light))
        .with(Bust::new(&MARA, Mood::Smirk).turn(0.4).draw(at(170.0, 220.0, 1.2), &light))
        .letter(&Lettering::new("NEON/HARBOR", Font::LuckiestGuy, 24.0, 70.0, 64.0).fill(oklch(0.5, 0.2, 330.0)).outline(Rgb::WHITE, 8.0).tilt(-6.0))
}

fn action() -> Scene {
    let palette = Palette::new(Light::Dusk, 40.0, 200.0);
    let light = Lighting::soft(palette.ground[2]).rim(palette.glow);
    Scene::new(TITLE, "action")
        .with(ground::sky(&palette))
        .with(ground::speed(320.0, 180.0, palette.ground[2], 0.5))
        .with(Body::new(&ILYA, pose::RUN, Mood::Rage).cape(ILYA.garment.1, -70.0).draw(at(420.0, 200.0, 1.4), &light))
        .with(Body::new(&MARA, pose::LEAP, Mood::Scream).holding(Held::Case).draw(at(220.0, 180.0, 1.4), &light))
        .letter(&Lettering::new("NEON HARBOR", Font::Anton, 24.0, 340.0, 64.0))
}

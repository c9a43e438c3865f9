//! Neon Harbor: a courier and a customs officer in a port that never dries.

use super::*;

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
    vec![
        world(),
        couple(),
        rain(),
        action(),
        suspense(),
        mara(),
        ilya(),
        comic(),
        umbrella(),
    ]
}

fn sign(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("Neon/Harbor", Font::Righteous, x, y, size)
}

fn world() -> Scene {
    let palette = Palette::new(Light::Night, 285.0, 190.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .vignette(0.5)
        .letter(
            &Lettering::new("Neon Harbor", Font::Righteous, 320.0, 340.0, 58.0)
                .centred()
                .glow(palette.accent),
        )
}

fn couple() -> Scene {
    let palette = Palette::new(Light::Dusk, 350.0, 190.0);
    let light = Lighting::soft(deep(330.0)).rim(palette.glow);
    Scene::new(TITLE, "couple")
        .with(ground::sky(&palette))
        .with(ground::bokeh(
            &[palette.glow, palette.sky[2], Rgb::WHITE],
            0.55,
        ))
        .with(profile::draw(
            &ILYA,
            Side::Dreaming,
            at(402.0, 160.0, 1.42).mirror(),
            &light,
        ))
        .with(profile::draw(
            &MARA,
            Side::Dreaming,
            at(242.0, 176.0, 1.42),
            &light,
        ))
        .settle(deep(340.0))
        .letter(&Lettering::new("Neon Harbor", Font::Playfair, 320.0, 340.0, 58.0).centred())
}

fn rain() -> Scene {
    let palette = Palette::new(Light::Night, 195.0, 195.0);
    let light = Lighting::soft(deep(200.0))
        .tinted(palette.sky[1], 0.2)
        .rim(palette.glow);
    Scene::new(TITLE, "rain")
        .with(backdrop(TITLE, &palette))
        .with(ground::glow(
            "g-lamp",
            450.0,
            130.0,
            230.0,
            palette.glow,
            0.8,
        ))
        .with(
            Body::new(&ILYA, pose::STAND, Mood::Longing)
                .draw(at(506.0, 236.0, 1.12).mirror(), &light),
        )
        .with(
            Body::new(&MARA, pose::HOLD, Mood::Longing)
                .holding(Held::Umbrella)
                .draw(at(420.0, 240.0, 1.08), &light),
        )
        .with(ground::rain(90, Rgb::WHITE, 0.4))
        .vignette(0.5)
        .letter(&sign(40.0, 170.0, 74.0).glow(palette.accent))
}

fn action() -> Scene {
    let palette = Palette::new(Light::Dusk, 40.0, 200.0);
    let light = Lighting::soft(deep(20.0)).rim(palette.glow);
    Scene::new(TITLE, "action")
        .with(ground::sky(&palette))
        .with(ground::orb("g-sun", 330.0, 170.0, 120.0, palette.glow))
        .with(ground::speed(330.0, 170.0, palette.ground[2], 0.7))
        .with(
            Body::new(&ILYA, pose::RUN, Mood::Rage)
                .cape(ILYA.garment.1, -70.0)
                .draw(at(470.0, 196.0, 1.36), &light),
        )
        .with(Body::new(&MARA, pose::LEAP, Mood::Stern).draw(at(216.0, 168.0, 1.36), &light))
        .letter(
            &Lettering::new("NEON HARBOR", Font::Anton, 612.0, 334.0, 60.0)
                .ending()
                .tilt(-3.0),
        )
}

fn suspense() -> Scene {
    let palette = Palette::new(Light::Night, 150.0, 150.0);
    let light = Lighting::hard(Rgb(4, 14, 10)).tinted(palette.sky[2], 0.35);
    Scene::new(TITLE, "suspense")
        .with(ground::spotlight(
            120.0,
            120.0,
            520.0,
            oklch(0.50, 0.13, 152.0),
            Rgb(4, 14, 10),
        ))
        .with(
            Bust::new(&ILYA, Mood::Stern)
                .eyes(0.6, 0.0)
                .draw(at(250.0, 178.0, 1.72), &light),
        )
        .with(ground::blinds(Rgb(4, 14, 10), 0.5))
        .letter(
            &Lettering::new("NEON/HARBOR", Font::SpecialElite, 408.0, 190.0, 52.0)
                .fill(palette.glow),
        )
}

fn mara() -> Scene {
    let palette = Palette::new(Light::Night, 305.0, 330.0);
    let light = Lighting::soft(deep(310.0)).rim(Rgb(255, 120, 220));
    Scene::new(TITLE, "lead-a")
        .with(ground::spotlight(
            430.0,
            170.0,
            420.0,
            oklch(0.62, 0.24, 318.0),
            deep(300.0),
        ))
        .with(
            "<circle cx='430' cy='170' r='150' fill='none' stroke='#ffd1f6' \
                stroke-width='9'/><circle cx='430' cy='170' r='166' fill='none' \
                stroke='#ff5fd0' stroke-opacity='.5' stroke-width='14'/>",
        )
        .with(
            Bust::new(&MARA, Mood::Smirk)
                .turn(-0.45)
                .eyes(-0.5, 0.0)
                .nod(-4.0)
                .draw(at(430.0, 176.0, 1.62), &light),
        )
        .letter(&sign(34.0, 250.0, 68.0).glow(palette.accent))
}

fn ilya() -> Scene {
    let palette = Palette::new(Light::Fog, 250.0, 60.0);
    let light = Lighting::soft(deep(250.0)).rim(palette.glow);
    Scene::new(TITLE, "lead-b")
        .with(backdrop(TITLE, &palette))
        .with(ground::half(250.0, 130.0, oklch(0.52, 0.15, 250.0)))
        .with(ground::rain(60, Rgb::WHITE, 0.5))
        .with(
            Bust::new(&ILYA, Mood::Longing)
                .turn(0.6)
                .eyes(0.5, -0.3)
                .draw(at(210.0, 170.0, 1.5), &light),
        )
        .letter(&sign(382.0, 280.0, 64.0))
}

fn comic() -> Scene {
    let palette = vivid(92.0, 330.0);
    let light = Lighting::soft(deep(20.0));
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(ground::burst(440.0, 190.0, 15, Rgb::WHITE, 0.45))
        .with(
            Bust::new(&MARA, Mood::Smirk)
                .turn(0.5)
                .eyes(0.8, 0.0)
                .draw(at(190.0, 236.0, 1.2), &light),
        )
        .with(
            Bust::new(&ILYA, Mood::Laugh)
                .turn(-0.3)
                .nod(9.0)
                .draw(at(450.0, 168.0, 1.66), &light),
        )
        .letter(
            &Lettering::new("NEON/HARBOR", Font::LuckiestGuy, 22.0, 74.0, 60.0)
                .fill(palette.accent)
                .outline(Rgb::WHITE, 9.0)
                .tilt(-5.0),
        )
}

fn umbrella() -> Scene {
    let palette = Palette::new(Light::Night, 20.0, 60.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            320.0,
            150.0,
            380.0,
            oklch(0.50, 0.17, 25.0),
            deep(10.0),
        ))
        .with(at(22.0, -34.0, 1.0).put(&object(TITLE, &palette)))
        .with(ground::rain(70, Rgb::WHITE, 0.3))
        .letter(
            &Lettering::new("Neon Harbor", Font::Righteous, 320.0, 340.0, 50.0)
                .centred()
                .glow(palette.accent),
        )
}

//! Crown of Ash: a burnt kingdom, an unwilling queen, and the last dragon's grudge.

use super::*;

const TITLE: &str = "crown-of-ash";

const ILSE: Character = Character {
    skin: Rgb(246, 216, 196),
    hair: (Hair::Long, Rgb(226, 224, 232)),
    eyes: Rgb(120, 90, 190),
    lips: Some(Rgb(176, 66, 86)),
    build: Build::Slim,
    garment: (Garment::Armour, Rgb(96, 104, 128)),
    trim: Rgb(226, 178, 70),
    hat: Some(Hat::Crown),
    marks: &[],
};

const KAEL: Character = Character {
    skin: Rgb(92, 60, 46),
    hair: (Hair::Braids, Rgb(24, 18, 22)),
    eyes: Rgb(206, 150, 40),
    lips: None,
    build: Build::Broad,
    garment: (Garment::Armour, Rgb(120, 44, 38)),
    trim: Rgb(190, 150, 90),
    hat: None,
    marks: &[Mark::Scar, Mark::Goatee],
};

const ORREN: Character = Character {
    skin: Rgb(224, 190, 168),
    hair: (Hair::Slick, Rgb(196, 198, 206)),
    eyes: Rgb(90, 220, 150),
    lips: None,
    build: Build::Slim,
    garment: (Garment::Poncho, Rgb(52, 74, 66)),
    trim: Rgb(110, 200, 150),
    hat: Some(Hat::Hood),
    marks: &[Mark::Beard],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        queen(),
        battle(),
        couple(),
        hooded(),
        company(),
        kael(),
        crown(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("CROWN/OF ASH", Font::Cinzel, x, y, size)
}

fn line(y: f64, size: f64) -> Lettering {
    Lettering::new("CROWN OF ASH", Font::Cinzel, 320.0, y, size).centred()
}

fn embers(scene: Scene) -> Scene {
    scene.with(ground::specks(70, 360.0, 2.2, Rgb(255, 190, 90), 0.8))
}

fn world() -> Scene {
    let palette = Palette::new(Light::Dusk, 20.0, 40.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(&logo(26.0, 296.0, 44.0))
}

fn queen() -> Scene {
    let light = Lighting::soft(Rgb(50, 8, 8))
        .tinted(Rgb(220, 60, 20), 0.12)
        .rim(Rgb(255, 206, 120));
    embers(Scene::new(TITLE, "lead-a").with(ground::spotlight(
        320.0,
        190.0,
        400.0,
        Rgb(240, 90, 20),
        Rgb(60, 6, 10),
    )))
    .with(Bust::new(&ILSE, Mood::Stern).draw(at(320.0, 186.0, 1.34), &light))
    .settle(Rgb(40, 4, 8))
    .letter(&line(342.0, 58.0).fill(Rgb(255, 226, 160)))
}

fn battle() -> Scene {
    let palette = Palette::new(Light::Fog, 220.0, 30.0);
    let light = Lighting::soft(deep(240.0)).rim(Rgb(255, 240, 220));
    Scene::new(TITLE, "action")
        .with(ground::gradient(
            "g-ice",
            Rgb(60, 92, 130),
            Rgb(140, 178, 206),
            Rgb(228, 238, 244),
        ))
        .with(
            "<path d='M-20 330 L80 180 L160 290 L240 150 L350 300 L470 130 L560 260 L660 \
                170 V380 H-20Z' fill='#5f86a8' opacity='.6'/>",
        )
        .with(
            Body::new(&KAEL, pose::KICK, Mood::Rage).draw(at(486.0, 216.0, 1.24).mirror(), &light),
        )
        .with(
            Body::new(&ILSE, pose::STRIKE, Mood::Rage)
                .holding(Held::Sword)
                .cape(Rgb(150, 24, 34), -78.0)
                .draw(at(290.0, 220.0, 1.26), &light),
        )
        .with(format!(
            "<rect y='330' width='640' height='30' fill='{}'/>",
            palette.ground[2]
        ))
        .letter(
            &Lettering::new("CROWN/OF/ASH", Font::Cinzel, 24.0, 70.0, 48.0)
                .fill(Rgb(24, 40, 66))
                .shadow(Rgb(228, 238, 244), 1.5),
        )
}

fn couple() -> Scene {
    let palette = Palette::new(Light::Dusk, 330.0, 60.0);
    let light = Lighting::soft(deep(320.0)).rim(palette.glow);
    Scene::new(TITLE, "couple")
        .with(backdrop(TITLE, &palette))
        .with(ground::orb(
            "g-moon",
            320.0,
            130.0,
            96.0,
            Rgb(255, 232, 226),
        ))
        .with(profile::draw(
            &KAEL,
            Side::Dreaming,
            at(232.0, 178.0, 1.26),
            &light,
        ))
        .with(profile::draw(
            &ILSE,
            Side::Dreaming,
            at(402.0, 188.0, 1.24).mirror(),
            &light,
        ))
        .settle(deep(320.0))
        .letter(&Lettering::new("Crown of Ash", Font::Playfair, 320.0, 342.0, 52.0).centred())
}

fn hooded() -> Scene {
    let light = Lighting::hard(Rgb(2, 16, 12)).tinted(Rgb(40, 190, 120), 0.34);
    Scene::new(TITLE, "suspense")
        .with(ground::spotlight(
            420.0,
            330.0,
            380.0,
            Rgb(40, 190, 110),
            Rgb(2, 18, 14),
        ))
        .with(
            Bust::new(&ORREN, Mood::Stern)
                .turn(-0.3)
                .eyes(-0.5, 0.2)
                .draw(at(424.0, 184.0, 1.5), &light),
        )
        .with(ground::glow(
            "g-orb",
            300.0,
            316.0,
            120.0,
            Rgb(150, 255, 190),
            0.9,
        ))
        .with("<circle cx='300' cy='316' r='30' fill='#e8fff0'/>")
        .letter(&logo(34.0, 130.0, 50.0).fill(Rgb(190, 255, 214)))
}

fn company() -> Scene {
    let palette = Palette::new(Light::Dusk, 75.0, 30.0);
    let ink = Rgb(36, 20, 30);
    let light = Lighting::soft(ink)
        .tinted(ink, 0.42)
        .rim(Rgb(255, 240, 200));
    Scene::new(TITLE, "ensemble")
        .with(ground::sky(&palette))
        .with(ground::orb(
            "g-sun",
            320.0,
            210.0,
            130.0,
            Rgb(255, 220, 140),
        ))
        .with("<path d='M-20 300 C160 240 480 240 660 300 V380 H-20Z' fill='#2a1620'/>")
        .with(
            Body::new(&ORREN, pose::STAND, Mood::Stern)
                .holding(Held::Lantern)
                .draw(at(160.0, 186.0, 0.92), &light),
        )
        .with(
            Body::new(&KAEL, pose::PROUD, Mood::Stern)
                .draw(at(486.0, 182.0, 0.98).mirror(), &light),
        )
        .with(
            Body::new(&ILSE, pose::PROUD, Mood::Stern)
                .cape(Rgb(150, 24, 34), -40.0)
                .draw(at(320.0, 172.0, 1.06), &light),
        )
        .letter(&line(342.0, 56.0).fill(Rgb(255, 236, 190)))
}

fn kael() -> Scene {
    let light = Lighting::soft(deep(260.0)).rim(Rgb(160, 190, 255));
    Scene::new(TITLE, "lead-b")
        .with(ground::gradient(
            "g-night",
            Rgb(20, 26, 84),
            Rgb(46, 62, 160),
            Rgb(120, 132, 226),
        ))
        .with("<path d='M420 360 L520 60 L620 360Z M320 360 L380 210 L450 360Z' fill='#131a5a'/>")
        .with(
            Bust::new(&KAEL, Mood::Anger)
                .turn(0.5)
                .eyes(0.5, 0.0)
                .draw(at(214.0, 164.0, 1.46), &light),
        )
        .letter(&logo(372.0, 288.0, 46.0))
}

fn crown() -> Scene {
    let palette = Palette::new(Light::Night, 300.0, 60.0);
    embers(Scene::new(TITLE, "object").with(ground::spotlight(
        320.0,
        150.0,
        360.0,
        Rgb(96, 84, 92),
        Rgb(14, 12, 16),
    )))
    .with(at(58.0, -10.0, 0.82).put(&object(TITLE, &palette)))
    .letter(&line(338.0, 54.0).fill(Rgb(240, 214, 170)))
}

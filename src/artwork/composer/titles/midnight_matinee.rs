//! Midnight Matinee: an usherette, a projectionist, and an audience that has been dead for years.

use super::*;

const TITLE: &str = "midnight-matinee";

const DOT: Character = Character {
    skin: Rgb(250, 212, 186),
    hair: (Hair::Pixie, Rgb(244, 120, 160)),
    eyes: Rgb(60, 140, 160),
    lips: Some(Rgb(150, 30, 90)),
    build: Build::Slim,
    garment: (Garment::Uniform, Rgb(150, 20, 40)),
    trim: Rgb(170, 24, 44),
    hat: Some(Hat::Usher),
    marks: &[],
};

const MARV: Character = Character {
    skin: Rgb(176, 118, 84),
    hair: (Hair::Messy, Rgb(40, 28, 26)),
    eyes: Rgb(70, 46, 30),
    lips: None,
    build: Build::Slim,
    garment: (Garment::Hoodie, Rgb(70, 96, 60)),
    trim: Rgb(230, 190, 60),
    hat: None,
    marks: &[Mark::RoundGlasses],
};

const GHOUL: Character = Character {
    skin: Rgb(150, 196, 120),
    hair: (Hair::Slick, Rgb(30, 34, 40)),
    eyes: Rgb(240, 220, 60),
    lips: None,
    build: Build::Broad,
    garment: (Garment::Suit, Rgb(44, 40, 58)),
    trim: Rgb(150, 20, 40),
    hat: None,
    marks: &[Mark::Scar],
};

/// A guest who has sat there since 1934.
const ELDER: Character = Character {
    hair: (Hair::Bald, Rgb(30, 34, 40)),
    build: Build::Round,
    ..GHOUL
};
/// A guest who came with him.
const LADY: Character = Character {
    hair: (Hair::Wavy, Rgb(120, 90, 140)),
    lips: Some(Rgb(90, 20, 90)),
    build: Build::Slim,
    garment: (Garment::Dress, Rgb(96, 40, 110)),
    ..GHOUL
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        comic(),
        shadow(),
        ghoul(),
        couple(),
        audience(),
        dot(),
        popcorn(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("MIDNIGHT/MATINEE", Font::Creepster, x, y, size)
}

fn line(y: f64, size: f64) -> Lettering {
    Lettering::new("MIDNIGHT MATINEE", Font::Creepster, 320.0, y, size).centred()
}

fn world() -> Scene {
    let palette = Palette::new(Light::Night, 290.0, 100.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(
            &line(346.0, 58.0)
                .fill(palette.glow)
                .outline(deep(290.0), 8.0),
        )
}

fn comic() -> Scene {
    let palette = vivid(130.0, 330.0);
    let light = Lighting::soft(deep(150.0));
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(ground::burst(320.0, 200.0, 18, Rgb(20, 70, 40), 0.35))
        .with(
            Bust::new(&MARV, Mood::Scream)
                .turn(0.4)
                .eyes(0.3, 0.0)
                .nod(8.0)
                .draw(at(206.0, 188.0, 1.3), &light),
        )
        .with(
            Bust::new(&DOT, Mood::Scream)
                .turn(-0.4)
                .eyes(-0.3, 0.0)
                .nod(-8.0)
                .draw(at(438.0, 196.0, 1.26), &light),
        )
        .letter(
            &line(348.0, 66.0)
                .fill(Rgb(255, 240, 110))
                .outline(Rgb(70, 10, 80), 10.0),
        )
}

fn shadow() -> Scene {
    let light = Lighting::soft(Rgb(10, 6, 20))
        .tinted(Rgb(60, 70, 160), 0.3)
        .rim(Rgb(180, 200, 255));
    Scene::new(TITLE, "suspense")
        .with(ground::gradient(
            "g-wall",
            Rgb(34, 40, 104),
            Rgb(74, 88, 176),
            Rgb(30, 34, 90),
        ))
        .with(
            "<path d='M330 370 C330 250 350 210 400 190 C366 150 366 70 430 40 C510 10 570 \
                70 552 140 C546 166 530 184 516 192 C570 200 600 120 604 60 l10 -24 4 26 10 \
                -22 2 26 12 -16 -4 40 C640 170 640 260 600 300 L610 370Z' \
                fill='#0a0a26'/><path d='M442 96 l26 14 -28 4Z M524 92 l-26 16 28 2Z' \
                fill='#f6ff9a'/>",
        )
        .with(
            Bust::new(&DOT, Mood::Fear)
                .turn(0.3)
                .eyes(0.9, -0.4)
                .draw(at(186.0, 200.0, 1.2), &light),
        )
        .vignette(0.6)
        .letter(
            &Lettering::new("MIDNIGHT MATINEE", Font::Creepster, 28.0, 62.0, 48.0)
                .fill(Rgb(226, 236, 150)),
        )
}

fn ghoul() -> Scene {
    let light = Lighting::hard(Rgb(24, 0, 14)).rim(Rgb(210, 255, 140));
    Scene::new(TITLE, "ghoul")
        .with(ground::spotlight(
            190.0,
            120.0,
            500.0,
            Rgb(190, 16, 40),
            Rgb(30, 0, 12),
        ))
        .with(
            Bust::new(&GHOUL, Mood::Grin)
                .turn(0.2)
                .eyes(0.3, 0.0)
                .nod(-6.0)
                .draw(at(208.0, 172.0, 1.68), &light),
        )
        .with("<path d='M196 228 l8 22 8 -22Z M238 228 l8 22 8 -22Z' fill='#fff'/>")
        .letter(&logo(376.0, 190.0, 66.0).fill(Rgb(214, 255, 130)))
}

fn couple() -> Scene {
    let light = Lighting::soft(deep(340.0))
        .tinted(Rgb(255, 120, 150), 0.12)
        .rim(Rgb(255, 214, 190));
    Scene::new(TITLE, "couple")
        .with(ground::spotlight(
            320.0,
            40.0,
            420.0,
            oklch(0.70, 0.17, 0.0),
            oklch(0.20, 0.09, 350.0),
        ))
        .with(ground::beam(
            320.0,
            -20.0,
            60.0,
            580.0,
            Rgb(255, 230, 220),
            0.2,
        ))
        .with(
            Bust::new(&MARV, Mood::Smile)
                .turn(0.6)
                .eyes(0.8, 0.2)
                .nod(6.0)
                .draw(at(226.0, 176.0, 1.1), &light),
        )
        .with(
            Bust::new(&DOT.bareheaded(), Mood::Asleep)
                .turn(-0.5)
                .nod(-16.0)
                .draw(at(392.0, 196.0, 1.1), &light),
        )
        .with(
            "<path d='M276 266 L288 340 H352 L364 266Z' fill='#f4f0e6'/><path d='M292 266 \
                l8 74 h12 l-6 -74Z M332 266 l-4 74 h12 l10 -74Z' fill='#d8203c'/><g \
                fill='#ffe9a6'><circle cx='286' cy='260' r='14'/><circle cx='308' cy='252' \
                r='16'/><circle cx='332' cy='254' r='15'/><circle cx='354' cy='260' \
                r='13'/></g>",
        )
        .settle(deep(345.0))
        .letter(&Lettering::new(
            "Midnight Matinee",
            Font::Playfair,
            28.0,
            60.0,
            50.0,
        ))
}

fn audience() -> Scene {
    let palette = Palette::new(Light::Night, 200.0, 130.0);
    let light = Lighting::soft(deep(200.0))
        .tinted(Rgb(60, 200, 220), 0.22)
        .rim(Rgb(190, 255, 255));
    let seat = |x: f64, y: f64| {
        format!(
            "<rect x='{}' y='{}' width='116' height='150' rx='30' fill='#0d3b4c'/>",
            x - 58.0,
            y + 64.0
        )
    };
    Scene::new(TITLE, "ensemble")
        .with(ground::spotlight(
            320.0,
            -40.0,
            460.0,
            palette.sky[2],
            deep(205.0),
        ))
        .with(ground::beam(
            320.0,
            -30.0,
            -40.0,
            680.0,
            Rgb(220, 255, 255),
            0.2,
        ))
        .with(Bust::new(&LADY, Mood::Shock).draw(at(112.0, 150.0, 0.84), &light))
        .with(Bust::new(&GHOUL, Mood::Laugh).draw(at(256.0, 142.0, 0.84), &light))
        .with(
            Bust::new(&MARV, Mood::Fear)
                .eyes(0.9, 0.0)
                .draw(at(392.0, 150.0, 0.84), &light),
        )
        .with(
            Bust::new(&ELDER, Mood::Goofy)
                .turn(-0.3)
                .draw(at(532.0, 146.0, 0.84), &light),
        )
        .with(
            [104.0, 250.0, 392.0, 536.0]
                .map(|x| seat(x, 190.0))
                .concat(),
        )
        .letter(
            &line(340.0, 62.0)
                .fill(Rgb(214, 255, 130))
                .outline(Rgb(4, 24, 34), 8.0),
        )
}

fn dot() -> Scene {
    let palette = vivid(350.0, 100.0);
    let light = Lighting::soft(deep(340.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-a")
        .with(ground::gradient(
            "g-hot",
            Rgb(255, 190, 60),
            Rgb(255, 150, 50),
            Rgb(250, 110, 60),
        ))
        .with(ground::stripes(60.0, -160.0, Rgb(255, 226, 120), 0.4))
        .with(
            Bust::new(&DOT, Mood::Smirk)
                .turn(-0.5)
                .eyes(-0.6, 0.0)
                .nod(5.0)
                .draw(at(446.0, 190.0, 1.44), &light),
        )
        .letter(
            &logo(28.0, 168.0, 68.0)
                .fill(palette.ground[2])
                .shadow(Rgb(255, 236, 170), 3.0),
        )
}

fn popcorn() -> Scene {
    let palette = Palette::new(Light::Night, 25.0, 100.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            450.0,
            170.0,
            380.0,
            Rgb(70, 62, 90),
            Rgb(10, 8, 18),
        ))
        .with(at(124.0, 0.0, 1.04).put(&object(TITLE, &palette)))
        .letter(&logo(34.0, 176.0, 70.0).fill(Rgb(255, 70, 60)))
}

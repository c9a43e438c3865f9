//! Orbit of Two: the last two people on a station that was built for two hundred.

use super::*;

const TITLE: &str = "orbit-of-two";

const YUNA: Character = Character {
    skin: Rgb(246, 210, 182),
    hair: (Hair::Bun, Rgb(22, 20, 34)),
    eyes: Rgb(70, 50, 40),
    lips: Some(Rgb(220, 96, 110)),
    build: Build::Slim,
    garment: (Garment::SpaceSuit, Rgb(236, 238, 244)),
    trim: Rgb(255, 110, 90),
    hat: None,
    marks: &[],
};

const DARIO: Character = Character {
    skin: Rgb(132, 84, 58),
    hair: (Hair::Buzz, Rgb(26, 20, 22)),
    eyes: Rgb(90, 60, 30),
    lips: None,
    build: Build::Broad,
    garment: (Garment::SpaceSuit, Rgb(246, 152, 60)),
    trim: Rgb(70, 120, 220),
    hat: None,
    marks: &[Mark::Beard],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        couple(),
        adrift(),
        yuna(),
        comic(),
        alarm(),
        spacewalk(),
        helmet(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("ORBIT/OF TWO", Font::Orbitron, x, y, size)
}

fn helmeted(person: Character) -> Character {
    Character {
        hat: Some(Hat::SpaceHelmet),
        ..person
    }
}

fn world() -> Scene {
    let palette = Palette::new(Light::Night, 270.0, 40.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(&Lettering::new("ORBIT OF TWO", Font::Orbitron, 320.0, 338.0, 50.0).centred())
}

fn couple() -> Scene {
    let palette = Palette::new(Light::Night, 10.0, 40.0);
    let light = Lighting::soft(deep(340.0)).rim(Rgb(255, 206, 170));
    Scene::new(TITLE, "couple")
        .with(ground::spotlight(
            320.0,
            190.0,
            420.0,
            oklch(0.72, 0.17, 20.0),
            oklch(0.22, 0.10, 350.0),
        ))
        .with(ground::specks(60, 360.0, 1.7, Rgb::WHITE, 0.8))
        .with(ground::orb("g-star", 320.0, 184.0, 64.0, palette.glow))
        .with(
            Bust::new(&helmeted(DARIO), Mood::Smile)
                .turn(-0.8)
                .eyes(-0.5, 0.2)
                .nod(-6.0)
                .draw(at(432.0, 190.0, 1.15), &light),
        )
        .with(
            Bust::new(&helmeted(YUNA), Mood::Asleep)
                .turn(0.8)
                .nod(6.0)
                .draw(at(208.0, 190.0, 1.15), &light),
        )
        .settle(deep(350.0))
        .letter(&Lettering::new("Orbit of Two", Font::Playfair, 320.0, 342.0, 54.0).centred())
}

fn adrift() -> Scene {
    let palette = Palette::new(Light::Night, 225.0, 190.0);
    let light = Lighting::soft(deep(230.0)).rim(Rgb(180, 230, 255));
    Scene::new(TITLE, "adrift")
        .with(ground::sky(&palette))
        .with(ground::specks(90, 360.0, 1.8, Rgb::WHITE, 0.9))
        .with(ground::glow(
            "g-air",
            470.0,
            420.0,
            400.0,
            palette.accent,
            0.8,
        ))
        .with(
            "<circle cx='480' cy='470' r='290' fill='#1590c8'/><path d='M240 330 C330 280 \
                420 330 500 260 C540 230 620 260 680 240 V420 H220Z' fill='#3fc48c' \
                opacity='.6'/>",
        )
        .with(
            Body::new(&DARIO, pose::FLOAT, Mood::Smile)
                .turn(0.8)
                .draw(at(280.0, 190.0, 1.1).tilt(20.0), &light),
        )
        .with(
            Body::new(&YUNA, pose::FLOAT, Mood::Smile)
                .turn(0.8)
                .draw(at(486.0, 150.0, 1.02).tilt(14.0).mirror(), &light),
        )
        .letter(&logo(24.0, 302.0, 38.0))
}

fn yuna() -> Scene {
    let palette = Palette::new(Light::Day, 200.0, 30.0);
    let light = Lighting::soft(deep(230.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-a")
        .with(ground::spotlight(
            450.0,
            160.0,
            520.0,
            palette.sky[2],
            oklch(0.62, 0.13, 205.0),
        ))
        .with(
            Bust::new(&helmeted(YUNA), Mood::Calm)
                .turn(-0.3)
                .eyes(-0.3, -0.6)
                .draw(at(446.0, 186.0, 1.66), &light),
        )
        .letter(
            &logo(28.0, 176.0, 40.0)
                .fill(oklch(0.30, 0.10, 230.0))
                .shadow(Rgb::WHITE, 1.5),
        )
}

fn comic() -> Scene {
    let palette = vivid(300.0, 140.0);
    let light = Lighting::soft(deep(300.0));
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(ground::halftone(Rgb::WHITE, 0.22))
        .with(
            Bust::new(&DARIO, Mood::Shock)
                .turn(0.2)
                .draw(at(430.0, 150.0, 1.3).tilt(180.0), &light),
        )
        .with(
            Bust::new(&YUNA, Mood::Laugh)
                .turn(0.3)
                .nod(-6.0)
                .draw(at(200.0, 222.0, 1.28), &light),
        )
        .with(
            "<g fill='none' stroke='#ffe27a' stroke-width='9' stroke-linecap='round'><path \
                d='M300 60 q20 -34 40 0 t40 0'/><path d='M520 300 q16 28 34 0 t36 0'/><path \
                d='M56 110 q16 -26 32 0 t32 0'/></g><circle cx='330' cy='110' r='13' \
                fill='#ff6a4a'/><circle cx='580' cy='250' r='11' fill='#ff6a4a'/>",
        )
        .letter(
            &Lettering::new("ORBIT OF TWO", Font::Bangers, 612.0, 340.0, 62.0)
                .ending()
                .fill(Rgb(255, 240, 120))
                .outline(deep(300.0), 9.0),
        )
}

fn alarm() -> Scene {
    let light = Lighting::hard(Rgb(30, 0, 6)).tinted(Rgb(255, 40, 30), 0.45);
    Scene::new(TITLE, "suspense")
        .with(ground::spotlight(
            70.0,
            60.0,
            560.0,
            Rgb(226, 30, 26),
            Rgb(28, 0, 8),
        ))
        .with(
            "<path d='M640 0 V360 H420 L470 300 V60 L420 0Z' fill='#1a0208'/><path d='M470 \
                60 V300' stroke='#5c0a12' stroke-width='6'/>",
        )
        .with(
            Bust::new(&DARIO, Mood::Fear)
                .turn(0.3)
                .eyes(0.8, 0.0)
                .draw(at(300.0, 180.0, 1.56), &light),
        )
        .vignette(0.6)
        .letter(&logo(34.0, 300.0, 36.0).fill(Rgb(255, 222, 214)))
}

fn spacewalk() -> Scene {
    let palette = Palette::new(Light::Dusk, 60.0, 250.0);
    let light = Lighting::soft(deep(40.0)).rim(palette.glow);
    Scene::new(TITLE, "action")
        .with(ground::gradient(
            "g-void",
            Rgb(20, 10, 30),
            Rgb(150, 60, 20),
            Rgb(255, 170, 60),
        ))
        .with(ground::speed(360.0, 190.0, Rgb(255, 220, 150), 0.35))
        .with(
            "<path d='M-20 40 C140 120 220 20 330 150' fill='none' stroke='#fff2d6' \
                stroke-width='5'/><path d='M590 -10 l60 40 v90 l-110 -70Z M470 330 l40 -24 30 \
                40 -36 40Z M560 210 l26 -10 14 24 -24 16Z' fill='#2a1420'/>",
        )
        .with(
            Body::new(&helmeted(YUNA), pose::LEAP, Mood::Stern)
                .draw(at(350.0, 196.0, 1.42).tilt(-12.0), &light),
        )
        .letter(&logo(28.0, 290.0, 42.0))
}

fn helmet() -> Scene {
    let palette = Palette::new(Light::Night, 155.0, 190.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            320.0,
            150.0,
            380.0,
            oklch(0.50, 0.11, 165.0),
            oklch(0.14, 0.05, 170.0),
        ))
        .with(ground::specks(40, 360.0, 1.6, Rgb::WHITE, 0.6))
        .with(at(120.0, 0.0, 1.06).put(&object(TITLE, &palette)))
        .letter(&logo(28.0, 172.0, 40.0).fill(palette.glow))
}

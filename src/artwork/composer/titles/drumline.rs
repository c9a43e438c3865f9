//! Drumline: one snare, one scholarship, and two players who cannot stand each other's tempo.

use super::*;

const TITLE: &str = "drumline";

const NIA: Character = Character {
    skin: Rgb(122, 76, 52),
    hair: (Hair::Curly, Rgb(90, 30, 26)),
    eyes: Rgb(110, 70, 30),
    lips: Some(Rgb(190, 50, 90)),
    build: Build::Slim,
    garment: (Garment::Uniform, Rgb(196, 30, 50)),
    trim: Rgb(246, 240, 230),
    hat: None,
    marks: &[Mark::Earrings],
};

const THEO: Character = Character {
    skin: Rgb(246, 206, 176),
    hair: (Hair::Messy, Rgb(30, 26, 34)),
    eyes: Rgb(60, 80, 60),
    lips: None,
    build: Build::Slim,
    garment: (Garment::Hoodie, Rgb(44, 60, 96)),
    trim: Rgb(250, 200, 60),
    hat: Some(Hat::Headphones),
    marks: &[],
};

const COACH: Character = Character {
    skin: Rgb(86, 54, 40),
    hair: (Hair::Bald, Rgb(60, 56, 60)),
    eyes: Rgb(60, 40, 24),
    lips: None,
    build: Build::Broad,
    garment: (Garment::Turtleneck, Rgb(50, 46, 60)),
    trim: Rgb(200, 170, 90),
    hat: None,
    marks: &[Mark::RoundGlasses, Mark::Beard],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        solo(),
        couple(),
        nia(),
        theo(),
        coach(),
        comic(),
        finale(),
        drum(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("DRUMLINE", Font::Monoton, x, y, size).outline(Rgb(16, 8, 30), 9.0)
}

fn world() -> Scene {
    let palette = Palette::new(Light::Night, 265.0, 50.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .with("<rect y='290' width='640' height='70' fill='#0a0620' opacity='.75'/>")
        .letter(&logo(320.0, 346.0, 54.0).centred().fill(palette.glow))
}

fn solo() -> Scene {
    let light = Lighting::soft(deep(20.0)).rim(Rgb(255, 240, 170));
    let sticks = Body::new(&NIA, pose::CHEER, Mood::Rage)
        .holding(Held::Stick)
        .turn(0.0);
    Scene::new(TITLE, "action")
        .with(ground::gradient(
            "g-heat",
            Rgb(120, 4, 20),
            Rgb(230, 50, 20),
            Rgb(255, 170, 40),
        ))
        .with(ground::speed(320.0, 170.0, Rgb(255, 220, 120), 0.5))
        .with(sticks.draw(at(420.0, 216.0, 1.62), &light))
        .with(
            "<g transform='translate(78 6) scale(1.04)'><path d='M412 76 l40 -84' \
                stroke='#f0d6a0' stroke-width='7' stroke-linecap='round'/><path d='M238 236 \
                h184 v92 c0 26 -184 26 -184 0Z' fill='#f4f0e8'/><path d='M238 268 l46 60 46 \
                -60 46 60 46 -60' fill='none' stroke='#c81e32' stroke-width='9'/><ellipse \
                cx='330' cy='236' rx='92' ry='22' fill='#fff'/><ellipse cx='330' cy='236' \
                rx='92' ry='22' fill='none' stroke='#e2b23c' stroke-width='8'/></g>",
        )
        .letter(
            &Lettering::new("DRUM/LINE", Font::Monoton, 28.0, 180.0, 70.0)
                .outline(Rgb(110, 4, 20), 9.0)
                .fill(Rgb(255, 240, 190)),
        )
}

fn couple() -> Scene {
    let light = Lighting::soft(deep(280.0))
        .tinted(Rgb(180, 70, 220), 0.06)
        .rim(Rgb(255, 180, 240));
    Scene::new(TITLE, "couple")
        .with(ground::spotlight(
            320.0,
            120.0,
            420.0,
            Rgb(236, 120, 230),
            Rgb(70, 10, 110),
        ))
        .with(ground::beam(
            320.0,
            -20.0,
            120.0,
            520.0,
            Rgb(255, 230, 255),
            0.25,
        ))
        .with(profile::draw(
            &THEO,
            Side::Watching,
            at(236.0, 172.0, 1.24),
            &light,
        ))
        .with(profile::draw(
            &NIA,
            Side::Dreaming,
            at(410.0, 180.0, 1.22).mirror(),
            &light,
        ))
        .settle(Rgb(50, 4, 90))
        .letter(&Lettering::new("Drumline", Font::Playfair, 320.0, 342.0, 58.0).centred())
}

fn nia() -> Scene {
    let light = Lighting::soft(deep(50.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-a")
        .with(ground::gradient(
            "g-gold",
            Rgb(250, 196, 30),
            Rgb(252, 210, 70),
            Rgb(255, 236, 150),
        ))
        .with(
            "<g fill='none' stroke='#fff' stroke-opacity='.55' stroke-width='16'><circle \
                cx='440' cy='180' r='120'/><circle cx='440' cy='180' r='190'/><circle cx='440' \
                cy='180' r='260'/></g>",
        )
        .with(
            Bust::new(&NIA, Mood::Laugh)
                .turn(-0.3)
                .nod(-8.0)
                .draw(at(440.0, 176.0, 1.42), &light),
        )
        .letter(
            &Lettering::new("DRUM/LINE", Font::Monoton, 28.0, 156.0, 68.0)
                .fill(Rgb(255, 246, 210))
                .outline(Rgb(160, 16, 50), 10.0),
        )
}

fn theo() -> Scene {
    let light = Lighting::hard(Rgb(2, 14, 40))
        .tinted(Rgb(30, 110, 240), 0.24)
        .rim(Rgb(140, 210, 255));
    Scene::new(TITLE, "lead-b")
        .with(ground::spotlight(
            90.0,
            60.0,
            560.0,
            Rgb(30, 120, 240),
            Rgb(4, 14, 50),
        ))
        .with(
            Bust::new(&THEO, Mood::Sad)
                .turn(0.4)
                .eyes(0.4, 0.7)
                .nod(6.0)
                .draw(at(214.0, 178.0, 1.46), &light),
        )
        .letter(
            &Lettering::new("DRUM/LINE", Font::Monoton, 376.0, 170.0, 66.0)
                .fill(Rgb(220, 240, 255))
                .outline(Rgb(10, 40, 120), 9.0),
        )
}

fn coach() -> Scene {
    let light = Lighting::hard(Rgb(20, 8, 4)).rim(Rgb(255, 255, 255));
    Scene::new(TITLE, "suspense")
        .with(ground::spotlight(
            440.0,
            60.0,
            420.0,
            Rgb(120, 118, 124),
            Rgb(22, 20, 26),
        ))
        .with(ground::beam(440.0, -20.0, 280.0, 600.0, Rgb::WHITE, 0.2))
        .with(
            Bust::new(&COACH, Mood::Rage)
                .turn(-0.3)
                .eyes(-0.4, 0.2)
                .draw(at(440.0, 176.0, 1.44), &light),
        )
        .letter(
            &Lettering::new("DRUM/LINE", Font::Monoton, 30.0, 170.0, 66.0)
                .outline(Rgb(10, 8, 12), 9.0),
        )
}

fn comic() -> Scene {
    let palette = vivid(150.0, 330.0);
    let light = Lighting::soft(deep(160.0));
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(ground::halftone(Rgb::WHITE, 0.3))
        .with(
            Bust::new(&COACH, Mood::Scream)
                .turn(0.6)
                .draw(at(130.0, 156.0, 1.05).tilt(8.0), &light),
        )
        .with(
            Bust::new(&THEO, Mood::Shock)
                .turn(-0.4)
                .eyes(-0.9, 0.0)
                .draw(at(430.0, 200.0, 1.3).tilt(10.0), &light),
        )
        .letter(
            &Lettering::new("DRUMLINE", Font::Righteous, 612.0, 344.0, 62.0)
                .ending()
                .fill(Rgb(255, 240, 90))
                .outline(Rgb(20, 70, 50), 9.0),
        )
}

fn finale() -> Scene {
    let ink = Rgb(0, 40, 50);
    let light = Lighting::silhouette(ink).rim(Rgb(220, 255, 250));
    Scene::new(TITLE, "ensemble")
        .with(ground::gradient(
            "g-stage",
            Rgb(0, 60, 76),
            Rgb(0, 160, 170),
            Rgb(160, 250, 230),
        ))
        .with(ground::beam(160.0, -20.0, -40.0, 220.0, Rgb::WHITE, 0.25))
        .with(ground::beam(480.0, -20.0, 420.0, 680.0, Rgb::WHITE, 0.25))
        .with(
            Body::new(&THEO, pose::CHEER, Mood::Calm)
                .holding(Held::Stick)
                .draw(at(140.0, 216.0, 0.98), &light),
        )
        .with(
            Body::new(&COACH, pose::CHEER, Mood::Calm)
                .holding(Held::Stick)
                .draw(at(500.0, 216.0, 0.98), &light),
        )
        .with(
            Body::new(&NIA, pose::LEAP, Mood::Calm)
                .holding(Held::Stick)
                .draw(at(320.0, 150.0, 1.12), &light),
        )
        .with(
            "<path d='M-10 320 q20 -40 40 0 q20 -46 44 0 q20 -36 40 0 q24 -50 46 0 q20 -36 \
                40 0 q20 -44 44 0 q22 -40 44 0 q20 -36 40 0 q24 -48 46 0 q20 -40 42 0 q20 -36 \
                40 0 q22 -46 44 0 q20 -36 40 0 q22 -44 44 0 q20 -36 60 0 V370 H-10Z' \
                fill='#00222a'/>",
        )
        .letter(&logo(320.0, 352.0, 46.0).centred())
}

fn drum() -> Scene {
    let palette = Palette::new(Light::Night, 30.0, 50.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            440.0,
            180.0,
            420.0,
            Rgb(255, 240, 232),
            Rgb(240, 170, 150),
        ))
        .with(at(122.0, 0.0, 1.02).put(&object(TITLE, &palette)))
        .letter(
            &Lettering::new("DRUM/LINE", Font::Monoton, 34.0, 168.0, 70.0)
                .outline(Rgb(190, 50, 30), 10.0),
        )
}

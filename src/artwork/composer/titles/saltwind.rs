//! Saltwind: a captain without a ship, a stowaway with a map, and weather.

use super::*;

const TITLE: &str = "saltwind";

const FINA: Character = Character {
    skin: Rgb(238, 190, 158),
    hair: (Hair::Wavy, Rgb(188, 62, 30)),
    eyes: Rgb(60, 130, 90),
    lips: Some(Rgb(190, 58, 58)),
    build: Build::Slim,
    garment: (Garment::Uniform, Rgb(24, 58, 104)),
    trim: Rgb(38, 34, 62),
    hat: Some(Hat::Tricorn),
    marks: &[Mark::Freckles],
};

const TOBIAS: Character = Character {
    skin: Rgb(118, 74, 50),
    hair: (Hair::Curly, Rgb(34, 22, 20)),
    eyes: Rgb(120, 74, 30),
    lips: None,
    build: Build::Slim,
    garment: (Garment::Shirt, Rgb(236, 226, 206)),
    trim: Rgb(200, 60, 50),
    hat: None,
    marks: &[Mark::Goatee],
};

const BOSUN: Character = Character {
    skin: Rgb(226, 160, 130),
    hair: (Hair::Bald, Rgb(206, 200, 196)),
    eyes: Rgb(80, 110, 140),
    lips: None,
    build: Build::Round,
    garment: (Garment::Turtleneck, Rgb(64, 74, 92)),
    trim: Rgb(170, 50, 44),
    hat: Some(Hat::Beanie),
    marks: &[Mark::Beard],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        captain(),
        rigging(),
        couple(),
        comic(),
        crew(),
        storm(),
        compass(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("SALTWIND", Font::LeagueGothic, x, y, size).spacing(4.0)
}

fn world() -> Scene {
    let palette = Palette::new(Light::Dusk, 30.0, 200.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(&logo(616.0, 344.0, 66.0).ending())
}

fn captain() -> Scene {
    let palette = Palette::new(Light::Day, 215.0, 30.0);
    let light = Lighting::soft(deep(250.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-a")
        .with(ground::sky(&palette))
        .with(ground::orb(
            "g-sun",
            236.0,
            160.0,
            142.0,
            Rgb(255, 244, 214),
        ))
        .with(
            Bust::new(&FINA, Mood::Smirk)
                .turn(0.5)
                .eyes(0.6, -0.2)
                .nod(3.0)
                .draw(at(236.0, 196.0, 1.5), &light),
        )
        .settle(oklch(0.35, 0.10, 230.0))
        .letter(&logo(392.0, 300.0, 72.0))
}

fn rigging() -> Scene {
    let palette = Palette::new(Light::Day, 165.0, 30.0);
    let light = Lighting::soft(deep(190.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "action")
        .with(ground::sky(&palette))
        .with(
            "<path d='M-20 60 C180 20 260 120 300 380 L-20 380Z' fill='#f6efdc'/><path \
                d='M-20 60 C120 70 180 170 190 380 L-20 380Z' fill='#e2d5b8'/><path d='M660 \
                300 C560 270 480 330 400 310 S220 330 -20 300 V380 H660Z' \
                fill='#0d5f66'/><path d='M444 -20 L390 96' stroke='#5a3a22' stroke-width='6'/>",
        )
        .with(
            Body::new(&FINA, pose::HANG, Mood::Grin)
                .cape(Rgb(24, 58, 104), -80.0)
                .draw(at(388.0, 190.0, 1.34).tilt(-16.0), &light),
        )
        .letter(&logo(30.0, 340.0, 92.0).fill(Rgb(180, 40, 30)))
}

fn couple() -> Scene {
    let palette = Palette::new(Light::Dusk, 345.0, 60.0);
    let light = Lighting::soft(deep(330.0)).rim(palette.glow);
    let fina = FINA.bareheaded();
    Scene::new(TITLE, "couple")
        .with(backdrop(TITLE, &palette))
        .with(
            Bust::new(&TOBIAS, Mood::Longing)
                .turn(-0.7)
                .nod(-8.0)
                .eyes(-0.6, 0.2)
                .draw(at(444.0, 160.0, 1.28), &light),
        )
        .with(
            Bust::new(&fina, Mood::Asleep)
                .turn(0.6)
                .nod(16.0)
                .draw(at(262.0, 192.0, 1.26), &light),
        )
        .settle(deep(340.0))
        .letter(&Lettering::new(
            "Saltwind",
            Font::Playfair,
            24.0,
            66.0,
            62.0,
        ))
}

fn comic() -> Scene {
    let palette = vivid(125.0, 20.0);
    let mut sick = TOBIAS;
    sick.skin = Rgb(150, 176, 92);
    let light = Lighting::soft(deep(140.0));
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(
            "<path d='M-20 250 C100 190 180 300 320 250 S540 210 660 270 V380 H-20Z' \
                fill='#2f9c8c'/><path d='M-20 300 C120 250 220 340 360 300 S560 270 660 310 \
                V380 H-20Z' fill='#1d7a72'/>",
        )
        .with(
            Bust::new(&BOSUN, Mood::Laugh)
                .turn(0.5)
                .draw(at(146.0, 216.0, 1.02).tilt(-6.0), &light),
        )
        .with(
            Bust::new(&sick, Mood::Goofy)
                .turn(-0.2)
                .nod(-12.0)
                .draw(at(440.0, 180.0, 1.56).tilt(8.0), &light),
        )
        .letter(
            &Lettering::new("SALTWIND", Font::LuckiestGuy, 22.0, 64.0, 58.0)
                .fill(Rgb(255, 246, 214))
                .outline(Rgb(20, 74, 80), 9.0)
                .tilt(-3.0),
        )
}

fn crew() -> Scene {
    let palette = Palette::new(Light::Dusk, 70.0, 200.0);
    let light = Lighting::soft(deep(60.0)).rim(palette.glow);
    Scene::new(TITLE, "ensemble")
        .with(ground::sky(&palette))
        .with(ground::stripes(44.0, 120.0, Rgb::WHITE, 0.16))
        .with(
            Bust::new(&BOSUN, Mood::Stern)
                .turn(-0.3)
                .draw(at(150.0, 178.0, 1.05), &light),
        )
        .with(
            Bust::new(&TOBIAS, Mood::Grin)
                .turn(0.3)
                .draw(at(490.0, 178.0, 1.05), &light),
        )
        .with(Bust::new(&FINA, Mood::Stern).draw(at(320.0, 178.0, 1.22), &light))
        .settle(deep(40.0))
        .letter(&logo(320.0, 344.0, 74.0).centred())
}

fn storm() -> Scene {
    let ink = Rgb(6, 12, 28);
    let light = Lighting::silhouette(ink).rim(Rgb(190, 220, 255));
    Scene::new(TITLE, "suspense")
        .with(ground::gradient(
            "g-storm",
            Rgb(8, 14, 34),
            Rgb(30, 54, 104),
            Rgb(120, 150, 196),
        ))
        .with(
            "<path d='M500 -10 L452 92 L486 96 L430 214 L520 92 L488 84 L540 -10Z' \
                fill='#f4f8ff'/><path d='M-20 250 C60 120 200 90 260 170 C210 150 180 190 220 \
                220 C280 270 460 220 660 280 V380 H-20Z' fill='#12264c'/>",
        )
        .with(
            Body::new(&FINA, pose::STRIKE, Mood::Rage)
                .holding(Held::Sword)
                .cape(ink, -96.0)
                .draw(at(396.0, 214.0, 1.14), &light),
        )
        .with("<path d='M-20 320 C140 260 300 350 660 300 V380 H-20Z' fill='#060c1c'/>")
        .letter(&logo(28.0, 96.0, 90.0).fill(Rgb(206, 224, 255)))
}

fn compass() -> Scene {
    let palette = Palette::new(Light::Night, 60.0, 80.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            440.0,
            180.0,
            400.0,
            Rgb(240, 222, 178),
            Rgb(150, 104, 52),
        ))
        .with(
            "<path d='M0 250 C120 230 160 300 300 260 M20 90 C90 60 130 130 220 100 M60 330 \
                l20 -20 m-20 0 l20 20' stroke='#8a5c2c' stroke-width='3' stroke-dasharray='9 \
                8' fill='none'/>",
        )
        .with(at(120.0, 0.0, 1.0).put(&object(TITLE, &palette)))
        .letter(
            &logo(34.0, 212.0, 84.0)
                .fill(Rgb(66, 36, 16))
                .shadow(Rgb(240, 222, 178), 2.0),
        )
}

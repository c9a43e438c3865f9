//! Snowbound, Together: rivals in the same cabin, one blanket, three days of weather.

use super::*;

const TITLE: &str = "snowbound";

const NELL: Character = Character {
    skin: Rgb(250, 214, 194),
    hair: (Hair::Wavy, Rgb(120, 60, 36)),
    eyes: Rgb(80, 130, 90),
    lips: Some(Rgb(214, 70, 80)),
    build: Build::Slim,
    garment: (Garment::Knit, Rgb(196, 40, 50)),
    trim: Rgb(240, 236, 226),
    hat: Some(Hat::Beanie),
    marks: &[Mark::Freckles],
};

const GUS: Character = Character {
    skin: Rgb(140, 92, 66),
    hair: (Hair::Curly, Rgb(36, 26, 24)),
    eyes: Rgb(90, 60, 34),
    lips: None,
    build: Build::Broad,
    garment: (Garment::Knit, Rgb(36, 96, 84)),
    trim: Rgb(240, 180, 70),
    hat: None,
    marks: &[Mark::Beard, Mark::Scarf],
};

const PEARL: Character = Character {
    skin: Rgb(244, 204, 184),
    hair: (Hair::Bob, Rgb(214, 214, 224)),
    eyes: Rgb(70, 110, 160),
    lips: Some(Rgb(200, 60, 90)),
    build: Build::Round,
    garment: (Garment::Turtleneck, Rgb(70, 90, 170)),
    trim: Rgb(250, 210, 120),
    hat: None,
    marks: &[Mark::RoundGlasses],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        couple(),
        quarrel(),
        slip(),
        nell(),
        gus(),
        family(),
        globe(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("Snowbound,/Together", Font::Playfair, x, y, size)
}

fn snow(scene: Scene) -> Scene {
    scene.with(ground::specks(70, 360.0, 3.0, Rgb::WHITE, 0.85))
}

fn world() -> Scene {
    let palette = Palette::new(Light::Night, 240.0, 75.0);
    snow(Scene::new(TITLE, "world").with(wide(TITLE, &palette))).letter(
        &Lettering::new("Snowbound, Together", Font::Playfair, 320.0, 346.0, 46.0)
            .centred()
            .outline(Rgb(24, 36, 90), 7.0),
    )
}

fn couple() -> Scene {
    let palette = Palette::new(Light::Dusk, 40.0, 20.0);
    let light = Lighting::soft(deep(20.0)).rim(Rgb(255, 236, 190));
    Scene::new(TITLE, "couple")
        .with(ground::spotlight(
            320.0,
            300.0,
            440.0,
            Rgb(255, 190, 90),
            Rgb(130, 40, 20),
        ))
        .with(ground::bokeh(
            &[Rgb(255, 230, 160), Rgb(255, 120, 90), Rgb(150, 220, 130)],
            0.55,
        ))
        .with(profile::draw(
            &GUS,
            Side::Dreaming,
            at(212.0, 168.0, 1.34),
            &light,
        ))
        .with(
            Bust::new(&NELL, Mood::Asleep)
                .turn(-0.6)
                .nod(-14.0)
                .draw(at(412.0, 196.0, 1.16), &light),
        )
        .settle(palette.ground[2])
        .letter(
            &Lettering::new("Snowbound, Together", Font::Playfair, 320.0, 342.0, 48.0).centred(),
        )
}

fn quarrel() -> Scene {
    let light = Lighting::soft(deep(10.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "quarrel")
        .with(ground::floor(0.0, oklch(0.72, 0.14, 165.0)))
        .with(ground::half(350.0, 290.0, oklch(0.66, 0.19, 18.0)))
        .with(profile::draw(
            &NELL,
            Side::Shouting,
            at(182.0, 172.0, 1.26),
            &light,
        ))
        .with(profile::draw(
            &GUS,
            Side::Shouting,
            at(462.0, 168.0, 1.26).mirror(),
            &light,
        ))
        .with(
            "<path d='M320 96 l10 34 34 -10 -22 28 26 24 -36 0 -6 36 -18 -30 -32 16 14 -34 \
                -30 -20 36 -6Z' fill='#ffe45c'/>",
        )
        .letter(
            &Lettering::new("SNOWBOUND, TOGETHER", Font::LuckiestGuy, 320.0, 346.0, 48.0)
                .centred()
                .outline(Rgb(60, 20, 60), 9.0),
        )
}

fn slip() -> Scene {
    let palette = vivid(225.0, 20.0);
    let light = Lighting::soft(deep(250.0)).rim(Rgb::WHITE);
    snow(Scene::new(TITLE, "comic").with(ground::sky(&palette)))
        .with(
            "<path d='M-20 300 C140 260 320 340 660 280 V380 H-20Z' fill='#fff'/><path \
                d='M-20 340 C200 300 400 360 660 320 V380 H-20Z' fill='#d8ecfa'/>",
        )
        .with(
            Body::new(&GUS, pose::SLIP, Mood::Scream)
                .turn(0.0)
                .draw(at(410.0, 220.0, 1.36), &light),
        )
        .with(
            Body::new(&NELL, pose::CHEER, Mood::Laugh)
                .turn(0.5)
                .draw(at(150.0, 250.0, 0.92), &light),
        )
        .letter(
            &Lettering::new("SNOWBOUND,/TOGETHER", Font::LuckiestGuy, 22.0, 52.0, 44.0)
                .fill(Rgb(214, 30, 50))
                .outline(Rgb::WHITE, 8.0)
                .tilt(-3.0),
        )
}

fn nell() -> Scene {
    let light = Lighting::soft(deep(330.0)).rim(Rgb::WHITE);
    snow(Scene::new(TITLE, "lead-a").with(ground::spotlight(
        440.0,
        170.0,
        480.0,
        Rgb(255, 214, 226),
        Rgb(226, 110, 150),
    )))
    .with(
        Bust::new(&NELL, Mood::Laugh)
            .turn(-0.3)
            .nod(-8.0)
            .draw(at(440.0, 186.0, 1.46), &light),
    )
    .letter(
        &logo(24.0, 176.0, 48.0)
            .fill(Rgb(130, 16, 50))
            .shadow(Rgb(255, 226, 234), 2.0),
    )
}

fn gus() -> Scene {
    let palette = Palette::new(Light::Night, 170.0, 75.0);
    let light = Lighting::soft(deep(180.0)).rim(Rgb(255, 220, 150));
    Scene::new(TITLE, "lead-b")
        .with(backdrop(TITLE, &palette))
        .with(format!(
            "<rect width='640' height='360' fill='{}' opacity='.45'/>",
            deep(170.0)
        ))
        .with(
            Bust::new(&GUS, Mood::Longing)
                .turn(0.5)
                .eyes(0.6, -0.3)
                .draw(at(200.0, 176.0, 1.42), &light),
        )
        .letter(&logo(360.0, 276.0, 45.0))
}

fn family() -> Scene {
    let palette = vivid(78.0, 20.0);
    let light = Lighting::soft(deep(40.0));
    let kid = Character {
        build: Build::Child,
        hat: Some(Hat::Beanie),
        trim: Rgb(90, 180, 90),
        lips: None,
        garment: (Garment::Knit, Rgb(240, 150, 40)),
        ..NELL
    };
    Scene::new(TITLE, "ensemble")
        .with(ground::sky(&palette))
        .with(
            "<path d='M-10 20 Q160 100 320 40 T650 30' fill='none' stroke='#1e6b4a' \
                stroke-width='12'/><g fill='#e02a3c'><circle cx='70' cy='56' r='11'/><circle \
                cx='220' cy='78' r='11'/><circle cx='400' cy='32' r='11'/><circle cx='560' \
                cy='46' r='11'/></g>",
        )
        .with(
            Bust::new(&PEARL, Mood::Laugh)
                .turn(0.4)
                .draw(at(108.0, 190.0, 0.94), &light),
        )
        .with(
            Bust::new(&GUS, Mood::Grin)
                .turn(0.2)
                .draw(at(266.0, 170.0, 0.98), &light),
        )
        .with(
            Bust::new(&NELL, Mood::Smile)
                .turn(-0.3)
                .draw(at(428.0, 186.0, 0.98), &light),
        )
        .with(
            Bust::new(&kid, Mood::Goofy)
                .turn(-0.2)
                .draw(at(560.0, 216.0, 0.90), &light),
        )
        .settle(Rgb(120, 20, 30))
        .letter(
            &Lettering::new("Snowbound, Together", Font::Playfair, 320.0, 344.0, 50.0).centred(),
        )
}

fn globe() -> Scene {
    let palette = Palette::new(Light::Night, 285.0, 60.0);
    snow(Scene::new(TITLE, "object").with(ground::spotlight(
        200.0,
        170.0,
        400.0,
        Rgb(150, 120, 220),
        Rgb(40, 20, 90),
    )))
    .with(at(-122.0, 0.0, 1.02).put(&object(TITLE, &palette)))
    .letter(&logo(352.0, 176.0, 46.0))
}

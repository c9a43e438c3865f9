//! Little Comet: a girl, a lost robot, and a very long way to the observatory.

use super::*;

const TITLE: &str = "little-comet";

const WREN: Character = Character {
    skin: Rgb(168, 110, 76),
    hair: (Hair::Braids, Rgb(52, 30, 28)),
    eyes: Rgb(90, 60, 30),
    lips: None,
    build: Build::Child,
    garment: (Garment::Hoodie, Rgb(250, 190, 50)),
    trim: Rgb(240, 80, 100),
    hat: None,
    marks: &[Mark::Freckles],
};

const COMET: Character = Character {
    skin: Rgb(224, 236, 244),
    hair: (Hair::Bald, Rgb(150, 170, 190)),
    eyes: Rgb(90, 230, 240),
    lips: None,
    build: Build::Robot,
    garment: (Garment::RacingSuit, Rgb(196, 212, 226)),
    trim: Rgb(255, 140, 70),
    hat: None,
    marks: &[],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        friends(),
        comic(),
        flight(),
        lost(),
        wren(),
        robot(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("LITTLE/COMET", Font::Righteous, x, y, size)
}

fn world() -> Scene {
    let palette = Palette::new(Light::Night, 275.0, 70.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(&Lettering::new("LITTLE COMET", Font::Righteous, 320.0, 344.0, 52.0).centred())
}

fn friends() -> Scene {
    let palette = vivid(200.0, 30.0);
    let light = Lighting::soft(deep(220.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "friends")
        .with(backdrop(TITLE, &palette))
        .with(
            Bust::new(&COMET, Mood::Smile)
                .turn(-0.4)
                .nod(-6.0)
                .draw(at(420.0, 156.0, 1.08), &light),
        )
        .with(
            Bust::new(&WREN, Mood::Laugh)
                .turn(0.4)
                .nod(8.0)
                .draw(at(236.0, 184.0, 1.2), &light),
        )
        .settle(deep(230.0))
        .letter(&Lettering::new("LITTLE COMET", Font::Righteous, 320.0, 342.0, 58.0).centred())
}

fn comic() -> Scene {
    let palette = vivid(110.0, 330.0);
    let light = Lighting::soft(deep(120.0));
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(ground::burst(430.0, 180.0, 14, Rgb::WHITE, 0.45))
        .with(
            Bust::new(&COMET, Mood::Shock)
                .nod(14.0)
                .draw(at(436.0, 216.0, 1.26), &light),
        )
        .with(
            "<g transform='translate(446 142) rotate(12)'><path d='M-40 0 C-50 -60 50 -60 \
                40 0Z' fill='#5a3a20'/><path d='M-14 -44 l-16 -34 M16 -44 l18 -30' \
                stroke='#5a3a20' stroke-width='9' stroke-linecap='round'/><circle cx='-12' \
                cy='-22' r='7' fill='#fff'/><circle cx='14' cy='-22' r='7' \
                fill='#fff'/><circle cx='-12' cy='-22' r='3' fill='#111'/><circle cx='14' \
                cy='-22' r='3' fill='#111'/></g>",
        )
        .letter(
            &logo(28.0, 170.0, 72.0)
                .fill(palette.accent)
                .outline(Rgb::WHITE, 9.0)
                .tilt(-4.0),
        )
}

fn flight() -> Scene {
    let light = Lighting::soft(deep(20.0)).rim(Rgb(255, 240, 190));
    Scene::new(TITLE, "action")
        .with(ground::gradient(
            "g-dawn",
            Rgb(230, 60, 90),
            Rgb(255, 130, 70),
            Rgb(255, 214, 130),
        ))
        .with(
            "<g fill='#fff' opacity='.75'><path d='M-20 320 q40 -70 100 -36 q50 -66 114 -4 \
                q70 -34 104 40 q60 -20 96 16 q30 -62 92 -32 q60 -56 110 6 q40 -16 64 10 V380 \
                H-20Z'/></g>",
        )
        .with(
            "<path d='M-20 220 C100 190 200 190 300 170 L300 200 C200 220 100 240 -20 290Z' \
                fill='#fff6c8' opacity='.85'/>",
        )
        .with(
            Body::new(&COMET, pose::FLY, Mood::Smile)
                .turn(0.4)
                .draw(at(390.0, 210.0, 1.36).tilt(16.0), &light),
        )
        .with(
            Body::new(&WREN, pose::SIT, Mood::Laugh)
                .turn(0.5)
                .draw(at(366.0, 142.0, 0.94).tilt(12.0), &light),
        )
        .letter(&logo(28.0, 90.0, 56.0))
}

fn lost() -> Scene {
    let light = Lighting::soft(Rgb(6, 10, 44))
        .tinted(Rgb(40, 60, 160), 0.34)
        .rim(Rgb(150, 220, 255));
    Scene::new(TITLE, "lost")
        .with(ground::gradient(
            "g-night",
            Rgb(6, 10, 50),
            Rgb(20, 32, 104),
            Rgb(50, 70, 160),
        ))
        .with(ground::specks(90, 260.0, 1.8, Rgb::WHITE, 0.9))
        .with(
            "<path d='M-20 320 C160 270 420 300 660 330 V380 H-20Z' fill='#070b30'/><path \
                transform='translate(-34 2)' d='M436 300 C440 262 470 250 506 254 C540 258 560 \
                280 564 316 Z' fill='#141c5a'/><path transform='translate(-34 2)' d='M446 282 \
                C456 264 476 258 500 260' fill='none' stroke='#7ea0e8' stroke-width='4' \
                stroke-linecap='round'/>",
        )
        .with(ground::glow(
            "g-lamp",
            470.0,
            200.0,
            150.0,
            Rgb(90, 230, 240),
            0.5,
        ))
        .with(
            Body::new(&COMET, pose::SIT, Mood::Sad)
                .turn(-0.2)
                .draw(at(460.0, 252.0, 1.24).mirror(), &light),
        )
        .letter(&logo(30.0, 110.0, 58.0).fill(Rgb(170, 240, 255)))
}

fn wren() -> Scene {
    let light = Lighting::soft(deep(320.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-a")
        .with(ground::spotlight(
            210.0,
            160.0,
            480.0,
            Rgb(255, 190, 220),
            Rgb(226, 90, 150),
        ))
        .with(
            "<path d='M640 20 L360 120 L372 140 Z' fill='#fff8d8'/><circle cx='362' \
                cy='132' r='22' fill='#fff8d8'/>",
        )
        .with(
            Bust::new(&WREN, Mood::Smile)
                .turn(0.5)
                .eyes(0.7, -0.6)
                .draw(at(200.0, 184.0, 1.44), &light),
        )
        .letter(&logo(362.0, 250.0, 64.0))
}

fn robot() -> Scene {
    let palette = Palette::new(Light::Day, 60.0, 60.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            430.0,
            180.0,
            430.0,
            Rgb(60, 200, 190),
            Rgb(4, 84, 96),
        ))
        .with(at(116.0, 0.0, 1.06).put(&object(TITLE, &palette)))
        .letter(&logo(34.0, 170.0, 70.0).fill(Rgb(255, 236, 160)))
}

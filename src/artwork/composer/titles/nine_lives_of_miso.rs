//! The Nine Lives of Miso: one cat, nine careers, no regrets.

use super::*;

const TITLE: &str = "nine-lives-of-miso";

const MISO: Character = Character {
    skin: Rgb(250, 236, 214),
    hair: (Hair::Bald, Rgb(226, 128, 52)),
    eyes: Rgb(110, 200, 110),
    lips: None,
    build: Build::Cat,
    garment: (Garment::Shirt, Rgb(250, 236, 214)),
    trim: Rgb(200, 40, 50),
    hat: None,
    marks: &[],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        pirate(),
        astronaut(),
        detective(),
        samurai(),
        chef(),
        king(),
        ghost(),
        superhero(),
        swimmer(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("THE/NINE LIVES/OF MISO", Font::LuckiestGuy, x, y, size)
}

fn line(y: f64, size: f64) -> Lettering {
    Lettering::new("THE NINE LIVES OF MISO", Font::LuckiestGuy, 320.0, y, size).centred()
}

fn pirate() -> Scene {
    let palette = vivid(210.0, 30.0);
    let light = Lighting::soft(deep(230.0)).rim(Rgb::WHITE);
    let cat = Character {
        garment: (Garment::Uniform, Rgb(130, 24, 40)),
        trim: Rgb(40, 34, 52),
        hat: Some(Hat::Tricorn),
        marks: &[Mark::Eyepatch],
        ..MISO
    };
    Scene::new(TITLE, "pirate")
        .with(ground::sky(&palette))
        .with(
            "<path d='M-20 280 q40 -30 80 0 t80 0 80 0 80 0 80 0 80 0 80 0 80 0 80 0 V380 \
                H-20Z' fill='#1668b0'/>",
        )
        .with(
            Bust::new(&cat, Mood::Smirk)
                .eyes(-0.4, 0.0)
                .draw(at(440.0, 176.0, 1.36).tilt(-4.0), &light),
        )
        .letter(&logo(28.0, 110.0, 54.0).outline(Rgb(14, 50, 110), 9.0))
}

fn astronaut() -> Scene {
    let light = Lighting::soft(deep(290.0)).rim(Rgb(220, 200, 255));
    let cat = Character {
        garment: (Garment::SpaceSuit, Rgb(240, 242, 248)),
        trim: Rgb(255, 130, 60),
        hat: Some(Hat::SpaceHelmet),
        ..MISO
    };
    Scene::new(TITLE, "astronaut")
        .with(ground::spotlight(
            240.0,
            150.0,
            480.0,
            Rgb(110, 50, 200),
            Rgb(24, 8, 66),
        ))
        .with(ground::specks(70, 360.0, 2.0, Rgb::WHITE, 0.9))
        .with(
            "<circle cx='560' cy='70' r='56' fill='#ffb04a'/><ellipse cx='560' cy='70' \
                rx='96' ry='18' fill='none' stroke='#ffe0a8' stroke-width='7' \
                transform='rotate(-18 560 70)'/>",
        )
        .with(
            Body::new(&cat, pose::FLOAT, Mood::Laugh)
                .turn(0.2)
                .draw(at(230.0, 206.0, 1.5).tilt(-16.0), &light),
        )
        .letter(&logo(360.0, 210.0, 50.0).fill(Rgb(255, 226, 120)))
}

fn detective() -> Scene {
    let light = Lighting::hard(Rgb(16, 14, 18))
        .tinted(Rgb(120, 120, 120), 0.35)
        .rim(Rgb(255, 255, 255));
    let cat = Character {
        garment: (Garment::Trench, Rgb(150, 146, 140)),
        trim: Rgb(84, 82, 86),
        hat: Some(Hat::Fedora),
        ..MISO
    };
    Scene::new(TITLE, "detective")
        .with(ground::spotlight(
            120.0,
            110.0,
            520.0,
            Rgb(190, 190, 186),
            Rgb(30, 30, 34),
        ))
        .with(ground::blinds(Rgb(30, 30, 34), 0.5))
        .with(
            Bust::new(&cat, Mood::Stern)
                .eyes(0.5, 0.0)
                .draw(at(210.0, 190.0, 1.4), &light),
        )
        .letter(&logo(376.0, 150.0, 48.0))
}

fn samurai() -> Scene {
    let light = Lighting::soft(deep(10.0)).rim(Rgb(255, 240, 220));
    let cat = Character {
        garment: (Garment::Armour, Rgb(44, 40, 66)),
        trim: Rgb(240, 190, 70),
        hat: Some(Hat::Kabuto),
        ..MISO
    };
    Scene::new(TITLE, "samurai")
        .with(ground::gradient(
            "g-red",
            Rgb(200, 16, 24),
            Rgb(226, 40, 36),
            Rgb(244, 96, 70),
        ))
        .with("<circle cx='400' cy='170' r='140' fill='#fff4e4'/>")
        .with(
            Body::new(&cat, pose::STRIKE, Mood::Rage)
                .holding(Held::Sword)
                .turn(0.3)
                .draw(at(400.0, 232.0, 1.34), &light),
        )
        .letter(
            &logo(28.0, 200.0, 50.0)
                .fill(Rgb(255, 244, 228))
                .outline(Rgb(80, 0, 10), 8.0),
        )
}

fn chef() -> Scene {
    let palette = vivid(95.0, 30.0);
    let light = Lighting::soft(deep(70.0)).rim(Rgb::WHITE);
    let cat = Character {
        garment: (Garment::Apron, Rgb(250, 250, 250)),
        trim: Rgb(230, 60, 50),
        hat: Some(Hat::Toque),
        ..MISO
    };
    Scene::new(TITLE, "chef")
        .with(ground::sky(&palette))
        .with(ground::burst(320.0, 200.0, 16, Rgb::WHITE, 0.35))
        .with(
            Bust::new(&cat, Mood::Laugh)
                .nod(4.0)
                .draw(at(320.0, 192.0, 1.16), &light),
        )
        .with(
            "<g transform='translate(96 200)'><path d='M-60 0 C-30 -44 40 -44 70 0 C40 40 \
                -30 40 -60 0Z M66 0 l44 -30 v60Z' fill='#4aa0d8'/><circle cx='-30' cy='-6' \
                r='7' fill='#fff'/><circle cx='-30' cy='-6' r='3.4' fill='#123'/></g>",
        )
        .letter(
            &line(346.0, 50.0)
                .fill(Rgb(214, 40, 30))
                .outline(Rgb::WHITE, 9.0),
        )
}

fn king() -> Scene {
    let light = Lighting::soft(deep(330.0)).rim(Rgb(255, 226, 160));
    let cat = Character {
        garment: (Garment::Poncho, Rgb(196, 20, 90)),
        trim: Rgb(255, 250, 240),
        hat: Some(Hat::Crown),
        ..MISO
    };
    Scene::new(TITLE, "king")
        .with(ground::gradient(
            "g-royal",
            Rgb(150, 6, 84),
            Rgb(214, 30, 120),
            Rgb(250, 120, 170),
        ))
        .with(ground::stripes(40.0, 0.0, Rgb(110, 0, 60), 0.3))
        .with(
            Bust::new(&cat, Mood::Asleep)
                .nod(-4.0)
                .draw(at(450.0, 200.0, 1.3), &light),
        )
        .letter(&logo(30.0, 130.0, 54.0).fill(Rgb(255, 222, 110)))
}

fn ghost() -> Scene {
    let light = Lighting::soft(Rgb(20, 70, 60)).tinted(Rgb(200, 255, 240), 0.72);
    Scene::new(TITLE, "ghost")
        .with(ground::spotlight(
            320.0,
            150.0,
            400.0,
            Rgb(50, 170, 150),
            Rgb(2, 40, 44),
        ))
        .with(
            "<g opacity='.92'><path d='M210 190 C200 60 440 60 430 190 C440 240 480 270 500 \
                330 C470 316 450 330 430 346 C410 320 390 330 370 350 C350 326 330 330 312 350 \
                C290 326 270 330 250 346 C230 330 200 320 150 340 C190 300 206 250 210 190Z' \
                fill='#e8fff8'/></g>",
        )
        .with(
            Bust::new(&MISO, Mood::Shock)
                .bodiless()
                .draw(at(320.0, 150.0, 1.12), &light),
        )
        .letter(
            &line(340.0, 48.0)
                .fill(Rgb(220, 255, 240))
                .outline(Rgb(2, 40, 44), 8.0),
        )
}

fn superhero() -> Scene {
    let light = Lighting::soft(deep(20.0)).rim(Rgb(255, 240, 190));
    let cat = Character {
        garment: (Garment::RacingSuit, Rgb(36, 90, 220)),
        trim: Rgb(240, 40, 50),
        marks: &[],
        ..MISO
    };
    Scene::new(TITLE, "superhero")
        .with(ground::gradient(
            "g-heat",
            Rgb(255, 110, 20),
            Rgb(255, 150, 40),
            Rgb(255, 214, 110),
        ))
        .with(ground::speed(260.0, 180.0, Rgb(255, 244, 200), 0.8))
        .with(
            Body::new(&cat, pose::FLY, Mood::Grin)
                .cape(Rgb(226, 20, 40), -84.0)
                .turn(0.4)
                .draw(at(200.0, 204.0, 1.56).tilt(8.0), &light),
        )
        .letter(&logo(392.0, 240.0, 46.0).outline(Rgb(150, 20, 20), 8.0))
}

fn swimmer() -> Scene {
    let palette = vivid(160.0, 30.0);
    let light = Lighting::soft(deep(170.0));
    let cat = Character {
        trim: Rgb(255, 110, 150),
        marks: &[],
        ..MISO
    };
    Scene::new(TITLE, "swimmer")
        .with(ground::sky(&palette))
        .with(ground::halftone(Rgb::WHITE, 0.25))
        .with(
            Bust::new(&cat, Mood::Fear)
                .eyes(0.0, 0.8)
                .draw(at(430.0, 150.0, 1.24), &light),
        )
        .with(
            "<ellipse cx='430' cy='272' rx='170' ry='56' fill='#ff5a8c'/><ellipse cx='430' \
                cy='256' rx='108' ry='26' fill='#d03a70'/><path d='M300 250 l60 -18 M500 232 \
                l62 22 M330 310 l40 -30 M540 306 l-40 -30' stroke='#fff' \
                stroke-width='20'/><path d='M-20 300 q40 -26 80 0 t80 0 80 0 80 0 80 0 80 0 80 \
                0 80 0 80 0 V380 H-20Z' fill='#0e8a80'/><path d='M-20 330 q40 -26 80 0 t80 0 \
                80 0 80 0 80 0 80 0 80 0 80 0 80 0 V380 H-20Z' fill='#0a6a66'/>",
        )
        .letter(
            &logo(28.0, 110.0, 52.0)
                .fill(Rgb(255, 244, 200))
                .outline(Rgb(6, 80, 80), 9.0),
        )
}

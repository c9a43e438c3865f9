//! Turbo Summer: a delivery driver, a disgraced champion, and a hatchback called Doris.

use super::*;

const TITLE: &str = "turbo-summer";

const KIKI: Character = Character {
    skin: Rgb(232, 172, 126),
    hair: (Hair::Ponytail, Rgb(250, 206, 80)),
    eyes: Rgb(40, 140, 200),
    lips: Some(Rgb(230, 80, 110)),
    build: Build::Slim,
    garment: (Garment::RacingSuit, Rgb(250, 80, 50)),
    trim: Rgb(30, 180, 220),
    hat: None,
    marks: &[],
};

const DEZ: Character = Character {
    skin: Rgb(98, 62, 44),
    hair: (Hair::Afro, Rgb(28, 20, 22)),
    eyes: Rgb(80, 50, 30),
    lips: None,
    build: Build::Broad,
    garment: (Garment::RacingSuit, Rgb(60, 70, 190)),
    trim: Rgb(250, 200, 40),
    hat: None,
    marks: &[Mark::Goatee],
};

const LENZ: Character = Character {
    skin: Rgb(250, 216, 194),
    hair: (Hair::Quiff, Rgb(230, 226, 214)),
    eyes: Rgb(120, 140, 160),
    lips: None,
    build: Build::Slim,
    garment: (Garment::RacingSuit, Rgb(40, 40, 48)),
    trim: Rgb(140, 220, 60),
    hat: None,
    marks: &[Mark::Shades],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        action(),
        comic(),
        couple(),
        kiki(),
        dez(),
        grid(),
        car(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("TURBO/SUMMER", Font::Bangers, x, y, size)
        .fills(&[Rgb(255, 236, 80), Rgb::WHITE])
        .outline(Rgb(30, 20, 70), 9.0)
        .tilt(-5.0)
}

fn world() -> Scene {
    let palette = Palette::new(Light::Day, 215.0, 30.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(
            &Lettering::new("TURBO SUMMER", Font::Bangers, 616.0, 70.0, 64.0)
                .ending()
                .fill(Rgb(255, 236, 80))
                .outline(Rgb(30, 20, 70), 9.0)
                .tilt(-2.0),
        )
}

fn action() -> Scene {
    let light = Lighting::soft(deep(20.0)).rim(Rgb(255, 240, 160));
    let driver = Character {
        hat: Some(Hat::RacingHelmet),
        trim: Rgb(250, 200, 40),
        ..KIKI
    };
    Scene::new(TITLE, "action")
        .with(ground::gradient(
            "g-heat",
            Rgb(230, 30, 30),
            Rgb(255, 100, 30),
            Rgb(255, 200, 60),
        ))
        .with(ground::speed(430.0, 180.0, Rgb(255, 244, 190), 0.6))
        .with(
            Bust::new(&driver, Mood::Rage)
                .turn(-0.4)
                .draw(at(440.0, 170.0, 1.42).tilt(-7.0), &light),
        )
        .with(
            "<path d='M250 380 C270 270 420 250 520 266 S660 330 660 380' fill='none' \
                stroke='#1a1424' stroke-width='24'/><circle cx='316' cy='300' r='22' \
                fill='#1c1626'/><circle cx='560' cy='292' r='22' fill='#1c1626'/>",
        )
        .letter(&logo(24.0, 176.0, 84.0))
}

fn comic() -> Scene {
    let palette = vivid(110.0, 330.0);
    let light = Lighting::soft(deep(130.0));
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(ground::burst(200.0, 190.0, 14, Rgb::WHITE, 0.4))
        .with(
            Bust::new(&DEZ, Mood::Goofy)
                .turn(0.2)
                .nod(-10.0)
                .draw(at(206.0, 180.0, 1.4), &light),
        )
        .with(
            Bust::new(&KIKI, Mood::Shock)
                .turn(-0.5)
                .eyes(-0.7, 0.0)
                .draw(at(500.0, 240.0, 1.02), &light),
        )
        .letter(
            &Lettering::new("TURBO/SUMMER", Font::LuckiestGuy, 380.0, 66.0, 58.0)
                .fill(Rgb(250, 60, 120))
                .outline(Rgb::WHITE, 9.0)
                .tilt(4.0),
        )
}

fn couple() -> Scene {
    let palette = Palette::new(Light::Dusk, 345.0, 60.0);
    let light = Lighting::soft(deep(330.0)).rim(Rgb(255, 236, 200));
    Scene::new(TITLE, "couple")
        .with(ground::gradient(
            "g-eve",
            Rgb(90, 40, 150),
            Rgb(240, 90, 140),
            Rgb(255, 190, 130),
        ))
        .with(ground::orb(
            "g-sun",
            320.0,
            240.0,
            100.0,
            Rgb(255, 232, 170),
        ))
        .with("<path d='M-20 300 H660 V380 H-20Z' fill='#5a1e66'/>")
        .with(
            Body::new(&DEZ, pose::SIT, Mood::Smile)
                .turn(0.7)
                .draw(at(256.0, 230.0, 1.1), &light),
        )
        .with(
            Body::new(&KIKI, pose::SIT, Mood::Smile)
                .turn(0.7)
                .draw(at(400.0, 232.0, 1.06).mirror(), &light),
        )
        .with(
            "<path d='M90 262 C96 240 130 236 170 238 H474 C520 240 560 256 566 290 C568 \
                306 560 318 548 320 H100 C82 312 84 280 90 262Z' fill='#ff4a36'/><path d='M92 \
                276 H562' stroke='#ffd0a0' stroke-width='5'/><path d='M470 240 L446 176 H454 \
                L496 242Z' fill='#ffe9d0' opacity='.85'/><path d='M196 250 V308 M330 246 V308 \
                M196 308 H450' stroke='#b32018' stroke-width='3' fill='none'/><circle cx='540' \
                cy='272' r='12' fill='#fff6c8'/><rect x='86' y='268' width='16' height='18' \
                rx='5' fill='#ffb03a'/><g fill='#1c1024'><circle cx='176' cy='314' \
                r='34'/><circle cx='474' cy='314' r='34'/></g><g fill='#e8d8d0'><circle \
                cx='176' cy='314' r='15'/><circle cx='474' cy='314' r='15'/></g>",
        )
        .settle(palette.ground[2])
        .letter(&Lettering::new("Turbo Summer", Font::Playfair, 320.0, 62.0, 56.0).centred())
}

fn kiki() -> Scene {
    let light = Lighting::soft(deep(240.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-a")
        .with(ground::gradient(
            "g-sky",
            Rgb(20, 150, 230),
            Rgb(60, 190, 250),
            Rgb(190, 236, 255),
        ))
        .with(
            "<g fill='#fff'><path d='M0 0 h80 v45 h-80Z M160 0 h80 v45 h-80Z M320 0 h80 v45 \
                h-80Z M480 0 h80 v45 h-80Z M80 45 h80 v45 h-80Z M240 45 h80 v45 h-80Z M400 45 \
                h80 v45 h-80Z M560 45 h80 v45 h-80Z' opacity='.35'/></g>",
        )
        .with(
            Bust::new(&KIKI, Mood::Grin)
                .turn(0.4)
                .nod(6.0)
                .draw(at(210.0, 178.0, 1.48), &light),
        )
        .letter(&logo(372.0, 236.0, 72.0))
}

fn dez() -> Scene {
    let light = Lighting::soft(deep(280.0)).rim(Rgb(255, 220, 120));
    let cool = Character {
        marks: &[Mark::Goatee, Mark::Shades],
        ..DEZ
    };
    Scene::new(TITLE, "lead-b")
        .with(ground::spotlight(
            440.0,
            160.0,
            470.0,
            Rgb(150, 90, 240),
            Rgb(50, 20, 120),
        ))
        .with(ground::stripes(34.0, -140.0, Rgb(250, 200, 40), 0.16))
        .with(
            Bust::new(&cool, Mood::Smirk)
                .turn(-0.4)
                .nod(3.0)
                .draw(at(440.0, 178.0, 1.36), &light),
        )
        .letter(&logo(30.0, 168.0, 78.0))
}

fn grid() -> Scene {
    let palette = vivid(55.0, 30.0);
    let light = Lighting::soft(deep(40.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "ensemble")
        .with(ground::sky(&palette))
        .with(ground::orb("g-sun", 320.0, 150.0, 90.0, Rgb(255, 250, 220)))
        .with(
            "<path d='M230 190 L410 190 L700 380 L-60 380Z' fill='#4a3a4c'/><path d='M312 \
                200 L328 200 L350 380 L290 380Z' fill='#fff' opacity='.8'/>",
        )
        .with(
            Body::new(&LENZ, pose::PROUD, Mood::Smirk)
                .turn(0.3)
                .draw(at(140.0, 204.0, 1.14), &light),
        )
        .with(
            Body::new(&DEZ, pose::PROUD, Mood::Stern)
                .turn(-0.3)
                .draw(at(500.0, 204.0, 1.14).mirror(), &light),
        )
        .with(
            Body::new(&KIKI, pose::CHEER, Mood::Laugh)
                .turn(0.0)
                .draw(at(320.0, 216.0, 1.16), &light),
        )
        .letter(
            &Lettering::new("TURBO SUMMER", Font::Bangers, 320.0, 350.0, 66.0)
                .centred()
                .fill(Rgb(255, 236, 80))
                .outline(Rgb(120, 16, 30), 9.0),
        )
}

fn car() -> Scene {
    let palette = Palette::new(Light::Day, 170.0, 20.0);
    Scene::new(TITLE, "object")
        .with(ground::gradient(
            "g-mint",
            Rgb(20, 130, 120),
            Rgb(60, 180, 160),
            Rgb(190, 240, 220),
        ))
        .with(ground::burst(320.0, 210.0, 20, Rgb::WHITE, 0.18))
        .with(at(0.0, 38.0, 1.0).put(&object(TITLE, &palette)))
        .letter(
            &Lettering::new("TURBO SUMMER", Font::Bangers, 320.0, 74.0, 68.0)
                .centred()
                .fill(Rgb(255, 236, 80))
                .outline(Rgb(30, 20, 70), 9.0),
        )
}

//! Dust and Silver: a sheriff's widow takes the star, and the outlaw takes her side.

use super::*;

const TITLE: &str = "dust-and-silver";

const HATTIE: Character = Character {
    skin: Rgb(222, 162, 122),
    hair: (Hair::Ponytail, Rgb(70, 38, 24)),
    eyes: Rgb(50, 120, 150),
    lips: Some(Rgb(170, 70, 60)),
    build: Build::Slim,
    garment: (Garment::Poncho, Rgb(150, 60, 40)),
    trim: Rgb(196, 146, 90),
    hat: Some(Hat::Stetson),
    marks: &[],
};

const SILAS: Character = Character {
    skin: Rgb(160, 104, 72),
    hair: (Hair::Short, Rgb(40, 32, 30)),
    eyes: Rgb(100, 110, 60),
    lips: None,
    build: Build::Broad,
    garment: (Garment::Jacket, Rgb(60, 54, 60)),
    trim: Rgb(44, 36, 36),
    hat: Some(Hat::Stetson),
    marks: &[Mark::Stubble, Mark::Scar],
};

const BARON: Character = Character {
    skin: Rgb(246, 206, 184),
    hair: (Hair::Slick, Rgb(190, 180, 170)),
    eyes: Rgb(90, 100, 130),
    lips: None,
    build: Build::Round,
    garment: (Garment::Suit, Rgb(84, 80, 110)),
    trim: Rgb(150, 40, 50),
    hat: None,
    marks: &[Mark::Moustache],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        showdown(),
        hattie(),
        silas(),
        couple(),
        night(),
        three(),
        star(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("DUST AND/SILVER", Font::Bebas, x, y, size).spacing(2.0)
}

fn world() -> Scene {
    let palette = Palette::new(Light::Dusk, 45.0, 20.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(
            &Lettering::new("DUST AND SILVER", Font::Bebas, 320.0, 62.0, 60.0)
                .centred()
                .spacing(6.0),
        )
}

fn showdown() -> Scene {
    let palette = vivid(75.0, 30.0);
    let ink = Rgb(52, 18, 16);
    let light = Lighting::silhouette(ink).rim(Rgb(255, 240, 190));
    Scene::new(TITLE, "action")
        .with(ground::sky(&palette))
        .with(ground::orb(
            "g-sun",
            300.0,
            196.0,
            104.0,
            Rgb(255, 250, 222),
        ))
        .with(ground::floor(290.0, Rgb(206, 120, 40)))
        .with(
            Body::new(&BARON, pose::AIM, Mood::Calm)
                .holding(Held::Pistol)
                .draw(at(306.0, 222.0, 0.74).mirror(), &light),
        )
        .with(
            "<path d='M120 -10 H470 C484 60 500 140 506 210 L534 370 H424 L414 250 C396 160 \
                366 90 300 34 C232 90 204 160 188 250 L176 370 H64 L94 210 C100 140 108 60 120 \
                -10Z' fill='#2a0e0c'/><path d='M112 40 L484 64 L488 92 L108 66Z' \
                fill='#5a2a16'/><path d='M470 70 l44 10 -10 104 -44 -12Z' \
                fill='#5a2a16'/><path d='M484 78 l8 -38 30 8 -8 40Z' fill='#160808'/><path \
                d='M600 -10 C604 60 590 110 560 132 l-30 -14 -2 22 -16 -2 4 -40 26 -26 C548 50 \
                546 20 544 -10Z' fill='#2a0e0c'/>",
        )
        .letter(
            &Lettering::new("DUST AND SILVER", Font::Bebas, 320.0, 344.0, 62.0)
                .centred()
                .spacing(3.0),
        )
}

fn hattie() -> Scene {
    let light = Lighting::hard(Rgb(40, 14, 6))
        .tinted(Rgb(230, 140, 60), 0.14)
        .rim(Rgb(255, 236, 190));
    let eyes = Bust::new(&HATTIE, Mood::Stern).draw(at(320.0, 156.0, 2.9), &light);
    Scene::new(TITLE, "lead-a")
        .with(ground::spotlight(
            120.0,
            120.0,
            560.0,
            Rgb(250, 176, 84),
            Rgb(150, 66, 20),
        ))
        .with(eyes)
        .with(
            "<rect width='640' height='34' fill='#160804'/><rect y='262' width='640' \
                height='98' fill='#160804'/>",
        )
        .letter(
            &Lettering::new("DUST AND SILVER", Font::Bebas, 320.0, 336.0, 74.0)
                .centred()
                .fill(Rgb(250, 190, 100))
                .spacing(4.0),
        )
}

fn silas() -> Scene {
    let palette = Palette::new(Light::Day, 195.0, 30.0);
    let light = Lighting::soft(deep(230.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-b")
        .with(ground::sky(&palette))
        .with(
            "<path d='M-20 300 H80 V210 H150 V300 H360 V240 H420 V170 H520 V300 H660 V380 \
                H-20Z' fill='#b5704a'/><path d='M-20 320 H660 V380 H-20Z' fill='#8a4a2c'/>",
        )
        .with(
            Bust::new(&SILAS, Mood::Smirk)
                .turn(-0.6)
                .eyes(-0.7, 0.0)
                .draw(at(440.0, 200.0, 1.34), &light),
        )
        .letter(
            &logo(30.0, 100.0, 70.0)
                .fill(Rgb(60, 30, 24))
                .shadow(Rgb::WHITE, 1.5),
        )
}

fn couple() -> Scene {
    let ink = Rgb(60, 10, 36);
    let palette = Palette::new(Light::Dusk, 5.0, 60.0);
    let light = Lighting::soft(ink).tinted(ink, 0.3).rim(palette.glow);
    Scene::new(TITLE, "couple")
        .with(ground::sky(&palette))
        .with(ground::orb("g-sun", 320.0, 230.0, 150.0, palette.glow))
        .with(
            Bust::new(&HATTIE.bareheaded(), Mood::Asleep)
                .turn(0.8)
                .nod(10.0)
                .draw(at(250.0, 190.0, 1.14), &light),
        )
        .with(
            Bust::new(&SILAS, Mood::Longing)
                .turn(-0.8)
                .eyes(-0.7, 0.3)
                .nod(-6.0)
                .draw(at(396.0, 174.0, 1.14), &light),
        )
        .settle(ink)
        .letter(&Lettering::new("Dust and Silver", Font::Playfair, 320.0, 342.0, 54.0).centred())
}

fn night() -> Scene {
    let ink = Rgb(8, 12, 36);
    let light = Lighting::soft(ink)
        .tinted(Rgb(60, 80, 180), 0.3)
        .rim(Rgb(255, 180, 90));
    Scene::new(TITLE, "suspense")
        .with(ground::gradient(
            "g-night",
            Rgb(12, 16, 52),
            Rgb(30, 42, 110),
            Rgb(56, 70, 150),
        ))
        .with(ground::specks(80, 240.0, 1.6, Rgb::WHITE, 0.8))
        .with(ground::glow(
            "g-fire",
            130.0,
            340.0,
            260.0,
            Rgb(255, 150, 50),
            0.9,
        ))
        .with(
            "<path d='M112 340 C90 300 130 290 124 256 C156 280 150 300 160 310 C170 300 \
                168 292 166 286 C190 310 176 340 160 346Z' fill='#ffb03a'/>",
        )
        .with(
            Body::new(&SILAS, pose::AIM, Mood::Stern)
                .holding(Held::Pistol)
                .draw(at(460.0, 222.0, 1.42).mirror(), &light),
        )
        .with(ground::floor(338.0, ink))
        .letter(&logo(28.0, 76.0, 62.0).fill(Rgb(255, 206, 140)))
}

fn three() -> Scene {
    let palette = Palette::new(Light::Fog, 110.0, 30.0);
    let light = Lighting::soft(deep(120.0)).tinted(palette.sky[1], 0.12);
    let panel = |x: f64, colour: Rgb| {
        format!(
            "<polygon points='{},0 {},0 {},360 {},360' fill='{colour}'/>",
            x + 20.0,
            x + 233.0,
            x + 213.0,
            x
        )
    };
    Scene::new(TITLE, "ensemble")
        .with(ground::floor(0.0, Rgb(30, 24, 16)))
        .with(
            panel(-10.0, Rgb(196, 96, 60))
                + &panel(213.0, Rgb(226, 206, 150))
                + &panel(436.0, Rgb(96, 120, 90)),
        )
        .with(
            Bust::new(&SILAS, Mood::Stern)
                .turn(0.5)
                .draw(at(98.0, 190.0, 0.92), &light),
        )
        .with(Bust::new(&HATTIE, Mood::Stern).draw(at(320.0, 178.0, 1.0), &light))
        .with(
            Bust::new(&BARON, Mood::Smirk)
                .turn(-0.5)
                .draw(at(546.0, 176.0, 0.98), &light),
        )
        .settle(Rgb(24, 16, 10))
        .letter(
            &Lettering::new("DUST AND SILVER", Font::Bebas, 320.0, 344.0, 70.0)
                .centred()
                .spacing(4.0),
        )
}

fn star() -> Scene {
    let palette = Palette::new(Light::Day, 60.0, 60.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            200.0,
            150.0,
            460.0,
            Rgb(120, 76, 50),
            Rgb(40, 20, 14),
        ))
        .with("<path d='M0 90 H640 M0 180 H640 M0 270 H640' stroke='#2a140c' stroke-width='5'/>")
        .with(at(-130.0, 0.0, 1.02).put(&object(TITLE, &palette)))
        .letter(&logo(356.0, 186.0, 84.0).fill(Rgb(232, 228, 222)))
}

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
        .with(ground::orb("g-sun", 400.0, 190.0, 96.0, Rgb(255, 250, 222)))
        .with(ground::floor(300.0, Rgb(206, 120, 40)))
        .with(Body::new(&BARON, pose::AIM, Mood::Calm).holding(Held::Pistol).draw(at(470.0, 238.0, 0.66).mirror(), &light))
        .with("<path d='M40 370 C60 220 70 90 110 -20 L210 -20 C200 80 190 180 214 260 L236 370 H166 L146 250 L120 370Z' fill='#34120f'/><path d='M214 120 C240 150 244 200 230 236 l-24 -4 C216 200 206 160 196 140Z' fill='#34120f'/><path d='M206 232 l34 4 -4 18 -14 -2 -4 26 -14 -2Z' fill='#1c0a0a'/>")
        .letter(&Lettering::new("DUST AND SILVER", Font::Bebas, 616.0, 346.0, 56.0).ending())
}

fn hattie() -> Scene {
    let light = Lighting::hard(Rgb(40, 14, 6))
        .tinted(Rgb(230, 140, 60), 0.14)
        .rim(Rgb(255, 236, 190));
    let eyes = Bust::new(&HATTIE, Mood::Stern).draw(at(320.0, 156.0, 2.9), &light);
    Scene::new(TITLE, "lead-a")
        .with(ground::spotlight(120.0, 120.0, 560.0, Rgb(250, 176, 84), Rgb(150, 66, 20)))
        .with(eyes)
        .with("<rect width='640' height='34' fill='#160804'/><rect y='262' width='640' height='98' fill='#160804'/>")
        .letter(&Lettering::new("DUST AND SILVER", Font::Bebas, 320.0, 336.0, 74.0).centred().fill(Rgb(250, 190, 100)).spacing(4.0))
}

fn silas() -> Scene {
    let palette = Palette::new(Light::Day, 195.0, 30.0);
    let light = Lighting::soft(deep(230.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-b")
        .with(ground::sky(&palette))
        .with("<path d='M-20 300 H80 V210 H150 V300 H360 V240 H420 V170 H520 V300 H660 V380 H-20Z' fill='#b5704a'/><path d='M-20 320 H660 V380 H-20Z' fill='#8a4a2c'/>")
        .with(Bust::new(&SILAS, Mood::Smirk).turn(-0.6).eyes(-0.7, 0.0).draw(at(440.0, 200.0, 1.34), &light))
        .letter(&logo(30.0, 100.0, 70.0).fill(Rgb(60, 30, 24)).shadow(Rgb::WHITE, 1.5))
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
        .with(ground::gradient("g-night", Rgb(12, 16, 52), Rgb(30, 42, 110), Rgb(56, 70, 150)))
        .with(ground::specks(80, 240.0, 1.6, Rgb::WHITE, 0.8))
        .with(ground::glow("g-fire", 130.0, 340.0, 260.0, Rgb(255, 150, 50), 0.9))
        .with("<path d='M112 340 C90 300 130 290 124 256 C156 280 150 300 160 310 C170 300 168 292 166 286 C190 310 176 340 160 346Z' fill='#ffb03a'/>")
        .with(Body::new(&SILAS, pose::SNEAK, Mood::Stern).holding(Held::Pistol).draw(at(440.0, 206.0, 1.5).mirror(), &light))
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

//! Too Much Paprika: a chef without taste buds, and the only waitress who knows.

use super::*;

const TITLE: &str = "paprika";

const BRUNO: Character = Character {
    skin: Rgb(244, 186, 150),
    hair: (Hair::Short, Rgb(44, 28, 26)),
    eyes: Rgb(80, 50, 30),
    lips: None,
    build: Build::Round,
    garment: (Garment::Apron, Rgb(246, 244, 240)),
    trim: Rgb(208, 40, 36),
    hat: Some(Hat::Toque),
    marks: &[Mark::Moustache],
};

const ZSOFIA: Character = Character {
    skin: Rgb(226, 162, 118),
    hair: (Hair::Braids, Rgb(96, 46, 26)),
    eyes: Rgb(50, 120, 70),
    lips: Some(Rgb(206, 54, 60)),
    build: Build::Slim,
    garment: (Garment::Shirt, Rgb(40, 140, 110)),
    trim: Rgb(250, 200, 60),
    hat: None,
    marks: &[Mark::Freckles],
};

const CRITIC: Character = Character {
    skin: Rgb(250, 220, 204),
    hair: (Hair::Bald, Rgb(140, 130, 140)),
    eyes: Rgb(90, 90, 130),
    lips: None,
    build: Build::Slim,
    garment: (Garment::Suit, Rgb(76, 46, 100)),
    trim: Rgb(180, 140, 220),
    hat: None,
    marks: &[Mark::RoundGlasses, Mark::Goatee],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        comic(),
        couple(),
        duel(),
        zsofia(),
        critic(),
        brigade(),
        pepper(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("TOO MUCH/PAPRIKA", Font::LuckiestGuy, x, y, size)
        .fills(&[Rgb(255, 236, 180), Rgb(255, 90, 50)])
        .outline(Rgb(86, 12, 16), 9.0)
}

fn world() -> Scene {
    let palette = Palette::new(Light::Night, 165.0, 30.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(
            &Lettering::new("TOO MUCH PAPRIKA", Font::LuckiestGuy, 320.0, 344.0, 54.0)
                .centred()
                .fill(Rgb(255, 226, 110))
                .outline(Rgb(20, 40, 36), 9.0),
        )
}

fn comic() -> Scene {
    let palette = vivid(35.0, 20.0);
    let mut hot = BRUNO;
    hot.skin = Rgb(240, 84, 62);
    let light = Lighting::soft(deep(10.0));
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(ground::burst(440.0, 190.0, 16, Rgb(255, 230, 120), 0.55))
        .with(
            "<g fill='#fff' opacity='.85'><circle cx='286' cy='150' r='24'/><circle \
                cx='254' cy='126' r='30'/><circle cx='226' cy='96' r='22'/><circle cx='596' \
                cy='150' r='24'/><circle cx='624' cy='120' r='30'/></g>",
        )
        .with(
            Bust::new(&hot, Mood::Scream)
                .nod(-4.0)
                .draw(at(440.0, 216.0, 1.46), &light),
        )
        .letter(&logo(22.0, 250.0, 56.0).tilt(-4.0))
}

fn couple() -> Scene {
    let light = Lighting::soft(deep(30.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "couple")
        .with(ground::gradient(
            "g-blush",
            Rgb(255, 176, 150),
            Rgb(255, 206, 180),
            Rgb(255, 236, 214),
        ))
        .with(
            "<path d='M320 300 C180 220 150 150 190 96 C226 50 296 66 320 116 C344 66 414 50 450 96 \
             C490 150 460 220 320 300Z' fill='#fff' opacity='.6'/>",
        )
        .with(
            Bust::new(&ZSOFIA, Mood::Smile)
                .turn(0.7)
                .eyes(0.6, -0.2)
                .nod(6.0)
                .draw(at(204.0, 186.0, 1.2), &light),
        )
        .with(
            Bust::new(&BRUNO.bareheaded(), Mood::Smile)
                .turn(-0.7)
                .eyes(-0.7, 0.2)
                .nod(-4.0)
                .draw(at(436.0, 170.0, 1.24), &light),
        )
        .with(tablecloth())
        .letter(
            &Lettering::new("Too Much Paprika", Font::Playfair, 320.0, 344.0, 50.0)
                .centred()
                .outline(Rgb(150, 16, 24), 9.0),
        )
}

/// A chequered cloth along the lower edge.
fn tablecloth() -> String {
    let squares: String = (0..54)
        .filter(|square| (square / 18 + square % 18) % 2 == 0)
        .map(|square| {
            let (x, y) = (square % 18 * 36 - 4, square / 18 * 30 + 282);
            format!("<rect x='{x}' y='{y}' width='36' height='30'/>")
        })
        .collect();
    format!("<rect y='282' width='640' height='78' fill='#fff6ee'/><g fill='#d8262e'>{squares}</g>")
}

fn duel() -> Scene {
    let palette = vivid(230.0, 30.0);
    let light = Lighting::soft(deep(250.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "action")
        .with(ground::sky(&palette))
        .with(ground::half(360.0, 280.0, oklch(0.68, 0.19, 45.0)))
        .with(ground::speed(320.0, 180.0, Rgb::WHITE, 0.5))
        .with(
            Body::new(&ZSOFIA, pose::KICK, Mood::Grin)
                .holding(Held::Whisk)
                .draw(at(196.0, 206.0, 1.3), &light),
        )
        .with(
            Body::new(&BRUNO, pose::STRIKE, Mood::Rage)
                .holding(Held::Whisk)
                .draw(at(460.0, 214.0, 1.2).mirror(), &light),
        )
        .letter(
            &Lettering::new("TOO MUCH PAPRIKA", Font::Bangers, 320.0, 348.0, 60.0)
                .centred()
                .fill(Rgb(255, 240, 120))
                .outline(Rgb(40, 14, 60), 9.0),
        )
}

fn zsofia() -> Scene {
    let palette = vivid(155.0, 30.0);
    let light = Lighting::soft(deep(160.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-b")
        .with(ground::sky(&palette))
        .with(ground::halftone(Rgb(20, 110, 80), 0.3))
        .with(
            Bust::new(&ZSOFIA, Mood::Wink)
                .turn(-0.3)
                .nod(-7.0)
                .draw(at(440.0, 172.0, 1.54), &light),
        )
        .letter(&logo(26.0, 150.0, 54.0))
}

fn critic() -> Scene {
    let light = Lighting::hard(Rgb(22, 8, 36))
        .tinted(Rgb(150, 90, 200), 0.25)
        .rim(Rgb(230, 200, 255));
    Scene::new(TITLE, "suspense")
        .with(ground::spotlight(
            200.0,
            130.0,
            480.0,
            oklch(0.58, 0.18, 305.0),
            oklch(0.16, 0.08, 300.0),
        ))
        .with(
            Bust::new(&CRITIC, Mood::Anger)
                .turn(0.4)
                .eyes(0.5, 0.3)
                .draw(at(212.0, 158.0, 1.6), &light),
        )
        .with(
            "<path d='M330 334 h116 q-8 -40 -58 -40 t-58 40Z' fill='#e8e4f2'/><circle \
                cx='388' cy='290' r='7' fill='#e8e4f2'/><rect x='318' y='332' width='140' \
                height='9' rx='4' fill='#c8c0dc'/>",
        )
        .letter(&logo(388.0, 130.0, 46.0))
}

fn brigade() -> Scene {
    let palette = vivid(85.0, 20.0);
    let light = Lighting::soft(deep(60.0));
    Scene::new(TITLE, "ensemble")
        .with(ground::sky(&palette))
        .with(ground::stripes(40.0, 0.0, Rgb::WHITE, 0.3))
        .with(
            Bust::new(&CRITIC, Mood::Shock)
                .turn(0.5)
                .draw(at(120.0, 150.0, 0.95), &light),
        )
        .with(
            Bust::new(&ZSOFIA, Mood::Laugh)
                .turn(-0.5)
                .draw(at(520.0, 156.0, 0.98), &light),
        )
        .with(Bust::new(&BRUNO, Mood::Goofy).draw(at(320.0, 186.0, 1.08), &light))
        .letter(
            &Lettering::new("TOO MUCH PAPRIKA", Font::LuckiestGuy, 320.0, 346.0, 56.0)
                .centred()
                .fill(Rgb(214, 30, 30))
                .outline(Rgb::WHITE, 9.0),
        )
}

fn pepper() -> Scene {
    let palette = Palette::new(Light::Day, 20.0, 140.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            440.0,
            180.0,
            420.0,
            Rgb(255, 252, 240),
            Rgb(240, 214, 180),
        ))
        .with(at(124.0, 0.0, 1.02).put(&object(TITLE, &palette)))
        .letter(
            &Lettering::new("TOO/MUCH/PAPRIKA", Font::LuckiestGuy, 32.0, 130.0, 60.0)
                .fill(Rgb(196, 24, 28))
                .shadow(Rgb(250, 200, 120), 3.0),
        )
}

//! The Glass Garden: two sisters inherit a greenhouse in which something was buried.

use super::*;

const TITLE: &str = "glass-garden";

const INES: Character = Character {
    skin: Rgb(214, 154, 114),
    hair: (Hair::Bun, Rgb(52, 32, 30)),
    eyes: Rgb(80, 110, 50),
    lips: Some(Rgb(170, 66, 70)),
    build: Build::Slim,
    garment: (Garment::Turtleneck, Rgb(40, 84, 70)),
    trim: Rgb(200, 150, 70),
    hat: None,
    marks: &[Mark::RoundGlasses],
};

const CLARA: Character = Character {
    skin: Rgb(224, 168, 128),
    hair: (Hair::Long, Rgb(66, 36, 32)),
    eyes: Rgb(80, 110, 50),
    lips: Some(Rgb(196, 60, 84)),
    build: Build::Slim,
    garment: (Garment::Dress, Rgb(180, 110, 170)),
    trim: Rgb(244, 222, 240),
    hat: None,
    marks: &[Mark::Earrings],
};

const TOMAS: Character = Character {
    skin: Rgb(246, 200, 170),
    hair: (Hair::Messy, Rgb(196, 150, 80)),
    eyes: Rgb(70, 120, 150),
    lips: None,
    build: Build::Broad,
    garment: (Garment::Shirt, Rgb(120, 130, 84)),
    trim: Rgb(226, 200, 130),
    hat: Some(Hat::Sunhat),
    marks: &[Mark::Beard],
};

/// Leaves that frame the picture from both sides.
const LEAVES: &str = "M-10 370 C10 260 60 220 130 200 C120 280 80 340 30 380Z M-20 120 C40 90 90 110 \
                126 160 C70 180 10 170 -20 140Z M650 370 C640 270 600 220 520 190 C520 280 560 \
                340 610 380Z M660 90 C600 70 550 90 520 140 C580 160 630 150 660 120Z M60 -20 \
                C80 40 130 70 190 70 C180 20 140 -20 100 -30Z";

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        ines(),
        glass(),
        couple(),
        sisters(),
        three(),
        clara(),
        rose(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("The Glass/Garden", Font::Cinzel, x, y, size)
}

fn leaves(colour: Rgb) -> String {
    format!("<path d='{LEAVES}' fill='{colour}'/>")
}

fn world() -> Scene {
    let palette = Palette::new(Light::Fog, 155.0, 310.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(&Lettering::new("The Glass Garden", Font::Cinzel, 320.0, 342.0, 50.0).centred())
}

fn ines() -> Scene {
    let light = Lighting::soft(deep(150.0)).rim(Rgb(236, 255, 200));
    Scene::new(TITLE, "lead-a")
        .with(ground::spotlight(
            320.0,
            160.0,
            420.0,
            Rgb(196, 224, 130),
            Rgb(24, 84, 54),
        ))
        .with(
            Bust::new(&INES, Mood::Calm)
                .turn(0.2)
                .eyes(0.5, 0.0)
                .draw(at(320.0, 164.0, 1.3), &light),
        )
        .with(leaves(Rgb(10, 56, 40)))
        .settle(Rgb(6, 40, 30))
        .letter(&Lettering::new("The Glass Garden", Font::Cinzel, 320.0, 338.0, 52.0).centred())
}

fn glass() -> Scene {
    let ink = Rgb(16, 30, 44);
    let light = Lighting::silhouette(ink);
    Scene::new(TITLE, "suspense")
        .with(ground::spotlight(
            400.0,
            150.0,
            380.0,
            Rgb(206, 226, 240),
            Rgb(58, 88, 120),
        ))
        .with(
            Body::new(&TOMAS, pose::STRIKE, Mood::Calm)
                .holding(Held::Stick)
                .draw(at(420.0, 216.0, 1.24), &light),
        )
        .with(
            "<g fill='#e8f4ff' opacity='.22'><rect width='640' height='360'/></g><path \
                d='M160 0 V360 M320 0 V360 M480 0 V360 M0 110 H640 M0 240 H640' \
                stroke='#0e1a2a' stroke-width='10'/><path d='M170 10 L300 100 M330 10 L400 60 \
                M10 250 L130 340' stroke='#fff' stroke-opacity='.35' stroke-width='10'/><g \
                fill='#b8141e' opacity='.85' transform='translate(236 176) \
                rotate(-8)'><ellipse cx='0' cy='14' rx='21' ry='23'/><rect x='-22' y='-36' \
                width='9' height='44' rx='4.5'/><rect x='-10' y='-46' width='9' height='50' \
                rx='4.5'/><rect x='2' y='-46' width='9' height='50' rx='4.5'/><rect x='13' \
                y='-36' width='9' height='44' rx='4.5'/><rect x='20' y='-8' width='9' \
                height='34' rx='4.5' transform='rotate(38 22 8)'/><rect x='-6' y='34' \
                width='5' height='44' rx='2.5'/></g>",
        )
        .vignette(0.7)
        .letter(&Lettering::new(
            "The Glass/Garden",
            Font::Cinzel,
            24.0,
            300.0,
            40.0,
        ))
}

fn couple() -> Scene {
    let palette = Palette::new(Light::Day, 345.0, 60.0);
    let light = Lighting::soft(deep(330.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "couple")
        .with(backdrop(TITLE, &palette))
        .with(ground::glow(
            "g-morning",
            320.0,
            120.0,
            300.0,
            Rgb(255, 244, 220),
            0.9,
        ))
        .with(profile::draw(
            &CLARA,
            Side::Dreaming,
            at(236.0, 176.0, 1.26),
            &light,
        ))
        .with(profile::draw(
            &TOMAS.bareheaded(),
            Side::Dreaming,
            at(410.0, 164.0, 1.3).mirror(),
            &light,
        ))
        .settle(Rgb(120, 30, 80))
        .letter(&Lettering::new("The Glass Garden", Font::Playfair, 320.0, 342.0, 52.0).centred())
}

fn sisters() -> Scene {
    let light = Lighting::soft(deep(280.0)).rim(Rgb(255, 230, 250));
    Scene::new(TITLE, "sisters")
        .with(ground::floor(0.0, oklch(0.40, 0.13, 300.0)))
        .with(ground::half(340.0, 300.0, oklch(0.24, 0.07, 290.0)))
        .with(
            "<path d='M340 0 L326 90 L346 130 L318 220 L330 270 L300 360' fill='none' \
                stroke='#fff' stroke-width='4'/><path d='M326 90 L260 60 M346 130 L430 110 \
                M318 220 L240 250' stroke='#fff' stroke-opacity='.6' stroke-width='2.6'/>",
        )
        .with(
            Bust::new(&CLARA, Mood::Sad)
                .turn(-0.7)
                .eyes(-0.6, 0.2)
                .draw(at(150.0, 160.0, 1.24), &light),
        )
        .with(
            Bust::new(&INES, Mood::Stern)
                .turn(0.7)
                .eyes(0.6, 0.0)
                .draw(at(496.0, 160.0, 1.24), &light.turned()),
        )
        .settle(deep(290.0))
        .letter(&Lettering::new("The Glass Garden", Font::Cinzel, 320.0, 340.0, 50.0).centred())
}

fn three() -> Scene {
    let palette = Palette::new(Light::Dusk, 60.0, 200.0);
    let light = Lighting::soft(deep(60.0)).rim(palette.glow);
    Scene::new(TITLE, "ensemble")
        .with(backdrop(TITLE, &palette))
        .with(
            Bust::new(&CLARA, Mood::Smile)
                .turn(-0.5)
                .draw(at(160.0, 178.0, 1.02), &light),
        )
        .with(
            Bust::new(&TOMAS, Mood::Stern)
                .turn(0.0)
                .draw(at(326.0, 160.0, 1.08), &light),
        )
        .with(
            Bust::new(&INES, Mood::Calm)
                .turn(0.6)
                .draw(at(490.0, 186.0, 1.0), &light),
        )
        .settle(deep(50.0))
        .letter(&Lettering::new("The Glass Garden", Font::Cinzel, 320.0, 338.0, 50.0).centred())
}

fn clara() -> Scene {
    let light = Lighting::hard(Rgb(30, 20, 6)).rim(Rgb(255, 250, 210));
    Scene::new(TITLE, "lead-b")
        .with(ground::spotlight(
            180.0,
            130.0,
            520.0,
            Rgb(250, 236, 170),
            Rgb(150, 120, 40),
        ))
        .with(
            Bust::new(&CLARA, Mood::Fear)
                .turn(0.4)
                .eyes(0.9, 0.0)
                .draw(at(214.0, 168.0, 1.5), &light),
        )
        .letter(
            &logo(376.0, 180.0, 46.0)
                .fill(Rgb(60, 44, 10))
                .shadow(Rgb(250, 236, 170), 1.5),
        )
}

fn rose() -> Scene {
    let palette = Palette::new(Light::Night, 190.0, 20.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            450.0,
            160.0,
            360.0,
            Rgb(60, 140, 150),
            Rgb(6, 30, 44),
        ))
        .with(at(128.0, 0.0, 1.06).put(&object(TITLE, &palette)))
        .letter(&logo(30.0, 180.0, 50.0))
}

//! The Last Ferry: one boat, one body, and fog until morning.

use super::*;

const TITLE: &str = "last-ferry";

const VENN: Character = Character {
    skin: Rgb(222, 178, 150),
    hair: (Hair::Short, Rgb(70, 62, 62)),
    eyes: Rgb(96, 110, 120),
    lips: None,
    build: Build::Broad,
    garment: (Garment::Trench, Rgb(122, 104, 84)),
    trim: Rgb(66, 58, 60),
    hat: Some(Hat::Fedora),
    marks: &[Mark::Moustache],
};

const GRETA: Character = Character {
    skin: Rgb(248, 218, 200),
    hair: (Hair::Long, Rgb(216, 176, 104)),
    eyes: Rgb(76, 120, 170),
    lips: Some(Rgb(186, 16, 40)),
    build: Build::Slim,
    garment: (Garment::Dress, Rgb(150, 12, 34)),
    trim: Rgb(240, 220, 190),
    hat: None,
    marks: &[Mark::Earrings],
};

const STOKER: Character = Character {
    skin: Rgb(110, 70, 50),
    hair: (Hair::Bald, Rgb(30, 24, 24)),
    eyes: Rgb(80, 50, 30),
    lips: None,
    build: Build::Round,
    garment: (Garment::Shirt, Rgb(92, 104, 110)),
    trim: Rgb(40, 46, 56),
    hat: Some(Hat::Beanie),
    marks: &[Mark::Scar],
};

const PURSER: Character = Character {
    skin: Rgb(234, 188, 160),
    hair: (Hair::Slick, Rgb(26, 22, 24)),
    eyes: Rgb(60, 60, 60),
    lips: None,
    build: Build::Slim,
    garment: (Garment::Uniform, Rgb(40, 48, 66)),
    trim: Rgb(30, 36, 52),
    hat: Some(Hat::Captain),
    marks: &[Mark::RoundGlasses],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        suspense(),
        detective(),
        greta(),
        couple(),
        suspects(),
        chase(),
        lantern(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("THE LAST/FERRY", Font::SpecialElite, x, y, size)
}

fn world() -> Scene {
    let palette = Palette::new(Light::Fog, 220.0, 80.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .vignette(0.55)
        .letter(&Lettering::new("THE LAST FERRY", Font::SpecialElite, 616.0, 336.0, 46.0).ending())
}

fn suspense() -> Scene {
    let ink = Rgb(14, 20, 22);
    let light = Lighting::silhouette(ink).rim(Rgb(230, 244, 226));
    Scene::new(TITLE, "suspense")
        .with(ground::spotlight(
            320.0,
            120.0,
            380.0,
            Rgb(222, 232, 208),
            Rgb(60, 84, 78),
        ))
        .with("<path d='M296 300 L330 300 L560 380 L180 380Z' fill='#26362f' opacity='.8'/>")
        .with(ground::floor(318.0, Rgb(50, 70, 64)))
        .with("<path d='M300 318 L336 318 L470 372 L250 372Z' fill='#141c1a' opacity='.85'/>")
        .with(
            Body::new(&VENN, pose::STAND, Mood::Calm)
                .holding(Held::Lantern)
                .cape(ink, -20.0)
                .draw(at(320.0, 206.0, 1.2), &light),
        )
        .with(
            "<rect y='250' width='640' height='34' fill='#dce8d2' opacity='.3'/><rect \
                y='120' width='640' height='22' fill='#dce8d2' opacity='.2'/>",
        )
        .letter(
            &logo(28.0, 70.0, 46.0)
                .fill(ink)
                .shadow(Rgb(222, 232, 208), 1.5),
        )
}

fn detective() -> Scene {
    let light = Lighting::hard(Rgb(14, 12, 16))
        .tinted(Rgb(200, 150, 90), 0.35)
        .rim(Rgb(255, 214, 150));
    Scene::new(TITLE, "lead-a")
        .with(ground::spotlight(
            90.0,
            110.0,
            520.0,
            Rgb(196, 140, 76),
            Rgb(24, 16, 14),
        ))
        .with(ground::blinds(Rgb(24, 16, 14), 0.5))
        .with(
            Bust::new(&VENN, Mood::Stern)
                .turn(-0.4)
                .eyes(-0.4, 0.0)
                .draw(at(424.0, 192.0, 1.56), &light),
        )
        .letter(&logo(34.0, 260.0, 52.0))
}

fn greta() -> Scene {
    let light = Lighting::soft(Rgb(40, 0, 16)).rim(Rgb(255, 190, 180));
    Scene::new(TITLE, "lead-b")
        .with(ground::spotlight(
            200.0,
            170.0,
            460.0,
            Rgb(216, 24, 48),
            Rgb(52, 0, 14),
        ))
        .with(
            Bust::new(&GRETA, Mood::Longing)
                .turn(0.4)
                .eyes(0.7, 0.0)
                .nod(-5.0)
                .draw(at(214.0, 172.0, 1.6), &light),
        )
        .letter(&logo(378.0, 190.0, 52.0))
}

fn couple() -> Scene {
    let ink = Rgb(24, 12, 40);
    let light = Lighting::silhouette(ink).rim(Rgb(255, 214, 170));
    let palette = Palette::new(Light::Dusk, 310.0, 60.0);
    Scene::new(TITLE, "couple")
        .with(ground::sky(&palette))
        .with(ground::orb("g-lamp", 318.0, 150.0, 104.0, palette.glow))
        .with(profile::draw(
            &GRETA,
            Side::Dreaming,
            at(232.0, 194.0, 1.3),
            &light,
        ))
        .with(profile::draw(
            &VENN.bareheaded(),
            Side::Dreaming,
            at(402.0, 176.0, 1.36).mirror(),
            &light,
        ))
        .letter(&Lettering::new("The Last Ferry", Font::Playfair, 320.0, 338.0, 52.0).centred())
}

fn suspects() -> Scene {
    let palette = Palette::new(Light::Fog, 80.0, 20.0);
    let light = Lighting::soft(deep(70.0)).tinted(Rgb(190, 190, 160), 0.22);
    Scene::new(TITLE, "ensemble")
        .with(ground::sky(&palette))
        .with(
            "<path d='M0 60 H640 M0 110 H640 M0 160 H640 M0 210 H640 M0 260 H640' \
                stroke='#2a2a26' stroke-opacity='.35' stroke-width='3'/>",
        )
        .with(
            Bust::new(&STOKER, Mood::Anger)
                .turn(0.3)
                .draw(at(96.0, 172.0, 0.86), &light),
        )
        .with(
            Bust::new(&GRETA, Mood::Smirk)
                .turn(-0.3)
                .draw(at(248.0, 186.0, 0.86), &light),
        )
        .with(
            Bust::new(&PURSER, Mood::Fear)
                .turn(0.2)
                .eyes(0.8, 0.0)
                .draw(at(396.0, 176.0, 0.86), &light),
        )
        .with(
            Bust::new(&VENN, Mood::Stern)
                .turn(-0.4)
                .eyes(-0.8, 0.0)
                .draw(at(546.0, 170.0, 0.92), &light),
        )
        .settle(Rgb(24, 24, 20))
        .letter(&Lettering::new("THE LAST FERRY", Font::SpecialElite, 320.0, 338.0, 54.0).centred())
}

fn chase() -> Scene {
    let palette = Palette::new(Light::Night, 250.0, 80.0);
    let light = Lighting::soft(deep(250.0))
        .tinted(palette.sky[1], 0.2)
        .rim(Rgb(200, 220, 255));
    Scene::new(TITLE, "action")
        .with(ground::sky(&palette))
        .with(ground::beam(
            70.0,
            20.0,
            260.0,
            760.0,
            Rgb(236, 240, 255),
            0.35,
        ))
        .with(
            "<path d='M-20 330 L660 250 V380 H-20Z' fill='#0c1430'/><path d='M-20 250 L660 \
                170' stroke='#8fa6e0' stroke-width='5'/><path d='M60 240 V322 M220 222 V300 \
                M380 203 V282 M540 184 V262' stroke='#8fa6e0' stroke-width='4'/>",
        )
        .with(
            Body::new(&PURSER, pose::RUN, Mood::Scream)
                .draw(at(490.0, 160.0, 1.12).tilt(-7.0), &light),
        )
        .with(
            Body::new(&VENN, pose::AIM, Mood::Rage)
                .holding(Held::Pistol)
                .cape(VENN.garment.1, -50.0)
                .draw(at(206.0, 200.0, 1.26).tilt(-7.0), &light),
        )
        .letter(&Lettering::new("THE LAST FERRY", Font::Bebas, 612.0, 344.0, 60.0).ending())
}

fn lantern() -> Scene {
    let palette = Palette::new(Light::Night, 60.0, 60.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            440.0,
            190.0,
            300.0,
            Rgb(250, 190, 80),
            Rgb(20, 12, 10),
        ))
        .with(at(120.0, 0.0, 1.0).put(&object(TITLE, &palette)))
        .letter(&logo(36.0, 180.0, 54.0).fill(Rgb(255, 226, 160)))
}

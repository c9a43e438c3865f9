//! Deep Blue Hours: a day of the sea, from the first light to the last lamp.

use super::*;

const TITLE: &str = "deep-blue-hours";

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        whale(),
        octopus(),
        diver(),
        angler(),
        turtle(),
        jellyfish(),
        shoal(),
        helmet(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("DEEP BLUE/HOURS", Font::LeagueGothic, x, y, size).spacing(3.0)
}

fn rays(scene: Scene) -> Scene {
    scene.with(
        "<g fill='#fff' opacity='.13'><polygon points='120,-10 200,-10 60,370 \
                -90,370'/><polygon points='270,-10 310,-10 300,370 180,370'/><polygon \
                points='400,-10 500,-10 640,370 460,370'/></g>",
    )
}

fn world() -> Scene {
    let palette = Palette::new(Light::Night, 240.0, 200.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(
            &Lettering::new("DEEP BLUE HOURS", Font::LeagueGothic, 320.0, 346.0, 54.0)
                .centred()
                .spacing(6.0),
        )
}

fn whale() -> Scene {
    let water = ground::gradient(
        "g-sea",
        Rgb(140, 226, 240),
        Rgb(30, 140, 200),
        Rgb(8, 50, 120),
    );
    rays(Scene::new(TITLE, "whale").with(water))
        .with(
            at(310.0, 146.0, 1.12)
                .tilt(-6.0)
                .put(&creature::whale(Rgb(24, 56, 96), Rgb(226, 238, 242))),
        )
        .letter(&logo(420.0, 280.0, 62.0))
}

fn octopus() -> Scene {
    Scene::new(TITLE, "octopus")
        .with(ground::spotlight(
            440.0,
            150.0,
            460.0,
            Rgb(90, 40, 140),
            Rgb(26, 8, 56),
        ))
        .with(at(440.0, 136.0, 1.2).put(&creature::octopus(Rgb(255, 106, 60))))
        .with(at(120.0, 340.0, 1.0).put(&creature::bubbles()))
        .letter(&logo(30.0, 130.0, 70.0))
}

fn diver() -> Scene {
    let water = ground::gradient(
        "g-sea",
        Rgb(190, 250, 236),
        Rgb(40, 190, 180),
        Rgb(6, 84, 100),
    );
    rays(Scene::new(TITLE, "diver").with(water))
        .with("<polygon points='446,186 660,130 660,330' fill='#fffbd0' opacity='.4'/>")
        .with(
            at(300.0, 164.0, 1.3)
                .tilt(8.0)
                .put(&creature::diver(Rgb(30, 34, 56), Rgb(255, 110, 70))),
        )
        .with(at(420.0, 110.0, 1.0).put(&creature::bubbles()))
        .letter(&logo(28.0, 300.0, 56.0))
}

fn angler() -> Scene {
    let lamp = Rgb(190, 255, 140);
    Scene::new(TITLE, "angler")
        .with(ground::spotlight(
            230.0,
            90.0,
            380.0,
            Rgb(50, 90, 40),
            Rgb(2, 6, 10),
        ))
        .with(at(424.0, 186.0, 1.24).put(&creature::angler(Rgb(48, 58, 62), lamp)))
        .vignette(0.7)
        .letter(&logo(28.0, 300.0, 56.0).fill(lamp))
}

fn turtle() -> Scene {
    let sand = ground::gradient(
        "g-sea",
        Rgb(255, 244, 190),
        Rgb(250, 206, 110),
        Rgb(236, 150, 70),
    );
    rays(Scene::new(TITLE, "turtle").with(sand))
        .with(
            at(410.0, 164.0, 1.26)
                .tilt(-14.0)
                .put(&creature::turtle(Rgb(120, 78, 40), Rgb(70, 140, 110))),
        )
        .letter(
            &logo(28.0, 290.0, 60.0)
                .fill(Rgb(110, 50, 20))
                .shadow(Rgb(255, 240, 190), 1.5),
        )
}

fn jellyfish() -> Scene {
    Scene::new(TITLE, "jellyfish")
        .with(ground::gradient(
            "g-sea",
            Rgb(60, 0, 60),
            Rgb(150, 16, 110),
            Rgb(240, 80, 140),
        ))
        .with(ground::glow(
            "g-light",
            250.0,
            150.0,
            240.0,
            Rgb(255, 190, 230),
            0.7,
        ))
        .with(
            at(520.0, 110.0, 0.55)
                .tilt(14.0)
                .put(&creature::jellyfish(Rgb(255, 140, 190))),
        )
        .with(
            at(240.0, 170.0, 1.16)
                .tilt(-8.0)
                .put(&creature::jellyfish(Rgb(255, 170, 210))),
        )
        .letter(&logo(420.0, 276.0, 62.0))
}

fn shoal() -> Scene {
    let water = ground::gradient(
        "g-sea",
        Rgb(30, 60, 200),
        Rgb(50, 90, 230),
        Rgb(20, 30, 120),
    );
    Scene::new(TITLE, "shoal")
        .with(water)
        .with(at(330.0, 130.0, 1.7).put(&creature::shoal(Rgb(255, 214, 60), 34)))
        .with(at(300.0, 150.0, 0.74).put(&creature::diver(Rgb(12, 14, 50), Rgb(12, 14, 50))))
        .settle(Rgb(10, 14, 70))
        .letter(
            &Lettering::new("DEEP BLUE HOURS", Font::LeagueGothic, 320.0, 344.0, 66.0)
                .centred()
                .spacing(6.0),
        )
}

fn helmet() -> Scene {
    let palette = Palette::new(Light::Night, 40.0, 200.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            200.0,
            170.0,
            420.0,
            Rgb(120, 170, 160),
            Rgb(20, 44, 52),
        ))
        .with(at(-124.0, 0.0, 1.04).put(&object(TITLE, &palette)))
        .letter(&logo(376.0, 176.0, 74.0))
}

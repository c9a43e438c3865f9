//! The Velvet Heist: four thieves, one diamond, and a grandmother with a plan.

use super::*;

const TITLE: &str = "velvet-heist";

const ODETTE: Character = Character {
    skin: Rgb(104, 66, 48),
    hair: (Hair::Afro, Rgb(30, 20, 26)),
    eyes: Rgb(120, 80, 40),
    lips: Some(Rgb(200, 30, 70)),
    build: Build::Slim,
    garment: (Garment::Turtleneck, Rgb(36, 30, 48)),
    trim: Rgb(240, 200, 90),
    hat: None,
    marks: &[Mark::Earrings],
};

const RUFUS: Character = Character {
    skin: Rgb(248, 210, 184),
    hair: (Hair::Slick, Rgb(216, 170, 90)),
    eyes: Rgb(60, 120, 180),
    lips: None,
    build: Build::Slim,
    garment: (Garment::Suit, Rgb(120, 24, 66)),
    trim: Rgb(30, 24, 40),
    hat: None,
    marks: &[Mark::Shades],
};

const BIX: Character = Character {
    skin: Rgb(214, 156, 110),
    hair: (Hair::Messy, Rgb(40, 60, 150)),
    eyes: Rgb(60, 50, 40),
    lips: None,
    build: Build::Round,
    garment: (Garment::Hoodie, Rgb(40, 150, 130)),
    trim: Rgb(255, 140, 60),
    hat: Some(Hat::Headphones),
    marks: &[],
};

const NANA: Character = Character {
    skin: Rgb(240, 200, 176),
    hair: (Hair::Bun, Rgb(220, 220, 230)),
    eyes: Rgb(90, 120, 140),
    lips: Some(Rgb(200, 70, 90)),
    build: Build::Round,
    garment: (Garment::Knit, Rgb(150, 110, 180)),
    trim: Rgb(240, 160, 190),
    hat: None,
    marks: &[Mark::RoundGlasses],
};

/// All variants.
pub(super) fn scenes() -> Vec<Scene> {
    vec![
        world(),
        crew(),
        rooftop(),
        ball(),
        comic(),
        torch(),
        odette(),
        nana(),
        diamond(),
    ]
}

fn logo(x: f64, y: f64, size: f64) -> Lettering {
    Lettering::new("THE/VELVET/HEIST", Font::Anton, x, y, size)
}

fn line(y: f64, size: f64) -> Lettering {
    Lettering::new("THE VELVET HEIST", Font::Anton, 320.0, y, size).centred()
}

fn world() -> Scene {
    let palette = Palette::new(Light::Night, 340.0, 180.0);
    Scene::new(TITLE, "world")
        .with(wide(TITLE, &palette))
        .letter(&logo(26.0, 232.0, 48.0))
}

fn crew() -> Scene {
    let light = Lighting::soft(deep(320.0));
    let panel = |at: f64, colour: Rgb| {
        let x = at * 160.0 - 20.0;
        format!(
            "<polygon points='{},0 {},0 {},360 {},360' fill='{colour}'/>",
            x + 40.0,
            x + 204.0,
            x + 164.0,
            x
        )
    };
    Scene::new(TITLE, "ensemble")
        .with(ground::floor(0.0, Rgb(250, 90, 60)))
        .with(
            panel(0.0, Rgb(232, 60, 90))
                + &panel(1.0, Rgb(250, 180, 40))
                + &panel(2.0, Rgb(40, 170, 180))
                + &panel(3.0, Rgb(110, 70, 190)),
        )
        .with(
            Bust::new(&RUFUS, Mood::Smirk)
                .turn(0.4)
                .draw(at(82.0, 150.0, 0.82), &light),
        )
        .with(
            Bust::new(&ODETTE, Mood::Stern)
                .turn(0.2)
                .draw(at(244.0, 156.0, 0.80), &light),
        )
        .with(
            Bust::new(&BIX, Mood::Grin)
                .turn(-0.2)
                .draw(at(402.0, 152.0, 0.80), &light),
        )
        .with(
            Bust::new(&NANA, Mood::Wink)
                .turn(-0.4)
                .draw(at(562.0, 156.0, 0.80), &light),
        )
        .with("<rect y='268' width='640' height='92' fill='#150c1e'/>")
        .letter(&line(342.0, 68.0))
}

fn rooftop() -> Scene {
    let ink = Rgb(10, 12, 40);
    let light = Lighting::soft(ink)
        .tinted(Rgb(40, 50, 130), 0.4)
        .rim(Rgb(220, 230, 255));
    Scene::new(TITLE, "action")
        .with(ground::gradient(
            "g-night",
            Rgb(16, 20, 80),
            Rgb(40, 60, 170),
            Rgb(110, 130, 230),
        ))
        .with(ground::orb(
            "g-moon",
            430.0,
            140.0,
            110.0,
            Rgb(240, 244, 255),
        ))
        .with(
            "<path d='M-20 300 L230 262 V380 H-20Z M400 290 L660 250 V380 H400Z' \
                fill='#0a0c28'/><path d='M40 250 h26 v44 h-26Z M560 200 h30 v60 h-30Z' \
                fill='#0a0c28'/>",
        )
        .with(
            Body::new(&ODETTE, pose::LEAP, Mood::Grin)
                .holding(Held::Nothing)
                .draw(at(316.0, 164.0, 1.2).tilt(-8.0), &light),
        )
        .with(
            Body::new(&RUFUS, pose::RUN, Mood::Fear)
                .holding(Held::Case)
                .draw(at(120.0, 190.0, 0.94).tilt(-8.0), &light),
        )
        .letter(&Lettering::new("THE VELVET HEIST", Font::Anton, 616.0, 346.0, 50.0).ending())
}

fn ball() -> Scene {
    let palette = Palette::new(Light::Dusk, 50.0, 340.0);
    let light = Lighting::soft(deep(20.0)).rim(Rgb(255, 240, 200));
    let odette = ODETTE.wearing(Garment::Dress, Rgb(190, 20, 60));
    let rufus = Character {
        marks: &[],
        ..RUFUS.wearing(Garment::Suit, Rgb(30, 28, 44))
    };
    Scene::new(TITLE, "couple")
        .with(ground::sky(&palette))
        .with(ground::bokeh(
            &[Rgb(255, 236, 170), Rgb::WHITE, Rgb(255, 190, 120)],
            0.6,
        ))
        .with(
            Bust::new(&rufus, Mood::Smirk)
                .turn(0.7)
                .eyes(0.8, 0.1)
                .draw(at(236.0, 164.0, 1.22), &light),
        )
        .with(
            Bust::new(&odette, Mood::Longing)
                .turn(-0.7)
                .eyes(-0.7, -0.1)
                .nod(-5.0)
                .draw(at(408.0, 176.0, 1.2), &light),
        )
        .settle(deep(10.0))
        .letter(&Lettering::new("The Velvet Heist", Font::Playfair, 320.0, 342.0, 54.0).centred())
}

fn comic() -> Scene {
    let palette = vivid(180.0, 340.0);
    let light = Lighting::soft(deep(200.0));
    Scene::new(TITLE, "comic")
        .with(ground::sky(&palette))
        .with(ground::speed(420.0, 170.0, Rgb::WHITE, 0.55))
        .with("<path d='M430 -10 V60' stroke='#3a2a20' stroke-width='7'/>")
        .with(Bust::new(&BIX, Mood::Shock).draw(at(430.0, 200.0, 1.24).tilt(180.0), &light))
        .with(
            Bust::new(&NANA, Mood::Stern)
                .turn(0.4)
                .eyes(0.8, -0.3)
                .draw(at(180.0, 200.0, 1.1), &light),
        )
        .letter(
            &Lettering::new("THE VELVET HEIST", Font::Bangers, 320.0, 348.0, 64.0)
                .centred()
                .fill(Rgb(255, 236, 90))
                .outline(Rgb(110, 10, 70), 10.0),
        )
}

fn torch() -> Scene {
    let light = Lighting::hard(Rgb(4, 4, 8)).rim(Rgb(255, 250, 220));
    Scene::new(TITLE, "suspense")
        .with(ground::floor(0.0, Rgb(6, 6, 12)))
        .with(
            "<polygon points='640,300 330,20 130,130 170,330' fill='#f2ecc8' \
                opacity='.16'/><ellipse cx='240' cy='172' rx='170' ry='162' fill='#e8dfae' \
                opacity='.26'/>",
        )
        .with(
            Bust::new(&RUFUS, Mood::Fear)
                .turn(0.4)
                .draw(at(240.0, 180.0, 1.36), &light),
        )
        .with(
            "<path d='M640 330 l-90 -48 26 -44 80 46Z' fill='#2a2a36'/><path d='M560 232 \
                l22 10 -34 52 -20 -14Z' fill='#fff6c8'/>",
        )
        .letter(
            &Lettering::new("THE VELVET/HEIST", Font::Anton, 612.0, 90.0, 52.0)
                .ending()
                .fill(Rgb(242, 236, 200)),
        )
}

fn odette() -> Scene {
    let light = Lighting::soft(deep(340.0)).rim(Rgb(255, 210, 220));
    Scene::new(TITLE, "lead-a")
        .with(ground::spotlight(
            440.0,
            160.0,
            460.0,
            Rgb(236, 40, 84),
            Rgb(110, 4, 50),
        ))
        .with(ground::stripes(26.0, 0.0, Rgb(90, 0, 40), 0.25))
        .with(
            Bust::new(&ODETTE, Mood::Smirk)
                .turn(-0.4)
                .eyes(-0.7, 0.0)
                .nod(4.0)
                .draw(at(440.0, 170.0, 1.42), &light),
        )
        .letter(&logo(34.0, 130.0, 74.0))
}

fn nana() -> Scene {
    let palette = vivid(300.0, 340.0);
    let light = Lighting::soft(deep(300.0)).rim(Rgb::WHITE);
    Scene::new(TITLE, "lead-b")
        .with(ground::sky(&palette))
        .with(
            "<circle cx='210' cy='180' r='172' fill='#fff' opacity='.22'/><circle cx='210' \
                cy='180' r='140' fill='#fff' opacity='.25'/>",
        )
        .with(
            Bust::new(&NANA, Mood::Wink)
                .turn(0.3)
                .nod(-5.0)
                .draw(at(210.0, 186.0, 1.34), &light),
        )
        .letter(
            &logo(400.0, 130.0, 72.0)
                .fill(Rgb(70, 20, 90))
                .shadow(Rgb::WHITE, 2.0),
        )
}

fn diamond() -> Scene {
    let palette = Palette::new(Light::Night, 150.0, 150.0);
    Scene::new(TITLE, "object")
        .with(ground::spotlight(
            320.0,
            140.0,
            360.0,
            Rgb(20, 130, 100),
            Rgb(2, 30, 28),
        ))
        .with(
            "<path d='M-10 20 L650 330 M-10 300 L650 60 M100 -10 L560 370' stroke='#ff4040' \
                stroke-width='2.4' opacity='.75'/>",
        )
        .with(at(64.0, -16.0, 0.8).put(&object(TITLE, &palette)))
        .letter(&line(342.0, 60.0))
}

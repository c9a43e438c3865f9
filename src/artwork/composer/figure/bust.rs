//! A person from the waist up, seen from the front to three quarters.

use super::{
    super::scene::Place,
    Character, Hat, Lighting,
    face::{self, Look, Mood},
    garment, hair, hat,
};

/// A person from the waist up.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Bust {
    person: Character,
    mood: Mood,
    look: Look,
    nod: f64,
    bodiless: bool,
}

impl Bust {
    /// `person` with a face that says `mood`.
    pub(in super::super) fn new(person: &Character, mood: Mood) -> Self {
        Self {
            person: *person,
            mood,
            look: Look::default(),
            nod: 0.0,
            bodiless: false,
        }
    }

    /// The head turned from -1 (left) to 1 (right).
    pub(in super::super) fn turn(mut self, turn: f64) -> Self {
        self.look.turn = turn;
        self
    }

    /// The eyes pointing from -1 to 1 to the right and downwards.
    pub(in super::super) fn eyes(mut self, x: f64, y: f64) -> Self {
        self.look.eyes = (x, y);
        self
    }

    /// The head inclined clockwise by `degrees`.
    pub(in super::super) fn nod(mut self, degrees: f64) -> Self {
        self.nod = degrees;
        self
    }

    /// The head alone.
    pub(in super::super) fn bodiless(mut self) -> Self {
        self.bodiless = true;
        self
    }

    /// The drawing in its place, with its edge of light.
    pub(in super::super) fn draw(&self, place: Place, light: &Lighting) -> String {
        light.place(place, 3.4, |light| self.body(light))
    }

    fn body(&self, light: &Lighting) -> String {
        let nod = self.nod;
        let back = back(&self.person, self.look.turn, light);
        let body = if self.bodiless {
            String::new()
        } else {
            garment::draw(&self.person, self.look.turn, light)
        };
        let head = self.head(light);
        format!(
            "<g transform='rotate({nod} 0 60)'>{back}</g>\
             <g transform='translate(0 -13)'>{body}</g>\
             <g transform='rotate({nod} 0 60)'>{head}</g>"
        )
    }

    fn head(&self, light: &Lighting) -> String {
        let turn = self.look.turn;
        let hair = if self.person.hat == Some(Hat::RacingHelmet) {
            String::new()
        } else {
            hair::front(&self.person, turn, light)
        };
        face::head(&self.person, self.mood, self.look, light)
            + &hair
            + &hat::front(&self.person, turn, light)
    }
}

/// The head of `person` alone, with the hair behind it.
pub(in super::super) fn head(
    person: &Character,
    mood: Mood,
    turn: f64,
    light: &Lighting,
) -> String {
    let bust = Bust::new(person, mood).turn(turn);
    back(person, turn, light) + &bust.head(light)
}

/// What is behind the head; a closed helmet holds all hair.
fn back(person: &Character, turn: f64, light: &Lighting) -> String {
    let hat = hat::back(person, light);
    if person.hat == Some(Hat::SpaceHelmet) {
        return hat;
    }
    hat + &hair::back(person, turn, light)
}

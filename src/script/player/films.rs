//! How scripts watch films.

use super::{Halt, Player};
use crate::{
    script::value::Amount,
    session::{ABANDONED_BELOW, Command, Layer, Mode, Playback, playback_time},
};

impl Player<'_> {
    /// Plays a title, or what has the focus. With an amount it is stopped then, and one returns to
    /// where one was.
    pub(super) fn play(&mut self, title: Option<&str>, amount: Option<Amount>) -> Result<(), Halt> {
        let is_open = self.begin(title)?;
        match amount {
            Some(amount) => self.see(amount, is_open),
            None => Ok(()),
        }
    }

    /// The same, if so much does not count as watched.
    pub(super) fn abandon(&mut self, title: Option<&str>, amount: Amount) -> Result<(), Halt> {
        let is_open = self.begin(title)?;
        let watched = self.film_on().map_or(0.0, |film| {
            film.watched(self.stage.now().plus(self.lasts(film, amount)))
        });
        if watched >= ABANDONED_BELOW {
            let percent = ABANDONED_BELOW * 100.0;
            let message = format!("so much counts as watched: abandon a film before {percent} %");
            return Err(Halt::Input(message));
        }
        self.see(amount, is_open)
    }

    pub(super) fn stop(&mut self) -> Result<(), Halt> {
        self.expect_place(&[Mode::Playing])?;
        self.stage.command(Command::Back);
        Ok(())
    }

    /// Begins to play; says whether the title's page was open already.
    fn begin(&mut self, title: Option<&str>) -> Result<bool, Halt> {
        let is_open = self.stage.mode() == Mode::Detail && title.is_none();
        if !is_open {
            self.open(title)?;
        }
        self.stage.command(Command::Confirm);
        self.expect_place(&[Mode::Playing])?;
        Ok(is_open)
    }

    /// Watches so much of the film that is on, or to its end, and returns.
    fn see(&mut self, amount: Amount, is_open: bool) -> Result<(), Halt> {
        let milliseconds = self.film_on().map_or(0, |film| self.lasts(film, amount));
        self.stage.headless().advance(milliseconds);
        if self.stage.mode() == Mode::Playing {
            self.stage.command(Command::Back);
        }
        if !is_open {
            self.stage.command(Command::Back);
        }
        Ok(())
    }

    fn film_on(&self) -> Option<&Playback> {
        match self.stage.state().layers.last() {
            Some(Layer::Playing(film)) => Some(film),
            _ => None,
        }
    }

    /// How many milliseconds of the session so much of `film` takes.
    fn lasts(&self, film: &Playback, amount: Amount) -> i64 {
        let runtime = f64::from(self.stage.catalog()[film.title].runtime) * 60_000.0;
        let fraction = match amount {
            Amount::Fraction(fraction) => fraction,
            Amount::Time(milliseconds) => milliseconds as f64 / runtime,
        };
        playback_time(fraction)
    }
}

//! What follows from impressions.

use super::{Serving, exposure::Attention};
use crate::{
    catalog::{Canvas, TitleIndex},
    log::{Event, ImpressionId, Outcome, OutcomeRecord},
    session::{reward, weight},
    time::Timestamp,
};

impl Serving {
    /// Remembers that the slot had the focus.
    pub fn notice(&mut self, title: TitleIndex, canvas: Canvas) {
        self.exposure.attend(title, canvas, Attention::Noticed);
    }

    /// Remembers that the title was opened from the slot.
    pub fn open(&mut self, title: TitleIndex, canvas: Canvas) {
        self.exposure.attend(title, canvas, Attention::Opened);
    }

    /// Gives a play to the impression that led to it: without an attribution window the one of
    /// this slot, and with one that which its rule names among all that wait. With a window the
    /// title's other impressions are settled too, and teach nothing: they may have led to the play
    /// as well, and it counts once.
    pub fn played(&mut self, title: TitleIndex, canvas: Canvas, fraction: f64) -> Vec<Event> {
        let played = Some(Outcome::Played { fraction });
        if self.tuning.window == 0 {
            let led = self.exposure.pending_in(title, canvas);
            return self.resolve(led.into_iter().collect(), played);
        }
        let credited = self.exposure.credited(title, self.tuning.attribution);
        let others = self.exposure.waiting_for(title);
        let others = others.into_iter().filter(|id| Some(*id) != credited);
        let mut events = self.unweighted(others.collect());
        events.extend(self.outcomes(credited.into_iter().collect(), played));
        self.commit(events)
    }

    /// Settles what is pending of this visit so that it teaches nothing: who turns a dial says
    /// nothing about the pictures that happen to be on the page.
    pub fn withdraw(&mut self) -> Vec<Event> {
        let pending = self.exposure.pending_now();
        let events = self.unweighted(pending);
        self.commit(events)
    }

    /// Ends a visit at the moment `at`: whatever is pending gets the outcome that its attention
    /// earned, unless the attribution window lets it wait.
    pub fn end_visit(&mut self, at: Timestamp) -> Vec<Event> {
        self.exposure.end();
        self.lapse(at)
    }

    /// Resolves what waited as long as the attribution window lets it, by the moment `at`. Called
    /// often enough, but not while a film plays: whether a play comes in time depends on its
    /// beginning.
    pub fn lapse(&mut self, at: Timestamp) -> Vec<Event> {
        let lapsed = self.exposure.lapsed(at, self.tuning.window);
        self.resolve(lapsed, None)
    }

    /// Ends the session: nothing waits any longer.
    pub fn end_session(&mut self) -> Vec<Event> {
        self.exposure.end();
        self.resolve(self.exposure.pending(), None)
    }

    /// The outcomes that their attention earned for pending impressions, without any weight.
    fn unweighted(&mut self, pending: Vec<ImpressionId>) -> Vec<Event> {
        let mut events = self.outcomes(pending, None);
        for event in &mut events {
            if let Event::Outcome(record) = event {
                record.weight = 0.0;
            }
        }
        events
    }

    fn resolve(&mut self, pending: Vec<ImpressionId>, outcome: Option<Outcome>) -> Vec<Event> {
        let events = self.outcomes(pending, outcome);
        self.commit(events)
    }

    /// The outcomes of pending impressions: `outcome`, or what their attention earned.
    fn outcomes(&mut self, pending: Vec<ImpressionId>, outcome: Option<Outcome>) -> Vec<Event> {
        let resolved = pending.into_iter().filter_map(|impression| {
            let earned = self.exposure.resolve(impression)?;
            let outcome = outcome.unwrap_or(earned);
            Some(Event::Outcome(OutcomeRecord {
                impression,
                outcome,
                reward: reward(outcome),
                weight: weight(outcome),
            }))
        });
        resolved.collect()
    }

    /// Learns from events that are about to be logged.
    pub(super) fn commit(&mut self, events: Vec<Event>) -> Vec<Event> {
        for event in &events {
            self.insights.take(event);
            self.learn(event);
        }
        events
    }
}

//! Visits: who watches, what they see of a page and for how long decisions stay.

use std::collections::HashMap;

use crate::{
    catalog::{Canvas, TitleIndex},
    log::{Event, Slot},
    profiles::{ProfileId, Taste, similarity},
    session::{Browse, Effect, Layer, Page, Placed, SMALLEST, Search, State, Tuning},
};

/// How long a visit lasts while nobody does anything, in milliseconds.
const WINDOW: i64 = 30 * 60 * 1000;

/// The row number in the log of search results, beyond any row of the page.
const SEARCH_ROW: u16 = 1000;

/// Artwork that can be seen: the title, the canvas it was chosen for, and where it is.
type Seen = (TitleIndex, Canvas, Slot);

impl State {
    /// Lets a profile watch: from the gate, or in the place of another one.
    pub(super) fn watch(&mut self, profile: &ProfileId) -> Vec<Effect> {
        let before = self.browse.as_ref().map(|browse| &browse.profile);
        let is_new = before != Some(profile);
        self.layers.retain(|layer| !matches!(layer, Layer::Gate(_)));
        let mut effects = self.visit(profile, is_new);
        self.refresh_layers();
        effects.retain(|effect| !matches!(effect, Effect::Log { events, .. } if events.is_empty()));
        effects
    }

    pub(super) fn take_profile_at(&mut self, place: usize) -> Vec<Effect> {
        let profile = self.profiles.as_slice().get(place);
        match profile.map(|profile| profile.id.clone()) {
            Some(profile) => self.watch(&profile),
            None => {
                self.say(&format!("There is no profile {}.", place + 1));
                Vec::new()
            }
        }
    }

    /// Ends the present visit and begins one of `profile`, on a page made from what is known now.
    fn visit(&mut self, profile: &ProfileId, is_new: bool) -> Vec<Effect> {
        let mut events = self.serving.end_visit(self.now);
        if is_new {
            events.push(Event::ProfileSelected {
                profile: profile.clone(),
            });
        }
        self.serving.begin_visit(profile);
        self.open_page(profile);
        vec![self.log(events)]
    }

    /// Whether a film is being played, whatever lies over it.
    fn is_film_on(&self) -> bool {
        let mut layers = self.layers.iter();
        layers.any(|layer| matches!(layer, Layer::Playing(_)))
    }

    /// Logs what becomes of the impressions of earlier visits that waited long enough for a play.
    pub(super) fn lapse(&mut self) -> Vec<Effect> {
        if self.is_film_on() {
            return Vec::new();
        }
        match self.serving.lapse(self.now) {
            events if events.is_empty() => Vec::new(),
            events => vec![self.log(events)],
        }
    }

    /// Who comes back after half an hour, other than to a film, begins a new visit.
    pub(super) fn renew_abandoned_visit(&mut self) -> Vec<Effect> {
        let now = self.now;
        let is_film = self.is_film_on();
        let Some(browse) = &mut self.browse else {
            return Vec::new();
        };
        let away = now.since(browse.last_input);
        browse.last_input = now;
        if away < WINDOW || is_film {
            return Vec::new();
        }
        let profile = browse.profile.clone();
        let effects = self.visit(&profile, false);
        self.refresh_layers();
        effects
    }

    /// Turns the dials. A new visit begins, so that their effect shows at once; after the film, if
    /// one is on.
    pub fn tune(&mut self, tuning: Tuning) -> Vec<Effect> {
        let is_choice = tuning.chooses_otherwise(self.serving.tuning());
        self.serving.tune(tuning);
        if self.is_over || !is_choice {
            return Vec::new();
        }
        let is_film = self.is_film_on();
        let Some(browse) = &mut self.browse else {
            return Vec::new();
        };
        if is_film {
            browse.is_outdated = true;
            self.decide();
            return Vec::new();
        }
        let profile = browse.profile.clone();
        let withdrawn = self.serving.withdraw();
        let mut effects = vec![self.log(withdrawn)];
        effects.extend(self.visit(&profile, false));
        self.serving.keep_draws(&profile);
        self.refresh_layers();
        effects.retain(|effect| !matches!(effect, Effect::Log { events, .. } if events.is_empty()));
        effects
    }

    /// Who returns to the page after watching something begins a new visit.
    pub(super) fn renew_outdated_page(&mut self) -> Vec<Effect> {
        match &self.browse {
            Some(browse) if browse.is_outdated && self.layers.is_empty() => {
                let profile = browse.profile.clone();
                self.visit(&profile, false)
            }
            _ => Vec::new(),
        }
    }

    fn open_page(&mut self, profile: &ProfileId) {
        let Some(entry) = self.profiles.get(profile) else {
            return;
        };
        let taste = Taste::of(entry, &self.catalog, self.now);
        let page = Page::of(&self.catalog, entry, &taste);
        self.tastes.insert(profile.clone(), taste);
        self.welcome(profile, page.places());
        let layout = self.layout();
        match &mut self.browse {
            Some(browse) => browse.replace(profile.clone(), page, &layout),
            None => self.browse = Some(Browse::new(profile.clone(), page, self.now)),
        }
        self.settle();
    }

    /// Tells the learning loop where titles stand on the page that a profile sees, and who is like
    /// it.
    pub(super) fn welcome(&mut self, profile: &ProfileId, places: HashMap<TitleIndex, u16>) {
        self.serving.arrange(profile, places);
        self.acquaint(profile);
    }

    /// Tells the learning loop who is like a profile, by what everybody watched.
    fn acquaint(&mut self, profile: &ProfileId) {
        if let Some(own) = self.tastes.get(profile) {
            let tastes = &self.tastes;
            let alike = |other: &ProfileId| {
                tastes
                    .get(other)
                    .map_or(0.0, |other| similarity(own, other))
            };
            self.serving.acquaint(profile, alike);
        }
    }

    /// Closes the pages of titles that the profile may not see, and brings the others up to date.
    pub(super) fn refresh_layers(&mut self) {
        let Some(profile) = self.active().cloned() else {
            return;
        };
        let catalog = self.catalog.clone();
        let may_see = |title: TitleIndex| catalog[title].maturity <= profile.maturity;
        self.layers.retain(|layer| match layer {
            Layer::Detail(detail) => may_see(detail.title),
            Layer::Why(title, _) => may_see(*title),
            _ => true,
        });
        if let [Layer::Why(..)] = self.layers[..] {
            self.layers.clear();
            self.explain_focus();
        }
        self.decide();
        let mut layers = std::mem::take(&mut self.layers);
        for layer in &mut layers {
            match layer {
                Layer::Search(search) => {
                    let query = std::mem::take(&mut search.query);
                    search.find(query, &catalog, &profile);
                }
                Layer::Detail(detail) => {
                    detail.looking_at = self.artwork(&profile.id, detail.title, detail.canvas);
                }
                _ => {}
            }
        }
        self.layers = layers;
    }

    /// Decides for what needs it. The other half of a split screen is only looked at: its
    /// decisions are made, but nobody of that profile is there to see them.
    pub(super) fn decide(&mut self) {
        let Some(browse) = &self.browse else { return };
        let (profile, other) = (browse.profile.clone(), browse.split.clone());
        let slots = self.decided();
        for viewer in other.iter().chain([&profile]) {
            self.serve(viewer, |serving, catalog, viewer| {
                for (title, canvas) in &slots {
                    serving.decide(catalog, viewer, *title, *canvas);
                }
            });
        }
    }

    /// Decides for every title of the page, wherever it is.
    pub fn decide_page(&mut self) {
        let Some(browse) = &self.browse else { return };
        let profile = browse.profile.clone();
        let titles: Vec<TitleIndex> = browse
            .page
            .rows
            .iter()
            .flat_map(|row| row.titles.clone())
            .collect();
        self.serve(&profile, |serving, catalog, viewer| {
            for title in titles {
                serving.decide(catalog, viewer, title, Canvas::Tile);
            }
        });
    }

    /// Logs what became visible since the screen last showed something.
    pub(super) fn expose(&mut self) -> Vec<Effect> {
        if !self.is_drawn() {
            return Vec::new();
        }
        let effects = self.log_seen(self.visible());
        self.attend();
        effects
    }

    /// Logs that a title's page is seen, if what became of the impression that led to it is known
    /// already: what is played now must not be without an impression.
    pub(super) fn expose_detail(&mut self, title: TitleIndex, canvas: Canvas) -> Vec<Effect> {
        let slot = Slot {
            canvas: Canvas::Detail,
            row: 0,
            column: 0,
        };
        self.serving.reopen(title, canvas);
        let effects = self.log_seen(vec![(title, canvas, slot)]);
        self.serving.open(title, canvas);
        effects
    }

    /// Whether the screen is large enough to show anything.
    pub(super) fn is_drawn(&self) -> bool {
        self.size.columns >= SMALLEST.columns && self.size.rows >= SMALLEST.rows
    }

    fn log_seen(&mut self, seen: Vec<Seen>) -> Vec<Effect> {
        let Some(browse) = &self.browse else {
            return Vec::new();
        };
        let profile = browse.profile.clone();
        let at = self.now;
        let events = self.serve(&profile, |serving, catalog, viewer| {
            serving.expose(catalog, viewer, at, seen)
        });
        match events {
            Some(events) if !events.is_empty() => vec![self.log(events)],
            _ => Vec::new(),
        }
    }

    /// Remembers what is being looked at.
    fn attend(&mut self) {
        let noticed = match self.layers.last() {
            None => self.focused(),
            Some(Layer::Why(title, canvas)) => Some((*title, *canvas)),
            Some(Layer::Search(search)) => search
                .results
                .get(search.focus)
                .map(|title| (*title, Canvas::Tile)),
            _ => None,
        };
        if let Some((title, canvas)) = noticed {
            self.serving.notice(title, canvas);
        }
        if let Some(Layer::Detail(detail)) = self.layers.last() {
            self.serving.open(detail.title, detail.canvas);
        }
    }

    /// The slots that need a decision, in the order of the page: those that are visible, those a key press away, so that
    /// their pictures are ready by then, and those that an open layer is about.
    fn decided(&self) -> Vec<(TitleIndex, Canvas)> {
        let page = self.browse.iter().flat_map(|browse| {
            let layout = self.layout();
            let near = layout.near(browse).map(|title| (title, Canvas::Tile));
            let billboard = browse
                .page
                .billboard
                .map(|title| (title, Canvas::Billboard));
            billboard.into_iter().chain(near)
        });
        let open = self.layers.iter().flat_map(|layer| match layer {
            Layer::Detail(detail) => vec![(detail.title, detail.canvas)],
            Layer::Why(title, canvas) => vec![(*title, *canvas)],
            Layer::Search(search) => self
                .shown_results(search)
                .map(|(_, title)| (title, Canvas::Tile))
                .collect(),
            _ => Vec::new(),
        });
        page.chain(open).collect()
    }

    /// What has the focus on the page.
    pub(super) fn focused(&self) -> Option<(TitleIndex, Canvas)> {
        self.browse.as_ref()?.focused()
    }

    fn shown_results(&self, search: &Search) -> impl Iterator<Item = (usize, TitleIndex)> {
        let areas = self.result_areas(search).into_iter().enumerate();
        let results = search.results.clone();
        areas
            .filter(|(_, area)| area.is_some())
            .map(move |(place, _)| (place, results[place]))
    }

    /// The titles whose artwork is to be seen now, and the canvases that it was chosen for.
    #[must_use]
    pub fn to_be_seen(&self) -> Vec<(TitleIndex, Canvas)> {
        if !self.is_drawn() {
            return Vec::new();
        }
        match self.layers.last() {
            Some(Layer::Detail(detail)) => vec![(detail.title, detail.canvas)],
            _ => {
                let visible = self.visible().into_iter();
                visible.map(|(title, canvas, _)| (title, canvas)).collect()
            }
        }
    }

    /// The slots that show enough of their artwork to count as seen. An explanation covers the
    /// page: what moves under it is not seen.
    fn visible(&self) -> Vec<Seen> {
        let narrow = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        let slot = |canvas, row, column| Slot {
            canvas,
            row,
            column: narrow(column),
        };
        let Some(browse) = &self.browse else {
            return Vec::new();
        };
        match self.layers.last() {
            None => {
                let placed = self
                    .layout()
                    .placed(browse)
                    .into_iter()
                    .filter(Placed::is_visible);
                let seen = |it: Placed| {
                    (
                        it.title,
                        it.canvas,
                        slot(it.canvas, narrow(it.focus.band), it.focus.column),
                    )
                };
                placed.map(seen).collect()
            }
            Some(Layer::Search(search)) => {
                let seen =
                    |(place, title)| (title, Canvas::Tile, slot(Canvas::Tile, SEARCH_ROW, place));
                self.shown_results(search).map(seen).collect()
            }
            _ => Vec::new(),
        }
    }
}

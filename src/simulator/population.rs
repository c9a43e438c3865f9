//! A population over days: all members, on all threads, in an order that no thread changes.

use std::sync::{
    Arc, Mutex, MutexGuard, OnceLock, PoisonError,
    atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
};

use super::{
    browsing::Browsing,
    day::{Day, Job, locked},
    line::{Lessons, Line, Output},
    memory::Memory,
    plan::{BLOCK, CHUNK, CellPlan, Learning, Plan, blocks},
    recall::{Recall, member_name},
    service::{Frozen, Service, Wanted},
    store::Store,
    world::World,
};
use crate::{
    experiment::Moments,
    log::table::{NameList, Names},
};

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Days that are over.
    pub days: u32,
    /// Members that are done with the present day.
    pub members: u64,
    /// Impressions so far, with those that were stored before.
    pub impressions: u64,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All days are over.
    Complete,
    /// Somebody stopped it.
    Stopped,
}

/// A population that lives day by day.
#[derive(Debug)]
pub struct Population<'w, 'a> {
    world: &'w World<'a>,
    plan: &'w Plan,
    names: Arc<Names>,
    /// By chunks of members.
    memories: Vec<Mutex<Vec<Memory>>>,
    /// By cells.
    lines: Vec<Mutex<Line>>,
    /// By blocks: the names with those of its members.
    of_blocks: Vec<OnceLock<Arc<Names>>>,
    extent: Extent,
}

impl<'w, 'a> Population<'w, 'a> {
    /// The population before its first day.
    #[must_use]
    pub fn new(world: &'w World<'a>, plan: &'w Plan) -> Self {
        let phases = plan.cells.iter().flat_map(|cell| &cell.phases);
        let specs: Vec<String> = phases.map(|phase| phase.policy.to_string()).collect();
        let names = Arc::new(world.named(Names {
            cells: Arc::new(plan.cells.iter().map(|cell| cell.name.as_str()).collect()),
            policies: Arc::new(specs.into_iter().collect()),
            ..Names::default()
        }));
        let lines = plan
            .cells
            .iter()
            .map(|cell| Mutex::new(Line::new(cell, &names)));
        Self {
            world,
            plan,
            memories: (0..plan.members.div_ceil(CHUNK))
                .map(|_| Mutex::default())
                .collect(),
            lines: lines.collect(),
            of_blocks: (0..blocks(plan.members)).map(|_| OnceLock::new()).collect(),
            names,
            extent: Extent::default(),
        }
    }

    /// How far it is.
    #[must_use]
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// Lives all days, until `stop` is set; then this population is spent. Tells `watch` how far it
    /// is. Parts that the store has already are not made again, but remembered and learnt from.
    ///
    /// # Errors
    /// The first one of the store.
    pub fn run<S: Store>(
        &mut self,
        store: &S,
        watch: &(dyn Fn(Extent) + Sync),
        stop: &AtomicBool,
    ) -> Result<Ending, S::Error> {
        self.run_by_day(store, watch, stop, &mut |_| ())
    }

    /// The same as [`Self::run`], with a look at the population after each day.
    ///
    /// # Errors
    /// The first one of the store.
    pub fn run_by_day<S: Store>(
        &mut self,
        store: &S,
        watch: &(dyn Fn(Extent) + Sync),
        stop: &AtomicBool,
        evening: &mut dyn FnMut(&Self),
    ) -> Result<Ending, S::Error> {
        while self.extent.days < self.world.days() {
            if self.day(store, watch, stop)? == Ending::Stopped {
                return Ok(Ending::Stopped);
            }
            evening(self);
        }
        Ok(Ending::Complete)
    }

    /// What the members of each cell did so far: quality plays and impressions by member.
    #[must_use]
    pub fn take_fractions(&self) -> Vec<Moments> {
        let mut moments = vec![Moments::default(); self.lines.len()];
        for (chunk, memories) in (0..).zip(&self.memories) {
            for (member, memory) in self.members(chunk).zip(locked(memories).iter()) {
                let counts = [f64::from(memory.takes), f64::from(memory.impressions), 0.0];
                moments[self.plan.cell_of(member)].push(counts);
            }
        }
        moments
    }

    fn day<S: Store>(
        &mut self,
        store: &S,
        watch: &(dyn Fn(Extent) + Sync),
        stop: &AtomicBool,
    ) -> Result<Ending, S::Error> {
        let day = self.extent.days;
        let lines = self.lines.iter().map(|line| {
            let learner = locked(line).learner(day).clone();
            let policy = self.names.policies.number(&learner.spec().to_string());
            (
                Frozen::new(learner, self.world.catalog),
                policy.unwrap_or_default(),
            )
        });
        let services: Vec<(Frozen, u32)> = lines.collect();
        let mut shared = Day {
            day,
            services: &services,
            store,
            stop,
            watch,
            jobs: Vec::new(),
            next: AtomicUsize::new(0),
            members: AtomicU64::new(0),
            impressions: AtomicU64::new(self.extent.impressions),
            error: Mutex::new(None),
            queues: services.iter().map(|_| Mutex::default()).collect(),
        };
        shared.jobs = self.jobs(&shared);
        let threads = match self.plan.learning {
            Learning::Daily => self.plan.threads,
            Learning::Online => 1,
        };
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|| self.work(&shared));
            }
            self.work(&shared);
        });
        for cell in 0..self.lines.len() {
            self.drain(&shared, cell);
        }
        let impressions = shared.impressions.into_inner();
        if let Some(error) = shared
            .error
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
        {
            return Err(error);
        }
        if stop.load(Ordering::Relaxed) {
            return Ok(Ending::Stopped);
        }
        self.extent = Extent {
            days: day + 1,
            members: 0,
            impressions,
        };
        watch(self.extent);
        Ok(Ending::Complete)
    }

    /// What there is to do on a day, in the order in which it is begun.
    fn jobs<S: Store>(&self, shared: &Day<'_, S>) -> Vec<Job> {
        let (mut jobs, mut others) = (Vec::new(), Vec::new());
        let learns = self.plan.cells.iter().any(CellPlan::learns);
        for block in 0..blocks(self.plan.members) {
            let is_own = self.plan.is_own(block);
            let mut parts = (0..self.lines.len()).map(|cell| shared.part(cell, block));
            let is_online = self.plan.learning == Learning::Online;
            if is_own && (is_online || !parts.all(|part| shared.store.has(&part))) {
                jobs.extend(self.chunks(block).map(Job::Live));
            } else if is_own || learns {
                others.push(Job::Recall(block));
            } else {
                for queue in &shared.queues {
                    locked(queue).put(self.chunks(block), None);
                }
            }
        }
        jobs.extend(others);
        jobs
    }

    /// Takes jobs until none is left.
    fn work<S: Store>(&self, shared: &Day<'_, S>) {
        let mut browsing = Browsing::new(
            self.world,
            (0..self.lines.len()).map(|cell| self.wanted(cell)),
        );
        while let Some(job) = shared.next_job() {
            let done = match job {
                Job::Live(chunk) => {
                    let outputs = self.live(shared, chunk, &mut browsing);
                    Ok((chunk..chunk + 1, outputs))
                }
                Job::Recall(block) => {
                    let outputs = self.recall(shared, block, &mut browsing);
                    outputs.map(|outputs| (self.chunks(block), outputs))
                }
            };
            match done {
                Ok((chunks, outputs)) => self.put(shared, &chunks, outputs),
                Err(error) => shared.fail(error),
            }
        }
    }

    /// Lets the members of a chunk live the day.
    fn live<S: Store>(
        &self,
        shared: &Day<'_, S>,
        chunk: u64,
        browsing: &mut Browsing<'w, 'a>,
    ) -> Vec<Output> {
        let mut outputs: Vec<_> = self
            .lines
            .iter()
            .map(|_| Output::new(&self.names))
            .collect();
        let mut online = self.online(shared.day);
        let mut memories = locked(&self.memories[chunk as usize]);
        for (place, member) in self.members(chunk).enumerate() {
            if memories.len() == place {
                memories.push(browsing.newcomer(member));
            }
            let cell = self.plan.cell_of(member);
            let mut service = self.service(shared, cell);
            if let Some(Some(frozen)) = online.get(cell) {
                service.frozen = frozen;
            }
            let (memory, output) = (&mut memories[place], &mut outputs[cell]);
            let before = output.lessons.len();
            browsing.day((member, shared.day), memory, service, output);
            if let Some(Some(frozen)) = online.get_mut(cell)
                && output.lessons.len() > before
            {
                let learner = std::slice::from_mut(&mut frozen.learner);
                output.lessons.teach(before, learner, self.world.catalog);
                frozen.standings = frozen.learner.records().standings(self.world.catalog);
            }
        }
        outputs
    }

    /// With online learning, for each cell the learner as it is now, if it learns on this day: it
    /// goes on learning member by member, as the line of its cell will once the chunk is over.
    fn online(&self, day: u32) -> Vec<Option<Frozen>> {
        let lines = self
            .lines
            .iter()
            .filter(|_| self.plan.learning == Learning::Online);
        let frozen = lines.map(|line| {
            let line = locked(line);
            line.learns_on(day)
                .then(|| Frozen::new(line.learner(day).clone(), self.world.catalog))
        });
        frozen.collect()
    }

    /// Remembers what the members of a block did on the day.
    fn recall<S: Store>(
        &self,
        shared: &Day<'_, S>,
        block: u64,
        browsing: &mut Browsing<'w, 'a>,
    ) -> Result<Vec<Output>, S::Error> {
        let mut memories: Vec<MutexGuard<'_, Vec<Memory>>> = Vec::new();
        for chunk in self.chunks(block) {
            let mut of_chunk = locked(&self.memories[chunk as usize]);
            for (place, member) in self.members(chunk).enumerate() {
                if of_chunk.len() == place {
                    of_chunk.push(browsing.newcomer(member));
                }
                browsing.wake((member, shared.day), &mut of_chunk[place]);
            }
            memories.push(of_chunk);
        }
        let mut outputs = Vec::new();
        for cell in 0..self.lines.len() {
            let part = shared.part(cell, block);
            while !shared.is_over() && !shared.store.has(&part) {
                shared.store.wait(&part)?;
            }
            if shared.is_over() {
                break;
            }
            let (mut lessons, service) = (Lessons::default(), self.service(shared, cell));
            let mut recall = Recall::new(self.world, service);
            shared.store.read(&part, &mut |table| {
                recall.rows(table, &mut memories, &mut |recalled| {
                    lessons.recall(recalled)
                });
            })?;
            recall.end(&mut memories);
            outputs.push(Output::recalled(lessons));
        }
        Ok(outputs)
    }

    fn service<'s, S: Store>(&self, shared: &Day<'s, S>, cell: usize) -> Service<'s> {
        let (frozen, policy) = &shared.services[cell];
        Service {
            cell: cell as u32,
            policy: *policy,
            frozen,
            wanted: self.wanted(cell),
        }
    }

    fn wanted(&self, cell: usize) -> Wanted {
        if self.plan.cells[cell].is_contextual() {
            Wanted::Features
        } else {
            Wanted::Nothing
        }
    }

    fn chunks(&self, block: u64) -> std::ops::Range<u64> {
        let end = ((block + 1) * BLOCK).min(self.plan.members);
        block * BLOCK / CHUNK..end.div_ceil(CHUNK)
    }

    fn members(&self, chunk: u64) -> std::ops::Range<u64> {
        chunk * CHUNK..((chunk + 1) * CHUNK).min(self.plan.members)
    }

    /// Puts what came of a job where it belongs, and goes on with what is in order by then.
    fn put<S: Store>(
        &self,
        shared: &Day<'_, S>,
        chunks: &std::ops::Range<u64>,
        outputs: Vec<Output>,
    ) {
        let members: u64 = chunks
            .clone()
            .map(|chunk| self.members(chunk))
            .map(|them| them.end - them.start)
            .sum();
        let impressions = outputs
            .iter()
            .map(|output| output.lessons.len() as u64)
            .sum();
        for (queue, output) in shared.queues.iter().zip(outputs) {
            locked(queue).put(chunks.clone(), Some(output));
        }
        for cell in 0..self.lines.len() {
            self.drain(shared, cell);
        }
        shared.count(members, impressions);
    }

    /// Learns what is in order, and stores the blocks that are whole.
    fn drain<S: Store>(&self, shared: &Day<'_, S>, cell: usize) {
        // Whoever holds the line goes on until nothing is left; the others have more to do. What
        // somebody put there after the last look, and could not take, is looked for once more.
        while !shared.is_over() && locked(&shared.queues[cell]).is_ready() {
            let Ok(mut line) = self.lines[cell].try_lock() else {
                return;
            };
            self.drain_line(shared, cell, &mut line);
        }
    }

    fn drain_line<S: Store>(&self, shared: &Day<'_, S>, cell: usize, line: &mut Line) {
        while !shared.is_over() {
            let Some((chunk, output)) = locked(&shared.queues[cell]).take() else {
                return;
            };
            let Some(Output { table, lessons }) = output else {
                continue;
            };
            line.learn(shared.day, &lessons, self.world.catalog);
            let Some(table) = table else {
                continue;
            };
            line.table.append(&table);
            let block = chunk * CHUNK / BLOCK;
            if chunk + 1 == self.chunks(block).end {
                line.table.set_names(self.names_of(block));
                let stored = shared.store.write(&shared.part(cell, block), &line.table);
                line.table.clear();
                line.table.set_names(Arc::clone(&self.names));
                if let Err(error) = stored {
                    shared.fail(error);
                }
            }
        }
    }

    /// The names of what rows say by number, with those of a block's members.
    fn names_of(&self, block: u64) -> Arc<Names> {
        let names = self.of_blocks[block as usize].get_or_init(|| {
            let members = block * BLOCK..((block + 1) * BLOCK).min(self.plan.members);
            let profiles: NameList = members.map(member_name).collect();
            Arc::new(Names {
                profiles: Arc::new(profiles),
                ..(*self.names).clone()
            })
        });
        Arc::clone(names)
    }
}

//! `keyart evaluate --log`: policies of the engine, judged by a log of this program.

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use serde_json::{Value, json};

use super::EvaluateOptions;
use crate::{
    catalog::Catalog,
    cli::{
        Failure,
        columns::print_columns,
        options::{Options, open_catalog},
        progress::Progress,
        simulate::usual_folder,
    },
    engine::{PolicyName, PolicySpec},
    evaluate::{
        HEADINGS, Settings,
        policies::{Judgement, Rows, judge_rows},
        population::{Judge, JudgeError},
    },
    log::{
        self, LogError,
        table::{Columns, SessionTables, Survey, Table, TableError, TableFolder},
    },
    runtime::{
        opening::log_folder,
        simulation::{RUN, SimulationFolder},
    },
    seed::Seed,
    simulator::World,
    text::{Text, counted},
};

/// What was judged, by which log.
pub(in crate::cli) struct Verdicts {
    /// The log, in words.
    log: String,
    /// What it says of each policy.
    pub(in crate::cli) judgements: Vec<Judgement>,
}

/// Judges policies by the log that `arguments` name.
///
/// # Errors
/// [`Failure::Input`] for a log that is not there or is damaged; [`Failure::Unmet`] if it supports
/// none of the questions; [`Failure::Storage`] if the system refuses.
pub(super) fn run(
    arguments: &EvaluateOptions,
    settings: &Settings,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let folder = arguments
        .log
        .clone()
        .map_or_else(|| usual_folder(options), Ok)?;
    let verdicts = if folder.join(RUN).exists() {
        simulated(&folder, arguments, settings, options)?
    } else {
        logged(&folder, arguments, settings)?
    };
    if arguments.json {
        writeln!(out, "{:#}", verdicts.json())?;
    } else if arguments.csv {
        verdicts.csv(out)?;
    } else {
        verdicts.print(out)?;
    }
    verdicts.unmet()
}

fn simulated(
    folder: &Path,
    arguments: &EvaluateOptions,
    settings: &Settings,
    options: &Options,
) -> Result<Verdicts, Failure> {
    let question = Question {
        cell: arguments.cell.as_deref(),
        policies: &arguments.policy,
        training: arguments.train,
        settings,
    };
    judge_simulation(folder, &question, options)
}

/// What is asked of the log of a simulation.
pub(in crate::cli) struct Question<'q> {
    /// The cell whose log judges; without it the uniform one, or the first.
    pub(in crate::cli) cell: Option<&'q str>,
    /// The policies that are judged; without any those that served the other cells.
    pub(in crate::cli) policies: &'q [PolicySpec],
    /// The share of the days that trains what must be trained.
    pub(in crate::cli) training: f64,
    /// What is estimated, and how.
    pub(in crate::cli) settings: &'q Settings,
}

/// What the log of the simulation in `folder` says to `question`.
///
/// # Errors
/// [`Failure::Input`] for a simulation that is not there, is damaged or has no such cell;
/// [`Failure::Storage`] if the system refuses.
pub(in crate::cli) fn judge_simulation(
    folder: &Path,
    question: &Question<'_>,
    options: &Options,
) -> Result<Verdicts, Failure> {
    let simulation = SimulationFolder::open(folder)?;
    let run = simulation.run();
    let catalog = catalog_of(run.catalog.file.as_deref(), &run.catalog.digest, options)?;
    let world = World::new(&catalog, &run.parameters, Seed(run.seed), run.days);
    let names: Vec<&str> = run.cells.iter().map(|cell| cell.name.as_str()).collect();
    let uniform =
        (0..names.len()).find(|cell| run.policy(*cell, 0) == PolicyName::Uniform.as_str());
    let cell = behaviour(question.cell, &names, uniform)?;
    let training = ((f64::from(run.days) * question.training).round() as u32).min(run.days - 1);
    let mut policies = question.policies.to_vec();
    for (other, name) in names.iter().enumerate() {
        if question.policies.is_empty() && (other != cell || names.len() == 1) {
            let last = run.policy(other, run.days).parse();
            policies.push(last.map_err(|error| Failure::Input(format!("{name}: {error}")))?);
        }
    }
    let judge = Judge {
        run,
        world: &world,
        store: &simulation,
        cell,
        training,
        settings: question.settings.clone(),
    };
    let progress = Progress::new("days", u64::from(run.days) * policies.len() as u64);
    let watch = |_day| progress.advance(1);
    let threads = question.settings.threads;
    let judgements = in_parallel(&policies, threads, |policy| judge.judge(policy, &watch));
    progress.clear();
    let judgements = judgements.map_err(|error| match error {
        JudgeError::Store(error) => Failure::from(error),
        other => Failure::Input(format!("{}: {other}", shown(folder))),
    })?;
    Ok(Verdicts {
        log: format!(
            "{}, cell {}: trained on {}, judged with the {} after",
            shown(folder),
            Text::new(names[cell]),
            counted(training as usize, "day"),
            counted((run.days - training) as usize, "day"),
        ),
        judgements,
    })
}

/// The catalog of a simulation: that of its file, which must not have changed.
pub(in crate::cli) fn catalog_of(
    file: Option<&str>,
    digest: &str,
    options: &Options,
) -> Result<Catalog, Failure> {
    let mut config = options.configured()?;
    config.catalog = options.catalog.clone().or(file.map(PathBuf::from));
    let (catalog, _) = open_catalog(&config)?;
    if catalog.digest() == digest {
        return Ok(catalog);
    }
    let name = file.map_or_else(|| "the demo".to_owned(), |file| Text::new(file).to_string());
    Err(Failure::Input(format!(
        "the catalog ({name}) is not as it was when the log was made: it is {}, and the log says \
         {}; give the one of then with --catalog, or simulate again",
        catalog.digest(),
        Text::new(digest),
    )))
}

/// The place of the cell whose log judges: the one that is named, or one that is served uniformly,
/// or the first.
fn behaviour(
    asked: Option<&str>,
    names: &[&str],
    uniform: Option<usize>,
) -> Result<usize, Failure> {
    let place = |wanted: &str| names.iter().position(|name| *name == wanted);
    match asked {
        None => Ok(uniform.unwrap_or(0)),
        Some(asked) => place(asked).ok_or_else(|| {
            Failure::Input(format!(
                "there is no cell \"{}\"; there are {}",
                Text::new(asked),
                Text::new(&names.join(", ")),
            ))
        }),
    }
}

/// What `judge` says of each policy, in their order, on so many threads.
fn in_parallel<E: Send>(
    policies: &[PolicySpec],
    threads: usize,
    judge: impl Fn(PolicySpec) -> Result<Judgement, E> + Sync,
) -> Result<Vec<Judgement>, E> {
    let next = Mutex::new(0);
    let results: Mutex<Vec<Option<Result<Judgement, E>>>> =
        Mutex::new(policies.iter().map(|_| None).collect());
    thread::scope(|scope| {
        for _ in 0..threads.min(policies.len()) {
            scope.spawn(|| {
                loop {
                    let mut place = next.lock().unwrap_or_else(PoisonError::into_inner);
                    let mine = *place;
                    *place += 1;
                    drop(place);
                    let Some(policy) = policies.get(mine) else {
                        return;
                    };
                    let judged = judge(*policy);
                    results.lock().unwrap_or_else(PoisonError::into_inner)[mine] = Some(judged);
                }
            });
        }
    });
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.into_iter().flatten().collect()
}

fn logged(
    folder: &Path,
    arguments: &EvaluateOptions,
    settings: &Settings,
) -> Result<Verdicts, Failure> {
    let policies = match arguments.policy.as_slice() {
        [] => vec![PolicySpec::from(PolicyName::Uniform)],
        asked => asked.to_vec(),
    };
    let mut log = Log::open(folder)?;
    let mut judgements = Vec::new();
    for policy in policies {
        let judged = judge_rows(&mut log, policy, arguments.train, settings)?;
        let judged = judged.map_err(|(row, problem)| {
            Failure::Input(format!("{}, row {row}: {problem}", shown(folder)))
        });
        judgements.push(judged?);
    }
    let train = (100.0 * arguments.train).round();
    Ok(Verdicts {
        log: format!(
            "{}: trained on the first {train} % of impressions, judged with the others",
            shown(folder)
        ),
        judgements,
    })
}

/// A log whose rows have features.
enum Log {
    /// The interface's.
    Interface { folder: PathBuf, survey: Survey },
    /// An export of one.
    Tables(PathBuf),
}

impl Log {
    fn open(folder: &Path) -> Result<Self, Failure> {
        let within = log_folder(folder);
        let interface = if within.is_dir() {
            within
        } else {
            folder.to_owned()
        };
        if TableFolder::open(folder, Columns::ALL).is_ok() {
            return Ok(Self::Tables(folder.to_owned()));
        }
        let read = log::read(&interface).and_then(Survey::of);
        let survey = read.map_err(|error: LogError| Failure::Input(error.to_string()))?;
        if survey.impressions == 0 {
            return Err(Failure::Input(format!(
                "{}: there are no impressions in it; browse with `keyart`, or make some with \
                 `keyart simulate`",
                shown(folder)
            )));
        }
        Ok(Self::Interface {
            folder: interface,
            survey,
        })
    }
}

impl Rows<Failure> for Log {
    fn each(&mut self, each: &mut dyn FnMut(&Table)) -> Result<(), Failure> {
        match self {
            Self::Tables(folder) => {
                let mut tables = TableFolder::open(folder, Columns::ALL)?;
                tables.try_for_each(|table| {
                    each(&table?);
                    Ok::<(), TableError>(())
                })?;
            }
            Self::Interface { folder, survey } => {
                let damaged = |error: LogError| Failure::Input(error.to_string());
                let mut sessions = SessionTables::new(Arc::new(survey.names.clone()));
                for segment in log::read(folder).map_err(damaged)? {
                    let (table, _) = segment.and_then(|it| sessions.take(it)).map_err(damaged)?;
                    each(&table);
                }
            }
        }
        Ok(())
    }
}

impl Verdicts {
    fn print(&self, out: &mut dyn Write) -> Result<(), Failure> {
        writeln!(out, "{}", self.log)?;
        for judgement in &self.judgements {
            let Judgement {
                policy, evaluation, ..
            } = judgement;
            writeln!(out, "\n{policy}")?;
            let model = judgement.model.as_ref().map_or_else(
                || "no reward model".to_owned(),
                |choice| format!("reward model {}", choice.candidate),
            );
            let trained = counted(judgement.trained as usize, "impression");
            writeln!(out, "Trained on {trained}; {model}.")?;
            if let Some(support) = evaluation.support() {
                writeln!(out, "{support}")?;
            }
            let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
            rows.extend(evaluation.table().into_iter().map(Vec::from));
            if let Some(truth) = judgement.truth {
                let rounds = evaluation.diagnostics.map_or(0, |it| it.rounds);
                let blank = || "–".to_owned();
                rows.push(vec![
                    "(the truth)".to_owned(),
                    format!("{truth:.6}"),
                    blank(),
                    blank(),
                    rounds.to_string(),
                ]);
            }
            print_columns(&rows, 1..HEADINGS.len(), out)?;
            for remark in evaluation.remarks() {
                writeln!(out, "{remark}")?;
            }
        }
        let method = self
            .judgements
            .first()
            .map(|it| it.evaluation.method.as_str());
        Ok(writeln!(out, "\nIntervals: {}.", method.unwrap_or("none"))?)
    }

    fn json(&self) -> Value {
        let judgement = |it: &Judgement| {
            let mut value = it.evaluation.json();
            value["policy"] = it.policy.to_string().into();
            value["trained"] = it.trained.into();
            value["reward_model"] = it.model.as_ref().map(|it| it.candidate.to_string()).into();
            value["truth"] = it.truth.into();
            value
        };
        let judgements: Vec<Value> = self.judgements.iter().map(judgement).collect();
        json!({ "log": self.log, "policies": judgements })
    }

    fn csv(&self, out: &mut dyn Write) -> Result<(), Failure> {
        for (place, judgement) in self.judgements.iter().enumerate() {
            let csv = judgement.evaluation.csv();
            let csv = csv.map_err(|error| Failure::Storage(error.to_string()))?;
            let truth = judgement
                .truth
                .map_or_else(String::new, |truth| truth.to_string());
            for (line, text) in csv.lines().enumerate() {
                match (line, place) {
                    (0, 0) => writeln!(out, "policy,truth,{text}")?,
                    (0, _) => {}
                    _ => writeln!(out, "\"{}\",{truth},{text}", judgement.policy)?,
                }
            }
        }
        Ok(())
    }

    /// That the log supports no answer at all.
    fn unmet(&self) -> Result<(), Failure> {
        let refused: Vec<String> = self
            .judgements
            .iter()
            .filter_map(|it| {
                Some(format!(
                    "{}: refused: {}",
                    it.policy,
                    it.evaluation.refusal()?
                ))
            })
            .collect();
        if refused.is_empty() {
            Ok(())
        } else {
            Err(Failure::Unmet(refused.join("\n")))
        }
    }
}

fn shown(path: &Path) -> Text {
    Text::new(&path.to_string_lossy())
}

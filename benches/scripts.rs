//! What session scripts cost: one of a hundred steps, a thousand of them side by side, and the
//! memory of one that is played again and again: `cargo bench --bench scripts`.

#![expect(
    clippy::disallowed_methods,
    reason = "a bench makes its own files and measures passing time"
)]

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const KEYART: &str = env!("CARGO_BIN_EXE_keyart");
const ROUNDS: usize = 15;
const SCRIPTS: usize = 1_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Ten steps that a tester would write, of which every third expects something.
const STEPS: &str = "\
Profile \"Romy\"
Focus \"Neon Harbor\"
Expect distribution of \"Neon Harbor\" sums to 1
Move down
Skip
Open
Expect place is title
Back
SwitchProfile \"Cole\"
Expect profile is \"Cole\"
";

/// What a run of the program took.
struct Run {
    time: Duration,
    /// The peak of its memory, in kB; 0 if it was over too soon to be looked at.
    memory: u64,
}

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let mut out = io::stdout();
    let screen = [
        "screen",
        "--profile",
        "Romy",
        "--at",
        "2026-01-05T20:30",
        "--protocol",
        "off",
    ];
    let reference = median(|| run(folder.path(), &screen))?;
    let mut row = |name: &str, time: Duration| {
        let milliseconds = time.as_secs_f64() * 1e3;
        let ratio = time.as_secs_f64() / reference.as_secs_f64();
        writeln!(out, "{name:<44} {milliseconds:>9.1} ms {ratio:>8.2}")
    };
    row("keyart screen, without pictures (reference)", reference)?;

    fs::write(folder.path().join("one.keyart"), STEPS.repeat(10))?;
    let one = median(|| run(folder.path(), &["run", "one.keyart"]))?;
    row("a script of 100 steps", one)?;
    let verified = format!(
        "{}Expect log verifies\nExpect log plays = 0\n",
        STEPS.repeat(10)
    );
    fs::write(folder.path().join("verified.keyart"), verified)?;
    let verified = median(|| run(folder.path(), &["run", "verified.keyart"]))?;
    row("the same, with its log verified", verified)?;

    for script in 0..SCRIPTS {
        let mut text = String::new();
        writeln!(text, "Set Seed {script}\n{STEPS}")?;
        let path = folder.path().join(format!("many/{}", script % 10));
        fs::create_dir_all(&path)?;
        fs::write(path.join(format!("{script}.keyart")), text)?;
    }
    let many = run(folder.path(), &["run", "many"])?;
    row("1,000 scripts of 10 steps, in parallel", many.time)?;

    for repeat in ["10", "1000"] {
        let run = run(folder.path(), &["run", "one.keyart", "--repeat", repeat])?;
        row(&format!("a script of 100 steps, {repeat} times"), run.time)?;
        writeln!(io::stdout(), "    peak memory {} kB", run.memory)?;
    }
    Ok(())
}

fn median(run: impl Fn() -> Outcome<Run>) -> Outcome<Duration> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        times.push(run()?.time);
    }
    times.sort();
    Ok(times[ROUNDS / 2])
}

/// Runs the program in `folder`, which must succeed.
fn run(folder: &Path, arguments: &[&str]) -> Outcome<Run> {
    let start = Instant::now();
    let mut child = Command::new(KEYART)
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .env("TZ", "UTC")
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        let now = fs::read_to_string(&status).unwrap_or_default();
        let peak = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = peak.and_then(|line| line.trim().strip_suffix(" kB"));
        memory = number.map_or(memory, |number| number.parse().unwrap_or(memory));
        // The peak can only be read while the program runs.
        thread::sleep(Duration::from_micros(500));
    };
    let time = start.elapsed();
    if !ended.success() {
        return Err(format!("keyart {arguments:?} ended with {ended}").into());
    }
    Ok(Run { time, memory })
}

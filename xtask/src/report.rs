//! Runs the steps of `cargo xtask test`, and sums up.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::counts::{Counts, Runner};
use crate::process::Seen;

struct Row {
    name: &'static str,
    time: Duration,
    /// What was counted, or why nothing was.
    counts: Result<Counts, String>,
}

/// How a check ended that not every machine can make.
pub enum Checked {
    /// It was made, and all is well.
    Yes,
    /// It could not be made, for this reason. That is neither a success nor a failure.
    No(String),
}

/// What ran so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Runs a step that gives something later steps need.
    pub fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let started = begin(name);
        let result = work();
        self.end(name, started, Ok(Runner::Step.count("", result.is_ok())));
        result.inspect_err(|error| eprintln!("{name}: {error:#}")).ok()
    }

    /// Runs a program and counts its tests. `run` fails where the program couldn't even be started.
    pub fn tests(&mut self, name: &'static str, runner: Runner, run: impl FnOnce() -> Result<Seen>) {
        let started = begin(name);
        let (text, end) = match run() {
            Ok(seen) => (seen.text, seen.end),
            Err(error) => (String::new(), Err(error)),
        };
        self.end(name, started, Ok(runner.count(&text, end.is_ok())));
        if let Err(error) = end {
            eprintln!("{name}: {error:#}");
        }
    }

    /// Runs a check that this machine may be unable to make.
    pub fn check(&mut self, name: &'static str, work: impl FnOnce() -> Result<Checked>) {
        let started = begin(name);
        let counts = match work() {
            Ok(Checked::Yes) => Ok(Runner::Step.count("", true)),
            Ok(Checked::No(reason)) => Err(reason),
            Err(error) => {
                eprintln!("{name}: {error:#}");
                Ok(Runner::Step.count("", false))
            }
        };
        self.end(name, started, counts);
    }

    /// Notes steps that can't run because one before them failed.
    pub fn not_run(&mut self, names: &[&'static str]) {
        self.rows.extend(names.iter().map(|name| Row {
            name,
            time: Duration::ZERO,
            counts: Err("a step it needs failed".to_owned()),
        }));
    }

    /// Prints the table and the sum; tells whether all is well.
    pub fn print(&self) -> bool {
        println!("\n{:<30}{:>8}  result", "step", "seconds");
        let mut sum = Counts::default();
        for row in &self.rows {
            println!("{:<30}{:>8.1}  {}", row.name, row.time.as_secs_f32(), describe(&row.counts));
            sum += row.counts.as_ref().copied().unwrap_or_default();
        }
        let not_run: Vec<_> = self.rows.iter().filter(|row| row.counts.is_err()).map(|row| row.name).collect();
        if !not_run.is_empty() {
            println!("\nnot checked: {}", not_run.join(", "));
        }
        println!("\n{} passed, {} failed", sum.passed, sum.failed);
        sum.failed == 0
    }

    fn end(&mut self, name: &'static str, started: Instant, counts: Result<Counts, String>) {
        self.rows.push(Row { name, time: started.elapsed(), counts });
    }
}

fn begin(name: &str) -> Instant {
    println!("\n== {name}");
    Instant::now()
}

fn describe(counts: &Result<Counts, String>) -> String {
    match counts {
        Err(reason) => format!("not run: {reason}"),
        Ok(Counts { passed, failed: 0 }) => format!("ok, {passed} passed"),
        Ok(Counts { passed, failed }) => format!("FAILED, {passed} passed, {failed} failed"),
    }
}

//! The tasks of this repository: `cargo xtask help` lists them.

mod apt;
mod install;
mod package;
mod places;
mod process;
mod size;
mod stamp;
mod toolchain;
mod tools;
mod versions;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

/// The tasks of this repository. Each installs what it needs and is missing.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Task {
    /// Builds the npm package into target/package
    Package,
    /// Prints the size of what a page loads for its first card, and fails when it's over the budget
    Size,
}

fn main() -> ExitCode {
    match run(&Task::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<()> {
    process::end_all_on_interrupt()?;
    match task {
        Task::Package => {
            println!("{}", package::build()?.display());
            Ok(())
        }
        Task::Size => size::check(&package::build()?),
    }
}

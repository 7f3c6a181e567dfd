//! The tasks of this repository: `cargo xtask help` lists them.

mod apt;
mod bench;
mod browser;
mod counts;
mod demo;
mod example;
mod gateway;
mod install;
mod load;
mod nginx;
mod oldest_rust;
mod pack;
mod package;
mod page;
mod places;
mod process;
mod published;
mod report;
mod size;
mod stamp;
mod test;
mod toolchain;
mod tools;
mod trunk;
mod versions;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

/// The tasks of this repository. Each installs what it needs and is missing.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Task {
    /// Builds the page, the package and the gateway, and serves them with the built-in conferences
    Demo {
        /// Opens the page in the browser
        #[arg(long)]
        open: bool,
        /// Port to listen on; another is picked where it's taken
        #[arg(long, default_value_t = 8787)]
        port: u16,
    },
    /// Runs all the checks
    Test {
        /// Only format, clippy and native tests: nothing is installed
        #[arg(long)]
        quick: bool,
    },
    /// Builds the npm package into target/package, packs the tarball, and checks what is in it
    Package,
    /// Prints the size of what a page loads for its first card, and fails when it's over the budget
    Size,
    /// Measures the card beside the same card by hand, in Preact and in React
    Bench {
        /// Writes the figures into BENCHMARKS.md
        #[arg(long)]
        record: bool,
        /// Measures everything once only
        #[arg(long)]
        quick: bool,
    },
    /// Takes the pictures of the documentation anew
    Snapshots,
    /// Measures the gateway under load, beside nginx
    Load {
        /// Writes the figures into the gateway's README
        #[arg(long)]
        record: bool,
    },
}

fn main() -> ExitCode {
    match run(&Task::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<ExitCode> {
    process::end_all_on_interrupt()?;
    match *task {
        Task::Demo { open, port } => demo::run(port, open)?,
        Task::Test { quick } => return Ok(if test::run(quick) { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
        Task::Package => {
            let package = package::build()?;
            println!("{}\n{}", package.display(), pack::pack(&package)?.display());
        }
        Task::Size => size::check(&package::build()?)?,
        Task::Bench { record, quick } => bench::run(record, quick)?,
        Task::Snapshots => test::snapshots()?,
        Task::Load { record } => load::run(record)?,
    }
    Ok(ExitCode::SUCCESS)
}

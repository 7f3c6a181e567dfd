//! Starts the gateway from its command line; failures are one line on standard error and an exit code.

use std::process::ExitCode;

use clap::Parser;
use conference_gateway::{Cli, run, start_log};

/// A request makes some dozens of small allocations; this takes half the time that the system's allocator does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    start_log(cli.edges.log_format);
    match run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("conference-gateway: {error}");
            error.exit_code()
        }
    }
}

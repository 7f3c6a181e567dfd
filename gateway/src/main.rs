//! Starts the gateway from its command line; failures are one line on standard error and an exit code.

use std::process::ExitCode;

use clap::Parser;
use conference_gateway::{Cli, run};

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).init();
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("conference-gateway: {error}");
            error.exit_code()
        }
    }
}

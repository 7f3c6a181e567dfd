//! The log, on standard error: readable lines or JSON, filtered by `RUST_LOG`.

use std::env;
use std::io::{self, IsTerminal};

use clap::ValueEnum;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// How a line of the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Words and `key=value`.
    Text,
    /// One JSON object.
    Json,
}

/// Starts the log; call it once, before anything is logged.
///
/// `RUST_LOG` has its usual form, such as `warn` or `conference_gateway=debug`; without it, everything from `info` up is logged.
pub fn start_log(format: LogFormat) {
    let wanted = env::var("RUST_LOG").ok().filter(|filter| !filter.is_empty());
    let filter = wanted.as_deref().map(str::parse::<Targets>);
    let is_misread = matches!(filter, Some(Err(_)));
    let filter = filter.and_then(Result::ok).unwrap_or(Targets::new().with_default(LevelFilter::INFO));

    let lines = fmt::layer().with_writer(io::stderr).with_target(false);
    let lines = match format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    tracing_subscriber::registry().with(lines.with_filter(filter)).init();
    if is_misread {
        tracing::warn!("RUST_LOG can't be read; everything from info up is logged");
    }
}

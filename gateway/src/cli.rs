//! The command line. Checks single values only; what they mean together is decided in `server`.

mod account;
mod cache;
mod edges;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;
use jiff::Timestamp;

pub use account::{AccountFlags, Exposed};
pub use cache::CacheFlags;
pub use edges::EdgeFlags;

/// Serves conferences to web pages and keeps the API's credentials on the server.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Cli {
    /// Address to listen on; port 0 picks a free one. The address in use is the first line on standard output
    #[arg(long, value_name = "ADDR", env = "CONFERENCE_GATEWAY_LISTEN", default_value = "127.0.0.1:8787")]
    pub listen: SocketAddr,

    /// Serve the built-in conferences; no account is needed
    #[arg(long)]
    pub demo: bool,

    /// Instant at which the demo's clock starts, and from which its times are counted [default: now]
    #[arg(long, value_name = "RFC3339", requires = "demo")]
    pub demo_epoch: Option<Timestamp>,

    /// Folder with the built page and package, served at /
    #[arg(long = "static", value_name = "DIR")]
    pub static_dir: Option<PathBuf>,

    /// What of an account is served
    #[command(flatten)]
    pub account: AccountFlags,

    /// How long answers are kept
    #[command(flatten)]
    pub cache: CacheFlags,

    /// What surrounds the routes
    #[command(flatten)]
    pub edges: EdgeFlags,
}

//! The gateway: serves conferences to web pages, so that the API's credentials never leave a server.
//!
//! ```text
//! command line (cli) → source (demo) → router (app) → server → connections, until a signal (shutdown)
//!                                        ├── /api/video/conferences/{id}   cors → rate_limit → conferences → source → answer
//!                                        ├── /healthz /readyz /metrics     health
//!                                        ├── /demo/… /previews/…           demo
//!                                        └── everything else               static_files
//! ```
//!
//! Around all routes: `client_address` → `request_id` → `request_log` → `headers` → `limits` → compression.

mod answer;
mod app;
mod cli;
mod client_address;
mod conferences;
mod connections;
mod cors;
mod demo;
mod edges;
mod error;
mod headers;
mod health;
mod limits;
mod log;
mod metrics;
mod rate_limit;
mod readiness;
mod request_id;
mod request_log;
mod route;
mod server;
mod shutdown;
mod source;
mod static_files;

pub use app::router;
pub use cli::{Cli, EdgeFlags};
pub use client_address::{ClientAddress, TrustedProxies};
pub use connections::{ConnectionLimits, serve};
pub use cors::{Origin, OriginError};
pub use demo::Demo;
pub use edges::Edges;
pub use error::Error;
pub use log::{LogFormat, start_log};
pub use metrics::{CacheOutcome, Metrics, StatusClass, UpstreamOutcome};
pub use rate_limit::RateLimit;
pub use readiness::Readiness;
pub use server::run;
pub use source::Source;

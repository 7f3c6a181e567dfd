//! The gateway: serves conferences to web pages, so that the API's credentials never leave a server.
//!
//! ```text
//! command line (cli) → source (start) → router (app) → server → connections, until a signal (shutdown)
//!                                         ├── /api/video/conferences/{id}   cors → rate_limit → conferences → source → answer
//!                                         ├── /healthz /readyz /metrics     health
//!                                         ├── /demo/… /previews/…           demo
//!                                         └── everything else               static_files
//!
//! source ┬── --demo    demo
//!        └── account   relay ── allowed     which conferences may be read
//!                       └── cache           one call for all who wait; stale answers while the upstream fails
//!                            └── upstream   credentials, limits, retries; what of a conference goes out
//!                                 └── readiness   whether the credentials are accepted
//! ```
//!
//! Around all routes: `client_address` → `request_id` → `request_log` → `headers` → `limits` → compression.

mod account;
mod allowed;
mod answer;
mod app;
mod cache;
mod cli;
mod client_address;
mod clock;
mod conferences;
mod connections;
mod cors;
mod demo;
mod edges;
mod encoded;
mod error;
mod headers;
mod health;
mod http_date;
mod id;
mod limits;
mod log;
mod metrics;
mod rate_limit;
mod readiness;
mod relay;
mod request_id;
mod request_log;
mod route;
mod server;
mod shutdown;
mod source;
mod start;
mod static_files;
mod surround;
mod upstream;

pub use account::{Account, AccountError, Credentials};
pub use allowed::{AllowFileError, Allowed};
pub use app::router;
pub use cache::Lifetimes;
pub use cli::{Cli, EdgeFlags};
pub use client_address::{ClientAddress, TrustedProxies};
pub use clock::Clock;
pub use connections::{ConnectionLimits, serve};
pub use cors::{Origin, OriginError};
pub use demo::Demo;
pub use edges::Edges;
pub use error::Error;
pub use log::{LogFormat, start_log};
pub use metrics::{CacheOutcome, Metrics, StatusClass, UpstreamOutcome};
pub use rate_limit::RateLimit;
pub use readiness::Readiness;
pub use relay::Relay;
pub use server::run;
pub use source::Source;
pub use upstream::{BaseUrl, BaseUrlError, CheckError, Failure, Fields, Limits, Upstream};

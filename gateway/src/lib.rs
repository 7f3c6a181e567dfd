//! The gateway: serves conferences to web pages, so that the API's credentials never leave a server.
//!
//! ```text
//! command line (cli) → source (start) → router (app) → server, until a signal (shutdown)
//!                                         ├── /api/video/conferences/{id}   conferences → source → answer
//!                                         ├── /healthz /readyz              health
//!                                         ├── /demo/… /previews/…           demo
//!                                         └── everything else               static_files
//!
//! source ┬── --demo    demo
//!        └── account   relay ── allowed     which conferences may be read
//!                       └── cache           one call for all who wait; stale answers while the upstream fails
//!                            └── upstream   credentials, limits, retries; what of a conference goes out
//!                                 └── readiness   whether the credentials are accepted
//! ```

mod account;
mod allowed;
mod answer;
mod app;
mod cache;
mod cli;
mod clock;
mod conferences;
mod demo;
mod error;
mod headers;
mod health;
mod http_date;
mod id;
mod readiness;
mod relay;
mod server;
mod shutdown;
mod source;
mod start;
mod static_files;
mod upstream;

pub use account::{Account, AccountError, Credentials};
pub use allowed::{AllowFileError, Allowed};
pub use app::router;
pub use cache::Lifetimes;
pub use cli::Cli;
pub use clock::Clock;
pub use demo::Demo;
pub use error::Error;
pub use readiness::Readiness;
pub use relay::Relay;
pub use server::run;
pub use source::Source;
pub use upstream::{BaseUrl, BaseUrlError, CheckError, Failure, Fields, Limits, Upstream};

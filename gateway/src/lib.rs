//! The gateway: serves conferences to web pages, so that the API's credentials never leave a server.
//!
//! ```text
//! command line (cli) → source (demo) → router (app) → server, until a signal (shutdown)
//!                                        ├── /api/video/conferences/{id}   conferences → source → answer
//!                                        ├── /healthz /readyz              health
//!                                        ├── /demo/… /previews/…           demo
//!                                        └── everything else               static_files
//! ```

mod answer;
mod app;
mod cli;
mod conferences;
mod demo;
mod error;
mod headers;
mod health;
mod server;
mod shutdown;
mod source;
mod static_files;

pub use app::router;
pub use cli::Cli;
pub use demo::Demo;
pub use error::Error;
pub use server::run;
pub use source::Source;

//! The gateway from outside: through its router, and as a program with a socket and signals.
#![cfg(test)]

#[cfg(unix)]
mod account;
mod cache;
mod common;
mod conferences;
mod connections;
mod cors;
mod demo;
mod edges;
mod health;
mod hostile;
#[cfg(unix)]
mod log;
mod outgoing;
#[cfg(target_os = "linux")]
mod packaging;
#[cfg(unix)]
mod program;
mod rate_limit;
#[cfg(unix)]
mod secrets;
mod stand_in;
mod static_files;
mod upstream;

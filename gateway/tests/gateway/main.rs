//! The gateway from outside: through its router, and as a program with a socket and signals.
#![cfg(test)]

mod common;
mod conferences;
mod connections;
mod cors;
mod demo;
mod edges;
mod health;
#[cfg(unix)]
mod log;
#[cfg(target_os = "linux")]
mod packaging;
#[cfg(unix)]
mod program;
mod rate_limit;
mod static_files;

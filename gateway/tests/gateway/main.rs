//! The gateway from outside: through its router, and as a program with a socket and signals.
#![cfg(test)]

mod common;
mod conferences;
mod demo;
#[cfg(unix)]
mod program;
mod static_files;

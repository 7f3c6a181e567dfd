//! The gateway from outside: through its router, and as a program with a socket and signals.
#![cfg(test)]

#[cfg(unix)]
mod account;
mod cache;
mod common;
mod conferences;
mod demo;
mod hostile;
mod outgoing;
#[cfg(unix)]
mod program;
#[cfg(unix)]
mod secrets;
mod stand_in;
mod static_files;
mod upstream;

//! Everything that can keep the gateway from starting or running, as one line each.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// Why the gateway could not start or had to stop.
#[derive(Debug)]
pub enum Error {
    /// No source of conferences was chosen.
    NoSource,
    /// The address can't be listened on.
    Listen(SocketAddr, io::Error),
    /// The folder for `--static` can't be read.
    StaticDir(PathBuf, io::Error),
    /// A time of the demo falls outside the years that a timestamp can hold.
    DemoTimes(jiff::Error),
    /// A body built into the demo is no JSON.
    DemoBody(&'static str, serde_json::Error),
    /// Signals can't be received.
    Signals(io::Error),
    /// The address in use can't be written to standard output.
    Output(io::Error),
}

impl Error {
    /// 2 where the command line has to change, 1 otherwise.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::NoSource | Self::DemoTimes(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSource => {
                f.write_str("reading the conferences of an account isn't available yet; add --demo to serve the built-in ones")
            }
            Self::Listen(address, error) => {
                write!(f, "cannot listen on {address}: {}", reason(error))
            }
            Self::StaticDir(path, error) => {
                write!(f, "cannot serve {}: {}", path.display(), reason(error))
            }
            Self::DemoTimes(error) => write!(f, "--demo-epoch is out of range: {error}"),
            Self::DemoBody(label, error) => {
                write!(f, "the demo's conference \"{label}\" is no JSON: {error}")
            }
            Self::Signals(error) => write!(f, "cannot receive signals: {error}"),
            Self::Output(error) => write!(f, "cannot write to standard output: {error}"),
        }
    }
}

impl std::error::Error for Error {}

/// The usual failures in words, without the number of the operating system's error.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such directory".to_owned(),
        kind @ (io::ErrorKind::AddrInUse
        | io::ErrorKind::AddrNotAvailable
        | io::ErrorKind::NotADirectory
        | io::ErrorKind::PermissionDenied) => kind.to_string(),
        _ => error.to_string(),
    }
}

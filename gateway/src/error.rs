//! Everything that can keep the gateway from starting or running, as one line each.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::{AccountError, AllowFileError, BaseUrl, BaseUrlError, Failure};

/// Why the gateway could not start or had to stop.
#[derive(Debug)]
pub enum Error {
    /// The environment gives no account.
    Account(AccountError),
    /// An account and the demo were both chosen; these variables are the account's.
    TwoSources(Vec<&'static str>),
    /// `--upstream` is no address of the API.
    Upstream(BaseUrlError),
    /// The file for `--allow-file` can't be used.
    AllowFile(AllowFileError),
    /// The system gives no certificates to check the upstream's against.
    Client(reqwest::Error),
    /// The upstream refuses the credentials.
    Credentials(BaseUrl),
    /// `--check` couldn't find out whether the credentials are accepted.
    Unclear(BaseUrl, Failure),
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
            Self::Account(_) | Self::TwoSources(_) | Self::Upstream(_) | Self::AllowFile(_) | Self::DemoTimes(_) => {
                ExitCode::from(2)
            }
            _ => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(error) => error.fmt(f),
            Self::TwoSources(names) => {
                write!(f, "--demo serves the built-in conferences; drop it, or unset {}", names.join(", "))
            }
            Self::Upstream(error) => error.fmt(f),
            Self::AllowFile(error) => error.fmt(f),
            Self::Client(error) => write!(f, "cannot prepare requests to the upstream: {error}"),
            Self::Credentials(base) => {
                write!(
                    f,
                    "{base} refuses the credentials; check SIGNALWIRE_PROJECT_ID, SIGNALWIRE_API_TOKEN and the token's scope (Video)"
                )
            }
            Self::Unclear(base, failure) => {
                write!(f, "{base} doesn't say whether the credentials are right: {failure}")
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

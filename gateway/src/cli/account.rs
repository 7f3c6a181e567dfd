//! The flags for serving an account's conferences. The account itself comes from the environment alone, as everybody on
//! the machine can read a command line.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use uuid::Uuid;

use crate::id;

/// What of an account is served, and from where.
#[derive(Debug, Args)]
pub struct AccountFlags {
    // Checked later: a refusal here would repeat the value, which may hold a password.
    /// Base URL of the API [default: `https://{space}.signalwire.com`]
    #[arg(long, value_name = "URL", env = "CONFERENCE_GATEWAY_UPSTREAM", hide_env_values = true, conflicts_with = "demo")]
    pub upstream: Option<String>,

    /// Conference that may be read, repeated; all may where neither this nor --allow-file is given
    #[arg(long, value_name = "ID", value_parser = parse_id, conflicts_with = "demo")]
    pub allow: Vec<Uuid>,

    /// File of conferences that may be read: one id a line, # starts a comment
    #[arg(long, value_name = "FILE", conflicts_with = "demo")]
    pub allow_file: Option<PathBuf>,

    /// Field to let out that is held back otherwise
    #[arg(long, value_name = "FIELD", conflicts_with = "demo")]
    pub expose: Vec<Exposed>,

    /// Try the credentials and exit: 0 where they are accepted
    #[arg(long, conflicts_with = "demo")]
    pub check: bool,
}

/// A field of a conference that is held back unless the owner lets it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Exposed {
    /// The owner's metadata.
    Meta,
}

fn parse_id(text: &str) -> Result<Uuid, &'static str> {
    id::parse(text).ok_or("not a conference's id")
}

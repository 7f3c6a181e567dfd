//! From the command line and the environment to the source of conferences.

use std::env;
use std::io::{self, Write};

use crate::account::Account;
use crate::allowed::Allowed;
use crate::cli::Exposed;
use crate::{BaseUrl, CheckError, Cli, Clock, Demo, Edges, Error, Fields, Limits, Relay, Source, Upstream};

/// The source that the flags and the environment choose. An account's credentials are tried first.
pub async fn source(cli: &Cli, edges: &Edges) -> Result<Source, Error> {
    if cli.demo {
        let account = Account::variables_set(|name| env::var_os(name));
        return if account.is_empty() { Ok(Source::Demo(Demo::new(cli.demo_epoch)?)) } else { Err(Error::TwoSources(account)) };
    }
    let allowed = Allowed::read(&cli.account.allow, cli.account.allow_file.as_deref()).map_err(Error::AllowFile)?;
    let upstream = upstream(cli, edges)?;
    match upstream.check().await {
        Ok(()) => {}
        Err(CheckError::Refused) => return Err(Error::Credentials(upstream.base().clone())),
        // It may be back by the time that somebody asks.
        Err(CheckError::Unclear(failure)) => tracing::warn!("{}", Error::Unclear(upstream.base().clone(), failure)),
    }
    let relay = Relay::new(upstream, allowed, cli.cache.lifetimes(), Clock::default(), edges.metrics.clone());
    Ok(Source::Account(Box::new(relay)))
}

/// Tries the credentials, and says on standard output that they are accepted.
pub async fn check(cli: &Cli) -> Result<(), Error> {
    let upstream = upstream(cli, &Edges::default())?;
    let base = upstream.base();
    match upstream.check().await {
        Ok(()) => writeln!(io::stdout(), "{base} accepts the credentials").map_err(Error::Output),
        Err(CheckError::Refused) => Err(Error::Credentials(base.clone())),
        Err(CheckError::Unclear(failure)) => Err(Error::Unclear(base.clone(), failure)),
    }
}

fn upstream(cli: &Cli, edges: &Edges) -> Result<Upstream, Error> {
    let base = cli.account.upstream.as_deref().map(BaseUrl::parse).transpose().map_err(Error::Upstream)?;
    let account = Account::read(|name| env::var_os(name), base.is_none()).map_err(Error::Account)?;
    let base = match (base, &account.space) {
        (Some(base), _) => base,
        (None, Some(space)) => BaseUrl::of_space(space),
        (None, None) => return Err(Error::Account(crate::AccountError::Space)),
    };
    let fields = Fields { meta: cli.account.expose.contains(&Exposed::Meta) };
    Upstream::new(base, account.credentials, Limits::default(), fields, edges.readiness.clone(), edges.metrics.clone())
}

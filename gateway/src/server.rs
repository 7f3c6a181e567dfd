//! From the command line to a running server, and to its end.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;

use tokio::net::TcpListener;

use crate::shutdown::Signals;
use crate::{Cli, ConnectionLimits, Error, app, serve, start};

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
///
/// Whatever keeps the server from starting or running; see [`Error`].
pub async fn run(cli: Cli) -> Result<(), Error> {
    if cli.account.check {
        return start::check(&cli).await;
    }
    if let Some(dir) = &cli.static_dir {
        check_directory(dir)?;
    }
    let edges = cli.edges.edges(cli.demo);
    let source = start::source(&cli, &edges).await?;
    let serving = source.to_string();
    let app = app::router(source, cli.static_dir.as_deref(), &edges);

    let mut signals = Signals::install().map_err(Error::Signals)?;
    let (listener, address) = listen(cli.listen).await?;
    announce(address).map_err(Error::Output)?;
    tracing::info!("serving {serving} on http://{address}");

    if let Some(rate_limit) = edges.rate_limit {
        tokio::spawn(async move { rate_limit.clean().await });
    }
    serve(listener, app, ConnectionLimits::default(), signals.received()).await;
    Ok(())
}

/// `ServeDir` would answer 404 to everything if the folder were missing; that is found out here instead.
fn check_directory(dir: &Path) -> Result<(), Error> {
    dir.read_dir().map(drop).map_err(|error| Error::StaticDir(dir.to_owned(), error))
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Error> {
    let failed = |error| Error::Listen(address, error);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let in_use = listener.local_addr().map_err(failed)?;
    Ok((listener, in_use))
}

fn announce(address: SocketAddr) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "http://{address}")?;
    stdout.flush()
}

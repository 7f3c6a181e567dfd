//! From the command line to a running server, and to its end.

use std::future::IntoFuture;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::shutdown::Signals;
use crate::{Cli, Error, Readiness, app, start};

/// How long requests in flight may take to finish once a signal has asked the server to stop.
const GRACE: Duration = Duration::from_secs(5);

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
    let readiness = Readiness::default();
    let source = start::source(&cli, &readiness).await?;
    let serving = source.to_string();
    let app = app::router(source, cli.static_dir.as_deref());

    let mut signals = Signals::install().map_err(Error::Signals)?;
    let (listener, address) = listen(cli.listen).await?;
    announce(address).map_err(Error::Output)?;
    tracing::info!("serving {serving} on http://{address}");

    let (stop, stopping) = oneshot::channel();
    let server = axum::serve(listener, app).with_graceful_shutdown(async move {
        signals.received().await;
        // The receiver is gone only once the server has ended by itself.
        let _ = stop.send(());
    });
    tokio::select! {
        result = server.into_future() => result.map_err(Error::Serve),
        () = grace_over(stopping) => {
            tracing::warn!("requests were still running after {} s and are cut off", GRACE.as_secs());
            Ok(())
        }
    }
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

async fn grace_over(stopping: oneshot::Receiver<()>) {
    // An error means that the server has ended; the other branch of the select reports it.
    let _ = stopping.await;
    tokio::time::sleep(GRACE).await;
}

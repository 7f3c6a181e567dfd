//! The connections: accepted up to a number, kept from dragging on, and finished in peace when the server stops.
//!
//! HTTP/1.1 only: browsers speak HTTP/2 only over TLS, which is the business of a proxy in front.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::connect_info::ConnectInfo;
use axum::response::Response;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, rt};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// How much of what a connection sends or is sent may wait in memory. Without it, a client that sends its requests all at once
/// could fill as much as 400 kB.
const BUFFER: usize = 64 * 1024;

/// What connections may take.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionLimits {
    /// Open at the same time; whoever comes then waits.
    pub connections: usize,
    /// How long the head of a request may take, counted from the connection or from the answer before. It is what ends idle
    /// connections too, so it is longer than the minute after which load balancers end theirs.
    pub head_time: Duration,
    /// How long a client may keep from taking what is sent.
    pub stall_time: Duration,
    /// Bytes of a request's head.
    pub head_size: usize,
    /// Header lines of a request.
    pub header_lines: usize,
    /// How long requests in flight may take to finish once the server stops.
    pub grace: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            head_time: Duration::from_secs(65),
            stall_time: Duration::from_secs(30),
            head_size: 16 * 1024,
            header_lines: 100,
            grace: Duration::from_secs(5),
        }
    }
}

/// Serves `app` until `stop` is over; then lets requests in flight finish, but not forever.
pub async fn serve(mut listener: TcpListener, app: Router, limits: ConnectionLimits, stop: impl Future<Output = ()>) {
    let http = http(limits);
    let permits = Arc::new(Semaphore::new(limits.connections));
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            // The semaphore is never closed, so there always is a permit in the end.
            let permit = Arc::clone(&permits).acquire_owned().await;
            (permit, Listener::accept(&mut listener).await)
        };
        let (permit, (stream, peer)) = tokio::select! {
            () = &mut stop => break,
            accepted = accepted => accepted,
        };
        let connection = connections.watch(http.serve_connection(io(stream, limits), service(app.clone(), peer)));
        tokio::spawn(async move {
            // A connection fails by the doing of its client; there is nobody to tell.
            let _ = connection.await;
            drop(permit);
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.grace, connections.shutdown()).await.is_err() {
        tracing::warn!("requests were still running after {} s and are cut off", limits.grace.as_secs());
    }
}

fn http(limits: ConnectionLimits) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .max_buf_size(BUFFER)
        .header_read_timeout(limits.head_time)
        .max_header_size(limits.head_size)
        .max_headers(limits.header_lines);
    http
}

fn io(stream: TcpStream, limits: ConnectionLimits) -> impl rt::Read + rt::Write + Unpin {
    // Answers are small and written in one piece; waiting for more would only delay them. Where it fails, they are delayed.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.stall_time));
    TokioIo::new(Box::pin(stream))
}

/// The routes for one connection, which know who is at its other end.
fn service(
    app: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> {
    service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request.map(Body::new))
    })
}

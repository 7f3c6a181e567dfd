//! Connections: limits of their number, of a request's head and of a client's patience, and the end of the server.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use crate::common::demo;
use conference_gateway::{ConnectionLimits, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

const SHORT: Duration = Duration::from_millis(300);
/// Far longer than anything here takes; a test that waits so long has failed.
const LONG: Duration = Duration::from_secs(30);
const HEALTH: &str = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

impl Server {
    async fn start(limits: ConnectionLimits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let ended = tokio::spawn(serve(listener, demo(None), limits, async {
            stopped.await.unwrap();
        }));
        Self { address, stop, ended }
    }

    async fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        stream
    }

    /// Asks the server to stop, and waits until it has.
    async fn stop(self) {
        self.stop.send(()).unwrap();
        timeout(LONG, self.ended).await.unwrap().unwrap();
    }
}

/// Everything until the server closes the connection; a reset closes it as well.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    match timeout(LONG, stream.read_to_end(&mut bytes)).await.expect("the connection stays open") {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
    }
    String::from_utf8(bytes).unwrap()
}

/// The answer to [`HEALTH`].
async fn healthy(stream: &mut TcpStream) {
    let mut answer = String::new();
    while !answer.ends_with("ok\n") {
        let mut bytes = [0; 1024];
        let length = timeout(LONG, stream.read(&mut bytes)).await.unwrap().unwrap();
        assert_ne!(length, 0, "closed after {answer}");
        answer.push_str(str::from_utf8(&bytes[..length]).unwrap());
    }
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
}

#[tokio::test]
async fn a_connection_serves_one_request_after_another() {
    let server = Server::start(ConnectionLimits::default()).await;
    let mut stream = server.connect(HEALTH).await;
    healthy(&mut stream).await;
    stream.write_all(HEALTH.as_bytes()).await.unwrap();
    healthy(&mut stream).await;
}

#[tokio::test]
async fn clients_that_do_not_finish_a_request_are_hung_up_on() {
    let server = Server::start(ConnectionLimits { head_time: SHORT, ..ConnectionLimits::default() }).await;
    for beginning in ["", "GET", "GET /healthz HTTP/1.1\r\nhost: x\r\n"] {
        let mut stream = server.connect(beginning).await;
        assert_eq!(rest(&mut stream).await, "", "{beginning}");
    }
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    let server = Server::start(ConnectionLimits { head_time: SHORT, ..ConnectionLimits::default() }).await;
    let mut stream = server.connect(HEALTH).await;
    healthy(&mut stream).await;
    assert_eq!(rest(&mut stream).await, "");
}

#[tokio::test]
async fn heads_that_are_too_large_are_refused() {
    let server = Server::start(ConnectionLimits::default()).await;
    let long_line = format!("x-long: {}\r\n", "x".repeat(20_000));
    let many_lines = "x-many: x\r\n".repeat(200);
    for lines in [long_line, many_lines] {
        let mut stream = server.connect(&format!("GET /healthz HTTP/1.1\r\nhost: x\r\n{lines}\r\n")).await;
        let answer = rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 431 Request Header Fields Too Large\r\n"), "{answer}");
    }
    let target = "x".repeat(20_000);
    let mut stream = server.connect(&format!("GET /{target} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    // What browsers and proxies send has room.
    let cookies = format!("cookie: {}\r\n", "x".repeat(8000));
    let mut stream = server.connect(&format!("GET /healthz HTTP/1.1\r\nhost: x\r\n{cookies}\r\n")).await;
    healthy(&mut stream).await;
}

#[tokio::test]
async fn a_body_ends_the_connection_unread() {
    let server = Server::start(ConnectionLimits::default()).await;
    for body in ["content-length: 1000000\r\n\r\nx", "transfer-encoding: chunked\r\n\r\nffffff\r\nx"] {
        let mut stream = server.connect(&format!("GET /healthz HTTP/1.1\r\nhost: x\r\n{body}")).await;
        let answer = rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{answer}");
        assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{answer}");
    }
}

#[tokio::test]
async fn whoever_is_one_too_many_waits_for_a_place() {
    let server = Server::start(ConnectionLimits { connections: 2, ..ConnectionLimits::default() }).await;
    let mut first = server.connect(HEALTH).await;
    let mut second = server.connect(HEALTH).await;
    healthy(&mut first).await;
    healthy(&mut second).await;
    let mut third = server.connect(HEALTH).await;
    assert!(timeout(SHORT, third.read_u8()).await.is_err(), "a third connection is served");
    drop(first);
    healthy(&mut third).await;
}

#[tokio::test]
async fn a_client_that_takes_no_answers_is_hung_up_on() {
    let server = Server::start(ConnectionLimits { stall_time: SHORT, connections: 1, ..ConnectionLimits::default() }).await;
    // More requests than the buffers of the system hold answers for, and nobody who reads.
    let mut greedy = TcpStream::connect(server.address).await.unwrap();
    let preview = "GET /previews/town_hall.mp4 HTTP/1.1\r\nhost: x\r\n\r\n".repeat(1000);
    let requests = tokio::spawn(async move { while greedy.write_all(preview.as_bytes()).await.is_ok() {} });
    let mut next = server.connect(HEALTH).await;
    healthy(&mut next).await;
    timeout(LONG, requests).await.unwrap().unwrap();
}

#[tokio::test]
async fn the_end_closes_idle_connections_at_once() {
    let server = Server::start(ConnectionLimits { grace: LONG * 10, ..ConnectionLimits::default() }).await;
    let mut idle = server.connect(HEALTH).await;
    healthy(&mut idle).await;
    let address = server.address;
    server.stop().await;
    assert_eq!(rest(&mut idle).await, "");
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn the_end_leaves_requests_their_time_and_no_more() {
    let server = Server::start(ConnectionLimits { grace: SHORT, ..ConnectionLimits::default() }).await;
    let silent = "GET /api/video/conferences/00000000-0000-4000-8000-000000000001 HTTP/1.1\r\nhost: x\r\n\r\n";
    let _silent = server.connect(silent).await;
    let mut later = server.connect(HEALTH).await;
    healthy(&mut later).await;
    server.stop().await;
}

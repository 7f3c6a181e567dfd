//! A viewer: one connection to nginx, kept open.

use std::net::SocketAddr;
use std::time::Duration;

use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::TcpSocket;
use tokio::time::timeout;

/// Longer than nginx and a gateway ever take: a test that waits for it has failed.
const LIMIT: Duration = Duration::from_mins(1);

pub struct Viewer {
    sender: SendRequest<Empty<Bytes>>,
}

/// A whole answer.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }

    /// What nginx's cache says of itself.
    pub fn cache(&self) -> &str {
        self.header("cache-status")
    }
}

impl Viewer {
    pub async fn new(nginx: SocketAddr) -> Self {
        Self::at("127.0.0.1", nginx).await
    }

    /// A viewer with this address.
    pub async fn at(address: &str, nginx: SocketAddr) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(format!("{address}:0").parse().unwrap()).unwrap();
        let stream = socket.connect(nginx).await.unwrap();
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        Self { sender }
    }

    /// `GET` of a conference; `id` may have a query.
    pub async fn see(&mut self, id: &str) -> Reply {
        self.see_with(id, &[]).await
    }

    pub async fn see_with(&mut self, id: &str, headers: &[(&str, &str)]) -> Reply {
        self.send("GET", &format!("/api/video/conferences/{id}"), headers).await
    }

    pub async fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header("host", "conferences.example.com");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = async {
            self.sender.ready().await.unwrap();
            let response = self.sender.send_request(request.body(Empty::new()).unwrap()).await.unwrap();
            let (parts, body) = response.into_parts();
            Reply { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
        };
        timeout(LIMIT, answer).await.unwrap()
    }
}

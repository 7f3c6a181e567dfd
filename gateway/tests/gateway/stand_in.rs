//! A stand-in of the upstream, and a gateway before it whose clock the tests set.

use std::time::Duration;

use crate::common::{Reply, ask};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use conference_gateway::{
    Account, Allowed, BaseUrl, Clock, Credentials, Edges, Fields, Lifetimes, Limits, Readiness, Relay, Source, Upstream, router,
};
use serde_json::{Value, json};
use wiremock::matchers::{any, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

pub const ID: &str = "0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01";
pub const PROJECT_ID: &str = "6ac0cb7a-1f3b-4d7c-9f5e-2f1c6ad5e7b0";
pub const API_TOKEN: &str = "PT-the-token-that-nobody-may-see";

/// The usual path of the conference.
pub fn path() -> String {
    path_of(ID)
}

pub fn path_of(id: &str) -> String {
    format!("/api/video/conferences/{id}")
}

/// The least that is a conference.
pub fn conference() -> Value {
    json!({ "id": ID, "name": "town_hall" })
}

pub fn credentials() -> Credentials {
    let variables = |name: &str| match name {
        "SIGNALWIRE_PROJECT_ID" => Some(PROJECT_ID.into()),
        "SIGNALWIRE_API_TOKEN" => Some(API_TOKEN.into()),
        _ => None,
    };
    Account::read(variables, false).unwrap().credentials
}

pub const LIFETIMES: Lifetimes = Lifetimes {
    ttl: Duration::from_mins(1),
    live_ttl: Duration::from_secs(15),
    negative_ttl: Duration::from_secs(10),
    stale: Duration::from_hours(1),
};

/// Pauses are short; time enough for a busy machine.
pub fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(10),
        attempt: Duration::from_secs(20),
        total: Duration::from_mins(1),
        pause: Duration::from_millis(2),
        recovery: Duration::from_millis(20),
        ..Limits::default()
    }
}

/// How a gateway is set up.
pub struct Setup {
    pub base: String,
    pub limits: Limits,
    pub lifetimes: Lifetimes,
    pub fields: Fields,
    pub allowed: Allowed,
    pub edges: Edges,
}

impl Setup {
    pub fn before(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            limits: limits(),
            lifetimes: LIFETIMES,
            fields: Fields::default(),
            allowed: Allowed::default(),
            edges: Edges::default(),
        }
    }

    pub fn upstream(&self, edges: &Edges) -> Upstream {
        let base = BaseUrl::parse(&self.base).unwrap();
        let (readiness, metrics) = (edges.readiness.clone(), edges.metrics.clone());
        Upstream::new(base, credentials(), self.limits, self.fields, readiness, metrics).unwrap()
    }

    pub fn start(self) -> Gateway {
        let clock = Clock::standing();
        let relay = Relay::new(
            self.upstream(&self.edges),
            self.allowed.clone(),
            self.lifetimes,
            clock.clone(),
            self.edges.metrics.clone(),
        );
        Gateway { app: router(Source::Account(Box::new(relay)), None, &self.edges), clock, readiness: self.edges.readiness }
    }
}

/// A gateway without a socket.
pub struct Gateway {
    pub app: Router,
    pub clock: Clock,
    pub readiness: Readiness,
}

impl Gateway {
    pub async fn get(&self, path: &str) -> Reply {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        ask(self.app.clone(), request.body(Body::empty()).unwrap()).await
    }

    pub fn pass(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }
}

/// An upstream that answers everything with `response`, and a gateway before it.
pub async fn answering(response: ResponseTemplate) -> (MockServer, Gateway) {
    let server = upstream(response).await;
    let gateway = Setup::before(&server.uri()).start();
    (server, gateway)
}

/// An upstream that answers everything with `response`.
pub async fn upstream(response: ResponseTemplate) -> MockServer {
    // `MockServer::start` would take one from a pool, where another test may have left its requests.
    let server = MockServer::builder().start().await;
    now_answers(&server, response).await;
    server
}

/// From now on, `server` answers everything with `response`, and has counted no call.
pub async fn now_answers(server: &MockServer, response: ResponseTemplate) {
    server.reset().await;
    Mock::given(any()).and(method("GET")).respond_with(response).mount(server).await;
}

pub fn ok(body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

pub fn status(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status)
}

pub async fn calls(server: &MockServer) -> usize {
    server.received_requests().await.unwrap().len()
}

/// Waits for `done`, for as long as the slowest machine may need.
pub async fn until(mut done: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !done().await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), waiting).await.unwrap();
}

/// The address of a port on which nothing listens.
pub fn dead() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

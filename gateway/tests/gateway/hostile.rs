//! A hundred thousand requests that nobody should send. None may break the gateway, make it fail, or reach the upstream
//! other than as a valid id.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use crate::common::ask;
use crate::stand_in::{API_TOKEN, Gateway, LIFETIMES, PROJECT_ID, Setup, status, upstream};
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, Uri};
use conference_gateway::Lifetimes;
use fastrand::Rng;
use tokio::task::JoinSet;

const REQUESTS: usize = 100_000;

/// What targets are put together from.
const PIECES: [&str; 40] = [
    "/",
    "//",
    "/api",
    "/api/video/conferences/",
    "/api/video/conferences/",
    "/api/video/conferences/",
    "/healthz",
    "/readyz",
    "..",
    "/../",
    "/./",
    "%2e%2e",
    "%2f",
    "%2F..%2f",
    "%5c",
    "%00",
    "%0d%0a",
    "%ff",
    "%",
    "%zz",
    "?",
    "&",
    "=",
    "#",
    ";",
    "+",
    "@",
    ":",
    "*",
    "include_active_session",
    "include_active_session=true",
    "include%5Factive_session=%74rue",
    "0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01",
    "0A6F1D52-9A1E-4C1B-8F53-2A7C9D4E1B02",
    "0a6f1d529a1e4c1b8f532a7c9d4e1b01",
    "urn:uuid:0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01",
    "{0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01}",
    "0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b0",
    "/streams",
    "ü\u{202e}",
];

const HEADERS: [&str; 22] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "expect",
    "forwarded",
    "host",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "origin",
    "range",
    "te",
    "transfer-encoding",
    "upgrade",
    "x-forwarded-for",
    "x-http-method-override",
    "x-original-url",
];

const VALUES: [&str; 22] = [
    "",
    "*",
    ",",
    "\"",
    "\"\"",
    "W/",
    "W/\"a\", \"b",
    "gzip",
    "br;q=9",
    "gzip;q=0, *;q=0",
    "bytes=0-",
    "bytes=-1,5-3",
    "chunked",
    "-1",
    "18446744073709551616",
    "null",
    "https://evil.example",
    "127.0.0.1, ::1",
    "for=\"[::1]:x\"",
    "DELETE",
    "100-continue",
    "\u{fffd}",
];

const METHODS: [&str; 12] = ["GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "X-%"];

fn target(random: &mut Rng) -> String {
    let mut target = String::from(if random.u8(..) < 220 { "/" } else { "" });
    if random.bool() {
        target = "/api/video/conferences/".to_owned();
    }
    if random.u8(..) < 16 {
        // Some are as they should be.
        target = format!("/api/video/conferences/{}", uuid::Uuid::from_u128(random.u128(..)));
    }
    for _ in 0..random.usize(..5) {
        match random.u8(..10) {
            0 => target.extend((0..random.u8(..20)).map(|_| random.char('\0'..='\u{ff}'))),
            1 => target.extend((0..random.u8(..40)).map(|_| random.char('!'..='~'))),
            2 => target.push_str(&uuid::Uuid::from_u128(random.u128(..)).to_string()),
            3 => target.push_str(&"a/".repeat(random.usize(..2_000))),
            _ => target.push_str(random.choice(PIECES).unwrap()),
        }
    }
    target
}

fn value(random: &mut Rng) -> Vec<u8> {
    match random.u8(..6) {
        0 => (0..random.u8(..60)).map(|_| random.u8(..)).collect(),
        1 => random.choice(VALUES).unwrap().repeat(random.usize(..500)).into_bytes(),
        _ => random.choice(VALUES).unwrap().as_bytes().to_vec(),
    }
}

/// `None` where HTTP itself has no such request.
fn request(random: &mut Rng) -> Option<Request<Body>> {
    let uri: Uri = target(random).parse().ok()?;
    let method: Method = random.choice(METHODS).unwrap().parse().ok()?;
    let mut request = Request::builder().uri(uri).method(method);
    for _ in 0..random.usize(..6) {
        let name = HeaderName::from_static(random.choice(HEADERS).unwrap());
        let Ok(value) = HeaderValue::from_bytes(&value(random)) else { continue };
        request = request.header(name, value);
    }
    let body = if random.u8(..) < 16 { Body::from(vec![0; random.usize(..10_000)]) } else { Body::empty() };
    request.body(body).ok()
}

/// Sends `count` requests, checks each answer, and returns what stood in the place of an id.
async fn besiege(gateway: Arc<Gateway>, seed: u64, count: usize) -> HashSet<String> {
    let mut random = Rng::with_seed(seed);
    let mut sent = 0;
    let mut ids = HashSet::new();
    while sent < count {
        let Some(request) = request(&mut random) else { continue };
        ids.extend(request.uri().path().strip_prefix("/api/video/conferences/").map(str::to_ascii_lowercase));
        let described = format!("seed {seed}, request {sent}: {request:?}");
        let reply = ask(gateway.app.clone(), request).await;
        assert!(reply.status.as_u16() < 500, "{} to {described}", reply.status);
        let shown = format!("{:?} {}", reply.headers, String::from_utf8_lossy(&reply.body));
        for secret in [API_TOKEN, PROJECT_ID, "Basic "] {
            assert!(!shown.contains(secret), "{described}");
        }
        sent += 1;
    }
    ids
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_thousand_hostile_requests_do_no_harm() {
    let server = upstream(status(404)).await;
    // None is forgotten before the end, on the slowest machine.
    let lifetimes = Lifetimes { negative_ttl: Duration::from_hours(1), ..LIFETIMES };
    let gateway = Arc::new(Setup { lifetimes, ..Setup::before(&server.uri()) }.start());
    let sieges: JoinSet<_> = (1..=4).map(|seed| besiege(Arc::clone(&gateway), seed, REQUESTS / 4)).collect();
    let asked: HashSet<String> = sieges.join_all().await.into_iter().flatten().collect();
    let requests = server.received_requests().await.unwrap();
    let mut seen = HashSet::new();
    for request in &requests {
        assert_eq!(request.method, Method::GET);
        let id = request.url.path().strip_prefix("/api/video/conferences/").unwrap();
        assert_eq!(id.parse::<uuid::Uuid>().unwrap().to_string(), id);
        assert!(asked.contains(id), "{id}");
        assert!([None, Some("include_active_session=true")].contains(&request.url.query()), "{}", request.url);
        seen.insert(request.url.to_string());
        assert!(request.body.is_empty());
        let mut names: Vec<_> = request.headers.keys().map(HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "authorization", "host", "user-agent"]);
    }
    // The siege isn't one of closed doors only.
    assert!(seen.len() > 1_000, "{}", seen.len());
    assert_eq!(seen.len(), requests.len(), "each is remembered");
}

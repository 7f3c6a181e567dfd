//! What the gateway asks of the upstream, and what it makes of every answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::common::Reply;
use crate::stand_in::{
    API_TOKEN, ID, PROJECT_ID, Setup, answering, calls, conference, dead, limits, now_answers, ok, path, path_of, status,
    until, upstream,
};
use axum::http::{HeaderName, StatusCode};
use conference_gateway::{Allowed, CheckError, Edges, Failure, Limits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use wiremock::matchers::{basic_auth, header, method, path as path_is, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// That visitors see `status` in words, and nothing else of the failure.
fn assert_error(reply: &Reply, status: u16, body: &str, context: &str) {
    assert_eq!(reply.status.as_u16(), status, "{context}");
    assert_eq!(reply.text(), body, "{context}");
    assert_eq!(reply.header("cache-control"), "no-store", "{context}");
    assert_eq!(reply.header("etag"), "", "{context}");
}

#[tokio::test]
async fn the_upstream_is_asked_exactly_as_its_reference_says() {
    let server = MockServer::builder().start().await;
    let exactly = |prefix: &str| {
        Mock::given(method("GET"))
            .and(path_is(format!("{prefix}{}", path())))
            .and(basic_auth(PROJECT_ID, API_TOKEN))
            .and(header("accept", "application/json"))
            .and(header("user-agent", concat!("conference-gateway/", env!("CARGO_PKG_VERSION"))))
    };
    for prefix in ["", "/a/prefix"] {
        server.reset().await;
        exactly(prefix)
            .and(query_param_is_missing("include_active_session"))
            .respond_with(ok(&conference()))
            .expect(1)
            .mount(&server)
            .await;
        exactly(prefix)
            .and(query_param("include_active_session", "true"))
            .respond_with(ok(&conference()))
            .expect(1)
            .mount(&server)
            .await;
        let gateway = Setup::before(&format!("{}{prefix}", server.uri())).start();
        // Nothing of what visitors add goes through, and an id in capitals is the same id.
        for query in ["?include_active_session=false&token=1", "?a=b&include_active_session=true&include_active_session=true"] {
            let reply = gateway.get_with(&format!("{}{query}", path_of(&ID.to_uppercase())), &[("cookie", "a=b")]).await;
            assert_eq!(reply.status, StatusCode::OK);
        }
        let requests = server.received_requests().await.unwrap();
        let queries: Vec<_> = requests.iter().map(|request| request.url.query()).collect();
        assert_eq!(queries, [None, Some("include_active_session=true")]);
        for request in &requests {
            let mut names: Vec<_> = request.headers.keys().map(HeaderName::as_str).collect();
            names.sort_unstable();
            assert_eq!(names, ["accept", "authorization", "host", "user-agent"]);
        }
        server.verify().await;
    }
}

#[tokio::test]
async fn visitors_learn_of_a_failure_what_concerns_them() {
    const BAD_GATEWAY: &str = r#"{"error":"Bad Gateway"}"#;
    const BUSY: &str = r#"{"error":"Service Unavailable"}"#;
    const TIMEOUT: &str = r#"{"error":"Gateway Timeout"}"#;
    for (answered, expected, body, tries) in [
        (400, 502, BAD_GATEWAY, 1),
        (401, 502, BAD_GATEWAY, 1),
        (403, 502, BAD_GATEWAY, 1),
        (405, 502, BAD_GATEWAY, 1),
        (408, 504, TIMEOUT, 3),
        (422, 502, BAD_GATEWAY, 1),
        (429, 503, BUSY, 3),
        (204, 502, BAD_GATEWAY, 1),
        (206, 502, BAD_GATEWAY, 1),
        (302, 502, BAD_GATEWAY, 1),
        (304, 502, BAD_GATEWAY, 1),
        (500, 502, BAD_GATEWAY, 1),
        (502, 502, BAD_GATEWAY, 3),
        (503, 502, BAD_GATEWAY, 3),
        (504, 504, TIMEOUT, 3),
        (599, 502, BAD_GATEWAY, 1),
    ] {
        let elsewhere = "https://elsewhere.example/";
        let response = status(answered).insert_header("location", elsewhere).insert_header("x-secret", API_TOKEN);
        let (server, gateway) = answering(response.set_body_string("<h1>It was the token</h1>")).await;
        // Credentials that are refused are tried again in the background, which isn't counted here.
        let gateway_path = path();
        let reply = gateway.get(&gateway_path).await;
        assert_error(&reply, expected, body, &answered.to_string());
        assert_eq!(reply.header("retry-after"), if answered == 429 { "5" } else { "" }, "{answered}");
        assert_eq!(reply.header("x-secret"), "", "{answered}");
        let requests = server.received_requests().await.unwrap();
        assert_eq!(requests.iter().filter(|request| request.url.path() == gateway_path).count(), tries, "{answered}");
    }
}

#[tokio::test]
async fn a_conference_that_is_not_there_is_not_found() {
    for answered in [404, 410] {
        let (server, gateway) = answering(status(answered).set_body_string("<h1>Nginx</h1>")).await;
        let reply = gateway.get(&path()).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        assert_eq!(reply.text(), r#"{"error":"Not Found"}"#);
        assert_eq!(reply.header("cache-control"), "public, max-age=0, s-maxage=10");
        assert_eq!(calls(&server).await, 1);
    }
}

#[tokio::test]
async fn what_is_not_the_conference_is_a_bad_gateway() {
    let largest = 1024 * 1024;
    let mut too_large = conference().to_string();
    too_large.push_str(&" ".repeat(largest + 1 - too_large.len()));
    let other = conference().to_string().replace(ID, "1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02");
    let too_deep = format!(r#"{{"id":"{ID}","name":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    for body in [
        "",
        "<!doctype html><title>Sign in</title>",
        "null",
        "[]",
        r#""text""#,
        "{}",
        r#"{"name":"town_hall"}"#,
        &format!(r#"{{"id":"{ID}"}}"#),
        &format!(r#"{{"id":"{ID}","name":null}}"#),
        &format!(r#"{{"id":"{ID}","name":7}}"#),
        r#"{"id":7,"name":"town_hall"}"#,
        r#"{"id":"town_hall","name":"town_hall"}"#,
        &format!(r#"{{"id":"{ID}","name":"town_hall""#),
        &format!(r#"{{"id":"{ID}","name":"town_hall"}} {{}}"#),
        &other,
        &too_deep,
        &too_large,
    ] {
        let (server, gateway) = answering(status(200).set_body_string(body)).await;
        let context = &body[..body.len().min(80)];
        assert_error(&gateway.get(&path()).await, 502, r#"{"error":"Bad Gateway"}"#, context);
        assert_eq!(calls(&server).await, 1, "{context}");
    }
    let (_server, gateway) = answering(status(200).set_body_raw(b"\xff\xfe{}".to_vec(), "application/json")).await;
    assert_error(&gateway.get(&path()).await, 502, r#"{"error":"Bad Gateway"}"#, "not UTF-8");
    // As large as may be.
    let (_server, gateway) = answering(status(200).set_body_string(&too_large[..largest])).await;
    assert_eq!(gateway.get(&path()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_passing_failure_is_not_seen() {
    for answered in [408, 429, 502, 503, 504] {
        let server = MockServer::builder().start().await;
        Mock::given(method("GET"))
            .respond_with(status(answered).insert_header("retry-after", "0"))
            .up_to_n_times(2)
            .mount(&server)
            .await;
        Mock::given(method("GET")).respond_with(ok(&conference())).mount(&server).await;
        let gateway = Setup::before(&server.uri()).start();
        assert_eq!(gateway.get(&path()).await.status, StatusCode::OK, "{answered}");
        assert_eq!(calls(&server).await, 3, "{answered}");
    }
}

#[tokio::test]
async fn a_pause_that_outlasts_the_patience_is_passed_on() {
    let (server, gateway) = answering(status(429).insert_header("retry-after", "3600")).await;
    let reply = gateway.get(&path()).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(reply.header("retry-after"), "60");
    // And kept, whatever becomes of the visitors' patience.
    gateway.pass(50);
    assert_eq!(gateway.get(&path()).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(calls(&server).await, 1);
    now_answers(&server, ok(&conference())).await;
    gateway.pass(10);
    assert_eq!(gateway.get(&path()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_pause_beyond_all_times_is_a_long_one() {
    for seconds in [u64::MAX.to_string(), format!("{}0", u64::MAX)] {
        let (_server, gateway) = answering(status(503).insert_header("retry-after", &*seconds)).await;
        let reply = gateway.get(&path()).await;
        assert_error(&reply, 502, r#"{"error":"Bad Gateway"}"#, &seconds);
    }
}

fn impatient() -> Limits {
    Limits { attempt: Duration::from_millis(100), total: Duration::from_millis(250), ..limits() }
}

#[tokio::test]
async fn a_slow_upstream_is_a_timeout() {
    let server = upstream(ok(&conference()).set_delay(Duration::from_mins(1))).await;
    let gateway = Setup { limits: impatient(), ..Setup::before(&server.uri()) }.start();
    assert_error(&gateway.get(&path()).await, 504, r#"{"error":"Gateway Timeout"}"#, "no answer");
    assert!(calls(&server).await <= 3);
}

#[tokio::test]
async fn an_answer_that_never_ends_is_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":").await;
                std::future::pending::<()>().await;
            });
        }
    });
    let gateway = Setup { limits: impatient(), ..Setup::before(&base) }.start();
    assert_error(&gateway.get(&path()).await, 504, r#"{"error":"Gateway Timeout"}"#, "half an answer");
}

#[tokio::test]
async fn a_dead_upstream_is_a_bad_gateway() {
    let gateway = Setup::before(&dead()).start();
    assert_error(&gateway.get(&path()).await, 502, r#"{"error":"Bad Gateway"}"#, "nothing listens");
}

#[tokio::test]
async fn an_upstream_that_breaks_off_is_asked_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let body = conference().to_string();
        for whole in [false, true] {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let sent = if whole { &*body } else { &body[..5] };
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            stream.write_all(format!("{head}{sent}").as_bytes()).await.unwrap();
        }
    });
    let gateway = Setup::before(&base).start();
    assert_eq!(gateway.get(&path()).await.json(), conference());
}

#[tokio::test]
async fn a_redirect_never_takes_the_credentials_elsewhere() {
    let elsewhere = upstream(ok(&conference())).await;
    for answered in [301, 302, 303, 307, 308] {
        let location = format!("{}{}", elsewhere.uri(), path());
        let (_server, gateway) = answering(status(answered).insert_header("location", location)).await;
        assert_eq!(gateway.get(&path()).await.status, StatusCode::BAD_GATEWAY);
    }
    assert_eq!(calls(&elsewhere).await, 0);
}

#[tokio::test]
async fn refused_credentials_make_the_gateway_unready_until_they_are_accepted() {
    for refusal in [401, 403] {
        let (server, gateway) = answering(ok(&conference())).await;
        assert_eq!(gateway.get(&path()).await.status, StatusCode::OK);
        assert!(gateway.readiness.is_ready());
        now_answers(&server, status(refusal)).await;
        let other = path_of("1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02");
        assert_eq!(gateway.get(&other).await.status, StatusCode::BAD_GATEWAY);
        assert!(!gateway.readiness.is_ready());
        // A failure of another kind says nothing of them.
        now_answers(&server, status(500)).await;
        until(async || calls(&server).await > 0).await;
        assert!(!gateway.readiness.is_ready());
        // Without any visitor.
        now_answers(&server, status(404)).await;
        until(async || gateway.readiness.is_ready()).await;
    }
}

#[tokio::test]
async fn the_check_tells_wrong_credentials_from_an_upstream_that_says_nothing() {
    let check = async |response| {
        let server: MockServer = upstream(response).await;
        let result = Setup::before(&server.uri()).upstream(&Edges::default()).check().await;
        let asked = server.received_requests().await.unwrap();
        assert_eq!(asked[0].url.path(), path_of("00000000-0000-0000-0000-000000000000"));
        result
    };
    for accepted in [200, 404, 422] {
        assert!(check(status(accepted)).await.is_ok(), "{accepted}");
    }
    for refused in [401, 403] {
        assert!(matches!(check(status(refused)).await, Err(CheckError::Refused)), "{refused}");
    }
    for unclear in [302, 400, 500, 503] {
        assert!(matches!(check(status(unclear)).await, Err(CheckError::Unclear(Failure::Fault(_)))), "{unclear}");
    }
    let unreachable = Setup::before(&dead()).upstream(&Edges::default()).check().await;
    let Err(CheckError::Unclear(Failure::Fault(reason))) = unreachable else { panic!("{unreachable:?}") };
    assert!(reason.starts_with("no connection: Connection refused"), "{reason}");
}

#[tokio::test]
async fn only_allowed_conferences_are_asked_for() {
    let server = upstream(ok(&conference())).await;
    let allowed = Allowed::only([ID.parse().unwrap()]);
    let gateway = Setup { allowed, ..Setup::before(&server.uri()) }.start();
    assert_eq!(gateway.get(&path()).await.status, StatusCode::OK);
    let other = gateway.get(&path_of("1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert_eq!(other.text(), r#"{"error":"Not Found"}"#);
    assert_eq!(other.header("cache-control"), "public, max-age=0, s-maxage=10");
    assert_eq!(calls(&server).await, 1);
}

#[tokio::test]
async fn what_is_no_id_and_what_is_no_get_never_reaches_the_upstream() {
    let (server, gateway) = answering(ResponseTemplate::new(200)).await;
    for target in ["town_hall", "", "%2e%2e", "0a6f1d529a1e4c1b8f532a7c9d4e1b01", "{0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01}"] {
        let target = target.replace('{', "%7B").replace('}', "%7D");
        assert_eq!(gateway.get(&path_of(&target)).await.status, StatusCode::NOT_FOUND, "{target}");
    }
    for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PURGE"] {
        let request = axum::http::Request::builder().method(method).uri(path()).body(axum::body::Body::empty()).unwrap();
        let reply = crate::common::ask(gateway.app.clone(), request).await;
        let expected = if method == "OPTIONS" { StatusCode::NO_CONTENT } else { StatusCode::METHOD_NOT_ALLOWED };
        assert_eq!(reply.status, expected, "{method}");
    }
    assert_eq!(calls(&server).await, 0);
}

#[tokio::test]
async fn the_upstream_is_not_buried_in_calls() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let (under_way, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let seen = Arc::clone(&most);
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (under_way, most) = (Arc::clone(&under_way), Arc::clone(&most));
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).await;
                most.fetch_max(under_way.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                // Long enough for the others to arrive.
                tokio::time::sleep(Duration::from_millis(100)).await;
                under_way.fetch_sub(1, Ordering::SeqCst);
                let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await;
            });
        }
    });
    let gateway = Arc::new(Setup::before(&base).start());
    let mut viewers = JoinSet::new();
    for number in 0..300 {
        let gateway = Arc::clone(&gateway);
        viewers.spawn(async move { gateway.get(&path_of(&format!("{number:08x}{}", &ID[8..]))).await.status });
    }
    assert_eq!(viewers.join_all().await, [StatusCode::NOT_FOUND; 300]);
    let most = seen.load(Ordering::SeqCst);
    assert!((2..=64).contains(&most), "{most}");
}

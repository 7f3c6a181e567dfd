//! Errors: their public names, the table of HTTP statuses, and the line for the page's owner.

use conference_card::{Error, ErrorKind};

#[test]
fn the_names_are_those_that_scripts_see() {
    let names = [
        "config",
        "network",
        "timeout",
        "not-found",
        "unauthorized",
        "invalid-request",
        "rate-limited",
        "server",
        "invalid-response",
        "unavailable",
    ];
    assert_eq!(ErrorKind::ALL.map(ErrorKind::name), names);
}

#[test]
fn a_status_has_its_kind() {
    use ErrorKind::{InvalidRequest, InvalidResponse, NotFound, RateLimited, Server, Timeout, Unauthorized};
    for (statuses, kind) in [
        (vec![200, 201, 204, 206, 299], None),
        (vec![300, 301, 304, 308, 399], Some(InvalidResponse)),
        (vec![400, 402, 405, 407, 409, 411, 418, 422, 428, 430, 451, 499], Some(InvalidRequest)),
        (vec![401, 403], Some(Unauthorized)),
        (vec![404, 410], Some(NotFound)),
        (vec![408], Some(Timeout)),
        (vec![429], Some(RateLimited)),
        (vec![500, 501, 502, 503, 504, 520, 599], Some(Server)),
        (vec![0, 100, 199, 600, 999, u16::MAX], Some(Server)),
    ] {
        for status in statuses {
            assert_eq!(ErrorKind::of_status(status), kind, "{status}");
            assert_eq!(Error::of_status(status).map(|error| (error.kind, error.status)), kind.map(|kind| (kind, Some(status))));
        }
    }
}

#[test]
fn what_may_pass_by_itself_is_transient() {
    let transient = ErrorKind::ALL.into_iter().filter(|kind| kind.is_transient()).map(ErrorKind::name);
    assert_eq!(transient.collect::<Vec<_>>(), ["network", "timeout", "rate-limited", "server", "invalid-response"]);
}

#[track_caller]
fn reads(error: Option<Error>, line: &str) {
    assert_eq!(error.map(|error| error.to_string()).as_deref(), Some(line));
}

#[test]
fn the_owner_reads_kind_status_cause_and_fix_in_one_line() {
    reads(
        Error::of_status(404),
        "not-found (HTTP 404): the endpoint knows no conference with this id; check `conference-id` and `endpoint`",
    );
    reads(
        Error::of_status(401),
        "unauthorized (HTTP 401): the endpoint wants credentials; let a gateway add them, or set `credentials` for your own session",
    );
    reads(Error::of_status(422), "invalid-request (HTTP 422): the endpoint refused the request; check `conference-id`");
    reads(Error::of_status(429), "rate-limited (HTTP 429): too many requests");
    reads(Error::of_status(408), "timeout (HTTP 408): the endpoint gave up waiting");
    reads(Error::of_status(302), "invalid-response (HTTP 302): the endpoint redirects to nowhere; check `endpoint`");
    reads(Error::of_status(503), "server (HTTP 503): the endpoint failed");
}

#[test]
fn an_error_without_an_answer_names_no_status() {
    reads(Some(Error::new(ErrorKind::Network, "refused")), "network: refused");
    reads(Some(Error::config("`conference-id` is missing")), "config: `conference-id` is missing");
    assert_eq!(Error::config("x"), Error { kind: ErrorKind::Config, status: None, message: "x".to_owned() });
}

#[test]
fn it_is_an_error_like_any_other() {
    let error: Box<dyn std::error::Error + Send + Sync> = Error::new(ErrorKind::Timeout, "no answer".to_owned()).into();
    assert_eq!(error.to_string(), "timeout: no answer");
}

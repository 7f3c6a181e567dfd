//! The log of the program: a line for each request, and nothing that a visitor could put there.

use std::io::{Read, Write};

use crate::program::Gateway;
use rustix::process::Signal;
use serde_json::Value;

const DEMO: [&str; 3] = ["--listen", "127.0.0.1:0", "--demo"];
const MINIMAL: &str = "/api/video/conferences/7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f";

/// What is logged while requests with these heads are answered.
fn log_of(arguments: &[&str], rust_log: &str, requests: &[String]) -> String {
    let mut gateway = Gateway::start_logged(&[&DEMO, arguments].concat(), rust_log);
    let mut log = gateway.log();
    for head in requests {
        let mut stream = gateway.open();
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 "), "{head}");
    }
    assert!(gateway.stop(Signal::TERM).success());
    let mut text = String::new();
    log.read_to_string(&mut text).unwrap();
    text
}

fn get(target: &str, lines: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{lines}\r\n")
}

/// The lines about requests.
fn requests(log: &str) -> Vec<&str> {
    log.lines().filter(|line| line.contains("request")).collect()
}

#[test]
fn each_request_is_a_line_with_its_id_and_client() {
    let forwarded = "x-forwarded-for: 198.51.100.1\r\nx-request-id: from-the-proxy\r\n";
    let heads = [get(MINIMAL, forwarded), get("/nowhere", forwarded), get("/healthz", "")];
    let log = log_of(&["--trust-proxy", "127.0.0.0/8"], "", &heads);
    let lines = requests(&log);
    assert_eq!(lines.len(), 2, "{log}");
    for (line, parts) in lines.iter().zip([
        [
            r#" INFO request method="GET" route="/api/video/conferences/{id}" status=200 ms="#,
            r#" id="from-the-proxy" client=198.51.100.1"#,
        ],
        [r#" INFO request method="GET" route="static" status=404 ms="#, r#" id="from-the-proxy" client=198.51.100.1"#],
    ]) {
        for part in parts {
            assert!(line.contains(part), "{part} is not in {line}");
        }
    }
}

#[test]
fn a_line_can_be_json() {
    let log = log_of(&["--log-format", "json"], "", &[get(MINIMAL, "")]);
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let request = lines.iter().find(|line| line["message"] == "request").unwrap();
    assert_eq!(request["level"], "INFO");
    assert_eq!(request["method"], "GET");
    assert_eq!(request["route"], "/api/video/conferences/{id}");
    assert_eq!(request["status"], 200);
    assert_eq!(request["client"], "127.0.0.1");
    assert_eq!(request["id"].as_str().unwrap().len(), 36);
    assert!(request["ms"].is_u64());
}

#[test]
fn rust_log_says_how_much_is_logged() {
    let heads = [get(MINIMAL, ""), get("/healthz", "")];
    assert_eq!(log_of(&[], "warn", &heads), "");
    assert_eq!(requests(&log_of(&[], "conference_gateway=debug", &heads)).len(), 2);
    let misread = log_of(&[], "no=such=filter", &heads);
    assert!(misread.contains("RUST_LOG can't be read"), "{misread}");
    assert_eq!(requests(&misread).len(), 1);
}

#[test]
fn nothing_that_a_visitor_sends_gets_into_the_log() {
    let hostile = [
        get(&format!("{MINIMAL}?token=FORGED"), "authorization: Basic FORGED\r\ncookie: FORGED=FORGED\r\n"),
        get("/FORGED%0a%1b[31mFORGED", "x-request-id: FORGED\r\nx-forwarded-for: FORGED\r\nforwarded: for=FORGED\r\n"),
        get("/api/video/conferences/FORGED%0d%0aFORGED", "user-agent: FORGED\r\nreferer: FORGED\r\norigin: FORGED\r\n"),
        "FORGED / HTTP/1.1\r\nhost: FORGED\r\nconnection: close\r\n\r\n".to_owned(),
        get("FORGED", ""),
    ];
    for format in ["text", "json"] {
        let log = log_of(&["--log-format", format], "trace", &hostile);
        assert!(requests(&log).len() >= 4, "{log}");
        assert!(!log.contains("FORGED"), "{log}");
        assert!(!log.contains(|c: char| c.is_control() && c != '\n'), "{log:?}");
    }
}

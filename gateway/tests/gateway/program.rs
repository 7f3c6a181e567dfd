//! The program itself: its command line, its first line, its answers over a socket, and its end.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// A running gateway; killed when dropped, so that a failed test leaves none behind.
pub struct Gateway {
    child: Child,
    address: String,
}

impl Gateway {
    fn start(arguments: &[&str]) -> Self {
        Self::spawn(command(arguments).stderr(Stdio::null()))
    }

    /// With its log kept for [`log`](Self::log).
    pub fn start_logged(arguments: &[&str], rust_log: &str) -> Self {
        Self::spawn(command(arguments).env("RUST_LOG", rust_log).stderr(Stdio::piped()))
    }

    fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("http://").unwrap().to_owned();
        Self { child, address }
    }

    /// What the gateway logs, until its end.
    pub fn log(&mut self) -> ChildStderr {
        self.child.stderr.take().unwrap()
    }

    pub fn open(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    fn connect(&self, path: &str) -> TcpStream {
        self.ask(path, "")
    }

    /// Sends a request with further header lines.
    fn ask(&self, path: &str, lines: &str) -> TcpStream {
        let mut stream = self.open();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{lines}\r\n", self.address).unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        self.get_with(path, "")
    }

    fn get_with(&self, path: &str, lines: &str) -> String {
        let mut response = String::new();
        self.ask(path, lines).read_to_string(&mut response).unwrap();
        response
    }

    pub fn stop(mut self, signal: Signal) -> ExitStatus {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("the gateway still runs after {signal:?}");
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        // Either fails only where the process has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conference-gateway"));
    command.args(arguments).env_remove("CONFERENCE_GATEWAY_LISTEN").env_remove("RUST_LOG");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

#[test]
fn the_first_line_is_the_address_that_answers_until_sigterm() {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("index.html"), "<!doctype html>").unwrap();
    fs::write(site.path().join("card.wasm"), "\0asm").unwrap();
    let dir = site.path().to_str().unwrap();
    let epoch = "2026-01-05T15:00:00Z";
    let gateway = Gateway::start(&["--listen", "127.0.0.1:0", "--demo", "--demo-epoch", epoch, "--static", dir]);

    let conference = gateway.get("/api/video/conferences/0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01");
    assert!(conference.starts_with("HTTP/1.1 200 OK\r\n"), "{conference}");
    assert!(conference.contains("\r\ndate: Mon, 05 Jan 2026 15:00:"), "{conference}");
    assert!(conference.contains(r#""join_from":"2026-01-05T15:02:00Z""#), "{conference}");

    let page = gateway.get("/?conference-id=x");
    assert!(page.contains("\r\ncontent-type: text/html\r\n"), "{page}");
    assert!(page.contains("\r\ncontent-security-policy: default-src 'none';"), "{page}");
    assert!(gateway.get("/card.wasm").contains("\r\ncontent-type: application/wasm\r\n"));

    assert!(gateway.stop(Signal::TERM).success());
}

#[test]
fn ctrl_c_ends_it_even_while_a_request_hangs() {
    let gateway = Gateway::start(&["--listen", "127.0.0.1:0", "--demo"]);
    let mut hanging = gateway.connect("/api/video/conferences/00000000-0000-4000-8000-000000000001");
    // An answer to a later request shows that the first one has arrived.
    assert!(gateway.get("/healthz").ends_with("ok\n"));
    assert!(gateway.stop(Signal::INT).success());
    let mut rest = String::new();
    assert_eq!(hanging.read_to_string(&mut rest).unwrap_or_default(), 0);
}

#[test]
fn the_listen_address_can_come_from_the_environment() {
    let output = command(&["--demo"]).env("CONFERENCE_GATEWAY_LISTEN", "nonsense").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_keeps_it_from_starting_is_one_line() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let in_use = format!("cannot listen on {address}: address in use");
    for (arguments, code, message) in [
        (
            vec![],
            2,
            "nothing to serve: set SIGNALWIRE_SPACE, SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN (or …_FILE) for an account's \
             conferences, or add --demo for the built-in ones",
        ),
        (vec!["--demo", "--static", "/nowhere"], 1, "cannot serve /nowhere: no such directory"),
        (vec!["--demo", "--static", "/dev/null"], 1, "cannot serve /dev/null: not a directory"),
        (vec!["--demo", "--listen", &address], 1, &in_use),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), format!("conference-gateway: {message}\n"));
    }
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    for arguments in [
        &["--listen", "localhost"][..],
        &["--demo", "--demo-epoch", "soon"],
        &["--demo-epoch", "2026-01-05T15:00:00Z"],
        &["--unknown"],
    ] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_wrong_value_is_named() {
    for (flag, value) in [
        ("--allow-origin", "https://example.com/"),
        ("--allow-origin", "example.com"),
        ("--trust-proxy", "10.0.0.0/33"),
        ("--trust-proxy", "proxy.example"),
        ("--rate", "0"),
        ("--rate", "1000001"),
        ("--log-format", "xml"),
    ] {
        let output = run(&["--demo", flag, value]);
        assert_eq!(output.status.code(), Some(2), "{flag} {value}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.starts_with(&format!("error: invalid value '{value}' for '{flag} <")), "{message}");
    }
}

#[test]
fn the_flags_of_the_edges_reach_the_server() {
    let origin = "https://example.com";
    let gateway = Gateway::start(&["--listen", "127.0.0.1:0", "--demo", "--rate", "1", "--allow-origin", origin]);
    let mut refused = None;
    for _ in 0..100 {
        let answer =
            gateway.get_with("/api/video/conferences/7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f", "origin: https://example.com\r\n");
        assert!(answer.contains("\r\naccess-control-allow-origin: https://example.com\r\n"), "{answer}");
        if !answer.starts_with("HTTP/1.1 200 OK\r\n") {
            refused = Some(answer);
            break;
        }
    }
    assert!(refused.unwrap().starts_with("HTTP/1.1 429 Too Many Requests\r\n"));
}

#[test]
fn the_demo_limits_nobody_unless_told_to() {
    let gateway = Gateway::start(&["--listen", "127.0.0.1:0", "--demo"]);
    for _ in 0..200 {
        let answer = gateway.get("/api/video/conferences/7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    }
}

#[test]
fn the_readme_lists_every_flag() {
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    let flags = help.lines().filter_map(|line| line.trim().strip_prefix("--"));
    let names: Vec<_> = flags.filter_map(|flag| flag.split_whitespace().next()).collect();
    assert!(names.contains(&"trust-proxy"), "{help}");
    for name in names {
        let readme = include_str!("../../README.md");
        assert!([' ', '`'].iter().any(|end| readme.contains(&format!("`--{name}{end}"))), "--{name}");
    }
}

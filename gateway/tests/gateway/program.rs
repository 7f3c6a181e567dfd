//! The program itself: its command line, its first line, its answers over a socket, and its end.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// A running gateway; killed when dropped, so that a failed test leaves none behind.
struct Gateway {
    child: Child,
    address: String,
}

impl Gateway {
    fn start(arguments: &[&str]) -> Self {
        let mut child = command(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("http://").unwrap().to_owned();
        Self { child, address }
    }

    fn connect(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address).unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut response = String::new();
        self.connect(path).read_to_string(&mut response).unwrap();
        response
    }

    fn stop(mut self, signal: Signal) -> ExitStatus {
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
    command.args(arguments).env_remove("CONFERENCE_GATEWAY_LISTEN");
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

//! A gateway as a program, reading from the stand-in.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// A running gateway; killed when dropped.
pub struct Gateway {
    child: Child,
    pub address: SocketAddr,
}

impl Gateway {
    pub fn start(upstream: SocketAddr, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_conference-gateway"));
        command
            .args(["--listen", "127.0.0.1:0", "--trust-proxy", "127.0.0.1/32", "--upstream", &format!("http://{upstream}")])
            .args(arguments)
            .env_remove("CONFERENCE_GATEWAY_LISTEN")
            .env("SIGNALWIRE_SPACE", "example")
            .env("SIGNALWIRE_PROJECT_ID", "5b1e7d9f-1a3c-4f44-9c5e-0a1b2c3d4e5f")
            .env("SIGNALWIRE_API_TOKEN", "PTnot-a-token")
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("http://").unwrap().parse().unwrap();
        Self { child, address }
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        // Either fails only where the process has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

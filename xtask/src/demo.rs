//! The demo: the page, the package and the built-in conferences on one local address.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process::Running;
use crate::{gateway, package, page, places, process};

/// Builds what is missing or stale and serves it until Ctrl-C.
pub fn run(port: u16, open: bool) -> Result<()> {
    let site = page::build(&package::build()?)?;
    let program = gateway::build()?;
    let (server, address) = serve(&program, &site, free_port(port))?;
    println!("the demo is at {address} (Ctrl-C stops it)");
    if open {
        show(&address)?;
    }
    let status = server.wait(Duration::MAX)?;
    bail!("the gateway stopped by itself ({status})")
}

/// The port asked for, or 0, any that is free, where another program has it.
fn free_port(port: u16) -> u16 {
    if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
        return port;
    }
    eprintln!("port {port} is taken: using another");
    0
}

/// Starts the gateway and waits for its address, the first line it prints.
fn serve(program: &Path, site: &Path, port: u16) -> Result<(Running, String)> {
    let mut command = Command::new(program);
    command.arg("--demo").arg("--static").arg(site).arg("--listen").arg(format!("{}:{port}", Ipv4Addr::LOCALHOST));
    command.current_dir(places::root()).stdout(Stdio::piped());
    let server = Running::start(command)?;
    let stdout = server.stdout().context("the gateway has no output")?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        // Read to the end: a full pipe would stop the gateway.
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    let address = receiver.recv_timeout(Duration::from_secs(20)).context("the gateway did not say where it listens")?;
    Ok((server, address))
}

fn show(address: &str) -> Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    command.arg(address);
    process::read(command, Duration::from_secs(20)).map(drop).context("no browser could be opened")
}

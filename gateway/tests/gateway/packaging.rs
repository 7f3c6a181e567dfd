//! The systemd unit, as systemd itself reads it.

use std::fs;
use std::io::ErrorKind;
use std::process::{Command, Output};

const UNIT: &str = include_str!("../../packaging/conference-gateway.service");
const INSTALLED: &str = "/usr/local/bin/conference-gateway";

/// What `systemd-analyze` says about the unit with the built program; nothing where there is no systemd.
fn analyze(arguments: &[&str]) -> Option<Output> {
    let folder = tempfile::tempdir().unwrap();
    let unit = folder.path().join("conference-gateway.service");
    fs::write(&unit, UNIT.replace(INSTALLED, env!("CARGO_BIN_EXE_conference-gateway"))).unwrap();
    match Command::new("systemd-analyze").args(arguments).arg(&unit).env("SYSTEMD_COLORS", "0").output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("skipped: systemd-analyze isn't installed");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn systemd_has_nothing_to_complain_about() {
    let Some(output) = analyze(&["verify"]) else { return };
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(output.status.success());
}

#[test]
fn the_service_is_exposed_as_little_as_systemd_can_have_it() {
    // In tenths of a point of ten, of which a service without any of it has 9.6.
    let Some(output) = analyze(&["security", "--offline=true", "--threshold=15"]) else { return };
    assert!(output.status.success(), "{}", String::from_utf8(output.stdout).unwrap());
}

#[test]
fn the_token_is_no_part_of_the_environment() {
    let lines: Vec<_> = UNIT.lines().filter(|line| line.contains("TOKEN")).collect();
    assert_eq!(lines, ["Environment=SIGNALWIRE_API_TOKEN_FILE=%d/token"]);
    assert!(UNIT.contains("\nLoadCredential=token:/etc/conference-gateway/token\n"));
    assert!(UNIT.contains(&format!("\nExecStart={INSTALLED}\n")));
}

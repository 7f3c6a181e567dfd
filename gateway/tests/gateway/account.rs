//! The account's variables: where they are read, and what is said where they can't be.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;

use conference_gateway::Account;
use secrecy::ExposeSecret;

const SPACE: (&str, &str) = ("SIGNALWIRE_SPACE", "example");
const PROJECT_ID: (&str, &str) = ("SIGNALWIRE_PROJECT_ID", "6ac0cb7a-1f3b-4d7c-9f5e-2f1c6ad5e7b0");
const API_TOKEN: (&str, &str) = ("SIGNALWIRE_API_TOKEN", "PTsecret");

fn read(variables: &[(&str, &OsStr)], with_space: bool) -> Result<Account, String> {
    let lookup = |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| OsString::from(value));
    Account::read(lookup, with_space).map_err(|error| error.to_string())
}

/// The complaint about the account with these variables instead of, or beside, the right ones.
fn complaint(changes: &[(&str, &OsStr)], without: &[&str]) -> String {
    let mut variables: Vec<_> = [SPACE, PROJECT_ID, API_TOKEN].map(|(name, value)| (name, OsStr::new(value))).into();
    variables.retain(|(name, _)| !without.contains(name) && changes.iter().all(|(changed, _)| changed != name));
    variables.extend(changes);
    read(&variables, true).unwrap_err()
}

#[test]
fn each_variable_may_lie_in_a_file() {
    let dir = tempfile::tempdir().unwrap();
    for line_end in ["", "\n", "\r\n"] {
        let files = [SPACE, PROJECT_ID, API_TOKEN].map(|(name, value)| {
            let path = dir.path().join(name);
            fs::write(&path, format!("{value}{line_end}")).unwrap();
            (format!("{name}_FILE"), path.into_os_string())
        });
        let variables: Vec<_> = files.iter().map(|(name, path)| (&**name, &**path)).collect();
        let account = read(&variables, true).unwrap();
        assert_eq!(account.space.unwrap().to_string(), SPACE.1);
        assert_eq!(account.credentials.project_id.expose_secret(), PROJECT_ID.1);
        assert_eq!(account.credentials.api_token.expose_secret(), API_TOKEN.1, "{line_end:?}");
    }
}

#[test]
fn the_space_is_not_read_where_another_address_stands_for_it() {
    let variables = [PROJECT_ID, API_TOKEN].map(|(name, value)| (name, OsStr::new(value)));
    assert!(read(&variables, false).unwrap().space.is_none());
    let missing = "the account is incomplete; missing: SIGNALWIRE_API_TOKEN (or …_FILE)";
    assert_eq!(read(&variables[..1], false).unwrap_err(), missing);
}

#[test]
fn one_line_names_all_that_is_missing() {
    assert_eq!(
        complaint(&[], &["SIGNALWIRE_SPACE", "SIGNALWIRE_API_TOKEN"]),
        "the account is incomplete; missing: SIGNALWIRE_SPACE, SIGNALWIRE_API_TOKEN (or …_FILE)"
    );
    let nothing = complaint(&[], &["SIGNALWIRE_SPACE", "SIGNALWIRE_PROJECT_ID", "SIGNALWIRE_API_TOKEN"]);
    assert!(nothing.starts_with("nothing to serve: set SIGNALWIRE_SPACE, "), "{nothing}");
}

#[test]
fn what_cannot_be_read_is_named_but_not_shown() {
    let dir = tempfile::tempdir().unwrap();
    let empty = dir.path().join("empty");
    let binary = dir.path().join("binary");
    fs::write(&empty, "\n").unwrap();
    fs::write(&binary, b"PTsecret\xff").unwrap();
    let not_utf8 = OsStr::from_bytes(b"PTsecret\xff");
    for (name, value, message) in [
        ("SIGNALWIRE_API_TOKEN", OsStr::new(""), "SIGNALWIRE_API_TOKEN is empty"),
        ("SIGNALWIRE_API_TOKEN", not_utf8, "SIGNALWIRE_API_TOKEN is not UTF-8"),
        ("SIGNALWIRE_PROJECT_ID", OsStr::new("PTsecret"), "SIGNALWIRE_PROJECT_ID must be a UUID"),
        (
            "SIGNALWIRE_SPACE",
            OsStr::new("PTsecret@evil"),
            "SIGNALWIRE_SPACE must be the name before .signalwire.com: letters, digits and hyphens",
        ),
    ] {
        assert_eq!(complaint(&[(name, value)], &[]), message);
    }
    for (value, message) in [
        (empty.as_os_str(), "SIGNALWIRE_API_TOKEN_FILE is empty"),
        (binary.as_os_str(), "SIGNALWIRE_API_TOKEN_FILE is not UTF-8"),
        (dir.path().as_os_str(), "the file of SIGNALWIRE_API_TOKEN_FILE cannot be read: is a directory"),
        // The token itself, given where its path belongs.
        (OsStr::new("PTsecret"), "the file of SIGNALWIRE_API_TOKEN_FILE cannot be read: entity not found"),
    ] {
        assert_eq!(complaint(&[("SIGNALWIRE_API_TOKEN_FILE", value)], &["SIGNALWIRE_API_TOKEN"]), message);
    }
    assert_eq!(
        complaint(&[("SIGNALWIRE_API_TOKEN_FILE", empty.as_os_str())], &[]),
        "SIGNALWIRE_API_TOKEN and SIGNALWIRE_API_TOKEN_FILE are both set; keep one"
    );
}

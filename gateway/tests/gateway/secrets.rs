//! The program with an account: what it checks before it starts, and that nothing it ever writes shows the credentials.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::stand_in::{API_TOKEN, ID, PROJECT_ID, Setup, conference, dead, now_answers, ok, path, path_of, status, upstream};
use conference_gateway::{Account, Edges};
use rustix::process::{Pid, Signal, kill_process};
use wiremock::ResponseTemplate;

/// What must not be seen: the parts, and both as HTTP sends them.
const SECRETS: [&str; 3] =
    [API_TOKEN, PROJECT_ID, "NmFjMGNiN2EtMWYzYi00ZDdjLTlmNWUtMmYxYzZhZDVlN2IwOlBULXRoZS10b2tlbi10aGF0LW5vYm9keS1tYXktc2Vl"];

fn assert_no_secret(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{text}");
    }
}

fn command(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conference-gateway"));
    command.args(arguments).env_clear().envs(variables.iter().copied());
    command
}

fn account(arguments: &[&str]) -> Command {
    command(
        arguments,
        &[("SIGNALWIRE_SPACE", "example"), ("SIGNALWIRE_PROJECT_ID", PROJECT_ID), ("SIGNALWIRE_API_TOKEN", API_TOKEN)],
    )
}

fn run(mut command: Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// A running gateway; killed when dropped.
struct Program {
    child: Child,
    stdout: BufReader<std::process::ChildStdout>,
    /// All that it has written to its standard output, and to those who asked.
    written: String,
    address: String,
}

impl Program {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut written = String::new();
        stdout.read_line(&mut written).unwrap();
        let address = written.trim_end().strip_prefix("http://").unwrap().to_owned();
        Self { child, stdout, written, address }
    }

    /// The status of the answer.
    fn get(&mut self, path: &str) -> u16 {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        writeln!(self.written, "{response}").unwrap();
        response.split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// Ends it, and returns all that it has ever written.
    fn stop(mut self) -> String {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        self.stdout.read_to_string(&mut self.written).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut self.written).unwrap();
        assert!(self.child.wait().unwrap().success());
        std::mem::take(&mut self.written)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Either fails only where the process has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer that repeats the credentials wherever it can.
fn indiscreet(code: u16) -> ResponseTemplate {
    let secrets = SECRETS.join(" ");
    status(code).insert_header("x-debug", &*secrets).set_body_string(format!("your credentials: {secrets}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_running_gateway_writes_shows_the_credentials() {
    let server = upstream(status(404)).await;
    let mut gateway = Program::start(account(&["--listen", "127.0.0.1:0", "--upstream", &server.uri()]));
    let mut body = conference();
    body["token"] = API_TOKEN.into();
    now_answers(&server, ok(&body).insert_header("x-debug", API_TOKEN)).await;
    assert_eq!(gateway.get(&path()), 200);
    for (number, code) in [400, 401, 403, 404, 422, 429, 500, 302, 200].into_iter().enumerate() {
        now_answers(&server, indiscreet(code)).await;
        let expected = match code {
            404 => 404,
            429 => 503,
            _ => 502,
        };
        let other = path_of(&format!("{number:08x}{}", &ID[8..]));
        assert_eq!(gateway.get(&other), expected, "{code}");
    }
    for path in ["/healthz", "/readyz", "/metrics", "/"] {
        gateway.get(path);
    }
    let written = gateway.stop();
    assert_no_secret(&written);
    assert!(written.contains("the upstream refuses the credentials; "), "{written}");
    assert_eq!(written.matches("the upstream refuses the credentials; ").count(), 1, "once for each change: {written}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_check_is_one_line_and_an_exit_code() {
    let server = upstream(indiscreet(404)).await;
    let base = server.uri();
    let check = || run(account(&["--check", "--upstream", &base]));
    assert_eq!(check(), (Some(0), format!("{base} accepts the credentials\n"), String::new()));

    let refused = format!(
        "conference-gateway: {base} refuses the credentials; check SIGNALWIRE_PROJECT_ID, SIGNALWIRE_API_TOKEN and the token's \
         scope (Video)\n"
    );
    for code in [401, 403] {
        now_answers(&server, indiscreet(code)).await;
        assert_eq!(check(), (Some(1), String::new(), refused.clone()));
        // Without --check, they stop the start.
        let start = run(account(&["--listen", "127.0.0.1:0", "--upstream", &base]));
        assert_eq!(start, (Some(1), String::new(), refused.clone()));
    }
    now_answers(&server, indiscreet(500)).await;
    let unclear =
        format!("conference-gateway: {base} doesn't say whether the credentials are right: status 500 Internal Server Error\n");
    assert_eq!(check(), (Some(1), String::new(), unclear));
}

#[test]
fn an_upstream_that_is_down_fails_the_check_but_not_the_start() {
    let base = dead();
    let down = format!("{base} doesn't say whether the credentials are right: no connection: Connection refused");
    let (code, stdout, stderr) = run(account(&["--check", "--upstream", &base]));
    assert_eq!((code, &*stdout, stderr.lines().count()), (Some(1), "", 1), "{stderr}");
    assert!(stderr.starts_with(&format!("conference-gateway: {down}")), "{stderr}");

    let mut gateway = Program::start(account(&["--listen", "127.0.0.1:0", "--upstream", &base]));
    assert_eq!(gateway.get("/healthz"), 200);
    assert_eq!(gateway.get(&path()), 502);
    let written = gateway.stop();
    assert!(written.contains(&down), "{written}");
    assert_no_secret(&written);
}

#[test]
fn a_wrong_setting_is_one_line_that_does_not_repeat_it() {
    let dir = tempfile::tempdir().unwrap();
    let ids = dir.path().join("ids");
    std::fs::write(&ids, format!("# all of them\n{API_TOKEN}\n")).unwrap();
    let ids = ids.to_str().unwrap();
    let with_password = format!("https://user:{API_TOKEN}@api.example");
    let with_query = format!("https://api.example/?token={API_TOKEN}");
    let both = "--demo serves the built-in conferences; drop it, or unset SIGNALWIRE_SPACE, SIGNALWIRE_PROJECT_ID, SIGNALWIRE_API_TOKEN";
    for (arguments, message) in [
        (vec!["--demo"], both.to_owned()),
        (vec!["--upstream", &with_password], "--upstream must not hold a user name or password".to_owned()),
        (vec!["--upstream", &with_query], "--upstream must not hold a query or fragment".to_owned()),
        (vec!["--check", "--upstream", API_TOKEN], "--upstream must be a URL such as https://example.com".to_owned()),
        (vec!["--allow-file", ids], format!("{ids}, line 2: not a conference's id")),
        (vec!["--allow-file", "/nowhere"], "cannot read /nowhere: entity not found".to_owned()),
        (vec!["--allow-file", "/dev/null"], "/dev/null names no conference".to_owned()),
    ] {
        let result = run(account(&arguments));
        assert_eq!(result, (Some(2), String::new(), format!("conference-gateway: {message}\n")), "{arguments:?}");
        assert_no_secret(&result.2);
    }
    // The address may come from the environment.
    let mut from_environment = account(&[]);
    from_environment.env("CONFERENCE_GATEWAY_UPSTREAM", &with_password);
    assert_eq!(run(from_environment).2, "conference-gateway: --upstream must not hold a user name or password\n");
    for (name, value) in [("SIGNALWIRE_SPACE", API_TOKEN.replace('-', "_")), ("SIGNALWIRE_PROJECT_ID", API_TOKEN.to_owned())] {
        let mut command = account(&[]);
        command.env(name, &value);
        let (code, stdout, stderr) = run(command);
        assert_eq!((code, &*stdout, stderr.lines().count()), (Some(2), "", 1));
        assert!(stderr.contains(name) && !stderr.contains(&value), "{stderr}");
    }
}

#[test]
fn flags_of_an_account_and_the_demo_exclude_each_other() {
    for flags in [
        &["--upstream", "https://api.example"][..],
        &["--allow", ID],
        &["--allow-file", "ids"],
        &["--expose", "meta"],
        &["--check"],
        &["--ttl", "1"],
        &["--live-ttl", "1"],
        &["--negative-ttl", "1"],
        &["--stale", "1"],
    ] {
        let (code, _, stderr) = run(command(&[&["--demo"], flags].concat(), &[]));
        assert_eq!(code, Some(2), "{flags:?}");
        assert!(stderr.contains("cannot be used with"), "{stderr}");
    }
    for wrong in [
        &["--allow", "town_hall"][..],
        &["--allow", "0a6f1d529a1e4c1b8f532a7c9d4e1b01"],
        &["--expose", "token"],
        &["--ttl", "-1"],
        &["--stale", "99999999999"],
    ] {
        assert_eq!(run(account(wrong)).0, Some(2), "{wrong:?}");
    }
}

#[test]
fn the_help_shows_no_setting() {
    let mut help = account(&["--help"]);
    help.env("CONFERENCE_GATEWAY_UPSTREAM", format!("https://user:{API_TOKEN}@api.example"));
    let (code, stdout, _) = run(help);
    assert_eq!(code, Some(0));
    assert!(stdout.contains("CONFERENCE_GATEWAY_UPSTREAM"), "{stdout}");
    assert_no_secret(&stdout);
}

#[tokio::test]
async fn the_token_is_not_in_any_debug_output() {
    let variables = |name: &str| match name {
        "SIGNALWIRE_PROJECT_ID" => Some(PROJECT_ID.into()),
        "SIGNALWIRE_API_TOKEN" => Some(API_TOKEN.into()),
        _ => None,
    };
    let upstream = Setup::before("https://api.example").upstream(&Edges::default());
    for shown in [format!("{:?}", Account::read(variables, false).unwrap()), format!("{upstream:#?}")] {
        assert_no_secret(&shown);
        assert!(shown.contains("REDACTED"), "{shown}");
    }
}

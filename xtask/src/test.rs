//! All the checks, one after the other. A step that fails doesn't stop those that don't need it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::browser::Engine;
use crate::counts::Runner;
use crate::process::Seen;
use crate::report::Report;
use crate::wasm::{Flavour, TARGET, WasmCargo};
use crate::{example, gateway, nginx, oldest_rust, pack, package, page, places, process, published, size, tools};

/// Long enough to build everything first.
const LIMIT: Duration = Duration::from_mins(30);

const UNIT_TESTS: [(Engine, &str); 3] = [
    (Engine::Chromium, "browser tests (Chromium)"),
    (Engine::Firefox, "browser tests (Firefox)"),
    (Engine::WebKitGtk, "browser tests (WebKitGTK)"),
];
const END_TO_END: [(Engine, &str); 3] = [
    (Engine::Chromium, "end-to-end tests (Chromium)"),
    (Engine::Firefox, "end-to-end tests (Firefox)"),
    (Engine::WebKitGtk, "end-to-end tests (WebKitGTK)"),
];

/// Runs the checks, prints the report, and tells whether all passed. `quick` leaves out all that needs a tool installed.
pub fn run(quick: bool) -> bool {
    let mut report = Report::default();
    report.tests("format", Runner::Step, || watch(cargo(&["fmt", "--all", "--check"])));
    report.tests("clippy", Runner::Step, || watch(clippy()));
    if !quick {
        report.tests("documentation", Runner::Step, || watch(documentation(&["--workspace", "--all-features"])));
        report.tests("core alone", Runner::Step, || watch(core_alone()));
        report.tests("core's documentation", Runner::Step, || {
            watch(documentation(&["--package", "conference-card", "--no-default-features"]))
        });
        report.check("oldest Rust", oldest_rust::check);
        as_published(&mut report);
    }
    report.tests("native tests", Runner::Cargo, || native_tests(quick));
    if !quick {
        for (engine, name) in UNIT_TESTS {
            report.tests(name, Runner::Cargo, || browser_tests(engine));
        }
        in_the_browser(&mut report);
    }
    report.print()
}

/// The crate as its users get it.
fn as_published(report: &mut Report) {
    let Some(packed) = report.step("packed crate", published::pack) else {
        return report.not_run(&["dry run of publish", "minimal versions", "docs.rs"]);
    };
    report.check("dry run of publish", published::dry_run);
    report.check("minimal versions", || published::minimal_versions(&packed));
    report.step("docs.rs", || published::documentation(&packed));
}

/// The package and the page, and what is checked on them.
fn in_the_browser(report: &mut Report) {
    let Some(package) = report.step("package", package::build) else {
        report.not_run(&["package tests", "size", "page", "bundlers", "example"]);
        return report.not_run(&END_TO_END.map(|(_, name)| name));
    };
    report.tests("package tests", Runner::Node, || package_tests(&package));
    report.step("size", || size::check(&package));
    let Some(site) = report.step("page", || page::build(&package)) else {
        report.not_run(&["bundlers", "example"]);
        return report.not_run(&END_TO_END.map(|(_, name)| name));
    };
    report.tests("bundlers", Runner::Node, || bundlers(&package, &site));
    let Some(example) = report.step("example", example::build) else {
        return report.not_run(&END_TO_END.map(|(_, name)| name));
    };
    for (engine, name) in END_TO_END {
        report.tests(name, Runner::Node, || end_to_end(engine, &site, &example));
    }
}

/// Takes the pictures of the README and the documentation.
pub fn snapshots() -> Result<()> {
    let site = page::build(&package::build()?)?;
    let mut command = in_a_browser(Engine::Chromium, &site)?;
    command.arg("snapshots.js");
    process::run(command, LIMIT)
}

/// Runs the command without colours: the runners' reports are read.
fn watch(mut command: Command) -> Result<Seen> {
    command.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1").env_remove("FORCE_COLOR");
    process::watch(command, LIMIT)
}

/// Those of the gateway behind nginx leave themselves out where there is none; named, it must be.
fn native_tests(quick: bool) -> Result<Seen> {
    let mut command = cargo(&["test", "--workspace", "--no-fail-fast"]);
    if !quick {
        command.env("NGINX_BIN", nginx::ensure()?);
    }
    watch(command)
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(places::root());
    command
}

fn clippy() -> Command {
    cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"])
}

fn documentation(what: &[&str]) -> Command {
    let mut command = cargo(&["doc", "--no-deps"]);
    command.args(what).env("RUSTDOCFLAGS", "-D warnings");
    command
}

fn core_alone() -> Command {
    cargo(&["check", "--package", "conference-card", "--no-default-features"])
}

fn browser_tests(engine: Engine) -> Result<Seen> {
    let browser = engine.ensure()?;
    let (_, runner) = tools::wasm_bindgen()?;
    let cargo = WasmCargo::new(Flavour::Test)?;
    let mut command = browser.unit_tests(&cargo);
    command.args(["test", "--package", "conference-card", "--features", "element", "--test", "browser", "--target", TARGET]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    watch(command)
}

fn package_tests(package: &Path) -> Result<Seen> {
    tools::package_test_packages()?;
    let mut command = tools::node_command()?;
    command.current_dir(places::root().join("tests/package")).env("CONFERENCE_TARBALL", pack::pack(package)?);
    command.args(["--test", "--test-reporter=spec"]).args(test_files("tests/package")?);
    watch(command)
}

/// Apps with the packed package, each built by a bundler.
fn bundlers(package: &Path, site: &Path) -> Result<Seen> {
    tools::bundlers()?;
    let mut command = in_a_browser(Engine::Chromium, site)?;
    command.current_dir(places::root().join("tests/bundlers")).env("CONFERENCE_TARBALL", pack::pack(package)?);
    command.args(["--test", "--test-reporter=spec"]).args(test_files("tests/bundlers")?);
    watch(command)
}

/// So many tests may fail for a reason of the browser's or its driver's, which now and then lose a session or a moment.
const STRAY_FAILURES: u32 = 5;

/// The suite; where only a few tests have failed, those once more, and that run counts for them: what is wrong fails twice.
fn end_to_end(engine: Engine, site: &Path, example: &Path) -> Result<Seen> {
    let run = |names: &[String]| {
        let mut command = in_a_browser(engine, site)?;
        command.env("CONFERENCE_EXAMPLE", example);
        command.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]);
        command.args(names.iter().map(|name| format!("--test-name-pattern=^{}$", escape(name))));
        command.args(test_files("tests/e2e")?);
        watch(command)
    };
    let seen = run(&[])?;
    let first = Runner::Node.count(&seen.text, seen.end.is_ok());
    let names = failed_tests(&seen.text);
    if names.is_empty() || !(1..=STRAY_FAILURES).contains(&first.failed) {
        return Ok(seen);
    }
    println!("\nonce more: {}", names.join("; "));
    let again = run(&names)?;
    let failed = Runner::Node.count(&again.text, again.end.is_ok()).failed;
    let passed = (first.passed + first.failed).saturating_sub(failed);
    Ok(Seen { text: format!("ℹ pass {passed}\nℹ fail {failed}\n"), end: again.end })
}

/// The names of the tests that failed, which the spec reporter lists at the end.
fn failed_tests(text: &str) -> Vec<String> {
    let (_, list) = text.split_once("✖ failing tests:").unwrap_or_default();
    let names = list.lines().filter_map(|line| line.strip_prefix("✖ ")?.rsplit_once(" ("));
    names.map(|(name, _)| name.to_owned()).collect()
}

/// A text as a regular expression of JavaScript's that means nothing else.
fn escape(text: &str) -> String {
    text.chars()
        .flat_map(|c| (!c.is_alphanumeric() && c.is_ascii_punctuation()).then_some('\\').into_iter().chain([c]))
        .collect()
}

fn test_files(folder: &str) -> Result<Vec<PathBuf>> {
    let folder = places::root().join(folder);
    let entries = fs::read_dir(&folder).with_context(|| format!("can't read {}", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.file_name().into())).collect::<Result<Vec<PathBuf>>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.js"));
    files.sort();
    ensure!(!files.is_empty(), "{} has no *.test.js", folder.display());
    Ok(files)
}

/// Node, told where everything is.
fn in_a_browser(engine: Engine, site: &Path) -> Result<Command> {
    let browser = engine.ensure()?;
    tools::e2e_packages()?;
    let mut command = tools::node_command()?;
    command.current_dir(places::root().join("tests/e2e"));
    command.envs(browser.variables()).env("CONFERENCE_GATEWAY_BIN", gateway::build()?).env("CONFERENCE_SITE", site);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_that_failed_are_found_by_their_names() {
        let text = "✔ shows (3ms)\n✖ ticks (9ms)\nℹ fail 2\n\n✖ failing tests:\n\ntest at harness.js:84:3\n✖ ticks (9ms)\n  Error: no\n\n\
                    test at harness.js:84:3\n✖ joins (by a link) (8.5ms)\n  Error: ✖ (no)\n";
        assert_eq!(failed_tests(text), ["ticks", "joins (by a link)"]);
        assert!(failed_tests("✔ shows (3ms)\n").is_empty());
    }

    #[test]
    fn a_name_is_taken_by_the_letter() {
        assert_eq!(escape("joins (by a link), 100 %"), "joins \\(by a link\\)\\, 100 \\%");
    }
}

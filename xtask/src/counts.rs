//! How many tests passed and failed, read from what the runners print.

use std::ops::AddAssign;

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that passed.
    pub passed: u32,
    /// Those that failed, or were stopped.
    pub failed: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Which runner's report to read.
#[derive(Clone, Copy)]
pub enum Runner {
    /// None: the step as a whole passes or fails.
    Step,
    /// `cargo test`, native or by wasm-bindgen-test-runner: `test result: ok. 3 passed; 0 failed; …`, once a program.
    Cargo,
    /// `node --test` with the spec reporter: `ℹ pass 3` and the like, once at the end.
    Node,
}

impl Runner {
    /// Counts the tests of a step that printed `text` and ended well or not. A step that fails without a failed test
    /// (it didn't compile, it hung) is a failure all the same.
    pub fn count(self, text: &str, succeeded: bool) -> Counts {
        let mut counts = Counts::default();
        for line in text.lines() {
            match self {
                Self::Step => {}
                Self::Cargo => counts += cargo_line(line).unwrap_or_default(),
                Self::Node => counts += node_line(line).unwrap_or_default(),
            }
        }
        if !succeeded && counts.failed == 0 {
            counts.failed = 1;
        }
        if succeeded && matches!(self, Self::Step) {
            counts.passed = 1;
        }
        counts
    }
}

fn cargo_line(line: &str) -> Option<Counts> {
    let (_, report) = line.split_once("test result: ")?;
    let number = |what: &str| report.split([';', '.']).find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok());
    Some(Counts { passed: number(" passed")?, failed: number(" failed")? })
}

fn node_line(line: &str) -> Option<Counts> {
    let (name, number) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let number = number.parse().ok()?;
    match name {
        "pass" => Some(Counts { passed: number, failed: 0 }),
        "fail" | "cancelled" => Some(Counts { passed: 0, failed: number }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(runner: Runner, text: &str, succeeded: bool, passed: u32, failed: u32) {
        assert_eq!(runner.count(text, succeeded), Counts { passed, failed });
    }

    #[test]
    fn the_programs_of_a_cargo_test_are_added_up() {
        let text = "running 3 tests\n...\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\n\
                    test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n";
        check(Runner::Cargo, text, false, 13, 2);
    }

    #[test]
    fn the_browser_runner_reports_like_cargo() {
        check(Runner::Cargo, "test result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.52s", true, 7, 0);
    }

    #[test]
    fn what_node_cancelled_has_failed() {
        let text = "ℹ tests 6\nℹ suites 1\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 81.5\n";
        check(Runner::Node, text, false, 3, 2);
    }

    #[test]
    fn a_test_that_prints_words_like_a_report_is_not_one() {
        check(Runner::Node, "pass 5\n# pass 5\n", true, 0, 0);
        check(Runner::Cargo, "3 passed; 0 failed\n", true, 0, 0);
    }

    #[test]
    fn a_step_without_a_report_counts_once() {
        check(Runner::Step, "", true, 1, 0);
        check(Runner::Step, "", false, 0, 1);
    }

    #[test]
    fn a_runner_that_breaks_off_has_failed() {
        check(Runner::Cargo, "error: could not compile", false, 0, 1);
        check(Runner::Node, "", false, 0, 1);
    }
}

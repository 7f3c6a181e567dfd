//! `xtask/size-budget.toml`: what may weigh how much.

use std::collections::BTreeMap;
use std::str::FromStr;

use anyhow::{Context, Result, ensure};
use toml::Table;

use super::module::DATA;

/// Where the budget is.
pub const PATH: &str = "xtask/size-budget.toml";

/// The limit for all the crates together that have none of their own.
pub const OTHER: &str = "other";

/// The limits, in bytes.
#[derive(Debug)]
pub struct Budget {
    /// What all the files together may have.
    pub max: u64,
    /// Where the sum of the files should be.
    pub goal: u64,
    /// Brotli, by paths in the package.
    pub files: Vec<(String, u64)>,
    /// Bytes in the module.
    crates: BTreeMap<String, u64>,
}

impl Budget {
    /// Reads the budget's text.
    pub fn read(text: &str) -> Result<Self> {
        let table = Table::from_str(text)?;
        let crates = BTreeMap::from_iter(limits(&table, "crates")?);
        for key in [DATA, OTHER] {
            ensure!(crates.contains_key(key), "crates.{key} is missing");
        }
        Ok(Self { max: number(&table, "max")?, goal: number(&table, "goal")?, files: limits(&table, "files")?, crates })
    }

    /// The limit of the module's data.
    pub fn data(&self) -> u64 {
        self.crates.get(DATA).copied().unwrap_or(0)
    }

    /// The limit of the crate alone.
    pub fn limit_of(&self, name: &str) -> Option<u64> {
        self.crates.get(name).filter(|_| !matches!(name, DATA | OTHER)).copied()
    }

    /// The files' Brotli bytes, in the order of `files`, beside their limits.
    pub fn hold_files(&self, brotli: &[u64]) -> Vec<Held> {
        let all = Held { what: "the first card".to_owned(), bytes: brotli.iter().sum(), limit: self.max };
        let each = self.files.iter().zip(brotli);
        let each = each.map(|((file, limit), bytes)| Held { what: file.clone(), bytes: *bytes, limit: *limit });
        std::iter::once(all).chain(each).collect()
    }

    /// The crates' bytes and the data's beside their limits. A crate that is gone has none.
    pub fn hold_crates(&self, crates: &BTreeMap<&str, u64>, data: u64) -> Vec<Held> {
        let other = crates.iter().filter(|(name, _)| self.limit_of(name).is_none()).map(|(_, bytes)| bytes).sum();
        let held = self.crates.iter().map(|(name, limit)| {
            let (what, bytes) = match name.as_str() {
                DATA => ("the module's data".to_owned(), data),
                OTHER => ("other crates together".to_owned(), other),
                name => (format!("the crate {name}"), crates.get(name).copied().unwrap_or(0)),
            };
            Held { what, bytes, limit: *limit }
        });
        held.collect()
    }
}

/// Something with a limit, and what it weighs.
#[derive(Debug, PartialEq, Eq)]
pub struct Held {
    what: String,
    bytes: u64,
    limit: u64,
}

/// What has become much smaller than its limit, a line each; an error that names all that is over its.
pub fn compare(held: &[Held]) -> Result<Vec<String>> {
    let over = held.iter().filter(|held| held.bytes > held.limit);
    let over =
        over.map(|Held { what, bytes, limit }| format!("{what} is {bytes} B, {} B over its limit of {limit} B", bytes - limit));
    let over = over.collect::<Vec<_>>();
    ensure!(over.is_empty(), "{}\nwhat grows deliberately gets another limit in {PATH}", over.join("\n"));
    // The limits leave some room, so a little less is nothing to act on.
    let loose = held.iter().filter(|held| u128::from(held.bytes) * 10 < u128::from(held.limit) * 9);
    Ok(loose.map(|Held { what, bytes, limit }| format!("{what} is {bytes} B: its limit of {limit} B can be lowered")).collect())
}

fn number(table: &Table, key: &str) -> Result<u64> {
    let value = table.get(key).with_context(|| format!("{key} is missing"))?;
    value.as_integer().and_then(|number| u64::try_from(number).ok()).with_context(|| format!("{key} is no number of bytes"))
}

fn limits(table: &Table, key: &str) -> Result<Vec<(String, u64)>> {
    let limits = table.get(key).with_context(|| format!("{key} is missing"))?;
    let limits = limits.as_table().with_context(|| format!("{key} is no table of limits"))?;
    let limits = limits.keys().map(|name| Ok((name.clone(), number(limits, name).context(key.to_owned())?)));
    limits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "max = 500\ngoal = 400\n[files]\n\"a.js\" = 20\n\"b.wasm\" = 300\n\
                        [crates]\ncard = 1_000\ncore = 500\ndata = 100\nother = 50\n";

    fn budget() -> Budget {
        Budget::read(TEXT).unwrap()
    }

    fn held(what: &str, bytes: u64, limit: u64) -> Held {
        Held { what: what.to_owned(), bytes, limit }
    }

    #[track_caller]
    fn refused(text: &str, expected: &str) {
        assert_eq!(format!("{:#}", Budget::read(text).unwrap_err()), expected);
    }

    #[test]
    fn the_budget_is_readable() {
        let budget = Budget::read(include_str!("../../size-budget.toml")).unwrap();
        assert!(budget.goal <= budget.max);
        assert!(!budget.files.is_empty());
        assert!(budget.crates.len() > 2);
    }

    #[test]
    fn a_budget_that_lacks_something_says_what() {
        refused(&TEXT.replace("max", "min"), "max is missing");
        refused(&TEXT.replace("goal = 400", "goal = \"400\""), "goal is no number of bytes");
        refused(&TEXT.replace("20", "-20"), "files: a.js is no number of bytes");
        refused("max = 1\ngoal = 1\nfiles = []\n[crates]\ndata = 1\nother = 1\n", "files is no table of limits");
        refused(&TEXT.replace("crates", "crate"), "crates is missing");
        refused(&TEXT.replace("data", "date"), "crates.data is missing");
        refused(&TEXT.replace("other", "others"), "crates.other is missing");
        assert!(Budget::read("max = ").is_err());
    }

    #[test]
    fn each_file_has_a_limit_and_all_have_one_together() {
        let files = budget().hold_files(&[10, 250]);
        assert_eq!(files, [held("the first card", 260, 500), held("a.js", 10, 20), held("b.wasm", 250, 300)]);
    }

    #[test]
    fn crates_without_a_limit_share_one() {
        let crates = BTreeMap::from([("card", 900), ("new", 30), ("other", 9), ("data", 3)]);
        let held_crates = budget().hold_crates(&crates, 77);
        let expected = [
            held("the crate card", 900, 1000),
            held("the crate core", 0, 500),
            held("the module's data", 77, 100),
            held("other crates together", 42, 50),
        ];
        assert_eq!(held_crates, expected);
    }

    #[test]
    fn what_is_over_its_limit_is_named_with_its_bytes() {
        let error = compare(&[held("a.js", 20, 20), held("b.js", 21, 20), held("the crate card", 1500, 1000)]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "b.js is 21 B, 1 B over its limit of 20 B\nthe crate card is 1500 B, 500 B over its limit of 1000 B\n\
             what grows deliberately gets another limit in xtask/size-budget.toml"
        );
    }

    #[test]
    fn a_limit_far_above_its_measure_can_be_lowered() {
        let lines = compare(&[held("a.js", 90, 100), held("b.js", 89, 100), held("gone", 0, u64::MAX)]).unwrap();
        let expected = [
            "b.js is 89 B: its limit of 100 B can be lowered",
            "gone is 0 B: its limit of 18446744073709551615 B can be lowered",
        ];
        assert_eq!(lines, expected);
        assert!(compare(&[held("none", 0, 0)]).unwrap().is_empty());
    }
}

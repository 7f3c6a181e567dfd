//! What a page loads before its first card shows, held against the budget of `xtask/size-budget.toml`.

use std::fs;
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use toml::Table;

use crate::{places, process, tools};

struct Budget {
    max: u64,
    goal: u64,
    files: Vec<String>,
}

/// Prints the table; an error when the package is over its budget.
pub fn check(package: &Path) -> Result<()> {
    let path = places::root().join("xtask/size-budget.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    let budget = read_budget(&text).context("xtask/size-budget.toml wants max, goal and files")?;
    let sizes = measure(package, &budget.files)?;
    println!("{:<24}{:>10}{:>10}{:>10}", "file", "raw", "gzip", "brotli");
    for (file, size) in budget.files.iter().zip(&sizes) {
        print_row(file, *size);
    }
    let total = sizes.iter().fold([0; 3], |[a, b, c], [raw, gzip, brotli]| [a + raw, b + gzip, c + brotli]);
    print_row("total", total);
    let [_, _, brotli] = total;
    println!("the budget is {} B of Brotli, the goal {} B", budget.max, budget.goal);
    ensure!(brotli <= budget.max, "the first card needs {brotli} B, {} B over the budget", brotli.saturating_sub(budget.max));
    Ok(())
}

fn print_row(name: &str, [raw, gzip, brotli]: [u64; 3]) {
    println!("{name:<24}{raw:>10}{gzip:>10}{brotli:>10}");
}

fn read_budget(text: &str) -> Option<Budget> {
    let table = Table::from_str(text).ok()?;
    let number = |key: &str| u64::try_from(table.get(key)?.as_integer()?).ok();
    let files = table.get("files")?.as_array()?.iter().map(|file| file.as_str().map(str::to_owned));
    Some(Budget { max: number("max")?, goal: number("goal")?, files: files.collect::<Option<_>>()? })
}

/// Raw, gzip and Brotli bytes of each file, by Node's own compressors.
fn measure(package: &Path, files: &[String]) -> Result<Vec<[u64; 3]>> {
    let mut command = tools::node_command()?;
    command.arg(places::root().join("xtask/size.mjs")).args(files).current_dir(package);
    let output = process::read(command, Duration::from_mins(2))?;
    output.lines().map(|line| read_sizes(line).with_context(|| format!("size.mjs printed {line}"))).collect()
}

fn read_sizes(line: &str) -> Option<[u64; 3]> {
    let numbers = line.split(' ').map(|word| word.parse().ok()).collect::<Option<Vec<_>>>()?;
    numbers.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_readable() {
        let budget = read_budget(include_str!("../size-budget.toml")).unwrap();
        assert!(budget.goal <= budget.max);
        assert!(!budget.files.is_empty());
    }

    #[test]
    fn a_line_of_sizes_is_three_numbers() {
        assert_eq!(read_sizes("3 2 1"), Some([3, 2, 1]));
        assert_eq!(read_sizes("3 2"), None);
        assert_eq!(read_sizes("3 2 x"), None);
    }
}

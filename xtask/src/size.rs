//! What a page loads before its first card shows, and what the module among it consists of, held against the budget of
//! `xtask/size-budget.toml`.

mod budget;
mod crates;
mod module;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use budget::Budget;
use module::Module;

use crate::{places, process, tools, wasm};

/// How many functions are printed, and how much of their names.
const SHOWN: usize = 20;
const WIDTH: usize = 110;

/// What functions without a name count to: tools add such.
const UNNAMED: &str = "unnamed";

/// Prints the tables; an error when the package is over its budget.
pub fn check(package: &Path) -> Result<()> {
    let path = places::root().join(budget::PATH);
    let text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    let budget = Budget::read(&text).context(budget::PATH)?;
    let sizes = measure(package, budget.files.iter().map(|(file, _)| file.as_str()))?;
    let named = places::target("element").join(wasm::NAMED);
    let module = Module::read(&read(&package.join(wasm::MODULE))?, &read(&named)?).context(wasm::MODULE)?;
    let functions = rank(&module);
    let crates = sum_up(&functions);
    let list = places::make_folder(places::target("size"))?.join("functions.txt");
    fs::write(&list, functions_list(&functions)).with_context(|| format!("can't write {}", list.display()))?;

    print!("{}", files_table(&budget, &sizes));
    print!("\n{}", crates_table(&budget, &module, &crates));
    print!("\n{}", functions_table(&functions));
    println!("all {} functions: {}\n", functions.len(), list.display());

    let brotli = sizes.iter().map(|[_, _, brotli]| *brotli).collect::<Vec<_>>();
    let mut held = budget.hold_files(&brotli);
    held.extend(budget.hold_crates(&crates, module.section(module::DATA)));
    for line in budget::compare(&held)? {
        println!("{line}");
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("can't read {}", path.display()))
}

/// A function as the tables have it.
struct Row<'a> {
    bytes: u64,
    owner: &'a str,
    name: String,
}

/// The largest first.
fn rank(module: &Module) -> Vec<Row<'_>> {
    let rows = module.functions.iter().map(|function| match &function.name {
        Some(name) => Row { bytes: function.bytes, owner: crates::of(name), name: crates::without_digests(name) },
        None => Row { bytes: function.bytes, owner: UNNAMED, name: UNNAMED.to_owned() },
    });
    let mut rows = rows.collect::<Vec<_>>();
    rows.sort_by(|a, b| (Reverse(a.bytes), &a.name).cmp(&(Reverse(b.bytes), &b.name)));
    rows
}

fn sum_up<'a>(functions: &[Row<'a>]) -> BTreeMap<&'a str, u64> {
    let mut crates = BTreeMap::new();
    for function in functions {
        *crates.entry(function.owner).or_default() += function.bytes;
    }
    crates
}

fn files_table(budget: &Budget, sizes: &[[u64; 3]]) -> String {
    let row = |name: &str, [raw, gzip, brotli]: [u64; 3]| format!("{name:<24}{raw:>10}{gzip:>10}{brotli:>10}\n");
    let mut table = format!("{:<24}{:>10}{:>10}{:>10}\n", "file", "raw", "gzip", "brotli");
    for ((file, _), size) in budget.files.iter().zip(sizes) {
        table += &row(file, *size);
    }
    let total = sizes.iter().fold([0; 3], |[a, b, c], [raw, gzip, brotli]| [a + raw, b + gzip, c + brotli]);
    table += &row("total", total);
    let _ = writeln!(table, "the budget is {} B of Brotli, the goal {} B", budget.max, budget.goal);
    table
}

/// The crates, then the sections that are no code. The rows sum up to the module's size.
fn crates_table(budget: &Budget, module: &Module, crates: &BTreeMap<&str, u64>) -> String {
    let total = module.bytes();
    let row = |name: &str, bytes: u64, limit: &str| {
        let tenths = (bytes * 1000 + total / 2).checked_div(total).unwrap_or(0);
        let row = format!("{name:<24}{bytes:>10}{:>8}.{} %{limit:>10}", tenths / 10, tenths % 10);
        row.trim_end().to_owned() + "\n"
    };
    let mut table = format!("{:<24}{:>10}{:>12}{:>10}\n", "crate", "raw", "share", "limit");
    for (name, bytes) in largest_first(crates.iter().map(|(name, bytes)| (*name, *bytes))) {
        let limit = budget.limit_of(name).map_or_else(|| budget::OTHER.to_owned(), |limit| limit.to_string());
        table += &row(name, bytes, &limit);
    }
    for (name, bytes) in largest_first(module.sections.iter().copied()) {
        let limit = if name == module::DATA { budget.data().to_string() } else { String::new() };
        table += &row(&format!("{name} section"), bytes, &limit);
    }
    table += &row("total", total, "");
    table
}

fn largest_first<'a>(rows: impl Iterator<Item = (&'a str, u64)>) -> Vec<(&'a str, u64)> {
    let mut rows = rows.collect::<Vec<_>>();
    rows.sort_by_key(|(name, bytes)| (Reverse(*bytes), *name));
    rows
}

fn functions_table(functions: &[Row]) -> String {
    let mut table = format!("{:>6}  the largest functions\n", "raw");
    for Row { bytes, name, .. } in functions.iter().take(SHOWN) {
        let _ = writeln!(table, "{bytes:>6}  {}", cut(name));
    }
    table
}

fn cut(name: &str) -> String {
    match name.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

/// A line each: bytes, crate, name.
fn functions_list(functions: &[Row]) -> String {
    let mut list = String::new();
    for Row { bytes, owner, name } in functions {
        let _ = writeln!(list, "{bytes:>6}  {owner:<20}  {name}");
    }
    list
}

/// Raw, gzip and Brotli bytes of each file, by Node's own compressors.
fn measure<'a>(package: &Path, files: impl Iterator<Item = &'a str>) -> Result<Vec<[u64; 3]>> {
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
    use module::Function;

    fn module() -> Module {
        let function = |name: Option<&str>, bytes| Function { name: name.map(str::to_owned), bytes };
        let functions = vec![
            function(None, 5),
            function(Some("<card[ab]::Card>::show"), 300),
            function(Some("core[cd]::fmt::write"), 400),
            function(Some("card[ab]::main"), 200),
        ];
        Module { functions, sections: vec![("head", 8), (module::DATA, 87)] }
    }

    #[test]
    fn a_line_of_sizes_is_three_numbers() {
        assert_eq!(read_sizes("3 2 1"), Some([3, 2, 1]));
        assert_eq!(read_sizes("3 2"), None);
        assert_eq!(read_sizes("3 2 x"), None);
    }

    #[test]
    fn the_rows_of_the_crates_sum_up_to_the_module() {
        let module = module();
        let budget = "max = 1\ngoal = 1\nfiles = {}\ncrates = { card = 600, data = 90, other = 500 }";
        let table = crates_table(&Budget::read(budget).unwrap(), &module, &sum_up(&rank(&module)));
        let rows = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
        let expected = [
            "crate raw share limit",
            "card 500 50.0 % 600",
            "core 400 40.0 % other",
            "unnamed 5 0.5 % other",
            "data section 87 8.7 % 90",
            "head section 8 0.8 %",
            "total 1000 100.0 %",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn the_list_has_every_function_and_the_largest_first() {
        let expected = "   400  core                  core::fmt::write\n   \
                        300  card                  <card::Card>::show\n   \
                        200  card                  card::main\n     \
                        5  unnamed               unnamed\n";
        assert_eq!(functions_list(&rank(&module())), expected);
    }

    #[test]
    fn a_long_name_is_cut_between_two_characters() {
        assert_eq!(cut(&"é".repeat(WIDTH)), "é".repeat(WIDTH));
        assert_eq!(cut(&"é".repeat(WIDTH + 1)), "é".repeat(WIDTH) + "…");
    }
}

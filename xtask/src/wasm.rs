//! Builds for the browser: the custom element's module, as small as it gets.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::stamp::Stamp;
use crate::toolchain::Toolchain;
use crate::{places, process, toolchain, tools};

/// What the compiler builds for.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// The module's file name in the package.
pub const MODULE: &str = "conference-card.wasm";
/// The same module with the functions' names: what `cargo xtask size` reads.
pub const NAMED: &str = "named.wasm";
/// The file name of the JavaScript that wasm-bindgen writes.
pub const GLUE: &str = "conference_card_bg.js";

const LIMIT: Duration = Duration::from_mins(30);

/// Functions up to this cost, as LLVM reckons it, are inlined; `opt-level = "z"` stops at half of it. With 0 as with 12 the module grows. Among the last
/// crate's flags it holds for all code, since that is generated at link time.
const INLINE: &str = "-Cllvm-args=-inline-threshold=10";

/// For a bundler wasm-bindgen writes no loader: pkg/module.js has one that knows what to do when the module is lost.
const BIND: [&str; 5] = ["--target", "bundler", "--no-typescript", "--out-name", "conference_card"];

/// Empties closures that nobody calls.
const SNIP: &str = "xtask/snip.mjs";

/// Which WebAssembly features it may use, wasm-opt reads from the module, where the compiler notes its own. The names stay for `NAMED`.
/// A function that is called in one place only stays one, unless it is small: browsers compile what is called, when it is called first.
const OPTIMIZE: [&str; 4] = ["-Oz", "--converge", "--one-caller-inline-max-function-size=200", KEEP_NAMES];

/// Takes off what no browser reads, and shortens the names of imports and exports: they end in digests, which no compression makes
/// smaller. A run of its own, since `--converge` would rename more than once.
const FINISH: [&str; 3] = ["--strip-producers", "--strip-target-features", "--minify-imports-and-exports-and-modules"];

/// Changes nothing but that the names stay.
const KEEP_NAMES: &str = "-g";

/// The file in which wasm-opt tells package.mjs the short names of imports and exports.
const NAMES: &str = "names.json";

/// A way to build, with a build folder of its own: cargo would build everything anew when the flags change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Small, and a panic is a bare trap.
    Release,
    /// Quick to build, and a panic says where and why.
    Test,
}

/// Cargo for the browser, set up; holds the build folder for this checkout while it lives.
pub struct WasmCargo {
    toolchain: Toolchain,
    flavour: Flavour,
    build: PathBuf,
    _lock: File,
}

impl WasmCargo {
    /// Finds the toolchain and takes the build folder, which lies in the user's cache: a second checkout finds the
    /// standard library and the dependencies built.
    pub fn new(flavour: Flavour) -> Result<Self> {
        let name = match flavour {
            Flavour::Release => "build-release",
            Flavour::Test => "build-test",
        };
        let toolchain = toolchain::ensure()?;
        let build = places::cache(name)?;
        let lock = File::create(build.join("lock")).context("can't write to the cache")?;
        if lock.try_lock().is_err() {
            eprintln!("waiting for another build…");
            lock.lock()?;
        }
        let cargo = Self { toolchain, flavour, build, _lock: lock };
        cargo.take_over()?;
        Ok(cargo)
    }

    /// A command, cargo or one that starts it, with this flavour's environment.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(places::root());
        self.toolchain.apply(&mut command);
        command.env("CARGO_BUILD_BUILD_DIR", &self.build).env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTFLAGS");
        match self.flavour {
            Flavour::Release => command
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none"),
            Flavour::Test => command.env("CARGO_PROFILE_DEV_DEBUG", "false"),
        };
        command
    }

    /// Cargo tells two checkouts of one package apart by the age of their files only. What another checkout built
    /// of this workspace is therefore removed; the dependencies stay.
    fn take_over(&self) -> Result<()> {
        let note = self.build.join("checkout");
        let here = places::root().to_string_lossy();
        if fs::read_to_string(&note).is_ok_and(|found| found == here) {
            return Ok(());
        }
        let mut clean = self.command("cargo");
        clean.args([
            "clean",
            "--quiet",
            "--package",
            "conference-card",
            "--package",
            "conference-card-example",
            "--target",
            TARGET,
        ]);
        if self.flavour == Flavour::Release {
            clean.args(["--profile", "wasm"]);
        }
        process::read(clean, Duration::from_mins(2))?;
        File::create(note)?.write_all(here.as_bytes())?;
        Ok(())
    }
}

/// Builds the element's module and its glue into a folder, and returns that.
pub fn element() -> Result<PathBuf> {
    let (bindgen, _) = tools::wasm_bindgen()?;
    let npm_tools = tools::npm_tools()?;
    let built = compile()?;
    let folder = places::make_folder(places::target("element"))?;
    let mark = folder.join(".stamp");
    let lock = places::root().join("xtask/package-lock.json");
    let stamp = Stamp::of(
        &[built.clone(), lock, places::root().join(SNIP)],
        &format!("{} {BIND:?} {OPTIMIZE:?} {FINISH:?} {NAMED}", bindgen.display()),
    )?;
    if !stamp.matches(&mark) {
        bind(&bindgen, &built, &folder)?;
        optimize(&npm_tools, &folder)?;
        stamp.write(&mark)?;
    }
    Ok(folder)
}

fn compile() -> Result<PathBuf> {
    let cargo = WasmCargo::new(Flavour::Release)?;
    let mut command = cargo.command("cargo");
    command.args(["rustc", "--package", "conference-card", "--lib", "--crate-type", "cdylib"]);
    command.args(["--no-default-features", "--features", "element"]);
    command.args(["--profile", "wasm", "--target", TARGET]);
    command.args(["--", INLINE]);
    process::run(command, LIMIT)?;
    Ok(places::target(TARGET).join("wasm").join("conference_card.wasm"))
}

fn bind(bindgen: &Path, built: &Path, folder: &Path) -> Result<()> {
    let mut command = Command::new(bindgen);
    command.args(BIND);
    command.arg("--out-dir").arg(folder).arg(built);
    process::read(command, Duration::from_mins(2))?;
    Ok(())
}

fn optimize(npm_tools: &Path, folder: &Path) -> Result<()> {
    let (bound, snipped) = (folder.join("conference_card_bg.wasm"), folder.join("snipped.wasm"));
    let optimized = folder.join("optimized.wasm");
    let mut snip = tools::node_command()?;
    snip.arg(places::root().join(SNIP)).args([&bound, &snipped]);
    process::read(snip, Duration::from_mins(2))?;
    let wasm_opt = |passes: &[&str], from: &Path, to: &Path| {
        let mut command = Command::new(npm_tools.join("wasm-opt"));
        command.args(passes).arg(from).arg("--output").arg(to);
        process::read(command, Duration::from_mins(10))
    };
    wasm_opt(&OPTIMIZE, &snipped, &optimized)?;
    wasm_opt(&[&FINISH[..], &[KEEP_NAMES]].concat(), &optimized, &folder.join(NAMED))?;
    let names = wasm_opt(&FINISH, &optimized, &folder.join(MODULE))?;
    fs::write(folder.join(NAMES), names).context("can't write the module's names")
}

//! The browsers that the tests run in, each with the driver that goes with it.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, anyhow};

use crate::wasm::WasmCargo;
use crate::{apt, install, tools};

/// One of the three engines, in the browser that Debian has of it.
#[derive(Clone, Copy)]
pub enum Engine {
    /// Blink.
    Chromium,
    /// Gecko.
    Firefox,
    /// `WebKit`, on a screen that nobody sees.
    WebKitGtk,
}

/// A browser and its driver.
pub struct Browser {
    engine: Engine,
    /// The browser's program; `WebKitGTK`'s driver knows its own.
    program: Option<PathBuf>,
    driver: PathBuf,
}

impl Engine {
    /// What the environment names where it has a say: `CHROMIUM` and `CHROMEDRIVER`, `FIREFOX` and `GECKODRIVER`,
    /// `WEBKITDRIVER`. Else what is on the `PATH`; else what can be installed.
    pub fn ensure(self) -> Result<Browser> {
        if self.find().is_none() && apt::can_install() {
            install::announce(self.name(), "1 minute", || apt::install(self.packages()))?;
        }
        let (program, driver) = self.find().ok_or_else(|| anyhow!("the tests need {}", self.needs()))?;
        let driver = match driver {
            Some(driver) => driver,
            None => tools::geckodriver()?,
        };
        Ok(Browser { engine: self, program, driver })
    }

    /// The program and its driver; Firefox's can be built.
    fn find(self) -> Option<(Option<PathBuf>, Option<PathBuf>)> {
        match self {
            Self::Chromium => {
                let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
                Some((Some(named("CHROMIUM", &names)?), Some(named("CHROMEDRIVER", &["chromedriver"])?)))
            }
            Self::Firefox => Some((Some(named("FIREFOX", &["firefox-esr", "firefox"])?), named("GECKODRIVER", &[]))),
            Self::WebKitGtk => {
                let driver = named("WEBKITDRIVER", &["WebKitWebDriver"])?;
                let helpers = ["Xvfb", "xvfb-run", "localedef"];
                helpers.iter().all(|helper| which::which(helper).is_ok()).then_some((None, Some(driver)))
            }
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKitGtk => "WebKitGTK",
        }
    }

    /// Debian's packages: the browser, and for `WebKitGTK` a screen, languages and the decoder of its videos.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::WebKitGtk => {
                &["webkit2gtk-driver", "xvfb", "xauth", "locales", "gstreamer1.0-plugins-good", "gstreamer1.0-libav"]
            }
        }
    }

    fn needs(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium and chromedriver: install both, or name them in CHROMIUM and CHROMEDRIVER",
            Self::Firefox => "Firefox: install it, or name it in FIREFOX",
            Self::WebKitGtk => {
                "WebKitWebDriver, Xvfb, xvfb-run and localedef: install WebKitGTK's driver, Xvfb and the locales"
            }
        }
    }
}

impl Browser {
    /// Tells `wasm-bindgen-test-runner` of it and of no other: the runner takes the first driver that is named. `WebKitGTK`
    /// passes for Safari, and is the only one that can't do without a screen.
    pub fn unit_tests(&self, cargo: &WasmCargo) -> Command {
        let (mut command, variable) = match self.engine {
            Engine::Chromium => (cargo.command("cargo"), "CHROMEDRIVER"),
            Engine::Firefox => (cargo.command("cargo"), "GECKODRIVER"),
            Engine::WebKitGtk => {
                let mut command = cargo.command("xvfb-run");
                command.args(["-a", "cargo"]);
                (command, "SAFARIDRIVER")
            }
        };
        for driver in ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER"] {
            command.env_remove(driver);
        }
        command.env(variable, &self.driver);
        if let (Engine::Firefox, Some(program)) = (self.engine, &self.program) {
            command.env("GECKODRIVER_ARGS", format!("--binary '{}'", program.display()));
        }
        command
    }

    /// What the end-to-end tests want to know of it.
    pub fn variables(&self) -> Vec<(&'static str, OsString)> {
        let (name, program, driver) = match self.engine {
            Engine::Chromium => ("chromium", "CHROMIUM", "CHROMEDRIVER"),
            Engine::Firefox => ("firefox", "FIREFOX", "GECKODRIVER"),
            Engine::WebKitGtk => ("webkit", "WEBKIT", "WEBKITDRIVER"),
        };
        let mut variables = vec![("BROWSER", OsString::from(name)), (driver, self.driver.clone().into_os_string())];
        variables.extend(self.program.iter().map(|path| (program, path.clone().into_os_string())));
        variables
    }
}

fn named(variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => names.iter().find_map(|name| which::which(name).ok()),
    }
}

//! nginx, which the gateway's tests put in front of it and the load benchmark beside it, and wrk, which makes the load.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{apt, install};

/// What `NGINX_BIN` names (`NGINX` is a variable of nginx's own); else what is installed, or can be.
pub fn ensure() -> Result<PathBuf> {
    if let Some(path) = env::var_os("NGINX_BIN") {
        return Ok(path.into());
    }
    if find().is_none() && apt::can_install() {
        install::announce("nginx", "10 s", || apt::install(&["nginx"]))?;
        // Debian starts it at once and at every boot; it was only asked for to be here.
        apt::stop("nginx");
    }
    find().context("nginx is missing: install it, or name it in NGINX_BIN")
}

/// wrk, from the `PATH`.
pub fn wrk() -> Result<PathBuf> {
    if which::which("wrk").is_err() && apt::can_install() {
        install::announce("wrk", "10 s", || apt::install(&["wrk"]))?;
    }
    which::which("wrk").context("wrk is missing: install it")
}

/// Debian has it where only root looks.
fn find() -> Option<PathBuf> {
    let debian = Path::new("/usr/sbin/nginx");
    which::which("nginx").ok().or_else(|| debian.is_file().then(|| debian.to_owned()))
}

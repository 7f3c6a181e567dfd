//! nginx with the shipped configuration, in which only addresses and the cache's folder are other ones.

use std::env;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, geteuid, kill_process};
use tempfile::TempDir;

const SHIPPED: &str = include_str!("../../nginx/conference-gateway.conf");

/// What stands around the shipped file on a server, without which nginx would write outside its folder.
const AROUND: &str = "\
daemon off;
pid nginx.pid;
worker_processes 2;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path client_body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include conference-gateway.conf;
}
";

/// A running nginx; it ends with this value.
pub struct Nginx {
    child: Child,
    pub address: SocketAddr,
    folder: TempDir,
}

/// `NGINX_BIN`, or what Debian has installed; there it isn't on everybody's `PATH`.
pub fn program() -> Option<PathBuf> {
    if let Some(path) = env::var_os("NGINX_BIN") {
        return Some(path.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let program =
        env::split_paths(&path).chain(["/usr/sbin".into()]).map(|folder| folder.join("nginx")).find(|file| file.is_file());
    if program.is_none() {
        eprintln!("not tested: nginx is missing");
    }
    program
}

impl Nginx {
    /// nginx before these two gateways.
    pub fn start(program: &Path, gateways: [SocketAddr; 2]) -> Self {
        // Another program may take the port before nginx does.
        for _ in 0..5 {
            let address = free_address();
            let folder = folder(address, gateways);
            let child = command(program, &folder).stderr(fs::File::create(folder.path().join("log")).unwrap()).spawn().unwrap();
            let mut nginx = Self { child, address, folder };
            if nginx.listens() {
                return nginx;
            }
            eprintln!("{}", nginx.log());
        }
        panic!("nginx doesn't start");
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap()
    }

    fn listens(&mut self) -> bool {
        let deadline = Instant::now() + Duration::from_secs(30);
        while Instant::now() < deadline && self.child.try_wait().unwrap().is_none() {
            if TcpStream::connect(self.address).is_ok() {
                return true;
            }
            thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // A signal that can be heard: the master process ends its workers. It fails only where the process has ended already.
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let _ = self.child.wait();
    }
}

/// What `nginx -t` says to the shipped file, and whether it accepts it.
pub fn check(program: &Path) -> (bool, String) {
    let folder = folder(free_address(), [free_address(), free_address()]);
    let output = command(program, &folder).arg("-t").output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

fn command(program: &Path, folder: &TempDir) -> Command {
    let mut command = Command::new(program);
    command.arg("-p").arg(folder.path()).args(["-c", "nginx.conf", "-e", "stderr"]).stdin(Stdio::null());
    if geteuid().is_root() {
        // Its workers would be somebody else, who may not enter the folder.
        command.args(["-g", "user root;"]);
    }
    command
}

fn folder(address: SocketAddr, [first, second]: [SocketAddr; 2]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut file = SHIPPED.to_owned();
    for (yours, ours) in [
        ("server 127.0.0.1:8787;", format!("server {first};")),
        ("server 127.0.0.1:8788;", format!("server {second};")),
        ("listen 80;", format!("listen {address};")),
        (
            "proxy_cache_path /var/cache/conference-gateway ",
            format!("proxy_cache_path {} ", folder.path().join("cache").display()),
        ),
    ] {
        assert_eq!(file.matches(yours).count(), 1, "{yours}");
        file = file.replace(yours, &ours);
    }
    fs::write(folder.path().join("conference-gateway.conf"), file).unwrap();
    fs::write(folder.path().join("nginx.conf"), AROUND).unwrap();
    folder
}

/// An address that is free now.
fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

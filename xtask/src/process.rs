//! Running other programs: each in a group of its own with a time limit, so that a step that hangs, or Ctrl-C,
//! takes the program's children (browsers, drivers, servers) with it.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use process_wrap::std::{ChildWrapper, CommandWrap};

type SharedChild = Arc<Mutex<Box<dyn ChildWrapper>>>;

/// What runs now, for Ctrl-C.
static RUNNING: Mutex<Vec<SharedChild>> = Mutex::new(Vec::new());

/// A program that runs in its own group; it ends with this value.
#[must_use = "the program ends when this is dropped"]
pub struct Running {
    child: SharedChild,
    name: String,
}

impl Running {
    /// Starts the command, without standard input.
    pub fn start(mut command: Command) -> Result<Self> {
        let name = name_of(&command);
        command.stdin(Stdio::null());
        let mut command = CommandWrap::from(command);
        #[cfg(unix)]
        command.wrap(process_wrap::std::ProcessGroup::leader());
        #[cfg(windows)]
        command.wrap(process_wrap::std::JobObject);
        let child = command.spawn().with_context(|| format!("can't start {name}"))?;
        let child = Arc::new(Mutex::new(child));
        lock(&RUNNING).push(Arc::clone(&child));
        Ok(Self { child, name })
    }

    /// The program's standard output, once, where it was piped.
    pub fn stdout(&self) -> Option<impl Read + Send + use<>> {
        lock(&self.child).stdout().take()
    }

    fn stderr(&self) -> Option<impl Read + Send + use<>> {
        lock(&self.child).stderr().take()
    }

    /// Waits for the end, `limit` at most.
    pub fn wait(&self, limit: Duration) -> Result<ExitStatus> {
        let started = Instant::now();
        loop {
            if let Some(status) = lock(&self.child).try_wait()? {
                return Ok(status);
            }
            if started.elapsed() > limit {
                bail!("{} took longer than {} s and was stopped", self.name, limit.as_secs());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The group may outlive its leader, so it is ended even where that has exited. It is mostly gone already: no error.
        let _ = lock(&self.child).kill();
        lock(&RUNNING).retain(|other| !Arc::ptr_eq(other, &self.child));
    }
}

/// Ends everything that runs when the user presses Ctrl-C or the process is told to end.
pub fn end_all_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        for child in lock(&RUNNING).iter() {
            let _ = lock(child).start_kill();
        }
        std::process::exit(130);
    })
    .context("can't listen for Ctrl-C")
}

/// Runs the command with its output shown; an exit code other than zero is an error.
pub fn run(command: Command, limit: Duration) -> Result<()> {
    let running = Running::start(command)?;
    let status = running.wait(limit)?;
    if status.success() { Ok(()) } else { Err(anyhow!("{} failed ({status})", running.name)) }
}

/// Runs the command unseen and returns its standard output; an error holds the last lines it wrote.
pub fn read(mut command: Command, limit: Duration) -> Result<String> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let running = Running::start(command)?;
    let stdout = collect(running.stdout(), None::<io::Sink>);
    let stderr = collect(running.stderr(), None::<io::Sink>);
    let status = running.wait(limit)?;
    let (stdout, stderr) = (finish(stdout), finish(stderr));
    if status.success() {
        return Ok(stdout);
    }
    let said = if stderr.trim().is_empty() { &stdout } else { &stderr };
    Err(anyhow!("{} failed ({status}):\n{}", running.name, last_lines(said, 20)))
}

/// What a program wrote to both its outputs, and how it ended.
pub struct Seen {
    /// Standard output, then standard error.
    pub text: String,
    /// The exit code, or why there is none.
    pub end: Result<()>,
}

/// Runs the command with its output shown, and keeps that too.
pub fn watch(mut command: Command, limit: Duration) -> Result<Seen> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let running = Running::start(command)?;
    let stdout = collect(running.stdout(), Some(io::stdout()));
    let stderr = collect(running.stderr(), Some(io::stderr()));
    let end = running
        .wait(limit)
        .and_then(|status| if status.success() { Ok(()) } else { Err(anyhow!("{} failed ({status})", running.name)) });
    // What the group holds open would keep the readers waiting.
    drop(running);
    Ok(Seen { text: finish(stdout) + &finish(stderr), end })
}

type Collector = Option<thread::JoinHandle<String>>;

/// Reads line by line in a thread, so that neither of two pipes can fill up, and copies to `screen`.
fn collect(from: Option<impl Read + Send + 'static>, mut screen: Option<impl Write + Send + 'static>) -> Collector {
    let mut from = BufReader::new(from?);
    Some(thread::spawn(move || {
        let mut all = String::new();
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
            if let Some(screen) = &mut screen {
                // A screen that went away is no reason to stop the program.
                let _ = screen.write_all(&line);
            }
            all.push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
        all
    }))
}

fn finish(collector: Collector) -> String {
    collector.and_then(|thread| thread.join().ok()).unwrap_or_default()
}

fn name_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args()).map(OsStr::to_string_lossy);
    let text = words.collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<_> = text.lines().collect();
    lines.get(lines.len().saturating_sub(count)..).unwrap_or_default().join("\n")
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

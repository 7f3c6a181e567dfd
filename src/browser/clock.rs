//! The time, and one timer for all cards of the page.
//!
//! A browser's timer counts awake seconds and overflows after 24.8 days, and the system's clock can jump under it. So it never waits
//! long, and whenever it fires, the tab shows again or the network is back, the clock alone decides what is due.

use crate::Instant;
use crate::browser::environment;
use gloo_timers::callback::Timeout;
use js_sys::{Date, Math};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;

/// The longest wait before the clock is looked at again, in milliseconds; of a hidden page nobody sees whether its clock has jumped.
const LONGEST_WAIT: i64 = 10_000;
const LONGEST_WAIT_HIDDEN: i64 = 60_000;
/// By how many milliseconds the clock and the time that has passed may come apart before it has jumped.
const JUMP: i64 = 2_000;
/// How many milliseconds later than set a timer rings at the most, with all that browsers do to the timers of hidden pages; beyond, the
/// machine or the page has slept, also where the time that has passed is counted on meanwhile.
const LATEST: i64 = 90_000;

/// For an alarm that waits for nothing but that the page is there again, or the clock jumps.
pub(crate) const WHEN_BACK: Instant = Instant::from_millis(i64::MAX);

/// Why an alarm rings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ring {
    /// It is time.
    Due,
    /// The page is hidden or shows again, or the network is back.
    Back,
    /// The clock has jumped: it was set, or the machine has slept.
    Jumped,
}

/// The present, by the visitor's clock with its correction.
pub(crate) fn now() -> Instant {
    corrected(system_now())
}

/// What the visitor's clock shows at an instant of the system's, in milliseconds, with its correction.
pub(crate) fn corrected(millis: i64) -> Instant {
    Instant::from_millis(millis.saturating_add(CORRECTION.get()))
}

/// Corrects the clock from now on, by so many milliseconds more than before.
pub(crate) fn correct(millis: i64) {
    if millis != 0 {
        CORRECTION.set(CORRECTION.get().saturating_add(millis));
        ring(WHEN_BACK, Ring::Due);
    }
}

/// An instant after a time in milliseconds, and up to `spread` later by chance, so that not all visitors ask at once.
pub(crate) fn soon(after: u32, spread: u32) -> Instant {
    // At most `spread`: it fits.
    #[allow(clippy::cast_possible_truncation)]
    let chance = (Math::random() * f64::from(spread)) as i64;
    Instant::from_millis(now().as_millis().saturating_add(i64::from(after)).saturating_add(chance))
}

/// Calls back once: when the clock has reached an instant, at once where it has already, or when something happens for which a card
/// may not want to wait.
pub(crate) fn alarm(at: Instant, callback: impl Fn(Ring) + 'static) -> Alarm {
    let callback: Callback = Rc::new(callback);
    let alarm = Alarm { callback: callback.clone() };
    CLOCK.with_borrow_mut(|clock| {
        clock.alarms.push((at, callback));
        clock.watch_page();
        clock.set_timer();
    });
    alarm
}

/// An alarm that is set. Dropping it stops it.
#[must_use = "dropping an alarm stops it"]
pub(crate) struct Alarm {
    callback: Callback,
}

impl Drop for Alarm {
    fn drop(&mut self) {
        // The thread-local is gone only when the page is.
        let _ = CLOCK.try_with(|clock| {
            if let Ok(mut clock) = clock.try_borrow_mut() {
                clock.alarms.retain(|(_, callback)| !Rc::ptr_eq(callback, &self.callback));
                clock.set_timer();
            }
        });
    }
}

type Callback = Rc<dyn Fn(Ring)>;

thread_local! {
    static CORRECTION: Cell<i64> = const { Cell::new(0) };
    static CLOCK: RefCell<Clock> =
        const { RefCell::new(Clock { alarms: Vec::new(), timer: None, is_watching: false, lead: None, due: i64::MAX }) };
}

struct Clock {
    alarms: Vec<(Instant, Callback)>,
    timer: Option<Timeout>,
    is_watching: bool,
    /// By how much the system's clock leads the time that the page has been there.
    lead: Option<i64>,
    /// When the timer should ring, by the system's clock.
    due: i64,
}

impl Clock {
    fn set_timer(&mut self) {
        let Some(next) = self.alarms.iter().map(|(at, _)| *at).min() else {
            return self.stop_timer();
        };
        let longest = if environment::is_hidden() { LONGEST_WAIT_HIDDEN } else { LONGEST_WAIT };
        let wait = next.as_millis().saturating_sub(now().as_millis()).clamp(0, longest);
        let due = system_now() + wait;
        // One that rings early sets the next: a thousand cards that begin set no more than the first of them did.
        if self.timer.is_none() || due < self.due {
            self.due = due;
            self.timer = Some(Timeout::new(u32::try_from(wait).unwrap_or(0), look));
        }
    }

    fn stop_timer(&mut self) {
        self.timer = None;
        self.due = i64::MAX;
    }

    fn watch_page(&mut self) {
        if self.is_watching {
            return;
        }
        self.has_jumped(); // what a jump is told by
        // One listener for the life of the page.
        environment::when_back(&Closure::<dyn Fn()>::new(back).into_js_value());
        self.is_watching = true;
    }

    /// Whether the system's clock and the time that has passed have come apart since this was last asked, or the timer is far too late.
    fn has_jumped(&mut self) -> bool {
        let passed = environment::passed();
        // Whole milliseconds since the page was opened.
        #[allow(clippy::cast_possible_truncation)]
        let lead = passed.is_finite().then(|| system_now() - passed as i64);
        let before = std::mem::replace(&mut self.lead, lead);
        let has_slept = system_now() > self.due.saturating_add(LATEST);
        has_slept || before.zip(lead).is_some_and(|(before, lead)| (lead - before).abs() > JUMP)
    }
}

fn system_now() -> i64 {
    // Whole milliseconds of a date that JavaScript can hold: far inside an i64.
    #[allow(clippy::cast_possible_truncation)]
    let now = Date::now() as i64;
    now
}

/// The timer has fired.
fn look() {
    if CLOCK.with_borrow_mut(Clock::has_jumped) { ring(WHEN_BACK, Ring::Jumped) } else { ring(now(), Ring::Due) }
}

/// The page is there again.
fn back() {
    let why = if CLOCK.with_borrow_mut(Clock::has_jumped) { Ring::Jumped } else { Ring::Back };
    ring(WHEN_BACK, why);
}

/// Calls back what is due at an instant.
fn ring(until: Instant, why: Ring) {
    let due: Vec<Callback> = CLOCK.with_borrow_mut(|clock| {
        let (due, later) = std::mem::take(&mut clock.alarms).into_iter().partition(|(at, _)| *at <= until);
        clock.alarms = later;
        clock.stop_timer();
        clock.set_timer();
        Vec::into_iter(due).map(|(_, callback)| callback).collect()
    });
    // With the clock let go, since a callback may well set the next alarm.
    for callback in due {
        callback(why);
    }
}

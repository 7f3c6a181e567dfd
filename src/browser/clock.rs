//! The time, and one timer for all cards of the page.
//!
//! A browser's timer counts awake seconds and overflows after 24.8 days, and the system's clock can jump under it. So it never waits
//! long, and whenever it fires or the tab shows again, the clock alone decides what is due.

use crate::Instant;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// The longest wait before the clock is looked at again, in milliseconds.
const LONGEST_WAIT: i64 = 60_000;

/// For an alarm that waits for nothing but that the page shows again.
pub(crate) const WHEN_SHOWN: Instant = Instant::from_millis(i64::MAX);

/// The present, by the visitor's clock.
pub(crate) fn now() -> Instant {
    // Whole milliseconds of a date that JavaScript can hold: far inside an i64.
    #[allow(clippy::cast_possible_truncation)]
    Instant::from_millis(js_sys::Date::now() as i64)
}

/// An instant after a time in milliseconds, and up to `spread` later by chance, so that not all visitors ask at once.
pub(crate) fn soon(after: u32, spread: u32) -> Instant {
    // At most `spread`: it fits.
    #[allow(clippy::cast_possible_truncation)]
    let chance = (js_sys::Math::random() * f64::from(spread)) as i64;
    Instant::from_millis(now().as_millis().saturating_add(i64::from(after)).saturating_add(chance))
}

/// Whether nobody sees the page.
pub(crate) fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Calls back once: when the clock has reached an instant, at once where it has already, or when the page is hidden or shows again,
/// since a hidden one waits for other things.
pub(crate) fn alarm(at: Instant, callback: impl Fn() + 'static) -> Alarm {
    let callback: Callback = Rc::new(callback);
    let alarm = Alarm { callback: callback.clone() };
    CLOCK.with_borrow_mut(|clock| {
        clock.alarms.push((at, callback));
        clock.watch_visibility();
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

type Callback = Rc<dyn Fn()>;

thread_local! {
    static CLOCK: RefCell<Clock> = const { RefCell::new(Clock { alarms: Vec::new(), timer: None, is_watching: false }) };
}

struct Clock {
    alarms: Vec<(Instant, Callback)>,
    timer: Option<Timeout>,
    is_watching: bool,
}

impl Clock {
    fn set_timer(&mut self) {
        let next = self.alarms.iter().map(|(at, _)| *at).filter(|at| *at < WHEN_SHOWN).min();
        self.timer = next.map(|at| {
            let wait = (at.as_millis() - now().as_millis()).clamp(0, LONGEST_WAIT);
            Timeout::new(u32::try_from(wait).unwrap_or(0), || ring(now()))
        });
    }

    fn watch_visibility(&mut self) {
        if let (false, Some(document)) = (self.is_watching, document()) {
            // One listener for the life of the page.
            let listener = Closure::<dyn Fn()>::new(|| ring(WHEN_SHOWN)).into_js_value();
            self.is_watching = document.add_event_listener_with_callback("visibilitychange", listener.unchecked_ref()).is_ok();
        }
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Calls back what is due at an instant.
fn ring(now: Instant) {
    let due: Vec<Callback> = CLOCK.with_borrow_mut(|clock| {
        let (due, later) = std::mem::take(&mut clock.alarms).into_iter().partition(|(at, _)| *at <= now);
        clock.alarms = later;
        clock.set_timer();
        Vec::into_iter(due).map(|(_, callback)| callback).collect()
    });
    // With the clock let go, since a callback may well set the next alarm.
    for callback in due {
        callback();
    }
}

//! One request for all cards of the page that ask for the same: whoever asks first makes it, and all hear the answer, those that show
//! an older one included.

use crate::browser::digest::{START, digest};
use crate::browser::fetch::{self, Answer, Ask, Failure, Pending};
use crate::{Error, Request};
use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// What a card does with an answer.
type Listener = Rc<dyn Fn(&Result<Answer, Failure>)>;

thread_local! {
    /// All, with a digest of each one's URL: a thousand cards look for theirs among a thousand.
    static SHARED: RefCell<Vec<(u32, Weak<Shared>)>> = const { RefCell::new(Vec::new()) };
}

struct Shared {
    request: Rc<Request>,
    listeners: RefCell<Vec<Listener>>,
    /// The request that is under way, and whether its answer will be a fresh one.
    pending: RefCell<Option<(Pending, bool)>>,
}

/// A card's part in a request. Once the last one is dropped, the request is aborted.
#[must_use = "dropping it, a card hears nothing any more"]
pub(crate) struct SharedLoad {
    shared: Rc<Shared>,
    listener: Listener,
}

impl SharedLoad {
    /// Takes part in a request, and makes none yet.
    pub(crate) fn new(request: &Rc<Request>, listener: impl Fn(&Result<Answer, Failure>) + 'static) -> Self {
        let listener: Listener = Rc::new(listener);
        let digest = digest(START, request.url.as_bytes());
        let shared = SHARED.with_borrow_mut(|all| {
            all.retain(|(_, shared)| shared.strong_count() > 0);
            let alike = all.iter().filter(|(other, _)| *other == digest);
            let known = alike.filter_map(|(_, shared)| shared.upgrade()).find(|shared| shared.request == *request);
            known.unwrap_or_else(|| {
                let shared =
                    Rc::new(Shared { request: request.clone(), listeners: RefCell::default(), pending: RefCell::default() });
                all.push((digest, Rc::downgrade(&shared)));
                shared
            })
        });
        shared.listeners.borrow_mut().push(listener.clone());
        Self { shared, listener }
    }

    /// Makes the request, unless it is under way.
    ///
    /// # Errors
    ///
    /// A config error where there can't be such a request.
    pub(crate) fn load(&self, is_fresh: bool, ask: Ask) -> Result<(), Error> {
        let is_under_way = self.shared.pending.borrow().as_ref().is_some_and(|(_, is_as_fresh)| *is_as_fresh || !is_fresh);
        if is_under_way {
            return Ok(());
        }
        let shared = Rc::downgrade(&self.shared);
        let pending = fetch::load(&self.shared.request, is_fresh, ask, move |result| {
            if let Some(shared) = shared.upgrade() {
                shared.tell(&result);
            }
        })?;
        // The one before, if any, is aborted with the cell let go.
        let before = self.shared.pending.replace(Some((pending, is_fresh)));
        drop(before);
        Ok(())
    }
}

impl Shared {
    fn tell(&self, result: &Result<Answer, Failure>) {
        drop(self.pending.take());
        let listeners = self.listeners.borrow().clone();
        for listener in listeners {
            // One that was told before may have taken another away.
            let is_there = self.listeners.borrow().iter().any(|other| Rc::ptr_eq(other, &listener));
            if is_there {
                listener(result);
            }
        }
    }
}

impl Drop for SharedLoad {
    fn drop(&mut self) {
        self.shared.listeners.borrow_mut().retain(|listener| !Rc::ptr_eq(listener, &self.listener));
    }
}

//! Work under way that many wait for. It goes on when any of them leaves, the first one too, which is what the store's own
//! `try_get_with` doesn't give: there the next one in line starts anew.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

/// At most one piece of work per key. Clones share it.
pub struct Flights<K, V>(Arc<Mutex<HashMap<K, Passenger<V>>>>);

/// One who waits.
#[derive(Debug)]
pub struct Passenger<V>(watch::Receiver<Option<V>>);

impl<K, V> Flights<K, V>
where
    K: Eq + Hash + Copy + Send + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// Joins the work on `key`, or starts it.
    pub fn join<F>(&self, key: K, start: impl FnOnce() -> F) -> Passenger<V>
    where
        F: Future<Output = V> + Send + 'static,
    {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        flights
            .entry(key)
            .or_insert_with(|| {
                let (sender, receiver) = watch::channel(None);
                let work = start();
                let landing = Landing { flights: self.clone(), key };
                tokio::spawn(async move {
                    let value = work.await;
                    drop(landing);
                    // Nobody may be waiting any more.
                    let _ = sender.send(Some(value));
                });
                Passenger(receiver)
            })
            .clone()
    }
}

impl<V: Clone> Passenger<V> {
    /// What came of the work; `None` if it ended without a result.
    pub async fn landed(mut self) -> Option<V> {
        self.0.wait_for(Option::is_some).await.ok()?.clone()
    }
}

/// Takes a flight off the list, however its work ends.
struct Landing<K: Eq + Hash, V> {
    flights: Flights<K, V>,
    key: K,
}

impl<K: Eq + Hash, V> Drop for Landing<K, V> {
    fn drop(&mut self) {
        self.flights.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

impl<K, V> Default for Flights<K, V> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K, V> Clone for Flights<K, V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<V> Clone for Passenger<V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K, V> fmt::Debug for Flights<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Flights").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Flights;
    use std::sync::Arc;
    use tokio::sync::Notify;

    #[tokio::test]
    async fn those_who_come_while_it_is_under_way_share_the_work() {
        let flights = Flights::<u8, &str>::default();
        let done = Arc::new(Notify::new());
        let first = flights.join(1, || {
            let done = Arc::clone(&done);
            async move {
                done.notified().await;
                "first"
            }
        });
        let second = flights.join(1, || async { "second" });
        let other = flights.join(2, || async { "other" });
        assert_eq!(other.landed().await, Some("other"));
        done.notify_one();
        assert_eq!(second.landed().await, Some("first"));
        assert_eq!(first.landed().await, Some("first"));
        assert_eq!(flights.join(1, || async { "third" }).landed().await, Some("third"));
    }

    #[tokio::test]
    async fn the_work_goes_on_when_the_first_one_leaves() {
        let flights = Flights::<u8, &str>::default();
        drop(flights.join(1, || async {
            tokio::task::yield_now().await;
            "first"
        }));
        assert_eq!(flights.join(1, || async { "second" }).landed().await, Some("first"));
    }

    #[tokio::test]
    async fn work_that_panics_is_over() {
        let flights = Flights::<u8, &str>::default();
        assert_eq!(flights.join(1, || async { panic!("as it must, for this test") }).landed().await, None);
        assert_eq!(flights.join(1, || async { "next" }).landed().await, Some("next"));
    }
}

//! Refused credentials: noted once, and tried again until they are accepted. Visitors can't be waited for, as none are sent
//! to a gateway that isn't ready.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::AbortHandle;

use super::Upstream;
use crate::Readiness;

#[derive(Debug, Clone)]
pub struct Recovery {
    readiness: Readiness,
    every: Duration,
    /// What tries the credentials again; `None` while they aren't refused.
    trying: Arc<Mutex<Option<AbortHandle>>>,
}

impl Recovery {
    pub fn new(readiness: Readiness, every: Duration) -> Self {
        Self { readiness, every, trying: Arc::default() }
    }

    /// The upstream has refused the credentials.
    pub fn refused(&self, upstream: &Upstream) {
        let mut trying = self.trying.lock().unwrap_or_else(PoisonError::into_inner);
        if trying.is_none() {
            self.readiness.set(false);
            tracing::error!(
                "the upstream refuses the credentials; visitors see stale answers and errors until it accepts them"
            );
            *trying = Some(tokio::spawn(self.clone().try_again(upstream.clone())).abort_handle());
        }
    }

    /// The upstream has accepted the credentials.
    pub fn accepted(&self) {
        if let Some(trying) = self.trying.lock().unwrap_or_else(PoisonError::into_inner).take() {
            trying.abort();
            self.readiness.set(true);
            tracing::info!("the upstream accepts the credentials again");
        }
    }

    async fn try_again(self, upstream: Upstream) {
        loop {
            tokio::time::sleep(self.every).await;
            if upstream.check().await.is_ok() {
                return self.accepted();
            }
        }
    }
}

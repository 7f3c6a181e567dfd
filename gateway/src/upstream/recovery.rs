//! Refused credentials: noted once, and tried again until they are accepted. Visitors can't be waited for, as none are sent
//! to a gateway that isn't ready.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::Upstream;
use crate::Readiness;

#[derive(Debug, Clone)]
pub struct Recovery {
    readiness: Readiness,
    refused: Arc<AtomicBool>,
    every: Duration,
}

impl Recovery {
    pub fn new(readiness: Readiness, every: Duration) -> Self {
        Self { readiness, refused: Arc::default(), every }
    }

    /// The upstream has refused the credentials.
    pub fn refused(&self, upstream: &Upstream) {
        if self.refused.swap(true, Ordering::Relaxed) {
            return;
        }
        self.readiness.set(false);
        tracing::error!("the upstream refuses the credentials; visitors see stale answers and errors until it accepts them");
        let recovery = self.clone();
        let upstream = upstream.clone();
        tokio::spawn(async move {
            while recovery.refused.load(Ordering::Relaxed) {
                tokio::time::sleep(recovery.every).await;
                if upstream.check().await.is_ok() {
                    recovery.accepted();
                }
            }
        });
    }

    /// The upstream has accepted the credentials.
    pub fn accepted(&self) {
        if self.refused.swap(false, Ordering::Relaxed) {
            self.readiness.set(true);
            tracing::info!("the upstream accepts the credentials again");
        }
    }
}

//! All of it together: nginx, two gateways, and the stand-in.

use tokio::task::JoinSet;

use crate::gateway::Gateway;
use crate::nginx::{self, Nginx};
use crate::stand_in::StandIn;
use crate::viewer::Viewer;

pub struct Site {
    // In this order they end.
    pub nginx: Nginx,
    pub gateways: [Gateway; 2],
    pub stand_in: StandIn,
}

impl Site {
    /// With these arguments for both gateways; `None` without nginx.
    pub async fn start(arguments: &[&str]) -> Option<Self> {
        let program = nginx::program()?;
        let stand_in = StandIn::start().await;
        let gateways = [(); 2].map(|()| Gateway::start(stand_in.address, arguments));
        let nginx = Nginx::start(&program, gateways.each_ref().map(|gateway| gateway.address));
        Some(Self { nginx, gateways, stand_in })
    }

    pub async fn viewer(&self) -> Viewer {
        Viewer::new(self.nginx.address).await
    }

    /// So many viewers at once, each doing `what`, told its number.
    pub async fn crowd<F>(&self, size: usize, what: impl Fn(usize, Viewer) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let mut crowd = JoinSet::new();
        for number in 0..size {
            crowd.spawn(what(number, self.viewer().await));
        }
        while let Some(end) = crowd.join_next().await {
            end.unwrap();
        }
    }
}

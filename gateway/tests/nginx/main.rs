//! The configuration of `nginx/conference-gateway.conf`: a real nginx before two real gateways before a stand-in for the API.
//!
//! Without nginx there is nothing to test: the tests say so and pass. Where `NGINX_BIN` names the program, they insist on it.
#![cfg(test)]
#![cfg(unix)]

mod cache;
mod gateway;
mod nginx;
mod outage;
mod site;
mod stand_in;
mod viewer;
mod visitors;

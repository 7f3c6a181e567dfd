//! A stand-in for the API: has every conference but one, counts what it is asked, and can be dead for a while.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::{CONNECTION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::Listener;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};

/// The conference that there isn't.
pub const MISSING: &str = "00000000-0000-4000-8000-000000000404";

/// The gateways ask for it when they start.
const NIL: &str = "00000000-0000-0000-0000-000000000000";

#[derive(Clone)]
pub struct StandIn {
    pub address: SocketAddr,
    state: Arc<Mutex<Seen>>,
}

struct Seen {
    calls: HashMap<String, usize>,
    dead: bool,
    display_name: String,
}

impl StandIn {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let seen = Seen { calls: HashMap::new(), dead: false, display_name: "First".to_owned() };
        let stand_in = Self { address: listener.local_addr().unwrap(), state: Arc::new(Mutex::new(seen)) };
        let app = Router::new().route("/api/video/conferences/{id}", get(answer)).with_state(stand_in.clone());
        let listener = Mortal { listener, stand_in: stand_in.clone() };
        tokio::spawn(async { axum::serve(listener, app).await });
        stand_in
    }

    /// How often `id_and_query` has been asked for.
    pub fn calls(&self, id_and_query: &str) -> usize {
        self.state.lock().unwrap().calls.get(id_and_query).copied().unwrap_or_default()
    }

    /// From now on, connections are closed as soon as they are made.
    pub fn die(&self) {
        self.state.lock().unwrap().dead = true;
    }

    /// Answers again, with another name.
    pub fn revive(&self, display_name: &str) {
        let mut seen = self.state.lock().unwrap();
        seen.dead = false;
        display_name.clone_into(&mut seen.display_name);
    }
}

async fn answer(State(stand_in): State<StandIn>, Path(id): Path<String>, RawQuery(query): RawQuery) -> Response {
    let asked = query.map_or_else(|| id.clone(), |query| format!("{id}?{query}"));
    let display_name = {
        let mut seen = stand_in.state.lock().unwrap();
        *seen.calls.entry(asked).or_default() += 1;
        seen.display_name.clone()
    };
    // Each call makes a connection of its own, and so meets death if there is any.
    let headers = [(CONNECTION, "close"), (CONTENT_TYPE, "application/json")];
    if id == MISSING || id == NIL {
        return (StatusCode::NOT_FOUND, headers, r#"{"error": "Not Found"}"#).into_response();
    }
    let conference = json!({
        "id": id,
        "name": "all_hands",
        "display_name": display_name,
        "description": "What has happened since autumn, and what comes next. ".repeat(20),
        "join_from": null,
        "join_until": null,
    });
    (headers, conference.to_string()).into_response()
}

/// A listener that hangs up on everybody while the stand-in is dead.
struct Mortal {
    listener: TcpListener,
    stand_in: StandIn,
}

impl Listener for Mortal {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            let (stream, address) = Listener::accept(&mut self.listener).await;
            if !self.stand_in.state.lock().unwrap().dead {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

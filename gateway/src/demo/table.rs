//! The table of built-in conferences. It answers the requests and fills the playground's gallery, in this order.

use axum::http::StatusCode;
use jiff::SignedDuration;
use uuid::{Uuid, uuid};

use super::times::Times;
use crate::answer::Answer;

/// One conference of the demo.
#[derive(Debug)]
pub struct Entry {
    pub id: Uuid,
    /// A name for the gallery.
    pub label: &'static str,
    /// What there is to see, in a sentence.
    pub note: &'static str,
    pub scenario: Scenario,
}

/// What a request for the conference meets with.
#[derive(Debug)]
pub enum Scenario {
    /// A body in the shape of the API. A session in it is sent only to those who ask for it.
    Conference { body: &'static str, times: Times },
    /// An answer that is no conference.
    Failure(fn() -> Answer),
    /// No answer, until a proxy would give up.
    Silence,
}

/// The page of a proxy that has waited too long.
pub const GATEWAY_TIMEOUT_PAGE: &str =
    "<!doctype html>\n<html lang=\"en\">\n<title>504 Gateway Timeout</title>\n<h1>504 Gateway Timeout</h1>\n</html>\n";

/// What a captive portal or a misdirected proxy sends with status 200.
const SIGN_IN_PAGE: &str =
    "<!doctype html>\n<html lang=\"en\">\n<title>Sign in</title>\n<h1>Sign in to continue</h1>\n</html>\n";

const fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

const fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

const fn window(opens: SignedDuration, closes: SignedDuration) -> Times {
    Times::FromEpoch { opens, closes: Some(closes), session_starts: None }
}

/// All of them, in the order of the gallery.
pub static TABLE: &[Entry] = &[
    Entry {
        id: uuid!("c22d24f6-5a47-4597-9a23-c7d01e696b92"),
        label: "Reference example",
        note: "The example of the API's reference: closed since the end of 2022.",
        scenario: Scenario::Conference { body: include_str!("../../demo/reference.json"), times: Times::Fixed },
    },
    Entry {
        id: uuid!("0a6f1d52-9a1e-4c1b-8f53-2a7c9d4e1b01"),
        label: "Opens in two minutes",
        note: "Counts down, then opens by itself.",
        scenario: Scenario::Conference {
            body: include_str!("../../demo/opens_in_two_minutes.json"),
            times: window(minutes(2), minutes(62)),
        },
    },
    Entry {
        id: uuid!("1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02"),
        label: "Open",
        note: "Can be joined for another 45 minutes.",
        scenario: Scenario::Conference { body: include_str!("../../demo/open.json"), times: window(minutes(-30), minutes(45)) },
    },
    Entry {
        id: uuid!("2c8b3f74-1c3a-4e3d-8b75-4c9ebf6a3d03"),
        label: "Closed",
        note: "Ended an hour ago.",
        scenario: Scenario::Conference { body: include_str!("../../demo/closed.json"), times: window(hours(-2), hours(-1)) },
    },
    Entry {
        id: uuid!("1f6e2c3a-0b7d-4e55-8a51-6f0d3b9c2e10"),
        label: "Live",
        note: "Open, with a running session and its preview when include-active-session is on.",
        scenario: Scenario::Conference {
            body: include_str!("../../demo/live.json"),
            times: Times::FromEpoch { opens: minutes(-10), closes: Some(minutes(80)), session_starts: Some(minutes(-8)) },
        },
    },
    Entry {
        id: uuid!("3d9c4a85-2d4b-4f4e-9c86-5dafc07b4e04"),
        label: "Closed but live",
        note: "Nobody can join any more, but the session still runs.",
        scenario: Scenario::Conference {
            body: include_str!("../../demo/closed_but_live.json"),
            times: Times::FromEpoch { opens: minutes(-65), closes: Some(minutes(-5)), session_starts: Some(minutes(-63)) },
        },
    },
    Entry {
        id: uuid!("7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f"),
        label: "Minimal, no theme",
        note: "Only what a conference must have: the name is the title, and it is always open.",
        scenario: Scenario::Conference { body: include_str!("../../demo/minimal.json"), times: Times::Fixed },
    },
    Entry {
        id: uuid!("4ead5b96-3e5c-4a5f-8d97-6eb0d18c5f05"),
        label: "Bad theme",
        note: "Values that are no colours, and text too pale to read.",
        scenario: Scenario::Conference {
            body: include_str!("../../demo/bad_theme.json"),
            times: window(minutes(-15), minutes(30)),
        },
    },
    Entry {
        id: uuid!("5fbe6ca7-4f6d-4b6a-9ea8-7fc1e29d6a06"),
        label: "Long text",
        note: "A title and a description as long as the API allows.",
        scenario: Scenario::Conference { body: include_str!("../../demo/long_text.json"), times: window(hours(26), hours(29)) },
    },
    Entry {
        id: uuid!("60cf7db8-5a7e-4c7b-8fb9-80d2f3ae7b07"),
        label: "Right to left",
        note: "An open conference in Arabic.",
        scenario: Scenario::Conference {
            body: include_str!("../../demo/right_to_left.json"),
            times: window(minutes(-20), minutes(40)),
        },
    },
    Entry {
        id: uuid!("71da8ec9-6b8f-4d8c-90ca-91e304bf8c08"),
        label: "Opens next week",
        note: "Opens in seven days, and then has no end.",
        scenario: Scenario::Conference {
            body: include_str!("../../demo/opens_next_week.json"),
            times: Times::FromEpoch { opens: hours(7 * 24 + 3), closes: None, session_starts: None },
        },
    },
    Entry {
        id: uuid!("00000000-0000-4000-8000-000000000400"),
        label: "Bad Request",
        note: "The API refuses the request (400).",
        scenario: Scenario::Failure(|| Answer::error(StatusCode::BAD_REQUEST)),
    },
    Entry {
        id: uuid!("00000000-0000-4000-8000-000000000401"),
        label: "Unauthorized",
        note: "The credentials are missing or wrong (401).",
        scenario: Scenario::Failure(|| Answer::error(StatusCode::UNAUTHORIZED)),
    },
    Entry {
        id: uuid!("00000000-0000-4000-8000-000000000404"),
        label: "Not found",
        note: "There is no such conference (404).",
        scenario: Scenario::Failure(|| Answer::error(StatusCode::NOT_FOUND)),
    },
    Entry {
        id: uuid!("00000000-0000-4000-8000-000000000422"),
        label: "Invalid parameter",
        note: "A parameter has a wrong value (422).",
        scenario: Scenario::Failure(|| Answer::invalid_parameter("id", "is invalid")),
    },
    Entry {
        id: uuid!("00000000-0000-4000-8000-000000000500"),
        label: "Server error",
        note: "The API fails (500).",
        scenario: Scenario::Failure(|| Answer::error(StatusCode::INTERNAL_SERVER_ERROR)),
    },
    Entry {
        id: uuid!("00000000-0000-4000-8000-000000000200"),
        label: "Not a conference",
        note: "Status 200, but the body is a web page.",
        scenario: Scenario::Failure(|| Answer::html(StatusCode::OK, SIGN_IN_PAGE)),
    },
    Entry {
        id: uuid!("00000000-0000-4000-8000-000000000001"),
        label: "Never answers",
        note: "Nothing comes back until the card gives up.",
        scenario: Scenario::Silence,
    },
];

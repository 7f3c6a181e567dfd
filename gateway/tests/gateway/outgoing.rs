//! What goes out of a conference, whatever the upstream adds to it.

use crate::stand_in::{ID, Setup, answering, ok, path, status, upstream};
use conference_gateway::Fields;
use serde_json::{Value, json};

/// Every field that the API documents, in the order of its reference, and a running session with all of its own.
fn documented() -> Value {
    let mut conference: Value = serde_json::from_str(include_str!("../../demo/reference.json")).unwrap();
    conference["id"] = json!(ID);
    conference["active_session"] = json!({
        "id": "9e1b2c3d-0a1b-4c2d-8e3f-4a5b6c7d8e9f",
        "room_id": ID,
        "name": "town_hall",
        "display_name": "Town Hall",
        "join_from": "2026-01-05T14:50:00Z",
        "join_until": null,
        "remove_at": null,
        "remove_after_seconds_elapsed": 3600,
        "layout": "grid-responsive",
        "max_members": 50,
        "fps": 20,
        "quality": "720p",
        "start_time": "2026-01-05T14:52:00Z",
        "end_time": null,
        "duration": 480,
        "status": "in-progress",
        "record_on_start": true,
        "enable_room_previews": true,
        "preview_url": "https://media.example/preview.mp4",
        "audio_video_sync": false,
    });
    conference
}

async fn sent(body: &Value, fields: Fields) -> Value {
    let server = upstream(ok(body)).await;
    let gateway = Setup { fields, ..Setup::before(&server.uri()) }.start();
    gateway.get(&format!("{}?include_active_session=true", path())).await.json()
}

fn without_meta(mut conference: Value) -> Value {
    conference.as_object_mut().unwrap().shift_remove("meta");
    conference
}

#[tokio::test]
async fn every_documented_field_goes_out_in_its_place() {
    let sent = sent(&documented(), Fields::default()).await;
    // As text, since order counts.
    assert_eq!(sent.to_string(), without_meta(documented()).to_string());
}

#[tokio::test]
async fn the_table_of_the_api_is_the_one_that_goes_out() {
    // 27 fields of a conference beside `meta` and `active_session`, 20 of a session.
    let documented = documented();
    assert_eq!(documented.as_object().unwrap().len(), 27 + 2);
    assert_eq!(documented["active_session"].as_object().unwrap().len(), 20);
}

#[tokio::test]
async fn metadata_goes_out_only_where_the_owner_says_so() {
    let mut conference = documented();
    conference["meta"] = json!({ "invoice": { "number": 7 }, "list": [1, null] });
    assert!(sent(&conference, Fields::default()).await.get("meta").is_none());
    assert_eq!(sent(&conference, Fields { meta: true }).await, conference);
}

#[tokio::test]
async fn what_is_not_documented_stays_behind() {
    let mut conference = documented();
    for field in ["token", "api_token", "project_id", "Name", "id ", "__proto__", "", "room_id", "recordings"] {
        conference[field] = json!("secret");
    }
    for field in ["token", "api_token", "project_id", "Name", "id ", "__proto__", "", "description", "recordings"] {
        conference["active_session"][field] = json!("secret");
    }
    conference["active_session"]["members"] = json!(["secret"]);
    conference["active_session"]["meta"] = json!({ "secret": true });
    conference["active_session"]["active_session"] = json!({ "secret": true });
    let sent = sent(&conference, Fields { meta: true }).await;
    assert_eq!(sent.to_string(), documented().to_string());
}

#[tokio::test]
async fn a_wrong_type_is_the_cards_to_bear_but_can_hold_no_other_fields() {
    let mut conference = documented();
    conference["size"] = json!(7);
    conference["layout"] = json!("one-that-is-new");
    conference["record_on_start"] = json!("yes");
    conference["quality"] = json!({ "secret": true });
    conference["description"] = json!(["secret"]);
    conference["active_session"]["fps"] = json!("many");
    conference["active_session"]["status"] = json!({ "secret": true });
    let mut expected = without_meta(conference.clone());
    for field in ["quality", "description"] {
        expected.as_object_mut().unwrap().shift_remove(field);
    }
    expected["active_session"].as_object_mut().unwrap().shift_remove("status");
    assert_eq!(sent(&conference, Fields::default()).await, expected);
}

#[tokio::test]
async fn what_is_no_session_stays_behind() {
    for (session, expected) in [
        (json!(null), Some(json!(null))),
        (json!({}), Some(json!({}))),
        (json!([{ "secret": true }]), None),
        (json!("secret"), None),
    ] {
        let conference = json!({ "id": ID, "name": "town_hall", "active_session": session });
        assert_eq!(sent(&conference, Fields::default()).await.get("active_session"), expected.as_ref());
    }
}

#[tokio::test]
async fn a_session_that_nobody_asked_for_stays_behind() {
    let (_server, gateway) = answering(ok(&documented())).await;
    assert!(gateway.get(&path()).await.json().get("active_session").is_none());
}

#[tokio::test]
async fn a_byte_order_mark_is_not_in_the_way() {
    let body = format!("\u{feff}{{\"id\":\"{ID}\",\"name\":\"Grüße\"}}");
    let (_server, gateway) = answering(status(200).set_body_raw(body, "text/plain")).await;
    let reply = gateway.get(&path()).await;
    assert_eq!(reply.text(), format!("{{\"id\":\"{ID}\",\"name\":\"Grüße\"}}"));
    assert_eq!(reply.header("content-type"), "application/json");
}

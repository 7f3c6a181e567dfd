//! Answers that no server should send, each under a name. The same are read natively and in the browser, and the fuzzer starts from them.

/// An answer's body.
pub struct Body {
    /// Its name, of one line.
    pub name: String,
    /// The bytes as they come, which needn't be UTF-8.
    pub bytes: Vec<u8>,
}

/// All of them.
pub fn bodies() -> Vec<Body> {
    let body = |name: String, bytes: &[u8]| Body { name, bytes: bytes.to_vec() };
    let not_json = NOT_JSON.iter().map(|(name, bytes)| body(format!("no JSON: {name}"), bytes));
    let top_levels = TOP_LEVELS.iter().map(|(name, text)| body(format!("top level: {name}"), text.as_bytes()));
    let identities = IDENTITIES.iter().map(|(name, text)| body(format!("identity: {name}"), text.as_bytes()));
    let objects = OBJECTS.iter().map(|(name, fields)| body(format!("object: {name}"), with(fields).as_bytes()));
    let wrong_types = FIELDS.iter().enumerate().flat_map(|(at, (field, kind))| {
        let values = WRONG_VALUES.iter().filter(|(_, kinds)| kinds.contains(kind)).map(|(value, _)| value);
        let values = values.cycle().skip(at).take(2);
        values.map(move |value| body(format!("type: {field} is {value}"), with_field(field, value).as_bytes()))
    });
    let values = [
        ("join_from", INSTANTS),
        ("light_background", COLORS),
        ("active_session.duration", NUMBERS),
        ("display_name", TEXTS),
        ("description", TEXTS),
        ("description", ADDRESSES),
        ("active_session.preview_url", ADDRESSES),
    ];
    let values = values.into_iter().flat_map(|(field, values)| {
        let named = move |value: &&str| body(format!("value: {field} is {value}"), with_field(field, value).as_bytes());
        values.iter().map(named)
    });
    let large = large().into_iter().map(|(name, fields)| body(format!("large: {name}"), with(&fields).as_bytes()));
    let not_utf8 = NOT_UTF8.iter().map(|(name, title)| {
        let bytes = [br#"{"id":"1","name":"n","display_name":""#, *title, br#""}"#].concat();
        body(format!("not UTF-8: {name}"), &bytes)
    });
    let bodies = not_json.chain(top_levels).chain(identities).chain(objects).chain(wrong_types).chain(values);
    bodies.chain(large).chain(not_utf8).collect()
}

/// A conference with these fields too.
fn with(fields: &str) -> String {
    format!(r#"{{"id":"1","name":"n",{fields}}}"#)
}

/// A conference with a window or a running session, in which one field holds this.
fn with_field(field: &str, value: &str) -> String {
    match field.split_once('.') {
        Some((_, field)) => with(&format!(r#""enable_room_previews":true,"active_session":{{"{field}":{value}}}"#)),
        None if field == "join_until" => with(&format!(r#""join_from":"2026-01-05T09:00:00Z","join_until":{value}"#)),
        None => with(&format!(r#""join_until":"2026-01-05T10:30:00Z","{field}":{value}"#)),
    }
}

const NOT_JSON: &[(&str, &[u8])] = &[
    ("nothing", b""),
    ("a blank", b" "),
    ("a NUL", b"\0"),
    ("a byte order mark alone", b"\xef\xbb\xbf"),
    ("two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf{\"id\":\"1\",\"name\":\"n\"}"),
    ("a byte order mark at the end", b"{\"id\":\"1\",\"name\":\"n\"}\xef\xbb\xbf"),
    ("UTF-16, little end first", b"\xff\xfe{\0\"\0i\0d\0\"\0:\0\"\x001\0\"\0}\0"),
    ("UTF-16, big end first", b"\xfe\xff\0{\0\"\0i\0d\0\"\0:\0\"\x001\0\"\0}"),
    ("a gzip that nobody unpacked", b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xabV\xcaLQ\xb2R2T\xd2Q\xcaK\xccMU\xb2R\xcaS\xaa\x05\0"),
    ("an HTML page", b"<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>"),
    ("XML", b"<?xml version=\"1.0\"?><conference id=\"1\" name=\"n\"/>"),
    ("YAML", b"id: 1\nname: n\n"),
    ("a form", b"id=1&name=n"),
    ("an HTTP answer in an answer", b"HTTP/1.1 200 OK\r\n\r\n{\"id\":\"1\",\"name\":\"n\"}"),
    ("a guard against JSON hijacking", b")]}',\n{\"id\":\"1\",\"name\":\"n\"}"),
    ("a call of a function", b"callback({\"id\":\"1\",\"name\":\"n\"})"),
    ("a statement", b"x = {\"id\":\"1\",\"name\":\"n\"}"),
    ("a semicolon at the end", b"{\"id\":\"1\",\"name\":\"n\"};"),
    ("two objects", b"{\"id\":\"1\",\"name\":\"n\"}{\"id\":\"2\",\"name\":\"m\"}"),
    ("two objects in lines", b"{\"id\":\"1\",\"name\":\"n\"}\n{\"id\":\"2\",\"name\":\"m\"}"),
    ("a NUL at the end", b"{\"id\":\"1\",\"name\":\"n\"}\0"),
    ("a brace too many", b"{\"id\":\"1\",\"name\":\"n\"}}"),
    ("cut after the brace", b"{"),
    ("cut in a key", b"{\"id\":\"1\",\"na"),
    ("cut after a key", b"{\"id\":\"1\",\"name\""),
    ("cut after a colon", b"{\"id\":\"1\",\"name\":"),
    ("cut in a text", b"{\"id\":\"1\",\"name\":\"n"),
    ("cut in an escape", b"{\"id\":\"1\",\"name\":\"n\\"),
    ("cut in an escaped character", b"{\"id\":\"1\",\"name\":\"\\u00"),
    ("cut in a character", b"{\"id\":\"1\",\"name\":\"\xf0\x9f\x98"),
    ("cut before the last brace", b"{\"id\":\"1\",\"name\":\"n\""),
    ("cut in a literal", b"{\"id\":\"1\",\"name\":\"n\",\"enable_chat\":tru"),
    ("cut in a number", b"{\"id\":\"1\",\"name\":\"n\",\"x\":-"),
    ("cut in a deep place", b"{\"id\":\"1\",\"name\":\"n\",\"meta\":{\"a\":[[[{\"b\":"),
    ("a comma at the end of an object", b"{\"id\":\"1\",\"name\":\"n\",}"),
    ("a comma at the end of an array", b"{\"id\":\"1\",\"name\":\"n\",\"meta\":[1,]}"),
    ("two commas", b"{\"id\":\"1\",,\"name\":\"n\"}"),
    ("no comma", b"{\"id\":\"1\" \"name\":\"n\"}"),
    ("an equals sign", b"{\"id\"=\"1\",\"name\"=\"n\"}"),
    ("single quotes", b"{'id':'1','name':'n'}"),
    ("keys without quotes", b"{id:\"1\",name:\"n\"}"),
    ("a comment", b"{\"id\":\"1\",\"name\":\"n\"/* the name */}"),
    ("a line comment", b"// a conference\n{\"id\":\"1\",\"name\":\"n\"}"),
    ("a line break in a text", b"{\"id\":\"1\",\"name\":\"n\nn\"}"),
    ("a tab in a text", b"{\"id\":\"1\",\"name\":\"n\tn\"}"),
    ("a NUL in a text", b"{\"id\":\"1\",\"name\":\"n\0n\"}"),
    ("an escape that there isn't", b"{\"id\":\"1\",\"name\":\"\\x41\"}"),
    ("an escaped quote of the wrong kind", b"{\"id\":\"1\",\"name\":\"\\'\"}"),
    ("an escaped character that is no number", b"{\"id\":\"1\",\"name\":\"\\u00zz\"}"),
    ("a form feed for a blank", b"{\"id\":\"1\",\x0c\"name\":\"n\"}"),
    ("a no-break space for a blank", b"{\"id\":\"1\",\xc2\xa0\"name\":\"n\"}"),
    ("NaN", b"{\"id\":\"1\",\"name\":\"n\",\"x\":NaN}"),
    ("Infinity", b"{\"id\":\"1\",\"name\":\"n\",\"x\":-Infinity}"),
    ("undefined", b"{\"id\":\"1\",\"name\":\"n\",\"x\":undefined}"),
    ("a literal in capitals", b"{\"id\":\"1\",\"name\":\"n\",\"x\":True}"),
    ("a number with a zero before", b"{\"id\":\"1\",\"name\":\"n\",\"x\":01}"),
    ("a number with a plus", b"{\"id\":\"1\",\"name\":\"n\",\"x\":+1}"),
    ("a number without a whole", b"{\"id\":\"1\",\"name\":\"n\",\"x\":.5}"),
    ("a number without a fraction", b"{\"id\":\"1\",\"name\":\"n\",\"x\":1.}"),
    ("a number without an exponent", b"{\"id\":\"1\",\"name\":\"n\",\"x\":1e}"),
    ("a hexadecimal number", b"{\"id\":\"1\",\"name\":\"n\",\"x\":0x1f}"),
    ("a number with a group", b"{\"id\":\"1\",\"name\":\"n\",\"x\":1_000}"),
    ("a number as JavaScript's largest ones are written", b"{\"id\":\"1\",\"name\":\"n\",\"x\":1n}"),
];

const TOP_LEVELS: &[(&str, &str)] = &[
    ("null", "null"),
    ("true", "true"),
    ("a number", "0"),
    ("a fraction", "-1.5e3"),
    ("a text", r#""id""#),
    ("a conference within a text", r#""{\"id\":\"1\",\"name\":\"n\"}""#),
    ("an empty array", "[]"),
    ("a conference within an array", r#"[{"id":"1","name":"n"}]"#),
    ("pairs", r#"[["id","1"],["name","n"]]"#),
    ("an empty object", "{}"),
    ("an error", r#"{"error":"Not Found"}"#),
    ("a list of errors", r#"{"errors":[{"type":"validation_error","code":"invalid_parameter"}]}"#),
    ("a list of conferences", r#"{"links":{},"data":[{"id":"1","name":"n"}]}"#),
    ("a conference within an object", r#"{"data":{"id":"1","name":"n"}}"#),
    ("a conference in a prototype", r#"{"__proto__":{"id":"1","name":"n"}}"#),
    ("a conference within meta", r#"{"meta":{"id":"1","name":"n"}}"#),
    ("a conference within a session", r#"{"active_session":{"id":"1","name":"n"}}"#),
    ("blanks around", " \t\r\n{\"id\":\"1\",\"name\":\"n\"} \t\r\n"),
    ("a byte order mark before", "\u{feff}{\"id\":\"1\",\"name\":\"n\"}"),
];

const IDENTITIES: &[(&str, &str)] = &[
    ("no id", r#"{"name":"n"}"#),
    ("no name", r#"{"id":"1"}"#),
    ("id is null", r#"{"id":null,"name":"n"}"#),
    ("id is a number", r#"{"id":1,"name":"n"}"#),
    ("id is true", r#"{"id":true,"name":"n"}"#),
    ("id is an array", r#"{"id":["1"],"name":"n"}"#),
    ("id is an object", r#"{"id":{"$oid":"1"},"name":"n"}"#),
    ("name is null", r#"{"id":"1","name":null}"#),
    ("name is a number", r#"{"id":"1","name":0}"#),
    ("name is false", r#"{"id":"1","name":false}"#),
    ("name is an array", r#"{"id":"1","name":[]}"#),
    ("name is an object", r#"{"id":"1","name":{"en":"n"}}"#),
    ("keys in capitals", r#"{"ID":"1","Name":"n"}"#),
    ("keys with blanks", r#"{"id ":"1"," name":"n"}"#),
    ("keys with a NUL", r#"{"id\u0000":"1","name":"n"}"#),
    ("escaped keys", r#"{"\u0069d":"1","n\u0061me":"n"}"#),
    ("empty", r#"{"id":"","name":""}"#),
    ("blanks", r#"{"id":" ","name":"\t\n"}"#),
    ("NULs", r#"{"id":"\u0000","name":"\u0000"}"#),
    ("half a character", r#"{"id":"1","name":"a\ud83db"}"#),
    ("the other half", r#"{"id":"\ude00","name":"n"}"#),
    ("both halves the wrong way round", r#"{"id":"1","name":"\ude00\ud83d"}"#),
    ("both halves", r#"{"id":"1","name":"\ud83d\ude00"}"#),
    ("half a character in a key", r#"{"id":"1","name":"n","\ud800":1}"#),
    ("the way up", r#"{"id":"../../etc","name":".."}"#),
    ("another host", r#"{"id":"//evil.example","name":"\\\\evil.example"}"#),
    ("a script", r#"{"id":"javascript:alert(1)","name":"javascript:alert(1)"}"#),
    ("markup", r#"{"id":"<img src=x onerror=alert(1)>","name":"\"><script>alert(1)</script>"}"#),
    ("placeholders", r#"{"id":"{name}","name":"{id}"}"#),
    ("an id twice", r#"{"id":"1","name":"n","id":"2"}"#),
    ("a name twice", r#"{"id":"1","name":"n","name":"m"}"#),
    ("a good id, then a bad one", r#"{"id":"1","name":"n","id":null}"#),
    ("a bad id, then a good one", r#"{"id":[],"name":"n","id":"2"}"#),
    ("an id twice, once escaped", r#"{"id":"1","name":"n","\u0069d":7}"#),
];

/// What else there is in an object with an id and a name.
const OBJECTS: &[(&str, &str)] = &[
    ("a prototype that is null", r#""__proto__":null"#),
    ("a prototype with fields", r#""__proto__":{"id":"2","name":"m","size":"small","enable_chat":true}"#),
    ("a prototype twice", r#""__proto__":{"size":"small"},"__proto__":1"#),
    ("a constructor", r#""constructor":{"prototype":{"enable_chat":true}}"#),
    ("methods of an object", r#""toString":1,"valueOf":null,"hasOwnProperty":false,"toJSON":"x""#),
    ("keys of an array", r#""length":3,"0":"a","-1":"b","4294967295":"c""#),
    ("a promise", r#""then":"function(resolve) { resolve(1) }","catch":1"#),
    ("an empty key", r#""":"","\u0000":0"#),
    ("a key of many languages", r#""\u0644\u0627":1,"\ud83d\ude00":2,"\u202e":3"#),
    ("a field twice", r#""size":"small","size":"large""#),
    ("a good field, then a bad one", r#""size":"small","size":7"#),
    ("a bad field, then a good one", r#""size":7,"size":"small""#),
    ("a good field, then null", r#""enable_chat":true,"enable_chat":null"#),
    ("a session twice", r#""active_session":{"status":"completed"},"active_session":{"fps":"20"}"#),
    ("fields of a later version", r#""languages":["en"],"size":"huge","quality":"4320p","layout":"spiral""#),
    ("values in capitals", r#""size":"SMALL","quality":"720P","layout":"GRID-RESPONSIVE""#),
    ("values with blanks", r#""size":" small","quality":"720p ","join_from":" 2026-01-05T09:00:00Z""#),
    ("a window that ends before it begins", r#""join_from":"2026-01-05T10:00:00Z","join_until":"2026-01-05T09:00:00Z""#),
    ("a window that ends as it begins", r#""join_from":"2026-01-05T09:00:00Z","join_until":"2026-01-05T10:00:00+01:00""#),
    ("a window of all time", r#""join_from":"0000-01-01T00:00:00+23:59","join_until":"9999-12-31T23:59:59-23:59""#),
    ("a window that opens at the end of time", r#""join_from":"9999-12-31T23:59:59-23:59""#),
    ("a session that is empty", r#""active_session":{}"#),
    ("a session that is false", r#""active_session":false"#),
    ("a session that is a text", r#""active_session":"in-progress""#),
    ("a session in an array", r#""active_session":[{"status":"in-progress"}]"#),
    ("a session within a session", r#""active_session":{"active_session":{"fps":[]},"meta":1}"#),
    ("a session of a later status", r#""active_session":{"status":"paused"}"#),
    ("a session that is over", r#""active_session":{"status":"completed","start_time":7}"#),
    ("a session that has yet to start", r#""active_session":{"start_time":"2999-01-01T00:00:00Z"}"#),
    ("a session from before all time", r#""active_session":{"start_time":"0000-01-01T00:00:00+23:59"}"#),
    ("a session with a prototype", r#""active_session":{"__proto__":{"status":"completed"},"constructor":1}"#),
    (
        "white on white",
        r##""light_background":"#fff","light_foreground":"#fff","dark_background":"#000","dark_foreground":"#000""##,
    ),
    ("nothing can be seen", r##""light_background":"#0000","light_foreground":"#0000","light_primary":"#0000""##),
    ("everything is null", r#""display_name":null,"description":null,"join_from":null,"size":null,"active_session":null"#),
    ("meta is a text", r#""meta":"x""#),
    ("meta is an array", r#""meta":[[],{}]"#),
    ("meta is as a conference", r#""meta":{"id":7,"name":7,"size":7,"active_session":7}"#),
    ("meta twice", r#""meta":{},"meta":null"#),
    ("meta holds a number that is too large", r#""meta":1e999"#),
    ("meta holds half a character", r#""meta":"\ud800""#),
];

/// What a field is to be.
#[derive(PartialEq)]
enum Kind {
    Text,
    Flag,
    Count,
    Instant,
}
use Kind::{Count, Flag, Instant, Text};

const FIELDS: &[(&str, Kind)] = &[
    ("display_name", Text),
    ("description", Text),
    ("join_from", Instant),
    ("join_until", Instant),
    ("created_at", Instant),
    ("updated_at", Instant),
    ("quality", Text),
    ("layout", Text),
    ("size", Text),
    ("record_on_start", Flag),
    ("tone_on_entry_and_exit", Flag),
    ("user_join_video_off", Flag),
    ("room_join_video_off", Flag),
    ("enable_chat", Flag),
    ("enable_room_previews", Flag),
    ("dark_primary", Text),
    ("dark_background", Text),
    ("dark_foreground", Text),
    ("dark_success", Text),
    ("dark_negative", Text),
    ("light_primary", Text),
    ("light_background", Text),
    ("light_foreground", Text),
    ("light_success", Text),
    ("light_negative", Text),
    ("active_session.id", Text),
    ("active_session.room_id", Text),
    ("active_session.name", Text),
    ("active_session.display_name", Text),
    ("active_session.join_from", Instant),
    ("active_session.join_until", Instant),
    ("active_session.remove_at", Instant),
    ("active_session.remove_after_seconds_elapsed", Count),
    ("active_session.start_time", Instant),
    ("active_session.end_time", Instant),
    ("active_session.duration", Count),
    ("active_session.layout", Text),
    ("active_session.max_members", Count),
    ("active_session.fps", Count),
    ("active_session.quality", Text),
    ("active_session.status", Text),
    ("active_session.record_on_start", Flag),
    ("active_session.enable_room_previews", Flag),
    ("active_session.audio_video_sync", Flag),
    ("active_session.preview_url", Text),
];

/// Values, and what they are wrong for.
const WRONG_VALUES: &[(&str, &[Kind])] = &[
    ("7", &[Text, Flag, Instant]),
    ("true", &[Text, Count, Instant]),
    ("0", &[Text, Flag, Instant]),
    (r#""true""#, &[Flag, Count, Instant]),
    ("[]", &[Text, Flag, Count, Instant]),
    (r#"{"value":1}"#, &[Text, Flag, Count, Instant]),
    (r#""20""#, &[Flag, Count, Instant]),
    ("[null]", &[Text, Flag, Count, Instant]),
    ("-2.5", &[Text, Flag, Count, Instant]),
    ("false", &[Text, Count, Instant]),
    (r#""""#, &[Flag, Count, Instant]),
];

const INSTANTS: &[&str] = &[
    r#""""#,
    r#""soon""#,
    r#""2026""#,
    r#""2026-01-05""#,
    r#""2026-01-05T09:00Z""#,
    r#""2026-01-05T09:00:00""#,
    r#""2026-01-05 09:00:00Z""#,
    r#""2026-02-30T09:00:00Z""#,
    r#""2025-02-29T09:00:00Z""#,
    r#""2024-02-29t09:00:00.999999999z""#,
    r#""2026-13-01T09:00:00Z""#,
    r#""2026-00-01T09:00:00Z""#,
    r#""2026-01-00T09:00:00Z""#,
    r#""2026-01-05T24:00:00Z""#,
    r#""2026-01-05T09:60:00Z""#,
    r#""2026-01-05T09:00:60Z""#,
    r#""2025-12-31T23:59:60Z""#,
    r#""2026-01-01T00:59:60+01:00""#,
    r#""2026-01-05T09:00:00+0100""#,
    r#""2026-01-05T09:00:00+24:00""#,
    r#""2026-01-05T09:00:00 +01:00""#,
    r#""2026-01-05T09:00:00-00:00""#,
    r#""2026-01-05T09:00:00.Z""#,
    r#""2026-01-05T09:00:00,5Z""#,
    r#""2026-01-05T09:00:00.0000000000000000000000000000000000001Z""#,
    r#""+002026-01-05T09:00:00Z""#,
    r#""-2026-01-05T09:00:00Z""#,
    r#""10000-01-01T00:00:00Z""#,
    r#""0000-02-29T00:00:00Z""#,
    r#""2026-W02-1T09:00:00Z""#,
    r#""2026-01-05T09:00:00Z[UTC]""#,
    r#""2026-01-05T09:00:00Z\u0000""#,
    r#""\u0662\u0660\u0662\u0666-01-05T09:00:00Z""#,
    r#""Mon, 05 Jan 2026 09:00:00 GMT""#,
    r#""1767603600""#,
    "1767603600",
    "1767603600000",
    r#"{"$date":"2026-01-05T09:00:00Z"}"#,
];

const COLORS: &[&str] = &[
    r#""""#,
    r##""#""##,
    r##""#1""##,
    r##""#12""##,
    r##""#12345""##,
    r##""#1234567""##,
    r##""#123456789""##,
    r##""#gggggg""##,
    r##""#12 345""##,
    r#"" #123456""#,
    r##""#123456 ""##,
    r###""##123456""###,
    r#""123456""#,
    r#""0x123456""#,
    r#""\uff03123456""#,
    r##""#\u0661\u0662\u0663""##,
    r##""#123456\u0000""##,
    r##""#123;background:url(//evil.example)""##,
    r##""#123}*{display:none""##,
    r##""#123/*""##,
    r#""url(javascript:alert(1))""#,
    r#""expression(alert(1))""#,
    r#""var(--x)""#,
    r#""attr(href)""#,
    r#""env(x)""#,
    r#""inherit""#,
    r#""initial""#,
    r#""rgb(1,2""#,
    r#""rgb(999,0,0)""#,
    r#""color-mix(in srgb, red, blue)""#,
    r#""red !important""#,
    r#""red; color: blue""#,
    r#""</style><script>alert(1)</script>""#,
    "1193046",
    r##"["#123456"]"##,
    r#"{"hex":"123456"}"#,
];

const NUMBERS: &[&str] = &[
    "-0",
    "0",
    "0.0",
    "5.0",
    "5.5",
    "-1",
    "-1.0",
    "1e2",
    "1E+2",
    "1e-2",
    "100e-2",
    "1e-400",
    "4.9999999999999999999",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9007199254740991.0",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890123456789012345678901234567890",
    "1e19",
    "1e308",
    "1e999",
    "-1e999",
    "1e99999999999999999999",
    r#""20""#,
    r#""1e3""#,
    r#""NaN""#,
];

const TEXTS: &[&str] = &[
    r#""""#,
    r#"" \t\r\n ""#,
    r#""\u0000""#,
    r#""a\u0000b""#,
    r#""\u0001\u0008\u000b\u001b\u007f\u0080\u009f""#,
    r#""\ud800""#,
    r#""\udc00""#,
    r#""a\ud83d b""#,
    r#""\udc00\ud800""#,
    r#""\ud83d\ude00""#,
    r#""\\ud800""#,
    r#""\u202eevil\u202c \u2066x\u2069 \u200f""#,
    r#""\u05e9\u05dc\u05d5\u05dd 1 \u0627\u0644""#,
    r#""\ufeff\ufffe\uffff\ufdd0\udbff\udfff""#,
    r#""\u2028\u2029\u0085""#,
    r#""e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301""#,
    r#""\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67""#,
    r#""<script>alert(1)</script>""#,
    r#""</p><img src=x onerror=alert(1)>""#,
    r#""&lt;b&gt; &amp;amp; &#0; &#x110000;""#,
    r#""\" onclick=\"alert(1)""#,
    r#""{relative} {id} {name} {time} %s ${x} {{x}}""#,
    r#""BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VCALENDAR""#,
    r#""\\n\\,\\;\\\\""#,
    r#""\/\b\f\n\r\t\"""#,
    r#""null""#,
    r#""__proto__""#,
];

const ADDRESSES: &[&str] = &[
    r#""javascript:alert(1)""#,
    r#""JaVaScRiPt:alert(1)""#,
    r#"" javascript:alert(1)""#,
    r#""java\nscript:alert(1)""#,
    r#""\u0001javascript:alert(1)""#,
    r#""javascript\u0000:alert(1)""#,
    r#""javascript://https://a.example/%0Aalert(1)""#,
    r#""data:text/html,<script>alert(1)</script>""#,
    r#""vbscript:x""#,
    r#""blob:https://a.example/1""#,
    r#""file:///etc/passwd""#,
    r#""view-source:https://a.example/""#,
    r#""//evil.example/p.mp4""#,
    r#""https://""#,
    r#""https://user:password@a.example/""#,
    r#""https://a.example:99999/""#,
    r#""https://[::1/""#,
    r#""https://a.example/\" onerror=\"alert(1)""#,
    r#""https://a.example/ https://b.example/""#,
    r#""https://a.example/\u202egpj.exe""#,
    r#""mailto:a@b.example?bcc=c@d.example""#,
    r#""https://a.example/\ud800""#,
];

/// What would be too long to be written here.
fn large() -> Vec<(&'static str, String)> {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(20_000), close.repeat(20_000));
    let arrays = deep("[", "]");
    let objects = deep(r#"{"a":"#, "}");
    let sessions = deep(r#"{"active_session":"#, "}");
    let many = format!("[{}0]", r#"{"id":"x","name":7},"#.repeat(20_000));
    let text = "x".repeat(1_000_000);
    vec![
        ("arrays within arrays in meta", format!(r#""meta":{arrays}"#)),
        ("objects within objects in meta", format!(r#""meta":{objects}"#)),
        ("arrays within arrays in a field of no name", format!(r#""":{arrays}"#)),
        ("objects within objects in a field", format!(r#""size":{objects}"#)),
        ("objects within objects in a date", format!(r#""join_from":{objects}"#)),
        ("objects within objects in a session", format!(r#""active_session":{{"fps":{objects}}}"#)),
        ("sessions within sessions", format!(r#""active_session":{sessions}"#)),
        ("many objects in meta", format!(r#""meta":{many}"#)),
        ("many objects in a field", format!(r#""enable_chat":{many}"#)),
        ("many keys", (0..20_000).map(|n| format!(r#""k{n}":{n}"#)).collect::<Vec<_>>().join(",")),
        ("one key many times", format!(r#"{}"size":"small""#, r#""size":7,"#.repeat(20_000))),
        ("a key of a megabyte", format!(r#""{text}":1"#)),
        ("a title of a megabyte", format!(r#""display_name":"{text}""#)),
        ("a description of a megabyte", format!(r#""description":"{text}""#)),
        ("a description of as many lines", format!(r#""description":"{}x""#, r"x\n".repeat(300_000))),
        ("a description of opened links", format!(r#""description":"{}""#, "https://a.example/(".repeat(50_000))),
        ("a description of emoji", format!(r#""description":"{}""#, r"\ud83d\ude00".repeat(80_000))),
        ("a colour of a megabyte", format!(r##""light_primary":"#{text}""##)),
        ("a date of a megabyte", format!(r#""join_from":"2026-01-05T09:00:00.{}Z""#, "9".repeat(1_000_000))),
        ("a number of a megabyte", format!(r#""active_session":{{"duration":{}}}"#, "9".repeat(1_000_000))),
        ("a preview's address of a megabyte", {
            format!(r#""enable_room_previews":true,"active_session":{{"preview_url":"https://a.example/{text}"}}"#)
        }),
        ("blanks of a megabyte", format!("{}\"x\":1", " ".repeat(1_000_000))),
    ]
}

/// Titles that are no UTF-8: each piece that is none becomes one U+FFFD.
const NOT_UTF8: &[(&str, &[u8])] = &[
    ("Latin 1", b"caf\xe9"),
    ("a byte that never occurs", b"a\xffb"),
    ("the end of a character", b"a\x80b"),
    ("a character without its end", b"a\xe2\x82b"),
    ("a character without its end, at the end", b"a\xf0\x9f\x98"),
    ("a slash in too many bytes", b"a\xc0\xafb"),
    ("a NUL in too many bytes", b"a\xc0\x80b"),
    ("a slash in far too many bytes", b"a\xe0\x80\xafb"),
    ("half a character", b"a\xed\xa0\x80b"),
    ("a character as two halves", b"a\xed\xa0\xbd\xed\xb8\x80b"),
    ("beyond the last character", b"a\xf4\x90\x80\x80b"),
    ("five bytes", b"a\xf8\x88\x80\x80\x80b"),
];

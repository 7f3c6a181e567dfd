//! An instant as HTTP writes it (RFC 9110, section 5.6.7).

use axum::http::HeaderValue;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

/// `None` for years that the form can't hold.
pub fn http_date(instant: &Timestamp) -> Option<HeaderValue> {
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(instant).ok()?;
    HeaderValue::try_from(date).ok()
}

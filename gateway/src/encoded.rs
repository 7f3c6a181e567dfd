//! A body in every coding that browsers read: packed once, when it is fetched, instead of for each who asks.

use std::io::Write;

use axum::body::Bytes;
use axum::http::header::ACCEPT_ENCODING;
use axum::http::{HeaderMap, HeaderValue};
use flate2::write::GzEncoder;

/// Brotli's quality, of 11: beyond it, a conference gets smaller by a few bytes and takes a multiple of the time.
const BROTLI_QUALITY: u32 = 9;

/// Brotli's window as a power of two: larger than any conference.
const BROTLI_WINDOW: u32 = 20;

/// A body as it is, and packed. Clones share it.
#[derive(Debug, Clone)]
pub struct Encoded {
    plain: Bytes,
    gzip: Bytes,
    brotli: Bytes,
}

impl Encoded {
    pub fn new(plain: Bytes) -> Self {
        // Writing to memory doesn't fail; if it did, the packed body would be empty, and is never chosen.
        let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::best());
        let gzip = gzip.write_all(&plain).and_then(|()| gzip.finish()).unwrap_or_default();
        let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, BROTLI_QUALITY, BROTLI_WINDOW);
        let brotli = brotli.write_all(&plain).map(|()| brotli.into_inner()).unwrap_or_default();
        Self { plain, gzip: gzip.into(), brotli: brotli.into() }
    }

    /// The coding for the sender of `headers`, none for the body as it is; and the body in it.
    pub fn choose(&self, headers: &HeaderMap) -> (Option<HeaderValue>, Bytes) {
        for (coding, body) in [("br", &self.brotli), ("gzip", &self.gzip)] {
            if !body.is_empty() && body.len() < self.plain.len() && accepts(headers, coding) {
                return (Some(HeaderValue::from_static(coding)), body.clone());
            }
        }
        (None, self.plain.clone())
    }

    /// Bytes in all codings together.
    pub fn size(&self) -> usize {
        self.plain.len() + self.gzip.len() + self.brotli.len()
    }
}

/// Whether `Accept-Encoding` names `coding`, and not with a weight of zero (RFC 9110, section 12.5.3).
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok());
    let mut elements = lines.flat_map(|line| line.split(',')).map(|element| element.split_once(';').unwrap_or((element, "")));
    elements.any(|(name, weight)| name.trim().eq_ignore_ascii_case(coding) && !is_zero(weight))
}

fn is_zero(weight: &str) -> bool {
    let weight = weight.trim().trim_start_matches(['q', 'Q']).trim_start().trim_start_matches('=');
    weight.trim().parse() == Ok(0.0_f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_coding_that_the_client_reads_is_chosen() {
        let encoded = Encoded::new("a conference, ".repeat(50).into());
        for (accept, coding) in [
            (vec!["gzip, deflate, br, zstd"], "br"),
            (vec!["gzip", "BR"], "br"),
            (vec!["gzip, deflate"], "gzip"),
            (vec!["br;q=0, gzip;q=0.5"], "gzip"),
            (vec!["br;q=0.000,gzip; q=0"], ""),
            (vec!["identity"], ""),
            (vec!["*"], ""),
            (vec!["brotli, xgzip"], ""),
            (vec![], ""),
        ] {
            let headers = accept.iter().map(|value| (ACCEPT_ENCODING, HeaderValue::from_static(value))).collect();
            let (chosen, body) = encoded.choose(&headers);
            assert_eq!(chosen.as_ref().map_or("", |value| value.to_str().unwrap()), coding, "{accept:?}");
            assert_eq!(body.len() < 100, !coding.is_empty(), "{accept:?}");
        }
    }

    #[test]
    fn what_does_not_get_smaller_is_sent_as_it_is() {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"))]);
        assert_eq!(Encoded::new("{}".into()).choose(&headers), (None, "{}".into()));
    }
}

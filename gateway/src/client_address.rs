//! Who sent a request: the other end of the connection, or whom a trusted proxy there names.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::Request;
use axum::extract::connect_info::ConnectInfo;
use axum::http::header::FORWARDED;
use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

use crate::request_id;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The proxies whose word counts.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Arc<[IpNet]>);

/// The address of the visitor, as far as it can be trusted; an extension of every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl From<Vec<IpNet>> for TrustedProxies {
    fn from(networks: Vec<IpNet>) -> Self {
        Self(networks.into())
    }
}

impl TrustedProxies {
    fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The client of a request that came from `peer`.
    ///
    /// Each proxy appends the address that it saw, so the list is read from its end, past the trusted ones; whatever the
    /// client itself has put there comes before. What is no address ends the walk.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer;
        let mut hops = forwarded_addresses(headers).into_iter().rev();
        while self.contain(client)
            && let Some(Some(address)) = hops.next()
        {
            client = address;
        }
        client
    }
}

/// Notes the address of a request's client, and drops the request id that an unknown client has sent.
pub fn note(trusted: &TrustedProxies, request: &mut Request) -> ClientAddress {
    // Without a connection, as in tests of the router, nobody is trusted.
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical());
    let peer = peer.unwrap_or(Ipv4Addr::UNSPECIFIED.into());
    if !trusted.contain(peer) {
        request.headers_mut().remove(request_id::HEADER);
    }
    let client = ClientAddress(trusted.client(peer, request.headers()));
    request.extensions_mut().insert(client);
    client
}

/// The addresses in `X-Forwarded-For` or `Forwarded`, the nearest last; `None` is what is none.
///
/// Where there are both and they differ, one of them isn't the proxy's, and nobody knows which: neither counts.
fn forwarded_addresses(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let plain = addresses(headers, &X_FORWARDED_FOR, parse_address);
    let standard = addresses(headers, &FORWARDED, parse_element);
    match (plain.is_empty(), standard.is_empty()) {
        (true, _) => standard,
        (_, true) => plain,
        _ if plain == standard => plain,
        _ => Vec::new(),
    }
}

/// The elements of all lines of a header, each read by `parse`. What is no text spoils only its own element.
fn addresses(headers: &HeaderMap, name: &HeaderName, parse: fn(&str) -> Option<IpAddr>) -> Vec<Option<IpAddr>> {
    let elements = headers.get_all(name).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b','));
    elements.map(|element| str::from_utf8(element).ok().and_then(parse)).collect()
}

/// `for=…` of an element of `Forwarded` (RFC 7239, section 4).
fn parse_element(element: &str) -> Option<IpAddr> {
    let mut pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let (_, node) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
    parse_address(node.trim().trim_matches('"'))
}

/// An address, with or without brackets and port.
fn parse_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().or_else(|_| text.parse().map(|address: SocketAddr| address.ip())).ok()?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: &str = "x-forwarded-for";
    const F: &str = "forwarded";

    #[track_caller]
    fn assert_client(peer: &str, headers: &[(&'static str, &str)], client: &str) {
        let trusted = TrustedProxies::from(vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()]);
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
        assert_eq!(trusted.client(peer.parse().unwrap(), &headers).to_string(), client, "{headers:?}");
    }

    #[test]
    fn only_a_trusted_peer_can_name_another_client() {
        assert_client("203.0.113.5", &[(X, "198.51.100.1")], "203.0.113.5");
        assert_client("203.0.113.5", &[(F, "for=198.51.100.1")], "203.0.113.5");
        assert_client("10.0.0.1", &[(X, "198.51.100.1")], "198.51.100.1");
        assert_client("10.0.0.1", &[(F, "for=198.51.100.1")], "198.51.100.1");
        assert_client("10.0.0.1", &[], "10.0.0.1");
    }

    #[test]
    fn the_list_is_read_from_its_end_past_trusted_proxies() {
        assert_client("10.0.0.1", &[(X, "192.0.2.9, 198.51.100.1, 10.0.0.2")], "198.51.100.1");
        assert_client("10.0.0.1", &[(X, "10.0.0.3,10.0.0.2")], "10.0.0.3");
        assert_client("10.0.0.1", &[(F, "for=192.0.2.9, for=198.51.100.1;proto=https, for=\"[fd00::1]\"")], "198.51.100.1");
    }

    #[test]
    fn the_lines_of_a_header_are_one_list() {
        assert_client("10.0.0.1", &[(X, "192.0.2.9"), (X, "198.51.100.1")], "198.51.100.1");
    }

    #[test]
    fn addresses_are_read_in_every_form() {
        for (form, client) in [
            ("198.51.100.1:4711", "198.51.100.1"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("::ffff:198.51.100.1", "198.51.100.1"),
        ] {
            assert_client("10.0.0.1", &[(X, form)], client);
            assert_client("10.0.0.1", &[(F, &format!("By=x; For=\"{form}\""))], client);
        }
    }

    #[test]
    fn what_is_no_address_ends_the_walk() {
        for garbage in
            ["", ",", "unknown", "_hidden", "for=", "for=\"", "999.1.1.1", "[", "[]", "]:1", "é", "198.51.100.1.5", "-"]
        {
            for header in [X, F] {
                assert_client("10.0.0.1", &[(header, garbage)], "10.0.0.1");
            }
            assert_client("10.0.0.1", &[(X, &format!("198.51.100.1,{garbage},10.0.0.2"))], "10.0.0.2");
        }
    }

    #[test]
    fn headers_that_contradict_each_other_do_not_count() {
        assert_client("10.0.0.1", &[(X, "198.51.100.1"), (F, "for=192.0.2.9")], "10.0.0.1");
        assert_client("10.0.0.1", &[(X, "198.51.100.1"), (F, "for=198.51.100.1")], "198.51.100.1");
    }
}

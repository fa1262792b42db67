//! The parts of a URL.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::bytes::all;
use super::rules::Field;

/// The parts of a URL.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(unreachable_pub, reason = "a hidden variant of `Value` has it")]
pub struct Url<'a> {
    scheme: &'static str,
    authority: &'a str,
    host: &'a str,
    path: &'a str,
}

/// Characters that URLs of endpoints have to encode, and the start of a query.
const REFUSED: [u8; 10] = *b"\"<>\\^`{|}?";

/// The parts of a URL of HTTP or HTTPS that has no query; `None` for any other string.
pub(super) fn parse(text: &str) -> Option<Url<'_>> {
    let refused = |byte: u8| REFUSED.iter().fold(false, |all, it| all | (byte == *it));
    if !all(text.as_bytes(), |byte| {
        byte.is_ascii_graphic() & !refused(byte)
    }) {
        return None;
    }
    let (scheme, rest) = ["http", "https"].into_iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        let rest = rest.strip_prefix("://")?;
        start.eq_ignore_ascii_case(scheme).then_some((scheme, rest))
    })?;
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Some(Url {
        scheme,
        authority,
        host: host(authority)?,
        path: if path == "/" && !text.ends_with('/') {
            ""
        } else {
            path
        },
    })
}

impl<'a> Url<'a> {
    /// A part, if it is a string.
    pub(super) fn text(self, part: Field) -> Option<Cow<'a, str>> {
        Some(match part {
            Field::Scheme => self.scheme.into(),
            Field::Authority => self.authority.into(),
            Field::Path => self.path.into(),
            Field::NormalizedPath if self.path.ends_with('/') => self.path.into(),
            Field::NormalizedPath => format!("{}/", self.path).into(),
            _ => return None,
        })
    }

    /// True if the host is an IP address.
    pub(super) fn is_ip(self) -> bool {
        is_ip(self.host)
    }
}

/// The host, without the user before it and the port after it.
fn host(authority: &str) -> Option<&str> {
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let end = if host.starts_with('[') {
        host.find(']')? + 1
    } else {
        host.find(':').unwrap_or(host.len())
    };
    let (host, port) = host.split_at(end);
    let port = port.strip_prefix(':').unwrap_or(port);
    let is_port = port.is_empty() || port.parse::<u16>().is_ok();
    (!host.is_empty() && is_port).then_some(host)
}

fn is_ip(host: &str) -> bool {
    let v6 = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    v6.is_some_and(|host| host.parse::<Ipv6Addr>().is_ok()) || host.parse::<Ipv4Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// URLs, and their scheme, authority, path, normalized path and whether the host is an IP
    /// address.
    const URLS: &[(&str, [&str; 4], bool)] = &[
        (
            "https://example.com",
            ["https", "example.com", "", "/"],
            false,
        ),
        (
            "http://example.com:80/foo/bar",
            ["http", "example.com:80", "/foo/bar", "/foo/bar/"],
            false,
        ),
        ("https://127.0.0.1", ["https", "127.0.0.1", "", "/"], true),
        (
            "https://127.0.0.1:8443",
            ["https", "127.0.0.1:8443", "", "/"],
            true,
        ),
        ("https://[fe80::1]", ["https", "[fe80::1]", "", "/"], true),
        (
            "https://[fe80::1]:8443/a/",
            ["https", "[fe80::1]:8443", "/a/", "/a/"],
            true,
        ),
        (
            "https://example.com/",
            ["https", "example.com", "/", "/"],
            false,
        ),
        (
            "HTTP://example.com",
            ["http", "example.com", "", "/"],
            false,
        ),
        (
            "https://user@example.com/a",
            ["https", "user@example.com", "/a", "/a/"],
            false,
        ),
        (
            "https://example.com/a:b@c",
            ["https", "example.com", "/a:b@c", "/a:b@c/"],
            false,
        ),
    ];

    // Cases from the specification of the rules engine, and what a wrong split would take for
    // something else.
    #[test]
    fn splits_urls() {
        for (url, expected, is_ip) in URLS {
            let part = |part: Field| parse(url).and_then(|parts| parts.text(part));
            let all = [
                Field::Scheme,
                Field::Authority,
                Field::Path,
                Field::NormalizedPath,
            ];
            let all = all.map(part);
            assert_eq!(all, expected.map(|it| Some(it.into())), "{url}");
            assert_eq!(parse(url).map(Url::is_ip), Some(*is_ip), "{url}");
        }
        for bad in [
            "",
            "example.com",
            "ftp://a",
            "https://",
            "https:///a",
            "https://a?b",
            "https://a b",
            "https://a:x",
            "https://é",
            "https://[::1",
            "wss://a/b",
            "https://a:99999",
        ] {
            assert!(parse(bad).is_none(), "{bad}");
        }
    }
}

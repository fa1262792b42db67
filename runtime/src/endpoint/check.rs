//! URLs of endpoints, and regions, as people configure them.

use std::borrow::Cow;
use std::net::Ipv6Addr;

use super::bytes::all;
use crate::error::start_of;

/// The maximum number of characters shown of a URL.
const SHOWN: usize = 100;

/// A URL that cannot be an endpoint: the URL as it may be shown, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadUrl {
    pub(crate) shown: String,
    pub(crate) problem: &'static str,
}

const EMPTY: &str = "is empty; leave it unset to use the endpoint of the region";
const SCHEME: &str = "does not start with `https://` or `http://`";
const USER: &str = "contains a user name, which is not signed; remove it";
const CHARACTER: &str = "contains a character that is not allowed in URLs, such as white space";
const FRAGMENT: &str = "has a fragment, which is not sent; remove `#` and what follows";
const QUERY: &str = "has a query, which is not sent; remove `?` and what follows";
const HOST: &str = "has no host";
const PORT: &str = "has a port that is not a number from 0 to 65535";
const BRACKETS: &str = "has more than one `:` in its host; write an IPv6 address in brackets, as in `http://[::1]:8000`";
const ADDRESS: &str = "has an invalid IPv6 address in its brackets";

/// Checks a URL that requests go to. It may have a path, which then comes before that of the
/// operation.
///
/// # Errors
///
/// Fails if it is not a URL of HTTP, or has a part that would get lost.
pub(crate) fn check_url(url: &str) -> Result<(), BadUrl> {
    if is_plain(url) {
        return Ok(());
    }
    match problem(url) {
        None => Ok(()),
        Some(problem) => Err(BadUrl {
            shown: shown(url),
            problem,
        }),
    }
}

/// True for a host without a port, and the simplest characters in the path: the URLs of all rules,
/// for which [`problem`] would take longer than the rules.
fn is_plain(url: &str) -> bool {
    let rest = url.strip_prefix("http");
    let rest = rest.map(|rest| rest.strip_prefix('s').unwrap_or(rest));
    let rest = rest.and_then(|rest| rest.strip_prefix("://"));
    // The range from the hyphen to the nine includes the dot and the slash.
    let is_plain = |byte: u8| {
        (byte | 0x20).is_ascii_lowercase() | matches!(byte, b'-'..=b'9') | (byte == b'_')
    };
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && all(rest.as_bytes(), is_plain)
    })
}

fn problem(url: &str) -> Option<&'static str> {
    let (scheme, rest) = match url.split_once(':') {
        Some((scheme, rest)) => match rest.strip_prefix("//") {
            Some(rest) => (scheme, rest),
            None => url.split_once("://").unwrap_or(("", url)),
        },
        None => ("", url),
    };
    let authority = rest.split('/').next().unwrap_or_default();
    // First, since passwords hold all kinds of characters.
    if authority.contains('@') {
        return Some(USER);
    }
    if url.is_empty() {
        return Some(EMPTY);
    }
    if !url.bytes().all(is_url_byte) {
        return Some(CHARACTER);
    }
    if !["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
    {
        return Some(SCHEME);
    }
    if rest.contains('#') {
        return Some(FRAGMENT);
    }
    if rest.contains('?') {
        return Some(QUERY);
    }
    let (host, port) = match authority.strip_prefix('[') {
        Some(address) => {
            let Some((address, port)) = address.split_once(']') else {
                return Some(ADDRESS);
            };
            if address.parse::<Ipv6Addr>().is_err() {
                return Some(ADDRESS);
            }
            (
                address,
                port.strip_prefix(':').or((!port.is_empty()).then_some("-")),
            )
        }
        None => match authority.split_once(':') {
            Some((_, port)) if port.contains(':') => return Some(BRACKETS),
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        },
    };
    if host.is_empty() {
        return Some(HOST);
    }
    let is_port =
        |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    port.is_some_and(|port| !is_port(port)).then_some(PORT)
}

fn is_url_byte(byte: u8) -> bool {
    URL_BYTES.get(usize::from(byte)) == Some(&true)
}

/// The bytes that may be in a URL.
static URL_BYTES: [bool; 128] = {
    let (mut bytes, mut byte) = ([false; 128], b'!');
    while byte <= b'~' {
        bytes[byte as usize] = !matches!(
            byte,
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
        );
        byte += 1;
    }
    bytes
};

/// The start of a URL, without what may be a password or a token.
fn shown(url: &str) -> String {
    let secret = url.rsplit_once('@').map(|(_, rest)| format!("***@{rest}"));
    let url = secret.as_deref().unwrap_or(url);
    match url.find(['?', '#']).and_then(|at| url.get(..=at)) {
        Some(start) => start_of(start, SHOWN) + "\u{2026}",
        None => start_of(url, SHOWN),
    }
}

/// The region as AWS writes it: in small letters. A name that is not one of AWS stays as it is.
pub(crate) fn region(name: &str) -> Cow<'_, str> {
    let lower = name.to_ascii_lowercase();
    if lower != name && is_aws_region(&lower) {
        Cow::Owned(lower)
    } else {
        Cow::Borrowed(name)
    }
}

/// True for names like `eu-west-1`, `us-gov-east-1` and `aws-global`.
fn is_aws_region(name: &str) -> bool {
    let parts: Vec<_> = name.split('-').collect();
    let Some((number, words)) = parts.split_last() else {
        return false;
    };
    let is_word =
        |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_global = *number == "global";
    (words.len() > 1 && is_number || is_global) && words.iter().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    // What is refused has a reason, and what gets lost or is secret is neither sent nor shown.
    #[test]
    fn urls_are_taken_or_refused() {
        for good in [
            "http://localhost",
            "https://example.com/",
            "HTTP://example.com:80/a/b%20c/",
            "https://example.com/a@b:c",
            "http://127.0.0.1:5000",
            "http://[::1]",
            "http://[fe80::1]:8443/a",
            "http://my_host:65535",
        ] {
            assert_eq!(check_url(good), Ok(()), "{good}");
        }
        let long = format!("http://h/{}?", "x".repeat(200));
        let table = [
            ("", "", EMPTY),
            (" ", " ", CHARACTER),
            ("localhost:8000", "localhost:8000", SCHEME),
            ("//h", "//h", SCHEME),
            ("ftp://h", "ftp://h", SCHEME),
            ("http:/h", "http:/h", SCHEME),
            ("http://", "http://", HOST),
            ("http:///a", "http:///a", HOST),
            ("http://:80", "http://:80", HOST),
            ("http://h\n", "http://h\\n", CHARACTER),
            (" http://h", " http://h", CHARACTER),
            ("http://h/a b", "http://h/a b", CHARACTER),
            ("http://é", "http://é", CHARACTER),
            ("http://h/{x}", "http://h/{x}", CHARACTER),
            ("http://h?token=x", "http://h?…", QUERY),
            ("http://h/a/?x", "http://h/a/?…", QUERY),
            ("http://h/#top", "http://h/#…", FRAGMENT),
            ("http://h#?", "http://h#…", FRAGMENT),
            ("http://me:p#ss@h", "***@h", USER),
            ("me@h", "***@h", USER),
            ("http://h:", "http://h:", PORT),
            ("http://h:65536", "http://h:65536", PORT),
            ("http://h:+1", "http://h:+1", PORT),
            ("http://h:http", "http://h:http", PORT),
            ("http://[::1]:", "http://[::1]:", PORT),
            ("http://[::1]8000", "http://[::1]8000", PORT),
            ("http://::1:8000", "http://::1:8000", BRACKETS),
            ("http://[::1", "http://[::1", ADDRESS),
            (
                "http://[fe80::1%25eth0]",
                "http://[fe80::1%25eth0]",
                ADDRESS,
            ),
        ];
        for (url, shown, problem) in table {
            let shown = shown.to_owned();
            assert_eq!(check_url(url), Err(BadUrl { shown, problem }), "{url:?}");
        }
        let shown = check_url(&long).expect_err("a query").shown;
        assert_eq!(shown.chars().count(), SHOWN + 2, "{shown}");
    }

    /// Protects the check that is made first: it takes no URL that the other one refuses, whatever
    /// byte stands at whatever place.
    #[test]
    fn plain_urls_are_good() {
        let url = "https://a.b-c.example/d/e_f";
        assert!(is_plain(url));
        for at in 0..=url.len() {
            for byte in 0..128 {
                let (start, end) = url.split_at(at);
                let longer = format!("{start}{}{end}", char::from(byte));
                let end = end.get(1..).unwrap_or_default();
                let other = format!("{start}{}{end}", char::from(byte));
                for url in [longer, other] {
                    assert!(!is_plain(&url) || problem(&url).is_none(), "{url:?}");
                }
            }
        }
    }

    // A region is part of the signature, so capitals must not get there; other names are not ours
    // to change.
    #[test]
    fn regions_are_in_small_letters() {
        for (name, expected) in [
            ("eu-west-1", "eu-west-1"),
            ("EU-WEST-1", "eu-west-1"),
            ("Us-Gov-East-1", "us-gov-east-1"),
            ("AWS-GLOBAL", "aws-global"),
            ("Local", "Local"),
            ("eu-west-1A", "eu-west-1A"),
            ("", ""),
            ("-A-1", "-A-1"),
            ("EU WEST 1", "EU WEST 1"),
        ] {
            assert_eq!(region(name), expected);
        }
    }
}

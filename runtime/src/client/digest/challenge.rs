//! The challenges of a server, in headers `WWW-Authenticate`.

/// A challenge for digest authentication, as RFC 7616 has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Challenge {
    pub(super) realm: String,
    pub(super) nonce: String,
    pub(super) opaque: Option<String>,
    pub(super) algorithm: Algorithm,
    /// True if the algorithm is one of sessions, whose keys contain the nonces.
    pub(super) of_session: bool,
    /// `None` for servers of RFC 2069.
    pub(super) quality: Option<Quality>,
    /// True if only the nonce is too old.
    pub(super) stale: bool,
    /// True if the name of the user is sent as a hash.
    pub(super) hashes_user: bool,
}

/// The hash function, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Algorithm {
    Md5,
    Sha256,
    Sha512,
}

/// The part of a request that is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quality {
    /// Method and path.
    Auth,
    /// The body, too.
    Integrity,
}

impl Challenge {
    /// The strongest of the challenges in these headers that can be answered.
    pub(super) fn strongest<'a>(headers: impl Iterator<Item = &'a str>) -> Option<Self> {
        let all = headers.flat_map(challenges);
        let digests = all.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("digest"));
        let known = digests.filter_map(|(_, parameters)| Self::of(&parameters));
        // Of several that are equally strong, the first.
        known.fold(None, |best: Option<Self>, next| match best {
            Some(best) if best.algorithm >= next.algorithm => Some(best),
            _ => Some(next),
        })
    }

    fn of(parameters: &[Parameter]) -> Option<Self> {
        let get = |name: &str| {
            let mut all = parameters.iter();
            all.find(|(known, _)| known == name).map(|(_, value)| value)
        };
        let is_true = |name| get(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let name = get("algorithm").map_or("MD5", String::as_str);
        let name = name.to_ascii_uppercase();
        let (plain, of_session) = match name.strip_suffix("-SESS") {
            Some(plain) => (plain, true),
            None => (name.as_str(), false),
        };
        let algorithm = match plain {
            "MD5" => Algorithm::Md5,
            "SHA-256" => Algorithm::Sha256,
            "SHA-512-256" => Algorithm::Sha512,
            _ => return None,
        };
        let quality = match get("qop") {
            Some(choice) => Some(quality(choice)?),
            None => None,
        };
        Some(Self {
            realm: get("realm")?.clone(),
            nonce: get("nonce")?.clone(),
            opaque: get("opaque").cloned(),
            algorithm,
            of_session,
            quality,
            stale: is_true("stale"),
            hashes_user: is_true("userhash"),
        })
    }
}

/// The weakest of the qualities that a server offers, since it requires no body.
fn quality(choice: &str) -> Option<Quality> {
    let has = |name: &str| {
        choice
            .split(',')
            .any(|it| it.trim().eq_ignore_ascii_case(name))
    };
    if has("auth") {
        Some(Quality::Auth)
    } else {
        has("auth-int").then_some(Quality::Integrity)
    }
}

/// The name in lower case, and the value.
type Parameter = (String, String);

/// All challenges of a header, each with its scheme.
fn challenges(header: &str) -> Vec<(String, Vec<Parameter>)> {
    let mut all: Vec<(String, Vec<Parameter>)> = Vec::new();
    let mut rest = header;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let end = rest.find([' ', '\t', ',', '=', '"']).unwrap_or(rest.len());
        if rest.is_empty() {
            return all;
        }
        if end == 0 {
            // Not a word: skip it.
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (word, after) = rest.split_at(end);
        let value = after.trim_start().strip_prefix('=').map(str::trim_start);
        match (value, all.last_mut()) {
            (Some(value), Some((_, parameters))) => {
                let (value, after) = read(value);
                parameters.push((word.to_ascii_lowercase(), value));
                rest = after;
            }
            _ => {
                all.push((word.to_owned(), Vec::new()));
                rest = after;
            }
        }
    }
}

/// A value, which may be in quotes, and the rest of the header.
fn read(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_at(text.find([' ', '\t', ',']).unwrap_or(text.len()));
        return (value.to_owned(), rest);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(place + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: of the challenges that a server offers, the strongest that is known is answered,
    /// however they are written.
    #[test]
    fn the_strongest_challenge() {
        let md5 = r#"Digest realm="a \"b\", c", nonce=n1, qop="auth-int, auth", algorithm=MD5"#;
        let sha = "Basic realm=\"x\", digest nonce = \"n2\",realm=\"r\",algorithm=SHA-256-sess, \
                   stale=TRUE, opaque=\"\", userhash=true";
        let unknown = r#"Digest realm="r", nonce="n", algorithm=SHA-3"#;
        let found = Challenge::strongest([md5, sha, unknown].into_iter()).unwrap();
        let expected = Challenge {
            realm: "r".to_owned(),
            nonce: "n2".to_owned(),
            opaque: Some(String::new()),
            algorithm: Algorithm::Sha256,
            of_session: true,
            quality: None,
            stale: true,
            hashes_user: true,
        };
        assert_eq!(found, expected);
        let found = Challenge::strongest([unknown, md5].into_iter()).unwrap();
        assert_eq!(found.realm, "a \"b\", c");
        assert_eq!(found.quality, Some(Quality::Auth));
        for text in [
            "",
            "=",
            "\"",
            "Negotiate YII==",
            "Digest",
            "Digest realm=\"x",
            "é=ü, =",
        ] {
            assert_eq!(Challenge::strongest([text].into_iter()), None, "{text}");
        }
    }
}

//! The answer to a challenge: the header `Authorization` of a request.

use std::fmt::Write as _;

use aws_smithy_runtime_api::client::identity::http::Login;

use super::challenge::{Algorithm, Challenge, Quality};
use super::hash::hash;
use crate::http::{LABEL, percent_encode};

/// A request to be authenticated.
pub(super) struct Attempt<'a> {
    pub(super) login: &'a Login,
    pub(super) method: &'a str,
    /// The path and the query, as they are sent.
    pub(super) uri: &'a str,
    /// The hash of the body, if the challenge is about it and the body can be read before it is
    /// sent.
    pub(super) body: Option<&'a str>,
    /// How many requests have had the nonce of the server, with this one.
    pub(super) count: u32,
    /// A nonce of the client.
    pub(super) nonce: &'a str,
}

/// The value of the header; `None` if the challenge is about the body, whose hash is
/// unknown.
pub(super) fn authorization(challenge: &Challenge, attempt: &Attempt<'_>) -> Option<String> {
    let hash = |text: &str| hash(challenge.algorithm, text.as_bytes());
    let Attempt { login, uri, .. } = attempt;
    let count = format!("{:08x}", attempt.count);
    let (user, realm, nonce) = (login.user(), &challenge.realm, &challenge.nonce);
    let mut key = hash(&format!("{user}:{realm}:{}", login.password()));
    if challenge.of_session {
        key = hash(&format!("{key}:{nonce}:{}", attempt.nonce));
    }
    let mut request = format!("{}:{uri}", attempt.method);
    let quality = match challenge.quality {
        None => None,
        Some(Quality::Auth) => Some("auth"),
        Some(Quality::Integrity) => {
            let _ = write!(request, ":{}", attempt.body?);
            Some("auth-int")
        }
    };
    let request = hash(&request);
    let response = hash(&match quality {
        None => format!("{key}:{nonce}:{request}"),
        Some(quality) => format!(
            "{key}:{nonce}:{count}:{}:{quality}:{request}",
            attempt.nonce
        ),
    });
    let mut out = format!("Digest {}", name(challenge, user, hash));
    let quoted = [("realm", realm.as_str()), ("nonce", nonce), ("uri", uri)];
    let opaque = challenge.opaque.as_deref().map(|opaque| ("opaque", opaque));
    for (key, value) in quoted.into_iter().chain(opaque) {
        let _ = write!(out, ", {key}=\"{}\"", escaped(value));
    }
    let _ = write!(
        out,
        ", response=\"{response}\", algorithm={}",
        algorithm(challenge)
    );
    if quality.is_some() || challenge.of_session {
        let _ = write!(out, ", cnonce=\"{}\"", attempt.nonce);
    }
    if let Some(quality) = quality {
        let _ = write!(out, ", qop={quality}, nc={count}");
    }
    if challenge.hashes_user {
        out.push_str(", userhash=true");
    }
    Some(out)
}

/// The parameter with the name of the user.
fn name(challenge: &Challenge, user: &str, hash: impl Fn(&str) -> String) -> String {
    if challenge.hashes_user {
        let hashed = hash(&format!("{user}:{}", challenge.realm));
        return format!("username=\"{hashed}\"");
    }
    if user.is_ascii() {
        return format!("username=\"{}\"", escaped(user));
    }
    let mut out = "username*=UTF-8''".to_owned();
    percent_encode(&mut out, user, LABEL);
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

fn algorithm(challenge: &Challenge) -> String {
    let name = match challenge.algorithm {
        Algorithm::Md5 => "MD5",
        Algorithm::Sha256 => "SHA-256",
        Algorithm::Sha512 => "SHA-512-256",
    };
    let session = if challenge.of_session { "-sess" } else { "" };
    format!("{name}{session}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(header: &str) -> &str {
        let start = header.find("response=\"").unwrap() + 10;
        header[start..].split('"').next().unwrap()
    }

    fn answer(challenge: &str, login: &Login, uri: &str, nonce: &str) -> String {
        let challenge = Challenge::strongest([challenge].into_iter()).unwrap();
        let attempt = Attempt {
            login,
            method: "GET",
            uri,
            body: None,
            count: 1,
            nonce,
        };
        authorization(&challenge, &attempt).unwrap()
    }

    /// Protects: answers are those of the examples in RFC 7616, sections 3.9.1 and 3.9.2 with its
    /// erratum 4897, and in RFC 2617, which has the same without `qop` as RFC 2069.
    #[test]
    fn the_examples_of_the_standard() {
        let mufasa = Login::new("Mufasa", "Circle of Life", None);
        let of_algorithm = |algorithm: &str| {
            format!(
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", \
                 algorithm={algorithm}, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
                 opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
            )
        };
        let nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        let md5 = answer(&of_algorithm("MD5"), &mufasa, "/dir/index.html", nonce);
        assert_eq!(response(&md5), "8ca523f5e9506fed4657c9700eebdbec");
        let sha = answer(&of_algorithm("SHA-256"), &mufasa, "/dir/index.html", nonce);
        let expected = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";
        assert_eq!(response(&sha), expected);
        assert!(
            sha.starts_with("Digest username=\"Mufasa\", realm="),
            "{sha}"
        );
        assert!(sha.ends_with(", qop=auth, nc=00000001"), "{sha}");
    }

    /// Protects: names that are hashed, or that are not ASCII, are sent as the standard says.
    #[test]
    fn names_of_users() {
        let login = Login::new("Jäsøn Doe", "Secret, or not?", None);
        let challenge = "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, \
                         nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", \
                         opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", charset=UTF-8";
        let nonce = "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v";
        let plain = answer(challenge, &login, "/doe.json", nonce);
        assert!(
            plain.starts_with("Digest username*=UTF-8''J%C3%A4s%C3%B8n%20Doe, "),
            "{plain}"
        );
        let hashed = answer(
            &format!("{challenge}, userhash=true"),
            &login,
            "/doe.json",
            nonce,
        );
        let name = "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b";
        assert!(hashed.contains(&format!("username=\"{name}\"")), "{hashed}");
        let expected = "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5";
        assert_eq!(response(&hashed), expected, "{hashed}");
    }
}

//! Clocks that differ, and credentials that expire.

use std::time::Duration;

use super::{Case, answered, failed, ok, same};

/// Half an hour, three minutes and ten seconds before and after the time of the client, and dates
/// that are not dates.
const DATES: [&str; 9] = [
    "Mon, 24 Nov 2025 16:30:00 GMT",
    "Mon, 24 Nov 2025 15:30:00 GMT",
    "Mon, 24 Nov 2025 16:03:00 GMT",
    "Mon, 24 Nov 2025 15:57:00 GMT",
    "Mon, 24 Nov 2025 16:00:10 GMT",
    "Monday, 24-Nov-25 16:30:00 GMT",
    "2025-11-24T16:30:00Z",
    "1764001800",
    "",
];

/// Protects programs on machines with a wrong clock: which codes are taken for a wrong clock, what
/// the next attempt is signed with, and what the next call is.
#[test]
fn clocks_that_differ() {
    let codes = [
        "RequestTimeTooSkewed",
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        "AuthFailure",
        "AccessDeniedException",
        "RequestExpired",
        "RequestInTheFuture",
        "ClientException",
    ];
    let mut cases = Vec::new();
    for date in DATES {
        for code in codes {
            for (name, more) in [("", ""), (", aged", "age: 5\r\n")] {
                let header = format!("date: {date}\r\n{more}");
                let script = failed("403 Forbidden", &header, code);
                let is_skewed =
                    more.is_empty() && date.contains("Nov 2025 1") && date.contains(":30:");
                let tries = match is_skewed && codes[..5].contains(&code) {
                    true => 3,
                    false => 2,
                };
                let case = Case::new(format!("{code} {date}{name}"), [script, ok(), ok()]);
                cases.push((case.tuned(|it| it.calls = 2), tries));
            }
        }
    }
    let date = format!("date: {}\r\n", DATES[0]);
    let skewed = || failed("403 Forbidden", &date, "RequestTimeTooSkewed");
    cases.extend([
        (
            Case::new("a clock is not corrected", [skewed(), ok()]).tuned(|it| {
                it.calls = 2;
                it.corrects_clock = false;
            }),
            2,
        ),
        (Case::new("always skewed", [skewed()]), 3),
        (
            // The date of a success counts, too.
            Case::new("a success", [answered("200 OK", &date, "{}"), ok()])
                .tuned(|it| it.calls = 2),
            2,
        ),
        (
            Case::new(
                "an error of another kind",
                [failed("500 Oh", &date, "Other"), ok()],
            ),
            2,
        ),
    ]);
    same(cases);
}

/// Protects calls whose credentials expire: when new ones are taken, and that a refusal is not
/// tried again with those that were refused.
#[test]
fn credentials_that_expire() {
    let expired = |code: &str, status: &str| failed(status, "", code);
    let mut cases = Vec::new();
    for lifetime in [-5, 5, 60, 3600] {
        for (code, status) in [
            ("ExpiredTokenException", "403 Forbidden"),
            ("ExpiredToken", "400 Bad Request"),
            ("UnrecognizedClientException", "403 Forbidden"),
            ("InvalidClientTokenId", "403 Forbidden"),
        ] {
            let scripts = [
                ok(),
                expired(code, status),
                ok(),
                failed("500 Oh", "", "Other"),
                ok(),
            ];
            let case = Case::new(format!("{code}, {lifetime} s"), scripts).tuned(|it| {
                it.calls = 4;
                it.lifetime = Some(match u64::try_from(lifetime) {
                    Ok(seconds) => Duration::from_secs(seconds),
                    Err(_) => Duration::ZERO,
                });
            });
            cases.push((case, 5));
        }
    }
    same(cases);
}

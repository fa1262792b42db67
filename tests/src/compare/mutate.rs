//! Mistakes in responses, of the kinds that servers, proxies and time make.

use fastrand::Rng;

use super::json::Json;
use super::random;

/// Literals where another value is expected, numbers at limits among them. Those that official
/// clients take for another number, and ours refuse, are not: they are beyond 64 bits, or closer to
/// zero than any `f64`.
const LITERALS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "127",
    "128",
    "-129",
    "32768",
    "2147483647",
    "2147483648",
    "-2147483649",
    "4294967296",
    "9223372036854775807",
    "1.0",
    "1.5",
    "1e2",
    "1E+2",
    "253402300800",
    "1.123456789",
    "01",
    "+1",
    "NaN",
];

/// Strings where another value is expected.
const STRINGS: &[&str] = &[
    "",
    "1",
    "1.5",
    "true",
    "null",
    "NaN",
    "Infinity",
    "-Infinity",
    "====",
    "YWJj",
    "YWJ",
    "2024-02-30T00:00:00Z",
    "2024-02-29T23:59:60Z",
    "2024-02-29T00:00:00.123456789Z",
    "2024-02-29T00:00:00+01:00",
    "Thu, 29 Feb 2024 00:00:00 GMT",
    "Tue, 29 Feb 2024 00:00:00.5 GMT",
];

/// Any value of JSON.
pub(super) fn any(random: &mut Rng, depth: u32) -> Json {
    let most = if depth < 4 { 8 } else { 6 };
    match random.u8(0..most) {
        0 => Json::null(),
        1 => Json::literal(random.bool()),
        2 => Json::literal(random.i64(..)),
        3 => Json::literal(random.i32(-1000..1000) as f32 / 8.0),
        4 | 5 => Json::String(random::text(random)),
        6 => Json::Array(
            (0..random.usize(0..3))
                .map(|_| any(random, depth + 1))
                .collect(),
        ),
        _ => Json::Object(
            (0..random.usize(0..3))
                .map(|_| (random::text(random), any(random, depth + 1)))
                .collect(),
        ),
    }
}

/// Makes one mistake at a random place.
pub(super) fn value(json: &mut Json, random: &mut Rng) {
    let at = random.usize(..json.size());
    let Some(place) = json.at(at) else { return };
    match place {
        Json::Object(members) if random.u8(0..3) > 0 => object(members, random),
        Json::Array(items) if random.u8(0..3) > 0 => {
            let at = random.usize(0..=items.len());
            items.insert(at, replacement(random));
        }
        place => *place = replacement(random),
    }
}

fn replacement(random: &mut Rng) -> Json {
    match random.u8(0..10) {
        0 | 1 => Json::null(),
        2..=4 => Json::literal(LITERALS[random.usize(..LITERALS.len())]),
        5 | 6 => Json::string(STRINGS[random.usize(..STRINGS.len())]),
        7 => Json::Object(Vec::new()),
        8 => Json::Array(Vec::new()),
        _ => any(random, 0),
    }
}

fn object(members: &mut Vec<(String, Json)>, random: &mut Rng) {
    let at = random.usize(0..=members.len());
    match random.u8(0..8) {
        0 | 1 if at < members.len() => drop(members.remove(at)),
        2 if at < members.len() => {
            let copy = (members[at].0.clone(), replacement(random));
            members.push(copy);
        }
        3 if at < members.len() => members[at].1 = Json::null(),
        4 if at < members.len() => members[at].0 = random::text(random),
        5 => members.insert(at, ("__type".to_owned(), replacement(random))),
        6 => members.insert(at, ("unknownMember".to_owned(), Json::null())),
        _ => members.insert(at, ("unknownMember".to_owned(), any(random, 0))),
    }
}

/// Makes one mistake in the bytes.
pub(super) fn bytes(body: &mut Vec<u8>, random: &mut Rng) {
    const SPECIAL: &[u8] = b"\"\\{}[]:,0123456789-+.eEtfnu \n\x00\x7f\x80\xff";
    let special = SPECIAL[random.usize(..SPECIAL.len())];
    if body.is_empty() {
        return body.push(special);
    }
    let at = random.usize(..body.len());
    match random.u8(0..5) {
        0 => body[at] = special,
        1 => body.insert(at, special),
        2 => drop(body.remove(at)),
        3 => body.truncate(at),
        _ => body.push(special),
    }
}

//! CBOR: requests are those of the official encoder, and responses are read to the last digit, or refused.

#[path = "support/call.rs"]
mod call;
#[path = "support/cbor.rs"]
mod cbor;
#[path = "support/everything.rs"]
mod everything;
#[path = "support/sample.rs"]
mod sample;
mod support;

use aws_smithy_cbor::Encoder;
use call::{Call, Failure, Nothing};
use everything::{Choice, Everything};
use hammersmith::Operation;
use hammersmith::codec::cbor::same;
use hammersmith::error::BuildError;
use hammersmith::http::Response;
use hammersmith::primitives::{DateTime, Document, Number};
use hammersmith::protocol::RpcV2Cbor;
use support::Random;

fn written(value: &Everything) -> Result<Vec<u8>, BuildError> {
    Call::<RpcV2Cbor, Everything, Nothing>::serialize(value).map(|request| request.body)
}

fn read(document: &[u8]) -> Result<Everything, Box<Failure>> {
    let response = Response::new(200, document);
    Call::<RpcV2Cbor, Nothing, Everything>::parse(&response).map_err(Box::new)
}

/// A document from hexadecimal digits; spaces separate them for people.
fn bytes(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits.bytes().filter(|byte| *byte != b' ').collect();
    let pairs = digits
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).unwrap());
    pairs
        .map(|pair| u8::from_str_radix(pair, 16).unwrap())
        .collect()
}

/// A map with one member, `name`, and what comes behind that in hexadecimal digits.
fn member(name: &str, value: &str) -> Vec<u8> {
    let mut document = vec![0xa1, 0x60 | name.len() as u8];
    document.extend(name.bytes());
    document.extend(bytes(value));
    document
}

/// What a failure says, without what every failure to read a response says.
fn failure(document: &[u8]) -> String {
    let text = match read(document) {
        Ok(all) => panic!("{document:02x?} is read as {all:?}"),
        Err(error) => error.to_string(),
    };
    let start = "the response cannot be read: invalid CBOR document";
    text.strip_prefix(start).unwrap_or(&text).to_owned()
}

/// Protects drop-in use: of random values, both write the same bytes.
#[test]
fn writes_what_the_official_encoder_writes() {
    for seed in 0..3_000 {
        let mut random = Random::new(seed);
        let mut value = without_documents(sample::everything(&mut random, 3));
        value.whole = Some(digits(&mut random, false).parse().unwrap());
        value.decimal = Some(digits(&mut random, true).parse().unwrap());
        let mut expected = Encoder::new(Vec::new());
        cbor::theirs(&mut expected, &value);
        let actual = written(&value).unwrap();
        assert_eq!(actual, expected.into_writer(), "seed {seed}: {value:?}");
    }
}

/// The digits of a number, of a few that 64 bits just hold among them.
fn digits(random: &mut Random, is_decimal: bool) -> String {
    const LIMITS: &[&str] = &["0", "-1", "18446744073709551615", "-18446744073709551616"];
    let mut text = match random.below(3) {
        0 => random.pick(LIMITS).to_owned(),
        1 => random.integer().to_string(),
        _ => format!("-{}{:060}", random.bits(), random.bits()),
    };
    if is_decimal && random.one_in(2) {
        text += &format!(".{:03}", random.below(1000));
    }
    if is_decimal && random.one_in(2) {
        text += &format!("e{}", random.integer() >> 40);
    }
    text
}

fn without_documents(mut value: Everything) -> Everything {
    (value.open, value.documents) = (None, None);
    value.nested = value.nested.map(|it| Box::new(without_documents(*it)));
    let many = value
        .many
        .map(|it| it.into_iter().map(without_documents).collect());
    value.many = many;
    if let Some(Choice::Deep(deep)) = value.choice {
        value.choice = Some(Choice::Deep(Box::new(without_documents(*deep))));
    }
    value
}

/// Protects responses: whatever is written is read as the same value, documents included.
#[test]
fn reads_what_it_writes() {
    for seed in 0..3_000 {
        let value = sample::everything(&mut Random::new(seed), 3);
        let document = written(&value).unwrap();
        let again = match read(&document) {
            Ok(again) => again,
            // A float has the seconds of the greatest timestamp rounded up.
            Err(error) if error.to_string().contains("`9223372036854776000`") => continue,
            Err(error) => panic!("seed {seed}: {error}"),
        };
        let again = written(&again).unwrap();
        assert!(same(&document, &again).unwrap(), "seed {seed}");
    }
}

/// Protects from guesses: what has no form in CBOR is refused.
#[test]
fn refuses_what_cannot_be_written() {
    let unknown = Everything {
        choice: Some(Choice::Unknown),
        ..Everything::default()
    };
    assert!(written(&unknown).is_err());
    let mut time = DateTime::from_secs(0);
    time.set_subsec_nanos(1_000_000_000);
    let invalid = Everything {
        epoch: Some(time),
        ..Everything::default()
    };
    assert!(written(&invalid).is_err());
}

/// Values in each of their forms: the member, its value, and the value in the shortest form.
const FORMS: &[(&str, &str, &str)] = &[
    ("text", "7f 61 61 60 62 c3a9 ff", "63 61c3a9"),
    ("text", "d9d9f7 7b0000000000000001 61", "61 61"),
    ("blob", "5f 41 01 42 0203 ff", "43 010203"),
    ("byte", "38 7f", "38 7f"),
    ("short", "1b 0000000000007fff", "19 7fff"),
    ("long", "3b 7fffffffffffffff", "3b 7fffffffffffffff"),
    ("float", "f9 3c00", "fa 3f800000"),
    ("float", "fb 3ff0000000000000", "fa 3f800000"),
    ("float", "1a 00800000", "fa 4b000000"),
    ("float", "f9 7c01", "fa 7f802000"),
    ("double", "f9 0001", "fb 3e70000000000000"),
    ("double", "f9 8000", "fb 8000000000000000"),
    ("double", "f9 fc00", "fb fff0000000000000"),
    ("double", "fa 3f800000", "fb 3ff0000000000000"),
    ("double", "20", "fb bff0000000000000"),
    ("double", "1b 8000000000000000", "fb 43e0000000000000"),
    ("epoch", "c1 1a 5a4f3a40", "c1 fb 41d693ce90000000"),
    ("epoch", "c1 fa 3fc00000", "c1 fb 3ff8000000000000"),
    ("epoch", "d9d9f7 c1 20", "c1 fb bff0000000000000"),
    ("whole", "c2 43 010000", "1a 00010000"),
    ("whole", "c3 48 ffffffffffffffff", "3b ffffffffffffffff"),
    (
        "whole",
        "c2 5f 45 0100000000 44 00000000 ff",
        "c2 49 010000000000000000",
    ),
    ("decimal", "c4 82 21 19 6ab3", "c4 82 21 19 6ab3"),
    ("decimal", "c4 9f 20 c2 41 0f ff", "c4 82 20 0f"),
    ("decimal", "fb 3ff8000000000000", "c4 82 20 0f"),
    ("decimal", "05", "c4 82 00 05"),
    ("sparse", "9f 01 f6 f7 ff", "83 01 f6 f6"),
    (
        "nested",
        "bf 63 6e6577 9f bf ff ff 66 5f5f74797065 61 61 ff",
        "bf ff",
    ),
    (
        "choice",
        "a2 64 74657874 f6 66 6e756d626572 05",
        "a1 66 6e756d626572 05",
    ),
    (
        "choice",
        "bf 67 6e6f7468696e67 80 ff",
        "a1 67 6e6f7468696e67 bf ff",
    ),
    (
        "open",
        "a1 61 61 9f f9 3c00 20 f6 ff",
        "a1 61 61 83 fb 3ff0000000000000 20 f6",
    ),
];

/// Protects responses: each form of a value is read, and means the same.
#[test]
fn reads_every_form() {
    for (name, form, shortest) in FORMS {
        let document = member(name, form);
        let all = read(&document).unwrap_or_else(|error| panic!("{name} {form}: {error}"));
        let mut expected = vec![0xbf];
        expected.extend(&member(name, shortest)[1..]);
        expected.push(0xff);
        assert_eq!(written(&all).unwrap(), expected, "{name} {form}: {all:?}");
    }
    for null in ["f6", "f7", "d9d9f7 f6"] {
        for name in [
            "text", "blob", "long", "float", "double", "epoch", "whole", "nested", "list", "map",
        ] {
            assert_eq!(
                read(&member(name, null)).unwrap(),
                Everything::default(),
                "{name}"
            );
        }
    }
    assert_eq!(read(b"").unwrap(), Everything::default());
}

/// Protects digits: no timestamp passes through a float that does not have to.
#[test]
fn timestamps_are_exact() {
    let rows = [
        ("c1 1b 7fffffffffffffff", i64::MAX, 0),
        ("c1 3b 7fffffffffffffff", i64::MIN, 0),
        ("c1 1b 0020000000000001", 9_007_199_254_740_993, 0),
        ("c1 fb 41cc37db380fbe77", 946_845_296, 123_000_000),
        ("c1 fb 41d693ce9247df3b", 1_515_141_705, 123_000_000),
        ("c1 fb bff4000000000000", -2, 750_000_000),
        ("c1 fb 3e112e0be826d695", 0, 1),
    ];
    for (form, seconds, nanoseconds) in rows {
        let time = read(&member("epoch", form)).unwrap().epoch.unwrap();
        assert_eq!(
            (time.secs(), time.subsec_nanos()),
            (seconds, nanoseconds),
            "{form}"
        );
    }
}

/// Protects documents: numbers keep their kind.
#[test]
fn documents_keep_numbers() {
    let rows = [
        ("1b ffffffffffffffff", Number::PosInt(u64::MAX)),
        ("3b 7fffffffffffffff", Number::NegInt(i64::MIN)),
        ("fb 3ff0000000000000", Number::Float(1.0)),
    ];
    for (form, number) in rows {
        assert_eq!(
            read(&member("open", form)).unwrap().open,
            Some(Document::Number(number))
        );
    }
}

/// Values that are not those of their member, and what is said of them.
const FAILURES: &[(&str, &str, &str)] = &[
    (
        "text",
        "01",
        " at `text`: expected a string or null, found an integer (byte 6)",
    ),
    (
        "text",
        "61",
        " at `text`: 1 bytes expected, 0 are left (byte 7)",
    ),
    (
        "text",
        "62 61ff",
        " at `text`: not UTF-8 (byte 8): invalid utf-8 sequence of 1 bytes from index 1",
    ),
    (
        "text",
        "7f 61 61 41 61 ff",
        " at `text`: expected the next part of a string or of bytes, found bytes (byte 9)",
    ),
    (
        "text",
        "7f 7f ff ff",
        " at `text`: expected the next part of a string or of bytes, found a string (byte 7)",
    ),
    ("text", "7c", " at `text`: invalid byte 0x7c (byte 6)"),
    (
        "text",
        "7b ffffffffffffffff",
        " at `text`: 18446744073709551615 bytes expected, 0 are left (byte 15)",
    ),
    (
        "blob",
        "61 61",
        " at `blob`: expected bytes or null, found a string (byte 6)",
    ),
    (
        "flag",
        "f8 15",
        " at `flag`: expected a boolean or null, found the byte 0xf8 (byte 6)",
    ),
    (
        "byte",
        "18 80",
        " at `byte`: `128` does not fit; expected an integer from -128 to 127 (byte 6)",
    ),
    (
        "byte",
        "f9 3c00",
        " at `byte`: expected an integer or null, found a float (byte 6)",
    ),
    (
        "long",
        "1b 8000000000000000",
        " at `long`: `9223372036854775808` does not fit; expected an integer from -9223372036854775808 to 9223372036854775807 (byte 6)",
    ),
    (
        "long",
        "3b ffffffffffffffff",
        " at `long`: `-18446744073709551616` does not fit; expected an integer from -9223372036854775808 to 9223372036854775807 (byte 6)",
    ),
    ("long", "1f", " at `long`: invalid byte 0x1f (byte 6)"),
    (
        "float",
        "fb 7fefffffffffffff",
        " at `float`: `179769313486231570000000000000000000000000000000…` does not fit; expected a number from -3.4028235e38 to 3.4028235e38 (byte 7)",
    ),
    (
        "double",
        "1b 0020000000000001",
        " at `double`: `9007199254740993` does not fit; expected a number that a float holds (byte 8)",
    ),
    (
        "double",
        "fb 00",
        " at `double`: the end of a float is missing (byte 8)",
    ),
    (
        "epoch",
        "01",
        " at `epoch`: expected a timestamp or null, found an integer (byte 7)",
    ),
    (
        "epoch",
        "c1 61 61",
        " at `epoch`: expected seconds since 1970, found a string (byte 8)",
    ),
    (
        "epoch",
        "c1 fb 7ff8000000000000",
        " at `epoch`: `NaN` does not fit; expected seconds since 1970 of at most 64 bits (byte 7)",
    ),
    (
        "epoch",
        "c1 1b 8000000000000000",
        " at `epoch`: `9223372036854775808` does not fit; expected seconds since 1970 of at most 64 bits (byte 7)",
    ),
    (
        "whole",
        "61 61",
        " at `whole`: expected a number or null, found a string (byte 7)",
    ),
    (
        "whole",
        "fb 3ff8000000000000",
        " at `whole`: `1.5` does not fit; expected the digits of an integer (byte 15)",
    ),
    (
        "decimal",
        "c4 81 01",
        " at `decimal`: expected an exponent and digits (byte 10)",
    ),
    (
        "decimal",
        "c4 83 01 01 01",
        " at `decimal`: expected an exponent and digits (byte 10)",
    ),
    (
        "decimal",
        "c4 01",
        " at `decimal`: expected a list or null, found an integer (byte 10)",
    ),
    (
        "list",
        "81 f6",
        " at `list[0]`: null where a value has to be (byte 7)",
    ),
    (
        "list",
        "83 61 61 61 62 01",
        " at `list[2]`: expected a string or null, found an integer (byte 11)",
    ),
    (
        "list",
        "9f 61 61",
        " at `list[1]`: expected the rest of a list or map, found the end of the document (byte 9)",
    ),
    (
        "list",
        "9b ffffffffffffffff",
        " at `list`: 18446744073709551615 items or entries in the 0 bytes that are left (byte 6)",
    ),
    (
        "map",
        "ba ffffffff 61",
        " at `map`: 4294967295 items or entries in the 1 bytes that are left (byte 5)",
    ),
    (
        "map",
        "a1 01 01",
        " at `map`: expected a string or null, found an integer (byte 6)",
    ),
    (
        "map",
        "a1 f6 01",
        " at `map`: expected a key, found null (byte 6)",
    ),
    (
        "map",
        "a1 63 612e62 61 61",
        " at `map[\"a.b\"]`: expected a number or null, found a string (byte 10)",
    ),
    (
        "choice",
        "a0",
        " at `choice`: no member in the union `Choice` (byte 8)",
    ),
    (
        "choice",
        "a2 64 74657874 61 61 66 6e756d626572 05",
        " at `choice`: two members in the union `Choice` (byte 22)",
    ),
    (
        "new",
        "ff",
        " at `new`: expected a value, found the end of a list, map or string (byte 5)",
    ),
    (
        "new",
        "f8",
        " at `new`: 1 bytes expected, 0 are left (byte 6)",
    ),
    ("new", "fc", " at `new`: invalid byte 0xfc (byte 5)"),
    (
        "text",
        "61 61 00",
        ": expected the end of the document, found an integer (byte 8)",
    ),
];

/// Protects whoever has to find the mistake: each failure names the place, the value and what was expected.
#[test]
fn failures_name_the_place() {
    for (name, form, expected) in FAILURES {
        assert_eq!(failure(&member(name, form)), *expected, "{name} {form}");
    }
    for (document, expected) in [
        ("f6", ": expected a map, found null (byte 0)"),
        ("80", ": expected a map or null, found a list (byte 0)"),
        (
            "c1",
            ": expected a value, found the end of the document (byte 1)",
        ),
        (
            "bf",
            ": expected the rest of a list or map, found the end of the document (byte 1)",
        ),
    ] {
        assert_eq!(failure(&bytes(document)), expected, "{document}");
    }
}

/// Protects the stack: 128 levels are read, and one more is refused, in whatever the model knows or does not know.
#[test]
fn depth_has_a_limit() {
    let nested = |levels: usize| {
        let mut document = vec![0xa0];
        for _ in 1..levels {
            document.splice(0..0, bytes("a1 66 6e6573746564"));
        }
        document
    };
    assert!(read(&nested(128)).is_ok());
    assert!(failure(&nested(129)).contains("nested too deeply"));
    for name in ["new", "open"] {
        for open in ["81", "9f", "a1 61 61", "bf 61 61"] {
            let document = member(name, &open.repeat(100_000));
            assert!(
                failure(&document).contains("nested too deeply"),
                "{name} {open}"
            );
        }
    }
    // Tags are no levels.
    let tags = "c1".repeat(100_000);
    assert!(read(&member("text", &format!("{tags} 61 61"))).is_ok());
}

/// Protects time: an integer takes no longer to convert than its length allows.
#[test]
fn integers_have_a_limit() {
    let longest = format!("c2 59 1000 {}", "ff".repeat(4096));
    let digits = read(&member("whole", &longest)).unwrap().whole.unwrap();
    assert_eq!(digits.as_ref().len(), 9865);
    let longer = format!("c2 59 1001 {}", "ff".repeat(4097));
    assert!(failure(&member("whole", &longer)).contains("4097 bytes; at most 4096"));
}

/// Protects the process: whatever bytes there are, they are read or refused.
#[test]
fn any_bytes() {
    let mut refused = 0;
    for seed in 0..10_000 {
        let mut random = Random::new(seed);
        let value = sample::everything(&mut random, 2);
        let mut document = written(&value).unwrap();
        for _ in 0..1 + random.below(4) {
            let place = random.below(document.len());
            match random.below(3) {
                0 => document[place] = random.bits() as u8,
                1 => document.truncate(place + 1),
                _ => document.insert(
                    place,
                    random.pick(&[0xff, 0x9f, 0xbf, 0x7f, 0xc2, 0xc4, 0xf7, 0x1b]),
                ),
            }
        }
        match read(&document) {
            Ok(all) => drop(written(&all)),
            Err(error) => {
                refused += 1;
                assert!(error.to_string().len() < 1_000, "{error}");
            }
        }
    }
    assert!(refused > 3_000, "{refused}");
}

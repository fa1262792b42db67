//! The values of CBOR documents, by example: the forms of each, and those that are refused.

#[path = "support/call.rs"]
mod call;
#[path = "support/cbor_call.rs"]
mod cbor_call;
#[path = "support/everything.rs"]
mod everything;

use cbor_call::{bytes, failure, member, read, written};
use everything::Everything;
use hammersmith::primitives::{Document, Number};

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

/// Protects whoever has to find the mistake: each failure names the place, the value and what was
/// expected.
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

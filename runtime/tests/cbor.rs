//! CBOR as a whole: requests are those of the official encoder, what is written is read again, and
//! hostile bytes are refused.

#[path = "support/call.rs"]
mod call;
#[path = "support/cbor.rs"]
mod cbor;
#[path = "support/cbor_call.rs"]
mod cbor_call;
#[path = "support/everything.rs"]
mod everything;
#[path = "support/sample.rs"]
mod sample;
mod support;

use aws_smithy_cbor::Encoder;
use cbor_call::{bytes, failure, member, read, written};
use everything::{Choice, Everything};
use hammersmith::codec::cbor::same;
use hammersmith::primitives::DateTime;
use support::Random;

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

/// Protects the stack: 128 levels are read, and one more is refused, in whatever the model knows or
/// does not know.
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
    // Tags do not count as levels.
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

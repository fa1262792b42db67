//! The functions that rules call.

use super::bytes::all;
use super::rules::{Cut, Field};

/// A part of a string of ASCII characters, by its start and end, or by these from the end.
pub(super) fn substring(text: &str, start: usize, stop: usize, reverse: bool) -> Option<&str> {
    if !text.is_ascii() || start >= stop {
        return None;
    }
    let range = if reverse {
        text.len().checked_sub(stop)?..text.len().checked_sub(start)?
    } else {
        start..stop
    };
    text.get(range)
}

/// True if the part `cut` of a string equals `part`, which is ASCII.
pub(super) fn is_cut(text: &str, cut: Cut, part: &str) -> bool {
    let Cut {
        start,
        stop,
        reverse,
    } = cut;
    let length = text.len();
    let (start, stop) = if reverse {
        (length.wrapping_sub(stop), length.wrapping_sub(start))
    } else {
        (start, stop)
    };
    // Most parts differ. Then the rest of the string is not checked.
    text.as_bytes().get(start..stop) == Some(part.as_bytes()) && text.is_ascii()
}

/// The parts of a string between delimiters; at most so many, or all for 0.
pub(super) fn split<'a>(
    text: &'a str,
    delimiter: &'a str,
    limit: usize,
) -> Option<impl Iterator<Item = &'a str>> {
    let limit = if limit == 0 { usize::MAX } else { limit };
    (!delimiter.is_empty()).then(|| text.splitn(limit, delimiter))
}

/// True if the string is a label of a host name, or, where dots are allowed, labels between dots.
pub(super) fn is_host_label(text: &str, dots: bool) -> bool {
    let is_letter =
        |byte: u8| (byte | 0x20).is_ascii_lowercase() | byte.is_ascii_digit() | (byte == b'-');
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && all(label.as_bytes(), is_letter)
    };
    // Few strings have dots where they are allowed.
    is_label(text) || dots && text.split('.').all(is_label)
}

/// True if the name of a bucket may be part of a host name; with dots, where these are allowed.
pub(super) fn is_hostable_bucket(bucket: &str, dots: bool) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() | byte.is_ascii_digit() | (byte == b'-');
    let is_segment = |segment: &str| {
        (3..=63).contains(&segment.len())
            && !segment.starts_with('-')
            && !segment.ends_with('-')
            && all(segment.as_bytes(), is_letter)
    };
    is_segment(bucket) || dots && bucket.split('.').all(is_segment)
}

/// The parts of an ARN.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(unreachable_pub, reason = "a hidden variant of `Value` has it")]
pub struct Arn<'a> {
    partition: &'a str,
    service: &'a str,
    region: &'a str,
    account: &'a str,
    pub(super) resource: &'a str,
}

impl<'a> Arn<'a> {
    /// A part, other than those of the resource.
    pub(super) fn part(self, part: Field) -> Option<&'a str> {
        Some(match part {
            Field::Partition => self.partition,
            Field::Service => self.service,
            Field::Region => self.region,
            Field::AccountId => self.account,
            _ => return None,
        })
    }
}

/// The parts of the ID of a resource.
pub(super) fn segments(resource: &str) -> impl DoubleEndedIterator<Item = &str> {
    resource.split([':', '/'])
}

/// The parts of an ARN. Only region and account may be empty.
pub(super) fn arn(text: &str) -> Option<Arn<'_>> {
    let mut parts = text.splitn(6, ':');
    let mut part = || parts.next();
    let ("arn", partition, service) = (part()?, part()?, part()?) else {
        return None;
    };
    let (region, account, resource) = (part()?, part()?, part()?);
    if [partition, service, resource].contains(&"") {
        return None;
    }
    Some(Arn {
        partition,
        service,
        region,
        account,
        resource,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // Cases from the specification of the rules engine.
    #[test]
    fn substring_and_split() {
        assert_eq!(substring("abcdefg", 0, 4, false), Some("abcd"));
        assert_eq!(substring("abcdefg", 0, 4, true), Some("defg"));
        assert_eq!(substring("abcd", 0, 4, true), Some("abcd"));
        for (text, start, stop) in [
            ("abc", 0, 4),
            ("abc", 2, 1),
            ("abc", 1, 1),
            ("", 0, 1),
            ("é", 0, 1),
        ] {
            for reverse in [false, true] {
                let part = substring(text, start, stop, reverse);
                assert_eq!(part, None, "{text} {start} {stop}");
            }
        }

        let cut =
            |text, delimiter, limit| split(text, delimiter, limit).map(Iterator::collect::<Vec<_>>);
        assert_eq!(cut("a--b--c", "--", 0), Some(vec!["a", "b", "c"]));
        assert_eq!(cut("a--b--c", "--", 2), Some(vec!["a", "b--c"]));
        assert_eq!(cut("a--b", "--", 1), Some(vec!["a--b"]));
        assert_eq!(cut("", "--", 0), Some(vec![""]));
        assert_eq!(cut("--", "--", 0), Some(vec!["", ""]));
        assert_eq!(cut("a", "", 0), None);
    }

    #[test]
    fn host_labels_and_buckets() {
        let long = "a".repeat(64);
        let labels = [
            ("a", true, true),
            ("a-b", true, true),
            ("A9-", true, true),
            ("-a", false, false),
            ("", false, false),
            ("a.b", false, true),
            ("a..b", false, false),
            ("a.b.", false, false),
            ("a_b", false, false),
            ("é", false, false),
            (&long, false, false),
            (".", false, false),
        ];
        for (text, plain, dotted) in labels {
            assert_eq!(is_host_label(text, false), plain, "{text}");
            assert_eq!(is_host_label(text, true), dotted, "{text}");
        }
        let buckets = [
            ("bucket", true, true),
            ("ab", false, false),
            ("Bucket", false, false),
            ("bucket-", false, false),
            ("my.bucket", false, false),
            ("mine.bucket", false, true),
            ("aaa.bb", false, false),
            ("127.0.0.1", false, false),
            ("123", true, true),
            ("a-b", true, true),
            ("abc.def-.ghi", false, false),
        ];
        for (text, plain, dotted) in buckets {
            assert_eq!(is_hostable_bucket(text, false), plain, "{text}");
            assert_eq!(is_hostable_bucket(text, true), dotted, "{text}");
        }
    }

    #[test]
    fn parts_of_arns() {
        let text = "arn:aws:s3:us-east-2:012345678:outpost:op-1/bucket";
        let parts = arn(text).expect("an ARN");
        let resource: Vec<&str> = segments(parts.resource).collect();
        assert_eq!(resource, ["outpost", "op-1", "bucket"]);
        assert_eq!(parts.part(Field::AccountId), Some("012345678"));
        assert_eq!(parts.part(Field::Other), None);
        for bad in [
            "",
            "arn:aws:s3",
            "a:b:c:d:e:f",
            "arn::s3:::x",
            "arn:aws:::x:y",
            "arn:aws:s3:::",
        ] {
            assert!(arn(bad).is_none(), "{bad}");
        }
        let bare = arn("arn:aws:s3:::bucket").and_then(|parts| parts.part(Field::Region));
        assert_eq!(bare, Some(""));
    }
}

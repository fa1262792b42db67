//! The functions that rules call.

use super::partition::partition;
use super::rules::Function;
use super::{Value, url};
use crate::http::{LABEL, percent_encode};

/// Returns the result of a function; `None` if it has none.
pub(super) fn call<'p>(function: Function, arguments: Vec<Value<'p>>) -> Option<Value<'p>> {
    let text = |index: usize| arguments.get(index).and_then(Value::as_str);
    let flag = |index: usize| arguments.get(index).and_then(Value::as_bool);
    let number = |index: usize| {
        let number = arguments.get(index).and_then(Value::as_integer)?;
        usize::try_from(number).ok()
    };
    Some(match function {
        Function::IsSet => Value::Bool(arguments.first() != Some(&Value::None)),
        Function::Not => Value::Bool(!flag(0)?),
        Function::BooleanEquals => Value::Bool(flag(0)? == flag(1)?),
        Function::StringEquals => Value::Bool(text(0)? == text(1)?),
        Function::GetAttr => arguments.first()?.at(text(1)?)?.clone(),
        Function::Substring => substring(text(0)?, number(1)?, number(2)?, flag(3)?)?,
        Function::Split => split(text(0)?, text(1)?, number(2)?)?,
        Function::Coalesce => {
            let mut values = arguments.into_iter();
            values.find(|value| *value != Value::None)?
        }
        Function::IfThenElse => {
            let branch = if flag(0)? { 1 } else { 2 };
            arguments.into_iter().nth(branch)?
        }
        Function::ParseUrl => url::parse(text(0)?)?,
        Function::IsValidHostLabel => {
            Value::Bool(is_host_label(text(0)?, flag(1).unwrap_or(false)))
        }
        Function::UriEncode => {
            let mut encoded = String::new();
            percent_encode(&mut encoded, text(0)?, LABEL);
            Value::text(encoded)
        }
        Function::AwsPartition => partition(text(0)?),
        Function::AwsParseArn => arn(text(0)?)?,
        Function::AwsIsVirtualHostableS3Bucket => {
            Value::Bool(is_hostable_bucket(text(0)?, flag(1).unwrap_or(false)))
        }
    })
}

fn substring(text: &str, start: usize, stop: usize, reverse: bool) -> Option<Value<'static>> {
    if !text.is_ascii() || start >= stop {
        return None;
    }
    let range = if reverse {
        text.len().checked_sub(stop)?..text.len().checked_sub(start)?
    } else {
        start..stop
    };
    text.get(range).map(|part| Value::text(part.to_owned()))
}

fn split(text: &str, delimiter: &str, limit: usize) -> Option<Value<'static>> {
    if delimiter.is_empty() {
        return None;
    }
    let limit = if limit == 0 { usize::MAX } else { limit };
    let parts = text.splitn(limit, delimiter);
    Some(Value::List(
        parts.map(|part| Value::text(part.to_owned())).collect(),
    ))
}

/// True if the string is a label of a host name, or, where dots are allowed, labels between dots.
pub(super) fn is_host_label(text: &str, dots: bool) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if dots {
        text.split('.').all(is_label)
    } else {
        is_label(text)
    }
}

fn is_hostable_bucket(bucket: &str, dots: bool) -> bool {
    let is_segment = |segment: &str| {
        (3..=63).contains(&segment.len())
            && !segment.ends_with('-')
            && !segment.bytes().any(|byte| byte.is_ascii_uppercase())
    };
    let segments = |bucket: &str| {
        if dots {
            bucket.split('.').all(is_segment)
        } else {
            is_segment(bucket)
        }
    };
    is_host_label(bucket, dots) && segments(bucket)
}

/// The parts of an ARN. Only region and account may be empty.
fn arn(text: &str) -> Option<Value<'static>> {
    let mut parts = text.splitn(6, ':');
    let mut part = || parts.next();
    let ("arn", partition, service) = (part()?, part()?, part()?) else {
        return None;
    };
    let (region, account, resource) = (part()?, part()?, part()?);
    if [partition, service, resource].contains(&"") {
        return None;
    }
    let own = |text: &str| Value::text(text.to_owned());
    Some(Value::Object(vec![
        ("partition", own(partition)),
        ("service", own(service)),
        ("region", own(region)),
        ("accountId", own(account)),
        (
            "resourceId",
            Value::List(resource.split([':', '/']).map(own).collect()),
        ),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(function: Function, arguments: &[Value<'static>]) -> Value<'static> {
        call(function, arguments.to_vec()).unwrap_or_default()
    }

    fn texts(all: &[&str]) -> Value<'static> {
        Value::List(
            all.iter()
                .map(|text| Value::text((*text).to_owned()))
                .collect(),
        )
    }

    // Cases from the specification of the rules engine.
    #[test]
    fn substring_and_split() {
        let part = |text: &'static str, start: i64, stop: i64, reverse: bool| {
            let arguments = [
                text.into(),
                Value::Integer(start),
                Value::Integer(stop),
                reverse.into(),
            ];
            run(Function::Substring, &arguments)
        };
        assert_eq!(part("abcdefg", 0, 4, false), "abcd".into());
        assert_eq!(part("abcdefg", 0, 4, true), "defg".into());
        assert_eq!(part("abcd", 0, 4, true), "abcd".into());
        for (text, start, stop) in [
            ("abc", 0, 4),
            ("abc", 2, 1),
            ("abc", 1, 1),
            ("", 0, 1),
            ("é", 0, 1),
            ("abc", -1, 2),
        ] {
            for reverse in [false, true] {
                assert_eq!(
                    part(text, start, stop, reverse),
                    Value::None,
                    "{text} {start} {stop}"
                );
            }
        }

        let cut = |text: &'static str, delimiter: &'static str, limit: i64| {
            run(
                Function::Split,
                &[text.into(), delimiter.into(), Value::Integer(limit)],
            )
        };
        assert_eq!(cut("a--b--c", "--", 0), texts(&["a", "b", "c"]));
        assert_eq!(cut("a--b--c", "--", 2), texts(&["a", "b--c"]));
        assert_eq!(cut("a--b", "--", 1), texts(&["a--b"]));
        assert_eq!(cut("", "--", 0), texts(&[""]));
        assert_eq!(cut("--", "--", 0), texts(&["", ""]));
        assert_eq!(cut("a", "", 0), Value::None);
    }

    #[test]
    fn logic_on_missing_values() {
        let none = || Value::None;
        assert_eq!(run(Function::IsSet, &[none()]), false.into());
        assert_eq!(run(Function::IsSet, &["".into()]), true.into());
        assert_eq!(run(Function::Not, &[none()]), none());
        assert_eq!(run(Function::StringEquals, &[none(), "a".into()]), none());
        assert_eq!(
            run(Function::BooleanEquals, &[true.into(), true.into()]),
            true.into()
        );
        assert_eq!(
            run(Function::Coalesce, &[none(), "a".into(), "b".into()]),
            "a".into()
        );
        assert_eq!(run(Function::Coalesce, &[none()]), none());
        assert_eq!(
            run(Function::IfThenElse, &[true.into(), "a".into(), none()]),
            "a".into()
        );
        assert_eq!(
            run(Function::IfThenElse, &[false.into(), "a".into(), none()]),
            none()
        );
        assert_eq!(
            run(Function::UriEncode, &["a b/é".into()]),
            "a%20b%2F%C3%A9".into()
        );
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
        let arn = run(
            Function::AwsParseArn,
            &["arn:aws:s3:us-east-2:012345678:outpost:op-1/bucket".into()],
        );
        assert_eq!(
            arn.at("resourceId"),
            Some(&texts(&["outpost", "op-1", "bucket"]))
        );
        assert_eq!(arn.at("resourceId[-1]"), Some(&"bucket".into()));
        assert_eq!(arn.at("resourceId[3]"), None);
        assert_eq!(arn.at("resourceId[-4]"), None);
        assert_eq!(arn.at("accountId"), Some(&"012345678".into()));
        for bad in [
            "",
            "arn:aws:s3",
            "a:b:c:d:e:f",
            "arn::s3:::x",
            "arn:aws:::x:y",
            "arn:aws:s3:::",
        ] {
            assert_eq!(
                run(Function::AwsParseArn, &[Value::text(bad)]),
                Value::None,
                "{bad}"
            );
        }
        let bare = run(Function::AwsParseArn, &["arn:aws:s3:::bucket".into()]);
        assert_eq!(bare.at("region"), Some(&"".into()));
    }
}

//! Expressions and results in the forms that take the least time to evaluate. Rules are read once,
//! and evaluated for each request.

use aws_smithy_types::Document;
use aws_smithy_types::endpoint::EndpointAuthScheme;

use super::rules::{
    Condition, Cut, Expr, Function, Leaf, Member, Named, Outcome, Piece, Scheme, Step, Test,
};
use super::{Endpoint, Value};

pub(super) fn slot(name: &str, names: &[&'static str]) -> Option<usize> {
    names.iter().position(|other| *other == name)
}

/// A condition on a value without a name. The first slots are those of parameters.
pub(super) fn condition(value: Expr, parameters: usize) -> Condition {
    let short = match &value {
        Expr::Call(function, arguments) => match test(*function, arguments, parameters) {
            Some(test) => Some(Condition::Slot(test)),
            None => short(*function, arguments),
        },
        _ => None,
    };
    short.unwrap_or(Condition::Holds(value))
}

/// A condition whose value has a name: the slot, of those of named values, and the value.
pub(super) fn assignment(slot: usize, value: Expr) -> Condition {
    match &value {
        Expr::Call(Function::AwsPartition, arguments) => match arguments[..] {
            [Expr::Slot(region)] => Condition::Partition(slot, region),
            _ => Condition::Assign(slot, value),
        },
        _ => Condition::Assign(slot, value),
    }
}

/// The simplest form of a condition, which is on a parameter.
fn test(function: Function, arguments: &[Expr], parameters: usize) -> Option<Test> {
    let number = |slot: usize| u16::try_from(slot).ok().filter(|_| slot < parameters);
    Some(match (function, arguments) {
        (Function::IsSet, [Expr::Slot(slot)]) => Test::Set(number(*slot)?),
        (Function::BooleanEquals, [value, Expr::Bool(flag)]) => match value {
            Expr::Slot(slot) => Test::Flag(number(*slot)?, *flag),
            Expr::Call(Function::Coalesce, values) => match values[..] {
                [Expr::Slot(slot), Expr::Bool(unset)] => {
                    Test::FlagOrUnset(number(slot)?, *flag, unset == *flag)
                }
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    })
}

/// The form of a condition that is one function of a slot.
fn short(function: Function, arguments: &[Expr]) -> Option<Condition> {
    Some(match (function, arguments) {
        (Function::BooleanEquals, [Expr::Member(slot, member), Expr::Bool(flag)]) => {
            Condition::MemberFlag(*slot, *member, *flag)
        }
        (Function::StringEquals, [value, Expr::Text(text)]) => match value {
            Expr::Slot(slot) => Condition::Is(*slot, text),
            Expr::Member(slot, member) => Condition::MemberIs(*slot, *member, text),
            Expr::Cut(slot, cut) if !text.is_empty() => Condition::CutIs(*slot, *cut, text),
            // The empty string in place of a missing part never equals `text`.
            Expr::Call(Function::Coalesce, values) => match values[..] {
                [Expr::Cut(slot, cut), Expr::Text("")] if !text.is_empty() => {
                    Condition::CutIs(slot, cut, text)
                }
                _ => return None,
            },
            _ => return None,
        },
        (Function::IsValidHostLabel, [Expr::Slot(slot), Expr::Bool(dots)]) => {
            Condition::HostLabel(*slot, *dots)
        }
        (Function::AwsIsVirtualHostableS3Bucket, [Expr::Slot(slot), Expr::Bool(dots)]) => {
            Condition::HostableBucket(*slot, *dots)
        }
        _ => return None,
    })
}

/// A call. The arguments that are the same for all parameters are read now.
pub(super) fn call(function: Function, mut arguments: Vec<Expr>) -> Option<Expr> {
    if let (Function::GetAttr, [_, Expr::Text(path)]) = (function, &arguments[..]) {
        let path = self::path(path)?;
        let whole = arguments.swap_remove(0);
        return Some(match (&whole, &path[..]) {
            (Expr::Slot(slot), [Step::Member(member)]) => Expr::Member(*slot, *member),
            _ => Expr::Part(Box::new(whole), path),
        });
    }
    if let (
        Function::Substring,
        [
            Expr::Slot(slot),
            Expr::Integer(start),
            Expr::Integer(stop),
            Expr::Bool(reverse),
        ],
    ) = (function, &arguments[..])
        && let (Ok(start), Ok(stop)) = (usize::try_from(*start), usize::try_from(*stop))
    {
        let reverse = *reverse;
        let cut = Cut {
            start,
            stop,
            reverse,
        };
        return Some(Expr::Cut(*slot, cut));
    }
    Some(Expr::Call(function, arguments))
}

/// The steps of a path: names between dots, each with indices in brackets after it.
fn path(text: &'static str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in text.split('.') {
        let (name, indices) = part.split_at(part.find('[').unwrap_or(part.len()));
        if !name.is_empty() {
            steps.push(Step::Member(Member::named(name)));
        }
        for index in indices.split('[').skip(1) {
            steps.push(Step::Item(index.strip_suffix(']')?.parse().ok()?));
        }
    }
    Some(steps)
}

/// A string with values at `{name}` and parts of values at `{name#path}`; a doubled brace is a
/// brace.
pub(super) fn template(text: &'static str, names: &[&'static str]) -> Option<Expr> {
    if !text.contains(['{', '}']) {
        return Some(Expr::Text(text));
    }
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some((plain, brace)) = rest.find(['{', '}']).map(|at| rest.split_at(at)) {
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        if brace.starts_with("{{") || brace.starts_with("}}") {
            pieces.push(Piece::Text(brace.get(..1)?));
            rest = brace.get(2..)?;
            continue;
        }
        let (reference, tail) = brace.strip_prefix('{')?.split_once('}')?;
        let (name, path) = reference.split_once('#').unwrap_or((reference, ""));
        let (slot, path) = (slot(name, names)?, self::path(path)?);
        pieces.push(match path[..] {
            [] => Piece::Slot(slot),
            [Step::Member(member)] => Piece::Member(slot, member),
            _ => Piece::Value(slot, path),
        });
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    Some(Expr::Template(pieces))
}

/// An endpoint. The parts that no parameter changes are built now.
pub(super) fn leaf(
    url: Expr,
    mut properties: Vec<Named>,
    headers: Vec<(&'static str, Expr)>,
) -> Option<Outcome> {
    let mut schemes = Vec::new();
    if let Some(at) = properties
        .iter()
        .position(|(name, _)| *name == "authSchemes")
        && let Expr::List(items) = &properties[at].1
        && items.iter().all(is_scheme)
        && let (_, Expr::List(items)) = properties.remove(at)
    {
        schemes = items.into_iter().filter_map(scheme).collect();
    }
    let headers = headers.into_iter().map(|(name, values)| match values {
        Expr::List(values) => Some((name, values)),
        _ => None,
    });
    // The builder demands a URL, which each request replaces.
    let mut known = Endpoint::builder().url("-");
    let mut others = Vec::new();
    for (name, value) in properties {
        match constant(&value) {
            Some(value) => known = known.property(name, value),
            None => others.push((name, value)),
        }
    }
    let known_schemes: Option<Vec<_>> = schemes.iter().map(known_scheme).collect();
    if let Some(all) = known_schemes {
        schemes.clear();
        known = all
            .into_iter()
            .fold(known, |known, it| known.auth_scheme(it));
    }
    let known = Some(known.build());
    Some(Outcome::Endpoint(Box::new(Leaf {
        known: known.filter(|it| !it.properties().is_empty() || !it.auth_schemes().is_empty()),
        url,
        schemes,
        properties: others,
        headers: headers.collect::<Option<_>>()?,
    })))
}

fn is_scheme(value: &Expr) -> bool {
    match value {
        Expr::Object(members) => members.iter().any(|(name, _)| *name == "name"),
        _ => false,
    }
}

fn scheme(value: Expr) -> Option<Scheme> {
    let Expr::Object(mut properties) = value else {
        return None;
    };
    let at = properties.iter().position(|(name, _)| *name == "name")?;
    let (_, name) = properties.remove(at);
    Some(Scheme { name, properties })
}

/// A scheme without values of parameters.
fn known_scheme(Scheme { name, properties }: &Scheme) -> Option<EndpointAuthScheme> {
    let Expr::Text(name) = name else {
        return None;
    };
    let mut scheme = EndpointAuthScheme::with_capacity(*name, properties.len());
    for (key, value) in properties {
        scheme = scheme.put(*key, constant(value)?);
    }
    Some(scheme)
}

/// The value of an expression without values of parameters.
fn constant(value: &Expr) -> Option<Document> {
    Some(match value {
        Expr::Text(text) => Value::String(text).into_document(),
        Expr::Bool(flag) => Document::Bool(*flag),
        Expr::Integer(number) => Value::Integer(*number).into_document(),
        Expr::List(items) => Document::Array(items.iter().map(constant).collect::<Option<_>>()?),
        Expr::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, value)| Some(((*name).to_owned(), constant(value)?)));
            Document::Object(members.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

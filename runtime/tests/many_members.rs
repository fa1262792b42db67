//! A structure with more members than the words of bits that tell which are set hold at first.

#[path = "support/call.rs"]
mod call;

use call::{Input, parse, serialize};
use hammersmith::error::BuildError;
use hammersmith::http::Response;
use hammersmith::shape::{Done, Members, Reader, RowCount, Sink, Source, Structure};
use hammersmith::validate::{self, Options};

/// The number of members of the structure: more than twice 64.
const COUNT: usize = 140;

/// The rows of ten members.
macro_rules! ten {
    ($tens:literal) => {
        ten!($tens, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
    };
    ($tens:literal, $($ones:literal),*) => {
        concat!($("\"", $tens, $ones, "\": m", $tens, $ones, " @required\n",)*)
    };
}

/// Its members are required strings, which are called by their numbers.
#[derive(Clone, Debug)]
struct Many(Vec<Option<String>>);

impl Default for Many {
    fn default() -> Self {
        Self(vec![None; COUNT])
    }
}

impl Structure for Many {
    type Builder = Self;
    type Rows = RowCount<COUNT>;

    const MEMBERS: &'static str = concat!(
        ten!("0"),
        ten!("1"),
        ten!("2"),
        ten!("3"),
        ten!("4"),
        ten!("5"),
        ten!("6"),
        ten!("7"),
        ten!("8"),
        ten!("9"),
        ten!("10"),
        ten!("11"),
        ten!("12"),
        ten!("13"),
    );

    fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
        for (member, value) in self.0.iter().enumerate() {
            to.put(member, value);
        }
    }

    fn read<R: Source>(builder: &mut Self, member: usize, from: &mut Reader<'_, R>) -> Done {
        match builder.0.get_mut(member) {
            Some(value) => from.set(value),
            None => from.skip(),
        }
    }

    fn build(builder: Self) -> Result<Self, BuildError> {
        Ok(builder)
    }
}

impl Input for Many {}

/// The structure with one member set.
fn with(member: usize) -> Many {
    let mut many = Many::default();
    many.0[member] = Some("a".to_owned());
    many
}

/// Protects large structures: each member is written and read as itself, and none is taken for
/// another that is missing.
#[test]
fn every_member_counts() {
    for member in 0..COUNT {
        let body = serialize(&with(member)).unwrap().body;
        assert_eq!(body, format!("{{\"{member:02}\":\"a\"}}").into_bytes());
        let found = parse::<Many>(&Response::new(200, &body)).unwrap();
        for (other, value) in found.0.iter().enumerate() {
            let expected = if other == member { "a" } else { "" };
            assert_eq!(value.as_deref(), Some(expected), "{other} with {member}");
        }
    }
}

/// Protects members from each other, in whatever order a service sends them, and how often.
#[test]
fn members_come_in_any_order() {
    let members: Vec<_> = (0..COUNT).rev().chain((0..COUNT).step_by(7)).collect();
    let texts = members
        .iter()
        .map(|member| format!("\"{member:02}\":\"{member}\""));
    let body = format!("{{{}}}", texts.collect::<Vec<_>>().join(","));
    let found = parse::<Many>(&Response::new(200, &body)).unwrap();
    for (member, value) in found.0.iter().enumerate() {
        assert_eq!(value.as_deref(), Some(member.to_string().as_str()));
    }
}

/// Protects validation of large structures: each member that is missing is named, and no other.
#[test]
fn every_missing_member_is_named() {
    for member in [0, 63, 64, 127, 128, COUNT - 1] {
        let errors = validate::structure(&with(member), Options::new()).unwrap_err();
        let found: Vec<_> = errors
            .into_problems()
            .into_iter()
            .map(|it| it.path)
            .collect();
        let expected: Vec<_> = (0..COUNT)
            .filter(|other| *other != member)
            .map(|other| format!("m{other:02}"))
            .collect();
        assert_eq!(found, expected);
    }
}

//! The rules of a service as data.

use std::sync::{PoisonError, RwLock};

use super::Error;
use super::parse::parse;

/// The rules by which the requests of a service find their host.
///
/// They are text, so that they cost a crate no more than a string: the names of the parameters,
/// then conditions, results and nodes, a line each.
///
/// ```text
/// Region Endpoint                              the parameters
/// ? isSet(Endpoint)                            condition 0
/// ? Home = aws.partition(Region)               condition 1, whose value gets a name
/// > Endpoint                                   result 0: the URL
/// > "https://a.{Home#dnsSuffix}" {} {}         result 1: with properties, and headers
/// ! "there is no region"                       result 2: the reason why there is no endpoint
/// : 0 .0 1, 1 .1 .2                            two nodes
/// ```
///
/// A node has a condition, the target if the condition holds, and the one if it does not: the
/// number of a later node, `.` and the number of a result, or `.` if no rule matches. The first
/// node is where it starts. A condition holds if it has a value other than `false`. Expressions are
/// strings with `{name#path}` in them, booleans, integers, names, calls, `[lists]` and `{"objects":
/// …}`.
///
/// ```
/// use hammersmith::endpoint::RuleSet;
///
/// static RULES: RuleSet = RuleSet::new(
///     r#"
///     Region
///     ? isSet(Region)
///     > "https://batch.{Region}.amazonaws.com"
///     ! "there is no region"
///     : 0 .0 .1
///     "#,
/// );
///
/// let endpoint = hammersmith::endpoint::resolve(&RULES, &["eu-west-1".into()])?;
/// assert_eq!(endpoint.url(), "https://batch.eu-west-1.amazonaws.com");
/// # Ok::<(), hammersmith::endpoint::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RuleSet {
    text: &'static str,
}

impl RuleSet {
    /// Rules of that text.
    pub const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The program of the rules, which is made when they are first used.
    pub(super) fn program(&self) -> Result<&'static Program, Error> {
        static PROGRAMS: RwLock<Vec<(&str, &Program)>> = RwLock::new(Vec::new());
        let find = |programs: &[(&str, &'static Program)]| {
            let mut programs = programs.iter();
            let found = programs.find(|(text, _)| std::ptr::eq(*text, self.text));
            found.map(|(_, program)| *program)
        };
        let programs = PROGRAMS.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(program) = find(&programs) {
            return Ok(program);
        }
        drop(programs);
        let program = parse(self.text)?;
        let mut programs = PROGRAMS.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(program) = find(&programs) {
            return Ok(program);
        }
        // As long-lived as the text, and one for each service of the program.
        let program: &'static Program = Box::leak(Box::new(program));
        programs.push((self.text, program));
        Ok(program)
    }
}

/// The rules, with numbers in place of names.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// The number of parameters, which have the first slots.
    pub(super) parameters: usize,
    /// The number of values that conditions give a name, which have the other slots.
    pub(super) assigned: usize,
    pub(super) conditions: Vec<Condition>,
    pub(super) results: Vec<Outcome>,
    pub(super) nodes: Vec<Node>,
    /// Where it starts.
    pub(super) root: Target,
}

/// A value that has to be there, and not be false. The forms that most conditions have come first.
#[derive(Debug)]
pub(super) enum Condition {
    /// A slot has a value.
    Set(usize),
    /// A slot is that boolean.
    Flag(usize, bool),
    /// A value without a name.
    Holds(Expr),
    /// A value that a slot keeps, of those of named values.
    Assign(usize, Expr),
}

/// A decision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) condition: u16,
    /// Where it goes on if the condition holds.
    pub(super) high: Target,
    /// Where it goes on if not.
    pub(super) low: Target,
}

/// Where a decision leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Target {
    Node(u16),
    Result(u16),
    #[default]
    Nothing,
}

#[derive(Debug)]
pub(super) enum Outcome {
    Endpoint {
        url: Expr,
        schemes: Vec<Scheme>,
        properties: Vec<Named>,
        headers: Vec<(&'static str, Vec<Expr>)>,
    },
    Error(Expr),
}

/// A name and the value that goes by it.
pub(super) type Named = (&'static str, Expr);

/// A way to sign.
#[derive(Debug)]
pub(super) struct Scheme {
    pub(super) name: Expr,
    pub(super) properties: Vec<Named>,
}

/// An expression of the endpoint rules.
#[derive(Debug)]
pub(super) enum Expr {
    Text(&'static str),
    /// Texts, and values between them.
    Template(Vec<Piece>),
    Bool(bool),
    Integer(i64),
    List(Vec<Expr>),
    Object(Vec<Named>),
    /// A parameter, or a value that a condition has named.
    Slot(usize),
    /// The part of a value at a path.
    Part(Box<Expr>, Vec<Step>),
    Call(Function, Vec<Expr>),
}

#[derive(Debug)]
pub(super) enum Piece {
    Text(&'static str),
    Value(usize, Vec<Step>),
}

/// A step of a path such as `resourceId[0]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Member(&'static str),
    /// An item; negative ones count from the end.
    Item(isize),
}

/// A function of the rules. Where an argument has no value, most have none either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    IsSet,
    Not,
    BooleanEquals,
    StringEquals,
    /// `getAttr` with a path that is not a plain string.
    GetAttr,
    /// A part of a string of ASCII characters, by its start and end, or by these from the end.
    Substring,
    /// The parts of a string between delimiters; at most so many, or all for 0.
    Split,
    /// The first argument that has a value.
    Coalesce,
    /// The second or third argument, by the boolean that is the first.
    IfThenElse,
    ParseUrl,
    IsValidHostLabel,
    UriEncode,
    AwsPartition,
    AwsParseArn,
    AwsIsVirtualHostableS3Bucket,
}

impl Function {
    /// The function of that name in the rules.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "isSet" => Self::IsSet,
            "not" => Self::Not,
            "booleanEquals" => Self::BooleanEquals,
            "stringEquals" => Self::StringEquals,
            "getAttr" => Self::GetAttr,
            "substring" => Self::Substring,
            "split" => Self::Split,
            "coalesce" => Self::Coalesce,
            "ite" => Self::IfThenElse,
            "parseURL" => Self::ParseUrl,
            "isValidHostLabel" => Self::IsValidHostLabel,
            "uriEncode" => Self::UriEncode,
            "aws.partition" => Self::AwsPartition,
            "aws.parseArn" => Self::AwsParseArn,
            "aws.isVirtualHostableS3Bucket" => Self::AwsIsVirtualHostableS3Bucket,
            _ => return None,
        })
    }
}

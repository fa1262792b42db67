//! Rules as they are evaluated.

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

/// A value that has to be set, and not be false. The forms that most conditions have come first.
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
    /// Strings, and values between them.
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

//! Rules as they are evaluated.

use super::Endpoint;

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
    Slot(Test),
    /// A slot is that string.
    Is(usize, &'static str),
    /// A member of a slot is that string.
    MemberIs(usize, Member, &'static str),
    /// A member of a slot is that boolean.
    MemberFlag(usize, Member, bool),
    /// A part of the string in a slot is that string.
    CutIs(usize, Cut, &'static str),
    /// The string in a slot can be part of a host name; with dots, if the boolean is set.
    HostLabel(usize, bool),
    /// The string in a slot can be a bucket that is part of a host name, likewise.
    HostableBucket(usize, bool),
    /// A value without a name.
    Holds(Expr),
    /// The partition, which a slot of named values keeps, of the region in another slot.
    Partition(usize, usize),
    /// A value that a slot keeps, of those of named values.
    Assign(usize, Expr),
}

/// The simplest conditions, which nodes hold themselves.
#[derive(Clone, Copy, Debug)]
pub(super) enum Test {
    /// A parameter has a value.
    Set(u16),
    /// A parameter is that boolean.
    Flag(u16, bool),
    /// A parameter is that boolean, or has no value where the last boolean is set.
    FlagOrUnset(u16, bool, bool),
}

/// A decision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) condition: Decision,
    /// Where it goes on if the condition holds.
    pub(super) high: Target,
    /// Where it goes on if not.
    pub(super) low: Target,
}

/// The condition of a node.
#[derive(Clone, Copy, Debug)]
pub(super) enum Decision {
    Test(Test),
    /// The condition of that number.
    Condition(u16),
}

/// The target of a decision: the number of a node, or a number beyond those of all nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target(u32);

/// The target that is the first result. Nodes have numbers of 16 bits.
const RESULTS: u32 = 1 << 16;

impl Target {
    /// No rule matches.
    pub(super) const NOTHING: Self = Self(u32::MAX);

    /// The most nodes that have numbers.
    pub(super) const MOST_NODES: usize = RESULTS as usize;

    pub(super) fn node(number: u16) -> Self {
        Self(number.into())
    }

    pub(super) fn result(number: u16) -> Self {
        Self(RESULTS + u32::from(number))
    }

    /// The index among nodes, or one beyond all of them.
    pub(super) fn place(self) -> usize {
        self.0 as usize
    }

    /// The index among results, if it is not a node.
    pub(super) fn result_place(self) -> Option<usize> {
        Some(self.0.checked_sub(RESULTS)? as usize)
    }
}

impl Default for Target {
    fn default() -> Self {
        Self::NOTHING
    }
}

#[derive(Debug)]
pub(super) enum Outcome {
    Endpoint(Box<Leaf>),
    Error(Expr),
}

/// An endpoint: the parts that are the same for all parameters, and the others.
#[derive(Debug)]
pub(super) struct Leaf {
    /// All that is known in advance, if there is any. It has no URL yet.
    pub(super) known: Option<Endpoint>,
    pub(super) url: Expr,
    pub(super) schemes: Vec<Scheme>,
    pub(super) properties: Vec<Named>,
    pub(super) headers: Vec<(&'static str, Vec<Expr>)>,
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
    /// A member of a value that has a slot.
    Member(usize, Member),
    /// The part of a value at a path.
    Part(Box<Expr>, Vec<Step>),
    /// A part of the string in a slot.
    Cut(usize, Cut),
    Call(Function, Vec<Expr>),
}

#[derive(Debug)]
pub(super) enum Piece {
    Text(&'static str),
    Slot(usize),
    Member(usize, Member),
    Value(usize, Vec<Step>),
}

/// The place of a part of a string: see [`Function::Substring`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) start: usize,
    pub(super) stop: usize,
    pub(super) reverse: bool,
}

/// A step of a path such as `resourceId[0]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Member(Member),
    /// An item; negative ones count from the end.
    Item(isize),
}

/// The name of a member, and its number if the value of a function has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) field: Field,
}

/// A member of a partition, of a URL or of an ARN. The strings of a partition are the first ones,
/// since their numbers are their places in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    DnsSuffix,
    DualStackDnsSuffix,
    ImplicitGlobalRegion,
    SupportsFips,
    SupportsDualStack,
    Scheme,
    Authority,
    Path,
    NormalizedPath,
    IsIp,
    Partition,
    Service,
    Region,
    AccountId,
    ResourceId,
    /// A member of an object of the rules.
    Other,
}

impl Member {
    /// The member of that name.
    pub(super) fn named(name: &'static str) -> Self {
        let field = match name {
            "name" => Field::Name,
            "dnsSuffix" => Field::DnsSuffix,
            "dualStackDnsSuffix" => Field::DualStackDnsSuffix,
            "implicitGlobalRegion" => Field::ImplicitGlobalRegion,
            "supportsFIPS" => Field::SupportsFips,
            "supportsDualStack" => Field::SupportsDualStack,
            "scheme" => Field::Scheme,
            "authority" => Field::Authority,
            "path" => Field::Path,
            "normalizedPath" => Field::NormalizedPath,
            "isIp" => Field::IsIp,
            "partition" => Field::Partition,
            "service" => Field::Service,
            "region" => Field::Region,
            "accountId" => Field::AccountId,
            "resourceId" => Field::ResourceId,
            _ => Field::Other,
        };
        Self { name, field }
    }
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

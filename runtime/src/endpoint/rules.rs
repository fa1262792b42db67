//! The rules of a service as data.

/// The rules by which the requests of a service find their host.
///
/// ```
/// use hammersmith::endpoint::{Condition, Expr, Function, Rule, RuleSet};
///
/// static RULES: RuleSet = RuleSet::new(&[
///     Rule::endpoint(
///         &[Condition::new(Expr::Call(Function::IsSet, &[Expr::Reference("Region")]))],
///         Expr::Template("https://batch.{Region}.amazonaws.com"),
///         &[],
///         &[],
///     ),
///     Rule::error(&[], Expr::Template("there is no region")),
/// ]);
///
/// let endpoint = hammersmith::endpoint::resolve(&RULES, &[("Region", "eu-west-1".into())])?;
/// assert_eq!(endpoint.url(), "https://batch.eu-west-1.amazonaws.com");
/// # Ok::<(), hammersmith::endpoint::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RuleSet {
    pub(super) rules: &'static [Rule],
}

impl RuleSet {
    /// Rules that are tried in order.
    pub const fn new(rules: &'static [Rule]) -> Self {
        Self { rules }
    }
}

/// Conditions, and what follows if all of them hold.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub(super) conditions: &'static [Condition],
    pub(super) outcome: Outcome,
}

/// A name and the value that goes by it.
pub type Named = (&'static str, Expr);

/// The name of a header and its values.
pub type Header = (&'static str, &'static [Expr]);

#[derive(Clone, Copy, Debug)]
pub(super) enum Outcome {
    Endpoint {
        url: Expr,
        properties: &'static [Named],
        headers: &'static [Header],
    },
    Error(Expr),
    Rules(&'static [Rule]),
}

impl Rule {
    /// A rule that ends with an endpoint.
    pub const fn endpoint(
        conditions: &'static [Condition],
        url: Expr,
        properties: &'static [Named],
        headers: &'static [Header],
    ) -> Self {
        let outcome = Outcome::Endpoint {
            url,
            properties,
            headers,
        };
        Self {
            conditions,
            outcome,
        }
    }

    /// A rule that ends with the reason why there is no endpoint.
    pub const fn error(conditions: &'static [Condition], reason: Expr) -> Self {
        Self {
            conditions,
            outcome: Outcome::Error(reason),
        }
    }

    /// A rule that leads to more rules, of which one has to hold.
    pub const fn tree(conditions: &'static [Condition], rules: &'static [Rule]) -> Self {
        Self {
            conditions,
            outcome: Outcome::Rules(rules),
        }
    }
}

/// A value that has to be there, and not be false.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    pub(super) value: Expr,
    pub(super) assign: Option<&'static str>,
}

impl Condition {
    /// A condition on a value.
    pub const fn new(value: Expr) -> Self {
        Self {
            value,
            assign: None,
        }
    }

    /// Names the value, for what comes after it in the same rule.
    #[must_use]
    pub const fn assign(mut self, name: &'static str) -> Self {
        self.assign = Some(name);
        self
    }
}

/// An expression of the endpoint rules.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Expr {
    /// A template in which `{name}` stands for a value and `{name#path}` for a part of one.
    Template(&'static str),
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Several values.
    List(&'static [Expr]),
    /// Values with names.
    Object(&'static [Named]),
    /// A parameter, or what a condition has named.
    Reference(&'static str),
    /// The result of a function.
    Call(Function, &'static [Expr]),
}

/// A function of the rules. Where an argument has no value, most have none either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Function {
    /// `isSet`: whether there is a value.
    IsSet,
    /// `not`: the negated boolean.
    Not,
    /// `booleanEquals`: whether two flags are the same.
    BooleanEquals,
    /// `stringEquals`: true if two strings are equal.
    StringEquals,
    /// `getAttr`: the part of a value at a path such as `resourceId[0]`.
    GetAttr,
    /// `substring`: a part of a string of ASCII characters, by its start and end, or by these from
    /// the end.
    Substring,
    /// `split`: the parts of a string between delimiters; at most so many, or all for 0.
    Split,
    /// `coalesce`: the first argument that has a value.
    Coalesce,
    /// `ite`: the second or third argument, by the boolean that is the first.
    IfThenElse,
    /// `parseURL`: the parts of a URL.
    ParseUrl,
    /// `isValidHostLabel`: true if a string is a valid label of a host name, or several where dots
    /// are allowed.
    IsValidHostLabel,
    /// `uriEncode`: a string with all but unreserved characters percent-encoded.
    UriEncode,
    /// `aws.partition`: the partition of a region.
    AwsPartition,
    /// `aws.parseArn`: the parts of an ARN.
    AwsParseArn,
    /// `aws.isVirtualHostableS3Bucket`: whether a bucket name may be a part of a host name.
    AwsIsVirtualHostableS3Bucket,
}

//! The endpoint rules of a service, as data.

use crate::name::Name;

/// The endpoint rules of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Endpoint {
    /// The parameters of the rules.
    pub parameters: Vec<Parameter>,
    /// The rules.
    pub decisions: Decisions,
}

/// A parameter of the rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The name in the rules.
    pub name: String,
    /// The name of the methods that read it and set it.
    pub method: Name,
    /// The name of the method that sets or clears it.
    pub set: Name,
    /// The type of its value.
    pub kind: ParameterKind,
    /// True if the rules require it.
    pub required: bool,
    /// The default value.
    pub default: Option<Expr>,
    /// The setting of the client it comes from, e.g. `AWS::Region`.
    pub built_in: Option<String>,
    /// True if a rule uses it.
    pub used: bool,
    /// True if its value has to be part of a host name.
    pub host_label: bool,
    /// Its documentation.
    pub docs: String,
}

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// A string.
    String,
    /// A boolean.
    Boolean,
    /// A list of strings.
    StringArray,
}

impl ParameterKind {
    /// True if a default of this form is of the type.
    pub(crate) fn holds(self, default: &Expr) -> bool {
        match default {
            Expr::Boolean(_) => self == Self::Boolean,
            Expr::Template(_) => self == Self::String,
            Expr::Array(items) => {
                let is_text = |item: &Expr| matches!(item, Expr::Template(_));
                self == Self::StringArray && items.iter().all(is_text)
            }
            _ => false,
        }
    }
}

/// A rule: what has to hold, and what follows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// All of these have to hold.
    pub conditions: Vec<Condition>,
    /// The consequence.
    pub outcome: Outcome,
}

/// A call that must return something other than nothing or false.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    /// The call.
    pub call: Expr,
    /// The name of the result in later conditions and in the outcome.
    pub assign: Option<String>,
}

/// The consequence of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The host is found.
    Endpoint {
        /// The URL.
        url: Expr,
        /// Properties, such as the ways to sign.
        properties: Vec<(String, Expr)>,
        /// Headers to send.
        headers: Vec<(String, Vec<Expr>)>,
    },
    /// There is no host, and this is why.
    Error(Expr),
    /// More rules, of which one has to match.
    Rules(Vec<Rule>),
}

/// A value in the rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expr {
    /// A string with `{references}` in it.
    Template(String),
    /// A boolean.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A list of values.
    Array(Vec<Expr>),
    /// Values by name.
    Object(Vec<(String, Expr)>),
    /// A parameter, or what a condition has assigned.
    Reference(String),
    /// A call of a function of the rules.
    Call {
        /// The function, e.g. `aws.partition`.
        function: String,
        /// Its arguments.
        arguments: Vec<Expr>,
    },
}

/// The decisions that lead to an endpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// The conditions, each of them once.
    pub conditions: Vec<Condition>,
    /// The results: endpoints and errors.
    pub results: Vec<Outcome>,
    /// The nodes, each of them before those that it leads to.
    pub nodes: Vec<Node>,
    /// Where it starts: the first node, or a result.
    pub root: Target,
}

/// A decision by a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Node {
    /// The number of the condition.
    pub condition: usize,
    /// Where it goes on if the condition holds.
    pub high: Target,
    /// Where it goes on if not.
    pub low: Target,
}

/// Where a decision leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// The node of that number.
    Node(usize),
    /// The result of that number.
    Result(usize),
    /// No rule matches.
    #[default]
    Nothing,
}

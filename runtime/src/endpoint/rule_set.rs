//! The rules of a service as text, and the program that is made of it.

use std::sync::{PoisonError, RwLock};

use super::Error;
use super::parse::parse;
use super::rules::Program;

/// The rules by which the requests of a service find their host.
///
/// They are text, so that they cost a crate no more than a string: the names of the parameters, or
/// `-` if there are none, then conditions, results and nodes, a line each.
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

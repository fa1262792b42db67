//! The rules of a service as text, and the program that is made of it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

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
#[derive(Debug)]
pub struct RuleSet {
    text: &'static str,
    /// The number of the program among [`PROGRAMS`], from one; zero until it is made. A static of
    /// generated code cannot hold the program itself: it would have something to drop.
    number: AtomicUsize,
}

impl RuleSet {
    /// Rules of that text.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            number: AtomicUsize::new(0),
        }
    }

    /// The program of the rules, which is made when they are first used.
    pub(super) fn program(&self) -> Result<&'static Program, Error> {
        match PROGRAMS.get(self.number.load(Ordering::Relaxed)) {
            Some((_, program)) => program.as_ref().map_err(Error::clone),
            None => self.made(),
        }
    }

    #[cold]
    fn made(&self) -> Result<&'static Program, Error> {
        let (mut programs, mut number) = (&PROGRAMS, 0);
        loop {
            for place in &programs.places {
                number += 1;
                let (text, program) = match place.get() {
                    Some(known) => known,
                    None => {
                        let program = parse(self.text);
                        place.get_or_init(|| (self.text, program))
                    }
                };
                // Another thread may have taken the place for other rules.
                if std::ptr::eq(*text, self.text) {
                    self.number.store(number, Ordering::Relaxed);
                    return program.as_ref().map_err(Error::clone);
                }
            }
            programs = programs.more.get_or_init(|| Box::new(Programs::new()));
        }
    }
}

/// The programs of all rules that have been used, one for each service, with their text; or the
/// reason why the text cannot be read.
static PROGRAMS: Programs = Programs::new();

/// A list that only grows.
struct Programs {
    places: [OnceLock<(&'static str, Result<Program, Error>)>; 16],
    more: OnceLock<Box<Self>>,
}

impl Programs {
    const fn new() -> Self {
        Self {
            places: [const { OnceLock::new() }; 16],
            more: OnceLock::new(),
        }
    }

    /// The program of that number, which counts from one.
    fn get(&self, number: usize) -> Option<&(&'static str, Result<Program, Error>)> {
        let (mut programs, mut place) = (self, number.checked_sub(1)?);
        while place >= programs.places.len() {
            place -= programs.places.len();
            programs = programs.more.get()?;
        }
        programs.places[place].get()
    }
}

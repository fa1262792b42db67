//! Resolution of a path to a member or error.

use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::plan::operation::Fault;
use hammersmith_codegen::plan::page::{Kind, Member, Page};
use hammersmith_codegen::suggest;

use crate::subject::listed;

/// A member or error of an operation.
pub(super) enum Part<'a> {
    /// A member, with its path in Rust names.
    Member(Box<Member<'a>>, Vec<&'a str>, Side),
    /// An error.
    Fault(&'a Fault),
}

/// The location of a member.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

impl Side {
    pub(super) fn word(self) -> &'static str {
        match self {
            Side::Request => "request",
            Side::Response => "response",
        }
    }
}

/// Finds the part at a path: names of the model, of the wire or of Rust, with dots between them;
/// brackets may follow lists and maps. A name of the request comes before one of the response and
/// before one of an error.
pub(super) fn find<'a>(page: &Page<'a>, path: &str) -> Result<Part<'a>, Problems> {
    let steps = steps(path);
    let sides = [
        (Side::Request, page.request()),
        (Side::Response, page.response()),
    ];
    let first = steps.first().map(String::as_str).unwrap_or_default();
    if first.is_empty() {
        let problem = Problem::new("the path is empty");
        return Err(problem.with_help("omit it to see all members").into());
    }
    for (side, members) in sides {
        if members.iter().any(|member| member.is_called(first)) {
            let (member, names) = walk(members, &steps)?;
            return Ok(Part::Member(Box::new(member), names, side));
        }
    }
    let mut faults = page.errors().iter();
    match faults.find(|fault| fault.code == first || fault.ty.name == first) {
        Some(fault) if steps.len() == 1 => Ok(Part::Fault(fault)),
        _ => Err(unknown(page, first).into()),
    }
}

/// The names of a path, without the parts in brackets.
fn steps(path: &str) -> Vec<String> {
    let mut steps = vec![String::new()];
    let mut depth = 0_usize;
    for c in path.chars() {
        match (c, steps.last_mut()) {
            ('[' | '{', _) => depth += 1,
            (']' | '}', _) => depth = depth.saturating_sub(1),
            ('.', _) if depth == 0 => steps.push(String::new()),
            (c, Some(step)) if depth == 0 => step.push(c),
            _ => {}
        }
    }
    steps
}

fn walk<'a>(
    mut members: Vec<Member<'a>>,
    steps: &[String],
) -> Result<(Member<'a>, Vec<&'a str>), Problems> {
    let mut found: Option<Member<'a>> = None;
    let mut names = Vec::new();
    for step in steps {
        let position = members.iter().position(|member| member.is_called(step));
        let Some(position) = position else {
            return Err(unknown_below(found.as_ref(), &members, step).into());
        };
        let member = members.swap_remove(position);
        names.push(member.rust_name);
        members = member.members();
        found = Some(member);
    }
    match found {
        Some(member) => Ok((member, names)),
        None => Err(Problem::new("the path is empty").into()),
    }
}

/// The problem with an unknown name at the start of a path.
fn unknown(page: &Page<'_>, step: &str) -> Problem {
    let operation = &page.operation.name;
    let (request, response) = (page.request(), page.response());
    let members = request.iter().chain(&response);
    let names = members.map(|member| name_like(step, member));
    let errors = page.errors().iter().map(|fault| fault.code.as_str());
    let near = suggest::closest(step, names.chain(errors), 3);
    let problem = Problem::new(format!("`{operation}` has no member or error `{step}`"));
    let all: Vec<&str> = request.iter().map(|member| member.name).collect();
    let help = suggest::question(&near).unwrap_or_else(|| {
        if all.is_empty() {
            "its request has no members".to_owned()
        } else {
            format!("its request has {}", listed(&all))
        }
    });
    problem.with_help(help)
}

/// The name of a member in the style of the user's path.
fn name_like<'a>(step: &str, member: &Member<'a>) -> &'a str {
    if step.contains('_') {
        member.rust_name
    } else {
        member.name
    }
}

/// The problem with an unknown name within a member.
fn unknown_below(above: Option<&Member<'_>>, siblings: &[Member<'_>], step: &str) -> Problem {
    let path = above.map(|member| member.path.as_str()).unwrap_or_default();
    let Some(above) = above.filter(|_| siblings.is_empty()) else {
        let names = siblings.iter().map(|member| name_like(step, member));
        let near = suggest::closest(step, names, 3);
        let all: Vec<&str> = siblings.iter().map(|member| member.name).collect();
        let help = suggest::question(&near).unwrap_or_else(|| format!("it has {}", listed(&all)));
        return Problem::new(format!("`{path}` has no member `{step}`")).with_help(help);
    };
    let problem = Problem::new(format!("`{path}` has no members, so no `{step}`"));
    match above.kind() {
        Kind::Structure(_) | Kind::Union(_) => problem,
        _ => problem.with_help(format!("it is of type {}", above.type_words())),
    }
}

//! The check that endpoint rules use only names that are defined.

use std::collections::HashSet;

use crate::plan::decisions::expressions;
use crate::plan::rules::{Decisions, Expr, Outcome, Parameter, Rule};

/// The undefined names in rules: each has to be a parameter, or assigned by a condition that holds
/// where it is used.
pub(crate) fn unknown(parameters: &[Parameter], rules: &[Rule]) -> Vec<String> {
    let parameters = parameters.iter();
    let mut walk = Walk {
        known: parameters
            .map(|parameter| parameter.name.as_str())
            .collect(),
        faults: Vec::new(),
    };
    walk.rules(rules, "/rules");
    walk.faults
}

/// The names and strings that the text of decisions cannot hold: names that are not words or that
/// are used twice, and paths and templates that are cut off. Names of a diagram have to be assigned
/// somewhere in it.
pub(crate) fn unclear(parameters: &[Parameter], decisions: &Decisions) -> Vec<String> {
    let parameters = parameters.iter().map(|parameter| parameter.name.as_str());
    let parameters: HashSet<&str> = parameters.collect();
    let conditions = &decisions.conditions;
    let assigned = conditions.iter().filter_map(|it| it.assign.as_deref());
    let assigned: HashSet<&str> = assigned.collect();
    let mut faults = Vec::new();
    for name in parameters.union(&assigned).filter(|name| !is_word(name)) {
        faults.push(format!("`{name}` is not a name of letters, digits and `_`"));
    }
    for name in parameters.intersection(&assigned) {
        faults.push(format!(
            "a condition assigns `{name}`, which is a parameter"
        ));
    }
    let mut visit = |expr: &Expr| {
        let mut faulty = |reference: Result<&str, String>| match reference {
            Ok(name) if parameters.contains(name) || assigned.contains(name) => {}
            Ok(name) => faults.push(format!(
                "`{name}` is used, but neither a parameter nor assigned"
            )),
            Err(fault) => faults.push(fault),
        };
        leaves(expr, &mut faulty);
    };
    conditions
        .iter()
        .for_each(|condition| visit(&condition.call));
    for result in &decisions.results {
        expressions(result, &mut visit);
    }
    faults.sort();
    faults.dedup();
    faults
}

/// The names that decisions use.
pub(crate) fn used(decisions: &Decisions) -> HashSet<&str> {
    let mut used = HashSet::new();
    let mut visit = |expr| leaves(expr, &mut |name: Result<_, _>| used.extend(name));
    for condition in &decisions.conditions {
        visit(&condition.call);
    }
    for result in &decisions.results {
        expressions(result, &mut visit);
    }
    used
}

fn is_word(name: &str) -> bool {
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_';
    name.starts_with(is_start) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Calls `visit` with all names in an expression, and with the problems of its strings.
fn leaves<'e>(expr: &'e Expr, visit: &mut impl FnMut(Result<&'e str, String>)) {
    match expr {
        Expr::Reference(name) => visit(Ok(name)),
        Expr::Template(text) => match names(text) {
            Ok(names) => names.into_iter().for_each(|name| visit(Ok(name))),
            Err(fault) => visit(Err(fault)),
        },
        Expr::Call {
            function,
            arguments,
        } if function == "getAttr" => {
            if let Some(whole) = arguments.first() {
                leaves(whole, visit);
            }
            match arguments.get(1) {
                Some(Expr::Template(path)) if is_path(path) => {}
                _ => visit(Err(
                    "`getAttr` has no valid path, such as `a.b[0]`".to_owned()
                )),
            }
        }
        Expr::Array(values)
        | Expr::Call {
            arguments: values, ..
        } => values.iter().for_each(|value| leaves(value, visit)),
        Expr::Object(members) => members.iter().for_each(|(_, value)| leaves(value, visit)),
        Expr::Boolean(_) | Expr::Integer(_) => {}
    }
}

/// True for names between dots, each with indices in brackets after it.
fn is_path(path: &str) -> bool {
    let is_plain = |text: &str| !text.contains(['{', '}', '[', ']', '"']);
    path.split('.').all(|part| {
        let (name, indices) = part.split_at(part.find('[').unwrap_or(part.len()));
        let mut indices = indices.split('[').skip(1);
        is_plain(name)
            && indices.all(|index| {
                let number = index.strip_suffix(']').map(str::parse::<i32>);
                number.is_some_and(|number| number.is_ok())
            })
    })
}

struct Walk<'e> {
    known: Vec<&'e str>,
    faults: Vec<String>,
}

impl<'e> Walk<'e> {
    fn rules(&mut self, rules: &'e [Rule], place: &str) {
        for (index, rule) in rules.iter().enumerate() {
            self.rule(rule, &format!("{place}/{index}"));
        }
    }

    fn rule(&mut self, rule: &'e Rule, place: &str) {
        let outside = self.known.len();
        for condition in &rule.conditions {
            self.expr(&condition.call, place);
            self.known.extend(condition.assign.as_deref());
        }
        match &rule.outcome {
            Outcome::Error(reason) => self.expr(reason, place),
            Outcome::Rules(rules) => self.rules(rules, &format!("{place}/rules")),
            Outcome::Endpoint {
                url,
                properties,
                headers,
            } => {
                self.expr(url, place);
                let headers = headers.iter().flat_map(|(_, values)| values);
                for value in properties.iter().map(|(_, value)| value).chain(headers) {
                    self.expr(value, place);
                }
            }
        }
        self.known.truncate(outside);
    }

    fn expr(&mut self, expr: &'e Expr, place: &str) {
        match expr {
            Expr::Reference(name) => self.name(name, place),
            Expr::Template(text) => {
                for name in names(text).into_iter().flatten() {
                    self.name(name, place);
                }
            }
            Expr::Array(values)
            | Expr::Call {
                arguments: values, ..
            } => {
                for value in values {
                    self.expr(value, place);
                }
            }
            Expr::Object(members) => {
                for (_, value) in members {
                    self.expr(value, place);
                }
            }
            Expr::Boolean(_) | Expr::Integer(_) => {}
        }
    }

    fn name(&mut self, name: &str, place: &str) {
        if !self.known.contains(&name) {
            self.faults.push(format!(
                "`{place}` uses `{name}`, which is neither a parameter nor assigned there"
            ));
        }
    }
}

/// The names in `{name}` and `{name#path}`; doubled braces are text.
fn names(template: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let brace = &rest[at..];
        if let Some(text) = brace.strip_prefix("{{").or(brace.strip_prefix("}}")) {
            rest = text;
            continue;
        }
        let reference = brace.strip_prefix('{').and_then(|it| it.split_once('}'));
        let (reference, after) =
            reference.ok_or_else(|| format!("`{template}` has a brace without its other half"))?;
        let (name, path) = reference.split_once('#').unwrap_or((reference, ""));
        if !is_path(path) {
            return Err(format!("`{template}` has an invalid path, `{path}`"));
        }
        names.push(name);
        rest = after;
    }
    Ok(names)
}

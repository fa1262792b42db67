//! The check that endpoint rules use only names that are defined.

use crate::plan::rules::{Endpoint, Expr, Outcome, Rule};

/// The undefined names in the rules: each has to be a parameter, or assigned by a condition
/// that holds where it is used.
pub(crate) fn unknown(endpoint: &Endpoint) -> Vec<String> {
    let parameters = endpoint.parameters.iter();
    let mut walk = Walk {
        known: parameters
            .map(|parameter| parameter.name.as_str())
            .collect(),
        faults: Vec::new(),
    };
    walk.rules(&endpoint.rules, "/rules");
    walk.faults
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
                for name in names(text) {
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

/// The names in `{name}` and `{name#attribute}`; doubled braces are text.
fn names(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('{') {
        if let Some(text) = after.strip_prefix('{') {
            rest = text;
            continue;
        }
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        names.push(name.split_once('#').map_or(name, |(name, _)| name));
        rest = after;
    }
    names
}

//! The text of endpoint rules, which the runtime reads: `hammersmith::endpoint::RuleSet` describes
//! it.

use std::fmt::Write as _;

use crate::hidden::is_invisible;
use crate::plan::rules::{Decisions, Endpoint, Expr, Outcome, Target};

/// The width of a line with nodes.
const WIDTH: usize = 88;

impl Endpoint {
    /// The text of the rules: the names of the parameters, then conditions, results and nodes.
    pub fn text(&self) -> Vec<String> {
        let names = self.parameters.iter().map(|it| it.name.as_str());
        let names: Vec<&str> = names.collect();
        // The first line has the parameters, also if there are none: no name is a hyphen.
        let first = if names.is_empty() {
            "-".to_owned()
        } else {
            names.join(" ")
        };
        let mut lines = vec![first];
        lines.extend(self.decisions.text());
        lines
    }
}

impl Decisions {
    fn text(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for condition in &self.conditions {
            let mut line = "? ".to_owned();
            if let Some(name) = &condition.assign {
                let _ = write!(line, "{name} = ");
            }
            write_expr(&condition.call, &mut line);
            lines.push(line);
        }
        lines.extend(self.results.iter().map(result));
        match self.root {
            Target::Node(_) => lines.extend(self.nodes()),
            root => lines.push(format!(": {}", target(root))),
        }
        lines
    }

    fn nodes(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = ":".to_owned();
        for node in &self.nodes {
            let (high, low) = (target(node.high), target(node.low));
            let text = format!(" {} {high} {low},", node.condition);
            if line.len() + text.len() > WIDTH {
                lines.push(std::mem::replace(&mut line, ":".to_owned()));
            }
            line.push_str(&text);
        }
        line.pop();
        lines.push(line);
        lines
    }
}

fn target(target: Target) -> String {
    match target {
        Target::Node(number) => number.to_string(),
        Target::Result(number) => format!(".{number}"),
        Target::Nothing => ".".to_owned(),
    }
}

fn result(outcome: &Outcome) -> String {
    let mut line = String::new();
    match outcome {
        Outcome::Error(reason) => {
            line.push_str("! ");
            write_expr(reason, &mut line);
        }
        Outcome::Endpoint {
            url,
            properties,
            headers,
        } => {
            line.push_str("> ");
            write_expr(url, &mut line);
            if !properties.is_empty() || !headers.is_empty() {
                line.push(' ');
                write_members(properties, &mut line, write_expr);
            }
            if !headers.is_empty() {
                line.push(' ');
                write_members(headers, &mut line, |values, out| {
                    write_list(values, "[]", out)
                });
            }
        }
        // A tree is a part of the decisions, and no result.
        Outcome::Rules(_) => {}
    }
    line
}

fn write_expr(expr: &Expr, out: &mut String) {
    match expr {
        Expr::Template(text) => write_string(text, out),
        Expr::Boolean(flag) => {
            let _ = write!(out, "{flag}");
        }
        Expr::Integer(number) => {
            let _ = write!(out, "{number}");
        }
        Expr::Reference(name) => {
            // The words of booleans.
            if ["true", "false"].contains(&name.as_str()) {
                out.push('$');
            }
            out.push_str(name);
        }
        Expr::Array(values) => write_list(values, "[]", out),
        Expr::Object(members) => write_members(members, out, write_expr),
        Expr::Call {
            function,
            arguments,
        } => {
            out.push_str(function);
            write_list(arguments, "()", out);
        }
    }
}

/// Writes values between two brackets.
fn write_list(values: &[Expr], brackets: &str, out: &mut String) {
    let (open, close) = brackets.split_at(1);
    out.push_str(open);
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write_expr(value, out);
    }
    out.push_str(close);
}

fn write_members<T>(members: &[(String, T)], out: &mut String, write: impl Fn(&T, &mut String)) {
    out.push('{');
    for (index, (name, value)) in members.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write_string(name, out);
        out.push_str(": ");
        write(value, out);
    }
    out.push('}');
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() || is_invisible(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

//! The text of rules, read into a program.

use super::Error;
use super::prepare;
use super::rules::{Condition, Decision, Expr, Function, Named, Node, Outcome, Program, Target};

/// The deepest nesting of an expression, which is beyond that of models.
const DEEPEST: usize = 256;

/// Reads the text of rules.
///
/// # Errors
///
/// Fails with the line that is wrong. The generator does not write such text.
pub(super) fn parse(text: &'static str) -> Result<Program, Error> {
    let mut reader = Reader::default();
    let lines = text.lines().map(str::trim);
    let mut lines = lines.filter(|line| !line.is_empty());
    // Rules without parameters have a hyphen.
    let names = lines.next().unwrap_or_default().split_whitespace();
    reader.names = names.filter(|name| *name != "-").collect();
    reader.program.parameters = reader.names.len();
    // A condition may use a name that one behind it assigns.
    for line in lines.clone() {
        let mut text = Text::new(line.strip_prefix('?').unwrap_or_default());
        if let Some(name) = text.assigned().filter(|name| !reader.names.contains(name)) {
            reader.names.push(name);
        }
    }
    for line in lines {
        let read = reader.line(line);
        read.ok_or_else(|| Error::new(format!("invalid endpoint rules: `{line}`")))?;
    }
    let Reader { program, names } = &mut reader;
    program.assigned = names.len() - program.parameters;
    if !program.is_whole() {
        return Err(Error::new(
            "invalid endpoint rules: a number is out of range",
        ));
    }
    Ok(reader.program)
}

impl Program {
    /// True if every number leads somewhere, and no node to itself or to one before it.
    fn is_whole(&self) -> bool {
        let leads = |target: Target, least: usize| match target.result_place() {
            Some(result) => result < self.results.len() || target == Target::NOTHING,
            None => (least..self.nodes.len()).contains(&target.place()),
        };
        let mut nodes = self.nodes.iter().enumerate();
        // More nodes would have the numbers of results.
        self.nodes.len() <= Target::MOST_NODES
            && leads(self.root, 0)
            && nodes.all(|(at, node)| leads(node.high, at + 1) && leads(node.low, at + 1))
    }
}

#[derive(Default)]
struct Reader {
    program: Program,
    /// The names of parameters, then those that conditions assign.
    names: Vec<&'static str>,
}

impl Reader {
    fn line(&mut self, line: &'static str) -> Option<()> {
        let (kind, rest) = line.split_at_checked(1)?;
        let mut text = Text::new(rest);
        match kind {
            "?" => {
                let name = text.assigned();
                let value = text.expr(&self.names)?;
                let condition = match name {
                    Some(name) => prepare::assignment(self.assigned(name)?, value),
                    None => prepare::condition(value, self.program.parameters),
                };
                self.program.conditions.push(condition);
            }
            "!" => {
                let reason = text.expr(&self.names)?;
                self.program.results.push(Outcome::Error(reason));
            }
            ">" => {
                let outcome = text.endpoint(&self.names)?;
                self.program.results.push(outcome);
            }
            ":" => {
                for node in rest.split(',').filter(|node| !node.trim().is_empty()) {
                    self.node(node)?;
                }
                return Some(());
            }
            _ => return None,
        }
        text.is_at_end().then_some(())
    }

    /// The slot of a name that a condition assigns. Several may assign the same one, but none a
    /// parameter.
    fn assigned(&self, name: &str) -> Option<usize> {
        prepare::slot(name, &self.names)?.checked_sub(self.program.parameters)
    }

    fn node(&mut self, text: &str) -> Option<()> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        match parts[..] {
            [root] => self.program.root = target(root)?,
            [condition, high, low] => {
                self.program.root = Target::node(0);
                let number: u16 = condition.parse().ok()?;
                let condition = match self.program.conditions.get(usize::from(number))? {
                    Condition::Slot(test) => Decision::Test(*test),
                    _ => Decision::Condition(number),
                };
                self.program.nodes.push(Node {
                    condition,
                    high: target(high)?,
                    low: target(low)?,
                });
            }
            _ => return None,
        }
        Some(())
    }
}

fn target(text: &str) -> Option<Target> {
    Some(match text.strip_prefix('.') {
        Some("") => Target::NOTHING,
        Some(result) => Target::result(result.parse().ok()?),
        None => Target::node(text.parse().ok()?),
    })
}

/// The rest of a line.
struct Text {
    rest: &'static str,
    depth: usize,
}

impl Text {
    fn new(rest: &'static str) -> Self {
        Self { rest, depth: 0 }
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn is_at_end(&mut self) -> bool {
        self.skip_space();
        self.rest.is_empty()
    }

    /// Takes a mark, if it comes next.
    fn take(&mut self, mark: char) -> bool {
        self.skip_space();
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes a name, `true` or an integer.
    fn word(&mut self) -> &'static str {
        self.skip_space();
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// Takes `name =`, if that comes next.
    fn assigned(&mut self) -> Option<&'static str> {
        let before = self.rest;
        let name = self.word();
        if !name.is_empty() && self.take('=') {
            return Some(name);
        }
        self.rest = before;
        None
    }

    /// Takes items up to a mark, with commas between them.
    fn items<T>(
        &mut self,
        end: char,
        mut item: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut items = Vec::new();
        while !self.take(end) {
            if !items.is_empty() && !self.take(',') {
                return None;
            }
            items.push(item(self)?);
        }
        Some(items)
    }

    fn expr(&mut self, names: &[&'static str]) -> Option<Expr> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        self.skip_space();
        let expr = match self.rest.chars().next()? {
            '"' => prepare::template(self.string()?, names)?,
            '[' => {
                self.take('[');
                Expr::List(self.items(']', |text| text.expr(names))?)
            }
            '{' => Expr::Object(self.members(names)?),
            // A name that is the word of a boolean.
            '$' => {
                self.take('$');
                Expr::Slot(prepare::slot(self.word(), names)?)
            }
            _ => match self.word() {
                "true" => Expr::Bool(true),
                "false" => Expr::Bool(false),
                "" => return None,
                word if self.take('(') => {
                    let arguments = self.items(')', |text| text.expr(names))?;
                    prepare::call(Function::named(word)?, arguments)?
                }
                word => match word.parse() {
                    Ok(number) => Expr::Integer(number),
                    Err(_) => Expr::Slot(prepare::slot(word, names)?),
                },
            },
        };
        self.depth -= 1;
        Some(expr)
    }

    fn members(&mut self, names: &[&'static str]) -> Option<Vec<Named>> {
        if !self.take('{') {
            return None;
        }
        self.items('}', |text| {
            text.skip_space();
            let name = text.string()?;
            let value = text.take(':').then(|| text.expr(names))??;
            Some((name, value))
        })
    }

    /// Takes a string. One with escapes lives as long as the program, as the text does.
    fn string(&mut self) -> Option<&'static str> {
        let text = self.rest.strip_prefix('"')?;
        let end = text.find(['"', '\\'])?;
        let (plain, rest) = text.split_at(end);
        if let Some(rest) = rest.strip_prefix('"') {
            self.rest = rest;
            return Some(plain);
        }
        let (mut string, mut rest) = (plain.to_owned(), rest);
        loop {
            let end = rest.find(['"', '\\'])?;
            string.push_str(rest.get(..end)?);
            let mut behind = rest.get(end..)?.chars();
            if behind.next()? == '"' {
                self.rest = behind.as_str();
                return Some(string.leak());
            }
            string.push(match behind.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let (digits, after) = behind.as_str().strip_prefix('{')?.split_once('}')?;
                    behind = after.chars();
                    char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
                }
                other => other,
            });
            rest = behind.as_str();
        }
    }

    /// The URL of an endpoint, its properties, and its headers.
    fn endpoint(&mut self, names: &[&'static str]) -> Option<Outcome> {
        let url = self.expr(names)?;
        let members = |text: &mut Self| match text.is_at_end() {
            true => Some(Vec::new()),
            false => text.members(names),
        };
        let (properties, headers) = (members(self)?, members(self)?);
        prepare::leaf(url, properties, headers)
    }
}

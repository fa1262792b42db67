//! From tokens to an expression, by the binding powers that JMESPath gives them.

use super::Expr;
use super::lex::{Token, tokens};

/// The greatest length of an expression, in bytes.
const LONGEST: usize = 2_000;

/// The deepest nesting of an expression.
const DEEPEST: usize = 32;

/// The binding power at which a projection ends: `a[*] | b`.
const STOP: u8 = 10;
const FLATTEN: u8 = 9;
const STAR: u8 = 20;
const FILTER: u8 = 21;
const DOT: u8 = 40;
const NOT: u8 = 45;

/// Reads an expression.
///
/// # Errors
///
/// A sentence about what is wrong with it, or what of JMESPath is not supported.
pub fn parse(text: &str) -> Result<Expr, String> {
    if text.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    let mut parser = Parser {
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
    };
    let expr = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(expr),
        other => Err(unexpected(other)),
    }
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

fn unexpected(token: &Token) -> String {
    match token {
        Token::End => "it ends too early".to_owned(),
        other => format!("unexpected `{other}`"),
    }
}

/// How strongly a token holds on to what is in front of it.
fn power(token: &Token) -> u8 {
    match token {
        Token::Pipe => 1,
        Token::Or => 2,
        Token::And => 3,
        Token::Compare(_) => 5,
        Token::Flatten => FLATTEN,
        Token::Star => STAR,
        Token::Filter => FILTER,
        Token::Dot => DOT,
        Token::Open => 55,
        Token::Call => 60,
        _ => 0,
    }
}

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.next).unwrap_or(&Token::End)
    }

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        self.next += 1;
        token
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == token;
        self.next += usize::from(found);
        found
    }

    fn need(&mut self, token: &Token) -> Result<(), String> {
        if self.eat(token) {
            Ok(())
        } else {
            Err(unexpected(self.peek()))
        }
    }

    fn nest(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("more than {DEEPEST} expressions are nested"));
        }
        Ok(())
    }

    fn expression(&mut self, least: u8) -> Result<Expr, String> {
        self.nest()?;
        let mut left = self.start()?;
        // Each turn puts one more expression around those before.
        let outer = self.depth;
        while power(self.peek()) > least {
            self.nest()?;
            left = self.more(left)?;
        }
        self.depth = outer - 1;
        Ok(left)
    }

    /// An expression that begins with the next token.
    fn start(&mut self) -> Result<Expr, String> {
        match self.take() {
            Token::Name(name) => Ok(Expr::Path(vec![name])),
            Token::Literal(value) => literal(&value),
            Token::At => Ok(Expr::Current),
            Token::Not => Ok(Expr::Not(Box::new(self.expression(NOT)?))),
            Token::Call => {
                let inner = self.expression(0)?;
                self.need(&Token::EndCall)?;
                Ok(inner)
            }
            Token::Star => self.values(Expr::Current),
            Token::Flatten => self.flatten(Expr::Current),
            Token::Filter => self.filter(Expr::Current),
            Token::Open => match self.peek() {
                Token::Integer(_) => self.index(Expr::Current),
                Token::Star if self.tokens.get(self.next + 1) == Some(&Token::Close) => {
                    self.each(Expr::Current)
                }
                _ => self.list(),
            },
            other => Err(unexpected(&other)),
        }
    }

    /// The expression that begins with `left`.
    fn more(&mut self, left: Expr) -> Result<Expr, String> {
        match self.take() {
            Token::Dot if self.eat(&Token::Star) => self.values(left),
            Token::Dot => Ok(then(left, self.behind_dot(DOT)?)),
            Token::Pipe => self.pair(left, 1, Expr::Then),
            Token::Or => self.pair(left, 2, Expr::Or),
            Token::And => self.pair(left, 3, Expr::And),
            Token::Compare(how) => {
                let right = self.expression(5)?;
                Ok(Expr::Compare(Box::new(left), how, Box::new(right)))
            }
            Token::Flatten => self.flatten(left),
            Token::Filter => self.filter(left),
            Token::Open if matches!(self.peek(), Token::Integer(_)) => self.index(left),
            Token::Open if *self.peek() == Token::Star => self.each(left),
            Token::Call => self.call(&left),
            other => Err(unexpected(&other)),
        }
    }

    fn pair(
        &mut self,
        left: Expr,
        power: u8,
        of: fn(Box<Expr>, Box<Expr>) -> Expr,
    ) -> Result<Expr, String> {
        let right = self.expression(power)?;
        Ok(of(Box::new(left), Box::new(right)))
    }

    fn behind_dot(&mut self, least: u8) -> Result<Expr, String> {
        match self.peek() {
            Token::Name(_) | Token::Star => self.expression(least),
            Token::Open => {
                self.take();
                self.list()
            }
            other => Err(unexpected(other)),
        }
    }

    /// The expression that is applied to each item of a projection.
    fn projected(&mut self, least: u8) -> Result<Expr, String> {
        match self.peek() {
            token if power(token) < STOP => Ok(Expr::Current),
            Token::Open | Token::Filter => self.expression(least),
            Token::Dot => {
                self.take();
                self.behind_dot(least)
            }
            other => Err(unexpected(other)),
        }
    }

    fn values(&mut self, of: Expr) -> Result<Expr, String> {
        let each = self.projected(STAR)?;
        Ok(Expr::Each(
            Box::new(Expr::Values(Box::new(of))),
            Box::new(each),
        ))
    }

    fn flatten(&mut self, of: Expr) -> Result<Expr, String> {
        let each = self.projected(FLATTEN)?;
        Ok(Expr::Each(
            Box::new(Expr::Flatten(Box::new(of))),
            Box::new(each),
        ))
    }

    fn filter(&mut self, of: Expr) -> Result<Expr, String> {
        let condition = self.expression(0)?;
        self.need(&Token::Close)?;
        let each = match self.peek() {
            Token::Flatten => Expr::Current,
            _ => self.projected(FILTER)?,
        };
        let filtered = Expr::Filter(Box::new(of), Box::new(condition));
        Ok(match each {
            Expr::Current => filtered,
            each => Expr::Each(Box::new(filtered), Box::new(each)),
        })
    }

    /// `*]`, of which the bracket is read.
    fn each(&mut self, of: Expr) -> Result<Expr, String> {
        self.need(&Token::Star)?;
        self.need(&Token::Close)?;
        let each = self.projected(STAR)?;
        Ok(Expr::Each(Box::new(of), Box::new(each)))
    }

    /// `0]`, of which the bracket is read.
    fn index(&mut self, of: Expr) -> Result<Expr, String> {
        let Token::Integer(index) = self.take() else {
            return Err("invalid index; expected an integer".to_owned());
        };
        self.need(&Token::Close)?;
        Ok(then(of, Expr::Index(index)))
    }

    /// `a, b]`, of which the bracket is read.
    fn list(&mut self) -> Result<Expr, String> {
        let mut several = vec![self.expression(0)?];
        while self.eat(&Token::Comma) {
            several.push(self.expression(0)?);
        }
        self.need(&Token::Close)?;
        Ok(Expr::List(several))
    }

    /// The arguments of a function, of which the parenthesis is read.
    fn call(&mut self, function: &Expr) -> Result<Expr, String> {
        let name = match function {
            Expr::Path(names) => names.join("."),
            _ => return Err("a function has a name".to_owned()),
        };
        let mut arguments = vec![self.expression(0)?];
        while self.eat(&Token::Comma) {
            arguments.push(self.expression(0)?);
        }
        self.need(&Token::EndCall)?;
        let count = arguments.len();
        let mut arguments = arguments.into_iter().map(Box::new);
        match (name.as_str(), arguments.next(), arguments.next()) {
            ("length", Some(of), None) => Ok(Expr::Length(of)),
            ("keys", Some(of), None) => Ok(Expr::Keys(of)),
            ("contains", Some(place), Some(what)) if count == 2 => Ok(Expr::Contains(place, what)),
            ("length" | "keys" | "contains", ..) => {
                Err(format!("`{name}` does not take {count} arguments"))
            }
            _ => Err(format!("the function `{name}` is not supported")),
        }
    }
}

/// `left.right`; names one behind the other are one path.
fn then(left: Expr, right: Expr) -> Expr {
    match (left, right) {
        (Expr::Current, right) => right,
        (Expr::Path(mut names), Expr::Path(more)) => {
            names.extend(more);
            Expr::Path(names)
        }
        (left, right) => Expr::Then(Box::new(left), Box::new(right)),
    }
}

fn literal(value: &serde_json::Value) -> Result<Expr, String> {
    use serde_json::Value;
    match value {
        Value::Null => Ok(Expr::Null),
        Value::Bool(flag) => Ok(Expr::Flag(*flag)),
        Value::Number(number) => {
            let number = number.as_f64();
            number
                .map(Expr::Number)
                .ok_or_else(|| "a number is too large".to_owned())
        }
        Value::String(text) => Ok(Expr::Text(text.clone())),
        Value::Array(_) | Value::Object(_) => {
            Err("literal lists and objects are not supported".to_owned())
        }
    }
}

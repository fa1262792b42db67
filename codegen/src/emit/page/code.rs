//! Rust expressions as text people read: builders indented, comments in a column.

/// The greatest column of the code, before a comment goes above its line.
pub(super) const WIDTH: usize = 96;
/// The greatest distance of a comment from its code, where it is aligned with those around it.
const GAP: usize = 16;
/// The setters a builder may have to stand on one line.
const ON_ONE_LINE: usize = 2;

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Expr {
    /// Text on one line.
    Text(String),
    /// `T::builder()`, setters, `.build()`.
    Builder(Builder),
    /// `vec![…]`
    List(Vec<Expr>),
    /// An expression with something before it and after it.
    Wrapped(String, Box<Expr>, String),
}

/// A builder and what is set.
#[derive(Clone, Debug)]
pub(super) struct Builder {
    /// Up to the first setter.
    pub(super) start: String,
    /// The setters.
    pub(super) calls: Vec<Call>,
    /// From the last setter.
    pub(super) end: String,
}

/// A call of a setter.
#[derive(Clone, Debug, Default)]
pub(super) struct Call {
    /// The name of the method.
    pub(super) method: String,
    /// The text before the value: the key of a map.
    pub(super) key: Option<String>,
    /// The value; without one there is no call but only the comment.
    pub(super) value: Option<Expr>,
    /// The parts of the comment.
    pub(super) notes: Vec<String>,
}

impl Expr {
    pub(super) fn wrapped(before: impl Into<String>, inner: Expr, after: &str) -> Self {
        Self::Wrapped(before.into(), Box::new(inner), after.to_owned())
    }

    /// The expression on one line, if it reads well there.
    fn flat(&self) -> Option<String> {
        Some(match self {
            Self::Text(text) => text.clone(),
            Self::Wrapped(before, inner, after) => format!("{before}{}{after}", inner.flat()?),
            Self::List(items) => {
                let items: Option<Vec<String>> = items.iter().map(Self::flat).collect();
                format!("vec![{}]", items?.join(", "))
            }
            Self::Builder(builder) if builder.calls.len() <= ON_ONE_LINE => {
                let calls: Option<String> = builder.calls.iter().map(Call::flat).collect();
                format!("{}{}{}", builder.start, calls?, builder.end)
            }
            Self::Builder(_) => return None,
        })
    }

    /// The expression in lines, after `before` and followed by `after`.
    pub(super) fn lines(&self, before: &str, after: &str) -> Vec<String> {
        let mut printer = Printer::default();
        printer.put(0, before, self, after, "");
        printer.finish()
    }
}

impl Call {
    fn flat(&self) -> Option<String> {
        match (&self.value, self.notes.is_empty()) {
            (Some(value @ (Expr::Text(_) | Expr::Wrapped(..))), true) => {
                Some(format!("{}{})", self.open(), value.flat()?))
            }
            _ => None,
        }
    }

    fn open(&self) -> String {
        match &self.key {
            Some(key) => format!(".{}({key}, ", self.method),
            None => format!(".{}(", self.method),
        }
    }
}

#[derive(Default)]
struct Printer {
    lines: Vec<Line>,
}

struct Line {
    indent: usize,
    code: String,
    note: String,
}

impl Printer {
    fn line(&mut self, indent: usize, code: String, note: &str) {
        let note = note.to_owned();
        self.lines.push(Line { indent, code, note });
    }

    fn put(&mut self, indent: usize, before: &str, expr: &Expr, after: &str, note: &str) {
        if let Some(flat) = expr.flat() {
            let code = format!("{before}{flat}{after}");
            if matches!(expr, Expr::Text(_)) || indent * 4 + code.len() <= WIDTH {
                return self.line(indent, code, note);
            }
        }
        match expr {
            Expr::Text(text) => self.line(indent, format!("{before}{text}{after}"), note),
            Expr::Wrapped(more, inner, end) => {
                let (before, after) = (format!("{before}{more}"), format!("{end}{after}"));
                self.put(indent, &before, inner, &after, note);
            }
            Expr::List(items) => {
                self.line(indent, format!("{before}vec!["), note);
                for item in items {
                    self.put(indent + 1, "", item, ",", "");
                }
                self.line(indent, format!("]{after}"), "");
            }
            Expr::Builder(builder) => {
                self.line(indent, format!("{before}{}", builder.start), note);
                for call in &builder.calls {
                    self.call(indent + 1, call);
                }
                self.line(indent + 1, format!("{}{after}", builder.end), "");
            }
        }
    }

    fn call(&mut self, indent: usize, call: &Call) {
        let note = call.notes.join("; ");
        let Some(value) = &call.value else {
            return self.comment(indent, &note);
        };
        let open = call.open();
        let start = self.lines.len();
        self.put(indent, &open, value, ")", &note);
        let Some(first) = self.lines.get_mut(start) else {
            return;
        };
        if first.indent * 4 + first.code.len() + 5 + first.note.len() > WIDTH {
            let note = std::mem::take(&mut first.note);
            let rest = self.lines.split_off(start);
            self.comment(indent, &note);
            self.lines.extend(rest);
        }
    }

    /// Lines of a comment of its own.
    fn comment(&mut self, indent: usize, note: &str) {
        let room = WIDTH.saturating_sub(indent * 4 + 3).max(40);
        let mut text = String::new();
        for word in note.split_whitespace() {
            if !text.is_empty() && text.chars().count() + 1 + word.chars().count() > room {
                self.line(indent, format!("// {text}"), "");
                text.clear();
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        if !text.is_empty() {
            self.line(indent, format!("// {text}"), "");
        }
    }

    /// The text of the lines, with the comments of neighbours in one column.
    fn finish(self) -> Vec<String> {
        let mut text = Vec::with_capacity(self.lines.len());
        let mut rest = self.lines.as_slice();
        while let Some(first) = rest.first() {
            let run = rest.iter().take_while(|line| line.indent == first.indent);
            let (run, others) = rest.split_at(run.count());
            let noted = run.iter().filter(|line| !line.note.is_empty());
            let column = noted.map(|line| line.code.len()).max().unwrap_or_default();
            for line in run {
                let pad = " ".repeat(line.indent * 4);
                text.push(if line.note.is_empty() {
                    format!("{pad}{}", line.code)
                } else {
                    format!("{pad}{}{}// {}", line.code, line.gap(column), line.note)
                });
            }
            rest = others;
        }
        text
    }
}

impl Line {
    /// The space between the code and its comment, which begins at `column` if it can.
    fn gap(&self, column: usize) -> String {
        let wanted = column.saturating_sub(self.code.len());
        let fits = self.indent * 4 + column + 5 + self.note.len() <= WIDTH;
        let wanted = if fits && wanted <= GAP { wanted } else { 0 };
        " ".repeat(wanted + 2)
    }
}

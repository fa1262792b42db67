//! The arguments of the macro: options, each with its span.

use std::path::Path;

use hammersmith_codegen::Config;
use hammersmith_codegen::config::{OptionValue, unknown_option};
use hammersmith_codegen::diagnostic::{Problem, shown, visible_lines};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::LitStr;
use syn::ext::IdentExt;

use crate::data;
use crate::parts::{Text, pair, split};

/// The options of one macro call.
pub(crate) struct Arguments {
    pub(crate) config: Config,
    /// Every string in a value, with its key.
    pub(crate) texts: Vec<Text>,
}

/// Reads the options; relative paths are relative to `base`.
pub(crate) fn read(input: TokenStream, base: &Path) -> Result<Arguments, syn::Error> {
    let mut arguments = Arguments {
        config: Config::default(),
        texts: Vec::new(),
    };
    let mut errors = Errors::default();
    let mut keys = Vec::new();
    for entry in split(input) {
        let Some(entry) = Entry::read(entry, &mut errors) else {
            continue;
        };
        if keys.contains(&entry.name) {
            let message = format!("duplicate key `{}`", entry.name);
            errors.push(syn::Error::new(entry.key, message));
            continue;
        }
        keys.push(entry.name.clone());
        entry.apply(&mut arguments, &mut errors);
    }
    if !keys.iter().any(|key| key == "model") && errors.0.is_none() {
        let message = "missing key `model`\nhelp: add a file, e.g. `model = \"model/batch.json\"`";
        errors.push(syn::Error::new(Span::call_site(), message));
    }
    arguments.config.resolve(base);
    match errors.0 {
        Some(error) => Err(error),
        None => Ok(arguments),
    }
}

/// `key = value`.
struct Entry {
    name: String,
    key: Span,
    value: Vec<TokenTree>,
}

impl Entry {
    fn read(tokens: Vec<TokenTree>, errors: &mut Errors) -> Option<Self> {
        let mut tokens = tokens.into_iter();
        let Some(key) = tokens.next() else {
            let message = "expected `key = value` between two commas";
            errors.push(syn::Error::new(Span::call_site(), message));
            return None;
        };
        let is_equals =
            |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '=');
        // Hyphens in the name of an option are underscores in an identifier.
        let (name, span) = (key.to_string().replace('_', "-"), key.span());
        if !matches!(key, TokenTree::Ident(_)) || !tokens.next().as_ref().is_some_and(is_equals) {
            let message = "expected `key = value`, e.g. `model = \"model/batch.json\"`";
            errors.push(syn::Error::new(span, message));
            return None;
        }
        if !Config::KEYS.contains(&name.as_str()) {
            let known = Config::KEYS.map(|key| key.replace('-', "_"));
            let known = known.iter().map(String::as_str);
            errors.push(placed(&unknown_option(&key.to_string(), known), span));
            return None;
        }
        Some(Self {
            name,
            key: span,
            value: tokens.collect(),
        })
    }

    /// Sets the option and records the strings of its value.
    fn apply(self, arguments: &mut Arguments, errors: &mut Errors) {
        if let [TokenTree::Group(group)] = self.value.as_slice()
            && group.delimiter() == Delimiter::Brace
        {
            let group = group.clone();
            if self.name == "rename" {
                return self.apply_table(&group, arguments, errors);
            }
            if Config::NESTED.contains(&self.name.as_str()) {
                return self.apply_data(&group, arguments, errors);
            }
        }
        let is_list = |group: &Group| group.delimiter() == Delimiter::Bracket;
        let span = self.value.first().map_or(self.key, TokenTree::span);
        let (items, is_list) = match self.value.as_slice() {
            [TokenTree::Group(group)] if is_list(group) => (split(group.stream()), true),
            _ => (vec![self.value], false),
        };
        let mut texts = Vec::new();
        let mut is_sound = true;
        for item in items {
            match text(&item, &self.name, span) {
                Ok((value, span)) => texts.push(Text {
                    key: self.name.clone(),
                    value,
                    span,
                }),
                Err(error) => {
                    errors.push(error);
                    is_sound = false;
                }
            }
        }
        if !is_sound {
            return;
        }
        let mut values: Vec<String> = texts.iter().map(|text| text.value.clone()).collect();
        let value = match (is_list, values.pop()) {
            (false, Some(only)) => OptionValue::Text(only),
            (_, last) => OptionValue::List(values.into_iter().chain(last).collect()),
        };
        for problem in arguments
            .config
            .set(&self.name, value)
            .err()
            .unwrap_or_default()
        {
            errors.push(placed(&problem, span));
        }
        arguments.texts.extend(texts);
    }

    /// Sets an option that is a table: `{ "id" = "name" }`.
    fn apply_table(self, group: &Group, arguments: &mut Arguments, errors: &mut Errors) {
        let mut pairs = Vec::new();
        for item in split(group.stream()) {
            let around = item.first().map_or(group.span(), TokenTree::span);
            let Some((id, name)) = pair(&item) else {
                let message = "expected `\"id\" = \"name\"`";
                return errors.push(syn::Error::new(around, message));
            };
            let id = text(id, &self.name, around);
            match (id, text(name, &self.name, around)) {
                (Ok((id, span)), Ok((name, _))) => {
                    arguments.texts.push(Text {
                        key: self.name.clone(),
                        value: id.clone(),
                        span,
                    });
                    pairs.push((id, name));
                }
                (Err(error), _) | (_, Err(error)) => return errors.push(error),
            }
        }
        let value = OptionValue::Table(pairs);
        for problem in arguments
            .config
            .set(&self.name, value)
            .err()
            .unwrap_or_default()
        {
            errors.push(placed(&problem, group.span()));
        }
    }
}

impl Entry {
    /// Sets an option whose value is nested: `{ Name = { key = "text", list = [1, true] } }`.
    fn apply_data(self, group: &Group, arguments: &mut Arguments, errors: &mut Errors) {
        let data = match data::table(group, &mut arguments.texts, &self.name) {
            Ok(data) => data,
            Err(error) => return errors.push(error),
        };
        let set = arguments.config.set(&self.name, OptionValue::Data(data));
        for problem in set.err().unwrap_or_default() {
            let span = data::span(&problem, &arguments.texts);
            errors.push(placed(&problem, span.unwrap_or(group.span())));
        }
    }
}

/// Reads a literal, or a name if the option takes names. `around` is the span for a missing value.
fn text(tokens: &[TokenTree], key: &str, around: Span) -> Result<(String, Span), syn::Error> {
    let takes_names = matches!(key, "service" | "operations" | "resources");
    match tokens {
        [] => Err(syn::Error::new(
            around,
            format!("missing value for `{key}`"),
        )),
        // An argument that another macro passes on.
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            text(&inside, key, around)
        }
        [TokenTree::Ident(name)] if takes_names && !is_boolean(name) => {
            Ok((name.unraw().to_string(), name.span()))
        }
        [TokenTree::Literal(literal)] if literal.to_string().contains('"') => {
            let literal: LitStr = syn::parse2(TokenTree::from(literal.clone()).into())?;
            Ok((literal.value(), literal.span()))
        }
        [TokenTree::Ident(_) | TokenTree::Literal(_), next, ..] => {
            Err(syn::Error::new(next.span(), "expected `,`"))
        }
        [first, ..] if takes_names => {
            let message = format!("`{key}` takes names or strings");
            Err(syn::Error::new(first.span(), message))
        }
        [first, ..] => Err(unquoted(first, key)),
    }
}

/// A value that is not a string. Its text may be the right one, without quotes.
fn unquoted(value: &TokenTree, key: &str) -> syn::Error {
    let problem = Problem::new(format!("`{key}` takes a string"));
    let text = value.to_string();
    let tried = Config::default().set(key, OptionValue::Text(text.clone()));
    let help = match (value, tried) {
        (TokenTree::Ident(name), Ok(())) if !is_boolean(name) => {
            Some(format!("write `{} = \"{text}\"`", key.replace('-', "_")))
        }
        (_, Ok(())) => None,
        (_, Err(problems)) => problems.iter().find_map(|problem| problem.help.clone()),
    };
    let problem = match help {
        Some(help) => problem.with_help(help),
        None => problem,
    };
    placed(&problem, value.span())
}

fn is_boolean(name: &Ident) -> bool {
    name == "true" || name == "false"
}

/// All errors so far, as one.
#[derive(Default)]
pub(crate) struct Errors(pub(crate) Option<syn::Error>);

impl Errors {
    pub(crate) fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }
}

/// Converts a problem to an error at a span.
pub(crate) fn placed(problem: &Problem, span: Span) -> syn::Error {
    let mut text = problem.message.clone();
    // Without a line, the message itself names the file.
    if let (Some(file), Some(line)) = (&problem.file, problem.line) {
        text += &format!("\n--> {}:{line}", shown(file));
    }
    if let Some(shape) = problem
        .shape
        .as_ref()
        .filter(|shape| !text.contains(*shape))
    {
        text += &format!("\nshape: {shape}");
    }
    if let Some(help) = &problem.help {
        text += &format!("\nhelp: {help}");
    }
    syn::Error::new(span, visible_lines(&text))
}

//! The rows of a structure or union as text, a line each.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::emit::fragment::raw_string;
use crate::hidden::is_invisible;
use crate::plan::field::Field;
use crate::plan::http::Placement;
use crate::plan::row::{Held, Row, RowTrait};
use crate::plan::ty::TimestampFormat;
use crate::plan::union::Union;

/// The indentation of a line in a text that is in a file of its own.
const INDENT: &str = "        ";

/// The number of rows of a structure, and their text.
pub(crate) fn structure(root: Option<&Row>, fields: &[Field]) -> TokenStream {
    let mut text = Text::default();
    if let Some(row) = root {
        text.root(row);
    }
    for field in fields {
        text.line(&field.member, field.name.ident.plain(), &field.row);
    }
    text.items()
}

/// The same of a union.
pub(crate) fn union(union: &Union) -> TokenStream {
    let mut text = Text::default();
    let _ = write!(text.lines, "{INDENT}{}", union.ty.name);
    for variant in &union.variants {
        text.line(&variant.member, &variant.name, &variant.row);
    }
    text.items()
}

#[derive(Default)]
struct Text {
    lines: String,
    rows: usize,
}

impl Text {
    fn line(&mut self, member: &str, rust_name: &str, row: &Row) {
        let _ = write!(self.lines, "\n{INDENT}\"{}\": {rust_name}", escaped(member));
        self.rows += row.count();
        write_row(row, " ", &mut self.lines);
    }

    /// The line of a structure that is a whole document.
    fn root(&mut self, row: &Row) {
        self.rows += row.count();
        self.lines.push_str(INDENT);
        write_row(row, "", &mut self.lines);
    }

    fn items(self) -> TokenStream {
        let (count, text) = self.finish();
        quote! {
            type Rows = shape::#count;

            const MEMBERS: &'static str = #text;
        }
    }

    /// The number of rows as a type, and the literal of the text.
    fn finish(self) -> (TokenStream, Literal) {
        let lines = self.lines.trim_start_matches('\n');
        let text = if lines.is_empty() {
            String::new()
        } else {
            format!("\n{lines}\n{INDENT}")
        };
        (row_count(self.rows), raw_string(&text))
    }
}

/// Writes the traits of a row, each behind `gap` the first time and a space then.
fn write_row(row: &Row, gap: &str, out: &mut String) {
    let mut gap = gap;
    for of in &row.traits {
        out.push_str(gap);
        write_trait(of, out);
        gap = " ";
    }
    let mut inner = |word: &str, row: &Row| {
        let _ = write!(out, "{gap}{word}(");
        write_row(row, "", out);
        out.push(')');
        gap = " ";
    };
    if let Some(keys) = &row.keys {
        inner("key", keys);
    }
    match &row.held {
        None => {}
        Some(Held::Member(held)) => inner("member", held),
        Some(Held::Value(held)) => inner("value", held),
    }
}

fn write_trait(of: &RowTrait, out: &mut String) {
    let _ = match of {
        RowTrait::Required => write!(out, "@required"),
        RowTrait::Default => write!(out, "@default"),
        RowTrait::IdempotencyToken => write!(out, "@idempotencyToken"),
        RowTrait::JsonName(name) => write!(out, "@jsonName(\"{}\")", escaped(name)),
        RowTrait::TimestampFormat(format) => write!(out, "@timestampFormat({})", name(*format)),
        RowTrait::MediaType(name) => write!(out, "@mediaType(\"{}\")", escaped(name)),
        RowTrait::HostLabel => write!(out, "@hostLabel"),
        RowTrait::Bound(placement) => {
            write_placement(placement, out);
            Ok(())
        }
        RowTrait::EventHeader => write!(out, "@eventHeader"),
        RowTrait::EventPayload => write!(out, "@eventPayload"),
        RowTrait::OrElse(value) => write!(out, "@orElse(\"{}\")", escaped(value)),
        RowTrait::Lenient => write!(out, "@lenient"),
        RowTrait::Unwrapped => write!(out, "@s3UnwrappedXmlOutput"),
        RowTrait::Sensitive => write!(out, "@sensitive"),
        RowTrait::Length(min, max) => write!(out, "@length({})", bounds(min, max)),
        RowTrait::Range(min, max) => write!(out, "@range({})", bounds(min, max)),
        RowTrait::Pattern(pattern) => write!(out, "@pattern(\"{}\")", escaped(pattern)),
        RowTrait::UniqueItems => write!(out, "@uniqueItems"),
        RowTrait::IntEnum(values) => {
            let values: Vec<_> = values.iter().map(i64::to_string).collect();
            write!(out, "@intEnum({})", values.join(", "))
        }
        RowTrait::XmlName(name) => write!(out, "@xmlName(\"{}\")", escaped(name)),
        RowTrait::XmlNamespace(uri, None) => write!(out, "@xmlNamespace(\"{}\")", escaped(uri)),
        RowTrait::XmlNamespace(uri, Some(prefix)) => {
            let (uri, prefix) = (escaped(uri), escaped(prefix));
            write!(out, "@xmlNamespace(\"{uri}\", \"{prefix}\")")
        }
        RowTrait::Route53Id => write!(out, "@route53Id"),
        RowTrait::AsString => write!(out, "@asString"),
        RowTrait::XmlAttribute => write!(out, "@xmlAttribute"),
        RowTrait::XmlFlattened => write!(out, "@xmlFlattened"),
        RowTrait::Ec2QueryName(name) => write!(out, "@ec2QueryName(\"{}\")", escaped(name)),
    };
}

fn write_placement(placement: &Placement, out: &mut String) {
    let _ = match placement {
        Placement::Body => Ok(()),
        Placement::Label => write!(out, "@httpLabel"),
        Placement::Query(name) => write!(out, "@httpQuery(\"{}\")", escaped(name)),
        Placement::QueryParams => write!(out, "@httpQueryParams"),
        Placement::Header(name) => write!(out, "@httpHeader(\"{}\")", escaped(name)),
        Placement::PrefixHeaders(prefix) => {
            write!(out, "@httpPrefixHeaders(\"{}\")", escaped(prefix))
        }
        Placement::Payload => write!(out, "@httpPayload"),
        Placement::StatusCode => write!(out, "@httpResponseCode"),
    };
}

fn bounds<T: ToString>(min: &Option<T>, max: &Option<T>) -> String {
    let text = |bound: &Option<T>| bound.as_ref().map_or(String::new(), T::to_string);
    format!("{}, {}", text(min), text(max))
}

fn name(format: TimestampFormat) -> &'static str {
    match format {
        TimestampFormat::EpochSeconds => "epoch-seconds",
        TimestampFormat::DateTime => "date-time",
        TimestampFormat::HttpDate => "http-date",
    }
}

/// A string as it stands between the quotes of a JSON document, without what rustc refuses in a
/// literal.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_invisible(c) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// The type for a number of rows: the runtime has names for those that are common.
fn row_count(count: usize) -> TokenStream {
    if count < 32 {
        let name = format_ident!("R{count}");
        quote!(rows::#name)
    } else {
        let count = Literal::usize_unsuffixed(count);
        quote!(RowCount<#count>)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects that a text is one literal, and keeps its meaning, whatever the model has in it.
    #[test]
    fn any_string_is_one_literal() {
        for name in [
            "plain",
            "quo\"te#",
            "back\\slash",
            "\u{202e}bidi",
            "\u{0}",
            "\"##\"#",
        ] {
            let row = Row {
                traits: vec![RowTrait::Pattern(name.to_owned())],
                ..Row::default()
            };
            let mut text = Text::default();
            text.line("member", "type", &row);
            let (count, literal) = text.finish();
            assert_eq!(count.to_string(), "rows :: R1");
            let parsed: syn::LitStr = syn::parse_str(&literal.to_string()).expect("a literal");
            let (_, quoted) = parsed
                .value()
                .split_once("@pattern(")
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .expect("the pattern");
            let quoted = quoted.trim_end().strip_suffix(')').expect("its end");
            assert_eq!(serde_json::from_str::<String>(quoted).expect("JSON"), name);
            assert!(parsed.value().contains("\"member\": type @pattern"));
        }
    }
}

//! Parses the string of a table into its entries, at compile time.
//!
//! That is when a program is compiled which uses the type, and not when its crate is.
//!
//! A line is `"name": rust_name`, followed by traits as `@required` or `@length(1, 128)`, and then
//! by the traits of what a list or map holds: `member(@length(1, 64))`, `key(...)`, `value(...)`.
//! Strings are written as in JSON. The string of a union starts with a line that contains its name,
//! that of a structure which is a whole document with a line of its own traits.

use super::Flags;
use super::table::{Entry, Table, mark};

/// Returns the table of a structure or union.
///
/// # Panics
///
/// At compile time, if the string has another number of rows or is invalid.
pub(super) const fn parse<const N: usize>(text: &'static str) -> Table<[Entry; N]> {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() && (bytes[start] == b' ' || bytes[start] == b'\n') {
        start += 1;
    }
    // The string of a union starts with its name, all others with a trait or a quote.
    let mut end = start;
    while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
        end += 1;
    }
    table(text, end, (start as u32, end as u32))
}

const fn table<const N: usize>(
    text: &'static str,
    at: usize,
    name: (u32, u32),
) -> Table<[Entry; N]> {
    let mut parser = Parser {
        text: text.as_bytes(),
        at,
        entries: [Entry::EMPTY; N],
        free: N,
    };
    let own = parser.traits();
    let own = if own.traits_length > 0 {
        parser.put(own)
    } else {
        0
    };
    let mut members = 0;
    let mut flags = Flags::NONE;
    while parser.skip_to(b'"') {
        let entry = parser.member();
        let of_member = if entry.flags.any(Flags::BOUND) {
            entry.flags
        } else {
            entry.flags.with(Flags::BODY)
        };
        flags = flags.with(of_member);
        parser.entries[members] = entry;
        members += 1;
    }
    assert!(members == parser.free, "the number of rows is another one");
    Table {
        text,
        name,
        own,
        members: members as u16,
        flags,
        entries: parser.entries,
    }
}

struct Parser<const N: usize> {
    text: &'static [u8],
    at: usize,
    entries: [Entry; N],
    /// Members fill the entries from the front, what they hold fills them from the back. The first
    /// of those.
    free: usize,
}

impl<const N: usize> Parser<N> {
    const fn peek(&self) -> u8 {
        if self.at < self.text.len() {
            self.text[self.at]
        } else {
            b'\n'
        }
    }

    /// Skips to a byte with nothing but white space before it; false if the string ends.
    const fn skip_to(&mut self, byte: u8) -> bool {
        while self.at < self.text.len() {
            let found = self.text[self.at];
            if found == byte {
                return true;
            }
            assert!(found == b' ' || found == b'\n', "not the start of a row");
            self.at += 1;
        }
        false
    }

    /// A line, from its quote on.
    const fn member(&mut self) -> Entry {
        let start = self.at;
        let is_escaped = self.string();
        assert!(self.peek() == b':', "a name without a colon");
        self.at += 1;
        let key_length = self.at - start;
        self.at += 1;
        let rust = self.at;
        while self.peek() != b' ' && self.peek() != b'\n' {
            self.at += 1;
        }
        let rust_length = self.at - rust;
        let mut entry = self.traits();
        if is_escaped {
            entry.flags = entry.flags.with(Flags::ESCAPED);
        }
        Entry {
            key: start as u32,
            key_length: key_length as u16,
            rust_length: rust_length as u16,
            mark: mark([
                self.text[start],
                self.text[start + 1],
                self.text[start + 2],
                self.text[start + 3],
            ]),
            ..entry
        }
    }

    /// The traits of a row, which follow its names.
    const fn traits(&mut self) -> Entry {
        let start = self.at;
        let mut entry = Entry {
            traits: start as u32,
            ..Entry::EMPTY
        };
        loop {
            match self.peek() {
                b' ' => self.at += 1,
                b'@' => {
                    entry = self.one_trait(entry);
                    entry.traits_length = (self.at - start) as u16;
                }
                b'm' | b'v' => entry.held = self.held(),
                b'k' => entry.keys = self.held(),
                _ => return entry,
            }
        }
    }

    const fn one_trait(&mut self, mut entry: Entry) -> Entry {
        self.at += 1;
        let flag = flag(self.word());
        entry.flags = entry.flags.with(flag);
        if self.peek() == b'(' {
            let start = self.at + 1;
            let is_escaped = self.argument();
            if flag.any(Flags::JSON_NAME.with(Flags::XML_NAME)) {
                if is_escaped {
                    entry.flags = entry.flags.with(Flags::ESCAPED);
                }
                entry.other = (start - entry.traits as usize) as u16;
                entry.other_length = (self.at - 1 - start) as u16;
            } else if flag.any(Flags::EPOCH_SECONDS) {
                entry.flags.0 ^= flag.0;
                entry.flags = entry.flags.with(format(self.text[start]));
            }
        }
        entry
    }

    /// Behind the word `member`, `key` or `value`: the entry of the traits in parentheses.
    const fn held(&mut self) -> u16 {
        self.word();
        assert!(self.peek() == b'(', "a word without traits");
        self.at += 1;
        let entry = self.traits();
        assert!(self.peek() == b')', "traits without an end");
        self.at += 1;
        self.put(entry)
    }

    /// Puts an entry that is not one of a member behind the others.
    const fn put(&mut self, entry: Entry) -> u16 {
        self.free -= 1;
        self.entries[self.free] = entry;
        self.free as u16
    }

    const fn word(&mut self) -> &'static [u8] {
        let start = self.at;
        while self.peek().is_ascii_alphanumeric() {
            self.at += 1;
        }
        self.text.split_at(self.at).0.split_at(start).1
    }

    /// An argument in parentheses; true if a string in it has escapes.
    const fn argument(&mut self) -> bool {
        let mut is_escaped = false;
        while self.peek() != b')' {
            if self.peek() == b'"' {
                is_escaped |= self.string();
            } else {
                self.at += 1;
            }
        }
        self.at += 1;
        is_escaped
    }

    /// A string with its quotes; true if it has escapes.
    const fn string(&mut self) -> bool {
        let mut is_escaped = false;
        self.at += 1;
        while self.peek() != b'"' {
            let escapes = self.peek() == b'\\';
            is_escaped |= escapes;
            self.at += if escapes { 2 } else { 1 };
        }
        self.at += 1;
        is_escaped
    }
}

const fn flag(name: &[u8]) -> Flags {
    match name {
        b"required" => Flags::REQUIRED,
        b"default" => Flags::DEFAULT,
        b"sensitive" => Flags::SENSITIVE,
        b"uniqueItems" => Flags::UNIQUE,
        b"length" => Flags::LENGTH,
        b"range" => Flags::RANGE,
        b"pattern" => Flags::PATTERN,
        b"intEnum" => Flags::NAMED,
        b"jsonName" => Flags::JSON_NAME,
        b"timestampFormat" => Flags::EPOCH_SECONDS,
        b"mediaType" => Flags::MEDIA_TYPE,
        b"hostLabel" => Flags::HOST_LABEL,
        b"idempotencyToken" => Flags::TOKEN,
        b"httpLabel" => Flags::LABEL,
        b"httpQuery" => Flags::QUERY,
        b"httpQueryParams" => Flags::QUERY_PARAMS,
        b"httpHeader" => Flags::HEADER,
        b"httpPrefixHeaders" => Flags::PREFIX_HEADERS,
        b"httpPayload" => Flags::PAYLOAD,
        b"httpResponseCode" => Flags::STATUS,
        b"eventHeader" => Flags::EVENT_HEADER,
        b"eventPayload" => Flags::EVENT_PAYLOAD,
        // These are looked for by their names.
        b"lenient" | b"orElse" | b"s3UnwrappedXmlOutput" => Flags::NONE,
        b"asString" => Flags::AS_STRING,
        b"xmlName" => Flags::XML_NAME,
        b"xmlNamespace" => Flags::XML_NAMESPACE,
        b"xmlAttribute" => Flags::XML_ATTRIBUTE,
        b"xmlFlattened" => Flags::XML_FLATTENED,
        b"ec2QueryName" => Flags::EC2_NAME,
        b"route53Id" => Flags::ROUTE53_ID,
        // Evaluated by the compiler only: an error of the build, of a generator that is newer than
        // this crate.
        _ => panic!("unknown trait of a row"),
    }
}

/// A timestamp format by the first letter of its name.
const fn format(letter: u8) -> Flags {
    match letter {
        b'd' => Flags::DATE_TIME,
        b'h' => Flags::HTTP_DATE,
        _ => Flags::EPOCH_SECONDS,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Flags, Row, Table};

    const TABLE: &Table = &super::parse::<5>(
        r#"
        "name": name @required @pattern("^[a-z)\"\\]+$") @length(1, 128) @sensitive
        "Tags": tags @jsonName("tags") @length(, 50) key(@length(1, )) value(@pattern("@required"))
        "when": r#type @timestampFormat(http-date)"#,
    );

    const UNION: &Table =
        &super::parse::<2>("Choice\n\"a\": A\n\"b\": B @timestampFormat(date-time)");

    fn row(member: usize) -> Row {
        TABLE.row(member).expect("a row")
    }

    /// Protects what every codec relies on: a row has the names and traits of its own line, and no
    /// others.
    #[test]
    fn rows_have_names_and_traits() {
        assert_eq!((TABLE.len(), TABLE.is_union()), (3, false));
        let (name, tags, when) = (row(0), row(1), row(2));
        assert_eq!((name.key(), name.rust_name()), ("\"name\":", "name"));
        assert!(name.has(Flags::REQUIRED) && name.has(Flags::SENSITIVE));
        assert_eq!(name.argument("pattern"), Some(r#"^[a-z)\"\\]+$"#));
        assert_eq!(name.bounds("length"), Some(("1", "128")));
        assert_eq!(tags.escaped_name(), "Tags");
        assert_eq!(tags.json_key(), Some("\"tags\""));
        assert_eq!(tags.escaped_json_name(), "tags");
        assert_eq!(tags.bounds("length"), Some(("", "50")));
        assert!(!tags.has(Flags::REQUIRED) && !tags.has(Flags::PATTERN));
        assert_eq!(tags.keys().bounds("length"), Some(("1", "")));
        assert_eq!(tags.held().argument("pattern"), Some("@required"));
        assert!(!tags.held().has(Flags::REQUIRED) && !tags.held().is_member());
        assert_eq!(when.rust_name(), "r#type");
        assert!(when.has(Flags::HTTP_DATE) && !when.has(Flags::EPOCH_SECONDS));
        assert!(TABLE.flags().any(Flags::BODY) && !TABLE.flags().any(Flags::BOUND));
    }

    /// Protects the roots of XML documents, whose names stand in a line of their own.
    #[test]
    fn documents_have_a_row() {
        const ROOT: &Table = &super::parse::<3>(
            r#"
            @xmlName("Result") @xmlNamespace("http://a/", "b")
            "a": a @xmlName("ns:A") member(@xmlName("item"))"#,
        );
        let row = ROOT.row(0).expect("a row");
        assert_eq!(row.xml_name(), "ns:A");
        assert_eq!(row.held().xml_name(), "item");
        assert_eq!(row.escaped_json_name(), "a");
        assert_eq!(ROOT.root().xml_name(), "Result");
        assert_eq!(ROOT.root().xml_namespace(), Some(("http://a/", "b")));
        assert_eq!((ROOT.len(), TABLE.root().xml_name()), (1, ""));
        const UNION: &Table = &super::parse::<2>("Choice @xmlName(\"C\")\n\"a\": A");
        assert_eq!(UNION.union_name(), "Choice");
        assert_eq!(UNION.root().xml_name(), "C");
    }

    #[test]
    fn unions_have_a_name() {
        assert_eq!((UNION.union_name(), UNION.len()), ("Choice", 2));
        const EMPTY: &Table = &super::parse::<0>("");
        assert!(UNION.is_union() && !EMPTY.is_union());
        let rows = UNION.rows().map(Row::rust_name);
        assert_eq!(rows.collect::<Vec<_>>(), ["A", "B"]);
    }
}

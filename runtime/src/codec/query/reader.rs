//! Forms as trees.

use std::collections::BTreeMap;

use super::Style;
use super::frame::{capitalised, ec2_name};
use crate::codec::{Error, ReadDocument};
use crate::http::percent_decode;
use crate::shape::{Row, Table};

/// The maximum number of names in the path of a parameter.
const MAX_DEPTH: usize = 64;

/// Reads a form: its parameters as a tree, by the names in their paths.
#[derive(Clone, Debug)]
pub struct Reader {
    style: Style,
    /// The value that is read next.
    pub(super) next: Option<Node>,
    /// The structures, lists and maps that have been entered.
    pub(super) open: Vec<Open>,
}

/// A parameter, or the start that several parameters have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) value: Option<String>,
    pub(super) children: BTreeMap<String, Node>,
}

/// The rest of a structure, list or map.
#[derive(Clone, Debug)]
pub(super) enum Open {
    Structure(std::vec::IntoIter<(String, Node)>),
    List(std::vec::IntoIter<Node>),
    Map(std::vec::IntoIter<(String, Node)>),
}

impl Node {
    /// Adds a parameter.
    fn add(&mut self, path: &str, value: String) -> Result<(), Error> {
        let mut node = self;
        for (depth, name) in path.split('.').enumerate() {
            if depth >= MAX_DEPTH {
                return Err(error("values are nested too deeply"));
            }
            node = node.children.entry(name.to_owned()).or_default();
        }
        node.value = Some(value);
        Ok(())
    }

    /// The children as members of a structure.
    pub(super) fn members(self) -> Open {
        let members: Vec<_> = self.children.into_iter().collect();
        Open::Structure(members.into_iter())
    }

    /// The children by their numbers.
    pub(super) fn numbered(self) -> Result<Vec<Self>, Error> {
        let children = self.children.into_iter();
        let numbered = children.map(|(name, child)| match name.parse::<u32>() {
            Ok(number) => Ok((number, child)),
            Err(_) => Err(error("expected the number of an item")),
        });
        let mut numbered = numbered.collect::<Result<Vec<_>, _>>()?;
        numbered.sort_by_key(|(number, _)| *number);
        Ok(numbered.into_iter().map(|(_, child)| child).collect())
    }

    /// Takes the child of that name.
    pub(super) fn take(&mut self, name: &str) -> Option<Self> {
        self.children.remove(name)
    }
}

impl Reader {
    /// True if lists and maps of the row have no name between theirs and those of their items.
    pub(super) fn is_flat(&self, row: Row) -> bool {
        self.style == Style::Ec2 || row.has(crate::shape::Flags::XML_FLATTENED)
    }

    /// The name of the key or the value of an entry.
    pub(super) fn entry_name(&self, row: Row, default: &str) -> String {
        let name = row.xml_name();
        let name = if name.is_empty() { default } else { name };
        self.styled(|to| match self.style {
            Style::Aws => to.extend_from_slice(name.as_bytes()),
            Style::Ec2 => capitalised(name, to),
        })
    }

    /// The index of the member of that name.
    pub(super) fn member(&self, table: &'static Table, name: &str) -> Option<usize> {
        table.rows().position(|row| match self.style {
            Style::Aws => row.xml_name() == name,
            Style::Ec2 => self.styled(|to| ec2_name(row, to)) == name,
        })
    }

    fn styled(&self, write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut name = Vec::new();
        write(&mut name);
        String::from_utf8(name).unwrap_or_default()
    }

    /// Takes the value that is read next.
    pub(super) fn value(&mut self) -> Result<Node, Error> {
        self.next.take().ok_or_else(|| error("expected a value"))
    }

    /// Takes the string that is read next.
    pub(super) fn scalar(&mut self) -> Result<String, Error> {
        match self.value()? {
            Node {
                value: Some(value),
                children,
            } if children.is_empty() => Ok(value),
            _ => Err(error("expected one value")),
        }
    }
}

/// An error of a form.
#[cold]
pub(super) fn error(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::plain(message)
}

/// The parameters of a form or query, decoded.
///
/// # Errors
///
/// Fails if one of them is not UTF-8.
pub(crate) fn parameters(form: &[u8]) -> Result<Vec<(String, String)>, Error> {
    let form = std::str::from_utf8(form).map_err(|_| error("the form is not UTF-8"))?;
    let parts = form.split('&').filter(|part| !part.is_empty());
    let parameters = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let decoded = |text: &str| percent_decode(&text.replace('+', " "));
        let both = decoded(name).zip(decoded(value));
        both.ok_or_else(|| error("a parameter is not UTF-8"))
    });
    parameters.collect()
}

impl<'r> ReadDocument<'r> for Reader {
    type Root = Style;

    fn is_nothing(_: &[u8]) -> bool {
        false
    }

    fn start(body: &'r [u8]) -> Result<Self, Error> {
        let mut root = Node::default();
        for (path, value) in parameters(body)? {
            root.add(&path, value)?;
        }
        // Those that call the operation, and those of signatures in queries.
        for name in ["Action", "Version"] {
            root.children.remove(name);
        }
        Ok(Self {
            style: Style::Aws,
            next: Some(root),
            open: Vec::new(),
        })
    }

    fn begin(&mut self, style: Style) -> Result<(), Error> {
        self.style = style;
        let root = self.value()?;
        self.open.push(root.members());
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn ahead(&self) -> Self {
        self.clone()
    }

    fn located(error: Error, _: &[u8]) -> Error {
        error
    }
}

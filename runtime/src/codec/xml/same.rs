//! The comparison of two documents by their elements.

use super::{Error, Reader};

/// An element, without the white space between the elements in it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    elements: Vec<Element>,
    text: String,
}

/// True if two XML documents have the same elements: white space between them aside, and the order
/// of attributes, of elements of different names, and of the entries of a map. For tests of
/// requests.
///
/// ```
/// use hammersmith::xml::same;
///
/// assert!(same("<a><b/><c>1</c></a>", "<a>\n  <c>1</c>\n  <b></b>\n</a>")?);
/// assert!(!same("<a><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b></a>")?);
/// # Ok::<(), hammersmith::xml::Error>(())
/// ```
///
/// # Errors
///
/// Fails if one of them is not XML.
pub fn same(one: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> Result<bool, Error> {
    Ok(document(one.as_ref())? == document(other.as_ref())?)
}

fn document(text: &[u8]) -> Result<Element, Error> {
    let mut xml = Reader::new(text)?;
    let root = xml.root()?.to_owned();
    let root = element(&mut xml, root)?;
    xml.end()?;
    Ok(root)
}

/// Reads the element that has been entered. Recursive, as deep as the reader allows.
fn element(xml: &mut Reader<'_>, name: String) -> Result<Element, Error> {
    let mut element = Element {
        name,
        attributes: Vec::new(),
        elements: Vec::new(),
        text: String::new(),
    };
    let mut ahead = xml.clone();
    while let Some((name, value)) = ahead.attribute_text()? {
        element
            .attributes
            .push((name.to_owned(), value.into_owned()));
    }
    element.attributes.sort();
    let mut ahead = xml.clone();
    if ahead.next_element()?.is_none() {
        element.text = xml.element_text()?.into_owned();
        return Ok(element);
    }
    while let Some(name) = xml.next_element()? {
        let inner = self::element(xml, name.to_owned())?;
        element.elements.push(inner);
    }
    element
        .elements
        .sort_by(|one, other| one.name.cmp(&other.name));
    sort_entries(&mut element.elements);
    Ok(element)
}

/// Sorts elements that look like the entries of a map: of one name, and with a key and a value
/// each.
fn sort_entries(elements: &mut [Element]) {
    let is_entry = |element: &Element| {
        let names: Vec<&str> = element.elements.iter().map(|it| it.name.as_str()).collect();
        matches!(names[..], [key, value] if key != value)
    };
    for entries in elements.chunk_by_mut(|one, other| one.name == other.name) {
        if entries.iter().all(is_entry) {
            entries.sort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::same as is_same;

    /// Protects tests of requests: what is another document for a service is another one for them.
    #[test]
    fn tells_documents_apart() {
        let rows = [
            ("<a/>", "<a></a>", true),
            ("<a>\n  <b>1</b>\n</a>", "<a><b>1</b></a>", true),
            ("<a b='1' c='2'/>", "<a c=\"2\" b=\"1\"/>", true),
            ("<a>&lt;&#xA;</a>", "<a><![CDATA[<\n]]></a>", true),
            ("<a><b/><c/><b>1</b></a>", "<a><b/><b>1</b><c/></a>", true),
            ("<a><b>1</b><b>2</b></a>", "<a><b>2</b><b>1</b></a>", false),
            ("<a><b>1</b></a>", "<a><b>1 </b></a>", false),
            ("<a xmlns='u'/>", "<a/>", false),
            ("<a/>", "<b/>", false),
            (
                "<a><e><k>1</k><v>1</v></e><e><k>2</k><v>2</v></e></a>",
                "<a><e><k>2</k><v>2</v></e><e><k>1</k><v>1</v></e></a>",
                true,
            ),
        ];
        for (one, other, same) in rows {
            assert_eq!(is_same(one, other).expect(one), same, "{one} {other}");
        }
        assert!(is_same("<a/>", "<a/>x").is_err());
    }
}

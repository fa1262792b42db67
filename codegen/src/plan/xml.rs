//! The names and namespaces of elements in XML documents.

use crate::model::{Member, Shape, XmlNamespace};
use crate::plan::context::Context;
use crate::plan::protocol::Protocol;
use crate::plan::row_trait::RowTrait;
use crate::plan::special::s3;

/// The traits that tell how a member, an item, a key or a value stands in an XML document or a
/// form.
pub(crate) fn of_member(cx: &Context<'_>, member: &Member) -> Vec<RowTrait> {
    let protocol = cx.protocol();
    if !protocol.uses_xml() {
        return Vec::new();
    }
    let own = &member.traits;
    let mut traits = Vec::new();
    traits.extend(
        own.xml_name()
            .map(|name| RowTrait::XmlName(name.to_owned())),
    );
    if protocol == Protocol::RestXml {
        // That of the target counts only where the target is a whole document.
        traits.extend(own.xml_namespace().map(namespace));
    }
    if own.xml_attribute() {
        traits.push(RowTrait::XmlAttribute);
    }
    if own.xml_flattened() {
        traits.push(RowTrait::XmlFlattened);
    }
    if protocol == Protocol::Ec2Query {
        let usual = own.xml_name().unwrap_or(member.name());
        let name = own
            .ec2_query_name()
            .filter(|name| *name != capitalised(usual));
        traits.extend(name.map(|name| RowTrait::Ec2QueryName(name.to_owned())));
    }
    traits
}

/// The name that a parameter has in forms for EC2 unless the model says another one.
fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at_checked(1).unwrap_or((name, ""));
    first.to_ascii_uppercase() + rest
}

/// The traits of a structure that is a whole document: the name of its root, and its namespace.
pub(crate) fn root(cx: &Context<'_>, shape: &Shape) -> Vec<RowTrait> {
    if cx.protocol() != Protocol::RestXml {
        return Vec::new();
    }
    if s3::has_any_root(shape) {
        return Vec::new();
    }
    let name = shape.traits.xml_name().unwrap_or(shape.id.name());
    let mut traits = vec![RowTrait::XmlName(name.to_owned())];
    let of_service = cx.service().traits.xml_namespace();
    let of_root = shape.traits.xml_namespace().or(of_service);
    traits.extend(of_root.map(namespace));
    traits
}

/// The traits of a member that is the whole body, in addition to its own.
pub(crate) fn of_payload(cx: &Context<'_>, member: &Member, own: &[RowTrait]) -> Vec<RowTrait> {
    let root = root(cx, cx.target(member));
    let is_same =
        |a: &RowTrait, b: &RowTrait| std::mem::discriminant(a) == std::mem::discriminant(b);
    let is_missing = |of: &RowTrait| !own.iter().any(|own| is_same(own, of));
    root.into_iter().filter(is_missing).collect()
}

fn namespace(of: XmlNamespace<'_>) -> RowTrait {
    RowTrait::XmlNamespace(of.uri.to_owned(), of.prefix.map(str::to_owned))
}

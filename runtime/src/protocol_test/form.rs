//! Comparing forms.

use std::collections::BTreeMap;

/// A form as one string that is the same for all orders of its parameters, and of the entries of
/// its maps.
pub(super) fn canonical(form: &str) -> String {
    let mut root = Node::default();
    for parameter in form.split('&').map(str::trim) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let parts = name.split('.');
        let node = parts.fold(&mut root, |node, part| {
            node.children.entry(part).or_default()
        });
        node.values.push(value);
    }
    root.canonical()
}

/// All parameters whose names start with the same parts.
#[derive(Default)]
struct Node<'f> {
    /// The values of the parameters without more parts: more than one if a name is a duplicate.
    values: Vec<&'f str>,
    children: BTreeMap<&'f str, Self>,
}

impl Node<'_> {
    fn canonical(&self) -> String {
        let is_map = self.is_map();
        let children = self.children.iter().map(|(name, child)| {
            let name = if is_map { "" } else { name };
            format!("{name}{}", child.canonical())
        });
        let mut children: Vec<String> = children.collect();
        children.sort_unstable();
        format!("{:?}({})", self.values, children.join(","))
    }

    /// True if the children are entries of a map: each has a number, a key and a value. A list of
    /// structures that have two members looks the same.
    fn is_map(&self) -> bool {
        let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
        let is_entry = |entry: &Self| {
            entry.children.len() == 2 && entry.children.values().any(|it| it.children.is_empty())
        };
        self.children
            .iter()
            .all(|(name, child)| is_number(name) && is_entry(child))
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    /// Protects protocol tests: forms are equal in any order of parameters and entries, and in
    /// nothing else.
    #[test]
    fn order_means_nothing_but_in_lists() {
        let rows = [
            ("A=1&B=2", "B=2&A=1", true),
            ("A=1&\n    B=2", "A=1&B=2", true),
            ("A=1", "A=2", false),
            ("A=1", "A=1&A=1", false),
            ("A=1", "A=1&B=2", false),
            ("L.1=a&L.2=b", "L.1=b&L.2=a", false),
            (
                "L.member.1.hi=a&L.member.2.hi=b",
                "L.member.1.hi=b&L.member.2.hi=a",
                false,
            ),
            (
                "M.entry.1.key=a&M.entry.1.value=b&M.entry.2.key=c&M.entry.2.value=d",
                "M.entry.1.key=c&M.entry.1.value=d&M.entry.2.key=a&M.entry.2.value=b",
                true,
            ),
            (
                "M.entry.1.key=a&M.entry.1.value=b&M.entry.2.key=c&M.entry.2.value=d",
                "M.entry.1.key=c&M.entry.1.value=b&M.entry.2.key=a&M.entry.2.value=d",
                false,
            ),
            (
                "M.1.K=a&M.1.V.x=1&M.2.K=c&M.2.V.x=2",
                "M.1.K=c&M.1.V.x=2&M.2.K=a&M.2.V.x=1",
                true,
            ),
        ];
        for (one, other, is_same) in rows {
            assert_eq!(canonical(one) == canonical(other), is_same, "{one} {other}");
        }
    }
}

//! Bodies with maps, whose entries come in any order.

/// The parameters of a form, sorted, with `#` in place of the numbers of entries and items.
pub(super) fn sorted_form(form: &str) -> Vec<String> {
    let parameters = form.split('&').map(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts = name
            .split('.')
            .map(|part| if is_number(part) { "#" } else { part });
        format!("{}={value}", parts.collect::<Vec<_>>().join("."))
    });
    let mut parameters: Vec<String> = parameters.collect();
    parameters.sort_unstable();
    parameters
}

/// The pieces of an XML document between the entries of maps, with the entries of each map in an
/// order of their own. Entries that hold maps stay where they are.
pub(super) fn sorted_entries(document: &str) -> Vec<&str> {
    let mut pieces = document.split("<entry>");
    let mut sorted: Vec<&str> = pieces.next().into_iter().collect();
    let mut start = sorted.len();
    for piece in pieces {
        let Some((entry, rest)) = piece.rsplit_once("</entry>") else {
            sorted.push(piece);
            start = sorted.len();
            continue;
        };
        sorted.push(entry);
        if !rest.is_empty() {
            sorted[start..].sort_unstable();
            sorted.push(rest);
            start = sorted.len();
        }
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::{sorted_entries, sorted_form};

    /// Protects the comparison from overlooking what is not the order of a map.
    #[test]
    fn nothing_but_entries_is_sorted() {
        let map = "<a><m><entry>1</entry><entry>2</entry></m><n><entry>3</entry></n></a>";
        for (other, is_same) in [
            (map, true),
            (
                "<a><m><entry>2</entry><entry>1</entry></m><n><entry>3</entry></n></a>",
                true,
            ),
            (
                "<a><m><entry>1</entry><entry>3</entry></m><n><entry>2</entry></n></a>",
                false,
            ),
            (
                "<a><m><entry>1</entry></m><n><entry>2</entry><entry>3</entry></n></a>",
                false,
            ),
            (
                "<a><m><entry>1</entry><entry>2</entry></m><n><entry>4</entry></n></a>",
                false,
            ),
            (
                "<a><n><entry>1</entry><entry>2</entry></n><m><entry>3</entry></m></a>",
                false,
            ),
        ] {
            let is_equal = sorted_entries(other) == sorted_entries(map);
            assert_eq!(is_equal, is_same, "{other}");
        }
        let form = "Action=A&m.entry.1.key=a&m.entry.1.value=b&m.entry.2.key=c";
        for (other, is_same) in [
            (
                "Action=A&m.entry.1.key=c&m.entry.2.key=a&m.entry.2.value=b",
                true,
            ),
            (
                "Action=A&m.entry.1.key=d&m.entry.2.key=a&m.entry.2.value=b",
                false,
            ),
            (
                "Action=A&n.entry.1.key=c&m.entry.2.key=a&m.entry.2.value=b",
                false,
            ),
        ] {
            assert_eq!(sorted_form(other) == sorted_form(form), is_same, "{other}");
        }
    }
}

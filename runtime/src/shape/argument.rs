//! The arguments of traits, in the string of a table.

/// The name and the argument of the trait that starts here, after its `@`, and the rest of the
/// string.
pub(super) fn split_trait(text: &'static str) -> ((&'static str, &'static str), &'static str) {
    let name_end = text.find(|c: char| !c.is_ascii_alphanumeric());
    let (name, rest) = text.split_at(name_end.unwrap_or(text.len()));
    let Some(argument) = rest.strip_prefix('(') else {
        return ((name, ""), rest);
    };
    let (mut in_string, mut escaped) = (false, false);
    let end = argument.find(|c: char| {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = in_string,
            '"' => in_string = !in_string,
            _ => {}
        }
        c == ')' && !in_string
    });
    let (argument, rest) = argument.split_at(end.unwrap_or(argument.len()));
    ((name, argument), rest.strip_prefix(')').unwrap_or(rest))
}

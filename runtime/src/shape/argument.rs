//! The arguments of traits, in the string of a table.

/// The name and the argument of the trait that starts here, after its `@`, and the rest of the
/// string.
pub(super) fn split_trait(text: &'static str) -> ((&'static str, &'static str), &'static str) {
    // Bytes, since this runs for each header of a request: all that counts here is ASCII.
    let name_end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    let (name, rest) = text.split_at(name_end.unwrap_or(text.len()));
    let Some(argument) = rest.strip_prefix('(') else {
        return ((name, ""), rest);
    };
    let (argument, rest) = argument.split_at(argument_end(argument.as_bytes()));
    ((name, argument), rest.strip_prefix(')').unwrap_or(rest))
}

/// The index of the parenthesis that ends an argument; the length if there is none.
fn argument_end(argument: &[u8]) -> usize {
    let mut bytes = argument.iter();
    let mut in_string = false;
    let is_special = |byte: &u8| matches!(byte, b'\\' | b'"' | b')');
    while let Some(byte) = bytes.find(|byte| is_special(byte)) {
        match byte {
            b'\\' if in_string => drop(bytes.next()),
            b'"' => in_string = !in_string,
            b')' if !in_string => return argument.len() - bytes.len() - 1,
            _ => {}
        }
    }
    argument.len()
}

//! A document as the query of a URL.

use crate::codec::Error;
use crate::codec::json::Reader;
use crate::http::Request;

/// Moves the members of the JSON document that is the body into the query, a list as one parameter
/// for each item.
///
/// # Errors
///
/// Fails if a member is a structure, which has no form in a query.
pub(super) fn of_json(request: &mut Request) -> Result<(), Error> {
    let body = std::mem::take(&mut request.body);
    let mut reader = Reader::new(&body)?;
    reader.begin_document()?;
    while let Some(key) = reader.next_raw_key()? {
        let name = reader.unescape(key)?;
        if reader.next_byte() != Some(b'[') {
            value(&mut reader, &name, request)?;
            continue;
        }
        reader.begin_list()?;
        let mut first = true;
        while reader.next_item(first)? {
            first = false;
            value(&mut reader, &name, request)?;
        }
    }
    Ok(())
}

/// Adds the value that comes next as a parameter.
fn value(reader: &mut Reader<'_>, name: &str, request: &mut Request) -> Result<(), Error> {
    match reader.next_byte() {
        Some(b'"') => {
            let text = reader.raw_text("a string")?;
            let text = reader.unescape(text)?;
            request.query_param(name, &text);
        }
        Some(b'{' | b'[') => return Err(reader.unexpected("a string, number or boolean")),
        _ => {
            let start = reader.offset();
            reader.skip()?;
            request.query_param(name, reader.since(start));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects URLs of Polly: each member is a parameter, encoded, and a list one for each item.
    #[test]
    fn members_become_parameters() {
        let cases = [
            ("{}", Some("/v1/speech")),
            (
                r#"{"Text":"a b&é\n"}"#,
                Some("/v1/speech?Text=a%20b%26%C3%A9%0A"),
            ),
            (
                r#"{"A":["x","y z"],"B":[],"N":-1.5e3,"T":true}"#,
                Some("/v1/speech?A=x&A=y%20z&N=-1.5e3&T=true"),
            ),
            (r#"{"A":{"B":1}}"#, None),
            (r#"{"A":[["B"]]}"#, None),
        ];
        for (body, expected) in cases {
            let mut request = Request::new("POST", "/v1/speech");
            request.body = body.into();
            let done = of_json(&mut request);
            assert_eq!(done.ok().map(|()| request.uri.as_str()), expected, "{body}");
        }
    }
}

//! Bodies of responses, right and wrong, that all tests of responses try.

/// A body with a value that is nested that deep.
pub(crate) fn nested(depth: usize, open: &str, inner: &str, close: &str) -> String {
    let value = [&open.repeat(depth), inner, &close.repeat(depth)].concat();
    format!(r#"{{"jobDefinitionName":"a","other":{value},"revision":7,"message":"b"}}"#)
}

/// Values of a member, valid and invalid.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "1e2",
    "1e400",
    "-1e400",
    "1.0",
    "1.5",
    "-1.5",
    "0.1e1",
    "1E+1",
    "123456789012345678901234567890",
    "01",
    "+1",
    "1.",
    ".5",
    "1e",
    "--1",
    "0x1",
    "NaN",
    "Infinity",
    r#""""#,
    r#""text""#,
    r#""1""#,
    r#""NaN""#,
    r#""Infinity""#,
    "[]",
    "[1]",
    "{}",
    r#"{"a":1}"#,
    r#"["a",["b"]]"#,
    r#""\u0041\n\t\"\\\/""#,
    r#""\ud83e\udd80""#,
    r#""\ud83e""#,
    r#""\udd80""#,
    r#""\u12""#,
    r#""\x""#,
    "\"\u{1}\"",
    "\"\n\"",
    "\"\u{1f980}\"",
    "'text'",
    "nul",
    "tru",
    "undefined",
    "",
    " ",
    "\"open",
    "[",
    "{",
    "[1,]",
    "{\"a\":1,}",
    "[1 2]",
    "// comment",
];

/// Whole bodies: duplicate members, several members for one thing, errors in the syntax, other
/// formats.
const OTHERS: &[&str] = &[
    r#"{"revision":1,"revision":2,"jobDefinitionName":"a","jobDefinitionName":"b"}"#,
    r#"{"revision":1,"revision":null,"jobDefinitionName":"a","jobDefinitionName":null}"#,
    r#"{"message":"a","message":"b","__type":"ClientException","__type":"ServerException"}"#,
    r#"{"message":"a","Message":"b","errorMessage":"c"}"#,
    r#"{"Message":"b","message":null}"#,
    r#"{"message":"a","errorMessage":5,"Message":["x"]}"#,
    r#"{"code":"ClientException","__type":"ServerException"}"#,
    r#"{"__type":"ServerException","code":"ClientException","message":"a"}"#,
    r#"{"code":null,"__type":"ServerException"}"#,
    r#"{"code":7,"__type":"ServerException"}"#,
    r#"{"\u0072evision":9,"job\u0044efinitionName":"a","m\u0065ssage":"b","c\u006fde":"ClientException"}"#,
    r#"{"Revision":9,"JobDefinitionName":"a"}"#,
    r#"{"a b":{"c":[{"d":null}]},"revision" : 3 , "jobDefinitionName" :"a"}"#,
    r#"{revision:1}"#,
    r#"{"revision" 1}"#,
    r#"{"revision":1 "jobDefinitionName":"a"}"#,
    r#"{,}"#,
    r#"{"":1}"#,
    r#"{1:1}"#,
    r#"{"message":"","code":""}"#,
    r#"{"__type":":"}"#,
    r##"{"__type":"#"}"##,
    "<html><body>Bad Gateway</body></html>",
    "<ErrorResponse><Error><Code>ClientException</Code></Error></ErrorResponse>",
    "upstream connect error",
];

/// Bodies, right and wrong.
pub(crate) fn bodies() -> Vec<Vec<u8>> {
    let mut bodies: Vec<String> = Vec::new();
    for value in VALUES {
        for member in [
            "jobDefinitionName",
            "jobDefinitionArn",
            "revision",
            "message",
            "other",
            "code",
            "__type",
        ] {
            bodies.push(format!(r#"{{"{member}":{value}}}"#));
            bodies.push(format!(
                r#"{{"jobDefinitionName":"a","{member}":{value},"message":"b"}}"#
            ));
        }
        bodies.push((*value).to_owned());
    }
    let whole =
        r#"{"jobDefinitionName":"a","jobDefinitionArn":"arn","revision":7,"message":"b","x":[1]}"#;
    bodies.extend((0..=whole.len()).map(|end| whole[..end].to_owned()));
    for after in [
        "}", "{}", " ", "\n\t\r ", ",", "null", "x", "\0", "\u{feff}",
    ] {
        bodies.push(format!("{whole}{after}"));
        bodies.push(format!("{after}{whole}"));
    }
    bodies.extend(OTHERS.iter().map(|&body| body.to_owned()));
    for depth in [1, 100, 127, 128, 129, 1_000] {
        bodies.push(nested(depth, "[", "", "]"));
        bodies.push(nested(depth, r#"{"a":"#, "null", "}"));
        bodies.push(nested(depth, r#"[{"a":"#, "1", "}]"));
        bodies.push(nested(depth, "[", "", ""));
        bodies.push("[".repeat(depth));
        bodies.push(r#"{"a":"#.repeat(depth));
    }
    let mut bodies: Vec<Vec<u8>> = bodies.into_iter().map(String::into_bytes).collect();
    bodies.extend(invalid_utf8());
    bodies
}

/// Bytes that are no UTF-8, where they are read and where they are skipped.
fn invalid_utf8() -> Vec<Vec<u8>> {
    let wrong: [&[u8]; 6] = [
        b"\xff",
        b"\xc3",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf5\x80\x80\x80",
        b"\xe2\x82",
    ];
    let around = [
        (&b"{\"jobDefinitionName\":\""[..], &b"\"}"[..]),
        (b"{\"other\":\"", b"\",\"revision\":1}"),
        (b"{\"", b"\":1}"),
        (b"{\"message\":\"", b"\"}"),
        (b"{\"code\":\"", b"\"}"),
        (b"{\"revision\":", b"}"),
        (b"", b""),
        (b"{} ", b""),
    ];
    wrong
        .iter()
        .flat_map(|wrong| around.map(|(before, after)| [before, wrong, after].concat()))
        .collect()
}

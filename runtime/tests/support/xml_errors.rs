//! Documents that cannot be read.

/// Documents, and the end of the message about each.
pub(crate) const ERRORS: &[(&str, &str)] = &[
    (
        "",
        ": expected an element, found the end of the document (byte 0)",
    ),
    ("{}", ": expected an element, found '{' (byte 0)"),
    (
        "<html>",
        ": expected the root `Result`, found `html` (byte 6)",
    ),
    (
        "<Result>",
        ": expected the end of an element, found the end of the document (byte 8)",
    ),
    (
        "<Result/><Result/>",
        ": expected the end of the document, found '<' (byte 9)",
    ),
    (
        "<Result/>x",
        ": expected the end of the document, found 'x' (byte 9)",
    ),
    ("<Result></result>", ": expected `</Result>` (byte 8)"),
    (
        "<Result><str>a</Result>",
        " at `str`: expected `</str>` (byte 14)",
    ),
    (
        "<Result><str>a</str x></Result>",
        " at `str`: expected `>`, found 'x' (byte 20)",
    ),
    (
        "<Result><str>a",
        " at `str`: expected the end of an element, found the end",
    ),
    (
        "<Result><str><b/></str></Result>",
        " at `str`: expected text, found an element (byte 13)",
    ),
    (
        "<Result><num>x</num></Result>",
        " at `num`: expected an integer from -2147483648 to 2147483647, found `x` (byte 13)",
    ),
    (
        "<Result><num>2147483648</num></Result>",
        " at `num`: expected an integer from -2147483648 to",
    ),
    (
        "<Result><num/></Result>",
        " at `num`: expected an integer from -2147483648 to 2147483647, found `` (byte 14)",
    ),
    (
        "<Result><yes>1</yes></Result>",
        " at `yes`: expected `true` or `false`, found `1` (byte 13)",
    ),
    (
        "<Result><double>1e999</double></Result>",
        " at `double`: expected a number from ",
    ),
    (
        "<Result><blob>*</blob></Result>",
        " at `blob`: not base64 (byte 14)",
    ),
    (
        "<Result><when>now</when></Result>",
        " at `when`: invalid timestamp (byte 14)",
    ),
    (
        "<Result><flat>a</flat><flat><b/></flat></Result>",
        " at `flat[1]`: expected text, found",
    ),
    (
        "<Result><list><member/><member>&x;</member></list></Result>",
        " at `list.member[1]`: an invalid reference (byte 31)",
    ),
    (
        "<Result><list><member xsi:nil='1'/></list></Result>",
        " at `list.member`: null where a value has to be",
    ),
    (
        "<Result><map><entry><key>a</key></entry></map></Result>",
        " at `map.entry`: an entry without `value` (byte 40)",
    ),
    (
        "<Result><pair><v>1</v></pair></Result>",
        " at `pair`: an entry without `k` (byte 29)",
    ),
    ("<Result same='x'/>", ": expected an integer from"),
    ("<Result a=b/>", ": expected a quote, found 'b' (byte 10)"),
    ("<Result a/>", ": expected `=`, found '/' (byte 9)"),
    (
        "<Result a='<'/>",
        ": expected the rest of an attribute, found '<' (byte 11)",
    ),
    (
        "<Result a='1'b='2'/>",
        ": expected `>`, found 'b' (byte 13)",
    ),
    (
        "<Result><!-- </Result>",
        ": expected the rest of a comment, found the end",
    ),
    (
        "<Result><![CDATA[ </Result>",
        ": expected the rest of a section of characters, found the end",
    ),
    (
        "<?xml",
        ": expected the rest of a processing instruction, found the end",
    ),
    (
        "<!DOCTYPE Result [<!ENTITY a 'b'>]><Result/>",
        ": document type definitions are not allowed (byte 0)",
    ),
    (
        "<Result><!ELEMENT a></Result>",
        ": expected an element, found '<' (byte 8)",
    ),
    (
        "< Result/>",
        ": expected the name of an element, found ' ' (byte 1)",
    ),
    (
        "<Result><str>&#0;&#x110000;</str></Result>",
        " at `str`: an invalid reference",
    ),
    (
        "<Result><str>&#+65;</str></Result>",
        " at `str`: an invalid reference (byte 13)",
    ),
    (
        "<Result><str>&#;</str></Result>",
        " at `str`: an invalid reference (byte 13)",
    ),
    (
        "<Result><str>&nbsp;</str></Result>",
        " at `str`: an invalid reference (byte 13)",
    ),
    (
        "<Result><str>a & b</str></Result>",
        " at `str`: an invalid reference (byte 15)",
    ),
    ("<Result>a & b</Result>", ": an invalid reference (byte 10)"),
];

//! Documentation as it shows.

use super::Paper;
use crate::ui::marked;

fn shown(markdown: &str, width: usize, colour: bool) -> String {
    let mut paper = Paper::new(width, colour);
    paper.markdown(2, markdown);
    paper.finish()
}

/// Protects: what each part of Markdown becomes, without colours.
#[test]
fn plain_text_has_no_marks_but_those_of_code_and_lists() {
    for (markdown, expected) in [
        ("", ""),
        ("One\ntwo.", "  One two.\n"),
        ("`a_b`, *c* and **d**", "  `a_b`, c and d\n"),
        ("***x*** 2 * 3", "  x 2 * 3\n"),
        ("\\[Minute\\] \\*x\\* \\<b>", "  [Minute] *x* <b>\n"),
        ("`` a`b `` ``c`d``", "  `a`b` `c`d`\n"),
        (
            "see [the *docs*](https://a.b/c).",
            "  see the docs [1].\n\n[1] https://a.b/c\n",
        ),
        (
            "[a](https://a.b) [b](https://c.d) [c](https://a.b)",
            "  a [1] b [2] c [1]\n\n[1] https://a.b\n[2] https://c.d\n",
        ),
        ("[https://a.b](https://a.b)", "  https://a.b\n"),
        ("<https://a.b/c>", "  https://a.b/c\n"),
        ("one\\\ntwo", "  one\n  two\n"),
        ("## Head\n\ntext", "  Head\n\n  text\n"),
        ("- a\n- b c", "  - a\n  - b c\n"),
        ("- a\n\n  more\n\n- b", "  - a\n\n    more\n\n  - b\n"),
        (
            "1. a\n2. b\n   - c\n   - d",
            "  1. a\n  2. b\n     - c\n     - d\n",
        ),
        ("a\n\n- b\n\nc", "  a\n\n  - b\n\n  c\n"),
        ("> **Note:** x\n>\n> - y", "  | Note: x\n  |\n  | - y\n"),
        (
            "```text\na  b\n\n  c\n```\n\nd",
            "      a  b\n\n        c\n\n  d\n",
        ),
    ] {
        assert_eq!(shown(markdown, 40, false), expected, "{markdown}");
    }
}

/// Protects: lines are no wider than asked for, whatever they are a part of, and colours do not
/// count; words that are wider stay whole.
#[test]
fn lines_are_wrapped() {
    let words = "`word` **word** ".repeat(20);
    for markdown in [words.clone(), format!("- {words}"), format!("> 1. {words}")] {
        let plain = shown(&markdown, 30, false);
        for line in plain.lines() {
            assert!(line.chars().count() <= 30, "{line}");
        }
        let coloured = shown(&markdown, 30, true);
        assert!(coloured.contains(&marked("\u{1b}[")));
        assert!(!plain.contains(&marked("\u{1b}[")));
    }
    let long = shown(&format!("a {} b", "x".repeat(50)), 30, false);
    assert_eq!(long, format!("  a\n  {}\n  b\n", "x".repeat(50)));
}

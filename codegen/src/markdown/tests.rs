use super::*;

/// HTML and its Markdown, one paragraph each.
#[test]
fn text_keeps_its_meaning() {
    for (html, markdown) in [
        ("", ""),
        (" \n ", ""),
        ("<p>One\n   two.</p>", "One two."),
        ("plain", "plain"),
        (
            "<p><code>a_b</code>, <i>c</i> and <b>d</b></p>",
            "`a_b`, *c* and **d**",
        ),
        ("<p><b> Note: </b>see</p>", "**Note:** see"),
        ("<p><b>Note:</b>see</p>", "**Note:** see"),
        ("<p><b><i>x</i></b></p>", "***x***"),
        ("<p><b>a</b><b>b</b> <i></i></p>", "**a** **b**"),
        ("<p><b>a <b>b</b></b> c</p>", "**a b** c"),
        ("<p>s3-<i>region</i>.com</p>", "s3-*region*.com"),
        ("<p>a<b>(b)</b></p>", "a **(b)**"),
        (
            "<p><b>never closed</p><p>next</p>",
            "**never closed**\n\nnext",
        ),
        (
            "<p><code>never closed</p><p>next</p>",
            "`never closed`\n\nnext",
        ),
        ("<p><i>a<b>b</i>c</b></p>", "*a**b*** c"),
        ("<p>one<br>two<br/></p>", "one\\\ntwo"),
        ("<h2>Head # ing</h2>text", "## Head # ing\n\ntext"),
        ("<fullname>AWS Batch</fullname><p>Runs.</p>", "Runs."),
        ("<fullname>AWS Batch<p>Runs.</p>", "AWS Batch\n\nRuns."),
        ("<!-- no --><p>yes</p><script>no()</script>", "yes"),
        (
            "<p>&lt;b&gt; &amp;amp; &#8212; &quot;</p>",
            "\\<b> \\&amp; — \"",
        ),
        ("<p>?a=1&limit=2&lt=3</p>", "?a=1&limit=2&lt=3"),
        ("<p>a\u{200b}b\u{202e}c\u{a0}d\t\u{96}</p>", "abc d"),
    ] {
        assert_eq!(to_markdown(html), markdown, "{html}");
    }
}

/// Each of these characters would otherwise make markup, a broken link, or an invalid tag.
#[test]
fn special_characters_are_escaped_only_where_they_are_special() {
    for (html, markdown) in [
        ("<p>[Minute] a[0]</p>", "\\[Minute\\] a\\[0\\]"),
        (
            "<p>2 * 3, *x*, **/*.png</p>",
            "2 * 3, \\*x\\*, \\*\\*/\\*.png",
        ),
        (
            "<p>snake_case, _x_, __y</p>",
            "snake_case, \\_x\\_, \\_\\_y",
        ),
        (
            "<p>a < b, x<y, a<b, <=, Vec<T></p>",
            "a < b, x\\<y, a\\<b, <=, Vec\\<T>",
        ),
        ("<p>C:\\dir \\* end\\</p>", "C:\\dir \\\\\\* end\\\\"),
        ("<p>~5 ~~no~~ a~b</p>", "~5 \\~\\~no\\~\\~ a\\~b"),
        ("<p>- a</p>", "\\- a"),
        ("<p>1. a</p><p>2) b</p>", "1\\. a\n\n2\\) b"),
        ("<p># a</p><p>#a</p>", "\\# a\n\n#a"),
        ("<p>&gt; a</p><p>| a |</p>", "\\> a\n\n\\| a |"),
        ("<p>===</p><p>---</p><p>-x</p>", "\\===\n\n\\---\n\n-x"),
        ("<p>a ` b</p>", "a \\` b"),
        ("<p>a `b c` d</p>", "a `b c` d"),
        ("<p><code>a`b</code> <code>`</code></p>", "``a`b`` `` ` ``"),
        ("<p><code>a</code><code>b</code>c</p>", "`a` `b`c"),
        ("<p><code>\n  [x]  *y*\n </code>.</p>", "`[x] *y*` ."),
    ] {
        assert_eq!(to_markdown(html), markdown, "{html}");
    }
}

/// Text that only looks like a tag must stay readable: it is often part of an ARN.
#[test]
fn placeholders_are_kept_and_unknown_markup_is_dropped() {
    for (html, markdown) in [
        (
            "<code>arn:<Partition>:s3:<region></code>",
            "`arn:<Partition>:s3:<region>`",
        ),
        (
            "<p>app/<load-balancer-id>/x</p>",
            "app/\\<load-balancer-id>/x",
        ),
        ("<p><code><a>Job</a> <i>x</i></code> y</p>", "`Job x` y"),
        ("<p><code>SELECT <table></code> y</p>", "`SELECT <table>` y"),
        (
            "<code><Row a=\"1\"><End>5</End></Row></code>",
            "`<Row a=\"1\"><End>5</End></Row>`",
        ),
        (
            "<p><thing>kept</Thing> <replaceable>x</replaceable></p>",
            "kept x",
        ),
        ("<p>cut <off", "cut \\<off"),
        ("<p>cut</p", "cut\\</p"),
        ("<p>the <id>; </identity></p>", "the \\<id>;"),
        ("</p></ul></note></code>x", "x"),
    ] {
        assert_eq!(to_markdown(html), markdown, "{html}");
    }
}

#[test]
fn links_lead_somewhere_or_are_none() {
    for (html, markdown) in [
        (
            "<a href=\"https://a.com/(x y)\">a <b>b</b></a>.",
            "[a **b**](https://a.com/%28x%20y%29).",
        ),
        ("see <a>Job</a>", "see `Job`"),
        ("see <a href=''>Job</a>", "see Job"),
        ("see <a href='API_Job.html#x'>Job</a>", "see Job"),
        ("see <a href='javascript:x'>Job</a>", "see Job"),
        ("see <a href='https://a.com'> </a>!", "see !"),
        (
            "see <a href='https://a.com'>https://a.com</a>",
            "see [https://a.com](https://a.com)",
        ),
        (
            "<a href='https://a.com'><code>x</code></a>",
            "[`x`](https://a.com)",
        ),
        (
            "<a href='https://a.com'>x<a href='https://b.com'>y</a>",
            "[xy](https://a.com)",
        ),
        ("(https://a.com/x_y.)", "(<https://a.com/x_y>.)"),
        ("https://, http://localhost", "https://, http://localhost"),
        ("<https://a.com>", "<https://a.com>"),
    ] {
        assert_eq!(to_markdown(html), markdown, "{html}");
    }
}

#[test]
fn blocks_nest() {
    let html = "<p>Intro</p><ul><li><p>one</p></li><li>two<ol><li>a<li>b</ol></li><li></li></ul>
        <note><p>Mind.</p><ul><li><p>x</p><p>y</p></li></ul></note>
        <dl><dt>Term</dt><dd><p>Meaning.</p></dd><dt><code>t</code></dt><dd>m</dd></dl>
        <table><tr><td>c1</td><td>c2</td></tr></table><important/><p/><pre>
          fn main() {
            ```<T> <b>x</b>
          }
        </pre><caution>unclosed";
    insta::assert_snapshot!(to_markdown(html), @r#"
Intro

- one
- two
  1. a
  2. b

> **Note:** Mind.
>
> - x
>
>   y

- **Term** — Meaning.
- **`t`** — m

- c1

  c2

````text
fn main() {
  ```<T> x
}
````

> **Caution:** unclosed
"#);
}

/// Smithy allows CommonMark, and some services write it.
#[test]
fn common_mark_is_kept_outside_of_html() {
    let text = "# Title #1
Text with *emphasis*, `code`, a [link](https://a.com), [none] and 2*3*4
   that is indented.

- one
  - nested <code>x</code>
- two
      continued

1. first
2) second

```rust
let x: Vec<T> = <p>;
    [y]
```

    not code

~~~
open";
    insta::assert_snapshot!(to_markdown(text), @r##"
# Title #1

Text with *emphasis*, `code`, a [link](https://a.com), \[none\] and 2\*3\*4 that is indented.

- one
  - nested `x`
- two continued

1. first
2. second

```text
let x: Vec<T> = <p>;
    [y]
```

not code

```text
open
```
"##);
}

#[test]
fn paragraphs_are_wrapped_without_making_markup_of_words() {
    let words = "wwwwwwwww ".repeat(10);
    let line = words.trim();
    let shorter = &line[..line.len() - 10];
    for (word, escaped) in [
        ("-", "\\-"),
        ("+", "\\+"),
        ("1.", "1\\."),
        ("20)", "20\\)"),
        ("##", "\\##"),
        ("===", "\\==="),
        ("---", "\\---"),
        (">x", "\\>x"),
        ("| a", "\\| a"),
        ("-x", "-x"),
        ("v1.", "v1."),
    ] {
        let html = format!("<p>{words}{word} z</p><ul><li>{words}{word} z</li></ul>");
        let expected = format!("{line}\n{escaped} z\n\n- {shorter}\n  wwwwwwwww {word} z");
        assert_eq!(to_markdown(&html), expected);
    }
}

#[test]
fn the_summary_is_the_first_sentence() {
    for (html, expected) in [
        ("", ""),
        ("<p>One. Two.</p>", "One."),
        (
            "<p>Uses e.g. a U.S. Region (etc.) and v1.2 now. Then</p>",
            "Uses e.g. a U.S. Region (etc.) and v1.2 now.",
        ),
        (
            "<p>See <a href='https://a.com'>this. That</a>. <b>Not</b></p>",
            "See this.",
        ),
        (
            "<p>The <code>a. B</code> is <b>it</b>!</p><p>No.</p>",
            "The `a. B` is it!",
        ),
        ("<note><p>Old.</p></note><p>New\nthing</p>", "New thing"),
        ("<note><p>Old. X</p></note>", "Note: Old."),
        ("<ul><li><p>first</p></li></ul>", "first"),
        ("<p>no full stop</p><p>Next.</p>", "no full stop"),
        (
            "<p>See https://a.com/x for [x].</p>",
            "See <https://a.com/x> for \\[x\\].",
        ),
    ] {
        assert_eq!(summary(html), expected, "{html}");
    }
}

/// Protects the generator from unexpected text: any part of the worst text is read quickly and
/// produces neither HTML nor indented code.
#[test]
fn nothing_panics_and_nothing_is_compiled() {
    let worst =
        "<ul><li><p>a `b <code>c</p> é[</ul><note>```\n    x\n<dl><dt>[y](https://a.b <b>**<i>\\\
        </dd>&#x; <pre>\t```\n&am<a href='\"> <a>-\n\n- x\n    1. y\n~~~~\n<table><td>z</tr> <!-- "
            .repeat(2);
    let nested = "<ul><li>".repeat(500) + "deep";
    let cuts = worst.char_indices().map(|(at, _)| worst.split_at(at));
    let texts = cuts
        .flat_map(|(head, tail)| [head, tail])
        .chain([nested.as_str()]);
    for text in texts {
        let markdown = to_markdown(text);
        assert!(!summary(text).contains('\n'));
        let mut fence: Option<&str> = None;
        for line in markdown.lines() {
            let bare = line.trim_start_matches([' ', '>', '-']);
            fence = match fence {
                Some(open) => Some(open).filter(|open| bare != *open),
                None => {
                    let opens = bare.starts_with("```") || bare.starts_with("~~~");
                    assert!(!opens || bare.ends_with("`text"), "{text}\n{markdown}");
                    bare.strip_suffix("text").filter(|_| opens)
                }
            };
        }
        assert!(fence.is_none(), "{markdown}");
    }
}

//! The page of an operation, as a browser lays it out.

use std::path::Path;
use std::process::Command;

use hammersmith_tests::{browser, python, rustdoc, shared};

/// A frame as wide as a phone, and what in it is too wide.
const PHONE: &str = r#"<iframe id="frame" src="PAGE" width="390" height="800"></iframe>
<pre id="found">nothing measured</pre>
<script>
frame.onload = () => {
    const page = frame.contentDocument, tables = page.querySelectorAll(".docblock table");
    const wide = [...tables].filter(it => it.offsetWidth > it.parentElement.clientWidth + 1);
    found.textContent = [
        `${tables.length} tables`,
        `page ${Math.max(0, page.documentElement.scrollWidth - frame.clientWidth)} too wide`,
        ...wide.map(it => `too wide: ${it.innerText.slice(0, 300)}`),
    ].join("; ");
};
</script>
"#;

/// Protects readers with a phone: neither the page nor a table on it scrolls sideways, which one
/// long name that cannot be broken is enough for.
#[test]
fn page_fits_on_a_phone() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&scratch).expect("a folder");
    let mut doc = Command::new(env!("CARGO"));
    doc.current_dir(shared::workspace())
        .args(["doc", "--quiet", "--no-deps", "--no-default-features"])
        .args(["--package", "hammersmith-batch", "--target-dir"])
        .arg(rustdoc::target_directory(env!("CARGO_TARGET_TMPDIR")));
    python::run(&mut doc);
    let docs = rustdoc::target_directory(env!("CARGO_TARGET_TMPDIR")).join("doc");
    let page = docs.join("hammersmith_batch/operation/register_job_definition/index.html");
    let frame = scratch.join("phone.html");
    let html = PHONE.replace("PAGE", &format!("file://{}", page.display()));
    std::fs::write(&frame, html).expect("a file");
    let Some(dom) = browser::dom(&frame, &scratch, "the width of a page on a phone") else {
        return;
    };
    let found = dom.split("<pre id=\"found\">").nth(1).unwrap_or_default();
    let found = found.split("</pre>").next().unwrap_or_default();
    let (tables, wide) = found.split_once(' ').expect(found);
    assert!(tables.parse().unwrap_or(0) > 40, "{found}");
    assert_eq!(wide, "tables; page 0 too wide");
}

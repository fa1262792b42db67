//! The functions that the macros of the client print.
#![cfg(feature = "client")]

const MACROS: &[(&str, &str)] = &[
    ("builder", include_str!("../src/client/macros/builder.rs")),
    ("client", include_str!("../src/client/macros/client.rs")),
    ("config", include_str!("../src/client/macros/config.rs")),
    ("endpoint", include_str!("../src/client/macros/endpoint.rs")),
    (
        "operation",
        include_str!("../src/client/macros/operation.rs"),
    ),
    ("settings", include_str!("../src/client/macros/settings.rs")),
];

/// Generated code holds no machine code, which takes a tenth off the memory that compiling it needs.
/// One function without `#[inline]`, or one `static` that refers to one, undoes that.
#[test]
fn prints_nothing_that_is_compiled_ahead() {
    let mut functions = 0;
    for (name, text) in MACROS {
        let mut inline = false;
        let lines = text.lines().map(str::trim).enumerate();
        for (number, line) in lines {
            let place = format!("macros/{name}.rs:{}: {line}", number + 1);
            let is_static = line.starts_with("static ") || line.contains(" static ");
            assert!(!is_static, "{place}");
            let is_function = [
                "fn ",
                "pub fn ",
                "pub async fn ",
                "pub(crate) fn ",
                "pub(super) fn ",
            ]
            .iter()
            .any(|start| line.starts_with(start));
            // What a trait only declares has no body to compile.
            if is_function && !line.ends_with(';') {
                assert!(inline, "{place}");
                functions += 1;
            }
            let goes_on = line.starts_with("#[") || line.starts_with("///");
            inline = goes_on && (inline || line == "#[inline]");
        }
    }
    assert!(functions > 40, "{functions}");
}

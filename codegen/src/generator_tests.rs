//! The instructions for Cargo that a build script prints.

use super::*;

/// Protects builds from paths of models that contain instructions for Cargo.
#[test]
fn paths_with_line_breaks_are_not_for_cargo() {
    assert_eq!(watchable(Path::new("a b.json")).unwrap(), "a b.json");
    for path in ["a\ncargo::rustc-cfg=x", "a\r"] {
        let problems = watchable(Path::new(path)).unwrap_err().to_string();
        assert!(problems.contains("has a line break"), "{problems}");
        assert!(!problems.contains("\ncargo::"), "{problems}");
    }
}

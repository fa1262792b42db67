use std::fs;

use tempfile::TempDir;

use super::*;
use crate::write::write_dir;

fn set(files: &[(&str, &str)]) -> FileSet {
    let mut set = FileSet::default();
    for (path, contents) in files {
        set.insert(*path, *contents).unwrap();
    }
    set
}

#[test]
fn a_directory_that_was_just_written_has_no_drift() {
    let root = TempDir::new().unwrap();
    let files = set(&[("src/lib.rs", "a\nb\n"), ("x", "")]);
    let dir = root.path().join("out");
    assert_eq!(
        check_dir(&files, &dir).unwrap().missing,
        ["src/lib.rs", "x"]
    );
    assert!(!dir.exists(), "checking changes nothing");
    write_dir(&files, &dir).unwrap();
    assert!(check_dir(&files, &dir).unwrap().is_empty());
    fs::write(dir.join("src/lib.rs"), "a\r\nb\r\n").unwrap();
    assert!(
        check_dir(&files, &dir).unwrap().is_empty(),
        "line ends are version control's"
    );
    fs::remove_file(dir.join(manifest::NAME)).unwrap();
    assert_eq!(check_dir(&files, &dir).unwrap().missing, [manifest::NAME]);
    fs::remove_dir_all(&dir).unwrap();
    fs::write(&dir, "").unwrap();
    assert!(matches!(
        check_dir(&files, &dir),
        Err(WriteError::NotADirectory { .. })
    ));
}

#[test]
fn drift_is_shown_for_a_terminal() {
    let root = TempDir::new().unwrap();
    let lines: Vec<String> = (1..=30).map(|n| format!("line {n}\n")).collect();
    let old = lines.concat();
    write_dir(
        &set(&[("changed.rs", &old), ("gone.rs", ""), ("sub/same.rs", "s")]),
        root.path(),
    )
    .unwrap();
    let new = old
        .replace("line 2\n", "LINE 2\n")
        .replace("line 20\n", "line 20\nline 20.5\n");
    let files = set(&[("changed.rs", &new), ("sub/same.rs", "s"), ("new.rs", "")]);
    insta::assert_snapshot!(check_dir(&files, root.path()).unwrap(), @r#"
missing: new.rs
no longer generated: gone.rs
changed: changed.rs
@@ -1,5 +1,5 @@
 line 1
-line 2
+LINE 2
 line 3
 line 4
 line 5
@@ -18,6 +18,7 @@
 line 18
 line 19
 line 20
+line 20.5
 line 21
 line 22
 line 23
1 changed, 1 missing, 1 no longer generated
"#);
}

/// A file that has nothing in common with the old one must not scroll everything else away.
#[test]
fn a_long_diff_is_cut() {
    let old: String = (0..3000).map(|n| format!("old {n}\n")).collect();
    let new: String = (0..3000).map(|n| format!("new {n}\n")).collect();
    let diff = unified(&old, &new);
    assert_eq!(diff.lines().count(), SHOWN + 1);
    assert!(diff.ends_with("… and 5921 more lines"), "{diff}");
}

#[test]
fn a_single_file_is_compared_like_one_of_a_directory() {
    let root = TempDir::new().unwrap();
    let path = root.path().join("client.rs");
    assert_eq!(check_file(&path, "a\n").unwrap().missing.len(), 1);
    fs::write(&path, "a\r\n").unwrap();
    assert!(check_file(&path, "a\n").unwrap().is_empty());
    let drift = check_file(&path, "b\n").unwrap();
    assert_eq!(drift.changed.len(), 1);
    assert!(drift.to_string().contains("-a\n+b\n"), "{drift}");
    assert!(check_file(&path.join("below"), "").is_err());
}

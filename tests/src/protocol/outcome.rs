//! The output of the test harness of Rust.

use std::collections::BTreeMap;

/// The tests by name, each with the reason why it did not pass, if it did not.
pub(crate) fn read(printed: &str) -> BTreeMap<String, Option<String>> {
    let mut outcomes = BTreeMap::new();
    for line in printed.lines() {
        let Some((name, result)) = line
            .strip_prefix("test ")
            .and_then(|line| line.split_once(" ... "))
        else {
            continue;
        };
        let name = name.strip_suffix(" - should panic").unwrap_or(name);
        let reason = match result {
            "ok" => None,
            result => {
                let reason = result.strip_prefix("ignored, ").unwrap_or(result);
                Some(reason.to_owned())
            }
        };
        outcomes.insert(name.to_owned(), reason);
    }
    for (name, said) in failures(printed) {
        outcomes.insert(name.to_owned(), Some(said));
    }
    outcomes
}

/// The messages of failed tests.
fn failures(printed: &str) -> Vec<(&str, String)> {
    let blocks = printed.split("\n---- ").skip(1);
    let blocks = blocks.filter_map(|block| {
        let (head, said) = block.split_once('\n')?;
        let name = head.strip_suffix(" stdout ----")?;
        // The list of failed tests stands behind the last.
        let said = said.split("\n\nfailures:").next().unwrap_or(said).trim();
        let said = said.strip_prefix("Error: ").unwrap_or(said);
        Some((name, said.to_owned()))
    });
    blocks.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects the table: what passes, fails with a message, panics or is ignored.
    #[test]
    fn every_outcome_is_read() {
        let printed = "\nrunning 4 tests\ntest a - should panic ... ok\ntest b ... ignored, not today\n\
            test c ... FAILED\ntest d ... FAILED\n\nfailures:\n\n---- c stdout ----\n\
            Error: no header X\nno header Y\n\n---- d stdout ----\n\n\
            thread 'd' panicked at x.rs:1:1:\nboom\n\n\nfailures:\n    c\n    d\n\n\
            test result: FAILED. 1 passed; 2 failed; 1 ignored\n";
        let outcomes = read(printed);
        assert_eq!(outcomes["a"], None);
        assert_eq!(outcomes["b"].as_deref(), Some("not today"));
        assert_eq!(outcomes["c"].as_deref(), Some("no header X\nno header Y"));
        assert_eq!(
            outcomes["d"].as_deref(),
            Some("thread 'd' panicked at x.rs:1:1:\nboom")
        );
        assert_eq!(outcomes.len(), 4);
    }
}

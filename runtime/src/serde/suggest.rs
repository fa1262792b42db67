//! Suggestions for a name that does not exist.
//!
//! The generator has its own, `codegen/src/suggest.rs`, with other rules: it compares names of
//! shapes and options and lists several; here names differ in how they are written, as
//! `job_role_arn` and `JobRoleArn` do. Neither crate can depend on the other.

/// Says that a member is unknown, and which one was meant.
pub(crate) fn unknown_member(name: &str, known: &[&str]) -> String {
    let suggestion = known
        .iter()
        .map(|known| (distance(&plain(name), &plain(known)), known))
        .min()
        .filter(|(distance, known)| *distance <= known.len().max(3) / 3);
    match (suggestion, known) {
        (Some((_, known)), _) => format!("unknown member; did you mean {known:?}?"),
        (None, []) => "unknown member; there are none here".to_owned(),
        (None, known) => {
            let names: Vec<_> = known.iter().map(|name| format!("{name:?}")).collect();
            format!("unknown member; known are {}", names.join(", "))
        }
    }
}

/// The name without what differs between ways of writing it, as in `job_role_arn` and `JobRoleArn`.
fn plain(name: &str) -> Vec<char> {
    let letters = name.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    letters.flat_map(char::to_lowercase).take(64).collect()
}

/// The number of letters to insert, leave out, change or swap with the next to turn one name into
/// the other.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let at =
                |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&last, j) + usize::from(a != b);
            let mut best = changed.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && from.get(i - 1) == Some(b) && to.get(j - 1) == Some(a);
            if swapped {
                best = best.min(at(&before_last, j - 1) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::unknown_member;

    // A suggestion that has nothing to do with what was written is worse than none.
    #[test]
    fn suggests_what_was_meant() {
        let known = ["image", "jobRoleArn", "vcpus", "memory"];
        let cases = [
            ("imgae", Some("image")),
            ("Image", Some("image")),
            ("job_role_arn", Some("jobRoleArn")),
            ("vcpu", Some("vcpus")),
            ("memoryy", Some("memory")),
            ("command", None),
            ("", None),
            ("x", None),
        ];
        for (name, meant) in cases {
            let said = unknown_member(name, &known);
            let expected = match meant {
                Some(meant) => format!("did you mean {meant:?}?"),
                None => "known are \"image\", \"jobRoleArn\", \"vcpus\", \"memory\"".to_owned(),
            };
            assert!(said.ends_with(&expected), "{name}: {said}");
        }
        assert!(unknown_member("x", &[]).ends_with("none here"));
    }
}

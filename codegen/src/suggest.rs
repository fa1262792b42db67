//! The known name that is closest to an unknown one.
//!
//! ```
//! use hammersmith_codegen::suggest::closest;
//!
//! let known = ["SubmitJob", "RegisterJobDefinition", "ListJobs"];
//! assert_eq!(closest("submitjobs", known, 3), ["SubmitJob"]);
//! assert_eq!(closest("RegisterJob", known, 3), ["RegisterJobDefinition"]);
//! assert!(closest("Frobnicate", known, 3).is_empty());
//! ```

/// Finds the names that `wanted` may be a misspelling of, the nearest first, at most `most` of
/// them.
///
/// A name is near if it has the same letters in another case, if a few letters are added, left out,
/// exchanged or swapped (one in three at most), or if one name is part of the other. Equally near
/// names keep their order.
pub fn closest<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let wanted: Vec<char> = folded(wanted);
    let limit = limit_of(&wanted);
    let mut found: Vec<(usize, &str)> = Vec::new();
    for candidate in candidates {
        let letters = folded(candidate);
        let rank = match distance(&wanted, &letters, limit) {
            Some(distance) => distance,
            // After all misspellings: names of which one contains the other, by the difference of
            // their lengths.
            None if is_part(&wanted, &letters) => limit + wanted.len().abs_diff(letters.len()),
            None => continue,
        };
        if !found.iter().any(|(_, known)| *known == candidate) {
            found.push((rank, candidate));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(most);
    found.into_iter().map(|(_, name)| name).collect()
}

/// The name that `wanted` is a misspelling of, if any: as [`closest`], but without names of which
/// one contains the other.
pub(crate) fn slip<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters = folded(wanted);
    let limit = limit_of(&letters);
    let near = candidates.into_iter().filter_map(|candidate| {
        let distance = distance(&letters, &folded(candidate), limit)?;
        Some((distance, candidate))
    });
    near.min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// `did you mean ...?` for up to three near names. `None` if there are none.
pub(crate) fn did_you_mean<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    question(&closest(wanted, candidates, 3))
}

/// The question `did you mean ...?` for the names. `None` if there are none.
pub fn question<S: AsRef<str>>(names: &[S]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{}`", n.as_ref())).collect();
    let (last, front) = quoted.split_last()?;
    if front.is_empty() {
        return Some(format!("did you mean {last}?"));
    }
    Some(format!("did you mean {} or {last}?", front.join(", ")))
}

/// The number of letters that may be wrong.
fn limit_of(wanted: &[char]) -> usize {
    (wanted.len() / 3).max(1)
}

fn folded(name: &str) -> Vec<char> {
    name.chars().flat_map(char::to_lowercase).collect()
}

/// True if one contains the other. Very short names are excluded, since they are part of too many
/// others.
fn is_part(left: &[char], right: &[char]) -> bool {
    let (short, long) = if left.len() < right.len() {
        (left, right)
    } else {
        (right, left)
    };
    short.len() >= 4 && long.windows(short.len()).any(|window| window == short)
}

/// The number of single-letter changes and swaps of neighbours that make one
/// name of the other, if at most `limit`.
fn distance(left: &[char], right: &[char], limit: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    // Three rows of the usual table: two rows up (for swaps), one up, this one.
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    let mut previous_letter = None;
    for (row, &letter) in left.iter().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        current.push(row + 1);
        let mut last = row + 1;
        let mut previous_other = None;
        for (column, &other) in right.iter().enumerate() {
            let cost = usize::from(letter != other);
            let up_left = above.get(column).copied().unwrap_or(usize::MAX / 2);
            let up = above.get(column + 1).copied().unwrap_or(usize::MAX / 2);
            let mut best = (up_left + cost).min(up + 1).min(last + 1);
            if previous_letter == Some(other)
                && previous_other == Some(letter)
                && let Some(swapped) = column.checked_sub(1).and_then(|c| before.get(c))
            {
                best = best.min(swapped + 1);
            }
            current.push(best);
            last = best;
            previous_other = Some(other);
        }
        if current.iter().all(|steps| *steps > limit) {
            return None;
        }
        before = std::mem::replace(&mut above, current);
        previous_letter = Some(letter);
    }
    above.last().copied().filter(|steps| *steps <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects: what counts as near, and in which order.
    #[test]
    fn finds_what_was_meant() {
        let known = [
            "ListJobs",
            "SubmitJob",
            "RegisterJobDefinition",
            "ListTagsForResource",
            "ListJob",
        ];
        let cases: [(&str, &[&str]); 9] = [
            ("SubmitJob", &["SubmitJob"]),
            ("submit_job", &["SubmitJob"]),
            ("SumbitJob", &["SubmitJob"]),
            ("SubmitJobb", &["SubmitJob"]),
            ("LISTJOBS", &["ListJobs", "ListJob"]),
            ("ListJbo", &["ListJob", "ListJobs"]),
            ("RegisterJob", &["RegisterJobDefinition"]),
            ("x", &[]),
            ("", &[]),
        ];
        for (wanted, found) in cases {
            assert_eq!(closest(wanted, known, 5), found, "{wanted}");
        }
        assert_eq!(closest("ListJobs", known, 1), ["ListJobs"]);
    }

    /// Protects: which names are taken for misspellings, which are errors.
    #[test]
    fn knows_a_slip() {
        let known = ["trait", "required", "require"];
        let cases = [
            ("requried", Some("required")),
            ("Required", Some("required")),
            ("someNewTrait", None),
            ("traits", Some("trait")),
            ("other", None),
        ];
        for (wanted, found) in cases {
            assert_eq!(slip(wanted, known), found, "{wanted}");
        }
    }

    /// Protects: the question as people read it.
    #[test]
    fn asks_in_a_sentence() {
        assert_eq!(question::<&str>(&[]), None);
        assert_eq!(question(&["a"]).as_deref(), Some("did you mean `a`?"));
        assert_eq!(
            question(&["a", "b", "c"]).as_deref(),
            Some("did you mean `a`, `b` or `c`?")
        );
    }

    /// Protects: names of any letters, not only ASCII.
    #[test]
    fn takes_any_letters() {
        assert_eq!(closest("größe", ["GRÖSSE", "Große"], 2), ["Große"]);
    }
}

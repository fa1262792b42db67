//! The hashes of what is uploaded to Amazon Glacier.
//!
//! A tree hash has a SHA-256 of each MiB at its leaves. Each level above hashes pairs of the level
//! below; one that is left over moves up as it is.

use std::fmt::Write as _;

use aws_smithy_checksums::ChecksumAlgorithm;

use crate::http::Request;

/// The header with the tree hash.
pub(crate) const TREE_HASH: &str = "x-amz-sha256-tree-hash";

/// The header with the SHA-256 of the whole body.
pub(crate) const CONTENT_HASH: &str = "x-amz-content-sha256";

/// The length of what a leaf is the hash of.
const LEAF: usize = 1024 * 1024;

/// The hashes of a body, in hexadecimal.
pub(crate) struct Hashes {
    /// The tree hash.
    pub(crate) tree: String,
    /// The SHA-256 of all of it.
    pub(crate) content: String,
}

impl Hashes {
    pub(crate) fn of(body: &[u8]) -> Self {
        let mut level: Vec<_> = body.chunks(LEAF).map(sha256).collect();
        let content = match level.as_slice() {
            [only] if body.len() <= LEAF => hex(only),
            _ => hex(&sha256(body)),
        };
        while level.len() > 1 {
            let next = level.chunks(2).map(|pair| match pair {
                [only] => only.clone(),
                pair => sha256(&pair.concat()),
            });
            level = next.collect();
        }
        let tree = level.first().map(|root| hex(root));
        Self {
            tree: tree.unwrap_or_else(|| content.clone()),
            content,
        }
    }
}

/// Adds the headers with the hashes of the body, unless they are set.
pub(crate) fn set_hashes(request: &mut Request) {
    let hashes = Hashes::of(&request.body);
    for (name, hash) in [(TREE_HASH, hashes.tree), (CONTENT_HASH, hashes.content)] {
        let mut set = request.headers.iter().map(|(name, _)| name);
        if !set.any(|set| set.eq_ignore_ascii_case(name)) {
            request.headers.push((name.into(), hash));
        }
    }
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    let mut hash = ChecksumAlgorithm::Sha256.into_impl();
    hash.update(bytes);
    hash.finalize().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects uploads of any size: Glacier refuses those whose tree hash is wrong. The pairs are
    /// those of the definition, written out.
    #[test]
    fn a_tree_hash_pairs_the_hashes_of_its_leaves() {
        let body: Vec<u8> = (0..LEAF * 2 + 1).map(|at| (at % 251) as u8).collect();
        let leaves: Vec<Vec<u8>> = body.chunks(LEAF).map(sha256).collect();
        let pair = sha256(&[leaves[0].as_slice(), leaves[1].as_slice()].concat());
        let root = sha256(&[pair.as_slice(), leaves[2].as_slice()].concat());
        let hashes = Hashes::of(&body);
        assert_eq!(hashes.tree, hex(&root));
        assert_eq!(hashes.content, hex(&sha256(&body)));
    }

    /// Protects small uploads, which are their own leaf, and empty ones.
    #[test]
    fn one_leaf_is_the_root() {
        for body in ["", "hello world"] {
            let hashes = Hashes::of(body.as_bytes());
            assert_eq!(hashes.tree, hex(&sha256(body.as_bytes())));
            assert_eq!(hashes.content, hashes.tree);
        }
    }
}

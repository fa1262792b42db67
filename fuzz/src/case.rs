//! Cases: a corpus, and inputs mutated from it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde_json::Value;

use crate::mutate;
use crate::random::Random;

/// Makes the inputs of one target.
#[derive(Debug)]
pub struct Cases {
    seed: u64,
    bytes: Vec<Vec<u8>>,
    documents: Vec<Value>,
}

impl Cases {
    /// The cases of a target, from the files of its corpus. For models, the fixtures of the other
    /// tests are part of the corpus.
    ///
    /// # Errors
    ///
    /// Fails if the corpus cannot be read.
    pub fn of(target: &str, seed: u64) -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        collect(&root.join("corpus").join(target), &mut files)?;
        if target == "model" {
            collect(&root.join("../tests/fixtures"), &mut files)?;
            files.retain(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "json")
            });
        }
        files.sort();
        let bytes = files.iter().map(fs::read);
        let bytes: Vec<Vec<u8>> = bytes.collect::<Result<_, _>>()?;
        if bytes.is_empty() {
            return Err(io::Error::other(format!(
                "the corpus of `{target}` is empty"
            )));
        }
        let documents = bytes.iter();
        let documents = documents.filter_map(|bytes| serde_json::from_slice(bytes).ok());
        Ok(Self {
            seed,
            documents: documents.collect(),
            bytes,
        })
    }

    /// The files of the corpus, unchanged.
    pub fn corpus(&self) -> &[Vec<u8>] {
        &self.bytes
    }

    /// The input of a number: always the same for one seed.
    pub fn case(&self, number: u64) -> Vec<u8> {
        let mut random = Random::new(self.seed, number);
        // Most mutations keep JSON valid, to test more than its parser.
        if !self.documents.is_empty() && random.below(10) < 7 {
            let document = random.one_of(&self.documents).cloned();
            let mut document = document.unwrap_or_default();
            mutate::json(&mut random, &mut document, &self.documents);
            return document.to_string().into_bytes();
        }
        let mut bytes = random.one_of(&self.bytes).cloned().unwrap_or_default();
        mutate::bytes(&mut random, &mut bytes, &self.bytes);
        bytes
    }
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?
        } else {
            files.push(path)
        }
    }
    Ok(())
}

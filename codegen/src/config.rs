//! What to generate: the one set of options behind every way in.

use std::path::PathBuf;

use serde::Deserialize;

/// What to generate, from which models.
///
/// The builder of [`Generator`](crate::Generator), the flags of `cargo hammersmith`, the keys of
/// `hammersmith.toml` and those of the `client!` macro all become this.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// The model: files, or folders whose `.json` files are merged.
    #[serde(deserialize_with = "one_or_many")]
    pub model: Vec<PathBuf>,
    /// The service, by shape id, name or `sdkId`. Needed where the model has several.
    pub service: Option<String>,
    /// The operations, by name or shape id. Empty: all of the service.
    pub operations: Vec<String>,
    /// Resources, by name or shape id, whose operations are all taken.
    pub resources: Vec<String>,
    /// Whether the client is part of the output. Defaults to [`Client::Always`] in a single file
    /// and to [`Client::Feature`] in a crate.
    pub client: Option<Client>,
    /// The crate to generate, where it is one.
    pub package: Option<Package>,
}

/// Whether the client is part of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Client {
    /// Always: whoever compiles the output has the runtime's feature `client`.
    Always,
    /// With the feature `client` of the crate the output is in.
    Feature,
    /// Never: types, serializers and parsers only.
    Never,
}

/// The `Cargo.toml` of a generated crate.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Package {
    /// The name. Defaults to `hammersmith-<service>`.
    pub name: Option<String>,
    /// The version. Defaults to `0.1.0`.
    pub version: Option<String>,
    /// Where the runtime is, relative to the crate. Defaults to the version on crates.io that
    /// belongs to this generator.
    pub runtime_path: Option<String>,
}

/// One path, or several.
fn one_or_many<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<PathBuf>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a path or a list of paths")]
    enum OneOrMany {
        One(PathBuf),
        Many(Vec<PathBuf>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(path) => vec![path],
        OneOrMany::Many(paths) => paths,
    })
}

//! The cases that clients do not pass, and why that is as it should be.

/// The cases that fail although their operation is generated: file, ID, and why that is as it
/// should be.
pub(super) const KNOWN: [(&str, &str, &str); 11] = [
    ("s3", "S3PathAddressing", SLASH),
    (
        "awsJson1_0",
        "AwsJson10ClientPopulatesDefaultValuesInInput",
        DEFAULTS,
    ),
    (
        "awsJson1_0",
        "AwsJson10ClientUsesExplicitlyProvidedMemberValuesOverDefaults",
        DEFAULTS,
    ),
    (
        "restJson1",
        "RestJsonClientPopulatesDefaultValuesInInput",
        DEFAULTS,
    ),
    (
        "restJson1",
        "RestJsonClientUsesExplicitlyProvidedMemberValuesOverDefaults",
        DEFAULTS,
    ),
    (
        "restJson1",
        "DuplexMissingRequiredInitialResponseOutput",
        STANDS_IN,
    ),
    (
        "restJson1",
        "MissingRequiredInitialResponseOutput",
        STANDS_IN,
    ),
    (
        "rpcv2Cbor",
        "RpcV2CborClientPopulatesDefaultValuesInInput",
        DEFAULTS,
    ),
    (
        "rpcv2Cbor",
        "RpcV2CborClientUsesExplicitlyProvidedMemberValuesOverDefaults",
        DEFAULTS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonRequestClientPopulatesDefaultValuesInInput",
        DEFAULTS,
    ),
    (
        "rpcv2Json",
        "RpcV2JsonRequestClientUsesExplicitlyProvidedMemberValuesOverDefaults",
        DEFAULTS,
    ),
];

/// As with the official clients, the path of the operation is behind that of the endpoint.
const SLASH: &str = "a slash is behind the name of the bucket";

/// As with the official clients, a response without a required member is one in which that is
/// empty.
const STANDS_IN: &str = "a required member that is missing in a response is empty";

/// The official clients of the older generator fail these cases, too: their requests leave numbers
/// and booleans out that equal the default.
const DEFAULTS: &str = "a number or boolean is not sent if it equals its default";

//! Word splitting and casing.

use heck::ToUpperCamelCase;

/// Words that stay in one piece, whatever their case.
const WHOLE_WORDS: [&str; 7] = ["ipv4", "ipv6", "sigv4", "mib", "gib", "kib", "ttl"];

/// The snake case of a model name: of functions, fields and modules.
///
/// Differs from `heck` in plural acronyms (`ARNs`), versions (`DBv2`), a letter after a digit
/// (`s3key`, `CRC32C`) and in the few words that are never split (`IPv4`, `GiB`).
///
/// ```
/// # use hammersmith_codegen::name::snake;
/// assert_eq!(snake("MD5OfMessageBody"), "md5_of_message_body");
/// ```
pub fn snake(name: &str) -> String {
    let mut words = Words::default();
    let has_upper = name.chars().any(char::is_uppercase);
    for (at, c) in name.char_indices() {
        if !c.is_alphanumeric() {
            words.finish();
            continue;
        }
        let rest = name.get(at..).unwrap_or_default();
        if words.starts_new(c, rest, has_upper) {
            words.finish();
        }
        words.current.push(c);
    }
    words.finish();
    words.done
}

/// The words of a name during conversion.
#[derive(Default)]
struct Words {
    /// The finished words, in lower case and joined by `_`.
    done: String,
    /// The current word, as in the model.
    current: String,
    /// True once `current` is known not to start one of [`WHOLE_WORDS`].
    ordinary: bool,
}

impl Words {
    /// True if `c`, the first character of `rest`, starts a new word.
    fn starts_new(&mut self, c: char, rest: &str, has_upper: bool) -> bool {
        let Some(last) = self.current.chars().next_back() else {
            return false;
        };
        self.ordinary = self.ordinary || !self.inside_whole_word(rest);
        if self.ordinary && c.is_uppercase() && (last.is_lowercase() || last.is_numeric()) {
            return true;
        }
        if self.ordinary && !has_upper && last.is_numeric() && c.is_lowercase() {
            return true;
        }
        last.is_uppercase() && c.is_uppercase() && ends_acronym(rest)
    }

    /// True if the current word is the beginning of one of [`WHOLE_WORDS`] that `rest` continues.
    fn inside_whole_word(&self, rest: &str) -> bool {
        let current = self.current.to_lowercase();
        let name = current.clone() + &rest.to_lowercase();
        WHOLE_WORDS.iter().any(|word| {
            word.len() > current.len() && word.starts_with(&current) && name.starts_with(word)
        })
    }

    fn finish(&mut self) {
        if self.current.is_empty() {
            return;
        }
        if !self.done.is_empty() {
            self.done.push('_');
        }
        self.done.push_str(&self.current.to_lowercase());
        self.current.clear();
        self.ordinary = false;
    }
}

/// True if the capital at the start of `rest` is the first letter after an acronym, not the last
/// letter of a plural (`ARNs`) or of a name with a version (`DBv2`).
fn ends_acronym(rest: &str) -> bool {
    let mut following = rest.chars().skip(1);
    let (next, after) = (following.next(), following.next());
    let plural = next == Some('s') && !after.is_some_and(char::is_lowercase);
    let version = next == Some('v') && after.is_some_and(char::is_numeric);
    next.is_some_and(char::is_lowercase) && !plural && !version
}

/// The Pascal case of a model name: of types and variants.
///
/// This is `heck`'s upper camel case with one exception: a capital after a digit starts a word
/// (`CRC32C` stays as it is, while `heck` returns `Crc32c`). It is not the inverse of [`snake`].
///
/// ```
/// # use hammersmith_codegen::name::pascal;
/// assert_eq!(pascal("IDPCommunicationErrorException"), "IdpCommunicationErrorException");
/// ```
pub fn pascal(name: &str) -> String {
    let mut split = String::with_capacity(name.len() + 4);
    let mut after_digit = false;
    for c in name.chars() {
        if after_digit && c.is_uppercase() {
            split.push('_');
        }
        after_digit = c.is_numeric();
        split.push(c);
    }
    split.to_upper_camel_case()
}

#[cfg(test)]
mod tests {
    use super::*;
    use heck::ToSnakeCase;

    /// Model name, ours, `heck`'s where it differs.
    const SNAKE: [(&str, &str, Option<&str>); 41] = [
        ("unmanagedvCpus", "unmanagedv_cpus", None),
        ("minvCpus", "minv_cpus", None),
        (
            "s3filesVolumeConfiguration",
            "s3files_volume_configuration",
            None,
        ),
        ("s3Key", "s3_key", None),
        ("s3key", "s3_key", Some("s3key")),
        ("SSEKMSKeyId", "ssekms_key_id", None),
        ("ETag", "e_tag", None),
        (
            "ChecksumCRC32C",
            "checksum_crc32_c",
            Some("checksum_crc32c"),
        ),
        ("MD5OfMessageBody", "md5_of_message_body", None),
        ("NULL", "null", None),
        ("BS", "bs", None),
        (
            "ExecutionEnvironmentMemoryGiBPerVCpu",
            "execution_environment_memory_gib_per_v_cpu",
            Some("execution_environment_memory_gi_b_per_v_cpu"),
        ),
        ("AssumeRoleWithSAML", "assume_role_with_saml", None),
        ("ARNs", "arns", Some("ar_ns")),
        ("ACLs", "acls", Some("ac_ls")),
        (
            "ListARNsRequest",
            "list_arns_request",
            Some("list_ar_ns_request"),
        ),
        ("DBCluster", "db_cluster", None),
        ("DBv2", "dbv2", Some("d_bv2")),
        ("ipv4Address", "ipv4_address", None),
        ("IPv6Cidr", "ipv6_cidr", Some("i_pv6_cidr")),
        ("IPV6Cidr", "ipv6_cidr", None),
        ("MapPublicIpV6", "map_public_ipv6", Some("map_public_ip_v6")),
        ("SigV4a", "sigv4a", Some("sig_v4a")),
        ("SigV4Settings", "sigv4_settings", Some("sig_v4_settings")),
        ("SizeInMiB", "size_in_mib", Some("size_in_mi_b")),
        ("memoryKiB", "memory_kib", Some("memory_ki_b")),
        ("TTL", "ttl", None),
        ("DefaultTTLSeconds", "default_ttl_seconds", None),
        ("MiBPs", "mibps", Some("mi_b_ps")),
        ("GibberishText", "gibberish_text", None),
        ("some-Dashed.name", "some_dashed_name", None),
        ("_leading", "leading", None),
        ("trailing__Two", "trailing_two", None),
        ("A1B", "a1_b", Some("a1b")),
        ("type", "type", None),
        ("a", "a", None),
        ("", "", None),
        ("__", "", None),
        ("SS", "ss", None),
        ("URLs2", "urls2", Some("ur_ls2")),
        ("Ec2vpcId", "ec2vpc_id", None),
    ];

    #[test]
    fn snake_case_splits_as_the_official_crates_do() {
        for (name, ours, hecks) in SNAKE {
            assert_eq!(snake(name), ours, "{name}");
            assert_eq!(
                name.to_snake_case(),
                hecks.unwrap_or(ours),
                "heck of {name}"
            );
        }
    }

    /// Model name, ours, `heck`'s where it differs.
    const PASCAL: [(&str, &str, Option<&str>); 16] = [
        (
            "IDPCommunicationErrorException",
            "IdpCommunicationErrorException",
            None,
        ),
        ("JQState", "JqState", None),
        ("CRAllocationStrategy", "CrAllocationStrategy", None),
        ("CEType", "CeType", None),
        ("java8al2", "Java8al2", None),
        ("ACLs", "AcLs", None),
        ("DBCluster", "DbCluster", None),
        ("A_A_COMPROMISE", "AACompromise", None),
        ("RACK_5U_C", "Rack5UC", Some("Rack5uC")),
        ("CRC32C", "Crc32C", Some("Crc32c")),
        (
            "BUILD_GENERAL1_2XLARGE",
            "BuildGeneral12Xlarge",
            Some("BuildGeneral12xlarge"),
        ),
        (
            "AmazonSageMakerA2IRuntime",
            "AmazonSageMakerA2IRuntime",
            Some("AmazonSageMakerA2iRuntime"),
        ),
        ("B2BI", "B2Bi", Some("B2bi")),
        ("with-dash and space", "WithDashAndSpace", None),
        ("__twice__", "Twice", None),
        ("", "", None),
    ];

    #[test]
    fn pascal_case_is_hecks_but_for_capitals_after_digits() {
        for (name, ours, hecks) in PASCAL {
            assert_eq!(pascal(name), ours, "{name}");
            assert_eq!(
                name.to_upper_camel_case(),
                hecks.unwrap_or(ours),
                "heck of {name}"
            );
        }
    }
}

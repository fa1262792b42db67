//! The partitions of AWS: groups of regions that share a domain and what their hosts can do.

/// The properties that all regions of a partition share. Every partition has FIPS and dual-stack
/// hosts.
#[derive(Debug, PartialEq)]
#[allow(unreachable_pub, reason = "a hidden variant of `Value` has it")]
pub struct Partition {
    name: &'static str,
    dns_suffix: &'static str,
    dual_stack_dns_suffix: &'static str,
    implicit_global_region: &'static str,
    /// The prefix of its regions, up to the first dash that is followed by the place and number.
    prefixes: &'static [&'static str],
    /// The region that stands for the partition as a whole, whose name has another form.
    global: &'static str,
}

static PARTITIONS: &[Partition] = &[
    Partition {
        name: "aws",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        implicit_global_region: "us-east-1",
        prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        global: "aws-global",
    },
    Partition {
        name: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        implicit_global_region: "cn-northwest-1",
        prefixes: &["cn"],
        global: "aws-cn-global",
    },
    Partition {
        name: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        implicit_global_region: "eusc-de-east-1",
        prefixes: &["eusc-de"],
        global: "",
    },
    Partition {
        name: "aws-iso",
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "api.aws.ic.gov",
        implicit_global_region: "us-iso-east-1",
        prefixes: &["us-iso"],
        global: "aws-iso-global",
    },
    Partition {
        name: "aws-iso-b",
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "api.aws.scloud",
        implicit_global_region: "us-isob-east-1",
        prefixes: &["us-isob"],
        global: "aws-iso-b-global",
    },
    Partition {
        name: "aws-iso-e",
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "api.cloud-aws.adc-e.uk",
        implicit_global_region: "eu-isoe-west-1",
        prefixes: &["eu-isoe"],
        global: "aws-iso-e-global",
    },
    Partition {
        name: "aws-iso-f",
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "api.aws.hci.ic.gov",
        implicit_global_region: "us-isof-south-1",
        prefixes: &["us-isof"],
        global: "aws-iso-f-global",
    },
    Partition {
        name: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        implicit_global_region: "us-gov-west-1",
        prefixes: &["us-gov"],
        global: "aws-us-gov-global",
    },
];

impl Partition {
    /// A property by its name in the rules, if it is a string.
    pub(super) fn text(&self, name: &str) -> Option<&'static str> {
        Some(match name {
            "dnsSuffix" => self.dns_suffix,
            "dualStackDnsSuffix" => self.dual_stack_dns_suffix,
            "name" => self.name,
            "implicitGlobalRegion" => self.implicit_global_region,
            _ => return None,
        })
    }

    /// A property by its name in the rules, if it is a boolean.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        matches!(name, "supportsFIPS" | "supportsDualStack").then_some(true)
    }
}

/// The prefix of a region of the form `<prefix>-<place>-<number>`.
fn prefix(region: &str) -> Option<&str> {
    let (rest, number) = region.rsplit_once('-')?;
    let (prefix, place) = rest.rsplit_once('-')?;
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_place = !place.is_empty() && place.bytes().all(is_word);
    (is_number && is_place).then_some(prefix)
}

/// The partition of a region; that of the commercial regions for one that has no known form.
pub(super) fn partition(region: &str) -> Option<&'static Partition> {
    let mut all = PARTITIONS.iter();
    let found = match prefix(region) {
        Some(prefix) => all.find(|partition| partition.prefixes.contains(&prefix)),
        // The region of a whole partition, such as `aws-global`.
        None => all.find(|partition| partition.global == region && !region.is_empty()),
    };
    found.or(PARTITIONS.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    // A region in the wrong partition sends requests, and their signatures, to a host of another
    // operator.
    #[test]
    fn finds_the_partition_of_regions() {
        let table = [
            ("us-east-1", "aws"),
            ("eu-central-2", "aws"),
            ("il-central-1", "aws"),
            ("mx-central-1", "aws"),
            ("ap-southeast-7", "aws"),
            ("us-future-17", "aws"),
            ("aws-global", "aws"),
            ("cn-north-1", "aws-cn"),
            ("cn-future-2", "aws-cn"),
            ("aws-cn-global", "aws-cn"),
            ("eusc-de-east-1", "aws-eusc"),
            ("us-iso-west-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("us-isof-south-1", "aws-iso-f"),
            ("us-gov-west-1", "aws-us-gov"),
            ("aws-us-gov-global", "aws-us-gov"),
            ("us-gov-east-x", "aws"),
            ("", "aws"),
            ("mars", "aws"),
            ("eusc-fr-east-1", "aws"),
            ("cn--1", "aws"),
        ];
        for (region, name) in table {
            let found = partition(region).map(|partition| partition.name);
            assert_eq!(found, Some(name), "{region}");
        }
    }
}

//! The partitions of AWS: groups of regions that share a domain and what their hosts can do.

use super::rules::Field;

/// The properties that all regions of a partition share. Every partition has FIPS and dual-stack
/// hosts.
#[derive(Debug, PartialEq)]
#[allow(unreachable_pub, reason = "a hidden variant of `Value` has it")]
pub struct Partition {
    /// Its properties that are strings, in the order of [`Field`].
    texts: [&'static str; 4],
    /// The prefix of its regions, up to the dash before the place and number. The commercial
    /// partition has several prefixes: all that no other partition has.
    prefix: &'static str,
    /// The region that stands for the partition as a whole, whose name has another form.
    global: &'static str,
}

static PARTITIONS: &[Partition] = &[
    Partition {
        texts: ["aws", "amazonaws.com", "api.aws", "us-east-1"],
        prefix: "",
        global: "aws-global",
    },
    Partition {
        texts: [
            "aws-cn",
            "amazonaws.com.cn",
            "api.amazonwebservices.com.cn",
            "cn-northwest-1",
        ],
        prefix: "cn",
        global: "aws-cn-global",
    },
    Partition {
        texts: [
            "aws-eusc",
            "amazonaws.eu",
            "api.amazonwebservices.eu",
            "eusc-de-east-1",
        ],
        prefix: "eusc-de",
        global: "",
    },
    Partition {
        texts: ["aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-east-1"],
        prefix: "us-iso",
        global: "aws-iso-global",
    },
    Partition {
        texts: [
            "aws-iso-b",
            "sc2s.sgov.gov",
            "api.aws.scloud",
            "us-isob-east-1",
        ],
        prefix: "us-isob",
        global: "aws-iso-b-global",
    },
    Partition {
        texts: [
            "aws-iso-e",
            "cloud.adc-e.uk",
            "api.cloud-aws.adc-e.uk",
            "eu-isoe-west-1",
        ],
        prefix: "eu-isoe",
        global: "aws-iso-e-global",
    },
    Partition {
        texts: [
            "aws-iso-f",
            "csp.hci.ic.gov",
            "api.aws.hci.ic.gov",
            "us-isof-south-1",
        ],
        prefix: "us-isof",
        global: "aws-iso-f-global",
    },
    Partition {
        texts: ["aws-us-gov", "amazonaws.com", "api.aws", "us-gov-west-1"],
        prefix: "us-gov",
        global: "aws-us-gov-global",
    },
];

impl Partition {
    /// A property, if it is a string.
    pub(super) fn text(&self, property: Field) -> Option<&'static str> {
        self.texts.get(property as usize).copied()
    }

    /// A property, if it is a boolean.
    pub(super) fn flag(&self, property: Field) -> Option<bool> {
        matches!(property, Field::SupportsFips | Field::SupportsDualStack).then_some(true)
    }
}

/// The prefix of a region of the form `<prefix>-<place>-<number>`.
fn prefix(region: &str) -> Option<&[u8]> {
    let place = before(region.as_bytes(), |byte| byte.is_ascii_digit())?;
    // Lower case first, since almost all characters are.
    before(place, |byte| {
        byte.is_ascii_lowercase() || byte.is_ascii_alphanumeric() || byte == b'_'
    })
}

/// The bytes before the last dash, if at least one byte is behind it and all of them pass the test.
fn before(text: &[u8], is_part: impl Fn(u8) -> bool) -> Option<&[u8]> {
    let mut rest = text;
    while let [before @ .., byte] = rest {
        if !is_part(*byte) {
            return (*byte == b'-' && rest.len() < text.len()).then_some(before);
        }
        rest = before;
    }
    None
}

/// The partition of a region; the commercial one for a region of an unknown form.
pub(super) fn partition(region: &str) -> Option<&'static Partition> {
    let mut all = PARTITIONS.iter();
    let found = match prefix(region) {
        // Most regions. The search would compare all prefixes for them.
        Some(b"us" | b"eu" | b"ap" | b"sa" | b"ca" | b"me" | b"af" | b"il" | b"mx") => None,
        Some(prefix) => all.find(|partition| partition.prefix.as_bytes() == prefix),
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
            let found = partition(region).map(|partition| partition.texts[0]);
            assert_eq!(found, Some(name), "{region}");
        }
    }
}

//! The algorithms of checksums.

use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_checksums::http::HttpChecksum;

use super::hash;

/// An algorithm of checksums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Crc32,
    Crc32c,
    Crc64Nvme,
    Md5,
    Sha1,
    Sha256,
    Sha512,
    XxHash3,
    XxHash64,
    XxHash128,
}

impl Algorithm {
    /// The algorithm of requests whose caller has not chosen one.
    pub(crate) const DEFAULT: Self = Self::Crc32;

    /// All, in the order in which a response is searched for them: those of the official clients in
    /// their order, and then the others, the fastest first.
    pub(crate) const ALL: [Self; 10] = [
        Self::Crc64Nvme,
        Self::Crc32c,
        Self::Crc32,
        Self::Sha1,
        Self::Sha256,
        Self::XxHash3,
        Self::XxHash128,
        Self::XxHash64,
        Self::Sha512,
        Self::Md5,
    ];

    /// The algorithm of that name, in capitals or not.
    ///
    /// # Errors
    ///
    /// Fails if no algorithm has the name.
    pub(crate) fn of(name: &str) -> Result<Self, String> {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|algorithm| algorithm.name().eq_ignore_ascii_case(name));
        found.ok_or_else(|| {
            let known = Self::ALL.map(Self::name).join(", ");
            format!("unknown checksum algorithm `{name}`; expected one of {known}")
        })
    }

    /// The name in capitals.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Crc32 => "CRC32",
            Self::Crc32c => "CRC32C",
            Self::Crc64Nvme => "CRC64NVME",
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
            Self::XxHash3 => "XXHASH3",
            Self::XxHash64 => "XXHASH64",
            Self::XxHash128 => "XXHASH128",
        }
    }

    /// The header or trailer with a checksum.
    pub(crate) fn header(self) -> &'static str {
        match self {
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Crc32c => "x-amz-checksum-crc32c",
            Self::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Self::Md5 => "x-amz-checksum-md5",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
            Self::Sha512 => "x-amz-checksum-sha512",
            Self::XxHash3 => "x-amz-checksum-xxhash3",
            Self::XxHash64 => "x-amz-checksum-xxhash64",
            Self::XxHash128 => "x-amz-checksum-xxhash128",
        }
    }

    /// The checksum of no bytes yet.
    pub(crate) fn start(self) -> Box<dyn HttpChecksum> {
        let header = self.header();
        match self {
            Self::Crc32 => ChecksumAlgorithm::Crc32.into_impl(),
            Self::Crc32c => ChecksumAlgorithm::Crc32c.into_impl(),
            Self::Crc64Nvme => ChecksumAlgorithm::Crc64Nvme.into_impl(),
            Self::Sha1 => ChecksumAlgorithm::Sha1.into_impl(),
            Self::Sha256 => ChecksumAlgorithm::Sha256.into_impl(),
            // `aws-smithy-checksums` has CRC32 in place of MD5, and none of the others.
            Self::Md5 => hash::md5(header),
            Self::Sha512 => hash::sha512(header),
            Self::XxHash3 => hash::xxhash3(header),
            Self::XxHash64 => hash::xxhash64(header),
            Self::XxHash128 => hash::xxhash128(header),
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_types::base64;

    use super::Algorithm;

    /// The checksums of no bytes, of `Hello world`, and of 1,000 bytes that repeat after 251. They
    /// were computed by Python: hashlib, zlib, the package xxhash, and CRCs bit by bit.
    const KNOWN: [(Algorithm, [&str; 3]); 10] = [
        (Algorithm::Crc32, ["AAAAAA==", "i9aeUg==", "chdGpg=="]),
        (Algorithm::Crc32c, ["AAAAAA==", "crUfeA==", "EfZiIA=="]),
        (
            Algorithm::Crc64Nvme,
            ["AAAAAAAAAAA=", "OOJZ0D8xKts=", "Oi01cbaZhBY="],
        ),
        (
            Algorithm::Md5,
            [
                "1B2M2Y8AsgTpgAmY7PhCfg==",
                "PiWWCnnbxptnTNTsZ6csYg==",
                "ok8ePvZpUOEyfyEOOZe6LA==",
            ],
        ),
        (
            Algorithm::Sha1,
            [
                "2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
                "e1AsOh9IyGCa4hLN+2Od7jlnP14=",
                "yclgoLklR0+rg5Qswn1QT8JKw3s=",
            ],
        ),
        (
            Algorithm::Sha256,
            [
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "ZOyIygCyaOW6GjVnihtTFtIS9PNmskdyMlNKiuyjfzw=",
                "TkwpSzMfeiCZo3m+w0ufn8A9xGq0ZdmY9NaD2lNIfm0=",
            ],
        ),
        (
            Algorithm::Sha512,
            [
                "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6\
                 +SfaPg==",
                "t/eDuu2Cl/DbkXRiGE/08I5pwtXl95qUJgD5cl9Yzh8pwYE5v4CwbA//K900c4RS7PQMSIwip+PYDN9v\
                 nBwNRw==",
                "UJZJjZb1D5oTfE21uLDNODg61VNQ+1qYgF/twx+hJi8fDPTW8S1+zY3t2TOkyRJjRP4i6TeorTX96uHo\
                 dq5piw==",
            ],
        ),
        (
            Algorithm::XxHash3,
            ["LQaABTjTlMI=", "tqy52Eo4/3Q=", "M+9wP7KyDtE="],
        ),
        (
            Algorithm::XxHash64,
            ["70bbN1HY6Zk=", "xQCwyRKzdtg=", "8wbwSqiLVNM="],
        ),
        (
            Algorithm::XxHash128,
            [
                "maoG0wFHmNhgAcMkRo1Jfw==",
                "c1H4mBL5c4K5HQWzHgTdfw==",
                "GL9BvIIp4ncz73A/srIO0Q==",
            ],
        ),
    ];

    /// Protects every checksum on the wire, whose bytes S3 compares: the algorithm, its seed, the
    /// order of its bytes, its length, which is part of the length of a request with a trailer, and
    /// its header; and a body that comes in pieces.
    #[test]
    fn checksums_are_those_of_other_implementations() {
        let long: Vec<u8> = (0..1000_u32).map(|at| (at % 251) as u8).collect();
        for (algorithm, expected) in KNOWN {
            for (bytes, expected) in [b"".as_slice(), b"Hello world", &long].iter().zip(expected) {
                let mut checksum = algorithm.start();
                for piece in bytes.chunks(7) {
                    checksum.update(piece);
                }
                assert_eq!(checksum.header_name(), algorithm.header());
                let size = (algorithm.header().len() + 1 + expected.len()) as u64;
                assert_eq!(
                    aws_smithy_checksums::http::HttpChecksum::size(&*checksum),
                    size
                );
                let found = base64::encode(checksum.finalize());
                assert_eq!(found, expected, "{algorithm:?} of {} bytes", bytes.len());
            }
            let of_name = Algorithm::of(&algorithm.name().to_lowercase());
            assert_eq!(of_name.as_ref(), Ok(&algorithm));
            let header = format!("x-amz-checksum-{}", algorithm.name().to_lowercase());
            assert_eq!(algorithm.header(), header);
        }
    }

    /// Protects callers from a checksum of another algorithm than they asked for.
    #[test]
    fn unknown_algorithms_are_refused() {
        let error = Algorithm::of("CRC16").unwrap_err();
        let expected = "unknown checksum algorithm `CRC16`; expected one of CRC64NVME, CRC32C, \
                        CRC32, SHA1, SHA256, XXHASH3, XXHASH128, XXHASH64, SHA512, MD5";
        assert_eq!(error, expected);
    }
}

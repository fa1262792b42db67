//! The facts about a service that its operations share.

use crate::{ApiKey, Auth};

/// The way the requests of an operation are signed.
///
/// ```
/// use hammersmith::Signing;
///
/// const UPLOAD: Signing = Signing::new().unsigned_payload();
/// assert_ne!(UPLOAD, Signing::new());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Signing {
    /// True if the path, which is encoded as it is sent, is encoded once more before it is signed.
    pub double_uri_encode: bool,
    /// True if segments such as `.` and `..` are resolved before the path is signed.
    pub normalize_uri_path: bool,
    /// True if the hash of the body, or a marker that it is unsigned, is sent in the header
    /// `x-amz-content-sha256`.
    pub content_sha256_header: bool,
    /// True if the signature leaves the body out.
    pub unsigned_payload: bool,
    /// True if requests are not signed, since everybody may call the operation.
    pub anonymous: bool,
    /// The ways to authenticate requests, the best first, if they differ from those of the service.
    pub auth: Option<&'static [Auth]>,
    /// True if presigned requests have the members of their document in the query, and no body.
    pub presigned_as_query: bool,
    /// The presigned form of the request that it has to hold if it concerns two regions.
    pub presigned_copy: Option<PresignedCopy>,
}

impl Signing {
    /// The ways to authenticate requests of a service that are signed like this, the best first.
    #[cfg(any(feature = "client", feature = "sign"))]
    pub(crate) const fn auth_of(self, service: &ServiceInfo) -> &'static [Auth] {
        match self.auth {
            _ if self.anonymous => &[Auth::None],
            Some(own) => own,
            None => service.auth,
        }
    }

    /// As almost every service wants it: the path normalised and encoded twice, the body signed.
    pub const fn new() -> Self {
        Self {
            double_uri_encode: true,
            normalize_uri_path: true,
            content_sha256_header: false,
            unsigned_payload: false,
            anonymous: false,
            auth: None,
            presigned_as_query: false,
            presigned_copy: None,
        }
    }

    /// The same with the path signed as it is sent, and the hash of the body in a header.
    #[must_use]
    pub const fn verbatim_path(self) -> Self {
        Self {
            double_uri_encode: false,
            normalize_uri_path: false,
            content_sha256_header: true,
            ..self
        }
    }

    /// The same with the hash of the body in a header.
    #[must_use]
    pub const fn content_sha256_header(self) -> Self {
        Self {
            content_sha256_header: true,
            ..self
        }
    }

    /// The same without the body in the signature, which has to be said in the header of its hash.
    #[must_use]
    pub const fn unsigned_payload(self) -> Self {
        Self {
            content_sha256_header: true,
            unsigned_payload: true,
            ..self
        }
    }

    /// The same with these ways to authenticate requests, the best first.
    #[must_use]
    pub const fn auth(self, auth: &'static [Auth]) -> Self {
        Self {
            auth: Some(auth),
            ..self
        }
    }

    /// No signature at all.
    #[must_use]
    pub const fn anonymous(self) -> Self {
        Self {
            anonymous: true,
            ..self
        }
    }

    /// The same with the members in the query of presigned requests.
    #[must_use]
    pub const fn presigned_as_query(self) -> Self {
        Self {
            presigned_as_query: true,
            ..self
        }
    }

    /// The same for a request that holds its own presigned form, for the region it copies from.
    #[must_use]
    pub const fn presigned_copy(self, copy: PresignedCopy) -> Self {
        Self {
            presigned_copy: Some(copy),
            ..self
        }
    }
}

/// The parameters of a request that copies something from another region: the service of the
/// region that receives it sends the presigned form on to the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PresignedCopy {
    /// `PreSignedUrl` of Amazon RDS, Amazon DocumentDB and Amazon Neptune. `SourceRegion` is a
    /// parameter of clients alone, which is not sent.
    Rds,
    /// `PresignedUrl` of Amazon EC2, to which `SourceRegion` and `DestinationRegion` are sent, too.
    Ec2,
}

impl Default for Signing {
    fn default() -> Self {
        Self::new()
    }
}

/// Facts about a service that do not depend on any request.
///
/// ```
/// use hammersmith::ServiceInfo;
///
/// static BATCH: ServiceInfo = ServiceInfo::new("Batch")
///     .signing_name("batch")
///     .endpoint_prefix("batch")
///     .api_version("2016-08-10");
///
/// assert_eq!(BATCH.signing_name, Some("batch"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceInfo {
    /// The ID of the service in all SDKs, with spaces, e.g. `Transcribe Streaming`.
    pub sdk_id: &'static str,
    /// The service's name in request signatures; `None` if its requests are not signed.
    pub signing_name: Option<&'static str>,
    /// The ways to authenticate requests, the best first, unless an operation says otherwise.
    pub auth: &'static [Auth],
    /// The place of API keys, if the service has any.
    pub api_key: Option<ApiKey>,
    /// The first label of the service's host names, e.g. `batch`. Empty if the model has none.
    pub endpoint_prefix: &'static str,
    /// The version of the service's interface, usually a date. Empty if the model has none.
    pub api_version: &'static str,
    /// The version of the generated package. Empty if it has none.
    pub package_version: &'static str,
    /// The name of the service in the model, e.g. `DynamoDB_20120810`, by which some protocols call
    /// it.
    pub shape_name: &'static str,
    /// True if errors have the codes they had when the service spoke `awsQuery`.
    pub query_compatible: bool,
    /// True if documents are CBOR.
    pub cbor: bool,
    /// True if endpoints may depend on the account of the caller.
    pub account_id_endpoints: bool,
    /// True if the rules of S3 hold for responses: an error may have a status of success, or no
    /// body.
    pub s3: bool,
    /// The codes of errors that are transient for this service, in addition to those that are for
    /// all.
    pub transient_codes: &'static [&'static str],
    /// The headers that all requests have: name and value.
    pub headers: &'static [(&'static str, &'static str)],
    /// True if clients retry as DynamoDB wants it: sooner, and once more.
    pub retries_sooner: bool,
}

impl ServiceInfo {
    /// A service of which only the id is known.
    pub const fn new(sdk_id: &'static str) -> Self {
        Self {
            sdk_id,
            signing_name: None,
            auth: &[Auth::SigV4],
            api_key: None,
            endpoint_prefix: "",
            api_version: "",
            package_version: "",
            shape_name: "",
            query_compatible: false,
            cbor: false,
            account_id_endpoints: false,
            s3: false,
            transient_codes: &[],
            headers: &[],
            retries_sooner: false,
        }
    }

    /// Sets [`s3`](Self::s3).
    #[must_use]
    pub const fn s3(mut self) -> Self {
        self.s3 = true;
        self
    }

    /// Sets [`transient_codes`](Self::transient_codes).
    #[must_use]
    pub const fn transient_codes(mut self, codes: &'static [&'static str]) -> Self {
        self.transient_codes = codes;
        self
    }

    /// Sets [`headers`](Self::headers).
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// Sets [`retries_sooner`](Self::retries_sooner).
    #[must_use]
    pub const fn retries_sooner(mut self) -> Self {
        self.retries_sooner = true;
        self
    }

    /// Sets [`shape_name`](Self::shape_name).
    #[must_use]
    pub const fn shape_name(mut self, name: &'static str) -> Self {
        self.shape_name = name;
        self
    }

    /// Sets [`query_compatible`](Self::query_compatible).
    #[must_use]
    pub const fn query_compatible(mut self) -> Self {
        self.query_compatible = true;
        self
    }

    /// Sets [`cbor`](Self::cbor).
    #[must_use]
    pub const fn cbor(mut self) -> Self {
        self.cbor = true;
        self
    }

    /// Sets [`account_id_endpoints`](Self::account_id_endpoints).
    #[must_use]
    pub const fn account_id_endpoints(mut self) -> Self {
        self.account_id_endpoints = true;
        self
    }

    /// Sets [`signing_name`](Self::signing_name).
    #[must_use]
    pub const fn signing_name(mut self, name: &'static str) -> Self {
        self.signing_name = Some(name);
        self
    }

    /// Sets [`auth`](Self::auth).
    #[must_use]
    pub const fn auth(mut self, auth: &'static [Auth]) -> Self {
        self.auth = auth;
        self
    }

    /// Sets [`api_key`](Self::api_key).
    #[must_use]
    pub const fn api_key(mut self, key: ApiKey) -> Self {
        self.api_key = Some(key);
        self
    }

    /// Sets [`endpoint_prefix`](Self::endpoint_prefix).
    #[must_use]
    pub const fn endpoint_prefix(mut self, prefix: &'static str) -> Self {
        self.endpoint_prefix = prefix;
        self
    }

    /// Sets [`api_version`](Self::api_version).
    #[must_use]
    pub const fn api_version(mut self, version: &'static str) -> Self {
        self.api_version = version;
        self
    }

    /// Sets [`package_version`](Self::package_version).
    #[must_use]
    pub const fn package_version(mut self, version: &'static str) -> Self {
        self.package_version = version;
        self
    }
}

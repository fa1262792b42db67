//! Traits of AWS services.

use serde_json::Value;

use super::Traits;
use super::decode::{self, Decoded, Fields};

/// `aws.api#service`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwsService<'a> {
    /// The service's name in SDKs.
    pub sdk_id: &'a str,
    /// The service's namespace in ARNs.
    pub arn_namespace: Option<&'a str>,
    /// The service's name in CloudFormation.
    pub cloud_formation_name: Option<&'a str>,
    /// The service's event source in CloudTrail.
    pub cloud_trail_event_source: Option<&'a str>,
    /// The service's prefix of host names.
    pub endpoint_prefix: Option<&'a str>,
    /// The service's name in the documentation, including the version.
    pub doc_id: Option<&'a str>,
}

/// `aws.protocols#awsQueryError`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwsQueryError<'a> {
    /// The error code in responses.
    pub code: &'a str,
    /// The HTTP status code.
    pub http_response_code: u64,
}

/// `aws.protocols#httpChecksum`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpChecksum<'a> {
    /// True if a request must have a checksum.
    pub request_checksum_required: bool,
    /// The member of the input that names the algorithm.
    pub request_algorithm_member: Option<&'a str>,
    /// The member of the input that enables validation of the response.
    pub request_validation_mode_member: Option<&'a str>,
    /// The algorithms with which a response may be validated.
    pub response_algorithms: Vec<&'a str>,
}

impl Traits {
    /// `aws.api#service`
    pub fn aws_service(&self) -> Option<AwsService<'_>> {
        self.read("aws.api#service", service)
    }

    /// `aws.auth#sigv4`: the service's name in signatures.
    pub fn sigv4_name(&self) -> Option<&str> {
        self.read("aws.auth#sigv4", signing_name)
    }

    /// `aws.auth#sigv4a`: the service's name in multi-region signatures.
    pub fn sigv4a_name(&self) -> Option<&str> {
        self.read("aws.auth#sigv4a", signing_name)
    }

    /// `aws.auth#unsignedPayload`
    pub fn unsigned_payload(&self) -> bool {
        self.has("aws.auth#unsignedPayload")
    }

    /// `aws.protocols#httpChecksum`
    pub fn http_checksum(&self) -> Option<HttpChecksum<'_>> {
        self.read("aws.protocols#httpChecksum", checksum)
    }

    /// `aws.protocols#awsQueryError`
    pub fn aws_query_error(&self) -> Option<AwsQueryError<'_>> {
        self.read("aws.protocols#awsQueryError", query_error)
    }

    /// `aws.protocols#awsQueryCompatible`
    pub fn aws_query_compatible(&self) -> bool {
        self.has("aws.protocols#awsQueryCompatible")
    }

    /// `aws.protocols#ec2QueryName`
    pub fn ec2_query_name(&self) -> Option<&str> {
        self.read("aws.protocols#ec2QueryName", decode::filled)
    }

    /// `aws.customizations#s3UnwrappedXmlOutput`
    pub fn s3_unwrapped_xml_output(&self) -> bool {
        self.has("aws.customizations#s3UnwrappedXmlOutput")
    }
}

fn service(value: &Value) -> Decoded<AwsService<'_>> {
    let fields = Fields::of(value);
    let service = AwsService {
        sdk_id: fields.need("sdkId", fields.filled("sdkId")),
        arn_namespace: fields.text("arnNamespace"),
        cloud_formation_name: fields.text("cloudFormationName"),
        cloud_trail_event_source: fields.text("cloudTrailEventSource"),
        endpoint_prefix: fields.text("endpointPrefix"),
        doc_id: fields.text("docId"),
    };
    fields.finish(service)
}

fn signing_name(value: &Value) -> Decoded<&str> {
    let fields = Fields::of(value);
    let name = fields.need("name", fields.filled("name"));
    fields.finish(name)
}

fn checksum(value: &Value) -> Decoded<HttpChecksum<'_>> {
    let fields = Fields::of(value);
    let checksum = HttpChecksum {
        request_checksum_required: fields.flag("requestChecksumRequired").unwrap_or_default(),
        request_algorithm_member: fields.filled("requestAlgorithmMember"),
        request_validation_mode_member: fields.filled("requestValidationModeMember"),
        response_algorithms: fields.texts("responseAlgorithms").unwrap_or_default(),
    };
    fields.finish(checksum)
}

fn query_error(value: &Value) -> Decoded<AwsQueryError<'_>> {
    let fields = Fields::of(value);
    let error = AwsQueryError {
        code: fields.need("code", fields.filled("code")),
        http_response_code: fields.need("httpResponseCode", fields.count("httpResponseCode")),
    };
    fields.finish(error)
}

/// See [`super::problems`].
pub(super) fn check(id: &str, value: &Value) -> Option<Decoded<()>> {
    Some(match id {
        "aws.api#service" => service(value).map(drop),
        "aws.auth#sigv4" | "aws.auth#sigv4a" => signing_name(value).map(drop),
        "aws.protocols#httpChecksum" => checksum(value).map(drop),
        "aws.protocols#awsQueryError" => query_error(value).map(drop),
        "aws.protocols#ec2QueryName" => decode::filled(value).map(drop),
        "aws.auth#unsignedPayload"
        | "aws.protocols#awsQueryCompatible"
        | "aws.customizations#s3UnwrappedXmlOutput" => decode::marker(value),
        _ => return None,
    })
}

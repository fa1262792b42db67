//! The protocol of a service: what its requests and responses look like, as data.

use crate::diagnostic::Problems;
use crate::model::{Model, Shape};
use crate::plan::ty::TimestampFormat;

/// A protocol that is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// `aws.protocols#restJson1`
    RestJson1,
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
    /// `aws.protocols#restXml`
    RestXml,
    /// `aws.protocols#awsQuery`
    AwsQuery,
    /// `aws.protocols#ec2Query`
    Ec2Query,
}

/// The protocols that are carried; of those a service has, the first counts.
const CARRIED: [Protocol; 6] = [
    Protocol::AwsJson1_0,
    Protocol::AwsJson1_1,
    Protocol::RestJson1,
    Protocol::RestXml,
    Protocol::AwsQuery,
    Protocol::Ec2Query,
];

impl Protocol {
    /// The protocol of `service`, or why there is none.
    pub(crate) fn of(model: &Model, service: &Shape) -> Result<Self, Problems> {
        let named = service.traits.protocols();
        let mut carried = CARRIED.iter();
        if let Some(protocol) = carried.find(|protocol| named.contains(&protocol.id())) {
            return Ok(*protocol);
        }
        let quoted = |ids: &[&str], word: &str| {
            let ids: Vec<_> = ids.iter().map(|id| format!("`{id}`")).collect();
            ids.join(word)
        };
        let has = if named.is_empty() {
            "names no protocol".to_owned()
        } else {
            format!("speaks {}", quoted(&named, " and "))
        };
        let carried = quoted(&CARRIED.map(Self::id), ", ");
        let problem = model.problem(
            &service.id,
            format!(
                "service `{}` {has}; this version generates {carried}",
                service.id
            ),
        );
        let problem = problem.with_help(
            "choose a service with one of these protocols, or add its trait if the service does speak it",
        );
        Err(problem.into())
    }

    /// The shape ID of its trait.
    pub fn id(self) -> &'static str {
        match self {
            Self::RestJson1 => "aws.protocols#restJson1",
            Self::AwsJson1_0 => "aws.protocols#awsJson1_0",
            Self::AwsJson1_1 => "aws.protocols#awsJson1_1",
            Self::RestXml => "aws.protocols#restXml",
            Self::AwsQuery => "aws.protocols#awsQuery",
            Self::Ec2Query => "aws.protocols#ec2Query",
        }
    }

    /// The type of the runtime that stands for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::RestJson1 => "RestJson1",
            Self::AwsJson1_0 => "AwsJson1_0",
            Self::AwsJson1_1 => "AwsJson1_1",
            Self::RestXml => "RestXml",
            Self::AwsQuery => "AwsQuery",
            Self::Ec2Query => "Ec2Query",
        }
    }

    /// True if members may stand in the URI and the headers, and operations have a method and a path each.
    pub fn binds(self) -> bool {
        matches!(self, Self::RestJson1 | Self::RestXml)
    }

    /// True if documents call members by `@jsonName`.
    pub fn uses_json_names(self) -> bool {
        self == Self::RestJson1
    }

    /// True if requests and responses are JSON documents.
    pub fn uses_json(self) -> bool {
        !self.uses_xml()
    }

    /// True if requests or responses are XML documents, which the traits of XML describe.
    pub fn uses_xml(self) -> bool {
        matches!(self, Self::RestXml | Self::AwsQuery | Self::Ec2Query)
    }

    /// True if bodies may be streams of events.
    pub fn has_events(self) -> bool {
        matches!(
            self,
            Self::RestJson1 | Self::AwsJson1_0 | Self::AwsJson1_1 | Self::RestXml
        )
    }

    /// The format of timestamps in documents and forms; HTTP bindings have defaults of their own.
    pub fn timestamp_format(self) -> TimestampFormat {
        if self.uses_xml() {
            TimestampFormat::DateTime
        } else {
            TimestampFormat::EpochSeconds
        }
    }

    /// The media type of documents.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::RestJson1 => "application/json",
            Self::AwsJson1_0 => "application/x-amz-json-1.0",
            Self::AwsJson1_1 => "application/x-amz-json-1.1",
            Self::RestXml => "application/xml",
            Self::AwsQuery | Self::Ec2Query => "application/x-www-form-urlencoded",
        }
    }

    /// True if a request has a document even if no member stands in it.
    pub fn always_has_document(self) -> bool {
        !self.binds()
    }
}

/// True if errors of the service have the codes they had when it spoke `awsQuery`.
pub(crate) fn is_query_compatible(service: &Shape) -> bool {
    service.traits.has("aws.protocols#awsQueryCompatible")
}

//! The protocol of a service: what its requests and responses look like, as data.

use crate::diagnostic::{Problem, Problems};
use crate::model::{Model, Shape};
use crate::plan::ty::TimestampFormat;
use crate::suggest;

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
    /// `smithy.protocols#rpcv2Cbor`
    RpcV2Cbor,
    /// `smithy.protocols#rpcv2Json`
    RpcV2Json,
}

/// The protocols that are carried; of those a service has, the first counts. The order is that of
/// the official clients.
const CARRIED: [Protocol; 8] = [
    Protocol::RpcV2Cbor,
    Protocol::AwsJson1_0,
    Protocol::AwsJson1_1,
    Protocol::RestJson1,
    Protocol::RestXml,
    Protocol::AwsQuery,
    Protocol::Ec2Query,
    Protocol::RpcV2Json,
];

impl Protocol {
    /// The protocol of `service`, or why there is none: the one that the option `protocol` names,
    /// else the first.
    pub(crate) fn of(
        model: &Model,
        service: &Shape,
        chosen: Option<&str>,
    ) -> Result<Self, Problems> {
        let mut named = service.traits.protocols();
        if let Some(chosen) = chosen {
            let is_chosen = |id: &&str| *id == chosen || short(id) == chosen;
            match named.iter().copied().find(is_chosen) {
                Some(id) => named = vec![id],
                None => return Err(not_spoken(model, service, chosen, &named).into()),
            }
        }
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
            Self::RpcV2Cbor => "smithy.protocols#rpcv2Cbor",
            Self::RpcV2Json => "smithy.protocols#rpcv2Json",
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
            Self::RpcV2Cbor => "RpcV2Cbor",
            Self::RpcV2Json => "RpcV2Json",
        }
    }

    /// True if members may stand in the URI and the headers, and operations have a method and a
    /// path each.
    pub fn binds(self) -> bool {
        matches!(self, Self::RestJson1 | Self::RestXml)
    }

    /// True if documents call members by `@jsonName`.
    pub fn uses_json_names(self) -> bool {
        self == Self::RestJson1
    }

    /// True if requests are forms that name the operation.
    pub fn uses_forms(self) -> bool {
        matches!(self, Self::AwsQuery | Self::Ec2Query)
    }

    /// True if requests or responses are XML documents, which the traits of XML describe.
    pub fn uses_xml(self) -> bool {
        matches!(self, Self::RestXml | Self::AwsQuery | Self::Ec2Query)
    }

    /// True if bodies may be streams of events. Protocols of forms rule out streams of any kind.
    pub fn has_events(self) -> bool {
        !self.uses_forms()
    }

    /// True if the path of a request names the service and the operation, and a body that is not
    /// there differs from an empty document.
    pub fn is_rpc(self) -> bool {
        matches!(self, Self::RpcV2Cbor | Self::RpcV2Json)
    }

    /// True if documents have timestamps in the format that the model asks for.
    pub fn has_timestamp_formats(self) -> bool {
        !self.is_rpc()
    }

    /// True if documents are CBOR, which is not text.
    pub fn has_cbor(self) -> bool {
        self == Self::RpcV2Cbor
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
            Self::RpcV2Cbor => "application/cbor",
            Self::RpcV2Json => "application/json",
        }
    }
}

/// The name of a protocol without its namespace.
fn short(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// The problem with a value of the option `protocol`.
fn not_spoken(model: &Model, service: &Shape, chosen: &str, named: &[&str]) -> Problem {
    let spoken: Vec<_> = named.iter().map(|id| format!("`{}`", short(id))).collect();
    let speaks = match spoken.as_slice() {
        [] => "names no protocol".to_owned(),
        _ => format!("speaks {}", spoken.join(", ")),
    };
    let message = format!(
        "invalid value `{chosen}` for `protocol`: service `{}` {speaks}",
        service.id
    );
    let similar = suggest::did_you_mean(chosen, named.iter().map(|id| short(id)));
    let help = match (similar, spoken.as_slice()) {
        (Some(similar), _) => similar,
        (None, []) => "remove the option".to_owned(),
        (None, _) => format!("use {}, or remove the option", spoken.join(", ")),
    };
    model.problem(&service.id, message).with_help(help)
}

/// True if errors of the service have the codes they had when it spoke `awsQuery`.
pub(crate) fn is_query_compatible(service: &Shape) -> bool {
    service.traits.has("aws.protocols#awsQueryCompatible")
}

//! Links to documentation that the model names.

use crate::model::{Shape, ShapeKind, Traits};

/// A page elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The title, e.g. `API Reference`.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// The links of `smithy.api#externalDocumentation` of a service.
pub(crate) fn service_links(service: &Shape) -> Vec<Link> {
    external(&service.traits)
}

/// The links of `smithy.api#externalDocumentation` of an operation; without any, the page
/// that AWS keeps for each operation of a service by the `docId` of `aws.api#service`.
pub(crate) fn operation_links(service: &Shape, operation: &Shape) -> Vec<Link> {
    let links = external(&operation.traits);
    if links.is_empty() {
        reference(service, operation).into_iter().collect()
    } else {
        links
    }
}

fn external(traits: &Traits) -> Vec<Link> {
    let links = traits.external_documentation().unwrap_or_default();
    links
        .into_iter()
        .filter(|(_, url)| url.starts_with("http"))
        .map(|(title, url)| Link {
            title: title.to_owned(),
            url: url.to_owned(),
        })
        .collect()
}

fn reference(service: &Shape, operation: &Shape) -> Option<Link> {
    let aws = service.traits.aws_service()?;
    let doc_id = match (aws.doc_id, &service.kind) {
        (Some(id), _) => id.to_owned(),
        // The default that the trait is specified with.
        (None, ShapeKind::Service(modelled)) if !modelled.version.is_empty() => {
            let name = aws.sdk_id.to_lowercase().replace(' ', "-");
            format!("{name}-{}", modelled.version)
        }
        _ => return None,
    };
    Some(Link {
        title: "API Reference".to_owned(),
        url: format!(
            "https://docs.aws.amazon.com/goto/WebAPI/{doc_id}/{}",
            operation.id.name()
        ),
    })
}

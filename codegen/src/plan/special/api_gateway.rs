//! The rule of Amazon API Gateway: without the header `accept`, the service answers in HAL.

use crate::model::Shape;

const SERVICE: &str = "com.amazonaws.apigateway#BackplaneControlService";

/// The header of all requests.
pub(crate) fn header(service: &Shape) -> Option<(String, String)> {
    let is_ours = service.id.as_str() == SERVICE;
    is_ours.then(|| ("accept".to_owned(), "application/json".to_owned()))
}

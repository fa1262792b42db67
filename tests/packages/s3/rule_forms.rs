//! Endpoints for which the two forms of the rules in the model differ.

use aws_sdk_s3::config::endpoint::{
    DefaultResolver, Endpoint, Params, ParamsBuilder, ResolveEndpoint,
};

async fn outcome(params: ParamsBuilder) -> Result<Endpoint, String> {
    let params = params.build().unwrap();
    let resolver = DefaultResolver::new();
    let outcome = ResolveEndpoint::resolve_endpoint(&resolver, &params).await;
    outcome.map_err(|error| error.to_string())
}

/// Protects the choice of the decision diagram: where the rule set says something else, the
/// official crate does what the diagram says. By the rule set, no rule would match the first
/// endpoint, and the scheme of the second one would be `sigv4`.
#[tokio::test]
async fn the_diagram_counts() {
    let params = Params::builder().region("af-south-1");
    let error = outcome(params.endpoint("abcde://nota#url")).await;
    let invalid = "Invalid region: region was not a valid DNS name.";
    assert_eq!(error.unwrap_err(), invalid);

    let params = Params::builder()
        .region("us-west-2")
        .endpoint("https://custom.com")
        .use_s3_express_control_endpoint(true)
        .disable_s3_express_session_auth(false);
    let endpoint = outcome(params).await.unwrap();
    let schemes = endpoint.auth_schemes().iter().map(|it| it.name());
    assert_eq!(schemes.collect::<Vec<_>>(), ["sigv4-s3express"]);
}

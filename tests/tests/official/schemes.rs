//! The auth schemes of endpoints that a program resolves by itself.

use std::collections::HashMap;

use aws_smithy_types::Document;
use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};
use hammersmith::Operation;
use hammersmith::endpoint::Settings;
use hammersmith_tests::ours::sdk::operation::register_job_definition::{
    RegisterJobDefinition, RegisterJobDefinitionInput,
};
use hammersmith_tests::{official, ours};

use crate::signed::{captured, signer};

/// A scheme: its name, and its properties.
type Scheme = (&'static str, &'static [(&'static str, Property)]);

#[derive(Clone, Copy, Debug)]
enum Property {
    String(&'static str),
    Bool(bool),
}

use Property::{Bool, String as Text};

fn document(property: Property) -> Document {
    match property {
        Text(string) => string.into(),
        Bool(bool) => bool.into(),
    }
}

/// The endpoint with these schemes, typed and as documents.
fn endpoints(schemes: &[Scheme]) -> [Endpoint; 2] {
    // Its path shows how paths are encoded in signatures.
    let endpoint = || Endpoint::builder().url("https://example.com/a%20b/c/../d");
    let typed = schemes.iter().fold(endpoint(), |endpoint, (name, all)| {
        let scheme = EndpointAuthScheme::with_capacity(*name, all.len());
        let scheme = all.iter().fold(scheme, |scheme, (key, value)| {
            scheme.put(*key, document(*value))
        });
        endpoint.auth_scheme(scheme)
    });
    let documents = schemes.iter().map(|(name, all)| {
        let all = all
            .iter()
            .map(|(key, value)| ((*key).to_owned(), document(*value)));
        let name = ("name".to_owned(), Document::from(*name));
        Document::from(all.chain([name]).collect::<HashMap<_, _>>())
    });
    let documents = endpoint().property("authSchemes", documents.collect::<Vec<_>>());
    [typed.build(), documents.build()]
}

/// The signature of a request: `None` if it is not sent. It has to be the same for all three.
#[track_caller]
fn signature(endpoint: &Endpoint) -> Option<String> {
    let theirs = official::endpoint::request_at(endpoint);
    let ours = ours::endpoint::request_at(endpoint);
    assert_eq!(theirs, ours, "{endpoint:?}");
    let input = RegisterJobDefinitionInput::builder().job_definition_name("a");
    let input = input.build().expect("an input");
    let mut request = RegisterJobDefinition::serialize(&input).expect("a request");
    let agent = ours.as_ref().map(|it| it.header("x-amz-user-agent"));
    let agent = agent.unwrap_or_default().to_owned();
    request.headers.push(("x-amz-user-agent".into(), agent));
    let settings = Settings::new().region("us-east-1");
    let signer = signer(settings, Some("session"));
    let alone = signer.sign::<RegisterJobDefinition>(request, endpoint);
    let signature = |request: &hammersmith_tests::wire::Request| {
        let signature = request.header("authorization");
        signature.to_owned()
    };
    let alone = alone.ok().map(|request| signature(&captured(request)));
    let ours = ours.as_ref().map(signature);
    assert_eq!(ours, alone, "{endpoint:?}");
    ours
}

/// Protects programs that resolve endpoints by themselves: with a client and without one, requests
/// are signed by the schemes of the endpoint, in either of their two forms.
#[test]
fn schemes_have_two_forms() {
    let cases: &[(&[Scheme], &str)] = &[
        (&[("sigv4", &[])], "us-east-1/batch/"),
        (
            &[(
                "sigv4",
                &[
                    ("signingRegion", Text("eu-south-1")),
                    ("signingName", Text("other")),
                ],
            )],
            "eu-south-1/other/",
        ),
        (
            &[
                ("sigv4a", &[("signingName", Text("wrong"))]),
                ("sigv4", &[("signingName", Text("right"))]),
            ],
            "us-east-1/right/",
        ),
        (
            &[("sigv4", &[("disableDoubleEncoding", Bool(true))])],
            "us-east-1/batch/",
        ),
        (
            &[("sigv4", &[("disableNormalizePath", Bool(true))])],
            "us-east-1/batch/",
        ),
        (&[("sigv4", &[("unknown", Text("x"))])], "us-east-1/batch/"),
    ];
    let mut signatures = Vec::new();
    for (schemes, scope) in cases {
        let [typed, documents] = endpoints(schemes).map(|endpoint| signature(&endpoint));
        assert_eq!(typed, documents, "{schemes:?}");
        let typed = typed.expect("a request");
        assert!(typed.contains(scope), "{typed}");
        signatures.push(typed);
    }
    // The path is encoded in other ways, or the two properties were ignored.
    assert_ne!(signatures[0], signatures[3]);
    assert_ne!(signatures[0], signatures[4]);
    assert_eq!(signatures[0], signatures[5]);
}

/// Protects the same programs from requests with another signature than the endpoint requires:
/// schemes that cannot be read, or that nothing can sign for, are errors.
#[test]
fn wrong_schemes_are_refused() {
    let cases: &[&[Scheme]] = &[
        &[("sigv4a", &[])],
        &[("sigv4", &[("signingName", Bool(true))])],
        &[("sigv4", &[("signingRegion", Bool(true))])],
        &[("sigv4", &[("disableDoubleEncoding", Text("true"))])],
        &[("sigv4", &[("disableNormalizePath", Text("true"))])],
    ];
    for schemes in cases {
        for endpoint in endpoints(schemes) {
            assert_eq!(signature(&endpoint), None, "{schemes:?}");
        }
    }
    let endpoint = |schemes: Document| {
        let endpoint = Endpoint::builder().url("https://example.com");
        endpoint.property("authSchemes", schemes).build()
    };
    for schemes in [
        Document::from("sigv4"),
        Document::Null,
        Document::Array(Vec::new()),
        Document::Array(vec!["sigv4".into()]),
        Document::Array(vec![HashMap::<String, Document>::new().into()]),
    ] {
        assert_eq!(signature(&endpoint(schemes.clone())), None, "{schemes:?}");
    }
    assert_ne!(
        signature(&Endpoint::builder().url("https://h").build()),
        None
    );
}

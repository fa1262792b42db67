//! The cases that a fake does not pass, and why that is as it should be.

/// A request that a fake reads.
pub(super) const READ: &str = "read by a fake";

/// A response that a fake writes.
pub(super) const WRITTEN: &str = "written by a fake";

/// A request that a fake refuses.
pub(super) const REFUSED: &str = "refused by a fake";

/// The cases by reason: file and IDs.
type Known = (
    &'static str,
    &'static [(&'static str, &'static [&'static str])],
);

/// The cases that fail although their operation is generated.
const KNOWN: [Known; 19] = [
    (
        "numbers that equal their default are left out; clients fill them in",
        &[
            (
                "awsJson1_0",
                &["AwsJson10ServerPopulatesDefaultsInResponseWhenMissingInParams"],
            ),
            (
                "restJson1",
                &["RestJsonServerPopulatesDefaultsInResponseWhenMissingInParams"],
            ),
            (
                "rpcv2Cbor",
                &["RpcV2CborServerPopulatesDefaultsInResponseWhenMissingInParams"],
            ),
            (
                "rpcv2Json",
                &["RpcV2JsonResponseServerPopulatesDefaultsInResponseWhenMissingInParams"],
            ),
        ],
    ),
    (
        "as in official crates, members of an input have no defaults",
        &[
            (
                "restJson1",
                &["RestJsonServerPopulatesDefaultsWhenMissingInRequestBody"],
            ),
            (
                "rpcv2Cbor",
                &["RpcV2CborServerPopulatesDefaultsWhenMissingInRequestBody"],
            ),
            (
                "rpcv2Json",
                &["RpcV2JsonRequestServerPopulatesDefaultsWhenMissingInRequestBody"],
            ),
        ],
    ),
    (
        "the case does not say which operation the request calls",
        &[
            (
                "awsJson1_0",
                &[
                    "AwsJson10EndpointTrait",
                    "AwsJson10EndpointTraitWithHostLabel",
                    "AwsJson10ServerPopulatesDefaultsWhenMissingInRequestBody",
                    "AwsJson10ServerPopulatesNestedDefaultsWhenMissingInRequestBody",
                    "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_0",
                    "SDKAppliedContentEncoding_awsJson1_0",
                ],
            ),
            (
                "awsJson1_1",
                &[
                    "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1",
                    "SDKAppliedContentEncoding_awsJson1_1",
                ],
            ),
            (
                "awsQuery",
                &[
                    "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery",
                    "SDKAppliedContentEncoding_awsQuery",
                ],
            ),
            (
                "ec2Query",
                &[
                    "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_ec2Query",
                    "SDKAppliedContentEncoding_ec2Query",
                ],
            ),
            ("machinelearning", &["MachinelearningPredictEndpoint"]),
        ],
    ),
    (
        "the body of the case is not that of the input",
        &[
            (
                "restJson1",
                &[
                    "SDKAppendedGzipAfterProvidedEncoding_restJson1",
                    "SDKAppliedContentEncoding_restJson1",
                ],
            ),
            (
                "restXml",
                &[
                    "SDKAppendedGzipAfterProvidedEncoding_restXml",
                    "SDKAppliedContentEncoding_restXml",
                ],
            ),
        ],
    ),
    (
        "the MD5 sum of the case is not that of its body",
        &[("restJson1", &["RestJsonHttpChecksumRequired"])],
    ),
    (
        "an output without members has an empty document",
        &[
            ("awsJson1_0", &["AwsJson10ServiceRespondsWithNoPayload"]),
            ("awsJson1_1", &["json_1_1_service_responds_with_no_payload"]),
            ("awsQuery", &["QueryNoInputAndNoOutputWithResponseMetadata"]),
            (
                "restJson1",
                &[
                    "RestJsonNoInputAndNoOutput",
                    "RestJsonUnitInputAndOutputNoOutput",
                ],
            ),
            ("rpcv2Cbor", &["no_output"]),
            ("rpcv2Json", &["RpcV2JsonResponseNoOutput"]),
        ],
    ),
    (
        "the header is that of a request, or of one response",
        &[(
            "awsJson1_1",
            &[
                "AwsJson11IntEnums",
                "parses_the_request_id_from_the_response",
            ],
        )],
    ),
    (
        "namespaces within a document are left out; clients do not read them",
        &[
            (
                "awsQuery",
                &[
                    "QueryQueryFlattenedXmlMapWithXmlNamespace",
                    "QueryXmlLists",
                    "QueryXmlNamespaces",
                ],
            ),
            ("ec2Query", &["Ec2XmlLists", "Ec2XmlNamespaces"]),
            ("restXml", &["RestXmlFlattenedXmlMapWithXmlNamespace"]),
            ("s3", &["GetBucketLocationUnwrappedOutput"]),
        ],
    ),
    (
        "an empty list or map leaves nothing in the request",
        &[
            ("awsQuery", &["QueryEmptyQueryMaps"]),
            ("ec2Query", &["Ec2EmptyQueryLists"]),
            ("restJson1", &["RestJsonOmitsEmptyListQueryValues"]),
        ],
    ),
    (
        "timestamps are written in UTC",
        &[
            (
                "ec2Query",
                &[
                    "Ec2QueryDateTimeWithNegativeOffset",
                    "Ec2QueryDateTimeWithPositiveOffset",
                ],
            ),
            (
                "restXml",
                &[
                    "RestXmlDateTimeWithNegativeOffset",
                    "RestXmlDateTimeWithPositiveOffset",
                ],
            ),
        ],
    ),
    (
        "clients send an empty document where the payload is unset",
        &[(
            "restJson1",
            &[
                "RestJsonHttpWithEmptyStructurePayload",
                "RestJsonHttpWithHeadersButNoPayload",
            ],
        )],
    ),
    (
        "the case expects what the error does not have",
        &[
            ("ec2Query", &["Ec2ComplexError"]),
            ("restXml", &["ComplexError", "InvalidGreetingError"]),
        ],
    ),
    (
        "a map of query parameters has all of them, as cases of restJson1 expect it",
        &[(
            "restXml",
            &[
                "AllQueryStringTypes",
                "RestXmlQueryStringEscaping",
                "RestXmlSupportsInfinityFloatQueryValues",
                "RestXmlSupportsNaNFloatQueryValues",
                "RestXmlSupportsNegativeInfinityFloatQueryValues",
                "RestXmlZeroAndFalseQueryValues",
            ],
        )],
    ),
    (
        "a response without a body has no media type",
        &[("restXml", &["RestXmlHttpResponseCode"])],
    ),
    (
        "the status of the case is not that of the model",
        &[("s3", &["S3OperationNoErrorWrappingResponse"])],
    ),
    (
        "media types are left out by clients in other languages, which send any for payloads",
        &[(
            "restJson1",
            &[
                "RestJsonStringPayloadNoContentType",
                "RestJsonStringPayloadWrongContentType",
                "RestJsonWithBodyExpectsApplicationJsonContentTypeNoHeaders",
                "RestJsonWithPayloadExpectsImpliedContentType",
                "RestJsonWithPayloadExpectsModeledContentType",
                "RestJsonWithoutBodyEmptyInputExpectsEmptyContentType",
                "RestJsonWithoutBodyExpectsEmptyContentType",
            ],
        )],
    ),
    (
        "the header `accept` is not read",
        &[(
            "restJson1",
            &[
                "RestJsonStringPayloadUnsatisfiableAccept",
                "RestJsonWithBodyExpectsApplicationJsonAccept",
                "RestJsonWithPayloadExpectsImpliedAccept",
                "RestJsonWithPayloadExpectsModeledAccept",
            ],
        )],
    ),
    (
        "a timestamp may have an offset, as in responses",
        &[(
            "restJson1",
            &[
                "RestJsonBodyTimestampDateTimeRejectsUTCOffsets_0",
                "RestJsonPathTimestampDefaultRejectsUTCOffsets",
            ],
        )],
    ),
    (
        "an unknown member of a union is a `ValidationException`",
        &[("restJson1", &["RestJsonMalformedUnionUnknownMember"])],
    ),
];

/// True for a case that a fake plays.
pub fn is_served(direction: &str) -> bool {
    [READ, WRITTEN, REFUSED].contains(&direction)
}

/// The cases that a fake does not pass: file, ID and reason.
pub fn known() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let by_file = |(why, files): &Known| {
        let why = *why;
        files
            .iter()
            .flat_map(move |(file, ids)| ids.iter().map(move |id| (*file, *id, why)))
            .collect::<Vec<_>>()
    };
    KNOWN.iter().flat_map(by_file)
}

//! The operation `PutThing`: its body is the name, its header the token.

pub mod put_thing {
    use hammersmith::endpoint::{InvalidParams, Settings};
    use hammersmith::error::{
        BuildError, ErrorKind, ErrorMetadata, ProvideErrorKind, ProvideErrorMetadata, Unhandled,
    };
    use hammersmith::http::{Request, Response};
    use hammersmith::{Operation, Signing};

    use super::super::config::endpoint::Params;

    #[derive(Clone, Default, Debug)]
    pub struct PutThing;

    #[derive(Clone, PartialEq, Default, Debug)]
    pub struct PutThingInput {
        pub name: Option<String>,
        pub token: Option<String>,
    }

    #[derive(Clone, PartialEq, Debug)]
    pub struct PutThingOutput {
        pub text: String,
        pub(crate) _request_id: Option<String>,
    }

    #[derive(Debug)]
    pub enum PutThingError {
        Unhandled(Unhandled),
    }

    impl std::fmt::Display for PutThingError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let Self::Unhandled(error) = self;
            error.fmt(f)
        }
    }

    impl std::error::Error for PutThingError {}

    impl ProvideErrorMetadata for PutThingError {
        fn meta(&self) -> &ErrorMetadata {
            let Self::Unhandled(error) = self;
            error.meta()
        }
    }

    impl ProvideErrorKind for PutThingError {
        fn code(&self) -> Option<&str> {
            ProvideErrorMetadata::code(self)
        }

        fn retryable_error_kind(&self) -> Option<ErrorKind> {
            (ProvideErrorMetadata::code(self) == Some("Modeled")).then_some(ErrorKind::ServerError)
        }
    }

    impl Operation for PutThing {
        type Input = PutThingInput;
        type Output = PutThingOutput;
        type Error = PutThingError;
        type EndpointParams = Params;

        const NAME: &'static str = "PutThing";
        const SERVICE: &'static hammersmith::ServiceInfo = &super::super::SERVICE;
        const SIGNING: Signing = Signing::new().unsigned_payload();

        fn serialize(input: &PutThingInput) -> Result<Request, BuildError> {
            let mut request = Request::new("PUT", "/things?put");
            request.header("token", "x-token", input.token.as_deref())?;
            request.set_body(
                "text/plain",
                input.name.clone().unwrap_or_default().into_bytes(),
            );
            Ok(request)
        }

        fn parse(response: &Response<'_>) -> Result<PutThingOutput, PutThingError> {
            let _request_id = response.request_id().map(str::to_owned);
            if response.is_success() {
                let text = String::from_utf8_lossy(response.body()).into_owned();
                return Ok(PutThingOutput { text, _request_id });
            }
            let mut meta = ErrorMetadata::builder();
            meta = meta.custom("aws_request_id", _request_id.unwrap_or_default());
            meta = meta.code(response.header("x-amzn-errortype").unwrap_or_default());
            Err(PutThingError::Unhandled(Unhandled::generic(meta.build())))
        }

        fn endpoint_params(
            input: &PutThingInput,
            settings: Settings,
        ) -> Result<Params, InvalidParams> {
            match settings.region {
                Some(_) => Ok(Params {
                    region: settings.region,
                    endpoint: settings.endpoint,
                    bucket: input.name.clone(),
                    account: None,
                }),
                None => Err(InvalidParams::missing("region")),
            }
        }

        fn idempotency_token(input: &mut PutThingInput, token: &dyn Fn() -> String) {
            input.token.get_or_insert_with(token);
        }
    }

    pub mod builders {
        pub use super::fluent::PutThingFluentBuilder;

        #[derive(Clone, PartialEq, Default, Debug)]
        pub struct PutThingInputBuilder {
            pub name: Option<String>,
            pub invalid: bool,
        }

        impl PutThingInputBuilder {
            pub fn build(self) -> Result<super::PutThingInput, hammersmith::error::BuildError> {
                match self.invalid {
                    true => Err(hammersmith::error::BuildError::missing_field(
                        "name",
                        "it was not set",
                    )),
                    false => Ok(super::PutThingInput {
                        name: self.name,
                        token: None,
                    }),
                }
            }
        }
    }

    mod fluent {
        #[derive(Clone, Debug)]
        pub struct PutThingFluentBuilder {
            call: hammersmith::client::Call,
            inner: super::builders::PutThingInputBuilder,
        }

        impl PutThingFluentBuilder {
            pub fn name(mut self, name: &str) -> Self {
                self.inner.name = Some(name.to_owned());
                self
            }

            pub fn invalid(mut self) -> Self {
                self.inner.invalid = true;
                self
            }
        }

        hammersmith::fluent_builder! {
            PutThingFluentBuilder, PutThing, PutThingInputBuilder, PutThingOutput, PutThingError
        }

        impl hammersmith::client::ClientOperation for super::PutThing {
            fn span() -> hammersmith::client::Span {
                hammersmith::operation_span!("Mini.PutThing")
            }

            fn telemetry(input: &Self::Input, capture: &mut hammersmith::client::Capture<'_>) {
                capture.string("Name", input.name.as_deref());
            }
        }
    }
}

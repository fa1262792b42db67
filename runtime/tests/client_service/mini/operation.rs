//! The operation `PutThing`: the body of its requests is the name, a header the token; that of its
//! responses a text.

pub mod put_thing {
    use hammersmith::endpoint::{InvalidParams, Settings};
    use hammersmith::error::{
        BuildError, ErrorKind, ErrorMetadata, ProvideErrorKind, ProvideErrorMetadata, Unhandled,
    };
    use hammersmith::http::Http;
    use hammersmith::protocol::{ErrorReader, RestJson1};
    use hammersmith::shape::{Done, Members, Reader, Received, RowCount, Sink, Source, Structure};
    use hammersmith::{Operation, Signing};

    use super::super::config::endpoint::Params;

    #[derive(Clone, Default, Debug)]
    pub struct PutThing;

    #[derive(Clone, PartialEq, Default, Debug)]
    pub struct PutThingInput {
        pub name: Option<String>,
        pub token: Option<String>,
    }

    impl Structure for PutThingInput {
        type Builder = Self;
        type Rows = RowCount<2>;

        const MEMBERS: &'static str = r#"
            "name": name @httpPayload
            "token": token @httpHeader("x-token")
            "#;

        fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
            to.bound(0, &self.name);
            to.bound(1, &self.token);
        }

        fn read<R: Source>(builder: &mut Self, member: usize, from: &mut Reader<'_, R>) -> Done {
            match member {
                0 => from.bound(&mut builder.name),
                1 => from.bound(&mut builder.token),
                _ => from.skip(),
            }
        }

        fn build(builder: Self) -> Result<Self, BuildError> {
            Ok(builder)
        }
    }

    #[derive(Clone, PartialEq, Default, Debug)]
    pub struct PutThingOutput {
        pub text: Option<String>,
        pub(crate) _request_id: Option<String>,
    }

    impl Structure for PutThingOutput {
        type Builder = Self;
        type Rows = RowCount<1>;

        const MEMBERS: &'static str = r#""text": text @httpPayload"#;

        fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
            to.bound(0, &self.text);
        }

        fn read<R: Source>(builder: &mut Self, member: usize, from: &mut Reader<'_, R>) -> Done {
            match member {
                0 => from.bound(&mut builder.text),
                _ => from.skip(),
            }
        }

        fn build(builder: Self) -> Result<Self, BuildError> {
            Ok(builder)
        }

        fn received(builder: &mut Self) -> Received<'_> {
            Received::RequestId(&mut builder._request_id)
        }
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
        type Protocol = RestJson1;

        const NAME: &'static str = "PutThing";
        const SERVICE: &'static hammersmith::ServiceInfo = &super::super::meta::SERVICE;
        const HTTP: Http = Http::new("PUT", "/things?put");
        const SIGNING: Signing = Signing::new().unsigned_payload();

        fn error(from: &mut ErrorReader<'_, RestJson1>) -> PutThingError {
            PutThingError::Unhandled(from.unhandled())
        }

        fn endpoint_params(
            input: &PutThingInput,
            settings: Settings,
        ) -> Result<Params, InvalidParams> {
            Ok(Params {
                bucket: input.name.clone(),
                ..hammersmith::endpoint::Params::from_settings(settings)?
            })
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
                if self.invalid {
                    Err(hammersmith::error::BuildError::missing_field(
                        "name",
                        "it was not set",
                    ))
                } else {
                    Ok(super::PutThingInput {
                        name: self.name,
                        token: None,
                    })
                }
            }
        }
    }

    mod fluent {
        use std::borrow::Cow;

        use hammersmith::client::config::{FrozenLayer, RuntimeComponentsBuilder, RuntimePlugin};
        use hammersmith::client::customize::CustomizableSend;

        use hammersmith::client::error::{
            BoxError, CreateUnhandledError, NamesOperation, SdkError,
        };
        use hammersmith::client::{Call, Capture, ClientOperation, RequestId, Span, rt};
        use hammersmith::error::{BuildError, ErrorMetadata, Unhandled};

        use super::super::super::client::Client;
        use super::super::super::client::customize::CustomizableOperation;
        use super::builders::PutThingInputBuilder;
        use super::{PutThing, PutThingError, PutThingInput, PutThingOutput};

        #[derive(Clone, Debug)]
        pub struct PutThingFluentBuilder {
            call: Call,
            inner: PutThingInputBuilder,
        }

        impl PutThingFluentBuilder {
            pub(crate) fn new(client: &Client) -> Self {
                Self {
                    call: client.call(),
                    inner: PutThingInputBuilder::default(),
                }
            }

            pub fn as_input(&self) -> &PutThingInputBuilder {
                &self.inner
            }

            pub async fn send(self) -> Result<PutThingOutput, SdkError<PutThingError>> {
                self.call.send::<PutThing>(self.inner.build()).await
            }

            pub fn customize(self) -> CustomizableOperation<PutThingOutput, PutThingError, Self> {
                CustomizableOperation::new(self)
            }

            pub fn name(mut self, name: &str) -> Self {
                self.inner.name = Some(name.to_owned());
                self
            }

            pub fn invalid(mut self) -> Self {
                self.inner.invalid = true;
                self
            }
        }

        impl CustomizableSend<PutThingOutput, PutThingError> for PutThingFluentBuilder {
            type Operation = PutThing;

            fn into_call(self) -> (Call, Result<PutThingInput, BuildError>) {
                (self.call, self.inner.build())
            }
        }

        impl PutThingInputBuilder {
            pub async fn send_with(
                self,
                client: &Client,
            ) -> Result<PutThingOutput, SdkError<PutThingError>> {
                client.call().send::<PutThing>(self.build()).await
            }
        }

        impl RuntimePlugin for PutThing {
            fn config(&self) -> Option<FrozenLayer> {
                Some(rt::operation_config::<Self>())
            }

            fn runtime_components(
                &self,
                _: &RuntimeComponentsBuilder,
            ) -> Cow<'_, RuntimeComponentsBuilder> {
                Cow::Owned(rt::operation_components::<Self>())
            }
        }

        impl ClientOperation for PutThing {
            const SPAN: Span = Span::new("Mini.PutThing", module_path!());

            fn telemetry(input: &Self::Input, capture: &mut Capture<'_>) {
                capture.strings(&[("Name", &input.name)]);
            }
        }

        impl RequestId for PutThingOutput {
            fn request_id(&self) -> Option<&str> {
                self._request_id.as_deref()
            }
        }

        impl NamesOperation for PutThingError {
            const OPERATION: &'static str = "PutThing";
        }

        impl CreateUnhandledError for PutThingError {
            fn create_unhandled_error(source: BoxError, meta: Option<ErrorMetadata>) -> Self {
                Self::Unhandled(Unhandled::with_meta(source, meta.unwrap_or_default()))
            }
        }

        impl RequestId for PutThingError {
            fn request_id(&self) -> Option<&str> {
                let Self::Unhandled(error) = self;
                RequestId::request_id(hammersmith::error::ProvideErrorMetadata::meta(error))
            }
        }
    }
}

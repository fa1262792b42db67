//! An operation of any protocol, input and output, and structures that describe themselves as
//! generated code does.

#![allow(dead_code, unused_imports, reason = "each test uses what it needs")]

use std::fmt::{self, Debug};
use std::marker::PhantomData;

use hammersmith::endpoint::{self, Endpoint, InvalidParams, Settings};
use hammersmith::error::{BuildError, ErrorMetadata, ProvideErrorMetadata, Unhandled};
use hammersmith::http::{Http, Request, Response};
use hammersmith::protocol::{ErrorReader, Protocol, RestJson1};
use hammersmith::shape::{Done, Members, Reader, Received, RowCount, Sink, Source, Structure};
use hammersmith::{Operation, ServiceInfo};

/// A structure whose members are all optional, and which is its own builder: the number of its
/// rows, their text, the method and URI of requests with it, and its fields by their place.
macro_rules! structure {
    (
        $(#[$meta:meta])*
        $name:ident, $rows:literal, $members:expr $(, $http:expr)?;
        $($place:literal $field:ident: $ty:ty,)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$ty>,)*
        }

        impl hammersmith::shape::Structure for $name {
            type Builder = Self;
            type Rows = hammersmith::shape::RowCount<$rows>;

            const MEMBERS: &'static str = $members;

            fn write<K: hammersmith::shape::Sink>(
                &self,
                to: &mut hammersmith::shape::Members<'_, K>,
            ) {
                let _ = &to;
                $(if crate::call::has_bound(Self::MEMBERS) {
                    to.bound($place, &self.$field);
                } else {
                    to.put($place, &self.$field);
                })*
            }

            fn read<R: hammersmith::shape::Source>(
                builder: &mut Self,
                member: usize,
                from: &mut hammersmith::shape::Reader<'_, R>,
            ) -> hammersmith::shape::Done {
                let _ = &builder;
                match (member, crate::call::has_bound(Self::MEMBERS)) {
                    $(
                        ($place, true) => from.bound(&mut builder.$field),
                        ($place, false) => from.set(&mut builder.$field),
                    )*
                    _ => from.skip(),
                }
            }

            fn build(builder: Self) -> Result<Self, hammersmith::error::BuildError> {
                Ok(builder)
            }
        }

        impl crate::call::Input for $name {
            $(const HTTP: hammersmith::http::Http = $http;)?
        }
    };
}

/// The description of a structure without members, which is its own builder.
macro_rules! no_members {
    ($name:ty) => {
        impl hammersmith::shape::Structure for $name {
            type Builder = Self;
            type Rows = hammersmith::shape::RowCount<0>;

            const MEMBERS: &'static str = "";

            fn write<K: hammersmith::shape::Sink>(
                &self,
                _: &mut hammersmith::shape::Members<'_, K>,
            ) {
            }

            fn read<R: hammersmith::shape::Source>(
                _: &mut Self,
                _: usize,
                from: &mut hammersmith::shape::Reader<'_, R>,
            ) -> hammersmith::shape::Done {
                from.skip()
            }

            fn build(builder: Self) -> Result<Self, hammersmith::error::BuildError> {
                Ok(builder)
            }
        }
    };
}

pub(crate) use {no_members, structure};

/// True if a member has a trait of HTTP bindings or `@hostLabel`: those that start like that.
pub(crate) fn has_bound(members: &str) -> bool {
    members.contains("@h")
}

/// The properties of requests that an input adds to its members.
pub(crate) trait Input: Structure + Debug + Send + Sync + 'static {
    const HTTP: Http = Http::new("POST", "/");
    const SERVICE: &'static ServiceInfo = &SERVICE;
}

static SERVICE: ServiceInfo = ServiceInfo::new("Shop").shape_name("Shop_2020");

static QUERY_COMPATIBLE: ServiceInfo = ServiceInfo::new("Shop")
    .shape_name("Shop_2020")
    .query_compatible();

structure! {
    /// Nothing, of a service that speaks JSON today.
    Nothing, 0, "";
}

/// Nothing, of a service that used to speak `awsQuery`.
#[derive(Clone, Debug, Default)]
pub(crate) struct NothingCompatible;

no_members!(NothingCompatible);

impl Input for NothingCompatible {
    const SERVICE: &'static ServiceInfo = &QUERY_COMPATIBLE;
}

/// The operation `Get` of that protocol, input and output.
pub(crate) struct Call<P, I, O>(PhantomData<(P, I, O)>);

impl<P: Protocol, I: Input, O: Structure + Debug + Send + Sync + 'static> Operation
    for Call<P, I, O>
{
    type Input = I;
    type Output = O;
    type Error = Failure;
    type EndpointParams = Params;
    type Protocol = P;

    const NAME: &'static str = "Get";
    const SERVICE: &'static ServiceInfo = I::SERVICE;
    const HTTP: Http = I::HTTP;

    fn error(from: &mut ErrorReader<'_, P>) -> Failure {
        let error = match from.code() {
            "Modelled" => from.read().map(Failure::Modelled),
            _ => None,
        };
        error.unwrap_or_else(|| Failure::Other(from.unhandled()))
    }
}

/// Makes a request of an input, in restJson1.
pub(crate) fn serialize<I: Input>(input: &I) -> Result<Request, BuildError> {
    Call::<RestJson1, I, Nothing>::serialize(input)
}

/// Makes an output of a response, in restJson1.
pub(crate) fn parse<O: Structure + Debug + Send + Sync + 'static>(
    response: &Response<'_>,
) -> Result<O, Box<Failure>> {
    Call::<RestJson1, Nothing, O>::parse(response).map_err(Box::new)
}

/// An endpoint that nothing asks for.
#[derive(Clone, Debug)]
pub(crate) struct Params;

impl endpoint::Params for Params {
    fn from_settings(_: Settings) -> Result<Self, InvalidParams> {
        Err(InvalidParams::missing("region"))
    }

    fn resolve(&self) -> Result<Endpoint, endpoint::Error> {
        Ok(Endpoint::builder().url("https://shop.example.com").build())
    }
}

/// The error of the operation.
#[derive(Debug)]
pub(crate) enum Failure {
    Modelled(Modelled),
    Other(Unhandled),
}

impl ProvideErrorMetadata for Failure {
    fn meta(&self) -> &ErrorMetadata {
        self.meta()
    }
}

impl Failure {
    /// The metadata of the error.
    pub(crate) fn meta(&self) -> &ErrorMetadata {
        match self {
            Self::Modelled(error) => error.meta.as_ref().expect("metadata"),
            Self::Other(error) => hammersmith::error::ProvideErrorMetadata::meta(error),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Modelled(error) => write!(f, "{error:?}"),
            Self::Other(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl std::error::Error for Failure {}

/// An error of the model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Modelled {
    pub(crate) message: Option<String>,
    pub(crate) seconds: Option<i32>,
    pub(crate) reason: Option<String>,
    pub(crate) meta: Option<ErrorMetadata>,
}

impl Structure for Modelled {
    type Builder = Self;
    type Rows = RowCount<3>;

    const MEMBERS: &'static str = r#"
        "message": message
        "seconds": seconds @httpHeader("x-seconds")
        "reason": reason @required @jsonName("why")
        "#;

    fn write<K: Sink>(&self, to: &mut Members<'_, K>) {
        to.put(0, &self.message);
        to.bound(1, &self.seconds);
        to.put(2, &self.reason);
    }

    fn read<R: Source>(builder: &mut Self, member: usize, from: &mut Reader<'_, R>) -> Done {
        match member {
            0 => from.set(&mut builder.message),
            1 => from.bound(&mut builder.seconds),
            2 => from.set(&mut builder.reason),
            _ => from.skip(),
        }
    }

    fn build(builder: Self) -> Result<Self, BuildError> {
        Ok(builder)
    }

    fn received(builder: &mut Self) -> Received<'_> {
        Received::Error(&mut builder.meta)
    }
}

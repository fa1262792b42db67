//! Errors: what error structures have beyond other structures, and the enums over them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::fragment::{deprecated, docs, docs_or};
use crate::emit::module_path::{ModulePath, ident};
use crate::plan::operation::{Fault, Operation, Retry};
use crate::plan::structure::Structure;
use crate::plan::ty::Type;

/// The traits of an error structure.
pub(crate) fn structure_impls(structure: &Structure) -> TokenStream {
    let name = ident(&structure.ty.name);
    let text = if structure.ty.name == structure.shape_name {
        structure.ty.name.clone()
    } else {
        format!("{} [{}]", structure.ty.name, structure.shape_name)
    };
    let message = message(structure);
    quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::hammersmith::error::fmt_error(f, #text, #message)
            }
        }

        impl ::std::error::Error for #name {}

        impl ::hammersmith::error::ProvideErrorMetadata for #name {
            fn meta(&self) -> &::hammersmith::error::ErrorMetadata {
                &self.meta
            }
        }
    }
}

/// The methods by which an error describes itself.
fn message(structure: &Structure) -> TokenStream {
    let Some(field) = structure.message() else {
        return quote!(::hammersmith::error::Message::of(
            ::std::option::Option::None
        ));
    };
    let name = field.name.ident.ident();
    if field.sensitive || structure.sensitive {
        return quote!(::hammersmith::error::Message::Secret);
    }
    let text = match (field.is_optional(), &field.ty) {
        (true, Type::String) => quote!(self.#name.as_deref()),
        (true, _) => quote!(self.#name.as_ref().map(|message| message.as_str())),
        (false, _) => quote!(::std::option::Option::Some(self.#name.as_str())),
    };
    quote!(::hammersmith::error::Message::of(#text))
}

/// The method that says how to retry, which only errors with `@retryable` have.
pub(crate) fn retryable_kind(fault: &Fault) -> Option<TokenStream> {
    let kind = match fault.retry? {
        Retry::Throttling => quote!(ThrottlingError),
        Retry::Client => quote!(ClientError),
        Retry::Server => quote!(ServerError),
    };
    let name = ident(&fault.ty.name);
    Some(quote! {
        impl #name {
            /// The kind of this error, which decides about retries.
            pub fn retryable_error_kind(&self) -> ::hammersmith::error::ErrorKind {
                ::hammersmith::error::ErrorKind::#kind
            }
        }
    })
}

/// The error enum of an operation.
pub(crate) fn operation_error(at: &ModulePath, operation: &Operation) -> TokenStream {
    enumeration(at, &operation.error(), &operation.name, &operation.errors)
}

/// The error enum of an operation or stream, `what`.
pub(crate) fn enumeration(
    at: &ModulePath,
    name: &str,
    what: &str,
    errors: &[Fault],
) -> TokenStream {
    let name = ident(name);
    let intro = docs(&format!("The errors of `{what}`."));
    let definition = definition(at, &name, &intro, errors);
    let variants: Vec<_> = errors.iter().map(|f| ident(&f.ty.name)).collect();
    let checks = errors.iter().map(check);
    let retry = retry_kind(errors);
    let shared = shared_impls(&name, &variants, Some(what));
    quote! {
        #definition

        impl #name {
            /// An error of a kind the model does not know, from any other error.
            pub fn unhandled(
                err: impl ::std::convert::Into<
                    ::std::boxed::Box<dyn ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static>,
                >,
            ) -> Self {
                Self::Unhandled(::hammersmith::error::Unhandled::new(err.into()))
            }

            /// An error of a kind the model does not know, from its code and message.
            pub fn generic(err: ::hammersmith::error::ErrorMetadata) -> Self {
                Self::Unhandled(::hammersmith::error::Unhandled::generic(err))
            }

            /// The code, message and request id that came with the error.
            pub fn meta(&self) -> &::hammersmith::error::ErrorMetadata {
                ::hammersmith::error::ProvideErrorMetadata::meta(self)
            }

            #(#checks)*
        }

        impl ::hammersmith::error::ProvideErrorKind for #name {
            fn code(&self) -> ::std::option::Option<&str> {
                ::hammersmith::error::ProvideErrorMetadata::code(self)
            }

            fn retryable_error_kind(&self) -> ::std::option::Option<::hammersmith::error::ErrorKind> {
                #retry
            }
        }

        #shared
    }
}

/// An error that becomes the one of the whole service.
pub(crate) struct Source {
    /// Its path.
    pub(crate) path: TokenStream,
    /// The name of its operation or stream.
    pub(crate) name: String,
    /// Its variants.
    pub(crate) errors: Vec<Fault>,
}

/// The error enum of the whole service, at its root.
pub(crate) fn root_error(at: &ModulePath, errors: &[Fault], sources: &[Source]) -> TokenStream {
    let name = format_ident!("Error");
    let intro = docs("Every error the service may give.");
    let definition = definition(at, &name, &intro, errors);
    let variants: Vec<_> = errors.iter().map(|fault| ident(&fault.ty.name)).collect();
    let shared = shared_impls(&name, &variants, None);
    let conversions = sources.iter().map(|source| {
        let (name, error) = (source.name.as_str(), &source.path);
        let variants = source.errors.iter().map(|fault| ident(&fault.ty.name));
        quote! {
            impl ::std::convert::From<#error> for Error {
                fn from(error: #error) -> Self {
                    match error {
                        #(#error::#variants(inner) => Self::#variants(inner),)*
                        #error::Unhandled(inner) => Self::Unhandled(inner.of_operation(#name)),
                    }
                }
            }
        }
    });
    let conversions: TokenStream = conversions.collect();
    quote! {
        #definition
        #shared

        impl ::std::convert::From<::hammersmith::error::BuildError> for Error {
            fn from(error: ::hammersmith::error::BuildError) -> Self {
                Self::Unhandled(::hammersmith::error::Unhandled::input(error))
            }
        }

        #conversions
    }
}

/// The conversions of the root's error from the errors of calls, and its request ID.
pub(crate) fn of_calls(
    gate: Option<&TokenStream>,
    sources: &[Source],
    has_extended_request_id: bool,
) -> TokenStream {
    let request_id = request_id(&quote!(Error), has_extended_request_id, gate);
    let conversions = sources
        .iter()
        .map(|source| of_call(gate, &source.path, None));
    quote! {
        #request_id
        #(#conversions)*
    }
}

/// The conversion of the root's error from the error of a call, which is `error`; if that has the
/// operation `O` as a parameter, `operation` is its bound.
pub(crate) fn of_call(
    gate: Option<&TokenStream>,
    error: &TokenStream,
    operation: Option<&TokenStream>,
) -> TokenStream {
    let parameter = operation.map(|_| quote!(O,));
    let bound = operation.map(|bound| quote!(O: #bound,));
    quote! {
        #gate
        impl<#parameter R> ::std::convert::From<::hammersmith::client::error::SdkError<#error, R>> for Error
        where
            #bound
            R: ::std::marker::Send + ::std::marker::Sync + ::std::fmt::Debug + 'static,
        {
            fn from(error: ::hammersmith::client::error::SdkError<#error, R>) -> Self {
                match error {
                    ::hammersmith::client::error::SdkError::ServiceError(context) => {
                        Self::from(context.into_err())
                    }
                    error => Self::Unhandled(::hammersmith::client::error::unhandled(error)),
                }
            }
        }
    }
}

/// The request ID of an error structure.
pub(crate) fn structure_request_id(
    structure: &Structure,
    s3: bool,
    gate: Option<&TokenStream>,
) -> TokenStream {
    let name = ident(&structure.ty.name);
    request_id(&quote!(#name), s3, gate)
}

/// The request ID of an error, which is part of its metadata.
fn request_id(error: &TokenStream, s3: bool, gate: Option<&TokenStream>) -> TokenStream {
    let extended = s3.then(|| {
        quote! {
            #gate
            impl ::hammersmith::client::RequestIdExt for #error {
                fn extended_request_id(&self) -> ::std::option::Option<&str> {
                    ::hammersmith::client::RequestIdExt::extended_request_id(
                        ::hammersmith::error::ProvideErrorMetadata::meta(self),
                    )
                }
            }
        }
    });
    quote! {
        #extended

        #gate
        impl ::hammersmith::client::RequestId for #error {
            fn request_id(&self) -> ::std::option::Option<&str> {
                ::hammersmith::client::RequestId::request_id(
                    ::hammersmith::error::ProvideErrorMetadata::meta(self),
                )
            }
        }
    }
}

/// The traits that the runtime requires of the error of an operation or stream of that name.
pub(crate) fn of_operation(
    gate: Option<&TokenStream>,
    error: &TokenStream,
    name: &str,
    has_extended_request_id: bool,
) -> TokenStream {
    let request_id = request_id(error, has_extended_request_id, gate);
    quote! {
        #gate
        impl ::hammersmith::client::error::NamesOperation for #error {
            const OPERATION: &'static str = #name;
        }

        #gate
        impl ::hammersmith::client::error::CreateUnhandledError for #error {
            fn create_unhandled_error(
                source: ::hammersmith::client::error::BoxError,
                meta: ::std::option::Option<::hammersmith::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled(::hammersmith::error::Unhandled::with_meta(
                    source,
                    meta.unwrap_or_default(),
                ))
            }
        }

        #request_id
    }
}

fn definition(
    at: &ModulePath,
    name: &proc_macro2::Ident,
    intro: &TokenStream,
    errors: &[Fault],
) -> TokenStream {
    let variants = errors.iter().map(|fault| {
        let docs = docs_or(
            &fault.docs,
            &format!("`{}` of the model.", fault.shape_name),
        );
        let deprecated = deprecated(fault.deprecated.as_ref());
        let (variant, ty) = (ident(&fault.ty.name), at.ty(&fault.ty));
        quote!(#docs #deprecated #variant(#ty),)
    });
    quote! {
        #intro
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// An error this version does not know, or a response that could not be read.
            #[deprecated(note = "a later version may know the error; match with a wildcard arm and compare `code()`")]
            Unhandled(::hammersmith::error::Unhandled),
        }
    }
}

fn check(fault: &Fault) -> TokenStream {
    let is = format_ident!("is_{}", fault.method);
    let variant = ident(&fault.ty.name);
    let docs = docs(&format!(
        "Returns `true` if this is [`{0}`](Self::{0}).",
        fault.ty.name
    ));
    quote! {
        #docs
        pub fn #is(&self) -> bool {
            matches!(self, Self::#variant(_))
        }
    }
}

fn retry_kind(errors: &[Fault]) -> TokenStream {
    let arms: Vec<_> = errors
        .iter()
        .filter(|fault| fault.retry.is_some())
        .map(|fault| {
            let variant = ident(&fault.ty.name);
            quote!(Self::#variant(inner) => ::std::option::Option::Some(inner.retryable_error_kind()),)
        })
        .collect();
    if arms.is_empty() {
        quote!(::std::option::Option::None)
    } else {
        quote! {
            match self {
                #(#arms)*
                _ => ::std::option::Option::None,
            }
        }
    }
}

/// The traits that every error enum has: that of an operation or stream, or of all of them.
fn shared_impls(
    name: &proc_macro2::Ident,
    variants: &[proc_macro2::Ident],
    what: Option<&str>,
) -> TokenStream {
    let operation = match what {
        Some(name) => quote!(::std::option::Option::Some(#name)),
        None => quote!(::std::option::Option::None),
    };
    let all: Vec<_> = variants
        .iter()
        .cloned()
        .chain([format_ident!("Unhandled")])
        .collect();
    quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let what: &dyn ::std::fmt::Display = match self {
                    #(Self::#all(inner) => inner,)*
                };
                let meta = ::hammersmith::error::ProvideErrorMetadata::meta(self);
                ::hammersmith::error::fmt_line(f, #operation, what, meta)
            }
        }

        impl ::std::error::Error for #name {
            // The error itself is what `Display` shows, so its source is the next one.
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                match self {
                    #(Self::#all(inner) => ::std::error::Error::source(inner),)*
                }
            }
        }

        impl ::hammersmith::error::ProvideErrorMetadata for #name {
            fn meta(&self) -> &::hammersmith::error::ErrorMetadata {
                match self {
                    #(Self::#all(inner) => ::hammersmith::error::ProvideErrorMetadata::meta(inner),)*
                }
            }
        }
    }
}

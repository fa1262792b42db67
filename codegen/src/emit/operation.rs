//! Operations: the unit structure, its sans-I/O pair of functions, and what is around them.

use std::collections::BTreeSet;
use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::quote;

use crate::chain::chain;
use crate::config::OperationDocs;
use crate::emit::fragment::{deprecated, docs, docs_or};
use crate::emit::module_path::{ModulePath, ident};
use crate::emit::package::{Gate, Items, Module};
use crate::emit::{
    checksum, error, fluent, page, paginator, path, signing, structure, unmodelled, validate,
};
use crate::plan::Plan;
use crate::plan::http::Http;
use crate::plan::operation::{EndpointValue, Operation};
use crate::plan::service::Service;
use crate::plan::shapes::Shapes;
use crate::plan::structure::Structure;
use crate::plan::ty::Type;

/// The module `operation`.
pub(crate) fn module(plan: &Plan) -> Module<'_> {
    let items = Items::when(plan.client.is_some(), move || {
        let gate = super::gate(plan);
        let extended = plan.service.s3.then(|| {
            quote! {
                #gate
                pub use ::hammersmith::client::RequestIdExt;
            }
        });
        quote! {
            #gate
            pub use ::hammersmith::client::RequestId;
            #extended
        }
    });
    let shapes = Arc::new(Shapes::of(plan));
    let operations = plan.operations.iter().map(|operation| {
        let module = operation_module(plan, &shapes, operation);
        let shapes = Arc::clone(&shapes);
        match plan.docs {
            OperationDocs::Off => module,
            _ => module.documented(move || page::page(plan, &shapes, operation)),
        }
    });
    let operations = operations.collect();
    Module::public(
        "operation",
        "Everything about each operation: input, output, error, builders.",
        items,
    )
    .with(operations)
}

fn operation_module<'p>(
    plan: &'p Plan,
    shapes: &Arc<Shapes<'p>>,
    operation: &'p Operation,
) -> Module<'p> {
    let items = Items::new(move || own_items(plan, operation));
    let mut children = vec![
        input_module(plan, operation),
        output_module(operation),
        builders(plan, operation),
    ];
    if plan.client.is_some() {
        let shapes = Arc::clone(shapes);
        let items = Items::new(move || {
            let at = ModulePath::module(&["operation", &operation.module, "fluent"]);
            fluent::items(&at, plan, &shapes, operation)
        });
        children.push(Module::private("fluent", items).gated(Gate::Client));
        children.extend(paginator::module(operation));
    }
    let docs = format!("Types of the operation `{}`.", operation.name);
    Module::public(&operation.module, &docs, items).with(children)
}

fn own_items(plan: &Plan, operation: &Operation) -> TokenStream {
    let path = ["operation", operation.module.as_str()];
    let at = ModulePath::module(&path);
    let unit = unit(&at, plan, operation);
    let error = if plan.service.models_errors {
        error::operation_error(&at, operation)
    } else {
        unmodelled::alias(operation)
    };
    let pagination = operation.paginator.as_ref();
    let pagination = pagination.map(|pages| paginator::pagination(&at, operation, pages));
    let (input, output) = (
        ident(&operation.input.ty.name),
        ident(&operation.output.ty.name),
    );
    quote! {
        pub use self::input::#input;
        pub use self::output::#output;
        #unit
        #pagination
        #error
    }
}

fn input_module<'p>(plan: &'p Plan, operation: &'p Operation) -> Module<'p> {
    let items = Items::new(move || {
        let at = ModulePath::module(&["operation", &operation.module, "input"]);
        let structure = structure::items(&at, &operation.input);
        let checks = validate::methods(plan, operation);
        quote!(#structure #checks)
    });
    Module::private("input", items)
}

fn output_module(operation: &Operation) -> Module<'_> {
    let items = Items::new(move || {
        let at = ModulePath::module(&["operation", &operation.module, "output"]);
        structure::items(&at, &operation.output)
    });
    Module::private("output", items)
}

fn builders<'p>(plan: &'p Plan, operation: &'p Operation) -> Module<'p> {
    let items = Items::new(move || {
        let (input, output) = (
            ident(&operation.input.builder),
            ident(&operation.output.builder),
        );
        let gate = super::gate(plan);
        let fluent = plan.client.is_some().then(|| {
            let fluent = ident(&operation.fluent_builder());
            quote! {
                #gate
                pub use super::fluent::#fluent;
            }
        });
        quote! {
            pub use super::input::#input;
            pub use super::output::#output;
            #fluent
        }
    });
    let docs = format!("Builders of the operation `{}`.", operation.name);
    Module::public("builders", &docs, items)
}

fn unit(at: &ModulePath, plan: &Plan, operation: &Operation) -> TokenStream {
    let symbol = ident(&operation.symbol);
    let model = docs_or(
        &operation.docs,
        &format!("The operation `{}`.", operation.name),
    );
    let pure = docs(
        "\nThis is the operation without any I/O: [`Operation`](::hammersmith::Operation) turns an input \
         into an HTTP request,\nand an HTTP response into an output or an error.",
    );
    let deprecated = deprecated(operation.deprecated.as_ref());
    let new_docs = docs(&format!("The operation `{}`.", operation.name));
    let (input, output) = (
        ident(&operation.input.ty.name),
        ident(&operation.output.ty.name),
    );
    let error = ident(&operation.error());
    let name = operation.name.as_str();
    let info = at.to(&["meta"], "SERVICE");
    let params = at.to(&["config", "endpoint"], "Params");
    let constants = constants(&plan.service, operation);
    let protocol = ident(plan.service.protocol.name());
    let http = http(&operation.http);
    let errors = read_error(operation);
    let endpoint = endpoint_params(at, operation);
    let tokens = idempotency_tokens(operation);
    quote! {
        #model
        #pure
        #deprecated
        #[derive(Clone, Default, Debug)]
        #[non_exhaustive]
        pub struct #symbol;

        impl #symbol {
            #new_docs
            pub fn new() -> Self {
                Self
            }
        }

        impl ::hammersmith::Operation for #symbol {
            type Input = #input;
            type Output = #output;
            type Error = #error;
            type EndpointParams = #params;
            type Protocol = ::hammersmith::protocol::#protocol;

            const NAME: &'static str = #name;
            const SERVICE: &'static ::hammersmith::ServiceInfo = &#info;
            #http
            #constants

            #errors
            #endpoint
            #tokens
        }
    }
}

/// The constant with the method and URI, if they are not those of most protocols.
fn http(http: &Http) -> Option<TokenStream> {
    let (method, uri, prefix) = (&http.method, http.uri(), &http.host_prefix);
    let is_default = method == "POST" && uri == "/" && prefix.is_empty() && http.has_input;
    let prefix = (!prefix.is_empty()).then(|| quote!(.host_prefix(#prefix)));
    let no_input = (!http.has_input).then(|| quote!(.without_input()));
    (!is_default).then(|| {
        quote! {
            const HTTP: ::hammersmith::http::Http =
                ::hammersmith::http::Http::new(#method, #uri) #prefix #no_input;
        }
    })
}

/// The constants that differ from their defaults.
fn constants(service: &Service, operation: &Operation) -> TokenStream {
    let signing = signing::constant(service, operation);
    let sensitive = operation.sensitive_output.then(|| {
        quote!(
            const SENSITIVE_OUTPUT: bool = true;
        )
    });
    let streams = streams(operation);
    let checksums = operation.checksums.as_ref().map(checksum::constant);
    let compresses = operation.compresses.then(|| {
        quote!(
            const COMPRESSES: bool = true;
        )
    });
    quote!(#signing #sensitive #compresses #checksums #streams)
}

/// The members that are streams.
fn streams(operation: &Operation) -> TokenStream {
    let stream = |structure: &Structure, constant: &str, of: &str| {
        let field = structure.stream()?.name.ident.ident();
        let (constant, of) = (ident(constant), ident(of));
        Some(quote! {
            const #constant: ::std::option::Option<::hammersmith::shape::StreamOf<Self::#of>> =
                ::std::option::Option::Some(|of| {
                    &mut of.#field
                });
        })
    };
    let request = stream(&operation.input, "REQUEST_STREAM", "Input");
    let response = stream(&operation.output, "RESPONSE_STREAM", "Output");
    let events = |structure: &Structure| Some(structure.events()?.name.ident.ident());
    let sent = events(&operation.input).map(|field| {
        quote! {
            const REQUEST_EVENTS: ::std::option::Option<
                fn(&mut Self::Input) -> &mut dyn ::hammersmith::event::SentEvents,
            > = ::std::option::Option::Some(|of| &mut of.#field);
        }
    });
    let received = events(&operation.output).map(|field| {
        quote! {
            const RESPONSE_EVENTS: ::std::option::Option<
                fn(&mut Self::Output) -> &mut ::hammersmith::event::Incoming,
            > = ::std::option::Option::Some(|of| of.#field.incoming());
        }
    });
    quote!(#request #response #sent #received)
}

/// The method that reads an error by its code.
fn read_error(operation: &Operation) -> TokenStream {
    let mut seen = BTreeSet::new();
    let arms: Vec<_> = operation
        .errors
        .iter()
        .filter_map(|fault| {
            // The first error of a code has it.
            let mut codes: Vec<&String> = fault.codes.iter().collect();
            codes.retain(|code| seen.insert(*code));
            let variant = ident(&fault.ty.name);
            (!codes.is_empty())
                .then(|| quote!(#(#codes)|* => from.read().map(Self::Error::#variant),))
        })
        .collect();
    let body = if arms.is_empty() {
        quote!(Self::Error::Unhandled(from.unhandled()))
    } else {
        quote! {
            let error = match from.code() {
                #(#arms)*
                _ => ::std::option::Option::None,
            };
            error.unwrap_or_else(|| Self::Error::Unhandled(from.unhandled()))
        }
    };
    quote! {
        fn error(
            from: &mut ::hammersmith::protocol::ErrorReader<'_, Self::Protocol>,
        ) -> Self::Error {
            #body
        }
    }
}

/// The method that takes parameters of the endpoint from the model and the input, if there are any.
fn endpoint_params(at: &ModulePath, operation: &Operation) -> Option<TokenStream> {
    if operation.endpoint_params.is_empty() {
        return None;
    }
    let builder = at.to(&["config", "endpoint"], "ParamsBuilder");
    let setters = operation.endpoint_params.iter().map(|parameter| {
        let set = parameter.method.ident();
        let value = endpoint_value(&parameter.value);
        quote!(.#set(#value))
    });
    let setters: Vec<_> = setters.collect();
    let mut parameters = operation.endpoint_params.iter();
    let input = if parameters.any(|parameter| parameter.value.is_from_input()) {
        quote!(input)
    } else {
        quote!(_)
    };
    let params = chain(
        quote!(#builder::from(settings)),
        &setters,
        &quote!(.build()),
    );
    Some(quote! {
        fn endpoint_params(
            #input: &Self::Input,
            settings: ::hammersmith::endpoint::Settings,
        ) -> ::std::result::Result<Self::EndpointParams, ::hammersmith::endpoint::InvalidParams> {
            #params
        }
    })
}

fn endpoint_value(value: &EndpointValue) -> TokenStream {
    match value {
        EndpointValue::Text(text) => quote!(::std::option::Option::Some(#text.to_owned())),
        EndpointValue::Boolean(flag) => quote!(::std::option::Option::Some(#flag)),
        EndpointValue::Field(field) => {
            let field = field.ident();
            quote!(input.#field.clone())
        }
        EndpointValue::Copied(field) => {
            let field = field.ident();
            quote!(input.#field)
        }
        EndpointValue::Texts(texts) => {
            quote!(::std::option::Option::Some(
                ::std::vec![#(#texts.to_owned()),*]
            ))
        }
        EndpointValue::Enumeration(field) => {
            let field = field.ident();
            quote!(input.#field.as_ref().map(|value| value.as_str().to_owned()))
        }
        EndpointValue::Required(field) => {
            let (field, text) = (field.ident(), field.plain());
            quote!(::std::option::Option::Some(
                ::hammersmith::endpoint::required(input.#field.as_deref(), #text)?
            ))
        }
        EndpointValue::Path(path) => path::value(path),
    }
}

fn idempotency_tokens(operation: &Operation) -> Option<TokenStream> {
    let fields = operation.input.fields.iter();
    let tokens: Vec<_> = fields
        .filter(|field| field.idempotency_token)
        .map(|field| {
            let name = field.name.ident.ident();
            match &field.ty {
                Type::Enumeration(_) => {
                    quote!(input.#name.get_or_insert_with(|| token().as_str().into());)
                }
                _ => quote!(input.#name.get_or_insert_with(token);),
            }
        })
        .collect();
    (!tokens.is_empty()).then(|| {
        quote! {
            fn idempotency_token(
                input: &mut Self::Input,
                token: &dyn ::std::ops::Fn() -> ::std::string::String,
            ) {
                #(#tokens)*
            }
        }
    })
}

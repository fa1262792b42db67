//! Operations: the unit structure, its sans-I/O pair of functions, and what is around them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::{At, ident};
use crate::emit::fragment::{deprecated, docs, docs_or};
use crate::emit::package::Module;
use crate::emit::{error, fluent, page, request, response, structure};
use crate::plan::Plan;
use crate::plan::operation::Operation;
use crate::plan::page::Shapes;
use crate::plan::structure::Structure;

/// The module `operation`.
pub(crate) fn module(plan: &Plan) -> Module {
    let gate = super::gate(plan);
    let request_id = plan.client.is_some().then(|| {
        quote! {
            #gate
            pub use ::hammersmith::client::RequestId;
        }
    });
    let shapes = Shapes::of(plan);
    let operations = plan.operations.iter().map(|operation| {
        let page = page::page(plan, &shapes, operation);
        operation_module(plan, &shapes, operation).documented(page)
    });
    let operations = operations.collect();
    Module::public(
        "operation",
        "Everything about each operation: input, output, error, builders.",
        quote!(#request_id),
    )
    .with(operations)
}

fn operation_module(plan: &Plan, shapes: &Shapes<'_>, operation: &Operation) -> Module {
    let path = ["operation", operation.module.as_str()];
    let at = At::module(&path);
    let unit = unit(&at, operation);
    let error = error::operation_error(&at, operation);
    let (input, output) = (
        ident(&operation.input.ty.name),
        ident(&operation.output.ty.name),
    );
    let items = quote! {
        pub use self::input::#input;
        pub use self::output::#output;
        #unit
        #error
    };
    let mut children = vec![
        io(&path, "input", &operation.input),
        io(&path, "output", &operation.output),
        builders(plan, operation),
    ];
    if plan.client.is_some() {
        let at = At::module(&["operation", &operation.module, "fluent"]);
        children
            .push(Module::private("fluent", fluent::items(&at, plan, shapes, operation)).gated());
    }
    let docs = format!("Types of the operation `{}`.", operation.name);
    Module::public(&operation.module, &docs, items).with(children)
}

fn io(path: &[&str], name: &str, structure: &Structure) -> Module {
    let at = At::module(&[path, &[name]].concat());
    Module::private(name, structure::items(&at, structure))
}

fn builders(plan: &Plan, operation: &Operation) -> Module {
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
    let items = quote! {
        pub use super::input::#input;
        pub use super::output::#output;
        #fluent
    };
    Module::public(
        "builders",
        &format!("Builders of the operation `{}`.", operation.name),
        items,
    )
}

fn unit(at: &At, operation: &Operation) -> TokenStream {
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
    let serialize = request::serialize(at, operation);
    let parse = response::parse(at, operation);
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

            const NAME: &'static str = #name;
            const SERVICE: &'static ::hammersmith::ServiceInfo = &#info;

            #serialize
            #parse
        }
    }
}

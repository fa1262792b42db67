//! The errors of operations whose service models none: one generic type of the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::error;
use crate::emit::fragment::docs;
use crate::emit::module_path::{ModulePath, ident};
use crate::plan::operation::Operation;

/// The name of an operation's error.
pub(crate) fn alias(operation: &Operation) -> TokenStream {
    let (name, symbol) = (ident(&operation.error()), ident(&operation.symbol));
    let intro = docs(&format!(
        "The error of `{}`: its service lists no errors, so that a code and a message are all that \
         is known.",
        operation.name
    ));
    quote! {
        #intro
        pub type #name = ::hammersmith::error::Unmodelled<#symbol>;
    }
}

/// The conversions into the error of the whole service, those from the errors of calls behind
/// `gate`, if there is a client at all.
pub(crate) fn conversions(at: &ModulePath, client: Option<Option<&TokenStream>>) -> TokenStream {
    let params = at.to(&["config", "endpoint"], "Params");
    // Only the operations of this service have these parameters.
    let operation = quote!(::hammersmith::Operation<EndpointParams = #params>);
    let error = quote!(::hammersmith::error::Unmodelled<O>);
    let call = client.map(|gate| error::of_call(gate, &error, Some(&operation)));
    quote! {
        impl<O: #operation> ::std::convert::From<#error> for Error {
            fn from(error: #error) -> Self {
                Self::Unhandled(error.into_unhandled().of_operation(O::NAME))
            }
        }

        #call
    }
}

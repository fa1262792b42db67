//! The module `fake`: what the fakes of a service need.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::module_path::{ModulePath, ident};
use crate::emit::package::{Gate, Items, Module};
use crate::plan::Plan;
use crate::plan::fake::Fake;

/// The module `fake`, if it is not left out.
pub(crate) fn module(plan: &Plan) -> Option<Module<'_>> {
    let fake = plan.fake.as_ref()?;
    let docs = "Fakes of the service, for tests: see [`Fake`](::hammersmith::fake::Fake).";
    Some(Module::public("fake", docs, Items::new(|| items(fake))).gated(Gate::Fake))
}

fn items(fake: &Fake) -> TokenStream {
    let at = ModulePath::module(&["fake"]);
    let params = at.to(&["config", "endpoint"], "Params");
    let error = at.to(&["error_meta"], "Error");
    let rows = fake.operations.iter().map(|row| {
        let status = Literal::u16_unsuffixed(row.status);
        let (name, method, uri) = (&row.name, &row.method, &row.uri);
        quote!(Row(#name, #method, #uri, #status))
    });
    let namespace = fake.namespace.as_ref();
    let namespace = namespace.map(|uri| quote!(const NAMESPACE: &'static str = #uri;));
    let errors = fake.errors.iter().map(|(id, fault)| {
        let (variant, code, client) = (ident(&fault.ty.name), &fault.code, fault.client);
        let status = Literal::u16_unsuffixed(fault.status);
        let row = quote!(ErrorRow(#id, #code, #status, #client));
        quote!(Self::Error::#variant(it) => to.modelled(#row, it),)
    });
    quote! {
        pub use ::hammersmith::fake::{Fake, Reply, Response, Server};

        use ::hammersmith::fake::{ErrorRow, ErrorWriter, Row, Serve, Service};

        impl Service for #params {
            type Error = #error;

            const OPERATIONS: &'static [Row] = &[#(#rows),*];
            #namespace

            fn write<P: Serve>(error: &Self::Error, to: &mut ErrorWriter<'_, P>) {
                match error {
                    #(#errors)*
                    Self::Error::Unhandled(it) => {
                        to.unmodelled(::hammersmith::error::ProvideErrorMetadata::meta(it));
                    }
                }
            }
        }
    }
}

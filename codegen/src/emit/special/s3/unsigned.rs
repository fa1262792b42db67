//! Requests whose callers may leave the body out of the signature.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::module_path::ModulePath;
use crate::plan::Plan;

/// The methods of `CustomizableOperation` of such requests, in the module of that type.
pub(crate) fn methods(plan: &Plan, at: &ModulePath) -> TokenStream {
    let operations = plan.operations.iter();
    let operations = operations.filter(|operation| operation.may_be_unsigned);
    let methods = operations.map(|operation| {
        let name = &operation.output.ty.name;
        let output = at.to(&["operation", &operation.module], name);
        quote! {
            impl<E, B> CustomizableOperation<#output, E, B> {
                /// Leaves the body out of the signature. This saves reading it once more, and nothing protects
                /// it then but TLS.
                pub fn disable_payload_signing(mut self) -> Self {
                    self.customization.disable_payload_signing();
                    self
                }
            }
        }
    });
    methods.collect()
}

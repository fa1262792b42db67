//! The cases as tests of fakes: from request to input, and from output or error to response.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{documentation, expected, raw, uses, value};
use crate::config::When;
use crate::name;
use crate::plan::Plan;
use crate::plan::protocol_test::{Case, Fault, Kind, Request, Response};

/// The test of a fake; `None` if the output has no fakes, or the case is one of clients only.
pub(super) fn test(plan: &Plan, case: &Case) -> Option<TokenStream> {
    let when = plan.fake.as_ref()?.when;
    let gate = (when == When::Feature).then(|| quote!(#[cfg(feature = "fake")]));
    let name = name::ident(&case.served()?);
    let docs = documentation(case);
    let body = match &case.kind {
        Kind::Request(it) => request(case, it),
        Kind::Output(it) => output(case, it),
        Kind::Error(it, fault) => error(case, it, fault),
        Kind::Failure(_) | Kind::Event(_) => return None,
    };
    Some(quote! {
        #docs
        #gate
        #[test]
        fn #name() -> protocol_test::Outcome {
            #body
        }
    })
}

fn request(case: &Case, request: &Request) -> TokenStream {
    let uses = uses(case, &[&request.input.ty.name]);
    let symbol = name::ident(&case.symbol);
    let builder = value::builder(&request.input);
    let expected = expected(request);
    quote! {
        #uses
        let input = #builder.build()?;
        #expected.served::<#symbol>(input)
    }
}

fn output(case: &Case, response: &Response) -> TokenStream {
    let uses = uses(case, &[&response.expected.ty.name]);
    let symbol = name::ident(&case.symbol);
    let output = value::structure(&response.expected);
    let expected = written(response);
    quote! {
        #uses
        let output = #output;
        #expected.of_output::<#symbol>(output)
    }
}

fn error(case: &Case, response: &Response, fault: &Fault) -> TokenStream {
    let uses = uses(case, &[&fault.error]);
    let symbol = name::ident(&case.symbol);
    let (error, variant) = (name::ident(&fault.error), name::ident(&fault.ty.name));
    let builder = value::builder(&response.expected);
    let fails = response.expected.fallible.then(|| quote!(?));
    let expected = written(response);
    quote! {
        #uses
        let error = #builder.build() #fails;
        #expected.of_error::<#symbol>(#error::#variant(error))
    }
}

/// The response that is expected.
fn written(response: &Response) -> TokenStream {
    let status = Literal::u16_unsuffixed(response.status);
    let headers = response.headers.iter();
    let headers = headers.map(|(name, value)| quote!(.header(#name, #value)));
    let forbidden = response.forbid_headers.iter();
    let forbidden = forbidden.map(|name| quote!(.forbid_header(#name)));
    let body = response.written.as_ref().map(|(media_type, body)| {
        let text = raw(body);
        quote!(.body(#media_type, #text))
    });
    quote! {
        protocol_test::ExpectedResponse::new(#status)
            #(#headers)* #(#forbidden)* #body
    }
}

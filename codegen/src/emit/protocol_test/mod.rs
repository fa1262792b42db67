//! Tests of the protocol.

mod events;
mod served;
mod value;

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;

use crate::config::Layout;
use crate::config::When;
use crate::emit::fragment;
use crate::hidden::is_hidden;
use crate::markdown;
use crate::name;
use crate::plan::Plan;
use crate::plan::protocol_test::{Case, Fault, Kind, Request, Response, Setting};

/// The name of the module that tests are in, in a single file.
pub(crate) const MODULE: &str = "protocol_tests";

/// The items of the tests' file or module; `None` unless the tests were asked for.
pub(crate) fn items(plan: &Plan, layout: Layout) -> Option<TokenStream> {
    let cases = plan.protocol_tests.as_ref()?;
    let tests = cases.iter().map(|case| {
        let test = case.is_client.then(|| test(plan, case));
        let served = served::test(plan, case);
        quote!(#test #served)
    });
    let tests: TokenStream = tests.collect();
    let mut used = Vec::new();
    roots(&tests, &mut used);
    let known = |names: &[&str]| {
        let names = names
            .iter()
            .filter(|name| used.iter().any(|it| it == *name));
        names.map(|name| name::ident(name)).collect::<Vec<_>>()
    };
    let runtime = known(&["http", "protocol_test"]);
    let modules = known(&["operation", "primitives", "types"]);
    let parses = runtime.iter().any(|name| name == "http");
    let parses = parses.then(|| {
        quote!(
            use ::hammersmith::Operation as _;
        )
    });
    let root = match layout {
        Layout::Crate => {
            let name = name::ident(&name::lib_name(&plan.package.name));
            quote!(::#name)
        }
        Layout::File => quote!(super),
    };
    let uses = (!cases.is_empty()).then(|| {
        quote! {
            #parses
            use ::hammersmith::{#(#runtime),*};
            use #root::{#(#modules),*};
        }
    });
    Some(quote!(#uses #tests))
}

/// The first names of the paths in tokens, which are what has to be imported.
fn roots(tokens: &TokenStream, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => roots(&group.stream(), found),
            TokenTree::Ident(ident) => {
                let after = is_colon(tokens.get(at + 1)) && is_colon(tokens.get(at + 2));
                let before = at.checked_sub(1).is_some_and(|at| is_colon(tokens.get(at)));
                if after && !before {
                    found.push(ident.to_string());
                }
            }
            _ => {}
        }
    }
}

/// The documentation of a test.
fn documentation(case: &Case) -> TokenStream {
    let docs = match case.docs.as_deref().map(str::trim) {
        Some(docs) if !docs.is_empty() => {
            format!("{}: {}", markdown::code(&case.id), markdown::plain(docs))
        }
        _ => markdown::code(&case.id),
    };
    fragment::docs(&docs)
}

fn test(plan: &Plan, case: &Case) -> TokenStream {
    let name = name::ident(&case.name);
    let docs = documentation(case);
    let ignored = case.ignored.as_ref();
    let ignored = ignored.map(|reason| quote!(#[ignore = #reason]));
    let body = match &case.kind {
        Kind::Request(it) => request(plan, case, it),
        Kind::Output(it) => output(plan, case, it),
        Kind::Error(it, fault) => error(case, it, fault),
        Kind::Failure(it) => failure(case, it),
        Kind::Event(it) => events::event(it),
    };
    quote! {
        #docs
        #[test]
        #ignored
        fn #name() -> protocol_test::Outcome {
            #body
        }
    }
}

/// Imports the types of the case's operation.
fn uses(case: &Case, names: &[&str]) -> TokenStream {
    let module = name::ident(&case.module);
    let names = [case.symbol.as_str()]
        .into_iter()
        .chain(names.iter().copied());
    let names = names.map(name::ident);
    quote!(use operation::#module::{#(#names),*};)
}

fn request(plan: &Plan, case: &Case, request: &Request) -> TokenStream {
    let uses = uses(case, &[&request.input.ty.name]);
    let symbol = name::ident(&case.symbol);
    let builder = value::builder(&request.input);
    let round_trip = if request.input.streams {
        TokenStream::new()
    } else {
        round_trip(plan, "input")
    };
    let input = if round_trip.is_empty() {
        quote!(let input = #builder.build()?;)
    } else {
        quote! {
            let input = #builder;
            #round_trip
            let input = input.build()?;
            #round_trip
        }
    };
    let expected = expected(request);
    quote! {
        #uses
        #input
        #expected.check::<#symbol>(input)
    }
}

/// The request that is expected.
fn expected(request: &Request) -> TokenStream {
    let Request { method, path, .. } = request;
    let each = |method: &str, texts: &[String]| -> TokenStream {
        let method = name::ident(method);
        let calls = texts.iter().map(|text| quote!(.#method(#text)));
        calls.collect()
    };
    let settings = settings(&request.settings);
    let host = request.host.as_ref().map(|host| quote!(.host(#host)));
    let resolved = request.resolved_host.as_ref();
    let resolved = resolved.map(|host| quote!(.resolved_host(#host)));
    let query = each("query", &request.query);
    let forbid_query = each("forbid_query", &request.forbid_query);
    let require_query = each("require_query", &request.require_query);
    let headers = request.headers.iter();
    let headers = headers.map(|(name, value)| quote!(.header(#name, #value)));
    let forbid_headers = each("forbid_header", &request.forbid_headers);
    let require_headers = each("require_header", &request.require_headers);
    let body = request.body.as_ref().map(|(media_type, body)| {
        let text = raw(body);
        match (media_type.as_str(), body.as_str()) {
            (_, "") => quote!(.empty_body()),
            ("application/json", _) => quote!(.json_body(#text)),
            (media_type, _) => quote!(.body(#media_type, #text)),
        }
    });
    quote! {
        protocol_test::ExpectedRequest::new(#method, #path)
            #settings #host #resolved
            #query #forbid_query #require_query
            #(#headers)* #forbid_headers #require_headers
            #body
    }
}

/// The settings of the client, if the case has any.
fn settings(settings: &[Setting]) -> Option<TokenStream> {
    let calls = settings.iter().map(|setting| match setting {
        Setting::Region(region) => quote!(.region(#region)),
        Setting::DualStack(is_on) => quote!(.use_dual_stack(#is_on)),
        Setting::Context(name, is_on) => quote!(.context(#name, #is_on)),
    });
    let calls: TokenStream = calls.collect();
    let settings = quote!(::hammersmith::endpoint::Settings::new() #calls);
    (!calls.is_empty()).then(|| quote!(.settings(#settings)))
}

fn output(plan: &Plan, case: &Case, response: &Response) -> TokenStream {
    let uses = uses(case, &[&response.expected.ty.name]);
    let symbol = name::ident(&case.symbol);
    let received = received(response);
    let expected = value::structure(&response.expected);
    if response.expected.streams {
        return quote! {
            #uses
            #received
            let expected = #expected;
            protocol_test::same_stream::<#symbol>(#symbol::parse(&response)?, expected)
        };
    }
    let round_trip = round_trip(plan, "expected");
    quote! {
        #uses
        #received
        let expected = #expected;
        #round_trip
        protocol_test::same(&#symbol::parse(&response)?, &expected)
    }
}

fn error(case: &Case, response: &Response, fault: &Fault) -> TokenStream {
    let uses = uses(case, &[&fault.error]);
    let symbol = name::ident(&case.symbol);
    let (error, variant) = (name::ident(&fault.error), name::ident(&fault.ty.name));
    let received = received(response);
    let builder = value::builder(&response.expected);
    let fails = response.expected.fallible.then(|| quote!(?));
    let message = fault.adds_message;
    let message = message.then(|| quote!(.set_message(found.message.clone())));
    let code = fault.code.as_ref();
    let code = code.map(|code| quote!(protocol_test::has_code(&found, #code)?;));
    quote! {
        #uses
        #received
        match #symbol::parse(&response) {
            Err(#error::#variant(found)) => {
                #code
                let expected = #builder.meta(protocol_test::meta(&found)) #message .build() #fails;
                protocol_test::same(&found, &expected)
            }
            other => protocol_test::unexpected(&other),
        }
    }
}

fn failure(case: &Case, response: &Response) -> TokenStream {
    let uses = uses(case, &[]);
    let symbol = name::ident(&case.symbol);
    let received = received(response);
    quote! {
        #uses
        #received
        protocol_test::fails(&#symbol::parse(&response))
    }
}

/// The response that is received.
fn received(response: &Response) -> TokenStream {
    let status = Literal::u16_unsuffixed(response.status);
    let body = match std::str::from_utf8(&response.body) {
        Ok(text) => raw(text),
        Err(_) => Literal::byte_string(&response.body),
    };
    let headers = response.headers.iter();
    let headers = headers.map(|(name, value)| quote!(.with_header(#name, #value)));
    quote!(let response = http::Response::new(#status, #body) #(#headers)*;)
}

/// Checks that a value is read from data as it was written, where types have serde.
fn round_trip(plan: &Plan, variable: &str) -> TokenStream {
    let gate = match plan.serde {
        None | Some(When::Never) => return TokenStream::new(),
        Some(When::Always) => None,
        Some(When::Feature) => Some(quote!(#[cfg(feature = "serde")])),
    };
    let value = name::ident(variable);
    quote!(#gate protocol_test::round_trip(&#value)?;)
}

/// A string as a raw literal, where that spares escapes.
pub(super) fn raw(text: &str) -> Literal {
    let escapes = text.contains(['"', '\\', '\n']);
    // A carriage return cannot stand in a raw literal.
    let is_plain = |c: char| c == '\n' || !is_hidden(c);
    let hashes = fragment::hashes(text).filter(|_| escapes && text.chars().all(is_plain));
    let Some(hashes) = hashes else {
        return Literal::string(text);
    };
    let literal = format!("r{hashes}\"{text}\"{hashes}");
    literal.parse().unwrap_or_else(|_| Literal::string(text))
}

//! Waiters: what responses mean, as constants, and how the client waits.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::builder::{Target, setters};
use crate::emit::fragment::docs;
use crate::emit::jmespath;
use crate::emit::module_path::{ModulePath, ident};
use crate::emit::package::{Gate, Items, Module};
use crate::markdown;
use crate::plan::Plan;
use crate::plan::operation::Operation;
use crate::plan::waiter::{Acceptor, Matcher, State, Value, Waiter};

/// The waiters of all operations, ordered by the names of their modules.
fn all(plan: &Plan) -> Vec<(&Operation, &Waiter)> {
    let operations = plan.operations.iter();
    let mut all: Vec<_> = operations
        .flat_map(|operation| {
            operation
                .waiters
                .iter()
                .map(move |waiter| (operation, waiter))
        })
        .collect();
    all.sort_by(|(_, a), (_, b)| a.module.cmp(&b.module));
    all
}

/// The module `waiters`, if there are any.
pub(crate) fn module(plan: &Plan) -> Option<Module<'_>> {
    let all = all(plan);
    if all.is_empty() {
        return None;
    }
    let children = all.into_iter().map(|(operation, waiter)| {
        let docs = format!("The waiter `{}`.", waiter.name);
        let items = Items::new(move || items(plan, operation, waiter));
        let module = Module::public(&waiter.module, &docs, items);
        if plan.client.is_none() {
            return module;
        }
        let fluent = Items::new(move || fluent(operation, waiter));
        module.with(vec![Module::private("fluent", fluent).gated(Gate::Client)])
    });
    let docs = "Waiters: each calls an operation until its response has the expected state.";
    Some(Module::public("waiters", docs, Items::none()).with(children.collect()))
}

/// The trait with which a client waits, and its implementation; nothing without waiters.
pub(crate) fn client(plan: &Plan) -> Option<TokenStream> {
    let at = ModulePath::module(&["client"]);
    let all = all(plan);
    let signatures = all.iter().map(|(operation, waiter)| {
        let method = ident(&waiter.method);
        let builder = at.to(&["waiters", &waiter.module], &waiter.fluent_builder());
        let docs = intro(operation, waiter);
        (docs, quote!(fn #method(&self) -> #builder), builder)
    });
    let signatures: Vec<_> = signatures.collect();
    let declared = signatures
        .iter()
        .map(|(docs, signature, _)| quote!(#docs #signature;));
    let defined = signatures
        .iter()
        .map(|(_, signature, builder)| quote!(#signature { #builder::new(self) }));
    (!all.is_empty()).then(|| {
        quote! {
            /// The waiters of a client. Import the trait to call them.
            pub trait Waiters {
                #(#declared)*
            }

            impl Waiters for Client {
                #(#defined)*
            }
        }
    })
}

/// The conversion of what ended waiting into the error of the service; nothing without waiters.
pub(crate) fn into_error(plan: &Plan, gate: Option<&TokenStream>) -> Option<TokenStream> {
    let mut operations = plan.operations.iter();
    let any = operations.any(|operation| !operation.waiters.is_empty());
    any.then(|| {
        quote! {
            #gate
            impl<O, E> ::std::convert::From<::hammersmith::client::rt::WaiterError<O, E>> for Error
            where
                O: ::std::fmt::Debug + ::std::marker::Send + ::std::marker::Sync + 'static,
                E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
            {
                fn from(error: ::hammersmith::client::rt::WaiterError<O, E>) -> Self {
                    Self::Unhandled(::hammersmith::error::Unhandled::new(error.into()))
                }
            }
        }
    })
}

fn intro(operation: &Operation, waiter: &Waiter) -> TokenStream {
    docs(&sentence(operation, waiter))
}

fn sentence(operation: &Operation, waiter: &Waiter) -> String {
    if waiter.docs.text.is_empty() {
        let (name, operation) = (&waiter.name, &operation.name);
        format!("Waits for `{name}`, by calls of `{operation}`.")
    } else {
        waiter.docs.text.clone()
    }
}

/// The documentation of a waiter, which says what each response means.
fn meaning(operation: &Operation, waiter: &Waiter) -> String {
    let mut text = sentence(operation, waiter);
    text.push_str("\n\nThe first line that matches a response decides:\n");
    for acceptor in &waiter.acceptors {
        let state = match acceptor.state {
            State::Success => "success",
            State::Failure => "failure",
            State::Retry => "retry",
        };
        let condition = condition(&acceptor.matcher);
        text.push_str(&format!("\n- {state}: {condition}"));
    }
    text
}

fn condition(matcher: &Matcher) -> String {
    match matcher {
        Matcher::Success(true) => "there is an output".to_owned(),
        Matcher::Success(false) => "there is an error".to_owned(),
        Matcher::Error(codes) => {
            let codes: Vec<_> = codes.iter().map(|code| markdown::code(code)).collect();
            format!("the error is {}", codes.join(" or "))
        }
        Matcher::Output { text, value, .. } => {
            let path = markdown::code(text);
            match value {
                Value::Text(value) => format!("{path} is {}", markdown::code(value)),
                Value::Flag(value) => format!("{path} is `{value}`"),
                Value::AllText(value) => format!("all of {path} are {}", markdown::code(value)),
                Value::AnyText(value) => format!("one of {path} is {}", markdown::code(value)),
            }
        }
    }
}

/// The waiter itself.
fn items(plan: &Plan, operation: &Operation, waiter: &Waiter) -> TokenStream {
    let at = ModulePath::module(&["waiters", &waiter.module]);
    let symbol = ident(&waiter.symbol);
    let called = at.to(&["operation", &operation.module], &operation.symbol);
    let intro = docs(&meaning(operation, waiter));
    let (min, max) = waiter.delays;
    let [min, max] = [min, max].map(Literal::u64_unsuffixed);
    let acceptors = waiter.acceptors.iter().map(acceptor);
    let gate = super::gate(plan);
    let fluent = plan.client.is_some().then(|| {
        let names = [waiter.fluent_builder(), waiter.final_poll(), waiter.error()];
        let names = names.map(|name| ident(&name));
        quote! {
            #gate
            pub use self::fluent::{#(#names),*};
        }
    });
    quote! {
        use ::hammersmith::waiter;
        #fluent

        #intro
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub struct #symbol;

        impl waiter::Waiter for #symbol {
            type Operation = #called;

            const MIN_DELAY: ::std::time::Duration = ::std::time::Duration::from_secs(#min);
            const MAX_DELAY: ::std::time::Duration = ::std::time::Duration::from_secs(#max);
            const ACCEPTORS: &'static [waiter::Acceptor] = &[#(#acceptors),*];
        }
    }
}

fn acceptor(acceptor: &Acceptor) -> TokenStream {
    let state = match acceptor.state {
        State::Success => quote!(Success),
        State::Failure => quote!(Failure),
        State::Retry => quote!(Retry),
    };
    let matcher = matcher(&acceptor.matcher);
    quote!(waiter::Acceptor::new(waiter::State::#state, #matcher))
}

fn matcher(matcher: &Matcher) -> TokenStream {
    match matcher {
        Matcher::Success(success) => quote!(waiter::Matcher::Success(#success)),
        Matcher::Error(codes) => quote!(waiter::Matcher::Error(&[#(#codes),*])),
        Matcher::Output {
            expr, value, both, ..
        } => {
            let expr = jmespath::expr(expr);
            let (kind, value) = match value {
                Value::Text(text) => ("Text", quote!(#text)),
                Value::Flag(flag) => ("Flag", quote!(#flag)),
                Value::AllText(text) => ("AllText", quote!(#text)),
                Value::AnyText(text) => ("AnyText", quote!(#text)),
            };
            let kind = ident(kind);
            let matcher = quote!(waiter::Matcher::#kind(#expr, #value));
            if *both {
                quote!(waiter::Matcher::Both(&#matcher))
            } else {
                matcher
            }
        }
    }
}

/// The private module with what the client adds to a waiter.
fn fluent(operation: &Operation, waiter: &Waiter) -> TokenStream {
    let at = ModulePath::module(&["waiters", &waiter.module, "fluent"]);
    let names = [waiter.fluent_builder(), waiter.final_poll(), waiter.error()];
    let [fluent, poll, error] = names.map(|name| ident(&name));
    let symbol = ident(&waiter.symbol);
    let module = ["operation", operation.module.as_str()];
    let (output, fault) = (
        at.to(&module, &operation.output.ty.name),
        at.to(&module, &operation.error()),
    );
    let builder = at.builder(&operation.input.ty, &operation.input.builder);
    let (client, call) = (at.to(&["client"], "Client"), at.to(&["client"], "call"));
    let setters = setters(&at, &operation.input, &Target::Inner);
    let intro = docs(&format!(
        "Collects the input of `{}` and waits for `{}`.",
        operation.name, waiter.name
    ));
    let aliases = aliases(waiter, &output, &fault);
    quote! {
        #intro
        #[derive(Clone, Debug)]
        pub struct #fluent {
            call: ::hammersmith::client::Call,
            inner: #builder,
        }

        impl #fluent {
            pub(crate) fn new(client: &#client) -> Self {
                Self { call: #call(client), inner: ::std::default::Default::default() }
            }

            /// The input, as far as it is set.
            pub fn as_input(&self) -> &#builder {
                &self.inner
            }

            /// Waits for `max_wait` at most. The operation is called again and again, at intervals that
            /// become longer.
            ///
            /// # Errors
            ///
            /// Fails if the input cannot be built, if a response means failure, if an error is unexpected,
            /// or if `max_wait` has passed.
            pub async fn wait(
                self,
                max_wait: ::std::time::Duration,
            ) -> ::std::result::Result<#poll, #error> {
                ::hammersmith::client::wait::<super::#symbol>(self.call, self.inner.build(), max_wait)
                    .await
            }

            #setters
        }

        #aliases
    }
}

/// The types of what waiting gives.
fn aliases(waiter: &Waiter, output: &TokenStream, fault: &TokenStream) -> TokenStream {
    let (poll, error) = (ident(&waiter.final_poll()), ident(&waiter.error()));
    let poll_docs = docs(&format!(
        "The last response to the waiter `{}`.",
        waiter.name
    ));
    let error_docs = docs(&format!("The error of the waiter `{}`.", waiter.name));
    quote! {
        #poll_docs
        pub type #poll = ::hammersmith::client::rt::FinalPoll<
            #output,
            ::hammersmith::client::error::SdkError<#fault>,
        >;

        #error_docs
        pub type #error = ::hammersmith::client::rt::WaiterError<#output, #fault>;
    }
}

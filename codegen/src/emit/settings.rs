//! The methods of `config::Config` and `config::Builder`, a few for each setting.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::fragment::docs;
use crate::emit::module_path::ident;
use crate::plan::settings::{
    Methods, Reader, Returns, Setting, Settings, Share, TestDefaults, Ty, Value,
};

/// The methods of the builder, for every setting of the service.
pub(crate) fn setters(settings: &Settings) -> TokenStream {
    settings.settings.iter().copied().map(setter).collect()
}

fn setter(setting: &Setting) -> TokenStream {
    let name = ident(setting.name);
    let set = format_ident!("set_{}", setting.name);
    let push = format_ident!("push_{}", setting.name);
    let about = docs(setting.docs);
    match &setting.methods {
        Methods::Set(value) => {
            let text = format!("Sets or clears [`{name}`](Self::{name}).");
            let with = with(&about, &name, value, &set, &in_option(value, &name));
            let change = change(&text, &set, &name, &option(value), &quote!(#name));
            quote!(#with #change)
        }
        Methods::SetIfSome(value) => {
            let text = format!("Sets [`{name}`](Self::{name}); `None` has no effect.");
            let with = with(&about, &name, value, &set, &in_option(value, &name));
            let change = change(&text, &set, &name, &option(value), &quote!(#name));
            quote!(#with #change)
        }
        Methods::Replace(value) => {
            let stored = in_option(value, &name);
            let text = format!("The same as [`{name}`](Self::{name}), in place.");
            let with = with(&about, &name, value, &set, &stored);
            let change = change(&text, &set, &name, &argument(value), &stored);
            quote!(#with #change)
        }
        Methods::Push(value, replace) => {
            let text = format!("The same as [`{name}`](Self::{name}), in place.");
            let with = with(&about, &name, value, &push, &stored(value, &name));
            let held = ty(*held(value));
            let change = change(&text, &push, &name, &held, &quote!(#name));
            let replace = replace.map(|method| replace_all(method, &held));
            quote!(#with #change #replace)
        }
        Methods::PushOnly(value) => {
            let (argument, stored) = (argument(value), stored(value, &name));
            quote! {
                #about
                pub fn #push(mut self, #name: #argument) -> Self {
                    self.settings.#push(#stored);
                    self
                }
            }
        }
        Methods::Once(value) => with(&about, &name, value, &set, &stored(value, &name)),
        Methods::Names => names(&about, &name),
        Methods::Flag => flag(&about, &name, &set),
    }
}

/// The method that takes the builder. `stored` is what `method` of the runtime's settings takes.
fn with(
    about: &TokenStream,
    name: &Ident,
    value: &Value,
    method: &Ident,
    stored: &TokenStream,
) -> TokenStream {
    let argument = argument(value);
    quote! {
        #about
        pub fn #name(mut self, #name: #argument) -> Self {
            self.settings.#method(#stored);
            self
        }
    }
}

/// The method that changes the builder in place.
fn change(
    text: &str,
    method: &Ident,
    name: &Ident,
    argument: &TokenStream,
    stored: &TokenStream,
) -> TokenStream {
    let about = docs(text);
    quote! {
        #about
        pub fn #method(&mut self, #name: #argument) -> &mut Self {
            self.settings.#method(#stored);
            self
        }
    }
}

/// The method that replaces all that were added.
fn replace_all(method: &str, item: &TokenStream) -> TokenStream {
    let plural = method.trim_start_matches("set_");
    let about = docs(&format!("Replaces the {}.", plural.replace('_', " ")));
    let (method, values) = (ident(method), ident(plural));
    quote! {
        #about
        pub fn #method(
            &mut self,
            #values: impl ::std::iter::IntoIterator<Item = #item>,
        ) -> &mut Self {
            self.settings.#method(#values.into_iter().collect());
            self
        }
    }
}

fn names(about: &TokenStream, name: &Ident) -> TokenStream {
    quote! {
        #about
        pub fn #name(
            mut self,
            names: impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<::std::string::String>>,
        ) -> Self {
            self.settings.#name(names.into_iter().map(::std::convert::Into::into).collect());
            self
        }
    }
}

fn flag(about: &TokenStream, name: &Ident, set: &Ident) -> TokenStream {
    quote! {
        #about
        pub fn #name(mut self) -> Self {
            self.settings.#set();
            self
        }

        #about
        pub fn #set(&mut self) -> &mut Self {
            self.settings.#set();
            self
        }
    }
}

/// The type of a value as an argument.
fn argument(value: &Value) -> TokenStream {
    match value {
        Value::Plain(value) => ty(*value),
        Value::Into(value) => {
            let value = ty(*value);
            quote!(impl ::std::convert::Into<#value>)
        }
        Value::IntoOption(value) => {
            let value = ty(*value);
            quote!(impl ::std::convert::Into<::std::option::Option<#value>>)
        }
        Value::Shared { bound, .. } => {
            let bound = ty(*bound);
            quote!(impl #bound + 'static)
        }
    }
}

/// The type of a value as it is stored.
fn held(value: &Value) -> &Ty {
    match value {
        Value::Plain(value) | Value::Into(value) | Value::IntoOption(value) => value,
        Value::Shared { shared, .. } => shared,
    }
}

/// The option of a value as it is stored.
fn option(value: &Value) -> TokenStream {
    let held = ty(*held(value));
    quote!(::std::option::Option<#held>)
}

/// An argument, converted to what is stored.
fn stored(value: &Value, name: &Ident) -> TokenStream {
    match value {
        Value::Plain(_) => quote!(#name),
        Value::Into(_) | Value::IntoOption(_) => quote!(#name.into()),
        Value::Shared { bound, shared, by } => {
            let (bound, shared) = (ty(*bound), ty(*shared));
            match by {
                Share::New => quote!(#shared::new(#name)),
                Share::IntoShared => quote!(IntoShared::into_shared(#name)),
                Share::IntoSharedResolver => quote!(#bound::into_shared_resolver(#name)),
            }
        }
    }
}

/// An argument, converted to an option of what is stored.
fn in_option(value: &Value, name: &Ident) -> TokenStream {
    let stored = stored(value, name);
    match value {
        Value::IntoOption(_) => stored,
        _ => quote!(::std::option::Option::Some(#stored)),
    }
}

/// A type by its name, which the module imports.
fn ty(ty: Ty) -> TokenStream {
    match ty {
        Ty::Plain(name) | Ty::Runtime(_, name) => {
            let name = ident(name);
            quote!(#name)
        }
        Ty::Optional(name) => {
            let name = ident(name);
            quote!(::std::option::Option<#name>)
        }
        Ty::String => quote!(::std::string::String),
        Ty::ResolveEndpoint => quote!(super::endpoint::ResolveEndpoint),
    }
}

/// The readers of `Config`.
pub(crate) fn readers(readers: &[&Reader]) -> TokenStream {
    let readers = readers.iter().map(|reader| {
        let (about, name) = (docs(reader.docs), ident(reader.name));
        let returns = returns(&reader.returns);
        quote! {
            #about
            pub fn #name(&self) -> #returns {
                self.state.#name()
            }
        }
    });
    readers.collect()
}

fn returns(returns: &Returns) -> TokenStream {
    let option = |value: TokenStream| quote!(::std::option::Option<#value>);
    match returns {
        Returns::Borrowed(value) => {
            let value = ty(*value);
            option(quote!(&#value))
        }
        Returns::Optional(value) => option(ty(*value)),
        Returns::Owned(value) => ty(*value),
        Returns::Name => quote!(&'static str),
        Returns::All(value) => {
            let value = ty(*value);
            quote!(::std::vec::Vec<&#value>)
        }
        Returns::Each(value) => {
            let value = ty(*value);
            quote!(impl ::std::iter::Iterator<Item = #value> + '_)
        }
    }
}

/// Imports of the types in the methods of the builder, and of `others`.
pub(crate) fn imports_of_setters(settings: &Settings, others: &[Ty]) -> TokenStream {
    let mut types = others.to_vec();
    for setting in &settings.settings {
        match &setting.methods {
            Methods::Set(value)
            | Methods::SetIfSome(value)
            | Methods::Push(value, _)
            | Methods::Once(value)
            | Methods::PushOnly(value) => {
                types.extend(taken(value));
                types.push(*held(value));
            }
            Methods::Replace(value) => types.extend(taken(value)),
            Methods::Names | Methods::Flag => {}
        }
    }
    imports(&types)
}

/// The types that a value as an argument and its conversion name.
fn taken(value: &Value) -> Vec<Ty> {
    match value {
        Value::Plain(value) | Value::Into(value) | Value::IntoOption(value) => vec![*value],
        Value::Shared { bound, by, .. } => match by {
            Share::IntoShared => vec![*bound, Ty::Runtime("config", "IntoShared")],
            Share::New | Share::IntoSharedResolver => vec![*bound],
        },
    }
}

/// Imports of the types in the readers, and of `others`.
pub(crate) fn imports_of_readers(readers: &[&Reader], others: &[Ty]) -> TokenStream {
    let types = readers.iter().filter_map(|reader| match reader.returns {
        Returns::Borrowed(ty)
        | Returns::Optional(ty)
        | Returns::Owned(ty)
        | Returns::All(ty)
        | Returns::Each(ty) => Some(ty),
        Returns::Name => None,
    });
    let types: Vec<Ty> = types.chain(others.iter().copied()).collect();
    imports(&types)
}

/// One `use` for each module of the runtime.
fn imports(types: &[Ty]) -> TokenStream {
    let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for ty in types {
        if let Ty::Runtime(module, name) = ty {
            modules.entry(module).or_default().insert(name);
        }
    }
    let uses = modules.into_iter().map(|(module, names)| {
        let path = module.split("::").filter(|part| !part.is_empty());
        let path = path.map(ident);
        let mut names = names.into_iter().map(ident);
        let names = if names.len() == 1 {
            let name = names.next();
            quote!(#name)
        } else {
            quote!({ #(#names),* })
        };
        quote!(use ::hammersmith::client:: #(#path::)* #names;)
    });
    uses.collect()
}

/// The methods that set the defaults of tests, as a block of their own.
pub(crate) fn test_defaults(settings: &Settings) -> TokenStream {
    let is_feature = settings.test_defaults == TestDefaults::Feature;
    let gate = is_feature.then(|| quote!(#[cfg(feature = "test-util")]));
    let bound = (!is_feature).then(
        || quote!(where for<'a> &'a mut Settings: ::hammersmith::client::config::TestDefaults),
    );
    quote! {
        #gate
        impl Builder {
            /// Fixes what differs from one run of a test to the next: clock, user agent and
            /// idempotency tokens. Sets credentials for tests.
            pub fn apply_test_defaults(&mut self) -> &mut Self #bound {
                ::hammersmith::client::config::TestDefaults::apply_test_defaults(&mut self.settings);
                self
            }

            /// The same as [`apply_test_defaults`](Self::apply_test_defaults), by value.
            pub fn with_test_defaults(mut self) -> Self #bound {
                self.apply_test_defaults();
                self
            }

            /// The same as [`apply_test_defaults`](Self::apply_test_defaults), and sets the region
            /// `us-east-1` if none is set.
            pub fn apply_test_defaults_v2(&mut self) -> &mut Self #bound {
                ::hammersmith::client::config::TestDefaults::apply_test_defaults_v2(&mut self.settings);
                self
            }

            /// The same as [`apply_test_defaults_v2`](Self::apply_test_defaults_v2), by value.
            pub fn with_test_defaults_v2(mut self) -> Self #bound {
                self.apply_test_defaults_v2();
                self
            }
        }
    }
}

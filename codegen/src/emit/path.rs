//! Paths into inputs and outputs: chains of options, and of iterators where there are several
//! values.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::plan::path::{Path, Step};

/// The value at the end of a path from `input`, as the option that a parameter is.
pub(crate) fn value(path: &Path) -> TokenStream {
    let is_field = |step: &Step| matches!(step, Step::Field { .. });
    let fields = path.steps.iter().take_while(|step| is_field(step)).count();
    let (fields, rest) = path.steps.split_at(fields);
    let held = borrowed(&quote!(input), fields);
    if path.single {
        return quote!(#held.cloned());
    }
    let found = along(&quote!(held), rest);
    quote!(#held.map(|held| #found.cloned().collect()))
}

/// The option of a reference that fields one in the other lead to, from the place `from`.
pub(crate) fn borrowed(from: &TokenStream, fields: &[Step]) -> TokenStream {
    let mut chain = TokenStream::new();
    for (name, optional) in names(fields) {
        chain = match (chain.is_empty(), optional) {
            (true, true) => quote!(#from.#name.as_ref()),
            (true, false) => quote!(::std::option::Option::Some(&#from.#name)),
            (false, true) => quote!(#chain.and_then(|held| held.#name.as_ref())),
            (false, false) => quote!(#chain.map(|held| &held.#name)),
        };
    }
    chain
}

/// The option of a value that fields one in the other lead to, taken out of the value `from`.
pub(crate) fn owned(from: &TokenStream, fields: &[Step]) -> TokenStream {
    let mut chain = TokenStream::new();
    for (name, optional) in names(fields) {
        chain = match (chain.is_empty(), optional) {
            (true, true) => quote!(#from.#name),
            (true, false) => quote!(::std::option::Option::Some(#from.#name)),
            (false, true) => quote!(#chain.and_then(|held| held.#name)),
            (false, false) => quote!(#chain.map(|held| held.#name)),
        };
    }
    chain
}

/// The fields of steps, and which of them are options.
fn names(fields: &[Step]) -> impl Iterator<Item = (Ident, bool)> {
    fields.iter().filter_map(|step| match step {
        Step::Field { name, optional } => Some((name.ident(), *optional)),
        _ => None,
    })
}

/// An iterator over what `steps` lead to.
fn along(from: &TokenStream, steps: &[Step]) -> TokenStream {
    let (start, steps) = match steps {
        [Step::Field { name, optional }, steps @ ..] => {
            let name = name.ident();
            let start = if *optional {
                quote!(#from.#name.iter())
            } else {
                quote!(::std::iter::once(&#from.#name))
            };
            (start, steps)
        }
        [Step::Items, steps @ ..] => (quote!(#from.iter()), steps),
        [Step::Keys, steps @ ..] => (quote!(#from.keys()), steps),
        steps => (quote!(::std::iter::once(#from)), steps),
    };
    let steps = steps.iter().map(step);
    quote!(#start #(#steps)*)
}

fn step(step: &Step) -> TokenStream {
    match step {
        Step::Field { name, optional } => {
            let name = name.ident();
            if *optional {
                quote!(.flat_map(|held| &held.#name))
            } else {
                quote!(.map(|held| &held.#name))
            }
        }
        Step::Items => quote!(.flatten()),
        Step::Keys => quote!(.flat_map(|held| held.keys())),
        Step::Several(paths) => {
            let mut paths = paths.iter().map(|path| along(&quote!(held), path));
            let first = paths.next();
            quote!(.flat_map(|held| #first #(.chain(#paths))*))
        }
    }
}

//! Paths into inputs: chains of iterators.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::at::ident;
use crate::plan::path::{Path, Step};

/// The value at the end of a path from `input`, as the option that a parameter is.
pub(crate) fn value(path: &Path) -> TokenStream {
    let found = along(&quote!(input), &path.steps);
    match path.single {
        true => quote!(#found.next().cloned()),
        false => quote!(::std::option::Option::Some(#found.cloned().collect())),
    }
}

/// An iterator over what `steps` lead to.
fn along(from: &TokenStream, steps: &[Step]) -> TokenStream {
    let (start, steps) = match steps {
        [Step::Field { name, optional }, steps @ ..] => {
            let name = ident(name);
            let start = match optional {
                true => quote!(#from.#name.iter()),
                false => quote!(::std::iter::once(&#from.#name)),
            };
            (start, steps)
        }
        steps => (quote!(::std::iter::once(#from)), steps),
    };
    let steps = steps.iter().map(step);
    quote!(#start #(#steps)*)
}

fn step(step: &Step) -> TokenStream {
    match step {
        Step::Field { name, optional } => {
            let name = ident(name);
            match optional {
                true => quote!(.flat_map(|held| &held.#name)),
                false => quote!(.map(|held| &held.#name)),
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

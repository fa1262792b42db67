//! Expansion of the macro.

use std::path::{Path, PathBuf};

use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::model::{self, Model, Selection, Source};
use hammersmith_codegen::{Generator, Layout};
use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::arguments::{self, Arguments, Errors, placed};
use crate::data;
use crate::parts::Text;

/// Expands the macro to the code, or to all errors, each at its span.
pub(crate) fn expand(input: TokenStream, base: &Path) -> TokenStream {
    arguments::read(input, base)
        .and_then(|arguments| generate(&arguments))
        .unwrap_or_else(|error| error.into_compile_error())
}

fn generate(arguments: &Arguments) -> Result<TokenStream, syn::Error> {
    let generated = Generator::from_config(arguments.config.clone())
        .run(Layout::File)
        .map_err(|error| place(error.into_problems(), arguments))?;
    let code = generated.tokens();
    let watched = watched(generated.inputs());
    Ok(quote!(#code #watched))
}

/// Includes the models in the build, so that Cargo rebuilds when they change.
fn watched(inputs: &[PathBuf]) -> TokenStream {
    let files = inputs.iter().filter(|path| path.is_file());
    let consts = files.filter_map(|path| {
        let path = std::path::absolute(path).ok()?;
        let path = path.to_str()?;
        Some(quote!(
            const _: &[u8] = ::core::include_bytes!(#path);
        ))
    });
    consts.collect()
}

/// Finds the argument that each problem comes from.
fn place(problems: Problems, arguments: &Arguments) -> syn::Error {
    let known = Suspects::of(arguments);
    let mut errors = Errors::default();
    for problem in &problems {
        errors.push(placed(problem, known.span(problem)));
    }
    let none = || syn::Error::new(Span::call_site(), "nothing was generated");
    errors.0.unwrap_or_else(none)
}

/// The arguments, each with the problems that it causes by itself.
struct Suspects<'a> {
    models: Vec<(PathBuf, Span)>,
    /// The IDs that are renamed.
    renames: Vec<&'a Text>,
    texts: &'a [Text],
    selectors: Vec<(&'a Text, Problems)>,
}

impl<'a> Suspects<'a> {
    fn of(arguments: &'a Arguments) -> Self {
        let paths = arguments.config.model.iter().cloned();
        let spans = arguments.texts.iter().filter(|text| text.key == "model");
        let models = paths.zip(spans.map(|text| text.span)).collect();
        let sources: Vec<Source> = arguments.config.model.iter().map(Source::from).collect();
        let selectors = match model::load(&sources) {
            Ok(model) => Self::selectors(&model, arguments),
            Err(_) => Vec::new(),
        };
        let renames = arguments.texts.iter().filter(|text| text.key == "rename");
        Self {
            models,
            renames: renames.collect(),
            texts: &arguments.texts,
            selectors,
        }
    }

    /// Tries every selector without the others.
    fn selectors(model: &Model, arguments: &'a Arguments) -> Vec<(&'a Text, Problems)> {
        let service = &arguments.config.service;
        let texts = arguments.texts.iter();
        let tried = texts.filter_map(|text| {
            let mut alone = Selection {
                service: service.clone(),
                ..Selection::default()
            };
            match text.key.as_str() {
                "operations" => alone.operations.push(text.value.clone()),
                "resources" => alone.resources.push(text.value.clone()),
                "service" => {}
                _ => return None,
            }
            Some((text, model::select(model, &alone).err()?))
        });
        // The service comes first, since nothing else can be found without it.
        let mut tried: Vec<_> = tried.collect();
        if service.is_none() && model::select(model, &Selection::default()).is_err() {
            tried.clear();
        }
        tried.sort_by_key(|(text, _)| text.key != "service");
        tried
    }

    /// The span of the argument that caused a problem, or of the whole call.
    fn span(&self, problem: &Problem) -> Span {
        let has = |problems: &Problems| problems.iter().any(|other| other == problem);
        let selector = self.selectors.iter().find(|(_, problems)| has(problems));
        let of_file = |file: &PathBuf| {
            let mut models = self.models.iter();
            models.find(|(path, _)| file.starts_with(path))
        };
        let mut renames = self.renames.iter();
        let names = |text: &&&Text| {
            let id = format!("`{}`", text.value);
            problem.message.contains("`rename`") && problem.message.contains(&id)
        };
        if let Some(text) = renames.find(names) {
            return text.span;
        }
        if let Some(span) = data::span(problem, self.texts) {
            return span;
        }
        match (selector, problem.file.as_ref().and_then(of_file)) {
            (Some((text, _)), _) => text.span,
            (None, Some((_, span))) => *span,
            (None, None) => Span::call_site(),
        }
    }
}
